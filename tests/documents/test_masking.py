"""What a copy must not show is found; what it must show stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from made_cases import DEBTORS, debtors
from typed_pages import found_in
from typed_pages import page as typed_page

from pipeline.documents.masking import list_row
from pipeline.documents.third_parties import third_parties
from pipeline.domain.fields import Field, ListRow, Party, PartyRole
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Box, Page, Source, Word


def page(*lines: str) -> Page:
    """A page of lines; each sign is six points wide."""
    words = []
    for row, line in enumerate(lines):
        x = 40.0
        for text in line.split():
            box = Box(page=1, x0=x, top=50 + 20 * row, x1=x + 6 * len(text), bottom=60 + 20 * row)
            words.append(Word(text=text, box=box, confidence=1.0))
            x = box.x1 + 5
    return Page(number=1, width=595, height=842, words=tuple(words), source=Source.OCR)


def hidden_words(sheet: Page, *own: str, seen: tuple[Box, ...] = ()) -> str:
    """The words under the covers."""
    boxes = third_parties([sheet], own, seen).get(1, ())
    return " ".join(
        word.text
        for word in sheet.words
        if any(
            box.x0 <= word.box.x0
            and box.x1 >= word.box.x1
            and abs(box.middle - word.box.middle) < 3
            for box in boxes
        )
    )


def test_a_neighbours_name_flat_and_telephone_are_covered() -> None:
    """Name, flat and telephone after the label; the label stays."""
    sheet = page("Anmälande granne: Kerstin Grannberg, lgh 1203, 070-000 00 11")
    assert hidden_words(sheet, "Anna Testsson") == ("Kerstin Grannberg, lgh 1203, 070-000 00 11")


def test_several_names_linked_by_and() -> None:
    """Both neighbours, over the line's end."""
    sheet = page("Klagande: Olof Vittnesson och", "Siv af Vittnesson har hört av sig")
    assert hidden_words(sheet) == "Olof Vittnesson och Siv af Vittnesson"


def test_a_name_seen_once_is_covered_everywhere() -> None:
    """Later in the letter nobody says that she is the neighbour."""
    sheet = page("Vittne: Eva Grannberg", "Då ringde Grannberg igen", "Grannbergs dörr")
    assert hidden_words(sheet).split() == ["Eva", "Grannberg", "Grannberg"]


def test_who_complained_is_covered_without_a_label() -> None:
    """A name before a word of complaint, or after "klagomål från"."""
    sheet = page(
        "Kerstin Grannberg har klagat på musik", "Klagomål har kommit från Olof Vittnesson"
    )
    assert hidden_words(sheet, "Anna Testsson").split() == [
        "Kerstin",
        "Grannberg",
        "Olof",
        "Vittnesson",
    ]


def test_the_landlord_stays_whoever_calls_it() -> None:
    """A company or an authority is no witness."""
    sheet = page(
        "Enligt brev från Provhusens Bostäder AB", "Göteborgs Stad har berättat om ärendet"
    )
    assert hidden_words(sheet, "Anna Testsson") == ""


def test_the_tenants_own_name_stays() -> None:
    """The letter is about her; she may have complained as well."""
    sheet = page("Granne störd av Anna Testsson", "Anmälare: Anna Testsson")
    assert hidden_words(sheet, "Anna Testsson") == ""


def test_ordinary_words_after_a_label_stay() -> None:
    """Neighbours in general are nobody."""
    assert hidden_words(page("Grannar i huset har klagat. Störningsjouren kom.")) == ""


def test_a_new_sentence_after_a_label_is_no_name() -> None:
    """One capital after a full stop stays; two are a name whose colon was read as a stop."""
    assert hidden_words(page("Misshandel av en granne. Händelsen är polisanmäld.")) == ""
    assert hidden_words(page("Granne. Kerstin Grannberg ringde.")) == "Kerstin Grannberg"


def test_one_who_shares_the_tenants_surname_is_covered_whole() -> None:
    """A neighbour called as the tenant is still a neighbour."""
    sheet = page("Anmälare: Fatima Testsson", "Anna Testsson svarade inte")
    assert hidden_words(sheet, "Anna Testsson") == "Fatima Testsson"
    sheet = page("Fatima Testsson har klagat på musik")
    assert hidden_words(sheet, "Anna Testsson") == "Fatima Testsson"


def test_of_two_who_were_disturbed_the_tenant_stays() -> None:
    """Named in a row with the neighbour."""
    sheet = page("Granne: Anna Testsson och Kerstin Grannberg")
    assert hidden_words(sheet, "Anna Testsson") == "och Kerstin Grannberg"


def test_an_address_made_of_a_covered_name_is_covered() -> None:
    """An e-mail address says the name once more."""
    sheet = page("Vittne: Eva Grannberg", "Svara till eva.grannberg@exempel.invalid")
    assert hidden_words(sheet).split() == ["Eva", "Grannberg", "eva.grannberg@exempel.invalid"]


def test_what_the_finder_saw_is_covered_with_flat_and_telephone() -> None:
    """And nothing where it saw the tenant's own name."""
    sheet = page("I natt ringde Siv Grannberg (lgh 1203) 070-000 00 11 igen", "Anna Testsson hemma")
    seen = tuple(word.box for word in sheet.words if word.text in {"Siv", "Grannberg", "Anna"})
    told = hidden_words(sheet, "Anna Testsson", seen=seen)
    assert told == "Siv Grannberg (lgh 1203) 070-000 00 11"


NAMES = st.from_regex(r"[A-ZÅÄÖ][a-zåäö]{3,8}", fullmatch=True)


@given(
    names=st.lists(NAMES, min_size=2, max_size=6, unique=True),
    filler=st.lists(st.sampled_from(["musik", "hördes", "i", "natt", "2026-09-12"]), max_size=6),
    data=st.data(),
)
def test_no_name_that_was_seen_ever_shows(
    names: list[str], filler: list[str], data: st.DataObject
) -> None:
    """Wherever it stands, once or again, beside whatever words."""
    words = data.draw(st.permutations([*names, *names, *filler]))
    sheet = page(*(" ".join(words[at : at + 4]) for at in range(0, len(words), 4)))
    first = {name: next(word for word in sheet.words if word.text == name) for name in names}
    shown = {word.text for word in sheet.words} - set(
        hidden_words(sheet, seen=tuple(word.box for word in first.values())).split()
    )
    assert not shown & set(names)
    assert hidden_words(sheet, *names, seen=tuple(word.box for word in first.values())) == ""


def test_only_the_own_row_and_the_head_of_a_list_are_left() -> None:
    """Every word outside head and own row lies under a cover."""
    made = debtors()
    pages, hidden = list_row(made.letter.pages, made.case.findings.rows, 1)
    assert [one.number for one in pages] == [1]
    left = [
        word.text
        for word in pages[0].words
        if not any(box.top <= word.box.middle <= box.bottom for box in hidden[1])
    ]
    own = made.case.findings.rows[1].party.personnummer
    assert (
        " ".join(left)
        == f"Påhittade Bostäder AB Restlista oktober 2026 Bo Exempelström {own.raw} 1 200,00"
    )


def test_a_card_beside_the_own_one_never_shows() -> None:
    """Cards in two columns: each copy shows its own debtor alone."""
    text = (
        "Anna Prov        Bo Test\nEkvägen 1        Ekvägen 2\nSkuld 8 450:-    Skuld 1 550:50\n\n"
        "Eva Prov         Per Test\nEkvägen 3        Ekvägen 4\nSkuld 5 000:-    Skuld 2 000:-\n"
    )
    sheet = typed_page(text)
    found = found_in(text, Kind.DEBT_LIST)
    shown = []
    for keep in range(len(found.rows)):
        _, hidden = list_row((sheet,), found.rows, keep)
        shown.append(
            " ".join(
                word.text
                for word in sheet.words
                if not any(
                    box.x0 < word.box.x1 and word.box.x0 < box.x1
                    and box.top <= word.box.middle <= box.bottom
                    for box in hidden[1]
                )
            )
        )  # fmt: skip
    assert shown == [
        "Anna Prov Ekvägen 1 Skuld 8 450:-",
        "Bo Test Ekvägen 2 Skuld 1 550:50",
        "Eva Prov Ekvägen 3 Skuld 5 000:-",
        "Per Test Ekvägen 4 Skuld 2 000:-",
    ]


def test_a_row_on_a_later_page_comes_with_the_lists_head() -> None:
    """The first page shows the sender alone, the second the debtor."""
    made = debtors()
    pages, hidden = list_row(made.letter.pages, made.case.findings.rows, 3)
    assert [one.number for one in pages] == [1, 2]
    for secret in DEBTORS[:3]:
        box = made.letter.box(secret[0])
        assert any(cover.top <= box.middle <= cover.bottom for cover in hidden[1])


def test_a_row_without_a_place_gives_no_page() -> None:
    """Where the row stands is not known, so nothing can be shown."""
    made = debtors()
    rows = made.case.findings.rows
    lost = ListRow(party=rows[1].party, amount=None, address=None, reference=None, boxes=())
    assert list_row(made.letter.pages, (rows[0], lost), 1) == ((), {})


def test_a_row_that_was_not_recognised_is_covered_too() -> None:
    """A personnummer above the first known row is somebody's; below it all is covered anyway."""
    sheet = page("Restlista", "Eva Annan 19800101-9804 500,00", "Bo Test 700,00", "Sist Annan 1,00")
    mine = Box(page=1, x0=0, top=90, x1=595, bottom=100)
    party = Party(
        role=PartyRole.TENANT,
        name=Field(value="Bo Test", raw="Bo Test", confidence=1.0, finder="made", boxes=(mine,)),
    )
    row = ListRow(party=party, amount=None, address=None, reference=None, boxes=(mine,))
    _, hidden = list_row((sheet,), (row,), 0)
    left = [
        word.text
        for word in sheet.words
        if not any(box.top <= word.box.middle <= box.bottom for box in hidden[1])
    ]
    assert left == ["Restlista", "Bo", "Test", "700,00"]


@given(
    tops=st.lists(st.integers(60, 790), min_size=2, max_size=12, unique=True),
    keep=st.integers(0, 11),
)
def test_no_other_row_ever_shows(tops: list[int], keep: int) -> None:
    """However rows lie, even one upon another, each other row's middle is covered."""
    boxes = [Box(page=1, x0=50, top=top, x1=500, bottom=top + 9) for top in tops]
    name = Field(value="N", raw="N", confidence=1.0, finder="made", boxes=(boxes[0],))
    party = Party(role=PartyRole.TENANT, name=name)
    rows = tuple(
        ListRow(party=party, amount=None, address=None, reference=None, boxes=(box,))
        for box in boxes
    )
    keep %= len(rows)
    _, hidden = list_row((page(),), rows, keep)
    own = boxes[keep].middle
    for place, box in enumerate(boxes):
        if place != keep and abs(box.middle - own) >= 9:
            assert any(cover.top <= box.middle <= cover.bottom for cover in hidden[1])
