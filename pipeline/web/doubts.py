"""Why a letter waits, with the value that is in doubt as it was read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pipeline.documents import swedish
from pipeline.domain.case import Case
from pipeline.domain.fields import AMOUNT, Field
from pipeline.domain.match import Matched
from pipeline.domain.people import Deregistered
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import UNSURE, Settled
from pipeline.web.language import say
from pipeline.web.showing_people import rows_in_doubt
from pipeline.web.wording import field_text, kind_text, reason_text, value_text

_ABOUT = {Code.AMOUNTS_DISAGREE: AMOUNT.text}
"""What a problem is about when it does not say."""


def short_doubt(why: Problem, case: Case) -> str:
    """What the case tells of the doubt more exactly than its code does; empty for nothing."""
    if why.code is Code.DATES_DISAGREE and why.detail not in case.findings.conflicts:
        return _wrong_day(why.detail, case)
    if why.code is Code.ROWS_IN_REVIEW:
        return next((text for _, text in rows_in_doubt(case)), "")
    if why.code is Code.PERSON_EMIGRATED:
        gone = {one.person.deregistered for one in case.matches if isinstance(one, Matched)}
        if Deregistered.EMIGRATED in gone:
            return say("Personen är utvandrad enligt registret.")
        return say("Personen är avregistrerad enligt registret, av annat skäl än död eller flytt.")
    if why.code is Code.LOW_CONFIDENCE and why.detail == PERSONNUMMER:
        return _digits_apart(case)
    return _likeness(case) if why.code is Code.FOR_A_PERSON else ""


PERSONNUMMER = "personnummer"


def _wrong_day(name: str, case: Case) -> str:
    """How a day that is read alone cannot be right, beside the day on which the letter came."""
    value = case.findings.fields[name].value if name in case.findings.fields else None
    day = value.date() if isinstance(value, datetime) else value
    if not isinstance(day, date):
        return ""
    field, came = field_text(name), case.received_on.isoformat()
    if isinstance(value, datetime):
        return say("{field}: tiden ligger före ankomsten {day}.", field=field, day=came)
    if day > case.received_on:
        return say("{field}: dagen ligger efter ankomsten {day}.", field=field, day=came)
    return say("{field}: dagen ligger mer än ett år före ankomsten {day}.", field=field, day=came)


def _digits_apart(case: Case) -> str:
    """The printed number beside the register's, where they are nearly alike."""
    for match in case.matches:
        parties = case.findings.parties
        party = parties[match.party] if match.party < len(parties) else None
        if isinstance(match, Matched) and party is not None and party.personnummer is not None:
            printed, known = party.personnummer.raw, match.person.number.printed
            return say("Personnumret skiljer: {printed} i brevet, {known} i registret.",
                       printed=swedish.clean(printed), known=known)  # fmt: skip
    return ""


def doubt_text(why: Problem, case: Case) -> str:
    """Why a letter waits, with the value that is in doubt as it was read."""
    said = reason_text(why)
    name = why.detail or _ABOUT.get(why.code, "")
    if why.code is Code.LOW_CONFIDENCE and name == "kind":
        return _kind_in_doubt(case)
    if why.code is Code.LOW_CONFIDENCE and name == "tenure":
        read = case.classification.tenure
        best = read.value if isinstance(read, Settled) else read.best
        tenure = say(swedish.TENURES[best])
        return say("Upplåtelseform: troligast {tenure}, men osäkert.", tenure=tenure)
    exactly = short_doubt(why, case)
    found = case.findings.fields.get(name)
    if exactly and found is not None:
        return say(
            "{reason} Läst: {readings}.", reason=exactly, readings=value_text(name, found.value)
        )
    if found is None or exactly:
        return exactly or said
    if why.code is Code.LOW_CONFIDENCE:
        return say(
            "{field}: {value}, osäkert läst. Jämför med bilden och rätta.",
            field=field_text(name),
            value=value_text(name, found.value),
        )
    first, *others = _readings(name, found, case)
    for other in others:
        first = say("{reading} eller {other}", reading=first, other=other)
    return say("{reason} Läst: {readings}.", reason=said, readings=first)


def _kind_in_doubt(case: Case) -> str:
    """What the letter most likely is, and why that is left open."""
    kind, read = kind_text(case), case.classification.kind
    if isinstance(read, Settled) or read.why == UNSURE:
        return say("Slag av brev: troligast {kind}, men osäkert. Avgör slaget.", kind=kind)
    return say(
        "Slag av brev: troligast {kind}. Det är osäkert: {why}. Avgör slaget.",
        kind=kind,
        why=say(read.why),
    )


def _likeness(case: Case) -> str:
    """That people decide such letters, with the letter's own words that say so as they are."""
    reason, bracket, words = case.classification.asked.partition(" (")
    return say("{why}. Läs det.", why=f"{say(reason)}{bracket}{swedish.clean(words)}")


def _readings(name: str, found: Field[Any], case: Case) -> tuple[str, ...]:
    """The value, and what else was read for it."""
    others = (other for key, other in case.findings.alternatives if key == name)
    return tuple(dict.fromkeys(value_text(name, one.value) for one in (found, *others)))
