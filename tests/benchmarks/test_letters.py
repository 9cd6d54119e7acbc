"""Made letters are equal for equal seeds, and say what their truth says."""

from __future__ import annotations

import importlib
import re
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.kinds import SUBKINDS, Kind, Tenure
from pipeline.domain.people import luhn_ok

ROOT = Path(__file__).parents[2]


def _generator() -> ModuleType:
    # The benchmarks are scripts beside the product, installed nowhere.
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return importlib.import_module("benchmarks.letters")


LETTERS = _generator()
NAMES = [design.name for design in LETTERS.DESIGNS]


def squeezed(text: str) -> str:
    """The text without the marks that senders set differently."""
    return re.sub(r"[\s.\-]", "", text).lower()


@given(seed=st.integers(0, 10_000), name=st.sampled_from(NAMES))
@settings(max_examples=60, deadline=None)
def test_equal_seeds_make_equal_letters(seed: int, name: str) -> None:
    """A letter is a function of its arguments."""
    assert LETTERS.make(seed, name) == LETTERS.make(seed, name)


@given(seed=st.integers(0, 10_000), name=st.sampled_from(NAMES))
@settings(max_examples=150, deadline=None)
def test_truth_is_printed(seed: int, name: str) -> None:
    """Each field and person of the truth stands in the letter; nothing is claimed unseen."""
    made = LETTERS.make(seed, name)
    text = squeezed(LETTERS.plain_text(made))
    truth = made.truth
    for key in ("address", "postal_code", "apartment", "reference", "sender_name",
                "contract_number", "case_number", "sender_orgnr", "sender_phone"):  # fmt: skip
        if key in truth.fields:
            assert squeezed(truth.fields[key]) in text
    if "amount_sek" in truth.fields:
        whole, cents = truth.fields["amount_sek"].split(".")
        shapes = (f"{whole},{cents}", f"{whole}:", f"{whole}kr")
        assert any(shape in text for shape in shapes)
    for party in truth.parties:
        assert squeezed(party.printed_name) in text
        assert squeezed(party.printed) in text


@given(seed=st.integers(0, 10_000), name=st.sampled_from(NAMES))
@settings(max_examples=60, deadline=None)
def test_claims_sum_to_their_amount(seed: int, name: str) -> None:
    """The rows of a claim make its amount."""
    truth = LETTERS.make(seed, name).truth
    if truth.kind in {"rent_debt", "utility_debt"}:
        assert sum(Decimal(row.amount) for row in truth.claim) == Decimal(
            truth.fields["amount_sek"]
        )
    if truth.rows:
        assert sum(Decimal(row.amount) for row in truth.rows) == Decimal(truth.fields["amount_sek"])


@given(seed=st.integers(0, 10_000), name=st.sampled_from(NAMES))
@settings(max_examples=60, deadline=None)
def test_numbers_are_made(seed: int, name: str) -> None:
    """Every person's number is one of the tax agency's test numbers."""
    truth = LETTERS.make(seed, name).truth
    for number in [party.number for party in truth.parties] + [row.number for row in truth.rows]:
        assert luhn_ok(number[2:])
        assert int(number[8:11]) in {*range(980, 1000), 238, 239}


def test_designs_cover_every_kind_in_both_splits() -> None:
    """Each kind, subkind and tenure occurs, and each kind has held-out designs."""
    designs = LETTERS.DESIGNS
    assert len(set(NAMES)) == len(NAMES)
    for kind in Kind:
        assert {one.split for one in designs if one.kind == kind} == {"train", "held_out"}
        found = {one.subkind for one in designs if one.kind == kind}
        assert found - {""} == set(SUBKINDS[kind])
    assert {one.tenure for one in designs} == {tenure.value for tenure in Tenure}
    held_out = sum(one.split == "held_out" for one in designs)
    assert 0.3 < held_out / len(designs) < 0.45


def test_phrases_of_the_splits_differ() -> None:
    """No phrase is both learnt from and tested on."""
    wording = importlib.import_module("benchmarks.letters.wording")
    for pool in wording.pools().values():
        shared = set(pool["train"]) & set(pool["held_out"])
        assert shared <= {""}


def test_unknown_design_is_refused() -> None:
    """A misspelt design is no silent draw."""
    with pytest.raises(KeyError):
        LETTERS.make(1, "no_such_design")
