"""A letter's case turned into what its review page shows."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.documents import coming, swedish
from pipeline.documents.coming import Near
from pipeline.domain.case import Case
from pipeline.domain.edits import Act, Edit, asked_of, in_force, to_forward
from pipeline.domain.fields import AMOUNT, CITY, MUNICIPALITY
from pipeline.domain.kinds import State
from pipeline.domain.match import Ambiguous, Matched
from pipeline.domain.own_decision import ordered_units
from pipeline.domain.page import Page
from pipeline.domain.people import Personnummer
from pipeline.domain.problems import Code
from pipeline.domain.swedish_time import in_sweden
from pipeline.store.claims import Claim
from pipeline.store.letters import Letter
from pipeline.usecases.dividing import Stack
from pipeline.usecases.kin import Kin
from pipeline.usecases.review import is_sent
from pipeline.web import showing_effect, showing_history, showing_values
from pipeline.web.contexts import Day
from pipeline.web.doubts import doubt_text, short_doubt
from pipeline.web.language import say, say_many, say_or_quote
from pipeline.web.letter_contexts import (
    LetterPage,
    Option,
    Sheet,
    Stacked,
    StackPage,
    Twin,
    Why,
)
from pipeline.web.showing_people import Hits, home_of, persons_of, rows_in_doubt, rows_of
from pipeline.web.targets import EFFECT, target_of
from pipeline.web.wording import TONES, kind_text, short_day, weekday, why_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the page tells besides the case: pages, edits, names of units, the confirmation.

    ``sent`` says who sent Kronofogden's confirmation and when; empty when nobody has. ``matter``
    are all notices of the eviction, those that came after this letter too; ``following`` is the
    letter to take next, ``ahead`` the one whose pages may be fetched beforehand; ``named`` that
    the asker may see protected identities; ``open`` the linked letters that they may see; ``kin``
    what the register tells of the children; ``colleagues`` those who may be asked; ``blank`` the
    pages of the scan that have nothing on them.
    """

    today: date
    pages: tuple[Page, ...]
    edits: tuple[Edit, ...]
    units: Mapping[str, str]
    confirmation: str
    confirmable: bool
    stack: Stack | None = None
    sent: str = ""
    claim: Claim | None = None
    following: str = ""
    ahead: str = ""
    hits: Hits | None = None
    named: bool = False
    matter: tuple[str, ...] = ()
    open: frozenset[str] = frozenset()
    colleagues: tuple[str, ...] = ()
    blank: frozenset[int] = frozenset()
    kin: Mapping[Personnummer, Kin] = field(default_factory=dict)


def page_of(letter: Letter, case: Case, around: Around) -> LetterPage:
    """The review page of a letter."""
    editable = case.state is State.REVIEW and not letter.closed
    asked = asked_of(around.edits)
    misdirected = to_forward(around.edits)
    reasons = _reasons(case, around.edits) if editable else ()
    values, more = showing_values.values_of(case, editable=editable)
    return LetterPage(
        letter=letter.id,
        short=letter.id[:12],
        revision=letter.revision,
        action=secrets.token_hex(8),
        kind=kind_text(case),
        state=say("Avslutat utan att skickas")
        if letter.closed
        else swedish.opening(say(swedish.STATES[case.state])),
        priority=say(swedish.PRIORITIES[case.priority]),
        tone=TONES[case.priority],
        received_on=weekday(case.received_on),
        intake_point=case.intake_point,
        reviewed_by=case.reviewed_by or "",
        editable=editable,
        approvable=editable,
        returnable=not editable,
        restricted=letter.restricted,
        why=why_text(case.reasons, lambda one: short_doubt(one, case)) if editable else "",
        reasons=reasons,
        order=_order(reasons),
        pages=tuple(map(_sheet, around.pages)),
        values=values,
        more=more,
        persons=() if case.rows else persons_of(case, around.hits, named=around.named),
        home=home_of(case.household, case, kin=around.kin),
        rows=tuple(rows_of(case, around.units, around.hits, named=around.named, kin=around.kin)),
        send=_send(case, around.units) if editable and not case.rows else (),
        onward=_onward(case, around.units) if editable and not case.rows else None,
        effect=showing_effect.standing(case, around.units, around.today, sent=around.sent),
        nearest=tuple(
            day_of(one)
            for one in coming.nearest(case, around.today, confirmed=not around.confirmable)
        ),
        matter=around.matter,
        twins=tuple(_twins(case, around.open)) if editable else (),
        confirmation=around.confirmation,
        confirmable=around.confirmable,
        confirmed=swedish.opening(say(around.sent)) if around.sent else "",
        question=""
        if asked is None
        else say(
            "{name} frågar {asked}: {question}",
            name=asked.by,
            asked=asked.target,
            question=asked.reason,
        ),
        asked="" if asked is None else asked.target,
        municipality="" if misdirected is None else misdirected.target,
        town=_town(case),
        colleagues=around.colleagues,
        stack=_stacked(around.stack, letter, around.blank),
        history=showing_history.deeds(around.edits, around.units),
        held=held_text(around.claim),
        following=around.following,
        ahead=around.ahead,
    )


def held_text(claim: Claim | None) -> str:
    """Who has the letter before them, and since when; empty for nobody."""
    if claim is None:
        return ""
    since = f"{in_sweden(claim.since):%H.%M}"
    return say("{name} har det öppet sedan {time}", name=claim.by, time=since)


def _reasons(case: Case, edits: Iterable[Edit]) -> tuple[Why, ...]:
    found: dict[str, str] = {}
    for one in case.reasons:
        rows = tuple(rows_in_doubt(case)) if one.code is Code.ROWS_IN_REVIEW else ()
        if rows:
            found |= {text: f"r-{number}" for number, text in rows}
            continue
        said = doubt_text(one, case)
        if one.code is Code.RETURNED:
            said = returned_text(edits) or said
        found.setdefault(said, target_of(one, case))
    return tuple(Why(text=text, target=target) for text, target in found.items())


def returned_text(edits: Iterable[Edit]) -> str:
    """Who sent the letter back to review, and why in their own words; empty where none is kept."""
    back = [one for one in in_force(tuple(edits)) if one.act is Act.RETURN and one.reason]
    if not back:
        return ""
    return say(
        "{name} har skickat tillbaka brevet. Skäl: {reason}",
        name=back[-1].by,
        reason=say_or_quote(back[-1].reason),
    )


def _town(case: Case) -> str:
    """The other municipality that the letter seems to be for, as it prints it; empty for none."""
    if all(one.code is not Code.OTHER_MUNICIPALITY for one in case.reasons):
        return ""
    return swedish.clean(case.findings.value(MUNICIPALITY) or case.findings.value(CITY) or "")


def _twins(case: Case, shown: frozenset[str]) -> Iterator[Twin]:
    """The earlier letters that this one may be a copy of, as far as the asker may see them."""
    amount = case.findings.value(AMOUNT)
    for one in case.linked:
        if one.copy and one.letter in shown:
            day, short = short_day(one.received_on), one.letter[:12]
            if amount is not None and one.amount == amount:
                text = say("Kom {day}, brev {letter}, samma belopp", day=day, letter=short)
            else:
                text = say("Kom {day}, brev {letter}", day=day, letter=short)
            yield Twin(letter=one.letter, text=text, reason=f"Samma brev som {short}.")


def _send(case: Case, units: Mapping[str, str]) -> tuple[Option, ...]:
    """The units that the letter may be sent to by the reviewer's own decision."""
    ordered = ordered_units(case)
    return tuple(
        Option(value=unit, text=name, chosen=unit in ordered) for unit, name in units.items()
    )


def _onward(case: Case, units: Mapping[str, str]) -> Option | None:
    """Whom the routine would have handle it, where the person is not settled; None where it is."""
    known = case.matches and all(isinstance(one, Matched) for one in case.matches)
    holds = case.decision.deliveries if case.decision is not None else ()
    unit = next((one.unit for one in holds if one.original), "")
    if known or case.restricted or ordered_units(case) or unit not in units:
        return None
    vague = any(isinstance(one, Ambiguous) for one in case.matches)
    why = say("Personen är oklar") if vague else say("Personen finns inte i registret")
    return Option(value=unit, text=units[unit], heading=why)


def _order(reasons: tuple[Why, ...]) -> tuple[str, ...]:
    """The page's parts, the one that settles the first doubt on top."""
    parts = ("values", "people", "effect")
    target = reasons[0].target if reasons else ""
    first = "people" if target.startswith(("person-", "home-", "rows")) else "values"
    if target == EFFECT:
        first = "effect"
    return tuple(sorted(parts, key=lambda part: part != first))


def _sheet(page: Page) -> Sheet:
    notes = []
    if page.turned:
        notes.append(say("vänd {degrees}°", degrees=page.turned))
    if not page.turn_sure:
        notes.append(say("osäkert om den är rättvänd"))
    if page.blank:
        notes.append(say("tom"))
    return Sheet(number=page.number, width=page.width, height=page.height, note=", ".join(notes))


def _stacked(stack: Stack | None, letter: Letter, blank: frozenset[int]) -> Stacked:
    """The stack that a letter lies in, page by page."""
    if stack is None:
        return Stacked(seen="", pages=())
    owner = {page: place for place, pages in stack.pages.items() for page in pages}
    pages = []
    for number in range(1, stack.document.pages + 1):
        place = owner.get(number)
        begins = place is not None and stack.pages[place][0] == number
        pages.append(
            StackPage(
                number=number,
                how="none" if place is None else "begin" if begins else "go",
                letter="" if place is None else stack.letters[place].id[:12],
                here=place == letter.place,
                locked=number not in stack.open,
                blank=number in blank,
            )
        )
    sent = sum(map(is_sent, stack.letters.values()))
    told = say_many(
        "{number} brev i bunten är redan skickat. Det som ändras bedöms på nytt: enheterna får "
        "ett nytt underlag, eller besked om att brevet inte längre berör dem.",
        "{number} brev i bunten är redan skickade. De som ändras bedöms på nytt: enheterna får "
        "nya underlag, eller besked om att breven inte längre berör dem.",
        sent,
    )
    return Stacked(seen=stack.seen, pages=tuple(pages), sent=told if sent else "")


def day_of(one: Near) -> Day:
    """A day to keep as the pages show it; one that has passed says so in a word."""
    return Day(
        day=short_day(one.on),
        what=say_or_quote(one.what),
        mark=say(coming.PASSED) if one.passed else "",
        tone="wrong" if one.passed else "",
    )
