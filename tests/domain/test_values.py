"""Fields have a place; problems have a remedy; the closed words hold together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.domain.fields import AMOUNT, CITY, Edited, Field, Findings, Party, PartyRole
from pipeline.domain.kinds import SUBKINDS, Kind, Priority
from pipeline.domain.page import Box
from pipeline.domain.problems import REMEDIES, Code, Problem

PLACE = (Box(page=1, x0=0, top=0, x1=10, bottom=10),)


def test_a_value_without_a_place_cannot_be_made() -> None:
    """Neither a box nor a person's edit: refused."""
    with pytest.raises(ValueError, match="no place"):
        Field(value=1, raw="1", confidence=1.0, finder="x")
    edited = Edited(by="AB", at="2026-10-05T10:00:00+02:00", reason="felläst")
    assert Field(value=1, raw="1", confidence=1.0, finder="x", edited=edited).value == 1


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_a_confidence_is_a_frequency(confidence: float) -> None:
    """Outside 0 to 1 it is none."""
    with pytest.raises(ValueError, match="outside"):
        Field(value=1, raw="1", confidence=confidence, finder="x", boxes=PLACE)


def test_a_party_is_somebody() -> None:
    """Without a name and a number there is nobody to look for."""
    with pytest.raises(ValueError, match="party"):
        Party(role=PartyRole.TENANT)


def test_findings_keep_types_and_are_not_changed() -> None:
    """A new value makes new findings; what is absent is None."""
    found = Field(value=Decimal(100), raw="100", confidence=0.9, finder="amount", boxes=PLACE)
    empty = Findings()
    filled = empty.with_field(AMOUNT, found)
    assert empty.get(AMOUNT) is None
    assert filled.value(AMOUNT) == 100
    assert filled.value(CITY) is None


def test_every_code_has_a_remedy() -> None:
    """Whoever meets a problem is told what to do."""
    assert set(REMEDIES) == set(Code)
    for code in Code:
        problem = Problem(code=code, detail="kind")
        assert Problem.parse(str(problem)) == problem
        assert problem.remedy.endswith(".")
    assert str(Problem(code=Code.EMPTY)) == "empty"


def test_words_are_closed() -> None:
    """Each kind has its subkinds; the queue has an order."""
    assert set(SUBKINDS) == set(Kind)
    assert [one.rank for one in Priority] == [1, 2, 3]
