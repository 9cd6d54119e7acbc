"""Who lives in the home, and that a child is never missed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_people import HOME, ON, custody, number, person, view

from pipeline.domain.households import household_of, may_be_protected
from pipeline.domain.kinship import Kinship
from pipeline.domain.match import (
    Ambiguous,
    Candidate,
    Household,
    Matched,
    Minors,
    NoMinor,
    Unknown,
    Unmatched,
)
from pipeline.domain.people import (
    Address,
    Deregistered,
    OpenCase,
    Person,
    Protection,
    Relation,
    View,
)
from pipeline.domain.problems import Code, Problem

ELSEWHERE = Address(street="Sälggatan 3", apartment="1001", postal_code="42302")
NO_FLAT = Address(street="Björkgatan 12", postal_code="41301")
UPSTAIRS = Address(street="Björkgatan 12", apartment="1301", postal_code="41301")
ANNA = person("Anna Berg", "19800101", 980)
PER = person("Per Berg", "19790505", 981)
CHILD = person("Liam Berg", "20150101", 982)


def spouses(one: Person, other: Person) -> Relation:
    """They are married."""
    return Relation(person=one.number, code="M", other=other.number)


def household(
    *persons: Person, of: tuple[Person, ...] = (ANNA,), relations: object = (), **more: object
) -> Household:
    """The household of ``of`` among ``persons`` on ON."""
    cases = more.pop("cases", ())
    known = view(*dict.fromkeys((*of, *persons)), relations=tuple(relations), cases=cases)
    return household_of(of, known, ON, **more)


def children(home: Household) -> list[tuple[str, str, bool]]:
    """Number, basis and whether at home, of each child."""
    match home.minors:
        case NoMinor():
            return []
        case Minors() | Unknown():
            return [(one.number.digits, one.basis, one.at_home) for one in home.minors.children]


def why(home: Household) -> str:
    """Why children are unknown; empty when they are known."""
    return str(home.minors.why) if isinstance(home.minors, Unknown) else ""


class TestChildren:
    """By custody, by parenthood, by address."""

    def test_none(self) -> None:
        """A single person with numbered flat: searched every way, no child."""
        assert household().minors == NoMinor()

    def test_custody_child_at_home(self) -> None:
        """The ordinary family."""
        home = household(CHILD, relations=[custody(ANNA, CHILD)])
        assert isinstance(home.minors, Minors)
        assert children(home) == [(CHILD.number.digits, "custody", True)]
        assert home.members == (ANNA, CHILD)
        assert home.core == (ANNA.number, CHILD.number)

    @pytest.mark.parametrize(
        "relation",
        [
            Relation(person=ANNA.number, code="VF", other=CHILD.number),
            Relation(person=CHILD.number, code="V", other=ANNA.number),
            Relation(person=ANNA.number, code="B", other=CHILD.number),
            Relation(person=CHILD.number, code="MO", other=ANNA.number),
            Relation(person=CHILD.number, code="FA", other=ANNA.number),
            Relation(person=CHILD.number, code="F", other=ANNA.number),
        ],
    )
    def test_either_row_states_the_child(self, relation: Relation) -> None:
        """A child is found whichever side of the relation the export holds."""
        home = household(CHILD, relations=[relation])
        assert children(home) == [(CHILD.number.digits, "custody", True)]

    def test_child_of_nobody_here(self) -> None:
        """A minor in the flat without any relation: a lodger's, or unknown."""
        home = household(CHILD)
        assert isinstance(home.minors, Minors)
        assert children(home) == [(CHILD.number.digits, "same_address", True)]
        assert home.core == (ANNA.number,)

    def test_cohabitants_child(self) -> None:
        """A cohabitant is no relation; the cohabitant's child lives there all the same."""
        home = household(PER, CHILD, relations=[custody(PER, CHILD)])
        assert children(home) == [(CHILD.number.digits, "same_address", True)]

    def test_neighbours_child_is_not_here(self) -> None:
        """Another flat number is another home."""
        home = household(person("Liam Ek", "20150101", 985, address=UPSTAIRS))
        assert home.minors == NoMinor()

    def test_child_elsewhere(self) -> None:
        """A custody child registered with the other parent, none in the home: a person decides."""
        away = person("Liam Berg", "20150101", 982, address=ELSEWHERE)
        home = household(away, relations=[custody(ANNA, away)])
        assert why(home) == "child_elsewhere"
        assert children(home) == [(away.number.digits, "custody", False)]

    def test_cohabitants_child_elsewhere(self) -> None:
        """Any adult of the home may have a child who stays there half the time."""
        away = person("Liam Berg", "20150101", 982, address=ELSEWHERE)
        assert why(household(PER, away, relations=[custody(PER, away)])) == "child_elsewhere"

    def test_child_elsewhere_beside_one_at_home(self) -> None:
        """A family anyway: both are listed."""
        away = person("Rut Berg", "20120101", 983, address=ELSEWHERE)
        home = household(CHILD, away, relations=[custody(ANNA, CHILD), custody(ANNA, away)])
        assert isinstance(home.minors, Minors)
        assert {(place, basis) for _, basis, place in children(home)} == {
            (True, "custody"),
            (False, "custody"),
        }

    def test_child_in_the_other_parents_flat_upstairs(self) -> None:
        """The same house is not the same home when the flats are numbered."""
        away = person("Liam Berg", "20150101", 982, address=UPSTAIRS)
        assert why(household(away, relations=[custody(ANNA, away)])) == "child_elsewhere"

    def test_child_that_the_register_lacks(self) -> None:
        """A relation to a number outside the register is a possible child, never dropped."""
        home = household(relations=[custody(ANNA, CHILD)])
        assert why(home) == "household_uncertain"
        assert children(home) == [(CHILD.number.digits, "custody", False)]

    def test_grown_child(self) -> None:
        """A child who is eighteen is none."""
        grown = person("Liam Berg", "20081005", 984)
        home = household(grown, relations=[custody(ANNA, grown)])
        assert home.minors == NoMinor()
        assert home.members == (ANNA, grown)
        assert home.core == (ANNA.number,)

    def test_dead_child(self) -> None:
        """A dead child is not sought."""
        dead = person("Liam Berg", "20150101", 982, deregistered=Deregistered.DECEASED)
        assert household(dead, relations=[custody(ANNA, dead)]).minors == NoMinor()

    def test_emigrated_child(self) -> None:
        """A child who left the country lives elsewhere."""
        gone = person("Liam Berg", "20150101", 982, deregistered=Deregistered.EMIGRATED)
        assert why(household(gone, relations=[custody(ANNA, gone)])) == "child_elsewhere"

    def test_eighteen_before_the_eviction(self) -> None:
        """A child on the day of arrival, flagged when grown on the day of the eviction."""
        nearly = person("Liam Berg", "20081020", 984)
        for day, grown in ((date(2026, 10, 19), False), (date(2026, 10, 20), True)):
            home = household(nearly, relations=[custody(ANNA, nearly)], eviction_on=day)
            assert isinstance(home.minors, Minors)
            assert home.minors.children[0].adult_before is grown

    def test_letter_says_children(self) -> None:
        """The letter's word is not overruled by the register's silence."""
        assert why(household(children_mentioned=True)) == "children_mentioned"
        told = household(CHILD, relations=[custody(ANNA, CHILD)], children_mentioned=True)
        assert isinstance(told.minors, Minors)

    def test_debtor_who_is_a_child(self) -> None:
        """A tenant of seventeen is a minor of the home."""
        assert isinstance(household(of=(CHILD,)).minors, Minors)


class TestWithoutFlatNumbers:
    """Houses where the register cannot tell the homes apart."""

    def test_relatives_are_the_household(self) -> None:
        """A family in a house of its own."""
        anna, per, liam = (
            Person(number=one.number, given=one.given, surname=one.surname, address=NO_FLAT)
            for one in (ANNA, PER, CHILD)
        )
        relations = [custody(anna, liam), custody(per, liam)]
        home = household(per, liam, of=(anna,), relations=relations)
        assert isinstance(home.minors, Minors)
        assert home.members == (anna, *sorted((per, liam), key=lambda one: one.number))
        assert set(home.core) == {anna.number, per.number, liam.number}

    def test_unrelated_minor_is_uncertain(self) -> None:
        """A child behind the same number: a neighbour's or the home's, nobody can tell."""
        anna = person("Anna Berg", address=NO_FLAT)
        child = person("Liam Ek", "20150101", 982, address=NO_FLAT)
        home = household(child, of=(anna,))
        assert why(home) == "household_uncertain"
        assert children(home) == [(child.number.digits, "same_address", True)]
        assert home.members == (anna,)

    def test_unnumbered_child_in_a_numbered_house(self) -> None:
        """A child without flat number may live in any flat of the house."""
        child = person("Liam Ek", "20150101", 982, address=NO_FLAT)
        assert why(household(child)) == "household_uncertain"

    def test_unrelated_adults_are_neighbours(self) -> None:
        """Adults without relation are no members, and no reason for doubt."""
        anna = person("Anna Berg", address=NO_FLAT)
        home = household(person("Rut Ek", "19500101", 985, address=NO_FLAT), of=(anna,))
        assert home.minors == NoMinor()
        assert home.members == (anna,)

    def test_no_address_at_all(self) -> None:
        """Without an address nothing is known of the home."""
        guest = person("Anna Berg", address=Address())
        assert why(household(of=(guest,))) == "household_uncertain"


class TestProtected:
    """One flag is enough."""

    @pytest.mark.parametrize("flag", [Protection.MARKED, Protection.PROTECTED])
    def test_anybody_in_the_home(self, flag: Protection) -> None:
        """Debtor, spouse or lodger."""
        flagged = person("Per Berg", "19790505", 981, protection=flag)
        for home in (household(of=(flagged,)), household(flagged)):
            assert home.protected
            assert Problem(code=Code.PROTECTED_IDENTITY) in home.doubts

    def test_custody_child_elsewhere(self) -> None:
        """A flagged child counts wherever it is registered."""
        away = person("Liam Berg", "20150101", 982, address=ELSEWHERE, protection=Protection.MARKED)
        assert household(away, relations=[custody(ANNA, away)]).protected

    def test_relative_with_a_hidden_address(self) -> None:
        """A spouse whose address is hidden may live right here."""
        hidden = person(
            "Per Berg", "19790505", 981, address=Address(), protection=Protection.PROTECTED
        )
        assert household(hidden, relations=[spouses(ANNA, hidden)]).protected

    def test_cohabitant_without_flat_number(self) -> None:
        """Whoever may live in the home may be the one to protect."""
        anna = person("Anna Berg", address=NO_FLAT)
        flagged = person("Rut Ek", "19500101", 985, address=NO_FLAT, protection=Protection.MARKED)
        assert household(flagged, of=(anna,)).protected

    def test_neighbour_is_not_the_household(self) -> None:
        """Another flat is another home."""
        flagged = person("Rut Ek", "19500101", 985, address=UPSTAIRS, protection=Protection.MARKED)
        home = household(flagged)
        assert not home.protected
        assert home.doubts == ()

    def test_one_of_the_possible_persons(self) -> None:
        """A letter that may be about a protected person is as if it were."""
        flagged = person("Per Berg", "19790505", 981, protection=Protection.MARKED)
        known = view(ANNA, flagged)
        settled = Matched(party=0, person=ANNA, method="edit", confidence=1.0, evidence=())
        unsettled = Ambiguous(
            party=0,
            candidates=(Candidate(person=flagged, evidence=()),),
            why=Problem(code=Code.PERSON_AMBIGUOUS),
        )
        nobody = Unmatched(party=0, why=Problem(code=Code.PERSON_NOT_FOUND))
        assert may_be_protected([settled, unsettled], known)
        assert not may_be_protected([settled, nobody], known)


class TestWhoCounts:
    """Whose open cases settle the routine's row, and what is doubted."""

    def test_core_of_a_family(self) -> None:
        """Debtor, spouse, custody child and its other custodian; not the lodger."""
        lodger = person("Rut Ek", "19500101", 985)
        relations = [spouses(ANNA, PER), custody(ANNA, CHILD)]
        home = household(PER, CHILD, lodger, relations=relations)
        assert set(home.core) == {ANNA.number, PER.number, CHILD.number}
        assert lodger in home.members

    def test_unmarried_other_custodian(self) -> None:
        """The common child makes the cohabitant one whose case counts."""
        home = household(PER, CHILD, relations=[custody(ANNA, CHILD), custody(PER, CHILD)])
        assert set(home.core) == {ANNA.number, PER.number, CHILD.number}

    def test_spouse_elsewhere(self) -> None:
        """A spouse who lives apart does not count; with an open case a person decides."""
        apart = person("Per Berg", "19790505", 981, address=ELSEWHERE)
        home = household(apart, relations=[spouses(ANNA, apart)])
        assert home.core == (ANNA.number,)
        assert home.doubts == ()
        case = OpenCase(person=apart.number, unit="vuxen", number="1", officer="", open=True)
        doubted = household(apart, relations=[spouses(ANNA, apart)], cases=(case,))
        assert [str(one) for one in doubted.doubts] == ["household_uncertain:spouse_elsewhere"]

    def test_co_tenants(self) -> None:
        """Two tenants of one flat are one household; of two homes, several."""
        assert household(of=(ANNA, PER)).doubts == ()
        apart = person("Per Berg", "19790505", 981, address=ELSEWHERE)
        home = household(of=(ANNA, apart))
        assert [one.code for one in home.doubts] == [Code.SEVERAL_HOUSEHOLDS]
        assert home.members == (ANNA, apart)

    def test_unnumbered_strangers_are_several(self) -> None:
        """Two unrelated tenants behind one number cannot be said to live together."""
        one, other = (
            person(name, born, address=NO_FLAT)
            for name, born in (("Anna Berg", "19800101"), ("Rut Ek", "19500101"))
        )
        assert [d.code for d in household(of=(one, other)).doubts] == [Code.SEVERAL_HOUSEHOLDS]
        married = household(of=(one, other), relations=[spouses(one, other)])
        assert married.doubts == ()


class TestPrintedHome:
    """The home that the letter names, when the debtor is registered elsewhere."""

    def test_sublet_with_a_child(self) -> None:
        """The contract holder moved; a child lives in the printed flat."""
        away = person("Anna Berg", address=ELSEWHERE)
        home = household(PER, CHILD, of=(away,), home=HOME)
        assert why(home) == "sublet"
        assert children(home) == [(CHILD.number.digits, "same_address", True)]

    def test_debtor_lives_there(self) -> None:
        """The printed home is the debtor's own: nothing more to look at."""
        assert household(of=(ANNA,), home=HOME).minors == NoMinor()

    def test_unnumbered_print_points_at_no_flat(self) -> None:
        """A house number alone does not make all the house's children concerned."""
        away = person("Anna Berg", address=ELSEWHERE)
        home = household(CHILD, of=(away,), home=NO_FLAT)
        assert home.minors == NoMinor()

    def test_protected_resident(self) -> None:
        """A letter that names a protected person's address, whoever it is about."""
        flagged = person("Per Berg", "19790505", 981, protection=Protection.MARKED)
        nobody = household_of((), view(flagged), ON, home=HOME)
        assert nobody.protected
        assert nobody.members == ()
        assert isinstance(nobody.minors, Unknown)


def test_relations_of_adults_stay_apart() -> None:
    """Spouses are partners in both directions, and no children."""
    unheard_of = Relation(person=ANNA.number, code="X", other=CHILD.number)
    kin = Kinship([spouses(ANNA, PER), unheard_of])
    assert kin.partners_of(PER.number) == {ANNA.number}
    assert kin.minors_of(ANNA.number, ON) == frozenset()
    assert kin.adults_of(CHILD.number) == frozenset()


# Properties

_HOMES = (HOME, UPSTAIRS, NO_FLAT, ELSEWHERE, Address())
_CODES = ("VF", "V", "B", "MO", "FA", "F", "M", "P")


@st.composite
def views(draw: st.DrawFn) -> View:
    """Up to six persons of all ages and homes, related in any way."""
    persons = tuple(
        person(
            "Anna Berg",
            draw(st.sampled_from(("19800101", "19550303", "20150101", "20081020"))),
            980 + place,
            address=draw(st.sampled_from(_HOMES)),
            protection=draw(st.sampled_from((Protection.NONE, Protection.NONE, Protection.MARKED))),
            deregistered=draw(
                st.sampled_from((Deregistered.NO, Deregistered.NO, Deregistered.EMIGRATED))
            ),
        )
        for place in range(draw(st.integers(1, 6)))
    )
    numbers = [*(one.number for one in persons), number("20160606", 999)]
    pairs = st.tuples(
        st.sampled_from(numbers), st.sampled_from(_CODES), st.sampled_from(numbers)
    ).filter(lambda row: row[0] != row[2])
    relations = tuple(
        Relation(person=one, code=code, other=other)
        for one, code, other in draw(st.lists(pairs, max_size=8))
    )
    return View(persons=persons, relations=relations)


def _is_child_of(relations: tuple[Relation, ...], adult: Person) -> set[str]:
    down = {r.other.digits for r in relations if r.person == adult.number and r.code in {"VF", "B"}}
    up = {
        r.person.digits
        for r in relations
        if r.other == adult.number and r.code in {"V", "MO", "FA", "F"}
    }
    return down | up


@given(views(), st.booleans())
def test_no_child_is_missed(known: View, told: bool) -> None:
    """A child by custody, or in the same flat, or in the letter, is never "no child"."""
    debtor = known.persons[0]
    home = household_of((debtor,), known, ON, children_mentioned=told)
    mine = {
        digits
        for digits in _is_child_of(known.relations, debtor)
        if date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])) > date(2008, 10, 5)
    }
    beside = {
        one.number.digits
        for one in known.persons
        if one.address == debtor.address != Address()
        and one.is_minor(ON)
        and one.deregistered is Deregistered.NO
    }
    if mine or beside or told:
        assert not isinstance(home.minors, NoMinor)
        assert mine | beside <= {digits for digits, _, _ in children(home)}
    if not debtor.address.street:
        assert isinstance(home.minors, Unknown)


@given(views(), st.data())
def test_order_of_the_view_does_not_matter(known: View, data: st.DataObject) -> None:
    """The order of persons and relations changes nothing."""
    debtor = known.persons[0]
    shuffled = View(
        persons=tuple(data.draw(st.permutations(known.persons))),
        relations=tuple(data.draw(st.permutations(known.relations))),
    )
    assert household_of((debtor,), known, ON) == household_of((debtor,), shuffled, ON)


@given(views())
def test_protected_is_always_doubted(known: View) -> None:
    """A flag on anybody who is a member is said, and core persons are members."""
    home = household_of((known.persons[0],), known, ON)
    flagged = any(one.protection is not Protection.NONE for one in home.members)
    assert home.protected >= flagged
    assert home.protected == (Problem(code=Code.PROTECTED_IDENTITY) in home.doubts)
    assert set(home.core) <= {one.number for one in home.members}
    assert home.members[0] == known.persons[0]
