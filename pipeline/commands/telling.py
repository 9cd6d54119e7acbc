"""A letter in words for staff, as ``review show`` and ``explain`` print it.

The words are those of the letter's page; codes, patterns, weights and points are left to
``--detail``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from pipeline.commands.waiting import doubt_text
from pipeline.documents import swedish
from pipeline.domain.case import Case, Earlier
from pipeline.domain.explaining import ended, word
from pipeline.store import letters
from pipeline.store.letters import Letter
from pipeline.store.packets import Packet
from pipeline.usecases import review
from pipeline.usecases.engine import newest_routine
from pipeline.usecases.evictions import lines_of, matter_of
from pipeline.usecases.explain import Way, event_text
from pipeline.usecases.office import Office
from pipeline.usecases.status import confirmations
from pipeline.web.contexts import Day
from pipeline.web.letter_contexts import Home, LetterPage, Line, Suggested
from pipeline.web.showing import Around, page_of

_PACKETS = {
    "planned": "på väg",
    "built": "på väg",
    "delivered": "ligger i utkorgen",
    "picked_up": "hämtat",
    "withdrawn": "återtaget innan det lades ut",
}


def letter_text(
    office: Office, letter: Letter, case: Case, *, by: str = "", whole: bool = False
) -> str:
    """All that staff need to know of a letter: why it waits, what was read, what is proposed.

    ``whole`` tells every step of the routine with its sentence; otherwise the first, as the page.
    """
    around = Around(
        today=office.today(),
        pages=(),
        edits=letters.edits(office.ledger, letter.id),
        units=unit_names(office),
        confirmation="",
        confirmable=any(one.letter == letter.id for one in confirmations(office)),
        sent=review.confirmation_sent(office, letter),
        matter=tuple(lines_of(matter_of(office, letter.id, by=by))),
    )
    page = page_of(letter, case, around)
    return "\n".join(_lines(page, case, around.units, whole=whole))


def way_text(office: Office, way: Way, *, by: str = "") -> str:
    """The whole way of a letter, or of a document that holds none."""
    document = way.document
    kom = f"kom {document.received_on}, intagsställe {document.intake_point}"
    lines = [f"Dokument {document.sha256[:12]}, {document.name}, {kom}"]
    if document.reason is not None:
        lines += ["Gick inte att läsa.", f"  {document.reason.remedy}"]
    if way.letter is not None and way.case is not None:
        lines += [letter_text(office, way.letter, way.case, by=by, whole=True)]
        lines += _section("Skäl som någon har godtagit", _accepted(way.case))
    units = unit_names(office)
    lines += _section("Underlag", [_packet(one, units) for one in way.packets])
    lines += _section("Händelser", [event_text(one) for one in way.events])
    lines += _section("Vem som har sett brevet", list(way.readers))
    return "\n".join(lines)


def unit_names(office: Office) -> dict[str, str]:
    """The routine's units in words."""
    routine = newest_routine(office.workspace.config)
    return {unit.id: unit.name for unit in routine.units}


def _lines(page: LetterPage, case: Case, units: Mapping[str, str], *, whole: bool) -> Iterator[str]:
    point = "" if page.intake_point == "default" else f" till {page.intake_point}"
    by = f", granskat av {page.reviewed_by}" if page.reviewed_by else ""
    yield f"Brev {page.short}, version {page.revision}"
    yield f"{page.priority}. Kom {page.received_on}{point}. {page.state}{by}."
    for day in page.nearest:
        yield f"Närmaste dag: {_day(day)}"
    doubts = dict.fromkeys(doubt_text(why, case) for why in case.reasons)
    yield from _section("Varför brevet väntar", doubts)
    yield from _section("Besked i samma mål", page.matter)
    if case.restricted:
        # As on paper: of a letter that touches a protected identity, nobody's home is printed.
        yield from _section(_proposal(page), _decided(page, whole=whole))
        return
    yield from _section("Det som lästs", _values(page))
    yield from _section("Vem det gäller", (said for one in page.persons for said in _person(one)))
    if not page.rows:
        yield from _section("Hushåll och barn", _home(page.home))
    for row in page.rows:
        yield from _section(f"Rad {row.number} i listan", _row(row))
    cases = (
        f"{units.get(one.unit, one.unit)} {one.number} {one.officer}".rstrip() for one in case.cases
    )
    yield from _section("Öppna ärenden", cases)
    closed = (f"{units.get(one.unit, one.unit)} {one.number}, {ended(one)}" for one in case.closed)
    yield from _section("Nyligen avslutade ärenden", closed)
    yield from _section("Tidigare brev som räknas", map(_earlier, case.earlier))
    yield from _section("Andra brev som hör ihop", map(_earlier, case.linked))
    yield from _section(_proposal(page), _decided(page, whole=whole))
    yield from _section("Historik", _history(page))


def _section(title: str, lines: Iterable[str]) -> list[str]:
    body = [f"  {line}" for line in lines]
    return ["", title, *body] if body else []


def _proposal(page: LetterPage) -> str:
    return "Förslag: det här händer om du godkänner" if page.editable else "Det här beslutades"


def _values(page: LetterPage) -> Iterator[str]:
    for one in page.values:
        if not one.certainty:
            continue
        places = json.loads(one.boxes)
        place = f" (sida {places[0][0]})" if places else ""
        note = f". {one.note}" if one.note else ""
        yield f"{one.certainty:<14} {one.label}: {one.text}{place}{note}"


def _history(page: LetterPage) -> Iterator[str]:
    for deed in reversed(page.history):
        undone = " (ångrat)" if deed.undone else ""
        for line in deed.lines:
            yield f"{deed.at} {deed.by} {line}.{undone}"


def _person(one: Suggested) -> Iterator[str]:
    printed = f"I brevet: {one.printed}. " if one.printed else ""
    who = f"{one.name}, {one.number}" if one.name else "Ingen vald"
    yield f"{one.certainty:<14} {printed}{who}. {' '.join(one.evidence)}"
    for other in one.choices:
        note = f" ({other.note})" if other.note else ""
        home = other.address or "adress saknas"
        yield f"  kan vara {other.name}, {other.number}, {home}{note}"


def _home(home: Home) -> Iterator[str]:
    yield home.text
    for child in home.children:
        yield f"  barn: {child.name}, {child.told}"


def _row(row: Line) -> Iterator[str]:
    yield f"{row.name or 'namn saknas'}, {row.amount or 'belopp saknas'}: {row.state}"
    yield from row.reasons
    yield from _person(row.person)
    yield from _home(row.home)
    for receiver in row.receivers:
        yield f"till {receiver}"


def _decided(page: LetterPage, *, whole: bool) -> Iterator[str]:
    told = page.effect
    if not told.receivers and not page.rows:
        yield "Ingen enhet får brevet ännu."
    for one in told.receivers:
        yield f"till {one.text}"
    for draft in told.letters:
        yield f"utkast: {draft.text}"
    for day in told.days:
        mark = f" {day.mark}" if day.mark else ""
        ground = f". {day.note}" if whole and day.note else ""
        yield f"dag att hålla: {day.day}{mark}: {day.text}{ground}"
    for rule in told.rules if whole else told.rules[:1]:
        yield f"enligt {rule.id}, {rule.heading}:"
        if rule.sentence:
            yield f"  «{rule.sentence}»"
        if rule.silent:
            yield f"  {rule.silent}" if rule.sentence else f"  Rutinen är tyst: {rule.silent}"
    if not whole and len(told.rules) > 1:
        yield f"och {len(told.rules) - 1} steg till: troskel explain {page.short}"


def _day(day: Day) -> str:
    mark = f" {day.mark}" if day.mark else ""
    return f"{day.day}{mark}: {day.what}"


def _earlier(one: Earlier) -> str:
    kind = word(f"{one.kind}.{one.subkind}") if one.subkind else word(one.kind)
    return f"{one.received_on.isoformat()} {kind}, brev {one.letter[:12]}"


def _accepted(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(doubt_text(why, case) for why in case.accepted))


def _packet(one: Packet, units: dict[str, str]) -> str:
    gone = ", ersatt av ett nyare" if one.superseded and not one.is_handed_back else ""
    state = "återlämnat" if one.is_handed_back else _PACKETS.get(one.state, one.state)
    return f"{units.get(one.unit, one.unit)} {swedish.ROLES[one.role]}: {state}{gone}, {one.path}"
