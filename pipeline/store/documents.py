"""Documents and receipts in the ledger: what arrived, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.domain.problems import Code, Problem
from pipeline.store.ledger import Ledger

ATTEMPTS = 3
"""A document whose reading failed so many times is set aside for people."""

SUSPECT = 5
"""A document that was in hand at so many ends of the program may be what ends it."""

INTERRUPTIONS = 10
"""A document that was in the program's own hands at so many deaths is set aside too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file's bytes and where they stand; ``arrival`` is the number of the first receipt.

    ``attempts`` are tries that were seen to fail; ``interrupted`` are ends of the whole program
    while a reader had the document, which are nobody's fault (see :func:`recover`).
    """

    sha256: str
    name: str
    size: int
    pages: int
    arrival: int
    received_on: date
    received_at: str
    intake_point: str
    state: str
    urgent: bool | None
    attempts: int
    interrupted: int
    reason: Problem | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> Document:
        """The document of a row of the table."""
        return cls(
            sha256=row["sha256"],
            name=row["name"],
            size=row["size"],
            pages=row["pages"],
            arrival=row["arrival"],
            received_on=date.fromisoformat(row["received_on"]),
            received_at=row["received_at"],
            intake_point=row["intake_point"],
            state=row["state"],
            urgent=None if row["urgent"] is None else bool(row["urgent"]),
            attempts=row["attempts"],
            interrupted=row["interrupted"],
            reason=None if row["reason"] is None else Problem.parse(row["reason"]),
        )

    @property
    def suspect(self) -> bool:
        """Whether it is taken up last and alone, and holds up no other.

        A few ends of the program are not enough: out of its place, a letter could be decided
        after one that came later, and that one would have to be decided and sent again.
        """
        return self.attempts > 0 or self.interrupted >= SUSPECT


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What is to be written down about a file that came in; ``source`` None for a copy."""

    sha256: str
    size: int
    name: str
    raw: bytes
    intake_point: str
    received_on: date
    source: bytes | None = None
    traits: str = ""


def receive(ledger: Ledger, arrival: Arrival) -> tuple[int, bool]:
    """Write down an arrival, in one transaction; the receipt's number, and whether it is new.

    The same bytes again make a receipt that is a duplicate of the first.
    """
    with ledger.atomic():
        first = document(ledger, arrival.sha256) is None
        at = ledger.now()
        receipt = ledger.insert(
            "receipts",
            {
                "document": arrival.sha256,
                "name": arrival.name,
                "raw": arrival.raw,
                "intake_point": arrival.intake_point,
                "received_on": arrival.received_on.isoformat(),
                "received_at": at,
                "first": int(first),
                "source": arrival.source,
                "traits": arrival.traits,
                "removed": int(arrival.source is None),
            },
        )
        if first:
            ledger.insert(
                "documents",
                {
                    "sha256": arrival.sha256,
                    "name": arrival.name,
                    "size": arrival.size,
                    "arrival": receipt,
                    "received_on": arrival.received_on.isoformat(),
                    "received_at": at,
                    "intake_point": arrival.intake_point,
                    "state": "waiting",
                },
            )
        ledger.event("received" if first else "duplicate", arrival.sha256, str(receipt))
    return receipt, first


def to_remove(ledger: Ledger) -> list[dict[str, Any]]:
    """Receipts whose file may still lie in the inbox."""
    return ledger.rows("SELECT id, source, traits FROM receipts WHERE removed = 0 ORDER BY id")


def receipt_of_source(ledger: Ledger, source: Path, traits: str) -> int | None:
    """The receipt of the very file that lies there, if its removal was cut off."""
    found = ledger.row(
        "SELECT id FROM receipts WHERE removed = 0 AND source = ? AND traits = ?",
        (bytes(source), traits),
    )
    return None if found is None else int(found["id"])


def removed(ledger: Ledger, receipt: int) -> None:
    """Note that the received file is gone from the inbox."""
    with ledger.atomic():
        ledger.write("UPDATE receipts SET removed = 1 WHERE id = ?", (receipt,))


def document(ledger: Ledger, sha256: str) -> Document | None:
    """The document with those bytes, or None."""
    row = ledger.row("SELECT * FROM documents WHERE sha256 = ?", (sha256,))
    return None if row is None else Document.of(row)


def unfinished(ledger: Ledger) -> list[Document]:
    """All that are not at an end, in the order of their arrival."""
    rows = ledger.rows(
        "SELECT * FROM documents WHERE state NOT IN ('decided', 'quarantined') ORDER BY arrival"
    )
    return [Document.of(row) for row in rows]


def glanced(ledger: Ledger, sha256: str, *, urgent: bool) -> None:
    """Note what a glance told about the document's hurry."""
    with ledger.atomic():
        ledger.write("UPDATE documents SET urgent = ? WHERE sha256 = ?", (int(urgent), sha256))


def move(ledger: Ledger, sha256: str, state: str) -> None:
    """Put the document in another state on its way."""
    with ledger.atomic():
        ledger.write("UPDATE documents SET state = ? WHERE sha256 = ?", (state, sha256))
        ledger.event(state, sha256)


def was_read(ledger: Ledger, sha256: str, pages: int, fingerprint: str) -> None:
    """Note that the document's reading is kept."""
    with ledger.atomic():
        ledger.write(
            "UPDATE documents SET state = 'read', pages = ?, fingerprint = ? WHERE sha256 = ?",
            (pages, fingerprint, sha256),
        )
        ledger.event("read", sha256)


def decided(ledger: Ledger, sha256: str) -> None:
    """Note that the document's letters have been decided; inside the transaction that did it."""
    ledger.write("UPDATE documents SET state = 'decided' WHERE sha256 = ?", (sha256,))
    ledger.event("decided", sha256)


def quarantine(ledger: Ledger, sha256: str, problem: Problem) -> None:
    """Set the document aside for people, with the reason."""
    with ledger.atomic():
        ledger.write(
            "UPDATE documents SET state = 'quarantined', reason = ? WHERE sha256 = ?",
            (str(problem), sha256),
        )
        ledger.event("quarantined", sha256, str(problem))


def release(ledger: Ledger, sha256: str) -> None:
    """Take a document out of quarantine, to be read again with all its tries before it."""
    with ledger.atomic():
        ledger.write(
            "UPDATE documents SET state = 'waiting', reason = NULL, attempts = 0, interrupted = 0"
            " WHERE sha256 = ? AND state = 'quarantined'",
            (sha256,),
        )
        ledger.event("released", sha256)


def failed(ledger: Ledger, sha256: str, cause: str, back_to: str = "waiting") -> bool:
    """Count a try that was seen to fail; True when it was the last and the document set aside."""
    with ledger.atomic():
        ledger.write("UPDATE documents SET attempts = attempts + 1 WHERE sha256 = ?", (sha256,))
        tried = ledger.number("SELECT attempts FROM documents WHERE sha256 = ?", (sha256,))
        ledger.event("attempt_failed", sha256, cause)
        if tried >= ATTEMPTS:
            quarantine(ledger, sha256, Problem(code=Code.READING_FAILED))
            return True
        ledger.write("UPDATE documents SET state = ? WHERE sha256 = ?", (back_to, sha256))
    return False


def recover(ledger: Ledger, *, fault: bool) -> None:
    """Put right what the death of an earlier run left in hand; the coordinator alone calls this.

    A reader works in a process of its own, and the coordinator sees it die: that uses up a try.
    When the whole program died, ``fault`` tells whether it died of itself (a bad memory access,
    an abort) over the one document in its own hands (``deciding``): that uses up a try as well.
    Any other death (``kill -9``, a power failure) is nobody's fault. But what was in hand at five
    is then taken up last and alone, so that a document which does end the program holds up no
    other, and one that was in the program's own hands at ten is set aside.
    """
    with ledger.atomic():
        for one in ledger.rows(
            "SELECT sha256, state, interrupted FROM documents"
            " WHERE state IN ('reading', 'deciding')"
        ):
            sha256, deciding = one["sha256"], one["state"] == "deciding"
            if deciding and fault:
                failed(ledger, sha256, "program_fault", back_to="read")
                continue
            ledger.write(
                "UPDATE documents SET state = ?, interrupted = interrupted + 1 WHERE sha256 = ?",
                ("read" if deciding else "waiting", sha256),
            )
            ledger.event("interrupted", sha256)
            if deciding and one["interrupted"] + 1 >= INTERRUPTIONS:
                quarantine(ledger, sha256, Problem(code=Code.READING_FAILED))


def put_back(ledger: Ledger) -> None:
    """Let go of what an orderly end left in hand: a full disk, a stop; nobody is blamed."""
    if not ledger.number("SELECT 1 FROM documents WHERE state IN ('reading', 'deciding')"):
        return
    with ledger.atomic():
        ledger.write("UPDATE documents SET state = 'waiting' WHERE state = 'reading'")
        ledger.write("UPDATE documents SET state = 'read' WHERE state = 'deciding'")


def refuse(ledger: Ledger, refusals: list[tuple[bytes, str, str]]) -> None:
    """Write down all that the inbox holds and will not be taken: source, shown name, code."""
    before = {(row["source"], row["code"]) for row in ledger.rows("SELECT * FROM refusals")}
    now = {(source, code) for source, _, code in refusals}
    if before == now:
        return
    with ledger.atomic():
        ledger.write("DELETE FROM refusals WHERE 1")
        for source, name, code in refusals:
            ledger.insert(
                "refusals", {"source": source, "name": name, "code": code, "since": ledger.now()}
            )
            if (source, code) not in before:
                ledger.event("refused", "", code)
