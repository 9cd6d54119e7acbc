"""``routine list | verify | show``: the municipality's written routine, proved and readable."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.common import (
    UNFINISHED,
    JsonOption,
    complaints,
    console,
    print_json,
    print_table,
    said_plainly,
)
from pipeline.domain.facts import combinations
from pipeline.domain.verify import Fault
from pipeline.store.routine_examples import beside, check
from pipeline.store.routine_files import RoutineRefusedError, load, names, versions
from pipeline.store.workspace import Config
from pipeline.usecases.engine import newest_routine

app = typer.Typer(help="Kommunens skrivna rutin som beslutstabeller.", no_args_is_help=True)


@app.command("list")
@said_plainly
def list_routines(*, as_json: JsonOption = False) -> None:
    """Visa de rutiner som finns och från vilken dag varje version gäller.

    Exempel: troskel routine list
    """
    found = [(name, [path.stem for path in versions(name)]) for name in names()]
    if as_json:
        print_json(dict(found))
        return
    print_table(
        "Rutiner", ("Namn", "Gäller från"), [(name, ", ".join(days)) for name, days in found]
    )


@app.command()
@said_plainly
def verify(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAMN]", help="Rutinens namn; utelämnat: alla.")
    ] = None,
) -> None:
    """Pröva varje kombination: ingen lucka, inget överlapp, varje rad med sin mening.

    Exempel: troskel routine verify goteborg
    """
    wrong = False
    for one in [name] if name else names():
        if not versions(one):
            newest_routine(Config(routine=one))  # says which routines there are
        for file in versions(one):
            try:
                told, faults = _verified(one, file)
            except RoutineRefusedError as error:
                complaints.print(str(error), markup=False)
                wrong = True
                continue
            console.print(told, markup=False)
            for fault in faults:
                complaints.print(f"{beside(file).name} {fault}", markup=False)
            wrong = wrong or bool(faults)
    if wrong:
        raise typer.Exit(UNFINISHED)


def _verified(name: str, file: Path) -> tuple[str, tuple[Fault, ...]]:
    """What holds of the version, and what its examples say otherwise."""
    routine = load(file)
    number = sum(1 for _ in combinations(routine.facts))
    told = (
        f"{name} {routine.valid_from}: {number} kombinationer, "
        f"{len(routine.rows)} rader, ingen lucka och inget överlapp."
    )
    if not beside(file).is_file():
        return f"{told} Inga exempel.", ()
    faults = check(beside(file), routine)
    return told + (" Exemplen stämmer inte." if faults else " Alla exempel stämmer."), faults


@app.command()
@said_plainly
def show(name: Annotated[str, typer.Argument(metavar="NAMN", help="Rutinens namn.")]) -> None:
    """Visa rutinens rader: när, vem som får brevet, och meningen de vilar på.

    Exempel: troskel routine show goteborg
    """
    routine = newest_routine(Config(routine=name))
    console.print(
        f"{routine.title}\n{routine.source}\nGäller från {routine.valid_from}\n", markup=False
    )
    for row in routine.rows:
        when = "; ".join(f"{one.fact} = {' eller '.join(sorted(one.values))}" for one in row.when)
        then = ", ".join(f"{one.unit} ({one.role})" for one in row.send)
        console.print(f"{row.id}  {row.paragraph.heading}", markup=False)
        console.print(f"  när: {when}\n  då:  {then}", markup=False)
        said = f"«{row.paragraph.sentence}»" if row.paragraph.sentence else row.paragraph.silent
        console.print(f"  {said}", markup=False)
        if row.review:
            console.print(f"  avgörs av en människa ({row.review})", markup=False)
