"""Last examination: corrected sums, second addresses, and short letters of the rarer sorts."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal

from benchmarks.letters.designs.final_kit import Quill, designs, leaf, raw, rows
from benchmarks.letters.designs.kit import br, colons, div, foot, grid, h, para, side
from benchmarks.letters.draft import Draft
from benchmarks.letters.people import STREETS
from benchmarks.letters.truth import Design, Sheet


def corrected(d: Draft) -> Sheet:
    """A notice sent anew because the first one's sum was wrong; both sums stand in it."""
    pen = Quill(d, "Tullhusets Bostadsförvaltning Prov AB", "private", money="kr_full", days="iso",
                number="century", flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("Hyra", [("interest", "Ränta", pen.drawn(20, 280))])
    case = pen.case("HF-YY-9999")
    wrong = pen.kr(d.total() + pen.drawn(210, 2900))
    return leaf(
        "sans", "h1{font-size:13pt}table.t td{padding-right:12mm}",
        side(br([pen.house.name, pen.place()]), br([pen.dated(), f"Ärende {case}"])),
        pen.to("window"), h(pen.say("corr_title")),
        pen.ps("corr_open"), pen.ps("corr_wrong", wrong=wrong, before=pen.after(-4)),
        grid([*pen.claim(), ("Rätt belopp", pen.total())]), pen.ps("corr_law"),
        pen.beside("small_landlord"), para(f"{pen.contact()}\nTelefon {pen.phone()}"),
    )  # fmt: skip


def stays_elsewhere(d: Draft) -> Sheet:
    """A landlady tells where her tenant is said to stay; the flat that is let is another."""
    pen = Quill(d, "Änkefru Provdals Hyreshus", "private", money="kronor", days="den",
                number="hyphen", flat="{street}, en trappa, lgh {flat}")  # fmt: skip
    pen.owe("hyra")
    where = f"{pen.rng.choice(STREETS)} {pen.rng.randrange(100, 140)}"
    return leaf(
        "dejaserif",
        "p{text-align:justify}",
        para(f"{pen.house.name}\n{pen.place()}\n{pen.phone()}"),
        para("Socialnämnden"),
        pen.ps("else_open", "else_sum"),
        pen.ps("else_where", where=where),
        pen.ps("else_law"),
        para(f"Göteborg {pen.dated()}\n{pen.contact()}, husets förvaltare"),
    )


def executed_short(d: Draft) -> Sheet:
    """Kronofogden tells in plain words that an eviction has been carried out."""
    pen = Quill(d, "Kronofogden", "kfm", days="long", number="century",
                flat="{street}, lgh {flat}", system=True)  # fmt: skip
    pen.writes_for("private")
    given: datetime | None = d.given.get("eviction_at")
    back = d.on - timedelta(days=pen.rng.randrange(1, 4))
    back -= timedelta(days=max(0, back.weekday() - 4))
    at = given or datetime.combine(back, time(pen.rng.choice((8, 9, 11)), 15))
    pen.note_time(at)
    case = pen.case("U-99999-YY")
    return leaf(
        "sans", "h1{font-size:16pt}",
        side("<b>Kronofogden</b>", br([pen.dated(), case])), pen.to("window"),
        h(pen.say("done_title")), pen.ps("done_open", when=f"{pen.on(at.date())} kl. {at:%H.%M}"),
        colons([("Avhyst", pen.persons()), ("Bostad", f"{pen.home()}, {pen.postal()}"),
                ("Hyresvärd", pen.creditor())]),
        pen.ps("done_end"), pen.beside("small_authority"), para(f"{pen.contact()}, {pen.phone()}"),
    )  # fmt: skip


def landlord_cancels(d: Draft) -> Sheet:
    """A landlord's e-mail: the eviction is off, with thanks."""
    pen = Quill(
        d,
        "Fastighetsfirman Ostindiefararen Prov",
        "private",
        days="slash",
        number="century",
        flat="{street}, lgh {flat}",
    )
    at = pen.hour()
    return leaf(
        "sans",
        "hr{border:0;border-top:.4mm solid #000}",
        rows(
            [
                ("Från", f"{pen.contact()} <{pen.house.email}>"),
                ("Skickat", f"{pen.dated()} 16:02"),
                ("Till", "Socialnämnden, funktionsbrevlåda"),
                ("Ämne", pen.say("lcanc_subject")),
            ]
        ),
        "<hr>",
        pen.ps("lcanc_open", when=f"{pen.on(at.date())} kl {at:%H.%M}"),
        pen.ps("lcanc_why"),
        colons([("Hyresgäst", pen.persons()), ("Adress", f"{pen.home()}, {pen.postal()}")]),
        para(f"Mvh\n{pen.contact()}\nFastighetsfirman Ostindiefararen Prov\n{pen.phone()}"),
    )


def gas_form(d: Draft) -> Sheet:
    """A town's gas works fills in a form of its own, questions to the left and answers right."""
    pen = Quill(d, "Stadens Gasverk i Prov AB", "gas", money="comma", days="iso", numbers="none",
                flat="{street} lgh {flat}", system=True)  # fmt: skip
    pen.invoices(
        ("fee", "Förbrukning gas", pen.drawn(400, 3900)),
        ("fee", "Fast avgift", pen.drawn(90, 600)),
        ("interest", "Ränta", pen.drawn(4, 80)),
    )
    case = pen.case("GV-9999")
    return leaf(
        "serif", "table.kv{width:100%;border-collapse:collapse}table.kv th,table.kv td{border:.2mm "
        "solid;padding:2mm;font-weight:normal}table.kv th{width:60mm;background:#eee}"
        "h1{font-size:13pt}", side(pen.to(), br([f"Ärende {case}"])), h(pen.say("gform_title")),
        rows([("Leverantör av naturgas", f"{pen.house.name}, {pen.place()}, {pen.phone()}"),
              ("Konsument", pen.names()), ("Konsumentens adress", f"{pen.home()}, {pen.postal()}"),
              *pen.claim(), ("Belopp att betala, kr", pen.total()),
              ("Betalning till", f"bankgiro {pen.house.bankgiro}"), ("Datum", pen.dated()),
              ("Handläggare", pen.contact())]),
        pen.ps("gform_note"), pen.beside("small_supply"),
    )  # fmt: skip


def waste_claim(d: Draft) -> Sheet:
    """A collector's demand for waste fees in copy to the board, boxes along the head."""
    pen = Quill(
        d,
        "Kustens Kravbyrå Prov HB",
        "collector",
        money="comma",
        days="iso",
        number="hyphen",
        flat="{street} lgh {flat}",
        system=True,
    )
    pen.writes_for("waste")
    pen.invoices(
        ("fee", "Renhållningsavgift", pen.drawn(500, 3400)),
        ("reminder", "Påminnelse", Decimal(60)),
        ("collection", "Inkassokostnad", Decimal(180)),
    )
    case = pen.case("999999-9")
    return leaf(
        "narrow",
        "table.m{width:100%;border-collapse:collapse}table.m td,table.m th{border:.2mm solid;"
        "padding:1mm 2mm}table.m th{font-size:8pt;font-weight:normal}table.t td{"
        "padding-right:12mm}",
        grid(
            [(case, pen.dated(), pen.contact(), pen.phone())],
            "m",
            head=("Ärende", "Datum", "Handläggare", "Telefon"),
        ),
        div("window", br(pen.block())),
        h("INKASSOKRAV"),
        pen.ps("wclaim_open"),
        colons([("Fordringsägare", pen.creditor()), ("Gäldenär", pen.persons())]),
        grid([*pen.claim(), ("ATT BETALA", pen.total())]),
        pen.ps("wclaim_way", "wclaim_copy"),
        foot(
            f"{pen.house.name}, {pen.place()}, bankgiro {pen.house.bankgiro}, org.nr {pen.orgnr()}"
        ),
    )


def house_water(d: Draft) -> Sheet:
    """A road and water community writes to the board of a neighbour who does not pay for water."""
    pen = Quill(d, "Hasselängens samfällighetsförening", "water", money="kr", days="slash",
                number="hyphen", flat="{street}")  # fmt: skip
    pen.flat_shown = False
    pen.invoices(
        ("fee", "Vatten vår", pen.drawn(900, 3900)), ("fee", "Vatten höst", pen.drawn(900, 3900))
    )
    return leaf(
        "bookish",
        "body{font-size:12pt}",
        para(f"Hasselängens samfällighetsförening\n{pen.dated()}"),
        para("Hej socialnämnden"),
        pen.ps("hwater_open"),
        para("\n".join(f"{label}: {amount}" for label, amount in pen.claim())),
        pen.ps("hwater_sum", "hwater_end"),
        para(f"{pen.contact()}, kassör\n{pen.phone()}"),
    )


def duty_system(d: Draft) -> Sheet:
    """A notice of arrears set in capitals through and through, in one column of short lines."""
    pen = Quill(d, "HYRESFÖRVALTNINGEN PROVSTAD AB", "municipal", money="solid", days="solid",
                period="slash", number="solid", flat="{street}-{flat}", system=True)  # fmt: skip
    d.name_style = "capitals"
    pen.owe("HYRA", [("collection", "INK.KOSTN", Decimal(180))])
    contract = pen.contract("99999-99")
    claim = [f"{label.upper():<22}{amount:>12}" for label, amount in pen.claim()]
    return leaf(
        "dejamono", "body{font-size:11pt}", raw([
            "HYRESFÖRVALTNINGEN PROVSTAD AB", f"KÖRDATUM {pen.dated()}", "", "SOCIALNÄMND", "",
            pen.say("duty_title"), "", f"AVTAL   {contract}",
            *(f"HG      {pen.name(one)} {pen.number(one)}".rstrip() for one in d.tenants),
            f"OBJEKT  {pen.home().upper()}", f"        {pen.postal().upper()}", "", *claim,
            f"{'SUMMA':<22}{pen.total():>12}", "", pen.say("duty_law"), "",
            f"FRÅGOR {pen.phone()}"]),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    *designs(
        "rent_debt",
        ("corrected", corrected, "social_notice", "rental"),
        ("stays_elsewhere", stays_elsewhere, "social_notice", "rental"),
        ("duty_system", duty_system, "social_notice", "rental"),
    ),
    *designs(
        "eviction_date",
        ("executed_short", executed_short, "executed", "rental"),
        ("landlord_cancels", landlord_cancels, "cancelled", "rental"),
    ),
    *designs(
        "utility_debt",
        ("gas_form", gas_form, "gas", "unknown"),
        ("waste_claim", waste_claim, "waste", "unknown"),
        ("house_water", house_water, "water", "unknown"),
    ),
)  # fmt: skip
