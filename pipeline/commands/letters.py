"""``letters list | edit | verify | show``: the letters out, as the municipality writes them."""

from __future__ import annotations

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
    print_table,
    said_plainly,
    workspace_of,
)
from pipeline.store.errors import place

app = typer.Typer(help="Breven ut: kommunens egna texter.", no_args_is_help=True)

NameArgument = Annotated[
    str,
    typer.Argument(
        metavar="BREV", help="Brevets namn (se: troskel letters list), eller en av dess filer."
    ),
]


@app.command("list")
@said_plainly
def list_letters(*, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Visa alla brev: till vem, när de används, och vilka som är kommunens egna.

    Exempel: troskel letters list
    """
    from pipeline.usecases import letter_texts  # noqa: PLC0415 - loads the printer

    found = letter_texts.listed(workspace_of(workspace))
    if as_json:
        print_json({one.name: [one.whom, one.when, list(one.own)] for one in found})
        return
    print_table(
        "Brev ut",
        ("Namn", "Till", "När", "Egen text"),
        [(one.name, one.whom, one.when, ", ".join(one.own)) for one in found],
    )


@app.command()
@said_plainly
def edit(name: NameArgument, *, workspace: WorkspaceOption = None) -> None:
    """Lägg ett brevs text i arbetsmappen, där den kan ändras; det som redan finns där rörs inte.

    Exempel: troskel letters edit kallelse
    """
    from pipeline.usecases import letter_texts  # noqa: PLC0415 - loads the printer

    for file, fresh in letter_texts.taken(workspace_of(workspace), name):
        said = "ligger nu här och gäller från nästa brev" if fresh else "är redan er egen"
        console.print(f"{file} {said}", markup=False)


@app.command()
@said_plainly
def verify(*, workspace: WorkspaceOption = None) -> None:
    """Pröva alla brevs texter för alla slags brev; varje fel med fil och rad.

    Exempel: troskel letters verify
    """
    from pipeline.usecases.engine import newest_routine, template_faults  # noqa: PLC0415 - as above

    found = workspace_of(workspace)
    faults = template_faults(found, newest_routine(found.config))
    for fault in faults:
        complaints.print(fault, markup=False)
    if faults:
        raise typer.Exit(UNFINISHED)
    console.print("Alla brev är hela.", markup=False)


@app.command()
@said_plainly
def show(
    name: NameArgument,
    *,
    save: Annotated[
        Path, typer.Option("--save", metavar="MAPP", help="Mappen som filerna läggs i.")
    ] = Path(),
    workspace: WorkspaceOption = None,
) -> None:
    """Skriv ut ett brev med påhittade uppgifter, som Word och PDF, för att se hur det blir.

    Exempel: troskel letters show kallelse --save /tmp
    """
    from pipeline.usecases import letter_texts  # noqa: PLC0415 - loads the printer

    for file, data in letter_texts.shown(workspace_of(workspace), name):
        with place():
            save.mkdir(parents=True, exist_ok=True)
            (save / file).write_bytes(data)
        console.print(str(save / file), markup=False)
