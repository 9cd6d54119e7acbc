"""What is stored comes back equal, and nothing else can be made of a stored text."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.fields import AMOUNT, Field, Findings
from pipeline.domain.kinds import Kind, Tenure
from pipeline.domain.page import Box, Fingerprint, Page, Reading, Source, Word
from pipeline.domain.problems import Code, Problem
from pipeline.domain.routine import Condition
from pipeline.domain.scores import Scores, Settled
from pipeline.domain.settings import Officer, Settings
from pipeline.store.codec import dump, load, plain, value_of
from pipeline.store.errors import DamageError

BOX = Box(page=1, x0=0.1, top=0.2, x1=1 / 3, bottom=2.5)
texts = st.text(max_size=8)
values = st.one_of(
    texts,
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
    st.sampled_from([*Kind, *Tenure, *Code]),
    st.builds(Problem, code=st.sampled_from(Code), detail=texts),
    st.frozensets(texts),
    st.builds(lambda text: Word(text=text, box=BOX, confidence=0.5), texts),
)


@given(st.recursive(values, lambda inner: st.lists(inner).map(tuple), max_leaves=8))
def test_what_is_stored_comes_back_equal(value: object) -> None:
    """And of the same kind, through real JSON."""
    back = value_of(json.loads(json.dumps(plain(value))))
    assert back == value
    assert type(back) is type(value)


def test_whole_values_come_back_equal() -> None:
    """Mappings, generics, unions and nested values."""
    found = Findings().with_field(
        AMOUNT, Field(value=Decimal("12.50"), raw="12,50", confidence=0.9, finder="x", boxes=(BOX,))
    )
    page = Page(
        number=1,
        width=595.0,
        height=842.0,
        words=(Word(text="å", box=BOX, confidence=1.0),),
        source=Source.OCR,
    )
    print_ = Fingerprint(name="a", version="b", settings="c")
    for value in (
        found,
        Settings(duty=MappingProxyType({"vuxen": Officer(name="Test Testsson")})),
        Settled(value=Kind.RENT_DEBT, confidence=0.9, scores=Scores(by_label=(("a", 0.9),))),
        Condition(fact="kind", values=frozenset({"a", "b"})),
        Reading(document="x", fingerprint=print_, pages=(page,)),
        Field(value=date(2026, 1, 2), raw="", confidence=1.0, finder="x", boxes=(BOX,)),
        Field(value=datetime(2026, 1, 2, 3, 4), raw="", confidence=1.0, finder="x", boxes=(BOX,)),  # noqa: DTZ001 - letters print local times
    ):
        assert load(dump(value), type(value)) == value
        assert dump(load(dump(value), type(value))) == dump(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"#": "Popen", "args": ["x"]}',
        '{"#": "Problem", "code": {"#": "Code", "v": "no such"}}',
        '{"#": "Problem", "unknown": 1}',
        '{"#": "Box", "page": 0, "x0": 0, "top": 0, "x1": 0, "bottom": 0}',
        '{"#": "decimal", "v": "abc"}',
        '{"no": "tag"}',
        '"a text"',
    ],
)
def test_damage_is_told_and_nothing_strange_is_made(text: str) -> None:
    """No class but the domain's own can come of a stored text."""
    with pytest.raises(DamageError):
        load(text, Problem)


def test_foreign_values_are_refused_when_they_are_stored() -> None:
    """Not when they are needed again."""
    with pytest.raises(TypeError):
        dump(object())
    with pytest.raises(ValueError, match="Out of range"):
        dump(float("nan"))
