"""``sample list | show | answer``: what was sent is read by a person who is told nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeVar

import typer

from pipeline.commands import words
from pipeline.commands.common import (
    ByOption,
    JsonOption,
    WorkspaceOption,
    console,
    print_json,
    said_plainly,
    workspace_of,
)
from pipeline.documents import swedish
from pipeline.domain.editing import PARSERS
from pipeline.domain.edits import Act
from pipeline.domain.fields import AMOUNT, EVICTION_AT, LETTER_DATE, Name
from pipeline.domain.kinds import Kind
from pipeline.domain.people import Personnummer
from pipeline.domain.sampling import Answer
from pipeline.domain.sentences import whole
from pipeline.store.errors import UnusableError, place
from pipeline.usecases import sampling
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.office import opened

T = TypeVar("T")

app = typer.Typer(
    help="Stickprov: läs brev som redan skickats, utan att få veta vad programmet trodde.",
    no_args_is_help=True,
)

LetterArgument = Annotated[str, typer.Argument(metavar="BREV", help="Brevets id, minst 8 tecken.")]


@app.command("list")
@said_plainly
def list_samples(workspace: WorkspaceOption = None, *, as_json: JsonOption = False) -> None:
    """Visa de brev som väntar på en läsare. Vad programmet kom fram till visas inte.

    Exempel: troskel sample list
    """
    with opened(workspace_of(workspace).root) as office:
        found = sampling.to_do(office)
    if as_json:
        print_json(
            [{"letter": one.id, "received_on": one.received_on.isoformat()} for one in found]
        )
        return
    if not found:
        console.print("Inget stickprov väntar.")
        return
    console.print(f"{len(found)} brev i stickprovet väntar på en läsare.")
    for one in found:
        console.print(f"{one.id[:12]}  kom {swedish.short_day(one.received_on)}")


@app.command()
@said_plainly
def show(
    letter: LetterArgument,
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="FIL", help="Spara brevets egna sidor som PDF i den filen."),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Visa vilka sidor brevet har, och spara dem. Inget annat om brevet visas.

    Exempel: troskel sample show 3f9a2b1c --save brev.pdf
    """
    with opened(workspace_of(workspace).root) as office:
        blind = sampling.shown(office, letter)
        data = None if save is None else sampling.pages_of(office, letter)
    if save is not None and data is not None:
        if save.exists():
            raise UnusableError("Filen finns redan. Välj ett annat namn.")
        with place():
            save.write_bytes(data)
    short = blind.letter.id[:12]
    numbers = ", ".join(map(str, blind.pages))
    console.print(
        f"Brev {short}, kom {swedish.short_day(blind.letter.received_on)}: "
        f"{'sida' if len(blind.pages) == 1 else 'sidorna'} {numbers} av {blind.of} i skanningen."
    )
    if save is None:
        console.print(f"Spara sidorna: troskel sample show {short} --save brev.pdf")
    else:
        console.print(f"Sidorna ligger i {save}. Ta bort filen när du har svarat.", markup=False)
    console.print("Läs brevet, sök i registret (troskel review search) och svara:")
    console.print(f"troskel sample answer {short} --kind … --person … --children …")


@app.command()
@said_plainly
def answer(
    letter: LetterArgument,
    kind: Annotated[str, typer.Option("--kind", metavar="SLAG", help=f"{words.VALUES[Act.KIND]}.")],
    person: Annotated[
        str,
        typer.Option(
            "--person",
            metavar="NUMMER",
            help="Vem eller vilka brevet gäller: personnummer med komma emellan, eller ingen.",
        ),
    ],
    children: Annotated[
        str,
        typer.Option(
            "--children",
            metavar="NUMMER",
            help="Barnen i hushållet: personnummer med komma emellan, eller inga.",
        ),
    ],
    by: ByOption,
    amount: Annotated[
        str, typer.Option("--amount", metavar="BELOPP", help="Hela kravet, om det finns ett.")
    ] = "",
    letter_date: Annotated[
        str, typer.Option("--letter-date", metavar="DAG", help="Brevets datum.")
    ] = "",
    eviction_at: Annotated[
        str, typer.Option("--eviction-at", metavar="TID", help="Tiden för avhysningen.")
    ] = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Svara vad du läste. Svaret sparas; skiljer det sig går brevet till granskning.

    Exempel: troskel sample answer 3f9a2b1c --kind hyresskuld --person 198001019801 --children inga
    """
    said = Answer(
        kind=Kind(words.value_meant(Act.KIND, kind)),
        persons=_numbers(person),
        children=_numbers(children),
        amount=_value(AMOUNT, amount),
        letter_date=_value(LETTER_DATE, letter_date),
        eviction_at=_value(EVICTION_AT, eviction_at),
    )
    with opened(workspace_of(workspace).root) as office, opened_engine(office) as engine:
        differs = sampling.answer(office, engine.mind, letter, said, by=by)
    console.print("Svaret är sparat.")
    if differs:
        console.print("Det skiljer sig från vad som skickades: brevet väntar nu på granskning.")


def _numbers(text: str) -> tuple[str, ...]:
    """Twelve-digit numbers, each once; UnusableError for anything else."""
    if text.strip().casefold() in {"inga", "ingen", "inget barn", "inga barn", "no_minor"}:
        return ()
    parts = [part.strip().replace("-", "") for part in text.split(",") if part.strip()]
    try:
        found = tuple(dict.fromkeys(str(Personnummer(part)) for part in parts))
    except ValueError as error:
        raise UnusableError(whole(error.args[0])) from error
    if not found:
        raise UnusableError("Skriv personnummer med komma emellan, eller inga.")
    return found


def _value(name: Name[T], text: str) -> T | None:
    if not text.strip():
        return None
    try:
        found: T = PARSERS[name.text](text)
    except ValueError as error:
        raise UnusableError(whole(error.args[0])) from error
    return found
