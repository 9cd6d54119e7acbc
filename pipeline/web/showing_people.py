"""Persons, households and children as the review page shows them, and whom one may choose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from pipeline.documents import swedish
from pipeline.documents.sheet_people import address
from pipeline.domain.case import Case, RowCase
from pipeline.domain.fields import AMOUNT, EVICTION_AT, Party
from pipeline.domain.kinds import State
from pipeline.domain.match import (
    Ambiguous,
    Candidate,
    Household,
    Match,
    Matched,
    Minor,
    NoMinor,
    Unknown,
    Unmatched,
)
from pipeline.domain.people import Person, Personnummer, Protection, age
from pipeline.domain.problems import Code, Problem
from pipeline.usecases.kin import Kin
from pipeline.usecases.picking import compared, sought_at
from pipeline.web.comparison import traits_of
from pipeline.web.language import say, say_many
from pipeline.web.letter_contexts import Child, Choice, Home, Line, Suggested
from pipeline.web.showing_values import boxes_of, tone_of
from pipeline.web.targets import doubted
from pipeline.web.wording import listed, marked, years

_NOBODY = Kin(name="", adults=())
NO_KIN: Mapping[Personnummer, Kin] = MappingProxyType({})
"""What is told of children where the register was not asked."""

_SIDE_BY_SIDE = 3
"""How many persons are compared beside each other: more are not taken in at a glance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What the register answered: the party or row it was asked for, the text, the persons."""

    index: int
    text: str
    found: tuple[Candidate, ...]


def persons_of(case: Case, hits: Hits | None, *, named: bool) -> tuple[Suggested, ...]:
    """Each party of the letter; one empty place to choose for where nobody is named.

    ``named`` as in :func:`suggested`.
    """
    parties = case.findings.parties
    found = tuple(
        suggested(
            match,
            parties[match.party] if match.party < len(parties) else None,
            case,
            hits,
            named=named,
        )
        for match in case.matches
    )
    nobody = Unmatched(party=0, why=Problem(code=Code.PERSON_NOT_FOUND))
    return found or (suggested(nobody, None, case, hits, named=named),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """Somebody who may be chosen: compared with the print, and where the proposal comes from."""

    candidate: Candidate
    note: str


def suggested(
    match: Match, party: Party | None, case: Case, hits: Hits | None, *, named: bool
) -> Suggested:
    """Whom the match means, why, and whom else one may choose.

    Nobody with a protected identity, but for those ``named`` to see them.
    """
    mine = hits if hits is not None and hits.index == match.party else None
    offers = {one.candidate.person.number: one for one in reversed([*_offers(match), *_hits(mine)])}
    shown = tuple(
        one for one in reversed(offers.values())
        if named or one.candidate.person.protection is Protection.NONE
    )  # fmt: skip
    chosen = match.person.number if isinstance(match, Matched) else None
    sure = is_sure(match, case)
    known = match if isinstance(match, Matched) else None
    certainty = _certainty(match, sure=sure)
    sought = sought_at(case, match.party)
    beside = compared(sought, [one.candidate.person for one in shown[:_SIDE_BY_SIDE]])
    return Suggested(
        index=match.party,
        printed="" if party is None or party.name is None else swedish.clean(party.name.value),
        name="" if known is None else known.person.full_name,
        number="" if known is None else known.person.number.printed,
        certainty=marked(certainty),
        tone=tone_of(certainty),
        boxes=_boxes(party),
        evidence=tuple(_evidence(match)),
        choices=tuple(
            choice_of(
                one.candidate.person,
                one.note,
                chosen=sure and one.candidate.person.number == chosen,
            )
            for one in shown
        ),
        traits=traits_of(sought, beside),
        open=not sure or mine is not None,
        search="" if mine is None else mine.text,
        sought=mine is not None,
    )


def choice_of(person: Person, note: str = "", *, chosen: bool = False) -> Choice:
    """A person of the register as one may be picked."""
    return Choice(
        value=person.number.digits,
        name=person.full_name,
        number=person.number.printed,
        address=address(person.address),
        note=note,
        chosen=chosen,
    )


def _offers(match: Match) -> Iterator[_Offer]:
    match match:
        case Matched():
            note = say("vald") if match.method == "edit" else say("programmets förslag")
            mine = Candidate(person=match.person, evidence=match.evidence)
            yield _Offer(candidate=mine, note=note)
            if match.runner_up is not None:
                yield _Offer(candidate=match.runner_up, note=say("näst bäst"))
        case Ambiguous():
            for candidate in match.candidates:
                yield _Offer(candidate=candidate, note=say("möjlig"))
        case Unmatched():
            return


def _hits(hits: Hits | None) -> Iterator[_Offer]:
    for candidate in () if hits is None else hits.found:
        yield _Offer(candidate=candidate, note=say("sökträff"))


def is_sure(match: Match, case: Case) -> bool:
    """Whether nothing about the person is left to be chosen."""
    if not isinstance(match, Matched):
        return False
    if match.method == "edit":
        return True
    in_doubt = match.doubts or f"person-{match.party}" in doubted(case)
    return not in_doubt and swedish.certainty(match.confidence) == "säker"


def _certainty(match: Match, *, sure: bool) -> str:
    match match:
        case Matched(method="edit"):
            return "vald"
        case Matched():
            told = swedish.certainty(match.confidence)
            return "kontrollera" if told == "säker" and not sure else told
        case Ambiguous():
            return "osäker"
        case Unmatched():
            return "inte hittad"


def _evidence(match: Match) -> Iterator[str]:
    match match:
        case Matched(method="edit"):
            yield say("Vald av en granskare.")
        case Matched():
            method = say(swedish.METHODS.get(match.method, match.method))
            yield say("Funnen genom {method}.", method=method)
            yield from (say(doubt.remedy) for doubt in match.doubts)
        case Ambiguous() | Unmatched():
            yield say(match.why.remedy)


def _boxes(party: Party | None) -> str:
    parts = () if party is None else (party.name, party.personnummer)
    return boxes_of(box for part in parts if part is not None for box in part.boxes)


def home_of(
    household: Household | None,
    case: Case,
    index: int = 0,
    *,
    kin: Mapping[Personnummer, Kin] = NO_KIN,
) -> Home:
    """The household in words, with the children that may be named as concerned."""
    minors = None if household is None else household.minors
    known = minors is not None and (not isinstance(minors, Unknown) or minors.exist)
    in_doubt = not known or (not case.rows and "home-0" in doubted(case))
    certainty = "osäker" if not known else "kontrollera" if in_doubt else "säker"
    return Home(
        index=index,
        text=household_text(household),
        certainty=marked(certainty),
        tone=tone_of(certainty),
        settled=not in_doubt,
        children=tuple(_children(household, case, kin)),
        choices=tuple(_child_choices(household, case, kin)),
    )


def about(case: Case) -> str:
    """Whom the letter is about, whether children are, and what it is over, in one line."""
    if case.rows:
        return say_many("Gäller: {number} rad i en lista", "Gäller: {number} rader i en lista",
                        len(case.rows))  # fmt: skip
    who = [
        f"{one.person.full_name} {one.person.number.printed}"
        if isinstance(one, Matched)
        else say("oklart vem")
        if isinstance(one, Ambiguous)
        else say("ingen funnen i registret")
        for one in case.matches
    ]
    parts = [
        say("Gäller: {who}", who=", ".join(dict.fromkeys(who)) or say("ingen funnen i registret")),
        say("barn: {children}", children=_children_said(case.household)),
    ]
    at, amount = case.findings.value(EVICTION_AT), case.findings.value(AMOUNT)
    if at is not None:
        parts.append(say("tid: {at}", at=swedish.moment(at)))
    if amount is not None:
        parts.append(say("belopp: {amount}", amount=swedish.kronor(amount)))
    return ", ".join(parts)


def _children_said(home: Household | None) -> str:
    """How many children are concerned, in a word or two; never "none" where it is not known."""
    if home is None:
        return say("oklart")
    if isinstance(home.minors, Unknown):
        return say("ja, oklart vilka") if home.minors.exist else say("oklart")
    if isinstance(home.minors, NoMinor):
        return say("inget")
    return str(len(home.minors.children))


def household_text(home: Household | None) -> str:
    """Whether children are concerned, in a sentence that never guesses."""
    if home is None:
        return say("Hushållet är inte känt. Det går inte att säga om barn berörs.")
    minors = home.minors
    if isinstance(minors, NoMinor):
        return say("Registret visar inget barn: sökt på vårdnad, föräldraskap och adress.")
    if isinstance(minors, Unknown) and minors.exist:
        return say(minors.why.remedy)
    if isinstance(minors, Unknown):
        return f"{say('Det går inte att säga om barn berörs.')} {say(minors.why.remedy)}"
    return say("Barn berörs.")


def minors_of(home: Household | None) -> tuple[Minor, ...]:
    """The children who are concerned, or may be."""
    return () if home is None or isinstance(home.minors, NoMinor) else home.minors.children


def _children(
    home: Household | None, case: Case, kin: Mapping[Personnummer, Kin]
) -> Iterator[Child]:
    names = {} if home is None else {one.number: one.full_name for one in home.members}
    for minor in minors_of(home):
        about = kin.get(minor.number, _NOBODY)
        name = names.get(minor.number) or about.name or say("Barn")
        parts = [
            years(age(minor.number.born, case.received_on)),
            say(swedish.BASES.get(minor.basis, minor.basis)),
        ]
        if not minor.at_home:
            parts.append(say("skrivet på annan adress"))
        if minor.adult_before:
            parts.append(say("fyller 18 före avhysningen"))
        if about.adults:
            parts.append(say("vårdnadshavare: {names}", names=listed(about.adults)))
        yield Child(name=f"{name}, {minor.number.printed}", told=", ".join(parts))


def _child_choices(
    home: Household | None, case: Case, kin: Mapping[Personnummer, Kin]
) -> Iterator[Choice]:
    """The children that are known of: those concerned, and all others in the home."""
    people = () if home is None else home.members
    known = {one.number: one for one in people}
    numbers = [one.number for one in minors_of(home)]
    numbers += [one.number for one in people if one.is_minor(case.received_on)]
    for number in dict.fromkeys(numbers):
        person = known.get(number)
        yield Choice(
            value=number.digits,
            name=kin.get(number, _NOBODY).name or say("Barn")
            if person is None
            else person.full_name,
            number=number.printed,
            address=years(age(number.born, case.received_on)),
        )


def rows_of(
    case: Case,
    units: Mapping[str, str],
    hits: Hits | None,
    *,
    named: bool,
    kin: Mapping[Personnummer, Kin],
) -> Iterator[Line]:
    """The rows of a list, each with its own person, home, doubts and receivers."""
    for row in case.rows:
        printed = case.findings.rows[row.row]
        name = printed.party.name
        own = _own_doubts(row, case)
        person = suggested(row.match, printed.party, case, hits, named=named)
        yield Line(
            number=row.row + 1,
            name="" if name is None else swedish.clean(name.value),
            amount="" if printed.amount is None else swedish.kronor(printed.amount.value),
            state=say(swedish.STATES[row.state])
            if row.state is State.ROUTED
            else say("avgör raden")
            if own
            else say("klar när listan är avgjord"),
            tone="sure" if row.state is State.ROUTED else "doubt" if own else "soft",
            boxes=boxes_of(printed.boxes),
            reasons=tuple(dict.fromkeys(say(one.remedy) for one in own)),
            person=replace(person, open=person.open and bool(own or person.sought)),
            home=home_of(row.household, case, row.row, kin=kin),
            receivers=tuple(receivers(row, units)),
        )


def _own_doubts(row: RowCase, case: Case) -> list[Problem]:
    """The doubts of a row that are not the whole list's."""
    listed = {str(one) for one in case.reasons}
    return [one for one in row.reasons if str(one) not in listed]


def rows_in_doubt(case: Case) -> Iterator[tuple[int, str]]:
    """The rows of a list that keep it back: their numbers, and why in a sentence."""
    for row in case.rows:
        own = _own_doubts(row, case)
        if row.state is State.REVIEW and own:
            number = row.row + 1
            yield number, say("Rad {number}: {remedy}", number=number, remedy=say(own[0].remedy))


def receivers(row: RowCase, units: Mapping[str, str]) -> Iterable[str]:
    """Who gets a row of a list."""
    for one in row.decision.deliveries if row.decision else ():
        unit, role = units.get(one.unit, one.unit), say(swedish.ROLES[one.role])
        if one.officer:
            yield say("{unit} {role} ({officer})", unit=unit, role=role, officer=one.officer)
        else:
            yield say("{unit} {role}", unit=unit, role=role)
