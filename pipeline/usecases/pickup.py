"""Pickup: what lies in a unit's outbox, taken with a receipt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.domain import agenda
from pipeline.domain.agenda import Kept, Standing
from pipeline.domain.case import Case
from pipeline.domain.deadlines import KFM_CONFIRMATION
from pipeline.domain.kinds import PROTECTED_UNIT, Priority
from pipeline.domain.queueing import due
from pipeline.domain.sentences import filled
from pipeline.store import letters, packets
from pipeline.store.errors import NotAllowedError, NotFoundError
from pipeline.store.letters import Letter
from pipeline.store.packets import Packet
from pipeline.usecases.evictions import matter_of
from pipeline.usecases.office import Office
from pipeline.usecases.review import confirmation_sent, refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """A delivered packet, whether it has lain too long, its case, and the unit's days in it.

    ``by`` is when it was to be picked up at the latest, ``expires`` the first day that anything
    about it falls due for the unit. ``missing``: its folder is not in the outbox. ``pressing``: it
    is the same day's by its urgency, or has a day that is today.
    """

    packet: Packet
    by: datetime
    overdue: bool
    missing: bool
    case: Case
    days: tuple[Kept, ...]
    expires: date
    pressing: bool


def lying(office: Office, unit: str, *, by: str = "") -> list[Lying]:
    """The unit's packets that nobody has taken: the same day's and today's, then by what expires.

    Raises NotAllowedError for the restricted unit unless ``by`` is one of those named to it.
    """
    admit(office, unit, by)
    office.outbox.follow(unit)
    there = [lying_as(office, one) for one in packets.lying(office.ledger, unit)]
    today = office.today()
    return sorted(
        there,
        key=lambda one: (
            not one.pressing and one.expires != today,
            one.expires,
            one.packet.priority,
            one.packet.id,
        ),
    )


def lying_as(office: Office, packet: Packet) -> Lying:
    """What is told of a packet that lies with its unit; of a taken one its days hold still."""
    letter = letters.letter(office.ledger, packet.letter)
    case = letters.case(office.ledger, packet.letter, packet.revision)
    days = tuple(_days(office, packet, letter, case))
    today = office.today()
    return Lying(
        packet=packet,
        by=latest(office, packet),
        overdue=is_overdue(office, packet),
        missing=not office.outbox.path(packet).is_dir(),
        case=case,
        days=days,
        expires=due(
            list(Priority)[packet.priority - 1], letter.received_on, (one.on for one in days)
        ),
        pressing=packet.priority == Priority.SAME_DAY.rank or any(one.on == today for one in days),
    )


def _days(office: Office, packet: Packet, letter: Letter, case: Case) -> Iterator[Kept]:
    """What of the packet's days is still to be kept: nothing done, nothing called off since."""
    if packet.notice:
        return
    days = agenda.of_packet(case, packet.unit, packet.line)
    gone = {KFM_CONFIRMATION} if confirmation_sent(office, letter) else set()
    if any(one.what in agenda.OF_AN_EVICTION for one in days):
        matter = matter_of(office, letter.id)
        held, _ = agenda.standing(letter.id, matter.chain, waits=matter.waits, hidden=matter.hidden)
        if held is Standing.GONE:
            gone |= agenda.OF_AN_EVICTION
    yield from (one for one in days if one.what not in gone)


def is_overdue(office: Office, packet: Packet) -> bool:
    """Whether a delivered packet has lain longer than its urgency allows."""
    return packet.state == "delivered" and office.clock() > latest(office, packet)


def latest(office: Office, packet: Packet) -> datetime:
    """When a packet that was delivered is to be picked up at the latest, by its urgency."""
    priority = list(Priority)[packet.priority - 1]
    hours = office.workspace.config.settings().pickup_hours[str(priority)]
    since = packet.delivered_at or packet.planned_at
    return datetime.fromisoformat(since) + timedelta(hours=hours)


def take(office: Office, unit: str, *, by: str, names: tuple[str, ...] = ()) -> list[Packet]:
    """Take packets with a receipt: those named (folder name, or its beginning), else all.

    Raises NotFoundError for a name that does not lie there, DamageError for changed files.
    """
    admit(office, unit, by)
    if not by.strip():
        raise NotAllowedError("Ange vem som hämtar: --by NAMN.")
    office.outbox.follow(unit)
    there = packets.lying(office.ledger, unit)
    chosen = there
    if names:
        chosen = [_named(there, name) for name in names]
    return [office.outbox.pick_up(one.id, by.strip()) for one in dict.fromkeys(chosen)]


def packet_of(office: Office, unit: str, name: str, *, by: str) -> Packet:
    """The unit's packet whose folder is called that, taken or not, handed back or not.

    Raises what :func:`admit` raises, and NotFoundError for none.
    """
    admit(office, unit, by)
    office.outbox.follow(unit)
    return packets.named(office.ledger, unit, name)


def _named(there: list[Packet], name: str) -> Packet:
    wanted = name.rstrip("/").rpartition("/")[2]
    found = [one for one in there if one.name == wanted or one.letter.startswith(wanted)]
    if len(found) != 1:
        raise NotFoundError(filled("Inget eller flera underlag heter {packet}.", packet=wanted))
    return found[0]


def admit(office: Office, unit: str, by: str) -> None:
    """Nothing, for a unit that there is and may be shown to that person.

    NotAllowedError for the restricted one unless ``by`` is named to it; else NotFoundError.
    """
    if unit == PROTECTED_UNIT and by.strip() not in office.workspace.config.protected_staff:
        raise refusal(by)
    if not (office.workspace.outbox / unit).is_dir():
        raise NotFoundError(filled("Det finns ingen enhet som heter {unit}.", unit=unit))
