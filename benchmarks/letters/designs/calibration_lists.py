"""Calibration letters that are lists of debtors."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.letters.designs.calibration_kit import Quill, design, facts, sheet, to, typed
from benchmarks.letters.designs.kit import div, foot, grid, h, new_page, para, side
from benchmarks.letters.designs.shapes import NUMBERS
from benchmarks.letters.draft import Draft
from benchmarks.letters.people import Addressee, someone
from benchmarks.letters.truth import Design, Sheet, TruthDebtor

Owing = tuple[Addressee, TruthDebtor]


def owing(pen: Quill, few: int, many: int, shape: str, *, last_first: bool = False) -> list[Owing]:
    """So many debtors, or those given, noted with what each owes and the list's total."""
    d = pen.d
    drawn = [(someone(d.rng), pen.drawn(700, 23000)) for _ in range(d.rng.randrange(few, many))]
    found: list[Owing] = []
    for who, amount in d.given.get("debtors") or drawn:
        row = TruthDebtor(
            name=who.last_first if last_first else who.name, number=who.number,
            printed=NUMBERS[pen.shape](who.number), address=who.street,
            reference=pen.digits(shape), amount=f"{amount:.2f}",
        )  # fmt: skip
        d.debtors.append(row)
        found.append((who, row))
    total = sum((Decimal(row.amount) for _, row in found), Decimal(0))
    d.fields["amount_sek"] = f"{d.given.get('printed_total', total):.2f}"
    return found


def summed(pen: Quill) -> str:
    """The list's total as printed."""
    return pen.kr(Decimal(pen.d.fields["amount_sek"]))


def arrears(d: Draft) -> Sheet:
    """A municipal company's list of arrears, a letter with a gridded table."""
    pen = Quill(d, "Lindprovs Allmännytta AB", "municipal", money="comma", days="iso",
                number="century")  # fmt: skip
    found = owing(pen, 4, 13, "999-99-999")
    rows = [
        (str(place), row.name, row.printed, row.address, row.reference,
         str(pen.rng.randrange(1, 4)), pen.kr(Decimal(row.amount)))
        for place, (_, row) in enumerate(found, 1)
    ]  # fmt: skip
    rows.append(("", "Summa", "", "", "", "", summed(pen)))
    return sheet(
        "narrow", ".g td,.g th{font-size:.8em;padding:.6mm 1mm}", foot(pen.house.name, pen.place()),
        side(div("logo", "lindprovs"), para(f"Listdatum {pen.dated()}\n{pen.contact()}", "r")),
        to(pen, "winl"), h("Restlista – obetalda hyror"), pen.p("c_li_open"),
        grid(rows, "g sum", ("Nr", "Hyresgäst", "Personnr", "Adress", "Kontrakt", "Mån", "Skuld")),
        pen.p("c_li_end"),
    )  # fmt: skip


def arrears_print(d: Draft) -> Sheet:
    """A property system's print of arrears in a typed page, names family name first."""
    pen = Quill(d, "Fastighets AB Nystaprov", "private", money="comma", days="iso",
                number="hyphen")  # fmt: skip
    found = owing(pen, 3, 9, "99999", last_first=True)
    rule = "-" * 82
    lines = [
        f"{'HYRESRESTANSER PER HYRESGÄST':<58}{pen.dated()}", pen.house.name, "",
        *pen.board, "", f"{'KONTR':<7}{'NAMN':<34}{'PERSONNR':<13}{'ADRESS':<18}{'REST':>10}", rule,
    ]  # fmt: skip
    for who, row in found:
        lines.append(f"{row.reference:<7}{row.name:<33} {row.printed:<13}")
        lines.append(f"       {who.street:<47}{pen.kr(Decimal(row.amount)):>28}")
    lines += [rule, f"{'TOTALT':<54}{summed(pen):>28}", "", pen.say("c_lp_end"), pen.contact()]
    return sheet("dejamono", "", typed("\n".join(lines)))


def care_fees(d: Draft) -> Sheet:
    """The economy office's list of unpaid fees for home help, with the invoice of each."""
    pen = Quill(d, "Ekonomienheten Äldreomsorg", "municipality", money="kr", days="long",
                number="century")  # fmt: skip
    found = owing(pen, 3, 11, "7099999")
    rows = [
        (row.printed, row.name, row.reference, pen.after(-pen.rng.randrange(40, 120), "iso"),
         pen.kr(Decimal(row.amount)))
        for _, row in found
    ]  # fmt: skip
    return sheet(
        "sans", ".t td{font-size:.9em}", para(f"Göteborgs Stad\n{pen.house.name}", "b"),
        para(f"{pen.dated()}\n{pen.contact()}", "r"), to(pen, "winl"),
        h("Förteckning över obetalda omsorgsavgifter"), pen.p("c_cf_open"),
        grid([*rows, ("", "Totalt", "", "", summed(pen))], "t sum",
             ("Personnummer", "Brukare", "Faktura", "Förfallodag", "Belopp")), pen.p("c_cf_end"),
    )  # fmt: skip


def care_fee_pages(d: Draft) -> Sheet:
    """Fees for a care home on two pages, the total last."""
    pen = Quill(d, "Avgiftsgruppen LSS och boende", "municipality", money="kr_full", days="iso",
                number="hyphen")  # fmt: skip
    found = owing(pen, 6, 14, "F-9999")
    half = len(found) // 2
    head = ("Namn", "Personnr", "Adress", "Kund", "Obetalt")
    rows = [
        (row.name, row.printed, row.address, row.reference, pen.kr(Decimal(row.amount)))
        for _, row in found
    ]
    return sheet(
        "condensed", ".z td{font-size:.88em}",
        facts([("Från", pen.house.name), ("Till", ", ".join(pen.board)), ("Datum", pen.dated()),
               ("Kontakt", pen.contact())]),
        h("Kunder med obetalda avgifter, vård och omsorg"), pen.p("c_cp_open"),
        grid(rows[:half], "z", head), para("Sida 1 av 2", "r"), new_page(),
        grid([*rows[half:], ("Summa alla kunder", "", "", "", summed(pen))], "z sum", head),
        pen.p("c_cp_end"), para("Sida 2 av 2", "r"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    design("arrears", arrears, "debt_list", "rent"),
    design("arrears_print", arrears_print, "debt_list", "rent"),
    design("care_fees", care_fees, "debt_list", "care_fee", "unknown"),
    design("care_fee_pages", care_fee_pages, "debt_list", "care_fee", "unknown"),
)
