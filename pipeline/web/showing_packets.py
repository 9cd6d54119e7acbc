"""A unit's packets in words: what each is, where it is, what it is called, what it owes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from pipeline.documents import case_files, swedish
from pipeline.documents.glance import Glance, glance
from pipeline.domain.case import Case
from pipeline.domain.kinds import PROTECTED_UNIT, Priority
from pipeline.domain.swedish_time import in_sweden
from pipeline.store import letters, packets
from pipeline.store.letters import Letter
from pipeline.store.packets import Packet
from pipeline.usecases import bundling, papers, pickup
from pipeline.usecases.deliver import NOTICE
from pipeline.usecases.office import Office
from pipeline.usecases.sendings import Out
from pipeline.usecases.status import Confirmation
from pipeline.web import unit_days
from pipeline.web.language import say, say_many, say_or_quote, sv
from pipeline.web.pickup_contexts import File, Head, Known, OutRow, Owed, Paper, Returned, Waiting
from pipeline.web.wording import TONES, kind_text, marked, sheets, short_day

FILES = {
    "skriv-ut.pdf": sv("Skriv ut allt"),
    "underlag.pdf": sv("Underlaget"),
    "brev.pdf": sv("Brevet"),
    "checklista.pdf": sv("Checklistan"),
    "parmblad.pdf": sv("Pärmbladet"),
    "record.json": sv("Uppgifterna för andra program"),
    NOTICE: sv("Meddelandet"),
}
"""What staff call the files of a packet."""

_FIRST = ("underlag.pdf", "brev.pdf", "checklista.pdf", "parmblad.pdf")
"""What is looked through first, in that order; the drafts after it."""

_AT_ONCE = timedelta(minutes=1)
"""What is handed back so soon after its receipt was never taken."""

_MOST_PAGES = 40
"""Pages of one paper that are shown on the packet's page."""


def head_of(
    office: Office, packet: Packet, case: Case | None = None, *, pressing: bool = False
) -> Head:
    """The packet as it is named wherever it stands; ``pressing`` is shown as the same day's."""
    letter = letters.letter(office.ledger, packet.letter)
    case = case or letters.case(office.ledger, packet.letter, packet.revision)
    priority = Priority.SAME_DAY if pressing else list(Priority)[packet.priority - 1]
    state, tone = _state(office, packet)
    known = _known(packet, letter, case)
    return Head(
        name=packet.name,
        short=packet.letter[:12],
        kind=kind_of(office, packet, case),
        pages="" if packet.notice else sheets(len(case.part.pages)),
        persons=_persons(known),
        amount=None
        if known.amount is None
        else Known(text=swedish.kronor(known.amount), doubt="" if known.sure else _unsure()),
        about=tuple(_about(office, packet)),
        role=say(swedish.ROLES[packet.role]),
        received_on=short_day(letter.received_on),
        priority=say(swedish.PRIORITIES[priority]),
        urgency=TONES[priority],
        state=state,
        tone=tone,
    )


def is_told(packet: Packet, *, restricted: bool) -> bool:
    """Whether lists and headings may tell whom a packet is about.

    Nobody is told of a protected identity but by opening it; a notice tells nothing of its letter,
    and what was handed back is the unit's no more.
    """
    return not (
        restricted or packet.notice or packet.is_handed_back or packet.unit == PROTECTED_UNIT
    )


def _known(packet: Packet, letter: Letter, case: Case) -> Glance:
    told = is_told(packet, restricted=letter.restricted)
    return glance(case, packet.line) if told else Glance()


def _persons(known: Glance) -> tuple[Known, ...]:
    if known.listed:
        return (
            Known(
                text=say_many(
                    "{number} person i listan", "{number} personer i listan", known.listed
                ),
                doubt="",
            ),
        )
    return tuple(Known(text=one.name, doubt="" if one.sure else _unsure()) for one in known.persons)


def _unsure() -> str:
    return marked("osäker")


def kind_of(office: Office, packet: Packet, case: Case | None = None) -> str:
    """What the packet is, in words: its letter's kind, or a notice."""
    if packet.notice:
        return say("Meddelande om ett brev")
    return kind_text(case or letters.case(office.ledger, packet.letter, packet.revision))


def _state(office: Office, packet: Packet) -> tuple[str, str]:
    back = packets.handback(office.ledger, packet.id)
    if back is not None:
        return say("Återlämnat {at} av {by}", at=swedish.stamp(back["at"]), by=back["by"]), "soft"
    if packet.superseded:
        return say("Gäller inte längre"), "soft"
    receipt = packets.receipt(office.ledger, packet.id)
    if receipt is not None:
        return say("Hämtat {at} av {by}", at=swedish.stamp(receipt["at"]), by=receipt["by"]), "sure"
    if pickup.is_overdue(office, packet):
        return say("Inte hämtat i tid"), "wrong"
    return say("Väntar på att hämtas"), "doubt"


def waiting_of(office: Office, one: pickup.Lying) -> Waiting:
    """A packet that nobody has taken."""
    return Waiting(
        head=head_of(office, one.packet, one.case, pressing=one.pressing),
        late=until(one) if one.overdue else "",
        missing=one.missing,
        days=unit_days.nearest(one.days, office.today()),
        paper=_print(office.outbox.path(one.packet)),
    )


def until(one: pickup.Lying) -> str:
    """When a packet is to be taken at the latest: ``mån 2026-10-05 14.20``."""
    by = in_sweden(one.by)
    return f"{short_day(by.date())} {by:%H.%M}"


def _print(folder: Path) -> str:
    """The file that holds all that is printed; the record where no print is made."""
    return next((name for name in bundling.PRINTS if (folder / name).is_file()), "")


def _about(office: Office, packet: Packet) -> Iterator[str]:
    """What sets a packet apart: its row of a list, that it replaces another, or takes one back."""
    if packet.line:
        yield say("Rad {number} i listan", number=packet.line)
    if packet.notice:
        yield say("Brevet gäller inte längre den här enheten")
    yield from map(say_or_quote, packet.changes)
    if packet.superseded and not packet.is_handed_back:
        taker = [
            one
            for one in packets.of_letter(office.ledger, packet.letter)
            if (one.unit, one.line) == (packet.unit, packet.line) and one.state != "withdrawn"
        ][-1]
        yield (
            say("Det har meddelats att brevet inte längre gäller den här enheten")
            if taker.notice
            else say("En nyare version har kommit")
        )


def owed_of(office: Office, packet: Packet, one: Confirmation) -> Owed:
    """A confirmation that the unit owes."""
    return Owed(
        head=head_of(office, packet),
        day=short_day(one.due_on),
        overdue=one.overdue,
    )


def returned_of(office: Office, packet: Packet) -> Returned:
    """A packet that was handed back, and what became of its letter since."""
    back = packets.handback(office.ledger, packet.id) or {}
    letter = letters.letter(office.ledger, packet.letter)
    place = (packet.unit, packet.line)
    coming = [one for one in packets.planned(office.ledger, letter.id) if not one.notice]
    if any((one.unit, one.line) == place for one in packets.held(office.ledger, letter.id)):
        now = say("Prövat på nytt: ett nytt underlag har lämnats till enheten.")
    elif any((one.unit, one.line) == place for one in coming):
        now = say("Prövat på nytt: underlaget är på väg till er.")
    elif letter.closed:
        now = say("Brevet är avslutat.")
    elif letter.state == "review":
        now = say("Brevet väntar på granskning.")
    else:
        now = say("Prövat på nytt: brevet går inte till enheten.")
    return Returned(
        packet=packet.name,
        # One that has turned out to be restricted since tells nobody but those named for it.
        kind="" if letter.restricted and packet.unit != PROTECTED_UNIT else kind_of(office, packet),
        by=str(back.get("by", "")),
        at=swedish.stamp(str(back.get("at", packet.planned_at))),
        reason=str(back.get("reason", "")),
        now=now,
    )


def receipt_of(office: Office, packet: Packet) -> tuple[str, str] | None:
    """What the receipt says, and its digest: who took the packet, or gave it back untaken."""
    receipt = packets.receipt(office.ledger, packet.id)
    if receipt is None:
        return None
    back = packets.handback(office.ledger, packet.id)
    if back is not None and back["by"] == receipt["by"]:
        # Handing back what nobody has taken writes the receipt at the same time.
        between = datetime.fromisoformat(back["at"]) - datetime.fromisoformat(receipt["at"])
        if between < _AT_ONCE:
            said = say("Återlämnat {at} av {by}", at=swedish.stamp(back["at"]), by=back["by"])
            return said, receipt["digest"]
    at = swedish.stamp(receipt["at"])
    return say("Hämtat {at} av {by}", at=at, by=receipt["by"]), receipt["digest"]


def name_of(file: str) -> str:
    """A file's name in words; a draft is called what the letter is."""
    if file in FILES:
        return say(FILES[file])
    stem, _, ending = file.rpartition(".")
    kind = {"docx": "Word", "pdf": "PDF"}.get(ending, ending)
    if stem == "original":
        return say("Hela skanningen ({kind})", kind=kind)
    if file.startswith(f"{case_files.FOLDER}/"):
        return say("Till verksamhetssystemet: {file}", file=file.partition("/")[2])
    return say(
        "Utkast: {letter} ({kind})", letter=draft_name(stem.removeprefix("utkast/")), kind=kind
    )


def draft_name(stem: str) -> str:
    """A letter out as staff call it: ``Kallelse 2``."""
    draft, _, more = stem.partition("-")
    return f"{say(swedish.LETTERS.get(draft, draft))} {more.replace('-', ' ')}".rstrip()


def file_of(name: str) -> File:
    """A file as a link."""
    return File(name=name_of(name), path=quote(name))


def papers_of(files: Mapping[str, Path]) -> tuple[Paper, ...]:
    """What can be looked through on the page: each paper of the print by itself, in its order."""
    drafts = [name for name in files if name.startswith("utkast/") and name.endswith(".pdf")]
    found = []
    for name in (*_FIRST, *drafts):
        count = papers.page_count(files[name]) if name in files else 0
        if count:
            found.append(
                Paper(
                    file=File(name=_paper_name(name), path=quote(name)),
                    pages=tuple(range(1, min(count, _MOST_PAGES) + 1)),
                    more=max(0, count - _MOST_PAGES),
                )
            )
    return tuple(found)


def _paper_name(name: str) -> str:
    stem = name.removeprefix("utkast/").removesuffix(".pdf")
    return name_of(name) if stem == name.removesuffix(".pdf") else draft_name(stem)


def out_of(one: Out, files: Mapping[str, Path]) -> OutRow:
    """A letter out in words."""
    names = [f"utkast/{one.draft}{ending}" for ending in (".docx", ".pdf")]
    said, tone = _went(one)
    return OutRow(
        draft=one.draft,
        name=draft_name(one.draft),
        files=tuple(
            File(name={".docx": "Word", ".pdf": "PDF"}[Path(name).suffix], path=quote(name))
            for name in names
            if name in files
        ),
        said=said,
        tone=tone,
        sent=one.sent is not None,
        waits=one.waits,
    )


def _went(one: Out) -> tuple[str, str]:
    if one.sent is not None:
        noted = swedish.stamp(one.sent.at)
        said = say(
            "Skickat {day} av {by} (antecknat {noted})",
            day=one.sent.sent_on,
            by=one.sent.by,
            noted=noted,
        )
        return said, "sure"
    if one.due is not None and one.due.overdue:
        day = short_day(one.due.due_on)
        return say("FÖRSENAD: skulle ha skickats {day}", day=day), "wrong"
    if one.due is not None:
        return say("Ska skickas senast {day}", day=short_day(one.due.due_on)), "doubt"
    if one.held:
        return say("VÄNTAR, ska inte skickas ännu: {why}", why=say_or_quote(one.held)), "doubt"
    if one.before is not None:
        said = say(
            "En tidigare version skickades {day} av {by}. Den här är inte antecknad som skickad",
            day=one.before.sent_on,
            by=one.before.by,
        )
        return said, "doubt"
    return say("Inte antecknat som skickat"), "soft"
