"""Examination letters: Kronofogden's notices of an eviction, each office with its own layout."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
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
from benchmarks.letters.designs.shapes import DAYS
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet


def earlier(pen: Pen, at: datetime) -> datetime:
    """The time that held before: some days sooner, at another hour, on a working day."""
    given: datetime | None = pen.d.given.get("old_time")
    if given is not None:
        return given
    day = at.date() - timedelta(days=pen.rng.randrange(6, 9))
    if day.weekday() > 4:
        day += timedelta(days=7 - day.weekday())
    return datetime.combine(day, at.time().replace(hour=9 if at.hour != 9 else 13))


def when(at: datetime, shape: str, clock: str = "kl. {0:%H.%M}") -> str:
    """Day and hour in one."""
    return f"{DAYS[shape](at.date())} {clock.format(at)}"


def table(d: Draft) -> Sheet:
    """The office's form: a ruled table with day and hour in cells of their own."""
    pen = Pen(d, "Kronofogden", "kfm", days="iso", number="century", flat="{street}, lgh {flat}")
    at = pen.hour()
    css = """
.kh{width:100%;margin-bottom:6mm}.kh td+td{text-align:right;vertical-align:top}.kh b{font-size:16pt}
.t{border-collapse:collapse;width:100%;margin:3mm 0 5mm}.t td{border:.3mm solid #000;padding:1.6mm
2mm;vertical-align:top}.t td:first-child{width:48mm;font-weight:bold}h1{font-size:15pt}
.stamp{top:24mm;left:100mm}"""
    head = side(
        f"<b>{pen.house.name}</b><br>Verkställighet, team Väst",
        br([f"Datum {pen.dated()}", f"Målnr {pen.case('U-99999-YY')}", "Sida 1 (1)"]), "kh",
    )  # fmt: skip
    rows = [
        ("Den som ska avhysas", pen.persons(" och ", ", pnr ")),
        ("Bostadens adress", f"{pen.home()}, {pen.postal()}"),
        ("Dag", DAYS["weekday"](at.date())), ("Klockslag", f"{at:%H:%M}"),
        ("Sökande", pen.creditor()), ("Exekutionstitel", f"Utslag {pen.after(-48)}"),
        ("Barn", pen.say("set_child")),
        ("Förrättningsman", f"{pen.contact()}, {pen.phone()}"),
    ]  # fmt: skip
    return page(
        "sans", css, head, para("\n".join(pen.board)), h("Underrättelse om avhysning"),
        pen.p("set_open"), grid(rows), pen.p("set_confirm"), pen.beside("noise_office"),
        foot("Kronofogden   Box 1050   172 21 Sundbyberg   kronofogden.example"),
    )  # fmt: skip


def running(d: Draft) -> Sheet:
    """A letter in running text, margin notes to the left; an older verdict's day in it."""
    pen = Pen(d, "Kronofogdemyndigheten", "kfm", days="den", number="hyphen",
              flat="{street}, lägenhet {flat}")  # fmt: skip
    at = pen.hour()
    css = """.side{width:100%}.side>tbody>tr>td{vertical-align:top}.side>tbody>tr>td:first-child{
width:42mm;font-size:8pt;color:#333;border-right:.2mm solid #000;padding-right:3mm}
.side>tbody>tr>td+td{padding-left:5mm}h1{font-size:14pt}.stamp{top:2mm;left:90mm}"""
    margin = br([
        pen.house.name, pen.dated(), f"Utsökningsmål {pen.case('99-99999-YY')}", "",
        "Handläggare", pen.contact(), pen.phone(),
    ])  # fmt: skip
    numbers = colons((("Personnummer", pen.number()),))
    words = (
        para("\n".join(pen.board)) + h("Avhysning")
        + pen.p("run_open", when=when(at, "weekday_den")) + numbers
        + pen.p("run_pay", day=pen.after(-52)) + pen.p("run_home") + pen.p("run_ask")
        + pen.beside("noise_office")
    )  # fmt: skip
    return page("serif", css, side(margin, words))


def post(d: Draft) -> Sheet:
    """A message in the secure post, printed; hours of sending and printing beside the real one."""
    pen = Pen(d, "Kronofogden", "kfm", days="slash", number="century", flat="{street} lgh {flat}")
    at = pen.hour()
    css = """.h{border:.3mm solid #999;padding:2mm 3mm;font-size:9pt;margin-bottom:6mm}
.stamp{top:2mm;left:105mm}"""
    head = br([
        "Säkert meddelande", f"Avsändare: {pen.house.name}, {pen.contact()}",
        f"Skickat: {pen.dated('iso')} {pen.rng.randrange(7, 16):02d}:{pen.rng.randrange(10, 60)}",
        "Mottagare: Socialnämnden, funktionsbrevlåda",
        f"Ärende: Avhysning, mål {pen.case('U-9999-YY')}",
    ])  # fmt: skip
    return page(
        "deja", css, div("h", head), pen.p("post_open"),
        pen.p("post_time", when=when(at, "weekday", "kl {0.hour}.{0:%M}")),
        colons((("Person", pen.persons()), ("Sökande", pen.creditor()))), pen.p("post_end"),
        para(f"{pen.contact()}\nKronoinspektör"),
        foot(f"Utskrivet {pen.after(1, 'iso')} 08:05   1/1"),
    )  # fmt: skip


def moved(d: Draft) -> Sheet:
    """A new time in running text, the old one beside it."""
    pen = Pen(d, "Kronofogden", "kfm", days="den", number="century", flat="{street} lgh {flat}")
    at = pen.hour()
    old = earlier(pen, at)
    css = """.nm{font:bold 18pt "Liberation Serif"}.rt{text-align:right}h1{font-size:15pt;
border-top:.5mm solid #000;border-bottom:.5mm solid #000;padding:2mm 0}.stamp{top:4mm;left:70mm}"""
    return page(
        "gyre", css, div("nm", pen.house.name), para(f"{pen.dated()}", "rt"),
        para("\n".join(pen.board)), para(f"Vårt mål: {pen.case('U-99999-YY/9999')}"),
        h(pen.rng.choice(("Ny tid för avhysning", "Ändrad tid", "Avhysningen är flyttad"))),
        pen.p("move_open", when=when(at, "den"), old=when(old, "den")), pen.p("move_why"),
        pen.p("move_ask"), pen.beside("noise_office"), colons((("Svarandens personnummer",
            pen.number()),)),
        para(f"{pen.contact()}\n{pen.phone()}"),
    )  # fmt: skip


def swapped(d: Draft) -> Sheet:
    """A new time as a table of two columns: before, now."""
    pen = Pen(d, "Kronofogden", "kfm", days="iso", number="hyphen", flat="{street}, lgh nr {flat}")
    at = pen.hour()
    old = earlier(pen, at)
    css = """
.t{border-collapse:collapse;margin:4mm 0}.t td,.t th{border:.2mm solid #000;padding:2mm 6mm;
text-align:left}.t tr td:nth-child(2){color:#666}.t tr td:nth-child(3){font-weight:bold}
.hd{background:#222;color:#fff;padding:3mm 5mm;font-size:13pt}h1{font-size:14pt}
.stamp{top:22mm;left:105mm}"""
    rows = [
        ("Dag", old.date().isoformat(), at.date().isoformat()),
        ("Tid", f"{old:%H.%M}", f"{at:%H.%M}"),
    ]
    return page(
        "condensed", css, div("hd", pen.house.name), para("\n".join(pen.board)),
        colons((("Datum", pen.dated()), ("Mål", pen.case("U-9999-YY")))),
        h("Underrättelse om ny tid för avhysning"),
        pen.p("swap_open"), colons((("Avser", pen.persons()),
                                    ("Bostad", f"{pen.home()}, {pen.postal()}"),
                                    ("Sökande", pen.creditor()))),
        grid(rows, head=("", "Tidigare tid (gäller inte)", "Ny tid")), pen.p("move_ask"),
        pen.beside("noise_office"),
        para(f"{pen.contact()}, {pen.phone()}"),
    )  # fmt: skip


def stopped(d: Draft) -> Sheet:
    """A cancelled eviction in a few lines."""
    pen = Pen(d, "Kronofogdemyndigheten", "kfm", days="long", number="century",
              flat="{street}, lgh {flat}")  # fmt: skip
    at = pen.hour()
    css = """body{line-height:1.6}.nm{letter-spacing:1.2mm;font-size:12pt}h1{font-size:17pt}
.stamp{top:2mm;left:105mm}"""
    return page(
        "dejaserif", css, div("nm", pen.house.name),
        para(f"{pen.dated()}\nMålnummer {pen.case('99-9999-YY')}"), para("\n".join(pen.board)),
        h(pen.rng.choice(("Inställd avhysning", "Avhysning inställd", "Avhysningen blir inte av"))),
        pen.p("stop_open", old=when(at, "long", "klockan {0:%H.%M}")), pen.p("stop_why"),
        pen.p("stop_end"), pen.beside("noise_office"), colons((("Personnummer", pen.number()),)),
        para(f"Hälsningar\n{pen.contact()}"),
    )  # fmt: skip


def withdrawn(d: Draft) -> Sheet:
    """A case that is closed after withdrawal, as the computer of the office prints it."""
    pen = Pen(d, "KRONOFOGDEN", "kfm", days="iso", number="solid", flat="{street} LGH {flat}")
    at = pen.hour()
    text = "\n".join((
        f"{pen.house.name:<46}{pen.dated()}", f"{'':<46}{pen.case('U-99999-YY')}", "",
        *(one.upper() for one in pen.board), "", "ÅTERKALLELSE AV AVHYSNING", "",
        *(f"SVARANDE  {pen.person(one, '  ').upper()}" for one in d.tenants),
        f"BOSTAD    {pen.home().upper()}", f"          {pen.postal().upper()}",
        f"SÖKANDE   {pen.creditor().upper()}", "",
    ))  # fmt: skip
    said = (
        pen.say("void_open", old=when(at, "iso", "kl {0:%H:%M}")), pen.say("stop_end"),
        f"Handläggare {pen.contact()} tel {pen.phone()}",
    )  # fmt: skip
    css = 'pre{font:10pt/1.4 "Liberation Mono"}.stamp{top:16mm;left:110mm}'
    return page("mono", css, f"<pre>{escape(text)}</pre>", *(para(one.upper()) for one in said))


def done(d: Draft) -> Sheet:
    """The record of an eviction that has been carried out; its day lies before the letter's."""
    pen = Pen(d, "Kronofogden", "kfm", days="iso", number="century", flat="{street} lgh {flat}")
    day = d.on - timedelta(days=pen.rng.randrange(1, 5))
    day -= timedelta(days=max(0, day.weekday() - 4))
    at: datetime = d.given.get("eviction_at") or datetime.combine(
        day, time(pen.rng.choice((9, 10, 13)), pen.rng.choice((0, 30)))
    )
    pen.note_time(at)
    end = at + timedelta(minutes=pen.rng.choice((40, 65, 80)))
    css = """.kh{width:100%}.kh td+td{text-align:right}.t{margin:3mm 0;border-collapse:collapse}
.t td{padding:1mm 8mm 1mm 0;border-bottom:.1mm solid #000}h1{font-size:15pt;text-align:center}
.stamp{top:14mm;left:20mm}"""
    rows = [
        ("Svarande", pen.persons(" och ")), ("Fastighet/bostad", f"{pen.home()}, {pen.postal()}"),
        ("Sökande", pen.creditor()), ("Förrättningsdag", at.date().isoformat()),
        ("Påbörjad", f"kl. {at:%H.%M}"), ("Avslutad", f"kl. {end:%H.%M}"),
    ]  # fmt: skip
    return page(
        "bookish", css, side(f"<b>{pen.house.name}</b>",
                             f"{pen.dated()}<br>Mål {pen.case('U-99999-YY')}", "kh"),
        h("Redovisning av avhysning"), para("\n".join(pen.board)), pen.p("done_open"), grid(rows),
        pen.p("done_what"), pen.p("done_end", officer=pen.someone()),
        para(f"{pen.contact()}\nKronoinspektör, {pen.phone()}"),
    )  # fmt: skip


def removal(d: Draft) -> Sheet:
    """A removal from a place: people who stay where they may not."""
    pen = Pen(d, "Kronofogden", "kfm", days="long", number="hyphen", flat="{street} lgh {flat}")
    at = pen.hour()
    css = """.kh{width:100%;font-size:9pt}.kh td+td{text-align:right}h1{font-size:14pt;
margin-top:8mm}.t td{padding:.8mm 6mm .8mm 0}.stamp{top:12mm;left:105mm}"""
    return page(
        "light", css, side(br([pen.house.name, "Enheten för verkställighet"]),
                           br([pen.dated(), pen.case("U-9999-YY")]), "kh"),
        para("\n".join(pen.board)), h("Underrättelse om avlägsnande"), pen.p("remove_open"),
        pen.p("remove_who"),
        grid([("Tid", when(at, "weekday", "kl. {0:%H.%M}")), ("Sökande", pen.creditor()),
              ("Inspektör", f"{pen.contact()}, {pen.phone()}")]), pen.p("remove_end"),
    )  # fmt: skip


def _time(
    name: str,
    write: Callable[[Draft], Sheet],
    subkind: str,
    *,
    review: bool = False,
    also: tuple[str, ...] = (),
) -> Design:
    return Design(name=f"trial_{name}", kind="eviction_date", subkind=subkind, tenure="rental",
                  split="trial", write=write, review=review, also=also)  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    _time("time_table", table, "set"),
    _time("time_running", running, "set"),
    _time("time_post", post, "set"),
    _time("time_moved", moved, "moved"),
    _time("time_swapped", swapped, "moved"),
    _time("time_stopped", stopped, "cancelled"),
    _time("time_withdrawn", withdrawn, "cancelled"),
    _time("time_done", done, "executed"),
    _time("time_removal", removal, "removal", review=True, also=("other",)),
)
