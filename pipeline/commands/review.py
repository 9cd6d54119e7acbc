"""``review``: what waits for a person, and what a person decides."""

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
from pipeline.domain.edits import Act
from pipeline.domain.explaining import explain as explained
from pipeline.domain.kinds import Kind, State
from pipeline.store.letters import Letter
from pipeline.usecases import review
from pipeline.usecases.engine import open_register, opened_engine
from pipeline.usecases.office import opened
from pipeline.usecases.review import PROTECTED_TEXT, Said

app = typer.Typer(help="Det som väntar på en människa, det brådskande först.", no_args_is_help=True)

LetterArgument = Annotated[str, typer.Argument(metavar="BREV", help="Brevets id, minst 8 tecken.")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Varför.")]
RevisionOption = Annotated[
    int | None,
    typer.Option("--revision", help="Versionen du såg; är brevet ändrat sedan dess görs inget."),
]


@app.command("list")
@said_plainly
def list_waiting(
    by: ByOption, workspace: WorkspaceOption = None, *, as_json: JsonOption = False
) -> None:
    """Visa breven som väntar och varför.

    Exempel: troskel review list
    """
    with opened(workspace_of(workspace).root) as office:
        waiting = review.queue(office, by=by)
    if as_json:
        print_json(
            [
                {
                    "letter": one.letter.id,
                    "received_on": one.letter.received_on.isoformat(),
                    "priority": one.letter.priority,
                    "restricted": one.letter.restricted,
                    "confirmation_due": one.confirmation_due,
                    "reasons": [] if one.case is None else [str(why) for why in one.case.reasons],
                }
                for one in waiting
            ]
        )
        return
    if not waiting:
        console.print("Inget väntar på granskning.")
        return
    rows = []
    for one in waiting:
        kind = "Skyddad" if one.case is None else swedish.KINDS[Kind(one.letter.kind)]
        why = PROTECTED_TEXT if one.case is None else " ".join(r.remedy for r in one.case.reasons)
        if one.confirmation_due:
            why = f"BEKRÄFTELSE TILL KRONOFOGDEN SKA SKICKAS. {why}"
        rows.append((one.letter.id[:12], one.letter.received_on.isoformat(), kind, why))
    print_table("Att granska", ("Brev", "Kom", "Slag", "Varför"), rows)


@app.command()
@said_plainly
def show(letter: LetterArgument, by: ByOption, workspace: WorkspaceOption = None) -> None:
    """Visa ett brev: allt som lästs, varför det väntar, och förslaget.

    Exempel: troskel review show 3f9a2b1c
    """
    with opened(workspace_of(workspace).root) as office:
        found, case = review.show(office, letter, by=by)
    console.print(f"Brev {found.id[:12]}, version {found.revision}\n")
    console.print(explained(case), markup=False)


@app.command("set")
@said_plainly
def set_value(
    letter: LetterArgument,
    what: Annotated[
        str,
        typer.Argument(
            metavar="UPPGIFT",
            help="kind, subkind, tenure, household, count, eller ett fälts namn (amount_sek …).",
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VÄRDE",
            help="Det rätta; barn som personnummer med komma emellan, eller no_minor; "
            "tomt för ett fält som inte finns i brevet.",
        ),
    ],
    by: ByOption,
    row: Annotated[
        int | None,
        typer.Option("--row", min=1, help="Listans rad, från 1, för household och count."),
    ] = None,
    reason: ReasonOption = "",
    revision: RevisionOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Rätta en uppgift. Brevet bedöms på nytt; rättelsen sparas med namn, tid och skäl.

    Var det uppgiften som höll brevet kvar går det till enheterna direkt; är det redan skickat
    läggs ett rättat underlag som säger vad som ändrats.

    Exempel: troskel review set 3f9a2b1c amount_sek 12345.00 --reason "felläst" --by Anna
    """
    whole = {Act.KIND, Act.SUBKIND, Act.TENURE, Act.HOUSEHOLD, Act.COUNT}
    act = Act(what) if what in {str(one) for one in whole} else Act.FIELD
    said = Said(
        act=act,
        by=by,
        reason=reason,
        target=what if act is Act.FIELD else "" if row is None else str(row - 1),
        value=value,
        revision=revision,
    )
    _edit(letter, said, workspace)


@app.command()
@said_plainly
def person(
    letter: LetterArgument,
    number: Annotated[str, typer.Argument(metavar="PERSONNUMMER", help="Tolv siffror.")],
    by: ByOption,
    party: Annotated[
        int, typer.Option("--party", min=1, help="Vilken av brevets personer, från 1.")
    ] = 1,
    row: Annotated[int | None, typer.Option("--row", min=1, help="Listans rad, från 1.")] = None,
    reason: ReasonOption = "",
    revision: RevisionOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Välj vem brevet gäller.

    Exempel: troskel review person 3f9a2b1c 198001019801 --reason "rätt namne" --by Anna
    """
    said = Said(
        act=Act.PERSON,
        by=by,
        reason=reason,
        target=str((row or party) - 1),
        value=number.replace("-", ""),
        revision=revision,
    )
    _edit(letter, said, workspace)


@app.command()
@said_plainly
def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Namn, nummer eller adress.")],
    by: ByOption,
    workspace: WorkspaceOption = None,
) -> None:
    """Sök i registret. Skyddade personer visas bara för utsedd personal.

    Exempel: troskel review search "Testsson Provgatan 3"
    """
    space = workspace_of(workspace)
    register = open_register(space)
    try:
        found = register.search(text, protected=by in space.config.protected_staff)
    finally:
        register.close()
    if not found:
        console.print("Ingen i registret passar.")
        return
    print_table(
        "Registret",
        ("Personnummer", "Namn", "Adress"),
        [
            (
                one.number.digits,
                one.full_name,
                f"{one.address.street} {one.address.apartment}, {one.address.city}",
            )
            for one in found
        ],
    )


def _plain_act(act: Act, name: str, text: str) -> None:
    def command(
        letter: LetterArgument,
        by: ByOption,
        reason: ReasonOption = "",
        revision: RevisionOption = None,
        workspace: WorkspaceOption = None,
    ) -> None:
        _edit(letter, Said(act=act, by=by, reason=reason, revision=revision), workspace)

    command.__doc__ = text
    app.command(name)(said_plainly(command))


_plain_act(
    Act.APPROVE,
    "approve",
    """Godkänn förslaget: underlagen läggs hos enheterna.

    Exempel: troskel review approve 3f9a2b1c --by "Anna Andersson"
    """,
)
_plain_act(
    Act.RETURN,
    "return",
    """Skicka tillbaka ett godkänt brev till granskning.

    Exempel: troskel review return 3f9a2b1c --reason "fel person" --by Anna
    """,
)
_plain_act(
    Act.CLOSE,
    "close",
    """Avsluta ett brev som inte ska till någon enhet. Brevet finns kvar.

    Exempel: troskel review close 3f9a2b1c --reason "reklam" --by Anna
    """,
)


def _edit(ident: str, said: Said, workspace: WorkspaceOption) -> None:
    with opened(workspace_of(workspace).root) as office, opened_engine(office) as engine:
        after = review.edit(office, engine, ident, said)
        _, case = review.show(office, ident, by=said.by)
    console.print(f"Brev {after.id[:12]}: {_standing(after)}, version {after.revision}.")
    if after.state is State.REVIEW and not after.closed:
        for why in case.reasons:
            console.print(f"  {why.remedy}", markup=False)


def _standing(letter: Letter) -> str:
    return "avslutat utan att skickas" if letter.closed else swedish.STATES[letter.state]
