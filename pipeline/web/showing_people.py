"""Persons, households and children as the review page shows them, and whom one may choose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.documents import swedish
from pipeline.documents.sheet_people import address
from pipeline.domain.case import Case, RowCase
from pipeline.domain.fields import Party
from pipeline.domain.kinds import State
from pipeline.domain.match import (
    Ambiguous,
    Household,
    Match,
    Matched,
    Minor,
    NoMinor,
    Unknown,
    Unmatched,
)
from pipeline.domain.people import Person, Protection, age
from pipeline.domain.problems import Code, Problem
from pipeline.web.contexts import Choice, Home, Line, Suggested


def tone_of(certainty: str) -> str:
    """The colour that goes with a word of certainty; never shown without the word."""
    return {"säker": "sure", "ganska säker": "soft"}.get(certainty, "doubt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What the register answered: the party or row it was asked for, the text, the persons."""

    index: int
    text: str
    persons: tuple[Person, ...]


def choice_of(person: Person, note: str = "") -> Choice:
    """A person of the register as one may be picked."""
    return Choice(
        value=person.number.digits,
        name=person.full_name,
        number=person.number.printed,
        address=address(person.address) or "adress saknas",
        note=note,
    )


def persons_of(case: Case, hits: Hits | None) -> tuple[Suggested, ...]:
    """Each party of the letter; one empty place to choose for where nobody is named."""
    parties = case.findings.parties
    found = tuple(
        suggested(match, parties[match.party] if match.party < len(parties) else None, hits)
        for match in case.matches
    )
    nobody = Unmatched(party=0, why=Problem(code=Code.PERSON_NOT_FOUND))
    return found or (suggested(nobody, None, hits),)


def suggested(match: Match, party: Party | None, hits: Hits | None) -> Suggested:
    """Whom the match means, why, and whom else one may choose."""
    printed = "" if party is None or party.name is None else swedish.clean(party.name.value)
    match match:
        case Matched():
            shown = _matched(match, printed)
        case Ambiguous():
            shown = _unsettled(match, printed, "osäker", (one.person for one in match.candidates))
        case Unmatched():
            shown = _unsettled(match, printed, "inte hittad", ())
    if hits is None or hits.index != match.party:
        return shown
    had = {one.value for one in shown.choices}
    more = (choice_of(one, "sökträff") for one in _open(hits.persons))
    return replace(
        shown,
        choices=(*shown.choices, *(one for one in more if one.value not in had)),
        open=True,
        search=hits.text,
        sought=True,
    )


def _open(persons: Iterable[Person]) -> Iterator[Person]:
    """Those without a protected identity: no page shows another, whatever led to it."""
    return (one for one in persons if one.protection is Protection.NONE)


def _matched(match: Matched, printed: str) -> Suggested:
    chosen = match.method == "edit"
    certainty = "osäker" if match.doubts else swedish.certainty(match.confidence)
    unsure = not chosen and certainty != "säker"
    others: list[Choice] = []
    if unsure:
        others.append(choice_of(match.person, "programmets förslag"))
        if match.runner_up is not None:
            others += [choice_of(one, "näst bäst") for one in _open((match.runner_up.person,))]
    how = swedish.METHODS.get(match.method, match.method)
    return Suggested(
        index=match.party,
        printed=printed,
        name=match.person.full_name,
        number=match.person.number.printed,
        certainty=swedish.marked("vald" if chosen else certainty),
        tone="sure" if chosen else tone_of(certainty),
        evidence=(
            "Vald av en granskare." if chosen else f"Funnen genom {how}.",
            *(doubt.remedy for doubt in match.doubts),
        ),
        choices=tuple(others),
        open=unsure,
    )


def _unsettled(
    match: Ambiguous | Unmatched, printed: str, certainty: str, persons: Iterable[Person]
) -> Suggested:
    return Suggested(
        index=match.party,
        printed=printed,
        name="",
        number="",
        certainty=swedish.marked(certainty),
        tone="doubt",
        evidence=(match.why.remedy,),
        choices=tuple(choice_of(one) for one in _open(persons)),
        open=True,
    )


def home_of(household: Household | None, case: Case, index: int = 0) -> Home:
    """The household in words, with the children that may be named as concerned."""
    return Home(
        index=index,
        text=household_text(household),
        children=tuple(_children(household, case)),
        choices=tuple(_child_choices(household, case)),
    )


def household_text(home: Household | None) -> str:
    """Whether children are concerned, in a sentence that never guesses."""
    if home is None:
        return "Hushållet är inte känt. Det går inte att säga om barn berörs."
    minors = home.minors
    if isinstance(minors, NoMinor):
        return "Registret visar inget barn: sökt på vårdnad, föräldraskap och adress."
    if isinstance(minors, Unknown):
        return f"Det går inte att säga om barn berörs. {minors.why.remedy}"
    return "Barn berörs."


def _minors(home: Household | None) -> tuple[Minor, ...]:
    return () if home is None or isinstance(home.minors, NoMinor) else home.minors.children


def _children(home: Household | None, case: Case) -> Iterator[str]:
    names = {} if home is None else {one.number: one.full_name for one in home.members}
    for minor in _minors(home):
        parts = [names.get(minor.number, "Barn"), minor.number.printed]
        parts.append(f"{age(minor.number.born, case.received_on)} år")
        parts.append(swedish.BASES.get(minor.basis, minor.basis))
        if not minor.at_home:
            parts.append("skrivet på annan adress")
        if minor.adult_before:
            parts.append("fyller 18 före avhysningen")
        yield ", ".join(parts)


def _child_choices(home: Household | None, case: Case) -> Iterator[Choice]:
    """The children that are known of: those concerned, and all others in the home."""
    people = () if home is None else home.members
    known = {one.number: one for one in people}
    numbers = [one.number for one in _minors(home)]
    numbers += [one.number for one in people if one.is_minor(case.received_on)]
    for number in dict.fromkeys(numbers):
        person = known.get(number)
        yield Choice(
            value=number.digits,
            name="Barn" if person is None else person.full_name,
            number=number.printed,
            address=f"{age(number.born, case.received_on)} år",
        )


def rows_of(case: Case, units: Mapping[str, str], hits: Hits | None) -> Iterator[Line]:
    """The rows of a list, each with its own person, home, doubts and receivers."""
    listed = {str(one) for one in case.reasons}
    for row in case.rows:
        printed = case.findings.rows[row.row]
        name = printed.party.name
        own = [one for one in row.reasons if str(one) not in listed]
        yield Line(
            number=row.row + 1,
            name="" if name is None else swedish.clean(name.value),
            amount="" if printed.amount is None else swedish.kronor(printed.amount.value),
            state=swedish.STATES[row.state],
            tone="sure" if row.state is State.ROUTED else "doubt" if own else "soft",
            anchor=f"r-{row.row}" if printed.boxes else "",
            reasons=tuple(dict.fromkeys(one.remedy for one in own)),
            person=suggested(row.match, printed.party, hits),
            home=home_of(row.household, case, row.row),
            receivers=tuple(_receivers(row, units)),
        )


def _receivers(row: RowCase, units: Mapping[str, str]) -> Iterator[str]:
    for one in row.decision.deliveries if row.decision else ():
        officer = f" ({one.officer})" if one.officer else ""
        yield f"{units.get(one.unit, one.unit)} {swedish.ROLES[one.role]}{officer}"
