"""Calibration letters of unpaid rent: big companies' systems, forms and templates."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from benchmarks.letters.designs.calibration_kit import (
    LOW,
    Quill,
    bare_of_remarks,
    bold,
    cell,
    column,
    cut_slip,
    design,
    facts,
    sheet,
    spoken,
    to,
    typed,
)
from benchmarks.letters.designs.kit import br, colons, div, foot, grid, h, new_page, para, side
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet

SIXTY = Decimal(60)


def property_system(d: Draft) -> Sheet:
    """A property system's letter: reference box, a row an invoice with days late."""
    pen = Quill(d, "Kommunbostäder Provåsen AB", "municipal", money="comma", days="iso",
                period="iso", number="century", flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Hyra", [("reminder", "Påminnelseavgift", SIXTY)] * pen.rng.randrange(2))
    refs = grid(
        [
            ("Datum", pen.dated()), ("Kontraktsnr", pen.contract_no("9999-999-99-01")),
            ("Fastighet", pen.digits("1999")), ("Handläggare", pen.contact()),
            ("Telefon", pen.phone()),
        ], "g",
    )  # fmt: skip
    late = [str((d.on - one).days) for one in pen.months()] + [""]
    rows = [
        (pen.digits("72999999"), row.label, days, pen.kr(Decimal(row.amount)))
        for row, days in zip(d.claim, late, strict=False)
    ]
    rows.append(("", "Att betala för återvinning", "", pen.total()))
    return sheet(
        "sans", ".g td{font-size:.86em}",
        foot(pen.house.name, pen.place(), f"Org.nr {pen.orgnr()}"),
        side(div("logo", escape(pen.house.name)), refs), to(pen, "winl"),
        h("Meddelande enligt 12 kap. 44 § jordabalken"), pen.p("c_vi_open"),
        facts([("Hyresgäst", pen.persons()), ("Objekt", pen.home()), ("Postadress", pen.postal()),
               ("Objekttyp", pen.rng.choice(("Bostad 1 rok", "Bostad 2 rok", "Bostad 3 rok")))]),
        grid(rows, "t sum", ("Avi", "Avser", "Dagar sen", "Belopp")),
        pen.all("c_vi_law", "c_vi_board", "c_bal_rent"),
        para(f"Bankgiro {pen.house.bankgiro}. Ange kontraktsnumret."),
        para(f"Med vänlig hälsning\n{pen.house.name}\nHyresadministrationen"),
    )  # fmt: skip


def numbered_form(d: Draft) -> Sheet:
    """The statutory form as a program prints it: five boxes, the day last by the signature."""
    pen = Quill(d, "Stiftelsen Hallprovs Bostadsfond", "municipal", money="kr_full", days="den",
                period="long", number="hyphen", flat="{street} lägenhet {flat}")  # fmt: skip
    interest = pen.drawn(20, 210)
    pen.owe("Hyra", [("interest", "Ränta t.o.m. idag", interest)])
    box5 = pen.say("c_mo_pay", giro=pen.house.bankgiro)
    return sheet(
        "serif", "h1{text-align:center;font-size:1.15em}.cell{font-size:.95em}",
        h("Meddelande till socialnämnd om uppsägning av bostadshyresgäst på grund av försummad "
          "hyresbetalning"),
        '<p class="c">(12 kap. 44 § jordabalken, formulär 3)</p>',
        to(pen, "winl"),
        cell("1. Hyresvärdens namn, postadress och telefonnummer", pen.house.name, pen.place(),
             pen.phone()),
        cell("2. Hyresgästens namn och postadress", *(pen.person(one) for one in d.tenants),
             pen.home(), pen.postal()),
        cell("3. Den förhyrda lägenhetens storlek (antalet rum)",
             pen.rng.choice(("2 rum och kök", "Tre", "1 rum med kokvrå", "4"))),
        cell("4. Belopp som hyresgästen skall betala för att återvinna hyresrätten med angivande "
             "av förfallodagen och den ränta som fordras",
             *(f"{label}  {value}" for label, value in pen.claim()), f"Summa  {pen.total()}"),
        cell("5. Hyresvärdens postgiro- eller bankgirokonto eller annan anvisning om sättet för "
             "hyrans betalning", box5),
        pen.all("c_mo_note", "c_bal_rent"),
        para(f"Göteborg {pen.dated()}"), '<div class="line">'
        f"{escape(pen.contact())}, enligt fullmakt</div>",
    )  # fmt: skip


def capitals(d: Draft) -> Sheet:
    """An old system's print: typed, all in capitals, columns kept by blanks."""
    pen = Quill(d, "", "private", money="comma", days="iso", period="caps", number="hyphen",
                flat="{street} LGH {flat}")  # fmt: skip
    pen.owe("HYRA", [("collection", "INKASSOKOSTNAD", Decimal(180))] * pen.rng.randrange(2))
    rows = [*pen.claim(), ("SUMMA ATT BETALA", pen.total())]
    lines = [
        f"{pen.house.name.upper()}    SID 1", f"{pen.place().upper()}", f"TEL {pen.phone()}", "",
        f"DATUM {pen.dated()}   KONTRAKT {pen.contract_no('99-999-9999')}", "", "",
        *(one.upper() for one in pen.board), "", "", pen.say("c_re_title"), "",
        f"HYRESGÄST    {pen.numbered('').upper()}",
        f"ADRESS       {pen.home().upper()}",
        f"             {pen.postal().upper()}", "", pen.say("c_re_open"), "", column(rows, 52), "",
        pen.say("c_re_law"), "", pen.say("c_re_end"), "", f"{pen.house.name.upper()}",
        f"{pen.contact().upper()}",
    ]  # fmt: skip
    return sheet("mono", LOW, typed("\n".join(lines)))


def student_house(d: Draft) -> Sheet:
    """A student housing company in plain language, a summary in English below."""
    pen = Quill(d, "Studentbo Provlund AB", "private", money="kr", days="long", period="long",
                number="hyphen", flat="{street}, rum {flat}")  # fmt: skip
    paid = Decimal(pen.rng.randrange(3, 15) * 100)
    pen.owe("Hyra", [("other", "Inbetalt, dras av", -paid)] * pen.rng.randrange(2))
    rows = [*pen.claim(), ("Kvar att betala", pen.total())]
    return sheet(
        "light", "h1{color:#0a6e6e;font-size:1.5em}.bar{border-left:2mm solid #0a6e6e;"
        "padding-left:4mm;margin-bottom:4mm}",
        foot(f"{pen.house.name} · {pen.place()} · {pen.house.web}"),
        side('<p class="logo">studentbo<br>provlund</p>', f"<p>{escape(pen.house.name)}<br>"
             f"{escape(pen.dated())}</p>"),
        to(pen, "winl"), h("En av våra hyresgäster kan förlora sin bostad"),
        pen.all("c_st_open", "c_st_what"),
        div("bar", br([f"Hyresgäst: {pen.persons()}", f"Bostad: {pen.home()}", pen.postal(),
                       f"Avtal: {pen.contract_no('S-99999')}"])),
        grid(rows, "z sum"), pen.all("c_st_law", "c_bal_rent", "c_st_contact"),
        div("grey", para("In English"), pen.p("c_st_english")),
        para(f"Hälsningar\n{pen.contact()}, hyra och ekonomi"),
    )  # fmt: skip


def cooperative(d: Draft) -> Sheet:
    """A cooperative tenancy's letter; the member's stake stands beside the debt."""
    pen = Quill(d, "Kooperativa Hyresrättsföreningen Provkvarnen", "private", money="kr",
                days="long", period="long", number="century",
                flat="{street}, lägenhet nr {flat}")  # fmt: skip
    pen.owe("Hyra för", [("interest", "Dröjsmålsränta", pen.drawn(15, 180))])
    stake = pen.kr(Decimal(pen.rng.randrange(80, 260) * 1000))
    return sheet(
        "bookish", "h1{font-size:1.2em}",
        para(f"{pen.house.name}\n{pen.place()}\nOrganisationsnummer {pen.orgnr()}", "c"),
        '<div class="rule"></div>', to(pen, "win"),
        h("Underrättelse till nämnden om förverkad hyresrätt"),
        pen.all("c_ko_open", "c_ko_debt"),
        grid([*pen.claim(), ("Sammanlagt", pen.total())], "t sum", ("Specifikation", "Belopp")),
        pen.p("c_ko_stake", stake=stake), pen.all("c_ko_law", "c_bal_rent"),
        para(f"Göteborg den {pen.dated()}\nFör styrelsen\n\n{pen.contact()}\nkassör"),
    )  # fmt: skip


def small_town(d: Draft) -> Sheet:
    """A small-town landlord on a typewriter: running text, the total in words as well."""
    pen = Quill(d, "Lennart Provholms Hyresfastigheter", "private", money="dash", days="den",
                period="long", number="hyphen", flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Hyra")
    return sheet(
        "mono", "body{font-size:11pt;line-height:1.5}" + LOW,
        para(f"{pen.house.name}\n{pen.place()}\ntelefon {pen.phone()}"),
        para(f"Göteborg {pen.dated()}", "r"), para("\n".join(pen.board)),
        pen.p("c_sm_title"), pen.p("c_sm_open"),
        pen.p("c_sm_sum", words=spoken(d.total())), pen.all("c_sm_law", "c_sm_end"),
        para("Högaktningsfullt\n\n\nLennart Provholm"),
    )  # fmt: skip


def web_template(d: Draft) -> Sheet:
    """A web template in two columns; the tenant has a god man who gets a copy."""
    pen = Quill(d, "Lindprovs Allmännytta AB", "municipal", money="kr_full", days="slash",
                period="long", number="century", flat="{street} (lgh {flat})")  # fmt: skip
    pen.owe("Månadshyra", [("reminder", "Påminnelse", SIXTY)] * pen.rng.randrange(2))
    left = (
        h("Vem det gäller", 2) + para(f"{pen.persons(glue=chr(10))}\n{pen.home()}\n{pen.postal()}")
        + h("Vår kontakt", 2) + para(f"{pen.contact()}\nTelefon {pen.phone()}\n{pen.house.email}")
    )  # fmt: skip
    right = (
        h("Det här ska betalas", 2) + grid([*pen.claim(), ("Totalt", pen.total())], "n sum")
        + para(f"Månadshyran är {pen.rent()}. Bankgiro {pen.house.bankgiro}, ange avtal "
               f"{pen.contract_no('999999-9')}.", "small")
    )  # fmt: skip
    return sheet(
        "deja", "h1{color:#a3301c}h2{font-size:1em;color:#a3301c}",
        foot(f"{pen.house.name}, org.nr {pen.orgnr()}", f"Brevet skapades {pen.dated()}"),
        div("r logo", "lindprovs"), to(pen, "winl"),
        h("Till socialnämnden: uppsägning på grund av obetald hyra"), pen.p("c_we_open"),
        side(left, right),
        pen.all("c_we_law", "c_bal_rent", "c_we_guardian", guardian=pen.someone()),
        para(f"{pen.contact()}\nHyresspecialist"),
    )  # fmt: skip


def bundle(d: Draft) -> Sheet:
    """A covering letter with the notice to the tenant and its receipt attached."""
    pen = Quill(d, "Björnprovs Hyreshem AB", "private", money="kr", days="iso", period="long",
                number="hyphen", flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Hyra", [("interest", "Ränta enligt räntelagen", pen.drawn(10, 160))])
    claim = grid([*pen.claim(), ("Summa", pen.total())], "g sum", ("Avser", "Kronor"))
    first = (
        side(div("logo", escape(pen.house.name)),
             colons([("Datum", pen.dated()), ("Vår ref", pen.contact()),
                     ("Ärende", pen.case("HY-YY-9999")), ("Telefon", pen.phone())])),
        to(pen, "win"), bold("Följebrev – meddelande om uppsägning, 12 kap. 44 § JB"),
        pen.p("c_bu_open"), facts([("Hyresgäst", pen.persons()), ("Lägenhet", pen.home()),
                                   ("Ort", pen.postal())]),
        claim, pen.all("c_bu_law", "c_bal_rent", "c_bu_list"),
        para(f"{pen.house.name}\n{pen.contact()}"),
    )  # fmt: skip
    second = (
        new_page(), para("Bilaga 1", "r"),
        h("Underrättelse till bostadshyresgäst om möjlighet att få tillbaka hyresrätten fastän "
          "hyran inte har betalats i tid", 2),
        para("\n".join(pen.block())), pen.p("c_bu_form1"), claim,
        para(f"Betalning till bankgiro {pen.house.bankgiro}."),
        new_page(), para("Bilaga 2", "r"), h("Delgivningskvitto", 2),
        para(f"Jag har idag tagit emot underrättelse och uppsägning, ärende "
             f"{d.fields['case_number']}."),
        ('<div class="line">Ort och datum</div><div class="line">Underskrift</div>'
        '<div class="line">Namnförtydligande</div>'),
    )  # fmt: skip
    return sheet("narrow", "", *first, *second)


def notice_with_slip(d: Draft) -> Sheet:
    """A curt letter with a payment slip: the day in the reference row, no closing words."""
    pen = Quill(d, "Fastighets AB Nystaprov", "private", money="solid", days="iso",
                period="solid", number="solid", flat="{street} {flat}")  # fmt: skip
    pen.owe("Hyra", [("reminder", "Påm.avg", SIXTY), ("interest", "Ränta", pen.drawn(9, 99))])
    refs = grid(
        [(pen.dated(), pen.contract_no("9999999"), pen.contact(), pen.phone())], "g",
        ("Dokumentdatum", "Avtal", "Handl.", "Tfn"),
    )  # fmt: skip
    return sheet(
        "condensed", "", foot(f"{pen.house.name} · {pen.place()} · {pen.orgnr()}"),
        para(pen.house.name, "logo"), to(pen), refs, bold(pen.say("c_ny_title")),
        pen.p("c_ny_open"), facts([("Hyrestagare", pen.persons(glue=", ")), ("Adr", pen.home()),
                                   ("Postnr/ort", pen.postal())]),
        grid([*pen.claim(), ("Totalt", pen.total())], "g sum"), pen.all("c_ny_law", "c_bal_rent"),
        cut_slip(pen, pen.due(10)),
    )  # fmt: skip


def housing_cooperative(d: Draft) -> Sheet:
    """A housing cooperative's board fills in the form about a member's unpaid fees."""
    pen = Quill(d, "", "brf", money="kr_full", days="iso", period="long", number="hyphen",
                flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Årsavgift", [("reminder", "Påminnelseavgift", SIXTY)], what="fee")
    return sheet(
        "dejaserif", ".cell{margin-bottom:1.5mm}h1{font-size:1.1em}", to(pen, "win"),
        h("MEDDELANDE TILL SOCIALNÄMND om uppsägning av bostadsrättshavare på grund av att "
          "årsavgiften inte har betalats i tid"),
        cell("Bostadsrättsföreningens namn, postadress och telefonnummer",
             f"{pen.house.name} ({pen.orgnr()})", pen.place(), pen.phone()),
        cell("Bostadsrättshavarens namn och postadress",
             *(pen.person(one) for one in d.tenants), pen.home(), pen.postal()),
        cell("Lägenhetens storlek", pen.rng.choice(("2 rum och kök, 61 kvm", "3 rok", "5 rok"))),
        cell("Belopp som ska betalas för att bostadsrätten ska få behållas",
             *(f"{label}: {value}" for label, value in pen.claim()), f"Totalt: {pen.total()}"),
        cell("Sätt för betalning", f"Bankgiro {pen.house.bankgiro}, märk med lägenhet och namn"),
        pen.all("c_hs_law", "c_hs_end"),
        side(para(f"Datum\n{pen.dated()}"), para(f"För styrelsen\n{pen.contact()}, ordförande")),
    )  # fmt: skip


def own_flat_mail(d: Draft) -> Sheet:
    """Somebody who lets the flat she owns writes an e-mail, printed by the registry."""
    bare_of_remarks(d)
    pen = Quill(d, "", "homeowner", money="solid_kr", days="iso", period="long", number="century",
                flat="{street} lgh {flat}")  # fmt: skip
    each = Decimal(pen.rng.randrange(70, 140) * 100)
    pen.invoices(("rent", "Hyra", each * len(pen.months())))
    clock = f"{pen.rng.randrange(7, 23):02d}:{pen.rng.randrange(60):02d}"
    head = [
        ("Från", f"{pen.house.name} <{pen.house.name.split()[0].lower()}@brevprov.example>"),
        ("Skickat", f"den {pen.on(d.on, 'long')} {clock}"), ("Till", "socialnamnden@stad.example"),
        ("Ämne", pen.say("c_ow_subject")),
    ]  # fmt: skip
    pen.dated()
    return sheet(
        "sans", ".k td:first-child{width:20mm;font-weight:bold;color:#000}", facts(head),
        '<div class="rule"></div>', para("Hej!"), pen.all("c_ow_open", "c_ow_debt", "c_ow_law"),
        para(f"Det gäller {pen.persons()}, adress {pen.home()}, {pen.postal()}."),
        pen.p("c_ow_end"), para(f"Mvh\n{pen.house.name}\n{pen.phone()}"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    design("property_system", property_system, "rent_debt", "social_notice"),
    design("numbered_form", numbered_form, "rent_debt", "social_notice"),
    design("capitals", capitals, "rent_debt", "social_notice"),
    design("student_house", student_house, "rent_debt", "social_notice"),
    design("cooperative", cooperative, "rent_debt", "social_notice"),
    design("small_town", small_town, "rent_debt", "social_notice"),
    design("web_template", web_template, "rent_debt", "social_notice"),
    design("bundle", bundle, "rent_debt", "social_notice"),
    design("notice_with_slip", notice_with_slip, "rent_debt", "social_notice"),
    design("housing_cooperative", housing_cooperative, "rent_debt", "social_notice",
           "condominium"),
    design("own_flat_mail", own_flat_mail, "rent_debt", "", "private_letting", review=True),
)  # fmt: skip
