"""``account``: who may sign in to the pages, with which roles."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from pipeline.commands.common import (
    JsonOption,
    WorkspaceOption,
    console,
    print_json,
    print_table,
    said_plainly,
    workspace_of,
)
from pipeline.documents import swedish
from pipeline.store import accounts as kept
from pipeline.store.errors import UnusableError
from pipeline.usecases import accounts
from pipeline.usecases.office import opened

app = typer.Typer(
    help="Konton för sidorna: vem som får logga in och göra vad.", no_args_is_help=True
)

LoginArgument = Annotated[
    str, typer.Argument(metavar="ANVÄNDARNAMN", help="Det som skrivs vid inloggningen: anna.")
]
RoleOption = Annotated[
    list[str] | None,
    typer.Option(
        "--role",
        metavar="ROLL",
        help="administrator, handlaggare:ENHET, chef eller it. Kan skrivas flera gånger.",
    ),
]


@app.command()
@said_plainly
def add(
    login: LoginArgument,
    name: Annotated[
        str, typer.Option("--name", metavar="NAMN", help="Namnet som syns i brevens historik.")
    ],
    role: RoleOption = None,
    workspace: WorkspaceOption = None,
    *,
    protected: Annotated[
        bool,
        typer.Option("--protected", help="Personen som står med det namnet i protected_staff."),
    ] = False,
) -> None:
    """Skapa ett konto. Lösenordet frågas efter (eller läses som en rad från standard in).

    Exempel: troskel account add anna --name "Anna Andersson" --role administrator
    """
    if not role:
        raise UnusableError(
            "Ange minst en roll: --role administrator, --role handlaggare:ENHET, --role chef "
            "eller --role it."
        )
    with opened(workspace_of(workspace).root) as office:
        one = accounts.blank(login, name, role, named=protected)
        made = accounts.add(office, one, _password())
    console.print(f"Kontot {made.login} är skapat för {made.name}.", markup=False)


@app.command("list")
@said_plainly
def list_accounts(workspace: WorkspaceOption = None, *, as_json: JsonOption = False) -> None:
    """Visa alla konton, deras roller och om de är stängda eller låsta.

    Exempel: troskel account list
    """
    with opened(workspace_of(workspace).root) as office:
        found = kept.everybody(office.ledger)
        locked = {one.login for one in found if accounts.is_locked(office, one.login)}
        named = {one.login for one in found if accounts.person_of(office, one).named}
    if as_json:
        print_json(
            [
                {
                    "login": one.login,
                    "name": one.name,
                    "roles": list(one.roles),
                    "protected": one.login in named,
                    "disabled": one.disabled,
                    "locked": one.login in locked,
                    "signed_in_at": one.signed_in_at,
                    "issuer": one.issuer,
                }
                for one in found
            ]
        )
        return
    if not found:
        console.print("Det finns inget konto ännu. Skapa ett: troskel account add")
        return
    print_table(
        "Konton",
        ("Användarnamn", "Namn", "Roller", "Senast inloggad", "Läge"),
        [
            (
                one.login,
                one.name,
                ", ".join((*one.roles, *(["skyddade brev"] if one.login in named else []))),
                swedish.stamp(one.signed_in_at) if one.signed_in_at else "aldrig",
                "stängt" if one.disabled else "låst" if one.login in locked else "öppet",
            )
            for one in found
        ],
    )


@app.command()
@said_plainly
def change(
    login: LoginArgument,
    role: RoleOption = None,
    protected: Annotated[
        bool | None,
        typer.Option(
            "--protected/--not-protected",
            help="Om kontot hör till den som står med det namnet i protected_staff.",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Ge ett konto andra roller: de som skrivs ersätter de gamla, och gäller genast.

    Exempel: troskel account change anna --role handlaggare:vuxen --role handlaggare:barn_unga
    """
    if not role and protected is None:
        raise UnusableError(
            "Skriv vad som ska ändras: --role ROLL, --protected eller --not-protected."
        )
    with opened(workspace_of(workspace).root) as office:
        found = accounts.change(office, login, roles=tuple(role or ()), named=protected)
        named = accounts.person_of(office, found).named
    said = ", ".join(found.roles) + (", utsedd för skyddade brev" if named else "")
    console.print(f"Kontot {found.login} har nu: {said}.", markup=False)


@app.command()
@said_plainly
def password(login: LoginArgument, workspace: WorkspaceOption = None) -> None:
    """Ge ett konto ett nytt lösenord, som frågas efter. Kontot loggas ut överallt.

    Exempel: troskel account password anna
    """
    with opened(workspace_of(workspace).root) as office:
        kept.account(office.ledger, login)
        accounts.set_password(office, login, _password())
    console.print("Lösenordet är bytt.")


@app.command()
@said_plainly
def disable(
    login: LoginArgument,
    workspace: WorkspaceOption = None,
    *,
    again: Annotated[bool, typer.Option("--undo", help="Öppna kontot igen.")] = False,
) -> None:
    """Stäng ett konto; det loggas ut genast. Historiken behåller namnet.

    Exempel: troskel account disable anna
    """
    with opened(workspace_of(workspace).root) as office:
        accounts.disable(office, login, disabled=not again)
    console.print("Kontot är öppet igen." if again else "Kontot är stängt och utloggat.")


@app.command()
@said_plainly
def unlock(login: LoginArgument, workspace: WorkspaceOption = None) -> None:
    """Lås upp ett konto som har haft för många felaktiga försök.

    Exempel: troskel account unlock anna
    """
    with opened(workspace_of(workspace).root) as office:
        held = accounts.unlock(office, login)
    console.print("Kontot är upplåst." if held else "Kontot var inte låst.")


def _password() -> str:
    """A password from whoever sits there, asked for twice; else a line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Lösenord (minst 12 tecken): ")
    if getpass.getpass("En gång till: ") != first:
        raise UnusableError("De två lösenorden är olika. Inget är ändrat.")
    return first
