"""The debtor as routines ask: in the register, whose tenant, how long unpaid, to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from case_parts import LODGER, RENT, TENANT, earlier, fields, found, household, matched
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.debtor import (
    CONTRACTS,
    MONTHS,
    contract_of,
    creditor_of,
    months_in,
    person_of,
    persons_of,
    unpaid_months,
)
from pipeline.domain.fields import (
    AMOUNT,
    CREDITOR_NAME,
    ESTATE,
    LETTER_DATE,
    SENDER_NAME,
    ClaimRow,
    Findings,
)
from pipeline.domain.match import Unmatched
from pipeline.domain.people import Deregistered, Person, SocialContract
from pipeline.domain.problems import Code, Problem

ON = date(2026, 10, 5)
NOBODY = Unmatched(party=0, why=Problem(code=Code.PERSON_NOT_FOUND))


def contract(person: Person = TENANT, *, plan: bool = False, **more: date) -> SocialContract:
    """A social contract of that person."""
    return SocialContract(
        person=person.number, number="SK-1", plan=plan, address="Provgatan 1", **more
    )


def claim(*periods: str, what: str = "rent") -> Findings:
    """Findings whose claim names these periods."""
    rows = tuple(
        ClaimRow(what=what, label="Hyra", period=period, amount=found(100)) for period in periods
    )
    return replace(RENT, claim=rows)


def listed(month: int, subkind: str | None = "rent") -> object:
    """An earlier list of that month of 2026 with the debtor on it."""
    return earlier(subkind=subkind, letter_date=date(2026, month, 28))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Deregistered.NO, "registered"),
        (Deregistered.DECEASED, "deceased"),
        (Deregistered.EMIGRATED, "deregistered"),
        (Deregistered.OTHER, "deregistered"),
    ],
)
def test_the_register_tells_of_the_person(state: Deregistered, said: str) -> None:
    """Dead before gone; nobody found is unknown."""
    assert person_of([matched(replace(TENANT, deregistered=state))], RENT) == said
    assert person_of([NOBODY], RENT) == "unknown"
    assert person_of([], RENT) == "unknown"


def test_an_estate_is_of_the_dead() -> None:
    """Whoever the register has under that number."""
    assert person_of([matched()], fields((ESTATE, "dödsboet efter"))) == "deceased"


def test_those_the_letter_is_about_are_told_once() -> None:
    """In print order; who was not found is nobody."""
    assert persons_of([matched(), NOBODY, matched(LODGER), matched()]) == (
        TENANT.number,
        LODGER.number,
    )


@pytest.mark.parametrize(
    ("contracts", "said"),
    [
        ((), "none"),
        ((contract(),), "without_plan"),
        ((contract(plan=True), contract()), "with_plan"),
        ((contract(until=date(2026, 10, 4)),), "ended"),
        ((contract(until=date(2026, 10, 5)),), "without_plan"),
        ((contract(since=date(2026, 10, 6)),), "none"),
        ((contract(until=date(2026, 1, 1)), contract(plan=True)), "with_plan"),
        ((contract(LODGER),), "unsettled"),
        ((contract(LODGER, until=date(2020, 1, 1)),), "none"),
    ],
)
def test_a_contract_holds_for_the_family_and_its_days(
    contracts: tuple[SocialContract, ...], said: str
) -> None:
    """A lodger's settles nothing; an ended one is told as ended."""
    home = household(others=(LODGER,))
    assert contract_of(home, contracts, ON) == said
    assert said in CONTRACTS


def test_without_a_household_no_contract_is_ruled_out() -> None:
    """Nobody known is not "no contract"."""
    assert contract_of(None, (contract(),), ON) == "unsettled"


@pytest.mark.parametrize(
    ("name", "town", "said"),
    [
        ("Söderköpings kommun", "Söderköping", "own"),
        ("Söderköpings kommun, ekonomikontoret", "Söderköping", "own"),
        ("Göteborgs Stad", "Göteborg", "own"),
        ("Nacka kommun", "Nacka", "own"),
        ("Norrköpings kommun", "Söderköping", "another"),
        ("Nackademin Hyreshus AB", "Nacka", "another"),
        ("Provbostäder AB", "", "another"),
    ],
)
def test_the_own_municipality_is_known_by_its_name(name: str, town: str, said: str) -> None:
    """As creditor, and as the one who writes; a firm that begins alike is another."""
    assert creditor_of(fields((SENDER_NAME, name)), town) == said
    assert creditor_of(fields((SENDER_NAME, "Inkasso AB"), (CREDITOR_NAME, name)), town) == said


def test_without_a_name_the_creditor_is_unknown() -> None:
    """Never taken as somebody else's."""
    assert creditor_of(fields((AMOUNT, 1)), "Nacka") == "unknown"


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("2026-09", {(2026, 9)}),
        ("2025-12/2026-02", {(2025, 12), (2026, 1), (2026, 2)}),
        ("2026-Q4", {(2026, 10), (2026, 11), (2026, 12)}),
        ("2026-09/2026-03", {(2026, 9)}),
        ("2020-01/2026-01", {(2020, 1)}),
        ("september", set()),
    ],
)
def test_a_period_names_months(period: str, months: set[tuple[int, int]]) -> None:
    """One, a span, a quarter; a span that runs backwards or for years was misread."""
    assert months_in(period) == months


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        (claim(), "unknown"),
        (claim("2026-09"), "one"),
        (claim("2026-09", "2026-09"), "one"),
        (claim("2026-08", "2026-09"), "two"),
        (claim("2026-Q3"), "three_or_more"),
        (claim("2026-08", "2026-09", what="interest"), "unknown"),
    ],
)
def test_a_letter_tells_how_many_months_are_unpaid(findings: Findings, said: str) -> None:
    """By the months of rent and fees that its claim names, never by interest."""
    assert unpaid_months(findings, (), ON, listed=False) == said


def test_lists_month_by_month_tell_it_too() -> None:
    """In a row up to this one; a month's gap ends the row, and other letters are no lists."""
    october = fields((LETTER_DATE, date(2026, 10, 1)))
    assert unpaid_months(october, (), ON, listed=True) == "one"
    assert unpaid_months(october, [listed(9)], ON, listed=True) == "two"
    assert unpaid_months(october, [listed(9), listed(8)], ON, listed=True) == "three_or_more"
    assert unpaid_months(october, [listed(8)], ON, listed=True) == "one"
    assert unpaid_months(october, [listed(9, "social_notice")], ON, listed=True) == "one"
    assert unpaid_months(october, [listed(9)], ON, listed=False) == "unknown"


def test_a_year_ends_and_the_row_goes_on() -> None:
    """December stands before January; without a date the day of arrival counts."""
    december = earlier(subkind="care_fee", letter_date=None, received_on=date(2025, 12, 30))
    assert unpaid_months(fields(), [december], date(2026, 1, 30), listed=True) == "two"


@given(st.lists(st.integers(1, 12), max_size=6), st.booleans())
def test_more_lists_never_make_fewer_months(months: list[int], listed_row: object) -> None:
    """And every answer is one of the fact's values."""
    october = fields((LETTER_DATE, date(2026, 10, 1)))
    fewer = [listed(month) for month in months[1:]]
    more = [listed(month) for month in months]
    answers = [unpaid_months(october, some, ON, listed=bool(listed_row)) for some in (fewer, more)]
    assert MONTHS.index(answers[0]) <= MONTHS.index(answers[1])
