"""Calibration letters of unpaid power, gas, heat, water and waste."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from benchmarks.letters.designs.calibration_kit import (
    Quill,
    bold,
    cell,
    column,
    cut_slip,
    design,
    facts,
    sheet,
    to,
    typed,
)
from benchmarks.letters.designs.kit import colons, div, foot, grid, h, para, side
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet

SIXTY, COLLECTION = Decimal(60), Decimal(180)


def bills(pen: Quill, label: str, low: int, high: int, *extras: tuple[str, str, Decimal]) -> None:
    """Makes a claim of an invoice for each unpaid month, and what is added."""
    rows = [("other", f"{label} {pen.month(one)}", pen.drawn(low, high)) for one in pen.months()]
    pen.invoices(*rows, *extras)


def grid_form(d: Draft) -> Sheet:
    """A grid company's form after the ordinance, four boxes, the day by the signature."""
    pen = Quill(d, "Provälvens Elnät AB", "grid", money="kr_full", days="long", period="long",
                number="hyphen", flat="{street}, lgh {flat}")  # fmt: skip
    bills(pen, "Elnät", 380, 2400, ("reminder", "Påminnelseavgift", SIXTY))
    due = pen.due(21)
    return sheet(
        "sans", "h1{font-size:1.15em}", div("logo", "Provälven"), to(pen, "win"),
        h("Meddelande till socialnämnden om en konsument som riskerar att få överföringen av el "
          "avbruten"),
        cell("1. Elleverantörens namn, postadress och telefonnummer",
             f"{pen.house.name}, {pen.place()}", pen.phone()),
        cell("2. Konsumentens namn och postadress", *(pen.name(one) for one in d.tenants),
             pen.home(), pen.postal()),
        cell("3. Belopp, med angivande av förfallodag, som konsumenten ska betala för att "
             "förhindra att överföringen av el avbryts",
             *(f"{label}  {value}" for label, value in pen.claim()),
             f"Totalt {pen.total()}, förfallodag {due}"),
        cell("4. Plusgiro- eller bankgirokonto", f"Bankgiro {pen.house.bankgiro}"),
        pen.all("c_gf_note", "c_bal_util"), para(f"Kundnummer {pen.contract_no('9999999')}"),
        para(f"{pen.dated()}\n\n{pen.contact()}\nKundreskontra"),
    )  # fmt: skip


def message_print(d: Draft) -> Sheet:
    """A grid company's system print, like the messages of the trade: codes and values."""
    pen = Quill(d, "Härprovs Energi Elnät AB", "grid", money="comma", days="iso", period="iso",
                number="solid", flat="{street} LGH {flat}")  # fmt: skip
    bills(pen, "NÄTFAKTURA", 300, 1900, ("reminder", "PÅMINNELSE", SIXTY),
          ("cost", "MEDDELANDE SOC", Decimal(pen.rng.choice((50, 75, 180)))))  # fmt: skip
    lines = [
        f"{pen.house.name.upper()}", f"{pen.place()}  TEL {pen.phone()}",
        f"MEDD.TYP   AVBRYT-SOC        DATUM {pen.dated()}", "",
        f"TILL       {pen.board[0]}", *(f"           {one}" for one in pen.board[1:]), "",
        f"KUND-ID    {pen.contract_no('99999999')}", f"KUND       {pen.numbered('')}",
        f"UTTAGSADR  {pen.home()}", f"           {pen.postal()}",
        f"ANL-ID     735999{pen.digits('999999999999')}", "NÄTOMR     HPR",
        "", column([*pen.claim(), ("SKULD TOTALT", pen.total())], 48), "",
        f"TIDIGASTE FRÅNKOPPLING {pen.after(25)}", "", pen.say("c_mp_text"), "",
        f"HANDL      {pen.contact()}",
    ]  # fmt: skip
    return sheet("dejamono", "", typed("\n".join(lines)))


def power_trader(d: Draft) -> Sheet:
    """A power trader's letter in plain language, with a table of invoices and a credit."""
    pen = Quill(d, "", "trade", money="kr", days="iso", period="long", number="century",
                flat="{street}, lgh {flat}")  # fmt: skip
    credit = Decimal(pen.rng.randrange(50, 250))
    bills(pen, "Elhandel", 420, 3100, ("other", "Kreditering", -credit))
    rows = [(pen.digits("6099999999"), label, value) for label, value in pen.claim()]
    return sheet(
        "deja", "h1{color:#c25a00}", foot(f"{pen.house.name} | {pen.place()} | {pen.house.web}"),
        side(div("logo", escape(pen.house.name.split()[0])),
             colons([("Datum", pen.dated()), ("Kundnummer", pen.contract_no("999 999")),
                     ("Frågor", pen.phone())])),
        to(pen, "winl"), h("Obetalda elräkningar – information enligt ellagen"),
        pen.p("c_pt_open"), facts([("Kund", pen.persons()), ("Elen används på", pen.home()),
                                   ("Ort", pen.postal())]),
        grid([*rows, ("", "Kvar att betala", pen.total())], "z sum",
             ("Faktura", "Avser", "Belopp")),
        pen.all("c_pt_law", "c_bal_util", "c_pt_end"), para(f"{pen.contact()}, kredit"),
    )  # fmt: skip


def gas(d: Draft) -> Sheet:
    """A gas company's formal letter."""
    pen = Quill(d, "Provsundets Energigas AB", "gas", money="kronor", days="den", period="long",
                number="hyphen", flat="{street}, lägenhet {flat}")  # fmt: skip
    bills(pen, "Naturgas", 350, 2600, ("interest", "Dröjsmålsränta", pen.drawn(4, 60)))
    return sheet(
        "dejaserif", "", para(f"{pen.house.name}\nOrg.nr {pen.orgnr()}\n{pen.place()}"),
        to(pen, "win"), para(f"{pen.dated()}\nAvtal {pen.contract_no('G-99999')}"),
        bold(pen.say("c_ga_title")), pen.p("c_ga_open"),
        grid([*pen.claim(), ("Sammanlagd skuld", pen.total())], "t sum"),
        pen.all("c_ga_law", "c_bal_util", "c_ga_end"),
        para(f"{pen.contact()}\nKundtjänst, telefon {pen.phone()}"),
    )  # fmt: skip


def heating(d: Draft) -> Sheet:
    """A municipal energy company on district heating, boxes of facts in two columns."""
    pen = Quill(d, "Energi & Värme i Mellanprov AB", "heating", money="kr_full", days="slash",
                period="slash", number="century", flat="{street}")  # fmt: skip
    pen.flat_shown = False
    bills(pen, "Fjärrvärme", 900, 4200, ("reminder", "Påminnelse", SIXTY))
    return sheet(
        "narrow", ".frame{min-height:22mm}", side(div("logo", "MELLANPROV VÄRME"),
        para(f"Utskriftsdag {pen.dated()}\nSida 1 (1)", "r")), to(pen, "winl"),
        h("Meddelande till socialnämnd om bristande betalning för fjärrvärme"), pen.p("c_he_open"),
        side(div("frame", facts([("Konsument", pen.persons()), ("Adress", pen.home()),
                                 ("Postort", pen.postal())], "n")),
             div("frame", facts([("Kundnr", pen.contract_no("99-99999")),
                                 ("Bankgiro", pen.house.bankgiro),
                                 ("Telefon", pen.phone())], "n"))),
        grid([*pen.claim(), ("Att betala", pen.total())], "g sum", ("Avser", "Belopp")),
        pen.all("c_he_law", "c_bal_util", "c_he_end"), para(f"{pen.house.name}\n{pen.contact()}"),
    )  # fmt: skip


def water(d: Draft) -> Sheet:
    """A regional water association: no statutory duty, asks whether somebody lives there."""
    pen = Quill(d, "VA-förbundet Provsjöarna", "water", money="dash", days="iso", period="iso",
                number="hyphen", flat="{street}")  # fmt: skip
    pen.flat_shown = False
    bills(pen, "VA-avgift", 700, 3900, ("collection", "Inkassokostnad", COLLECTION))
    return sheet(
        "gyre", "", foot(f"VA-förbundet Provsjöarna, {pen.place()}, {pen.house.email}"),
        side(div("logo", "Provsjöarna"), grid(
            [("Vår beteckning", pen.case("VA YY-999")), ("Datum", pen.dated())], "g")),
        to(pen, "winl"), bold(pen.say("c_wa_title")), pen.p("c_wa_open"),
        facts([("Fastighetsägare", pen.persons()), ("Fastighetens adress", pen.home()),
               ("Postadress", pen.postal())]),
        grid([*pen.claim(), ("Summa", pen.total())], "t sum"),
        pen.all("c_wa_law", "c_bal_util", "c_wa_ask"),
        para(f"{pen.contact()}\nVA-ekonom, {pen.phone()}"),
    )  # fmt: skip


def waste(d: Draft) -> Sheet:
    """A waste company's reminder to the household, forwarded, with a slip."""
    pen = Quill(d, "Provmiljö Renhållning AB", "waste", money="comma", days="iso", period="long",
                number="hyphen", flat="{street}, lgh {flat}")  # fmt: skip
    bills(pen, "Hushållsavfall", 290, 1400, ("reminder", "Påminnelseavgift", SIXTY))
    return sheet(
        "condensed", "", div("r logo", "PROVMILJÖ"),
        side(para("För kännedom\n" + "\n".join(pen.board), "small"), para("\n".join(pen.block()))),
        grid([(pen.dated(), pen.contract_no("999999"), pen.contact(), pen.phone())], "g",
             ("Fakturadatum", "Kundnummer", "Vår referens", "Telefon")),
        h("Krav på obetald renhållningsavgift"), pen.p("c_ws_open"),
        grid([*pen.claim(), ("Summa", pen.total())], "t sum", ("Specifikation", "Kronor")),
        pen.all("c_ws_next"), cut_slip(pen, pen.due(12)),
    )  # fmt: skip


def heat_and_power(d: Draft) -> Sheet:
    """A municipal energy company on power and heat in one letter, two groups of rows."""
    pen = Quill(d, "Mellanprovs Stadsverk AB", "heating", money="kr", days="long", period="long",
                number="century", flat="{street}, lgh {flat}")  # fmt: skip
    rows = []
    for one in pen.months():
        rows += [("other", f"Elnät {pen.month(one)}", pen.drawn(240, 900)),
                 ("other", f"Fjärrvärme {pen.month(one)}", pen.drawn(500, 1900))]  # fmt: skip
    pen.invoices(*rows, ("reminder", "Påminnelseavgift", SIXTY))
    return sheet(
        "deja", "h1{color:#155}", foot(f"Mellanprovs Stadsverk AB · org.nr {pen.orgnr()}"),
        side(div("logo", "Stadsverket"), para(pen.dated(), "r")), to(pen, "winl"),
        h("Risk för avstängning av el och fjärrvärme"), pen.p("c_hp_open"),
        para(f"{pen.persons()}\n{pen.home()}\n{pen.postal()}\nKundnummer "
             f"{pen.contract_no('9999 9999')}"),
        grid([*pen.claim(), ("Totalt", pen.total())], "n sum"),
        pen.all("c_hp_law", "c_bal_util", "c_hp_end"),
        para(f"{pen.contact()}\n{pen.place()}\nTelefon {pen.phone()}"),
    )  # fmt: skip


def water_and_waste(d: Draft) -> Sheet:
    """A combined invoice for water and waste goes unpaid; the association writes by e-mail."""
    pen = Quill(d, "Regionvatten Västprov", "water", money="kr", days="iso", period="long",
                number="hyphen", flat="{street}")  # fmt: skip
    pen.flat_shown = False
    rows = [("other", f"Vatten och avlopp {pen.month(one)}", pen.drawn(500, 2100))
            for one in pen.months()]  # fmt: skip
    pen.invoices(*rows, ("other", "Avfallshämtning", pen.drawn(300, 1200)))
    head = [("Från", f"{pen.contact()} <{pen.house.email}>"), ("Skickat", f"{pen.dated()} 09:12"),
            ("Till", "Registrator Socialnämnden"), ("Ärende", pen.say("c_ww_subject"))]  # fmt: skip
    rows_said = "\n".join(f"- {label}: {value}" for label, value in pen.claim())
    return sheet(
        "sans", ".k td:first-child{width:18mm}", facts(head), '<div class="rule"></div>',
        pen.p("c_ww_open"), para(f"Kund: {pen.persons()}\nFastighet: {pen.home()}, {pen.postal()}"),
        para(f"{rows_said}\nTotalt: {pen.total()}"), pen.p("c_ww_end"),
        para(f"{pen.contact()}\n{pen.house.name}\n{pen.phone()}"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = tuple(
    design(name, write, "utility_debt", subkind, "unknown")
    for name, write, subkind in (
        ("grid_form", grid_form, "electricity"),
        ("message_print", message_print, "electricity"),
        ("power_trader", power_trader, "electricity"),
        ("gas", gas, "gas"),
        ("heating", heating, "heating"),
        ("water", water, "water"),
        ("waste", waste, "waste"),
        ("heat_and_power", heat_and_power, "combined"),
        ("water_and_waste", water_and_waste, "combined"),
    )
)
