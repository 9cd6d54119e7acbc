"""The home's address as the trained reader of roles sees it, weighed against what the rules chose.

A sender's office and a complaining neighbour's flat look like a home to a rule; the reader of roles
tells them by what stands around. Where it is sure that a chosen place is another's, the place that
it takes for the home is used, and where there is none the value is left out or said to be unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from extractors.finders.labels import above
from extractors.finders.letter import Letter, plain
from extractors.finders.places import APARTMENT as FLAT
from extractors.finders.places import POSTAL, STREET, is_street
from pipeline.domain.fields import ADDRESS, APARTMENT, CITY, POSTAL_CODE, Field, Findings, Name
from pipeline.domain.kinds import Kind
from pipeline.domain.roles import PERSONS_MEANT, SpanRole

_IN_BRACKETS = re.compile(r"(?<=[0-9A-Ha-h] )\((?P<number>1[0-9][0-9]{2})\)")
_HOME = 0.8
"""From this share on the reader takes a place for the home, when nobody else's is so likely."""

_NOT_HOME = 0.2
_OTHERS = 0.6
_OTHERS_FLAT = 0.8
_SURE = 0.985
_FOREIGN = (SpanRole.SENDER_ADDRESS, SpanRole.OTHER_ADDRESS, SpanRole.AUTHORITY)


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    home: float
    foreign: float


def find(letter: Letter, found: Findings) -> Findings:
    """Weighs ``address`` and ``apartment`` against the reader; without a reader, nothing changes.

    A replaced address takes its postal code with it: that one stood with the other's street.
    """
    if not letter.roles or letter.kind is Kind.DEBT_LIST:
        return found
    return _flat(letter, _postal(letter, _street(letter, found)))


def _street(letter: Letter, found: Findings) -> Findings:
    field = found.get(ADDRESS)
    places = _places(letter, STREET, "street")
    chosen = None if field is None else places.get(_key(field.value))
    if field is None or chosen is None:
        return found
    rivals = {key: one for key, one in places.items() if one is not chosen and one.home >= 0.5}
    if rivals and _under_sender(letter, chosen):
        chosen = replace(chosen, home=0.0, foreign=1.0)
        rivals = {key: one for key, one in rivals.items() if not _under_sender(letter, one)}
    if chosen.home >= _HOME and not rivals:
        words = letter.place(field.value, chosen.start, chosen.end, finder="home", sure=_SURE)
        sure = 0.0 if words is None else words.confidence
        return found.with_field(ADDRESS, replace(field, confidence=max(field.confidence, sure)))
    if chosen.home > _NOT_HOME or chosen.foreign < _OTHERS:
        return found
    homes = list(rivals.values())
    other = _address(letter, homes[0]) if len(homes) == 1 else None
    if other is None:
        return found.with_field(ADDRESS, replace(field, confidence=0.5 * field.confidence))
    return _without(found.with_field(ADDRESS, other), POSTAL_CODE, CITY)


def _under_sender(letter: Letter, place: _Place) -> bool:
    """Whether a street stands straight behind or under the sender's name, as in a letterhead."""
    cell = letter.cell_at(place.start)
    if cell is None:
        return False
    over = above(letter, cell, most=1)
    start = over[0].start if over else cell.start
    return any(
        start <= one < place.start for one, _ in letter.roles.runs(letter.text, SpanRole.SENDER)
    )


def _address(letter: Letter, place: _Place) -> Field[str] | None:
    text = re.sub(r"\s+", " ", letter.text.value[place.start : place.end]).strip(" ,.")
    return letter.place(text, place.start, place.end, finder="whereabouts", sure=0.85)


def _postal(letter: Letter, found: Findings) -> Findings:
    """Without a postal code that stands with another's street alone."""
    field = found.get(POSTAL_CODE)
    chosen = None if field is None else _places(letter, POSTAL, "code").get(_key(field.value))
    if chosen is None or chosen.home > _NOT_HOME or chosen.foreign < _OTHERS_FLAT:
        return found
    return _without(found, POSTAL_CODE, CITY)


def _flat(letter: Letter, found: Findings) -> Findings:
    """The flat, unless it is the flat of somebody else who is named beside it."""
    field = found.get(APARTMENT)
    flats = _places(letter, FLAT, "number") | _places(letter, _IN_BRACKETS, "number")
    chosen = None if field is None else flats.get(_key(field.value))
    if chosen is None or chosen.home > _NOT_HOME or chosen.foreign < _OTHERS_FLAT:
        return found
    homes = [one for one in flats.values() if one.home >= _HOME]
    if len(homes) == 1:
        value = letter.text.value[homes[0].start : homes[0].end]
        own = letter.place(value, homes[0].start, homes[0].end, finder="whereabouts", sure=0.85)
        if own is not None:
            return found.with_field(APARTMENT, own)
    return _without(found, APARTMENT) if _beside_another(letter, chosen) else found


def _beside_another(letter: Letter, place: _Place) -> bool:
    """Whether another person than those meant is named in the flat's own line."""
    cell = letter.cell_at(place.start)
    if cell is None:
        return False
    row = letter.rows[cell.row]
    start, end = row[0].start, row[-1].end
    runs = letter.roles.runs(letter.text, SpanRole.OTHER_PERSON, SpanRole.STAFF)
    meant = letter.roles.runs(letter.text, *PERSONS_MEANT)
    return any(start <= one < end for one, _ in runs) and not any(
        cell.start <= one < cell.end for one, _ in meant
    )


def _places(letter: Letter, pattern: re.Pattern[str], group: str) -> dict[str, _Place]:
    """Each street or flat once, with the reader's strongest belief over all its mentions."""
    found: dict[str, _Place] = {}
    for hit in pattern.finditer(letter.plain):
        start, end = hit.span(group)
        if group == "street" and ("\t" in hit[group] or not is_street(hit[group])):
            continue
        home = letter.roles.share(letter.text, start, end, SpanRole.HOME)
        foreign = letter.roles.share(letter.text, start, end, *_FOREIGN)
        key = _key(letter.text.value[start:end])
        known = found.get(key)
        if known is None:
            found[key] = _Place(start, end, home, foreign)
        elif home > known.home:
            found[key] = _Place(start, end, home, max(foreign, known.foreign))
    return found


def _key(value: str) -> str:
    return re.sub(r"\W", "", plain(value).lower())


def _without(found: Findings, *names: Name[Any]) -> Findings:
    gone = {name.text for name in names}
    kept: Iterable[tuple[str, Field[Any]]] = found.fields.items()
    return replace(
        found, fields=MappingProxyType({key: one for key, one in kept if key not in gone})
    )
