"""``process``, ``run`` and ``serve``: the letters' way, once or for ever, and the pages."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.commands.common import (
    UNFINISHED,
    WorkspaceOption,
    complaints,
    console,
    print_table,
    said_plainly,
    workspace_of,
)
from pipeline.commands.summary import Diary, rows_of
from pipeline.store import accounts
from pipeline.store.errors import PlaceError
from pipeline.usecases.coordinator import Progress as Done
from pipeline.usecases.deliver import deliver_left
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.hand_in import forget_half_written
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine
from pipeline.usecases.process import Signals, watched
from pipeline.usecases.process import process as processed
from pipeline.usecases.process import run as ran
from pipeline.web.app import create_app
from pipeline.web.server import FIRST_PORT, Place, Server, refuse_unsafe

PortOption = Annotated[
    int | None,
    typer.Option(
        "--port",
        min=0,
        max=65535,
        help=f"Sidornas port; utelämnat: den första lediga från {FIRST_PORT}.",
    ),
]
HostOption = Annotated[
    str,
    typer.Option(
        "--host",
        metavar="ADRESS",
        help="IP-adressen som sidorna nås på. Utanför den egna datorn bara med TLS och konton.",
    ),
]
CertificateOption = Annotated[
    Path | None, typer.Option("--certificate", metavar="FIL", help="TLS-certifikat (PEM).")
]
KeyOption = Annotated[
    Path | None, typer.Option("--key", metavar="FIL", help="Certifikatets nyckel (PEM).")
]


@said_plainly
def process(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FIL…]", help="Filer att kopiera in; utelämnat: inkorgen."),
    ] = None,
    received_on: Annotated[
        datetime | None,
        typer.Option("--received-on", formats=["%Y-%m-%d"], help="Räkna som ankomstdag."),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Ta det som ligger i inkorgen, arbeta tills inget är kvar, och sluta.

    Exempel: troskel process --received-on 2026-10-05
    """
    named = tuple(files or ())
    with opened(workspace_of(workspace).root) as office, opened_engine(office) as engine:
        before = office.ledger.number("SELECT coalesce(max(id), 0) FROM receipts")
        with _bar() as tell:
            outcome = processed(
                office,
                engine,
                files=named,
                received_on=None if received_on is None else received_on.date(),
                on_progress=tell,
            )
        rows = rows_of(office, after=before)
        if rows:
            heads = ("Fil", "Sidor", "Vad", "Läge", "Vart och varför")
            print_table("Det här kom in", heads, rows)
        else:
            console.print("Inget nytt har kommit in.")
        if outcome.refused:
            console.print(f"{outcome.refused} i inkorgen togs inte: se troskel status.")
        if outcome.waiting:
            complaints.print(
                f"{outcome.waiting} filer i inkorgen ändras fortfarande. Kör igen när de är klara."
            )
        if outcome.stuck:
            complaints.print(
                f"{outcome.stuck} brev eller underlag blev inte klara. Se troskel status."
            )
    if not outcome.ok:
        raise typer.Exit(UNFINISHED)


@said_plainly
def run(
    host: HostOption = "127.0.0.1",
    port: PortOption = None,
    certificate: CertificateOption = None,
    key: KeyOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Bevaka inkorgen för alltid och visa sidorna. Ctrl-C avslutar.

    En rad skrivs för varje brev som är klart: id, slag, vart det gick eller varför det väntar.

    Exempel: troskel run --port 8000
    """
    with opened(workspace_of(workspace).root) as office, opened_engine(office) as engine:
        signals = Signals()
        place = Place(host=host, port=port, certificate=certificate, key=key)
        with (
            _ending(signals.end),
            _served(office, engine, place) as server,
            watched(office.workspace.inbox, signals.hint),
        ):
            _tell_address(office, server)
            console.print(f"Bevakar {office.workspace.inbox}. Ctrl-C avslutar.", markup=False)
            diary = Diary(office)

            def tell(_: Done | None = None) -> None:
                for line in diary.news():
                    at = f"{office.clock().astimezone():%H.%M}"
                    console.print(f"{at}  {line}", markup=False, soft_wrap=True)

            ran(
                office,
                engine,
                signals,
                on_progress=tell,
                say=lambda text: complaints.print(text, markup=False),
            )
            tell()  # what was done with in the last moment
    console.print("Avslutat. Inget brev är borta; troskel run fortsätter där det slutade.")


@said_plainly
def serve(
    host: HostOption = "127.0.0.1",
    port: PortOption = None,
    certificate: CertificateOption = None,
    key: KeyOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Visa sidorna utan att bevaka inkorgen. Ctrl-C avslutar.

    Utanför den egna datorn krävs TLS (--certificate och --key, eller en omvänd proxy som står i
    trusted_proxies i troskel.toml), [access] address, och ett konto.

    Exempel: troskel serve --port 8000
    """
    with opened(workspace_of(workspace).root) as office, opened_engine(office) as engine:
        over = threading.Event()
        place = Place(host=host, port=port, certificate=certificate, key=key)
        with _ending(over.set), _served(office, engine, place) as server:
            _tell_address(office, server)
            try:
                deliver_left(office, engine.builder, over)
            except PlaceError as error:
                # The pages are of use all the same; the next start or process tries again.
                complaints.print(str(error), markup=False)
            over.wait()


def _served(office: Office, engine: Engine, place: Place) -> Server:
    """The pages, ready to be served there; SettingsError where that would not be safe."""
    refuse_unsafe(place, office)
    forget_half_written(office.workspace.inbox)
    access = office.workspace.config.access
    return Server(create_app(office.workspace, engine), place, access)


def _tell_address(office: Office, server: Server) -> None:
    if office.workspace.config.access.sign_on is None and not accounts.exist(office.ledger):
        complaints.print(
            'Det finns inget konto ännu. Skapa ett: troskel account add anna --name "Anna '
            'Andersson" --role administrator --role it',
            markup=False,
        )
    console.print(f"Sidorna finns på {server.address}/", markup=False)


@contextmanager
def _bar() -> Iterator[Callable[[Done], None]]:
    """A progress bar on the error stream, so that the output can go to a file."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("dokument"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=complaints, transient=True) as progress:
        task = progress.add_task("Läser och fördelar", total=None)

        def tell(done: Done) -> None:
            progress.update(task, completed=done.done, total=done.total)

        yield tell


@contextmanager
def _ending(end: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C and a service's stop end in order: what is in hand waits for the next run."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        end()

    before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (process, run, serve):
        app.command()(command)
