"""Examination letters by hand: small landlords who write themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import escape

from benchmarks.letters.designs.kit import Pen, page, para, rent_design
from benchmarks.letters.draft import Draft
from benchmarks.letters.people import personnummer
from benchmarks.letters.truth import Design, Sheet


def wobbling(text: str, d: Draft) -> str:
    """Words off their line and of uneven size, as in a hand."""
    lines = []
    for line in text.split("\n"):
        words = []
        for word in line.split(" "):
            rise, size = d.rng.uniform(-0.45, 0.45), d.rng.uniform(0.94, 1.07)
            style = f"top:{rise:.2f}mm;font-size:{size:.2f}em"
            words.append(f'<span style="{style}">{escape(word)}</span>')
        lines.append(" ".join(words))
    return f'<p class="hw">{"<br>".join(lines)}</p>'


HAND = """
.hw{font-family:"DejaVu Serif Condensed";font-style:italic;line-height:1.75;margin:0 0 4mm}
.hw span{position:relative}.stamp{top:205mm;left:100mm}"""


def by_hand(d: Draft) -> Sheet:
    """A small landlord's own letter by hand, with faults of spelling; the firm is his number."""
    born = date(1951 + d.rng.randrange(20), 1 + d.rng.randrange(12), 1 + d.rng.randrange(28))
    own = personnummer(born, d.rng.randrange(981, 1000, 2))
    pen = Pen(d, "Kjell Provåkers Hyreshus", "person", money="dash", days="slash",
              number="hyphen", trader=f"{own[2:8]}-{own[8:]}")  # fmt: skip
    pen.owe("Hyra")
    lines = [
        "Kjell Provåkers Hyreshus", pen.place(), f"Göteborg {pen.dated()}", pen.say("hand_open"),
        pen.say("hand_debt"), pen.say("hand_way"),
    ]  # fmt: skip
    numbers = [f"{pen.name(one)} {pen.number(one)}" for one in d.tenants if pen.number(one)]
    if numbers:
        lines.append(f"Pers.nr: {', '.join(numbers)}")
    lines += [pen.say("hand_end"), "Hälsningar Kjell"]
    small = para(f"Innehar F-skattsedel. Org.nr {pen.orgnr()}  Bg {pen.house.bankgiro}")
    return page("bookish", HAND, *(wobbling(line, d) for line in lines), small)


def own_home(d: Draft) -> Sheet:
    """Somebody who lets her own flat writes by hand."""
    pen = Pen(d, "", "homeowner", money="solid_kr", days="long", number="hyphen")
    each = Decimal(pen.rng.randrange(62, 120) * 100)
    d.claim.clear()
    for month in pen.months():
        d.add_row("rent", f"Hyra {pen.month(month)}", each, f"{month:%Y-%m}")
    lines = [
        f"{pen.house.name}\n{pen.place()}", f"Göteborg den {pen.dated()}", "Till socialkontoret",
        pen.say("own_open"), pen.say("own_law"), pen.say("own_sum"),
        f"Hyresgäst: {pen.persons()}", pen.say("own_end"), f"Vänligen {pen.house.name}",
        f"Telefon {pen.phone()}",
    ]  # fmt: skip
    css = HAND.replace("DejaVu Serif Condensed", "Liberation Serif").replace("1.75", "1.6")
    return page("serif", css + "body{font-size:13.5pt}", *(wobbling(line, d) for line in lines))


def neighbourly(d: Draft) -> Sheet:
    """A small landlord's letter by hand about noise, badly spelt."""
    pen = Pen(d, "", "homeowner", days="slash", number="hyphen")
    street = d.tenant.street
    lines = [
        f"Till Socialen      {pen.dated()}",
        pen.say("neighbourly_open", street=street),
        pen.say("neighbourly_what", neighbour=pen.someone()), pen.say("neighbourly_next"),
        *(f"{pen.name(one)} {pen.number(one)}" for one in d.tenants if pen.number(one)),
        f"Mvh {pen.house.name}, hyresvärd. {pen.phone()}",
    ]  # fmt: skip
    return page("bookish", HAND, *(wobbling(line, d) for line in lines))


DESIGNS: tuple[Design, ...] = (
    rent_design("notice_by_hand", by_hand, "social_notice"),
    rent_design("own_home", own_home, "", "private_letting", review=True),
    Design(name="trial_trouble_by_hand", kind="disturbance", subkind="warning", tenure="rental",
           split="trial", write=neighbourly),
)  # fmt: skip
