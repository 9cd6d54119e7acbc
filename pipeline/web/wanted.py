"""What the form of a letter asks for: what differs from the letter as it stands, and a verdict."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.case import Case
from pipeline.domain.editing import PARSERS, SOME_MINORS, units_said
from pipeline.domain.edits import CLOSINGS, MISDIRECTED, Act
from pipeline.domain.kinds import SUBKINDS, Kind
from pipeline.domain.match import Match, Matched
from pipeline.domain.own_decision import ordered_units
from pipeline.domain.page import Box
from pipeline.domain.scores import Settled
from pipeline.store.errors import UnusableError
from pipeline.store.letters import kind_of
from pipeline.usecases.review import Said
from pipeline.web.showing_people import is_sure
from pipeline.web.showing_values import Score, readings, written
from pipeline.web.site import Form

SAVE = "save"
"""Save what was changed and say nothing of the letter as a whole."""

_VERDICTS = {str(act): act for act in (Act.APPROVE, Act.RETURN, Act.CLOSE)}
_NOTES = {str(act): act for act in (Act.ASK, Act.ANSWER, Act.FORWARD)}
DEEDS = frozenset({SAVE, *_VERDICTS, *_NOTES})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """One act with its target and value."""

    act: Act
    target: str = ""
    value: str = ""
    reason: str = ""
    box: Box | None = None


def saids(form: Form, case: Case, by: str, deed: str) -> tuple[Said, ...]:
    """What is to be done, in order: the changes, then what is said of the letter.

    UnusableError for a form that asks for nothing, or for what cannot be.
    """
    revision = form.get("revision")
    if not revision.isdigit():
        raise UnusableError("Formuläret saknar brevets version. Öppna brevet på nytt och gör om.")
    wishes = [*changes(form, case)] if deed in {SAVE, str(Act.APPROVE)} else []
    wishes += _said_of_all(form, deed)
    if not wishes:
        raise UnusableError("Inget är ändrat, så det finns inget att spara.")
    reason = form.get("reason").strip()
    return tuple(
        Said(
            act=one.act,
            by=by,
            reason=one.reason or reason,
            target=one.target,
            value=one.value,
            revision=int(revision),
            action=form.action(),
            box=one.box,
        )
        for one in wishes
    )


def _said_of_all(form: Form, deed: str) -> Iterator[_Wish]:
    if deed == Act.CLOSE:
        how = form.get("close")
        if how not in CLOSINGS:
            raise UnusableError("Välj varför brevet avslutas.")
        to = form.get("municipality").strip() if how == MISDIRECTED else ""
        yield _Wish(act=Act.CLOSE, target=to, value=how)
    elif deed == Act.ASK:
        yield _Wish(act=Act.ASK, target=form.get("asked").strip(), reason=form.get("question"))
    elif deed == Act.ANSWER:
        yield _Wish(act=Act.ANSWER, reason=form.get("answer"))
    elif deed in _VERDICTS or deed in _NOTES:
        yield _Wish(act=Act(deed))


def changes(form: Form, case: Case) -> Iterator[_Wish]:
    """What in the form differs from the letter as it stands."""
    yield from _classes(form, case)
    for name in PARSERS:
        yield from _field(form, case, name)
    for match in case.matches or (None,):
        yield from _person(form, case, match)
    for index in range(max(1, len(case.rows))):
        yield from _home(form, index)
    if form.get("count"):
        yield _Wish(act=Act.COUNT, value=form.get("count"))
    if form.has("send.shown") and set(form.all("send")) != set(ordered_units(case)):
        yield _Wish(
            act=Act.SEND, value=",".join(form.all("send")), reason=form.get("send.reason").strip()
        )


def _classes(form: Form, case: Case) -> Iterator[_Wish]:
    read = case.classification
    kind, subkind, tenure = form.get("kind"), form.get("subkind"), form.get("tenure")
    if _differs(kind, read.kind, form, "kind"):
        yield _Wish(act=Act.KIND, value=kind)
    now = Kind(kind) if kind in set(Kind) else kind_of(case)
    # What was chosen under another kind is no word of this one.
    if subkind in SUBKINDS[now] and _differs(subkind, read.subkind, form, "subkind"):
        yield _Wish(act=Act.SUBKIND, value=subkind)
    if _differs(tenure, read.tenure, form, "tenure"):
        yield _Wish(act=Act.TENURE, value=tenure)


def _differs(said: str, now: Score, form: Form, name: str) -> bool:
    """Whether something else was chosen, or what stands was said to be right."""
    if not said:
        return False
    stands = isinstance(now, Settled) and said == str(now.value)
    return not stands or bool(form.get(f"ok.{name}"))


def _field(form: Form, case: Case, name: str) -> Iterator[_Wish]:
    key = f"field.{name}"
    if not form.has(key):
        return
    said = form.get(key).strip()
    found = case.findings.fields.get(name)
    stands = "" if found is None else written(found.value)
    picked = form.get(f"pick.{name}")
    confirmed = bool(form.get(f"ok.{name}") or picked) and bool(stands)
    box = _box(form.get(f"box.{name}"))
    if picked and said == stands and box is None:
        # One of the letter's own readings was pointed at; what was written by hand goes before it.
        one = next((one for one in readings(name, case) if written(one.value) == picked), None)
        said, box = picked, one.boxes[0] if one is not None and one.boxes else None
    if said == stands and not confirmed and box is None:
        return
    if confirmed and said == stands and box is None and found is not None and found.boxes:
        box = found.boxes[0]
    yield _Wish(act=Act.FIELD, target=name, value=said, box=box if said else None)


def _box(text: str) -> Box | None:
    """The place that was drawn; None for none, or for what is no place."""
    try:
        page, x0, top, x1, bottom = json.loads(text)
        return Box(page=int(page), x0=float(x0), top=float(top), x1=float(x1), bottom=float(bottom))
    except (ValueError, TypeError):
        return None


def _person(form: Form, case: Case, match: Match | None) -> Iterator[_Wish]:
    index = 0 if match is None else match.party
    said = form.get(f"person.{index}").replace("-", "").strip()
    stands = isinstance(match, Matched) and said == match.person.number.digits
    # Whoever is in doubt is confirmed by being chosen; whoever is not stands chosen on the page.
    if said and not (stands and match is not None and is_sure(match, case)):
        yield _Wish(act=Act.PERSON, target=str(index), value=said)


def _home(form: Form, index: int) -> Iterator[_Wish]:
    """The children marked and written, or that there are none: never both, never neither."""
    how = form.get(f"home.{index}")
    if not how:
        return
    numbers = [
        *form.all(f"child.{index}"),
        *form.get(f"children.{index}").replace(",", " ").split(),
    ]
    digits = [number.replace("-", "") for number in dict.fromkeys(numbers)]
    if how in {"no_minor", SOME_MINORS}:
        if digits:
            raise UnusableError("Välj antingen vilka barn, eller att inget eller okända berörs.")
        value = how
    else:
        if not digits:
            raise UnusableError("Välj vilka barn som berörs, eller att inget barn berörs.")
        value = ",".join(digits)
    yield _Wish(act=Act.HOUSEHOLD, target=str(index), value=value)


def fields_of(said: Said) -> Iterator[tuple[str, str]]:
    """The fields of a form that ask for the same, and for nothing else."""
    match said.act:
        case Act.KIND | Act.SUBKIND | Act.TENURE:
            yield said.act.value, said.value
            yield f"ok.{said.act}", "1"
        case Act.FIELD:
            yield f"field.{said.target}", said.value
            yield f"ok.{said.target}", "1"
            if said.box is not None:
                box = said.box
                place = [box.page, box.x0, box.top, box.x1, box.bottom]
                yield f"box.{said.target}", json.dumps(place)
        case Act.PERSON:
            yield f"person.{said.target}", said.value
        case Act.HOUSEHOLD:
            whole = said.value in {"no_minor", SOME_MINORS}
            yield f"home.{said.target}", said.value if whole else "children"
            yield f"children.{said.target}", "" if whole else said.value
        case Act.COUNT:
            yield "count", said.value
        case Act.SEND:
            yield from (("send.shown", "1"), ("send.reason", said.reason))
            yield from (("send", unit) for unit in units_said(said.value))
        case _:
            yield from _fields_of_all(said)


def _fields_of_all(said: Said) -> Iterator[tuple[str, str]]:
    """The same of what is said of the letter as a whole."""
    match said.act:
        case Act.CLOSE:
            yield from (("close", said.value), ("municipality", said.target))
        case Act.ASK:
            yield from (("asked", said.target), ("question", said.reason))
        case Act.ANSWER:
            yield "answer", said.reason
        case _:
            return
