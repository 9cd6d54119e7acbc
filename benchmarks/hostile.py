"""Reads a folder of hostile files and says how each ended, what it cost, and what was left behind.

    python benchmarks/hostile.py ../shared/hostile [--only WORD] [--pages N]

Each must end as read, as partly read or as set aside with a reason. Exit 1 when one does not, when
a process is left over, or when a child went over its memory.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from extractors.child import close, read_in_child
from extractors.failures import ReadingFailed
from extractors.limits import Limits
from pipeline.domain.page import Page, Reading
from pipeline.domain.problems import Problem

LIMITS = Limits(seconds_page=180, seconds_total=900, memory_bytes=3 << 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How one file ended."""

    name: str
    ending: str
    detail: str
    seconds: float


def files_in(folder: Path) -> list[Path]:
    """The documents of the folder, smallest first; its notes are none."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"]
    return sorted(found, key=lambda path: (path.stat().st_size, path.name))


def ending_of(path: Path, limits: Limits = LIMITS) -> Ending:
    """Read the file in a child."""
    began = time.monotonic()
    try:
        result: Reading | Problem | ReadingFailed = read_in_child(path, limits)
    except ReadingFailed as failed:
        result = failed
    ending, detail = _words(result)
    return Ending(
        name=f"{path.parent.name}/{path.name}",
        ending=ending,
        detail=detail,
        seconds=time.monotonic() - began,
    )


def _words(result: Reading | Problem | ReadingFailed) -> tuple[str, str]:
    match result:
        case ReadingFailed(cause=cause):
            return "failed", str(cause)
        case Problem():
            return "set aside", str(result)
        case Reading(problems=()):
            return "read", _pages(result.pages)
        case Reading():
            amiss = ", ".join(str(problem) for problem in result.problems)
            return "partly", f"{amiss}; {_pages(result.pages)}"


def _pages(pages: tuple[Page, ...]) -> str:
    words = sum(len(page.words) for page in pages)
    sources = Counter(page.source.value for page in pages)
    turned = sorted({page.turned for page in pages} - {0})
    unsure = sum(not page.turn_sure for page in pages)
    parts = [
        f"{len(pages)} p",
        f"{words} w",
        *(f"{n} {name}" for name, n in sorted(sources.items())),
    ]
    parts += [f"turned {turned}"] if turned else []
    parts += [f"{unsure} unsure"] if unsure else []
    return ", ".join(parts)


def left_over() -> list[int]:
    """Processes of ours that are still there: children, and whatever else of our readers' kind."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            command = (entry / "cmdline").read_bytes().split(b"\0")
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        worker = b"extractors.worker" in command and str(os.getpid()).encode() in command
        if parent == os.getpid() or worker:
            found.append(int(entry.name))
    return found


def main() -> int:
    """Run, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="part of the name")
    parser.add_argument("--jobs", type=int, default=1)
    chosen = parser.parse_args()
    files = [path for path in files_in(chosen.folder) if chosen.only in str(path)]
    endings: list[Ending] = []
    with ThreadPoolExecutor(chosen.jobs) as pool:
        for one in pool.map(ending_of, files):
            endings.append(one)
            print(f"{one.name:70} {one.ending:10} {one.seconds:6.1f} s  {one.detail}", flush=True)
    close()
    rest = left_over()
    kids = resource.getrusage(resource.RUSAGE_CHILDREN)
    print()
    print(", ".join(f"{n} {name}" for name, n in Counter(e.ending for e in endings).most_common()))
    print(
        f"largest child {kids.ru_maxrss / 1024:.0f} MB resident, bound {LIMITS.memory_bytes >> 20}"
    )
    print(f"own memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    print(
        f"computing in children {kids.ru_utime + kids.ru_stime:.0f} s, left over: {rest or 'none'}"
    )
    over = kids.ru_maxrss * 1024 > LIMITS.memory_bytes
    return 1 if rest or over or any(one.ending == "failed" for one in endings) else 0


if __name__ == "__main__":
    sys.exit(main())
