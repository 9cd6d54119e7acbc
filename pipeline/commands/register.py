"""``register import``: the municipality's register, replaced whole or not at all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.common import (
    UNFINISHED,
    JsonOption,
    WorkspaceOption,
    complaints,
    console,
    print_json,
    said_plainly,
    workspace_of,
)
from pipeline.store.register import ImportReport, Register
from pipeline.store.register_files import FileKind

app = typer.Typer(help="Registret över personer, relationer, ärenden och sociala kontrakt.")

_NAMES = {
    FileKind.PERSONS: "personer",
    FileKind.RELATIONS: "relationer",
    FileKind.CASES: "ärenden",
    FileKind.CONTRACTS: "sociala kontrakt",
}


@app.callback()
def group() -> None:
    """Keep ``import`` a command of its own below ``register``."""


@app.command("import")
@said_plainly
def import_files(
    files: Annotated[list[Path], typer.Argument(metavar="FIL…", help="CSV-filer i UTF-8.")],
    exported_on: Annotated[
        datetime | None,
        typer.Option("--exported-on", formats=["%Y-%m-%d"], help="Dagen då uttaget gjordes."),
    ] = None,
    workspace: WorkspaceOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Läs in registerfiler. Varje fils slag framgår av kolumnerna; är något fel ändras inget.

    Exempel: troskel register import personer.csv relationer.csv arenden.csv
    """
    register = Register.open(workspace_of(workspace).register)
    try:
        day = None if exported_on is None else exported_on.date()
        report = register.import_files(files, exported_on=day)
    finally:
        register.close()
    if as_json:
        print_json(
            {
                "done": report.done,
                "counts": dict(report.counts),
                "strangers": report.strangers,
                "faults": [str(fault) for fault in report.faults],
            }
        )
    else:
        _tell(report)
    if not report.done:
        raise typer.Exit(UNFINISHED)


def _tell(report: ImportReport) -> None:
    if report.done:
        counted = ", ".join(f"{number} {_NAMES[kind]}" for kind, number in report.counts)
        console.print(f"Inläst: {counted}.")
        if report.strangers:
            console.print(f"{report.strangers} uppgifter gäller personer som saknas i registret.")
        return
    complaints.print("Inget är inläst. Rätta felen och läs in igen:")
    for fault in report.faults:
        complaints.print(f"  {fault}", markup=False)
