"""Letters written whole, as text with places to fill: a file a writer (see ``README.md``).

``python -m benchmarks.letters.written FILE`` checks a file and prints what each letter becomes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.letters.designs.final_kit import in_words
from benchmarks.letters.designs.kit import Pen, page
from benchmarks.letters.designs.shapes import DAYS, MONEY, NUMBERS, PERIODS
from benchmarks.letters.draft import Draft
from benchmarks.letters.markup import to_html
from benchmarks.letters.people import note
from benchmarks.letters.truth import Design, Sheet
from benchmarks.letters.wording import WHOLE_SPLITS

FOLDER = Path(__file__).parent

SUBKINDS: dict[str, tuple[str, ...]] = {
    "rent_debt": (
        "social_notice", "collection", "termination", "payment_order", "eviction_application",
    ),
    "disturbance": ("warning", "termination"),
    "utility_debt": ("electricity", "gas", "heating", "water", "waste", "combined"),
    "eviction_date": ("set", "moved", "cancelled", "executed", "removal"),
    "other": ("",),
}  # fmt: skip
TENURES = ("rental", "condominium", "private_letting", "premises", "unknown")
PAPERS = (
    "sans", "serif", "mono", "deja", "dejaserif", "dejamono", "narrow", "condensed", "bookish",
    "light", "gyre",
)  # fmt: skip
_KEYS = frozenset(
    {
        "name", "kind", "subkind", "tenure", "sender", "sort", "text", "rows", "review", "also",
        "secondary", "children", "principal", "money", "days", "period", "number", "flat",
        "numbers", "glue", "paper", "css",
    }
)  # fmt: skip
_PLACE = re.compile(r"\{([a-z_]+)(?::([^{}]*))?\}")
_EITHER = re.compile(r"\(\(([^()]*(?:\([^()]*\)[^()]*)*)\)\)")

STYLE = """
@page{margin:22mm 20mm 22mm 22mm}td,th{vertical-align:top;text-align:left}
.right{text-align:right}.kept{white-space:pre-wrap}.cap{font-size:.75em}
.box{border:.3mm solid #000;padding:1mm 2mm 2mm;margin-top:-.3mm}
table.t{margin:0 0 4mm;border-collapse:collapse}table.t td,table.t th{padding:.6mm 7mm .6mm 0}
tr.total td{font-weight:bold}table.side{width:100%;margin-bottom:4mm}
table.side>tbody>tr>td{width:50%;padding-right:6mm}hr{border:0;border-top:.3mm solid #000}
.item{margin-left:5mm}.foot{width:168mm}"""
LOOKS = (
    "",
    "table.t{width:100%}table.t td,table.t th{border-bottom:.2mm solid #888}",
    "table.t td,table.t th{border:.2mm solid #444;padding:1mm 3mm}h1{text-align:center}",
    "table.t{width:100%}table.t tr>*:last-child{text-align:right}h1{font-size:1.5em;color:#234}",
    "h1{font-size:1.05em;text-transform:uppercase}h2{font-style:italic;font-weight:normal}",
    "body{line-height:1.2}p{margin-bottom:1.8mm}h1{border-bottom:.5mm solid #000}",
    "body{line-height:1.55}@page{margin:30mm 28mm 25mm 30mm}",
)
"""Ways to dress the same text; a letter's own ``css`` comes on top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One letter as its writer left it: its traits and its text."""

    traits: dict[str, Any]
    split: str
    writer: str

    @property
    def design(self) -> Design:
        """The letter as a design, named for its split and writer."""
        own = self.traits
        return Design(
            name=f"{self.split}_{self.writer}_{own['name']}",
            kind=own["kind"],
            subkind=own.get("subkind", ""),
            tenure=own.get("tenure", "unknown"),
            split=self.split,
            write=partial(_write, own),
            also=tuple(own.get("also", ())),
            secondary=own.get("secondary", ""),
            review=own.get("review", False),
            writer=self.writer,
        )


@cache
def written() -> tuple[Written, ...]:
    """All letters of the folder, in the files' order."""
    return tuple(
        one for split in WHOLE_SPLITS for file in sorted((FOLDER / split).glob("*.toml"))
        for one in read(file, split)
    )  # fmt: skip


def read(file: Path, split: str) -> Iterator[Written]:
    """A file's letters; ValueError for one that says what the format does not know."""
    for number, traits in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["letter"], 1):
        if fault := _fault(traits):
            message = f"{file.name}: letter {number} ({traits.get('name')}): {fault}"
            raise ValueError(message)
        yield Written(traits=traits, split=split, writer=file.stem)


def _fault(own: dict[str, Any]) -> str:
    if unknown := set(own) - _KEYS:
        return f"unknown keys {sorted(unknown)}"
    if missing := {"name", "kind", "sender", "sort", "text"} - set(own):
        return f"missing keys {sorted(missing)}"
    allowed = {
        "kind": tuple(SUBKINDS), "subkind": SUBKINDS.get(own["kind"], ()), "tenure": TENURES,
        "money": tuple(MONEY), "days": tuple(DAYS), "period": tuple(PERIODS),
        "number": tuple(NUMBERS), "numbers": ("none", "printed", "masked"), "paper": PAPERS,
    }  # fmt: skip
    labels = (f"{kind}.{sub}" for kind, subs in SUBKINDS.items() for sub in subs)
    known = {*SUBKINDS, "debt_list", *labels}
    if unknown := set(own.get("also", ())) - known:
        return f"also {sorted(unknown)} is neither kind nor kind.subkind"
    own.setdefault("subkind", "")
    for key, values in allowed.items():
        if key in own and own[key] not in values:
            return f"{key} {own[key]!r} is none of {values}"
    claimed = "{total" in own["text"] or "{words" in own["text"]
    if bool(own.get("rows")) != claimed:
        return "rows and {total} go together"
    return ""


def _write(own: dict[str, Any], d: Draft) -> Sheet:
    habits = {
        key: own[key]
        for key in ("money", "days", "period", "number", "flat", "numbers", "glue")
        if key in own
    }
    pen = Writer(d, own["sender"], own["sort"], **habits)
    if d.name_style == "last_first" and "name_style" not in d.given:
        d.name_style = "plain"
    if "principal" in own:
        pen.writes_for(own["principal"])
    if own.get("rows"):
        pen.charge(own["rows"])
    d.children_mentioned = d.children_mentioned or own.get("children", False)
    look = d.rng.choice(LOOKS) if "css" not in own else own["css"]
    paper = own.get("paper") or d.rng.choice(PAPERS)
    text = pen.fill(own["text"])
    for name in ("sender_name", "apartment"):
        # a writer may print the sender as a logo's capitals, or leave the flat out
        if d.fields.get(name, "") not in text:
            d.fields.pop(name)
    if not own.get("rows"):
        d.fields.pop("amount_sek", None)  # a payment's number alone claims nothing
    return page(paper, STYLE + look, to_html(text))


class Writer(Pen):
    """A pen that fills a text's places, each by its name."""

    def charge(self, rows: list[list[Any]]) -> None:
        """The claim: rows of ``what``, ``label`` and an amount or its bounds."""
        each = self.drawn(4100, 13900)
        self.d.claim.clear()
        for what, label, *bounds in rows:
            if bounds:
                amount = self._amount(bounds)
                self.d.add_row(what, self.fill(label), amount)
                continue
            for first in self.months():
                said = f"{label} {self.month(first)}"
                self.d.add_row(what, said, each, f"{first:%Y-%m}")
        self.d.total()

    def drawn(self, low: int, high: int) -> Decimal:
        """Some amount between the two; without öre where this sender prints none."""
        drawn = super().drawn(low, high)
        return Decimal(int(drawn)) if self.money == "solid_kr" else drawn

    def _amount(self, bounds: list[Any]) -> Decimal:
        if len(bounds) == 1:
            return Decimal(str(bounds[0]))
        low, high = bounds
        return -self.drawn(-high, -low) if high < 0 else self.drawn(low, high)

    def fill(self, text: str) -> str:
        """The text, one of each ``((this|or that))``, its places filled in."""
        while _EITHER.search(text):
            text = _EITHER.sub(lambda one: self.rng.choice(one[1].split("|")), text)
        return _PLACE.sub(lambda one: self._place(one[1], one[2]), text)

    def _place(self, name: str, detail: str | None) -> str:
        if name not in PLACES:
            message = f"no place is called {name!r}"
            raise ValueError(message)
        return PLACES[name](self, detail or "")

    def flat_elsewhere(self) -> str:
        """A flat in the house that is not the tenant's."""
        own = self.d.tenant.apartment
        flats = [f"1{floor}0{door}" for floor in range(6) for door in range(1, 6)]
        return str(self.rng.choice([one for one in flats if one != own]))

    def night(self) -> str:
        """Some hour of the night."""
        return f"{self.rng.choice((22, 23, 0, 1, 2, 3)):02d}.{self.rng.choice((10, 25, 40, 55))}"

    def someone_noted(self) -> str:
        """Somebody who has nothing to do with the home."""
        name = self.someone()
        note("other_person", name)
        return name

    def eviction(self) -> datetime:
        """The time of the eviction, the same throughout; gone by where it is executed."""
        if "eviction_at" in self.d.fields:
            return datetime.fromisoformat(self.d.fields["eviction_at"])
        if self.d.design.subkind == "executed" and "eviction_at" not in self.d.given:
            gone = self.d.on - timedelta(days=self.rng.randrange(0, 6))
            while gone.weekday() > 4:
                gone -= timedelta(days=1)
            at = datetime.combine(
                gone, time(self.rng.choice((9, 10, 13)), self.rng.choice((0, 30)))
            )
            self.d.given = {**self.d.given, "eviction_at": at}
        return self.hour()

    def earlier(self) -> datetime:
        """A time that holds no longer, the same throughout."""
        if "old_time" not in self.d.given:
            self.d.given = {**self.d.given, "old_time": self.d.old_time()}
        return self.d.old_time()

    def numbered_names(self) -> str:
        """All tenants, the number of each in brackets where it is printed."""
        said = [
            f"{self.name(one)} ({number})" if number else self.name(one)
            for one in self.d.tenants
            for number in [self.number(one)]
        ]
        return self.glue.join(said)

    def numbers(self) -> str:
        """All tenants' numbers, or a dash where none is printed."""
        return ", ".join(filter(None, map(self.number, self.d.tenants))) or "–"

    def between(self, bounds: str, shape: str = "") -> str:
        """Some amount within ``low-high`` that is no part of the claim."""
        low, high = bounds.split("-")
        return self.kr(self.drawn(int(low), int(high)), shape)

    def ocr_once(self) -> tuple[str, str]:
        """The payment's number and line, the same throughout."""
        if "ocr_drawn" not in self.d.given:
            self.d.given = {**self.d.given, "ocr_drawn": self.ocr()}
        drawn: tuple[str, str] = self.d.given["ocr_drawn"]
        return drawn

    def charged_case(self, shape: str) -> str:
        """The matter's number, drawn once."""
        known = self.d.fields.get("case_number")
        return known or self.case(shape or "99999-YY")

    def charged_contract(self, shape: str) -> str:
        """The contract's or customer's number, drawn once."""
        known = self.d.fields.get("contract_number")
        return known or self.contract(shape or "9999-99-999")

    def moved_day(self, detail: str) -> str:
        """A day so many days from the letter's: ``-5``, ``+21``, or ``+21,long`` in a shape."""
        days, _, shape = detail.partition(",")
        return self.after(int(days), shape)


def _clock(at: datetime, shape: str) -> str:
    return f"{at:%H:%M}" if shape == "colon" else f"{at:%H.%M}"


def _claim_rows(pen: Writer, _: str) -> str:
    return "\n".join(f"| {label} | {amount} |" for label, amount in pen.claim())


def _claim_lines(pen: Writer, glue: str) -> str:
    return "\n".join(f"{label}{glue or ': '}{amount}" for label, amount in pen.claim())


def _due(pen: Writer, detail: str) -> str:
    days, _, shape = detail.partition(",")
    return pen.due(int(days or "21"), shape)


PLACES: dict[str, Callable[[Writer, str], str]] = {
    # the persons
    "name": lambda pen, _: pen.name(),
    "names": lambda pen, _: pen.names(),
    "names_numbers": lambda pen, _: pen.numbered_names(),
    "persons": lambda pen, _: pen.persons(),
    "number": lambda pen, _: pen.number() or "–",
    "numbers": lambda pen, _: pen.numbers(),
    "block": lambda pen, _: "\n".join(pen.block()),
    "home": lambda pen, _: pen.home(),
    "postal": lambda pen, _: pen.postal(),
    # the sender
    "sender": lambda pen, _: pen.house.name,
    "place": lambda pen, _: pen.place(),
    "phone": lambda pen, _: pen.phone(),
    "email": lambda pen, _: pen.house.email,
    "web": lambda pen, _: pen.house.web,
    "orgnr": lambda pen, _: pen.orgnr(),
    "city": lambda pen, _: pen.house.city,
    "contact": lambda pen, _: pen.contact(),
    "giro": lambda pen, _: pen.house.bankgiro,
    "plusgiro": lambda pen, _: pen.house.plusgiro,
    "creditor": lambda pen, _: pen.creditor(),
    "board": lambda pen, _: "\n".join(pen.board),
    # money
    "total": lambda pen, shape: pen.total(shape),
    "words": lambda pen, _: in_words(pen.d.total()),
    "rent": lambda pen, shape: pen.rent(shape),
    "claim_rows": _claim_rows,
    "claim_lines": _claim_lines,
    "amount": lambda pen, bounds: pen.between(bounds or "500-4000"),
    "ocr": lambda pen, _: pen.ocr_once()[0],
    "ocr_line": lambda pen, _: pen.ocr_once()[1],
    # days
    "dated": lambda pen, shape: pen.dated(shape),
    "period": lambda pen, _: pen.period(),
    "month": lambda pen, _: pen.month(pen.months()[-1]),
    "day": lambda pen, detail: pen.moved_day(detail),
    "due": _due,
    "eviction_day": lambda pen, shape: pen.on(pen.eviction().date(), shape),
    "eviction_clock": lambda pen, shape: _clock(pen.eviction(), shape),
    "old_day": lambda pen, shape: pen.on(pen.earlier().date(), shape),
    "old_clock": lambda pen, shape: _clock(pen.earlier(), shape),
    "night": lambda pen, _: pen.night(),
    # numbers of matters, others
    "case": lambda pen, shape: pen.charged_case(shape),
    "contract": lambda pen, shape: pen.charged_contract(shape),
    "digits": lambda pen, shape: pen.digits(shape),
    "someone": lambda pen, _: pen.someone_noted(),
    "other_flat": lambda pen, _: pen.flat_elsewhere(),
}
"""What fills each place of a text; what stands after a colon is its detail."""


def designs() -> tuple[Design, ...]:
    """All written letters as designs."""
    return tuple(one.design for one in written())
