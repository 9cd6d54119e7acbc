"""Decide again, in batch: with a new model, routine or register, or after reading again.

Dry unless it is applied: the difference is the difference of two cases. What was read is kept,
so nothing is read again unless that is asked for. A person's edits are applied again. How a
document was split stays as it was, since its letters may have been sent.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date

from pipeline.domain.case import Case
from pipeline.domain.kinds import Kind, State
from pipeline.domain.page import Reading
from pipeline.domain.problems import Problem
from pipeline.store import documents, letters, quarantine
from pipeline.store.codec import dump
from pipeline.store.documents import Document
from pipeline.store.errors import NotFoundError, UnusableError
from pipeline.store.letters import Letter
from pipeline.usecases import recover
from pipeline.usecases.changes import changes
from pipeline.usecases.coordinator import Coordinator, Outcome
from pipeline.usecases.guard import Failed, guarded
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Engine, Mind
from pipeline.usecases.settle import decide, decide_again, question_of
from pipeline.usecases.ways import Way, moved

CHOOSABLE = (State.ROUTED, State.REVIEW, State.QUARANTINED)
"""States by which letters and documents are chosen; a duplicate has no decision of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which letters; all that is given must hold, and what is empty selects all.

    ``since`` and ``until`` bound the day of arrival, both included; ``states`` are the export's;
    ``letters`` are beginnings of letter ids or of documents' hashes.
    """

    since: date | None = None
    until: date | None = None
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    read_again: bool = False

    def __post_init__(self) -> None:
        """UnusableError for a word that selects nothing ever: a slip must not look like success."""
        for said, words in ((self.kinds, tuple(Kind)), (self.states, CHOOSABLE)):
            unknown = [word for word in said if word not in words]
            if unknown:
                message = f"{', '.join(unknown)} finns inte. Välj bland: {', '.join(words)}."
                raise UnusableError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a letter's new decision changes; ``changes`` in Swedish words without values.

    ``moved`` are the lines (0: the letter, else the list's row) that go elsewhere, from and to.
    ``failed`` when it could not be read again: then nothing is changed.
    """

    letter: str
    before: State
    after: State
    changes: tuple[str, ...]
    failed: bool = False
    moved: tuple[tuple[int, Way, Way], ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing changes."""
        return self.before is self.after and not self.changes and not self.failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The letters of a selection, and the quarantined documents that are to be read again."""

    letters: tuple[Letter, ...]
    quarantined: tuple[Document, ...]


def choose(office: Office, selection: Selection) -> Chosen:
    """What the selection holds now, in the order of arrival."""
    with office.ledger.snapshot():
        chosen = [
            letter
            for row in office.ledger.rows(
                "SELECT * FROM letters ORDER BY received_on, arrival, place"
            )
            if _fits(letter := Letter.of(row), selection)
        ]
        aside = [
            document
            for row in office.ledger.rows(
                "SELECT * FROM documents WHERE state = 'quarantined' ORDER BY arrival"
            )
            if _document_fits(document := Document.of(row), selection)
        ]
    if selection.letters and not (chosen or aside):
        raise NotFoundError("Inget brev passar urvalet.")
    return Chosen(letters=tuple(chosen), quarantined=tuple(aside))


def _fits(letter: Letter, selection: Selection) -> bool:
    return (
        _in_period(letter.received_on, selection)
        and (not selection.kinds or letter.kind in selection.kinds)
        and (not selection.states or str(letter.state) in selection.states)
        and _named(selection, letter.id, letter.document)
    )


def _document_fits(document: Document, selection: Selection) -> bool:
    """A quarantined document is chosen only when its state or itself is named."""
    wanted = State.QUARANTINED in selection.states or (
        bool(selection.letters) and not selection.states
    )
    return (
        wanted
        and not selection.kinds
        and _in_period(document.received_on, selection)
        and _named(selection, document.sha256)
    )


def _in_period(day: date, selection: Selection) -> bool:
    return (selection.since is None or selection.since <= day) and (
        selection.until is None or day <= selection.until
    )


def _named(selection: Selection, *idents: str) -> bool:
    if not selection.letters:
        return True
    return any(ident.startswith(one.lower()) for one in selection.letters for ident in idents)


def preview(office: Office, engine: Engine, selection: Selection) -> Iterator[Difference]:
    """What applying would change, letter by letter; writes nothing."""
    for letter in choose(office, selection).letters:
        reading = _reading(office, engine, letter, again=selection.read_again)
        if reading is None:
            yield Difference(
                letter=letter.id, before=letter.state, after=letter.state, changes=(), failed=True
            )
            continue
        before = letters.case(office.ledger, letter.id, letter.revision)
        after = _decided(office, engine.mind, letter, before, reading)
        yield _difference(letter, before, after)


def _difference(letter: Letter, before: Case, after: Case) -> Difference:
    said = changes(before, after)
    if before.reasons != after.reasons:
        said = (*said, "Ändrat: skälen till granskning")
    return Difference(
        letter=letter.id,
        before=before.state,
        after=after.state,
        changes=said,
        moved=tuple(moved(before, after)),
    )


def _reading(office: Office, engine: Engine, letter: Letter, *, again: bool) -> Reading | None:
    if not again:
        return office.readings.newest(letter.document)
    path = office.archive.path(letter.document)
    result = guarded(office, "reader_failed", lambda: engine.reader.read(path))
    return None if isinstance(result, (Failed, Problem)) else result


def _decided(office: Office, mind: Mind, letter: Letter, before: Case, reading: Reading) -> Case:
    document = documents.document(office.ledger, letter.document)
    if document is None:
        raise NotFoundError("Brevets dokument saknas i liggaren. Kör troskel reconcile.")
    question = question_of(office, document, letter, before.part, reading)
    return decide(office, mind, question, urgent=letter.priority == 1)


def apply(
    office: Office,
    engine: Engine,
    selection: Selection,
    *,
    on_done: Callable[[int, int, Difference | None], None] = lambda _done, _all, _what: None,
) -> Outcome:
    """Decide the selection again and deliver what changed; cut off, it goes on where it was.

    ``on_done`` hears how many of how many are done, and the difference. Raises BusyError,
    PlaceError, NotFoundError.
    """
    with office.coordinating():
        recover.recover(office)
        with (
            recover.at_work(office),
            contextlib.closing(Coordinator(office, engine)) as coordinator,
        ):
            job = _job(office, selection)
            _letters(office, engine, selection, job, on_done)
            for document in choose_quarantined(office, selection):
                _release(office, document)
            outcome = coordinator.work(sweeping=False)
            with office.ledger.atomic():
                office.ledger.write(
                    "UPDATE jobs SET finished_at = ? WHERE id = ?", (office.ledger.now(), job)
                )
            return outcome


def choose_quarantined(office: Office, selection: Selection) -> tuple[Document, ...]:
    """The quarantined documents of the selection."""
    try:
        return choose(office, selection).quarantined
    except NotFoundError:
        return ()


def still_aside(office: Office, aside: Iterable[Document]) -> int:
    """How many of the documents lie in quarantine now."""
    found = (documents.document(office.ledger, one.sha256) for one in aside)
    return sum(one is not None and one.reason is not None for one in found)


def _job(office: Office, selection: Selection) -> str:
    """The unfinished job with this selection, or a new one with its letters written down."""
    ledger = office.ledger
    body = json.dumps(asdict(selection), sort_keys=True, default=str)
    row = ledger.row("SELECT id FROM jobs WHERE body = ? AND finished_at IS NULL", (body,))
    if row is not None:
        return str(row["id"])
    chosen = choose(office, selection)
    with ledger.atomic():
        number = ledger.number("SELECT count(*) FROM jobs")
        job = hashlib.sha256(f"{number}\n{body}".encode()).hexdigest()[:12]
        ledger.insert("jobs", {"id": job, "made_at": ledger.now(), "body": body})
        for place, letter in enumerate(chosen.letters):
            ledger.insert("job_letters", {"job": job, "letter": letter.id, "place": place})
        ledger.event("reprocess", job, str(len(chosen.letters)))
    return job


def _letters(
    office: Office,
    engine: Engine,
    selection: Selection,
    job: str,
    on_done: Callable[[int, int, Difference | None], None],
) -> None:
    ledger = office.ledger
    rows = ledger.rows("SELECT letter, done FROM job_letters WHERE job = ? ORDER BY place", (job,))
    done = sum(row["done"] for row in rows)
    again: set[str] = set()
    for row in rows:
        if row["done"]:
            continue
        letter = letters.letter(ledger, row["letter"])
        if selection.read_again and letter.document not in again:
            again.add(letter.document)
            reading = _reading(office, engine, letter, again=True)
            if reading is not None:
                office.readings.keep(reading)
        with ledger.atomic():
            letter = letters.letter(ledger, letter.id)
            before = letters.case(ledger, letter.id, letter.revision)
            now = decide_again(office, engine.mind, letter, "reprocess")
            after = letters.case(ledger, now.id, now.revision)
            ledger.write(
                "UPDATE job_letters SET done = 1 WHERE job = ? AND letter = ?", (job, letter.id)
            )
        done += 1
        on_done(
            done,
            len(rows),
            None if dump(before) == dump(after) else _difference(letter, before, after),
        )


def _release(office: Office, document: Document) -> None:
    """Let a quarantined document be read again."""
    if document.reason is not None:
        documents.release(office.ledger, document.sha256)
        quarantine.clear(office.workspace.quarantine, office.disk, document.sha256, document.reason)
