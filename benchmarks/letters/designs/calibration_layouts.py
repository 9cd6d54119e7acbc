"""Calibration letters of odd geometry: a side bar, a form in two columns, a sheet turned."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from benchmarks.letters.designs.calibration_kit import (
    Quill,
    bare_of_remarks,
    bold,
    cell,
    design,
    facts,
    sheet,
    to,
)
from benchmarks.letters.designs.calibration_lists import owing, summed
from benchmarks.letters.designs.kit import br, div, grid, h, para, side
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet

SIXTY = Decimal(60)
BAR = """
table.bar{width:100%}table.bar>tbody>tr>td{vertical-align:top;padding:0 5mm 0 0}
table.bar>tbody>tr>td+td{width:44mm;border-left:.6mm solid #7a5;padding:0 0 0 4mm;font-size:.85em}
"""


def side_bar(d: Draft) -> Sheet:
    """A notice with all about the sender, the day too, in a bar at the right."""
    pen = Quill(d, "Provsjö Hyresbostäder AB", "municipal", money="kr", days="long",
                period="long", number="hyphen", flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Hyra", [("interest", "Dröjsmålsränta", pen.drawn(12, 150))])
    body = (
        to(pen, "n") + "<br>" + bold(pen.say("c_sb_title")) + pen.p("c_sb_open")
        + para(f"{pen.persons(glue=chr(10))}\n{pen.home()}\n{pen.postal()}")
        + grid([*pen.claim(), ("Summa", pen.total())], "t sum")
        + pen.all("c_sb_law", "c_bal_rent") + para(f"Vänliga hälsningar\n\n{pen.contact()}")
    )  # fmt: skip
    bar = "".join(para(one) for one in (
        f"{pen.house.name}\n{pen.place()}", f"Telefon\n{pen.phone()}", f"Org.nr\n{pen.orgnr()}",
        f"Bankgiro\n{pen.house.bankgiro}", f"Avtalsnummer\n{pen.contract_no('99-9999')}",
        f"Datum\n{pen.dated()}",
    ))  # fmt: skip
    return sheet("sans", BAR, side(body, bar, "bar"))


def boxed_form(d: Draft) -> Sheet:
    """A form all of boxes, two beside each other, no running text but the last box."""
    pen = Quill(d, "Allmänna Provhus i Väst AB", "private", money="solid", days="solid",
                period="iso", number="solid", flat="{street} lgh {flat}")  # fmt: skip
    pen.owe("Hyra", [("reminder", "Påminnelse", SIXTY)])
    date_said = pen.dated("iso")
    return sheet(
        "deja", "table.side{margin:0}table.side>tbody>tr>td{padding:0}.cell{min-height:12mm}",
        side(cell("Blankett", "Meddelande till socialnämnd, obetald hyra"),
             cell("Upprättad", date_said)),
        side(cell("Mottagare", *pen.board), cell("Hyresvärd", pen.house.name, pen.place())),
        side(cell("Hyresgäst (namn)", *(pen.name(one) for one in d.tenants)),
             cell("Personnummer", *(pen.number(one) for one in d.tenants))),
        side(cell("Lägenhetens adress", pen.home()), cell("Postnummer och ort", pen.postal())),
        side(cell("Avtalsnummer", pen.contract_no("9999-99")),
             cell("Hyresvärdens telefon", pen.phone())),
        side(cell("Obetalda poster", *(label for label, _ in pen.claim())),
             cell("Belopp", *(value for _, value in pen.claim()))),
        side(cell("Summa för återvinning", pen.total()),
             cell("Betalas till", f"Bankgiro {pen.house.bankgiro}")),
        cell("Upplysningar", pen.say("c_bx_law")),
        side(cell("Underskrift", ""), cell("Namnförtydligande", pen.contact())),
    )  # fmt: skip


def turned_list(d: Draft) -> Sheet:
    """A collector's list on a sheet turned sideways, with the parts of each debt."""
    pen = Quill(d, "Sydprovs Fordringsbyrå AB", "collector", money="comma", days="iso",
                number="century")  # fmt: skip
    found = owing(pen, 4, 12, "SF-99999")
    rows = []
    for who, row in found:
        fee = Decimal(180)
        home = f"{who.street}, {who.postal_code[:3]} {who.postal_code[3:]} {who.city}"
        rows.append((row.reference, row.name, row.printed, home,
                     pen.kr(Decimal(row.amount) - fee), pen.kr(fee),
                     pen.kr(Decimal(row.amount))))  # fmt: skip
    return sheet(
        "condensed", "@page{size:A4 landscape}.t td,.t th{font-size:.88em}"
        ".t td:nth-child(5),.t td:nth-child(6){text-align:right}",
        side(para(f"{pen.house.name}\n{pen.place()}", "b"), para(f"Per {pen.dated()}", "r")),
        para("Till " + ", ".join(one.removeprefix("Till ") for one in pen.board)),
        h("Hyresärenden under inkasso"),
        grid([*rows, ("Summa", "", "", "", "", "", summed(pen))], "t sum",
             ("Ärende", "Hyresgäst", "Personnummer", "Adress", "Hyra", "Kostnad", "Totalt")),
        pen.p("c_tl_end"), para(f"{pen.contact()}, {pen.phone()}"),
    )  # fmt: skip


def own_flat_formal(d: Draft) -> Sheet:
    """A private person who lets her house ends the agreement and tells the board, formally."""
    bare_of_remarks(d)
    pen = Quill(d, "", "homeowner", money="dash", days="den", period="long", number="hyphen",
                flat="{street}, lgh {flat}")  # fmt: skip
    pen.invoices(("rent", "Hyra", Decimal(pen.rng.randrange(7000, 16000)) * len(pen.months())))
    return sheet(
        "bookish", "", para(f"{pen.house.name}\n{pen.place()}\n{pen.phone()}"),
        para(f"Göteborg {pen.dated()}", "r"), to(pen, "winl"), bold(pen.say("c_of_title")),
        pen.all("c_of_open", "c_of_sum", "c_of_law"),
        para(f"Med vänlig hälsning\n\n{pen.house.name}"),
    )  # fmt: skip


def tick_form(d: Draft) -> Sheet:
    """A grid company's form with boxes to tick, for all its kinds of errand."""
    pen = Quill(d, "Provälvens Elnät AB", "grid", money="kr", days="iso", period="long",
                number="century", flat="{street}, lgh {flat}")  # fmt: skip
    rows = [("other", f"Nätavgift {pen.month(one)}", pen.drawn(280, 1600)) for one in pen.months()]
    pen.invoices(*rows, ("reminder", "Påminnelseavgift", SIXTY))
    ticks = br(["☐ Återkallelse av tidigare meddelande", "☒ Utebliven betalning, el",
                "☐ Skulden är betald", "☐ Elen är frånkopplad"])  # fmt: skip
    return sheet(
        "sans", ".frame{font-size:1.05em}", side(div("logo", "Provälven"), facts(
            [("Datum", pen.dated()), ("Kundnummer", pen.contract_no("9999999"))])), to(pen, "winl"),
        h("Blankett till socialnämnd"), f'<div class="frame">{ticks}</div>', pen.p("c_tf_open"),
        facts([("Konsument", pen.persons()), ("Uttagsadress", pen.home()), ("Ort", pen.postal()),
               ("Leverantör", f"{pen.house.name}, {pen.place()}")]),
        grid([*pen.claim(), ("Belopp att betala", pen.total())], "g sum"),
        pen.all("c_tf_law", "c_bal_util"), para(escape(pen.contact()) + f", {pen.phone()}"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    design("side_bar", side_bar, "rent_debt", "social_notice"),
    design("boxed_form", boxed_form, "rent_debt", "social_notice"),
    design("turned_list", turned_list, "debt_list", "rent"),
    design("own_flat_formal", own_flat_formal, "rent_debt", "termination", "private_letting",
           review=True),
    design("tick_form", tick_form, "utility_debt", "electricity", "unknown"),
)  # fmt: skip
