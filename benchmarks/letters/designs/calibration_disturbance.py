"""Calibration letters of disturbance: warnings, logs, terminations."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.letters.designs.calibration_kit import (
    Quill,
    bare_of_remarks,
    bold,
    cell,
    design,
    facts,
    sheet,
    to,
    typed,
)
from benchmarks.letters.designs.kit import br, colons, div, foot, grid, h, new_page, para, side
from benchmarks.letters.designs.trial_hand import wobbling
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet


def nights(pen: Quill, count: int, shape: str = "") -> list[tuple[str, str]]:
    """Days and hours of disturbance before the letter, oldest first."""
    back = sorted(pen.rng.sample(range(2, 40), count), reverse=True)
    found = []
    for days in back:
        hour = pen.rng.choice((22, 23, 0, 1, 2, 3))
        found.append((pen.on(pen.d.on - timedelta(days=days), shape),
                      f"{hour:02d}.{pen.rng.choice((5, 15, 20, 40, 55)):02d}"))  # fmt: skip
    return found


def neighbour(pen: Quill) -> str:
    """A neighbour with a flat of his own."""
    return f"{pen.someone()}, lgh 1{pen.rng.randrange(6)}0{pen.rng.randrange(7, 9)}"


def patrol_log(d: Draft) -> Sheet:
    """A patrol's system print, forwarded by the landlord: a table of visits."""
    pen = Quill(d, "Kommunbostäder Provåsen AB", "municipal", days="iso", number="century",
                flat="{street}, lgh {flat}")  # fmt: skip
    what = pen.some("c_pl_event", 4)
    child = d.rng.random() < 0.25
    if child:
        what[1] = pen.say("c_pl_child")
        d.children_mentioned = True
    rows = [
        (str(7000 + pen.rng.randrange(2000)), day, hour, one, pen.say("c_pl_result"))
        for (day, hour), one in zip(nights(pen, len(what)), what, strict=True)
    ]
    return sheet(
        "condensed", ".t td{font-size:.88em}", foot(f"{pen.house.name}, {pen.place()}"),
        side(div("logo", "Provåsen"), facts([("Datum", pen.dated()), ("Diarienr",
             pen.case("ST-YY/999")), ("Trygghetsvärd", pen.contact())])),
        to(pen, "winl"), h("Underrättelse om störningar i boendet"), pen.p("c_pl_open"),
        facts([("Kontraktsinnehavare", pen.persons()), ("Adress", pen.home()),
               ("Postadress", pen.postal())]),
        grid(rows, "t", ("Rapport", "Datum", "Tid", "Störning", "Åtgärd")),
        pen.all("c_pl_law", "c_bal_noise", "c_pl_end"),
        para(f"{pen.contact()}, telefon {pen.phone()}"),
    )  # fmt: skip


def formal_warning(d: Draft) -> Sheet:
    """A long formal warning with neighbours as witnesses, named with their own flats."""
    pen = Quill(d, "Stiftelsen Hallprovs Bostadsfond", "municipal", days="den", number="hyphen",
                flat="{street}, lägenhet {flat}")  # fmt: skip
    seen = [
        pen.say("c_fw_event", night=night, clock=clock, who=neighbour(pen))
        for night, clock in nights(pen, 3)
    ]
    return sheet(
        "gyre", "h1{font-size:1.15em}",
        div("c", para(pen.house.name, "b"), para(f"{pen.place()}, tel. {pen.phone()}", "small")),
        para(f"Göteborg {pen.dated()}", "r"),
        side(para("Till hyresgästen\n" + "\n".join(pen.block())),
             para("Underrättas\n" + "\n".join(pen.board))),
        h("RÄTTELSEANMANING OCH UNDERRÄTTELSE TILL SOCIALNÄMND"), pen.p("c_fw_open"),
        *(para(f"{place}. {one}") for place, one in enumerate(seen, 1)),
        pen.all("c_fw_demand", "c_fw_threat", "c_bal_noise"),
        para(f"Hyresgäst: {pen.persons()}"), para(f"{pen.house.name}\n\n{pen.contact()}"),
    )  # fmt: skip


def board_form(d: Draft) -> Sheet:
    """A housing cooperative's board uses the form for disturbance, one box a question."""
    pen = Quill(d, "", "brf", days="iso", number="hyphen", flat="{street}, lgh {flat}")
    (first, one), (last, two) = nights(pen, 2)
    return sheet(
        "deja", "h1{font-size:1.1em}", to(pen, "win"),
        h("Underrättelse till socialnämnden om störningar i boendet"),
        para("7 kap. 9 § bostadsrättslagen (1991:614)", "small"),
        cell("Bostadsrättsförening", pen.house.name, pen.place(), pen.phone()),
        cell("Bostadsrättshavare", *(pen.person(who) for who in d.tenants)),
        cell("Lägenhetens adress", pen.home(), pen.postal()),
        cell("Störningarnas art", pen.say("c_bf_what")),
        cell("Tidpunkter", f"{first} kl. {one}", f"{last} kl. {two}"),
        cell("Åtgärder", pen.say("c_bf_done")), pen.all("c_bf_end"),
        side(para(f"Datum: {pen.dated()}"), para(f"{pen.contact()}, sekreterare")),
    )  # fmt: skip


def student_warning(d: Draft) -> Sheet:
    """A student landlord's warning by e-mail, Swedish first and English below."""
    pen = Quill(d, "Studentbo Provlund AB", "private", days="long", number="hyphen",
                flat="{street}, rum {flat}")  # fmt: skip
    (night, clock), *_ = nights(pen, 1)
    english = pen.on(d.on, "english")
    head = [("Från", pen.house.email), ("Till", "socialtjansten@stad.example"),
            ("Datum", f"{pen.dated()} 14:0{pen.rng.randrange(10)}"),
            ("Ämne", pen.say("c_sw_subject"))]  # fmt: skip
    return sheet(
        "sans", ".k td:first-child{width:18mm}", facts(head), '<div class="rule"></div>',
        para("Hej,"), pen.p("c_sw_open", night=night, clock=clock),
        pen.all("c_sw_law", "c_bal_noise"),
        para(f"Hyresgäst: {pen.persons()}\nRum: {pen.home()}, {pen.postal()}"),
        div("grey", para(f"Warning, {english}"), pen.p("c_sw_english")),
        para(f"{pen.contact()}\n{pen.house.name}\n{pen.phone()}"),
    )  # fmt: skip


def grave(d: Draft) -> Sheet:
    """A copy of a termination for grave disturbance, with the police's number."""
    pen = Quill(d, "Lindprovs Allmännytta AB", "municipal", days="long", number="century",
                flat="{street}, lgh {flat}")  # fmt: skip
    (night, clock), *_ = nights(pen, 1)
    return sheet(
        "sans", "h1{border-bottom:.4mm solid #000}",
        foot(f"{pen.house.name}, org.nr {pen.orgnr()}"),
        side(para("KOPIA", "b") + div("logo", "lindprovs"),
             colons([("Datum", pen.dated()), ("Ärende", pen.case("U9999")),
                     ("Kontakt", f"{pen.contact()}, {pen.phone()}")])),
        to(pen, "winl"), bold(pen.say("c_gr_cover")), h("Uppsägning av hyresavtal"),
        facts([("Hyresgäst", pen.persons()), ("Bostad", pen.home()), ("Ort", pen.postal())]),
        pen.p("c_gr_open"), pen.p("c_gr_event", night=night, clock=clock,
                                  k=f"5000-K{pen.digits('999999')}-{d.on:%y}"),
        pen.all("c_gr_law", "c_gr_move"), para(f"{pen.contact()}\nBosocial enhet"),
    )  # fmt: skip


def other_tongue(d: Draft) -> Sheet:
    """A small landlord whose mother tongue is another writes by hand about noise."""
    bare_of_remarks(d)
    pen = Quill(d, "Provkiosken Fastighet Ali Abdiprov", "person", days="slash", number="hyphen",
                flat="{street} lgh {flat}")  # fmt: skip
    (night, clock), *_ = nights(pen, 1)
    lines = [
        f"Till socialen i Göteborg\n{pen.dated()}",
        pen.say("c_ot_open", who=pen.persons(), where=pen.home()),
        pen.say("c_ot_what", night=night, clock=clock, neighbour=pen.someone()),
        pen.say("c_ot_law"),
        f"Med respekt\n{pen.house.name}\n{pen.phone()}",
    ]
    css = """.hw{font-family:"DejaVu Serif Condensed";font-style:italic;line-height:1.7;
margin:0 0 4mm}.hw span{position:relative}"""
    return sheet("bookish", css, *(wobbling(one, d) for one in lines))


def caretaker_print(d: Draft) -> Sheet:
    """A curt case print from a customer system: field and value, notes by the caretaker."""
    pen = Quill(d, "Björnprovs Hyreshem AB", "private", days="iso", number="solid",
                flat="{street} / {flat}")  # fmt: skip
    notes = [
        f"{day} {hour.replace('.', ':')}  {pen.say('c_ca_note')}" for day, hour in nights(pen, 3)
    ]
    lines = [
        f"ÄRENDE {pen.case('K999999')}      {pen.dated()}", f"BOLAG  {pen.house.name}",
        f"TEL    {pen.phone()}", "TYP    Störning - rättelseanmaning 25 a §",
        "STATUS Skickad hyresgäst + socialnämnd", "", *pen.board, "",
        f"HYRESGÄST  {pen.numbered('')}", f"OBJEKT     {pen.home()}", f"ORT        {pen.postal()}",
        "", "ANTECKNINGAR (fastighetsskötare)", *notes, "", "TEXT", pen.say("c_ca_text"), "",
        f"HANDL. {pen.contact()}",
    ]  # fmt: skip
    return sheet("dejamono", "", typed("\n".join(lines)))


def member_termination(d: Draft) -> Sheet:
    """A cooperative's lawyer terminates a member's right for continued disturbance."""
    pen = Quill(d, "Juristfirman Provlod AB", "private", days="den", number="hyphen",
                flat="{street}, lägenhet {flat}")  # fmt: skip
    pen.writes_for("brf")
    events = [(day, hour, pen.say("c_me_event")) for day, hour in nights(pen, 4, "iso")]
    return sheet(
        "serif", "h1{font-size:1.2em}", para(f"{pen.house.name}\n{pen.place()}"),
        para(f"{pen.dated()}\nÄrende {pen.case('B-999/YY')}", "r"), to(pen, "winl"),
        bold(pen.say("c_me_title")), pen.all("c_me_open", "c_me_law"),
        para(f"{pen.contact()}\ntelefon {pen.phone()}"), new_page(),
        h("UPPSÄGNING"), para("Till\n" + "\n".join(pen.block())),
        pen.p("c_me_text"), grid(events, "g", ("Dag", "Klockan", "Händelse")),
        para(f"För {pen.creditor()}, enligt fullmakt\n{pen.contact()}"),
        para(br([f"Bostadsrättshavare: {pen.persons()}"]), "small"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    design("patrol_log", patrol_log, "disturbance", "warning"),
    design("formal_warning", formal_warning, "disturbance", "warning"),
    design("board_form", board_form, "disturbance", "warning", "condominium"),
    design("student_warning", student_warning, "disturbance", "warning"),
    design("grave", grave, "disturbance", "termination"),
    design("other_tongue", other_tongue, "disturbance", "warning"),
    design("caretaker_print", caretaker_print, "disturbance", "warning"),
    design("member_termination", member_termination, "disturbance", "termination",
           "condominium"),
)  # fmt: skip
