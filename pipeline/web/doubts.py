"""Why a letter waits, with the value that is in doubt as it was read."""

from __future__ import annotations

from typing import Any

from pipeline.documents import swedish
from pipeline.domain.case import Case
from pipeline.domain.fields import AMOUNT, Field
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Settled
from pipeline.web.wording import kind_text, reason_text, text_of

_ABOUT = {Code.AMOUNTS_DISAGREE: AMOUNT.text}
"""What a problem is about when it does not say."""


def doubt_text(why: Problem, case: Case) -> str:
    """Why a letter waits, with the value that is in doubt as it was read."""
    said = reason_text(why)
    name = why.detail or _ABOUT.get(why.code, "")
    if why.code is Code.LOW_CONFIDENCE and name == "kind":
        return f"Slag av brev: troligast {kind_text(case)}, men osäkert. Avgör slaget."
    if why.code is Code.LOW_CONFIDENCE and name == "tenure":
        read = case.classification.tenure
        best = read.value if isinstance(read, Settled) else read.best
        return f"Upplåtelseform: troligast {swedish.TENURES[best]}, men osäkert."
    found = case.findings.fields.get(name)
    if found is None:
        return said
    label = swedish.FIELDS.get(name, name)
    if why.code is Code.LOW_CONFIDENCE:
        return f"{label}: {text_of(found.value)}, osäkert läst. Jämför med bilden och rätta."
    return f"{said} Läst: {' eller '.join(_readings(name, found, case))}."


def _readings(name: str, found: Field[Any], case: Case) -> tuple[str, ...]:
    """The value, and what else was read for it."""
    others = (other for key, other in case.findings.alternatives if key == name)
    return tuple(dict.fromkeys(text_of(one.value) for one in (found, *others)))
