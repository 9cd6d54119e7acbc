"""``binder`` and ``discard …``: the index of the routine's binder, and discarded copies."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from pipeline.commands.common import (
    ByOption,
    JsonOption,
    WorkspaceOption,
    console,
    print_json,
    print_table,
    said_plainly,
    workspace_of,
)
from pipeline.documents import swedish
from pipeline.domain.kinds import Kind
from pipeline.usecases import discard as discarding
from pipeline.usecases.binder import index
from pipeline.usecases.office import opened

app = typer.Typer(help="Makulera en enhets kopia, och se loggen.", no_args_is_help=True)


@said_plainly
def binder(
    year: Annotated[
        int | None, typer.Option("--year", metavar="ÅR", help="Bara brev som kom det året.")
    ] = None,
    workspace: WorkspaceOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Visa registret till rutinens pärm (aktualiseringspärmen): dag, brev-id, gallring. Inga namn.

    Exempel: troskel binder --year 2026
    """
    with opened(workspace_of(workspace).root) as office:
        found = index(office, year)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    if not found:
        console.print("Inget ligger i någon pärm.")
        return
    print_table(
        "Pärmens register",
        ("Pärm", "Inkom", "Brev-id", "Slag", "Gallras tidigast (beräknat)"),
        [
            (
                one.binder,
                one.arrived.isoformat(),
                one.letter[:12] + (f" rad {one.line}" if one.line else ""),
                swedish.KINDS[Kind(one.kind)],
                one.kept_until.isoformat(),
            )
            for one in found
        ],
    )


@app.command("copy")
@said_plainly
def discard_copy(
    letter: Annotated[str, typer.Argument(metavar="BREV", help="Brevets id, minst 8 tecken.")],
    unit: Annotated[str, typer.Argument(metavar="ENHET", help="Till exempel barn_unga.")],
    by: ByOption,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Varför kopian makuleras.")
    ] = "",
    row: Annotated[
        int, typer.Option("--row", metavar="RAD", help="Listans rad, om brevet är en lista.")
    ] = 0,
    workspace: WorkspaceOption = None,
) -> None:
    """Makulera en enhets kopia av ett brev; originalet rörs aldrig, och det antecknas vem och när.

    Exempel: troskel discard copy 3f9a2b1c barn_unga --reason "inte aktuellt" --by "Anna Andersson"
    """
    with opened(workspace_of(workspace).root) as office:
        gone = discarding.discard(office, letter, unit, by=by, reason=reason, line=row)
    console.print(f"Makulerat av {by}: {gone.places[0]} (sha256 {gone.digest})", markup=False)


@app.command("list")
@said_plainly
def list_discarded(workspace: WorkspaceOption = None, *, as_json: JsonOption = False) -> None:
    """Visa makuleringsloggen: vilken kopia, av vem, när och varför.

    Exempel: troskel discard list
    """
    with opened(workspace_of(workspace).root) as office:
        found = discarding.log(office)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    if not found:
        console.print("Ingen kopia är makulerad.")
        return
    print_table(
        "Makulerade kopior",
        ("När", "Vem", "Enhet", "Brev-id", "Varför", "Kontrollsumma"),
        [(one.at, one.by, one.unit, one.letter[:12], one.reason, one.digest[:16]) for one in found],
    )


def add_to(top: typer.Typer) -> None:
    """Add the command that stands alone."""
    top.command()(binder)
