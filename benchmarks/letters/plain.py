"""Letters in plain words, each written whole (``plain.toml``): to learn kinds from, nothing else.

They have no layout and no truth beside kind and tenure, so no reader is measured on them. What
stands around a text (sender, addressee, day, greeting) is drawn, and tells nothing of the kind.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.letters.people import personnummer, printed_number, someone, staff_name
from benchmarks.letters.senders import NAMES
from benchmarks.letters.wording import DAY_STYLES, MONEY_STYLES, clock, day, money, period, pools

FILE = Path(__file__).with_name("plain.toml")

_SORTS = {
    "rental": ("municipal", "private"), "premises": ("private",), "condominium": ("brf",),
    "electricity": ("grid", "trade"), "gas": ("gas",), "heating": ("heating",),
    "water": ("water",), "waste": ("waste",), "combined": ("municipality",),
    "eviction_date": ("kfm",), "payment_order": ("kfm",), "collection": ("collector",),
    "care_fee": ("municipality",), "private_letting": ("homeowner",),
    "other": ("municipal", "private", "brf", "grid", "kfm", "municipality", "company", "region"),
}  # fmt: skip
"""Who writes, by the label's subkind, kind, or the tenure: the first of them that is here."""
_BOARDS = (
    "Socialnämnden", "Socialtjänsten, mottagningen", "Socialförvaltningen\nBox 100",
    "Till socialnämnden i kommunen", "Individ- och familjeomsorgen", "Kommunen, registrator",
)  # fmt: skip
_ENDINGS = (
    "Med vänlig hälsning", "Hälsningar", "Vänligen", "Högaktningsfullt", "", "Mvh", "För bolaget",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A text as written, its label and tenure; ``name`` is its own."""

    name: str
    label: str
    tenure: str
    text: str

    @property
    def also(self) -> tuple[str, ...]:
        """Other kinds that count as right: debts for premises are of their kind, or ``other``."""
        return ("other",) if "." not in self.label and self.label != "other" else ()


@cache
def plain_letters() -> tuple[Plain, ...]:
    """All texts of the file, in its order."""
    return tuple(_read())


def _read() -> Iterator[Plain]:
    for label, tenures in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        for tenure, texts in tenures.items():
            for number, text in enumerate(texts, start=1):
                name = f"plain {label} {tenure} {number}"
                yield Plain(name=name, label=label, tenure=tenure, text=text)


def written(plain: Plain, seed: int) -> str:
    """The text as a letter: filled in with made persons and days, set between head and foot."""
    rng = Random(f"{plain.name}/{seed}")
    person = someone(rng)
    on = date(2026, 1, 10) + timedelta(days=rng.randrange(300))
    style = rng.choice(DAY_STYLES)
    months = [date(on.year, on.month, 1) - timedelta(days=20 + 30 * back) for back in (0, 1)]
    named = " och ".join(period(one, "long") for one in months[: rng.choice((1, 1, 2))][::-1])
    rent = Decimal(rng.randrange(5200, 14000))
    at = datetime(2026, 5, 4, rng.randrange(8, 15), rng.choice((0, 15, 30)))  # noqa: DTZ001  # an hour alone
    born = [personnummer(on - timedelta(days=rng.randrange(7000, 30000)), 984) for _ in range(2)]
    values = {
        "name": person.name,
        "home": f"{person.street}, lgh {person.apartment}",
        "rent": money(rent, rng.choice(MONEY_STYLES)),
        "amount": money(2 * rent, rng.choice(MONEY_STYLES)),
        "month": named,
        "day": day(on + timedelta(days=rng.randrange(14, 40)), style),
        "old": day(on + timedelta(days=rng.randrange(2, 12)), style),
        "time": clock(at, rng).split(" ", 1)[1],
        "ref": f"U-{rng.randrange(1000, 99999)}-26",
        "pnr": printed_number(rng, person.number),
        "pnr2": printed_number(rng, born[0]),
        "pnr3": printed_number(rng, born[1]),
    }
    kind, _, subkind = plain.label.partition(".")
    sort = rng.choice(next(_SORTS[one] for one in (subkind, kind, plain.tenure) if one in _SORTS))
    named_senders = NAMES.get(sort, {}).get("train", ())
    head = [rng.choice(named_senders)] if named_senders and rng.random() < 0.7 else []
    head += [rng.choice(_BOARDS)] if rng.random() < 0.6 else []
    head += [day(on, style)] if rng.random() < 0.8 else []
    body = plain.text.format(**values)
    if rng.random() < 0.4 and "{name}" not in plain.text and plain.label != "other":
        body = f"{person.name}, {values['pnr']}\n{values['home']}\n\n{body}"
    foot = [rng.choice(_ENDINGS), staff_name(rng)] if rng.random() < 0.7 else []
    if rng.random() < 0.3:
        foot += [rng.choice(pools()["filler"]["train"])]
    return "\n".join([*head, "", body, "", *foot])
