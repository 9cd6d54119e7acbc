"""The whole way from a letter's pages to its case, each part in its turn: the shell of decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

import holidays

from classifiers.model import Classifier, quality_of
from classifiers.roles.model import RoleReader
from extractors.finders import find_beside, find_home, find_in, find_residents, without_phantoms
from extractors.finders.letter import Letter
from extractors.split import split
from pipeline.domain.bystanders import exposes
from pipeline.domain.case import Case, LetterPart
from pipeline.domain.confidences import Confidences
from pipeline.domain.deciding import decide
from pipeline.domain.editing import fault, with_persons
from pipeline.domain.edits import Act, Edit
from pipeline.domain.fields import (
    ADDRESS,
    APARTMENT,
    CHILDREN_MENTIONED,
    CITY,
    EVICTION_AT,
    POSTAL_CODE,
    Findings,
)
from pipeline.domain.households import household_of
from pipeline.domain.kinds import Kind
from pipeline.domain.match import Household, Match, Matched
from pipeline.domain.matching import match_letter, match_rows
from pipeline.domain.moved import by_its_times
from pipeline.domain.page import Page
from pipeline.domain.people import Address, Person, Personnummer, View
from pipeline.domain.problems import Code, Problem
from pipeline.domain.resemblance import sketch_of
from pipeline.domain.roles import NO_ROLES
from pipeline.domain.routine import Routine
from pipeline.domain.scores import Abstained, Classification
from pipeline.domain.settings import Settings, Shift
from pipeline.domain.sought import Sought, sought_in, sought_person
from pipeline.store.errors import NotFoundError, SettingsError
from pipeline.store.letter_keys import keys_from, text_keys
from pipeline.store.register import Register, similarity
from pipeline.usecases.ports import Question


@cache
def _year(year: int) -> frozenset[date]:
    # Sundays are known to the domain; the library would count each as a holiday.
    return frozenset(holidays.country_holidays("SE", years=year))


def is_holiday(day: date) -> bool:
    """Whether the day is a Swedish public holiday."""
    return day in _year(day.year)


@dataclass(frozen=True, slots=True)
class _Look:
    """What was found so far, for a further look at the same letter."""

    letter: Letter
    findings: Findings
    matches: tuple[Match, ...]

    @property
    def persons(self) -> tuple[Person, ...]:
        """Those who were found."""
        return tuple(one.person for one in self.matches if isinstance(one, Matched))


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides with one model, one register, one set of routines and one workspace's settings.

    Without a ``role_reader`` persons and senders are found by rules alone.
    ``confidences`` say how sure values were measured to be; without them a finder's word stands.
    ``shifts`` gives the duty roster as it is now; without it the settings' own stands.
    """

    classifier: Classifier
    register: Register
    routine_on: Callable[[date], Routine]
    settings: Settings
    role_reader: RoleReader | None = None
    confidences: Confidences = field(default_factory=Confidences)
    shifts: Callable[[], tuple[Shift, ...]] | None = None

    def ready(self, on: date) -> None:
        """SettingsError when no version of the routine is valid on that day."""
        try:
            self.routine_on(on)
        except NotFoundError as error:
            raise SettingsError(str(error)) from error

    def by(self, routine: Routine) -> Judge:
        """The same judge by another routine, whatever the letter's day."""
        return replace(self, routine_on=lambda _: routine)

    def split(self, pages: tuple[Page, ...]) -> tuple[LetterPart, ...]:
        """The letters that the pages hold."""
        return split(pages)

    def decide(self, question: Question) -> Case:
        """The letter's case."""
        on, edits = question.received_on, question.edits
        part = replace(
            question.part,
            problems=tuple(dict.fromkeys((*question.part.problems, *_page_problems(question)))),
        )
        classification = self.classifier.classify(question.pages)
        roles = NO_ROLES if self.role_reader is None else self.role_reader.read(question.pages)
        letter = Letter.of(question.pages, _kind(classification, edits), on, roles)
        findings = find_in(letter)
        view = self.register.view((*sought_in(findings), *_picked(edits)))
        tenants_home = letter.kind is not Kind.DISTURBANCE
        matches = match_letter(findings, view, similarity, on=on, tenants_home=tenants_home)
        for look in (self._persons_alone, self._residents, self._at_home, self._beside):
            again = look(_Look(letter, findings, matches))
            if again is not findings:
                findings = again
                view = self.register.view((*sought_in(findings), *_picked(edits)))
                matches = match_letter(findings, view, similarity, on=on, tenants_home=tenants_home)
        home = _home(findings, edits)
        household = self._household(with_persons(matches, edits, view), findings, view, on, home)
        rows = tuple(
            (
                match,
                self._household(
                    with_persons((match,), _of_row(edits, index), view), findings, view, on, None
                ),
            )
            for index, match in enumerate(match_rows(findings, view, similarity, on=on))
        )
        keys = set(keys_from(findings, with_persons(matches, edits, view), household))
        for match, lives_with in rows:
            keys |= keys_from(findings, (match,), lives_with)
        sketch = sketch_of(question.pages)
        quality = quality_of(question.pages)
        return decide(
            part=part,
            classification=by_its_times(classification, findings),
            findings=self.confidences.findings(findings, quality),
            matches=tuple(self.confidences.match(one, quality) for one in matches),
            household=household,
            view=view,
            earlier=question.history(keys or text_keys(sketch)),
            routine=self.routine_on(on),
            settings=self._settings(),
            edits=edits,
            on=on,
            intake_point=question.intake_point,
            is_holiday=is_holiday,
            rows=rows,
            exposed=exposes(question.pages, findings, home, self.register.flagged()),
            sketch=sketch,
            later=question.since(keys),
        )

    def _persons_alone(self, look: _Look) -> Findings:
        """The second look, where not everybody was found: whether they are persons at all."""
        lost = {one.party for one in look.matches if not isinstance(one, Matched)}
        if not lost:
            return look.findings
        return without_phantoms(look.letter, look.findings, lost, self.register.is_name)

    def _residents(self, look: _Look) -> Findings:
        """The third: who lives in the printed house and is named."""
        if _settled(look.matches):
            return look.findings
        return find_residents(look.letter, look.findings, self.register.residents)

    def _at_home(self, look: _Look) -> Findings:
        """The fourth, where somebody was found: whether their own home is the printed one."""
        return find_home(look.letter, look.findings, look.persons, self.register.residents)

    def _beside(self, look: _Look) -> Findings:
        """The last: who lives there too and is named."""
        return find_beside(look.letter, look.findings, look.persons, self.register.residents)

    def _settings(self) -> Settings:
        if self.shifts is None:
            return self.settings
        return replace(self.settings, roster=self.shifts())

    def fault(self, edit: Edit) -> str:
        """Why the edit cannot be used, in Swedish; empty when it can."""
        return fault(edit, self.register.view(_picked([edit])))

    @staticmethod
    def _household(
        matches: Iterable[Match],
        findings: Findings,
        view: View,
        on: date,
        home: Address | None,
    ) -> Household | None:
        """Who lives there; None where neither a person nor a home is known."""
        persons = tuple(one.person for one in matches if isinstance(one, Matched))
        if not persons and home is None:
            return None
        at = findings.value(EVICTION_AT)
        return household_of(
            persons,
            view,
            on,
            eviction_on=None if at is None else at.date(),
            children_mentioned=findings.get(CHILDREN_MENTIONED) is not None,
            home=home,
        )


def _settled(matches: Iterable[Match]) -> bool:
    """Whether somebody was found, and everybody who was sought."""
    found = [isinstance(one, Matched) for one in matches]
    return bool(found) and all(found)


def _kind(classification: Classification, edits: Iterable[Edit]) -> Kind:
    """The kind whose fields are sought: a person's word, else the likeliest."""
    said = [edit.value for edit in edits if edit.act is Act.KIND and edit.value in set(Kind)]
    if said:
        return Kind(said[-1])
    kind = classification.kind
    return kind.best if isinstance(kind, Abstained) else kind.value


def _picked(edits: Iterable[Edit]) -> tuple[Sought, ...]:
    """The persons that somebody named, as the picked person or as a child."""
    found: list[Sought] = []
    for edit in edits:
        for text in edit.value.split(",") if edit.act in {Act.PERSON, Act.HOUSEHOLD} else ():
            try:
                found.append(sought_person(Personnummer(text.strip())))
            except ValueError:
                # Such an edit cannot be used; deciding says so.
                continue
    return tuple(found)


def _of_row(edits: Iterable[Edit], index: int) -> tuple[Edit, ...]:
    return tuple(
        edit for edit in edits if edit.act is Act.PERSON and (edit.target or "0") == str(index)
    )


def _home(findings: Findings, edits: Iterable[Edit]) -> Address | None:
    """The printed home, with what a person corrected of it; None without a street."""
    said = {edit.target: edit.value.strip() for edit in edits if edit.act is Act.FIELD}

    def text(name: str, found: str | None) -> str:
        return said.get(name, found or "")

    street = text(ADDRESS.text, findings.value(ADDRESS))
    if not street:
        return None
    return Address(
        street=street,
        apartment=text(APARTMENT.text, findings.value(APARTMENT)),
        postal_code=text(POSTAL_CODE.text, findings.value(POSTAL_CODE)),
        city=text(CITY.text, findings.value(CITY)),
    )


def _page_problems(question: Question) -> Iterable[Problem]:
    """What is wrong with the letter's own pages: unread ones, and turns that are not sure."""
    numbers = {str(page.number) for page in question.pages}
    for problem in question.problems:
        if problem.code is not Code.PAGES_UNREAD or problem.detail in numbers:
            yield problem
    for page in question.pages:
        if not page.turn_sure and not page.blank:
            yield Problem(code=Code.TURN_UNSURE, detail=str(page.number))
