"""Stacks of scans: letters parted where they part, attachments kept, families never merged."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typed_pages import page

from extractors.split import UNSURE, split
from pipeline.domain.page import Page, Source
from pipeline.domain.problems import Code, Problem


def letter(sender: str, person: str, number: str, day: str, extra: str = "") -> str:
    """The first page of a letter from a company about a person."""
    return f"""
{sender}



                                          Socialnämnden Centrum
                                          402 25 Göteborg


Datum: {day}

Meddelande till socialnämnden om obetald hyra

Hyresgäst: {person}
Personnummer: {number}
{extra}
"""


ANNA = letter("Provbostäder AB", "Anna Prov", "800101-9804", "2026-09-30")
BO = letter("Provbostäder AB", "Bo Test", "850412-9829", "2026-09-30")
POWER = letter("Elprov Elnät AB", "Eva Ek", "790203-9812", "2026-09-28")
GOES_ON = "Hyran ska betalas inom tre veckor.\nVänliga hälsningar"
UNDER = "Uppsägning\n\nHyresgäst: Anna Prov\nNi sägs härmed upp på grund av obetald hyra."
FORM_1 = """
Underrättelse till bostadshyresgäst om möjlighet att få tillbaka hyresrätten

Hyresgäst: Anna Prov
"""
BLANK = " "
SHEET = "SKILJEBLAD"


def stack(*texts: str) -> tuple[Page, ...]:
    """Pages from 1; a separator sheet has its mark."""
    made = []
    for number, text in enumerate(texts, start=1):
        one = page(text, number=number)
        made.append(replace(one, marks=("PATCH-T",)) if text == SHEET else one)
    return tuple(made)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # one page, one letter
        ([ANNA], [(1,)]),
        # its second page
        ([ANNA, GOES_ON], [(1, 2)]),
        # two families from one landlord on one day: never one letter
        ([ANNA, BO], [(1,), (2,)]),
        # another sender and person
        ([ANNA, POWER], [(1,), (2,)]),
        # second pages belong to the letter before
        ([ANNA, GOES_ON, BO, GOES_ON], [(1, 2), (3, 4)]),
        # a bundle of one matter: form 3, form 1 and the termination
        ([ANNA, FORM_1, UNDER], [(1, 2, 3)]),
        # blank backs belong to the letter before
        ([ANNA, BLANK, BO, BLANK], [(1, 2), (3, 4)]),
        # a blank back between a letter's pages
        ([ANNA, BLANK, GOES_ON, BLANK], [(1, 2, 3, 4)]),
        # a blank page before all
        ([BLANK, ANNA], [(1, 2)]),
        # separator sheets belong to no letter, nor do their blank backs
        ([ANNA, SHEET, BO], [(1,), (3,)]),
        ([SHEET, ANNA, SHEET, BLANK, BO], [(2,), (5,)]),
        # a separator parts what else would hold together
        ([ANNA, SHEET, UNDER], [(1,), (3,)]),
        # only blank pages: one letter with them
        ([BLANK], [(1,)]),
        ([BLANK, BLANK], [(1, 2)]),
    ],
)
def test_where_letters_part(texts: list[str], expected: list[tuple[int, ...]]) -> None:
    """The pages of each letter."""
    assert [part.pages for part in split(stack(*texts))] == expected


def test_printed_page_numbers() -> None:
    """A page that is "2 av 2" goes on, whatever it looks like; "1 av 1" begins."""
    first = "Provbostäder AB    Sida 1 av 2\n" + ANNA
    second = "Provbostäder AB    Sida 2 av 2\n\nDatum: 2026-09-30\n\nSpecifikation"
    other = "Provbostäder AB    Sida 1 av 1\n" + BO
    assert [part.pages for part in split(stack(first, second, other))] == [(1, 2), (3,)]


def test_a_sure_boundary_has_no_problem() -> None:
    """Another person's letter with letterhead, date and addressee."""
    assert all(part.confidence >= UNSURE for part in split(stack(ANNA, POWER)))
    assert all(part.problems == () for part in split(stack(ANNA, POWER)))


def test_an_unsure_boundary_is_said() -> None:
    """The same landlord's next sheet names nobody: parted or not, a person looks."""
    strange = "Provbostäder AB\n\n\n\nDatum: 2026-09-29\n\nVi hör av oss."
    parts = split(stack(ANNA, strange))
    assert any(part.confidence < UNSURE for part in parts)
    assert Problem(code=Code.SPLIT_UNSURE) in parts[0].problems


@pytest.mark.parametrize(
    "heading", ["Namnlista, bilaga", "Underskriftslista", "Era namn, bilaga 2"]
)
def test_an_attachment_about_others_is_never_sent_apart_unseen(heading: str) -> None:
    """Those who signed are no new letter's matter, yet nobody can be sure that they belong here."""
    first = letter("Provbo AB", "Alva Provdotter", "19900101-9801", "2026-03-02")
    rows = (
        "Åse Ängsprov   Provgatan 4 lgh 1101   29/7 2026",
        "Ulf Norrprov   Provgatan 4 lgh 1201",
    )
    signed = "\n".join((heading, "Hyresgäst: Åse Ängsprov", *rows))
    parts = split(stack(first, signed))
    assert len(parts) == 2
    assert all(part.confidence < UNSURE for part in parts)


def test_a_covering_letter_that_names_nobody_is_not_surely_apart() -> None:
    """The copy that it came with tells whom it is about."""
    cover = "Juristfirman Prov AB\n2026-03-02\n\nSocialnämnden\n405 30 GÖTEBORG\n\nKopia bifogas."
    copy = "Kronofogden\n172 67 SUNDBYBERG\n\nAnsökan om avhysning\nHyresgäst: Alva Provdotter"
    for part in split(stack(cover, copy)):
        assert part.confidence < UNSURE or part.pages == (1, 2)


def test_a_list_goes_on_over_its_pages() -> None:
    """The second page of a list names other persons, and is the same list."""
    rows = ["800101-9804", "850412-9829", "790203-9812", "640705-9861", "700101-9806"]
    listed = "\n".join(f"Namn{place} Prov    {one}    1 000,00" for place, one in enumerate(rows))
    more = "\n".join(f"Namn{place} Test    {one}    2 000,00" for place, one in enumerate(rows))
    head = "Provbostäder AB\n\nDatum: 2026-09-30\n\nRestlista\n\n"
    parts = split(stack(head + listed, more))
    assert [part.pages for part in parts] == [(1, 2)]


def test_the_last_rows_of_a_list_are_the_list() -> None:
    """A numbered last page with one other person goes on; without number it is another letter."""
    rows = ["800101-9804", "850412-9829", "790203-9812", "640705-9861", "700101-9806"]
    listed = "\n".join(f"Namn{place} Prov    {one}    1 000,00" for place, one in enumerate(rows))
    first = f"1/2\n\nProvbostäder AB\n\nDatum: 2026-09-30\n\nRestlista\n\n{listed}"
    last = "2/2\n\nSista Test    900101-9810    2 000,00"
    assert [part.pages for part in split(stack(first, last))] == [(1, 2)]


NAMELESS = """
Provbostäder AB

                                          Socialförvaltningen
                                          402 25 Göteborg


Datum: 2026-09-30

Vi har fått klagomål på störningar i lägenhet 1102.
"""


def test_a_letter_that_names_nobody_is_not_held_by_its_sender_and_day() -> None:
    """One landlord's letters of one day look alike: unsure, but never one letter."""
    parts = split(stack(ANNA, NAMELESS, BO))
    assert [part.pages for part in parts] == [(1,), (2,), (3,)]
    assert Problem(code=Code.SPLIT_UNSURE) in parts[1].problems


def test_a_name_in_the_running_text_holds_a_bundle() -> None:
    """The termination says whom it is about in a sentence only, under a letterhead of its own."""
    under = NAMELESS.replace("Vi har", "Till Anna Prov. Vi har")
    assert [part.pages for part in split(stack(ANNA, under))] == [(1, 2)]


def test_whoever_is_on_a_list_has_a_letter_of_his_own() -> None:
    """A list, and then a letter about one of its debtors."""
    head = "Namn                  Personnummer     Adress              Belopp"
    rows = "Anna Prov             800101-9804      Björkvägen 12       8 450,00"
    listed = f"Provbostäder AB\n\nDatum: 2026-09-30\n\nRestlista\n\n{head}\n{rows}"
    assert [part.pages for part in split(stack(listed, ANNA))] == [(1,), (2,)]


def test_a_list_files_tables_are_a_letter_each() -> None:
    """Pages that we laid out are parted by their own count, whatever stands on them."""
    head = "Namn                  Personnummer     Adress              Belopp"
    pages = [
        replace(one, source=Source.TABLE)
        for one in stack(
            f"sida 1 av 2\n\n{head}", f"sida 2 av 2\n\n{head}", f"sida 1 av 1\n\n{head}"
        )
    ]
    parts = split(tuple(pages))
    assert [part.pages for part in parts] == [(1, 2), (3,)]
    assert all(part.confidence >= UNSURE for part in parts)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([ANNA, BO, POWER, GOES_ON, UNDER, BLANK, SHEET]), max_size=8))
def test_every_page_is_in_one_letter_at_most(texts: list[str]) -> None:
    """No page is lost but separators and their backs, none is in two, and the order stays."""
    parts = split(stack(*texts))
    listed = [number for part in parts for number in part.pages]
    assert listed == sorted(set(listed))
    written = [place for place, text in enumerate(texts, start=1) if text not in {BLANK, SHEET}]
    assert set(written) <= set(listed)
    assert [part.index for part in parts] == list(range(1, len(parts) + 1))
    assert all(part.pages for part in parts)


@settings(deadline=None, max_examples=40)
@given(st.permutations([ANNA, BO, POWER]))
def test_two_families_are_never_one_letter(texts: list[str]) -> None:
    """Whatever the order."""
    assert [part.pages for part in split(stack(*texts))] == [(1,), (2,), (3,)]
