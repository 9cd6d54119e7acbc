"""Made persons, findings and letters from which the tests of decisions are built."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from pipeline.domain.case import Case, Earlier, LetterPart
from pipeline.domain.deciding import decide
from pipeline.domain.edits import Act, Edit
from pipeline.domain.fields import (
    ADDRESS,
    AMOUNT,
    CITY,
    EVICTION_AT,
    LETTER_DATE,
    POSTAL_CODE,
    REFERENCE,
    SENDER_NAME,
    Field,
    Findings,
    Name,
    Party,
    PartyRole,
)
from pipeline.domain.kinds import Kind, State, Tenure
from pipeline.domain.match import Household, Matched, Minor, Minors, NoMinor
from pipeline.domain.page import Box, Fingerprint
from pipeline.domain.people import Address, OpenCase, Person, Personnummer, View, luhn_ok
from pipeline.domain.scores import Abstained, Classification, Scores, Settled
from pipeline.domain.settings import Settings
from pipeline.store.routine_files import ROUTINES, load

ON = date(2026, 10, 5)
GOTEBORG = load(ROUTINES / "goteborg" / "2022-02-15.toml")
BOX = Box(page=1, x0=10, top=10, x1=60, bottom=20)


def number(born: str, serial: int = 980) -> Personnummer:
    """A test personnummer of that birth date (ÅÅÅÅMMDD), its check digit worked out."""
    start = f"{born[2:]}{serial}"
    check = next(digit for digit in "0123456789" if luhn_ok(start + digit))
    return Personnummer(f"{born[:2]}{start}{check}")


HOME = Address(street="Provgatan 1", apartment="1101", postal_code="41501", city="Göteborg")
TENANT = Person(number=number("19800101"), given="Testa", surname="Provsson", address=HOME)
CHILD = Person(number=number("20150615"), given="Barn", surname="Provsson", address=HOME)
LODGER = Person(number=number("19900202"), given="Inne", surname="Boende", address=HOME)


def found(value: Any, confidence: float = 0.99, **more: Any) -> Field[Any]:
    """A value with a place."""
    return Field(
        value=value, raw=str(value), confidence=confidence, finder="test", boxes=(BOX,), **more
    )


def fields(*pairs: tuple[Name[Any], Any]) -> Findings:
    """Findings with these values, and one tenant."""
    party = Party(role=PartyRole.TENANT, name=found("Testa Provsson"))
    values = {
        name.text: value if isinstance(value, Field) else found(value) for name, value in pairs
    }
    return Findings(fields=MappingProxyType(values), parties=(party,))


RENT = fields(
    (AMOUNT, Decimal("18450.00")),
    (LETTER_DATE, date(2026, 10, 1)),
    (SENDER_NAME, "Provbostäder AB"),
    (ADDRESS, "Provgatan 1"),
    (POSTAL_CODE, "41501"),
    (CITY, "Göteborg"),
)
EVICTION = fields(
    (LETTER_DATE, date(2026, 10, 2)),
    (EVICTION_AT, datetime(2026, 10, 17, 9, 30)),  # noqa: DTZ001 - the letter gives local time
    (REFERENCE, "U-99999-26"),
)


def scores(label: str, confidence: float = 0.999) -> Scores:
    """All probability on one label."""
    return Scores(by_label=((label, confidence),))


def settled(value: Any, confidence: float = 0.999) -> Settled[Any]:
    """A sure answer."""
    return Settled(value=value, confidence=confidence, scores=scores(str(value), confidence))


def abstained(best: Any, *by_label: tuple[str, float]) -> Abstained[Any]:
    """An unsure answer."""
    return Abstained(
        best=best,
        confidence=0.5,
        scores=Scores(by_label=by_label or ((str(best), 0.5),)),
        why="near",
    )


def classified(kind: Kind, subkind: str | None, tenure: Tenure = Tenure.RENTAL) -> Classification:
    """A sure classification."""
    return Classification(
        kind=settled(kind),
        subkind=None if subkind is None else settled(subkind),
        tenure=settled(tenure),
        fingerprint=Fingerprint(name="test", version="1", settings="0"),
    )


RENT_NOTICE = classified(Kind.RENT_DEBT, "social_notice")
EVICTION_SET = classified(Kind.EVICTION_DATE, "set")


def matched(person: Person = TENANT, party: int = 0, confidence: float = 0.999) -> Matched:
    """A person found by number."""
    return Matched(
        party=party, person=person, method="personnummer", confidence=confidence, evidence=()
    )


def household(*children: Person, others: tuple[Person, ...] = (), **more: Any) -> Household:
    """The tenant's household with these children in the home."""
    minors = Minors(
        children=tuple(Minor(number=child.number, basis="custody") for child in children)
    )
    known: dict[str, Any] = {
        "members": (TENANT, *children, *others),
        "core": (TENANT.number, *(child.number for child in children)),
        "minors": minors if children else NoMinor(),
        "protected": False,
    }
    return Household(**known | more)


def case_of(person: Person, unit: str, officer: str = "Handläggare Ett") -> OpenCase:
    """An open case at the unit."""
    return OpenCase(person=person.number, unit=unit, number=f"{unit}-1", officer=officer, open=True)


def view(*cases: OpenCase, persons: tuple[Person, ...] = (TENANT, CHILD, LODGER)) -> View:
    """What the register shows."""
    return View(persons=persons, cases=cases)


def earlier(**more: Any) -> Earlier:
    """A rent letter to the tenant three months before, about another debt."""
    known: dict[str, Any] = {
        "letter": "a" * 64,
        "kind": Kind.RENT_DEBT,
        "subkind": "social_notice",
        "received_on": date(2026, 7, 6),
        "letter_date": date(2026, 7, 1),
        "reference": None,
        "amount": Decimal("9000.00"),
        "sender": "Provbostäder AB",
        "persons": (TENANT.number.digits,),
        "state": State.ROUTED,
    }
    return Earlier(**known | more)


def edit(act: Act, value: str = "", target: str = "", by: str = "Granskare", **more: Any) -> Edit:
    """One act of a person."""
    known: dict[str, Any] = {"at": "2026-10-05T10:00:00+02:00", "reason": "sett"}
    return Edit(act=act, by=by, target=target, value=value, **known | more)


def christmas(day: date) -> bool:
    """The public holidays that the tests need."""
    return (day.month, day.day) in {(12, 25), (12, 26), (1, 1), (1, 6)}


def decided(**more: Any) -> Case:
    """A clear first rent notice to a tenant without child or case, but for what is given."""
    known: dict[str, Any] = {
        "part": LetterPart(index=1, pages=(1,)),
        "classification": RENT_NOTICE,
        "findings": RENT,
        "matches": (matched(),),
        "household": household(),
        "view": view(),
        "earlier": (),
        "routine": GOTEBORG,
        "settings": Settings(),
        "edits": (),
        "on": ON,
        "intake_point": "default",
        "is_holiday": christmas,
    }
    return decide(**known | more)


def units(case: Case) -> dict[str, str]:
    """Who gets the letter, and for what."""
    return (
        {}
        if case.decision is None
        else {one.unit: one.role.value for one in case.decision.deliveries}
    )


def drafts(case: Case) -> dict[str, str]:
    """The drafts with why they wait; without those that go back to the sender."""
    return (
        {}
        if case.decision is None
        else {one.template: one.held for one in case.decision.letters_out if one.to != "sender"}
    )


def reasons(case: Case) -> set[str]:
    """The reasons as the export writes them."""
    return {str(problem) for problem in case.reasons}
