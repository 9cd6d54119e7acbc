"""``calendar`` and ``duty``: a unit's days for other calendars, and who is responsible today."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.common import (
    UNFINISHED,
    ByOption,
    JsonOption,
    WorkspaceOption,
    complaints,
    console,
    print_json,
    print_table,
    said_plainly,
    workspace_of,
)
from pipeline.documents import swedish
from pipeline.documents.calendar_feed import feed
from pipeline.domain.agenda import Standing
from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.store.errors import PlaceError
from pipeline.usecases.agenda import agenda
from pipeline.usecases.duty import Duty, duty_on
from pipeline.usecases.engine import newest_routine
from pipeline.usecases.office import opened


@said_plainly
def calendar(
    unit: Annotated[str, typer.Argument(metavar="ENHET", help="Till exempel vuxen.")],
    by: ByOption,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FIL", help="Filen som skrivs (annars standard ut)."),
    ] = None,
    workspace: WorkspaceOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Skriv en enhets dagar som en kalender (.ics), utan personuppgifter.

    Närvaro vid avhysningar, lagens dagar och rutinens egna, en månad bakåt och ett år framåt:
    brevets id, vad som ska göras och enligt vilken paragraf.

    Exempel: troskel calendar vuxen --out vuxen.ics
    """
    with opened(workspace_of(workspace).root) as office:
        routine = newest_routine(office.workspace.config)
        entries = agenda(office, routine, unit, by=by)
    if as_json:
        print_json([asdict(one) for one in entries])
        return
    names = {one.id: one.name for one in routine.units} | {PROTECTED_UNIT: "Skyddade uppgifter"}
    content = feed(names.get(unit, unit), entries)
    if out is None:
        sys.stdout.write(content.decode())
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        message = f"{out} går inte att skriva. Kontrollera mappen och rättigheterna."
        raise PlaceError(message) from error
    kept = sum(one.standing is not Standing.GONE for one in entries)
    console.print(f"{out}: {kept} dagar att hålla.", markup=False)


@said_plainly
def duty(
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="En annan dag än i dag."),
    ] = None,
    workspace: WorkspaceOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Visa vem som är ansvarig handläggare på varje enhet. Slutkod 1 där ingen är utsedd.

    Exempel: troskel duty --on 2026-12-24
    """
    with opened(workspace_of(workspace).root) as office:
        routine = newest_routine(office.workspace.config)
        found = duty_on(office.workspace, routine, office.today() if on is None else on.date())
    units = {unit.id: unit.name for unit in routine.units}
    if as_json:
        print_json(asdict(found))
    else:
        _tell(found, units)
    if found.alarms:
        raise typer.Exit(UNFINISHED)


def _tell(found: Duty, units: dict[str, str]) -> None:
    if not found.named:
        console.print("Ingen enhet behöver en ansvarig handläggare enligt rutinen.")
    else:
        print_table(
            f"Ansvarig handläggare {swedish.weekday(found.on)}",
            ("Enhet", "Område", "Namn", "Telefon", "E-post"),
            [
                (
                    units.get(one.unit, one.unit),
                    one.area or "alla",
                    "INGEN" if one.officer is None else one.officer.name,
                    "" if one.officer is None else one.officer.phone,
                    "" if one.officer is None else one.officer.email,
                )
                for one in found.named
            ],
        )
    for text in found.gaps:
        console.print(text, markup=False, soft_wrap=True)
    for text in found.alarms:
        complaints.print(text, markup=False)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (calendar, duty):
        app.command()(command)
