"""What the last examination's senders add to the common pen: words of their own, sums in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape
from typing import Any

from benchmarks.letters import wording
from benchmarks.letters.designs.kit import Pen, br, div, page, para
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet

ONES = (
    "", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
    "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
)  # fmt: skip
TENS = ("", "", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")


def in_words(amount: Decimal) -> str:
    """The kronor in words, the öre in figures."""
    whole, cents = divmod(int(amount * 100), 100)
    thousands, rest = divmod(whole, 1000)
    said = f"{_below_thousand(thousands)}tusen" if thousands else ""
    said += f"{_below_thousand(rest)} kronor"
    return f"{said} och {cents:02d} öre" if cents else said


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    said = f"{ONES[hundreds]}hundra" if hundreds else ""
    return said + (ONES[rest] if rest < 20 else TENS[rest // 10] + ONES[rest % 10])


class Quill(Pen):
    """A pen whose words are the last examination's."""

    def __init__(
        self, d: Draft, name: str, sort: str, *, system: bool = False, **habits: Any
    ) -> None:
        """Takes the sender; only a ``system`` prints family names first."""
        if d.name_style == "last_first" and not system and "name_style" not in d.given:
            d.name_style = "plain"
        super().__init__(d, name, sort, **habits)

    def say(self, pool: str, **values: str) -> str:
        """A phrase of the pool with its places filled in."""
        said = self.rng.choice(wording.pools()[pool]["final"])
        return self._filled(said, values)

    def some(self, pool: str, count: int, **values: str) -> list[str]:
        """So many different phrases of the pool."""
        said = list(wording.pools()[pool]["final"])
        self.rng.shuffle(said)
        return [self._filled(one, values) for one in said[:count]]

    def _filled(self, said: str, values: dict[str, str]) -> str:
        text = said.format_map(Asked(self, values))
        return text.replace("den den ", "den ").replace("Den den ", "Den ").replace("..", ".")

    def beside(self, pool: str) -> str:
        """Some paragraphs beside the matter, with amounts and days of their own; seldom none."""
        values = {
            "recent": self.after(-self.rng.randrange(1, 3)),
            "past": self.after(-self.rng.randrange(16, 60)),
            "later": self.after(self.rng.randrange(20, 40)),
            "old_day": self.after(-self.rng.randrange(70, 700)),
            "paid": self.kr(self.drawn(500, 3900), "kr"),
        }
        kind = self.rng.choice(("", "small"))
        said = self.some(pool, self.rng.choice((0, 1, 2, 2, 3)), **values)
        return "".join(para(one, kind) for one in said)

    def ps(self, *pools: str, **values: str) -> str:
        """A paragraph of each pool."""
        return "".join(para(self.say(one, **values)) for one in pools)

    def giro(self) -> str:
        """The sender's bankgiro."""
        return self.house.bankgiro

    def past(self) -> str:
        """A day some days before the letter's."""
        return self.after(-self.rng.randrange(2, 9))

    def words(self) -> str:
        """The whole claim in words."""
        return in_words(self.d.total())

    def other_flat(self) -> str:
        """A flat in the house that is not the tenant's."""
        while True:
            flat = f"1{self.rng.randrange(0, 6)}0{self.rng.randrange(1, 6)}"
            if flat != self.d.tenant.apartment:
                return flat

    def neighbour(self) -> str:
        """A neighbour with a flat of her own."""
        return f"{self.someone()} (lgh {self.other_flat()})"

    def neighbours(self) -> str:
        """Two neighbours with flats of their own."""
        return f"{self.neighbour()} och {self.neighbour()}"

    def city(self) -> str:
        """The sender's town."""
        return self.house.city.title()

    def numbered_names(self, shape: str = "{name} ({number})") -> str:
        """All tenants, each with the number in such a shape where there is one."""
        said = [
            shape.format(name=self.name(one), number=number) if number else self.name(one)
            for one in self.d.tenants
            for number in [self.number(one)]
        ]
        return " och ".join(said) if len(said) < 3 else f"{', '.join(said[:-1])} och {said[-1]}"

    def to(self, kind: str = "to") -> str:
        """The board's address block; of the kind ``window`` it stands to the right."""
        return div(kind, br(self.board))

    def clock(self) -> str:
        """Some hour of the night."""
        hour = self.rng.choice((22, 23, 0, 1, 2, 3))
        return f"{hour:02d}.{self.rng.choice((5, 15, 20, 40, 50)):02d}"


class Asked(dict[str, str]):
    """Fills a phrase's places by asking the pen for those that the phrase has."""

    def __init__(self, pen: Quill, values: dict[str, str]) -> None:
        """Starts from the values that the design gives itself."""
        super().__init__(values)
        self.pen = pen

    def __missing__(self, key: str) -> str:
        """The place's text, asked of the pen."""
        said: str = getattr(self.pen, key)()
        return said


BASE = """
@page{margin:26mm 20mm 22mm 22mm}.stamp{top:-20mm;left:104mm}.to{margin:0 0 8mm}
.window{margin:5mm 0 13mm 92mm;min-height:22mm}td,th{vertical-align:top;text-align:left}
table{margin:0 0 4mm}table.kv th{padding:0 7mm .5mm 0}table.side{width:100%;margin-bottom:6mm}
table.side>tbody>tr>td{width:50%;padding-right:5mm}"""
"""Every sheet's margins: a stamp of arrival lies above the text."""


def leaf(skin: str, css: str, *blocks: str) -> Sheet:
    """A letter on bare paper."""
    return page(skin, BASE + css, *blocks)


def raw(lines: Sequence[str]) -> str:
    """Lines that keep their blanks, as a printer of lines sets them."""
    return f'<p style="white-space:pre-wrap">{"<br>".join(escape(line) for line in lines)}</p>'


def rows(pairs: Sequence[tuple[str, str]], kind: str = "kv") -> str:
    """Labels and values in two columns; those without a value are left out."""
    body = "".join(
        f"<tr><th>{escape(label)}</th><td>{escape(value)}</td></tr>" for label, value in pairs
        if value
    )  # fmt: skip
    return f'<table class="{kind}">{body}</table>'


def designs(
    kind: str,
    *several: tuple[str, Callable[[Draft], Sheet], str, str],
    review: bool = False,
    also: tuple[str, ...] = (),
    secondary: str = "",
) -> tuple[Design, ...]:
    """Designs of one kind: name, writer, subkind, tenure."""
    return tuple(
        Design(name=f"final_{name}", kind=kind, subkind=subkind, tenure=tenure, split="final",
               write=write, review=review, also=also, secondary=secondary)
        for name, write, subkind, tenure in several
    )  # fmt: skip
