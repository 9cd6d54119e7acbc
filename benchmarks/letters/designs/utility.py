"""Unpaid electricity, gas, district heating, water and waste."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from benchmarks.letters import wording
from benchmarks.letters.draft import Draft
from benchmarks.letters.pieces import boxes, facts, para, signature_line, small
from benchmarks.letters.truth import Design, Sheet

POWER_FORM = (
    "Meddelande till socialnämnden om en konsument som riskerar att få överföringen av el avbruten"
)
GAS_FORM = (
    "Meddelande till socialnämnden om en konsument som riskerar att få överföringen av naturgas "
    "avbruten"
)
HEAT_FORM = (
    "Meddelande till socialnämnden om en konsument som riskerar att få distributionen av "
    "fjärrvärme avbruten"
)
LABELS = {
    "electricity": ("Elnät", "Elhandel", "Faktura el", "Nätavgift"),
    "gas": ("Faktura gas", "Gasförbrukning"),
    "heating": ("Fjärrvärme", "Värme"),
    "water": ("VA-avgift", "Vatten och avlopp", "Brukningsavgift VA"),
    "waste": ("Renhållning", "Avfallsavgift", "Sophämtning"),
}
NOTICES = {
    "electricity": "power_notice",
    "gas": "gas_notice",
    "heating": "heat_notice",
    "water": "water_notice",
    "waste": "waste_notice",
    "combined": "combined_notice",
}
FORMS = {
    "electricity": (
        POWER_FORM,
        "Elleverantörens",
        "för att förhindra att överföringen av el avbryts",
        "11 kap. ellagen (1997:857), förordningen (2023:242), bilaga 2",
    ),
    "gas": (
        GAS_FORM,
        "Gasleverantörens",
        "för att förhindra att överföringen av naturgas avbryts",
        "8 kap. naturgaslagen (2005:403)",
    ),
    "heating": (
        HEAT_FORM,
        "Fjärrvärmeföretagets",
        "för att förhindra att distributionen av fjärrvärme avbryts",
        "28 § fjärrvärmelagen (2008:263), förordningen (2008:526), bilaga 2",
    ),
}


def invoices(d: Draft, subkind: str) -> None:
    """Makes the rows of the claim: an invoice a row."""
    d.claim.clear()
    kinds = ("electricity", "water", "waste") if subkind == "combined" else (subkind,)
    count = max(d.months, 2 if subkind == "combined" else 1)
    given = d.given.get("amount")
    for number in range(count):
        label = d.rng.choice(LABELS[kinds[number % len(kinds)]])
        back = d.on - timedelta(days=30 * (count - number) + 20)
        month = date(back.year, back.month, 1)
        amount = (
            Decimal(given) / count if given is not None and number else
            Decimal(given) - (Decimal(given) / count).quantize(Decimal("0.01")) * (count - 1)
            if given is not None else Decimal(d.rng.randrange(41000, 690000)) / 100
        ).quantize(Decimal("0.01"))  # fmt: skip
        d.add_row(
            "fee", f"{label} {wording.period(month, d.period_style)}", amount, f"{month:%Y-%m}"
        )
    if given is None and d.maybe(0.5):
        d.add_row("reminder", "Påminnelseavgift", Decimal(60))
    if given is None and d.maybe(0.3):
        d.add_row("interest", "Ränta", Decimal(d.rng.randrange(500, 9000)) / 100)
    d.total()


def plant(d: Draft) -> list[tuple[str, str]]:
    """Customer number and metering point."""
    lines = [(d.rng.choice(("Kundnummer", "Kundnr", "Avtalsnr")), d.contract())]
    if d.maybe(0.6):
        digits = "".join(str(d.rng.randrange(10)) for _ in range(12))
        lines.append(("Anläggnings-id", f"735999{digits}"))
    return lines


def form(d: Draft, sort: str, *, paper: str = "form", numbered: bool = True) -> Sheet:
    """The statutory form to the board, filled in: it has no personnummer."""
    subkind = d.design.subkind
    sender = d.sender(sort)
    d.numbers = d.given.get("numbers", "none")
    invoices(d, subkind)
    title, whose, aim, law = FORMS[subkind]
    due = d.due_day()
    amount = [f"{row.label}: {d.money(Decimal(row.amount))}" for row in d.claim]
    amount = [*amount, f"Summa {d.money(d.total())}, förfallodag {due}"]
    captions = (
        f"{whose} namn, postadress och telefonnummer",
        "Konsumentens namn och postadress",
        f"Belopp, med angivande av förfallodag, som konsumenten ska betala {aim}",
        "Postgiro- eller bankgirokonto eller annan anvisning om sättet för betalningen",
    )
    answers = (d.sender_lines(), d.tenant_address(), amount, [f"Bankgiro {sender.bankgiro}"])
    return Sheet(
        title=title, to=d.board_address(),
        body=(
            boxes(zip(captions, answers, strict=True), numbered=numbered), facts(plant(d)),
            para(f"Datum {d.dated()}"), signature_line(f"{sender.name}, {d.contact}"), small(law),
        ),
        form=paper != "letter", skin=d.skin(paper),
    )  # fmt: skip


def letter(d: Draft, sort: str) -> Sheet:
    """A supplier's letter to the board."""
    subkind = d.design.subkind
    d.sender(sort)
    invoices(d, subkind)
    who = d.rng.choice(("Kund", "Konsument", "Abonnent", "Fastighetsägare"
                        if subkind in {"water", "waste"} else "Kund"))  # fmt: skip
    lines = [*d.people_lines(who), (d.rng.choice(("Uttagsadress", "Anläggningsadress", "Adress")),
             d.home()), ("Postadress", d.postal_line()), *plant(d)]  # fmt: skip
    body = [para(d.say(NOTICES[subkind])), facts(lines), d.claim_table(("Faktura", "Belopp"))]
    if subkind == "electricity":
        body.append(para(d.say("power_board")))
    body += [para(text) for text in d.say_some("utility_history", d.rng.randrange(0, 3))]
    body.append(para(f"Beloppet förföll till betalning {d.due_day()}."))
    title = d.say(f"title_{NOTICES[subkind].removesuffix('_notice')}")
    if subkind in FORMS and d.maybe(0.35):
        title = FORMS[subkind][0]
    return Sheet(
        title=title,
        to=d.board_address(),
        refs=(("Datum", d.dated()),),
        body=tuple(body),
        signed=("Med vänlig hälsning", d.contact),
        skin=d.skin(),
    )


def collector(d: Draft) -> Sheet:
    """A collector's demand for electricity, in copy to the board."""
    sender = d.sender("collector")
    subkind = d.design.subkind
    invoices(d, subkind)
    if "amount" not in d.given:
        d.add_row("collection", "Inkassokostnad", Decimal(180))
    last_day = d.on + timedelta(days=10)
    supplier = "elbolag" if subkind == "electricity" else "leverantör"
    lines = [("Borgenär", f"Ert {supplier}"), *d.people_lines("Gäldenär"), ("Anläggning", d.home())]
    return Sheet(
        title="Inkassokrav el" if subkind == "electricity" else "Inkassokrav",
        to=d.board_address(),
        refs=(("Datum", d.dated()), ("Inkassonr", d.reference("9999999"))),
        body=(
            para(d.say(NOTICES[subkind])),
            facts(lines),
            d.claim_table(total="Att betala"),
            para(d.say("power_board")),
            para(f"Betalas eller bestrids senast {d.due_day(last_day)}."),
        ),
        slip=d.payment_slip(sender, last_day),
        skin=d.skin(),
    )


def _utility(name: str, subkind: str, split: str, write: partial[Sheet]) -> Design:
    return Design(name=name, kind="utility_debt", subkind=subkind, tenure="unknown", split=split,
                  write=write)  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    _utility("power_form", "electricity", "train", partial(form, sort="grid")),
    _utility(
        "power_form_trade", "electricity", "train", partial(form, sort="trade", numbered=False)
    ),
    _utility("power_letter", "electricity", "train", partial(letter, sort="grid")),
    _utility("power_trade_letter", "electricity", "train", partial(letter, sort="trade")),
    _utility("power_collector", "electricity", "train", partial(collector)),
    _utility(
        "power_form_held_out", "electricity", "held_out", partial(form, sort="grid", paper="letter")
    ),
    _utility("power_letter_held_out", "electricity", "held_out", partial(letter, sort="trade")),
    _utility("gas_form", "gas", "train", partial(form, sort="gas")),
    _utility("gas_letter", "gas", "train", partial(letter, sort="gas")),
    _utility("gas_letter_held_out", "gas", "held_out", partial(letter, sort="gas")),
    _utility("heating_form", "heating", "train", partial(form, sort="heating")),
    _utility("heating_letter", "heating", "train", partial(letter, sort="heating")),
    _utility("heating_form_held_out", "heating", "held_out", partial(form, sort="heating")),
    _utility("water_letter", "water", "train", partial(letter, sort="water")),
    _utility("water_letter_held_out", "water", "held_out", partial(letter, sort="water")),
    _utility("waste_letter", "waste", "train", partial(letter, sort="waste")),
    _utility("waste_letter_held_out", "waste", "held_out", partial(letter, sort="waste")),
    _utility("combined_letter", "combined", "train", partial(letter, sort="water")),
    _utility("combined_letter_held_out", "combined", "held_out", partial(letter, sort="heating")),
)
