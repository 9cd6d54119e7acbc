"""The pictures of README and handbook, made from the running program: a scan, its record, pages.

A workspace is made aside, some fixtures are processed with the real engine, the pages are served on
a free port and photographed by Chromium, each as the role sees it whose chapter it stands in.
Everybody in the pictures is made up.

    python benchmarks/pictures.py [--browser chromium]
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image
from starlette.types import ASGIApp, Receive, Scope, Send

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME))

from benchmarks.signing import session  # noqa: E402 - the program stands beside this folder
from pipeline.store.register import Register  # noqa: E402
from pipeline.usecases import start  # noqa: E402
from pipeline.usecases.engine import opened_engine  # noqa: E402
from pipeline.usecases.office import Office, opened  # noqa: E402
from pipeline.usecases.process import process  # noqa: E402
from pipeline.web import cookies  # noqa: E402
from pipeline.web.app import create_app  # noqa: E402
from pipeline.web.server import Place, Server  # noqa: E402

FIXTURES = HOME / "fixtures"
TARGET = HOME / "docs" / "pictures"
HANDBOOK = HOME / "docs" / "handbok" / "bilder"
SURE = "s02_form3_family_eb"
UNSURE = "person_namesakes_no_flats"
MORE = (
    "s05_disturbance_family",
    "s08_eviction_family",
    "s11_eviction_unknown",
    "s25_list_of_14",
    "s28_amounts_disagree",
    "s29_private_letting",
    "s14_salary_seizure",
)
"""A morning's post beside them, so that the pages have something to show."""
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


def keep(name: str, picture: Image.Image, folder: Path = TARGET) -> None:
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
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.png").write_bytes(data.getvalue())
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
    command += [f"--user-data-dir={folder / 'browser'}", "--window-size=1366,1000"]
    # The page asks for the effect once it is there.
    command += ["--virtual-time-budget=5000"]
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


PEOPLE = {
    "administrator": "Anna Provsson",
    "handlaggare:vuxen": "Vera Vaktsson",
    "chef": "Cecilia Provsson",
    "it": "Ivar Provsson",
}
"""Who sees a page in its picture, by role."""


def signed_in(app: ASGIApp, office: Office, role: str) -> ASGIApp:
    """The pages as somebody with that role gets them: each request bears the cookie."""
    token = session(office, role.partition(":")[0], PEOPLE[role], role)
    cookie = (b"cookie", f"{cookies.SESSION}={token}".encode())

    async def bearing(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["headers"] = [*scope["headers"], cookie]
        await app(scope, receive, send)

    return bearing


def pages(office: Office, packet: str) -> Iterator[tuple[str, str, str]]:
    """Each picture of the handbook: its name, the role, and the page's address."""
    unsure = letter_of(office, UNSURE)
    yield "queue", "administrator", "/review"
    yield "letter", "administrator", f"/review/{unsure}"
    yield "unit", "handlaggare:vuxen", "/units/vuxen"
    yield "packet", "handlaggare:vuxen", f"/units/vuxen/{packet}"
    yield "overview", "chef", "/overview"
    yield "drift", "it", "/drift"


def main() -> int:
    """Makes all pictures."""
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
            for name in (SURE, UNSURE, *MORE):
                scan = next((FIXTURES / "letters" / name).glob("scan.*"))
                shutil.copy(scan, root / "inbox" / f"{name}{scan.suffix}")
            process(office, engine, received_on=office.today())
            ident = letter_of(office, SURE)[:12]
            (packet,) = (root / "outbox" / "vuxen").glob(f"*{ident}*")
            keep("record", first_page(packet / "underlag.pdf"))
            app = create_app(office.workspace, engine)
            for name, role, address in pages(office, packet.name):
                with Server(signed_in(app, office, role), Place()) as server:
                    shot = photograph(asked.browser, server.address + address, Path(place))
                keep(name, shot, HANDBOOK)
                if name == "letter":
                    keep("review", shot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
