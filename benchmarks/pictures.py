"""The README's pictures, made from the running program: a scan, its record, a page under review.

A workspace is made aside, two fixtures are processed with the real engine, the pages are served on
a free port and photographed by Chromium. Everybody in the pictures is made up.

    python benchmarks/pictures.py [--browser chromium]
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image
from starlette.types import ASGIApp, Receive, Scope, Send

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME))

from pipeline.store import accounts, sessions  # noqa: E402 - the program stands beside this folder
from pipeline.store.register import Register  # noqa: E402
from pipeline.usecases import start  # noqa: E402
from pipeline.usecases.accounts import blank  # noqa: E402
from pipeline.usecases.engine import opened_engine  # noqa: E402
from pipeline.usecases.office import Office, opened  # noqa: E402
from pipeline.usecases.process import process  # noqa: E402
from pipeline.web import cookies  # noqa: E402
from pipeline.web.app import create_app  # noqa: E402
from pipeline.web.server import Place, Server  # noqa: E402

FIXTURES = HOME / "fixtures"
TARGET = HOME / "docs" / "pictures"
SURE = "s02_form3_family_eb"
UNSURE = "person_namesakes_no_flats"
WIDTH = 1000
"""Pixels of a picture's width: a README shows no more."""

LARGEST = 300_000
SETTINGS = """
[inbox]
quiet_seconds = 0

[duty.vuxen]
name = "Vera Vaktsson"
phone = "031-390 06 00"
email = "vuxen@kommunen.example"
"""


def keep(name: str, picture: Image.Image) -> None:
    """Write the picture as small as it stays readable; ValueError when it is still too large."""
    height = round(picture.height * WIDTH / picture.width)
    small = picture.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
    data = io.BytesIO()
    small.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        data, "PNG", optimize=True
    )
    if len(data.getvalue()) > LARGEST:
        message = f"{name} has {len(data.getvalue())} bytes"
        raise ValueError(message)
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / f"{name}.png").write_bytes(data.getvalue())
    print(f"{name}.png: {len(data.getvalue()) // 1000} kB")


def first_page(pdf: Path) -> Image.Image:
    """The first page at 150 dpi."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=150 / 72).to_pil()
    finally:
        document.close()


def photograph(browser: str, address: str, folder: Path) -> Image.Image:
    """The page there as Chromium shows it in the light."""
    shot = folder / "shot.png"
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    command += [f"--user-data-dir={folder / 'browser'}", "--window-size=1366,1700"]
    subprocess.run([*command, f"--screenshot={shot}", address], check=True, capture_output=True)
    with Image.open(shot) as picture:
        picture.load()
        return picture


def letter_of(office: Office, name: str) -> str:
    """The letter of the document with that name."""
    row = office.ledger.row(
        "SELECT l.id FROM letters l JOIN documents d ON d.sha256 = l.document WHERE d.name = ?",
        (f"{name}.pdf",),
    )
    if row is None:
        raise LookupError(name)
    return str(row["id"])


def signed_in(app: ASGIApp, office: Office) -> ASGIApp:
    """The pages as an administrator who has signed in gets them: each request bears the cookie."""
    with office.ledger.atomic():
        one = blank("anna", "Anna Provsson", ["administrator"])
        accounts.add(office.ledger, replace(one, made_at=office.ledger.now()))
        token = sessions.begin(office.ledger, one.login)
    cookie = (b"cookie", f"{cookies.SESSION}={token}".encode())

    async def bearing(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["headers"] = [*scope["headers"], cookie]
        await app(scope, receive, send)

    return bearing


def main() -> int:
    """Makes the three pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--browser", default="chromium")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="troskel-") as place:
        root = Path(place) / "work"
        start.init(root)
        settings = root / "troskel.toml"
        settings.write_text(settings.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
        register = Register.open(root / "register.db")
        register.import_files(sorted((FIXTURES / "register").glob("*.csv")))
        register.close()
        keep("scan", first_page(FIXTURES / "letters" / SURE / "scan.pdf"))
        with opened(root) as office, opened_engine(office) as engine:
            for name, day in ((SURE, date(2026, 7, 2)), (UNSURE, date(2026, 10, 5))):
                scan = FIXTURES / "letters" / name / "scan.pdf"
                shutil.copy(scan, root / "inbox" / f"{name}.pdf")
                process(office, engine, received_on=day)
            ident = letter_of(office, SURE)[:12]
            (packet,) = (root / "outbox" / "vuxen").glob(f"*{ident}*")
            keep("record", first_page(packet / "underlag.pdf"))
            app = signed_in(create_app(office.workspace, engine), office)
            with Server(app, Place()) as server:
                address = f"{server.address}/review/{letter_of(office, UNSURE)}"
                keep("review", photograph(asked.browser, address, Path(place)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
