"""``reprocess``: decide again in batch, and see first what that would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from pipeline.commands.common import (
    UNFINISHED,
    JsonOption,
    WorkspaceOption,
    complaints,
    console,
    print_json,
    said_plainly,
    workspace_of,
)
from pipeline.commands.ways import from_to
from pipeline.documents import swedish
from pipeline.domain.kinds import Kind, State
from pipeline.store.errors import NotFoundError, UnusableError
from pipeline.usecases import reprocess as batch
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.office import opened
from pipeline.usecases.reprocess import Difference, Selection


@said_plainly
def reprocess(
    letters: Annotated[
        list[str] | None, typer.Argument(metavar="[BREV…]", help="Brevs eller filers id.")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="Kom tidigast.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help="Kom senast.")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="Bara det slaget.")] = None,
    state: Annotated[
        list[str] | None, typer.Option("--state", help="routed, review eller quarantined.")
    ] = None,
    listed: Annotated[
        Path | None, typer.Option("--list", metavar="FIL", help="Fil med ett id per rad.")
    ] = None,
    workspace: WorkspaceOption = None,
    *,
    read_again: Annotated[
        bool, typer.Option("--read-again", help="Läs om från arkivet; annars används läsningen.")
    ] = False,
    applied: Annotated[
        bool, typer.Option("--apply", help="Gör ändringarna; annars visas de bara.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Bedöm brev på nytt med dagens modell, rutin och register; rättelser behålls.

    Utan --apply skrivs bara skillnaden ut. Oförändrade beslut skickar inget. Ett avbrutet jobb
    fortsätter där det slutade när samma kommando körs igen.

    Exempel: troskel reprocess --since 2026-09-01 --kind rent_debt
    """
    _known("slaget", kind or (), [str(one) for one in Kind])
    _known("läget", state or (), [str(one) for one in State])
    selection = Selection(
        since=None if since is None else since.date(),
        until=None if until is None else until.date(),
        kinds=tuple(kind or ()),
        states=tuple(state or ()),
        letters=(*(letters or ()), *_listed(listed)),
        read_again=read_again,
    )
    found: list[Difference] = []
    stuck = False
    with (
        opened(workspace_of(workspace).root) as office,
        opened_engine(office) as engine,
        Progress(console=complaints, transient=True) as progress,
    ):
        aside = batch.choose_quarantined(office, selection)
        task = progress.add_task("Bedömer på nytt", total=None)

        def heard(done: int, total: int, difference: Difference | None) -> None:
            progress.update(task, completed=done, total=total)
            # A new model's figures make a new version; what units act on is what is told.
            if difference is not None and not difference.same:
                found.append(difference)

        if applied:
            stuck = not batch.apply(office, engine, selection, on_done=heard).ok
        else:
            total = len(batch.choose(office, selection).letters)
            for done, one in enumerate(batch.preview(office, engine, selection), 1):
                heard(done, total, one)
        left = batch.still_aside(office, aside)
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        for one in found:
            for line in _lines(one):
                console.print(line, markup=False)
        verb = "ändrades" if applied else "skulle ändras. Inget är ändrat; --apply gör det"
        console.print(f"{len(found)} brev {verb}.")
        if aside:
            console.print(_of_quarantine(len(aside), left, applied=applied))
    if stuck or any(one.failed for one in found):
        raise typer.Exit(UNFINISHED)


def _known(what: str, given: Iterable[str], there_are: Sequence[str]) -> None:
    """A misspelt word would choose nothing, and look like nothing to do."""
    for one in given:
        if one not in there_are:
            message = f"{what} {one} finns inte; välj bland {', '.join(there_are)}."
            raise UnusableError(message[:1].upper() + message[1:])


def _of_quarantine(chosen: int, left: int, *, applied: bool) -> str:
    if not applied:
        return f"{chosen} filer i karantän skulle läsas om."
    read = chosen - left
    return f"{chosen} filer i karantän lästes om: {read} gick att läsa, {left} ligger kvar."


def _lines(one: Difference) -> Iterator[str]:
    if one.failed:
        yield f"{one.letter[:12]}: kunde inte läsas på nytt; inget ändras."
        return
    before, after = swedish.STATES[one.before], swedish.STATES[one.after]
    yield f"{one.letter[:12]}: {before}" + ("" if before == after else f" → {after}")
    for line, old, new in one.moved:
        if line:
            yield f"  rad {line} i listan"
        yield from from_to(old, new)
    for change in one.changes:
        yield f"  {change}"


def _listed(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"Listan {path} går inte att läsa."
        raise NotFoundError(message) from error
    return tuple(word for word in text.split() if word)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(reprocess)
