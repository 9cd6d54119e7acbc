"""``actualisation``: a decided letter in the form that a case system takes."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from pipeline.commands.common import ByOption, WorkspaceOption, said_plainly, workspace_of
from pipeline.usecases.actualisation import Wanted
from pipeline.usecases.actualisation import actualisation as made
from pipeline.usecases.office import opened


@said_plainly
def actualisation(
    letter: Annotated[str, typer.Argument(metavar="BREV", help="Brevets id, minst 8 tecken.")],
    by: ByOption,
    form: Annotated[
        Literal["text", "json", "csv", "lifecare"],
        typer.Option(
            "--format",
            help="text att klistra in, json (aktualisering.v1), csv, eller Lifecares begäran.",
        ),
    ] = "text",
    unit: Annotated[
        str, typer.Option("--unit", metavar="ENHET", help="Enheten, om flera handlägger brevet.")
    ] = "",
    person: Annotated[
        str,
        typer.Option("--person", metavar="NUMMER", help="Personen, om brevet gäller flera."),
    ] = "",
    row: Annotated[
        int, typer.Option("--row", metavar="RAD", min=0, help="Gäldenären i en lista, från 1.")
    ] = 0,
    workspace: WorkspaceOption = None,
) -> None:
    """Skriv ett beslutat brevs underlag för verksamhetssystemet till standard ut.

    Exempel: troskel actualisation 3f9a2b1c --format json
    """
    wanted = Wanted(form=form, unit=unit, person=person, row=row)
    with opened(workspace_of(workspace).root) as office:
        data = made(office, letter, wanted, by=by)
    # Bytes as they are: the form has its own encoding and line ends.
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(actualisation)
