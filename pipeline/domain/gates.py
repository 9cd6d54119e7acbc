"""The reasons, common to all routines, for which a person decides instead of the program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Any

from pipeline.domain import fields
from pipeline.domain.case import LetterPart
from pipeline.domain.deadlines import statutory_basis
from pipeline.domain.fields import AMOUNT, EVICTION_AT, LETTER_DATE, Field, Findings, PartyRole
from pipeline.domain.households import may_be_protected
from pipeline.domain.kinds import SUBKINDS, Kind, Tenure
from pipeline.domain.match import Ambiguous, Household, Match, Matched, NoMinor, Unknown
from pipeline.domain.people import Deregistered, Person, Protection, View
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Abstained, Classification, Settled
from pipeline.domain.settings import Settings

PLAUSIBLE = 0.2
"""A label with at least this probability is not ruled out when the classifier abstained."""

OLD = timedelta(days=365)
"""A notice's date further back than this was more likely misread than late."""

SAME_NAME = 0.8
"""How alike two place names must be to differ by reading errors alone."""

_DATES = frozenset(
    {LETTER_DATE.text, EVICTION_AT.text, fields.DUE_DATE.text, fields.POSTED_ON.text}
)
_OTHER_RULES = frozenset({Tenure.PRIVATE_LETTING, Tenure.PREMISES})


def of_part(
    part: LetterPart, settings: Settings, upright: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """Doubts about where the letter begins and ends, and about unread or turned pages.

    ``upright`` are the numbers of pages that what was read on them shows to be the right way up.
    """
    for problem in part.problems:
        if problem.code is not Code.TURN_UNSURE or problem.detail not in upright:
            yield problem
    if part.confidence < settings.thresholds.get("boundary", 0.0):
        yield Problem(code=Code.SPLIT_UNSURE)


def of_kind(classification: Classification, settings: Settings) -> Iterator[Problem]:
    """Doubts about what the letter is, and what else it is."""
    kind = classification.kind
    if isinstance(kind, Abstained) or kind.confidence < settings.thresholds.get("kind", 0.0):
        yield Problem(code=Code.LOW_CONFIDENCE, detail="kind")
    if isinstance(kind, Settled) and kind.value is Kind.OTHER:
        yield Problem(code=Code.KIND_OTHER)
    if classification.secondary is not None:
        yield Problem(code=Code.SECONDARY_KIND, detail=classification.secondary.value)


_CLOSER = frozenset({Code.TENURE, Code.SUBKIND, Code.SECONDARY_KIND, Code.KIND_OTHER})
"""Doubts that say more exactly why a person should see the letter."""


def of_likeness(classification: Classification, others: Iterable[Problem]) -> Iterator[Problem]:
    """That the letter is like those that people decide, unless another doubt says why."""
    if classification.asked and not any(one.code in _CLOSER for one in others):
        yield Problem(code=Code.FOR_A_PERSON)


def of_tenure(classification: Classification, findings: Findings) -> Iterator[Problem]:
    """Tenures that follow another law, also those that are only not ruled out."""
    tenure = classification.tenure
    possible = (
        {tenure.value}
        if isinstance(tenure, Settled)
        else {one for one in Tenure if plausible(tenure, one.value)}
    )
    for other in sorted(possible & _OTHER_RULES):
        yield Problem(code=Code.TENURE, detail=other.value)
    if findings.get(fields.OTHER_OBJECT) is not None:
        yield Problem(code=Code.TENURE, detail=fields.OTHER_OBJECT.text)


def of_persons(matches: Sequence[Match], settings: Settings) -> Iterator[Problem]:
    """Doubts about whom the letter concerns; a letter without anybody found is one."""
    if not matches:
        yield Problem(code=Code.PERSON_NOT_FOUND)
    for match in matches:
        if isinstance(match, Matched):
            yield from _doubts(match)
            yield from _deregistered(match.person)
            if match.confidence < settings.thresholds.get("person", 0.0):
                yield Problem(code=Code.LOW_CONFIDENCE, detail="person")
        else:
            yield from _doubts(match)


def _deregistered(person: Person) -> Iterator[Problem]:
    if person.deregistered is Deregistered.DECEASED:
        yield Problem(code=Code.PERSON_DECEASED)
    elif person.deregistered is not Deregistered.NO:
        yield Problem(code=Code.PERSON_EMIGRATED)


def of_parties(findings: Findings, *, own_sublet: bool = False) -> Iterator[Problem]:
    """Persons whom the letter concerns in another way than as tenant.

    ``own_sublet`` says that the municipality itself lets the home to them (socialt kontrakt):
    then the occupant is the tenant, and nobody else holds a contract.
    """
    if not own_sublet and any(party.role is PartyRole.OCCUPANT for party in findings.parties):
        yield Problem(code=Code.SUBLET)
    if findings.get(fields.ESTATE) is not None:
        yield Problem(code=Code.PERSON_DECEASED, detail=fields.ESTATE.text)


def of_household(household: Household | None, matches: Sequence[Match]) -> Iterator[Problem]:
    """Doubts about who lives in the home, above all about children."""
    if household is None:
        yield Problem(code=Code.HOUSEHOLD_UNCERTAIN)
        return
    if isinstance(household.minors, Unknown) and not household.minors.exist:
        yield household.minors.why
    yield from household.doubts
    if household.protected:
        yield Problem(code=Code.PROTECTED_IDENTITY)
    members = {person.number for person in household.members}
    found = {match.person.number for match in matches if isinstance(match, Matched)}
    if members and not found <= members:
        yield Problem(code=Code.HOUSEHOLD_UNCERTAIN)


def proven_upright(findings: Findings, matches: Sequence[Match]) -> frozenset[str]:
    """The pages on which persons of the register were read: no page reads so the wrong way up."""
    if not matches or not all(isinstance(match, Matched) for match in matches):
        return frozenset()
    printed = [
        field
        for party in findings.parties
        for field in (party.name, party.personnummer)
        if field is not None
    ]
    return frozenset(str(box.page) for field in printed for box in field.boxes)


def protected_anywhere(matches: Sequence[Match], household: Household | None, view: View) -> bool:
    """Whether anybody whom the letter may touch has a protected identity.

    Everybody in the home, the children concerned wherever they live, and everybody who may be
    meant: one flag is enough.
    """
    doubts = {doubt.code for match in matches for doubt in _doubts(match)}
    if may_be_protected(matches, view) or Code.PROTECTED_IDENTITY in doubts:
        return True
    if household is None:
        return False
    children = () if isinstance(household.minors, NoMinor) else household.minors.children
    around = {child.number for child in children} | set(household.core)
    flagged = {one.number for one in view.persons if one.protection is not Protection.NONE}
    return (
        household.protected
        or any(doubt.code is Code.PROTECTED_IDENTITY for doubt in household.doubts)
        or any(one.protection is not Protection.NONE for one in household.members)
        or bool(around & flagged)
    )


def _doubts(match: Match) -> tuple[Problem, ...]:
    """What the match itself says; a person who is flagged is a doubt of its own."""
    if isinstance(match, Matched):
        flagged = match.person.protection is not Protection.NONE
        own = (Problem(code=Code.PROTECTED_IDENTITY),) if flagged else ()
        return (*match.doubts, *own)
    possible = match.candidates if isinstance(match, Ambiguous) else ()
    flagged = any(one.person.protection is not Protection.NONE for one in possible)
    return (Problem(code=Code.PROTECTED_IDENTITY), match.why) if flagged else (match.why,)


def of_fields(
    classification: Classification, findings: Findings, settings: Settings, on: date
) -> Iterator[Problem]:
    """Critical values that are missing, unsure, or contradict each other.

    The amount of a claim, the time of an eviction, and the date from which the law's three weeks
    run. A wrong amount can undo an eviction (RH 1995:34): nothing is repaired here.
    """
    for name in findings.conflicts:
        if name == AMOUNT.text:
            yield Problem(code=Code.AMOUNTS_DISAGREE)
        elif name in _DATES:
            yield Problem(code=Code.DATES_DISAGREE, detail=name)
        else:
            yield Problem(code=Code.LOW_CONFIDENCE, detail=name)
    kind = kind_of(classification)
    subkind = subkind_of(classification, settings)
    amount = findings.get(AMOUNT)
    if kind in {Kind.RENT_DEBT, Kind.UTILITY_DEBT}:
        if amount is None and subkind not in _WITHOUT_AMOUNT:
            yield Problem(code=Code.FIELD_MISSING, detail=AMOUNT.text)
        yield from _unsure(amount, AMOUNT.text, settings)
    if kind is Kind.EVICTION_DATE and subkind in {"set", "moved", None}:
        yield from _eviction_time(findings, settings, on)
    if statutory_basis(kind, subkind, tenure_of(classification), findings):
        yield from _notice_date(findings, settings, on)


def contradicted(findings: Findings) -> tuple[str, ...]:
    """The values that the letter gives two of, and on which somebody's home turns.

    Nobody can approve both: a person says which of them holds, or that the first one does.
    """
    return tuple(name for name in (AMOUNT.text, EVICTION_AT.text) if name in findings.conflicts)


def unconfirmed_days(reasons: Iterable[Problem], findings: Findings) -> tuple[str, ...]:
    """The days that cannot be, or that contradict each other, and that nobody has confirmed.

    A notice dated after it came was more likely misread than written ahead: its three weeks are
    told to nobody before somebody has looked.
    """
    doubted = [one.detail for one in reasons if one.code is Code.DATES_DISAGREE]
    fields_of = findings.fields
    return tuple(name for name in doubted if name in fields_of and fields_of[name].edited is None)


_WITHOUT_AMOUNT = frozenset({"termination", "eviction_application", "payment_order"})
"""Copies of steps at court, which need not repeat the amount."""


def _unsure(found: Field[Any] | None, name: str, settings: Settings) -> Iterator[Problem]:
    if found is not None and found.edited is None:
        threshold = settings.thresholds.get(name, 0.0)
        if found.notes or found.confidence < threshold:
            yield Problem(code=Code.LOW_CONFIDENCE, detail=name)


def _eviction_time(findings: Findings, settings: Settings, on: date) -> Iterator[Problem]:
    at = findings.get(EVICTION_AT)
    if at is None:
        yield Problem(code=Code.FIELD_MISSING, detail=EVICTION_AT.text)
        return
    yield from _unsure(at, EVICTION_AT.text, settings)
    if at.value.date() < on:
        yield Problem(code=Code.DATES_DISAGREE, detail=EVICTION_AT.text)


def _notice_date(findings: Findings, settings: Settings, on: date) -> Iterator[Problem]:
    written = findings.get(fields.POSTED_ON) or findings.get(LETTER_DATE)
    if written is None:
        yield Problem(code=Code.FIELD_MISSING, detail=LETTER_DATE.text)
        return
    yield from _unsure(written, LETTER_DATE.text, settings)
    if written.value > on or on - written.value > OLD:
        yield Problem(code=Code.DATES_DISAGREE, detail=LETTER_DATE.text)


def sure_enough(findings: Findings, settings: Settings) -> Findings:
    """The findings that may be told of a letter that nobody sees: no unsure amount, day or hour.

    Where such a value decides anything the letter waits for a person; where it does not, the unit
    reads it in the letter rather than be told a guess.
    """
    kept = {
        name: field
        for name, field in findings.fields.items()
        if field.edited is not None or field.confidence >= settings.thresholds.get(name, 0.0)
    }
    return replace(findings, fields=MappingProxyType(kept))


def of_order(findings: Findings, settings: Settings, on: date) -> Iterator[Problem]:
    """Doubts about the letter's own day, where it decides which of several notices holds."""
    written = findings.get(LETTER_DATE)
    yield from _unsure(written, LETTER_DATE.text, settings)
    if written is not None and written.value > on:
        yield Problem(code=Code.DATES_DISAGREE, detail=LETTER_DATE.text)


def of_place(findings: Findings, matches: Sequence[Match], settings: Settings) -> Iterator[Problem]:
    """Signs that the home lies in another municipality, or outside the own area (C25)."""
    addressed = findings.value(fields.MUNICIPALITY)
    own = _plain(settings.municipality)
    if addressed and own and not _named(own, addressed):
        yield Problem(code=Code.OTHER_MUNICIPALITY, detail=fields.MUNICIPALITY.text)
    code = re.sub(r"\D", "", findings.value(fields.POSTAL_CODE) or "")
    if settings.own_codes:
        prefixes = tuple(re.sub(r"\D", "", prefix) for prefix in settings.own_codes)
        if code and not code.startswith(prefixes):
            yield Problem(code=Code.OTHER_MUNICIPALITY, detail=fields.POSTAL_CODE.text)
        return
    city = findings.value(fields.CITY)
    if not city or not own or _named(own, city):
        return
    homes = [match.person.address for match in matches if isinstance(match, Matched)]
    if not any(
        _named(_plain(home.city), city) or (code and home.postal_code.replace(" ", "") == code)
        for home in homes
        if home.city
    ):
        yield Problem(code=Code.OTHER_MUNICIPALITY, detail=fields.CITY.text)


def _plain(text: str) -> str:
    """Small letters without rings and dots, which fax and OCR lose."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(
        r"[^a-z ]", "", "".join(part for part in parts if not unicodedata.combining(part))
    )


def _named(own: str, printed: str) -> bool:
    """Whether the printed text names the place, with room for reading errors."""
    text = _plain(printed)
    if own in text:
        return True
    return any(
        SequenceMatcher(None, own, word.removesuffix("s")).ratio() >= SAME_NAME
        for word in text.split()
    )


def kind_of(classification: Classification) -> Kind:
    """The kind, or the likeliest one where the classifier abstained."""
    kind = classification.kind
    return kind.value if isinstance(kind, Settled) else kind.best


def subkind_of(classification: Classification, settings: Settings) -> str | None:
    """The subkind when it is settled, sure enough, and one of the kind's own."""
    subkind = classification.subkind
    if (
        isinstance(subkind, Settled)
        and subkind.confidence >= settings.thresholds.get("subkind", 0.0)
        and subkind.value in SUBKINDS[kind_of(classification)]
    ):
        return subkind.value
    return None


def tenure_of(classification: Classification) -> Tenure:
    """The tenure, or the likeliest one where the classifier abstained."""
    tenure = classification.tenure
    return tenure.value if isinstance(tenure, Settled) else tenure.best


def plausible(result: Settled[Any] | Abstained[Any] | None, label: str) -> bool:
    """Whether an unsettled answer may be that label; with no answer at all anything may be."""
    if result is None:
        return True
    best = result.value if isinstance(result, Settled) else result.best
    return label == str(best) or dict(result.scores.by_label).get(label, 0.0) >= PLAUSIBLE


def distinct(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, in the order in which they came up."""
    return tuple(dict.fromkeys(problems))
