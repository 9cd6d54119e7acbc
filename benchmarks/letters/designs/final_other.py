"""Last examination: letters that look like the others and are not."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.letters.designs.final_kit import Quill, designs, leaf, raw, rows
from benchmarks.letters.designs.kit import br, colons, div, foot, grid, h, para, side
from benchmarks.letters.draft import Draft
from benchmarks.letters.people import CITIES_ELSEWHERE, staff_name
from benchmarks.letters.truth import Design, Sheet


def debt(pen: Quill, label: str, low: int, high: int) -> str:
    """Some claim that is none of the board's: rows and sum, not noted."""
    parts = [(label, pen.drawn(low, high)), ("Avgift", Decimal(60))]
    whole = sum((amount for _, amount in parts), Decimal(0))
    return grid([*((said, pen.kr(amount)) for said, amount in parts), ("Summa", pen.kr(whole))])


def all_paid(d: Draft) -> Sheet:
    """The landlord takes its notice back: the tenant has paid."""
    pen = Quill(d, "Stickelbärets Hus AB", "private", money="kr_full", days="iso", number="century",
                flat="{street} · lgh {flat}")  # fmt: skip
    return leaf(
        "deja", "h1{font-size:17pt;font-weight:normal}", para(f"stickelbärets hus · {pen.dated()}"),
        h(pen.say("paid_title")), pen.ps("paid_open", "paid_back", earlier=pen.after(-15),
                                         sum=pen.kr(pen.drawn(5000, 19000))),
        foot(f"Stickelbärets Hus AB | {pen.place()} | {pen.phone()}"),
    )  # fmt: skip


def wrong_town(d: Draft) -> Sheet:
    """A notice that belongs to another municipality's board."""
    pen = Quill(d, "Bröderna Vassrugg Handelsbolag", "private", money="dash", days="slash_short",
                flat="{street} lgh {flat}")  # fmt: skip
    code, city = CITIES_ELSEWHERE[pen.rng.randrange(len(CITIES_ELSEWHERE))]
    d.tenants = [one.at(postal_code=code, city=city) for one in d.tenants]
    town = city.capitalize()
    pen.owe("Hyra")
    genitive = town if town.endswith("s") else f"{town}s"
    return leaf(
        "serif", "h1{font-size:13pt}", para(f"Till socialnämnden i {genitive} kommun"),
        h(pen.say("town_title")),
        colons([("Hyresvärd", f"{pen.house.name}, {pen.place()}, tel. {pen.phone()}"),
                ("Hyresgäst", pen.persons()), ("Lägenhet", f"{pen.home()}, {pen.postal()}"),
                ("Obetald hyra", pen.period()), ("Belopp", pen.total())]),
        pen.ps("town_law"), para(f"{town} {pen.dated()}\n{pen.contact()}"),
    )  # fmt: skip


def garage(d: Draft) -> Sheet:
    """Rent of a garage is not paid; the home is not at stake."""
    pen = Quill(d, "Stiftelsen Träslottets Bostäder", "municipal", money="comma", days="iso",
                number="ten", flat="{street} {flat}")  # fmt: skip
    return leaf(
        "mono",
        "table.t td{padding-right:9mm}",
        raw(["STIFTELSEN TRÄSLOTTETS BOSTÄDER", f"DATUM {pen.dated()}", ""]),
        h(pen.say("garage_title")),
        colons(
            [
                ("Hyresgäst", pen.persons()),
                ("Adress", f"{pen.home()}, {pen.postal()}"),
                ("Objekt", f"Garage {pen.rng.randrange(1, 80)}"),
            ]
        ),
        debt(pen, "Garagehyra", 450, 2900),
        pen.ps("garage_law"),
        para(f"{pen.contact()}, {pen.phone()}"),
    )


def wage_seizure(d: Draft) -> Sheet:
    """Kronofogden seizes wages: debts, but no home."""
    pen = Quill(d, "Kronofogden", "kfm", money="kronor", days="long", number="century",
                flat="{street} lgh {flat}", system=True)  # fmt: skip
    return leaf(
        "sans",
        "h1{font-size:16pt}table.t td{padding-right:9mm}.win{margin:10mm 0 8mm 90mm}",
        side("<b>Kronofogden</b>", br([pen.dated(), f"Gäldenärsnummer {pen.digits('999999')}"])),
        div("win", br(pen.block())),
        h(pen.say("wage_title")),
        pen.ps("wage_open"),
        debt(pen, "Skulder hos oss", 9000, 90000),
        pen.ps("wage_way"),
        pen.beside("small_authority"),
        foot(f"Kronofogden, telefon {pen.phone()}"),
    )


def phone_claim(d: Draft) -> Sheet:
    """A small firm's demand for a telephone bill, sent by its receiver to the board."""
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
    pen.writes_for("company")
    return leaf(
        "narrow", ".win{margin:0 0 10mm 88mm}table.t td{padding-right:12mm}",
        para(f"{pen.house.name}\n{pen.place()}\n{pen.phone()}   {pen.dated()}"),
        div("win", br(pen.block())), h("INKASSOKRAV"), pen.ps("phone_open"),
        debt(pen, "Abonnemang, bredband och mobil", 300, 4900), pen.ps("phone_way"),
    )  # fmt: skip


def meeting(d: Draft) -> Sheet:
    """Kronofogden invites officers to a meeting about evictions and children."""
    pen = Quill(d, "Kronofogden", "kfm", days="weekday_den", system=True)
    day = d.on.toordinal() + 21
    later = d.on.fromordinal(day - max(0, d.on.fromordinal(day).weekday() - 4))
    return leaf(
        "dejaserif",
        "h1{font-size:14pt}",
        para(f"Kronofogden\n{pen.dated('iso')}"),
        pen.to(),
        h(pen.say("meet_title")),
        pen.ps("meet_open", when=f"{pen.on(later)} kl. 13.00"),
        pen.ps("meet_what", "meet_end"),
        para(f"{pen.contact()}, samverkansansvarig\n{pen.phone()}"),
    )


def building_noise(d: Draft) -> Sheet:
    """A landlord warns all tenants of noise from building."""
    pen = Quill(d, "Kommunala Provgårdar AB", "municipal", days="long", flat="{street}")
    return leaf(
        "sans", "body{font-size:13pt}h1{font-size:22pt}", h(pen.say("build_title")),
        para(f"Till alla hyresgäster på {d.tenant.street}"),
        pen.ps("build_open", first=pen.after(9), last=pen.after(52)),
        pen.ps("build_what", "build_end"),
        para(f"{pen.house.name}\n{pen.contact()}, {pen.phone()}\n{pen.dated()}"),
    )  # fmt: skip


def power_cut(d: Draft) -> Sheet:
    """A network's planned outage, the current back the same day."""
    pen = Quill(d, "Ödeby Elnätsförening u.p.a.", "grid", days="weekday", flat="{street}")
    return leaf(
        "gyre", "h1{font-size:15pt}", h(pen.say("cut_title")),
        para(f"{pen.house.name}, {pen.dated('iso')}"), pen.to(),
        pen.ps("cut_open", when=f"{pen.after(12)} mellan kl. 08.30 och 11.00"),
        para(f"Berörda adresser: {d.tenant.street} med flera"), pen.ps("cut_end"),
        para(f"Frågor: {pen.phone()}"),
    )  # fmt: skip


def own_premises(d: Draft) -> Sheet:
    """An invoice to the municipality for an office that it rents itself, paid too late."""
    pen = Quill(d, "Fastighetsfirman Ostindiefararen Prov", "private", money="comma", days="iso")
    return leaf(
        "sans",
        "table.t{width:100%}table.t td:last-child{text-align:right}h1{letter-spacing:2mm}",
        side(
            h("FAKTURA"), br([f"Fakturanr {pen.digits('999999')}", f"Fakturadatum {pen.dated()}"])
        ),
        pen.to("window"),
        colons([("Avser", pen.say("own_what")), ("Er referens", staff_name(pen.rng))]),
        debt(pen, "Lokalhyra kvartal", 42000, 190000),
        pen.ps("own_note"),
        foot(f"{pen.house.name}, {pen.place()}, {pen.phone()}, bg {pen.house.bankgiro}"),
    )


def debt_relief(d: Draft) -> Sheet:
    """Kronofogden opens a matter of debt relief; rents among the debts, no home in danger."""
    pen = Quill(d, "Kronofogden", "kfm", money="kr", days="long", number="century",
                flat="{street} lgh {flat}", system=True)  # fmt: skip
    return leaf(
        "deja",
        "h1{font-size:14pt}table.t td{padding-right:9mm}",
        side(br(["Kronofogden", "Skuldsanering"]), br(["BESLUT", pen.dated()])),
        pen.to(),
        h(pen.say("relief_title")),
        pen.ps("relief_open"),
        grid(
            [
                ("Provbanken, kredit", pen.kr(pen.drawn(20000, 190000))),
                ("Hyresskuld, avslutat avtal 2017", pen.kr(pen.drawn(4000, 40000))),
                ("El, äldre skuld", pen.kr(pen.drawn(900, 9000))),
            ],
            head=("Fordran", "Kapital"),
        ),
        pen.ps("relief_next"),
        pen.beside("small_authority"),
        para(f"{pen.contact()}, {pen.phone()}"),
    )


def reference(d: Draft) -> Sheet:
    """A landlord asks the board for a reference before letting."""
    pen = Quill(d, "Stiftelsen Lärdomsgårdens Studentbostäder", "municipal", days="iso",
                number="century", flat="{street}, room {flat}")  # fmt: skip
    return leaf(
        "light", "", para(f"{pen.house.name}\n{pen.place()}\n{pen.dated()}"), pen.to("window"),
        h(pen.say("ref_title")), pen.ps("ref_open", "ref_ask"),
        para(f"{pen.contact()}, {pen.phone()}"),
    )  # fmt: skip


def neighbour_writes(d: Draft) -> Sheet:
    """A neighbour, no landlord, writes by hand about the noise next door."""
    pen = Quill(d, "", "homeowner", days="slash", number="hyphen", flat="{street} lgh {flat}")
    d.numbers = "none"
    return leaf(
        "serif", "body{font-size:15pt;font-style:italic;line-height:1.7}",
        para(f"{pen.dated()}\nTill socialen"),
        pen.ps("neigh_open", own=pen.other_flat()), pen.ps("neigh_what", "neigh_end"),
        para(f"{pen.house.name}, {pen.phone()}"),
    )  # fmt: skip


def estate_rent(d: Draft) -> Sheet:
    """A landlord asks about a dead tenant's home: no living person is to be evicted."""
    pen = Quill(d, "Provslättens pastorat, Fastighetsrådet", "private", money="kronor", days="long",
                number="century", flat="{street}, lägenhet {flat}")  # fmt: skip
    d.tenants = d.tenants[:1]
    return leaf(
        "dejaserif",
        "h1{font-size:12pt;font-style:italic}",
        para("PROVSLÄTTENS PASTORAT"),
        pen.to(),
        h(pen.say("dead_title")),
        pen.ps("dead_open", died=pen.after(-pen.rng.randrange(30, 80))),
        pen.ps("dead_rent", sum=pen.kr(pen.drawn(5000, 15000))),
        pen.ps("dead_ask"),
        foot(
            f"Provslättens pastorat, Fastighetsrådet, {pen.place()}, {pen.phone()}, {pen.dated()}"
        ),
    )


def association_meeting(d: Draft) -> Sheet:
    """A summons to an association's annual meeting; fees, arrears and noise are on the agenda."""
    pen = Quill(d, "Brf Tornsvalan i Prov", "brf", money="kr", days="slash")
    return leaf(
        "sans", "body{font-size:12pt}ol{margin:0}", h(pen.say("annual_title")),
        para(pen.say("annual_open", when=pen.after(18))),
        *(para(f"{number}. {item}") for number, item in enumerate(
            ("Stämmans öppnande", *pen.some("annual_item", 4, sum=pen.kr(pen.drawn(2000, 30000))),
             "Stämmans avslutande"), 1)),
        pen.ps("annual_end"), para(f"{pen.dated()}\n{pen.contact()}, ordf. Brf Tornsvalan i Prov"),
    )  # fmt: skip


def waste_tariff(d: Draft) -> Sheet:
    """The waste association's new tariff, sent to all who pay for bins."""
    pen = Quill(d, "Sopsamverkan Provslätten", "waste", money="kr", days="dotted")
    return leaf(
        "gyre",
        "table.t td,table.t th{padding-right:12mm}h1{font-size:14pt}",
        h(pen.say("tariff_title")),
        para(f"{pen.house.name}, {pen.dated()}"),
        pen.ps("tariff_open", "tariff_late"),
        grid(
            [
                ("Kärl 140 liter", pen.kr(pen.drawn(1200, 1900))),
                ("Kärl 240 liter", pen.kr(pen.drawn(1900, 2900))),
                ("Obetald avgift, påminnelse", pen.kr(Decimal(60))),
            ],
            head=("Tjänst", "Pris per år"),
        ),
        para(f"Kundtjänst {pen.phone()}"),
    )


def applicant(d: Draft) -> Sheet:
    """A tenant asks the board for help with the rent in her own hand."""
    pen = Quill(d, d.tenant.name, "homeowner", money="dash", days="slash", number="hyphen",
                flat="{street} lgh {flat}")  # fmt: skip
    d.name_style = "plain"
    d.tenants = d.tenants[:1]
    return leaf(
        "bookish", "body{font-size:14pt;font-style:italic;line-height:1.7}",
        para(f"Göteborg {pen.dated()}\nTill socialsekreteraren"), h(pen.say("help_title")),
        pen.ps("help_open", sum=pen.kr(pen.drawn(4000, 12000))), pen.ps("help_why", "help_end"),
        para(f"{pen.person()}\n{pen.home()}, {pen.postal()}"),
    )  # fmt: skip


def tribunal(d: Draft) -> Sheet:
    """The rent tribunal tells the board of a dispute over a lease's end."""
    pen = Quill(d, "Hyresnämnden i Provstad", "board", days="iso", number="century",
                flat="{street} lgh {flat}", system=True)  # fmt: skip
    pen.writes_for("private")
    case = pen.case("9999-YY")
    return leaf(
        "dejaserif",
        "h1{font-size:13pt;letter-spacing:1mm}table.kv th{padding-right:8mm}",
        side(br(["HYRESNÄMNDEN", "i Provstad"]), br([f"Ärende nr {case}", pen.dated()])),
        para("Hyresnämnden i Provstad"),
        pen.to("window"),
        h(pen.say("trib_title")),
        rows(
            [
                ("Sökande", pen.creditor()),
                ("Motpart", pen.persons()),
                ("Lägenhet", f"{pen.home()}, {pen.postal()}"),
            ]
        ),
        para(""),
        pen.ps("trib_open", "trib_ground", "trib_end"),
        pen.beside("small_authority"),
        para(f"{pen.contact()}, hyresråd, {pen.phone()}"),
    )


def parking(d: Draft) -> Sheet:
    """A parking firm's last reminder before Kronofogden."""
    pen = Quill(d, "Parkett & Tele Prov AB", "company", money="dash", days="iso", number="hyphen",
                flat="{street} lgh {flat}", system=True)  # fmt: skip
    return leaf(
        "condensed", "table.t td{padding-right:12mm}h1{font-size:15pt}",
        side(br([pen.house.name, pen.place(), pen.phone()]), br(pen.block())),
        h(pen.say("park_title")), para(f"Datum {pen.dated()}"), pen.ps("park_open"),
        debt(pen, "Kontrollavgift", 400, 1100), pen.ps("park_end"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    *designs(
        "other",
        ("all_paid", all_paid, "", "unknown"),
        ("wrong_town", wrong_town, "", "unknown"),
        ("garage", garage, "", "unknown"),
        ("estate_rent", estate_rent, "", "unknown"),
        review=True,
        also=("rent_debt",),
    ),
    *designs(
        "other",
        ("tribunal", tribunal, "", "unknown"),
        review=True,
        also=("rent_debt", "disturbance"),
    ),
    *designs(
        "other",
        ("neighbour_writes", neighbour_writes, "", "unknown"),
        review=True,
        also=("disturbance",),
    ),
    *designs(
        "other",
        ("wage_seizure", wage_seizure, "", "unknown"),
        ("phone_claim", phone_claim, "", "unknown"),
        ("meeting", meeting, "", "unknown"),
        ("building_noise", building_noise, "", "unknown"),
        ("power_cut", power_cut, "", "unknown"),
        ("own_premises", own_premises, "", "unknown"),
        ("debt_relief", debt_relief, "", "unknown"),
        ("reference", reference, "", "unknown"),
        ("association_meeting", association_meeting, "", "unknown"),
        ("waste_tariff", waste_tariff, "", "unknown"),
        ("applicant", applicant, "", "unknown"),
        ("parking", parking, "", "unknown"),
        review=True,
    ),
)
