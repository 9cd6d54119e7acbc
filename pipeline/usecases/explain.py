"""A letter's way: what happened to it and when, and why it was decided so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.domain.case import Case
from pipeline.domain.edits import Edit
from pipeline.domain.sentences import filled
from pipeline.store import documents, letters, packets
from pipeline.store.documents import Document
from pipeline.store.errors import NotFoundError
from pipeline.store.letters import Letter
from pipeline.store.packets import Packet
from pipeline.usecases import review, who_saw
from pipeline.usecases.evictions import lines_of, matter_of
from pipeline.usecases.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened: when, what (a code), and a code or number more."""

    at: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """All that is known of a letter, or of a document that holds none (then no letter).

    ``matter`` are Kronofogden's notices of its eviction in Swedish, those that came later too.
    """

    document: Document
    letter: Letter | None
    case: Case | None
    edits: tuple[Edit, ...]
    packets: tuple[Packet, ...]
    events: tuple[Event, ...]
    matter: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()


def explain(office: Office, ident: str, *, by: str = "") -> Way:
    """The way of a letter by its id, or of a document by its hash; eight characters suffice.

    Raises NotFoundError, and NotAllowedError for a restricted letter.
    """
    ledger = office.ledger
    with ledger.snapshot():
        try:
            letter, case = review.show(office, ident, by=by)
        except NotFoundError:
            return _of_document(office, ident, by)
        document = documents.document(ledger, letter.document)
        if document is None:
            raise NotFoundError("Brevets dokument saknas i liggaren. Kör troskel reconcile.")
        sent = packets.of_letter(ledger, letter.id)
        subjects = (document.sha256, letter.id, *(str(one.id) for one in sent))
        return Way(
            document=document,
            letter=letter,
            case=case,
            edits=letters.edits(ledger, letter.id),
            packets=tuple(sent),
            events=events(office, *subjects),
            matter=tuple(lines_of(matter_of(office, letter.id, by=by))),
            readers=tuple(who_saw.lines(office, letter.id)),
        )


def _of_document(office: Office, ident: str, by: str) -> Way:
    rows = []
    if len(ident) >= 8 and ident.isalnum():
        rows = office.ledger.rows(
            "SELECT * FROM documents WHERE sha256 GLOB ? LIMIT 2", (f"{ident.lower()}*",)
        )
    if len(rows) != 1:
        raise NotFoundError(
            "Det finns inget sådant brev. Skriv minst de åtta första tecknen i dess nummer."
        )
    document = Document.of(rows[0])
    its = letters.letters_of(office.ledger, document.sha256)
    if len(its) == 1:
        return explain(office, its[0].id, by=by)
    if its:
        raise NotFoundError(
            "Dokumentet rymmer flera brev: " + ", ".join(one.id[:12] for one in its)
        )
    return Way(
        document=document,
        letter=None,
        case=None,
        edits=(),
        packets=(),
        events=events(office, document.sha256),
    )


def events(office: Office, *subjects: str) -> tuple[Event, ...]:
    """What happened to documents, letters or packets, in order."""
    found: list[tuple[int, Event]] = []
    for subject in subjects:
        found += [
            (row["id"], Event(at=row["at"], what=row["what"], detail=row["detail"]))
            for row in office.ledger.rows(
                "SELECT id, at, what, detail FROM events WHERE subject = ?", (subject,)
            )
        ]
    return tuple(event for _, event in sorted(found, key=lambda one: one[0]))


_EVENTS = {
    "received": filled("kom in"),
    "duplicate": filled("samma fil kom igen"),
    "reading": filled("läsning påbörjad"),
    "read": filled("läst"),
    "deciding": filled("bedömning påbörjad"),
    "decided": filled("bedömt"),
    "routed": filled("till enheterna, version {detail}"),
    "review": filled("till granskning, version {detail}"),
    "quarantined": filled("i karantän"),
    "released": filled("ur karantän, läses igen"),
    "attempt_failed": filled("läsningen misslyckades"),
    "interrupted": filled("programmet avbröts under läsningen"),
    "delivered": filled("underlag lagt i utkorgen"),
    "picked_up": filled("underlag hämtat"),
    "confirmation_sent": filled("bekräftelse till Kronofogden skickad"),
    "handed_back": filled("underlag återlämnat"),
    "discarded": filled("kopia makulerad"),
    "letter_sent": filled("brev ut antecknat som skickat"),
    "letter_not_sent": filled("anteckning om skickat brev ångrad"),
    "confirmation_not_sent": filled("anteckning om skickad bekräftelse ångrad"),
}


def said_of(event: Event) -> str:
    """What happened, in Swedish."""
    pattern = _EVENTS.get(event.what)
    return event.what if pattern is None else filled(pattern, detail=event.detail)


def event_text(event: Event, *, detail: bool = False) -> str:
    """The same with when; ``detail`` adds codes and numbers of our own."""
    said = said_of(event)
    more = f" {event.detail}" if detail and event.detail not in said else ""
    return f"{event.at}  {said}{more}"


def as_text(way: Way, explain_case: Callable[[Case], str]) -> str:
    """The way as people read it; ``explain_case`` tells of facts, evidence and sentences."""
    document = way.document
    kom = f"kom {document.received_on} · intagsställe {document.intake_point}"
    lines = [f"Dokument {document.sha256[:12]} · {document.name} · {kom}"]
    if document.reason is not None:
        lines += [f"I karantän: {document.reason}", f"  {document.reason.remedy}"]
    if way.letter is not None and way.case is not None:
        lines += [f"Brev {way.letter.id[:12]} · version {way.letter.revision}", ""]
        lines += [explain_case(way.case)]
        lines += [*(("Besked i samma mål",) if way.matter else ()), *way.matter]
    for edit in way.edits:
        value = f" = {edit.value}" if edit.value else ""
        lines.append(
            f"Rättat {edit.at} av {edit.by}: {edit.act} {edit.target}{value} {edit.reason}".rstrip()
        )
    for packet in way.packets:
        gone = " (ersatt)" if packet.superseded else ""
        lines.append(
            f"Underlag {packet.unit} · {packet.role} · {packet.state} · {packet.path}{gone}"
        )
    lines += ["", "Händelser:"]
    lines += [f"  {event_text(event, detail=True)}" for event in way.events]
    lines += ["", "Vem som har sett brevet:", *(f"  {one}" for one in way.readers)]
    return "\n".join(lines)
