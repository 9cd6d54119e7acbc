"""Where on a letter's page a doubt is settled: focus goes there first."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.domain.case import Case
from pipeline.domain.fields import AMOUNT
from pipeline.domain.match import Matched
from pipeline.domain.problems import Code, Problem

EFFECT = "effect"
"""Doubts that are settled by approving, or not."""

_PERSON = frozenset(
    {
        Code.PERSON_NOT_FOUND,
        Code.PERSON_AMBIGUOUS,
        Code.PERSON_NAME_MISMATCH,
        Code.PERSON_ELSEWHERE,
        Code.PERSON_DECEASED,
        Code.PERSON_EMIGRATED,
        Code.SUBLET,
        Code.SEVERAL_HOUSEHOLDS,
    }
)
_FIXED = MappingProxyType(
    {
        Code.KIND_OTHER: "v-kind",
        Code.SECONDARY_KIND: "v-kind",
        Code.SUBKIND: "v-subkind",
        Code.TENURE: "v-tenure",
        Code.REPEAT_UNCERTAIN: "v-count",
        Code.AMOUNTS_DISAGREE: f"v-{AMOUNT.text}",
        Code.HOUSEHOLD_UNCERTAIN: "home-0",
        Code.CHILDREN_MENTIONED: "home-0",
        Code.CHILD_ELSEWHERE: "home-0",
        Code.SPLIT_UNSURE: "stack",
        Code.PAGES_UNREAD: "scan",
        Code.PAGES_LOST: "scan",
        Code.TURN_UNSURE: "scan",
        Code.ROWS_IN_REVIEW: "rows",
    }
)
_OF_VALUES = frozenset({Code.LOW_CONFIDENCE, Code.FIELD_MISSING, Code.DATES_DISAGREE})


def target_of(problem: Problem, case: Case) -> str:
    """The id of what settles the doubt."""
    if problem.code in _PERSON or problem.detail in {"person", "personnummer"}:
        return "rows" if case.rows else f"person-{_unsure(case)}"
    if problem.code in _OF_VALUES and problem.detail:
        return "rows" if problem.detail == "rows" else f"v-{problem.detail}"
    fixed = _FIXED.get(problem.code, EFFECT)
    return "rows" if case.rows and fixed == "home-0" else fixed


def doubted(case: Case) -> frozenset[str]:
    """The ids of everything on the page that the letter is here for."""
    return frozenset(target_of(problem, case) for problem in case.reasons)


def _unsure(case: Case) -> int:
    """The first party whom nobody is found for, or whose person is in doubt."""
    for match in case.matches:
        if not isinstance(match, Matched) or match.doubts:
            return match.party
    return 0
