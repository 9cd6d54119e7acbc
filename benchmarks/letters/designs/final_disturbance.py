"""Last examination: letters about disturbance, warned of or grave enough for termination."""

from __future__ import annotations

from benchmarks.letters.designs.final_kit import Quill, designs, leaf, raw, rows
from benchmarks.letters.designs.kit import br, colons, div, foot, grid, h, new_page, para, side
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet


def caution(d: Draft) -> Sheet:
    """A caution to the tenant, window to the left, with the board's copy named at the end."""
    pen = Quill(d, "Kommunala Provgårdar AB", "municipal", days="long", number="hyphen",
                flat="{street}, lgh {flat}")  # fmt: skip
    case = pen.case("ST-YY-999")
    nights = [
        (pen.after(-back), f"kl. {pen.clock()}", pen.say("caution_what"))
        for back in sorted(pen.rng.sample(range(3, 40), pen.rng.randrange(2, 5)), reverse=True)
    ]
    return leaf(
        "sans", ".win{margin:0 0 12mm}h1{font-size:14pt}table.t{border-collapse:collapse;"
        "margin:2mm 0 5mm}table.t td{border:.2mm solid #666;padding:1mm 3mm}.r{text-align:right}",
        div("r", br([pen.house.name, f"Ärende {case}"])), div("win", br(pen.block())),
        h(pen.say("caution_title")), pen.ps("caution_open"), grid(nights),
        pen.ps("caution_stop", "caution_law"), pen.beside("small_noise"),
        para("\n".join(f"Pers.nr {one}" for one in filter(None, map(pen.number, d.tenants)))),
        para(f"Göteborg den {pen.dated()}\n\n{pen.contact()}\n"
             f"bosocial rådgivare, hyresavdelningen, {pen.phone()}"),
        para(pen.say("caution_copy")),
    )  # fmt: skip


def caretaker(d: Draft) -> Sheet:
    """A family firm's caretaker tells the board in prose, neighbours by name and flat."""
    pen = Quill(
        d,
        "Bröderna Vassrugg Handelsbolag",
        "private",
        days="slash_short",
        number="century",
        flat="{street} (lgh {flat})",
    )
    return leaf(
        "serif",
        "body{font-size:12.5pt}",
        pen.to("window"),
        para(f"Göteborg {pen.dated()}"),
        h(pen.say("caret_title")),
        pen.ps("caret_open"),
        pen.ps("caret_what", back=pen.after(-8)),
        pen.ps("caret_asked", "caret_end"),
        para(
            f"För Bröderna Vassrugg Handelsbolag\n{pen.contact()}, fastighetsskötare {pen.phone()}"
        ),
    )


def association_board_form(d: Draft) -> Sheet:
    """The associations' form of disturbance: five boxes with answers, ticks at the end."""
    pen = Quill(d, "Brf Tornsvalan i Prov", "brf", days="iso", number="century",
                flat="{street}, lgh {flat}")  # fmt: skip
    boxes = [
        ("1  Föreningens namn, adress och telefon", [pen.house.name, pen.place(), pen.phone()]),
        ("2  Bostadsrättshavare", [pen.person(one) for one in d.tenants]),
        ("3  Lägenhet", [pen.home(), pen.postal()]),
        ("4  Störningarna består i", pen.some("bform_what", 2, back=pen.after(-12))),
        ("5  Vidtagen åtgärd", [pen.say("bform_done")]),
    ]  # fmt: skip
    return leaf(
        "deja", "table.b{width:100%;border-collapse:collapse}table.b td{border:.4mm solid #000;"
        "padding:1.5mm}h1{font-size:12pt}small{font-size:7.5pt}",
        h(pen.say("bform_title")),
        '<table class="b">' + "".join(
            f"<tr><td><small>{label}</small><br>{br(lines)}</td></tr>" for label, lines in boxes)
        + "</table>",
        para("☒ Tillsägelse har skett   ☒ Socialnämnden underrättas   ☐ Uppsägning har skett"),
        side(para(f"Datum {pen.dated()}"), para(f"Underskrift {pen.contact()}, sekreterare")),
    )  # fmt: skip


def angry_chairman(d: Draft) -> Sheet:
    """A chairman loses his patience by e-mail; it is a warning all the same."""
    pen = Quill(d, "Bostadsrättsföreningen Segelduken 2", "brf", days="slash", number="hyphen",
                flat="{street} lgh {flat}")  # fmt: skip
    return leaf(
        "sans", "",
        colons([("Från", f"{pen.contact()}, {pen.house.name}"), ("Skickat", f"{pen.dated()} 06:12"),
                ("Till", f"{pen.names()}"), ("Kopia", "Socialnämnden; styrelsen"),
                ("Ämne", pen.say("angry_subject"))]),
        pen.ps("angry_open"), pen.ps("angry_what", back=pen.after(-1)),
        pen.ps("angry_law", "angry_end"),
        colons([("Lägenhet", f"{pen.home()}, {pen.postal()}"),
                ("Personnummer", ", ".join(filter(None, map(pen.number, d.tenants))))]),
        para(f"{pen.contact()}\nOrdförande\n{pen.phone()}"),
    )  # fmt: skip


def grave_by_lawyer(d: Draft) -> Sheet:
    """A lawyer's termination for grave disturbance without warning, copy to the board."""
    pen = Quill(d, "Ledvall Prov Advokatbyrå AB", "private", days="den", number="century",
                flat="lägenhet {flat}, {street}")  # fmt: skip
    pen.writes_for("private")
    return leaf(
        "bookish", "h1{font-size:13pt;text-align:center;margin:8mm 0}p{text-align:justify}",
        side(br([pen.house.name, pen.place(), pen.phone()]), ""), h(pen.say("grave_title")),
        rows([("Hyresvärd", pen.creditor()), ("Hyresgäst", pen.persons()),
              ("Lägenhet", f"{pen.home()}, {pen.postal()}")]),
        pen.ps("grave_open"), pen.ps("grave_what", back=pen.after(-6)),
        pen.ps("grave_law", "grave_leave"),
        para(f"Göteborg {pen.dated()}\n\n{pen.contact()}, advokat, enligt fullmakt"),
        para(pen.say("grave_copy")),
    )  # fmt: skip


def patrol_log(d: Draft) -> Sheet:
    """A landlord's covering letter in a system's words, the night patrol's log on page two."""
    pen = Quill(d, "Stiftelsen Träslottets Bostäder", "municipal", days="iso", number="ten",
                flat="{street} {flat}", system=True)  # fmt: skip
    case = pen.case("99999")
    backs = sorted(pen.rng.sample(range(2, 60), pen.rng.randrange(3, 7)), reverse=True)
    log = [
        (pen.after(-back), pen.clock(), pen.say("log_seen"), f"Patrull {pen.rng.randrange(2, 9)}")
        for back in backs
    ]
    return leaf(
        "mono", "table.t{font-size:8.5pt}table.t td{padding-right:4mm}h1{font-size:12pt}",
        raw(["STIFTELSEN TRÄSLOTTETS BOSTÄDER", "Störningsärende", ""]),
        rows([("Ärende", case), ("Datum", pen.dated()), ("Mottagare", "Socialnämnden"),
              ("Hyresgäst", pen.persons()), ("Objekt", pen.home()), ("Ort", pen.postal())]),
        h(pen.say("log_title")), pen.ps("log_open", "log_law"), pen.beside("small_noise"),
        para(f"Handläggare {pen.contact()}, {pen.phone()}"), new_page(),
        h(f"Bilaga 1 till ärende {case}"), grid(log, head=("Dag", "Tid", "Iakttaget", "Av")),
        pen.ps("log_end", caller=pen.neighbour()),
    )  # fmt: skip


def student_noise(d: Draft) -> Sheet:
    """A student foundation's warning in two languages side by side; the board is told."""
    pen = Quill(d, "Stiftelsen Lärdomsgårdens Studentbostäder", "municipal", days="american",
                number="century", flat="{street}, room {flat}")  # fmt: skip
    left = h("Varning", 2) + pen.ps("noise_swedish", "noise_law")
    right = h("Warning", 2) + pen.ps("noise_english", "noise_stop")
    return leaf(
        "light", "table.side{width:100%}table.side>tbody>tr>td{width:50%;padding-right:7mm}",
        para(f"{pen.house.name}\n{pen.place()}\n{pen.dated()}"),
        rows([("Tenant / Hyresgäst", pen.persons()),
              ("Home / Bostad", f"{pen.home()}, {pen.postal()}"),
              ("Copy / Kopia", "Socialnämnden (Social Welfare Board)")]),
        "<br>", side(left, right), para(f"{pen.contact()}, Housing Office, {pen.phone()}"),
    )  # fmt: skip


def untidy(d: Draft) -> Sheet:
    """Bad care of the home rather than noise: a property manager's notice with a deadline."""
    pen = Quill(d, "Stickelbärets Hus AB", "private", days="iso", number="hyphen",
                flat="{street} · lgh {flat}")  # fmt: skip
    contract = pen.contract("9999-99-999")
    return leaf(
        "deja",
        "h1{font-size:15pt;font-weight:normal}table.kv th{color:#555;padding-right:6mm;"
        "font-weight:normal}.card{background:#eee;padding:3mm;margin-bottom:5mm}",
        h(pen.say("untidy_title")),
        div(
            "card",
            rows(
                [
                    ("Hyresgäst", pen.names()),
                    ("Adress", f"{pen.home()}, {pen.postal()}"),
                    ("Personnummer", ", ".join(filter(None, map(pen.number, d.tenants)))),
                    ("Kontrakt", contract),
                ]
            ),
        ),
        pen.ps("untidy_open"),
        pen.ps("untidy_what", back=pen.after(-5)),
        pen.ps("untidy_law", "untidy_ask"),
        pen.beside("small_noise"),
        foot(
            f"Stickelbärets Hus AB | {pen.place()} | org.nr {pen.orgnr()} | {pen.phone()} | skapad "
            f"{pen.dated()}"
        ),
    )


def noise_and_rent(d: Draft) -> Sheet:
    """A senior home's letter with two matters: trouble at night, and the rent that is not paid."""
    pen = Quill(d, "Stiftelsen Aftonrodnadens Seniorhem", "municipal", money="comma",
                days="weekday_den", number="hyphen", flat="{street}, lägenhet {flat}")  # fmt: skip
    pen.owe("Hyra")
    return leaf(
        "dejaserif", "h1{font-size:12pt}", para(f"{pen.house.name}\n{pen.place()}"), pen.to(),
        h(pen.say("both_title")), pen.ps("both_open", "both_what", "both_law", "both_rent"),
        para(f"{pen.contact()}, föreståndare, {pen.phone()}\n{pen.dated()}"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    *designs(
        "disturbance",
        ("caution", caution, "warning", "rental"),
        ("caretaker", caretaker, "warning", "rental"),
        ("association_board_form", association_board_form, "warning", "condominium"),
        ("angry_chairman", angry_chairman, "warning", "condominium"),
        ("grave_by_lawyer", grave_by_lawyer, "termination", "rental"),
        ("patrol_log", patrol_log, "warning", "rental"),
        ("student_noise", student_noise, "warning", "rental"),
        ("untidy", untidy, "warning", "rental"),
    ),
    *designs("disturbance", ("noise_and_rent", noise_and_rent, "warning", "rental"),
             secondary="rent_debt"),
)  # fmt: skip
