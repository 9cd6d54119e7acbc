"""Examination letters: unpaid electricity, gas, district heating, water and waste."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from html import escape

from benchmarks.letters.designs.kit import (
    FEE,
    Pen,
    br,
    colons,
    div,
    foot,
    grid,
    h,
    page,
    para,
    side,
)
from benchmarks.letters.designs.trial_claims import SLIP, slip
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet


def bills(pen: Pen, *labels: str, extras: tuple[tuple[str, str, Decimal], ...] = ()) -> list[str]:
    """Makes a claim of unpaid bills, one for each label; returns the days they fell due."""
    rows, days = [], []
    for place, label in enumerate(labels):
        back = 32 * (len(labels) - place) + pen.rng.randrange(5, 20)
        days.append(pen.on(pen.d.on - timedelta(days=back)))
        rows.append(("fee", f"{label} {pen.digits('99999999')}", pen.drawn(420, 6900)))
    pen.invoices(*rows, *extras)
    return days


def labels(pen: Pen, *one_of: str) -> list[str]:
    """One to three bills of the sorts given."""
    return [pen.rng.choice(one_of) for _ in range(pen.rng.randrange(1, 4))]


def power_form(d: Draft) -> Sheet:
    """The form of ordinance 2023:242 filled in by a machine in capitals between ruled lines."""
    pen = Pen(d, "Västkustprovets Nätbolag AB", "grid", money="solid", days="iso", numbers="none",
              flat="{street} lgh {flat}")  # fmt: skip
    due = bills(pen, *labels(pen, "Elnät faktura"))
    rows = [(said, day, amount) for (said, amount), day in zip(pen.claim(), due, strict=True)]
    css = """
.r{border-top:.5mm solid #000;padding:1mm 0 3mm}.r small{display:block;font-size:7.5pt}
.a{font:10pt "Liberation Mono";padding-left:8mm}.a .t{width:100%}.t td:last-child{text-align:right}
h1{font-size:13pt;margin:6mm 0 5mm}.stamp{top:2mm;left:110mm}"""
    captions = (
        "1  Elleverantörens namn, postadress och telefonnummer",
        "2  Konsumentens namn och postadress",
        (
            "3  Belopp, med angivande av förfallodag, som konsumenten ska betala för att förhindra "
            "att överföringen av el avbryts"
        ),
        "4  Postgiro- eller bankgirokonto eller annan anvisning om sättet för betalningen",
    )
    answers = (
        br([pen.house.name, pen.place(), pen.phone()]),
        br(line.upper() for line in pen.block()),
        grid([*rows, ("SUMMA", "", pen.total())]),
        f"BANKGIRO {pen.house.bankgiro}",
    )
    parts = [
        div("r", f"<small>{escape(caption)}</small>", div("a", answer))
        for caption, answer in zip(captions, answers, strict=True)
    ]
    return page(
        "sans", css, para("\n".join(pen.board)),
        h("Meddelande till socialnämnden om en konsument som riskerar att få överföringen av el "
          "avbruten"), *parts,
        colons((("Kundnummer", pen.contract("9999999")),
                ("Anläggnings-id", f"735999{pen.digits('999999999999')}"), ("Datum", pen.dated()))),
        pen.p("net_note"), pen.beside("noise_supply"),
    )  # fmt: skip


def power_trade(d: Draft) -> Sheet:
    """A trader's letter with the deposit it holds and the day of disconnection."""
    pen = Pen(d, "Voltängen Elhandel AB", "trade", money="kr", days="long", number="hyphen",
              flat="{street} (lgh {flat})")  # fmt: skip
    due = bills(
        pen, *labels(pen, "Elfaktura", "Faktura"), extras=(("reminder", "Påminnelse", FEE),)
    )
    rows = [
        (said, due[place] if place < len(due) else "", amount)
        for place, (said, amount) in enumerate(pen.claim())
    ]
    css = """
.hd{border-radius:4mm;background:#ffd23f;padding:4mm 6mm;font-weight:bold;font-size:15pt}
.t{width:100%;border-collapse:collapse;margin:3mm 0}.t th{text-align:left;border-bottom:.3mm solid
#000}.t td:last-child,.t th:last-child{text-align:right}h1{font-size:14pt;font-weight:normal}
.stamp{top:26mm;left:105mm}"""
    return page(
        "deja", css, div("hd", escape(pen.house.name)), para("\n".join(pen.board)),
        para(f"Sundbyberg {pen.dated()}"),
        h(pen.rng.choice(("Meddelande till socialnämnden: obetald el", "Risk för avbruten el",
                          "En av våra kunder riskerar att bli utan el"))),
        pen.p("trade_open"), colons((("Kund", pen.persons()), ("Kundnr",
            pen.contract("99-99999")))),
        grid([*rows, ("Att betala", "", pen.total())], head=("Faktura", "Förfallodag", "Belopp")),
        pen.p("trade_way", cut=pen.after(25)), pen.p("trade_care"), pen.beside("noise_supply"),
        para(f"{pen.contact()}, kundansvarig\n{pen.phone()}"),
        foot(f"{pen.house.name}, {pen.place()}, bg {pen.house.bankgiro}, org.nr {pen.orgnr()}"),
    )  # fmt: skip


def power_collector(d: Draft) -> Sheet:
    """A collector's demand for electricity with the debt of two contracts in two columns."""
    pen = Pen(d, "Fordringskontoret Provius AB", "collector", money="comma", days="dotted",
              number="century", flat="{street} {flat}")  # fmt: skip
    pen.writes_for("trade")
    bills(pen, "Elnät", "El", extras=(("interest", "Ränta", pen.drawn(9, 90)),
                                      ("collection", "Inkassokostnad", Decimal(180))))  # fmt: skip
    css = (
        SLIP
        + """
.two{width:100%;border-spacing:0}.two>tbody>tr>td{width:50%;vertical-align:top;padding-right:6mm}
.t{width:100%}.t td:last-child{text-align:right}h1{font-size:20pt;letter-spacing:3mm;color:#444}
.stamp{top:182mm;left:60mm}"""
    )
    due = pen.due(10)
    left = para("\n".join(pen.block())) + colons(
        (("Ärende", pen.case("E999999")), ("Datum", pen.dated()), ("Gäldenär", pen.person()))
    )
    right = grid([*pen.claim(), ("Summa kronor", pen.total())])
    return page(
        "narrow", css, h("INKASSO"), side(left, right, "two"), pen.p("powercol_open"),
        pen.p("powercol_next"), para(f"Skulden ska vara betald senast {due}."),
        pen.p("col_dispute"), para(f"{pen.contact()}, {pen.phone()}"), slip(pen, due),
        foot(f"{pen.house.name} {pen.place()} org.nr {pen.orgnr()}"),
    )  # fmt: skip


def gas_form(d: Draft) -> Sheet:
    """A gas company's form: two by two boxes, the amount in one line."""
    pen = Pen(d, "Gasnätet Provbukten AB", "gas", money="dash", days="den", numbers="none",
              flat="{street} lgh {flat}")  # fmt: skip
    bills(pen, "Gas faktura", extras=(("interest", "ränta", pen.drawn(5, 60)),))
    rows = "; ".join(f"{said} {amount}" for said, amount in pen.claim())
    css = """
.f{border-collapse:separate;border-spacing:2mm;width:100%}.f td{border:.2mm solid #000;width:50%;
vertical-align:top;padding:2mm;height:26mm}.f b{font-size:8pt;display:block}h1{font-size:13pt}
.stamp{top:2mm;left:112mm}"""

    def box(label: str, *lines: str) -> str:
        return f"<td><b>{escape(label)}</b>{br(lines)}</td>"

    form = (
        '<table class="f"><tr>'
        + box("Gasleverantörens namn, postadress och telefonnummer", pen.house.name, pen.place(),
              pen.phone()) + box("Konsumentens namn och postadress", *pen.block()) + "</tr><tr>"
        + box("Belopp, med angivande av förfallodag", rows, f"Sammanlagt {pen.total()}",
              f"Förföll {pen.after(-40)}")
        + box("Betalning", f"Bankgiro {pen.house.bankgiro}", f"Kund {pen.contract('G-99999')}")
        + "</tr></table>"
    )  # fmt: skip
    return page(
        "gyre", css, para("\n".join(pen.board)),
        h("Meddelande till socialnämnden om en konsument som riskerar att få överföringen av "
          "naturgas avbruten"), pen.p("gas_open"), form, pen.p("gas_way"),
              pen.beside("noise_supply"),
        para(f"Göteborg {pen.dated()}\n{pen.contact()}"),
    )  # fmt: skip


def heating(d: Draft) -> Sheet:
    """A heating company's letter with a caretaker, a technician and several days."""
    pen = Pen(d, "Fjärrvärmebolaget Ulvåsprov AB", "heating", money="kr_full", days="weekday",
              number="hyphen", flat="{street}, lgh {flat}")  # fmt: skip
    bills(
        pen, *labels(pen, "Fjärrvärme"), extras=(("interest", "Dröjsmålsränta", pen.drawn(8, 95)),)
    )
    css = """.nm{text-align:right;font-style:italic;font-size:14pt;color:#a01515}.t td{padding:.6mm
9mm .6mm 0}.t{border-left:1mm solid #a01515;padding-left:3mm}h1{font-size:14pt}
.stamp{top:2mm;left:10mm}"""
    return page(
        "serif", css, div("nm", escape(pen.house.name)), para("\n".join(pen.board)),
        para(pen.dated("long")), h("Meddelande om obetald fjärrvärme"), pen.p("warm_open"),
        grid([("Kund", pen.persons()), ("Anläggning", pen.contract("FV9999")), *pen.claim(),
              ("Summa att betala", pen.total())]),
        pen.p("warm_way", cut=pen.after(24)), pen.beside("noise_supply"), pen.p("warm_help",
            technician=pen.someone()),
        para(f"Bankgiro {pen.house.bankgiro}. Telefon {pen.phone()}."),
            foot(f"Org.nr {pen.orgnr()}"),
    )  # fmt: skip


def water(d: Draft) -> Sheet:
    """A water works' notice, printed in capitals on a form without frames."""
    pen = Pen(d, "VATTEN & AVLOPP PROVBYGDEN", "water", money="dotted", days="solid",
              number="ten", flat="{street} LGH {flat}")  # fmt: skip
    bills(pen, *labels(pen, "VA-AVGIFT", "BRUKNINGSAVGIFT"))
    people = [f"ABONNENT   {pen.person(one, '  ').upper()}" for one in d.tenants]
    rows = [f"   {said:<32}{amount:>12}" for said, amount in pen.claim()]
    text = "\n".join((
        f"{pen.house.name}", pen.place().upper(), f"DATUM {pen.dated()}    TEL {pen.phone()}", "",
        *(one.upper() for one in pen.board), "", "MEDDELANDE OM OBETALD VATTENAVGIFT", "", *people,
        f"ADRESS     {pen.home().upper()}", f"           {pen.postal().upper()}",
        f"ANL.NR     {pen.contract('99999-9')}", f"MÄTARE     {pen.digits('9999999')}", "", *rows,
        f"   {'SUMMA KR':<32}{pen.total():>12}",
    ))  # fmt: skip
    css = 'pre{font:10pt/1.45 "DejaVu Sans Mono"}.stamp{top:4mm;left:112mm}'
    said = [para(pen.say(pool).upper()) for pool in ("tap_text", "tap_more")]
    return page("dejamono", css, f"<pre>{escape(text)}</pre>", *said)


def waste(d: Draft) -> Sheet:
    """A waste authority's letter, curt, with a table at the side."""
    pen = Pen(d, "Avfallsförbundet Provdalen", "waste", money="kr", days="dotted", number="hyphen",
              flat="{street}, lgh {flat}")  # fmt: skip
    bills(pen, *labels(pen, "Renhållning"), extras=(("reminder", "Avgift påminnelse", FEE),))
    css = """.nm{background:#3d5a3d;color:#fff;padding:2mm 4mm;width:70mm}.side{width:100%}
.side>tbody>tr>td{vertical-align:top}.t td{padding:.5mm 0 .5mm 5mm;font-size:9pt}
.stamp{top:2mm;left:100mm}"""
    words = pen.p("bin_open") + pen.p("bin_next") + pen.p("bin_why")
    return page(
        "condensed", css, div("nm", escape(pen.house.name)), para("\n".join(pen.board)),
        para(f"{pen.dated()}\nAbonnemang {pen.contract('A999999')}"), h("Obetald avfallsavgift"),
        side(words, grid([*pen.claim(), ("Totalt", pen.total())])),
        colons((("Abonnent", pen.persons()), ("Hämtställe", f"{pen.home()}, {pen.postal()}"))),
        para(f"{pen.contact()}\nKundservice {pen.phone()}"),
        foot(f"{pen.place()}   Org.nr {pen.orgnr()}   Bankgiro {pen.house.bankgiro}"),
    )  # fmt: skip


def all_in_one(d: Draft) -> Sheet:
    """A municipal works' bill of electricity, water and waste in one, with notes in English."""
    pen = Pen(d, "Testinge Energi & Vatten AB", "grid", money="sek", days="iso", number="blank",
              flat="{street}, lgh {flat}")  # fmt: skip
    bills(pen, "El / Electricity", "Vatten / Water", "Avfall / Waste")
    css = """.nm{font-size:16pt;color:#0a4;border-bottom:.4mm solid #0a4}.t{width:100%;
border-collapse:collapse;margin:3mm 0}.t td{border:.2mm solid #999;padding:1mm 2mm}
.t td:last-child{text-align:right}.en{font-style:italic;color:#333}.stamp{top:12mm;left:112mm}"""
    return page(
        "sans", css, div("nm", escape(pen.house.name)), para("\n".join(pen.board)),
        colons((("Datum / Date", pen.dated()), ("Kundnr / Customer", pen.contract("999 999")),
                ("Kund / Customer name", pen.persons(", ", " ")))),
        h("Obetald samfaktura / Unpaid combined invoice"), pen.p("allinone_open"),
        grid([*pen.claim(), ("Summa / Total", pen.total())]), pen.p("allinone_way"),
            pen.beside("noise_supply"),
        para("This is a notice to the social services about unpaid electricity, water and waste.",
             "en"),
        para(f"{pen.contact()}, {pen.phone()}"), foot(f"{pen.place()}  Org.nr {pen.orgnr()}"),
    )  # fmt: skip


def _utility(name: str, write: Callable[[Draft], Sheet], subkind: str) -> Design:
    return Design(name=f"trial_{name}", kind="utility_debt", subkind=subkind, tenure="unknown",
                  split="trial", write=write)  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    _utility("power_form", power_form, "electricity"),
    _utility("power_trade", power_trade, "electricity"),
    _utility("power_collector", power_collector, "electricity"),
    _utility("gas_form", gas_form, "gas"),
    _utility("heating", heating, "heating"),
    _utility("water", water, "water"),
    _utility("waste", waste, "waste"),
    _utility("all_in_one", all_in_one, "combined"),
)
