"""``pickup`` and ``confirm-sent``: what staff take, and what they have sent."""

from __future__ import annotations

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
from pipeline.domain.kinds import Priority, Role
from pipeline.usecases.office import Office, opened
from pipeline.usecases.pickup import lying, take
from pipeline.usecases.review import confirm_sent as confirmed
from pipeline.usecases.review import show


@said_plainly
def pickup(
    unit: Annotated[str, typer.Argument(metavar="ENHET", help="Till exempel vuxen.")],
    by: ByOption,
    packets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[UNDERLAG…]", help="Mappens namn; utelämnat: alla, med --take."),
    ] = None,
    workspace: WorkspaceOption = None,
    *,
    taking: Annotated[
        bool, typer.Option("--take", help="Hämta mot kvitto; annars visas bara vad som ligger.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Visa en enhets underlag, eller hämta dem mot kvitto (vem, när, kontrollsumma).

    Exempel: troskel pickup vuxen --take --by "Anna Andersson"
    """
    with opened(workspace_of(workspace).root) as office:
        if taking:
            _take(office, unit, by, tuple(packets or ()), as_json=as_json)
        else:
            _list(office, unit, by, as_json=as_json)


def _take(office: Office, unit: str, by: str, names: tuple[str, ...], *, as_json: bool) -> None:
    taken = take(office, unit, by=by, names=names)
    if as_json:
        print_json([{"path": one.path, "sha256": one.digest, "by": by} for one in taken])
        return
    for one in taken:
        console.print(f"Hämtat av {by}: {one.path} (sha256 {one.digest})", markup=False)
    if not taken:
        console.print("Inget ligger i utkorgen.")


def _list(office: Office, unit: str, by: str, *, as_json: bool) -> None:
    there = lying(office, unit, by=by)
    if as_json:
        print_json(
            [
                {
                    "path": one.packet.path,
                    "role": one.packet.role,
                    "delivered_at": one.packet.delivered_at,
                    "overdue": one.overdue,
                }
                for one in there
            ]
        )
        return
    if not there:
        console.print("Inget ligger i utkorgen.")
        return
    print_table(
        f"Underlag för {unit}",
        ("Brådska", "För", "Underlag", "Läge"),
        [
            (
                swedish.PRIORITIES[list(Priority)[one.packet.priority - 1]],
                swedish.ROLES[Role(one.packet.role)],
                one.packet.name,
                "INTE HÄMTAT I TID" if one.overdue else "väntar",
            )
            for one in there
        ],
    )


@said_plainly
def confirm_sent(
    letter: Annotated[str, typer.Argument(metavar="BREV", help="Brevets id, minst 8 tecken.")],
    by: ByOption,
    workspace: WorkspaceOption = None,
) -> None:
    """Anteckna att bekräftelsen till Kronofogden är skickad.

    Exempel: troskel confirm-sent 3f9a2b1c --by "Anna Andersson"
    """
    with opened(workspace_of(workspace).root) as office:
        show(office, letter, by=by)  # a restricted letter is for those named to it
        confirmed(office, letter, by=by)
    console.print("Antecknat: bekräftelsen är skickad.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(pickup)
    app.command("confirm-sent")(confirm_sent)
