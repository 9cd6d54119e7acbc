"""Calibration letters that only look like such: paid, withdrawn, elsewhere, another matter."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from html import escape

from benchmarks.letters.designs.calibration_kit import (
    Quill,
    bold,
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


def some_hour(pen: Quill) -> datetime:
    """A working hour some weeks after the letter, of no eviction; not noted."""
    on = pen.d.on + timedelta(days=pen.rng.randrange(12, 40))
    while on.weekday() > 4:
        on += timedelta(days=1)
    return datetime.combine(on, time(pen.rng.choice((9, 10, 13)), 30))


def paid(d: Draft) -> Sheet:
    """The landlord tells that the debt it once wrote about is paid."""
    pen = Quill(d, "Stiftelsen Hallprovs Bostadsfond", "municipal", money="kr", days="long",
                number="century", flat="{street}, lgh {flat}")  # fmt: skip
    sum_paid = pen.kr(pen.drawn(4200, 17000))
    return sheet(
        "serif", "", side(div("logo", "Hallprovs"), para(f"{pen.dated()}\n{pen.contact()}", "r")),
        to(pen, "winl"), bold(pen.say("c_pa_title")),
        pen.p("c_pa_open", old=pen.after(-pen.rng.randrange(10, 20))),
        facts([("Hyresgäst", pen.persons()), ("Bostad", pen.home()), ("Ort", pen.postal())]),
        pen.all("c_pa_what", "c_pa_end", total=sum_paid),
        para(f"{pen.house.name}, telefon {pen.phone()}"),
    )  # fmt: skip


def withdrawn(d: Draft) -> Sheet:
    """A cooperative's lawyer withdraws his notice about disturbance."""
    pen = Quill(d, "Juristfirman Provlod AB", "private", days="den", number="hyphen",
                flat="{street}, lägenhet {flat}")  # fmt: skip
    pen.writes_for("brf")
    return sheet(
        "gyre", "", para(f"{pen.house.name}\n{pen.place()}"), para(pen.dated(), "r"),
        to(pen, "winl"), bold(pen.say("c_wi_title")),
        pen.all("c_wi_open", "c_wi_end"), para(f"{pen.contact()}\ntelefon {pen.phone()}"),
    )  # fmt: skip


def garage(d: Draft) -> Sheet:
    """A landlord on unpaid rent for a garage; the home is not in question."""
    pen = Quill(d, "Provbo Garage och Parkering AB", "private", money="kr_full", days="iso",
                period="long", number="century", flat="{street}, lgh {flat}")  # fmt: skip
    each = Decimal(pen.rng.randrange(350, 1400))
    pen.invoices(*(("rent", f"Garagehyra {pen.month(one)}", each) for one in pen.months()),
                 ("reminder", "Påminnelseavgift", SIXTY))  # fmt: skip
    return sheet(
        "deja", "", foot(f"{pen.house.name}, {pen.place()}"), to(pen, "win"),
        colons([("Datum", pen.dated()), ("Avtal", pen.contract_no("P-9999")),
                ("Telefon", pen.phone())]),
        h("Uppsägning av garageplats"), pen.p("c_ga2_open"),
        facts([("Garagehyresgäst", pen.persons()), ("Bostadsadress", pen.home()),
               ("Ort", pen.postal()), ("Plats", f"Garage {pen.rng.randrange(10, 90)}")]),
        grid([*pen.claim(), ("Summa", pen.total())], "t sum"), pen.p("c_ga2_end"),
        para(pen.contact()),
    )  # fmt: skip


def elsewhere(d: Draft) -> Sheet:
    """A notice of unpaid rent about a home in another municipality, sent here by mistake."""
    pen = Quill(d, "Björnprovs Hyreshem AB", "private", money="kr", days="iso", period="long",
                number="hyphen")  # fmt: skip
    pen.owe("Hyra")
    code, city = pen.rng.choice((("44230", "KUNGÄLV"), ("44130", "ALINGSÅS"), ("44331", "LERUM")))
    street = f"{pen.rng.choice(('Provbrogatan', 'Testkvarnsvägen', 'Exempelallén'))} " + str(
        pen.rng.randrange(2, 60)
    )
    d.fields.update(address=street, postal_code=code)
    town = city.capitalize()
    return sheet(
        "narrow", "", side(div("logo", escape(pen.house.name)), para(pen.dated(), "r")),
        para("\n".join((f"Socialnämnden i {town}s kommun".replace("ss ", "s "), "Stadshuset",
                        f"{code[:3]} {code[3:]} {city}")), "winl"),
        bold(pen.say("c_el_title")), pen.p("c_el_open", town=town),
        facts([("Hyresgäst", pen.persons()), ("Lägenhet", street),
               ("Ort", f"{code[:3]} {code[3:]} {city}")]),
        grid([*pen.claim(), ("Summa", pen.total())], "t sum"), pen.p("c_el_law"),
        para(f"{pen.contact()}, {pen.phone()}"),
    )  # fmt: skip


def parking_claim(d: Draft) -> Sheet:
    """A collector's demand for a parking charge, to a client in care of the office."""
    pen = Quill(d, "Kredex Provinkasso AB", "collector", money="comma", days="iso",
                number="century", flat="{street} lgh {flat}")  # fmt: skip
    pen.invoices(("other", "Kontrollavgift parkering", Decimal(pen.rng.randrange(4, 13) * 100)),
                 ("reminder", "Påminnelseavgift", SIXTY),
                 ("collection", "Inkassokostnad", COLLECTION))  # fmt: skip
    due = pen.due(9)
    return sheet(
        "sans", "", div("logo", "Kredex"),
        side(facts([("Datum", pen.dated()), ("Ärende", pen.case("99999999")),
                    ("Telefon", pen.phone())]), para("\n".join(pen.block()))),
        h("Inkassokrav"), pen.p("c_pk_open"),
        grid([*pen.claim(), ("Att betala", pen.total())], "z sum"), pen.p("c_pk_end", due=due),
        cut_slip(pen, due),
    )  # fmt: skip


def power_outage(d: Draft) -> Sheet:
    """A grid company tells of planned work: disturbances of the supply, in another sense."""
    pen = Quill(d, "Provälvens Elnät AB", "grid", days="long")
    at = some_hour(pen)
    when = f"{pen.on(at.date(), 'weekday')} klockan {at:%H.%M}"
    return sheet(
        "light", "h1{color:#135}", foot(f"{pen.house.name} · {pen.phone()}"),
        div("logo", "Provälven"), to(pen, "winl"), para(pen.dated(), "r"),
        h("Planerat elavbrott"), pen.all("c_ou_open", when=when), pen.all("c_ou_what", "c_ou_end"),
        para("Driftavdelningen"),
    )  # fmt: skip


def garnishment(d: Draft) -> Sheet:
    """Kronofogden's decision about wages: debts, no home."""
    pen = Quill(d, "Kronofogden", "kfm", money="kr", days="iso", number="century",
                flat="{street} lgh {flat}")  # fmt: skip
    pen.invoices(("other", "Skulder totalt", pen.drawn(9000, 160000)))
    keep = pen.kr(Decimal(pen.rng.randrange(62, 110) * 100))
    return sheet(
        "sans", "", side(div("logo", "Kronofogden"), facts([("Datum", pen.dated()),
             ("Målnummer", pen.case("U-99999-YY"))])), to(pen, "winl"),
        h(pen.say("c_gm_title")), pen.p("c_gm_open"),
        facts([("Gäldenär", pen.persons()), ("Adress", pen.home()), ("Ort", pen.postal()),
               ("Skulder totalt", pen.total()), ("Förbehållsbelopp", f"{keep} per månad")]),
        pen.all("c_gm_what", "c_gm_end"), para(f"{pen.contact()}\n{pen.phone()}"),
    )  # fmt: skip


def debt_relief(d: Draft) -> Sheet:
    """Kronofogden on debt relief: one person's creditors in a table."""
    pen = Quill(d, "Kronofogden", "kfm", money="kr", days="long", number="hyphen",
                flat="{street}, lgh {flat}")  # fmt: skip
    creditors = pen.some("c_dr_creditor", 5)
    rows = [("other", one, pen.drawn(1200, 88000)) for one in creditors]
    pen.invoices(*rows)
    return sheet(
        "deja", "", side(para("Kronofogden\nSkuldsanering", "b"),
        colons([("Datum", pen.dated()), ("Ärendenummer", pen.case("SK-99999-YY"))])),
        to(pen, "winl"), h("Inledd skuldsanering"), pen.p("c_dr_open"),
        para(f"{pen.persons()}\n{pen.home()}\n{pen.postal()}"),
        grid([*pen.claim(), ("Summa", pen.total())], "g sum", ("Borgenär", "Skuld")),
        pen.p("c_dr_end"), para(f"{pen.contact()}, telefon {pen.phone()}"),
    )  # fmt: skip


def rent_tribunal(d: Draft) -> Sheet:
    """The rent tribunal calls to a meeting about the terms of a lease."""
    pen = Quill(d, "Hyresnämnden i Västerprov", "board", money="kr", days="long",
                number="hyphen", flat="{street}, lgh {flat}")  # fmt: skip
    at = some_hour(pen)
    when = f"{pen.on(at.date(), 'weekday')} kl. {at:%H.%M}"
    old = Decimal(pen.rng.randrange(60, 110) * 100)
    return sheet(
        "serif", "", side(para("HYRESNÄMNDEN I VÄSTERPROV", "b"), colons(
            [("Dag", pen.dated()), ("Ärende nr", pen.case("99999-YY"))])), to(pen, "win"),
        h("KALLELSE till sammanträde"), pen.p("c_rt_open", creditor=pen.creditor()),
        facts([("Sökande", pen.creditor()), ("Motpart", pen.persons()), ("Lägenhet", pen.home()),
               ("Tid", when), ("Saken", pen.say("c_rt_matter", old=pen.kr(old),
                                                new=pen.kr(old + Decimal(400))))]),
        pen.p("c_rt_end"), para(f"{pen.contact()}\nTelefon {pen.phone()}"),
    )  # fmt: skip


def own_rent(d: Draft) -> Sheet:
    """A landlord reminds the board itself of the rent for premises that it rents."""
    pen = Quill(d, "Provhamnens Lokaler AB", "private", money="kr_full", days="iso",
                period="slash")  # fmt: skip
    pen.owe("Lokalhyra", [("reminder", "Påminnelseavgift", SIXTY)])
    due = pen.due(10)
    return sheet(
        "condensed", "", div("r logo", "Provhamnens Lokaler"), to(pen, "win"),
        grid([(pen.dated(), pen.contract_no("L99-999"), pen.contact(), pen.phone())], "g",
             ("Datum", "Avtal", "Vår ref", "Telefon")),
        h("Betalningspåminnelse"), pen.p("c_or2_open"),
        grid([*pen.claim(), ("Att betala", pen.total())], "t sum"), pen.p("c_or2_end", due=due),
        cut_slip(pen, due),
    )  # fmt: skip


def statistics(d: Draft) -> Sheet:
    """A company's quarterly figures of debts and evictions, nobody named."""
    pen = Quill(d, "Kommunbostäder Provåsen AB", "municipal", money="kr", days="long")
    rows = [
        (one, str(pen.rng.randrange(2, 90)), str(pen.rng.randrange(2, 90)))
        for one in ("Hyreskrav", "Uppsägningar för hyresskuld", "Störningsärenden",
                    "Ansökningar om avhysning", "Genomförda avhysningar")
    ]  # fmt: skip
    return sheet(
        "gyre", "", side(div("logo", "Provåsen"), para(pen.dated(), "r")), to(pen, "winl"),
        h("Kvartalsrapport vräkningsförebyggande arbete"), pen.p("c_sta_open"),
        grid(rows, "g", ("Område", "Föregående", "Detta kvartal")),
        pen.all("c_sta_sum", "c_sta_end", debt=pen.kr(pen.drawn(200000, 900000))),
        para(f"{pen.contact()}\nEnhetschef, {pen.house.name}, {pen.phone()}"),
    )  # fmt: skip


def seminar(d: Draft) -> Sheet:
    """Kronofogden invites to a day about evictions, with its own day and hour."""
    pen = Quill(d, "Kronofogden", "kfm", days="long")
    at = some_hour(pen)
    head = [("Från", f"{pen.contact()}, Kronofogden"), ("Datum", pen.dated("iso")),
            ("Till", ", ".join(pen.board)), ("Ämne", pen.say("c_sem_subject"))]  # fmt: skip
    when = f"{pen.on(at.date(), 'weekday')} kl. {at:%H.%M}"
    return sheet(
        "sans", ".k td:first-child{width:18mm}", facts(head), '<div class="rule"></div>',
        para("Hej!"), pen.all("c_sem_open", when=when), pen.all("c_sem_what", "c_sem_end"),
        para(f"{pen.contact()}\nKronofogden, {pen.phone()}"),
    )  # fmt: skip


def guardian_accounts(d: Draft) -> Sheet:
    """The chief guardian's office asks about a ward: rent and power as costs, none unpaid."""
    pen = Quill(d, "Överförmyndarnämnden Provköping", "state", money="kr", days="iso",
                number="century", flat="{street}, lgh {flat}")  # fmt: skip
    rows = [("Hyra per månad", pen.kr(pen.drawn(4200, 8900))),
            ("El per månad", pen.kr(pen.drawn(180, 700))),
            ("Fickpengar", pen.kr(Decimal(pen.rng.randrange(8, 20) * 100)))]  # fmt: skip
    return sheet(
        "dejaserif", "", para("ÖVERFÖRMYNDARNÄMNDEN PROVKÖPING", "b"), to(pen, "win"),
        facts([("Datum", pen.dated()), ("Dnr", pen.case("ÖFN YYYY-999".replace("YYYY", "20YY"))),
               ("Huvudman", pen.persons()), ("Bostad", pen.home())]),
        bold(pen.say("c_gu_title")), pen.p("c_gu_open", guardian=pen.someone()),
        grid(rows, "n"), pen.all("c_gu_ask"), para(f"{pen.contact()}, {pen.phone()}"),
    )  # fmt: skip


def annual_meeting(d: Draft) -> Sheet:
    """A housing cooperative calls its members, the board among them, to a meeting."""
    pen = Quill(d, "", "brf", money="kr", days="long")
    at = some_hour(pen)
    agenda = pen.some("c_an_item", 5)
    lines = [f"{place}. {one}" for place, one in enumerate(agenda, 1)]
    return sheet(
        "bookish", "", div("c", h(pen.house.name)), to(pen, "winl"), para(pen.dated(), "r"),
        bold("Kallelse till föreningsstämma"),
        pen.p("c_an_open", when=f"{pen.on(at.date(), 'weekday')} kl. {at:%H.%M}"),
        para("\n".join(lines)), pen.p("c_an_end"), para(f"Styrelsen genom {pen.contact()}"),
    )  # fmt: skip


def water_damage(d: Draft) -> Sheet:
    """An insurer on a water damage: the tenant must live elsewhere for some weeks."""
    pen = Quill(d, "Provskadebolaget Försäkring AB", "company", money="kr", days="long",
                number="hyphen", flat="{street}, lgh {flat}")  # fmt: skip
    at = some_hour(pen)
    return sheet(
        "light", "", side(div("logo", "Provskadebolaget"), facts(
            [("Datum", pen.dated()), ("Skadenummer", pen.case("9999999-YY"))])),
        to(pen, "winl"), h("Vattenskada och tillfälligt boende"), pen.p("c_wd_open"),
        para(f"Försäkrad: {pen.persons()}\nAdress: {pen.home()}, {pen.postal()}"),
        pen.all("c_wd_what", when=f"{pen.on(at.date())} kl. {at:%H.%M}",
                cost=pen.kr(pen.drawn(9000, 42000))), pen.p("c_wd_end"),
        para(f"{pen.contact()}, skadereglerare\n{pen.house.name}, {pen.phone()}"),
    )  # fmt: skip


def own_notice(d: Draft) -> Sheet:
    """A landlord's system confirms that the tenant himself has given notice."""
    pen = Quill(d, "Fastighets AB Nystaprov", "private", days="iso", number="hyphen",
                flat="{street} {flat}")  # fmt: skip
    lines = [
        f"{pen.house.name.upper()}      {pen.dated()}", "", *pen.board, "",
        "BEKRÄFTELSE PÅ UPPSÄGNING FRÅN HYRESGÄST", "",
        f"HYRESGÄST   {pen.numbered('')}", f"OBJEKT      {pen.home()}",
        f"AVTAL       {pen.contract_no('9999999')}", f"UPPHÖR      {pen.after(90)}", "",
        pen.say("c_on_text"), "", f"{pen.contact()}  {pen.phone()}",
    ]  # fmt: skip
    return sheet("mono", "", typed("\n".join(lines)))


def benefit_certificate(d: Draft) -> Sheet:
    """A landlord certifies the rent for an application for support: rents named, none owed."""
    pen = Quill(d, "Studentbo Provlund AB", "private", money="kr", days="long",
                number="century", flat="{street}, rum {flat}")  # fmt: skip
    return sheet(
        "sans", "h1{color:#0a6e6e}", side('<p class="logo">studentbo</p>',
        para(f"{pen.house.name}\n{pen.dated()}", "r")), to(pen, "winl"), h("Hyresintyg"),
        pen.p("c_be_open"),
        facts([("Hyresgäst", pen.persons()), ("Bostad", pen.home()), ("Ort", pen.postal()),
               ("Hyra per månad", pen.kr(pen.drawn(3400, 7200))), ("Obetald hyra", "Ingen")]),
        pen.p("c_be_end"), para(f"{pen.contact()}, {pen.phone()}"),
    )  # fmt: skip


RENT, DISTURBANCE = ("rent_debt",), ("disturbance",)
DESIGNS: tuple[Design, ...] = tuple(
    design(name, write, "other", "", tenure, also=also, review=True)
    for name, write, tenure, also in (
        ("paid", paid, "rental", RENT),
        ("withdrawn", withdrawn, "condominium", DISTURBANCE),
        ("garage", garage, "premises", RENT),
        ("elsewhere", elsewhere, "rental", RENT),
        ("parking_claim", parking_claim, "unknown", ()),
        ("power_outage", power_outage, "unknown", ()),
        ("garnishment", garnishment, "unknown", ()),
        ("debt_relief", debt_relief, "unknown", ()),
        ("rent_tribunal", rent_tribunal, "unknown", ()),
        ("own_rent", own_rent, "premises", RENT),
        ("statistics", statistics, "unknown", ()),
        ("seminar", seminar, "unknown", ()),
        ("guardian_accounts", guardian_accounts, "unknown", ()),
        ("annual_meeting", annual_meeting, "unknown", ()),
        ("water_damage", water_damage, "unknown", ()),
        ("own_notice", own_notice, "unknown", ()),
        ("benefit_certificate", benefit_certificate, "unknown", ()),
    )
)
