"""Letters in the ledger: their cases, revision by revision, their edits, and their like."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from pipeline.domain.case import Case, Earlier, RowCase
from pipeline.domain.edits import Edit, joined_to
from pipeline.domain.fields import (
    AMOUNT,
    CHILDREN_MENTIONED,
    EVICTION_AT,
    LETTER_DATE,
    SENDER_NAME,
    SENDER_ORGNR,
    main_number,
)
from pipeline.domain.kinds import Kind, Priority, State
from pipeline.domain.match import NoMinor, Unknown
from pipeline.domain.sampling import drawn
from pipeline.domain.scores import Abstained
from pipeline.store import days
from pipeline.store.codec import dump, load
from pipeline.store.errors import ConflictError, NotFoundError
from pipeline.store.ledger import Ledger
from pipeline.store.letter_keys import keys_of, persons_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Where one letter stands; ``place`` is its index in the document, from 1."""

    id: str
    document: str
    place: int
    state: State
    closed: bool
    kind: str
    priority: int
    restricted: bool
    received_on: date
    arrival: int
    revision: int

    @classmethod
    def of(cls, row: dict[str, Any]) -> Letter:
        """The letter of a row of the table."""
        return cls(
            id=row["id"],
            document=row["document"],
            place=row["place"],
            state=State(row["state"]),
            closed=bool(row["closed"]),
            kind=row["kind"],
            priority=row["priority"],
            restricted=bool(row["restricted"]),
            received_on=date.fromisoformat(row["received_on"]),
            arrival=row["arrival"],
            revision=row["revision"],
        )


def letter_id(sha256: str, place: int) -> str:
    """The id of a letter: the hash of its document's hash and its place therein."""
    return hashlib.sha256(f"troskel/letter/1\n{sha256}\n{place}".encode()).hexdigest()


def kind_of(case: Case) -> Kind:
    """The letter's kind, or the likeliest where the classifier abstained."""
    kind = case.classification.kind
    return kind.best if isinstance(kind, Abstained) else kind.value


def subkind_of(case: Case) -> str | None:
    """The letter's subkind, the likeliest where it is unsure, None where there is none."""
    subkind = case.classification.subkind
    if subkind is None:
        return None
    return subkind.best if isinstance(subkind, Abstained) else subkind.value


def save(ledger: Ledger, letter: Letter, case: Case, why: str) -> None:
    """Add a revision of a letter's case, inside a transaction; the letter's row follows it.

    ``why`` is a code (``arrived``, ``edit``, ``earlier_letter``, ``reprocess``). Raises
    ConflictError when that revision is there already: somebody else decided meanwhile.
    """
    now = ledger.number("SELECT revision FROM letters WHERE id = ?", (letter.id,))
    if now != letter.revision - 1:
        raise ConflictError("Någon annan har ändrat brevet under tiden. Öppna det på nytt.")
    row: dict[str, object] = {
        "state": str(letter.state),
        "closed": int(letter.closed),
        "kind": letter.kind,
        "priority": letter.priority,
        "restricted": int(letter.restricted),
        "revision": letter.revision,
    }
    if now == 0:
        own: dict[str, object] = {
            "id": letter.id,
            "document": letter.document,
            "place": letter.place,
            "received_on": letter.received_on.isoformat(),
            "arrival": letter.arrival,
            "drawn": drawn(letter.id),
        }
        ledger.insert("letters", own | row)
    else:
        ledger.write(
            "UPDATE letters SET state = ?, closed = ?, kind = ?, priority = ?, restricted = ?,"
            " revision = ? WHERE id = ?",
            (*row.values(), letter.id),
        )
    ledger.insert(
        "cases",
        {
            "letter": letter.id,
            "revision": letter.revision,
            "made_at": ledger.now(),
            "why": why,
            "body": dump(case),
        },
    )
    forget(ledger, letter.id)
    for key in sorted(keys_of(case)):
        ledger.insert("letter_keys", {"letter": letter.id, "key": key})
    _confirmation(ledger, letter, case)
    days.keep(ledger, letter.id, case, closed=letter.closed)
    ledger.event(str(letter.state), letter.id, str(letter.revision))


def forget(ledger: Ledger, ident: str) -> None:
    """Let the letter be nobody's like until it is saved again, inside a transaction."""
    ledger.write("DELETE FROM letter_keys WHERE letter = ?", (ident,))


def _confirmation(ledger: Ledger, letter: Letter, case: Case) -> None:
    drafts = () if case.decision is None else case.decision.letters_out
    needed = any(draft.template == "bekraftelse_kfm" for draft in drafts) and not letter.closed
    due = letter.received_on.isoformat()
    if needed:
        ledger.write(
            "INSERT INTO confirmations (letter, due_on) VALUES (?, ?)"
            " ON CONFLICT (letter) DO UPDATE SET needed = 1",
            (letter.id, due),
        )
    else:
        ledger.write("UPDATE confirmations SET needed = 0 WHERE letter = ?", (letter.id,))


def letter(ledger: Ledger, ident: str) -> Letter:
    """The letter whose id begins so (8 characters at least); NotFoundError for none or several."""
    rows: list[dict[str, Any]] = []
    if len(ident) >= 8 and ident.isalnum():
        rows = ledger.rows("SELECT * FROM letters WHERE id GLOB ? LIMIT 2", (f"{ident.lower()}*",))
    if len(rows) != 1:
        raise NotFoundError(
            "Flera brev börjar så. Skriv fler tecken."
            if rows
            else "Det finns inget sådant brev. Skriv minst de åtta första tecknen i dess nummer."
        )
    return Letter.of(rows[0])


def letters_of(ledger: Ledger, sha256: str) -> list[Letter]:
    """The document's letters, by place; without those whose pages are another letter's now."""
    return [
        one
        for one in ever_of(ledger, sha256)
        if not (one.closed and joined_to(edits(ledger, one.id)))
    ]


def ever_of(ledger: Ledger, sha256: str) -> list[Letter]:
    """All letters that the document ever held, by place."""
    rows = ledger.rows("SELECT * FROM letters WHERE document = ? ORDER BY place", (sha256,))
    return [Letter.of(row) for row in rows]


def case(ledger: Ledger, ident: str, revision: int) -> Case:
    """That revision of the letter's case; NotFoundError when there is none."""
    row = ledger.row("SELECT body FROM cases WHERE letter = ? AND revision = ?", (ident, revision))
    if row is None:
        raise NotFoundError("Det finns ingen sådan version av brevet.")
    return _loaded(row["body"])


@lru_cache(maxsize=256)
def _loaded(body: str) -> Case:
    """The case of that text; a revision never changes, and pages ask for the same ones often."""
    return load(body, Case)


def edits(ledger: Ledger, ident: str) -> tuple[Edit, ...]:
    """What people decided about the letter, in order, what was undone too (see ``in_force``)."""
    rows = ledger.rows("SELECT id, body FROM edits WHERE letter = ? ORDER BY id", (ident,))
    found = ((row["id"], load(row["body"], Edit)) for row in rows)
    # An edit of the time when each was an action of its own is known by its number.
    return tuple(edit if edit.action else replace(edit, action=f"#{key}") for key, edit in found)


def has_action(ledger: Ledger, ident: str, action: str) -> bool:
    """Whether somebody did that very thing with the letter already."""
    return any(edit.action == action for edit in edits(ledger, ident))


def add_edit(ledger: Ledger, ident: str, edit: Edit) -> None:
    """Add what a person decided, inside a transaction."""
    ledger.insert("edits", {"letter": ident, "body": dump(edit)})
    ledger.event(f"edit_{edit.act}", ident, str(edit.revision))


def rank_of(priority: Priority) -> int:
    """1 for what comes first."""
    return priority.rank


def like(
    ledger: Ledger, keys: Iterable[str], before: tuple[date, int, int], ident: str
) -> tuple[Earlier, ...]:
    """Letters that share a key and came before: by day, then arrival, then place.

    The order of arrival decides, not the order of reading, so that the same post gives the same
    count whatever was read first.
    """
    on, arrival, place = before
    rows = ledger.rows(
        "SELECT DISTINCT l.*, c.body FROM letter_keys k JOIN letters l ON l.id = k.letter"
        " JOIN cases c ON c.letter = l.id AND c.revision = l.revision"
        " WHERE k.key IN (SELECT value FROM json_each(?)) AND l.id != ?"
        " AND (l.received_on, l.arrival, l.place) < (?, ?, ?)"
        " ORDER BY l.received_on, l.arrival, l.place",
        (json.dumps(sorted(set(keys))), ident, on.isoformat(), arrival, place),
    )
    found: list[Earlier] = []
    for row in rows:
        found.extend(as_earlier(Letter.of(row), _loaded(row["body"])))
    return tuple(found)


def notices_since(
    ledger: Ledger, keys: Iterable[str], after: tuple[date, int, int], ident: str
) -> tuple[Earlier, ...]:
    """Kronofogden's notices that share a key and came after: by day, then arrival, then place."""
    on, arrival, place = after
    rows = ledger.rows(
        "SELECT DISTINCT l.*, c.body FROM letter_keys k JOIN letters l ON l.id = k.letter"
        " JOIN cases c ON c.letter = l.id AND c.revision = l.revision"
        " WHERE k.key IN (SELECT value FROM json_each(?)) AND l.id != ? AND l.kind = ?"
        " AND (l.received_on, l.arrival, l.place) > (?, ?, ?)"
        " ORDER BY l.received_on, l.arrival, l.place",
        (
            json.dumps(sorted(set(keys))),
            ident,
            str(Kind.EVICTION_DATE),
            on.isoformat(),
            arrival,
            place,
        ),
    )
    return tuple(
        notice for row in rows for notice in as_earlier(Letter.of(row), _loaded(row["body"]))
    )


def notices(ledger: Ledger, ident: str) -> dict[str, tuple[Letter, Earlier]]:
    """Kronofogden's notices that share a person or a number with that letter, itself among them.

    By letter; they came before it or after it.
    """
    rows = ledger.rows(
        "SELECT DISTINCT l.*, c.body FROM letter_keys mine JOIN letter_keys k ON k.key = mine.key"
        " JOIN letters l ON l.id = k.letter"
        " JOIN cases c ON c.letter = l.id AND c.revision = l.revision"
        " WHERE mine.letter = ? AND l.kind = ? ORDER BY l.received_on, l.arrival, l.place",
        (ident, str(Kind.EVICTION_DATE)),
    )
    found: dict[str, tuple[Letter, Earlier]] = {}
    for row in rows:
        one = Letter.of(row)
        for notice in as_earlier(one, _loaded(row["body"])):
            found[one.id] = (one, notice)
    return found


def after(ledger: Ledger, one: Letter) -> list[Letter]:
    """Letters that share a key with this one and came after it: it may change what they mean."""
    rows = ledger.rows(
        "SELECT DISTINCT l.* FROM letter_keys mine JOIN letter_keys k ON k.key = mine.key"
        " JOIN letters l ON l.id = k.letter WHERE mine.letter = ? AND l.id != mine.letter"
        " AND (l.received_on, l.arrival, l.place) > (?, ?, ?)"
        " ORDER BY l.received_on, l.arrival, l.place",
        (one.id, one.received_on.isoformat(), one.arrival, one.place),
    )
    return [Letter.of(row) for row in rows]


def as_earlier(one: Letter, known: Case) -> Iterator[Earlier]:
    """The letter as later ones count it; a list counts once a debtor, as a rent debt.

    One that was ended without being sent settles nothing: it counts as one that waits.
    """
    found = known.findings
    at = found.value(EVICTION_AT)
    whole = Earlier(
        letter=one.id,
        kind=kind_of(known),
        subkind=subkind_of(known),
        received_on=one.received_on,
        letter_date=found.value(LETTER_DATE),
        reference=main_number(kind_of(known), found),
        amount=found.value(AMOUNT),
        sender=found.value(SENDER_ORGNR) or found.value(SENDER_NAME),
        persons=persons_of(known.matches, known.household),
        periods=tuple(row.period for row in found.claim if row.period),
        eviction_at=None if at is None else at.isoformat(timespec="minutes"),
        state=State.REVIEW if one.closed else one.state,
        sketch=known.sketch,
        children=_tells_of_children(known),
    )
    if not known.rows:
        yield whole
    for row in known.rows:
        yield _row_as_earlier(whole, row, known)


def _tells_of_children(known: Case) -> bool:
    """Whether the letter, or who read it, says that there are children, and nobody said no."""
    minors = None if known.household is None else known.household.minors
    if isinstance(minors, NoMinor):
        return False
    told = known.findings.get(CHILDREN_MENTIONED) is not None
    return told or (isinstance(minors, Unknown) and minors.exist)


def _row_as_earlier(whole: Earlier, row: RowCase, known: Case) -> Earlier:
    printed = known.findings.rows[row.row]
    return Earlier(
        letter=whole.letter,
        kind=Kind.RENT_DEBT if whole.subkind != "care_fee" else Kind.DEBT_LIST,
        subkind=whole.subkind,
        received_on=whole.received_on,
        letter_date=whole.letter_date,
        reference=None if printed.reference is None else printed.reference.value,
        amount=None if printed.amount is None else printed.amount.value,
        sender=whole.sender,
        persons=persons_of((row.match,), row.household),
        state=row.state,
    )
