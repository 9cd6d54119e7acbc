"""What every start does first: finish what the last run began, blame nobody without reason."""

from __future__ import annotations

import contextlib
import faulthandler
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from pipeline.store import documents, quarantine
from pipeline.store.errors import place
from pipeline.usecases import arrive, finding
from pipeline.usecases.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """Whether the last run died, and how many packets it left to be made."""

    died: bool
    packets: int


def recover(office: Office) -> Recovered:
    """Bring the folders in line with the ledger; the coordinator alone calls this.

    Safe to be cut off anywhere and called again: each step is finished or begun anew.
    """
    died = office.running.exists()
    if died:
        documents.recover(office.ledger, fault=office.running.stat().st_size > 0)
    else:
        documents.put_back(office.ledger)
    office.archive.tidy()
    office.readings.tidy()
    arrive.finish_removals(office)
    _quarantine(office)
    left = office.outbox.resume()
    finding.learn(office)
    if died:
        office.log.warning("recovered", count=len(left))
    return Recovered(died=died, packets=len(left))


@contextlib.contextmanager
def at_work(office: Office) -> Iterator[None]:
    """Mark the workspace as being worked in; the mark stays only where the program dies."""
    try:
        _begin(office)
        yield
    except (Exception, KeyboardInterrupt):
        _end(office)
        raise
    _end(office)


def sign(office: Office) -> None:
    """Give a sign of life: the mark's time tells others that the worker does not stand still."""
    with contextlib.suppress(OSError):
        os.utime(office.running)


def _begin(office: Office) -> None:
    """Leave the mark that tells the next start that this run did not end in order.

    What the interpreter writes when it dies of a fault goes into the mark: names of functions.
    """
    with place():
        office.disk.step("begin_run", office.running)
        office.running.write_bytes(b"")
        office.disk.sync_folder(office.running.parent)
    # Where somebody else wants to hear of faults (a test's runner) the mark stays empty.
    if not faulthandler.is_enabled():
        _marks.append(office.running.open("ab", buffering=0))
        faulthandler.enable(_marks[-1])


_marks: list[IO[bytes]] = []
"""Open marks: the interpreter writes to the number of an open file, which must stay open."""


def _end(office: Office) -> None:
    """Take the mark away: the run ended in order, even if its work is not done.

    Removing needs no room, so a full disk is an orderly end too.
    """
    while _marks:
        faulthandler.disable()
        _marks.pop().close()
    office.running.unlink(missing_ok=True)


def _quarantine(office: Office) -> None:
    root = office.workspace.quarantine
    quarantine.tidy(root, office.disk)
    for row in office.ledger.rows("SELECT sha256 FROM documents WHERE state = 'quarantined'"):
        lay_out(office, row["sha256"])


def lay_out(office: Office, sha256: str) -> None:
    """Lay a quarantined document's note and copy out for people."""
    document = documents.document(office.ledger, sha256)
    if document is not None:
        quarantine.put(office.workspace.quarantine, office.archive, office.disk, document)
