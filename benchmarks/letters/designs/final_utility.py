"""Last examination: unpaid electricity, gas, heat, water and waste."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.letters.designs.final_kit import Quill, designs, leaf, raw, rows
from benchmarks.letters.designs.kit import FEE, br, colons, div, foot, grid, h, para, side
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet


def bills(
    pen: Quill, label: str, low: int, high: int, few: int = 3
) -> list[tuple[str, str, Decimal]]:
    """Some bills with numbers of their own."""
    return [
        ("fee", f"{label} {pen.digits('999999')}", pen.drawn(low, high))
        for _ in range(pen.rng.randrange(1, few + 1))
    ]


def ruled(*several: tuple[str, str]) -> str:
    """The ruled fields of a form: label above the answer (HTML)."""
    body = "".join(
        f"<tr><td><small>{label}</small><br>{answer}</td></tr>" for label, answer in several
    )
    return f'<table class="f">{body}</table>'


RULED = """table.f{width:100%;border-collapse:collapse}table.f>tbody>tr>td{border:.3mm solid #000;
padding:1.5mm 2mm 3mm}small{font-size:7.5pt}table.t td{padding-right:9mm;border:0}"""


def network_form(d: Draft) -> Sheet:
    """A village's network association fills in the ordinance's form for electricity."""
    pen = Quill(d, "Ödeby Elnätsförening u.p.a.", "grid", money="kr", days="iso", numbers="none",
                flat="{street} lgh {flat}")  # fmt: skip
    pen.invoices(
        *bills(pen, "Nätfaktura", 700, 4200),
        ("reminder", "Påminnelse", FEE),
        ("cost", "Meddelande till socialnämnd", Decimal(85)),
    )
    contract = pen.contract("9999-999")
    return leaf(
        "serif",
        RULED + "h1{font-size:13pt}",
        side(pen.to(), para(f"Kundnummer {contract}")),
        h(pen.say("net_title")),
        ruled(
            (
                "Elleverantörens namn, postadress och telefonnummer",
                br([pen.house.name, pen.place(), pen.phone()]),
            ),
            ("Konsumentens namn och postadress", br([pen.names(), pen.home(), pen.postal()])),
            (
                (
                    "Belopp, med angivande av förfallodag, som konsumenten ska betala för att "
                    "förhindra att överföringen av el avbryts"
                ),
                grid([*pen.claim(), ("Totalt", pen.total())]) + para(f"Förföll {pen.due(-31)}"),
            ),
            ("Elleverantörens postgiro- eller bankgirokonto", f"Bankgiro {pen.house.bankgiro}"),
        ),
        pen.ps("net_note"),
        pen.beside("small_supply"),
        para(f"{pen.dated()}   {pen.contact()}"),
    )


def power_seller(d: Draft) -> Sheet:
    """A seller's web letter: bills with due days, the sum on a line of its own in running text."""
    pen = Quill(d, "Vinterljus Kraft Prov AB", "trade", money="kr_full", days="long",
                number="century", flat="{street}, lgh {flat}")  # fmt: skip
    pen.invoices(*bills(pen, "Elfaktura", 600, 5200, 4))
    contract = pen.contract("K99999999")
    spread = [(label, pen.after(-30 * (len(pen.claim()) - place) - 4), amount)
              for place, (label, amount) in enumerate(pen.claim())]  # fmt: skip
    return leaf(
        "deja",
        "h1{font-size:18pt;font-weight:normal}table.t{width:100%;border-collapse:collapse;"
        "margin-bottom:5mm}table.t td,table.t th{border-bottom:.2mm solid #bbb;padding:1.4mm 0}",
        side("<b>vinterljus.</b>", br([f"Kundnummer {contract}", pen.dated()])),
        pen.to("window"),
        h(pen.say("sell_title")),
        pen.ps("sell_open"),
        colons(
            [
                ("Kund", pen.persons()),
                ("Elen används på", f"{pen.home()}, {pen.postal()}"),
                ("Anläggnings-id", pen.digits("735999999999999999")),
            ]
        ),
        grid(spread, head=("Faktura", "Förföll", "Belopp")),
        pen.ps("sell_sum", "sell_law"),
        pen.beside("small_supply"),
        foot(f"{pen.house.name}, {pen.place()}, org.nr {pen.orgnr()}, {pen.phone()}"),
    )


def power_by_system(d: Draft) -> Sheet:
    """A grid's system notice in short lines: customer, plant, debt, earliest day to cut."""
    pen = Quill(d, "Provådalens Eldistribution AB", "grid", money="comma", days="iso",
                number="ten", flat="{street} {flat}", system=True)  # fmt: skip
    pen.invoices(*bills(pen, "NÄT", 400, 3800), ("interest", "RÄNTA", pen.drawn(5, 90)))
    contract = pen.contract("999999999")
    claim = [f"{label:<34}{amount:>12}" for label, amount in pen.claim()]
    return leaf(
        "dejamono",
        "",
        raw(
            [
                "PROVÅDALENS ELDISTRIBUTION AB",
                f"{'AVISERING SOCIALNÄMND':<34}{pen.dated():>12}",
                "",
                f"KUND        {contract}",
                *(f"NAMN        {pen.name(one)}  {pen.number(one)}" for one in d.tenants),
                f"UTTAG       {pen.home()}",
                f"ORT         {pen.postal()}",
                f"ANLÄGGNING  {pen.digits('735999999999999999')}",
                "-" * 46,
                *claim,
                "-" * 46,
                f"{'SUMMA SKULD':<34}{pen.total():>12}",
                "",
                f"UPPMANING DELGIVEN  {pen.after(-1)}",
                f"FRÅNKOPPLING TIDIGAST  {pen.after(23)}",
                "",
            ]
        ),
        pen.ps("grid_law", "grid_way"),
        pen.beside("small_supply"),
        para(f"Kravavdelningen, {pen.phone()}"),
    )


def gas_pipe(d: Draft) -> Sheet:
    """A gas pipe company writes in two columns, the address in the right one."""
    pen = Quill(d, "Gasledningen Lågan Prov AB", "gas", money="dash", days="den_short",
                number="hyphen", flat="{street} lgh {flat}")  # fmt: skip
    pen.invoices(*bills(pen, "Gasräkning", 300, 2600))
    case = pen.case("G99999")
    left = (
        para(f"{pen.house.name}\n{pen.place()}\n{pen.phone()}") + h("Skulden", 2)
        + grid([*pen.claim(), ("Summa", pen.total())])
        + para(f"Bankgiro {pen.house.bankgiro}\nÄrende {case}")
    )  # fmt: skip
    right = (
        pen.to() + h(pen.say("gas_title")) + pen.ps("gas_open", "gas_law", "gas_end")
        + para(f"{pen.dated()}\n{pen.contact()}")
    )  # fmt: skip
    return leaf(
        "condensed",
        "table.side>tbody>tr>td{width:58mm;padding-right:8mm;border-top:1mm solid #000;"
        "padding-top:4mm}table.side>tbody>tr>td+td{width:auto}h1{font-size:13pt}h2{font-size:10pt}",
        side(left, right),
    )


def heat_works(d: Draft) -> Sheet:
    """A heat company's notice under the law on district heating; the house is one family's."""
    pen = Quill(d, "Provåns Värmeföretag AB", "heating", money="kr", days="iso", number="century",
                flat="{street}, lgh {flat}")  # fmt: skip
    pen.invoices(
        *bills(pen, "Fjärrvärme, faktura", 1500, 8800), ("interest", "Ränta", pen.drawn(9, 160))
    )
    contract = pen.contract("FV-9999-9")
    return leaf(
        "narrow",
        "h1{font-size:14pt}table.m{width:100%;border-top:.3mm solid;border-bottom:.3mm "
        "solid;margin:4mm 0 6mm}table.m th{font-size:8pt;font-weight:normal}table.t td{"
        "padding-right:12mm}",
        h(pen.house.name, 2),
        pen.to("window"),
        grid(
            [(pen.dated(), contract, pen.contact(), pen.phone())],
            "m",
            head=("Datum", "Anläggning", "Vår handläggare", "Telefon"),
        ),
        h(pen.say("heat_title")),
        pen.ps("heat_open"),
        grid([*pen.claim(), ("Att betala", pen.total())]),
        pen.ps("heat_law", "heat_health"),
        pen.beside("small_supply"),
    )


def heat_short(d: Draft) -> Sheet:
    """A small heat supplier's letter of three sentences, the sum in words too."""
    pen = Quill(d, "Flisvärme i Provbyn ek. för.", "heating", money="kronor", days="slash",
                number="hyphen", flat="{street} lgh {flat}")  # fmt: skip
    pen.invoices(("fee", "Värme", pen.drawn(2500, 21000)))
    return leaf(
        "bookish",
        "body{font-size:12pt}",
        para(f"Flisvärme i Provbyn ek. för.          {pen.dated()}"),
        para("Socialnämnden"),
        pen.ps("flis_open", "flis_sum", "flis_law"),
        para(f"{pen.contact()}, kassör\n{pen.phone()}"),
    )


def water_union(d: Draft) -> Sheet:
    """A water union asks the board about health before it turns the water off."""
    pen = Quill(d, "Vattenförbundet Tre Källor Prov", "water", money="solid", days="iso",
                number="century", flat="{street}")  # fmt: skip
    pen.flat_shown = False
    quarter = [("fee", f"VA-avgift kv {one}", pen.drawn(1100, 3900)) for one in
               range(1, pen.rng.randrange(2, 5))]  # fmt: skip
    pen.invoices(*quarter, ("reminder", "Påminnelse", FEE))
    case = pen.case("VA YY/999")
    return leaf(
        "sans",
        "h1{font-size:12pt}table.t{border-collapse:collapse}table.t td{border:.2mm solid "
        "#444;padding:1mm 4mm}.r{text-align:right}",
        div("r", br(["TJÄNSTESKRIVELSE", case, pen.dated()])),
        para(f"{pen.house.name}\n{pen.place()}"),
        pen.to("window"),
        h(pen.say("water_title")),
        pen.ps("water_open"),
        grid([*pen.claim(), ("Summa kronor", pen.total())]),
        pen.ps("water_law", "water_ask"),
        para(f"{pen.contact()}\nkundchef, {pen.phone()}"),
    )


def waste_association(d: Draft) -> Sheet:
    """A waste association's letter: the bins are to stay empty."""
    pen = Quill(d, "Sopsamverkan Provslätten", "waste", money="kr_full", days="dotted",
                number="hyphen", flat="{street} lgh {flat}")  # fmt: skip
    pen.invoices(*bills(pen, "Avfallstaxa, räkning", 450, 1900, 4))
    contract = pen.contract("9999999")
    return leaf(
        "gyre", "h1{font-size:13pt}table.t td{padding-right:14mm}", h(pen.say("waste_title")),
        para(f"Till socialnämnden för kännedom\nDatum {pen.dated()}    Abonnemang {contract}"),
        pen.ps("waste_open"), grid([*pen.claim(), ("Obetalt", pen.total())]),
        pen.ps("waste_next", "waste_why"), pen.beside("small_claim"),
        para(f"{pen.house.name}\n{pen.contact()}, {pen.phone()}"),
    )  # fmt: skip


def one_bill(d: Draft) -> Sheet:
    """A municipal works' common bill for power, water and waste, service by service."""
    pen = Quill(d, "Exempelhärads Energi och Miljö AB", "water", money="comma", days="iso",
                number="century", flat="{street} lgh {flat}", system=True)  # fmt: skip
    pen.invoices(
        ("fee", "El, nätavgift", pen.drawn(600, 3900)),
        ("fee", "Vatten och avlopp", pen.drawn(500, 2900)),
        ("fee", "Renhållning", pen.drawn(200, 900)),
        ("reminder", "Påminnelseavgift", FEE),
    )
    contract = pen.contract("99-99999")
    return leaf(
        "deja",
        "table.t{width:100%;border-collapse:collapse}table.t td,table.t th{border:.2mm solid;"
        "padding:1mm 3mm}h1{font-size:13pt}",
        side(br([pen.house.name, pen.place()]), pen.to()),
        rows(
            [
                ("Dokumentdatum", pen.dated()),
                ("Kund nr", contract),
                ("Kund", pen.persons()),
                ("Leveransadress", f"{pen.home()}, {pen.postal()}"),
            ]
        ),
        h(pen.say("one_title")),
        pen.ps("one_open"),
        grid([*pen.claim(), ("Summa", pen.total())], head=("Tjänst", "Kronor")),
        pen.ps("one_law", "one_end"),
        pen.beside("small_supply"),
        para(f"Kundtjänst {pen.phone()}"),
    )


DESIGNS: tuple[Design, ...] = designs(
    "utility_debt",
    ("network_form", network_form, "electricity", "unknown"),
    ("power_seller", power_seller, "electricity", "unknown"),
    ("power_by_system", power_by_system, "electricity", "unknown"),
    ("gas_pipe", gas_pipe, "gas", "unknown"),
    ("heat_works", heat_works, "heating", "unknown"),
    ("heat_short", heat_short, "heating", "unknown"),
    ("water_union", water_union, "water", "unknown"),
    ("waste_association", waste_association, "waste", "unknown"),
    ("one_bill", one_bill, "combined", "unknown"),
)
