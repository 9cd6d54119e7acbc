"""Further look-alikes, to learn from only: what else comes to a social board's letter box."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial

from benchmarks.letters.draft import Draft
from benchmarks.letters.pieces import colon_facts, facts, para, table
from benchmarks.letters.truth import Design, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """How such a letter is written; ``near`` are kinds that count as right too."""

    pool: str
    sort: str
    paper: str = "letter"
    label: str = ""
    claim: bool = False
    near: tuple[str, ...] = ()


STRAYS: dict[str, Stray] = {
    f"other_{one.pool}": one
    for one in (
        Stray(pool="tribunal_decision", sort="board", paper="authority", label="Hyresgäst",
              near=("rent_debt", "disturbance")),
        Stray(pool="power_contract", sort="trade", label="Kund"),
        Stray(pool="premises", sort="private", label="Hyresgäst"),
        Stray(pool="letting", sort="homeowner", paper="plain"),
        Stray(pool="confirmed", sort="municipal", label="Avser", near=("rent_debt",)),
        Stray(pool="instalments", sort="private", label="Hyresgäst", near=("rent_debt",)),
        Stray(pool="withdrawn", sort="municipal", label="Hyresgäst",
              near=("rent_debt", "disturbance")),
        Stray(pool="tenant_own", sort="homeowner", paper="plain", label="Jag heter"),
        Stray(pool="misdirected", sort="state", paper="authority"),
        Stray(pool="moveout", sort="municipal", label="Tidigare hyresgäst", claim=True),
        Stray(pool="reference", sort="private", label="Namn"),
        Stray(pool="police_report", sort="municipality", paper="authority", label="Person"),
        Stray(pool="care", sort="region", label="Patient"),
        Stray(pool="insurance", sort="company", label="Försäkringstagare", claim=True),
    )
}  # fmt: skip


def stray(d: Draft, name: str) -> Sheet:
    """A letter of that sort."""
    how = STRAYS[name]
    sender = d.sender(how.sort)
    d.due = d.on + timedelta(days=d.rng.randrange(5, 70))
    d.add_row("other", f"Avser {d.periods()[-1][0]}", Decimal(d.rng.randrange(25000, 990000)) / 100)
    body = [para(text) for text in d.say_some(how.pool, d.rng.randrange(1, 4))]
    if how.label:
        lines = d.people_lines(how.label)
        if d.maybe(0.6):
            lines += [("Adress", d.home()), ("Ort", d.postal_line())]
        block = (facts if d.maybe(0.6) else colon_facts)(lines)
        body.insert(d.rng.choice((0, len(body))), block)
    if how.claim:
        body.append(table(("Avser", "Belopp"), [("Att betala", d.money(d.total()))]))
    elif "amount" not in "".join(d.fields):
        d.fields.pop("amount_sek", None)
    if d.maybe(0.4):
        body.append(para(f"Kontakta {d.contact}, {sender.phone}, om något är oklart."))
    return Sheet(
        title=d.say(f"title_{how.pool}"), to=d.board_address(), refs=(("Datum", d.dated()),),
        body=tuple(body), signed=(d.rng.choice(("Hälsningar", "Med vänlig hälsning", "")),
                                  d.contact, sender.name), skin=d.skin(how.paper),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = tuple(
    Design(name=name, kind="other", subkind="", tenure="unknown", split="train",
           write=partial(stray, name=name), also=how.near, review=True)
    for name, how in STRAYS.items()
)  # fmt: skip
