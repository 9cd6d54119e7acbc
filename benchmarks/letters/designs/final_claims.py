"""Last examination: unpaid rent on its later ways, from termination to eviction's application."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.letters.designs.final_kit import Quill, designs, leaf, raw, rows
from benchmarks.letters.designs.kit import FEE, br, colons, div, foot, grid, h, new_page, para, side
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet


def termination_copy(d: Draft) -> Sheet:
    """The tenant's own letter of termination, copied to the board, with its receipt on page two."""
    pen = Quill(d, "Stiftelsen Träslottets Bostäder", "municipal", money="comma", days="long",
                number="hyphen", flat="{street}, lgh {flat}", glue="\n")  # fmt: skip
    pen.owe("Hyra", [("interest", "Ränta enligt räntelagen", pen.drawn(15, 220))])
    case = pen.case("U 99999")
    return leaf(
        "sans",
        ".win{margin:6mm 0 12mm 2mm;min-height:24mm}.k{border:.5mm solid #000;display:inline;"
        "padding:1mm 3mm}table.t td{padding-right:14mm}",
        side(br([pen.house.name, pen.place()]), br([f"Datum {pen.dated()}", f"Vårt nr {case}"])),
        div("win", br([*pen.names().split("\n"), pen.home(), pen.postal()])),
        '<p><span class="k">KOPIA till socialnämnden</span></p>',
        h(pen.say("term_title")),
        pen.ps("term_open"),
        grid([*pen.claim(), ("Att betala", pen.total())]),
        pen.ps("term_way", "term_leave"),
        pen.beside("small_landlord"),
        para(f"{pen.contact()}\nhyresadministratör, {pen.phone()}"),
        new_page(),
        h("DELGIVNINGSKVITTO"),
        para(
            f"Jag har i dag tagit emot uppsägning, ärende {case}, samt underrättelse om "
            "möjligheten att få tillbaka hyresrätten."
        ),
        *(
            para(
                f"Namn: {pen.name(one)}\nPersonnummer: {pen.number(one) or '_' * 20}\n"
                "Ort och datum: ____________________\nUnderskrift: ____________________"
            )
            for one in d.tenants
        ),
    )


def association_terminates(d: Draft) -> Sheet:
    """A lawyer terminates a member's right on an association's behalf; the board gets a copy."""
    pen = Quill(d, "Kajprovets Juristbyrå AB", "private", money="kr", days="iso", number="century",
                flat="lägenhet {flat}, {street}")  # fmt: skip
    pen.writes_for("brf")
    pen.owe(
        "Årsavgift",
        [("other", "Andrahandsavgift", Decimal(490)), ("reminder", "Påminnelse", FEE)],
        what="fee",
    )
    return leaf(
        "gyre", "h1{font-size:13pt;letter-spacing:1mm}table.t td{padding:0 9mm 0 0}",
        para(f"{pen.house.name}\n{pen.place()}\n{pen.phone()}"), h("UPPSÄGNING"),
        rows([("Bostadsrättsförening", pen.creditor()), ("Bostadsrättshavare", pen.persons()),
              ("Bostadsrätt", f"{pen.home()}, {pen.postal()}"), ("Upprättad", pen.dated())]),
        pen.ps("bterm_open"), grid([*pen.claim(), ("Summa", pen.total())]),
        pen.ps("bterm_way", "bterm_sale"), pen.beside("small_claim"),
        para(f"För {pen.creditor()}, enligt fullmakt\n\n{pen.contact()}, jur. kand."),
        para("Sändlista: bostadsrättshavaren (delgivning), socialnämnden (kopia), panthavaren"),
    )  # fmt: skip


def late_payer(d: Draft) -> Sheet:
    """A widow who owns a house terminates by hand, with the form of recovery left out."""
    pen = Quill(d, "", "person", money="dash", days="slash", number="hyphen",
                flat="{street} lgh {flat}")  # fmt: skip
    pen.owe("Hyra")
    return leaf(
        "serif", "body{font-size:15pt;font-style:italic;line-height:1.7}",
        para(f"{pen.house.name}\n{pen.place()}"), h(pen.say("widow_title")),
        pen.ps("widow_open", "widow_sum", "widow_leave"),
        para(f"Göteborg den {pen.dated()}\n{pen.house.contact}"),
        para(pen.say("widow_copy")),
    )  # fmt: skip


def small_collector(d: Draft) -> Sheet:
    """A small firm's demand to the tenant, forwarded to the board; a slip at the foot."""
    pen = Quill(d, "Kustens Kravbyrå Prov HB", "collector", money="comma", days="iso",
                number="hyphen", flat="{street} lgh {flat}", system=True)  # fmt: skip
    pen.writes_for("private")
    pen.owe("Hyra", [("interest", "Ränta", pen.drawn(20, 330)), ("reminder", "Påminnelse", FEE),
                     ("collection", "Inkassokostnad", Decimal(180))])  # fmt: skip
    case, (ocr, line) = pen.case("999999-9"), pen.ocr()
    due = pen.due(10)
    return leaf(
        "narrow",
        ".win{margin:0 0 10mm 88mm}h1{letter-spacing:2mm}table.t{width:100%;border-top:"
        ".3mm solid;border-bottom:.3mm solid}table.t td:last-child{text-align:right}"
        "table.s{width:100%;border:.3mm solid;border-collapse:collapse;margin-top:12mm}"
        "table.s td{border:.2mm solid;padding:1mm 2mm}.o{font-family:'DejaVu Sans Mono';"
        "white-space:pre}",
        side(
            para(f"{pen.house.name}\n{pen.place()}\nTelefontid 9–11, {pen.phone()}"),
            para(f"Ärendenummer {case}\nUtskriftsdag {pen.dated()}"),
        ),
        div("win", br(pen.block())),
        h("INKASSOKRAV"),
        pen.ps("coll_open"),
        colons([("Borgenär", pen.creditor()), ("Gäldenär", pen.persons())]),
        grid([*pen.claim(), ("ATT BETALA", pen.total())]),
        pen.ps("coll_way", "coll_rent"),
        pen.beside("small_landlord"),
        grid(
            [
                ("Bankgiro", pen.house.bankgiro, "OCR", ocr),
                ("Oss tillhanda", due, "Belopp", pen.total()),
            ],
            "s",
        ),
        f'<p class="o">{line.replace(">", "&gt;")}</p>',
        foot(f"{pen.house.name}, org.nr {pen.orgnr()}. Tillstånd av Integritetsskyddsmyndigheten."),
    )


def collector_informs(d: Draft) -> Sheet:
    """A collector tells the board of a claim for a dwelling without saying how it is held."""
    pen = Quill(d, "Fordringsombudet Prov & Son AB", "collector", money="kr_full", days="dotted",
                number="century", flat="{street}, {flat}", system=True)  # fmt: skip
    pen.owe(
        "Boendekostnad",
        [
            ("interest", "Ränta", pen.drawn(20, 200)),
            ("collection", "Inkassoersättning", Decimal(180)),
            ("cost", "Arvode amorteringsplan", Decimal(170)),
        ],
    )
    case = pen.case("FO-99999")
    return leaf(
        "deja", "table.t{border-collapse:collapse}table.t td,table.t th{border:.2mm solid #000;"
        "padding:1mm 3mm}h1{font-size:12pt}",
        pen.to("window"),
        rows([("Datum", pen.dated()), ("Akt", case), ("Handläggare", pen.contact()),
                        ("Telefon", pen.phone())]),
        h(pen.say("unk_title")), pen.ps("unk_open"),
        grid([("Gäldenär", pen.persons()), ("Bostadens adress", f"{pen.home()}, {pen.postal()}")]),
        "<br>", grid([*pen.claim(), ("Fordran totalt", pen.total())], head=("Post", "Belopp")),
        pen.ps("unk_next"), pen.beside("small_claim"), para(pen.house.name),
    )  # fmt: skip


def rent_watch(d: Draft) -> Sheet:
    """A debt collector of an association's fees writes in two columns, the facts on the left."""
    pen = Quill(d, "Juristernas Avgiftsbevakning Prov KB", "collector", money="solid", days="iso",
                number="ten", flat="{street} / {flat}")  # fmt: skip
    pen.writes_for("brf")
    pen.owe("Årsavgift", [("interest", "Ränta", pen.drawn(20, 200)),
                          ("collection", "Inkasso", Decimal(180))], what="fee")  # fmt: skip
    case = pen.case("9999/YY")
    left = para(
        f"VÅR REF\n{case}\n\nDATUM\n{pen.dated()}\n\nFORDRINGSÄGARE\n{pen.creditor()}\n\nBETALARE\n"
        f"{pen.persons(glue=chr(10))}\n\nLÄGENHET\n{pen.home()}\n{pen.postal()}\n\nBANKGIRO\n"
        f"{pen.house.bankgiro}"
    )  # fmt: skip
    right = (
        h(pen.say("watch_title"))
        + pen.ps("watch_open")
        + grid([*pen.claim(), ("Summa kr", pen.total())])
        + pen.ps("watch_way", "watch_end")
        + pen.beside("small_claim")
    )
    return leaf(
        "condensed",
        "table.side{border-collapse:collapse}table.side>tbody>tr>td:first-child{width:"
        "44mm;border-right:.5mm solid #000;font-size:8pt}table.side>tbody>tr>td{padding:0 6mm 0 0}"
        "table.side>tbody>tr>td+td{width:auto;padding-left:6mm}table.t td{padding-right:8mm}"
        "h1{font-size:13pt}",
        side(left, right),
        foot(f"{pen.house.name} · {pen.place()} · {pen.phone()}"),
    )


def payment_order_plain(d: Draft) -> Sheet:
    """Kronofogden's present plain words: somebody claims that you owe rent."""
    pen = Quill(d, "Kronofogden", "kfm", money="kronor", days="long", number="century",
                flat="{street} lgh {flat}", system=True)  # fmt: skip
    pen.writes_for("private")
    pen.owe("Hyra", [("interest", "Ränta till i dag", pen.drawn(30, 400)),
                     ("cost", "Ansökningsavgift", Decimal(300))])  # fmt: skip
    case = pen.case("01-999999-YY")
    return leaf(
        "sans",
        "h1{font-size:16pt}h2{font-size:11pt}.win{margin:12mm 0 10mm 90mm}"
        "table.t td{padding:.6mm 10mm .6mm 0}",
        side("<b>Kronofogden</b>", br([f"Datum: {pen.dated()}", f"Målnummer: {case}"])),
        div("win", br(pen.block())),
        h(pen.say("bf_title")),
        pen.ps("bf_open"),
        h("Det här säger den som kräver dig", 2),
        grid([*pen.claim(), ("Sammanlagt", pen.total())]),
        colons([("Den som kräver betalt", pen.creditor()), ("Du som krävs", pen.persons())]),
        h("Gör så här", 2),
        pen.ps("bf_way"),
        pen.ps("bf_copy"),
        pen.beside("small_authority"),
        foot(
            f"Kronofogden, Box 1050, 172 21 Sundbyberg. Telefon {pen.phone()}. kronofogden.example"
        ),
    )


def verdict(d: Draft) -> Sheet:
    """Kronofogden's utslag in a case of unpaid rent: a system's print with short lines."""
    pen = Quill(d, "Kronofogden", "kfm", money="comma", days="iso", number="century",
                flat="{street} lgh {flat}", system=True)  # fmt: skip
    pen.writes_for("municipal")
    pen.owe(
        "Hyra",
        [
            ("interest", "Ränta", pen.drawn(30, 400)),
            ("cost", "Ans.avgift", Decimal(300)),
            ("cost", "Ombudsarvode", Decimal(380)),
        ],
    )
    case = pen.case("01-9999999-YY")
    return leaf(
        "mono",
        "h1{font-size:13pt}table.t td{padding-right:10mm}",
        raw(["KRONOFOGDEN", f"UTSLAG  {pen.dated()}", f"MÅL {case}", ""]),
        h(pen.say("slag_title")),
        colons(
            [
                ("SÖKANDE", pen.creditor()),
                ("SVARANDE", pen.persons()),
                ("ADRESS", f"{pen.home()}, {pen.postal()}"),
            ]
        ),
        para("Svaranden ska betala till sökanden:"),
        grid([*pen.claim(), ("SUMMA", pen.total())]),
        pen.ps("slag_ground", "slag_next"),
        pen.beside("small_authority"),
        para(f"{pen.contact()}, handläggare"),
    )


def injunction(d: Draft) -> Sheet:
    """Kronofogden sends the board a copy: a landlord has applied for eviction for unpaid rent."""
    pen = Quill(d, "Kronofogden", "kfm", money="kr", days="iso", number="century",
                flat="{street}, lägenhet {flat}", system=True)  # fmt: skip
    pen.writes_for("private")
    pen.owe(
        "Hyra", [("cost", "Grundavgift", Decimal(300)), ("cost", "Sökandens arbete", Decimal(380))]
    )
    case = pen.case("51-99999-YY")
    return leaf(
        "deja",
        "h1{font-size:13pt}h2{font-size:9.5pt;border-top:.3mm solid;padding-top:1mm}"
        "table.t td{padding-right:8mm}",
        side(br(["KRONOFOGDEN", "Handräckning"]), br(["Föreläggande", pen.dated(), f"Mål {case}"])),
        pen.to(),
        h(pen.say("inj_title")),
        pen.ps("inj_open"),
        h("Sökande", 2),
        para(pen.creditor()),
        h("Svarande", 2),
        para(f"{pen.numbered_names('{name}, {number}')}\n{pen.home()}\n{pen.postal()}"),
        h("Yrkande", 2),
        pen.ps("inj_claim"),
        grid([*pen.claim(), ("Summa", pen.total())]),
        h("Grund", 2),
        pen.ps("inj_ground"),
        h("Upplysning", 2),
        pen.ps("inj_info"),
        pen.beside("small_authority"),
        foot(f"Kronofogden, telefon {pen.phone()}, Box 1050, 172 21 Sundbyberg"),
    )


def own_application(d: Draft) -> Sheet:
    """A landlord's own application to Kronofogden, filled in by machine, sent to the board too."""
    pen = Quill(d, "Fastighetsfirman Ostindiefararen Prov", "private", money="kr_full", days="iso",
                number="century", flat="{street} lgh {flat}", system=True)  # fmt: skip
    pen.owe("Hyra")
    return leaf(
        "sans",
        "table.f{width:100%;border-collapse:collapse}table.f td{border:.2mm solid #000;"
        "padding:1mm 2mm;width:50%}.l{font-size:7pt}h1{font-size:12.5pt}"
        ".w{font-family:'DejaVu Sans Mono';font-size:9pt}",
        para("Kronofogden, 105 81 Stockholm     (kopia: socialnämnden)"),
        h(pen.say("appl_title")),
        _filled(
            [("Sökande", pen.house.name), ("Organisationsnummer", pen.orgnr())],
            [("Adress", pen.place()), ("Telefon", pen.phone())],
            [
                ("Svarande", pen.names()),
                ("Personnummer", ", ".join(filter(None, map(pen.number, d.tenants))) or "-"),
            ],
            [("Fastighetens adress, lägenhet", pen.home()), ("Postadress", pen.postal())],
            [("Obetald hyra avser", pen.period()), ("Belopp", pen.total())],
            [
                ("Uppsägning delgiven", pen.after(-pen.rng.randrange(2, 6))),
                ("Avflyttning har skett", "Nej"),
            ],
        ),
        para(""),
        pen.ps("appl_claim", "appl_ground", "appl_board"),
        pen.beside("small_landlord"),
        para(f"Datum och underskrift\n{pen.dated()}   {pen.contact()}"),
    )


def _filled(*lines: list[tuple[str, str]]) -> str:
    """The boxes of a form, two in a row."""
    body = "".join(
        "<tr>" + "".join(
            f'<td><span class="l">{label}</span><br><span class="w">{value}</span></td>'
            for label, value in one) + "</tr>"
        for one in lines
    )  # fmt: skip
    return f'<table class="f">{body}</table>'


def lets_own_home(d: Draft) -> Sheet:
    """Somebody abroad lets her own flat and writes an e-mail about the rent that does not come."""
    pen = Quill(d, "", "homeowner", money="solid_kr", days="long", number="hyphen",
                flat="{street} lgh {flat}")  # fmt: skip
    each = Decimal(pen.rng.randrange(70, 140) * 100)
    d.claim.clear()
    for month in pen.months():
        d.add_row("rent", f"Hyra {pen.month(month)}", each, f"{month:%Y-%m}")
    d.total()
    return leaf(
        "sans",
        "",
        colons(
            [
                ("From", f"{pen.house.name} <{pen.house.email}>"),
                ("Date", pen.dated()),
                ("To", "socialtjansten"),
                ("Subject", pen.say("own_home_subject")),
            ]
        ),
        pen.ps("own_home_open", "own_home_sum", "own_home_law", "own_home_end"),
        para(f"/{pen.house.name}\nMobil {pen.phone()}\n\nSkickat från min telefon"),
    )


def shop_terminated(d: Draft) -> Sheet:
    """A landlord of premises terminates a shop for unpaid rent and sends the board a copy."""
    pen = Quill(d, "Bröderna Vassrugg Handelsbolag", "private", money="kr", days="long",
                number="hyphen", flat="{street}")  # fmt: skip
    pen.flat_shown = False
    pen.owe("Lokalhyra", [("other", "Fastighetsskatt", pen.drawn(300, 1900))])
    return leaf(
        "serif",
        "h1{font-size:13pt;text-align:center}table.t td{padding-right:12mm}",
        h(pen.say("shop_title")),
        para(f"Till {pen.numbered_names()}\n{pen.home()}\n{pen.postal()}"),
        pen.ps("shop_open"),
        grid([*pen.claim(), ("Summa", pen.total())]),
        pen.ps("shop_way"),
        para(
            f"{pen.dated()}\n{pen.house.name}, {pen.place()}\ngenom {pen.contact()}, {pen.phone()}"
        ),
        para("Kopia: Kronofogden, socialnämnden"),
    )


DESIGNS: tuple[Design, ...] = (
    *designs(
        "rent_debt",
        ("termination_copy", termination_copy, "termination", "rental"),
        ("association_terminates", association_terminates, "termination", "condominium"),
        ("late_payer", late_payer, "termination", "rental"),
        ("small_collector", small_collector, "collection", "rental"),
        ("collector_informs", collector_informs, "collection", "unknown"),
        ("rent_watch", rent_watch, "collection", "condominium"),
        ("payment_order_plain", payment_order_plain, "payment_order", "rental"),
        ("verdict", verdict, "payment_order", "rental"),
        ("injunction", injunction, "eviction_application", "rental"),
        ("own_application", own_application, "eviction_application", "rental"),
    ),
    *designs("rent_debt", ("lets_own_home", lets_own_home, "", "private_letting"), review=True),
    *designs("rent_debt", ("shop_terminated", shop_terminated, "termination", "premises"),
             review=True, also=("other",)),
)  # fmt: skip
