"""A notice that strikes a time of the eviction and gives another has moved it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from case_parts import EVICTION, RENT_NOTICE, found

from pipeline.domain.fields import REPLACED_TIME, Findings
from pipeline.domain.kinds import Kind
from pipeline.domain.moved import MOVED, by_its_times
from pipeline.domain.scores import Abstained, Classification, Scores, Settled

SCORES = Scores(by_label=(("set", 0.9), ("moved", 0.1)))
BOTH = EVICTION.with_field(REPLACED_TIME, found(datetime.fromisoformat("2026-10-10T09:00")))


def notice(subkind: Settled[str] | Abstained[str] | None) -> Classification:
    """A notice of an eviction, of that subkind."""
    kind = Settled(value=Kind.EVICTION_DATE, confidence=0.99, scores=RENT_NOTICE.kind.scores)
    return replace(RENT_NOTICE, kind=kind, subkind=subkind)


def settled(subkind: str) -> Settled[str]:
    """That subkind, settled."""
    return Settled(value=subkind, confidence=0.98, scores=SCORES)


def unsure(best: str) -> Abstained[str]:
    """That subkind, left open."""
    return Abstained(best=best, confidence=0.8, scores=SCORES, why="")


@pytest.mark.parametrize("best", ["set", "moved"])
def test_an_open_subkind_is_moved(best: str) -> None:
    """Whichever of the two it was most like."""
    assert by_its_times(notice(unsure(best)), BOTH).subkind == Settled(
        value="moved", confidence=MOVED, scores=SCORES
    )


@pytest.mark.parametrize("other", ["set", "cancelled", "executed"])
def test_another_settled_subkind_is_left_open(other: str) -> None:
    """The letter contradicts itself, or was misread."""
    told = by_its_times(notice(settled(other)), BOTH).subkind
    assert isinstance(told, Abstained)
    assert told.best == "moved"


@pytest.mark.parametrize(
    ("letter", "findings"),
    [
        (notice(settled("moved")), BOTH),
        (notice(unsure("cancelled")), BOTH),
        (notice(unsure("set")), EVICTION),
        (notice(unsure("set")), replace(BOTH, conflicts=("eviction_at",))),
        (notice(unsure("set")), Findings()),
        (notice(None), BOTH),
        (RENT_NOTICE, BOTH),
        (
            replace(
                notice(unsure("set")),
                kind=Abstained(
                    best=Kind.EVICTION_DATE, confidence=0.8, scores=RENT_NOTICE.kind.scores, why=""
                ),
            ),
            BOTH,
        ),
    ],
)
def test_nothing_else_changes(letter: Classification, findings: Findings) -> None:
    """Nor without both times, nor where two contradict each other, nor of another kind."""
    assert by_its_times(letter, findings) is letter
