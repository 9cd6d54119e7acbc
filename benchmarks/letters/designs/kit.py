"""What senders with a layout of their own are made of: a pen with its habits, and plain HTML.

Each design built on it is one sender's letter with its own layout; what they share is here:
how the sender writes amounts, days and numbers, and that what is printed is noted as truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from html import escape

from benchmarks.letters import wording
from benchmarks.letters.designs.shapes import DAYS, MONEY, NUMBERS, PERIODS
from benchmarks.letters.draft import Draft
from benchmarks.letters.people import Addressee, check_digit, masked_number, note, staff_name
from benchmarks.letters.senders import Sender, a_sender
from benchmarks.letters.truth import Design, Sheet

FEE = Decimal(60)

BOARDS: tuple[tuple[str, ...], ...] = (
    ("Göteborgs Stad", "Socialnämnd Sydväst", "Box 51", "421 21 VÄSTRA FRÖLUNDA"),
    ("Socialnämnd Centrum", "402 24 Göteborg"),
    ("Göteborgs Stad, Socialförvaltning Nordost", "Att. registrator", "Box 100", "424 22 Angered"),
    ("Socialtjänsten i Göteborg", "Enheten för vräkningsförebyggande arbete", "405 30 Göteborg"),
    ("SOCIALNÄMNDEN", "GÖTEBORGS KOMMUN", "405 30 GÖTEBORG"),
)


class Pen:
    """One sender's habits: prints values its way and notes them in the draft as it does.

    Amounts and persons come from the draft's seed; of the draft's overrides the days, persons,
    numbers and sender are followed, amounts and months of rent are not.
    """

    def __init__(  # noqa: PLR0913  # a habit each
        self, d: Draft, name: str, sort: str, *, money: str = "kr_full", days: str = "iso",
        period: str = "long", number: str = "hyphen", flat: str = "{street} lgh {flat}",
        numbers: str = "", trader: str = "", glue: str = " och ",
    ) -> None:  # fmt: skip
        """Takes the sender of that name and notes it."""
        self.d, self.rng, self.glue = d, d.rng, glue
        self.money, self.days, self.periods, self.shape, self.flat = (
            money, days, period, number, flat,
        )  # fmt: skip
        given = d.given.get("sender")
        self.house: Sender = given or a_sender(
            d.rng, sort, d.split, sole_trader_number=trader, called=name
        )
        d.writer, d.contact = self.house, self.house.contact
        d.fields["sender_name"] = self.house.name
        if numbers and "numbers" not in d.given:
            d.numbers = numbers
        self._principal: Sender | None = None
        self._printed: dict[Addressee, str] = {}
        self.flat_shown: bool = d.given.get("apartment_printed", d.rng.random() < 0.8)
        self.board = d.given.get("board") or d.rng.choice(BOARDS)
        for line in self.board:
            note("authority", line)

    # the sender
    def place(self) -> str:
        """The sender's postal address in one line."""
        one = self.house
        return f"{one.street}, {one.postal[:3]} {one.postal[3:]} {one.city}"

    def phone(self) -> str:
        """The sender's phone; noted."""
        self.d.fields["sender_phone"] = self.house.phone
        return self.house.phone

    def orgnr(self) -> str:
        """The sender's organisation number; noted."""
        self.d.fields["sender_orgnr"] = self.house.orgnr
        return self.house.orgnr

    def contact(self) -> str:
        """Who at the sender's to ask."""
        return self.d.contact

    def someone(self) -> str:
        """Somebody who has nothing to do with the home: a neighbour, a caretaker."""
        return staff_name(self.rng)

    def principal(self) -> Sender:
        """On whose behalf the sender writes: the same throughout the letter."""
        return self._principal or self.d.principal()

    def creditor(self) -> str:
        """That one's name."""
        return self.principal().name

    def writes_for(self, sort: str) -> None:
        """Writes on behalf of a sender of that sort, unless somebody else is given."""
        if "principal" not in self.d.given:
            self._principal = a_sender(self.rng, sort, self.d.split)

    # persons
    def name(self, who: Addressee | None = None) -> str:
        """A tenant's name, of the first when none is given; noted."""
        one = who or self.d.tenant
        self.d.note_party(one, self.d.role(one))
        return self.d.estate_or_name(one)

    def names(self, glue: str = "") -> str:
        """All tenants' names."""
        return (glue or self.glue).join(self.name(one) for one in self.d.tenants)

    def number(self, who: Addressee | None = None) -> str:
        """A tenant's number as this sender prints it, empty when the letter has none; noted."""
        one = who or self.d.tenant
        role = self.d.role(one)
        if self.d.numbers == "none" or not one.number:
            self.d.note_party(one, role)
            return ""
        if one in self._printed:
            return self._printed[one]
        if one == self.d.tenant and "number_text" in self.d.given:
            text = str(self.d.given["number_text"])
        elif self.d.numbers == "masked":
            text = masked_number(self.rng, one.number)
        else:
            text = NUMBERS[self.shape](one.number)
        self.d.note_party(one, role, text=text)
        self._printed[one] = text
        return text

    def person(self, who: Addressee | None = None, glue: str = ", ", label: str = "") -> str:
        """Name and number in one line, the name alone when there is no number."""
        number = self.number(who)
        name = self.name(who)
        return f"{name}{glue}{label}{number}" if number else name

    def persons(self, glue: str = " och ", inner: str = ", ", label: str = "") -> str:
        """All tenants with their numbers in one line."""
        return glue.join(self.person(one, inner, label) for one in self.d.tenants)

    # places
    def home(self) -> str:
        """The home in one line; noted."""
        one = self.d.tenant
        self.d.fields["address"] = one.street
        if one.apartment and self.flat_shown:
            self.d.fields["apartment"] = one.apartment
            return self.flat.format(street=one.street, flat=one.apartment)
        return one.street

    def postal(self) -> str:
        """The home's postal code and city; noted."""
        return self.d.postal_line()

    def block(self) -> list[str]:
        """The tenants' address as on an envelope."""
        care = self.d.tenant.care_of
        above = [f"c/o {care}"] if care else []
        return [self.names(self.rng.choice((" och ", " & "))), *above, self.home(), self.postal()]

    # days
    def on(self, on: date, shape: str = "") -> str:
        """A day, in this sender's shape."""
        return DAYS[shape or self.days](on)

    def dated(self, shape: str = "") -> str:
        """The letter's own day; noted."""
        self.d.fields["letter_date"] = self.d.on.isoformat()
        return self.on(self.d.on, shape)

    def after(self, days: int, shape: str = "") -> str:
        """A day so many days after the letter's (before it when negative)."""
        return self.on(self.d.on + timedelta(days=days), shape)

    def due(self, days: int, shape: str = "") -> str:
        """The day to pay by; noted."""
        on = self.d.on + timedelta(days=days)
        self.d.fields["due_date"] = on.isoformat()
        return self.on(on, shape)

    def hour(self) -> datetime:
        """The time of an eviction, on a working day; noted."""
        given: datetime | None = self.d.given.get("eviction_at")
        at = given or datetime.combine(
            self.d.on + timedelta(days=self.rng.randrange(9, 40)),
            time(self.rng.choice((8, 9, 10, 12, 13, 14)), self.rng.choice((0, 0, 15, 30, 45))),
        )
        if given is None and at.weekday() > 4:
            at += timedelta(days=7 - at.weekday())
        self.note_time(at)
        return at

    def note_time(self, at: datetime) -> None:
        """Notes the time of an eviction."""
        self.d.fields["eviction_at"] = at.strftime("%Y-%m-%dT%H:%M")

    # amounts
    def kr(self, amount: Decimal, shape: str = "") -> str:
        """An amount, in this sender's shape."""
        whole, _, cents = f"{abs(amount):.2f}".partition(".")
        sign = "-" if amount < 0 else ""
        return sign + MONEY[shape or self.money](f"{int(whole):,}".replace(",", " "), cents)

    def total(self, shape: str = "") -> str:
        """The whole claim; noted."""
        return self.kr(self.d.total(), shape)

    def rent(self, shape: str = "") -> str:
        """A month's rent or fee."""
        return self.kr(Decimal(self.d.claim[0].amount), shape)

    def drawn(self, low: int, high: int) -> Decimal:
        """Some amount between the two, in kronor, with öre now and then."""
        cents = self.rng.randrange(100) if self.rng.random() < 0.4 else 0
        return Decimal(self.rng.randrange(low, high)) + Decimal(cents) / 100

    def months(self) -> list[date]:
        """The first days of the unpaid months, oldest first."""
        return [date.fromisoformat(f"{iso}-01") for _, iso in self.d.periods()]

    def month(self, first: date, shape: str = "") -> str:
        """A month, in this sender's shape."""
        return PERIODS[shape or self.periods](first)

    def period(self) -> str:
        """The unpaid months in running text."""
        said = [self.month(one) for one in self.months()]
        also = "and" if self.periods == "english" else "och"
        return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} {also} {said[-1]}"

    def owe(
        self, label: str, extras: Iterable[tuple[str, str, Decimal]] = (), *, what: str = "rent"
    ) -> None:
        """Makes the claim: a row for each unpaid month, and such others as the sender adds."""
        self.d.claim.clear()
        each = self.drawn(4100, 13900)
        for first in self.months():
            said = f"{label} {self.month(first)}"
            self.d.add_row(what, said, each, f"{first:%Y-%m}")
        for kind, said, amount in extras:
            self.d.add_row(kind, said, amount)
        self.d.total()

    def invoices(self, *rows: tuple[str, str, Decimal]) -> None:
        """Makes a claim of the rows given: what, label, amount."""
        self.d.claim.clear()
        for what, said, amount in rows:
            self.d.add_row(what, said, amount)
        self.d.total()

    def claim(self, shape: str = "") -> list[tuple[str, str]]:
        """The claim's rows as label and amount."""
        return [(row.label, self.kr(Decimal(row.amount), shape)) for row in self.d.claim]

    # numbers of matters
    def case(self, shape: str) -> str:
        """The matter's number: ``9`` is drawn, ``YY`` the year; noted."""
        return self.d.reference(shape)

    def contract(self, shape: str) -> str:
        """The contract's or customer's number; noted."""
        if "contract" not in self.d.given:
            self.d.given = {**self.d.given, "contract": self.digits(shape)}
        return self.d.contract()

    def digits(self, shape: str) -> str:
        """A number that is nobody's reference: ``9`` is drawn."""
        return "".join(str(self.rng.randrange(10)) if mark == "9" else mark for mark in shape)

    def ocr(self) -> tuple[str, str]:
        """An OCR number and its line, which agrees with the claim."""
        body = self.digits("9" * self.rng.choice((9, 11, 13)))
        doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(body))]
        number = body + str(-sum(value // 10 + value % 10 for value in doubled) % 10)
        whole, _, cents = f"{self.d.total():.2f}".partition(".")
        check = check_digit(f"{int(whole + cents):09d}"[-9:])
        giro = self.house.bankgiro.replace("-", "")
        return number, f"#  {number} #  {whole} {cents}   {check} >  {giro}#41#"

    # words
    def say(self, pool: str, **values: str) -> str:
        """A phrase of the pool with its places filled in."""
        said = self.rng.choice(wording.pools()[pool]["trial"])
        if self.d.misspelt:
            said = wording.misspell(said, self.rng)
        said = said.format_map(_Places(self, values))
        return said.replace("den den ", "den ").replace("Den den ", "Den ")

    def some(self, pool: str, count: int, **values: str) -> list[str]:
        """So many different phrases of the pool."""
        said = list(wording.pools()[pool]["trial"])
        self.rng.shuffle(said)
        return [one.format_map(_Places(self, values)) for one in said[:count]]

    def p(self, pool: str, **values: str) -> str:
        """Such a phrase as a paragraph."""
        return para(self.say(pool, **values))

    def beside(self, pool: str) -> str:
        """Small print beside the matter, with amounts and days of its own; often none."""
        said = list(wording.pools()[pool]["trial"])
        self.rng.shuffle(said)
        values = {
            "recent": self.after(-self.rng.randrange(1, 3)),
            "past": self.after(-self.rng.randrange(16, 60)),
            "later": self.after(self.rng.randrange(20, 70)),
            "old_day": self.after(-self.rng.randrange(300, 2500)),
            "paid": self.kr(self.drawn(500, 6000)),
        }
        few = said[: self.rng.choice((0, 1, 1, 2))]
        return "".join(para(one.format_map(_Places(self, values)), "small") for one in few)


class _Places(dict[str, str]):
    """Fills a phrase's places by asking the pen for those that the phrase has."""

    def __init__(self, pen: Pen, values: dict[str, str]) -> None:
        super().__init__(values)
        self.pen = pen

    def __missing__(self, key: str) -> str:
        said: str = getattr(self.pen, key)()
        return said


def page(skin: str, css: str, *blocks: str) -> Sheet:
    """A letter of these blocks with this style."""
    return Sheet(
        title="", to=(), body=(f"<style>{css}</style>", *blocks), form=True, footer=False,
        skin=f"bare_{skin}",
    )  # fmt: skip


def para(text: str, kind: str = "") -> str:
    """A paragraph; a line break where the text has one."""
    mark = f' class="{kind}"' if kind else ""
    return f"<p{mark}>{br(text.split(chr(10)))}</p>"


def div(kind: str, *inner: str) -> str:
    """A block of that class, of HTML."""
    return f'<div class="{kind}">{"".join(inner)}</div>'


def h(text: str, level: int = 1) -> str:
    """A heading."""
    return f"<h{level}>{escape(text)}</h{level}>"


def br(lines: Iterable[str]) -> str:
    """Lines under one another."""
    return "<br>".join(escape(line) for line in lines if line)


def grid(rows: Iterable[Sequence[str]], kind: str = "t", head: Sequence[str] = ()) -> str:
    """A table of plain text."""
    top = "<tr>" + "".join(f"<th>{escape(one)}</th>" for one in head) + "</tr>" if head else ""
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f'<table class="{kind}">{top}{body}</table>'


def side(left: str, right: str, kind: str = "side") -> str:
    """Two blocks of HTML side by side."""
    return f'<table class="{kind}"><tr><td>{left}</td><td>{right}</td></tr></table>'


def colons(pairs: Iterable[tuple[str, str]], glue: str = ": ") -> str:
    """Labels and values on lines of their own; those without a value are left out."""
    return f"<p>{br(f'{label}{glue}{value}' for label, value in pairs if value)}</p>"


def foot(*lines: str) -> str:
    """The small print at the foot of each page."""
    return f'<div class="foot">{br(lines)}</div>'


def new_page() -> str:
    """A page break."""
    return '<div class="break"></div>'


def rent_design(  # noqa: PLR0913  # a design has these traits
    name: str,
    write: Callable[[Draft], Sheet],
    subkind: str,
    tenure: str = "rental",
    *,
    split: str = "trial",
    review: bool = False,
    also: tuple[str, ...] = (),
) -> Design:
    """A design of unpaid rent or fee."""
    return Design(
        name=f"{split}_{name}", kind="rent_debt", subkind=subkind, tenure=tenure, split=split,
        write=write, review=review, also=also,
    )  # fmt: skip
