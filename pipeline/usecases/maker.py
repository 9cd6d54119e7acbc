"""Packets are made in processes of their own: a page that breaks the printer breaks no ledger."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.domain.case import Case, Delivery
from pipeline.domain.page import Page
from pipeline.domain.routine import Routine
from pipeline.domain.settings import Settings
from pipeline.store.codec import dump, load, plain, value_of
from pipeline.usecases.ports import Order

_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""

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


def _start(parent: int) -> None:
    """Die when the program dies, and leave Ctrl-C to it."""
    ctypes.CDLL(None, use_errno=True).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.getppid() != parent:
        os._exit(1)


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


class Maker:
    """Makes packets, ``hands`` at a time; the processes start with the first order."""

    def __init__(self, routine: Routine, settings: Settings, hands: int) -> None:
        """``routine`` names the units; each letter's own version of it stands in its case."""
        self._routine = dump(routine)
        self._settings = dump(settings)
        self._hands = hands
        self._pool: ProcessPoolExecutor | None = None
        # The kernel ends a process when the thread that started it ends: this one stays.
        self._clerk = ThreadPoolExecutor(1, thread_name_prefix="maker")
        self._loners = ThreadPoolExecutor(1, thread_name_prefix="maker-alone")

    def submit(self, order: Order) -> Future[Files]:
        """Start making the packet; the future fails when its process dies twice over it."""
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
        )
        result: Future[Files] = Future()
        self._clerk.submit(self._send, sheet, result)
        return result

    def _send(self, sheet: _Sheet, result: Future[Files]) -> None:
        try:
            future = self._open().submit(_make, sheet)
        except BrokenProcessPool:
            self._pool = None
            future = self._open().submit(_make, sheet)
        except RuntimeError as error:
            result.set_exception(error)
            return

        def done(made: Future[dict[str, bytes]]) -> None:
            error = RuntimeError("stopped") if made.cancelled() else made.exception()
            if isinstance(error, BrokenProcessPool):
                # A neighbour's order may have killed the process: this one is made alone.
                self._loners.submit(_alone, sheet, result)
            elif error is not None:
                result.set_exception(error)
            else:
                result.set_result(made.result())

        future.add_done_callback(done)

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _new_pool(self._hands)
        return self._pool

    def stop(self) -> None:
        """End what is being made now; it can make again."""
        self._clerk.submit(self._end).result()

    def _end(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)


def _alone(sheet: _Sheet, result: Future[Files]) -> None:
    """Make one packet in a process that nobody else uses; one that kills it fails for good."""
    try:
        with _new_pool(1) as pool:
            result.set_result(pool.submit(_make, sheet).result())
    except Exception as error:  # noqa: BLE001 - carried over to whoever asks the future
        result.set_exception(error)


def _new_pool(hands: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the program has threads.
    return ProcessPoolExecutor(
        hands,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(os.getpid(),),
    )
