"""Further calibration letters: dense prose, bundles, broken plans, two matters in one."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from benchmarks.letters.designs.calibration_disturbance import nights
from benchmarks.letters.designs.calibration_eviction import REFERENCE, earlier
from benchmarks.letters.designs.calibration_kit import (
    Quill,
    bare_of_remarks,
    bold,
    cell,
    column,
    design,
    facts,
    sheet,
    spoken,
    to,
    typed,
)
from benchmarks.letters.designs.kit import colons, div, foot, grid, h, new_page, para, side
from benchmarks.letters.designs.trial_hand import wobbling
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet

SIXTY, COLLECTION = Decimal(60), Decimal(180)


def angry_hand(d: Draft) -> Sheet:
    """An angry small landlord by hand, badly spelt, the day last."""
    d.misspelt = True
    bare_of_remarks(d)
    pen = Quill(d, "Roland Provkvists Fastigheter", "person", money="dash", days="slash",
                period="long", number="ten", flat="{street} lgh {flat}")  # fmt: skip
    pen.owe("Hyra")
    lines = [
        pen.say("c_rg_head"), pen.say("c_rg_open", who=pen.persons(), where=pen.home()),
        pen.say("c_rg_sum"), pen.say("c_rg_law"), pen.say("c_rg_end"),
        f"{pen.dated()}\nRoland Provkvists Fastigheter\n{pen.phone()}",
    ]  # fmt: skip
    css = """.hw{font-family:"Liberation Serif";font-style:italic;font-size:14pt;line-height:1.5;
margin:0 0 5mm 8mm}.hw span{position:relative}"""
    return sheet("serif", css, *(wobbling(one, d) for one in lines))


def dense(d: Draft) -> Sheet:
    """Old officialese in one long paragraph after another, other sums and days beside the debt."""
    pen = Quill(d, "AB Gamla Provverken", "private", money="kronor", days="den", period="long",
                number="century", flat="{street}, lägenheten {flat}")  # fmt: skip
    interest = pen.drawn(20, 300)
    pen.owe("Hyra", [("interest", "Ränta", interest), ("reminder", "Kravavgift", SIXTY)])
    beside = {
        "deposit": pen.kr(Decimal(pen.rng.randrange(4, 12) * 1000)),
        "old": pen.kr(pen.drawn(3000, 9000)), "old_day": pen.after(-pen.rng.randrange(200, 500)),
        "interest": pen.kr(interest), "new_rent": pen.kr(Decimal(d.claim[0].amount) + 215),
        "former": pen.someone(), "caretaker": pen.someone(), "words": spoken(d.total()),
    }  # fmt: skip
    return sheet(
        "gyre", "p{text-align:justify}",
        foot(f"AB Gamla Provverken, {pen.place()}, org.nr {pen.orgnr()}, telefon {pen.phone()}. "
             f"Skrivet {pen.dated()}."),
        to(pen, "winl"), bold(pen.say("c_dn_title")), pen.all("c_dn_open", "c_dn_sum", **beside),
        pen.p("c_dn_law"), pen.p("c_dn_beside", **beside), pen.p("c_dn_end", **beside),
        para(f"För AB Gamla Provverken\n\n{pen.contact()}"),
    )  # fmt: skip


def broken_plan(d: Draft) -> Sheet:
    """A collector on a plan of instalments that was not kept: paid and unpaid in one table."""
    pen = Quill(d, "Inkassohuset Nordprov AB", "collector", money="comma", days="iso",
                period="iso", number="hyphen", flat="{street} lgh {flat}")  # fmt: skip
    paid = Decimal(pen.rng.randrange(4, 20) * 100)
    pen.owe("Hyra", [("interest", "Ränta", pen.drawn(15, 280)),
                     ("collection", "Inkassokostnad", COLLECTION),
                     ("cost", "Uppläggningsavgift", Decimal(170)),
                     ("other", "Betalt enligt plan", -paid)])  # fmt: skip
    return sheet(
        "condensed", "", side(div("logo", "Inkassohuset"), colons([
            ("Ärendenummer", pen.case("YY-9999999")), ("Brevdatum", pen.dated()),
            ("Borgenär", pen.creditor()), ("Telefon", pen.phone())])), to(pen, "win"),
        h("Avbetalningsplan för hyra har inte följts"), pen.p("c_bp_open"),
        facts([("Gäldenär", pen.persons()), ("Bostad", pen.home()), ("Ort", pen.postal())]),
        grid([*pen.claim(), ("Återstår att betala", pen.total())], "g sum", ("Post", "Kronor")),
        pen.all("c_bp_next", "c_bal_claim", "c_bp_end"),
        para(f"Inkassohuset Nordprov AB\n{pen.contact()}"),
    )  # fmt: skip


def both_matters(d: Draft) -> Sheet:
    """Unpaid rent and disturbance in one letter: a person must see that it is two matters."""
    pen = Quill(d, "Kommunbostäder Provåsen AB", "municipal", money="kr", days="iso",
                period="long", number="century", flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Hyra")
    (night, clock), *_ = nights(pen, 1)
    return sheet(
        "sans", "", foot(f"Kommunbostäder Provåsen AB, {pen.place()}"),
        side(div("logo", "Provåsen"), facts([("Datum", pen.dated()), ("Kontraktsnr",
             pen.contract_no("9999-999-99-01"))])), to(pen, "winl"), bold(pen.say("c_bo_title")),
        facts([("Hyresgäst", pen.persons()), ("Objekt", pen.home()), ("Ort", pen.postal())]),
        h("1. Obetald hyra", 2), pen.p("c_bo_rent"),
        grid([*pen.claim(), ("Summa", pen.total())], "n sum"), h("2. Störningar i boendet", 2),
        pen.p("c_bo_noise", night=night, clock=clock), para(f"{pen.contact()}, {pen.phone()}"),
    )  # fmt: skip


def complaint_file(d: Draft) -> Sheet:
    """A warning with a second page of complaints: neighbours with flats of their own."""
    pen = Quill(d, "AB Provlidens Hus", "municipal", days="long", number="hyphen",
                flat="{street}, lgh {flat}")  # fmt: skip
    home = d.tenant.street
    rows = [
        (f"{pen.someone()}\n{home}", f"1{pen.rng.randrange(6)}0{pen.rng.randrange(7, 9)}",
         f"{day} {hour}", pen.say("c_cf2_what"))
        for day, hour in nights(pen, 4, "iso")
    ]  # fmt: skip
    return sheet(
        "bookish", ".g td{font-size:.88em}", foot(f"AB Provlidens Hus · {pen.place()}"),
        side(div("logo", "Provliden"), para(f"{pen.dated()}\nÄrende {pen.case('STÖ-9999')}", "r")),
        to(pen, "win"), h("Anmodan om rättelse, underrättelse till socialnämnd"),
        pen.p("c_cf2_open"),
        facts([("Hyresgäst", pen.persons()), ("Bostad", pen.home()), ("Ort", pen.postal())]),
        pen.all("c_cf2_law", "c_bal_noise", "c_cf2_end"),
        para(f"{pen.contact()}\n{pen.phone()}"), new_page(),
        h("Bilaga: inkomna klagomål", 2), pen.p("c_cf2_note"),
        grid(rows, "g", ("Anmälare", "Lgh", "Tid", "Uppgift")),
    )  # fmt: skip


def consumer_bundle(d: Draft) -> Sheet:
    """A power company's form to the board and, on the next page, that to the consumer."""
    pen = Quill(d, "Ljusprov Elbolag AB", "trade", money="kr_full", days="iso", period="iso",
                number="hyphen", flat="{street}, lgh {flat}")  # fmt: skip
    rows = [("other", f"El {pen.month(one)}", pen.drawn(350, 2700)) for one in pen.months()]
    pen.invoices(*rows, ("reminder", "Påminnelse", SIXTY))
    due = pen.due(24)
    said = [f"{label}: {value}" for label, value in pen.claim()]
    return sheet(
        "serif", "h1{font-size:1.1em}", para(f"{pen.dated()}", "r"), to(pen, "winl"),
        h("Meddelande till socialnämnden om en konsument som riskerar att få överföringen av el "
          "avbruten"),
        cell("Elleverantör", pen.house.name, pen.place(), pen.phone()),
        cell("Konsument", *(pen.person(one) for one in d.tenants), pen.home(), pen.postal()),
        cell("Belopp", *said, f"Att betala: {pen.total()}", f"Förfallodag: {due}"),
        cell("Konto", f"Bankgiro {pen.house.bankgiro}"), pen.all("c_cb2_note", "c_bal_util"),
        para(f"{pen.contact()}"), new_page(),
        h("Underrättelse till en konsument vid bristande betalning för el"),
        para("\n".join(pen.block())), pen.all("c_cb2_tell", due=due),
        para(f"Kundnummer {pen.contract_no('999-99999')}"),
    )  # fmt: skip


def set_message(d: Draft) -> Sheet:
    """The time of an eviction as a secure message, printed; the earlier judgment beside it."""
    pen = Quill(d, "Kronofogden", "kfm", days="den", number="century",
                flat="{street}, lgh {flat}")  # fmt: skip
    at = pen.hour()
    judged = pen.after(-pen.rng.randrange(30, 90))
    told = f"{pen.on(at.date(), 'weekday_den')}, klockan {at:%H.%M}"
    head = [("Meddelande från", "Kronofogden"), ("Till", ", ".join(pen.board)),
            ("Skickat", f"{pen.dated('iso')} 08:4{pen.rng.randrange(10)}"),
            ("Rubrik", pen.say("c_sm2_subject")), ("Mål", pen.case(REFERENCE))]  # fmt: skip
    return sheet(
        "sans", ".k{border:.2mm solid #777}.k td{padding:1mm 2mm}", facts(head),
        pen.p("c_sm2_open", told=told),
        pen.p("c_sm2_who"), pen.p("c_sm2_title", judged=judged,
                                  order=pen.digits(f"01-999999-{d.on:%y}")),
        pen.all("c_sm2_ask", "c_bal_kfm"), para(f"{pen.contact()}\nKronoinspektör\n{pen.phone()}"),
    )  # fmt: skip


def moved_system(d: Draft) -> Sheet:
    """A curt print of a changed time, the new one above the one that is void."""
    pen = Quill(d, "Kronofogdemyndigheten", "kfm", days="iso", number="hyphen",
                flat="{street} LGH {flat}")  # fmt: skip
    at, old = pen.hour(), earlier(pen)
    lines = [
        f"KRONOFOGDEMYNDIGHETEN                  {pen.dated()}",
        f"MÅL NR {pen.case(REFERENCE)}", "",
        *(one.upper() for one in pen.board), "", pen.say("c_ms_title"), "",
        f"NY TID        {at:%Y-%m-%d} KL {at:%H.%M}",
        f"UTGÅR         {old:%Y-%m-%d} KL {old:%H.%M}", "",
        f"SVARANDE      {pen.numbered('').upper()}", f"ADRESS        {pen.home().upper()}",
        f"              {pen.postal().upper()}", f"SÖKANDE       {pen.creditor().upper()}", "",
        pen.say("c_ms_text"), f"{pen.contact().upper()} {pen.phone()}",
    ]  # fmt: skip
    return sheet("mono", "", typed("\n".join(lines)))


def executed_letter(d: Draft) -> Sheet:
    """A plain letter after an eviction, in running text."""
    pen = Quill(d, "Kronofogden", "kfm", days="long", number="century",
                flat="{street}, lägenhet {flat}")  # fmt: skip
    on = d.on - timedelta(days=1)
    while on.weekday() > 4:
        on -= timedelta(days=1)
    at = earlier(pen).replace(year=on.year, month=on.month, day=on.day)
    at = d.given.get("eviction_at") or at
    pen.note_time(at)
    return sheet(
        "sans", "h1{font-size:1.4em}", div("logo", "Kronofogden"), to(pen, "win"),
        grid([(pen.dated(), pen.case(REFERENCE))], "n", ("Datum", "Målnummer")),
        h("Avhysningen är genomförd"),
        pen.p("c_xl_open", told=f"{pen.on(at.date())} klockan {at:%H.%M}"),
        pen.all("c_xl_what", "c_xl_end"), para(f"{pen.contact()}, telefon {pen.phone()}"),
    )  # fmt: skip


def former_tenant(d: Draft) -> Sheet:
    """A landlord claims cleaning and keys of somebody who has moved out: no home is at stake."""
    pen = Quill(d, "Björnprovs Hyreshem AB", "private", money="kr", days="iso",
                number="hyphen", flat="{street}, lgh {flat}")  # fmt: skip
    pen.invoices(("other", "Städning efter avflyttning", pen.drawn(1500, 6000)),
                 ("other", "Ej återlämnade nycklar", Decimal(pen.rng.randrange(3, 12) * 100)),
                 ("other", "Besiktningsanmärkningar", pen.drawn(800, 9000)))  # fmt: skip
    rows = [*pen.claim(), ("Att betala", pen.total())]
    lines = [
        f"{pen.house.name:<40}{pen.dated()}", pen.place(), "", *pen.board, "",
        pen.say("c_ft_title"), "", f"Tidigare hyresgäst: {pen.numbered('')}",
        f"Bostaden: {pen.home()}, {pen.postal()}", "", pen.say("c_ft_open"), "",
        column(rows, 56), "", pen.say("c_ft_end"), "", f"{pen.contact()}, {pen.phone()}",
    ]  # fmt: skip
    return sheet("mono", "", typed("\n".join(lines)))


DESIGNS: tuple[Design, ...] = (
    design("angry_hand", angry_hand, "rent_debt", "social_notice"),
    design("dense", dense, "rent_debt", "social_notice"),
    design("broken_plan", broken_plan, "rent_debt", "collection"),
    design("both_matters", both_matters, "rent_debt", "social_notice", secondary="disturbance",
           review=True),
    design("complaint_file", complaint_file, "disturbance", "warning"),
    design("consumer_bundle", consumer_bundle, "utility_debt", "electricity", "unknown"),
    design("set_message", set_message, "eviction_date", "set"),
    design("moved_system", moved_system, "eviction_date", "moved"),
    design("executed_letter", executed_letter, "eviction_date", "executed"),
    design("former_tenant", former_tenant, "other", "", "rental", also=("rent_debt",),
           review=True),
)  # fmt: skip
