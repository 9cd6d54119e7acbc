"""What letters count as: children concerned, days kept, the middle of many times."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from case_parts import CHILD, HOME, ON, TENANT
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.case import Case, LetterPart, RowCase
from pipeline.domain.fields import CHILDREN_MENTIONED, Findings
from pipeline.domain.figures import Children, Concerned, Kept, at_share, concerned, kept
from pipeline.domain.kinds import Kind, Priority, State, Tenure
from pipeline.domain.match import Household, Minor, Minors, NoMinor, Unknown, Unmatched
from pipeline.domain.page import Fingerprint
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Classification, Scores, Settled

NOBODY = Unmatched(party=0, why=Problem(code=Code.PERSON_NOT_FOUND))
EMPTY = Household(members=(TENANT,), core=(TENANT.number,), minors=NoMinor(), protected=False)
FULL = replace(EMPTY, minors=Minors(children=(Minor(number=CHILD.number, basis="custody"),)))
UNCLEAR = replace(EMPTY, minors=Unknown(why=Problem(code=Code.HOUSEHOLD_UNCERTAIN)))


def case(
    household: Household | None, *rows: Household | None, findings: Findings | None = None
) -> Case:
    """A letter about that home, or a list about those."""
    sure = Scores(by_label=())
    return Case(
        part=LetterPart(index=1, pages=(1,)),
        state=State.REVIEW,
        reasons=(),
        classification=Classification(
            kind=Settled(value=Kind.RENT_DEBT, confidence=1.0, scores=sure),
            subkind=None,
            tenure=Settled(value=Tenure.RENTAL, confidence=1.0, scores=sure),
            fingerprint=Fingerprint(name="x", version="1", settings=""),
        ),
        findings=findings or Findings(),
        matches=(),
        household=household,
        decision=None,
        priority=Priority.ORDINARY,
        restricted=False,
        received_on=ON,
        intake_point="default",
        rows=tuple(
            RowCase(
                row=place,
                state=State.REVIEW,
                reasons=(),
                match=NOBODY,
                household=home,
                decision=None,
            )
            for place, home in enumerate(rows)
        ),
    )


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (case(EMPTY), Concerned(children=Children.NONE)),
        (case(FULL), Concerned(children=Children.SOME, number=1)),
        (case(UNCLEAR), Concerned(children=Children.UNKNOWN)),
        (case(None), Concerned(children=Children.UNKNOWN)),
        (case(None, EMPTY, EMPTY), Concerned(children=Children.NONE)),
        (case(None, EMPTY, None), Concerned(children=Children.UNKNOWN)),
        (case(None, FULL, UNCLEAR, FULL), Concerned(children=Children.SOME, number=1)),
    ],
)
def test_whether_children_are_concerned(one: Case, told: Concerned) -> None:
    """A home that nobody knows, and one that cannot be told of, are never "no child"."""
    assert concerned(one) == told
    assert HOME.street


def test_a_child_that_the_letter_speaks_of_is_never_none() -> None:
    """Though the register shows nobody."""
    from case_parts import found  # noqa: PLC0415 - used here alone

    spoken = Findings(fields={CHILDREN_MENTIONED.text: found("barn")})  # type: ignore[arg-type]
    assert concerned(case(EMPTY, findings=spoken)).children is Children.UNKNOWN


@pytest.mark.parametrize(
    ("done", "today", "told"),
    [
        (date(2026, 10, 5), date(2026, 12, 1), Kept.MET),
        (date(2026, 10, 6), date(2026, 12, 1), Kept.LATE),
        (None, date(2026, 10, 5), Kept.OPEN),
        (None, date(2026, 10, 6), Kept.MISSED),
    ],
)
def test_a_day_is_kept_or_not(done: date | None, today: date, told: Kept) -> None:
    """On the day itself there is still time."""
    assert kept(date(2026, 10, 5), done, today) is told


@given(st.lists(st.integers(0, 100), min_size=1), st.floats(0, 1))
def test_the_share_does_not_exceed_it(values: list[int], part: float) -> None:
    """At least so many of them, and no smaller value of them does that."""
    ordered = sorted(values)
    found = at_share(ordered, part)
    assert found in values
    assert sum(one <= found for one in ordered) >= part * len(ordered)
    assert sum(one < found for one in ordered) < max(1, part * len(ordered)) or found == ordered[0]
