"""What was read of a letter, as rows: what is in doubt first, each with how sure and where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pipeline.documents import swedish
from pipeline.domain.case import Case
from pipeline.domain.editing import PARSERS
from pipeline.domain.fields import (
    ADDRESS,
    AMOUNT,
    APARTMENT,
    CASE_NUMBER,
    DUE_DATE,
    EVICTION_AT,
    LETTER_DATE,
    REFERENCE,
    SENDER_NAME,
    ClaimRow,
    Field,
)
from pipeline.domain.gates import contradicted
from pipeline.domain.kinds import SUBKINDS, Kind, Tenure
from pipeline.domain.page import Box
from pipeline.domain.scores import Abstained, Settled
from pipeline.store.letters import kind_of
from pipeline.web.language import say, sv
from pipeline.web.letter_contexts import Option, Shown
from pipeline.web.targets import doubted
from pipeline.web.wording import field_text, is_worded, marked, text_of, value_text

Score = Settled[Any] | Abstained[Any] | None

_MAIN = frozenset(
    {"v-kind", "v-subkind", "v-tenure"}
    | {
        f"v-{name.text}"
        for name in (
            AMOUNT,
            LETTER_DATE,
            DUE_DATE,
            EVICTION_AT,
            SENDER_NAME,
            CASE_NUMBER,
            REFERENCE,
            ADDRESS,
            APARTMENT,
        )
    }
)
"""What is always shown; the rest is unfolded, or is there because it is in doubt."""

_COUNTED = {"repeated": sv("upprepat"), "first": sv("det första")}
_NOT_COUNTED = sv("inte räknat")

_ORDER = {name: place for place, name in enumerate(swedish.FIELDS)}


def tone_of(certainty: str) -> str:
    """The colour that goes with a word of certainty; never shown without the word."""
    return {"säker": "sure", "rättad": "sure", "vald": "sure", "ganska säker": "soft"}.get(
        certainty, "doubt"
    )


def boxes_of(boxes: Iterable[Box]) -> str:
    """Places on the scan as JSON: page, x0, top, x1, bottom in points."""
    return json.dumps(
        [[box.page, *(round(one, 1) for one in (box.x0, box.top, box.x1, box.bottom))]
         for box in boxes]
    )  # fmt: skip


def written(value: object) -> str:
    """A value as a person writes it in a field, and as it is understood there."""
    match value:
        case Decimal():
            return f"{value:.2f}".replace(".", ",")
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case _:
            return swedish.clean(str(value))


def values_of(case: Case, *, editable: bool) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """The rows to look at, those in doubt first; and the rest, what was not found too."""
    doubts = doubted(case)
    fields = sorted(case.findings.fields.items(), key=lambda one: _ORDER.get(one[0], len(_ORDER)))
    absent = [
        name for name in swedish.FIELDS if name in PARSERS and name not in case.findings.fields
    ]
    rows = (
        *_classes(case, doubts, editable=editable),
        *(_missing(name) for name in absent if f"v-{name}" in doubts),
        *(_field(name, found, case, doubts, editable=editable) for name, found in fields),
        *_parts(case),
        *(_empty(name) for name in absent if editable and f"v-{name}" not in doubts),
    )
    shown = [one for one in rows if one.doubted or (one.key in _MAIN and one.text)]
    rest = [one for one in rows if one not in shown]
    return tuple(sorted(shown, key=lambda one: not one.doubted)), tuple(rest)


def _classes(case: Case, doubts: frozenset[str], *, editable: bool) -> Iterator[Shown]:
    read, kind = case.classification, kind_of(case)
    yield _class("kind", say("Slag av brev"), read.kind, _kinds(), doubts, editable=editable)
    if SUBKINDS[kind] or editable:
        # Two kinds may have a subkind of the same name: only this kind's own one stands.
        own = tuple(one for one in _subkinds() if editable or one.group == str(kind))
        yield _class(
            "subkind", say("Undergrupp"), read.subkind, own, doubts, kind, editable=editable
        )
    yield _class(
        "tenure", say("Upplåtelseform"), read.tenure, _tenures(), doubts, editable=editable
    )
    if editable and not case.rows:
        rows = () if case.decision is None else case.decision.rows
        counted = next((facts["earlier"] for facts in map(dict, (row.facts for row in rows))
                        if "earlier" in facts), "")  # fmt: skip
        yield Shown(
            key="v-count",
            label=say("Tidigare brev"),
            text=say(_COUNTED.get(counted, _NOT_COUNTED)),
            certainty="",
            tone="",
            name="count",
            options=(
                Option(value="", text=say("som programmet räknar")),
                Option(value="0", text=say("inget det senaste året: det är det första")),
                Option(value="1", text=say("minst ett: det är upprepat")),
            ),
            doubted="v-count" in doubts,
        )


def _class(  # noqa: PLR0913, PLR0917 - a choice with all that is told of it
    name: str,
    label: str,
    score: Score,
    options: tuple[Option, ...],
    doubts: frozenset[str],
    group: str = "",
    *,
    editable: bool,
) -> Shown:
    settled = isinstance(score, Settled)
    best = "" if score is None else str(score.value if isinstance(score, Settled) else score.best)
    stands = next((one for one in options if one.value == best and one.group == group), None)
    text = say("framgår inte") if stands is None else stands.text
    if settled:
        options = tuple(replace(one, chosen=one is stands) for one in options)
    in_doubt = f"v-{name}" in doubts
    certainty = _certainty(score, in_doubt=in_doubt)
    empty = Option(
        value="", text=say("välj – troligast {text}", text=text) if best else say("välj")
    )
    return Shown(
        key=f"v-{name}",
        label=label,
        text=text,
        certainty=marked(certainty),
        tone=tone_of(certainty),
        name=name if editable else "",
        written=best if settled else "",
        options=options if settled else (empty, *options),
        doubted=in_doubt,
        confirmable=editable and in_doubt and settled,
    )


def _certainty(score: Score, *, in_doubt: bool) -> str:
    """How sure a choice is, in a word; one that a person made is that person's."""
    if not isinstance(score, Settled):
        return "osäker"
    if score.confidence == 1.0:
        return "vald"
    told = swedish.certainty(score.confidence)
    return "kontrollera" if in_doubt and told == "säker" else told


def _kinds() -> tuple[Option, ...]:
    return tuple(Option(value=str(kind), text=say(swedish.KINDS[kind])) for kind in Kind)


def _subkinds() -> tuple[Option, ...]:
    return tuple(
        Option(
            value=sub,
            text=say(swedish.SUBKINDS[kind, sub]),
            group=str(kind),
            heading=say(swedish.KINDS[kind]),
        )
        for kind in Kind
        for sub in SUBKINDS[kind]
    )


def _tenures() -> tuple[Option, ...]:
    return tuple(Option(value=str(tenure), text=say(swedish.TENURES[tenure])) for tenure in Tenure)


def _field(
    name: str, found: Field[Any], case: Case, doubts: frozenset[str], *, editable: bool
) -> Shown:
    certainty = "rättad" if found.edited else swedish.certainty(found.confidence, found.notes)
    in_doubt = f"v-{name}" in doubts
    if in_doubt and certainty == "säker":
        certainty = "kontrollera"
    others = [other for key, other in case.findings.alternatives if key == name]
    notes = [say("Läst som ”{text}”", text=swedish.clean(found.raw))] if found.notes else []
    changeable = editable and name in PARSERS
    picks = _picks(name, case, editable=changeable)
    if not picks:
        notes += [say("Annan läsning: {text}", text=text_of(other.value)) for other in others]
    return Shown(
        key=f"v-{name}",
        label=field_text(name),
        text=value_text(name, found.value),
        certainty=marked(certainty),
        tone=tone_of(certainty),
        boxes=boxes_of((*found.boxes, *(box for other in others for box in other.boxes))),
        note=". ".join(notes),
        quoted=not is_worded(name),
        name=f"field.{name}" if changeable else "",
        written=written(found.value),
        doubted=in_doubt,
        confirmable=changeable and in_doubt and found.edited is None and not picks,
        picks=picks,
    )


def readings(name: str, case: Case) -> tuple[Field[Any], ...]:
    """What was read for a value, the likeliest first, each reading once."""
    first = case.findings.fields.get(name)
    others = (other for key, other in case.findings.alternatives if key == name)
    found = {written(one.value): one for one in (*reversed([*others]), first) if one is not None}
    return tuple(sorted(found.values(), key=lambda one: one is not first))


def _picks(name: str, case: Case, *, editable: bool) -> tuple[Option, ...]:
    """The readings to choose among where the letter contradicts itself; none where it does not."""
    if not editable or name not in contradicted(case.findings):
        return ()
    found = readings(name, case)
    if len(found) < 2:
        return ()
    return tuple(
        Option(value=written(one.value), text=value_text(name, one.value)) for one in found
    )


def _missing(name: str) -> Shown:
    return Shown(
        key=f"v-{name}",
        label=field_text(name),
        text=say("hittades inte"),
        certainty=marked("inte hittad"),
        tone="doubt",
        name=f"field.{name}",
        doubted=True,
    )


def _empty(name: str) -> Shown:
    return Shown(
        key=f"v-{name}",
        label=field_text(name),
        text="",
        certainty="",
        tone="",
        name=f"field.{name}",
    )


def _parts(case: Case) -> Iterator[Shown]:
    """What stands in the letter beside the fields: its persons as printed, the claim's rows."""
    for place, party in enumerate(case.findings.parties):
        for name, part in (("name", party.name), ("personnummer", party.personnummer)):
            if part is not None:
                yield _part(
                    f"p-{place}-{name}", say("{field} i brevet", field=field_text(name)), part
                )
    for place, row in enumerate(case.findings.claim):
        yield _part(f"c-{place}", _claim(row), row.amount)


def _part(key: str, label: str, found: Field[Any]) -> Shown:
    certainty = swedish.certainty(found.confidence, found.notes)
    return Shown(
        key=key,
        label=label,
        text=text_of(found.value),
        certainty=marked(certainty),
        tone=tone_of(certainty),
        boxes=boxes_of(found.boxes),
        quoted=True,
        note=say("Läst som ”{text}”", text=swedish.clean(found.raw)) if found.notes else "",
    )


def _claim(row: ClaimRow) -> str:
    known = swedish.CLAIM_PARTS.get(row.what)
    part = say(known) if known else row.label
    return say("{part} {period}", part=part, period=row.period) if row.period else part
