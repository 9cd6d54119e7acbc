"""Pickup: what lies in a unit's outbox, taken with a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.domain.kinds import PROTECTED_UNIT, Priority
from pipeline.store import packets
from pipeline.store.errors import NotAllowedError, NotFoundError
from pipeline.store.packets import Packet
from pipeline.usecases.office import Office
from pipeline.usecases.review import refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """A delivered packet, and whether it has lain too long."""

    packet: Packet
    overdue: bool


def lying(office: Office, unit: str, *, by: str = "") -> list[Lying]:
    """The unit's packets that nobody has taken, the urgent first.

    Raises NotAllowedError for the restricted unit unless ``by`` is one of those named to it.
    """
    _may(office, unit, by)
    _there_is(office, unit)
    return [
        Lying(packet=one, overdue=is_overdue(office, one))
        for one in packets.of_unit(office.ledger, unit)
    ]


def is_overdue(office: Office, packet: Packet) -> bool:
    """Whether a delivered packet has lain longer than its urgency allows."""
    if packet.state != "delivered" or packet.delivered_at is None:
        return False
    priority = list(Priority)[packet.priority - 1]
    hours = office.workspace.config.settings().pickup_hours[str(priority)]
    return office.clock() - datetime.fromisoformat(packet.delivered_at) > timedelta(hours=hours)


def take(office: Office, unit: str, *, by: str, names: tuple[str, ...] = ()) -> list[Packet]:
    """Take packets with a receipt: those named (folder name, or its beginning), else all.

    Raises NotFoundError for a name that does not lie there, DamageError for changed files.
    """
    _may(office, unit, by)
    if not by.strip():
        raise NotAllowedError("Ange vem som hämtar: --by NAMN.")
    _there_is(office, unit)
    there = packets.of_unit(office.ledger, unit)
    chosen = there
    if names:
        chosen = [_named(there, name) for name in names]
    return [office.outbox.pick_up(one.id, by.strip()) for one in dict.fromkeys(chosen)]


def _there_is(office: Office, unit: str) -> None:
    if not (office.workspace.outbox / unit).is_dir():
        raise NotFoundError(f"Det finns ingen enhet som heter {unit}.")  # noqa: EM102 - one line


def _named(there: list[Packet], name: str) -> Packet:
    wanted = name.rstrip("/").rpartition("/")[2]
    found = [one for one in there if one.name == wanted or one.letter.startswith(wanted)]
    if len(found) != 1:
        raise NotFoundError(f"Inget eller flera underlag heter {wanted}.")  # noqa: EM102 - one line
    return found[0]


def _may(office: Office, unit: str, by: str) -> None:
    named = office.workspace.config.protected_staff
    if unit == PROTECTED_UNIT and by.strip() not in named:
        raise refusal(by)
