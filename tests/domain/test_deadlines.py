"""The law's clocks: three weeks and the days that move them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from case_parts import CHILD, EVICTION, GOTEBORG, ON, RENT, christmas, fields, found, household

from pipeline.domain.case import Deadline
from pipeline.domain.deadlines import (
    LABELS,
    OF_EVERY_LETTER,
    label_of,
    notice_day,
    of_letter,
    priority,
    statutory_basis,
)
from pipeline.domain.facts import Circumstances
from pipeline.domain.fields import (
    AMOUNT,
    ARRIVAL_STAMP,
    CHILDREN_MENTIONED,
    CONCERN,
    EVICTION_AT,
    LETTER_DATE,
    POSTED_ON,
    STATUTORY,
)
from pipeline.domain.kinds import Kind, Priority, Tenure
from pipeline.domain.match import Household
from pipeline.domain.routine import Duty, Paragraph


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


def days(what: Circumstances, *duties: Duty, on: date = ON) -> dict[str, Deadline]:
    """The letter's days by what they are, but for the one that every letter has."""
    found = of_letter(what, duties, on, christmas)
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert len({one.what for one in found}) == len(found)
    return {one.what: one for one in found if one.what not in OF_EVERY_LETTER}


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
    """JB 12:44 with lag (1930:173): the tenant's and the board's, each with its paragraph."""
    found_ = days(dated(written))
    assert {what: one.on for what, one in found_.items()} == {
        "earliest_recovery_end": end,
        "earliest_undertaking_end": end,
    }
    recovery, undertaking = found_["earliest_recovery_end"], found_["earliest_undertaking_end"]
    assert "44 §" in recovery.basis
    assert "44 § fjärde stycket 1" in undertaking.basis
    assert "skriftligen till avsändaren" in undertaking.basis
    moved = end != written + timedelta(days=21)
    assert "tiden kan löpa fast dagen har passerat" in recovery.basis
    for one in (recovery, undertaking):
        assert "idigast möjliga sista dag (beräknad)" in label_of(one)
        assert "löpt ut" not in one.basis
        assert ("flyttat från" in one.basis) is moved


@pytest.mark.parametrize(
    ("written", "end"),
    [(date(2026, 10, 1), date(2026, 10, 15)), (date(2026, 12, 10), date(2026, 12, 28))],
)
def test_two_weeks_for_premises(written: date, end: date) -> None:
    """JB 12:44 st. 1 p. 2: no notice to the board, and no part for it."""
    what = letter(tenure=Tenure.PREMISES, findings=RENT.with_field(LETTER_DATE, found(written)))
    (only,) = days(what).values()
    assert (only.what, only.on) == ("earliest_premises_end", end)
    assert "Nämnden har ingen uppgift" in only.basis
    assert not days(replace(what, subkind="collection"))
    assert priority(what, (only,), end) is Priority.ORDINARY


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


@pytest.mark.parametrize(
    ("subkind", "expected"),
    [
        ("set", {"kfm_confirmation", "eviction"}),
        ("moved", {"kfm_confirmation", "eviction"}),
        ("removal", {"kfm_confirmation", "eviction"}),
        ("cancelled", set()),
        ("executed", set()),
        (None, {"kfm_confirmation", "eviction"}),
    ],
)
def test_the_days_of_an_eviction(subkind: str | None, expected: set[str]) -> None:
    """Confirmed the day it came; a cancelled one has no days; unsure: both, the day as a doubt."""
    found_ = days(letter(Kind.EVICTION_DATE, subkind, findings=EVICTION))
    assert set(found_) == expected
    assert all(one.on == ON for what, one in found_.items() if what == "kfm_confirmation")
    assert expected <= LABELS.keys()
    if "eviction" in expected:
        eviction = found_["eviction"]
        assert (eviction.on, eviction.at) == (date(2026, 10, 17), EVICTION.value(EVICTION_AT))
        paragraph = "7 a §" if subkind == "removal" else "2 §"
        assert f"16 kap. {paragraph} utsökningsförordningen" in eviction.basis
        labels = {"removal": "Dag för avlägsnandet", None: "Dag för avhysningen, om den gäller"}
        assert label_of(eviction) == labels.get(subkind, "Dag för avhysningen")


def test_an_hour_that_was_not_read_is_no_hour() -> None:
    """The day stands, and nobody is told to be there at midnight."""
    midnight = found(datetime(2026, 10, 17), notes=("time_missing",))  # noqa: DTZ001 - as printed
    what = letter(Kind.EVICTION_DATE, "set", findings=EVICTION.with_field(EVICTION_AT, midnight))
    assert days(what)["eviction"].on == date(2026, 10, 17)
    assert days(what)["eviction"].at is None


@pytest.mark.parametrize(
    ("stamp", "late", "registered"),
    [
        (date(2026, 10, 2), True, date(2026, 10, 5)),  # a Friday: registered on the Monday
        (ON, False, date(2026, 10, 6)),
        (date(2026, 10, 9), False, date(2026, 10, 6)),  # after the day of arrival: misread
        (date(2026, 8, 1), False, date(2026, 10, 6)),  # so long before: misread
    ],
)
def test_a_receipt_stamp_tells_of_a_late_scan(stamp: date, late: bool, registered: date) -> None:
    """C15: the confirmation was due when the letter was received; it goes at once."""
    findings = EVICTION.with_field(ARRIVAL_STAMP, found(stamp))
    what = letter(Kind.EVICTION_DATE, "set", findings=findings)
    confirmation = days(what)["kfm_confirmation"]
    assert confirmation.on == ON
    assert ("skicka genast" in confirmation.basis) is late
    registration = {one.what: one for one in of_letter(what, (), ON, christmas)}["registration"]
    assert registration.on == registered
    assert "JO:s praxis" in registration.basis
    unsure = EVICTION.with_field(ARRIVAL_STAMP, found(stamp, notes=("two_readings_differ",)))
    plain = days(letter(Kind.EVICTION_DATE, "set", findings=unsure))["kfm_confirmation"]
    assert "Ankomststämpeln" not in plain.basis


@pytest.mark.parametrize(
    ("arrived", "registered"),
    [
        (date(2026, 10, 5), date(2026, 10, 6)),
        (date(2026, 10, 9), date(2026, 10, 12)),  # a Friday
        (date(2026, 12, 23), date(2026, 12, 28)),  # Christmas and a weekend between
    ],
)
def test_every_letter_is_registered_the_next_working_day(arrived: date, registered: date) -> None:
    """Whatever it is, and it leads no queue."""
    for kind in (Kind.RENT_DEBT, Kind.DISTURBANCE, Kind.DEBT_LIST):
        found_ = {one.what: one.on for one in of_letter(letter(kind, None), (), arrived, christmas)}
        assert found_["registration"] == registered


@pytest.mark.parametrize(
    ("home", "mentioned", "clock"),
    [
        (household(CHILD), False, True),
        (None, False, True),  # nobody knows who lives there: never "no child"
        (household(), False, False),
        (household(), True, True),  # the letter speaks of children the register lacks
    ],
)
def test_words_of_concern_start_the_clocks_of_a_report(
    home: Household | None, mentioned: bool, clock: bool
) -> None:
    """C7: fourteen days, protection at once, and only a person says that it is a report."""
    findings = RENT.with_field(CONCERN, found("barn som skriker"))
    if mentioned:
        findings = findings.with_field(CHILDREN_MENTIONED, found("barn"))
    what = letter(Kind.DISTURBANCE, "warning", household=home, findings=findings)
    found_ = days(what)
    assert set(found_) == ({"child_safety", "child_decision"} if clock else set())
    if clock:
        assert found_["child_safety"].on == ON
        assert found_["child_decision"].on == date(2026, 10, 19)
        for one in found_.values():
            assert "om det här är en anmälan" in label_of(one)
            assert "20 kap." in one.basis
    quiet = days(letter(Kind.DISTURBANCE, "warning", household=household(CHILD)))
    assert not quiet


def test_a_missing_date_gives_no_day() -> None:
    """Never a guess."""
    assert not days(letter(findings=fields((AMOUNT, Decimal(1)))))
    assert list(days(letter(Kind.EVICTION_DATE, "set", findings=fields()))) == ["kfm_confirmation"]


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
    own = days(letter(Kind.EVICTION_DATE, "cancelled", findings=EVICTION), duty)["svar"]
    assert (own.on, own.basis, own.unit) == (day, "Rubrik", "")
    assert label_of(own) == "svar"
    assert label_of(replace(own, text="Svara.")) == "Svara."
    none = replace(letter(Kind.EVICTION_DATE, "cancelled"), findings=fields())
    assert ("svar" in days(none, duty)) == (start == "arrival")


@pytest.mark.parametrize(
    ("arrived", "length", "day"),
    [
        (date(2026, 10, 5), {"day_of_month": 31}, date(2026, 11, 2)),  # month's end, a Saturday
        (date(2026, 10, 5), {"day_of_month": 15}, date(2026, 10, 15)),
        (date(2026, 10, 8), {"working_days": 3}, date(2026, 10, 13)),  # past a weekend
        (date(2026, 10, 16), {"day_of_month": 15}, date(2026, 11, 16)),  # a Sunday
        (date(2026, 1, 31), {"months": 1, "day_of_month": 31}, date(2026, 3, 2)),  # February
        (date(2026, 10, 5), {"months": 3}, date(2027, 1, 5)),
        (date(2024, 2, 29), {"years": 5}, date(2029, 2, 28)),  # no leap day then
        (date(2026, 10, 5), {"years": 5}, date(2031, 10, 6)),  # a Sunday
    ],
)
def test_a_routine_counts_months_and_years_too(
    arrived: date, length: dict[str, int], day: date
) -> None:
    """Month's end, the 15th, three months, five years, each on a weekday."""
    duty = Duty(
        id="d",
        when=(),
        does="deadline",
        paragraph=Paragraph(heading="Rubrik", sentence="Mening."),
        what="avskrivning",
        text="Avskrivning.",
        unit="ekonomi",
        counted_from="arrival",
        **length,  # type: ignore[arg-type]
    )
    own = days(letter(Kind.DEBT_LIST, "care_fee"), duty, on=arrived)["avskrivning"]
    assert (own.on, own.text, own.unit) == (day, "Avskrivning.", "ekonomi")


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


def test_a_list_of_debts_is_nobody_s_report_about_a_child() -> None:
    """In its heading hemtjänst starts no clock; a child that it speaks of does."""
    told = fields((CONCERN, "hemtjänst"))
    listed = letter(kind=Kind.DEBT_LIST, subkind="care_fee", findings=told)
    assert "child_safety" not in days(listed)
    child = fields((CONCERN, "hemtjänst"), (CHILDREN_MENTIONED, "barnen"))
    assert "child_safety" in days(replace(listed, findings=child))
