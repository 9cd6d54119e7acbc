"""Made letters are equal for equal seeds, and say what their truth says."""

from __future__ import annotations

import importlib
import re
import sys
from datetime import date
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
OWN_WORDS = LETTERS.OWN_WORDS
WHOLE = importlib.import_module("benchmarks.letters.wording").WHOLE_SPLITS
BY_NAME_ALONE = [one.name for one in LETTERS.DESIGNS if one.split in OWN_WORDS]
BUILT = [one.name for one in LETTERS.DESIGNS if one.split not in WHOLE]
WRITERS = sorted({(one.split, one.writer) for one in LETTERS.DESIGNS if one.split in WHOLE})


def squeezed(text: str) -> str:
    """The text without the marks that senders set differently."""
    return re.sub(r"[\s.\-]", "", text).lower()


def shapes_of(amount: str) -> tuple[str, ...]:
    """The shapes in which the text, squeezed, may hold an amount; an English comma is told too."""
    whole, cents = amount.split(".")
    kronor = (f"{whole}kr", f"{whole}kronor", f"{whole}:") if cents == "00" else ()
    pointed = f"{int(whole):,}"
    return (
        f"{whole},{cents}", f"{whole}:{cents}", f"{pointed}{cents}", f"{whole}{cents}",
        f"{whole}kronoroch{cents}öre", *kronor,
    )  # fmt: skip


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
        assert any(shape in text for shape in shapes_of(truth.fields["amount_sek"]))
    for party in truth.parties:
        assert squeezed(party.printed_name) in text
        assert squeezed(party.printed) in text


@given(seed=st.integers(0, 10_000), name=st.sampled_from(NAMES))
@settings(max_examples=60, deadline=None)
def test_claims_sum_to_their_amount(seed: int, name: str) -> None:
    """The rows of a claim make its amount."""
    truth = LETTERS.make(seed, name).truth
    if truth.kind in {"rent_debt", "utility_debt"} and truth.claim:
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
    designs = [one for one in LETTERS.DESIGNS if one.split not in OWN_WORDS]
    assert len(set(NAMES)) == len(NAMES)
    for kind in Kind:
        assert {one.split for one in designs if one.kind == kind} == {"train", "held_out"}
        found = {one.subkind for one in designs if one.kind == kind}
        assert found - {""} == set(SUBKINDS[kind])
    assert {one.tenure for one in designs} == {tenure.value for tenure in Tenure}
    held_out = sum(one.split == "held_out" for one in designs)
    assert 0.2 < held_out / len(designs) < 0.45


def test_phrases_of_the_splits_differ() -> None:
    """No phrase is both learnt from and tested on, nor examined on."""
    wording = importlib.import_module("benchmarks.letters.wording")
    said: dict[str, set[str]] = {one: set() for one in ("train", "held_out", *OWN_WORDS)}
    for pool in wording.pools().values():
        for split, phrases in pool.items():
            said[split] |= {phrase for phrase in phrases if len(phrase) > 25}
        shared = set(pool.get("train", ())) & set(pool.get("held_out", ()))
        assert shared <= {""}
    for one in set(OWN_WORDS) - set(WHOLE):
        assert not said[one] & set().union(*(said[other] for other in said if other != one))


@pytest.mark.parametrize("split", OWN_WORDS)
def test_other_writers_cover_every_kind(split: str) -> None:
    """Each such split has each kind and subkind, each tenure, and many look-alikes."""
    designs = [one for one in LETTERS.DESIGNS if one.split == split]
    for kind in Kind:
        found = {one.subkind for one in designs if one.kind == kind}
        if kind is not Kind.DEBT_LIST or split not in WHOLE:
            assert found - {""} == set(SUBKINDS[kind])
    assert {one.tenure for one in designs} == {tenure.value for tenure in Tenure}
    least = {"rent_debt": 14, "disturbance": 6, "utility_debt": 7, "eviction_date": 7,
             "debt_list": 3, "other": 12}  # fmt: skip
    if split in WHOLE:
        del least["debt_list"]
    for name, count in least.items():
        assert sum(one.kind == name for one in designs) >= count


def test_examination_is_drawn_only_by_name() -> None:
    """A letter drawn without a design is never one of the examination's."""
    drawn = {LETTERS.make(seed).design for seed in range(300)}
    assert not drawn & set(BY_NAME_ALONE)


@pytest.mark.parametrize("seed", [1, 20, 300])
@pytest.mark.parametrize("name", BUILT)
def test_every_design_makes_a_letter(name: str, seed: int) -> None:
    """Each design of each split makes a letter of its kind with some words in it."""
    made = LETTERS.make(seed, name)
    assert made.design == name
    assert made.truth.kind
    assert len(LETTERS.plain_text(made)) > 150
    assert "{" not in LETTERS.plain_text(made)


@pytest.mark.parametrize(("split", "writer"), WRITERS)
def test_every_written_letter_says_what_its_truth_says(split: str, writer: str) -> None:
    """Each letter of a writer is filled in, names somebody, and prints what is claimed of it."""
    for design in LETTERS.DESIGNS:
        if (design.split, design.writer) != (split, writer):
            continue
        made = LETTERS.make(2, design.name)
        text = LETTERS.plain_text(made)
        assert "{" not in text, design.name
        # A letter about somebody whom it does not name is for a person.
        assert made.truth.kind == "other" or made.truth.parties or made.truth.review, design.name
        for party in made.truth.parties:
            assert squeezed(party.printed_name) in squeezed(text), design.name
        assert ("amount_sek" in made.truth.fields) == bool(made.truth.claim), design.name


@pytest.mark.parametrize("seed", [2, 40, 501, 6007])
@pytest.mark.parametrize("name", [one for one in BY_NAME_ALONE if one in BUILT])
def test_truth_of_other_writers_is_printed(name: str, seed: int) -> None:
    """All that such a letter's truth claims stands in it: day, hour and rows as well."""
    made = LETTERS.make(seed, name)
    truth, text = made.truth, squeezed(LETTERS.plain_text(made))
    assert squeezed(truth.fields["sender_name"]) in text
    for key in ("address", "postal_code", "apartment", "reference", "sender_orgnr", "sender_phone"):
        assert squeezed(truth.fields.get(key, "")) in text
    for amount in [truth.fields.get("amount_sek"), *(row.amount for row in truth.rows)]:
        assert amount is None or any(shape in text for shape in shapes_of(amount))
    for row in truth.rows:
        assert squeezed(row.name) in text
        assert squeezed(row.printed) in text
    for party in truth.parties:
        assert squeezed(party.printed_name) in text
        assert squeezed(party.printed) in text
    days = [truth.fields["letter_date"]]
    if "eviction_at" in truth.fields:
        day, _, clock = truth.fields["eviction_at"].partition("T")
        days.append(day)
        hour, minute = clock.split(":")
        assert re.search(rf"0?{int(hour)}:?{minute}", text)
    for day in days:
        assert any(shape in text for shape in days_of(date.fromisoformat(day)))


def days_of(on: date) -> tuple[str, ...]:
    """The shapes in which the text, squeezed, may hold a day."""
    wording = importlib.import_module("benchmarks.letters.wording")
    month = wording.MONTHS[on.month - 1]
    english = f"{on:%B}".lower()
    return (
        f"{on:%Y%m%d}", f"{on:%d%m%Y}", f"{on.day}/{on.month}{on.year}",
        f"{on.day}/{on.month}{on:%y}", f"{on.day}{month}{on.year}", f"{on.day}{month[:3]}{on.year}",
        f"{on.day}{english}{on.year}", f"{english}{on.day},{on.year}",
    )  # fmt: skip


def test_unknown_design_is_refused() -> None:
    """A misspelt design is no silent draw."""
    with pytest.raises(KeyError):
        LETTERS.make(1, "no_such_design")
