"""Last examination: the odd ones, with ledgers, guardians, former tenants and lists of names."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from html import escape

from benchmarks.letters.designs.final_eviction import earlier_time
from benchmarks.letters.designs.final_kit import Quill, designs, leaf, raw, rows
from benchmarks.letters.designs.kit import br, colons, div, foot, grid, h, new_page, para, side
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet


def ledger(pen: Quill) -> str:
    """A tenant's account: months that were paid, those that were not, the balance line by line."""
    first = pen.months()[0]
    rent = Decimal(pen.d.claim[0].amount)
    lines: list[tuple[str, ...]] = []
    for back in (2, 1):
        month = date(first.year, first.month, 1)
        for _ in range(back):
            month = (month - timedelta(days=1)).replace(day=1)
        paid = month + timedelta(days=pen.rng.randrange(0, 6))
        lines.append(
            (pen.on(month), f"Hyresavi {pen.month(month)}", pen.kr(rent), "", pen.kr(rent))
        )
        lines.append((pen.on(paid), "Betalning bankgiro", "", pen.kr(-rent), pen.kr(Decimal(0))))
    saldo = Decimal(0)
    for month in pen.months():
        saldo += rent
        said = f"Hyresavi {pen.month(month)}"
        lines.append((pen.on(month), said, pen.kr(rent), "", pen.kr(saldo)))
    return grid(lines, head=("Dag", "Text", "Debet", "Kredit", "Saldo"))


def three_papers(d: Draft) -> Sheet:
    """A notice with the termination and an extract of the ledger behind it, three pages."""
    pen = Quill(d, "Tullhusets Bostadsförvaltning Prov AB", "private", money="comma", days="iso",
                period="iso", number="century", flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Hyra")
    case = pen.case("HF-YY-9999")
    css = (
        "h1{font-size:13pt}table.t{width:100%;border-collapse:collapse}table.t td,table.t th{"
        "border-bottom:.2mm solid #999;padding:1mm 3mm 1mm 0}"
    )
    return leaf(
        "sans",
        css,
        side(br([pen.house.name, pen.place()]), br([pen.dated(), f"Ärende {case}"])),
        pen.to("window"),
        h(pen.say("three_title")),
        pen.ps("three_open", "three_sum", "three_law"),
        pen.beside("small_landlord"),
        para("Bilagor: 1. Uppsägning  2. Kontoutdrag ur hyresreskontran"),
        para(f"{pen.contact()}\nTelefon {pen.phone()}"),
        new_page(),
        para("Bilaga 1"),
        h(pen.say("three_termination")),
        pen.ps("three_you"),
        para(f"{pen.numbered_names('{name}, {number}')}\n{pen.home()}\n{pen.postal()}"),
        new_page(),
        para(f"Bilaga 2     Kontoutdrag {pen.dated()}"),
        ledger(pen),
        para(f"Utgående saldo {pen.total()} kr. Kreditbelopp anges med minustecken."),
    )


def guardian(d: Draft) -> Sheet:
    """Old officialese: the sum in prose, part by part; a god man with an address of his own."""
    pen = Quill(
        d,
        "Stiftelsen Borgmästare Provgrens Minne",
        "municipal",
        money="kronor",
        days="den",
        number="hyphen",
        flat="lägenheten n:r {flat} i huset {street}",
        glue=" jämte ",
    )
    pen.owe("hyra", [("interest", "ränta", pen.drawn(20, 300))])
    parts = ", ".join(f"dels {label} med {amount}" for label, amount in pen.claim())
    helper = f"{pen.someone()}, Box {pen.rng.randrange(10, 99)}, 442 30 Kungälv"
    return leaf(
        "bookish", "p{text-align:justify;text-indent:6mm}h1{font-size:12pt;text-align:center}",
        para(f"{pen.house.name}\n{pen.place()}"), h("Till Socialnämnden"),
        pen.ps("guard_open"), pen.ps("guard_sum", parts=parts), pen.ps("guard_law"),
        pen.ps("guard_helper", helper=helper),
        para(f"Göteborg {pen.dated()}\nPå stiftelsens vägnar\n{pen.contact()}, syssloman\n"
             f"Telefon {pen.phone()}"),
    )  # fmt: skip


def after_another(d: Draft) -> Sheet:
    """A notice that also names who lived there before, and where that one lives now."""
    pen = Quill(d, "Hamnmagasinets Fastigheter Prov AB", "private", money="kr", days="iso",
                number="century", flat="{street} lgh {flat}", system=True)  # fmt: skip
    pen.owe("Hyra", [("other", "Städkostnad trapphus", pen.drawn(200, 900))])
    contract = pen.contract("9999-9999-99")
    earlier = f"{pen.someone()} (avflyttad, Norra Provgatan {pen.rng.randrange(2, 60)}, Borås)"
    return leaf(
        "condensed", "table.kv{border:.3mm solid;width:100%}table.kv th{background:#eee;width:45mm}"
        "h1{font-size:14pt}table.t td{padding-right:12mm}", pen.to(), h(pen.say("prev_title")),
        rows([("Datum", pen.dated()), ("Kontrakt", contract), ("Tidigare hyresgäst", earlier),
              ("Hyresgäst från " + pen.after(-400), pen.persons()),
              ("Lägenhet", f"{pen.home()}, {pen.postal()}"), ("Fastighetsskötare", pen.someone()),
              ("Hyresvärd", f"{pen.house.name}, {pen.phone()}")]),
        pen.ps("prev_open"), grid([*pen.claim(), ("Skuld", pen.total())]),
        pen.ps("prev_law", "prev_own"), pen.beside("small_landlord"),
    )  # fmt: skip


def dotted_lines(d: Draft) -> Sheet:
    """A landlords' league's template from 1998: dotted lines, words to be struck out."""
    pen = Quill(d, "Änkefru Provdals Hyreshus", "private", money="dash", days="slash_short",
                number="hyphen", flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Hyra")
    return leaf(
        "serif", "body{font-size:12pt;line-height:2}u{text-decoration-style:dotted}s{color:#444}"
        ".w{font-family:'DejaVu Sans Mono';font-size:10pt}h1{font-size:13pt}",
        h(pen.say("dots_title")),
        _dotted("Hyresvärd", f"{pen.house.name}, {pen.place()}, {pen.phone()}"),
        _dotted("Hyresgäst", pen.persons()), _dotted("Adress", f"{pen.home()}, {pen.postal()}"),
        _dotted("Förfallen hyra för", pen.period()), _dotted("Att betala kronor", pen.total()),
        "<p>Underrättelse till hyresgästen har / <s>har ej</s> delgivits.<br>"
        "Lägenheten är bostad / <s>lokal</s>.</p>", pen.ps("dots_law"),
        _dotted("Ort och datum", f"Göteborg {pen.dated()}"), _dotted("Namnteckning", pen.contact()),
        para("Formulär 7:3 / 1998. Eftertryck förbjudes.", "small"),
    )  # fmt: skip


def _dotted(label: str, answer: str) -> str:
    """A line of such a template with its answer typed on it."""
    return f'<p>{escape(label)} <u class="w">  {escape(answer)}  </u></p>'


def scrawl(text: str, pen: Quill) -> str:
    """A line by an unsteady hand: it leans and wanders."""
    said = " ".join(
        f'<span style="position:relative;top:{pen.rng.uniform(-0.5, 0.5):.2f}mm;'
        f'letter-spacing:{pen.rng.uniform(-0.1, 0.35):.2f}mm">{escape(word)}</span>'
        for word in text.split()
    )  # fmt: skip
    lean, push = pen.rng.uniform(-0.5, 0.5), pen.rng.uniform(0, 4)
    return f'<p style="transform:rotate({lean:.2f}deg);margin-left:{push:.1f}mm">{said}</p>'


def old_man(d: Draft) -> Sheet:
    """An old landlord by hand; the sum stands alone, underlined, on a line of its own."""
    pen = Quill(d, "", "person", money="dash", days="long", number="hyphen",
                flat="{street} lgh {flat}")  # fmt: skip
    pen.owe("Hyra")
    lines = [
        "Socialnämnden, Göteborg", pen.say("hand_open"), pen.say("hand_about"), pen.total(),
        pen.say("hand_law"), pen.say("hand_wish"), f"den {pen.dated()}",
        f"{pen.house.name}, {pen.place()}, telefon {pen.phone()}",
    ]  # fmt: skip
    return leaf(
        "gyre", "body{font-size:15pt;font-style:italic;line-height:1.6}",
        *(scrawl(line, pen) for line in lines),
    )  # fmt: skip


def petition(d: Draft) -> Sheet:
    """An association's notice of disturbance with the neighbours' names and flats behind it."""
    pen = Quill(d, "Brf Tornsvalan i Prov", "brf", days="slash", number="century",
                flat="{street} lgh {flat}")  # fmt: skip
    names = [
        (
            pen.someone(),
            f"{d.tenant.street} lgh {pen.other_flat()}",
            pen.after(-pen.rng.randrange(2, 9)),
        )
        for _ in range(pen.rng.randrange(4, 9))
    ]
    return leaf(
        "sans",
        "body{font-size:12pt}table.t{width:100%;border-collapse:collapse}table.t td,table.t "
        "th{border:.2mm solid;padding:1.5mm}",
        para(f"{pen.dated()}"),
        para("Till socialnämnden"),
        h(pen.say("pet_title")),
        pen.ps("pet_open", "pet_what", "pet_law"),
        pen.beside("small_noise"),
        para(f"Styrelsen genom {pen.contact()}, {pen.phone()}\nBrf Tornsvalan i Prov"),
        new_page(),
        h(pen.say("pet_list")),
        grid(names, head=("Namn", "Adress", "Undertecknat")),
    )


def association_ends_it(d: Draft) -> Sheet:
    """A lawyer terminates a member for grave disturbance; the board gets the copy."""
    pen = Quill(d, "Kajprovets Juristbyrå AB", "private", days="iso", number="century",
                flat="lägenhet {flat}, {street}")  # fmt: skip
    pen.writes_for("brf")
    case = pen.case("KJ 999-YY")
    return leaf(
        "gyre",
        "h1{font-size:13pt;letter-spacing:1mm}",
        side(br([pen.house.name, pen.place(), pen.phone()]), br([pen.dated(), f"Akt {case}"])),
        h("UPPSÄGNING"),
        pen.ps("ends_open"),
        colons(
            [
                ("Bostadsrättshavare", pen.persons()),
                ("Bostadsrätt", f"{pen.home()}, {pen.postal()}"),
            ]
        ),
        pen.ps("ends_what", back=pen.after(-6)),
        pen.ps("ends_law", "ends_copy"),
        para(f"För {pen.creditor()}\n{pen.contact()}, jur. kand."),
    )


def association_applies(d: Draft) -> Sheet:
    """An association applies for a member's eviction over its fees; a copy reaches the board."""
    pen = Quill(d, "Advokatfirman Länsman & Prov KB", "private", money="kr_full", days="long",
                number="century", flat="{street}, lägenhet {flat}")  # fmt: skip
    pen.writes_for("brf")
    pen.owe("Årsavgift", [("interest", "Ränta", pen.drawn(40, 500))], what="fee")
    return leaf(
        "dejaserif", "h1{font-size:13pt;text-align:center}table.t td{padding-right:10mm}",
        para("Kronofogden"), para("Kopia: socialnämnden, Göteborg"), h(pen.say("bapp_title")),
        rows([("Sökande", pen.creditor()), ("Ombud", f"{pen.contact()}, {pen.house.name}"),
              ("Svarande", pen.persons()), ("Adress", f"{pen.home()}, {pen.postal()}")]),
        pen.ps("bapp_claim", "bapp_ground"), grid([*pen.claim(), ("Summa", pen.total())]),
        pen.ps("bapp_end"), para(f"{pen.dated()}\n\n{pen.contact()}, advokat, {pen.phone()}"),
    )  # fmt: skip


def power_claim(d: Draft) -> Sheet:
    """A collector for a seller of power writes before the power is cut; a slip at the foot."""
    pen = Quill(d, "Fordringsombudet Prov & Son AB", "collector", money="comma", days="iso",
                number="hyphen", flat="{street} lgh {flat}", system=True)  # fmt: skip
    pen.writes_for("trade")
    pen.invoices(
        ("fee", "Elförbrukning", pen.drawn(900, 8900)),
        ("interest", "Ränta", pen.drawn(9, 120)),
        ("collection", "Inkassokostnad", Decimal(180)),
    )
    case, (ocr, line), due = pen.case("EL99999"), pen.ocr(), pen.due(21)
    return leaf(
        "deja",
        "table.t td{padding-right:14mm}table.s{width:100%;border-top:.3mm dashed;margin-top:"
        "14mm}table.s td{padding:1mm 2mm}.o{font-family:'DejaVu Sans Mono';white-space:pre}",
        side(br([pen.house.name, pen.place()]), br([f"Akt {case}", pen.dated()])),
        pen.to("window"),
        h(pen.say("pclaim_title")),
        pen.ps("pclaim_open"),
        grid([*pen.claim(), ("Summa att betala", pen.total())]),
        pen.ps("pclaim_law", "pclaim_end"),
        pen.beside("small_supply"),
        para(f"{pen.contact()}, {pen.phone()}"),
        grid(
            [("Bankgiro", pen.house.bankgiro, "OCR", ocr), ("Senast", due, "Kronor", pen.total())],
            "s",
        ),
        f'<p class="o">{line.replace(">", "&gt;")}</p>',
    )


def two_times(d: Draft) -> Sheet:
    """Kronofogden's letter with a visit beforehand and the eviction itself."""
    pen = Quill(d, "Kronofogden", "kfm", days="weekday_den", number="century",
                flat="{street}, lgh {flat}", system=True)  # fmt: skip
    pen.writes_for("municipal")
    at, case = pen.hour(), pen.case("U-99999-YY")
    visit = at.date() - timedelta(days=2 if at.weekday() > 1 else 4)
    return leaf(
        "sans",
        "h1{font-size:14pt}table.kv th{width:40mm}",
        side("<b>Kronofogden</b>", br([pen.dated("iso"), case])),
        pen.to(),
        h(pen.say("two_title")),
        pen.ps("two_open"),
        rows(
            [
                ("Vi besöker bostaden", f"{pen.on(visit)}, under förmiddagen"),
                ("Avhysningen sker", f"{pen.on(at.date())} kl. {at:%H.%M}"),
                ("Gäller", pen.persons()),
                ("Bostad", f"{pen.home()}, {pen.postal()}"),
                ("Hyresvärd", pen.creditor()),
            ]
        ),
        pen.ps("two_visit", "two_ask"),
        pen.beside("small_eviction"),
        para(f"{pen.contact()}\n{pen.phone()}"),
    )


def landlord_moved(d: Draft) -> Sheet:
    """A landlord tells of the new time that Kronofogden has given, in two lines by e-mail."""
    pen = Quill(d, "Tullhusets Bostadsförvaltning Prov AB", "private", days="den",
                number="hyphen", flat="{street} lgh {flat}")  # fmt: skip
    at, old = pen.hour(), earlier_time(d)
    return leaf(
        "sans", "", rows([("Från", f"{pen.contact()}, {pen.house.name}"),
                          ("Skickat", f"{pen.dated('iso')} 11:20"), ("Till", "Socialnämnden"),
                          ("Ämne", pen.say("lmoved_subject"))]), para(""),
        pen.ps("lmoved_open", new=f"{pen.on(at.date())} kl. {at:%H.%M}", old=pen.on(old.date())),
        para(f"{pen.numbered_names()}\n{pen.home()}, {pen.postal()}"), pen.ps("lmoved_end"),
        para(f"{pen.contact()}\n{pen.phone()}"),
    )  # fmt: skip


def written_off(d: Draft) -> Sheet:
    """Kronofogden writes a matter of eviction off before any time was set."""
    pen = Quill(d, "Kronofogden", "kfm", days="iso", number="century", flat="{street} lgh {flat}",
                system=True)  # fmt: skip
    pen.writes_for("private")
    case = pen.case("51-99999-YY")
    return leaf(
        "mono",
        "h1{font-size:12pt}",
        raw(["KRONOFOGDEN", f"BESLUT {pen.dated()}", f"MÅL {case}", ""]),
        h(pen.say("off_title")),
        colons(
            [
                ("SÖKANDE", pen.creditor()),
                ("SVARANDE", pen.persons()),
                ("ADRESS", f"{pen.home()}, {pen.postal()}"),
            ]
        ),
        pen.ps("off_what", "off_end"),
        para(f"{pen.contact()}, {pen.phone()}"),
    )


def school(d: Draft) -> Sheet:
    """A school's anxious letter: a family fears eviction, says a mother; no landlord writes."""
    pen = Quill(d, "Provbacksskolan, elevhälsan", "municipality", days="long", number="century",
                flat="{street} lgh {flat}")  # fmt: skip
    d.children_mentioned = True
    return leaf(
        "dejaserif",
        "h1{font-size:13pt}",
        para(f"{pen.house.name}\n{pen.dated()}"),
        pen.to(),
        h(pen.say("school_title")),
        pen.ps("school_open"),
        pen.ps("school_what", when=pen.after(17)),
        pen.ps("school_end"),
        para(f"{pen.contact()}, kurator, {pen.phone()}"),
    )


def rent_rise(d: Draft) -> Sheet:
    """A landlord's new rent for all: sums of rent, nobody in debt."""
    pen = Quill(d, "Stiftelsen Borgmästare Provgrens Minne", "municipal", money="kr", days="den",
                number="hyphen", flat="{street} lgh {flat}")  # fmt: skip
    old = pen.drawn(4900, 9900)
    return leaf(
        "bookish", "p{text-align:justify}h1{font-size:12pt}table.t td{padding-right:12mm}",
        para(f"{pen.house.name}, {pen.place()}"), div("win", br(pen.block())), para(""),
        h(pen.say("rise_title")), pen.ps("rise_open"),
        grid([("Nuvarande hyra", pen.kr(old)), ("Ny hyra", pen.kr(old + pen.drawn(110, 600)))]),
        pen.ps("rise_end"), foot(f"{pen.dated()}, {pen.contact()}, {pen.phone()}"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    *designs(
        "rent_debt",
        ("three_papers", three_papers, "social_notice", "rental"),
        ("guardian", guardian, "social_notice", "rental"),
        ("after_another", after_another, "social_notice", "rental"),
        ("dotted_lines", dotted_lines, "social_notice", "rental"),
        ("old_man", old_man, "social_notice", "rental"),
        ("association_applies", association_applies, "eviction_application", "condominium"),
    ),
    *designs(
        "disturbance",
        ("petition", petition, "warning", "condominium"),
        ("association_ends_it", association_ends_it, "termination", "condominium"),
    ),
    *designs("utility_debt", ("power_claim", power_claim, "electricity", "unknown")),
    *designs(
        "eviction_date",
        ("two_times", two_times, "set", "rental"),
        ("landlord_moved", landlord_moved, "moved", "rental"),
    ),
    *designs("other", ("written_off", written_off, "", "unknown"), review=True,
             also=("rent_debt", "eviction_date")),
    *designs("other", ("school", school, "", "unknown"), ("rent_rise", rent_rise, "", "unknown"),
             review=True),
)  # fmt: skip
