"""Letters that the scenarios of the other towns need and no fixture has."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from towns import printed, written

from benchmarks.letters import Addressee, render
from benchmarks.letters.expected import letter as made
from benchmarks.letters.people import personnummer

BREAK = '<div style="page-break-after: always"></div>'
BOARD = "<p>Socialnämnden i Göteborg<br>404 82 GÖTEBORG</p>"


def home(who: Addressee) -> str:
    """Where somebody lives, on two lines."""
    return f"{who.street}, lgh {who.apartment}<br>{who.postal_code} {who.city}"


def six_pages(who: Addressee) -> tuple[str, bytes]:
    """Notice to quit, form 1 and form 3 of one matter in one scan of six pages (17)."""
    landlord = (
        "<p><b>Bostads AB Kvarnvinden</b><br>Box 9910, 403 20 GÖTEBORG<br>Telefon 031-390 06 12</p>"
    )
    tenant = f"<p>{who.name}, personnummer {printed(who.number)}<br>{home(who)}</p>"
    owed = (
        "<table><tr><td>Hyra augusti 2026, förfallen 2026-07-31</td><td>9 650,00 kr</td></tr>"
        "<tr><td>Hyra september 2026, förfallen 2026-08-31</td><td>9 650,00 kr</td></tr>"
        "<tr><td>Ränta enligt 6 § räntelagen till 2026-10-01</td><td>96,00 kr</td></tr>"
    )
    lease = "Hyreskontrakt nr 30412-3"
    quit_ = (
        f"{landlord}<p>Göteborg 2026-10-01</p>{tenant}<h2>Uppsägning av hyresavtal</h2>"
        "<p>Ni sägs härmed upp till omedelbar avflyttning från lägenheten på grund av dröjsmål "
        "med hyran, 12 kap. 42 § första stycket 1 jordabalken. Hyresrätten är förverkad. "
        f"{lease}.</p>"
    )
    receipt = (
        f"<h3>Delgivningskvitto</h3><p>Uppsägning den 2026-10-01. {lease}.</p>{tenant}"
        "<p>Jag har tagit del av uppsägningen.</p><p>Ort och datum ________________</p>"
        "<p>Mottagarens underskrift ________________</p>"
    )
    form1 = (
        f"{landlord}<h2>Underrättelse till bostadshyresgäst om möjlighet att få tillbaka "
        f"hyresrätten fastän hyran inte har betalats i tid</h2>{tenant}"
        "<p>Ni underrättas härmed om att Ni har möjlighet att få tillbaka Er hyresrätt, om Ni "
        "betalar hyran inom tre veckor från det att Ni har fått del av denna underrättelse.</p>"
    )
    how_to_pay = (
        "<h3>Så betalar Ni</h3><p>Hyran betalas till bankgiro 9901-0017. Betalas hyran inom tiden "
        "får Ni bo kvar. Kontakta socialtjänsten om Ni behöver hjälp.</p>"
        f"<p>{lease}.</p>"
    )
    form3 = (
        f"{BOARD}<h2>Meddelande till socialnämnd om uppsägning av bostadshyresgäst på grund av "
        "försummad hyresbetalning</h2><p>Datum 2026-10-01</p>"
        f"<p><b>1</b> Hyresvärdens namn, postadress och telefonnummer</p>{landlord}"
        f"<p><b>2</b> Hyresgästens namn och postadress</p>{tenant}"
        "<p><b>3</b> Den förhyrda lägenhetens storlek (antalet rum)</p><p>3 rum och kök</p>"
        "<p><b>4</b> Belopp som hyresgästen skall betala för att återvinna hyresrätten med "
        "angivande av förfallodagen och den ränta som fordras</p>"
        f"{owed}<tr><td><b>Summa att betala</b></td><td><b>19 396,00 kr</b></td></tr></table>"
        "<p><b>5</b> Hyresvärdens postgiro- eller bankgirokonto: bankgiro 9901-0017</p>"
        f"<p>{lease}.</p>"
    )
    rent = (
        f"<h3>Bilaga: hyresspecifikation</h3><p>{lease}, {who.name}</p>"
        "<table><tr><td>Grundhyra per månad</td><td>9 310,00 kr</td></tr>"
        "<tr><td>Bredband per månad</td><td>340,00 kr</td></tr></table>"
    )
    pages = [
        f"{text}<p>Sida {number} av 6</p>"
        for number, text in enumerate((quit_, receipt, form1, how_to_pay, form3, rent), 1)
    ]
    return written("sex-sidor.pdf", BREAK.join(pages))


def water_and_waste(who: Addressee) -> tuple[str, bytes]:
    """One invoice for water and waste, voluntary: no law asks for it (19)."""
    return written(
        "vatten-avfall.pdf",
        "<p><b>Kretslopp Exempelstad</b><br>Box 9930, 403 20 GÖTEBORG<br>Tfn 031-390 06 40</p>"
        f"{BOARD}<p>Datum: 2026-10-01</p><h2>Obetald avgift för vatten, avlopp och renhållning</h2>"
        "<p>Vi vill upplysa socialtjänsten om att vår kund inte har betalat nedanstående faktura "
        "för vatten och avlopp samt hämtning av avfall. Sker ingen betalning kan vattnet komma "
        f"att stängas av.</p><p>Kund: {who.name}, personnummer {printed(who.number)}<br>{home(who)}"
        "</p><p>Kundnummer 660-4471</p><table>"
        "<tr><td>VA-avgift, brukningsavgift kvartal 3</td><td>2 310,00 kr</td></tr>"
        "<tr><td>Renhållning, avfallsavgift kvartal 3</td><td>845,00 kr</td></tr>"
        "<tr><td>Summa att betala</td><td>3 155,00 kr</td></tr></table>"
        "<p>Förfallodag 2026-08-31. Bankgiro 9931-0042.</p><p>Med vänlig hälsning, Kundtjänst</p>",
    )


def collection_care_of_the_office(who: Addressee) -> tuple[str, bytes]:
    """A collection claim to the tenant, sent in care of the office (15)."""
    return written(
        "stadshuset/inkassokrav.pdf",
        "<p><b>Hyresinkasso Exempelstad AB</b>, org.nr 559942-0485<br>Box 9940, 403 20 GÖTEBORG"
        f"<br>Telefon 08-465 004 24</p><p>{who.name}<br>c/o Socialkontoret<br>404 82 GÖTEBORG</p>"
        "<p>Datum 2026-10-01<br>Ärendenummer 88-40213</p><h2>Inkassokrav</h2>"
        "<p>Vår uppdragsgivare Bostads AB Kvarnvinden har gett oss i uppdrag att kräva in obetald "
        f"hyra. Gäldenär: {who.name}, personnummer {printed(who.number)}. Kravet avser lägenheten "
        f"{who.street}, lgh {who.apartment}, {who.postal_code} {who.city}.</p><table>"
        "<tr><td>Kapital: hyra september 2026</td><td>8 240,00 kr</td></tr>"
        "<tr><td>Ränta 8,00 % från 2026-09-01 till 2026-10-01</td><td>54,18 kr</td></tr>"
        "<tr><td>Inkassokostnad</td><td>180,00 kr</td></tr>"
        "<tr><td><b>Att betala</b></td><td><b>8 474,18 kr</b></td></tr></table>"
        "<p>Betalas eller bestrids senast 2026-10-12. Sker ej betalning ansöker vi om "
        "betalningsföreläggande hos Kronofogden, och hyresavtalet kan komma att sägas upp.</p>",
    )


def complaint_and_debt(who: Addressee) -> tuple[str, bytes]:
    """A property owner's complaint about a social contract's tenant, two months unpaid (30)."""
    return written(
        "klagomal.pdf",
        "<p><b>Fastighets AB Rönnbär</b><br>Box 9950, 403 20 GÖTEBORG<br>Telefon 031-390 06 50</p>"
        f"{BOARD}<p>2026-10-01</p><h2>Klagomål på andrahandshyresgäst och obetald hyra</h2>"
        f"<p>Vi vill underrätta er om störningar i boendet hos er andrahandshyresgäst {who.name}, "
        f"personnummer {printed(who.number)}, {who.street}, lgh {who.apartment}, "
        f"{who.postal_code} {who.city}. Grannarna klagar på hög musik och skrik nattetid, senast "
        "den 26 september 2026 klockan 01.45. Vi uppmanar hyresgästen att störningarna omedelbart "
        "upphör.</p><p>Hyran för augusti och september 2026 är inte heller betald:</p><table>"
        "<tr><td>Hyra augusti 2026</td><td>6 900,00 kr</td></tr>"
        "<tr><td>Hyra september 2026</td><td>6 900,00 kr</td></tr>"
        "<tr><td>Summa att betala</td><td>13 800,00 kr</td></tr></table>"
        "<p>Hyreskontrakt SK-2001. Med vänlig hälsning, Rut Provanställd, förvaltare</p>",
    )


def from_design(name: str, design: str, key: str, **more: Any) -> tuple[str, bytes]:
    """A made letter about a resident of the sample register."""
    return name, render(made(design, key, **{"numbers": "printed", "children": False} | more))


def the_form(key: str) -> tuple[str, bytes]:
    """The network's notice on the statutory form (18)."""
    return from_design("elnat.pdf", "power_form", key, seed=1, months=2, amount=Decimal("3120.00"))


def the_trader(key: str) -> tuple[str, bytes]:
    """The trader's own letter about another debt the same day (18)."""
    return from_design("elhandel.pdf", "power_trade_letter", key, seed=3, months=1)


def elsewhere(parent: Addressee, born: date, serial: int) -> dict[str, list[dict[str, str]]]:
    """Rows of the register: a child in that person's custody who is registered elsewhere."""
    number = personnummer(born, serial)
    return {
        "persons": [
            {
                "personnummer": number,
                "fornamn": "Tuva",
                "efternamn": parent.surname,
                "gatuadress": "Fyrvaktarliden 3",
                "lagenhetsnummer": "1101",
                "postnummer": "42415",
                "postort": "GÖTEBORG",
            }
        ],
        "relations": [
            {
                "personnummer": parent.number,
                "relation": "VF",
                "relaterat_personnummer": number,
            }
        ],
    }
