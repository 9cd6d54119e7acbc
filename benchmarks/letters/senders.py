"""Made senders: housing companies, landlords, associations, collectors, suppliers, authorities."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.letters.people import (
    POSTAL,
    STREETS,
    check_digit,
    note,
    organisation_number,
    staff_name,
)

PREFIXES = {
    "municipal": "5599", "private": "5599", "person": "", "brf": "7699", "collector": "5599",
    "grid": "5599", "trade": "5599", "gas": "5599", "heating": "5599", "water": "212099",
    "waste": "212099", "kfm": "202199", "court": "202199", "board": "202199", "state": "202199",
    "municipality": "212099", "company": "5599", "homeowner": "", "region": "2329",
}  # fmt: skip
"""Ranges of organisation numbers that nobody has been given; none for private persons."""

NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "municipal": {
        "train": (
            "Bostads AB Kvarnvinden",
            "Hamnkransens Bostäder AB",
            "Älvhem i Exempelstad AB",
            "AB Stadens Provbostäder",
            "Bergtorpsbostäder AB",
        ),
        "held_out": ("Stiftelsen Måsungehem", "Gemensamma Hem i Lotsbåtsstaden AB"),
        "trial": ("AB Sältungabostäder", "Hisingsprovets Bostäder AB"),
        "final": ("Stiftelsen Träslottets Bostäder", "Kommunala Provgårdar AB"),
        "calibration": (
            "Kommunbostäder Provåsen AB",
            "Stiftelsen Hallprovs Bostadsfond",
            "Lindprovs Allmännytta AB",
        ),
    },
    "private": {
        "train": (
            "Tegelugnens Fastigheter AB",
            "Skutmast Förvaltning AB",
            "Rönnbär Fastighets AB",
            "Provklint Properties AB",
            "Fastighets AB Klockljungen",
            "Vindspelet Bostad AB",
        ),
        "held_out": (
            "Åskviggens Förvaltnings AB",
            "KB Havreklippan 4",
            "Fyrvaktarens Boende i Väst AB",
        ),
        "trial": (
            "Fastighetsbolaget Tranmossen KB",
            "Kransekaksgårdens Fastigheter AB",
            "E. Provåker & Söner HB",
        ),
        "final": (
            "Bröderna Vassrugg Handelsbolag",
            "Fastighetsfirman Ostindiefararen Prov",
            "Stickelbärets Hus AB",
        ),
        "calibration": (
            "Stenprov Bostad i Åmål AB",
            "Fastighets AB Nystaprov",
            "Björnprovs Hyreshem AB",
        ),
    },
    "brf": {
        "train": (
            "Brf Snöklockan",
            "Bostadsrättsföreningen Repslagarhöjden nr 3",
            "Brf Vadarfågeln 12",
            "Bostadsrättsföreningen Kajutan",
        ),
        "held_out": ("BRF Kopparormen", "Bostadsrättsföreningen Ålgräset i Exempelstad"),
        "trial": ("Brf Kastanjekupolen", "Bostadsrättsföreningen Lärksporren 7"),
        "final": ("Brf Tornsvalan i Prov", "Bostadsrättsföreningen Segelduken 2"),
        "calibration": (
            "HSF Brf Rönnskuggan i Göteborg",
            "Riksprovs Brf Hagprovshus 4",
            "Brf Vinkelprovet",
        ),
    },
    "collector": {
        "train": (
            "Norrprov Inkasso AB",
            "Fordrinx AB",
            "Kravklint Inkasso & Juridik AB",
            "Provkredit Inkasso AB",
        ),
        "held_out": ("Betalrätt Sverigeprov AB", "Juristbyrån Väderkvarnen Inkasso HB"),
        "trial": ("Reskontra Inkassotjänst i Prov AB", "Ahlprov Hyresbevakning AB"),
        "final": ("Kustens Kravbyrå Prov HB",),
        "calibration": (
            "Kredex Provinkasso AB",
            "Inkassohuset Nordprov AB",
            "Sydprovs Fordringsbyrå AB",
        ),
    },
    "grid": {
        "train": ("Älvprov Elnät AB", "Exempelkraft Nät AB", "Kustprovets Elnät Ek. för."),
        "held_out": ("Ledningsbolaget Skagervind AB",),
        "trial": ("Västkustprovets Nätbolag AB",),
        "final": ("Ödeby Elnätsförening u.p.a.",),
        "calibration": ("Provälvens Elnät AB", "Härprovs Energi Elnät AB"),
    },
    "trade": {
        "train": ("Brisklund Energi AB", "Provwatt Elhandel AB", "Gnistklöver El AB"),
        "held_out": ("Kilowattkompaniet Exempel AB", "Nordprov Ström & Värme AB"),
        "trial": ("Voltängen Elhandel AB",),
        "final": ("Vinterljus Kraft Prov AB",),
        "calibration": ("Fossprov Kraft AB", "Ljusprov Elbolag AB"),
    },
    "gas": {
        "train": ("Västprov Gasnät AB",),
        "held_out": ("Stadsgasverket Exempel AB",),
        "trial": ("Gasnätet Provbukten AB",),
        "final": ("Gasledningen Lågan Prov AB",),
        "calibration": ("Provsundets Energigas AB",),
    },
    "heating": {
        "train": ("Exempelstads Fjärrvärme AB", "Provpannan Värme AB"),
        "held_out": ("Värmeverket Glödbädden AB",),
        "trial": ("Fjärrvärmebolaget Ulvåsprov AB",),
        "final": ("Provåns Värmeföretag AB",),
        "calibration": ("Energi & Värme i Mellanprov AB",),
    },
    "water": {
        "train": ("Kretslopp och vatten Provstad", "Exempelstads VA AB"),
        "held_out": ("Vattenbolaget Källprovet AB",),
        "trial": ("Vatten & Avlopp Provbygden",),
        "final": ("Vattenförbundet Tre Källor Prov",),
        "calibration": ("VA-förbundet Provsjöarna", "Regionvatten Västprov"),
    },
    "waste": {
        "train": ("Renhållningen Exempelstad", "Provstads Avfall AB"),
        "held_out": ("Kärl & Kretslopp i Prov AB",),
        "trial": ("Avfallsförbundet Provdalen",),
        "final": ("Sopsamverkan Provslätten",),
        "calibration": ("Provmiljö Renhållning AB",),
    },
    "kfm": {
        "train": ("Kronofogden",),
        "held_out": ("Kronofogdemyndigheten",),
        "trial": ("Kronofogden",),
        "final": ("Kronofogden",),
        "calibration": ("Kronofogden",),
    },
    "court": {
        "train": ("Exempelstads tingsrätt", "Göteborgs tingsrätt"),
        "held_out": ("Provbygdens tingsrätt",),
        "trial": ("Västprovets tingsrätt",),
        "final": ("Provslättens tingsrätt",),
        "calibration": ("Norra Provbygdens tingsrätt",),
    },
    "board": {
        "train": ("Hyresnämnden i Göteborg",),
        "held_out": ("Hyres- och arrendenämnden i Västra Prov",),
        "trial": ("Hyresnämnden i Provsjö",),
        "final": ("Hyresnämnden i Provstad",),
        "calibration": ("Hyresnämnden i Västerprov",),
    },
    "state": {
        "train": ("Migrationsprovet", "Exempelförsäkringskassan"),
        "held_out": ("Provdomstolen",),
        "trial": ("Provmyndigheten",),
        "final": ("Provverket",),
        "calibration": ("Överförmyndarnämnden Provköping",),
    },
    "municipality": {
        "train": ("Exempelstads kommun", "Provköpings kommun"),
        "held_out": ("Testeå kommun",),
        "trial": ("Testinge kommun",),
        "final": ("Exempelhärads kommun",),
        "calibration": ("Provtorps kommun",),
    },
    "company": {
        "train": (
            "Provtele Mobil AB",
            "Exempelparkering AB",
            "Kontorsklöver AB",
            "Störningsfri AB",
            "Byggprovarna i Väst AB",
            "Larmexempel AB",
        ),
        "held_out": ("Rörprov Service AB", "Mobilkvisten AB", "Parkprov Sverige AB"),
        "trial": ("Klistermärket Sverigeprov AB",),
        "final": ("Parkett & Tele Prov AB",),
        "calibration": ("Provskadebolaget Försäkring AB", "Fiberprov Stadsnät AB"),
    },
    "region": {
        "train": ("Region Exempelvård",),
        "held_out": ("Region Provland",),
        "trial": ("Region Västprov",),
        "final": ("Region Exempelslätten",),
        "calibration": ("Region Provskaraborg",),
    },
}


BOARDS = (
    ("Socialnämnden Hisingen", "Göteborgs Stad", "405 30 GÖTEBORG"),
    ("Göteborgs kommun", "Socialnämnden", "405 30 Göteborg"),
    ("Till Socialnämnden i Göteborgs kommun",),
    ("Socialförvaltningen Centrum", "Vuxenenheten", "Box 5282", "402 25 GÖTEBORG"),
    ("Göteborgs Stad", "Individ- och familjeomsorgen", "405 30 GÖTEBORG"),
    ("Socialförvaltningen Nordost", "Mottagningen", "424 22 ANGERED"),
    ("Socialtjänsten Göteborg",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who writes: a name, an organisation number and the ways to reach and to pay."""

    sort: str
    name: str
    orgnr: str
    street: str
    postal: str
    city: str
    phone: str
    email: str
    web: str
    bankgiro: str
    plusgiro: str
    contact: str
    sole_trader: bool = False


_NAMED_AS = {"open": "train", "exam": "final"}
"""Letters written whole name their own senders; those on whose behalf they write are these."""


def fictional_phone(rng: Random) -> str:
    """A number from the series that Post- och telestyrelsen keeps for fiction."""
    last = rng.randrange(100)
    return rng.choice(
        (
            f"031-390 06 {last:02d}", f"031-39 006 {last:02d}", f"031/390 06 {last:02d}",
            f"08-465 004 {last:02d}", f"040-628 04 {last:02d}", f"070-174 06 {5 + last % 95:02d}",
        )
    )  # fmt: skip


def bankgiro(rng: Random) -> str:
    """A Luhn-valid bankgiro number in a high series."""
    nine = f"99{rng.randrange(10**5):05d}"
    total = 0
    for place, digit in enumerate(reversed(nine)):
        product = int(digit) * (2 - place % 2)
        total += product // 10 + product % 10
    eight = nine + str(-total % 10)
    return f"{eight[:4]}-{eight[4:]}"


def a_sender(
    rng: Random, sort: str, split: str, *, sole_trader_number: str = "", called: str = ""
) -> Sender:
    """A sender of that sort, with a name of that split or the one it is ``called``."""
    contact = staff_name(rng)
    if sort in {"person", "homeowner"}:
        name = staff_name(rng)
        if sort == "person" and rng.random() < 0.5:
            name = f"{name} {rng.choice(('Fastigheter', 'Hyreshus', 'Fastighetsförvaltning'))}"
        contact = name
    else:
        named = NAMES[sort]
        name = rng.choice(named.get(_NAMED_AS.get(split, split)) or named["train"])
    name = called or name
    prefix = PREFIXES[sort]
    number = sole_trader_number or (organisation_number(rng, prefix) if prefix else "")
    domain = "".join(
        letter for letter in name.lower().translate(str.maketrans("åäöé ", "aaoe-"))
        if letter.isalnum() or letter == "-"
    ).strip("-")  # fmt: skip
    nine = f"99{rng.randrange(10**4):04d}"
    note("staff", contact)
    note("principal", name)
    made = Sender(
        sort=sort,
        name=name,
        orgnr=number,
        street=rng.choice(
            (f"Box {rng.randrange(100, 9000)}", f"{rng.choice(STREETS)} {rng.randrange(1, 60)}")
        ),
        postal=rng.choice((*POSTAL, "40320", "17194", "85237")),
        city=rng.choice(("GÖTEBORG", "Göteborg", "SUNDBYBERG", "SUNDSVALL", "Göteborg")),
        phone=fictional_phone(rng),
        email=f"{rng.choice(('info', 'hyra', 'kundtjanst', 'post'))}@{domain}.example",
        web=f"www.{domain}.example",
        bankgiro=bankgiro(rng),
        plusgiro=f"{nine[:2]} {nine[2:4]} {nine[4:]}-{check_digit('000' + nine)}",
        contact=contact,
        sole_trader=bool(sole_trader_number),
    )
    note("sender_address", made.street)
    return made
