"""``routine …``: the municipality's written routine, proved, drawn, begun and tried out."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date, datetime
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
from pipeline.commands.ways import from_to
from pipeline.documents import swedish
from pipeline.documents.drawing import page
from pipeline.documents.routine_words import conditions, receiver, reviewed, said
from pipeline.documents.texts import texts
from pipeline.domain.kinds import Kind
from pipeline.domain.routine import Routine
from pipeline.domain.verify import Fault, combinations_tried
from pipeline.domain.warning import warnings
from pipeline.store import routine_new
from pipeline.store.config import Config
from pipeline.store.errors import TroskelError, UnusableError
from pipeline.store.routine_examples import beside, check
from pipeline.store.routine_files import ROUTINES, load, names, versions
from pipeline.store.routine_text import RoutineRefusedError
from pipeline.usecases.engine import newest_routine, opened_engine, routine_folder
from pipeline.usecases.office import opened
from pipeline.usecases.replay import Moved
from pipeline.usecases.replay import replay as replayed
from pipeline.usecases.ways import Way

app = typer.Typer(help="Kommunens skrivna rutin som beslutstabeller.", no_args_is_help=True)

FolderOption = Annotated[
    Path | None,
    typer.Option(
        "--folder",
        metavar="MAPP",
        help="Mappen med egna rutiner (annars de som följer med programmet).",
        show_default=False,
    ),
]
NameArgument = Annotated[str, typer.Argument(metavar="NAMN", help="Rutinens namn.")]
SomeArgument = Annotated[
    str | None, typer.Argument(metavar="[NAMN]", help="Rutinens namn; utelämnat: alla.")
]


@app.command("list")
@said_plainly
def list_routines(folder: FolderOption = None, *, as_json: JsonOption = False) -> None:
    """Visa de rutiner som finns och från vilken dag varje version gäller.

    Exempel: troskel routine list
    """
    place = folder or ROUTINES
    found = [(name, [path.stem for path in versions(name, place)]) for name in names(place)]
    if as_json:
        print_json(dict(found))
        return
    print_table(
        "Rutiner",
        ("Namn", "Gäller från", "Skulle revideras"),
        [(name, ", ".join(days), _revision(name, place)) for name, days in found],
    )


def _revision(name: str, folder: Path) -> str:
    """By when the newest version was to be revised, as its owner said."""
    try:
        routine = load(versions(name, folder)[-1])
    except RoutineRefusedError:
        return "går inte att läsa: troskel routine verify"
    return "" if routine.revise_by is None else routine.revise_by.isoformat()


@app.command()
@said_plainly
def verify(
    name: SomeArgument = None, folder: FolderOption = None, workspace: WorkspaceOption = None
) -> None:
    """Pröva varje kombination: ingen lucka, inget överlapp, varje rad med sin mening.

    Felen sägs i tre omgångar, med fil och rad: först ord och tecken som inte går att läsa, sedan
    allt i tabellen, sist exemplen. OBS hindrar inget men bör läsas. I en arbetsmapp räknas även
    kommunens egna brev.

    Exempel: troskel routine verify goteborg
    """
    wrong = False
    known = _letters(workspace)
    for file in _files(name, folder):
        try:
            routine, told, faults = _verified(file)
        except RoutineRefusedError as error:
            complaints.print(str(error), markup=False)
            wrong = True
            continue
        console.print(told, markup=False)
        for line in warned(routine, whole=name is not None):
            complaints.print(f"OBS {line}", markup=False, soft_wrap=True)
        for fault in _unknown_letters(routine, known):
            complaints.print(f"{file.name} {fault}", markup=False)
            wrong = True
        for fault in faults:
            complaints.print(f"{beside(file).name} {fault}", markup=False)
        wrong = wrong or bool(faults)
    if wrong:
        raise typer.Exit(UNFINISHED)


def _files(name: str | None, folder: Path | None) -> list[Path]:
    """Every version of the routine of that name, or of all; says which there are."""
    place = folder or ROUTINES
    if name and not versions(name, place):
        known = ", ".join(names(place)) or "inga"
        message = f"Det finns ingen rutin som heter {name}. Rutiner som finns: {known}."
        raise UnusableError(message)
    return [file for one in ([name] if name else names(place)) for file in versions(one, place)]


def _verified(file: Path) -> tuple[Routine, str, tuple[Fault, ...]]:
    """The version, what holds of it, and what its examples say otherwise."""
    begun = time.perf_counter()
    routine = load(file)
    seconds = f"{time.perf_counter() - begun:.2f}".replace(".", ",")
    told = (
        f"{routine.name} {routine.valid_from}: {combinations_tried(routine)} kombinationer på "
        f"{seconds} s, {len(routine.rows)} rader, {len(routine.duties)} plikter, "
        "ingen lucka och inget överlapp."
    )
    if not beside(file).is_file():
        return routine, f"{told} Inga exempel.", ()
    faults = check(beside(file), routine)
    said = " Exemplen stämmer inte." if faults else " Alla exempel stämmer."
    return routine, told + said, faults


def _letters(workspace: Path | None) -> frozenset[str]:
    """The letters that there are a text for, the municipality's own too where we know them."""
    try:
        own = workspace_of(workspace).letters
    except TroskelError:
        own = None  # a routine may be written where there is no workspace yet
    return frozenset(name.partition(".")[0] for name in texts(own).names() if "/" not in name)


def _unknown_letters(routine: Routine, known: frozenset[str]) -> Iterator[Fault]:
    """Letters that the routine sends and that nobody has written."""
    for duty in routine.duties:
        if duty.does == "letter" and duty.template not in known:
            message = (
                f"okänt brev {duty.template} (template); de som finns är "
                f"{', '.join(sorted(known))} (se troskel letters list)"
            )
            yield Fault(where=duty.id, line=duty.line, message=message)


_LISTED = 10
"""How many unused sentences are listed; the page has them all."""


def warned(routine: Routine, *, whole: bool) -> Iterator[str]:
    """What is no fault but should be looked at; ``whole`` lists the sentences that nobody used."""
    source = f"{routine.valid_from}.txt"
    yield from map(str, warnings(routine))
    if routine.left_out is None:
        yield f"{source} finns inte: inga meningar är jämförda med den skrivna rutinen."
    if not routine.left_out:
        return
    many = "1 mening" if len(routine.left_out) == 1 else f"{len(routine.left_out)} meningar"
    if not whole:
        where = f"se troskel routine verify {routine.name}"
        yield f"{many} i {source} vilar ingen rad eller plikt på: {where}"
        return
    shown = [f"  «{sentence}»" for sentence in routine.left_out[:_LISTED]]
    left = len(routine.left_out) - len(shown)
    more = [f"  och {left} till: troskel routine draw {routine.name}"] if left else []
    said = "\n".join((*shown, *more))
    yield f"De här meningarna i {source} vilar ingen rad eller plikt på ({many}):\n{said}"


@app.command()
@said_plainly
def show(name: NameArgument, folder: FolderOption = None) -> None:
    """Visa rutinens rader: när, vem som får brevet, och meningen de vilar på.

    Exempel: troskel routine show goteborg
    """
    routine = _newest(name, folder)
    console.print(
        f"{routine.title}\n{routine.source}\nGäller från {routine.valid_from}\n", markup=False
    )
    for row in routine.rows:
        when = "; ".join(conditions(routine, row.when)) or "alltid"
        then = "; ".join(receiver(routine, one) for one in row.send)
        console.print(f"{row.id}  {row.paragraph.heading}", markup=False)
        console.print(f"  när: {when}\n  då:  {then}", markup=False)
        console.print(f"  {said(row.paragraph)}", markup=False)
        if row.review:
            console.print(f"  {reviewed(row.review)}", markup=False)


def _newest(name: str, folder: Path | None) -> Routine:
    return newest_routine(Config(routine=name, routines="" if folder is None else str(folder)))


@app.command()
@said_plainly
def draw(
    name: SomeArgument = None,
    folder: FolderOption = None,
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="MAPP", help="Spara en sida per version i mappen."),
    ] = None,
) -> None:
    """Rita rutinen som en sida att läsa och skriva under: tabeller med sina meningar.

    Exempel: troskel routine draw goteborg --save docs/routines
    """
    for file in _files(name, folder):
        routine = _whole(file)
        if save is None:
            typer.echo(page(routine))
            continue
        save.mkdir(parents=True, exist_ok=True)
        path = save / drawn_name(routine)
        path.write_text(page(routine), encoding="utf-8")
        console.print(f"Sparat: {path}", markup=False)


def drawn_name(routine: Routine) -> str:
    """The file that holds a drawn version."""
    return f"{routine.name}-{routine.valid_from.isoformat()}.md"


@app.command()
@said_plainly
def new(
    name: NameArgument,
    folder: FolderOption = None,
    valid_from: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="Gäller från (annars i dag)."),
    ] = None,
) -> None:
    """Börja en egen rutin: tre filer ur en mall som går att pröva direkt.

    Exempel: troskel routine new provby --folder /srv/troskel/rutiner --from 2026-01-01
    """
    day = date.today() if valid_from is None else valid_from.date()  # noqa: DTZ011 - staff's day
    files = routine_new.start(name, day, folder or ROUTINES)
    for path in files:
        console.print(f"Skrivet: {path}", markup=False)
    more = "" if folder is None else f" --folder {folder}"
    console.print(f"Nästa steg: ändra filerna och kör troskel routine verify {name}{more}")


@app.command()
@said_plainly
def replay(
    version: Annotated[
        str,
        typer.Argument(
            metavar="VERSION",
            help="En dag (2026-01-01) för den egna rutinen, NAMN, NAMN/DAG eller en fil.",
        ),
    ],
    since: Annotated[
        datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="Kom tidigast.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help="Kom senast.")
    ] = None,
    workspace: WorkspaceOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Visa vilka brev ur en period som hade gått någon annanstans enligt en annan version.

    Inget ändras. Båda versionerna bedömer med dagens modell och register.

    Exempel: troskel routine replay goteborg/2022-02-15 --since 2026-09-01 --until 2026-09-30
    """
    with opened(workspace_of(workspace).root) as office, opened_engine(office) as engine:
        other = _whole(_version(version, office.workspace.config))
        found = replayed(
            office,
            engine.mind,
            other,
            None if since is None else since.date(),
            None if until is None else until.date(),
        )
    if as_json:
        print_json([_as_data(one) for one in found.moved])
        return
    for one in found.moved:
        console.print(_told(one), markup=False)
    moved = len({one.letter for one in found.moved})
    console.print(
        f"{moved} av {found.letters} brev hade gått någon annanstans enligt {other.name} "
        f"{other.valid_from}. Inget är ändrat.",
        markup=False,
    )


def _whole(file: Path) -> Routine:
    """The routine of that file; UnusableError with its faults when it cannot be used."""
    try:
        return load(file)
    except RoutineRefusedError as error:
        raise UnusableError(str(error)) from error


def _version(said: str, config: Config) -> Path:
    """The file that is meant; UnusableError with the versions that there are."""
    path = Path(said)
    if path.suffix == ".toml":
        return path.absolute()
    name, _, day = said.partition("/")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", name):
        name, day = config.routine, name
    for folder in (routine_folder(config), Path(config.routines or ROUTINES), ROUTINES):
        files = versions(name, folder)
        chosen = [file for file in files if not day or file.stem == day]
        if chosen:
            return chosen[-1]
        if files:
            known = ", ".join(file.stem for file in files)
            message = f"Rutinen {name} har ingen version från {day}. Versioner: {known}."
            raise UnusableError(message)
    message = f"Det finns ingen rutin som heter {name}."
    raise UnusableError(message)


def _told(one: Moved) -> str:
    line = f", rad {one.line}" if one.line else ""
    head = f"{one.received_on} {one.letter[:12]}{line}: {swedish.KINDS[Kind(one.kind)]}"
    return "\n".join((head, *from_to(one.before, one.after)))


def _as_data(one: Moved) -> dict[str, object]:
    def way(found: Way) -> dict[str, object]:
        return {
            "state": found.state,
            "row": found.row,
            "units": [{"unit": unit, "role": role} for unit, role in found.receivers],
        }

    return {
        "letter": one.letter,
        "line": one.line,
        "received_on": one.received_on.isoformat(),
        "kind": one.kind,
        "before": way(one.before),
        "after": way(one.after),
    }
