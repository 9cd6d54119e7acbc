"""Last examination: lists of several debtors, of rent and of care fees."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from benchmarks.letters.designs.final_kit import Quill, designs, leaf, raw, rows
from benchmarks.letters.designs.kit import br, foot, grid, h, para, side
from benchmarks.letters.designs.shapes import NUMBERS
from benchmarks.letters.draft import Draft
from benchmarks.letters.people import Addressee, someone
from benchmarks.letters.truth import Design, Sheet, TruthDebtor

TABLE = """table.t{width:100%;border-collapse:collapse;font-size:.86em;margin:3mm 0 5mm}
table.t td,table.t th{border-bottom:.2mm solid #555;padding:.9mm 2mm .9mm 0}"""


class Owing:
    """A debtor of the list as this sender prints it."""

    def __init__(self, pen: Quill, who: Addressee, amount: Decimal, shape: str, last: bool) -> None:
        """Prints the debtor and notes the row."""
        self.name = who.last_first if last else who.name
        self.number = NUMBERS[shape](who.number) if shape and who.number else ""
        self.street, self.flat = who.street, who.apartment
        self.postal = f"{who.postal_code[:3]} {who.postal_code[3:]} {who.city}"
        self.ref = pen.digits("999-9999")
        self.amount = pen.kr(amount)
        pen.d.debtors.append(
            TruthDebtor(name=self.name, number=who.number, printed=self.number, address=who.street,
                        reference=self.ref, amount=f"{amount:.2f}")
        )  # fmt: skip


def owing(pen: Quill, low: int, high: int, *, shape: str = "", last: bool = False) -> list[Owing]:
    """The debtors, those given or drawn; their sum is noted as the letter's amount."""
    given = pen.d.given.get("debtors")
    drawn = given or [
        (someone(pen.rng), pen.drawn(low, high)) for _ in range(pen.rng.randrange(3, 13))
    ]
    found = [Owing(pen, who, amount, shape, last) for who, amount in drawn]
    pen.d.fields["amount_sek"] = f"{sum((amount for _, amount in drawn), Decimal(0)):.2f}"
    pen.d.parties.clear()
    return found


def total(pen: Quill) -> str:
    """The sum of the list."""
    return pen.kr(Decimal(pen.d.fields["amount_sek"]))


def listed(pen: Quill, cells: Callable[[Owing], tuple[str, ...]], found: list[Owing],
           head: tuple[str, ...]) -> str:  # fmt: skip
    """The list as a table with its sum in the last cell."""
    blank = [""] * (len(head) - 2)
    return grid([*map(cells, found), ("Summa", *blank, total(pen))], head=head)


def arrears(d: Draft) -> Sheet:
    """A municipal company's list of the month to the board, names last first."""
    pen = Quill(d, "Kommunala Provgårdar AB", "municipal", money="comma", days="iso")
    found = owing(pen, 3900, 21000, shape="ten", last=True)
    return leaf(
        "narrow",
        TABLE,
        side(br([pen.house.name, pen.phone()]), br([f"Utskrift {pen.dated()}", "Sida 1"])),
        h(pen.say("arrears_title")),
        pen.ps("arrears_open"),
        listed(
            pen,
            lambda one: (one.ref, one.name, one.number, f"{one.street} lgh {one.flat}", one.amount),
            found,
            ("Kontrakt", "Hyresgäst", "Pnr", "Adress", "Skuld"),
        ),
        pen.ps("arrears_end"),
        para(pen.contact()),
    )


def second_hand_list(d: Draft) -> Sheet:
    """The municipality's housing unit lists second-hand tenants who have not paid, by e-mail."""
    pen = Quill(d, "Bostadsenheten, Göteborgs kommun", "municipality", money="kr", days="slash")
    found = owing(pen, 2500, 16000)
    lines = [f"{place}. {one.name}, {one.street}, {one.postal} (kontrakt {one.ref}): {one.amount}"
             for place, one in enumerate(found, 1)]  # fmt: skip
    return leaf(
        "sans",
        "",
        rows(
            [
                ("Från", f"{pen.contact()}, Bostadsenheten, Göteborgs kommun"),
                ("Skickat", f"{pen.dated()} 15:42"),
                ("Till", "Socialnämnden; enhetschefer"),
                ("Ämne", pen.say("sh_subject")),
            ]
        ),
        para(""),
        pen.ps("sh_open"),
        para("\n".join(lines)),
        para(f"Totalt {total(pen)}"),
        pen.ps("sh_end"),
        para(f"{pen.contact()}\n{pen.phone()}"),
    )


def care_fees(d: Draft) -> Sheet:
    """A municipality's fee officers list unpaid care fees, in a printer's lines."""
    pen = Quill(
        d, "Göteborgs kommun, Avgiftsexpeditionen", "municipality", money="comma", days="iso"
    )
    found = owing(pen, 180, 5400, shape="century", last=True)
    lines = [f"{one.number:<14}{one.name[:34]:<35}{one.ref:<10}{one.amount:>11}" for one in found]
    return leaf(
        "dejamono",
        "body{font-size:8pt}",
        raw(
            [
                f"{pen.house.name.upper():<56}{pen.dated():>14}",
                pen.say("care_title").upper(),
                "",
                f"{'PERSONNR':<14}{'NAMN':<35}{'FAKTURA':<10}{'OBETALT':>11}",
                "-" * 70,
                *lines,
                "-" * 70,
                f"{'TOTALT':<59}{total(pen):>11}",
                "",
            ]
        ),
        pen.ps("care_open", "care_end"),
        rows([("Adresser", "; ".join(f"{one.ref} {one.street}" for one in found))]),
    )


def meals_and_alarm(d: Draft) -> Sheet:
    """A home-care company's list of unpaid fees for meals, alarms and home help."""
    pen = Quill(d, "Provslättens Omsorgsbolag AB", "municipality", money="kr_full", days="den")
    found = owing(pen, 150, 3900, shape="hyphen")
    return leaf(
        "dejaserif", TABLE, pen.to(), h(pen.say("meals_title")), pen.ps("meals_open"),
        listed(pen, lambda one: (one.name, one.number, one.street, one.ref, one.amount), found,
               ("Namn", "Personnummer", "Bostad", "Faktura", "Att betala")),
        pen.ps("meals_end"),
        foot(f"Provslättens Omsorgsbolag AB, {pen.place()}, {pen.phone()}. Listan framtagen "
             f"{pen.dated()}"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = designs(
    "debt_list",
    ("arrears", arrears, "rent", "rental"),
    ("second_hand_list", second_hand_list, "rent", "rental"),
    ("care_fees", care_fees, "care_fee", "unknown"),
    ("meals_and_alarm", meals_and_alarm, "care_fee", "unknown"),
)
