"""What the calibration writer's senders share: a pen with his phrases, papers and small helpers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from html import escape
from typing import Any

from benchmarks.letters import wording
from benchmarks.letters.designs.kit import Pen, br, div, grid, page, para
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet

BOARDS: tuple[tuple[str, ...], ...] = (
    ("Socialnämnd Hisingen", "Göteborgs Stad", "Box 31 090", "400 32 Göteborg"),
    ("GÖTEBORGS KOMMUN", "SOCIALNÄMND NORDOST", "FE 4000", "405 30 GÖTEBORG"),
    ("Socialförvaltningen Sydväst", "Mottagningsgruppen vuxen", "Box 51", "421 21 V Frölunda"),
    ("Göteborgs Stad Socialförvaltning Centrum", "Hyresrådgivning och försörjningsstöd",
     "402 24 GÖTEBORG"),
    ("Socialnämnden", "Göteborgs Stad", "405 30 Göteborg"),
    ("Till socialnämnden i Göteborg", "Individ- och familjeomsorg"),
)  # fmt: skip

LOW = ".stamp{top:205mm;left:104mm}"
"""A stamp low on the page, for short letters."""
BASE = """
body{padding-top:8mm}.stamp{top:-14mm;left:62mm}
table{border-collapse:collapse}table.side{width:100%;margin:0 0 3mm}
table.side>tbody>tr>td{vertical-align:top;padding:0 4mm 0 0;width:50%}
.t,.g,.z,.n,.k{width:100%;margin:0 0 3.5mm}.t td,.t th,.g td,.g th,.z td,.z th{padding:.8mm 1.6mm;
text-align:left;vertical-align:top}.t td{border-bottom:.15mm solid #888}
.t th{border-bottom:.4mm solid #000}
.g td,.g th{border:.2mm solid #333}.g th{background:#e8e8e8;font-size:.85em}
.z tr:nth-child(odd) td{background:#f0f0f0}.z th{background:#333;color:#fff}
.n td{padding:.3mm 3mm .3mm 0;text-align:left;vertical-align:top}
.k td:first-child{color:#555;width:46mm}.k td{padding:.5mm 0;vertical-align:top}
.sum td:last-child,.sum th:last-child{text-align:right;white-space:nowrap}
.sum tr:last-child td{font-weight:bold}
.win{margin:6mm 0 10mm 92mm}.winl{margin:14mm 0 10mm}.r{text-align:right}.c{text-align:center}
.b{font-weight:bold}.logo{font-size:1.7em;font-weight:bold}.rule{border-top:.3mm solid #000;
margin:3mm 0}.frame{border:.3mm solid #000;padding:2mm 3mm;margin:0 0 3.5mm}
.grey{background:#ececec;padding:2.5mm 3mm;margin:0 0 3.5mm}
.cell{border:.2mm solid #000;padding:.8mm 2mm 1.6mm;margin-top:-.2mm;min-height:9mm}
.cell i{font-style:normal;font-size:.72em;display:block}
.cell+p,.line+p,.cut+p{margin-top:3mm}
.line{border-top:.2mm solid #000;width:72mm;margin-top:14mm;font-size:.8em}
pre{font:inherit;margin:0 0 3mm;white-space:pre-wrap}h1{margin:3mm 0}
.ocr{font:11pt "DejaVu Sans Mono";text-align:right;white-space:pre;margin-top:4mm}
.cut{border-top:.2mm dashed #000;margin-top:8mm;padding-top:2mm;break-inside:avoid}
"""
"""Tables ruled (t), gridded (g), striped (z), bare (n), of labels (k); sums; windows; frames."""


class Quill(Pen):
    """The kit's pen with the calibration split's own phrases and boards."""

    def __init__(self, d: Draft, name: str, sort: str, **habits: Any) -> None:
        """As the kit's pen; a board of this writer's unless one is given."""
        super().__init__(d, name, sort, **habits)
        self.board = d.given.get("board") or d.rng.choice(BOARDS)

    def fill(self, said: str, values: dict[str, str]) -> str:
        """The phrase with its places filled in."""
        said = said.format_map(_Places(self, values))
        return said.replace("den den ", "den ").replace("Den den ", "Den ")

    def say(self, pool: str, **values: str) -> str:
        """A phrase of the pool with its places filled in."""
        said = self.rng.choice(wording.pools()[pool]["calibration"])
        if self.d.misspelt:
            said = wording.misspell(said, self.rng)
        return self.fill(said, values)

    def some(self, pool: str, count: int, **values: str) -> list[str]:
        """So many different phrases of the pool."""
        said = list(wording.pools()[pool]["calibration"])
        self.rng.shuffle(said)
        return [self.fill(one, values) for one in said[:count]]

    def all(self, *pools: str, **values: str) -> str:
        """A paragraph of each pool, one after another; what stands beside comes now and then."""
        return "".join(
            self.ballast(pool) if pool.startswith("c_bal_") else self.p(pool, **values)
            for pool in pools
        )

    def ballast(self, pool: str) -> str:
        """What a letter says beside its matter, with days and sums of its own; often nothing."""
        values = {
            "past": self.after(-self.rng.randrange(18, 50)),
            "recent": self.after(-self.rng.randrange(4, 17)),
            "later": self.after(self.rng.randrange(24, 60)),
            "old_day": self.after(-self.rng.randrange(400, 3000)),
            "debt": self.kr(self.drawn(4500, 42000)),
            "paid": self.kr(Decimal(self.rng.randrange(3, 30) * 100)),
        }
        few = self.rng.choice((0, 0, 1, 1, 2))
        return "".join(para(one) for one in self.some(pool, few, **values))

    def contract_no(self, shape: str) -> str:
        """The contract's or customer's number; noted, the same throughout."""
        return self.d.fields.get("contract_number") or self.contract(shape)

    def numbered(self, label: str, glue: str = ", ") -> str:
        """The tenants with label and number, those without number by name alone."""
        return glue.join(
            self.name(one) + (f" {label}{number}" if (number := self.number(one)) else "")
            for one in self.d.tenants
        )


class _Places(dict[str, str]):
    """Fills a phrase's places by asking the pen for those that the phrase has."""

    def __init__(self, pen: Quill, values: dict[str, str]) -> None:
        super().__init__(values)
        self.pen = pen

    def __missing__(self, key: str) -> str:
        said: str = getattr(self.pen, key)()
        return said


def sheet(skin: str, css: str, *blocks: str) -> Sheet:
    """A letter of these blocks on that bare paper."""
    return page(skin, BASE + css, *blocks)


def to(pen: Quill, kind: str = "win", above: Iterable[str] = ()) -> str:
    """The board's address block; one at the left stands in a right window now and then."""
    if kind == "winl":
        kind = pen.rng.choice(("win", "winl", "winl"))
    return div(kind, br([*above, *pen.board]))


def cell(caption: str, *lines: str) -> str:
    """A form's box: its caption in small print, the answer below."""
    return div("cell", f"<i>{escape(caption)}</i>", br(lines))


def facts(pairs: Iterable[tuple[str, str]], kind: str = "k") -> str:
    """Labels and values in two columns; those without a value are left out."""
    return grid([pair for pair in pairs if pair[1]], kind)


def bold(text: str) -> str:
    """A paragraph in bold."""
    return para(text, "b")


def typed(text: str) -> str:
    """Text whose blanks and lines stand as they are."""
    return f"<div><pre>{escape(text)}</pre></div>"


def column(rows: Iterable[tuple[str, str]], wide: int = 44) -> str:
    """Labels and amounts in two columns of a typed page, the amounts flush right."""
    return "\n".join(f"{label:<{wide - 14}}{value:>14}" for label, value in rows)


def cut_slip(pen: Quill, due: str) -> str:
    """A payment slip at the foot: receiver, number, amount, and the line that machines read."""
    number, line = pen.ocr()
    cells = (
        ("Till bankgiro", "Mottagare", "OCR", "Förfaller", "Kronor"),
        (pen.house.bankgiro, pen.house.name, number, due, pen.kr(pen.d.total(), "comma")),
    )
    return div("cut", grid(cells, "n"), f'<div class="ocr">{escape(line)}</div>')


ONES = (
    "", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
    "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
)  # fmt: skip
TENS = (
    "", "", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio",
)  # fmt: skip


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    said = f"{ONES[hundreds]}hundra" if hundreds else ""
    if rest < 20:
        return said + ONES[rest]
    return said + TENS[rest // 10] + ONES[rest % 10]


def spoken(amount: Decimal) -> str:
    """An amount in words, below a million kronor."""
    thousands, rest = divmod(int(amount), 1000)
    head = f"{_below_thousand(thousands).removesuffix('ett')}" if thousands else ""
    if thousands and _below_thousand(thousands).endswith("ett"):
        head += "et"
    said = f"{head}tusen {_below_thousand(rest)}".strip() if thousands else _below_thousand(rest)
    cents = int(amount * 100) % 100
    return f"{said} kronor" + (f" och {cents} öre" if cents else "")


def bare_of_remarks(d: Draft) -> None:
    """Keeps the generator's own remarks and stamps away: nobody writes them by hand."""
    d.given = {**d.given, "clutter": False}


def design(  # noqa: PLR0913  # a design has these traits
    name: str, write: Callable[[Draft], Sheet], kind: str, subkind: str = "",
    tenure: str = "rental", *, also: tuple[str, ...] = (), secondary: str = "",
    review: bool = False,
) -> Design:  # fmt: skip
    """A design of this split."""
    return Design(
        name=f"calibration_{name}", kind=kind, subkind=subkind, tenure=tenure,
        split="calibration", write=write, also=also, secondary=secondary, review=review,
    )  # fmt: skip
