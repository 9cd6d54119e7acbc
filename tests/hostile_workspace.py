"""A workspace in which everybody outside has written what should do harm: scan, file, register.

Markup, scripts, template signs, marks that turn the direction of reading, control characters, and
words of ten thousand letters.
"""

from __future__ import annotations

import warnings
from datetime import date
from html import escape
from pathlib import Path

from used_workspace import blank_once, copied, made_once

from pipeline.domain.edits import Act
from pipeline.store.register import Register
from pipeline.usecases import review
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine
from pipeline.usecases.process import process

LONG = "Å" * 10_000
SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
TURNED = "\u202etxet dnegel\u2066\u200f"
BELL = "\x1b]0;titel\x07\x1b[31m\x00"
PLACES = "{{ 7*7 }}{% raise %}${7*7}=cmd|'/c calc'!A0"
NUMBER = "196107019819"
WITH_UNSEEN = f"Zoran{TURNED}{SCRIPT}"
UNSEEN = {"Cf", "Cc", "Cs", "Co"}

COLUMNS = (
    "personnummer;fornamn;mellannamn;efternamn;co_adress;gatuadress;lagenhetsnummer;postnummer;"
    "postort;skydd;avregistrerad;avregistrerad_datum"
)
LETTER = f"""
<p>Bostads AB {escape(SCRIPT)} {escape(PLACES)}</p><p>Göteborg 2026-10-01</p>
<h1>Uppsägning på grund av obetald hyra</h1>
<p>Meddelande till socialnämnden enligt 12 kap. 44 § jordabalken.</p>
<p>Hyresgäst: Zoran {escape(SCRIPT)} {TURNED} Sjögran</p>
<p>Personnummer: 19610701-9819</p>
<p>Adress: Rönnbärsgränd 43, 415 12 Göteborg</p>
<p>Obetald hyra: 9 500,00 kr. Referens: {escape(IMAGE)}</p>
<p style="font-size: 1px">{LONG}</p>
"""


def hostile_once(base: Path) -> Path:
    """The workspace of this session; the letter has gone to its units."""
    return made_once(base, "hostile", lambda root: _attacked(copied(blank_once(base), root)))


def _attacked(root: Path) -> None:
    person = [NUMBER, WITH_UNSEEN, PLACES, f"Sjögran{LONG}", IMAGE, "Rönnbärsgränd 43", ""]
    row = ";".join(f'"{value.replace(chr(34), chr(34) * 2)}"' for value in person)
    persons = root.parent / "persons.csv"
    persons.write_text(f"{COLUMNS}\n{row};41512;GÖTEBORG{TURNED};;;\n", encoding="utf-8")
    register = Register.open(root / "register.db")
    report = register.import_files([persons])
    register.close()
    assert report.done, report.faults
    inbox = root / "inbox"
    (inbox / f"låst {IMAGE.replace('/', '')}{TURNED}.pdf").write_bytes(b"%PDF-1.7 not one")
    (inbox / f"brev{TURNED}{SCRIPT.replace('/', '')}\x07.pdf").write_bytes(printed(LETTER))
    with opened(root) as office, opened_engine(office) as engine:
        assert process(office, engine, received_on=date(2026, 10, 5)).ok
        settle(office, engine)


def printed(text: str) -> bytes:
    """A letter with a text layer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the printer's own notes
        from weasyprint import HTML  # noqa: PLC0415 - takes a second

        made: bytes = HTML(string=text).write_pdf()
    return made


def settle(office: Office, engine: Engine) -> None:
    """A person writes the same into every field that there is, and sends the letter."""
    (row,) = office.ledger.rows("SELECT id FROM letters")
    for act, target, value in (
        (Act.KIND, "", "rent_debt"),
        (Act.PERSON, "0", NUMBER),
        (Act.HOUSEHOLD, "", "no_minor"),
        (Act.FIELD, "sender_name", f"{SCRIPT}{TURNED}{BELL}"),
        (Act.FIELD, "reference", LONG),
        (Act.FIELD, "address", f"{IMAGE}{PLACES}"),
        (Act.APPROVE, "", ""),
    ):
        reason = f"{SCRIPT}{TURNED}{BELL}{LONG}"
        said = review.Said(act=act, by="Anna", reason=reason, target=target, value=value)
        review.edit(office, engine, row["id"], said)
    assert list(office.workspace.outbox.glob("*/[0-9]*")), "nothing was sent"


def only_letter(root: Path) -> str:
    """The id of the one letter."""
    with opened(root) as office:
        (row,) = office.ledger.rows("SELECT id FROM letters")
    return str(row["id"])
