"""Examination letters: collectors' demands, terminations, orders to pay, applications to evict."""

from __future__ import annotations

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
    new_page,
    page,
    para,
    rent_design,
    side,
)
from benchmarks.letters.designs.trial_forms import falls_due
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet

COST = Decimal(180)


def slip(pen: Pen, due: str) -> str:
    """A giro slip at the foot of the page, with its own line to be read by a machine."""
    number, line = pen.ocr()
    cells = grid(
        [
            ("Betalas senast", "Belopp att betala", "OCR"),
            (due, pen.total("comma"), number),
            ("Mottagare", "Bankgiro", ""),
            (pen.house.name, pen.house.bankgiro, ""),
        ],
        "giro",
    )
    return f'<div class="cut">{cells}<pre class="line">{escape(line)}</pre></div>'


SLIP = """
.cut{border-top:.3mm dashed #000;margin-top:6mm;padding-top:2mm;font-size:9pt;break-inside:avoid}
.giro{width:100%;border-collapse:collapse}.giro td{border:.2mm solid #777;padding:.6mm 1.5mm}
.line{font:11pt "DejaVu Sans Mono";text-align:right;margin:3mm 0 0}"""


def cramped(d: Draft) -> Sheet:
    """A collector's demand in eight points and two columns, with a slip."""
    pen = Pen(d, "Reskontra Inkassotjänst i Prov AB", "collector", money="solid", days="iso",
              period="slash", number="hyphen", flat="{street} lgh{flat}")  # fmt: skip
    pen.owe("Hyra", [("interest", "Ränta", pen.drawn(11, 160)),
                     ("reminder", "Påminnelseavgift", FEE),
                     ("collection", "Inkassokostnad", COST)])  # fmt: skip
    css = (
        SLIP
        + """
body{font-size:8pt;line-height:1.2}.two{width:100%}.two>tbody>tr>td{width:50%;vertical-align:top;
padding-right:5mm}.k{border:.4mm solid #000;padding:2mm;font-size:11pt;font-weight:bold}
.t{width:100%;border-collapse:collapse}.t td:last-child{text-align:right}.t td{padding:.2mm 1mm;
border-bottom:.1mm dotted #000}h1{font-size:13pt;margin:1mm 0}.sm{font-size:6.6pt;color:#222}
.adr{font-size:10pt;margin:6mm 0 8mm 2mm}.stamp{top:172mm;left:100mm}"""
    )
    left = (
        h("INKASSOKRAV") + colons(
            (("Ärendenr", pen.case("99-999999-9")), ("Datum", pen.dated()),
             ("Handläggare", pen.contact()), ("Telefon", pen.phone()))
        ) + div("adr", br(pen.block()))
    )  # fmt: skip
    right = (
        colons(
            (("Borgenär", pen.creditor()), ("Gäldenär", pen.names()),
             ("Person-/orgnr", pen.number()), ("Fordran avser", "hyra bostad"),
             ("Ursprunglig förfallodag", pen.on(falls_due(pen.months()[0]))))
        ) + grid(pen.claim()) + div("k", f"ATT BETALA {pen.total()} kr")
    )  # fmt: skip
    due = pen.due(9)
    return page(
        "condensed", css, para(f"{pen.house.name}  {pen.place()}", "sm"), side(left, right, "two"),
        side(pen.p("col_open") + pen.p("col_threat"),
             para(f"Betalas eller bestrids senast {due}.") + pen.p("col_dispute"), "two"),
        pen.p("watch_board"), para(pen.say("col_small"), "sm"), slip(pen, due),
        foot(f"{pen.house.name} · orgnr {pen.orgnr()} · {pen.house.email}"),
    )  # fmt: skip


def watcher(d: Draft) -> Sheet:
    """A rent collector's plain letter, with a plan of instalments that was broken."""
    pen = Pen(d, "Ahlprov Hyresbevakning AB", "collector", money="kr", days="abbreviated",
              number="century", flat="{street}, nr {flat}")  # fmt: skip
    pen.owe("Hyra", [("interest", "Upplupen ränta", pen.drawn(20, 190)),
                     ("collection", "Inkassoarvode", COST)])  # fmt: skip
    css = """
.hd{background:#e4e4e4;padding:3mm 5mm;margin-bottom:8mm}.hd b{font-size:13pt}
.t{margin:2mm 0 4mm;width:100%;border-collapse:collapse}.t tr:nth-child(odd){background:#f2f2f2}
.t td{padding:1.2mm 3mm}.t td:last-child{text-align:right}.t tr:last-child{font-weight:bold;
border-top:.5mm solid #000}h1{font-size:15pt;font-weight:normal}.to{margin:0 0 8mm 90mm}
.stamp{top:40mm;left:30mm}"""
    part = pen.kr(Decimal(500 * pen.rng.randrange(1, 6)))
    return page(
        "narrow", css, div("hd", f"<b>{escape(pen.house.name)}</b>, {escape(pen.place())}"),
        div("to", br(pen.block())),
        colons((("Aktnummer", pen.case("AH999999")), ("Dag", pen.dated()),
                ("Personnummer", pen.number()), ("Kund", pen.names()))),
        h("Krav på obetald hyra"), pen.p("watch_open"), grid([*pen.claim(), ("Summa",
            pen.total())]),
        pen.p("watch_plan", day=pen.after(-70), part=part),
        para(f"Betala till bankgiro {pen.house.bankgiro} senast {pen.due(10)}."),
        pen.p("col_dispute"), pen.p("col_threat"), pen.p("watch_board"),
        para(f"{pen.contact()}\n{pen.phone()}"), foot(pen.say("col_small"),
            f"Org.nr {pen.orgnr()}"),
    )  # fmt: skip


def fee_demand(d: Draft) -> Sheet:
    """A collector's demand on a member of a tenant-owners' association."""
    pen = Pen(d, "Kreditorium Nordprov AB", "collector", money="dotted", days="dotted",
              number="solid", flat="{street}/{flat}")  # fmt: skip
    pen.writes_for("brf")
    pen.owe("Årsavgift", [("interest", "Ränta", pen.drawn(11, 140)),
                          ("collection", "Inkassokostnad", COST)], what="fee")  # fmt: skip
    css = (
        SLIP
        + """
.nm{float:right;border:.6mm solid #000;padding:2mm 4mm;font-weight:bold}
.t{width:90mm}.t td:last-child{text-align:right}.t tr:last-child td{border-top:.3mm solid #000}
h1{font-size:14pt;margin-top:14mm}.stamp{top:34mm;left:110mm}"""
    )
    due = pen.due(8)
    return page(
        "bookish", css, div("nm", br([pen.house.name, "INKASSO"])), para("\n".join(pen.block())),
        h("Krav"), colons((("Datum", pen.dated()), ("Er referens", pen.case("9999-9999")),
                           ("Bostadsrättshavare", pen.persons())), "  "),
        pen.p("fee_open"), grid([*pen.claim(), ("Kronor", pen.total())]), pen.p("fee_threat"),
        para(f"Vi ska ha betalningen senast {due}."), pen.p("col_dispute"), pen.p("watch_board"),
        para(f"{pen.contact()}, {pen.phone()}"), slip(pen, due),
        foot(f"{pen.house.name}, {pen.place()}, org.nr {pen.orgnr()}"),
    )  # fmt: skip


def last_demand(d: Draft) -> Sheet:
    """The landlord's own collecting department, in mixed sizes, the amount in words too."""
    pen = Pen(d, "Hisingsprovets Bostäder AB", "municipal", money="kronor", days="long",
              number="blank", flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("hyra", [("reminder", "påminnelser", FEE), ("collection", "inkassokostnad", COST)])
    css = """
.nm{font-size:20pt;font-weight:bold;letter-spacing:-.3mm}.sb{font-size:8pt;margin-bottom:12mm}
.sum{font-size:16pt;text-align:center;margin:6mm 0;border:.3mm solid #000;padding:3mm}
li{margin-bottom:1mm}.stamp{top:4mm;left:110mm}"""
    items = "".join(f"<li>{escape(said)}: {escape(amount)}</li>" for said, amount in pen.claim())
    return page(
        "sans", css, div("nm", escape(pen.house.name)),
        div("sb", escape(f"Kravavdelningen · {pen.place()} · {pen.phone()}")),
        para("\n".join(pen.block())),
            para(f"{pen.dated()}      Avtal {pen.contract('9999-99-99')}"),
        h("Inkassokrav"), pen.p("last_open"), f"<ul>{items}</ul>",
        div("sum", f"Att betala: {escape(pen.total())}"), para(f"Sista dag är {pen.due(8)}."),
        pen.p("last_threat"), pen.p("col_dispute"), pen.beside("noise_home"),
            colons((("Personnummer", pen.number()),)),
        para(f"{pen.contact()}\nHyreskonsulent"), pen.p("watch_board"),
        foot(f"Bankgiro {pen.house.bankgiro}   Org.nr {pen.orgnr()}   Styrelsens säte Göteborg"),
    )  # fmt: skip


def ticks(*items: tuple[str, bool]) -> str:
    """Squares, those that hold crossed."""
    return para("\n".join(f"[{'X' if on else '  '}]  {text}" for text, on in items))


def termination_form(d: Draft) -> Sheet:
    """A printed form of termination with squares to cross and a receipt to sign."""
    pen = Pen(d, "Fastighetsbolaget Tranmossen KB", "private", money="comma", days="iso",
              number="hyphen", flat="{street}, läg.nr {flat}")  # fmt: skip
    pen.owe("Hyra")
    css = """
.f{border-collapse:collapse;width:100%;margin-bottom:3mm}.f td{border:.2mm solid #000;
padding:1mm 2mm 2mm;vertical-align:top;width:50%}.f small{display:block;font-size:7pt;color:#333}
h1{font-size:18pt;margin:0}.kop{float:right;font-weight:bold}.st{background:#ddd;padding:1mm 2mm;
font-weight:bold;margin:2mm 0}.stamp{top:1mm;left:82mm}"""

    def cell(label: str, *lines: str) -> str:
        return f"<td><small>{escape(label)}</small>{br(lines)}</td>"

    people = [pen.person(one) for one in d.tenants]
    parties = (
        '<table class="f"><tr>' + cell("Hyresvärd", pen.house.name, pen.place(), pen.phone())
        + cell("Hyresgäst, personnummer", *people) + "</tr><tr>"
        + cell("Lägenhetens adress", pen.home(), pen.postal())
        + cell("Hyreskontrakt nr / tecknat", f"{pen.contract('99-9999')} / {pen.after(-1100)}")
        + "</tr></table>"
    )  # fmt: skip
    money = (
        '<table class="f"><tr>' + cell("Specifikation", *(f"{a}   {b}" for a, b in pen.claim()))
        + cell("Summa skuld kronor", pen.total()) + "</tr></table>"
    )  # fmt: skip
    signs = (
        '<table class="f"><tr>' + cell("Ort, datum", f"Göteborg {pen.dated()}")
        + cell("Hyresvärdens underskrift", pen.contact()) + "</tr><tr>"
        + cell("Delgivning: jag har i dag tagit emot denna uppsägning", " ")
        + cell("Hyresgästens underskrift", " ") + "</tr></table>"
    )  # fmt: skip
    return page(
        "sans", css, para("KOPIA TILL SOCIALNÄMNDEN", "kop"), h("Uppsägning av hyresavtal"),
        para("för avflyttning, bostad"), parties, div("st", "Avtalet sägs upp"),
        ticks(("till omedelbart upphörande", True), ("till avtalstidens utgång", False)),
        div("st", "Skäl"), ticks(("Obetald hyra", True), ("Störningar", False),
                                 ("Otillåten andrahandsuthyrning", False), ("Annat", False)),
        pen.p("term_ground"), money, pen.beside("noise_home"), div("st", "Avflyttning"),
            pen.p("term_move"), signs,
    )  # fmt: skip


def old_fashioned(d: Draft) -> Sheet:
    """An old firm's letter in the language of its founder; the statutory form on sheet two."""
    pen = Pen(d, "Kransekaksgårdens Fastigheter AB", "private", money="kr_first", days="den",
              number="hyphen", flat="{street}, lägenheten {flat}")  # fmt: skip
    pen.owe("Hyra", [("interest", "Ränta", pen.drawn(14, 170))])
    css = """
body{font-style:italic;line-height:1.5}.nm{text-align:center;font:bold 16pt "Liberation Serif";
border-bottom:1.2mm double #000}h1{font:bold 14pt "Liberation Serif";text-align:center}
.t td{padding:0 8mm 0 0}.r{text-align:right}.stamp{top:38mm;left:105mm}"""
    head = (
        "Underrättelse till bostadshyresgäst om möjlighet att få tillbaka hyresrätten fastän "
        "hyran inte har betalats i tid"
    )
    return page(
        "serif", css, div("nm", escape(pen.house.name)), para(pen.place()),
        para(f"Göteborg {pen.dated()}", "r"), para("\n".join(pen.block())), h("Uppsägning"),
        pen.p("old_open"), grid([*pen.claim(), ("Tillhopa", pen.total())]), pen.p("old_more"),
        pen.p("old_copy"), pen.beside("noise_home"),
            para(f"Med utmärkt högaktning\n\n{pen.contact()}"), new_page(), h(head),
        para(f"Hyresgäst: {pen.persons()}"), pen.p("form1_text"), pen.p("form1_board"),
        para(f"Bankgiro {pen.house.bankgiro}. Telefon {pen.phone()}."),
    )  # fmt: skip


def member_out(d: Draft) -> Sheet:
    """An association's termination of a member's right, typed on a narrow column."""
    pen = Pen(d, "Brf Vinbärsbacken nr 2", "brf", money="kr_full", days="den_short",
              number="century", flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Årsavgift", [("reminder", "Påminnelseavgift", FEE)], what="fee")
    css = """.col{width:118mm;margin-left:26mm}.nm{text-transform:none;font-weight:bold;
font-size:12pt}.t td{padding-right:8mm}h1{font-size:12pt}.stamp{top:2mm;left:110mm}"""
    return page(
        "gyre", css, div("nm", escape(pen.house.name)), div(
            "col", para("\n".join(pen.block())), para(f"Göteborg {pen.dated()}"),
            h("Uppsägning av bostadsrättshavare"), pen.p("brfterm_open"),
            grid([*pen.claim(), ("Summa att betala", pen.total())]), pen.p("brfterm_way"),
            pen.p("brfterm_else"), pen.beside("noise_home"), colons((("Personnummer",
                pen.number()),)),
            para(f"Styrelsen genom {pen.contact()}"), pen.p("watch_board")),
        foot(f"{pen.house.name} · {pen.place()} · {pen.phone()} · org.nr {pen.orgnr()}"),
    )  # fmt: skip


AUTHORITY = """
.kh{width:100%;margin-bottom:7mm}.kh td{vertical-align:top}.kh td+td{text-align:right}
.kh b{font-size:15pt}.t{border-collapse:collapse;margin:2mm 0 4mm}.t td{padding:.7mm 6mm .7mm 0;
vertical-align:top}h1{font-size:14pt}h2{border-bottom:.2mm solid #000}"""


def order(d: Draft) -> Sheet:
    """Kronofogden's order in a case of payment and eviction, in copy to the board."""
    pen = Pen(d, "Kronofogden", "kfm", money="kr", days="iso", number="century")
    pen.owe("Hyra", [("interest", "Ränta", pen.drawn(22, 300)),
                     ("other", "Ansökningsavgift", Decimal(300)),
                     ("other", "Kostnader", Decimal(420))])  # fmt: skip
    css = AUTHORITY + ".stamp{top:16mm;left:92mm}"
    head = side(
        f"<b>{pen.house.name}</b><br>Betalningsföreläggande och handräckning",
        f"Föreläggande<br>Datum {pen.dated()}<br>Målnummer {pen.case('99-999999-YY')}", "kh",
    )  # fmt: skip
    applicant = pen.principal()
    return page(
        "sans", css, head, para("\n".join(pen.block())),
        h("Föreläggande i mål om betalning och avhysning"), pen.p("order_open"),
        h("Parter", 2), grid([("Sökande", f"{applicant.name}, {applicant.orgnr}"),
                              ("Svarande", pen.persons(" samt "))]),
        h("Sökandens krav", 2),
        para(f"Svaranden ska avhysas från {pen.home()}. Hyra för {pen.period()} är obetald."),
        grid([*pen.claim(), ("Summa", pen.total())]), h("Så svarar Ni", 2),
        pen.p("order_answer"), pen.p("order_else"), pen.p("order_copy"),
        pen.beside("noise_office"),
        para(f"{pen.contact()}\nHandläggare, telefon {pen.phone()}"),
    )  # fmt: skip


def verdict(d: Draft) -> Sheet:
    """Kronofogden's verdict for the landlord, with the tenant's time to appeal."""
    pen = Pen(d, "Kronofogdemyndigheten", "kfm", money="solid", days="iso", number="hyphen",
              flat="{street}, lägenhet nr {flat}")  # fmt: skip
    pen.owe("Kapital hyra", [("interest", "Ränta till dagens datum", pen.drawn(22, 300)),
                             ("other", "Kostnader i målet", Decimal(720))])  # fmt: skip
    css = AUTHORITY + "h1{letter-spacing:2mm;text-align:center}.stamp{top:5mm;left:70mm}"
    head = side(
        f"{pen.house.name}<br>Summarisk process", f"{pen.dated()}<br>Mål {pen.case('99-99999-YY')}",
        "kh",
    )  # fmt: skip
    return page(
        "bookish", css, head, h("UTSLAG"),
        grid([("Svarande", pen.persons()), ("", f"{pen.home()}, {pen.postal()}"),
              ("Sökande", pen.creditor())]),
        pen.p("verdict_open"), pen.p("verdict_say"),
        grid([*pen.claim(), ("Att betala kronor", pen.total())]),
        para(f"Fortsatt ränta på {pen.rent()} kr från {pen.after(1)} tills betalning sker."),
        para(f"Grund: obetald hyra, {pen.period()}."), pen.p("verdict_appeal"),
        pen.p("order_copy"), para(f"{pen.contact()}\nBeslutsfattare"),
    )  # fmt: skip


def application_form(d: Draft) -> Sheet:
    """A landlord's application on a lettered form: A parties, B claim, C grounds."""
    pen = Pen(d, "Lyktgubbens Hyresfastigheter AB", "private", money="dotted", days="iso",
              number="hyphen", flat="{street} lgh nr {flat}")  # fmt: skip
    pen.owe("Hyra", [("interest", "Ränta", pen.drawn(20, 240)),
                     ("other", "Ansökningsavgift", Decimal(300))])  # fmt: skip
    css = """
.s{border:.4mm solid #000;margin-bottom:2.5mm}.s b.L{float:left;background:#000;color:#fff;
width:7mm;text-align:center;font-size:12pt}.s div{padding:1.5mm 3mm 1.5mm 10mm}
.t td:last-child{text-align:right;padding-left:15mm}h1{font-size:15pt}.stamp{top:2mm;left:110mm}"""

    def part(letter: str, *inner: str) -> str:
        return div("s", f'<b class="L">{letter}</b>', div("i", *inner))

    return page(
        "sans", css, para("Till Kronofogden\nKopia till socialnämnden"),
        h("Ansökan om avhysning (handräckning)"),
        part("A", colons((("Sökande", f"{pen.house.name}, org.nr {pen.orgnr()}"),
                          ("Adress", pen.place()), ("Telefon", pen.phone()),
                          ("Kontaktperson", pen.contact()))),
             colons((("Svarande", pen.persons()), ("Bostad", f"{pen.home()}, {pen.postal()}"),
                     ("Kontrakt", pen.contract("999-9999"))))),
        part("B", pen.p("app_claim"), grid([*pen.claim(), ("Totalt", pen.total())])),
        part("C", pen.p("app_ground", day=pen.after(-37)), pen.p("app_board")),
        part("D", para(f"Göteborg {pen.dated()}"), para(pen.contact())),
    )  # fmt: skip


def application_agent(d: Draft) -> Sheet:
    """A lawyer's application against a member of an association, in running text."""
    pen = Pen(d, "Juridprov Bostadsrätt KB", "company", money="kronor", days="den",
              number="century", flat="{street} (lgh {flat})")  # fmt: skip
    pen.writes_for("brf")
    pen.owe("Årsavgift", [("interest", "Ränta", pen.drawn(20, 240))], what="fee")
    css = """body{line-height:1.6}.nm{font-size:9pt;letter-spacing:1mm;border-left:1.5mm solid #334;
padding-left:3mm;margin-bottom:9mm}p{text-align:justify}h1{font-size:14pt}
.stamp{top:2mm;left:105mm}"""
    claim = ", ".join(f"{said.lower()} {amount}" for said, amount in pen.claim())
    return page(
        "dejaserif", css, div("nm", br([pen.house.name, pen.place(), pen.phone()])),
        para("Kronofogden"), para(f"Göteborg {pen.dated()}\nÄrende {pen.case('J-9999-YY')}"),
        h("Ansökan om avhysning"), pen.p("agent_open"), pen.p("agent_ground"),
        para(f"Fordran består av {claim}, sammanlagt {pen.total()}."),
        colons((("Svarandens personnummer", pen.number()),)), pen.p("agent_end"),
            pen.beside("noise_home"),
        para(f"Som ovan\n{pen.contact()}, ombud"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    rent_design("collector_cramped", cramped, "collection"),
    rent_design("collector_watch", watcher, "collection"),
    rent_design("collector_fee", fee_demand, "collection", "condominium"),
    rent_design("collector_own", last_demand, "collection"),
    rent_design("termination_form", termination_form, "termination"),
    rent_design("termination_old", old_fashioned, "termination"),
    rent_design("termination_member", member_out, "termination", "condominium"),
    rent_design("order", order, "payment_order"),
    rent_design("verdict", verdict, "payment_order"),
    rent_design("application_form", application_form, "eviction_application"),
    rent_design("application_agent", application_agent, "eviction_application", "condominium"),
)
