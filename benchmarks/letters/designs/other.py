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
    """How a look-alike is written: by whom, to whom, with what in it."""

    pool: str
    sort: str
    paper: str = "letter"
    person: bool = False
    label: str = "Avser"
    claim: bool = False
    to_tenant: bool = False
    reference: str = ""


LOOK_ALIKES: dict[str, LookAlike] = {
    f"other_{one.pool}": one
    for one in (
        LookAlike(pool="rent_rise", sort="municipal", to_tenant=True),
        LookAlike(pool="salary_seizure", sort="kfm", paper="authority", person=True,
                  label="Gäldenär", reference="U-99999-YY"),
        LookAlike(pool="asset_inquiry", sort="kfm", paper="authority", person=True,
                  label="Gäldenär", reference="U-99999-YY"),
        LookAlike(pool="phone_collection", sort="collector", claim=True, person=True,
                  label="Gäldenär", reference="9999999"),
        LookAlike(pool="parking", sort="company", claim=True, to_tenant=True),
        LookAlike(pool="price_change", sort="trade", to_tenant=True),
        LookAlike(pool="advert", sort="company"),
        LookAlike(pool="municipal_invoice", sort="company", claim=True, reference="999999"),
        LookAlike(pool="child_report", sort="municipality", person=True,
                  label="Barnets vårdnadshavare"),
        LookAlike(pool="job", sort="homeowner", paper="plain"),
        LookAlike(pool="newsletter", sort="municipal"),
        LookAlike(pool="water_stop", sort="water"),
        LookAlike(pool="tribunal", sort="board", paper="authority", person=True,
                  label="Hyresgäst", reference="9999-YY"),
        LookAlike(pool="court", sort="court", paper="authority", person=True, label="Part",
                  reference="T 9999-YY"),
        LookAlike(pool="paid", sort="municipal", person=True, label="Hyresgäst"),
        LookAlike(pool="renovation", sort="municipal", to_tenant=True),
        LookAlike(pool="lease_end", sort="private", to_tenant=True),
        LookAlike(pool="guardian", sort="municipality", person=True, label="Huvudman"),
        LookAlike(pool="debt_relief", sort="kfm", paper="authority", person=True,
                  label="Gäldenär", reference="S-9999-YY"),
    )
}  # fmt: skip
LABELS = {
    "kfm": ("Målnummer", "Mål nr"),
    "court": ("Mål nr", "Målnummer"),
    "company": ("Fakturanr",),
}
"""What senders of a sort call their reference; others say Ärendenummer or Dnr."""
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
            (
                d.rng.choice(LABELS.get(how.sort, ("Ärendenummer", "Dnr"))),
                d.reference(how.reference),
            )
        )
    to = d.tenant_address() if how.to_tenant else d.board_address()
    return Sheet(title=d.say(f"title_{how.pool}"), to=tuple(to), refs=tuple(refs), body=tuple(body),
                 signed=(d.contact,), skin=d.skin(how.paper))  # fmt: skip


DESIGNS: tuple[Design, ...] = tuple(
    Design(name=f"{name}{'_held_out' if split == 'held_out' else ''}", kind="other", subkind="",
           tenure="unknown", split=split, write=partial(look_alike, name=name),
           also=NEAR.get(name, ()), review=True)
    for number, name in enumerate(LOOK_ALIKES)
    for split in (("train", "held_out") if number % 2 else ("train",))
)  # fmt: skip
