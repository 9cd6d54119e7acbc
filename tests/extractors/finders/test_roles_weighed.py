"""Rules and the reader of roles together: agreement is sure, disagreement is said."""

from __future__ import annotations

import re

import pytest
from typed_pages import ON, page

from extractors.finders import find
from pipeline.domain.fields import (
    ADDRESS,
    APARTMENT,
    CITY,
    POSTAL_CODE,
    SENDER_NAME,
    Findings,
)
from pipeline.domain.kinds import Kind
from pipeline.domain.roles import NO_ROLES, Roles, SpanRole
from pipeline.domain.running_text import text_of

NAMES = {
    "d": SpanRole.DEBTOR,
    "c": SpanRole.CO_DEBTOR,
    "o": SpanRole.OTHER_PERSON,
    "s": SpanRole.STAFF,
    "a": SpanRole.SENDER,
    "p": SpanRole.PRINCIPAL,
    "h": SpanRole.HOME,
    "k": SpanRole.SENDER_ADDRESS,
    "x": SpanRole.OTHER_ADDRESS,
}


def read(typed: str, kind: Kind = Kind.RENT_DEBT, *, share: float = 0.95) -> Findings:
    """What is found where the reader believes the marks: ``[d:Anna Prov]`` is the debtor's name."""
    marks = re.findall(r"\[(\w):([^\]]+)\]", typed)
    plain = re.sub(r"\[\w:([^\]]+)\]", r"\1", typed)
    pages = (page(plain),)
    text = text_of(pages)
    roles = [SpanRole.NONE] * len(text.words)
    at = 0
    for mark, name in marks:
        pattern = r"\s+".join(map(re.escape, name.split()))
        found = re.compile(pattern).search(text.value, at)
        assert found is not None, name
        at = found.end()
        for place, start in enumerate(text.starts):
            if start < found.end() and found.start() < start + len(text.words[place].text):
                roles[place] = NAMES[mark]
    believed = Roles(tuple({role: share, SpanRole.NONE: 1 - share} for role in roles))
    return find(pages, kind, ON, believed if marks else NO_ROLES)


def people(found: Findings) -> list[str]:
    """The parties' names in order."""
    return [one.name.value for one in found.parties if one.name is not None]


def sender(found: Findings) -> str | None:
    """The sender's name."""
    return found.value(SENDER_NAME)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # labels before the name
        ("Avsändare: Provhem Fastigheter AB\nStorgatan 1", "Provhem Fastigheter AB"),
        ("1. Föreningen: Brf Provgården, Kajgatan 6, 411 05 Göteborg", "Brf Provgården"),
        # no letterhead: who applies writes himself
        ("Till Kronofogden\nSökande: Provgårdens Bostäder AB, org.nr 559900-1234",
         "Provgårdens Bostäder AB"),
        # an address runs on behind the name
        ("Provkrav Inkasso AB Bergtorpslänken 52\n\nHyresgäst: Anna Prov",
         "Provkrav Inkasso AB"),
        # set letter by letter
        ("P r o v h e m  A B\n\nHyresgäst: Anna Prov", "Provhem AB"),
        # the legal form stands in the next line
        ("Strandprovets Fastighetsförvaltning\nAB\n\nHyresgäst: Anna Prov",
         "Strandprovets Fastighetsförvaltning AB"),
    ],
)  # fmt: skip
def test_a_name_is_cut_out_of_its_line(typed: str, expected: str) -> None:
    """Labels, addresses and broken lines are no part of a sender's name."""
    assert sender(read(typed)) == expected


def test_agreement_makes_a_sender_sure() -> None:
    """A name in the letterhead that the reader takes for the sender's is nearly sure."""
    plain = "Provhem Fastigheter AB\n\nHyresgäst: Anna Prov"
    alone = read(plain).get(SENDER_NAME)
    both = read(plain.replace("Provhem Fastigheter AB", "[a:Provhem Fastigheter AB]"))
    agreed = both.get(SENDER_NAME)
    assert alone is not None
    assert agreed is not None
    assert agreed.confidence > 0.9
    assert alone.confidence < agreed.confidence - 0.1


def test_the_lawyer_writes_not_the_landlord() -> None:
    """Of two organisations the one the reader takes for the sender's is told."""
    found = read(
        "[a:Advokatfirman Provek & Lager KB]\n\nHyresvärd: [p:Kransprovets Fastigheter AB]\n"
        "Hyresgäst: [d:Anna Prov]"
    )
    assert sender(found) == "Advokatfirman Provek & Lager KB"


def test_whoever_writes_in_her_own_name() -> None:
    """A private person is a sender where the reader says so."""
    found = read(
        "[a:Hodan Provqvist]\nStorgatan 1\n\nJag hyr ut min lägenhet till [d:Anna Test].\n"
        "Hälsningar [a:Hodan Provqvist]"
    )
    assert sender(found) == "Hodan Provqvist"


def test_whom_the_letter_is_written_to_sends_nothing() -> None:
    """Kronofogden behind "Till" is no sender, however sure the reader is."""
    found = read("Till [a:Kronofogden]\n\n[a:Provhem Bostäder AB]\nAnsökan om avhysning")
    assert sender(found) == "Provhem Bostäder AB"


def test_a_persons_name_in_the_window_alone() -> None:
    """Under a letterhead without air the addressee is still a person."""
    found = read(
        "[a:Brf Provbacken nr 2]\n[d:Jasmina Testexempel]\n[h:Klockprovsvägen 85]\n"
        "[h:422 36 GÖTEBORG]\n\nStyrelsen säger härmed upp Er till avflyttning."
    )
    assert people(found) == ["Jasmina Testexempel"]


@pytest.mark.parametrize(
    "typed",
    [
        "[d:Anna Provsson] och [c:Bo Testman] i lägenhet 1102 har inte betalat.",
        "Svarande: [d:Anna Provsson], 800101-9804 och [c:Bo Testman], 850412-9829",
        "Svarande: [d:Anna Provsson], f. 800101 och [c:Bo Testman], f. 850412",
        "Hyresgäst är [d:Anna Provsson]\noch [c:Bo Testman], som bor tillsammans.",
    ],
)
def test_names_joined_in_prose_are_both_found(typed: str) -> None:
    """A second name behind "och" is a party as the first is."""
    assert people(read(typed)) == ["Anna Provsson", "Bo Testman"]


def test_neighbours_in_a_table_are_no_debtors() -> None:
    """Several persons apart from one another are never taken, even where the reader errs."""
    found = read(
        "Underrättelse om störningar\n\nDatum    Anmäld av\n2026-05-01    [d:Solveig Ekprov]\n"
        "2026-05-02    [d:Nadia Norrprov]\n2026-05-03    [d:Göran Testberg]",
        Kind.DISTURBANCE,
    )
    assert people(found) == []


def test_a_guess_that_the_reader_denies_gives_way() -> None:
    """The guardian whom a loose rule took is left out when the tenant is known."""
    typed = (
        "Vi har sagt upp [d:Anna Provsson] på grund av obetald hyra.\n"
        "Underrättelse om [o:Jörgen Norrprov] har lämnats."
    )
    assert people(read(typed)) == ["Anna Provsson"]


def test_a_third_name_far_away_is_not_added() -> None:
    """A person whom only the reader names, apart from the tenant, is nobody's party."""
    found = read(
        "Hyresgäst: [d:Anna Provsson]\n\nVi har talat med de boende i huset.\n\n"
        "Det är [d:Bo Testman] som störs mest."
    )
    assert people(found) == ["Anna Provsson"]


def test_the_office_is_not_the_home() -> None:
    """A sender's street in the head gives way to the home in the sentence, with its postal code."""
    found = read(
        "[a:Kjell Provåkers Hyreshus]\n[k:Hasselprovsvägen 40], [k:403 20 Göteborg]\n\n"
        "[d:Anders Testprov] hyr en av lägenheterna i mitt hyreshus, [h:Tegelprovsgatan 80]."
    )
    assert found.value(ADDRESS) == "Tegelprovsgatan 80"
    assert found.get(POSTAL_CODE) is None
    assert found.get(CITY) is None


def test_a_neighbours_flat_is_not_the_homes() -> None:
    """The complainant's flat number says nothing of the tenant's."""
    found = read(
        "Klagomål på [d:Birgitta Myrprov], [h:Blåprovsliden 1].\n\n"
        "Datum    Anmäld av\n2026-05-01    [o:Emma Tallprov], lgh [x:1207]",
        Kind.DISTURBANCE,
    )
    assert found.get(APARTMENT) is None


def test_a_flat_in_brackets_goes_before_a_neighbours() -> None:
    """The number in brackets behind a street is its flat."""
    found = read(
        "Klagomål på [d:Birgitta Myrprov], [h:Blåprovsliden 1] ([h:1205]).\n\n"
        "Datum    Anmäld av\n2026-05-01    [o:Emma Tallprov], lgh [x:1207]",
        Kind.DISTURBANCE,
    )
    assert found.value(APARTMENT) == "1205"


def test_an_address_that_both_point_at_is_sure() -> None:
    """Agreement raises the confidence, and does not pass the words' own."""
    typed = "Hyresgäst: Anna Prov\nHennes bostad ligger i hus {} sedan 2019."
    alone = read(typed.format("Provgatan 7")).get(ADDRESS)
    both = read(typed.format("[h:Provgatan 7]")).get(ADDRESS)
    assert alone is not None
    assert both is not None
    assert alone.confidence < both.confidence <= 0.985
