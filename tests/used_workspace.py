"""A workspace in the middle of its day, made once a session and copied for each test.

Letters of several states: sent, unsure of the person, a list, Kronofogden's without a person,
one that touches a protected identity, one that cannot be opened, one whose text is an attack.
"""

from __future__ import annotations

import json
import os
import shutil
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path

from scenarios.desk import FIXTURES, READINGS, SETTINGS

from pipeline.store.disk import held
from pipeline.store.register import Register
from pipeline.store.workspace import open_workspace
from pipeline.usecases import start
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.office import opened
from pipeline.usecases.process import process

DAY = date(2026, 10, 5)
SENT = "s02_form3_family_eb"
UNSURE = "person_namesakes_no_flats"
LISTED = "list_care_fees"
KRONOFOGDEN = "s11_eviction_unknown"
PROTECTED = "s22_protected_spouse"
LOCKED = "file_encrypted"
LETTERS = (SENT, UNSURE, LISTED, KRONOFOGDEN, PROTECTED)
HOSTILE = "fientligt"
LOCKED_NAME = "<img src=x onerror=alert(1)>.pdf"
MEASURED = """
[thresholds]
amount_sek = 0.1
letter_date = 0.1
eviction_at = 0.1
"""
"""What these letters are to show does not depend on how sure the reader was measured to be."""

ATTACK = "<script>alert(1)</script>"
STAFF = "Siri Skyddsson"

_LETTER = f"""
<p>Bostads AB Provet {ATTACK}</p><p>Göteborg 2026-10-01</p>
<h1>Inkassokrav: obetald hyra</h1>
<p>Hyresgäst: <b>&lt;b&gt;Okänd&lt;/b&gt; Provsson</b></p>
<p>Adress: Provgatan 999, 411 00 Göteborg</p>
<p>Att betala: 4 500,00 kr. Referens: "&gt;&lt;script&gt;alert(2)&lt;/script&gt;</p>
""".replace(ATTACK, ATTACK.replace("<", "&lt;").replace(">", "&gt;"))


def blank(root: Path) -> Path:
    """A workspace with Göteborg's routine, the sample register and the kept readings."""
    start.init(root)
    settings = root / "troskel.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
    register = Register.open(root / "register.db")
    report = register.import_files(sorted((FIXTURES / "register").glob("*.csv")))
    register.close()
    assert report.done, report.faults
    shutil.copytree(READINGS, root / "readings", dirs_exist_ok=True)
    return root


def made_once(base: Path, name: str, make: Callable[[Path], object]) -> Path:
    """The workspace of that name, made by the first worker of the session that asks for it.

    It is there to be copied: other workers may be copying it, so nobody opens it. ``base`` is the
    worker's own temporary folder, which beside other workers lies in a common one.
    """
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = common / "once" / name
    folder.mkdir(parents=True, exist_ok=True)
    root, done = folder / "work", folder / "done"
    with held(folder / "lock", wait=True):
        if not done.exists():
            shutil.rmtree(root, ignore_errors=True)  # a try that failed
            make(root)
            done.touch()
    return root


def blank_once(base: Path) -> Path:
    """The blank workspace of this session."""
    return made_once(base, "blank", blank)


def used_once(base: Path) -> Path:
    """The workspace of this session after its morning's post."""
    return posted_once(base, "used", ())


def posted_once(base: Path, name: str, more: tuple[str, ...]) -> Path:
    """The same after a greater post, made once a session under that name."""
    return made_once(base, name, lambda root: _posted(copied(blank_once(base), root), more))


def _posted(root: Path, more: tuple[str, ...]) -> None:
    with (root / "troskel.toml").open("a", encoding="utf-8") as settings:
        settings.write(MEASURED)
    for letter in (*LETTERS, *more):
        source = scan_of(letter)
        shutil.copy(source, root / "inbox" / f"{letter}{source.suffix}")
    shutil.copy(scan_of(LOCKED), root / "inbox" / LOCKED_NAME)
    (root / "inbox" / f"{HOSTILE}.pdf").write_bytes(_hostile())
    with opened(root) as office, opened_engine(office) as engine:
        outcome = process(office, engine, received_on=DAY)
    assert outcome.ok, outcome


def scan_of(name: str) -> Path:
    """The fixture's scan."""
    folder = FIXTURES / "letters" / name
    answer = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return folder / answer["file"]


def _hostile() -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the printer's own notes
        from weasyprint import HTML  # noqa: PLC0415 - takes a second

        made: bytes = HTML(string=_LETTER).write_pdf()
    return made


def copied(source: Path, target: Path) -> Path:
    """A copy for one test to change."""
    shutil.copytree(source, target, symlinks=True)
    return target


def letter_of(root: Path, name: str, place: int = 1) -> str:
    """The id of the letter that a fixture's scan holds, of several the one at that place."""
    with opened(root) as office:
        row = office.ledger.row(
            "SELECT l.id FROM letters l JOIN documents d ON d.sha256 = l.document"
            " WHERE d.name = ? AND l.place = ?",
            (f"{name}.pdf", place),
        )
    assert row is not None, name
    return str(row["id"])


def snapshot(root: Path) -> dict[str, int]:
    """What the ledger holds and what lies in the outboxes, to see that nothing changed."""
    with opened(root) as office:
        counts = {
            table: office.ledger.number(f"SELECT count(*) FROM {table}")  # noqa: S608 - own words
            for table in ("cases", "edits", "packets", "pickups")
        }
        sent = office.ledger.number("SELECT count(*) FROM confirmations WHERE sent_at IS NOT NULL")
    files = sum(len(files) for _, _, files in os.walk(open_workspace(root).outbox))
    return {**counts, "sent": sent, "files": files}
