"""Reads the planned letters once and keeps the readings: figures after a change cost minutes."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.accuracy.letters import Planned
from benchmarks.letters import scans
from extractors.codec import dumps, loads
from extractors.engines import first
from extractors.limits import Limits
from extractors.reading import fingerprint, read
from pipeline.domain.page import Reading
from pipeline.domain.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A letter's reading, or why there is none, and the processor seconds that it took.

    Of a recorded one the seconds are those of the machine that recorded it.
    """

    reading: Reading | Problem
    seconds: float


RECORDED = Path(__file__).parents[1] / "readings"
"""Archives of readings that came with the program: of those letters no scan is made or read."""


def readings(letters: Iterable[Planned], folder: Path, processes: int) -> Iterator[Kept]:
    """The readings in the letters' order; each that is not kept yet is read and kept."""
    yield from (_kept(data) for _, data in _data(letters, folder, processes))


def record(archive: Path, letters: Iterable[Planned], folder: Path, processes: int) -> None:
    """Puts the letters' readings into one archive, for others who measure (``RECORDED``)."""
    every = sorted(set(_data(letters, folder, processes)))
    archive.parent.mkdir(parents=True, exist_ok=True)
    new = archive.with_suffix(".new")
    with zipfile.ZipFile(new, "w") as written:
        for name, data in every:
            written.writestr(zipfile.ZipInfo(name), data)
    new.replace(archive)


def _data(letters: Iterable[Planned], folder: Path, processes: int) -> Iterator[tuple[str, bytes]]:
    """Each letter's reading as it is kept, and the name that says of what and by what it is."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = maker()
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(_read, ((one, folder, mark) for one in letters), chunksize=4)


def maker() -> str:
    """All that a letter's reading depends on besides the letter: what prints, scans and reads."""
    scanning = sha256(Path(scans.__file__).read_bytes()).hexdigest()[:12]
    return f"{fingerprint(first())}/{scanning}/{version('weasyprint')}"


def recorded(letter: Planned) -> bool:
    """Whether the letter's reading by this very engine came with the program."""
    return _name(letter, maker()) in _recorded()


def _name(letter: Planned, mark: str) -> str:
    plan = f"{letter.made().html}/{letter.effect}/{letter.seed}/{mark}"
    return f"{sha256(plan.encode()).hexdigest()[:24]}.json.gz"


def _read(asked: tuple[Planned, Path, str]) -> tuple[str, bytes]:
    letter, folder, mark = asked
    name = _name(letter, mark)
    if (data := _recorded().get(name)) is not None:
        return name, data
    file = folder / name
    if file.exists():
        return name, file.read_bytes()
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
    file.write_bytes(gzip.compress(json.dumps(plain).encode(), mtime=0))
    return name, file.read_bytes()


@cache
def _recorded() -> dict[str, bytes]:
    """Every recorded reading by its name; those of another way of reading are never asked for."""
    found: dict[str, bytes] = {}
    for archive in sorted(RECORDED.glob("*.zip")):
        with zipfile.ZipFile(archive) as opened:
            found.update((name, opened.read(name)) for name in opened.namelist())
    return found


def _kept(data: bytes) -> Kept:
    plain = json.loads(gzip.decompress(data))
    if "problem" in plain:
        return Kept(reading=Problem.parse(plain["problem"]), seconds=plain["seconds"])
    return Kept(reading=loads(plain["reading"]), seconds=plain["seconds"])
