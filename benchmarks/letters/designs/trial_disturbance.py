"""Examination letters: disturbance and neglect, warnings and terminations."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from benchmarks.letters.designs.kit import (
    Pen,
    br,
    colons,
    div,
    foot,
    grid,
    h,
    page,
    para,
    side,
)
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet


def boxed(d: Draft) -> Sheet:
    """A municipal company's own form: shaded labels to the left, answers to the right."""
    pen = Pen(d, "AB Hemprovet i Lundbygden", "municipal", days="iso", number="century",
              flat="{street}, lgh {flat}")  # fmt: skip
    css = """
.f{border-collapse:collapse;width:100%;font-size:10pt}.f td{border:.3mm solid #5a5a5a;
padding:2mm 3mm;vertical-align:top}.f td:first-child{background:#e9e9e9;width:42mm;font-size:8.5pt}
h1{font-size:14pt}.nm{font-size:9pt;text-align:right}.stamp{top:4mm;left:20mm}"""
    rows = [
        ("Fastighetsägare", f"{pen.house.name}, {pen.place()}"),
        ("Organisationsnummer", pen.orgnr()), ("Kontaktperson", f"{pen.contact()}, {pen.phone()}"),
        ("Hyresgäst", pen.persons(" och ", ", ")), ("Adress", f"{pen.home()}, {pen.postal()}"),
        ("Kontraktsnummer", pen.contract("9999.999.99")),
        ("Vad har hänt?", pen.say("box_what", day=pen.after(-pen.rng.randrange(3, 14)))),
        ("Vad har vi gjort?", pen.say("box_done")), ("Vad händer nu?", pen.say("box_next")),
        ("Datum", pen.dated()),
    ]  # fmt: skip
    return page(
        "deja", css, para("\n".join(pen.board)),
        h("Underrättelse till socialnämnden om störningar i boendet"),
        para("12 kap. 25 a § jordabalken"), grid(rows, "f"),
        foot("Blankett U-7, fastställd av bolaget"),
    )  # fmt: skip


def log(d: Draft) -> Sheet:
    """A landlord's notice with the guard company's log; neighbours are named in it."""
    pen = Pen(d, "Strandprovet Fastighetsförvaltning AB", "private", days="slash_short",
              number="hyphen", flat="{street} ({flat})")  # fmt: skip
    rows = []
    for back in sorted(pen.rng.sample(range(2, 60), pen.rng.randrange(3, 6)), reverse=True):
        clock = f"{pen.rng.choice((22, 23, 0, 1, 2)):02d}.{pen.rng.choice((5, 15, 30, 40, 55)):02d}"
        what = pen.rng.choice(("Musik", "Skrik, bråk", "Dunsar i golvet", "Fest, ca 15 personer",
                               "Hundskall"))  # fmt: skip
        # A neighbour's flat is never the tenant's own: those have doors 1 to 6.
        flat = f"1{pen.rng.randrange(0, 7)}0{pen.rng.randrange(7, 10)}"
        rows.append((pen.after(-back), clock, what, f"{pen.someone()}, lgh {flat}"))
    css = """
.hd{width:100%;margin-bottom:8mm}.hd td+td{text-align:right;font-size:8.5pt}.hd b{font-size:15pt;
color:#0b5563}.t{width:100%;border-collapse:collapse;font-size:9pt;margin:3mm 0}.t th{background:
#0b5563;color:#fff;text-align:left;padding:1mm 2mm}.t td{padding:1mm 2mm;border-bottom:.1mm solid
#999}h1{font-size:13pt}.stamp{top:2mm;left:70mm}"""
    head = side(
        f"<b>{escape(pen.house.name)}</b>", br([pen.place(), pen.phone(), pen.house.email]), "hd"
    )
    return page(
        "sans", css, head, para("\n".join(pen.board)),
        para(f"{pen.dated('long')}      Ärende {pen.case('ST-9999')}"),
        h("Underrättelse om störningar"), pen.p("log_open"),
        grid(rows, head=("Datum", "Kl", "Anmärkning", "Anmäld av")), pen.p("log_warn"),
        pen.p("log_private"), colons((("Hyresgästens personnummer", pen.number()),)),
        para(f"{pen.contact()}\nFörvaltare"), foot(f"Org.nr {pen.orgnr()}"),
    )  # fmt: skip


def neglect(d: Draft) -> Sheet:
    """A warning for neglect to the tenant himself in large print, in copy to the board."""
    pen = Pen(d, "Stiftelsen Björkprovets Hem", "municipal", days="den", number="hyphen",
              flat="{street}, lägenhet {flat}")  # fmt: skip
    css = """body{font-size:14pt;line-height:1.35}.big{font-size:18pt;font-weight:bold}
.cc{border:.3mm solid #000;display:inline-block;padding:1mm 3mm;font-size:10pt}
.stamp{top:18mm;left:110mm}"""
    day = pen.after(-pen.rng.randrange(2, 8))
    return page(
        "sans", css, div("cc", "Kopia socialnämnden"), para("\n".join(pen.block())),
        para(f"Göteborg {pen.dated()}"),
        div("big", pen.rng.choice(("Rättelseanmaning", "Ni måste städa lägenheten",
                                   "Anmaning om rättelse"))),
        pen.p("care_open", day=day), pen.p("care_ask", again=pen.after(14)), pen.p("care_else"),
        pen.p("care_copy"), colons((("Personnummer", pen.number()),)),
        para(f"{pen.contact()}\n{pen.house.name}\n{pen.phone()}"),
    )  # fmt: skip


def on_call(d: Draft) -> Sheet:
    """An e-mail from the landlord's disturbance service, printed; an older day in its answer."""
    pen = Pen(d, "Nattjouren Provboende AB", "private", days="slash", number="ten")
    css = """
.h{background:#efefef;padding:3mm;font-size:9pt;margin-bottom:5mm}.q{border-left:.6mm solid #888;
padding-left:3mm;color:#333;font-size:9pt;margin-top:6mm}.stamp{top:2mm;left:112mm}"""
    clock = f"{pen.rng.randrange(6, 12)}:{pen.rng.randrange(10, 60)}"
    about = pen.rng.choice(("Störningar i boendet", "Underrättelse 25 a", "Störning hyresgäst"))
    head = br([
        f"Från: {pen.contact()} [mailto:{pen.house.email}]",
            f"Skickat: {pen.dated('weekday_den')} {clock}",
        "Till: socialnamnden@goteborgsprov.example",
        f"Ämne: {about}",
    ])  # fmt: skip
    what = pen.say("jour_what", neighbour=pen.someone())
    d.children_mentioned = "barn" in what
    old = br([f"Från: {pen.someone()}  Skickat: {pen.after(-3)}",
              "Kan någon på jouren skriva till kommunen? Det går inte längre."])  # fmt: skip
    return page(
        "light", css, div("h", head), pen.p("jour_open"), para(what), pen.p("jour_next"),
        colons((("Hyresgäst", pen.persons()), ("Adress", f"{pen.home()}, {pen.postal()}"))),
        para(f"{pen.contact()}\n{pen.house.name}\nTel {pen.phone()}"), div("q", old),
    )  # fmt: skip


def member(d: Draft) -> Sheet:
    """An association's notice on the form's plan: numbered answers without any lines."""
    pen = Pen(d, "Brf Trädgårdsprovet", "brf", days="dotted", number="hyphen")
    css = """h1{font-size:14pt;text-align:center;text-decoration:underline}ol{padding-left:6mm}
li{margin-bottom:3mm}.stamp{top:25mm;left:112mm}"""
    points = (
        f"Föreningen: {pen.house.name}, {pen.place()}, {pen.phone()}",
        f"Bostadsrättshavare: {pen.persons()}",
        pen.say("member_what"), pen.say("member_next"),
    )  # fmt: skip
    items = "".join(f"<li>{escape(one)}</li>" for one in points)
    return page(
        "gyre", css, para("\n".join(pen.board)), para(f"Göteborg {pen.dated()}"),
        h("Underrättelse till socialnämnd om störningar i boendet"), pen.p("member_open"),
        f"<ol>{items}</ol>", para("7 kap. 9 § andra stycket bostadsrättslagen"),
        para(f"För styrelsen\n{pen.contact()}, sekreterare"),
    )  # fmt: skip


def grave(d: Draft) -> Sheet:
    """A lawyer's copy of a termination for grave disturbance, with police and witness."""
    pen = Pen(d, "Advokatbyrån Provlind", "company", days="den", number="century",
              flat="{street}, lägenhet {flat}")  # fmt: skip
    css = """.nm{font:bold 13pt "DejaVu Serif";text-align:right;border-bottom:.3mm solid #000}
p{text-align:justify}h1{font-size:14pt;letter-spacing:1mm}.kop{font-size:16pt;border:.8mm solid
#000;width:50mm;text-align:center;margin:4mm 0}.stamp{top:22mm;left:110mm}"""
    return page(
        "bookish", css, div("nm", escape(pen.house.name)), div("kop", "KOPIA"),
        para("\n".join(pen.board)), para(f"Göteborg {pen.dated()}\nAkt {pen.case('YY9999')}"),
        h("UPPSÄGNING"), pen.p("grave_open"),
        pen.p("grave_what", day=pen.after(-4), caretaker=pen.someone()),
        para(f"Polisens ärende: 5000-K{pen.digits('999999')}-{d.on:%y}."), pen.p("grave_law"),
        para(f"Hyresgäst: {pen.persons()}\nHyresvärd: {pen.creditor()}"), pen.p("grave_copy"),
        para(f"{pen.contact()}\nAdvokat, {pen.phone()}"),
    )  # fmt: skip


def member_out(d: Draft) -> Sheet:
    """An association's termination for disturbance, centred, on one narrow sheet."""
    pen = Pen(d, "Bostadsrättsföreningen Rosenprovet", "brf", days="long", number="blank",
              flat="{street} lgh {flat}")  # fmt: skip
    css = """body{padding:0 18mm}.nm{text-align:center;font-size:13pt;letter-spacing:.5mm}
.c{text-align:center}h1{text-align:center;font-size:13pt}.stamp{top:20mm;left:112mm}"""
    return page(
        "dejaserif", css, div("nm", escape(pen.house.name)), para(pen.dated(), "c"),
        para("\n".join(pen.block())), h("Uppsägning av nyttjanderätt"), pen.p("memberout_open"),
        pen.p("memberout_what", day=pen.after(-45)), pen.p("memberout_end"),
        colons((("Personnr", pen.number()),)), para(f"Styrelsen\n{pen.contact()}", "c"),
        foot(f"{pen.place()} | {pen.phone()} | {pen.orgnr()}"),
    )  # fmt: skip


def loud(d: Draft) -> Sheet:
    """A notice of disturbance in English."""
    pen = Pen(d, "Anchor & Prov Living AB", "private", days="american", number="century",
              flat="{street}, flat no. {flat}", glue=" and ")  # fmt: skip
    css = """.nm{font-size:19pt;font-weight:bold;color:#6b1f47}.rule{border-top:.6mm solid #6b1f47;
margin:2mm 0 8mm}h1{font-size:13pt}.stamp{top:2mm;left:110mm}"""
    return page(
        "condensed", css, div("nm", escape(pen.house.name)), div("rule"),
        para("\n".join(pen.board)), para(pen.dated()),
        h(pen.rng.choice(("Disturbances in the housing", "Notification to the Social Welfare Board",
                          "Warning issued to tenant"))),
        pen.p("loud_open"), pen.p("loud_what", day=pen.after(-5)), pen.p("loud_next"),
        colons((("Tenant", pen.persons(" and ")), ("Our case", pen.case("D-999")))),
        para(f"Sincerely,\n{pen.contact()}, Property Manager\n{pen.phone()}"),
    )  # fmt: skip


def _trouble(
    name: str, write: Callable[[Draft], Sheet], subkind: str, tenure: str = "rental"
) -> Design:
    return Design(name=f"trial_{name}", kind="disturbance", subkind=subkind, tenure=tenure,
                  split="trial", write=write)  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    _trouble("trouble_boxed", boxed, "warning"),
    _trouble("trouble_log", log, "warning"),
    _trouble("trouble_neglect", neglect, "warning"),
    _trouble("trouble_on_call", on_call, "warning"),
    _trouble("trouble_member", member, "warning", "condominium"),
    _trouble("trouble_grave", grave, "termination"),
    _trouble("trouble_member_out", member_out, "termination", "condominium"),
    _trouble("trouble_english", loud, "warning"),
)
