"""How often values were right, by how sure their finder was: measured on marks, kept in a file.

``python -m benchmarks.accuracy --split calibration --letters 1500 --fit models/confidences.json``:
the finders' own words are held against the truth, on letters of writers whom nobody tuned for. The
published figures are those of another split.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.accuracy.marking import FIELDS, Mark
from extractors.engines import first
from extractors.finders.valued import WEIGHTS
from extractors.reading import fingerprint
from pipeline.domain.confidences import NUMBER, PERSON, Confidences
from pipeline.domain.frequency import EDGES, Outcome, Table, table
from pipeline.store import confidences_file

VALUES = (*FIELDS, NUMBER, PERSON)
"""Bounds are measured on stacks (``benchmarks.stacks``): a letter in a file of its own has none."""


def fitted(marks: Iterable[Mark]) -> Confidences:
    """The tables of measured frequency, a value and a scan quality each.

    A value of a quality that was not seen has no table: there the finder's own word stands.
    """
    outcomes: defaultdict[str, defaultdict[str, list[Outcome]]]
    outcomes = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        for told in mark.told:
            if told.what in VALUES:
                outcomes[told.what][mark.quality].append((told.sure, told.right))
    return Confidences(
        tables={value: dict(_tables(value, scans)) for value, scans in sorted(outcomes.items())}
    )


AS_TOLD = Table(scores=EDGES, right=(0.25, *EDGES[1:]), counts=(0,) * len(EDGES))
"""What to expect of a certainty that was fitted on many writers' letters: at least itself."""


def _tables(value: str, by_quality: Mapping[str, Sequence[Outcome]]) -> Iterator[tuple[str, Table]]:
    """A table a quality; where few were seen, all qualities together say what to expect.

    Where those are few too, the weights behind a value say it, if they were fitted on more letters
    (``benchmarks.valued``).
    """
    told = AS_TOLD if value in WEIGHTS else None
    every = table([one for found in by_quality.values() for one in found], toward=told)
    for quality, found in sorted(by_quality.items()):
        yield quality, table(found, toward=every)


def write(path: Path, marks: Sequence[Mark], seed: int, split: str) -> None:
    """Put the tables into the file, with what they were measured on."""
    measured = {
        "letters": len(marks),
        "seed": seed,
        "split": split,
        "reading": str(fingerprint(first())),
    }
    path.write_text(confidences_file.written(fitted(marks), measured), encoding="utf-8")
