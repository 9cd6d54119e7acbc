"""Examination letters: lists of several debtors."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from html import escape

from benchmarks.letters.designs.kit import (
    Pen,
    br,
    div,
    foot,
    grid,
    h,
    page,
    para,
    side,
)
from benchmarks.letters.designs.shapes import NUMBERS
from benchmarks.letters.draft import Draft
from benchmarks.letters.people import Addressee, someone
from benchmarks.letters.truth import Design, Sheet, TruthDebtor


def debtors(
    pen: Pen, count: int, *, last_first: bool = False, numbers: bool = True
) -> list[tuple[Addressee, TruthDebtor]]:
    """So many debtors, or those given, noted with what each owes."""
    d = pen.d
    given = d.given.get("debtors") or [
        (someone(d.rng), pen.drawn(900, 21000)) for _ in range(count)
    ]
    found = []
    for who, amount in given:
        row = TruthDebtor(
            name=who.last_first if last_first else who.name, number=who.number,
            printed=NUMBERS[pen.shape](who.number) if numbers else "", address=who.street,
            reference=pen.digits("999-9999"), amount=f"{amount:.2f}",
        )  # fmt: skip
        d.debtors.append(row)
        found.append((who, row))
    total = sum((Decimal(row.amount) for _, row in found), Decimal(0))
    d.fields["amount_sek"] = f"{d.given.get('printed_total', total):.2f}"
    return found


def printed_total(pen: Pen) -> str:
    """The list's total as printed."""
    return pen.kr(Decimal(pen.d.fields["amount_sek"]))


def rest_list(d: Draft) -> Sheet:
    """A landlord's list on a sheet turned sideways, a line a contract."""
    pen = Pen(d, "Hisingsprovets Bostäder AB", "municipal", money="comma", days="iso",
              number="hyphen")  # fmt: skip
    found = debtors(pen, d.rng.randrange(5, 17), last_first=True)
    rows = [
        (row.reference, row.name, row.printed, f"{who.street} lgh {who.apartment}",
         f"{who.postal_code[:3]} {who.postal_code[3:]}", str(pen.rng.randrange(1, 4)),
         pen.kr(Decimal(row.amount)))
        for who, row in found
    ]  # fmt: skip
    rows.append(("", "Summa", "", "", "", "", printed_total(pen)))
    css = """
@page{size:A4 landscape}.t{width:100%;border-collapse:collapse;font-size:9pt}.t th{text-align:left;
background:#d8e2ec}.t td,.t th{border:.1mm solid #667;padding:.8mm 1.5mm}.t td:last-child{
text-align:right}.t tr:last-child{font-weight:bold}h1{font-size:14pt}.stamp{top:2mm;left:200mm}"""
    return page(
        "sans", css, para(f"{pen.house.name}\n{pen.dated()}"), para("\n".join(pen.board)),
        h("Restlista obetalda hyror"), pen.p("rest_open"),
        grid(rows, head=("Kontrakt", "Namn", "Personnr", "Adress", "Postnr", "Mån", "Restbelopp")),
        pen.p("rest_end"), foot(f"Org.nr {pen.orgnr()}"),
    )  # fmt: skip


def care_list(d: Draft) -> Sheet:
    """A fee office's list out of its economy system, in a monospaced font."""
    pen = Pen(d, "Testinge kommun", "municipality", money="solid", days="dotted", number="solid")
    found = debtors(pen, d.rng.randrange(4, 22))
    lines = [f"{'KUNDNR':<10}{'PERSONNR':<14}{'NAMN':<44}{'BELOPP':>12}", "-" * 80]
    lines += [
        f"{row.reference:<10}{row.printed:<14}{row.name:<44}{pen.kr(Decimal(row.amount)):>12}"
        for _, row in found
    ]
    lines += ["-" * 80, f"{'TOTALT':<68}{printed_total(pen):>12}"]
    css = 'pre{font:8.5pt/1.35 "DejaVu Sans Mono"}.stamp{top:4mm;left:110mm}'
    text = escape("\n".join(lines))
    return page(
        "deja", css, para(f"{pen.house.name}\nAvgiftsenheten"), para(pen.dated()),
        h("Obetalda vård- och omsorgsavgifter"), pen.p("care_list_open"), f"<pre>{text}</pre>",
        pen.p("care_list_end"),
    )  # fmt: skip


def cards(d: Draft) -> Sheet:
    """A landlord's list without numbers, a card a tenant, two cards in a row."""
    pen = Pen(d, "Nordprovets Hyreshus AB", "private", money="dash", days="long", number="hyphen")
    found = debtors(pen, 2 * d.rng.randrange(2, 6), numbers=False)
    cells = [
        br([f"{row.name}", f"{who.street}, lgh {who.apartment}", f"Avtal {row.reference}",
            f"Skuld {pen.kr(Decimal(row.amount))}"]) for who, row in found
    ]  # fmt: skip
    if len(cells) % 2:
        cells.append("")
    body = "".join(side(cells[n], cells[n + 1], "pair") for n in range(0, len(cells), 2))
    css = """.pair{width:100%;border-spacing:2mm}.pair td{border:.2mm solid #888;padding:2mm 3mm;
width:50%;font-size:9.5pt}.nm{font-size:16pt;border-bottom:.5mm solid #000}.stamp{top:2mm;
left:110mm}"""
    return page(
        "bookish", css, div("nm", escape(pen.house.name)), para(f"Göteborg {pen.dated()}"),
        para("\n".join(pen.board)), h("Hyresgäster med obetald hyra"), pen.p("rest_open"), body,
        para(f"Sammanlagd skuld {printed_total(pen)}"), pen.p("rest_end"),
    )  # fmt: skip


def _listed(name: str, write: Callable[[Draft], Sheet], subkind: str, tenure: str) -> Design:
    return Design(name=f"trial_{name}", kind="debt_list", subkind=subkind, tenure=tenure,
                  split="trial", write=write)  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    _listed("list_rest", rest_list, "rent", "rental"),
    _listed("list_care", care_list, "care_fee", "unknown"),
    _listed("list_cards", cards, "rent", "rental"),
)
