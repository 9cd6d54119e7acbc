"""A letter in the making: who, when, how much, in whose style, and what has been said so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from benchmarks.letters import skins, wording
from benchmarks.letters.people import (
    Addressee,
    check_digit,
    masked_number,
    printed_number,
    same_home,
    someone,
    staff_name,
)
from benchmarks.letters.pieces import slip, table
from benchmarks.letters.places import Filled
from benchmarks.letters.senders import BOARDS, Sender, a_sender
from benchmarks.letters.truth import Design, TruthDebtor, TruthParty, TruthRow

TWO = Decimal("0.01")


class Draft:
    """Draws a letter's facts from a seed and notes the truth as they are printed.

    Overrides (all optional): ``letter_date``, ``due_date`` (date), ``eviction_at``, ``old_time``
    (datetime), ``amount`` (Decimal), ``printed_total`` (Decimal: printed although the rows sum to
    another amount), ``months`` (int), ``sender`` (Sender), ``tenants`` (the first is the tenant),
    ``occupant`` (Addressee), ``numbers`` (``none``, ``printed``, ``masked``), ``number_text`` (the
    first tenant's number as printed), ``reference``, ``apartment_printed`` (bool), ``debtors``
    (list letters), ``remarks`` (paragraphs to add), ``stamp`` (date), ``phrases`` (a split),
    ``skin`` (a name), ``board`` (address lines), ``municipality``, ``estate`` (bool),
    ``children`` (bool), ``name_style`` (``plain``, ``last_first``, ``capitals``), ``principal``
    (Sender: creditor or applicant), ``contract`` (text), ``clutter`` (False for a letter without
    stamps and remarks of its own).
    """

    def __init__(
        self, seed: int, design: Design, person: Addressee | None, overrides: dict[str, Any]
    ) -> None:
        """Draws what is the same in every letter: tenants, day, styles."""
        self.rng: Random = Random(f"{seed}/{design.name}")
        self.design = design
        self.given = overrides
        self.split: str = overrides.get("phrases", design.split)
        self.fields: dict[str, str] = {}
        self.parties: list[TruthParty] = []
        self.claim: list[TruthRow] = []
        self.debtors: list[TruthDebtor] = []
        self.children_mentioned = False
        self.misspelt = False
        self.writer: Sender
        self._principal: Sender | None = overrides.get("principal")
        rng = self.rng
        self.on: date = overrides.get(
            "letter_date", date(2025, 1, 7) + timedelta(days=rng.randrange(0, 690))
        )
        self.name_style = overrides.get(
            "name_style", rng.choices(("plain", "last_first", "capitals"), (0.86, 0.07, 0.07))[0]
        )
        self.estate_word = rng.choice(("Dödsboet efter", "Db"))
        self.money_style = rng.choice(wording.MONEY_STYLES)
        self.day_style = rng.choice(wording.DAY_STYLES)
        self.period_style = rng.choice(wording.PERIOD_STYLES)
        tenants = overrides.get("tenants")
        self.tenants: list[Addressee] = list(tenants) if tenants else [person or someone(rng)]
        if tenants is None and person is None and rng.random() < 0.22:
            self.tenants.append(same_home(rng, self.tenants[0]))
        self.numbers: str = overrides.get(
            "numbers", rng.choices(("printed", "none", "masked"), (0.72, 0.22, 0.06))[0]
        )
        self.months: int = overrides.get("months", rng.choices((1, 2, 3, 4), (6, 4, 2, 1))[0])
        self.due: date = overrides.get(
            "due_date", (self.on - timedelta(days=rng.randrange(9, 40))).replace(day=1)
        )
        self.contact: str = staff_name(rng)
        self.board: Sequence[str] = overrides.get("board", rng.choice(BOARDS))
        self.municipality: str = overrides.get("municipality", "Göteborg")

    # who
    @property
    def tenant(self) -> Addressee:
        """The first tenant."""
        return self.tenants[0]

    def sender(self, sort: str) -> Sender:
        """The sender: the one given, or one of that sort; notes its name and number."""
        one: Sender = self.given.get("sender") or a_sender(self.rng, sort, self.split)
        self.contact = one.contact
        self.writer = one
        self.fields["sender_name"] = one.name
        return one

    def skin(self, sort: str = "letter") -> str:
        """A letter paper's name: ``letter``, ``form``, ``plain`` (no letterhead), ``authority``."""
        if "skin" in self.given:
            return str(self.given["skin"])
        papers: dict[str, dict[str, tuple[str, ...]]] = {
            "letter": skins.LETTER_PAPERS,
            "form": skins.FORMS,
            "plain": skins.PLAIN,
            "authority": skins.AUTHORITY,
        }
        return self.rng.choice(papers[sort][self.design.split])

    def principal(self) -> Sender:
        """The one on whose behalf the sender writes: creditor, applicant; the same throughout."""
        if self._principal is None:
            sort = self.rng.choice(("municipal", "private", "private"))
            self._principal = a_sender(self.rng, sort, self.split)
        return self._principal

    def sender_lines(self) -> list[str]:
        """Name, postal address and phone, as the first box of a form asks."""
        one = self.writer
        self.fields["sender_phone"] = one.phone
        return [one.name, f"{one.street}, {one.postal[:3]} {one.postal[3:]} {one.city}", one.phone]

    def estate_or_name(self, tenant: Addressee) -> str:
        """The name as printed: of the person, or of the estate of a deceased person."""
        if self.given.get("estate"):
            return f"{self.estate_word} {tenant.name}"
        match self.name_style:
            case "last_first":
                return tenant.last_first
            case "capitals":
                return tenant.name.upper()
            case _:
                return tenant.name

    def names(self) -> str:
        """All tenants in running text."""
        printed = [self.estate_or_name(one) for one in self.tenants]
        return " och ".join(printed)

    def note_party(self, who: Addressee, role: str, printed: str = "", text: str = "") -> None:
        """Notes a printed person once; a later number completes an earlier name."""
        masked = any(mark in text for mark in "X*x") or text.startswith("f.")
        for place, known in enumerate(self.parties):
            if known.number == who.number and known.name == who.name:
                if text and not known.printed:
                    self.parties[place] = replace(known, printed=text, masked=masked)
                return
        self.parties.append(
            TruthParty(
                role=role,
                name=who.name,
                printed_name=printed or self.estate_or_name(who),
                number=who.number,
                printed=text,
                masked=masked,
            )
        )

    def number(self, who: Addressee, label: str = "") -> str:
        """The number as this letter prints it (empty when it prints none)."""
        if self.numbers == "none" or not who.number:
            self.note_party(who, self.role(who))
            return ""
        if who == self.tenant and "number_text" in self.given:
            text = str(self.given["number_text"])
        elif self.numbers == "masked":
            text = masked_number(self.rng, who.number)
        else:
            text = printed_number(self.rng, who.number)
        self.note_party(who, self.role(who), text=text)
        return f"{label}{text}"

    def role(self, who: Addressee) -> str:
        """What the person is to the home."""
        if who == self.given.get("occupant"):
            return "occupant"
        return "tenant" if who == self.tenant else "co_tenant"

    def people_lines(self, label: str = "Hyresgäst") -> list[tuple[str, str]]:
        """Label and value for each tenant, with the number where it is printed."""
        lines = []
        for place, one in enumerate(self.tenants):
            number = self.number(one)
            caption = (
                label if place == 0 else self.rng.choice((label, "Medhyresgäst", f"{label} 2"))
            )
            printed = self.estate_or_name(one)
            if number and self.rng.random() < 0.5:
                lines.append((caption, f"{printed}, {number}"))
            else:
                lines.append((caption, printed))
                if number:
                    lines.append((self.rng.choice(("Personnummer", "Pers.nr", "Pnr")), number))
        for one in [self.given["occupant"]] if "occupant" in self.given else []:
            self.note_party(one, "occupant")
            lines.append(("Andrahandshyresgäst", one.name))
        return lines

    # where
    def home(self) -> str:
        """The home in one line; notes street and, where printed, the flat."""
        one = self.tenant
        self.fields["address"] = one.street
        shown = self.given.get("apartment_printed", self.rng.random() < 0.8)
        if one.apartment and shown:
            self.fields["apartment"] = one.apartment
            mark = self.rng.choice(("lgh", "lgh", "lägenhet", "lgh nr", "Lgh"))
            return f"{one.street}, {mark} {one.apartment}"
        return one.street

    def postal_line(self) -> str:
        """Postal code and city; notes the code."""
        one = self.tenant
        self.fields["postal_code"] = one.postal_code
        return f"{one.postal_code[:3]} {one.postal_code[3:]} {one.city}"

    def tenant_address(self) -> list[str]:
        """The tenant's own address block."""
        names = [self.estate_or_name(one) for one in self.tenants]
        block = [self.rng.choice((" och ", " / ", " & ")).join(names)] if len(names) > 1 else names
        for one in self.tenants:
            self.note_party(one, self.role(one))
        care = [f"c/o {self.tenant.care_of}"] if self.tenant.care_of else []
        return [*block, *care, self.home(), self.postal_line()]

    def board_address(self) -> tuple[str, ...]:
        """The social board's address block."""
        return tuple(self.board)

    # when
    def day(self, on: date, style: str = "") -> str:
        """A day in this letter's style."""
        return wording.day(on, style or self.day_style)

    def dated(self, style: str = "") -> str:
        """The letter's own date; notes it."""
        self.fields["letter_date"] = self.on.isoformat()
        return self.day(self.on, style)

    def due_day(self, due: date | None = None) -> str:
        """A day to pay by, or a day on which a claim fell due; notes it as ``due_date``."""
        self.fields["due_date"] = (due or self.due).isoformat()
        return self.day(due or self.due)

    def moment(self, at: datetime) -> str:
        """A day and hour as authorities print them."""
        style = self.rng.choice(("weekday", "iso", "long", "den", "weekday"))
        return f"{wording.day(at.date(), style)} {wording.clock(at, self.rng)}"

    def eviction(self) -> datetime:
        """The time of the eviction; notes it."""
        at: datetime = self.given.get("eviction_at") or datetime.combine(
            self.on + timedelta(days=self.rng.randrange(10, 45)),
            time(self.rng.choice((8, 9, 10, 11, 13)), self.rng.choice((0, 0, 15, 30))),
        )
        if at.weekday() > 4 and "eviction_at" not in self.given:
            at += timedelta(days=2)
        self.fields["eviction_at"] = at.strftime("%Y-%m-%dT%H:%M")
        return at

    def old_time(self) -> datetime:
        """The earlier time that no longer holds."""
        old: datetime = self.given.get("old_time") or datetime.combine(
            self.on + timedelta(days=self.rng.randrange(2, 9)),
            time(self.rng.choice((9, 10, 13)), 30),
        )
        return old

    # how much
    def money(self, amount: Decimal, style: str = "") -> str:
        """An amount in this letter's style."""
        return wording.money(amount, style or self.money_style)

    def total(self) -> Decimal:
        """The whole claim as printed; notes it."""
        total = sum((Decimal(row.amount) for row in self.claim), Decimal(0))
        shown: Decimal = self.given.get("printed_total", total)
        self.fields["amount_sek"] = f"{shown:.2f}"
        return shown

    def add_row(self, what: str, label: str, amount: Decimal, period: str = "") -> None:
        """Adds a row to the claim."""
        self.claim.append(TruthRow(what=what, label=label, period=period, amount=f"{amount:.2f}"))

    def periods(self) -> list[tuple[str, str]]:
        """The unpaid months, oldest first: as printed, and ISO (``2026-09``)."""
        found = []
        year, month = self.due.year, self.due.month
        for back in reversed(range(self.months)):
            index = year * 12 + month - 1 - back
            first = date(index // 12, index % 12 + 1, 1)
            found.append((wording.period(first, self.period_style), f"{first:%Y-%m}"))
        return found

    def rent_claim(self, label: str = "Hyra", *, extras: bool = True) -> Decimal:
        """Makes the rows of a rent claim (or a fee's), oldest month first; returns the total."""
        self.claim.clear()
        rng = self.rng
        periods = self.periods()
        if "amount" in self.given:
            whole = Decimal(self.given["amount"])
            share = (whole / len(periods)).quantize(TWO)
            parts = [share] * (len(periods) - 1)
            parts.append(whole - sum(parts, Decimal(0)))
            extras = False
        else:
            rent = Decimal(rng.randrange(3900, 15900))
            if rng.random() < 0.4:
                rent += Decimal(rng.randrange(100)) / 100
            parts = [rent] * len(periods)
        for (printed, iso), part in zip(periods, parts, strict=True):
            self.add_row("rent", f"{label} {printed}", part, iso)
        if extras and rng.random() < 0.6:
            interest = Decimal(rng.randrange(900, 21000)) / 100
            self.add_row("interest", rng.choice(("Ränta", "Dröjsmålsränta")), interest)
        if extras and rng.random() < 0.5:
            self.add_row("reminder", "Påminnelseavgift", Decimal(60))
        if extras and rng.random() < 0.08:
            self.add_row("other", "Avgår inbetalt", Decimal(-100 * rng.randrange(5, 30)))
        return self.total()

    def claim_table(self, head: Sequence[str] = ("Avser", "Belopp"), total: str = "") -> str:
        """The claim row by row with its total."""
        bare = self.rng.random() < 0.5
        style = "bare" if bare else ""
        rows = [(row.label, self.money(Decimal(row.amount), style)) for row in self.claim]
        total = total or self.rng.choice(("Summa", "Summa", "Totalt", "Total skuld", "Summa skuld"))
        shown = self.money(self.total(), self.rng.choice(("", style)))
        return table(head, [*rows, (total, shown)], last_bold=True)

    def period_text(self) -> str:
        """The unpaid months in running text."""
        printed = [
            row.label.split(" ", 1)[1] for row in self.claim if row.what in {"rent", "fee", "other"}
        ]
        return printed[0] if len(printed) == 1 else f"{', '.join(printed[:-1])} och {printed[-1]}"

    # numbers of matters
    def reference(self, shape: str = "", *, case: str = "case_number") -> str:
        """The sender's own reference, ``9`` drawn as digits, ``26`` kept as the year."""
        if "reference" in self.given:
            text = str(self.given["reference"])
        else:
            shape = shape or self.rng.choice(("YY-99999", "999999", "AB9999-99", "99-9999"))
            text = "".join(
                str(self.rng.randrange(10)) if mark == "9" else mark for mark in shape
            ).replace("YY", f"{self.on:%y}")
        self.fields[case] = text
        # the matter's number goes before a contract's, wherever each is printed
        self.fields["reference"] = text
        return text

    def contract(self) -> str:
        """The landlord's contract number or the supplier's customer number."""
        shape = self.rng.choice(("99999-9", "9999-9-9999", "999-99-9999", "9999999"))
        text = "".join(str(self.rng.randrange(10)) if mark == "9" else mark for mark in shape)
        text = str(self.given.get("contract", text))
        self.fields["contract_number"] = text
        self.fields.setdefault("reference", text)
        return text

    def payment_slip(self, sender: Sender, due: date) -> str:
        """A slip with an OCR line that agrees with the claim."""
        total = self.total()
        body = "".join(str(self.rng.randrange(10)) for _ in range(11))
        total_digits = 0
        for place, digit in enumerate(reversed(body)):
            product = int(digit) * (2 - place % 2)
            total_digits += product // 10 + product % 10
        reference = body + str(-total_digits % 10)
        whole, _, cents = f"{total:.2f}".partition(".")
        check = check_digit(f"{int(whole + cents):09d}"[-9:])
        line = f"# {reference} # {whole} {cents} {check} > {sender.bankgiro.replace('-', '')}#41#"
        self.fields["due_date"] = due.isoformat()
        return slip(
            reference=reference,
            amount=self.money(total, "bare"),
            giro=sender.bankgiro,
            receiver=sender.name,
            line=line,
            due=self.day(due, "iso"),
        )

    # words
    def maybe(self, chance: float) -> bool:
        """True with that chance."""
        return self.rng.random() < chance

    def say(self, pool: str, **values: str) -> str:
        """A phrase of the pool, of this letter's split, with its places filled in."""
        phrase = self.rng.choice(wording.pools()[pool][self.split])
        if self.misspelt:
            phrase = wording.misspell(phrase, self.rng)
        return phrase.format_map(Filled(self, values))

    def say_some(self, pool: str, count: int, **values: str) -> list[str]:
        """Some different phrases of the pool."""
        phrases = list(wording.pools()[pool][self.split])
        self.rng.shuffle(phrases)
        return [one.format_map(Filled(self, values)) for one in phrases[:count]]
