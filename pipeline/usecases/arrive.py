"""Letters in: what lies in the inbox comes into the archive and the ledger, and is then removed."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.store import documents, inbox
from pipeline.store.disk import SourceError
from pipeline.store.documents import Arrival
from pipeline.store.errors import PlaceError, UnusableError, place
from pipeline.store.inbox import NotNowError, Refusal, Refused, Stillness, Traits, Waiting
from pipeline.usecases.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What a sweep did: files taken, files that must lie still a while, things left for good.

    Of those left, the ``unreadable`` are files that may be letters.
    """

    taken: int
    waiting: int
    refused: int
    unreadable: int


def sweep(office: Office, stillness: Stillness, received_on: date | None) -> Swept:
    """Take all that may be taken now; PlaceError when the inbox or the disk fails."""
    point = office.workspace.config.intake_point
    with place():
        try:
            found = list(inbox.survey(office.workspace.inbox, point))
        except (FileNotFoundError, NotADirectoryError) as error:
            raise PlaceError(
                "Inkorgen finns inte. Anslut den delade mappen eller skapa den."
            ) from error
    refused = [one for one in found if isinstance(one, Refused)]
    waiting = [one for one in found if isinstance(one, Waiting)]
    taken = 0
    with place():
        ready = stillness.ready(waiting, wall=time.time(), steady=time.monotonic())
    for one in ready:
        try:
            take(office, one, received_on)
            taken += 1
        except NotNowError:
            # Somebody still has it; a later sweep looks again.
            continue
        except SourceError:
            # It holds up nobody; a later sweep tries again.
            refused.append(Refused(path=one.path, code=Refusal.UNREADABLE))
            waiting.remove(one)
    documents.refuse(
        office.ledger,
        [(bytes(one.path), inbox.shown(one.path.name), str(one.code)) for one in refused],
    )
    return Swept(
        taken=taken,
        waiting=len(waiting) - taken,
        refused=len(refused),
        unreadable=sum(one.code is Refusal.UNREADABLE for one in refused),
    )


def take(office: Office, one: Waiting, received_on: date | None) -> None:
    """Archive, write down, remove: in that order.

    Raises NotNowError when the file is changing, SourceError when it cannot be read.
    """
    with inbox.opened(one.path) as handle:
        traits = str(Traits.of(os.fstat(handle)))
        receipt = documents.receipt_of_source(office.ledger, one.path, traits)
        if receipt is None:
            sha256 = office.archive.take(handle)
            status = os.fstat(handle)
            if str(Traits.of(status)) != traits:
                _forget(office, sha256)
                raise NotNowError
            arrival = Arrival(
                sha256=sha256,
                size=status.st_size,
                name=inbox.shown(one.path.name),
                raw=os.fsencode(one.path.name),
                intake_point=one.intake_point,
                received_on=received_on or office.today(),
                source=bytes(one.path),
                traits=traits,
            )
            receipt, first = _receive(office, arrival)
            office.log.info("received" if first else "duplicate", document=sha256)
    _finish(office, receipt, one.path, traits)


def _receive(office: Office, arrival: Arrival) -> tuple[int, bool]:
    """Write the arrival down; where that fails, the archive holds nothing that nobody knows."""
    try:
        return documents.receive(office.ledger, arrival)
    except PlaceError:
        with contextlib.suppress(PlaceError):
            _forget(office, arrival.sha256)
        raise


def _forget(office: Office, sha256: str) -> None:
    """Drop archived bytes that never became a document, such as half of a growing file."""
    if documents.document(office.ledger, sha256) is None:
        with place():
            office.disk.remove(office.archive.path(sha256))


def _finish(office: Office, receipt: int, path: Path, traits: str) -> None:
    with place():
        inbox.remove_received(path, traits, receipt, office.disk)
    documents.removed(office.ledger, receipt)


def present(paths: Iterable[Path]) -> None:
    """UnusableError unless all the named files are there, before any of them is received."""
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        raise UnusableError("Filen finns inte eller är ingen vanlig fil: " + ", ".join(missing))


def bring(office: Office, path: Path, received_on: date | None) -> None:
    """Receive a named file by copying it; it stays where it is. UnusableError when it cannot."""
    # A path given by a person may be a link: what it leads to is what is meant.
    real = Path(os.path.realpath(path))
    try:
        with inbox.opened(real) as handle:
            sha256 = office.archive.take(handle)
            size = os.fstat(handle).st_size
    except (NotNowError, SourceError) as error:
        message = f"Filen {path} finns inte, är ingen vanlig fil eller går inte att läsa."
        raise UnusableError(message) from error
    arrival = Arrival(
        sha256=sha256,
        size=size,
        name=inbox.shown(path.name),
        raw=os.fsencode(path.name),
        intake_point=office.workspace.config.intake_point,
        received_on=received_on or office.today(),
    )
    _receive(office, arrival)


def finish_removals(office: Office) -> None:
    """Remove from the inbox what was received before a crash, and put back what was not."""
    by_number = {row["id"]: row for row in documents.to_remove(office.ledger)}
    with place():
        for number, aside in list(inbox.left_aside(office.workspace.inbox)):
            row = by_number.get(number)
            if row is None:
                # No receipt of this ledger speaks of it: it is received anew.
                inbox.put_back(aside, aside.with_name(f"aterfunnen-{number}"), office.disk)
            else:
                path = Path(os.fsdecode(row["source"]))
                inbox.settle_aside(aside, path, row["traits"], office.disk)
    for number, row in by_number.items():
        _finish(office, number, Path(os.fsdecode(row["source"])), row["traits"])
