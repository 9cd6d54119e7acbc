"""Who lives in the home on the day, which children are concerned, and what cannot be told.

Children are sought by custody and parenthood *and* by address with flat number: nearly half of the
children touched by evictions are registered elsewhere. "No child" is said only when all three
ways were open and found none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.domain.addresses import place_of, same_house
from pipeline.domain.kinship import Kinship
from pipeline.domain.match import (
    Ambiguous,
    Household,
    Match,
    Matched,
    Minor,
    Minors,
    NoMinor,
    Unknown,
)
from pipeline.domain.people import (
    Address,
    Deregistered,
    Person,
    Personnummer,
    Protection,
    View,
    turns_eighteen,
)
from pipeline.domain.problems import Code, Problem

_UNCERTAIN = Problem(code=Code.HOUSEHOLD_UNCERTAIN)


def household_of(  # noqa: PLR0913 - each is a different thing that the answer depends on
    persons: tuple[Person, ...],
    view: View,
    on: date,
    *,
    eviction_on: date | None = None,
    children_mentioned: bool = False,
    home: Address | None = None,
) -> Household:
    """The household of the matched ``persons`` on the day ``on``.

    Members are those registered in the same flat (house and flat number; without flat numbers only
    relatives in the house). ``eviction_on`` marks children who turn 18 before it;
    ``children_mentioned`` is the letter's word that children live there; ``home`` is the printed
    home, whose residents are looked at when the debtors are registered elsewhere, or nobody was
    matched. Minors: ``same_address`` without a relation, else ``custody``. Equal for any order of
    the view. Source: SoL 2025:400 20 kap.; the conventions of the contract.
    """
    census = _Census(persons, view, on, home)
    minors = census.minors(eviction_on, children_mentioned=children_mentioned)
    protected = census.protected()
    return Household(
        members=census.members,
        core=census.core(),
        minors=minors,
        protected=protected,
        doubts=census.doubts(protected=protected),
    )


def may_be_protected(matches: Iterable[Match], view: View) -> bool:
    """Whether anybody whom a letter may be about is flagged, settled or not.

    A letter that names one of two possible persons must not travel the ordinary way while one of
    them is protected.
    """
    flagged = {one.number for one in view.persons if one.protection is not Protection.NONE}
    return any(one.number in flagged for match in matches for one in _possible_persons(match))


def _possible_persons(match: Match) -> tuple[Person, ...]:
    if isinstance(match, Matched):
        return (match.person,)
    if isinstance(match, Ambiguous):
        return tuple(candidate.person for candidate in match.candidates)
    return ()


def _present(person: Person) -> bool:
    """Whether the register says that the person lives where it has them."""
    return person.deregistered is Deregistered.NO and bool(person.address.street)


def _flats(one: Address, other: Address) -> tuple[str, str]:
    """What tells the two homes of one house apart: flat numbers, else the land register's ids.

    Both empty where either side lacks both.
    """
    if one.apartment and other.apartment:
        return one.apartment, other.apartment
    if one.dwelling and other.dwelling:
        return one.dwelling, other.dwelling
    return "", ""


def _distinct(one: Address, other: Address) -> bool:
    """Whether the two are two homes of one house."""
    here, there = _flats(one, other)
    return here != there


def _same_flat(one: Address, other: Address) -> bool:
    here, there = _flats(one, other)
    return bool(here) and here == there


class _Census:
    """Everybody of the view sorted by how they belong to the home."""

    def __init__(
        self, persons: tuple[Person, ...], view: View, on: date, home: Address | None
    ) -> None:
        self._on = on
        self._view = view
        self._by_number = {
            one.number: one for one in sorted(view.persons, key=lambda one: one.number)
        }
        self._by_number.update({one.number: one for one in persons})
        self._kin = Kinship(view.relations)
        self._debtors = tuple(dict.fromkeys(persons))
        debtor_numbers = {one.number for one in self._debtors}
        others = [one for number, one in self._by_number.items() if number not in debtor_numbers]
        house = [one for one in others if _present(one) and self._in_house(one)]
        flat = {one.number for one in house if self._in_flat(one)}
        related = self._related({one.number for one in house})
        inside = flat | related
        self.members = (*self._debtors, *(one for one in house if one.number in inside))
        self._inside = {one.number for one in self.members}
        # Without flat numbers nobody can tell whether these live in the same home.
        self._possible = tuple(one for one in house if one.number not in inside)
        self._residents = tuple(
            one
            for one in others
            if home is not None
            and one.number not in self._inside
            and _present(one)
            and _may_live_in(one, home)
            # In a house of numbered flats, an unnumbered print points at no home.
            and one.address.apartment == home.apartment
            and not self._debtor_lives_in(home)
        )
        self._elsewhere_minors = self._minors_outside()

    # Who belongs

    def _in_house(self, person: Person) -> bool:
        """In a debtor's house, and no flat number says that it is another flat."""
        return any(
            same_house(debtor.address, person.address)
            and not _distinct(debtor.address, person.address)
            for debtor in self._debtors
        )

    def _in_flat(self, person: Person) -> bool:
        return any(
            same_house(debtor.address, person.address)
            and _same_flat(debtor.address, person.address)
            for debtor in self._debtors
        )

    def _related(self, house: set[Personnummer]) -> set[Personnummer]:
        """Those in the house whom a chain of relations within it ties to a debtor."""
        reached: set[Personnummer] = set()
        edge = [one.number for one in self._debtors]
        while edge:
            found = (self._kin.kin_of(edge.pop()) & house) - reached
            reached |= found
            edge.extend(sorted(found))
        return reached

    def _debtor_lives_in(self, home: Address) -> bool:
        return any(_present(one) and _may_live_in(one, home) for one in self._debtors)

    def _is_child(self, number: Personnummer) -> bool:
        return self._on < turns_eighteen(number.born)

    def _minors_outside(self) -> tuple[Personnummer, ...]:
        """Children of any member by relation who are not registered in the home."""
        found: set[Personnummer] = set()
        for member in self.members:
            found |= self._kin.minors_of(member.number, self._on)
        dead = {
            number
            for number, one in self._by_number.items()
            if one.deregistered is Deregistered.DECEASED
        }
        return tuple(sorted(found - self._inside - dead))

    # The children

    def minors(
        self, eviction_on: date | None, *, children_mentioned: bool
    ) -> NoMinor | Minors | Unknown:
        """What can be said about children in the home."""

        def minor(number: Personnummer, basis: str, *, at_home: bool) -> Minor:
            adult = eviction_on is not None and turns_eighteen(number.born) <= eviction_on
            return Minor(number=number, basis=basis, at_home=at_home, adult_before=adult)

        at_home = [
            minor(number, self._basis(number), at_home=True)
            for number in sorted(self._inside)
            if self._is_child(number)
        ]
        outside = [minor(one, "custody", at_home=False) for one in self._elsewhere_minors]
        possible = [
            minor(one.number, "same_address", at_home=True)
            for one in (*self._possible, *self._residents)
            if self._is_child(one.number)
        ]
        every = tuple(sorted((*at_home, *outside, *possible), key=lambda one: one.number))
        why = self._why_unknown(at_home, outside, possible)
        if why is not None:
            return Unknown(why=why, children=every)
        if every:
            return Minors(children=every)
        if children_mentioned:
            return Unknown(why=Problem(code=Code.CHILDREN_MENTIONED))
        return NoMinor()

    def _why_unknown(
        self, at_home: list[Minor], outside: list[Minor], possible: list[Minor]
    ) -> Problem | None:
        if not self._debtors:
            return _UNCERTAIN
        if any(self._is_child(one.number) for one in self._residents):
            return Problem(code=Code.SUBLET)
        if not all(one.address.street for one in self._debtors):
            # Hidden or missing: the home cannot be looked into by address.
            return _UNCERTAIN
        if possible or self._unnumbered_child():
            return _UNCERTAIN
        if outside and not at_home:
            unknown = any(one.number not in self._by_number for one in outside)
            return _UNCERTAIN if unknown else Problem(code=Code.CHILD_ELSEWHERE)
        return None

    def _unnumbered_child(self) -> bool:
        """Whether a member has a child whom the register knows by its day of birth alone."""
        return any(
            one.person in self._inside and self._on < turns_eighteen(one.born)
            for one in self._view.unnumbered
        )

    def _basis(self, number: Personnummer) -> str:
        """``custody`` when a member of the home is the child's custodian or parent of record."""
        core = {one.number for one in self._debtors} | self._partners_at_home()
        return "custody" if self._kin.adults_of(number) & core else "same_address"

    # Whose cases count

    def _partners_at_home(self) -> set[Personnummer]:
        partners: set[Personnummer] = set()
        for debtor in self._debtors:
            partners |= self._kin.partners_of(debtor.number)
        return partners & self._inside

    def core(self) -> tuple[Personnummer, ...]:
        """The debtors, partners at home, their children at home, those children's custodians."""
        couple = {one.number for one in self._debtors} | self._partners_at_home()
        children: set[Personnummer] = set()
        for one in couple:
            children |= self._kin.minors_of(one, self._on) & self._inside
        custodians: set[Personnummer] = set()
        for child in children:
            custodians |= self._kin.adults_of(child) & self._inside
        every = couple | children | custodians
        return tuple(one.number for one in self.members if one.number in every)

    # What stops the ordinary way

    def protected(self) -> bool:
        """Whether anybody is flagged who lives here, may live here, or is a child of the home."""
        near = {*self._inside, *self._elsewhere_minors}
        near |= {one.number for one in (*self._possible, *self._residents)}
        # A hidden address may be this one: a flagged relative without an address counts.
        kin: set[Personnummer] = set()
        for number in [*self._inside, *self._elsewhere_minors]:
            kin |= self._kin.kin_of(number)
        known = self._by_number
        near |= {one for one in kin if one in known and not known[one].address.street}
        return any(
            known[number].protection is not Protection.NONE for number in near if number in known
        )

    def doubts(self, *, protected: bool) -> tuple[Problem, ...]:
        """What a person must look at beside the children."""
        found: list[Problem] = []
        if protected:
            found.append(Problem(code=Code.PROTECTED_IDENTITY))
        if self._several_homes():
            found.append(Problem(code=Code.SEVERAL_HOUSEHOLDS))
        if self._partner_elsewhere_has_case():
            found.append(Problem(code=Code.HOUSEHOLD_UNCERTAIN, detail="spouse_elsewhere"))
        return tuple(found)

    def _several_homes(self) -> bool:
        return any(
            not _one_home(first, second, self._kin)
            for place, first in enumerate(self._debtors)
            for second in self._debtors[place + 1 :]
        )

    def _partner_elsewhere_has_case(self) -> bool:
        """A spouse who lives apart and has an open case: it neither counts nor may be passed by."""
        apart: set[Personnummer] = set()
        for debtor in self._debtors:
            apart |= self._kin.partners_of(debtor.number)
        apart -= self._inside
        return any(case.open and case.person in apart for case in self._view.cases)


def _may_live_in(person: Person, home: Address) -> bool:
    """Whether a person is registered in the printed home, as far as both sides tell."""
    here, there = place_of(person.address), place_of(home)
    if here.street is None or there.street is None or here.street.key != there.street.key:
        return False
    letters = {here.street.letter, there.street.letter} - {""}
    codes = {here.postal_code, there.postal_code} - {""}
    return len(letters) < 2 and len(codes) < 2 and not _distinct(person.address, home)


def _one_home(first: Person, second: Person, kin: Kinship) -> bool:
    """Whether two debtors share a home: the same flat, or a house without flats told apart."""
    one, other = first.address, second.address
    if not same_house(one, other) or _distinct(one, other):
        return False
    return _same_flat(one, other) or second.number in kin.kin_of(first.number)
