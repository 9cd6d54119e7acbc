"""The coordinator: brings each letter that was received to its end.

One thread writes the ledger and decides; readers and packet makers work beside it, each in a
process of its own. What is in hand stands in the ledger before it is touched.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.domain.page import Reading
from pipeline.domain.problems import Problem
from pipeline.store import documents, letters, packets
from pipeline.store.documents import Document
from pipeline.store.errors import DamageError, NotFoundError, PlaceError
from pipeline.store.inbox import Patience, Stillness
from pipeline.store.packets import Packet
from pipeline.usecases import arrive, deliver, recover
from pipeline.usecases.guard import Failed, guarded
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Engine
from pipeline.usecases.settle import (
    beside,
    decide,
    decide_again,
    decide_matter,
    new_letter,
    question_of,
    settle,
    undivided,
)

_LOOK_AGAIN = 0.2
"""Seconds between looks at files that must lie still a little longer."""

_LOOK_FOR_WORK = 2.0
"""Seconds between looks for letters that a person approved in another program."""

_TRY_AGAIN = 60.0
"""Seconds until the service tries again to deliver what could not be delivered."""

_SWEEP_PAUSE = 0.5
"""Seconds between sweeps while there is other work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the work has come: documents at an end, all documents, packets to be made."""

    done: int
    total: int
    packets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a run ended; ``stuck`` counts documents and packets that could not be finished.

    ``waiting`` files never lay still; ``refused`` ones are no documents and lie where they lay.
    """

    received: int
    stuck: int
    waiting: int
    refused: int

    @property
    def ok(self) -> bool:
        """Whether every document reached an end state."""
        return self.stuck == 0 and self.waiting == 0


def _unheard(_: Progress) -> None:
    return


class Coordinator:
    """One run over the workspace's unfinished work."""

    def __init__(
        self,
        office: Office,
        engine: Engine,
        *,
        received_on: date | None = None,
        on_progress: Callable[[Progress], None] = _unheard,
        for_ever: bool = False,
    ) -> None:
        """``received_on`` stands for the day of arrival of what is taken in this run."""
        config = office.workspace.config
        grace = config.inbox.grace_seconds if for_ever else config.inbox.once_grace_seconds
        self.office = office
        self.engine = engine
        self.received_on = received_on
        self.on_progress = on_progress
        self.hands = config.reading.processes or os.cpu_count() or 1
        self.patience = Patience(quiet=config.inbox.quiet_seconds, grace=grace)
        self.stillness = Stillness(self.patience, self._is_whole)
        self.fingerprint = engine.reader.fingerprint()
        self._readers = ThreadPoolExecutor(self.hands, thread_name_prefix="reader")
        self._under_way: dict[Future[Any], Callable[[], None]] = {}
        self._in_hand: set[str] = set()
        self._building: set[int] = set()
        self._stuck: dict[int, float] = {}
        self._pause_stuck = _TRY_AGAIN if for_ever else math.inf
        self._trouble: PlaceError | None = None
        self._received = 0
        self._swept = arrive.Swept(taken=0, waiting=0, refused=0, unreadable=0)
        self._next_sweep = 0.0

    # The loop.

    def work(self, *, sweeping: bool = True) -> Outcome:
        """Work until nothing is left that can be done now; PlaceError stops it unblamed."""
        patience = self.patience.quiet + self.patience.grace + 5
        moved = time.monotonic()
        while True:
            took = sweeping and self.sweep()
            if self.step() or took:
                moved = time.monotonic()
            elif not (sweeping and self._swept.waiting):
                return self.outcome()
            elif time.monotonic() - moved > patience:
                # A file that never lies still must not keep this run for ever.
                return self.outcome()
            else:
                time.sleep(_LOOK_AGAIN)

    def sweep(self, *, hinted: bool = True) -> bool:
        """Look through the inbox if it is time, or something is said to have come and all is idle.

        True when anything was taken.
        """
        now = time.monotonic()
        if now < self._next_sweep and (self._under_way or not hinted):
            return False
        self._swept = arrive.sweep(self.office, self.stillness, self.received_on)
        self.office.outbox.follow()
        self._received += self._swept.taken
        pause = self.office.workspace.config.inbox.sweep_seconds
        if self._swept.waiting:
            pause = _LOOK_AGAIN
        elif self._under_way:
            pause = _SWEEP_PAUSE
        self._next_sweep = now + pause
        return self._swept.taken > 0

    def step(self) -> bool:
        """Start what can be started, wait for something to end, see to it; False when idle.

        Raises PlaceError at once where nothing can go on, and when idle where one packet's unit
        cannot be reached.
        """
        recover.sign(self.office)
        waiting = documents.unfinished(self.office.ledger)
        moved = self._decide_ready(waiting)
        self._start_builds()
        moved = self._start_reads(waiting) or moved
        self._tell(len(waiting))
        if not (self._under_way or moved) and self._trouble is not None:
            # All that could be done beside it is done.
            trouble, self._trouble = self._trouble, None
            raise trouble
        if not self._under_way:
            return moved
        ended, _ = wait(self._under_way, timeout=_SWEEP_PAUSE, return_when=FIRST_COMPLETED)
        for future in ended:
            self._under_way.pop(future)()
        return True

    def pause(self) -> float:
        """Seconds to sleep when nothing is to be done: others may decide letters meanwhile."""
        return _LOOK_AGAIN if self._swept.waiting else _LOOK_FOR_WORK

    def _tell(self, left: int) -> None:
        total = self.office.ledger.number("SELECT count(*) FROM documents")
        pending = len(packets.pending(self.office.ledger)) - len(self._stuck)
        self.on_progress(Progress(done=total - left, total=total, packets=pending))

    # Reading.

    def _is_whole(self, path: Path) -> bool:
        """Whether a file looks whole; over one that nobody can tell of, the grace decides."""
        look = guarded(self.office, "look_failed", lambda: self.engine.reader.complete(path))
        return look is True

    def _start_reads(self, waiting: Sequence[Document]) -> bool:
        """Keep the hands full: the urgent first, then by arrival; suspects last and alone.

        True when something moved without a reader: its reading was kept from before.
        """
        backlog = [one for one in waiting if one.state == "waiting"]
        queue = [one for one in backlog if one.sha256 not in self._in_hand]
        room = self.hands - len(self._in_hand)
        fresh = [one for one in queue if not one.suspect]
        unseen = [one for one in backlog if one.urgent is None and not one.suspect]
        if unseen and len(backlog) > self.hands:
            # Only a queue needs an order; a glance is not worth its second otherwise. While some
            # have not been glanced at, only what is known to be urgent is read.
            for one in [one for one in unseen if one in queue][: max(0, room)]:
                self._glance(one)
                room -= 1
            fresh = [one for one in fresh if one.urgent]
        fresh.sort(key=lambda one: (not one.urgent, one.arrival))
        chosen = fresh[: max(0, room)]
        if not self._in_hand and queue and all(one.suspect for one in queue):
            chosen = [min(queue, key=lambda one: (one.attempts + one.interrupted, one.arrival))]
        kept = [self._read(one) for one in chosen]
        return any(kept)

    def _glance(self, one: Document) -> None:
        future = self._readers.submit(
            self.engine.reader.glance, self.office.archive.path(one.sha256)
        )
        self._in_hand.add(one.sha256)
        self._under_way[future] = partial(self._glanced, one, future)

    def _glanced(self, one: Document, future: Future[bool]) -> None:
        self._in_hand.discard(one.sha256)
        urgent = guarded(self.office, "glance_failed", future.result)
        documents.glanced(self.office.ledger, one.sha256, urgent=urgent is True)

    def _read(self, one: Document) -> bool:
        """Start reading, or take the reading that this engine made before (then True)."""
        ledger = self.office.ledger
        kept = self.office.readings.find(one.sha256, self.fingerprint)
        if kept is not None:
            documents.was_read(ledger, one.sha256, len(kept.pages), str(kept.fingerprint))
            return True
        documents.move(ledger, one.sha256, "reading")
        future = self._readers.submit(self.engine.reader.read, self.office.archive.path(one.sha256))
        self._in_hand.add(one.sha256)
        self._under_way[future] = partial(self._was_read, one, future)
        return False

    def _was_read(self, one: Document, future: Future[Reading | Problem]) -> None:
        ledger = self.office.ledger
        self._in_hand.discard(one.sha256)
        try:
            result = guarded(self.office, "reader_failed", future.result)
        except PlaceError:
            documents.move(ledger, one.sha256, "waiting")
            raise
        if isinstance(result, Failed):
            self._attempt_failed(one, result.cause, "waiting")
        elif isinstance(result, Problem):
            documents.quarantine(ledger, one.sha256, result)
            self._lay_out(one.sha256)
        elif result.document != one.sha256:
            # The archive's bytes are not those that were received; reconcile tells of it.
            self._attempt_failed(one, "damaged", "waiting")
        else:
            self.office.readings.keep(result)
            documents.was_read(ledger, one.sha256, len(result.pages), str(result.fingerprint))

    def _attempt_failed(self, one: Document, cause: str, back_to: str) -> None:
        self.office.log.warning("attempt_failed", document=one.sha256, cause=cause)
        if documents.failed(self.office.ledger, one.sha256, cause, back_to):
            self._lay_out(one.sha256)

    def _lay_out(self, sha256: str) -> None:
        recover.lay_out(self.office, sha256)
        self.office.log.warning("quarantined", document=sha256)

    # Deciding.

    def _decide_ready(self, waiting: Sequence[Document]) -> bool:
        """Decide what is read and has nobody before it; whether anything was decided.

        Letters are decided in the order of their arrival, the urgent in a lane of their own, so
        that "the second letter" means the same whichever was read first. A suspect comes last and
        holds up nobody: when it comes after all, those after it are decided again.
        """
        ready: list[Document] = []
        ordinary_blocked = urgent_blocked = False
        for one in waiting:
            if one.suspect:
                continue
            blocked = urgent_blocked if one.urgent else ordinary_blocked
            if one.state == "read" and not blocked:
                ready.append(one)
            else:
                ordinary_blocked = True
                urgent_blocked = urgent_blocked or bool(one.urgent)
        if not ready and all(one.suspect for one in waiting):
            ready = [one for one in waiting if one.state == "read"][:1]
        for one in sorted(ready, key=lambda one: (not one.urgent, one.arrival)):
            self._decide(one)
        return bool(ready)

    def _decide(self, one: Document) -> None:
        """Split and decide a document's letters and plan their packets, in one transaction."""
        office, ledger, mind = self.office, self.office.ledger, self.engine.mind
        reading = office.readings.find(one.sha256, self.fingerprint)
        reading = reading or office.readings.newest(one.sha256)
        if reading is None:
            documents.move(ledger, one.sha256, "waiting")
            return
        started = time.monotonic()
        recover.sign(office)
        documents.move(ledger, one.sha256, "deciding")
        pages = reading.pages
        parts = guarded(office, "split_failed", lambda: mind.split(pages))
        if isinstance(parts, Failed) or not parts:
            parts = (undivided(pages),)
        with ledger.atomic():
            made = []
            for part in parts:
                letter = new_letter(one, part)
                question = question_of(office, one, letter, part, reading)
                case = decide(office, mind, question, urgent=bool(one.urgent))
                made.append(settle(office, letter, case, question.edits, "arrived"))
            documents.decided(ledger, one.sha256)
            for letter in made:
                for later in letters.after(ledger, letter):
                    if later.document != one.sha256:
                        decide_again(office, mind, later, "earlier_letter")
                decide_matter(office, mind, beside(ledger, letter.id))
        seconds = round(time.monotonic() - started, 3)
        office.log.info("decided", document=one.sha256, count=len(made), seconds=seconds)

    # Delivering.

    def _start_builds(self) -> None:
        for packet in packets.pending(self.office.ledger):
            if len(self._building) >= self.hands:
                break
            if packet.id in self._building or self._is_stuck(packet):
                continue
            try:
                future = deliver.start(self.office, self.engine.builder, packet)
            except (DamageError, NotFoundError):
                self._give_up(packet)
                continue
            self._building.add(packet.id)
            self._under_way[future] = partial(self._built, packet, future)

    def _built(self, packet: Packet, future: Future[deliver.Made]) -> None:
        self._building.discard(packet.id)
        try:
            deliver.finish(self.office, packet, future)
            self._stuck.pop(packet.id, None)
        except (DamageError, NotFoundError):
            self._give_up(packet)
        except PlaceError as error:
            # Perhaps this unit's folder alone, a share of its own: the others' letters go on.
            self._trouble = error
            self._give_up(packet)

    def _is_stuck(self, packet: Packet) -> bool:
        return time.monotonic() < self._stuck.get(packet.id, 0.0)

    def _give_up(self, packet: Packet) -> None:
        """Leave a packet that cannot be delivered: the service or the next run tries it again."""
        self._stuck[packet.id] = time.monotonic() + self._pause_stuck
        self.office.log.warning("stuck", packet=packet.id, unit=packet.unit)

    # The end.

    def outcome(self) -> Outcome:
        """How things stand."""
        ledger = self.office.ledger
        return Outcome(
            received=self._received,
            stuck=len(documents.unfinished(ledger))
            + len(packets.pending(ledger))
            + self._swept.unreadable,
            waiting=self._swept.waiting,
            refused=self._swept.refused,
        )

    def close(self) -> None:
        """End the readers and makers; what was in hand waits for the next run, unblamed."""
        self.engine.reader.stop()
        self.engine.builder.stop()
        self._readers.shutdown(wait=True, cancel_futures=True)
