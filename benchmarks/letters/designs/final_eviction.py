"""Last examination: times of eviction set, moved, cancelled and executed, and removals."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from benchmarks.letters.designs.final_kit import Quill, designs, leaf, raw, rows
from benchmarks.letters.designs.kit import br, colons, div, foot, grid, h, para, side
from benchmarks.letters.draft import Draft
from benchmarks.letters.truth import Design, Sheet


def officer(pen: Quill) -> str:
    """Who to reach at the authority."""
    return f"{pen.contact()}, telefon {pen.phone()}"


def set_plain(d: Draft) -> Sheet:
    """Kronofogden in plain words: what happens when, and what the board is asked to do."""
    pen = Quill(d, "Kronofogden", "kfm", days="weekday_den", number="century",
                flat="{street}, lägenhet {flat}", system=True)  # fmt: skip
    pen.writes_for("private")
    at, case = pen.hour(), pen.case("U-99999-YY")
    return leaf(
        "sans",
        "h1{font-size:17pt}h2{font-size:11pt;margin-bottom:1mm}",
        side("<b>Kronofogden</b>", br([f"Datum {pen.dated('iso')}", f"Mål {case}"])),
        pen.to("window"),
        h(pen.say("set_title")),
        pen.ps("set_open"),
        h("När?", 2),
        para(f"{pen.on(at.date()).capitalize()} klockan {at:%H.%M}."),
        h("Var?", 2),
        para(f"{pen.home()}, {pen.postal()}"),
        h("Vem gäller det?", 2),
        para(pen.persons()),
        h("Vem har begärt det?", 2),
        para(f"{pen.creditor()} (hyresvärd)"),
        h("Vad vill vi att ni gör?", 2),
        pen.ps("set_ask"),
        pen.beside("small_eviction"),
        para(officer(pen)),
        foot("Kronofogden, 106 65 Stockholm, kronofogden.example"),
    )


def set_by_system(d: Draft) -> Sheet:
    """Kronofogden's system notice: fields and values, the time in a row of its own."""
    pen = Quill(d, "Kronofogden", "kfm", days="iso", number="century", flat="{street} LGH {flat}",
                system=True)  # fmt: skip
    pen.writes_for("municipal")
    at, case = pen.hour(), pen.case("U-999999-YY/9999")
    return leaf(
        "mono",
        "table.kv th{font-weight:normal;padding-right:8mm}",
        raw(
            [
                f"{'KRONOFOGDEN':<40}SIDA 1 (1)",
                f"UNDERRÄTTELSE   {pen.dated()}",
                "",
                "SOCIALNÄMNDEN",
                "",
            ]
        ),
        h(pen.say("sys_title")),
        rows(
            [
                ("MÅL", case),
                ("SÖKANDE", f"{pen.creditor()}, hyresvärd"),
                *(("SVARANDE", pen.person(one)) for one in d.tenants),
                ("BOSTAD", pen.home()),
                ("POSTADRESS", pen.postal()),
                ("FÖRRÄTTNING", "AVHYSNING"),
                ("DAG", pen.on(at.date())),
                ("KLOCKSLAG", f"{at:%H:%M}"),
                ("HANDLÄGGARE", officer(pen)),
            ]
        ),
        para(""),
        pen.ps("sys_law", "sys_answer"),
        pen.beside("small_eviction"),
    )


def set_for_association(d: Draft) -> Sheet:
    """Eviction of somebody whose bostadsrätt is lost: the association is the applicant."""
    pen = Quill(d, "Kronofogden", "kfm", days="den", number="hyphen", flat="{street} lgh {flat}",
                system=True)  # fmt: skip
    pen.writes_for("brf")
    at, case = pen.hour(), pen.case("U-99999-YY")
    return leaf(
        "dejaserif",
        "h1{font-size:13pt}.r{text-align:right}",
        div("r", br(["Kronofogden", "Verkställighet, Göteborg", pen.dated(), case])),
        pen.to(),
        h(pen.say("asso_title")),
        pen.ps("asso_open"),
        para(f"Avhysningen äger rum {pen.on(at.date())} kl. {at:%H.%M}."),
        pen.ps("asso_ask"),
        pen.beside("small_authority"),
        para(f"{pen.contact()}\nkronoinspektör\n{pen.phone()}"),
    )


def landlord_tells(d: Draft) -> Sheet:
    """A landlord passes Kronofogden's time on to the board in a friendly letter."""
    pen = Quill(d, "Stickelbärets Hus AB", "private", days="weekday", number="century",
                flat="{street} · lgh {flat}")  # fmt: skip
    at = pen.hour()
    contract = pen.contract("9999-99-999")
    return leaf(
        "deja", "h1{font-size:17pt;font-weight:normal}.card{border:.3mm solid #555;padding:3mm 5mm;"
        "border-radius:3mm;margin-bottom:5mm}table.kv th{font-weight:normal;padding-right:7mm}",
        h(pen.say("lord_title")), pen.ps("lord_open"),
        div("card", rows([("Hyresgäst", pen.persons()), ("Bostad", f"{pen.home()}, {pen.postal()}"),
                          ("Kontrakt", contract),
                          ("Avhysning", f"{pen.on(at.date())} kl {at:%H:%M}")])),
        pen.ps("lord_plan", "lord_end"),
        foot(f"Stickelbärets Hus AB | {pen.place()} | {pen.phone()} | skapad {pen.dated('iso')}"),
    )  # fmt: skip


def moved_plain(d: Draft) -> Sheet:
    """A new time in plain words, the old one in the same sentence."""
    pen = Quill(d, "Kronofogden", "kfm", days="long", number="century",
                flat="{street}, lgh {flat}", system=True)  # fmt: skip
    pen.writes_for("private")
    at, case, old = pen.hour(), pen.case("U-99999-YY"), earlier_time(d)
    return leaf(
        "sans", "h1{font-size:16pt}", side("<b>Kronofogden</b>", br([pen.dated(), case])),
        pen.to("window"),
        h(pen.say("moved_title")),
        pen.ps("moved_open", new=f"{pen.on(at.date())} klockan {at:%H.%M}",
               old=f"{pen.on(old.date())} klockan {old:%H.%M}"),
        colons([("Gäller", pen.persons()), ("Adress", f"{pen.home()}, {pen.postal()}"),
                ("Hyresvärd", pen.creditor())]),
        pen.ps("moved_why", "moved_ask"), pen.beside("small_authority"), para(officer(pen)),
    )  # fmt: skip


def earlier_time(d: Draft) -> datetime:
    """The time that no longer holds, on a working day before the new one."""
    old = d.old_time()
    return old if old.weekday() < 5 else old - timedelta(days=old.weekday() - 4)


def moved_by_system(d: Draft) -> Sheet:
    """A system's notice with the earlier and the new time in two columns."""
    pen = Quill(d, "Kronofogden", "kfm", days="iso", number="blank", flat="{street} lgh {flat}",
                system=True)  # fmt: skip
    pen.writes_for("municipal")
    at, case, old = pen.hour(), pen.case("U-999999-YY/9999"), earlier_time(d)
    times = grid([("Dag", pen.on(old.date()), pen.on(at.date())),
                  ("Klockslag", f"{old:%H:%M}", f"{at:%H:%M}"),
                  ("Gäller", "nej", "ja")], head=("", "Tidigare tid", "Ny tid"))  # fmt: skip
    return leaf(
        "dejamono",
        "table.t{border-collapse:collapse;margin:3mm 0 6mm}table.t td,table.t th{border:"
        ".2mm solid;padding:1mm 5mm}h1{font-size:12pt}",
        raw(["KRONOFOGDEN", f"MÅL    {case}", f"DATUM  {pen.dated()}", ""]),
        h(pen.say("ms_title")),
        times,
        colons(
            [
                ("Svarande", pen.persons()),
                ("Bostad", f"{pen.home()}, {pen.postal()}"),
                ("Sökande", f"{pen.creditor()} (hyresvärd)"),
            ]
        ),
        pen.ps("ms_law"),
        pen.beside("small_authority"),
        para(officer(pen)),
    )


def cancelled_plain(d: Draft) -> Sheet:
    """The eviction will not take place: a letter of few lines."""
    pen = Quill(d, "Kronofogden", "kfm", days="weekday_den", number="century",
                flat="{street}, lägenhet {flat}", system=True)  # fmt: skip
    pen.writes_for("private")
    at, case = pen.hour(), pen.case("U-99999-YY")
    return leaf(
        "sans",
        "h1{font-size:16pt}",
        side("<b>Kronofogden</b>", br([f"Datum {pen.dated('iso')}", f"Mål {case}"])),
        pen.to("window"),
        h(pen.say("canc_title")),
        pen.ps("canc_open", when=f"{pen.on(at.date())} klockan {at:%H.%M}"),
        pen.ps("canc_why"),
        colons(
            [
                ("Person", pen.persons()),
                ("Bostad", f"{pen.home()}, {pen.postal()}"),
                ("Hyresvärd", pen.creditor()),
            ]
        ),
        pen.ps("canc_end"),
        pen.beside("small_authority"),
        para(officer(pen)),
    )


def cancelled_fax(d: Draft) -> Sheet:
    """An inspector's message on a fax form, the word in capitals, everything else in short."""
    pen = Quill(d, "Kronofogden", "kfm", days="slash", number="hyphen", flat="{street} lgh {flat}",
                system=True)  # fmt: skip
    pen.writes_for("private")
    at, case = pen.hour(), pen.case("U-99999-YY")
    return leaf(
        "narrow",
        "h1{font-size:22pt;letter-spacing:3mm}table.f{width:100%;border-collapse:collapse}"
        "table.f td{border:.4mm solid;padding:2mm}",
        h("TELEFAX"),
        grid(
            [
                ("Till: Socialnämnden, mottagningen", "Antal sidor: 1"),
                (f"Från: Kronofogden, {pen.contact()}", f"Tel: {pen.phone()}"),
                (f"Datum: {pen.dated()}", f"Mål: {case}"),
            ],
            "f",
        ),
        para(""),
        para(pen.say("fax_word")),
        pen.ps("fax_open", when=f"{pen.on(at.date())} kl {at:%H.%M}"),
        para(f"{pen.persons()}\n{pen.home()}, {pen.postal()}\nHyresvärd: {pen.creditor()}"),
        pen.ps("fax_end"),
    )


def executed(d: Draft) -> Sheet:
    """A record of an eviction carried out, sent to the board afterwards."""
    pen = Quill(d, "Kronofogden", "kfm", days="iso", number="century", flat="{street} lgh {flat}",
                system=True)  # fmt: skip
    pen.writes_for("municipal")
    given: datetime | None = d.given.get("eviction_at")
    back = d.on - timedelta(days=pen.rng.randrange(0, 4))
    back -= timedelta(days=max(0, back.weekday() - 4))
    at = given or datetime.combine(back, time(pen.rng.choice((9, 10, 13)), 30))
    pen.note_time(at)
    case = pen.case("U-99999-YY")
    return leaf(
        "serif",
        "h1{font-size:14pt;text-align:center}table.kv th{padding-right:9mm}",
        para("KRONOFOGDEN"),
        h(pen.say("exec_title")),
        rows(
            [
                ("Mål", case),
                ("Sökande", f"{pen.creditor()} (hyresvärd)"),
                ("Svarande", pen.persons()),
                ("Plats", f"{pen.home()}, {pen.postal()}"),
                ("Dag", pen.on(at.date())),
                ("Påbörjad kl.", f"{at:%H.%M}"),
                (
                    "Närvarande",
                    f"{pen.someone()} för hyresvärden, låssmed, {pen.someone()} som vittne",
                ),
            ]
        ),
        para(""),
        pen.ps("exec_what", "exec_goods", "exec_board"),
        pen.beside("small_authority"),
        para(f"Göteborg {pen.dated()}\n{pen.contact()}, förrättningsman, {pen.phone()}"),
    )


def removal(d: Draft) -> Sheet:
    """Removal of somebody who lives where nobody has let: no eviction of a tenant."""
    pen = Quill(d, "Kronofogden", "kfm", days="long", number="century", flat="{street}, lgh {flat}",
                system=True)  # fmt: skip
    pen.writes_for("private")
    at, case = pen.hour(), pen.case("U-99999-YY")
    return leaf(
        "sans", "h1{font-size:14pt}", side("<b>Kronofogden</b>", br([pen.dated(), case])),
        pen.to("window"),
        h(pen.say("rem_title")), pen.ps("rem_open"),
        colons([("Svarande", pen.persons()), ("Plats", f"{pen.home()}, {pen.postal()}"),
                ("Tid", f"{pen.on(at.date())} kl. {at:%H.%M}"), ("Sökande", pen.creditor())]),
        pen.ps("rem_law"), para(officer(pen)),
    )  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    *designs(
        "eviction_date",
        ("set_plain", set_plain, "set", "rental"),
        ("set_by_system", set_by_system, "set", "rental"),
        ("set_for_association", set_for_association, "set", "condominium"),
        ("landlord_tells", landlord_tells, "set", "rental"),
        ("moved_plain", moved_plain, "moved", "rental"),
        ("moved_by_system", moved_by_system, "moved", "rental"),
        ("cancelled_plain", cancelled_plain, "cancelled", "rental"),
        ("cancelled_fax", cancelled_fax, "cancelled", "rental"),
        ("executed", executed, "executed", "rental"),
    ),
    *designs("eviction_date", ("removal", removal, "removal", "unknown"), review=True,
             also=("other",)),
)  # fmt: skip
