"""Why a letter waits, with the value that is in doubt as it was read."""

from __future__ import annotations

from typing import Any

from pipeline.documents import swedish
from pipeline.domain.case import Case
from pipeline.domain.fields import AMOUNT, Field
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Settled
from pipeline.web.language import say
from pipeline.web.wording import field_text, kind_text, reason_text, value_text

_ABOUT = {Code.AMOUNTS_DISAGREE: AMOUNT.text}
"""What a problem is about when it does not say."""


def doubt_text(why: Problem, case: Case) -> str:
    """Why a letter waits, with the value that is in doubt as it was read."""
    said = reason_text(why)
    name = why.detail or _ABOUT.get(why.code, "")
    if why.code is Code.LOW_CONFIDENCE and name == "kind":
        return say(
            "Slag av brev: troligast {kind}, men osäkert. Avgör slaget.", kind=kind_text(case)
        )
    if why.code is Code.LOW_CONFIDENCE and name == "tenure":
        read = case.classification.tenure
        best = read.value if isinstance(read, Settled) else read.best
        tenure = say(swedish.TENURES[best])
        return say("Upplåtelseform: troligast {tenure}, men osäkert.", tenure=tenure)
    found = case.findings.fields.get(name)
    if found is None:
        return said
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


def _readings(name: str, found: Field[Any], case: Case) -> tuple[str, ...]:
    """The value, and what else was read for it."""
    others = (other for key, other in case.findings.alternatives if key == name)
    return tuple(dict.fromkeys(value_text(name, one.value) for one in (found, *others)))
