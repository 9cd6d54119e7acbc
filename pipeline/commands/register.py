"""``register import``: the municipality's register, replaced whole or not at all."""

from __future__ import annotations

from dataclasses import asdict
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
from pipeline.store.register_mapping import load
from pipeline.usecases.case_units import strange_cases

app = typer.Typer(help="Registret över personer, relationer, ärenden och sociala kontrakt.")


@app.callback()
def group() -> None:
    """Keep ``import`` a command of its own below ``register``."""


@app.command("import")
@said_plainly
def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FIL…",
            help="CSV-filer, i UTF-8 eller som en mappning säger, och Navets XML.",
        ),
    ],
    exported_on: Annotated[
        datetime | None,
        typer.Option("--exported-on", formats=["%Y-%m-%d"], help="Dagen då uttaget gjordes."),
    ] = None,
    mappings: Annotated[
        list[Path] | None,
        typer.Option(
            "--mapping",
            metavar="TOML",
            help="Fil som säger vad andra kolumner än registrets betyder; får anges flera gånger.",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Läs in registerfiler. Varje fils slag framgår av kolumnerna; är något fel ändras inget.

    Exempel: troskel register import personer.csv relationer.csv arenden.csv
    """
    space = workspace_of(workspace)
    named = [*(mappings or ()), *(space.root / one for one in space.config.exports.mappings)]
    told = [load(path) for path in named]
    register = Register.open(space.register)
    try:
        day = None if exported_on is None else exported_on.date()
        report = register.import_files(files, exported_on=day, mappings=told)
    finally:
        register.close()
    strange = strange_cases(space) if report.done else None
    if as_json:
        print_json(
            {
                "done": report.done,
                "counts": dict(report.counts),
                "strangers": report.strangers,
                "skipped": report.skipped,
                "fewer": dict(report.fewer),
                "strange_cases": None if strange is None else asdict(strange),
                "faults": [str(fault) for fault in report.faults],
            }
        )
    else:
        _tell(report)
        if strange is not None:
            console.print(f"OBS: {strange.text}", markup=False, soft_wrap=True)
    if not report.done:
        raise typer.Exit(UNFINISHED)


def _tell(report: ImportReport) -> None:
    if report.done:
        counted = ", ".join(f"{number} {kind.swedish}" for kind, number in report.counts)
        console.print(f"Inläst: {counted}.")
        if report.strangers:
            many = _counted(report.strangers, "uppgift", "uppgifter")
            console.print(f"{many} gäller personer som saknas i registret.")
        if report.skipped:
            many = _counted(report.skipped, "rad", "rader")
            console.print(f"{many} utan giltigt personnummer är inte med.")
        now = dict(report.counts)
        for kind, before in report.fewer:
            console.print(
                f"OBS: registret hade {before} {kind.swedish} och har nu {now[kind]}. Är filen "
                "ett helt uttag? Läs annars in det förra igen."
            )
        return
    complaints.print("Inget är inläst. Rätta felen och läs in igen:")
    for fault in report.faults:
        complaints.print(f"  {fault}", markup=False)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
