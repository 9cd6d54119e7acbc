"""Calibration letters of Kronofogden: evictions set, moved, cancelled, done; removals."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from html import escape

from benchmarks.letters.designs.calibration_kit import (
    LOW,
    Quill,
    bold,
    cell,
    design,
    facts,
    sheet,
    to,
    typed,
)
from benchmarks.letters.designs.kit import colons, div, foot, grid, h, new_page, para, side
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet

REFERENCE = "U-99999-YY"


def earlier(pen: Quill) -> datetime:
    """A working hour before the letter's own coming time, told as what no longer holds."""
    given: datetime | None = pen.d.given.get("old_time")
    if given is not None:
        return given
    on = pen.d.on + timedelta(days=pen.rng.randrange(2, 7))
    while on.weekday() > 4:
        on += timedelta(days=1)
    return datetime.combine(on, time(pen.rng.choice((8, 9, 10, 13)), 30))


def said(pen: Quill, at: datetime, shape: str = "", word: str = "klockan") -> str:
    """A day and hour in this sender's shape."""
    return f"{pen.on(at.date(), shape)} {word} {at:%H.%M}"


def set_plain(d: Draft) -> Sheet:
    """Kronofogden's plain letter to the board about the time, with what it wants back."""
    pen = Quill(d, "Kronofogden", "kfm", days="long", number="century",
                flat="{street}, lägenhet {flat}")  # fmt: skip
    at = pen.hour()
    return sheet(
        "sans", "h1{font-size:1.35em}", foot(f"Kronofogden, {pen.place()}, kronofogden.example"),
        side(div("logo", "Kronofogden"), facts([("Datum", pen.dated()),
             ("Mål", pen.case(REFERENCE)), ("Handläggare", pen.contact()),
             ("Telefon", pen.phone())])),
        to(pen, "winl"), h("Vi kommer att genomföra en avhysning"), pen.p("c_se_open"),
        div("frame", para(said(pen, at, "weekday"), "b")
            + para(f"{pen.persons()}\n{pen.home()}\n{pen.postal()}")),
        facts([("Den som begärt avhysningen", pen.creditor())]),
        pen.all("c_se_ask", "c_se_law", "c_bal_kfm"),
        para(f"{pen.contact()}\nKronoinspektör"),
    )  # fmt: skip


def set_system(d: Draft) -> Sheet:
    """The authority's system print with codes: time, parties, place, the board's answer."""
    pen = Quill(d, "Kronofogdemyndigheten", "kfm", days="iso", number="century",
                flat="{street} LGH {flat}")  # fmt: skip
    at = pen.hour()
    lines = [
        f"KRONOFOGDEMYNDIGHETEN          {pen.dated()}", f"VERKSTÄLLIGHET   {pen.case(REFERENCE)}",
        "", *(one.upper() for one in pen.board), "", pen.say("c_sy_title"), "",
        f"FÖRRÄTTNING   AVHYSNING {at:%Y-%m-%d} KL {at:%H:%M}",
        f"GÄLDENÄR      {pen.numbered('').upper()}",
        f"ADRESS        {pen.home().upper()}", f"              {pen.postal().upper()}",
        f"SÖKANDE       {pen.creditor().upper()}", f"INSPEKTÖR     {pen.contact().upper()}",
        f"TELEFON       {pen.phone()}", "", pen.say("c_sy_text"),
    ]  # fmt: skip
    return sheet("mono", LOW, typed("\n".join(lines)))


def set_form(d: Draft) -> Sheet:
    """A form with a confirmation to send back on the second page."""
    pen = Quill(d, "Kronofogden", "kfm", days="iso", number="hyphen", flat="{street} lgh {flat}")
    at = pen.hour()
    return sheet(
        "deja", ".cell{min-height:7mm}", side(para("KRONOFOGDEN\nTeam Verkställighet Väst", "b"),
        colons([("Datum", pen.dated()), ("Målnummer", pen.case(REFERENCE))])), to(pen, "winl"),
        h("Underrättelse till socialnämnd om tid för avhysning"),
        para("16 kap. 2 § utsökningsförordningen", "small"), pen.p("c_sf_open"),
        cell("Gäldenär", *(pen.person(one) for one in d.tenants)),
        cell("Bostad", pen.home(), pen.postal()),
        side(cell("Dag", pen.on(at.date())), cell("Klockslag", f"{at:%H.%M}")),
        cell("Sökande", pen.creditor()), cell("Förrättningsman", f"{pen.contact()}, {pen.phone()}"),
        pen.all("c_sf_end", "c_bal_kfm"), new_page(), h("Bekräftelse från socialnämnden"),
        para(f"Målnummer {d.fields['case_number']}. Sänds till Kronofogden samma dag."),
        cell("Ansvarig handläggare"), cell("Telefon och e-post"), cell("Underskrift"),
    )  # fmt: skip


def moved_letter(d: Draft) -> Sheet:
    """A new time: the old one first, then the new one, in running text."""
    pen = Quill(d, "Kronofogden", "kfm", days="weekday_den", number="century",
                flat="{street}, lgh {flat}")  # fmt: skip
    at, old = pen.hour(), earlier(pen)
    return sheet(
        "serif", "", side(para("Kronofogden", "logo"),
        para(f"Dokumentdag {pen.dated('iso')}\nMålnummer {pen.case(REFERENCE)}", "r")),
        to(pen, "win"), bold(pen.say("c_mo_title")), pen.p("c_mv_who"),
        pen.p("c_mv_times", old=said(pen, old, word="kl."), new=said(pen, at, word="kl.")),
        pen.all("c_mv_end", "c_bal_kfm"), para(f"Sökande: {pen.creditor()}"),
        para(f"{pen.contact()}\nTelefon {pen.phone()}"),
    )  # fmt: skip


def moved_table(d: Draft) -> Sheet:
    """A new time in a table: earlier and new time beside each other."""
    pen = Quill(d, "Kronofogden", "kfm", days="iso", number="hyphen", flat="{street} lgh {flat}")
    at, old = pen.hour(), earlier(pen)
    rows = [("Dag", pen.on(old.date()), pen.on(at.date())),
            ("Klockslag", f"{old:%H.%M}", f"{at:%H.%M}")]  # fmt: skip
    return sheet(
        "condensed", "", div("logo", "Kronofogden"), to(pen, "winl"),
        grid([(pen.dated(), pen.case(REFERENCE), pen.contact(), pen.phone())], "n",
             ("Datum", "Mål", "Kontaktperson", "Telefon")),
        h("Ändrad tid för avhysning"), pen.p("c_mt_open"),
        facts([("Svarande", pen.persons()), ("Adress", pen.home()), ("Postadress", pen.postal()),
               ("Sökande", pen.creditor())]),
        grid(rows, "g", ("", "Tidigare tid (gäller inte)", "Ny tid")),
        pen.all("c_mt_end", "c_bal_kfm"),
    )  # fmt: skip


def cancelled_letter(d: Draft) -> Sheet:
    """A plain letter: the eviction will not take place."""
    pen = Quill(d, "Kronofogden", "kfm", days="long", number="century",
                flat="{street}, lägenhet {flat}")  # fmt: skip
    old = earlier(pen)
    return sheet(
        "sans", "h1{font-size:1.3em}", foot(f"Kronofogden, {pen.place()}, telefon {pen.phone()}"),
        side(div("logo", "Kronofogden"), para(f"{pen.dated()}\n{pen.case(REFERENCE)}", "r")),
        to(pen, "winl"), h("Avhysningen är inställd"), pen.p("c_ca_open", old=said(pen, old)),
        para(f"Det gäller {pen.persons()}, {pen.home()}, {pen.postal()}."),
        pen.all("c_ca_why", "c_ca_end"), para(f"{pen.contact()}\nHandläggare"),
    )  # fmt: skip


def cancelled_system(d: Draft) -> Sheet:
    """A curt notice of withdrawal in capitals."""
    pen = Quill(d, "Kronofogdemyndigheten", "kfm", days="iso", number="century",
                flat="{street} LGH {flat}")  # fmt: skip
    lines = [
        f"KRONOFOGDEMYNDIGHETEN   {pen.dated()}", "", *(one.upper() for one in pen.board), "",
        f"MÅL {pen.case(REFERENCE)}", pen.say("c_cs_title"), "",
        f"SÖKANDE    {pen.creditor().upper()}", f"GÄLDENÄR   {pen.numbered('').upper()}",
        f"BOSTAD     {pen.home().upper()}, {pen.postal().upper()}", "", pen.say("c_cs_text"), "",
        f"{pen.contact().upper()}  {pen.phone()}",
    ]  # fmt: skip
    return sheet("dejamono", LOW, typed("\n".join(lines)))


def executed(d: Draft) -> Sheet:
    """A record of an eviction done: the day and hour it was done, who was there."""
    pen = Quill(d, "Kronofogden", "kfm", days="iso", number="hyphen", flat="{street} lgh {flat}")
    on = d.on - timedelta(days=pen.rng.randrange(1, 4))
    while on.weekday() > 4:
        on -= timedelta(days=1)
    done: datetime = d.given.get("eviction_at") or datetime.combine(
        on, time(pen.rng.choice((9, 10, 13)), pen.rng.choice((0, 15)))
    )
    pen.note_time(done)
    return sheet(
        "gyre", "", side(para("KRONOFOGDEN", "b"), para(f"Protokoll\n{pen.case(REFERENCE)}", "r")),
        to(pen, "winl"), h("Redovisning av verkställd avhysning"), pen.p("c_ex_open"),
        facts([("Förrättningsdag", pen.on(done.date())), ("Klockslag", f"{done:%H.%M}"),
               ("Svarande", pen.persons()), ("Lägenhet", pen.home()), ("Ort", pen.postal()),
               ("Sökande", pen.creditor()), ("Närvarande", pen.say("c_ex_there")),
               ("Egendom", pen.say("c_ex_goods"))]),
        pen.p("c_ex_end"), para(f"Göteborg {pen.dated()}\n{pen.contact()}, kronoinspektör\n"
                                f"Telefon {pen.phone()}"),
    )  # fmt: skip


def removal(d: Draft) -> Sheet:
    """An avlägsnande of somebody who has no contract: the board is told the time."""
    pen = Quill(d, "Kronofogden", "kfm", days="den", number="hyphen", flat="{street}, lgh {flat}")
    at = pen.hour()
    return sheet(
        "dejaserif", "", side(para("Kronofogden\nVerkställighet", "b"),
        colons([("Datum", pen.dated("iso")), ("Målnummer", pen.case(REFERENCE))])), to(pen, "winl"),
        h("Underrättelse om avlägsnande"), pen.p("c_rm_open"),
        facts([("Svarande", pen.persons()), ("Plats", pen.home()), ("Postort", pen.postal()),
               ("Tid", said(pen, at, word="kl.")), ("Sökande", pen.creditor())]),
        pen.all("c_rm_law", "c_rm_end"), para(escape(pen.contact()) + f"\nTelefon {pen.phone()}"),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    design("set_plain", set_plain, "eviction_date", "set"),
    design("set_system", set_system, "eviction_date", "set"),
    design("set_form", set_form, "eviction_date", "set"),
    design("moved_letter", moved_letter, "eviction_date", "moved"),
    design("moved_table", moved_table, "eviction_date", "moved"),
    design("cancelled_letter", cancelled_letter, "eviction_date", "cancelled"),
    design("cancelled_system", cancelled_system, "eviction_date", "cancelled"),
    design("executed", executed, "eviction_date", "executed"),
    design("removal", removal, "eviction_date", "removal", review=True),
)  # fmt: skip
