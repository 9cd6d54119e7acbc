"""Letters that look like a kind and are another matter: never settled as what they look like.

Each file of ``lookalikes/`` has a head (``kind``, ``also``, ``subkind``; ``none`` where no subkind
is right), an empty line and the letter.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from classifiers.model import Classifier
from classifiers.sheet import pages_of
from pipeline.domain.scores import Settled

LETTERS = sorted((Path(__file__).parent / "lookalikes").glob("*.txt"))


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_lookalike_is_not_settled_as_what_it_looks_like(
    classifier: Classifier, path: Path
) -> None:
    """Hired cars, hearings, promises and advertisements are for a person to see."""
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    given = dict(line.split(": ", 1) for line in head.splitlines())
    right = {given["kind"], *filter(None, given.get("also", "").split(", "))}
    found = classifier.classify(pages_of(text, "digital"))
    if isinstance(found.kind, Settled):
        assert found.kind.value in right
        if "subkind" in given and isinstance(found.subkind, Settled):
            assert found.subkind.value == given["subkind"]
