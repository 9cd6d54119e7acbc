"""Packets are made in processes of their own, within a time: what breaks there breaks no ledger."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import queue
import signal
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline.documents.own import NOTHING, Own
from pipeline.domain.case import Case, Delivery
from pipeline.domain.page import Page
from pipeline.domain.routine import Routine
from pipeline.domain.settings import Settings
from pipeline.store.codec import dump, load, plain, value_of
from pipeline.store.errors import PlaceError, place
from pipeline.usecases.ports import Order

_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""

TRIES = 2
"""How often one packet is tried: a machine that was busy once does not blame the letter."""

_STOPPED = "Programmet stannas. Underlaget görs klart nästa gång; inget har gått förlorat."

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """An order as it crosses to the other process: plain text, no live object."""

    case: str
    pages: object
    routine: str
    settings: str
    unit: str
    line: int
    letter_id: str
    revision: int
    document: str
    document_name: str
    letters_in_document: int
    received_on: date
    original: Path
    changes: tuple[str, ...]
    own: Own


_Job = tuple[_Sheet, Future[Files]]


def _make(sheet: _Sheet) -> dict[str, bytes]:
    # The printer takes a second to load and is needed in these processes alone.
    from extractors.identify import identify  # noqa: PLC0415
    from pipeline.documents.packet import PacketIds, build  # noqa: PLC0415
    from pipeline.domain.problems import Problem  # noqa: PLC0415

    case = load(sheet.case, Case)
    pages: tuple[Page, ...] = value_of(sheet.pages)
    filetype = identify(sheet.original)
    files = build(
        case=case,
        delivery=delivery_of(case, sheet.unit, sheet.line),
        ids=PacketIds(
            letter_id=sheet.letter_id,
            revision=sheet.revision,
            document_sha256=sheet.document,
            document_name=sheet.document_name,
            received_on=sheet.received_on,
            letters_in_document=sheet.letters_in_document,
        ),
        pages=pages,
        original=sheet.original.read_bytes(),
        filetype="" if isinstance(filetype, Problem) else str(filetype),
        routine=load(sheet.routine, Routine),
        settings=load(sheet.settings, Settings),
        changes=sheet.changes,
        row=sheet.line - 1 if sheet.line else None,
        own=sheet.own,
    )
    return dict(files)


def delivery_of(case: Case, unit: str, line: int) -> Delivery:
    """The delivery that the packet of that unit and list row (from 1; 0: the letter) is made for.

    LookupError when the case delivers nothing there.
    """
    decision = case.decision
    if line:
        decision = next(row.decision for row in case.rows if row.row == line - 1)
    for one in () if decision is None else decision.deliveries:
        if one.unit == unit:
            return one
    raise LookupError("the case delivers nothing to this unit")


class PacketTooSlowError(Exception):
    """A packet was not made within its time, twice."""


class PacketMakerDiedError(Exception):
    """The process that made a packet died over it, twice."""


class Maker:
    """Makes packets, ``hands`` at a time, each within ``seconds`` of wall time.

    The processes start with the first orders and are kept. One that dies or is late over an order
    is killed with all that it started; the order is made once more in a new one, so that nothing
    but the order itself can be blamed, and then fails. Nobody else's order is touched.
    """

    def __init__(
        self,
        routine: Routine,
        settings: Settings,
        hands: int,
        seconds: float = 120.0,
        *,
        own: Own = NOTHING,
    ) -> None:
        """``routine`` names the units; each letter's own version of it stands in its case.

        ``own`` are the municipality's texts and invoices.
        """
        self._own = own
        self._routine = dump(routine)
        self._settings = dump(settings)
        self._most = hands
        self._seconds = seconds
        self._lock = threading.Lock()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._hands: list[_Hand] = []
        self._unmade = 0

    def submit(self, order: Order) -> Future[Files]:
        """Start making the packet; the future fails as the packet does, or with PlaceError."""
        sheet = _Sheet(
            case=dump(order.case),
            pages=plain(order.pages),
            routine=self._routine,
            settings=self._settings,
            unit=order.unit,
            line=order.line,
            letter_id=order.letter_id,
            revision=order.revision,
            document=order.document,
            document_name=order.document_name,
            letters_in_document=order.letters_in_document,
            received_on=order.received_on,
            original=order.original,
            changes=order.changes,
            own=self._own,
        )
        result: Future[Files] = Future()
        result.add_done_callback(self._ended)
        with self._lock:
            self._unmade += 1
            self._jobs.put((sheet, result))
            if len(self._hands) < min(self._most, self._unmade):
                self._hands.append(_Hand(self._jobs, self._seconds))
                self._hands[-1].start()
        return result

    def _ended(self, _: Future[Files]) -> None:
        with self._lock:
            self._unmade -= 1

    def stop(self) -> None:
        """End what is being made now, with PlaceError: nobody is blamed. It can make again."""
        with self._lock:
            hands, self._hands = self._hands, []
            jobs, self._jobs = self._jobs, queue.SimpleQueue()
        for hand in hands:
            hand.stop()
            jobs.put(None)
        for hand in hands:
            hand.join()


class _Hand(threading.Thread):
    """One thread with one process, which it starts, watches, kills and replaces.

    The kernel ends a process when the thread that started it ends: this one stays.
    """

    def __init__(self, jobs: queue.SimpleQueue[_Job | None], seconds: float) -> None:
        super().__init__(name="maker", daemon=True)
        self._jobs = jobs
        self._seconds = seconds
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._stopped = False

    def run(self) -> None:
        """Make one packet after another until there is no more work."""
        while (job := self._jobs.get()) is not None:
            self._make(*job)
        self._end()

    def stop(self) -> None:
        """Kill the process now; what it makes, and what waits for it, is given up unblamed."""
        with self._lock:
            self._stopped = True
            if self._child is not None:
                self._child.kill()

    def _make(self, sheet: _Sheet, result: Future[Files]) -> None:
        answer: Files | Exception = PacketMakerDiedError()
        for _ in range(TRIES):
            try:
                answer = self._asked(sheet)
                break
            except (PacketTooSlowError, PacketMakerDiedError) as lost:
                self._end()
                answer = PlaceError(_STOPPED) if self._stopped else lost
            except PlaceError as error:
                answer = error
                break
        if isinstance(answer, Exception):
            result.set_exception(answer)
        else:
            result.set_result(answer)

    def _asked(self, sheet: _Sheet) -> Files | Exception:
        """The process's answer: the files, or why there are none."""
        child = self._there()
        watch = threading.Timer(self._seconds, self._too_late, [child])
        watch.daemon = True
        watch.start()
        try:
            child.pipe.send(sheet)
            answer: Files | Exception = child.pipe.recv()
        except (EOFError, OSError, MemoryError, pickle.UnpicklingError) as error:
            raise (PacketTooSlowError if child.late else PacketMakerDiedError) from error
        finally:
            watch.cancel()
        return answer

    def _there(self) -> _Child:
        with self._lock:
            if self._stopped:
                raise PlaceError(_STOPPED)
            if self._child is None:
                with place():
                    self._child = _Child()
            return self._child

    def _too_late(self, child: _Child) -> None:
        with self._lock:
            if self._child is child:
                child.late = True
                child.kill()

    def _end(self) -> None:
        with self._lock:
            child, self._child = self._child, None
            if child is not None:
                child.kill()
        if child is not None:
            child.close()


class _Child:
    """One process that makes packets, leader of a group of its own; ``late`` once it was killed."""

    def __init__(self) -> None:
        # Spawned, not forked: the program has threads.
        context = multiprocessing.get_context("spawn")
        self.late = False
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, os.getpid()), name="maker", daemon=True
        )
        self._process.start()
        # With our copy closed, the end of the process is the end of the pipe.
        theirs.close()

    def kill(self) -> None:
        """Kill it with all that it started. Only while it has not been waited for."""
        number = self._process.pid
        for end in (os.killpg, os.kill):
            if number is not None:
                with suppress(ProcessLookupError):
                    end(number, signal.SIGKILL)

    def close(self) -> None:
        """Wait for its end."""
        self.pipe.close()
        self._process.join()
        # Another thread that starts a process asks for the end of all of them: it may be the one
        # to hear of this end, and for a moment the only one who knows.
        with suppress(ValueError):
            self._process.close()


def _serve(pipe: Connection, parent: int) -> None:
    """The process: makes what it is asked to make, and dies when the program dies."""
    os.setsid()
    ctypes.CDLL(None, use_errno=True).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.getppid() != parent:
        os._exit(1)
    while True:
        try:
            sheet = pipe.recv()
        except EOFError:
            return
        pipe.send(_answer(sheet))


def _answer(sheet: _Sheet) -> Files | Exception:
    """The packet's files, or the error in a form that can cross to the other process."""
    try:
        return _make(sheet)
    except Exception as error:  # noqa: BLE001 - carried over to whoever asks the future
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301 - our own words, made one line above
        except (pickle.PicklingError, TypeError, AttributeError):
            return RuntimeError(type(error).__name__)
        return error
