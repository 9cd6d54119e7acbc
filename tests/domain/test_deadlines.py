"""The law's clocks: three weeks and the days that move them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from case_parts import EVICTION, GOTEBORG, ON, RENT, christmas, fields, found
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.deadlines import (
    LABELS,
    next_weekday,
    notice_day,
    of_letter,
    priority,
    statutory_basis,
)
from pipeline.domain.facts import Circumstances
from pipeline.domain.fields import AMOUNT, EVICTION_AT, LETTER_DATE, POSTED_ON, STATUTORY
from pipeline.domain.kinds import Kind, Priority, Tenure
from pipeline.domain.routine import Duty, Paragraph


def no_holiday(_: date) -> bool:
    """A year without holidays."""
    return False


def letter(
    kind: Kind = Kind.RENT_DEBT, subkind: str | None = "social_notice", **more: object
) -> Circumstances:
    """A letter of the kind."""
    known: dict[str, object] = {
        "kind": kind,
        "subkind": subkind,
        "tenure": Tenure.RENTAL,
        "household": None,
        "cases": (),
        "earlier": "first",
        "findings": RENT,
        "intake_point": "default",
    }
    return Circumstances(**known | more)  # type: ignore[arg-type]


def dated(day: date) -> Circumstances:
    """A rent notice of that day."""
    return letter(findings=RENT.with_field(LETTER_DATE, found(day)))


@pytest.mark.parametrize(
    ("written", "end"),
    [
        (date(2026, 10, 1), date(2026, 10, 22)),  # an ordinary Thursday
        (date(2026, 10, 3), date(2026, 10, 26)),  # ends on a Saturday: Monday
        (date(2026, 12, 3), date(2026, 12, 28)),  # ends on Christmas Eve, holidays, a weekend
        (date(2026, 12, 10), date(2027, 1, 4)),  # ends on New Year's Eve, then a Friday holiday
        (date(2026, 5, 29), date(2026, 6, 22)),  # ends on Midsummer's Eve
        (date(2028, 2, 8), date(2028, 2, 29)),  # ends on the leap day itself
        (date(2028, 2, 29), date(2028, 3, 21)),  # written on the leap day
    ],
)
def test_three_weeks_from_the_notice(written: date, end: date) -> None:
    """JB 12:44 with lag (1930:173)."""
    (deadline,) = of_letter(dated(written), (), ON, christmas)
    assert (deadline.what, deadline.on) == ("earliest_recovery_end", end)
    assert "44 §" in deadline.basis
    assert "beräknad" in deadline.basis
    assert "löpt ut" not in deadline.basis


def test_the_posting_day_comes_before_the_letters_date() -> None:
    """JB 12:63: a registered letter counts as given when it was sent."""
    findings = RENT.with_field(POSTED_ON, found(date(2026, 10, 2)))
    assert notice_day(findings) == date(2026, 10, 2)
    assert notice_day(RENT) == date(2026, 10, 1)
    assert notice_day(fields()) is None


@pytest.mark.parametrize(
    ("kind", "subkind", "tenure", "cited", "law"),
    [
        (Kind.RENT_DEBT, "social_notice", Tenure.RENTAL, False, "jordabalken"),
        (Kind.RENT_DEBT, "social_notice", Tenure.UNKNOWN, False, "jordabalken"),
        (Kind.RENT_DEBT, "social_notice", Tenure.CONDOMINIUM, False, "bostadsrättslagen"),
        (Kind.RENT_DEBT, "social_notice", Tenure.PRIVATE_LETTING, True, ""),
        (Kind.RENT_DEBT, "social_notice", Tenure.PREMISES, True, ""),
        (Kind.RENT_DEBT, "termination", Tenure.RENTAL, True, "jordabalken"),
        (Kind.RENT_DEBT, "termination", Tenure.RENTAL, False, ""),
        (Kind.RENT_DEBT, None, Tenure.RENTAL, True, "jordabalken"),
        (Kind.RENT_DEBT, "collection", Tenure.RENTAL, True, ""),
        (Kind.RENT_DEBT, "payment_order", Tenure.RENTAL, True, ""),
        (Kind.UTILITY_DEBT, "electricity", Tenure.UNKNOWN, False, "ellagen"),
        (Kind.UTILITY_DEBT, "gas", Tenure.UNKNOWN, False, "naturgaslagen"),
        (Kind.UTILITY_DEBT, "heating", Tenure.UNKNOWN, False, "fjärrvärmelagen"),
        (Kind.UTILITY_DEBT, "water", Tenure.UNKNOWN, True, ""),
        (Kind.UTILITY_DEBT, "waste", Tenure.UNKNOWN, True, ""),
        (Kind.UTILITY_DEBT, "combined", Tenure.UNKNOWN, True, "ellagen"),
        (Kind.UTILITY_DEBT, "combined", Tenure.UNKNOWN, False, ""),
        (Kind.UTILITY_DEBT, None, Tenure.UNKNOWN, True, ""),
        (Kind.DISTURBANCE, "warning", Tenure.RENTAL, True, ""),
    ],
)
def test_which_letters_start_three_weeks(
    kind: Kind, subkind: str | None, tenure: Tenure, cited: bool, law: str
) -> None:
    """Each with its paragraph, or none."""
    findings = RENT.with_field(STATUTORY, found("§")) if cited else RENT
    basis = statutory_basis(kind, subkind, tenure, findings)
    assert law in basis
    assert bool(basis) == bool(law)


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_moved_day_is_the_first_weekday(day: date) -> None:
    """Never earlier, never a weekend or holiday, and nothing between would have done."""
    moved = next_weekday(day, christmas)
    assert moved >= day
    assert moved.weekday() < 5
    assert not christmas(moved)
    between = [day + timedelta(days=step) for step in range((moved - day).days)]
    assert all(next_weekday(one, christmas) == moved for one in between)


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2026, 6, 19), date(2026, 6, 22)),  # Midsummer's Eve is a Friday
        (date(2026, 6, 26), date(2026, 6, 26)),  # the Friday after is none
        (date(2026, 12, 24), date(2026, 12, 25)),  # without holidays, the day after the eve
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_the_three_eves(day: date, moved: date) -> None:
    """They are no public holidays, but the law names them."""
    assert next_weekday(day, no_holiday) == moved


@pytest.mark.parametrize(
    ("subkind", "expected"),
    [
        ("set", {"kfm_confirmation", "eviction"}),
        ("moved", {"kfm_confirmation", "eviction"}),
        ("removal", {"kfm_confirmation", "eviction"}),
        ("cancelled", set()),
        ("executed", set()),
        (None, {"kfm_confirmation"}),
    ],
)
def test_the_days_of_an_eviction(subkind: str | None, expected: set[str]) -> None:
    """Confirmed the day it came; a cancelled one has no days; unsure: the confirmation."""
    days = of_letter(letter(Kind.EVICTION_DATE, subkind, findings=EVICTION), (), ON, christmas)
    assert {one.what for one in days} == expected
    assert all(one.on == ON for one in days if one.what == "kfm_confirmation")
    assert expected <= LABELS.keys()


def test_a_missing_date_gives_no_day() -> None:
    """Never a guess."""
    assert of_letter(letter(findings=fields((AMOUNT, Decimal(1)))), (), ON, christmas) == ()
    notice = letter(Kind.EVICTION_DATE, "set", findings=fields())
    assert [one.what for one in of_letter(notice, (), ON, christmas)] == ["kfm_confirmation"]


@pytest.mark.parametrize(
    ("start", "day"),
    [("arrival", ON), ("letter_date", date(2026, 10, 2)), ("eviction_at", date(2026, 10, 19))],
)
def test_a_routines_own_deadlines(start: str, day: date) -> None:
    """Counted from its start, moved past weekends (17 October 2026 is a Saturday)."""
    duty = Duty(
        id="d",
        when=(),
        does="deadline",
        paragraph=Paragraph(heading="Rubrik", sentence="Mening."),
        what="svar",
        counted_from=start,
    )
    days = of_letter(
        letter(Kind.EVICTION_DATE, "cancelled", findings=EVICTION), (duty,), ON, christmas
    )
    assert [(one.what, one.on, one.basis) for one in days] == [("svar", day, "Rubrik")]
    none = replace(letter(Kind.EVICTION_DATE, "cancelled"), findings=fields())
    assert len(of_letter(none, (duty,), ON, christmas)) == (start == "arrival")


def test_how_soon() -> None:
    """Kronofogden today; a termination for disturbance and the last week urgent."""
    assert priority(letter(Kind.EVICTION_DATE, "cancelled"), (), ON) is Priority.SAME_DAY
    assert priority(letter(Kind.DISTURBANCE, "termination"), (), ON) is Priority.URGENT
    assert priority(letter(Kind.DISTURBANCE, "warning"), (), ON) is Priority.ORDINARY
    for written, expected in (
        (ON - timedelta(days=14), Priority.URGENT),
        (ON - timedelta(days=13), Priority.ORDINARY),
    ):
        what = dated(written)
        assert priority(what, of_letter(what, (), ON, christmas), ON) is expected


def test_goteborg_has_no_deadline_of_its_own() -> None:
    """Its days are the law's."""
    assert not [duty for duty in GOTEBORG.duties if duty.does == "deadline"]
    assert EVICTION.value(EVICTION_AT) == datetime(2026, 10, 17, 9, 30)  # noqa: DTZ001 - local time
