"""Tables of several debtors: a landlord's restlista, a list of unpaid care fees."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from benchmarks.letters.draft import Draft
from benchmarks.letters.people import Addressee, printed_number, someone
from benchmarks.letters.pieces import page_break, para, table
from benchmarks.letters.truth import Design, Sheet, TruthDebtor

REPORT_ROWS = 16
"""Rows of a report's page."""


def _debtors(d: Draft) -> list[tuple[Addressee, Decimal]]:
    """The debtors and what each owes: those given, or drawn."""
    given = d.given.get("debtors")
    if given:
        return list(given)
    count = d.rng.randrange(3, 19)
    return [(someone(d.rng), Decimal(d.rng.randrange(90000, 2400000)) / 100) for _ in range(count)]


def debtor_list(d: Draft, *, care: bool = False, last_first: bool = False, numbers: bool = True,
                sort: str = "municipal") -> Sheet:  # fmt: skip
    """A list with one debtor a row and a total."""
    d.sender(sort)
    rows = []
    total = Decimal(0)
    style = d.rng.choice(("bare", d.money_style))
    for who, amount in _debtors(d):
        reference = f"{d.rng.randrange(100, 999)}-{d.rng.randrange(1000, 9999)}"
        printed = printed_number(d.rng, who.number) if numbers and who.number else ""
        flat = f", lgh {who.apartment}" if who.apartment else ""
        address = f"{who.street}{flat}"
        name = who.last_first if last_first else who.name
        d.debtors.append(
            TruthDebtor(name=name, number=who.number, printed=printed, address=who.street,
                        reference=reference, amount=f"{amount:.2f}")
        )  # fmt: skip
        total += amount
        cells = [name, *([printed] if numbers else []), address, reference, d.money(amount, style)]
        rows.append(cells)
    d.fields["amount_sek"] = f"{total:.2f}"
    d.parties.clear()
    blank = [""] * (2 if numbers else 1)
    rows.append(["Summa", *blank, "", d.money(total, style)])
    what = "Kundnr" if care else d.rng.choice(("Kontrakt", "Avtalsnr", "Objekt"))
    header = ["Namn", *(["Personnummer"] if numbers else []), "Adress", what, "Belopp"]
    period = d.periods()[-1][0]
    title = d.say("title_list_care") if care else d.say("title_list_rent")
    intro = (
        f"Underlag ur ekonomisystemet. Avgifter för hemtjänst och särskilt boende, {period}."
        if care
        else f"Nedan följer månadens obetalda hyror, {period}. Hyresgästerna har fått påminnelse."
    )
    return Sheet(
        title=title, to=d.board_address(), refs=(("Datum", d.dated()),),
        body=(para(intro), table(header, rows, last_bold=True, css="list")),
        signed=(d.contact,), skin=d.skin(),
    )  # fmt: skip


def report(d: Draft) -> Sheet:
    """An economy system's report over several pages: its head on each, the total on the last."""
    whole = d.given.get("debtors") or [
        (someone(d.rng), Decimal(d.rng.randrange(90000, 2400000)) / 100)
        for _ in range(d.rng.randrange(31, 56))
    ]
    d.given = {**d.given, "debtors": whole}
    sheet = debtor_list(d, last_first=True)
    rows = _cells(d, whole)
    head = ("Namn", "Personnr", "Adress", "Avtal", "Restbelopp")
    parts: list[str] = []
    for start in range(0, len(rows), REPORT_ROWS):
        if start:
            parts += [page_break(), para(f"{sheet.title}, fortsättning")]
        parts.append(table(head, rows[start : start + REPORT_ROWS], css="list"))
    total = d.money(Decimal(d.fields["amount_sek"]), "bare")
    parts.append(table((), [("Totalt", f"{len(rows)} poster", total)], last_bold=True))
    return Sheet(
        title=sheet.title,
        to=d.board_address(),
        refs=sheet.refs,
        body=tuple(parts),
        skin=d.skin(),
    )


def _cells(d: Draft, debtors: list[tuple[Addressee, Decimal]]) -> list[tuple[str, ...]]:
    """The rows of the report as printed, from the noted debtors."""
    return [
        (
            row.name,
            row.printed,
            f"{who.street} lgh {who.apartment}" if who.apartment else who.street,
            row.reference,
            d.money(amount, "bare"),
        )
        for row, (who, amount) in zip(d.debtors, debtors, strict=True)
    ]


def _list(name: str, subkind: str, split: str, write: partial[Sheet]) -> Design:
    tenure = "rental" if subkind == "rent" else "unknown"
    return Design(name=name, kind="debt_list", subkind=subkind, tenure=tenure, split=split,
                  write=write)  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    _list("list_rent", "rent", "train", partial(debtor_list)),
    _list("list_rent_last_first", "rent", "train", partial(debtor_list, last_first=True)),
    _list("list_rent_no_numbers", "rent", "train",
          partial(debtor_list, numbers=False, sort="private")),
    _list("list_rent_held_out", "rent", "held_out", partial(debtor_list)),
    _list("list_rent_report", "rent", "train", partial(report)),
    _list("list_rent_report_held_out", "rent", "held_out", partial(report)),
    _list("list_care", "care_fee", "train",
          partial(debtor_list, care=True, sort="municipality", last_first=True)),
    _list("list_care_held_out", "care_fee", "held_out",
          partial(debtor_list, care=True, sort="municipality")),
)  # fmt: skip
