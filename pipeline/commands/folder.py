"""``init`` and ``check``: making a workspace, and asking whether all is as it must be."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.common import (
    UNFINISHED,
    JsonOption,
    WorkspaceOption,
    console,
    print_json,
    said_plainly,
    workspace_of,
)
from pipeline.usecases import start
from pipeline.usecases.check import all_well
from pipeline.usecases.check import check as checked
from pipeline.usecases.office import opened


@said_plainly
def init(
    folder: Annotated[Path, typer.Argument(metavar="MAPP", help="Mappen som görs.")],
    routine: Annotated[
        str, typer.Option("--routine", metavar="NAMN", help="Kommunens rutin.")
    ] = "goteborg",
    routines: Annotated[
        Path | None,
        typer.Option("--routines", metavar="MAPP", help="Mappen med kommunens egna rutiner."),
    ] = None,
    municipality: Annotated[
        str,
        typer.Option(
            "--municipality",
            metavar="KOMMUN",
            help="Kommunens namn i breven (annars det som rutinen anger).",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Gör en arbetsmapp: inställningar, inkorg, en utkorg för varje enhet och liggaren.

    Exempel: troskel init /srv/troskel --routine goteborg
    """
    own = "" if routines is None else str(routines.resolve())
    made = start.init(folder, routine, own, municipality.strip())
    console.print(
        f"I breven står kommunen {made.config.municipality}. Stämmer det inte: ändra municipality "
        f"i {made.root}/troskel.toml.",
        markup=False,
        soft_wrap=True,
    )
    text = f"Arbetsmappen {made.root} är klar. Nästa steg: troskel register import FIL …"
    console.print(text, markup=False, soft_wrap=True)


@said_plainly
def check(workspace: WorkspaceOption = None, *, as_json: JsonOption = False) -> None:
    """Kontrollera program, språk, mappar, rättigheter, rutin, modell, register och disk.

    Exempel: troskel check --workspace /srv/troskel
    """
    with opened(workspace_of(workspace).root) as office:
        findings = checked(office)
    if as_json:
        print_json([asdict(one) for one in findings])
    else:
        for one in findings:
            mark = "ok " if one.ok else "OBS" if one.warning else "FEL"
            console.print(f"{mark}  {one.what}: {one.text}", markup=False)
    if not all_well(findings):
        raise typer.Exit(UNFINISHED)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(init)
    app.command()(check)
