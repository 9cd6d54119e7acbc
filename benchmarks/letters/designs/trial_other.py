"""Examination letters: those that look like the others, and are something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import partial
from html import escape

from benchmarks.letters.designs.kit import (
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
from benchmarks.letters.designs.shapes import weekday
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet

Facts = Callable[[Pen], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One sender's paper: its font, style, where the name and the date stand."""

    skin: str
    css: str = ""
    head: str = "left"
    date: str = "line"


LOOKS = {
    "red": Look(skin="sans", head="right",
                css=".nm{color:#b00;font-size:16pt;font-weight:bold;text-align:right}"),
    "grey": Look(skin="deja", css=".nm{background:#ddd;padding:4mm;font-size:13pt}", date="facts"),
    "book": Look(skin="bookish", css=".nm{font-variant:small-caps;font-size:17pt}p{text-align:"
                 "justify}"),
    "slim": Look(skin="narrow", css=".nm{border-left:3mm solid #247;padding-left:3mm;"
                 "font-size:15pt}", date="facts"),
    "type": Look(skin="mono", css=".nm{text-decoration:underline}body{font-size:10pt}"),
    "thin": Look(skin="light", css=".nm{font-size:20pt;letter-spacing:1mm}"),
    "office": Look(skin="condensed", head="table",
        css=".kh{width:100%}.kh td+td{text-align:right}"),
    "small": Look(skin="dejaserif", css="body{font-size:8.5pt}.nm{font-size:12pt;float:right}"),
    "large": Look(skin="serif", css="body{font-size:14pt}.nm{font-weight:bold}", head="below"),
    "maths": Look(skin="gyre", css=".nm{text-align:center;font-size:15pt}h1{text-align:center}",
                  date="facts"),
}  # fmt: skip
TABLE = """.t{border-collapse:collapse;margin:3mm 0 5mm}.t td{padding:.8mm 8mm .8mm 0;
border-bottom:.1mm solid #aaa}h1{font-size:1.3em}
.nm,.kh{margin-bottom:7mm}.stamp{top:6mm;left:105mm}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a letter says: its sender, headings, phrases and facts."""

    sender: str
    sort: str
    look: str
    titles: tuple[str, ...]
    said: tuple[str, ...]
    to: str = "tenant"
    facts: Facts | None = None
    signed: str = "{contact}\n{phone}"
    money: str = "kr"
    days: str = "iso"
    number: str = "hyphen"
    amounts: tuple[int, int] = (400, 2900)


def hearing(pen: Pen) -> str:
    """A day and hour of a meeting that is no eviction."""
    on = pen.d.on + timedelta(days=pen.rng.randrange(12, 40))
    on += timedelta(days=2 if on.weekday() > 4 else 0)
    at = datetime.combine(on, time(pen.rng.choice((9, 10, 13)), pen.rng.choice((0, 15, 30))))
    return f"{weekday(on)} {pen.on(on, 'long')} kl. {at:%H.%M}"


def written(d: Draft, plan: Plan) -> Sheet:
    """The letter of that plan on its sender's paper."""
    look = LOOKS[plan.look]
    pen = Pen(d, plan.sender, plan.sort, money=plan.money, days=plan.days, number=plan.number,
              flat="{street}, lgh {flat}")  # fmt: skip
    old, share = pen.drawn(*plan.amounts), Decimal(pen.rng.randrange(102, 109)) / 100
    places = {
        "old": pen.kr(old), "new": pen.kr((old * share).quantize(Decimal(1))),
        "from_day": pen.after(pen.rng.randrange(20, 80)), "due_day": pen.after(10),
        "street": d.tenant.street, "when": hearing(pen), "day": pen.after(-16),
        "someone": pen.someone(), "place": "Provgatan 4 lgh 1101, 503 32 BORÅS",
    }  # fmt: skip
    first, more, *rest = plan.said
    words = [pen.p(first, **places)]
    words += [para(said) for said in pen.some(more, pen.rng.choice((2, 2, 3)), **places)]
    words += [pen.p(pool, **places) for pool in rest]
    name = pen.house.name
    dated = f"Göteborg {pen.dated()}" if look.date == "line" else ""
    top = {
        "table": side(f"<b>{escape(name)}</b>", br([pen.dated(), pen.place()]), "kh"),
        "below": "",
    }.get(look.head, div("nm", escape(name)))
    if plan.to == "tenant":
        block = [pen.names(" & "), d.tenant.street, pen.postal()]
    else:
        block = {"board": list(pen.board), "none": [],
                 "borås": ["Borås Stad", "Socialnämnden", "501 80 BORÅS"]}[plan.to]  # fmt: skip
    facts = list(plan.facts(pen)) if plan.facts else []
    if look.date == "facts":
        facts.insert(0, ("Datum", pen.dated()))
    signed = plan.signed.format(contact=pen.contact(), phone=pen.phone())
    return page(
        look.skin, look.css + TABLE, top, para("\n".join(block)), para(dated) if dated else "",
        h(d.rng.choice(plan.titles)), words[0], grid(facts), *words[1:],
        para(signed + (f"\n{name}" if look.head == "below" else "")),
        foot(f"{name} · {pen.place()} · {pen.orgnr()}"),
    )  # fmt: skip


def debt(pen: Pen, what: str) -> list[tuple[str, str]]:
    """A debt that is none of ours, row by row."""
    capital, interest = pen.drawn(300, 6500), pen.drawn(8, 90)
    return [
        ("Avser", what), ("Kapital", pen.kr(capital)), ("Ränta", pen.kr(interest)),
        ("Inkassokostnad", pen.kr(Decimal(180))),
        ("Att betala", pen.kr(capital + interest + Decimal(180))),
        ("Personnummer", pen.number() or "saknas"), ("Ärende", pen.case("99-99999")),
    ]  # fmt: skip


PLANS: dict[str, tuple[Plan, tuple[str, ...]]] = {
    "rent_rise": (Plan(
        amounts=(4200, 13000), sender="AB Sältungabostäder", sort="municipal", look="red",
            money="kr_full",
        titles=("Ny hyra", "Hyresändring", "Meddelande om hyreshöjning"),
        said=("raise_open", "raise_more")), ()),
    "phone_debt": (Plan(
        sender="Reskontra Inkassotjänst i Prov AB", sort="collector", look="small", money="solid",
        titles=("Inkassokrav", "Krav", "INKASSO"), said=("phone_open", "phone_more", "col_dispute"),
        facts=partial(debt, what="telefoni")), ()),
    "wage": (Plan(
        amounts=(11000, 17000), sender="Kronofogden", sort="kfm", look="office", days="den",
            number="century",
        titles=("Utmätning av lön", "Beslut om utmätning i lön", "Beslut"),
        said=("wage_open", "wage_more"),
        facts=lambda pen: [("Mål", pen.case("U-99999-YY")),
                           ("Personnummer", pen.number() or "framgår inte")]), ()),
    "assets": (Plan(
        sender="Kronofogdemyndigheten", sort="kfm", look="book", days="long", number="century",
        titles=("Tillgångsutredning", "Förfrågan om tillgångar", "Vi behöver uppgifter om Er"),
        said=("asset_open", "asset_more"),
        facts=lambda pen: [("Personnummer", pen.number() or "framgår inte"),
                           ("Skuld hos oss", pen.kr(pen.drawn(2000, 60000)))]), ()),
    "parking": (Plan(
        sender="Kommunal P-kontroll Provväst AB", sort="company", look="slim", money="dash",
        titles=("Krav på kontrollavgift", "Obetald parkering", "Inkassokrav parkering"),
        said=("park_open", "park_more"),
        facts=lambda pen: [("Avgift", pen.kr(Decimal(750))), ("Registreringsnr", "PRV 12X"),
                           ("Tid för parkeringen", pen.after(-50)), ("Ärende",
                               pen.case("P999999"))]),
        ()),
    "price": (Plan(
        sender="Voltängen Elhandel AB", sort="trade", look="thin", days="long",
        titles=("Nytt elpris", "Prisändring", "Ditt elavtal"), said=("price_open", "price_more"),
        facts=lambda pen: [("Kundnummer", pen.contract("99-99999")),
                           ("Anläggnings-id", f"735999{pen.digits('999999999999')}")]), ()),
    "advert": (Plan(
        sender="Klistermärket Sverigeprov AB", sort="company", look="red", to="board", days="long",
        titles=("Färre vräkningar med rätt stöd", "Slipp pärmarna!",
            "Erbjudande till socialtjänsten"),
        said=("advert_open", "advert_more")), ()),
    "court": (Plan(
        sender="Västprovets tingsrätt", sort="court", look="office", days="iso", number="century",
        titles=("Kallelse", "Kallelse till förhandling", "Stämning"),
        said=("court_open", "court_more"),
        facts=lambda pen: [("Målnummer", pen.case("T 9999-YY")),
                           ("Personnummer", pen.number() or "saknas")]), ()),
    "concern": (Plan(
        sender="Stiftelsen Björkprovets Hem", sort="municipal", look="large", to="board",
            days="den",
        titles=("Orosanmälan", "Anmälan om oro för barn", "Vi är oroliga för ett barn"),
        said=("concern_open", "concern_more")), ()),
    "water_stop": (Plan(
        sender="Vatten & Avlopp Provbygden", sort="water", look="maths", days="long",
        titles=("Vattenavstängning", "Planerat vattenstopp", "Information till boende"),
        said=("stop_water_open", "stop_water_more"), signed="Driftavdelningen\n{phone}"), ()),
    "rent_board": (Plan(
        sender="Hyresnämnden i Provsjö", sort="board", look="office", to="board", number="century",
        titles=("Kallelse till sammanträde", "Underrättelse om sammanträde", "Kallelse"),
        said=("board_call_open", "board_call_more"),
        facts=lambda pen: [("Ärendenummer", pen.case("9999-YY"))]), ("rent_debt", "disturbance")),
    "elsewhere": (Plan(
        amounts=(6000, 30000), sender="Borås Provfastigheter AB", sort="private", look="book",
            to="borås", days="den",
        titles=("Meddelande till socialnämnd", "Uppsägning på grund av obetald hyra",
                "Meddelande om uppsägning"),
        said=("elsewhere_open", "elsewhere_more")), ("rent_debt",)),
    "paid": (Plan(
        amounts=(6000, 30000), sender="Bostadsbolaget Granlyan AB", sort="municipal", look="thin",
            to="board", days="long",
        titles=("Skulden är betald", "Återkallelse av uppsägning", "Hyresskuld reglerad"),
        said=("paid_open", "paid_more"),
        facts=lambda pen: [("Hyresgäst", pen.persons()), ("Kontrakt", pen.contract("999.999.99"))]),
        ("rent_debt",)),
    "instalments": (Plan(
        sender="Wiggenholm Förvaltning i Väst AB", sort="private", look="type", to="board",
        titles=("AVBETALNINGSPLAN", "Överenskommelse om delbetalning", "Beviljad avbetalningsplan"),
        said=("plan_open", "plan_more"), facts=lambda pen: [("Hyresgäst", pen.persons())]),
        ("rent_debt",)),
    "garage": (Plan(
        sender="Kransekaksgårdens Fastigheter AB", sort="private", look="book", money="kr_first",
        titles=("Uppsägning av garage", "Uppsägning av bilplats", "Obetald avgift för bilplats"),
        said=("garage_open", "garage_more"), days="den"), ("rent_debt",)),
    "allowance": (Plan(
        amounts=(900, 6000), sender="Provmyndigheten", sort="state", look="grey", number="blank",
        titles=("Ditt bostadsbidrag", "Beslut om bostadsbidrag", "Återkrav av bostadsbidrag"),
        said=("allowance_open", "allowance_more"),
        facts=lambda pen: [("Personnummer", pen.number() or "saknas")]), ()),
    "guardian": (Plan(
        sender="Överförmyndarnämnden Provväst", sort="municipality", look="maths", to="board",
        days="long", number="century",
        titles=("God man", "Begäran om yttrande", "Beslut om godmanskap"),
        said=("guardian_open", "guardian_more"),
        facts=lambda pen: [("Huvudman", pen.persons()), ("Diarienummer", pen.case("ÖF-9999"))]),
            ()),
    "inspection": (Plan(
        sender="Hisingsprovets Bostäder AB", sort="municipal", look="slim", money="kr",
        titles=("Besiktning vid flytt", "Bekräftelse på Er uppsägning", "Besiktningsprotokoll"),
        said=("inspect_open", "inspect_more")), ()),
    "welcome": (Plan(
        sender="Nordprovets Hyreshus AB", sort="private", look="grey", days="long",
        titles=("Välkommen!", "Bekräftelse på hyresavtal", "Ditt nya hem"),
        said=("welcome_open", "welcome_more"),
        facts=lambda pen: [("Kontraktsnummer", pen.contract("9999-999"))]), ()),
    "dentist": (Plan(
        sender="Ahlprov Hyresbevakning AB", sort="collector", look="grey", money="kr",
        titles=("Inkassokrav", "Krav på betalning", "Obetald räkning"),
        said=("dental_open", "dental_more", "col_dispute"),
        facts=partial(debt, what="tandvård"), days="abbreviated"), ()),
}  # fmt: skip


def invoice(d: Draft) -> Sheet:
    """An invoice to the municipality itself."""
    pen = Pen(d, "Kaffe & Konferens i Prov AB", "company", money="comma", days="iso")
    net = pen.drawn(800, 19000)
    tax = (net * Decimal("0.25")).quantize(Decimal("0.01"))
    css = TABLE + ".hd{font-size:22pt;text-align:right;letter-spacing:2mm}.t{width:100%}"
    return page(
        "sans", css, div("hd", "FAKTURA"), side(br([pen.house.name, pen.place()]), br(pen.board)),
        colons((("Fakturadatum", pen.dated()), ("Fakturanr", pen.digits("99999")),
                ("Er referens", pen.someone()), ("Förfallodatum", pen.after(30)))),
        pen.p("invoice_open"),
        grid([("Netto", pen.kr(net)), ("Moms 25 %", pen.kr(tax)),
              ("Att betala", pen.kr(net + tax))]),
        pen.p("invoice_more"), foot(f"Bankgiro {pen.house.bankgiro}  Org.nr {pen.orgnr()}"),
    )  # fmt: skip


def job(d: Draft) -> Sheet:
    """Somebody who has worked with evictions looks for work."""
    pen = Pen(d, "", "homeowner", days="den")
    css = "body{line-height:1.5}h1{font-size:13pt}.stamp{top:2mm;left:105mm}"
    return page(
        "serif", css, para(f"{pen.house.name}\n{pen.place()}\n{pen.phone()}"),
        para("\n".join(pen.board)), para(f"Göteborg {pen.dated()}"),
        h(pen.rng.choice(("Ansökan om tjänst", "Ansökan", "Intresseanmälan"))), pen.p("job_open"),
        pen.p("job_more"), para("Referenser lämnas gärna. Min uppsägningstid är tre månader."),
        para(f"Med vänlig hälsning\n{pen.house.name}"),
    )  # fmt: skip


def news(d: Draft) -> Sheet:
    """A landlord's newsletter in two columns that speaks of disturbance in general."""
    pen = Pen(d, "Hisingsprovets Bostäder AB", "municipal", days="long")
    css = """.hd{background:#f60;color:#fff;font-size:24pt;padding:5mm}.side td{width:50%;
vertical-align:top;padding:3mm}h2{color:#f60}.stamp{top:2mm;left:105mm}"""
    values = {"from_day": pen.after(20), "street": d.tenant.street}
    left = h("Visa hänsyn", 2) + para(pen.say("news_one", **values))
    right = h("På gång", 2) + para(pen.say("news_two", **values))
    return page(
        "deja", css, div("hd", "Hembladet"), para(f"{pen.dated()}   Nr {d.on.month}"),
        side(left, right), para("Ring störningsjouren på 031-390 06 00 dygnet runt."),
        foot(f"Utges av {pen.house.name}"),
    )  # fmt: skip


def _other(name: str, write: Callable[[Draft], Sheet], *also: str) -> Design:
    return Design(name=f"trial_{name}", kind="other", subkind="", tenure="unknown", split="trial",
                  write=write, also=also, review=True)  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    *(_other(name, partial(written, plan=plan), *also) for name, (plan, also) in PLANS.items()),
    _other("invoice", invoice),
    _other("job", job),
    _other("newsletter", news),
)
