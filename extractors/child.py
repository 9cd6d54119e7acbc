"""Reading in a child process group that can be killed, with limits on time, memory and pages.

A child is started once and reads many documents; it is replaced after some, and at any failure.
Each thread that asks has a child to itself, so a pool of as many threads as cores reads a
document a core. Nothing that a file does to a child reaches this process: it sends lines of JSON,
which are checked, and is killed with all that it started when it is late, when this process ends,
and by the kernel when this process is killed.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from extractors.assembly import Gathered, assembled
from extractors.codec import fingerprint_from_plain, page_from_plain
from extractors.failures import Cause, ReadingFailed, ToolMissing
from extractors.limits import Limits
from pipeline.domain.page import Reading
from pipeline.domain.problems import Problem

__all__ = ["Cause", "ReadingFailed", "Request", "ToolMissing", "ask", "close", "read_in_child"]

DOCUMENTS_A_CHILD = 60
TRIES_A_PAGE = 2
MOST_FAILED_PAGES = 3
"""A document that kills its reader on more pages than this is given up as a whole."""
LONGEST_LINE = 64 << 20
SCRATCH = "troskel-reading-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a child is to do: ``read``, ``glance`` or ``page``, with what more that needs."""

    do: str
    path: Path
    limits: Limits
    rest: Mapping[str, Any] = field(default_factory=dict)

    def line(self) -> bytes:
        """The request as the child reads it."""
        plain = {
            "do": self.do,
            "path": str(self.path.absolute()),
            "limits": asdict(self.limits),
            **self.rest,
        }
        return json.dumps(plain).encode() + b"\n"


def read_in_child(path: Path, limits: Limits | None = None) -> Reading | Problem:
    """The document's reading, or why it cannot be read; as ``extractors.reading.read``.

    A page that twice kills or outlasts its child is named as unread, the others are kept.
    Raises ReadingFailed when the try failed as a whole (it counts as an attempt), ToolMissing when
    a program is not installed (it does not), FileNotFoundError when there is no such file.
    """
    limits = limits or Limits()
    ends = time.monotonic() + limits.seconds_total
    so_far = _SoFar()
    while True:
        done = sorted({*so_far.gathered.pages, *so_far.gathered.unread})
        request = Request(do="read", path=path, limits=limits, rest={"done": done})
        try:
            for answer in _POOL.answers(request, ends):
                if so_far.take(answer):
                    return so_far.result()
        except ReadingFailed as failed:
            if failed.cause is Cause.CLOSED or time.monotonic() >= ends:
                raise
            so_far.failed(failed)


class _SoFar:
    """What the children of one document have handed over, and where they died."""

    def __init__(self) -> None:
        self.gathered = Gathered(0)
        self._tries: dict[int, int] = {}
        self._last: ReadingFailed | None = None
        self._in_hand = 0
        self._opened: dict[str, Any] | None = None
        self._problem: Problem | None = None

    def take(self, answer: dict[str, Any]) -> bool:
        """Note an answer; True when it was the last. Raises what the child reports."""
        if "opened" in answer:
            self._opened = answer
            self.gathered.count = int(answer["opened"])
            self.gathered.lost = None if answer["lost"] is None else int(answer["lost"])
        elif "begin" in answer:
            self._in_hand = int(answer["begin"])
        elif "page" in answer:
            page = page_from_plain(answer["page"])
            self.gathered.pages[page.number] = page
            if not answer["whole"]:
                self.gathered.partly.add(page.number)
            self._in_hand = 0
        elif "unread" in answer:
            self.gathered.unread.add(int(answer["unread"]))
            if answer["too_large"]:
                self.gathered.too_large.add(int(answer["unread"]))
            self._in_hand = 0
        elif answer.get("end") == "problem":
            self._problem = Problem.parse(str(answer["problem"]))
            return True
        else:
            return answer.get("end") == "read"
        return False

    def failed(self, failure: ReadingFailed) -> None:
        """Note that the child died; raises it again when no page alone can be blamed."""
        number, self._in_hand = self._in_hand, 0
        if not number:
            raise failure
        self._last = failure
        self._tries[number] = self._tries.get(number, 0) + 1
        if self._tries[number] >= TRIES_A_PAGE:
            self.gathered.unread.add(number)
        if sum(self._tries.values()) > TRIES_A_PAGE * MOST_FAILED_PAGES:
            raise failure

    def result(self) -> Reading | Problem:
        """The reading, when the child said that it was through."""
        if self._problem is not None:
            return self._problem
        if self._opened is None:
            raise ReadingFailed(Cause.CRASH)
        if not self.gathered.pages and self._last is not None:
            raise self._last
        return assembled(
            str(self._opened["document"]),
            fingerprint_from_plain(self._opened["fingerprint"]),
            self.gathered,
        )


def ask(request: Request) -> dict[str, Any]:
    """The last answer to a request that has but one. Raises as ``read_in_child`` does."""
    last: dict[str, Any] = {}
    for answer in _POOL.answers(request, time.monotonic() + request.limits.seconds_total):
        last = answer
    return last


def close() -> None:
    """End all children now; whoever waits for one gets ReadingFailed. New requests start anew."""
    _POOL.close()


class _Child:
    """One child process, leader of its group, with a folder for what its tools write."""

    def __init__(self, memory: int) -> None:
        self.memory = memory
        self.documents = 0
        self._rest = b""
        self._scratch = tempfile.mkdtemp(prefix=f"{SCRATCH}{os.getpid()}-", dir=_scratch_home())
        home = Path(__file__).resolve().parents[1]
        kept = (
            "PATH",
            "LD_LIBRARY_PATH",
            "TESSDATA_PREFIX",
            "PYTHONPATH",
            "COVERAGE_PROCESS_START",
        )
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no text from outside
            [sys.executable, "-m", "extractors.worker", str(os.getpid()), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=home,
            start_new_session=True,
            env={
                **{name: os.environ[name] for name in kept if name in os.environ},
                "LC_ALL": "C.UTF-8",
                "TMPDIR": self._scratch,
                "OMP_THREAD_LIMIT": "1",
                "OPENBLAS_NUM_THREADS": "1",
                "MALLOC_ARENA_MAX": "2",
            },
        )
        pipes = self._process.stdin, self._process.stdout
        if pipes[0] is None or pipes[1] is None:  # asked for above; said for the type checker
            raise OSError("no pipes")
        self._in: IO[bytes] = pipes[0]
        self._out: IO[bytes] = pipes[1]

    def send(self, line: bytes) -> None:
        """Hand over a request; ReadingFailed when nobody is there to take it."""
        try:
            self._in.write(line)
            self._in.flush()
        except OSError as error:
            raise ReadingFailed(Cause.CRASH) from error

    def receive(self, until: float) -> dict[str, Any]:
        """The next answer; ReadingFailed when it is late, is none, or the child is gone."""
        pipe = self._out.fileno()
        while b"\n" not in self._rest:
            left = until - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise ReadingFailed(Cause.TIMEOUT)
            part = os.read(pipe, 1 << 16)
            if not part or len(self._rest) > LONGEST_LINE:
                raise ReadingFailed(Cause.CRASH)
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\n")
        try:
            answer = json.loads(line)
        except ValueError as error:
            raise ReadingFailed(Cause.CRASH) from error
        if not isinstance(answer, dict):
            raise ReadingFailed(Cause.CRASH)
        return answer

    def stop(self) -> None:
        """End the child; whoever waits for it notices. Only while it has not been waited for."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def kill(self) -> None:
        """End the child and all that it started, and wipe what they wrote."""
        self.stop()
        self._process.wait()
        for pipe in (self._in, self._out):
            with suppress(OSError):
                pipe.close()
        shutil.rmtree(self._scratch, ignore_errors=True)


class _Pool:
    """Idle children, and one thread that starts them all.

    The kernel ends a child when the *thread* that started it ends; this thread lives as long as
    the process does, while those that ask come and go.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._closing: set[_Child] = set()
        self._orders: queue.SimpleQueue[tuple[int, Future[_Child]]] = queue.SimpleQueue()
        self._starter: threading.Thread | None = None

    def answers(self, request: Request, ends: float) -> Iterator[dict[str, Any]]:
        """Each answer as it comes, the last one with ``end``. Raises as ``read_in_child``."""
        child = self._take(request.limits.memory_bytes)
        whole = False
        try:
            child.send(request.line())
            while not whole:
                answer = child.receive(min(ends, time.monotonic() + request.limits.seconds_page))
                end = answer.get("end")
                whole = end is not None and end != "failed"
                _raise(end, answer, request.path)
                yield answer
        except ReadingFailed as failed:
            if child in self._closing:
                raise ReadingFailed(Cause.CLOSED) from failed
            raise
        finally:
            self._give_back(child, whole=whole)

    def _take(self, memory: int) -> _Child:
        with self._lock:
            for child in self._idle:
                if child.memory == memory:
                    self._idle.remove(child)
                    self._busy.add(child)
                    return child
            if self._starter is None or not self._starter.is_alive():
                _sweep()
                self._starter = threading.Thread(
                    target=self._start, name="starts-readers", daemon=True
                )
                self._starter.start()
        started: Future[_Child] = Future()
        self._orders.put((memory, started))
        child = started.result()
        with self._lock:
            self._busy.add(child)
        return child

    def _start(self) -> None:
        while True:
            memory, started = self._orders.get()
            try:
                started.set_result(_Child(memory))
            except OSError as error:
                started.set_exception(error)

    def _give_back(self, child: _Child, *, whole: bool) -> None:
        child.documents += 1
        with self._lock:
            self._busy.discard(child)
            keep = whole and child.documents < DOCUMENTS_A_CHILD and child not in self._closing
            self._closing.discard(child)
            if keep:
                self._idle.append(child)
        if not keep:
            child.kill()

    def close(self) -> None:
        """End all children; those in use are told by whoever uses them."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._closing |= self._busy
            # A busy child leaves that set before it is waited for: its number is still its own.
            for child in self._busy:
                child.stop()
        for child in idle:
            child.kill()

    def forget(self) -> None:
        """In a forked process: the children are the other's."""
        self.__init__()  # type: ignore[misc]


def _raise(end: object, answer: Mapping[str, Any], path: Path) -> None:
    """Raise what the child could not do, if that is what it says."""
    if end == "failed":
        raise ReadingFailed(Cause(str(answer.get("cause"))))
    if end == "missing":
        raise ToolMissing(str(answer["tool"]), str(answer["remedy"]))
    if end == "gone":
        raise FileNotFoundError(path)


def _scratch_home() -> str | None:
    """Memory where there is a place in it: pages of letters have no business on a disk."""
    shared = Path("/dev/shm")  # noqa: S108 - mkdtemp makes the name and closes it to others
    with suppress(OSError):
        if os.access(shared, os.W_OK | os.X_OK) and shutil.disk_usage(shared).free > 512 << 20:
            return str(shared)
    return None


def _sweep() -> None:
    """Remove what the children of a killed process left behind."""
    for home in {_scratch_home() or tempfile.gettempdir(), tempfile.gettempdir()}:
        for folder in Path(home).glob(f"{SCRATCH}*"):
            owner = folder.name.removeprefix(SCRATCH).split("-")[0]
            with suppress(OSError, ValueError):
                if folder.stat().st_uid == os.getuid() and not Path(f"/proc/{int(owner)}").exists():
                    shutil.rmtree(folder, ignore_errors=True)


_POOL = _Pool()
atexit.register(close)
os.register_at_fork(after_in_child=_POOL.forget)
