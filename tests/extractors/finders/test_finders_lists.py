"""Lists of debtors: rows over pages, their sum, and boxes that cover each whole row."""

from decimal import Decimal

import pytest
from typed_pages import ON, WIDTH, found_in, pages

from extractors.finders import find
from pipeline.domain.fields import AMOUNT, SENDER_NAME, Findings
from pipeline.domain.kinds import Kind

HEAD = "Namn                  Personnummer     Adress              Kontrakt      Belopp"
ANNA = "Prov, Anna            800101-9804      Björkvägen 12       304-1         8 450,00"
BO = "Test, Bo              850412-9829      Ekvägen 3           305-2         1 550,00"
EVA = "Prov Ek, Eva          790203-9812      Almvägen 7          306-3         2 000,00"


def rows(found: Findings) -> list[tuple[str, str, Decimal | None]]:
    """Name, number and amount of each row."""
    return [
        (
            row.party.name.value if row.party.name else "",
            row.party.personnummer.value if row.party.personnummer else "",
            row.amount.value if row.amount else None,
        )
        for row in found.rows
    ]


def test_a_row_a_debtor_and_the_total() -> None:
    """Name, number, address, reference and amount; the total is no row."""
    found = found_in(f"Restlista\n\n{HEAD}\n{ANNA}\n{BO}\nSumma{' ' * 66}10 000,00", Kind.DEBT_LIST)
    assert rows(found) == [
        ("Prov, Anna", "8001019804", Decimal(8450)),
        ("Test, Bo", "8504129829", Decimal(1550)),
    ]
    assert [row.address.value for row in found.rows if row.address] == [
        "Björkvägen 12",
        "Ekvägen 3",
    ]
    assert [row.reference.value for row in found.rows if row.reference] == ["304-1", "305-2"]
    assert found.value(AMOUNT) == Decimal(10000)
    assert found.conflicts == ()


def test_a_total_that_is_not_the_sum_is_a_conflict() -> None:
    """A row may be missing."""
    found = found_in(f"{HEAD}\n{ANNA}\nSumma{' ' * 66}10 000,00", Kind.DEBT_LIST)
    assert found.conflicts == (AMOUNT.text,)
    assert found.value(AMOUNT) == Decimal(10000)


def test_without_a_total_the_sum_is_noted_as_one() -> None:
    """The list's total is then made of its rows, and says so."""
    field = found_in(f"{HEAD}\n{ANNA}\n{BO}", Kind.DEBT_LIST).get(AMOUNT)
    assert field is not None
    assert field.value == Decimal(10000)
    assert field.notes == ("sum_of_rows",)


def test_a_list_over_two_pages() -> None:
    """The heading comes again on the second page, the total at the end."""
    found = find(
        pages(f"{HEAD}\n{ANNA}\n{BO}", f"{HEAD}\n{EVA}\nTotalt{' ' * 65}12 000,00"),
        Kind.DEBT_LIST,
        ON,
    )
    assert [row.boxes[0].page for row in found.rows] == [1, 1, 2]
    assert found.value(AMOUNT) == Decimal(12000)
    assert found.conflicts == ()


def test_a_row_is_covered_from_edge_to_edge() -> None:
    """Copies cover the other rows: nothing of a row may stand outside its boxes."""
    found = found_in(f"{HEAD}\n{ANNA}\nMaria{' ' * 34}lgh 1102\n{BO}", Kind.DEBT_LIST)
    first, second = found.rows
    (box,) = first.boxes
    assert (box.x0, box.x1) == (0.0, WIDTH)
    assert box.bottom > 95
    assert box.bottom <= second.boxes[0].top
    assert first.party.name is not None
    assert first.party.name.value == "Prov, Anna Maria"


def test_a_list_without_headings() -> None:
    """Names with amounts are rows all the same."""
    found = found_in("Anna Prov    800101-9804    8 450,00\nBo Test    850412-9829    1 550,00",
                     Kind.DEBT_LIST)  # fmt: skip
    assert [row[2] for row in rows(found)] == [Decimal(8450), Decimal(1550)]


def test_the_senders_foot_is_no_row() -> None:
    """An organisation number under the table is nobody's."""
    found = found_in(
        f"{HEAD}\n{ANNA}\nSumma{' ' * 66}8 450,00\n\n\nProvbostäder AB    559912-1612    10,00",
        Kind.DEBT_LIST,
    )
    assert len(found.rows) == 1


def test_other_letters_have_no_rows() -> None:
    """Only a list of debtors is read as one."""
    assert found_in(f"{HEAD}\n{ANNA}\n{BO}", Kind.RENT_DEBT).rows == ()


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("15 137;79", "15137.79"),  # a comma read as a semicolon
        ("«21 262,91", "21262.91"),  # a rule of the table before it
        ("+s5 915,37", "915.37"),  # a figure lost to one
        ("-14 332,81", "-14332.81"),  # a rule, or to his credit
        ("7 8 450,00", "8450.00"),  # a figure that belongs to nothing
    ],
)
def test_an_amount_with_signs_beside_it_is_not_relied_on(printed: str, value: str) -> None:
    """What a scan makes of a table's rules is read and noted; the total alone can prove it."""
    row = f"Prov, Anna            800101-9804      Björkvägen 12       304-1         {printed}"
    (found,) = found_in(f"{HEAD}\n{row}", Kind.DEBT_LIST).rows
    assert found.amount is not None
    assert found.amount.value == Decimal(value)
    assert found.amount.notes == ("malformed",)


def test_the_total_proves_each_amount() -> None:
    """The rows' sum is the total: no figure of any row can be wrong."""
    row = "Prov, Anna            800101-9804      Björkvägen 12       304-1         15 137;79"
    found = found_in(f"{HEAD}\n{row}\n{BO}\nSumma{' ' * 66}16 687,79", Kind.DEBT_LIST)
    assert [one.amount.notes for one in found.rows if one.amount] == [(), ()]
    assert found.conflicts == ()


def test_page_sums_and_a_total_that_spans_pages() -> None:
    """Each page ends with its own sum, under the same word as the list's."""
    end = " " * 66
    found = find(
        pages(
            f"{HEAD}\n{ANNA}\n{BO}\nSumma{end}10 000,00",
            f"{HEAD}\n{EVA}\nSumma{end}2 000,00",
        ),
        Kind.DEBT_LIST,
        ON,
    )
    assert found.value(AMOUNT) == Decimal(12000)
    assert found.conflicts == ()
    whole = find(
        pages(
            f"{HEAD}\n{ANNA}\n{BO}\nSidsumma{end}10 000,00",
            f"{HEAD}\n{EVA}\nSidsumma{end}2 000,00",
            f"Totalt{end}12 000,00",
        ),
        Kind.DEBT_LIST,
        ON,
    )
    assert whole.value(AMOUNT) == Decimal(12000)
    assert whole.conflicts == ()


def test_a_line_that_cannot_be_read_as_a_row_is_said() -> None:
    """An amount under its heading with nobody before it: a debtor may be missing."""
    nobody = f"#####{' ' * 66}3 000,00"
    found = found_in(f"{HEAD}\n{ANNA}\n\n{nobody}\n\n{BO}", Kind.DEBT_LIST)
    assert len(found.rows) == 2
    assert found.conflicts == ("rows",)


def test_fewer_rows_than_the_list_counts_is_said() -> None:
    """The list says how many it has."""
    counted = found_in(f"{HEAD}\n{ANNA}\n{BO}\nAntal hyresgäster: 3", Kind.DEBT_LIST)
    assert counted.conflicts == ("rows",)
    right = found_in(f"{HEAD}\n{ANNA}\n{BO}\nAntal hyresgäster: 2", Kind.DEBT_LIST)
    assert right.conflicts == ()


def test_a_double_surname_stays_with_its_first_name() -> None:
    """Two surnames, a comma and two first names are one debtor, also run into his number."""
    row = "Ek Prov, Anna Maria 800101-9804      Björkvägen 12       304-1         8 450,00"
    found = found_in(f"{HEAD}\n{row}", Kind.DEBT_LIST)
    assert rows(found) == [("Ek Prov, Anna Maria", "8001019804", Decimal(8450))]


def test_a_debtor_is_never_the_lists_sender() -> None:
    """The sender is told on each debtor's copy: a name of the list would be told to the others."""
    list_of = f"{HEAD}\n{ANNA}\n{BO}\nSumma{' ' * 66}10 000,00"
    told = found_in(f"Avsändare: Provbostäder AB\n\n{list_of}", Kind.DEBT_LIST)
    assert told.value(SENDER_NAME) == "Provbostäder AB"
    for name in ("Anna Prov", "Bo Test"):
        found = found_in(f"Avsändare: {name}\n\n{list_of}", Kind.DEBT_LIST)
        assert found_in(f"Avsändare: {name}").value(SENDER_NAME) == name
        assert found.get(SENDER_NAME) is None
        assert len(found.rows) == 2
