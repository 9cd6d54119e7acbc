"""Examination letters: notices to the board of unpaid rent, each by a sender of its own."""

from __future__ import annotations

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
    rent_design,
    side,
)
from benchmarks.letters.designs.trial_forms import falls_due
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet


def window(d: Draft) -> Sheet:
    """A housing company's letter: window to the left, facts in a shaded box, letterhead right."""
    pen = Pen(d, "Bostadsbolaget Granlyan AB", "municipal", days="long", flat="{street} ({flat})")
    pen.owe("Hyra", [("reminder", "Påminnelser", FEE), ("interest", "Ränta", pen.drawn(9, 99))])
    deposit = pen.kr(Decimal(1000 * pen.rng.randrange(5, 13)))
    css = """
.head{text-align:right;border-right:3mm solid #b3541e;padding-right:4mm;min-height:20mm}
.head b{font-size:17pt;color:#b3541e}.win{margin:9mm 0 12mm;font-size:11pt}
.box{float:right;width:66mm;background:#f3e9df;padding:4mm;margin:0 0 3mm 5mm;font-size:9pt;
border:none}.box .t{width:100%}.box td:last-child{text-align:right;white-space:nowrap}
.box tr:last-child{font-weight:bold}.stamp{top:38mm;left:100mm}h1{font-size:13pt;color:#b3541e}"""
    kept = (
        ("Kontrakt", pen.contract("999.999.99")),
        ("Kontraktet började", pen.after(-1400)),
        ("Hyra per månad", pen.rent()),
        ("Förfallodag", pen.on(falls_due(pen.months()[-1]))),
    )
    facts = (
        f"<p>{br([pen.persons(' / '), pen.home(), pen.postal()])}</p>"
        f"{colons(kept)}{grid([*pen.claim(), ('Att betala', pen.total())])}"
    )
    return page(
        "light", css,
        div("head", f"<b>{escape(pen.house.name)}</b><br>{escape(pen.place())}<br>{pen.phone()}"),
        div("win", br(pen.board)), para(f"Göteborg {pen.dated()}"),
        h(pen.rng.choice(("Uppsägning på grund av obetald hyra", "Vi har sagt upp en hyresgäst",
                          "Meddelande enligt 12 kap. 44 § jordabalken"))),
        div("box", facts), pen.p("win_open"), pen.p("win_way"),
        pen.p("win_deposit", deposit=deposit), pen.p("win_help", caretaker=pen.someone()),
        pen.beside("noise_home"),
        para(f"Vänliga hälsningar\n\n{pen.contact()}\nHyresadministratör"),
        foot(f"{pen.house.name}  org.nr {pen.orgnr()}  bankgiro {pen.house.bankgiro}"),
    )  # fmt: skip


def email(d: Draft) -> Sheet:
    """An e-mail printed by the receiver, with the day of printing at the foot."""
    pen = Pen(d, "Trapphuset Förvaltning i Prov AB", "private", money="dash", days="slash")
    pen.owe("Hyra")
    clock = f"{pen.rng.randrange(7, 17):02d}:{pen.rng.randrange(60):02d}"
    css = """
.hd td{padding:.2mm 4mm .2mm 0;vertical-align:top}.hd{border-bottom:.4mm solid #000;width:100%;
padding-bottom:2mm;margin-bottom:5mm}.hd td:first-child{font-weight:bold;width:22mm}
.me{font-weight:bold;border-bottom:1mm solid #000;font-size:12pt;margin-bottom:2mm}
.stamp{top:8mm;left:115mm}.sig{color:#444;font-size:9pt}"""
    head = (
        ("Från:", f"{pen.contact()} <{pen.house.email}>"),
        ("Skickat:", f"{pen.dated('den')} {clock}"),
        ("Till:", "Socialnämnden Göteborg (registrator)"),
        ("Ämne:", pen.rng.choice(("Meddelande om uppsägning, obetald hyra", "Uppsägning hyresgäst",
                                  "VB: obetald hyra - info till socialnämnd"))),
    )  # fmt: skip
    signature = br(
        (pen.contact(), pen.house.name, pen.place(), f"Tel {pen.phone()}", pen.house.web)
    )
    tenant = colons(
        (
            ("Hyresgäst", pen.persons(" samt ", " ")),
            ("Lägenhet", f"{pen.home()}, {pen.postal()}"),
            ("Kontrakt nr", pen.contract("99999")),
        )
    )
    printed = pen.after(pen.rng.randrange(1, 4), "iso")
    return page(
        "deja", css, div("me", "Registrator Socialnämnd"), grid(head, "hd"),
        pen.p("mail_open"), tenant, pen.p("mail_debt"),
        pen.p("mail_talk", day=pen.after(-pen.rng.randrange(4, 9))),
        pen.p("mail_more", giro=pen.house.bankgiro), pen.p("mail_end"),
        pen.beside("noise_home"), para("Mvh"), f'<p class="sig">{signature}</p>',
            foot(f"Utskrivet {printed}   Sida 1 av 1"),
    )  # fmt: skip


def machine(d: Draft) -> Sheet:
    """A mainframe's print in capitals: the tenant's account with payments, balance last."""
    pen = Pen(d, "KRANSTORPS FASTIGHETER AB", "private", money="dotted", days="iso",
              period="solid", number="ten", flat="{street} LGH {flat}")  # fmt: skip
    pen.owe("HYRA", [("reminder", "PÅMINNELSEAVG", FEE), ("interest", "RÄNTA", pen.drawn(9, 80))])
    rent = Decimal(d.claim[0].amount)
    paid = pen.months()[0] - timedelta(days=pen.rng.randrange(20, 29))
    old = f"{pen.months()[0] - timedelta(days=1):%Y%m}"
    lines = [
        f"{'DATUM':<12}{'TEXT':<24}{'DEBET':>13}{'KREDIT':>13}",
        f"{pen.on(paid.replace(day=1)):<12}{'HYRA ' + old:<24}{pen.kr(rent):>13}",
        f"{pen.on(paid):<12}{'BETALNING BG':<24}{'':>13}{pen.kr(rent):>13}",
    ]
    days = [falls_due(month) for month in pen.months()]
    days += [d.on] * (len(d.claim) - len(days))
    lines += [
        f"{pen.on(on):<12}{said:<24}{amount:>13}"
        for on, (said, amount) in zip(days, pen.claim(), strict=True)
    ]
    lines.append(f"{'':<12}{'SALDO ATT BETALA  ==>':<24}{pen.total():>13}")
    people = [f"HYRESGÄST   {pen.person(one, '   PNR ').upper()}" for one in d.tenants]
    head = [
        f"{pen.house.name:<40}UTSKR {pen.dated('solid')}",
        pen.place().upper(), f"TEL {pen.phone()}", "", *(line.upper() for line in pen.board), "",
        pen.say("machine_head"), "", *people,
        f"OBJEKT      {pen.home().upper()}", f"            {pen.postal().upper()}",
        f"KONTRAKT    {pen.contract('99-999-9999')}", "",
    ]  # fmt: skip
    css = """pre{font:9.5pt/1.4 "Liberation Mono";margin:0}p{text-transform:none}
.stamp{top:8mm;left:118mm}"""
    text = "\n".join((*head, *lines))
    said = [para(pen.say(pool).upper()) for pool in ("machine_text", "machine_foot")]
    return page("mono", css, f"<pre>{escape(text)}</pre><br>", *said)


def treasurer(d: Draft) -> Sheet:
    """A board member's own letter in large print, without any table."""
    pen = Pen(d, "Brf Kastanjekupolen", "brf", money="dash", days="den",
              flat="{street}, lägenhet nr {flat}", number="century")  # fmt: skip
    pen.owe("Avgift", what="fee")
    numbers = [(pen.name(one), pen.number(one)) for one in d.tenants]
    css = "body{font-size:14pt;line-height:1.4}.stamp{top:2mm;left:100mm}h1{font-size:16pt}"
    return page(
        "serif", css, para(f"{pen.house.name}\n{pen.place()}"), para("\n".join(pen.board)),
        para(f"Göteborg {pen.dated()}"),
        h(pen.rng.choice(("Till socialnämnden om en medlem som inte betalar",
                          "Obetald årsavgift - uppsägning", "Meddelande till socialnämnden"))),
        pen.p("board_open"), colons(numbers, ", personnummer "), pen.p("board_sum"),
        pen.p("board_way"), pen.p("board_end", neighbour=pen.someone()),
        pen.beside("noise_home"),
        para(f"För styrelsen\n{pen.contact()}, kassör\nTelefon {pen.phone()}"),
    )  # fmt: skip


def english(d: Draft) -> Sheet:
    """A foreign-owned landlord's notice in English."""
    pen = Pen(d, "Nordlanternan Residential Sweden AB", "private", money="english",
              days="english", period="english", number="century",
                  flat="{street}, apt {flat}", glue=" and ")  # fmt: skip
    pen.owe("Rent", [("interest", "Interest", pen.drawn(15, 130))])
    rows = [
        ("Tenant", pen.persons(" and ", ", ID no. ")), ("Address", f"{pen.home()}, {pen.postal()}"),
        ("Lease no.", pen.contract("SE-99999")), ("Lease commenced", pen.after(-700)),
        ("Monthly rent", pen.rent()), ("Security deposit held", pen.kr(Decimal(15000))),
        *pen.claim(), ("Total amount payable", pen.total()),
        ("Bankgiro", pen.house.bankgiro),
    ]  # fmt: skip
    css = """
.bar{background:#16324f;color:#fff;padding:5mm 6mm;font-size:14pt;letter-spacing:.4mm}
.t{border-collapse:collapse;width:100%;margin:3mm 0}.t td{border:.2mm solid #888;padding:1.2mm 2mm}
.t td:first-child{background:#eef2f6;width:46mm}h1{font-size:13pt}
.bar{margin-bottom:7mm}.stamp{top:26mm;left:105mm}"""
    return page(
        "sans", css, div("bar", escape(pen.house.name)), para("\n".join(pen.board)),
        para(f"Gothenburg, {pen.dated()}"),
        h(pen.rng.choice(("Notice to the Social Welfare Board: termination of tenancy",
                          "Unpaid rent - notification of terminated lease",
                          "Notification of termination due to non-payment of rent"))),
        pen.p("en_open"), grid(rows), pen.p("en_way"), pen.p("en_end"),
        para(f"Yours faithfully,\n\n{pen.contact()}\nLease Administration"),
        foot(f"{pen.house.name} | {pen.place()} | Reg. no. {pen.orgnr()} | {pen.house.email}"),
    )  # fmt: skip


def two_tongues(d: Draft) -> Sheet:
    """Swedish to the left, English to the right, the amounts beneath both."""
    pen = Pen(d, "Wiggenholm Förvaltning i Väst AB", "private", money="sek", days="iso",
              number="blank")  # fmt: skip
    pen.owe("Hyra / Rent", [("reminder", "Påminnelse / Reminder", FEE)])
    css = """
.side{width:100%;border-spacing:0}.side>tbody>tr>td{width:50%;vertical-align:top;padding:0 4mm 0 0}
.side>tbody>tr>td+td{border-left:.2mm solid #999;padding:0 0 0 4mm;font-style:italic}
.t{border-collapse:collapse;margin:4mm 0;width:75%}
.t td{padding:.8mm 3mm;border-top:.1mm solid #000}
.t td:last-child{text-align:right}.t tr:last-child{font-weight:bold}.stamp{top:6mm;left:100mm}
.nm{font-size:15pt;border-bottom:.8mm double #000;margin-bottom:6mm}h1{font-size:12pt}"""
    swedish = h("Uppsägning – obetald hyra") + pen.p("two_sv") + pen.p("two_sv_way")
    foreign = h("Termination – unpaid rent") + pen.p("two_en") + pen.p("two_en_way")
    return page(
        "dejaserif", css, div("nm", escape(pen.house.name)), para("\n".join(pen.board)),
        colons((("Datum / Date", pen.dated()), ("Ärende / Case", pen.case("HY99999")),
                ("Hyresgäst / Tenant", pen.persons(", ", " ")),
                ("Bostad / Home", f"{pen.home()}, {pen.postal()}"))),
        side(swedish, foreign), grid([*pen.claim(), ("Summa / Total", pen.total())]),
        colons((("Bankgiro", pen.house.bankgiro), ("Handläggare / Contact", pen.contact()),
                ("Tel", pen.phone()), ("Org.nr", pen.orgnr()))),
    )  # fmt: skip


def premises(d: Draft) -> Sheet:
    """A landlord of business premises writes though no law asks for it."""
    pen = Pen(d, "E. Provåker & Söner HB", "private", money="dash", days="dotted",
              flat="{street}, lokal {flat}", number="hyphen")  # fmt: skip
    pen.owe("Lokalhyra", [("other", "Moms", pen.drawn(900, 2500))])
    css = """.nm{letter-spacing:1.5mm;font-size:11pt;border-top:1mm solid #000;padding-top:2mm}
.t{margin:3mm 0 5mm 20mm}.t td{padding-right:12mm}.stamp{top:10mm;left:100mm}h1{font-size:13pt}"""
    return page(
        "gyre", css, div("nm", escape(pen.house.name)), para(f"{pen.place()}\nTel. {pen.phone()}"),
        para("\n".join(pen.board)), para(pen.dated()), h("Uppsägning av lokal"),
        pen.p("prem_open"), para(f"Innehavare: {pen.persons()}"),
        grid([*pen.claim(), ("Summa", pen.total())]), pen.p("prem_way"), pen.p("prem_why"),
        pen.beside("noise_home"),
        para(f"Högaktningsfullt\n\n{pen.contact()}"), foot(f"Org.nr {pen.orgnr()}"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    rent_design("notice_window", window, "social_notice"),
    rent_design("notice_email", email, "social_notice"),
    rent_design("notice_machine", machine, "social_notice"),
    rent_design("notice_treasurer", treasurer, "social_notice", "condominium"),
    rent_design("notice_english", english, "social_notice"),
    rent_design("notice_two_tongues", two_tongues, "social_notice"),
    rent_design("premises", premises, "", "premises", review=True, also=("other",)),
)
