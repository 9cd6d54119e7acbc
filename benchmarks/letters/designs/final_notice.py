"""Last examination: notices to the board of unpaid rent, from landlords of many sorts."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.letters.designs.final_kit import Quill, designs, leaf, raw, rows
from benchmarks.letters.designs.kit import br, colons, div, foot, grid, h, para, side
from benchmarks.letters.designs.shapes import MONTHS
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet


def box(number: int, caption: str, answer: str) -> str:
    """A numbered box: its caption in small print, the answer as HTML."""
    return (
        f'<tr><td class="no">{number}</td><td><span class="cap">{caption}</span><br>{answer}'
        "</td></tr>"
    )


BOXED = """table.f{width:100%;border-collapse:collapse}table.f td{border:.3mm solid #000;
padding:1mm 2mm 3mm}td.no{width:6mm;font-weight:bold}.cap{font-size:7.5pt}
.w{font-family:"Liberation Mono";font-size:10pt}h1{font-size:12.5pt;margin:0 0 5mm}
table.i td{border:0;padding:0 6mm 0 0}"""


def form_of_1978(d: Draft) -> Sheet:
    """Two brothers fill in the form from 1978 on their old template; place and day come last."""
    pen = Quill(d, "Bröderna Vassrugg Handelsbolag", "private", money="dash", days="slash_short",
                flat="{street}, {flat}", numbers="none")  # fmt: skip
    pen.owe("Hyra", [("interest", "Ränta", pen.drawn(20, 240))])
    due = [*(f"förf. {pen.on(one)}" for one in pen.months()), "till dags dato"]
    claim = [(label, amount, day) for (label, amount), day in zip(pen.claim(), due, strict=True)]
    rooms = pen.rng.choice(("1 rum och kokvrå", "2 r o k", "tre rum och kök", "4 (fyra)"))
    table = grid([*claim, ("SUMMA ATT BETALA", pen.total(), "")], "i w")
    one = br([pen.house.name, pen.place(), f"Tel. {pen.phone()}"])
    two = br([pen.names(), f"{pen.home()}, {pen.postal()}"])
    return leaf(
        "serif", BOXED, para("Till socialnämnden"), h(pen.say("f78_title")),
        '<table class="f">' +
        box(1, "Hyresvärdens namn, postadress och telefonnummer", f'<span class="w">{one}</span>')
        + box(2, "Hyresgästens namn och postadress", f'<span class="w">{two}</span>')
        + box(3, "Den förhyrda lägenhetens storlek (antalet rum)",
              f'<span class="w">{rooms}</span>')
        + box(4, "Belopp som hyresgästen skall betala för att återvinna hyresrätten med angivande "
                 "av förfallodagen och den ränta som fordras", table)
        + box(5, "Hyresvärdens postgiro- eller bankgirokonto eller annan anvisning om sättet för "
                 "hyrans betalning", f'<span class="w">Bankgiro {pen.house.bankgiro}</span>')
        + "</table>",
        pen.ps("f78_note"),
        side(para(f"Ort och datum\nGöteborg {pen.dated()}"),
             para(f"Hyresvärdens underskrift\n\n{pen.house.contact}")),
    )  # fmt: skip


def parish(d: Draft) -> Sheet:
    """A parish that lets flats writes kindly; the day stands in the foot line, the sum in words."""
    pen = Quill(d, "Provslättens pastorat, Fastighetsrådet", "private", money="kronor",
                days="long", number="century", flat="{street}, lägenhet {flat}")  # fmt: skip
    pen.owe("hyra")
    return leaf(
        "dejaserif", "h1{font-size:12pt;font-style:italic}.top{text-align:center;margin-bottom:9mm;"
        "letter-spacing:.6mm}",
        div("top", br(["PROVSLÄTTENS PASTORAT", "Fastighetsrådet"])),
        para("Socialnämnden"), h(pen.say("parish_title")),
        pen.ps("parish_open", "parish_sum", "parish_law", "parish_kind"),
        para(f"{pen.contact()}\nkamrer i pastoratet, tfn {pen.phone()}"),
        foot(f"Brevet är skrivet på pastorsexpeditionen den {pen.dated()}",
             f"Provslättens pastorat, Fastighetsrådet, {pen.place()}  ·  org.nr {pen.orgnr()}  ·  "
             f"bankgiro {pen.house.bankgiro}"),
    )  # fmt: skip


def student_homes(d: Draft) -> Sheet:
    """A university's foundation: a short Swedish notice with the English text to the tenant."""
    pen = Quill(d, "Stiftelsen Lärdomsgårdens Studentbostäder", "municipal", money="english",
                days="english", period="english", number="century",
                flat="{street}, room/apt {flat}")  # fmt: skip
    pen.owe("Rent", [("reminder", "Reminder fee", Decimal(60))] if d.maybe(0.6) else [])
    contract = pen.contract("LG-999-9999")
    return leaf(
        "light", "h1{font-size:13pt}table.t{border-collapse:collapse;margin:3mm 0 5mm}"
        "table.t td,table.t th{border-bottom:.2mm solid #777;padding:1mm 9mm 1mm 0}",
        div("", f"<b>{pen.house.name}</b>", "<br>", br([pen.place(), pen.house.email])),
        para(f"\nSocialnämnden (Social Welfare Board)\n{pen.board[-1]}"),
        rows([("Date", pen.dated()), ("Contract", contract),
              ("Tenant", pen.persons()), ("Home", f"{pen.home()}, {pen.postal()}")]),
        h(pen.say("student_title")), pen.ps("student_swedish"),
        grid([*pen.claim(), ("Total", pen.total())], head=("Item", "Amount")),
        pen.ps("student_english", "student_end"),
        para(f"{pen.contact()}, Housing Office, {pen.phone()}"),
    )  # fmt: skip


def advocate(d: Draft) -> Sheet:
    """A lawyer for a family's house writes in numbered paragraphs; deposit and rent beside."""
    pen = Quill(d, "Advokatfirman Länsman & Prov KB", "private", money="kronor", days="den",
                number="century", flat="lägenhet nr {flat} på {street}", glue=" samt ")  # fmt: skip
    pen.writes_for("private")
    pen.owe("hyra")
    deposit = pen.kr(pen.drawn(14000, 30000))
    return leaf(
        "gyre", "h1{font-size:11.5pt;text-transform:none}p{text-align:justify}",
        side(br([pen.house.name, pen.place(), f"tel {pen.phone()}"]), br([pen.dated()])),
        para(""), pen.to(), pen.ps("adv_delivery"), h(pen.say("adv_title")),
        para(f"Ombud: {pen.contact()}, {pen.house.name}\nHuvudman: {pen.creditor()}\n"
             f"Hyresgäst: {pen.numbered_names()}"),
        *(para(f"{number}.  {pen.say(one, deposit=deposit)}") for number, one in enumerate(
            ("adv_contract", "adv_breach", "adv_sum", "adv_served", "adv_board"), 1)),
        para(f"Dag som ovan\n\n{pen.contact()}\nAdvokat"),
    )  # fmt: skip


def chairman(d: Draft) -> Sheet:
    """The chairman of a small association writes himself, without headings or numbers."""
    pen = Quill(d, "Brf Tornsvalan i Prov", "brf", money="kr", days="slash", number="hyphen",
                flat="{street} (lgh {flat})")  # fmt: skip
    pen.owe("Avgift", what="fee")
    return leaf(
        "sans", "body{font-size:12pt}",
        para(f"{pen.dated()}"), para("Hej Socialtjänsten!"),
        pen.ps("chair_open", "chair_sum", "chair_law", "chair_ask"),
        para(f"Hälsningar\n{pen.contact()}\nordf. Brf Tornsvalan i Prov\n{pen.phone()}\n"
             f"Pengarna ska in på bg {pen.house.bankgiro}"),
    )  # fmt: skip


def association_form(d: Draft) -> Sheet:
    """A manager fills in the associations' form of 2003 in two columns."""
    pen = Quill(d, "Bostadsrättsföreningen Segelduken 2", "brf", money="comma", days="iso",
                flat="{street} lgh {flat}", numbers="none")  # fmt: skip
    pen.owe("Årsavgift", [("interest", "Dröjsmålsränta", pen.drawn(30, 300)),
                          ("reminder", "Påminnelse", Decimal(60))], what="fee")  # fmt: skip
    case = pen.case("999-9999")
    left = (
        h("1. Bostadsrättsföreningen", 2) + para(f"{pen.house.name}\n{pen.place()}\n{pen.phone()}")
        + h("2. Bostadsrättshavaren", 2) + para(f"{pen.names()}\n{pen.home()}\n{pen.postal()}")
    )  # fmt: skip
    right = (
        h("3. Belopp, förfallodag och ränta", 2)
        + grid([*pen.claim(), ("Totalt kronor", pen.total())])
        + para(f"Avgift ska betalas i förskott senast sista vardagen före varje månads början. "
               f"Senast obetald avgift avser {pen.month(pen.months()[-1])}.")
        + h("4. Betalningssätt", 2) + para(f"Bankgiro {pen.house.bankgiro}, märk {case}")
    )  # fmt: skip
    return leaf(
        "condensed",
        "h1{font-size:13pt;border-bottom:.6mm solid #333;padding-bottom:2mm}"
        "h2{font-size:9pt;background:#ddd;padding:1mm}table.side{width:100%}"
        "table.side>tbody>tr>td{width:50%;padding-right:6mm}table.t td{padding-right:6mm}",
        side(pen.to(), para(f"Ärende {case}\nUpprättad {pen.dated()}")),
        h(pen.say("brf03_title")),
        side(left, right),
        pen.ps("brf03_note"),
        pen.beside("small_claim"),
        para(f"För styrelsen enligt uppdrag: {pen.contact()}"),
        foot(f"{pen.house.name}, organisationsnummer {pen.orgnr()}"),
    )


def web_letter(d: Draft) -> Sheet:
    """A manager's web template: what was billed, what was paid and what is left, row by row."""
    pen = Quill(d, "Stickelbärets Hus AB", "private", money="kr_full", days="iso", period="iso",
                number="century", flat="{street} · lgh {flat}")  # fmt: skip
    paid = Decimal(pen.rng.randrange(8, 30) * 100)
    pen.owe("Hyresavi", [("reminder", "Påminnelseavgift", Decimal(60)),
                         ("other", "Inbetalt, ej fördelat", -paid)])  # fmt: skip
    contract = pen.contract("9999-99-999")
    card = [
        ("Hyresgäst", pen.names()),
        ("Personnummer", ", ".join(filter(None, map(pen.number, d.tenants)))),
        ("Bostad", pen.home()),
        ("Ort", pen.postal()),
        ("Kontrakt", contract),
        ("Månadshyra", pen.rent()),
    ]
    return leaf(
        "deja",
        "h1{font-size:17pt;font-weight:normal;color:#0a5}.card{border:.3mm solid #0a5;"
        "border-radius:4mm;padding:3mm 5mm;margin:0 0 5mm}table.kv th{font-weight:normal;"
        "color:#555;padding-right:8mm}table.t{width:100%}table.t td:last-child{text-align:right}"
        ".sum{font-size:13pt;text-align:right}",
        side("<b>stickelbärets hus</b>", f"Meddelandet skapades {pen.dated()}"),
        h(pen.say("web_title")),
        pen.ps("web_hello"),
        div("card", rows(card)),
        grid(pen.claim(), head=("Specifikation", "")),
        div("sum", f"Kvar att betala <b>{pen.total()}</b>"),
        pen.ps("web_what", "web_help"),
        pen.beside("small_landlord"),
        foot(
            f"Stickelbärets Hus AB | {pen.place()} | org.nr {pen.orgnr()} | {pen.phone()} | "
            f"{pen.house.web}"
        ),
    )


def capitals(d: Draft) -> Sheet:
    """A municipal foundation's old system prints in capitals, with dots between label and value."""
    pen = Quill(d, "Stiftelsen Träslottets Bostäder", "municipal", money="comma", days="iso",
                period="solid", number="ten", flat="{street} LGH {flat}", glue=" / ")  # fmt: skip
    d.name_style = "capitals"
    pen.owe(
        "HYRA", [("interest", "RÄNTA", pen.drawn(10, 190)), ("reminder", "PÅM.AVG", Decimal(60))]
    )
    case = pen.case("YY9999")

    def line(label: str, value: str) -> str:
        return f"{label.ljust(24, '.')}: {value}"

    claim = [f"   {label.upper():<26}{amount:>13}" for label, amount in pen.claim()]
    home = pen.home()
    return leaf(
        "mono",
        "",
        raw(
            [
                "STIFTELSEN TRÄSLOTTETS BOSTÄDER".ljust(44) + "SID 1",
                f"UTSKRIFT HY44-3   ÄRENDE {case}",
                "",
                "SOCIALNÄMNDEN",
                "GÖTEBORG",
                "",
                pen.say("caps_title"),
                "",
                *(line("HYRESGÄST", f"{pen.name(one)}  {pen.number(one)}") for one in d.tenants),
                line("ADRESS", home.upper()),
                line("POSTADRESS", pen.postal().upper()),
                line("UPPSAGD PER", pen.after(-2)),
                line("BREVDATUM", pen.dated()),
                "",
                *claim,
                f"   {'ATT BETALA':<26}{pen.total():>13}",
                "",
                pen.say("caps_law"),
                "",
                pen.say("caps_way"),
                "",
                f"HANDLÄGGARE {pen.contact().upper()}  TEL {pen.phone()}",
            ]
        ),
    )


def from_abroad(d: Draft) -> Sheet:
    """A landlord who learnt Swedish as a grown man writes as he speaks."""
    pen = Quill(d, "Zoran Provic Hyreshus", "person", money="solid_kr", days="dotted",
                number="hyphen", flat="{street} lägenhet nummer {flat}")  # fmt: skip
    each = Decimal(pen.rng.randrange(52, 118) * 100)
    d.claim.clear()
    for month in pen.months():
        d.add_row("rent", f"Hyra {pen.month(month)}", each, f"{month:%Y-%m}")
    d.total()
    return leaf(
        "bookish", "body{font-size:12pt;line-height:1.5}",
        para(f"Från: {pen.house.name}, {pen.place()}\nTill: Social nämnd Göteborg kommun\n"
             f"Datum: {pen.dated()}"),
        para(pen.say("abroad_title")), pen.ps("abroad_open", "abroad_sum", "abroad_law"),
        colons([("Namn på hyresgäst", pen.persons()), ("Bor på", f"{pen.home()}, {pen.postal()}")]),
        pen.ps("abroad_end"), para(f"Med stor respekt\nZoran Provic\nTelefon {pen.phone()}"),
    )  # fmt: skip


def _cells(*lines: list[tuple[str, str]]) -> str:
    """A ruled head: a label in small print over each value."""
    body = "".join(
        "<tr>"
        + "".join(f'<td><span class="l">{label}</span><br>{value}</td>' for label, value in one)
        + "</tr>"
        for one in lines
    )
    return f'<table class="m">{body}</table>'


def second_hand(d: Draft) -> Sheet:
    """The municipality's own housing unit, landlord in the second hand, writes to its own board."""
    pen = Quill(d, "Göteborgs kommun, Bostadsenheten", "municipality", money="kr",
                days="iso", number="hyphen", flat="{street} lgh {flat}")  # fmt: skip
    pen.owe("Andrahandshyra")
    contract = pen.contract("SK-9999")
    return leaf(
        "sans",
        "table.m{width:100%;border-collapse:collapse;margin-bottom:6mm}table.m td{border:"
        ".2mm solid #000;padding:1mm 2mm;width:33%}.l{font-size:7pt}h1{font-size:13pt}",
        h("MEDDELANDE", 2),
        _cells(
            [("Från", pen.house.name), ("Datum", pen.dated()), ("Kontrakt", contract)],
            [("Till", "Socialnämnden"), ("Handläggare", pen.contact()), ("Telefon", pen.phone())],
        ),
        h(pen.say("second_title")),
        pen.ps("second_open"),
        grid([*pen.claim(), ("Summa", pen.total())]),
        pen.ps("second_law", "second_next"),
        pen.beside("small_landlord"),
    )


def sheltered(d: Draft) -> Sheet:
    """A foundation for the old: rent, meals and care alarm on one bill, a kind tone."""
    pen = Quill(d, "Stiftelsen Aftonrodnadens Seniorhem", "municipal", money="comma",
                days="weekday_den", number="hyphen", flat="{street}, lägenhet {flat}")  # fmt: skip
    meals = pen.drawn(900, 2400)
    pen.owe(
        "Hyra", [("other", "Måltidsabonnemang", meals), ("other", "Trygghetslarm", Decimal(250))]
    )
    return leaf(
        "dejaserif", "h1{font-size:12pt}table.t{width:75%;margin:0 auto 6mm}"
        "table.t td:last-child{text-align:right}.r{text-align:right}",
        div("r", br([pen.house.name, pen.place(), f"Telefon {pen.phone()}"])), pen.to("window"),
        h(pen.say("old_title")), pen.ps("old_open"),
        grid([*pen.claim(), ("Tillsammans, kronor", pen.total())]),
        pen.ps("old_law", "old_worry"), pen.beside("small_landlord"),
        para(f"{pen.contact()}, föreståndare\n{pen.dated()}"),
    )  # fmt: skip


def mail_print(d: Draft) -> Sheet:
    """A caretaking firm's e-mail, printed by somebody at the board's desk."""
    pen = Quill(d, "Fastighetsfirman Ostindiefararen Prov", "private", money="dash", days="iso",
                number="century", flat="{street}, lgh {flat}")  # fmt: skip
    pen.owe("hyra")
    case = pen.case("OIF-9999")
    head = [
        ("Från", f"{pen.contact()} <{pen.house.email}>"),
        ("Skickat", f"{pen.dated()} 0{pen.rng.randrange(7, 10)}:{pen.rng.randrange(10, 59)}"),
        ("Till", "Socialnämnden, funktionsbrevlåda"),
        ("Ämne", pen.say("mail_subject", case=case)),
    ]
    rent = pen.months()[0]
    listed = f"{MONTHS[rent.month - 1]}" if len(pen.months()) == 1 else pen.period()
    return leaf(
        "sans", "hr{border:0;border-top:.4mm solid #000}table.kv th{padding-right:5mm}",
        rows(head), "<hr>", para(pen.say("mail_hello")),
        pen.ps("mail_open", "mail_sum", "mail_law", months=listed),
        para("\n".join(f"- {label}: {amount}" for label, amount in pen.claim())),
        colons([("Hyresgäst", pen.persons()), ("Adress", f"{pen.home()}, {pen.postal()}")]),
        para(f"Mvh\n{pen.contact()}\nFastighetsfirman Ostindiefararen Prov\n{pen.phone()}"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = designs(
    "rent_debt",
    ("form_of_1978", form_of_1978, "social_notice", "rental"),
    ("parish", parish, "social_notice", "rental"),
    ("student_homes", student_homes, "social_notice", "rental"),
    ("advocate", advocate, "social_notice", "rental"),
    ("chairman", chairman, "social_notice", "condominium"),
    ("association_form", association_form, "social_notice", "condominium"),
    ("web_letter", web_letter, "social_notice", "rental"),
    ("capitals", capitals, "social_notice", "rental"),
    ("from_abroad", from_abroad, "social_notice", "rental"),
    ("second_hand", second_hand, "social_notice", "rental"),
    ("sheltered", sheltered, "social_notice", "rental"),
    ("mail_print", mail_print, "social_notice", "rental"),
)
