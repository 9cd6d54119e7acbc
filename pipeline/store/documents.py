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
    def alone(self) -> bool:
        """Whether it is read with no other in hand: it was in hand when something went wrong."""
        return self.attempts > 0 or self.interrupted > 0


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


def move(ledger: Ledger, sha256: str, state: str, *, boot: str = "") -> None:
    """Put the document in another state on its way; ``boot`` names this run of the machine."""
    with ledger.atomic():
        ledger.write(
            "UPDATE documents SET state = ?, boot = ? WHERE sha256 = ?", (state, boot, sha256)
        )
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


def recover(ledger: Ledger, boot: str) -> None:
    """Put right what the end of an earlier run left in hand; the coordinator alone calls this.

    A reader works in a process of its own, and the coordinator sees it die: that counts. When
    the whole program ended while readers worked, nobody knows whose fault it was, if anybody's
    (a ``kill -9``, an update, a power failure); no try is used up, but those in hand are read
    one at a time and last, so that a document which does end the program holds up no other. A
    document in the program's own hands (``deciding``, one at a time) does count a try, unless
    the machine itself was restarted.
    """
    with ledger.atomic():
        for one in ledger.rows(
            "SELECT sha256, state, boot FROM documents WHERE state IN ('reading', 'deciding')"
        ):
            sha256 = one["sha256"]
            same_boot = one["boot"] == boot
            if one["state"] == "deciding" and same_boot:
                failed(ledger, sha256, "program_ended", back_to="read")
                continue
            back = "read" if one["state"] == "deciding" else "waiting"
            ledger.write(
                "UPDATE documents SET state = ?, interrupted = interrupted + ? WHERE sha256 = ?",
                (back, int(same_boot), sha256),
            )
            ledger.event("interrupted", sha256)


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
