"""Examination letters: the statutory notices of unpaid rent, as forms and by their points."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

from benchmarks.letters.designs.kit import (
    FEE,
    Pen,
    br,
    colons,
    div,
    grid,
    h,
    new_page,
    page,
    para,
    rent_design,
    side,
)
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet

NOTICE = (
    "Meddelande till socialnämnd om uppsägning av bostadshyresgäst på grund av försummad "
    "hyresbetalning"
)
CAPTIONS = (
    "Hyresvärdens namn, postadress och telefonnummer",
    "Hyresgästens namn och postadress",
    "Den förhyrda lägenhetens storlek (antalet rum)",
    (
        "Belopp som hyresgästen skall betala för att återvinna hyresrätten med angivande av "
        "förfallodagen och den ränta som fordras"
    ),
    (
        "Hyresvärdens postgiro- eller bankgirokonto eller annan anvisning om sättet för hyrans "
        "betalning"
    ),
)


def falls_due(month: date) -> date:
    """The last working day before the month: when its rent falls due."""
    last = month - timedelta(days=1)
    return last - timedelta(days=max(0, last.weekday() - 4))


def town_form(d: Draft) -> Sheet:
    """The statutory form as a thick-lined sheet of cells, filled in by a municipal company."""
    pen = Pen(d, "AB Sältungabostäder", "municipal", money="comma", period="iso", numbers="none",
              flat="{street}, lägenhet {flat}")  # fmt: skip
    pen.owe("Hyra", [("interest", "Ränta t o m i dag", pen.drawn(12, 190))])
    rows = [
        (said, pen.on(falls_due(month)), amount)
        for month, (said, amount) in zip(pen.months(), pen.claim(), strict=False)
    ]
    rows += [(said, "", amount) for said, amount in pen.claim()[len(rows) :]]
    rows.append(("Summa att betala för återvinning", "", pen.total()))
    house = pen.house
    cells = [
        [house.name, *pen.place().split(", "), f"Tfn {pen.phone()}"],
        pen.block(),
        [f"{pen.rng.randrange(1, 5)} rum och kök"],
    ]
    cell = [
        f'<span class="q"><b>{number}</b>&nbsp; {escape(CAPTIONS[number - 1])}</span><br>{br(said)}'
        for number, said in enumerate(cells, 1)
    ]
    css = """
.sheet{border:.8mm solid #000;border-collapse:collapse;width:100%;font:10pt "Liberation Mono"}
.sheet>tbody>tr>td{border:.3mm solid #000;padding:1.2mm 2mm 2mm;vertical-align:top;width:50%}
.q{font:7.5pt "Liberation Sans"} .t{width:100%} .t td{padding:.3mm 2mm}
.t td:last-child{text-align:right} .t tr:last-child td{border-top:.2mm dotted #000}
.top{width:100%;font:bold 9pt "Liberation Sans";margin-bottom:3mm}.top td+td{text-align:right}
h1{font-size:12.5pt;margin:2mm 0 3mm}.stamp{top:2mm;left:75mm}"""
    body = (
        '<table class="sheet">'
        f"<tr><td>{cell[0]}</td><td>{cell[1]}</td></tr>"
        f"<tr><td>{cell[2]}</td><td><span class='q'>Hyresvärdens objektsbeteckning</span><br>"
        f"{pen.contract('9999-99-9999')}</td></tr>"
        f"<tr><td colspan=2><span class='q'><b>4</b>&nbsp; {CAPTIONS[3]}</span>"
        f"{grid(rows)}<span class='q'>Årlig ränta: gällande referensränta ökad med 8 "
        "procentenheter</span></td></tr>"
        f"<tr><td colspan=2><span class='q'><b>5</b>&nbsp; {CAPTIONS[4]}</span><br>"
        f"Bankgiro {house.bankgiro}</td></tr>"
        f"<tr><td><span class='q'>Ort och datum</span><br>Göteborg {pen.dated()}</td>"
        f"<td><span class='q'>Underskrift</span><br><i>{escape(pen.contact())}</i></td></tr>"
        "</table>"
    )
    return page(
        "sans", css, side(escape(house.name), "REK", "top"), h(NOTICE),
            para("\n".join(pen.board)), body,
        pen.p("f3_note"), pen.p("f3_served"), pen.beside("noise_home"),
    )  # fmt: skip


def lawyer(d: Draft) -> Sheet:
    """The form's five points as numbered running text on a law firm's paper."""
    pen = Pen(d, "Advokatfirman Ekprov & Lager KB", "company", money="kronor", days="den",
              numbers="none")  # fmt: skip
    pen.owe("hyra för", [("interest", "ränta", pen.drawn(20, 240))])
    landlord = pen.principal()
    claim = "; ".join(f"{said}, {amount}" for said, amount in pen.claim())
    last = falls_due(pen.months()[-1])
    where = f"{landlord.street}, {landlord.postal[:3]} {landlord.postal[3:]} {landlord.city}"
    ran = (
        f"Den senaste hyran förföll till betalning {pen.on(last)}. Ränta löper enligt 6 § "
        "räntelagen."
    )
    points = (
        (CAPTIONS[0], f"{landlord.name}, {where}, {landlord.phone}"),
        (CAPTIONS[1], ", ".join(pen.block())),
        (CAPTIONS[2], pen.rng.choice(("ett rum och kök", "två rum", "tre rum och kök"))),
        (CAPTIONS[3], f"{claim}; sammanlagt {pen.total()}. {ran}"),
        (CAPTIONS[4], f"Klientmedelskonto, bankgiro {pen.house.bankgiro}"),
    )  # fmt: skip
    css = """
body{line-height:1.3}.lh{text-align:center;font-variant:small-caps;letter-spacing:.6mm;
font-size:15pt;border-bottom:.2mm solid #000;padding-bottom:2mm}
.sub{text-align:center;font-size:8pt;margin-bottom:9mm} p{text-align:justify}
h1{font-size:12pt;text-align:center;margin:7mm 12mm} .ref{text-align:right}
.pt{margin:0 0 3mm 8mm;text-indent:-6mm}.stamp{top:30mm;left:100mm}"""
    texts = [
        f'<p class="pt">{number}. &nbsp;<i>{escape(said)}:</i> {escape(answer)}</p>'
        for number, (said, answer) in enumerate(points, 1)
    ]
    return page(
        "serif", css, div("lh", escape(pen.house.name)),
        div("sub", escape(f"{pen.place()} · telefon {pen.phone()} · {pen.house.email}")),
        para("\n".join(pen.board)), para(f"Göteborg {pen.dated()}", "ref"),
        para(f"Vår ref. {pen.case('9999/YY')}", "ref"), h(NOTICE), pen.p("law_open"), *texts,
        pen.p("law_served"), pen.p("law_end"), pen.beside("noise_home"),
        para(f"Som ovan\n\n{pen.contact()}\nBiträdande jurist"),
    )  # fmt: skip


def association_form(d: Draft) -> Sheet:
    """A tenant-owners' association's form with dotted lines to write on."""
    pen = Pen(d, "Bostadsrättsföreningen Lärksporren 7", "brf", money="kr", days="slash_short",
              numbers="none")  # fmt: skip
    pen.owe("årsavgift", [("reminder", "påminnelse", FEE)], what="fee")
    claim = [f"{said}: {amount}" for said, amount in pen.claim()]
    house = pen.house
    points = (
        ("Bostadsrättsföreningens namn, postadress och telefonnummer",
         [house.name, pen.place(), pen.phone()]),
        ("Bostadsrättshavarens namn och postadress", pen.block()),
        ("Lägenhetens nummer i föreningen", [pen.digits("999")]),
        ("Belopp som bostadsrättshavaren ska betala för att få tillbaka lägenheten, förfallodag",
         [*claim, f"Summa {pen.total()}",
          f"Förföll {pen.on(falls_due(pen.months()[-1]))}, ränta enligt räntelagen"]),
        ("Föreningens bankgiro", [house.bankgiro]),
    )  # fmt: skip
    css = """
.l{border-bottom:.3mm dotted #333;padding-left:6mm;font-style:italic}.c{font-size:8.5pt;
margin:2.5mm 0 .5mm}h1{font-size:13pt;text-align:center;border:.3mm solid #000;padding:3mm}
.nb{float:left;width:7mm;font-weight:bold}.stamp{top:30mm;left:112mm}"""
    rows = [
        f'<div class="c"><span class="nb">{number}.</span>{escape(said)}</div>'
        + "".join(div("l", escape(line)) for line in lines)
        for number, (said, lines) in enumerate(points, 1)
    ]
    return page(
        "bookish", css, para("\n".join(pen.board)),
        h("Meddelande till socialnämnd om uppsägning av bostadsrättshavare på grund av försummad "
          "betalning av årsavgift"), *rows,
        pen.p("brf_note"), pen.p("brf_way"), pen.beside("noise_home"),
        para(f"Göteborg den {pen.dated()}\n\n{pen.contact()}, ordförande"),
    )  # fmt: skip


def with_guardian(d: Draft) -> Sheet:
    """Notice and the tenant's own form on two sheets; a legal guardian has a copy."""
    pen = Pen(d, "Stiftelsen Hyreshusen i Sältunga", "municipal", money="kr_full", days="long",
              number="century", flat="{street} lgh nr {flat}")  # fmt: skip
    pen.owe("Hyra", [("interest", "Dröjsmålsränta", pen.drawn(15, 210))])
    guardian = pen.someone()
    css = """
.hd{width:100%;border-bottom:.3mm solid #000}.hd td{vertical-align:bottom}
.hd td:last-child{text-align:right;font-size:8pt}.hd b{font-size:14pt}.t{width:100%;margin:3mm 0}
.t th{text-align:left;font-weight:normal;font-style:italic;border-bottom:.2mm solid #000}
.t td:last-child,.t th:last-child{text-align:right}.t tr:last-child{font-weight:bold}
.stamp{top:24mm;left:100mm}h1{font-size:12.5pt}"""
    due = [pen.on(falls_due(month)) for month in pen.months()]
    rows = [
        (said, due[place] if place < len(due) else "", amount)
        for place, (said, amount) in enumerate(pen.claim())
    ]
    rows.append(("Belopp för att återvinna hyresrätten", "", pen.total()))
    head = side(
        f"<b>{escape(pen.house.name)}</b>", f"Sida 1(2)<br>Ärende {pen.case('U-YY-9999')}", "hd"
    )
    second = side(f"<b>{escape(pen.house.name)}</b>", "Sida 2(2)", "hd")
    form1 = (
        "Underrättelse till bostadshyresgäst om möjlighet att få tillbaka hyresrätten fastän "
        "hyran inte har betalats i tid"
    )
    return page(
        "serif", css, head, para("\n".join(pen.board)),
        colons((("Datum", pen.dated()), ("Hyresgäst", pen.persons()),
                ("Bostad", f"{pen.home()}, {pen.postal()}"),
                ("Storlek", f"{pen.rng.randrange(1, 4)} rok"))),
        h(NOTICE), pen.p("guard_open"), grid(rows, head=("Avser", "Förfallodag", "Belopp")),
        pen.p("guard_who", guardian=guardian), pen.p("guard_note", day=pen.after(-12)),
        para(f"Inbetalning till bankgiro {pen.house.bankgiro}.\nUpplysningar: {pen.contact()}, "
             f"{pen.phone()}"),
        new_page(), second, h(form1), para(f"Till {pen.names()}"), pen.p("form1_text"),
        pen.p("form1_board"), para(f"Att betala: {pen.total()}\nBankgiro {pen.house.bankgiro}"),
        para("Mottaget ................................................"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    rent_design("form_town", town_form, "social_notice"),
    rent_design("form_lawyer", lawyer, "social_notice"),
    rent_design("form_association", association_form, "social_notice", "condominium"),
    rent_design("notice_guardian", with_guardian, "social_notice"),
)
