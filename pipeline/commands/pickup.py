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
from pipeline.store.errors import UnusableError
from pipeline.usecases.engine import newest_routine, opened_engine
from pipeline.usecases.handing_back import hand_back
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
    reason: Annotated[
        str | None,
        typer.Option(
            "--hand-back",
            metavar="SKÄL",
            help="Lämna tillbaka de nämnda: breven granskas på nytt, med skälet.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Visa en enhets underlag, hämta dem mot kvitto (vem, när, kontrollsumma) eller lämna tillbaka.

    Exempel: troskel pickup vuxen --take --by "Anna Andersson"
    """
    names = tuple(packets or ())
    if reason is not None and (taking or not names):
        raise UnusableError("Skriv vilka underlag som lämnas tillbaka, och inte --take.")
    with opened(workspace_of(workspace).root) as office:
        if reason is not None:
            _hand_back(office, unit, by, names, reason, as_json=as_json)
        elif taking:
            _take(office, unit, by, names, as_json=as_json)
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


def _hand_back(
    office: Office, unit: str, by: str, names: tuple[str, ...], reason: str, *, as_json: bool
) -> None:
    with opened_engine(office) as engine:
        words = {one.id: one.name for one in newest_routine(office.workspace.config).units}
        given = [
            hand_back(office, engine.mind, unit, name, by=by, reason=reason, names=words)
            for name in names
        ]
    if as_json:
        print_json([{"path": one.path, "letter": one.letter, "by": by} for one in given])
        return
    for one in given:
        console.print(
            f"Återlämnat av {by}: {one.path}. Brev {one.letter[:12]} har gått till granskning.",
            markup=False,
        )


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
