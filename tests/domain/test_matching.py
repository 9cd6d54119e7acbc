"""The ladder from a printed party to one person, and all the ways it must not be climbed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_people import (
    BOX,
    HOME,
    ON,
    field,
    findings,
    number,
    party,
    person,
    similarity,
    view,
)

from pipeline.domain.fields import ListRow
from pipeline.domain.match import Ambiguous, Match, Matched, Unmatched
from pipeline.domain.matching import match_letter, match_rows
from pipeline.domain.people import Address, Deregistered, Person, Protection, View
from pipeline.domain.sought import sought_in, sought_person

ANNA = person("Anna Maria Berg", "19800101", 980)
PER = person("Per Berg", "19790505", 981)
CHILD = person("Anna Berg", "20150101", 982)
OTHER_HOME = Address(street="Sälggatan 3", apartment="1001", postal_code="42302")
NO_FLAT = Address(street="Björkgatan 12", postal_code="41301")
PLACE = {"address": "Björkgatan 12", "apartment": "1102", "postal_code": "41301"}


def match(
    printed: str = "", digits: str = "", *, among: View, notes: tuple[str, ...] = (), **place: str
) -> Match:
    """The match of a letter with one party."""
    letter = findings(party(printed, digits, notes), **place)
    return match_letter(letter, among, similarity, on=ON)[0]


def codes(found: Match) -> list[str]:
    """The doubts of a match, or why there is none."""
    match found:
        case Matched():
            return [str(doubt) for doubt in found.doubts]
        case Ambiguous() | Unmatched():
            return [str(found.why)]


def settled(found: Match) -> Person:
    """The person of a match that nothing speaks against."""
    assert isinstance(found, Matched)
    assert found.doubts == ()
    assert found.confidence >= 0.97
    return found.person


class TestNumber:
    """The first rung: a number whose owner bears the name."""

    def test_number_and_name_settle(self) -> None:
        """Ten digits with the right name need no address."""
        found = match("Anna Berg", ANNA.number.digits[2:], among=view(ANNA, PER))
        assert settled(found) == ANNA
        assert isinstance(found, Matched)
        assert found.method == "personnummer"
        assert found.runner_up is not None
        assert found.runner_up.person == PER

    def test_number_and_home_settle(self) -> None:
        """A number without a name is believed when the home agrees, and not alone."""
        assert settled(match(digits=ANNA.number.digits, among=view(ANNA), **PLACE)) == ANNA
        alone = match(digits=ANNA.number.digits, among=view(ANNA))
        assert isinstance(alone, Matched)
        assert alone.confidence < 0.97

    def test_coordination_number_is_a_number(self) -> None:
        """A samordningsnummer leads to its owner, who has no address."""
        guest = person("Olena Kovalenko", address=Address())
        guest = Person(
            number=number("19900310", coordination=True),
            given=guest.given,
            surname=guest.surname,
            address=Address(),
        )
        assert (
            settled(match("Olena Kovalenko", guest.number.digits[2:], among=view(guest))) == guest
        )

    def test_ten_digits_of_two_centuries(self) -> None:
        """The name says which of a child and a centenarian with one ten-digit number is meant."""
        old, young = (
            Person(number=number(f"{century}150202", 985), given=name, surname="Ek", address=HOME)
            for century, name in (("19", "Rut"), ("20", "Liam"))
        )
        digits = old.number.digits[2:]
        assert digits == young.number.digits[2:]
        assert settled(match("Rut Ek", digits, among=view(old, young))) == old
        assert codes(match("Ek", digits, among=view(old, young))) == ["person_ambiguous"]

    def test_name_of_somebody_else(self) -> None:
        """A number whose owner has another name settles nobody, and both are shown."""
        found = match("Per Berg", ANNA.number.digits, among=view(ANNA, PER), **PLACE)
        assert isinstance(found, Ambiguous)
        assert codes(found) == ["person_name_mismatch"]
        assert {one.person for one in found.candidates} == {ANNA, PER}

    def test_registered_elsewhere(self) -> None:
        """The number's owner lives elsewhere: found, and doubted."""
        place = {**PLACE, "address": "Sälggatan 3"}
        found = match("Anna Berg", ANNA.number.digits, among=view(ANNA), **place)
        assert isinstance(found, Matched)
        assert codes(found) == ["person_elsewhere"]

    def test_another_flat_is_elsewhere(self) -> None:
        """The same house, another flat number."""
        place = {**PLACE, "apartment": "1301"}
        found = match("Anna Berg", ANNA.number.digits, among=view(ANNA), **place)
        assert codes(found) == ["person_elsewhere"]

    def test_wrong_digit_is_doubted(self) -> None:
        """One digit wrong, name and address of one person: that person, for a person to see."""
        digits = ANNA.number.digits[2:-1] + str((int(ANNA.number.digits[-1]) + 3) % 10)
        found = match("Anna Berg", digits, among=view(ANNA, PER), notes=("checksum",), **PLACE)
        assert isinstance(found, Matched)
        assert found.person == ANNA
        assert codes(found) == ["low_confidence:personnummer"]

    def test_wrong_digit_without_home_settles_nobody(self) -> None:
        """Name and nearly the number are two weak signs."""
        digits = ANNA.number.digits[2:-1] + str((int(ANNA.number.digits[-1]) + 3) % 10)
        assert isinstance(match("Anna Berg", digits, among=view(ANNA)), Ambiguous)

    def test_wrong_digit_that_is_another_living_persons(self) -> None:
        """A misread number that happens to be a neighbour's: neither, silently."""
        found = match("Anna Berg", PER.number.digits[2:], among=view(ANNA, PER), **PLACE)
        assert codes(found) == ["person_name_mismatch"]

    def test_whole_number_of_a_stranger(self) -> None:
        """Name and home fit, but the number is well-formed and nobody's here: a namesake's."""
        digits = number("19560706", 990).digits
        found = match("Anna Berg", digits, among=view(ANNA), **PLACE)
        assert codes(found) == ["person_name_mismatch"]

    def test_number_given_since(self) -> None:
        """A samordningsnummer printed, a personnummer since: the same day of birth is a doubt."""
        digits = number("19800101", 985, coordination=True).digits
        found = match("Anna Berg", digits, among=view(ANNA), **PLACE)
        assert isinstance(found, Matched)
        assert codes(found) == ["low_confidence:personnummer"]

    def test_repaired_number_needs_name_and_home(self) -> None:
        """A number with a note is believed with both name and home behind it."""
        digits = ANNA.number.digits
        bare = match("Anna Berg", digits, among=view(ANNA), notes=("ocr_swap",))
        assert codes(bare) == ["low_confidence:personnummer"]
        assert settled(match("Anna Berg", digits, among=view(ANNA), notes=("ocr_swap",), **PLACE))

    def test_nobodys_number_alone(self) -> None:
        """A number that the register lacks finds nobody, and offers no stranger."""
        slip = ANNA.number.digits[2:-1] + str((int(ANNA.number.digits[-1]) + 3) % 10)
        assert isinstance(match(digits=slip, among=view(ANNA)), Unmatched)
        assert isinstance(match(digits=slip, among=view(ANNA), **PLACE), Ambiguous)


class TestNameAndHome:
    """The other rungs: names at addresses."""

    def test_name_and_flat(self) -> None:
        """Name, house and flat of one person."""
        found = match("Anna Berg", among=view(ANNA, PER), **PLACE)
        assert settled(found) == ANNA
        assert isinstance(found, Matched)
        assert found.method == "name_address_apartment"

    def test_name_and_house(self) -> None:
        """Without flat number, when one of the name lives in the house."""
        found = match("Anna Berg", among=view(ANNA, PER), address="Björkg. 12")
        assert settled(found) == ANNA
        assert isinstance(found, Matched)
        assert found.method == "name_address"

    def test_flat_settles_namesakes(self) -> None:
        """Father and son of one name in two flats of one house."""
        upstairs = person("Anna Berg", "19550303", 984, address=Address(
            street="Björkgatan 12", apartment="1301", postal_code="41301"))  # fmt: skip
        both = view(ANNA, upstairs)
        assert settled(match("Anna Berg", among=both, **PLACE)) == ANNA
        assert codes(match("Anna Berg", among=both, address="Björkgatan 12")) == [
            "person_ambiguous"
        ]

    def test_namesakes_at_home(self) -> None:
        """Father and son of one name in one flat: only number or day of birth settles."""
        father, son = person("Nils Ek", "19500101"), person("Nils Ek", "19850202", 981)
        both = view(father, son)
        assert codes(match("Nils Ek", among=both, **PLACE)) == ["person_ambiguous"]
        assert settled(match("Nils Ek", son.number.digits, among=both, **PLACE)) == son
        assert settled(match("Nils Ek", "850202", among=both, **PLACE)) == son

    def test_other_day_of_birth(self) -> None:
        """A printed day of birth that is another's forbids the match."""
        found = match("Anna Berg", "19620606", among=view(ANNA), **PLACE)
        assert codes(found) == ["person_name_mismatch"]

    def test_child_of_the_same_name(self) -> None:
        """An adult namesake is the tenant; a child alone is never matched by name."""
        assert settled(match("Anna Berg", among=view(ANNA, CHILD), **PLACE)) == ANNA
        assert codes(match("Anna Berg", among=view(CHILD), **PLACE)) == ["person_ambiguous"]

    def test_surname_only(self) -> None:
        """One adult of the surname there is meant; of two, nobody."""
        assert settled(match("Berg", among=view(ANNA, CHILD), **PLACE)) == ANNA
        assert codes(match("Berg", among=view(ANNA, PER), **PLACE)) == ["person_ambiguous"]

    def test_name_only_is_never_enough(self) -> None:
        """A name without an address is only offered, however rare."""
        found = match("Anna Berg", among=view(ANNA))
        assert isinstance(found, Ambiguous)
        assert codes(found) == ["person_ambiguous"]

    def test_namesake_elsewhere(self) -> None:
        """The only one of the name lives elsewhere: offered, with that reason."""
        found = match("Anna Berg", among=view(ANNA), address="Sälggatan 3")
        assert isinstance(found, Ambiguous)
        assert codes(found) == ["person_elsewhere"]

    def test_several_namesakes_elsewhere(self) -> None:
        """Nobody of the name at the printed home: not found, namesakes offered."""
        two = view(ANNA, person("Anna Berg", "19600101", 983, address=OTHER_HOME))
        found = match("Anna Berg", among=two, address="Tallgatan 1")
        assert isinstance(found, Ambiguous)
        assert codes(found) == ["person_not_found"]

    def test_nobody(self) -> None:
        """Nobody of that name anywhere: the residents are not offered in their place."""
        found = match("Rut Ek", among=view(ANNA, PER), **PLACE)
        assert isinstance(found, Unmatched)
        assert codes(found) == ["person_not_found"]

    def test_changed_surname_is_offered(self) -> None:
        """Another surname in the printed flat may be a marriage: for a person to decide."""
        found = match("Anna Lund", among=view(ANNA, PER), **PLACE)
        assert isinstance(found, Ambiguous)
        assert [one.person for one in found.candidates] == [ANNA]

    def test_flat_unknown_to_the_register(self) -> None:
        """A printed flat number that the register lacks counts neither way."""
        resident = person("Anna Berg", address=NO_FLAT)
        found = match("Anna Berg", among=view(resident), **PLACE)
        assert settled(found) == resident
        assert isinstance(found, Matched)
        assert found.method == "name_address"

    def test_other_flat_is_doubted(self) -> None:
        """The only one of the name in the house has another flat number."""
        found = match("Anna Berg", among=view(ANNA), **{**PLACE, "apartment": "1301"})
        assert codes(found) == ["person_elsewhere"]

    def test_street_that_exists_is_not_misread(self) -> None:
        """A street that looks like another is that other only when nobody lives in it."""
        misread = person("Anna Berg", address=Address(street="Linnegatan 12"))
        neighbour = person("Rut Ek", "19500101", 983, address=Address(street="Linnagatan 12"))
        alone = match("Anna Berg", among=view(misread), address="Linnagatan 12")
        assert settled(alone) == misread
        beside = match("Anna Berg", among=view(misread, neighbour), address="Linnagatan 12")
        assert codes(beside) == ["person_elsewhere"]

    def test_bad_scan_of_both_is_unsure(self) -> None:
        """A name and a street that only resemble the register's are not acted on alone."""
        printed = {"address": "Björkgalan 12"}
        found = match("Anne Barg", among=view(person("Anna Berg", address=NO_FLAT)), **printed)
        assert not isinstance(found, Matched) or found.confidence < 0.97

    def test_resembling_name_may_be_too_weak(self) -> None:
        """Likelier wrong than right is only offered."""
        resident = person("Christian Bergman", address=Address(street="Björkgatan 12 A"))
        found = match("Christina Bergmun", among=view(resident), address="Björkgalan 12")
        assert codes(found) == ["low_confidence:person"]


class TestWho:
    """What is known about the person found."""

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"deregistered": Deregistered.DECEASED}, "person_deceased"),
            ({"deregistered": Deregistered.EMIGRATED}, "person_emigrated"),
            ({"deregistered": Deregistered.OTHER}, "person_emigrated"),
            ({"protection": Protection.MARKED}, "protected_identity"),
            ({"protection": Protection.PROTECTED, "address": Address()}, "protected_identity"),
        ],
    )
    def test_found_and_doubted(self, more: dict[str, object], code: str) -> None:
        """The dead, the departed and the protected are for a person to decide."""
        who = person("Anna Berg", **more)
        assert codes(match("Anna Berg", who.number.digits, among=view(who))) == [code]

    def test_estate_is_the_deceaseds(self) -> None:
        """An estate is the dead namesake's, not the living one's."""
        dead = person("Nils Ek", "19500101", deregistered=Deregistered.DECEASED)
        son = person("Nils Ek", "19850202", 981)
        found = match(
            "Nils Ek", among=view(dead, son), estate_of_deceased="Dödsboet efter Nils Ek", **PLACE
        )
        assert isinstance(found, Matched)
        assert found.person == dead
        assert codes(found) == ["person_deceased"]

    def test_estate_of_somebody_alive(self) -> None:
        """A living person named as dead is doubted."""
        found = match("Anna Berg", among=view(ANNA), estate_of_deceased="Dödsboet", **PLACE)
        assert codes(found) == ["person_deceased"]


def test_list_rows_have_their_own_addresses() -> None:
    """A list's debtors are matched each by the row, never by the letter's address."""
    away = person("Rut Ek", "19500101", 983, address=OTHER_HOME)
    rows = (
        ("Anna Berg", "", "Björkgatan 12 lgh 1102"),
        ("Rut Ek", "", ""),
        ("", away.number.digits[2:], "Sälggatan 3, 423 02 Exempelstad"),
    )
    letter = findings(address="Björkgatan 12")
    listed = tuple(
        ListRow(
            party=party(name, digits),
            amount=None,
            address=field(address) if address else None,
            reference=None,
            boxes=BOX,
        )
        for name, digits, address in rows
    )
    letter = type(letter)(fields=letter.fields, rows=listed)
    first, second, third = match_rows(letter, view(ANNA, away), similarity, on=ON)
    assert settled(first) == ANNA
    assert isinstance(second, Ambiguous)
    assert settled(third) == away
    assert [one.party for one in (first, second, third)] == [0, 1, 2]
    # The home is looked up by itself, and each row by its own.
    assert [one.address for one in sought_in(letter)] == [
        "Björkgatan 12 lgh 1102",
        "",
        "Sälggatan 3, 423 02 Exempelstad",
        "Björkgatan 12",
    ]


def test_picked_person_is_sought_by_number() -> None:
    """A person's choice is looked up whole."""
    assert sought_person(ANNA.number).digits == ANNA.number.digits


# Properties

_NAMES = ("Anna Berg", "Anna Maria Berg", "Per Berg", "Anna Lund", "Ann Berg", "Per Anna Lund")
_STREETS = ("Björkgatan 12", "Björkgatan 12 B", "Björkvägen 12", "Sälggatan 3", "")
_FLATS = ("1102", "1301", "")


@st.composite
def people(draw: st.DrawFn) -> tuple[Person, ...]:
    """Up to six persons who are easily taken for each other."""
    return tuple(
        person(
            draw(st.sampled_from(_NAMES)),
            draw(st.sampled_from(("19800101", "19550303", "20150101"))),
            980 + place,
            address=Address(
                street=draw(st.sampled_from(_STREETS)),
                apartment=draw(st.sampled_from(_FLATS)),
                postal_code=draw(st.sampled_from(("41301", ""))),
            ),
            protection=draw(st.sampled_from((Protection.NONE, Protection.NONE, Protection.MARKED))),
        )
        for place in range(draw(st.integers(1, 6)))
    )


@st.composite
def letters(draw: st.DrawFn, crowd: tuple[Person, ...]) -> dict[str, str]:
    """What a letter prints, partly of one of the crowd."""
    meant = draw(st.sampled_from(crowd))
    digits = draw(st.sampled_from(("", meant.number.digits, meant.number.digits[2:], "8001019999")))
    return {
        "printed": draw(st.sampled_from((meant.full_name, *_NAMES, "Berg"))),
        "digits": digits,
        "address": draw(st.sampled_from((meant.address.street, *_STREETS))),
        "apartment": draw(st.sampled_from((meant.address.apartment, *_FLATS))),
        "postal_code": draw(st.sampled_from(("41301", ""))),
    }


@given(st.data())
def test_order_is_chance_and_does_not_matter(data: st.DataObject) -> None:
    """The order in which the register lists persons changes nothing."""
    crowd = data.draw(people())
    printed = data.draw(letters(crowd))
    shuffled = data.draw(st.permutations(crowd))
    assert match(among=view(*crowd), **printed) == match(among=view(*shuffled), **printed)


@given(st.data())
def test_never_one_of_two_equal_persons(data: st.DataObject) -> None:
    """Whoever is matched without a number, a copy of them makes it ambiguous."""
    crowd = data.draw(people())
    printed = data.draw(letters(crowd))
    found = match(among=view(*crowd), **printed)
    if isinstance(found, Matched) and not printed["digits"]:
        one = found.person
        born = "19700707"
        twin = Person(
            number=number(born, 999), given=one.given, surname=one.surname, address=one.address
        )
        again = match(among=view(*crowd, twin), **printed)
        assert isinstance(again, Ambiguous)
        assert {one.number, twin.number} <= {c.person.number for c in again.candidates}


@given(st.data())
def test_less_evidence_is_never_surer(data: st.DataObject) -> None:
    """Leaving out a printed trait that agrees never raises the confidence in the same person."""
    crowd = data.draw(people())
    printed = data.draw(letters(crowd))
    found = match(among=view(*crowd), **printed)
    if not isinstance(found, Matched):
        return
    agreeing = {item.trait for item in found.evidence if item.bits > 0}
    trait, key = data.draw(
        st.sampled_from(
            [
                ("personnummer", "digits"),
                ("name", "printed"),
                ("street", "address"),
                ("apartment", "apartment"),
                ("postal_code", "postal_code"),
            ]
        )
    )
    if trait in agreeing and (key != "printed" or printed["digits"]):
        less = match(among=view(*crowd), **{**printed, key: ""})
        if isinstance(less, Matched) and less.person == found.person:
            assert less.confidence <= found.confidence


@given(st.data())
def test_doubted_whenever_it_must_be(data: st.DataObject) -> None:
    """Protected persons are doubted, a matched person without number agrees in name and house."""
    crowd = data.draw(people())
    printed = data.draw(letters(crowd))
    found = match(among=view(*crowd), **printed)
    if isinstance(found, Matched):
        assert 0.0 <= found.confidence <= 1.0
        protected = found.person.protection is not Protection.NONE
        assert protected == ("protected_identity" in codes(found))
        traits = {item.trait for item in found.evidence if item.bits > 0}
        assert "personnummer" in traits or {"name", "street"} <= traits
        assert found.method == "personnummer" or not found.person.is_minor(ON)


def test_a_doubtful_role_weighs_little_in_the_printed_flat() -> None:
    """Whoever of the tenant's home a name is, the household is the same.

    In another flat of the house it is not, nor where the flat may be a neighbour's who complains.
    """
    unsure = replace(field("Anna Berg"), confidence=0.4)
    letter = findings(party("Anna Berg"), **PLACE)
    letter = replace(letter, parties=(replace(letter.parties[0], name=unsure),))
    at_home = match_letter(letter, view(ANNA), similarity, on=ON, tenants_home=True)[0]
    perhaps = match_letter(letter, view(ANNA), similarity, on=ON)[0]
    without_flat = replace(
        letter, fields={k: v for k, v in letter.fields.items() if k != "apartment"}
    )
    in_house = match_letter(without_flat, view(ANNA), similarity, on=ON, tenants_home=True)[0]
    assert isinstance(at_home, Matched)
    assert isinstance(perhaps, Matched)
    assert isinstance(in_house, Matched)
    assert at_home.confidence > 0.98 > max(perhaps.confidence, in_house.confidence)
