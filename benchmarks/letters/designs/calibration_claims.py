"""Calibration letters of unpaid rent: collectors, terminations, courts, premises."""

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
from benchmarks.letters.designs.kit import colons, div, foot, grid, h, new_page, para, side
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet

SIXTY, COLLECTION = Decimal(60), Decimal(180)


def portal_print(d: Draft) -> Sheet:
    """A collector's portal, printed: panels, a log of what was done, the day in the foot."""
    pen = Quill(d, "Kredex Provinkasso AB", "collector", money="kr_full", days="iso",
                period="iso", number="century", flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Hyra", [("interest", "Upplupen ränta", pen.drawn(12, 260)),
                     ("reminder", "Påminnelsekostnad", SIXTY),
                     ("collection", "Inkassokostnad", COLLECTION)])  # fmt: skip
    log = [
        (pen.after(-38), "Ärende registrerat"), (pen.after(-37), "Inkassokrav utskickat"),
        (pen.after(-16), "Ingen betalning, sms skickat"), (pen.dated(), pen.say("c_po_last")),
    ]  # fmt: skip
    panel = facts([
        ("Ärende", pen.case("99999999")), ("Uppdragsgivare", pen.creditor()),
        ("Gäldenär", pen.persons(glue=" / ")), ("Bostadsadress", pen.home()),
        ("Postadress", pen.postal()), ("Fordran avser", "Bostadshyra"),
    ])  # fmt: skip
    return sheet(
        "deja", "h2{background:#234;color:#fff;padding:1mm 2mm;font-size:1em}",
        foot(f"https://portal.{pen.house.web[4:]}/arende  Utskriven {pen.dated()}  "
             f"{pen.house.name}, {pen.place()}, {pen.phone()}"),
        div("logo", "Kredex"), para("Mottagare: " + ", ".join(pen.board)),
        h("Ärendeutskrift"), pen.p("c_po_open"), h("Ärende", 2), panel, h("Fordran", 2),
        grid([*pen.claim(), ("Aktuell skuld", pen.total())], "z sum"),
        h("Händelser", 2), grid(log, "t"), pen.all("c_po_end", "c_bal_claim"),
    )  # fmt: skip


def demand(d: Draft) -> Sheet:
    """An inkassokrav to the tenant himself, sent to the board's address by mistake or as copy."""
    pen = Quill(d, "Inkassohuset Nordprov AB", "collector", money="comma", days="iso",
                period="long", number="hyphen", flat="{street} lgh {flat}")  # fmt: skip
    pen.owe("Hyra", [("interest", f"Ränta 8 % t.o.m. {pen.after(0)}", pen.drawn(12, 260)),
                     ("reminder", "Påminnelseavgift", SIXTY),
                     ("collection", "Inkassokostnad", COLLECTION)])  # fmt: skip
    refs = facts([
        ("Datum", pen.dated()), ("Ärendenr", pen.case("YY-9999999")),
        ("Person-/org.nr", pen.number()), ("Borgenär", pen.creditor()),
    ])  # fmt: skip
    due = pen.due(10)
    return sheet(
        "sans", "h1{font-size:1.8em;letter-spacing:1mm}",
        foot(f"{pen.house.name} | {pen.place()} | Org.nr {pen.orgnr()} | Telefon {pen.phone()}"),
        side(f'<p class="logo">Inkassohuset</p>{refs}',
             para("Kopia för kännedom:\n" + "\n".join(pen.board), "small")
             + para("\n".join(pen.block()))),
        h("INKASSOKRAV"), pen.p("c_de_open"),
        grid([*pen.claim(), ("Att betala SEK", pen.total())], "t sum", ("Specifikation", "SEK")),
        pen.all("c_de_pay", "c_de_next", due=due), cut_slip(pen, due),
    )  # fmt: skip


def fee_collection(d: Draft) -> Sheet:
    """A collector for a housing cooperative: the member's fee, with a warning of forfeiture."""
    pen = Quill(d, "Sydprovs Fordringsbyrå AB", "collector", money="dotted", days="long",
                period="long", number="century", flat="{street}, lägenhet {flat}")  # fmt: skip
    pen.writes_for("brf")
    pen.owe("Månadsavgift", [("interest", "Ränta", pen.drawn(9, 140)),
                             ("collection", "Inkassokostnad", COLLECTION)], what="fee")  # fmt: skip
    return sheet(
        "gyre", "", div("c", h(pen.house.name)), to(pen, "winl"),
        side(colons([("Ärende", pen.case("SF-99999")), ("Klient", pen.creditor())]),
             colons([("Dag", pen.dated()), ("Upplysningar", pen.phone())])),
        bold(pen.say("c_fe_title")), pen.p("c_fe_open"),
        facts([("Medlem", pen.persons()), ("Lägenhet", pen.home()), ("Ort", pen.postal())]),
        grid([*pen.claim(), ("Summa", pen.total())], "g sum", ("Post", "Kronor")),
        pen.all("c_fe_law", "c_bal_claim", "c_fe_end"), para(pen.contact()),
    )  # fmt: skip


def collector_to_board(d: Draft) -> Sheet:
    """A collector informs the board in running text before he applies to Kronofogden."""
    pen = Quill(d, "", "collector", money="kronor", days="den", period="long", number="hyphen",
                flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Hyra", [("collection", "Inkassokostnad", COLLECTION)])
    return sheet(
        "serif", "", side(para(f"{pen.house.name}\n{pen.place()}"), to(pen, "n")),
        para(f"{pen.dated()}\nVårt ärende {pen.case('99/99999')}", "r"),
        bold(pen.say("c_cb_title")), pen.all("c_cb_open", "c_cb_sum", "c_cb_next", "c_bal_claim"),
        para(f"Med vänlig hälsning\n{pen.house.name}\n{pen.contact()}, tel. {pen.phone()}"),
    )  # fmt: skip


def termination(d: Draft) -> Sheet:
    """The termination itself, to the tenant; the board is named at its foot as copied."""
    pen = Quill(d, "Hyresförvaltarna i Provdal AB", "private", money="kr_full", days="long",
                period="long", number="century", flat="{street} lgh {flat}")  # fmt: skip
    pen.owe("Hyra")
    return sheet(
        "sans", "h1{text-align:center;letter-spacing:2mm}",
        para(f"{pen.house.name}, org.nr {pen.orgnr()}\n{pen.place()}\nTelefon {pen.phone()}"),
        h("UPPSÄGNING"), pen.p("c_te_head"),
        cell("Hyresgäst", *(pen.person(one) for one in d.tenants)),
        cell("Lägenhet", pen.home(), pen.postal(), f"Kontrakt {pen.contract_no('99999-99')}"),
        cell("Grund", pen.say("c_te_ground")),
        cell("Obetalt", *(f"{label}  {value}" for label, value in pen.claim()),
             f"Sammanlagt {pen.total()}"),
        pen.all("c_te_move", "c_te_back"),
        side('<div class="line">Hyresvärdens underskrift</div>'
             + para(f"Göteborg {pen.dated()}\n{pen.contact()}"),
             '<div class="line">Mottages (hyresgäst)</div>'),
        para("Kopia: " + ", ".join(pen.board), "small"),
    )  # fmt: skip


def termination_member(d: Draft) -> Sheet:
    """A manager for a housing cooperative terminates the right; copy to the board."""
    pen = Quill(d, "", "brf", money="kr", days="iso", period="slash", number="hyphen",
                flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Avgift", [("reminder", "Påminnelseavgift", SIXTY),
                       ("collection", "Inkassokostnad", COLLECTION)], what="fee")  # fmt: skip
    return sheet(
        "narrow", "", foot(f"{pen.house.name} c/o Provekonomi Förvaltning, {pen.place()}"),
        side(div("logo", escape(pen.house.name)), para(f"{pen.dated()}\nOrg.nr {pen.orgnr()}")),
        para("KOPIA TILL SOCIALNÄMNDEN", "b"), para("\n".join(pen.block())),
        h("Uppsägning av bostadsrätt till avflyttning"), pen.p("c_tm_open"),
        grid([*pen.claim(), ("Totalt", pen.total())], "t sum"),
        pen.all("c_tm_law", "c_tm_forced"),
        para(f"{pen.house.name}\nEnligt uppdrag\n{pen.contact()}\n{pen.phone()}"),
        *([para(f"Bostadsrättshavare: {pen.persons()}", "small")]),
    )  # fmt: skip


def payment_order(d: Draft) -> Sheet:
    """Kronofogden's order to pay and to move, copied to the board by the landlord's agent."""
    pen = Quill(d, "Kronofogden", "kfm", money="kr", days="iso", period="long",
                number="century", flat="{street} lgh {flat}")  # fmt: skip
    pen.owe("Hyra", [("cost", "Ansökningsavgift", Decimal(300)),
                     ("cost", "Ombudskostnad", Decimal(420))])  # fmt: skip
    return sheet(
        "sans", ".k td:first-child{width:38mm}",
        side(div("logo", "Kronofogden"), facts([("Datum", pen.dated()),
             ("Målnummer", pen.case("01-999999-YY"))])),
        para("Kopia till socialnämnden", "r"), para("Svarande\n" + "\n".join(pen.block())),
        h("Föreläggande – betalning och avhysning"), pen.p("c_or_open"),
        facts([("Sökande", pen.creditor()), ("Svarande", pen.persons()),
               ("Yrkande", pen.say("c_or_claim", where=pen.home()))]),
        grid([*pen.claim(), ("Summa", pen.total())], "t sum", ("Sökanden begär", "Kronor")),
        pen.all("c_or_ground", "c_or_answer"),
        para(f"{pen.contact()}\nHandläggare, betalningsföreläggande\nTelefon {pen.phone()}"),
    )  # fmt: skip


def payment_order_member(d: Draft) -> Sheet:
    """Kronofogden's system print of such an order about a cooperative flat."""
    pen = Quill(d, "Kronofogden", "kfm", money="comma", days="iso", period="iso",
                number="century", flat="{street} LGH {flat}")  # fmt: skip
    pen.writes_for("brf")
    pen.owe("ÅRSAVGIFT", [("interest", "RÄNTA", pen.drawn(20, 240)),
                          ("cost", "ANSÖKNINGSAVGIFT", Decimal(300))], what="fee")  # fmt: skip
    rows = column([*pen.claim(), ("SUMMA", pen.total())], 50)
    lines = [
        f"KRONOFOGDEN                          {pen.dated()}", "SUMMARISK PROCESS",
        f"MÅL {pen.case('99-999999-YY')}", "", *(one.upper() for one in pen.board), "", "",
        pen.say("c_om_title"), "",
        f"SÖKANDE   {pen.creditor().upper()}",
        f"SVARANDE  {pen.numbered('').upper()}",
        f"          {pen.home().upper()}", f"          {pen.postal().upper()}", "",
        pen.say("c_om_ground"), "", rows, "", pen.say("c_om_answer"),
    ]  # fmt: skip
    return sheet("dejamono", "", typed("\n".join(lines)))


def application(d: Draft) -> Sheet:
    """A lawyer's copy of the application for eviction, with a covering page."""
    pen = Quill(d, "Advokatfirman Provström KB", "private", money="kr_full", days="den",
                period="long", number="century", flat="{street}, lägenhet {flat}")  # fmt: skip
    pen.owe("Hyra", [("interest", "Dröjsmålsränta", pen.drawn(20, 320))])
    case = pen.case("9999-YY")
    return sheet(
        "gyre", "h1{font-size:1.2em;text-align:center}",
        para("ADVOKATFIRMAN PROVSTRÖM", "c b"), para(pen.place(), "c small"),
        para(f"Göteborg {pen.dated()}\nVår akt {case}", "r"), to(pen, "winl"),
        bold("Kopia av ansökan om avhysning"), pen.all("c_ap_open", "c_ap_told"),
        para(f"{pen.contact()}\nJur. kand., telefon {pen.phone()}"), new_page(),
        para("Till Kronofogden, betalningsföreläggande och handräckning"),
        h("ANSÖKAN OM BETALNINGSFÖRELÄGGANDE OCH AVHYSNING"),
        facts([("Sökande", pen.creditor()), ("Ombud", pen.house.name),
               ("Svarande", pen.persons()),
               ("Svarandens adress", f"{pen.home()}, {pen.postal()}")]),
        h("Yrkanden", 2), pen.p("c_ap_claim"), h("Grunder", 2), pen.p("c_ap_ground"),
        grid([*pen.claim(), ("Summa kapital och ränta", pen.total())], "g sum"),
        '<div class="line">Ombudets underskrift</div>',
    )  # fmt: skip


def court_case(d: Draft) -> Sheet:
    """A district court tells that the matter of eviction has been handed over to it."""
    pen = Quill(d, "Norra Provbygdens tingsrätt", "court", money="kr", days="iso",
                period="long", number="century", flat="{street} lgh {flat}")  # fmt: skip
    pen.invoices(("rent", "Hyra", pen.drawn(4100, 13900) * len(pen.months())))
    return sheet(
        "serif", "", side(para("NORRA PROVBYGDENS TINGSRÄTT\nAvdelning 2", "b"),
        colons([("Aktbilaga", "3"), ("Datum", pen.dated()), ("Mål nr", pen.case("T 9999-YY"))])),
        to(pen, "win"), h("UNDERRÄTTELSE om ansökan om avhysning"), pen.p("c_co_open"),
        facts([("Kärande", pen.creditor()), ("Svarande", pen.persons()),
               ("Bostad", pen.home()), ("Postort", pen.postal())]),
        para("SAKEN\nAvhysning och hyresfordran", "b"), pen.p("c_co_what"),
        pen.p("c_co_sum"), pen.p("c_co_next"), para(f"{pen.contact()}\nDomstolshandläggare"),
        foot(f"Norra Provbygdens tingsrätt, {pen.place()}, telefon {pen.phone()}"),
    )  # fmt: skip


def shop(d: Draft) -> Sheet:
    """A landlord of premises sends the board what the law does not ask for."""
    pen = Quill(d, "Provhamnens Lokaler AB", "private", money="kr", days="iso", period="long",
                number="hyphen", flat="{street}")  # fmt: skip
    pen.flat_shown = False
    pen.owe("Lokalhyra")
    return sheet(
        "condensed", "", div("r logo", "Provhamnens Lokaler"), to(pen, "winl"),
        colons([("Vår ref", pen.contact()), ("Tel", pen.phone()), ("Datum", pen.dated()),
                ("Lokalkontrakt", pen.contract_no("L999-99"))]),
        bold(pen.say("c_sh_title")), pen.p("c_sh_open"),
        facts([("Hyresgäst", pen.persons()), ("Lokalens adress", pen.home()),
               ("Postadress", pen.postal()), ("Ändamål", pen.rng.choice(
                   ("Cykelverkstad", "Frisersalong", "Kiosk och grill", "Ateljé")))]),
        grid([*pen.claim(), ("Summa", pen.total())], "t sum"), pen.all("c_sh_law", "c_sh_end"),
        para(pen.house.name),
    )  # fmt: skip


def late_payer(d: Draft) -> Sheet:
    """A landlord tells that the tenant is given notice since rent is always late, and is now."""
    pen = Quill(d, "AB Provlidens Hus", "municipal", money="kr", days="slash", period="long",
                number="hyphen", flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Hyra", [("reminder", "Påminnelseavgift", SIXTY)])
    return sheet(
        "bookish", "", foot(f"AB Provlidens Hus · {pen.place()} · växel {pen.phone()}"),
        side(div("logo", "Provliden"), para(pen.dated(), "r")), to(pen, "winl"),
        bold(pen.say("c_la_title")), pen.all("c_la_open", "c_la_history"),
        grid([(label, value) for label, value in [*pen.claim(), ("Summa att betala", pen.total())]],
             "n sum"),
        pen.all("c_la_law", "c_bal_rent", "c_la_end"), para(f"{pen.contact()}\nkravhandläggare"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    design("portal_print", portal_print, "rent_debt", "collection"),
    design("demand", demand, "rent_debt", "collection"),
    design("fee_collection", fee_collection, "rent_debt", "collection", "condominium"),
    design("collector_to_board", collector_to_board, "rent_debt", "collection"),
    design("termination", termination, "rent_debt", "termination"),
    design("termination_member", termination_member, "rent_debt", "termination", "condominium"),
    design("payment_order", payment_order, "rent_debt", "payment_order"),
    design("payment_order_member", payment_order_member, "rent_debt", "payment_order",
           "condominium"),
    design("application", application, "rent_debt", "eviction_application"),
    design("court_case", court_case, "rent_debt", "eviction_application"),
    design("shop", shop, "rent_debt", "social_notice", "premises", review=True, also=("other",)),
    design("late_payer", late_payer, "rent_debt", "social_notice"),
)  # fmt: skip
