"""Look-alikes: letters that share words with the kinds and are none of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial

from benchmarks.letters.draft import Draft
from benchmarks.letters.pieces import facts, para, table
from benchmarks.letters.truth import Design, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlike:
    """How a look-alike is written: by whom, under which title, to whom, with what in it."""

    pool: str
    sort: str
    titles: tuple[str, ...]
    paper: str = "letter"
    person: bool = False
    label: str = "Avser"
    claim: bool = False
    to_tenant: bool = False
    reference: str = ""


LOOK_ALIKES: dict[str, LookAlike] = {
    "other_rent_rise": LookAlike(
        pool="rent_rise",
        sort="municipal",
        to_tenant=True,
        titles=("Ny hyra", "Information om ändrad hyra"),
    ),
    "other_salary_seizure": LookAlike(
        pool="salary_seizure",
        sort="kfm",
        paper="authority",
        titles=("Beslut om utmätning av lön", "Löneutmätning"),
        person=True,
        label="Gäldenär",
        reference="U-99999-YY",
    ),
    "other_asset_inquiry": LookAlike(
        pool="asset_inquiry",
        sort="kfm",
        paper="authority",
        titles=("Underrättelse om förrättning", "Tillgångsutredning"),
        person=True,
        label="Gäldenär",
        reference="U-99999-YY",
    ),
    "other_phone_collection": LookAlike(
        pool="phone_collection",
        sort="collector",
        claim=True,
        titles=("Inkassokrav", "INKASSO"),
        person=True,
        label="Gäldenär",
        reference="9999999",
    ),
    "other_parking": LookAlike(
        pool="parking",
        sort="company",
        claim=True,
        titles=("Kontrollavgift", "Påminnelse parkering"),
        to_tenant=True,
    ),
    "other_price_change": LookAlike(
        pool="price_change",
        sort="trade",
        to_tenant=True,
        titles=("Ändrat pris på ditt elavtal", "Nya priser"),
    ),
    "other_advert": LookAlike(pool="advert", sort="company", titles=("Erbjudande", "Välkommen!")),
    "other_invoice": LookAlike(
        pool="municipal_invoice",
        sort="company",
        claim=True,
        titles=("Faktura",),
        reference="999999",
    ),
    "other_child_report": LookAlike(
        pool="child_report",
        sort="municipality",
        titles=("Orosanmälan", "Anmälan om oro för barn"),
        person=True,
        label="Barnets vårdnadshavare",
    ),
    "other_job": LookAlike(
        pool="job", sort="homeowner", paper="plain", titles=("Ansökan om tjänst", "Ansökan")
    ),
    "other_newsletter": LookAlike(
        pool="newsletter",
        sort="municipal",
        titles=("Nyheter till dig som bor hos oss", "Boendebladet"),
    ),
    "other_water_stop": LookAlike(
        pool="water_stop", sort="water", titles=("Information om avstängning", "Planerat avbrott")
    ),
    "other_tribunal": LookAlike(
        pool="tribunal",
        sort="board",
        paper="authority",
        titles=("Underrättelse till socialnämnden", "Kallelse"),
        person=True,
        label="Hyresgäst",
        reference="9999-YY",
    ),
    "other_court": LookAlike(
        pool="court",
        sort="court",
        paper="authority",
        titles=("Underrättelse", "Föreläggande om yttrande"),
        person=True,
        label="Part",
        reference="T 9999-YY",
    ),
    "other_paid": LookAlike(
        pool="paid",
        sort="municipal",
        person=True,
        label="Hyresgäst",
        titles=("Återkallelse av meddelande", "Skulden är reglerad"),
    ),
    "other_renovation": LookAlike(
        pool="renovation",
        sort="municipal",
        to_tenant=True,
        titles=("Information om stambyte", "Vi renoverar"),
    ),
    "other_lease_end": LookAlike(
        pool="lease_end",
        sort="private",
        to_tenant=True,
        titles=("Bekräftelse på uppsägning", "Uppsägning av garageplats"),
    ),
    "other_guardian": LookAlike(
        pool="guardian",
        sort="municipality",
        person=True,
        label="Huvudman",
        titles=("Begäran om yttrande", "Angående god man"),
    ),
    "other_debt_relief": LookAlike(
        pool="debt_relief",
        sort="kfm",
        paper="authority",
        person=True,
        label="Gäldenär",
        titles=("Skuldsanering",),
        reference="S-9999-YY",
    ),
}
NEAR = {"other_tribunal": ("rent_debt", "disturbance"), "other_paid": ("rent_debt",)}
"""Letters whose nearest kind counts as right too; they are always for a person."""


def look_alike(d: Draft, name: str) -> Sheet:
    """A letter of that sort."""
    how = LOOK_ALIKES[name]
    sender = d.sender(how.sort)
    d.due = d.on + timedelta(days=d.rng.randrange(8, 60))
    d.add_row("other", "Belopp", Decimal(d.rng.randrange(30000, 900000)) / 100, "")
    d.claim[0] = type(d.claim[0])(
        what="other", label=f"Avser {d.periods()[-1][0]}", period="", amount=d.claim[0].amount
    )
    body = [para(text) for text in d.say_some(how.pool, d.rng.randrange(1, 3))]
    if how.person:
        lines = d.people_lines(how.label)
        if d.maybe(0.6):
            lines += [("Adress", d.home()), ("Postadress", d.postal_line())]
        body.append(facts(lines))
    if how.claim:
        body.append(table(("Specifikation", "Belopp"),
                          [("Att betala", d.money(d.total()))]))  # fmt: skip
    elif "amount" not in "".join(d.fields):
        d.fields.pop("amount_sek", None)
    if d.maybe(0.4):
        body.append(para(f"Frågor besvaras av {d.contact}, {sender.email}."))
    refs = [("Datum", d.dated())]
    if how.reference:
        refs.append(
            (d.rng.choice(("Ärendenummer", "Dnr", "Målnummer")), d.reference(how.reference))
        )
    to = d.tenant_address() if how.to_tenant else d.board_address()
    return Sheet(title=d.rng.choice(how.titles), to=tuple(to), refs=tuple(refs), body=tuple(body),
                 signed=(d.contact,), skin=d.skin(how.paper))  # fmt: skip


DESIGNS: tuple[Design, ...] = tuple(
    Design(name=f"{name}{'_held_out' if split == 'held_out' else ''}", kind="other", subkind="",
           tenure="unknown", split=split, write=partial(look_alike, name=name),
           also=NEAR.get(name, ()), review=True)
    for number, name in enumerate(LOOK_ALIKES)
    for split in (("train", "held_out") if number % 2 else ("train",))
)  # fmt: skip
