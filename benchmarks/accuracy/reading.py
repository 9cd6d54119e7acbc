"""Reads the planned letters once and keeps the readings: figures after a change cost minutes."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.accuracy.letters import Planned
from extractors.codec import dumps, loads
from extractors.engines import first
from extractors.limits import Limits
from extractors.reading import fingerprint, read
from pipeline.domain.page import Reading
from pipeline.domain.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A letter's reading, or why there is none, and the processor seconds that it took."""

    reading: Reading | Problem
    seconds: float


def readings(letters: Iterable[Planned], folder: Path, processes: int) -> Iterator[Kept]:
    """The readings in the letters' order; each that is not kept yet is read and kept."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = str(fingerprint(first()))
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(_read, ((one, folder, mark) for one in letters), chunksize=4)


def _read(asked: tuple[Planned, Path, str]) -> Kept:
    letter, folder, mark = asked
    made = letter.made()
    plan = f"{made.html}/{letter.effect}/{letter.seed}/{mark}"
    file = folder / f"{sha256(plan.encode()).hexdigest()[:24]}.json.gz"
    if file.exists():
        return _kept(json.loads(gzip.decompress(file.read_bytes())))
    with tempfile.NamedTemporaryFile(suffix=f".{letter.suffix}") as scan:
        scan.write(letter.data())
        scan.flush()
        before = sum(os.times()[:4])  # tesseract's own processes are counted in
        found = read(Path(scan.name), Limits())
        seconds = sum(os.times()[:4]) - before
    plain: dict[str, Any] = {"seconds": seconds}
    if isinstance(found, Problem):
        plain["problem"] = str(found)
    else:
        plain["reading"] = dumps(found)
    file.write_bytes(gzip.compress(json.dumps(plain).encode()))
    return _kept(plain)


def _kept(plain: dict[str, Any]) -> Kept:
    if "problem" in plain:
        return Kept(reading=Problem.parse(plain["problem"]), seconds=plain["seconds"])
    return Kept(reading=loads(plain["reading"]), seconds=plain["seconds"])
