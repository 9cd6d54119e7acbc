"""Marks what the program made of a letter against what is right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from benchmarks.accuracy.letters import Planned
from benchmarks.accuracy.right import Right, right_end
from benchmarks.letters import Truth
from extractors.finders.letter import plain
from pipeline.domain.case import Case
from pipeline.domain.kinds import Kind, State
from pipeline.domain.match import Matched, NoMinor
from pipeline.domain.scores import Abstained, Settled

CRITICAL = ("amount_sek", "letter_date", "eviction_at")
FIELDS = (
    *CRITICAL, "due_date", "arrival_stamp", "reference", "case_number", "contract_number",
    "address", "postal_code", "apartment", "sender_name", "sender_orgnr", "sender_phone",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A value that the program told: how sure it was, and whether it is right."""

    what: str
    sure: float
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One letter's mark.

    ``faults`` are what must never happen to a routed letter; ``wrong_fields`` the critical values
    that are wrong or missing in it; ``told`` all that carries a confidence; ``why`` the reasons
    for review.
    """

    letter: Planned
    truth: Truth
    right: Right
    quality: str
    kind: str
    kind_right: bool
    routed: bool
    faults: tuple[str, ...]
    wrong_fields: tuple[str, ...]
    told: tuple[Told, ...]
    why: tuple[str, ...]
    seconds: float = 0.0
    pages: int = 1

    @property
    def lost(self) -> bool:
        """Whether a person is asked although a careful clerk would not need to be."""
        return self.right.routable and not self.routed


def mark(
    letter: Planned, truth: Truth, cases: tuple[Case, ...], quality: str, seconds: float
) -> Mark:
    """The mark of a letter that became these cases, one if it was held together."""
    right = right_end(truth, letter.household)
    sent = [case for case in cases if case.state is State.ROUTED]
    first = cases[0]
    kind = _kind(first)
    faults = [fault for case in sent for fault in _faults(case, truth, letter, right)]
    if sent and len(cases) > 1:
        faults.append("torn")
    wrong = tuple(fault for case in sent for fault in _wrong(case, truth))
    return Mark(
        letter=letter,
        truth=truth,
        right=right,
        quality=quality,
        kind=kind.value,
        kind_right=kind.value in truth.kinds,
        routed=bool(sent) and len(sent) == len(cases),
        faults=tuple(faults),
        wrong_fields=wrong,
        told=tuple(_told(first, truth)),
        why=tuple(dict.fromkeys(str(reason) for case in cases for reason in case.reasons)),
        seconds=seconds,
        pages=truth.pages,
    )


def _kind(case: Case) -> Kind:
    kind = case.classification.kind
    return kind.best if isinstance(kind, Abstained) else kind.value


def _people(truth: Truth) -> set[str]:
    return {one.number for one in truth.parties if one.role in {"tenant", "co_tenant"}}


def _faults(case: Case, truth: Truth, letter: Planned, right: Right) -> list[str]:
    """What must never happen to a letter that leaves on its own."""
    found: list[str] = []
    if _kind(case).value not in truth.kinds:
        found.append(f"kind {_kind(case).value}")
    subkind = case.classification.subkind
    if isinstance(subkind, Settled) and subkind.value not in truth.subkinds:
        found.append(f"subkind {subkind.value}")
    persons = {one.person.number.digits for one in case.matches if isinstance(one, Matched)}
    if persons - _people(truth) or not persons:
        found.append("person")
    if _people(truth) - persons:
        found.append("person missing")
    minors = set[str]()
    if case.household is not None and not isinstance(case.household.minors, NoMinor):
        minors = {child.number.digits for child in case.household.minors.children}
    if set(letter.household.minors) - minors:
        found.append("child")
    units = {one.unit for one in case.decision.deliveries} if case.decision else set[str]()
    if not right.routable:
        found.append("not for the program")
    elif right.must - units or units - right.must - right.may:
        found.append(f"units {sorted(units)}")
    return found


def _wrong(case: Case, truth: Truth) -> list[str]:
    found: list[str] = []
    for name in CRITICAL:
        told, wanted = case.findings.fields.get(name), truth.fields.get(name)
        if wanted is None or (told is not None and same(told.value, wanted)):
            continue
        if name == "eviction_at" and truth.subkind in {"cancelled", "executed"}:
            continue
        if told is not None:
            found.append(f"{name} {told.value} for {wanted}")
        elif name != "letter_date":
            found.append(f"{name} missing")
    return found


def same(value: object, wanted: str) -> bool:
    """Whether a value is the one wanted, whatever its spaces, case and diacritics."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}" == wanted
    if isinstance(value, date):
        return value.isoformat() == wanted
    if isinstance(value, Decimal):
        return value == Decimal(wanted)
    return _bare(str(value)) == _bare(wanted)


def _same(name: str, value: object, wanted: str) -> bool:
    """As ``same``; but for a sender's place or department and a matter's running part.

    "Tingsrätten i Göteborg" is the court, "Provbolaget" is "Provbolaget, kravgruppen", and
    "U-12345-26" is "U-12345-26/0101".
    """
    told = str(value)
    if name == "sender_name":
        told, wanted = (_PLACE.split(one)[0] for one in (told, wanted))
    if name in {"reference", "case_number"}:
        told, wanted = (_RUNNING.sub("", one) for one in (told, wanted))
    return same(value, wanted) or same(told, wanted)


_PLACE = re.compile(r",\s|(?<=ätten) i |(?<=ogden) (?=[A-ZÅÄÖ])")
_RUNNING = re.compile(r"/[0-9]{3,4}$")


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", plain(text).lower())


def _told(case: Case, truth: Truth) -> list[Told]:
    """Everything with a confidence, and whether it is right."""
    kind = case.classification.kind
    told = [Told(what="kind", sure=kind.confidence, right=_kind(case).value in truth.kinds)]
    subkind, tenure = case.classification.subkind, case.classification.tenure
    if truth.kind != "other" and _kind(case).value == truth.kind:
        if subkind is not None and truth.subkind:
            best = subkind.best if isinstance(subkind, Abstained) else subkind.value
            hit = best in truth.subkinds
            told.append(Told(what="subkind", sure=subkind.confidence, right=hit))
        of = tenure.best if isinstance(tenure, Abstained) else tenure.value
        told.append(Told(what="tenure", sure=tenure.confidence, right=of.value == truth.tenure))
    if truth.kind == "other":
        return told
    told += [
        Told(what=name, sure=field.confidence, right=_same(name, field.value, truth.fields[name]))
        for name in FIELDS
        if (field := case.findings.fields.get(name)) is not None and name in truth.fields
    ]
    printed = {re.sub(r"\D", "", one.printed)[-10:] for one in truth.parties if not one.masked}
    told += [
        Told(
            what="personnummer",
            sure=party.personnummer.confidence,
            right=party.personnummer.value[-10:] in printed,
        )
        for party in case.findings.parties
        if party.personnummer is not None and len(party.personnummer.value) >= 10
    ]
    told += [
        Told(
            what="person",
            sure=match.confidence,
            right=match.person.number.digits in _people(truth),
        )
        for match in case.matches
        if isinstance(match, Matched)
    ]
    return [*told, Told(what="boundary", sure=case.part.confidence, right=True)]
