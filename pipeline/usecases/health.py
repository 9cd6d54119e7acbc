"""Whether the program is well: its worker, its queues, its disks, and what went wrong and why.

Nothing here names a file, a letter or a person: IT sees counts, ages and codes with remedies.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from pipeline.domain.problems import Code, Problem
from pipeline.domain.sentences import filled
from pipeline.store.inbox import REFUSAL_TEXTS, Refusal, is_temporary
from pipeline.usecases.office import Office

STILL_AFTER = timedelta(minutes=2)
"""So long a worker may give no sign of itself: it does so every few seconds."""

OLD_AFTER = timedelta(hours=2)
"""So long anything may wait for the program itself; a morning's post takes less."""

LEFT_AFTER = timedelta(minutes=15)
"""So long a file may lie in the inbox while nobody works: longer than an unfinished copy may."""

LEAST_ROOM = 2 << 30
"""Bytes under which a disk is nearly full."""


class Worker(StrEnum):
    """How the worker stands: at work, without a sign of life, held up, or not there."""

    WORKING = "working"
    STILL = "still"
    HELD_UP = "held_up"
    AWAY = "away"


class Trouble(StrEnum):
    """Why the program is not well."""

    WORKER_STILL = "worker_still"
    WORKER_AWAY = "worker_away"
    QUEUE_OLD = "queue_old"
    DISK_LOW = "disk_low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """How many wait for the program in one place, and for how long the oldest has."""

    name: str
    number: int
    oldest: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A disk by the first folder of the workspace that lies on it; bytes."""

    folder: str
    free: int
    size: int

    @property
    def low(self) -> bool:
        """Whether it is nearly full."""
        return self.free < LEAST_ROOM


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the program is; ``sign`` is how long ago the worker gave a sign of itself."""

    worker: Worker
    sign: timedelta | None
    queues: tuple[Queue, ...]
    rooms: tuple[Room, ...]
    troubles: tuple[Trouble, ...]

    @property
    def waiting(self) -> int:
        """How many documents are not at their end."""
        return sum(one.number for one in self.queues if one.name == DOCUMENTS)


INBOX, DOCUMENTS, PACKETS = "inbox", "documents", "packets"
"""The places where something can wait for the program."""


def health(office: Office) -> Health:
    """How it is now; quick, whatever the ledger holds."""
    now = office.clock()
    sign = _sign(office, now)
    worker = _worker(sign, at_work=office.is_coordinated())
    with office.ledger.snapshot():
        queues = (_inbox(office, now), _documents(office, now), _packets(office, now))
    rooms = tuple(_rooms(office))
    return Health(
        worker=worker,
        sign=sign,
        queues=queues,
        rooms=rooms,
        troubles=tuple(_troubles(worker, queues, rooms)),
    )


def _troubles(
    worker: Worker, queues: tuple[Queue, ...], rooms: tuple[Room, ...]
) -> Iterator[Trouble]:
    left = any(one.number and one.oldest > LEFT_AFTER for one in queues)
    if worker is Worker.STILL:
        yield Trouble.WORKER_STILL
    if worker is Worker.AWAY and left:
        yield Trouble.WORKER_AWAY
    if any(one.oldest > OLD_AFTER for one in queues):
        yield Trouble.QUEUE_OLD
    if any(one.low for one in rooms):
        yield Trouble.DISK_LOW


def _sign(office: Office, now: datetime) -> timedelta | None:
    """Since the worker's last sign of itself; None where its mark is not there."""
    try:
        seen = office.running.stat().st_mtime
    except OSError:
        return None
    return max(timedelta(0), timedelta(seconds=now.timestamp() - seen))


def _worker(sign: timedelta | None, *, at_work: bool) -> Worker:
    if not at_work:
        return Worker.AWAY
    if sign is None:
        # Between two tries: the disk, a tool or a share stops it, and it says so in its log.
        return Worker.HELD_UP
    return Worker.STILL if sign > STILL_AFTER else Worker.WORKING


def _documents(office: Office, now: datetime) -> Queue:
    row = office.ledger.row(
        "SELECT count(*) AS number, min(received_at) AS since FROM documents"
        " WHERE state IN ('waiting', 'reading', 'read', 'deciding')"
    )
    return _queue(DOCUMENTS, row, now)


def _packets(office: Office, now: datetime) -> Queue:
    row = office.ledger.row(
        "SELECT count(*) AS number, min(planned_at) AS since FROM packets"
        " WHERE state IN ('planned', 'built')"
    )
    return _queue(PACKETS, row, now)


def _queue(name: str, row: dict[str, object] | None, now: datetime) -> Queue:
    number, since = (0, None) if row is None else (row["number"], row["since"])
    age = timedelta(0) if since is None else now - datetime.fromisoformat(str(since))
    return Queue(name=name, number=int(str(number)), oldest=max(timedelta(0), age))


def _inbox(office: Office, now: datetime) -> Queue:
    """What lies there to be taken; what was refused waits for a person."""
    refused = {row["source"] for row in office.ledger.rows("SELECT source FROM refusals")}
    ages = []
    for path in _files(office.workspace.inbox):
        if os.fsencode(path) in refused or is_temporary(path.name):
            continue
        with contextlib.suppress(OSError):
            found = path.lstat()
            if stat.S_ISREG(found.st_mode):
                # When it was laid there: a scanner may keep an older day of writing.
                ages.append(now.timestamp() - found.st_ctime)
    oldest = timedelta(seconds=max(0.0, *ages)) if ages else timedelta(0)
    return Queue(name=INBOX, number=len(ages), oldest=oldest)


def _files(inbox: Path) -> Iterator[Path]:
    """All in the inbox and its intake points; nothing of a share that is away."""
    with contextlib.suppress(OSError):
        points = [one for one in inbox.iterdir() if one.is_dir() and not one.is_symlink()]
        for folder in (inbox, *points):
            with contextlib.suppress(OSError):
                yield from (one for one in folder.iterdir() if not one.is_dir())


def _rooms(office: Office) -> Iterator[Room]:
    """Each disk once."""
    space = office.workspace
    seen: set[int] = set()
    for folder in (space.root, space.archive, space.outbox, space.inbox):
        try:
            device, room = folder.stat().st_dev, shutil.disk_usage(folder)
        except OSError:
            continue
        if device not in seen:
            seen.add(device)
            name = "." if folder == space.root else space.relative(folder)
            yield Room(folder=name, free=room.free, size=room.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that went wrong so many times, and what to do about it, in Swedish.

    ``code`` is the program's own word for it; ``since`` the day of the first that is left.
    """

    code: str
    number: int
    remedy: str
    since: str = ""


_LATELY = timedelta(days=1)


def faults(office: Office) -> tuple[Fault, ...]:
    """What is wrong now: files not taken or not read, letters that the program failed over."""
    with office.ledger.snapshot():
        return (
            *_refused(office),
            *_unread(office),
            *_failed(office),
            *_suspect(office),
            *_turned_away(office),
        )


def _refused(office: Office) -> Iterator[Fault]:
    rows = office.ledger.rows(
        "SELECT code, count(*) AS number, min(since) AS since FROM refusals GROUP BY code"
    )
    for row in rows:
        text = REFUSAL_TEXTS[Refusal(row["code"])]
        yield Fault(
            code=row["code"], number=row["number"], remedy=text, since=str(row["since"])[:10]
        )


def _unread(office: Office) -> Iterator[Fault]:
    rows = office.ledger.rows(
        "SELECT reason, count(*) AS number, min(received_on) AS since FROM documents"
        " WHERE reason IS NOT NULL GROUP BY reason ORDER BY number DESC, reason"
    )
    for row in rows:
        problem = Problem.parse(row["reason"])
        yield Fault(
            code=str(problem),
            number=row["number"],
            remedy=problem.remedy,
            since=row["since"],
        )


_FAILED = {
    str(Code.INTERNAL_ERROR): "Programmet stötte på ett fel. Se log/troskel.jsonl och meddela "
    "leverantören; breven ligger i granskningskön.",
    str(
        Code.TEMPLATE_BROKEN
    ): "En text till ett brev ut har fel. Kör troskel letters verify, rätta "
    "texten och godkänn breven på nytt.",
}


def _failed(office: Office) -> Iterator[Fault]:
    rows = office.ledger.rows(
        "SELECT c.why, count(*) AS number, min(l.received_on) AS since FROM cases c"
        " JOIN letters l ON l.id = c.letter AND l.revision = c.revision"
        " WHERE c.why IN ('internal_error', 'template_broken')"
        " AND l.state = 'review' AND l.closed = 0 GROUP BY c.why"
    )
    for row in rows:
        yield Fault(
            code=row["why"], number=row["number"], remedy=_FAILED[row["why"]], since=row["since"]
        )


def _suspect(office: Office) -> Iterator[Fault]:
    number = office.ledger.number(
        "SELECT count(*) FROM documents WHERE interrupted >= 3"
        " AND state IN ('waiting', 'reading', 'read', 'deciding')"
    )
    if number:
        yield Fault(
            code="interrupted",
            number=number,
            remedy=filled(
                "Programmet har avbrutits tre gånger under läsningen. Filerna läses sist och en i "
                "taget. Se om datorn har för lite minne."
            ),
        )


def _turned_away(office: Office) -> Iterator[Fault]:
    since = office.clock() - _LATELY
    number = office.ledger.number(
        "SELECT count(*) FROM accesses WHERE refused = 1 AND at >= ?",
        (since.isoformat(timespec="seconds"),),
    )
    if number:
        yield Fault(
            code="refused",
            number=number,
            remedy=filled(
                "Försök att nå sidor utan behörighet det senaste dygnet. Sidan Konton visar vem "
                "och vad."
            ),
        )
