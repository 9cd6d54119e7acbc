"""``review``: what waits for a person, and what a person decides."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import typer

from pipeline.commands import words
from pipeline.commands.common import (
    UNFINISHED,
    ByOption,
    DetailOption,
    JsonOption,
    WorkspaceOption,
    complaints,
    console,
    print_json,
    print_table,
    said_plainly,
    workspace_of,
)
from pipeline.commands.telling import letter_text, unit_names
from pipeline.commands.waiting import doubt_text, lines_of, nearest
from pipeline.documents import swedish
from pipeline.domain.edits import Act
from pipeline.domain.explaining import explain as explained
from pipeline.domain.kinds import State
from pipeline.store.errors import UnusableError
from pipeline.store.letters import Letter
from pipeline.usecases import review, undoing
from pipeline.usecases.engine import open_register, opened_engine
from pipeline.usecases.foretelling import Foretold, foretell
from pipeline.usecases.office import opened
from pipeline.usecases.queue import Waiting, queue
from pipeline.usecases.review import Said
from pipeline.usecases.who_saw import note_command

app = typer.Typer(help="Det som väntar på en människa, det brådskande först.", no_args_is_help=True)

LetterArgument = Annotated[str, typer.Argument(metavar="BREV", help="Brevets id, minst 8 tecken.")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Varför.")]
RevisionOption = Annotated[
    int | None,
    typer.Option("--revision", help="Versionen du såg; är brevet ändrat sedan dess görs inget."),
]
YesOption = Annotated[
    bool, typer.Option("--yes", help="Gör det utan att fråga, fast brevet redan är skickat.")
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
        today = office.today()
        waiting = queue(office, by=by)
    if as_json:
        print_json([_as_json(one, today) for one in waiting])
        return
    if not waiting:
        console.print("Inget väntar på granskning.")
        return
    console.print(
        f"{len(waiting)} brev väntar. Först skyddade, sedan Kronofogdens, sedan de som rör barn; "
        "det som löper ut först står först.",
        soft_wrap=True,
    )
    for one in waiting:
        console.print("\n" + "\n".join(lines_of(one, today)), markup=False, soft_wrap=True)


def _as_json(one: Waiting, today: date) -> dict[str, Any]:
    return {
        "letter": one.letter.id,
        "received_on": one.letter.received_on.isoformat(),
        "priority": one.letter.priority,
        "restricted": one.letter.restricted,
        "confirmation_due": one.confirmation_due,
        "reasons": [] if one.case is None else [str(why) for why in one.case.reasons],
        "days": [
            {"on": near.on.isoformat(), "what": near.what, "passed": near.passed}
            for near in nearest(one, today)
        ],
    }


@app.command()
@said_plainly
def show(
    letter: LetterArgument,
    by: ByOption,
    workspace: WorkspaceOption = None,
    *,
    detail: DetailOption = False,
) -> None:
    """Visa ett brev: allt som lästs, varför det väntar, och förslaget.

    Exempel: troskel review show 3f9a2b1c
    """
    with opened(workspace_of(workspace).root) as office:
        found, case = review.show(office, letter, by=by)
        said = letter_text(office, found, case, by=by)
        note_command(office, found.id, by)
    if detail:
        said = f"Brev {found.id[:12]}, version {found.revision}\n\n{explained(case)}"
    console.print(said, markup=False, soft_wrap=True)


@app.command("set")
@said_plainly
def set_value(
    letter: LetterArgument,
    what: Annotated[
        str,
        typer.Argument(
            metavar="UPPGIFT",
            help=f"Vad som ska rättas: {words.NAMES}. Kontraktets engelska ord går också.",
        ),
    ],
    value: Annotated[str, typer.Argument(metavar="VÄRDE", help=words.HELP)],
    by: ByOption,
    row: Annotated[
        int | None,
        typer.Option("--row", min=1, help="Listans rad, från 1, för barn och tidigare brev."),
    ] = None,
    reason: ReasonOption = "",
    revision: RevisionOption = None,
    workspace: WorkspaceOption = None,
    *,
    yes: YesOption = False,
) -> None:
    """Rätta en uppgift. Brevet bedöms på nytt; rättelsen sparas med namn, tid och skäl.

    Var det uppgiften som höll brevet kvar går det till enheterna direkt. Är det redan skickat
    sägs först vad rättelsen gör, och den görs när du har svarat ja (eller skrivit --yes).

    Exempel: troskel review set 3f9a2b1c belopp 12345,00 --reason "felläst" --by Anna
    """
    act, field = words.what_is_meant(what)
    said = Said(
        act=act,
        by=by,
        reason=reason,
        target=field if act is Act.FIELD else "" if row is None else str(row - 1),
        value=words.value_meant(act, value),
        revision=revision,
    )
    _edit(letter, said, workspace, yes=yes)


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
    *,
    yes: YesOption = False,
) -> None:
    """Välj vem brevet gäller. Är brevet redan skickat sägs först vad valet gör.

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
    _edit(letter, said, workspace, yes=yes)


@app.command()
@said_plainly
def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Namn, nummer eller adress.")],
    by: ByOption,
    workspace: WorkspaceOption = None,
) -> None:
    """Sök i registret. Skyddade personer visas bara för utsedd personal.

    Namn och adress får stå tillsammans, i vilken ordning som helst, och vara felstavade.

    Exempel: troskel review search "Testsson Provgatan 3"
    """
    space = workspace_of(workspace)
    register = open_register(space)
    try:
        found = register.search(text, protected=by.strip() in space.config.protected_staff)
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


@app.command()
@said_plainly
def undo(
    letter: LetterArgument,
    by: ByOption,
    workspace: WorkspaceOption = None,
) -> None:
    """Ångra det som gjordes senast med brevet. Är det skickat tas det tillbaka till granskning.

    Det som skickats ligger kvar hos enheterna tills brevet har godkänts på nytt.

    Exempel: troskel review undo 3f9a2b1c --by Anna
    """
    with opened(workspace_of(workspace).root) as office, opened_engine(office) as engine:
        last = undoing.last(office, letter, by)
        for touched in undoing.undo(office, engine.mind, letter, last, by=by):
            review.send(office, engine, touched)
        after, _ = review.show(office, letter, by=by)
    console.print(f"Ångrat. Brev {after.id[:12]}: {_standing(after)}, version {after.revision}.")


def _edit(ident: str, said: Said, workspace: WorkspaceOption, *, yes: bool | None = None) -> None:
    """Do it; ``yes`` None for what sends no second packet, and then nothing is foretold."""
    with opened(workspace_of(workspace).root) as office, opened_engine(office) as engine:
        before, _ = review.show(office, ident, by=said.by)
        if said.revision is None and yes is not None:
            # Who names the revision has seen the letter, and is a program that asks nobody.
            foretold = foretell(office, engine.mind, ident, said)
            if foretold.was_sent:
                if foretold.sends and not _agreed(foretold, unit_names(office), yes=yes):
                    return
                said = replace(said, revision=foretold.revision)
        after = review.edit(office, engine, ident, said)
        _, case = review.show(office, ident, by=said.by)
    if said.act is Act.APPROVE and review.is_sent(before):
        console.print(f"Brev {after.id[:12]} är redan fördelat. Inget skickades på nytt.")
        return
    console.print(f"Brev {after.id[:12]}: {_standing(after)}, version {after.revision}.")
    if after.state is State.REVIEW and not after.closed:
        for why in dict.fromkeys(doubt_text(one, case) for one in case.reasons):
            console.print(f"  {why}", markup=False)
        if said.act is Act.APPROVE:
            # What was to be sent is not: a person is needed.
            raise typer.Exit(UNFINISHED)


def _agreed(foretold: Foretold, units: Mapping[str, str], *, yes: bool) -> bool:
    """Say what will happen to what was sent, and ask; UnusableError where nobody can answer."""
    for line in _foretold(foretold, units):
        complaints.print(line, markup=False)
    if yes:
        return True
    answer = _answer("Skriv ja för att göra det: ")
    if answer is None:
        raise UnusableError("Inget är ändrat. Ska det göras: kör samma kommando med --yes.")
    if answer.strip().casefold() in {"ja", "j"}:
        return True
    console.print("Inget är ändrat.")
    return False


def _answer(question: str) -> str | None:
    """What the person at the keyboard writes; None where there is nobody to ask."""
    return input(question) if sys.stdin.isatty() else None


def _foretold(foretold: Foretold, units: Mapping[str, str]) -> Iterator[str]:
    def named(ids: tuple[str, ...]) -> str:
        return swedish.listed(tuple(units.get(one, one) for one in ids))

    yield "Brevet är redan skickat. Det här händer:"
    for change in foretold.changes:
        yield f"  {change}."
    if foretold.again:
        yield f"  {named(foretold.again)} får ett nytt underlag, som säger vad som ändrats."
    if foretold.gone:
        yield f"  {named(foretold.gone)} får besked om att brevet inte längre berör dem."
    if foretold.after.state is State.REVIEW:
        yield "  Brevet väntar sedan på granskning; det som redan skickats ligger kvar."


def _standing(letter: Letter) -> str:
    return "avslutat utan att skickas" if letter.closed else swedish.STATES[letter.state]
