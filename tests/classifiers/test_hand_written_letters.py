"""Letters written by hand, apart from the generator: right or left open, never settled wrong.

Each file of ``cases/`` has a head (``kind``, ``also``, ``subkind``, ``tenure``, ``open`` when only
a person can tell), an empty line and the letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from classifiers.model import Classifier
from classifiers.noise import poor, unseen
from classifiers.sheet import pages_of
from pipeline.domain.kinds import Kind, Tenure
from pipeline.domain.scores import Classification, Settled

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """A letter and what it is."""

    name: str
    kinds: tuple[Kind, ...]
    subkind: str | None
    tenure: Tenure
    text: str


def case(path: Path) -> Case:
    """The case in that file."""
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    given = dict(line.split(": ", 1) for line in head.splitlines())
    kinds = (given["kind"], *filter(None, given.get("also", "").split(", ")))
    return Case(
        path.stem,
        tuple(Kind(one) for one in kinds),
        given.get("subkind"),
        Tenure(given["tenure"]),
        text,
    )


CASES = [case(path) for path in sorted(FOLDER.glob("*.txt"))]
LEAST_SETTLED = 0.6


def never_wrong(found: Classification, expected: Case) -> None:
    """Whatever is settled is right."""
    if isinstance(found.kind, Settled):
        assert found.kind.value in expected.kinds
        if (
            expected.subkind is not None
            and found.kind.value is expected.kinds[0]
            and isinstance(found.subkind, Settled)
        ):
            assert found.subkind.value == expected.subkind
        if isinstance(found.tenure, Settled) and found.kind.value is not Kind.OTHER:
            assert found.tenure.value is expected.tenure


@pytest.mark.parametrize("expected", CASES, ids=lambda one: one.name)
def test_a_hand_written_letter_is_right_or_left_open(
    classifier: Classifier, expected: Case
) -> None:
    """As typed, without a scanner's faults."""
    never_wrong(classifier.classify(pages_of(expected.text, "digital")), expected)


@pytest.mark.parametrize("expected", CASES, ids=lambda one: one.name)
def test_a_badly_scanned_letter_is_right_or_left_open(
    classifier: Classifier, expected: Case
) -> None:
    """The same letters with wrong letters, lost lines and specks."""
    for noise in (poor, unseen):
        text = noise(expected.text, Random(expected.name))  # noqa: S311  # drawn on purpose
        found = classifier.classify(pages_of(text, "poor"))
        if isinstance(found.kind, Settled) and found.kind.value is not Kind.OTHER:
            assert found.kind.value in expected.kinds


def test_most_hand_written_letters_are_settled(classifier: Classifier) -> None:
    """Never being wrong by never answering would be no help."""
    found = [classifier.classify(pages_of(one.text, "digital")) for one in CASES]
    settled = sum(1 for one in found if isinstance(one.kind, Settled))
    assert settled >= LEAST_SETTLED * len(CASES)
