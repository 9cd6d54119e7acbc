"""``status``, ``explain``, ``reconcile``, ``export``: seeing how things stand."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from pipeline.commands.common import (
    UNFINISHED,
    ByOption,
    DetailOption,
    JsonOption,
    WorkspaceOption,
    console,
    print_json,
    print_table,
    said_plainly,
    workspace_of,
)
from pipeline.commands.telling import way_text
from pipeline.domain.explaining import explain as explained
from pipeline.usecases.case_units import strange_cases
from pipeline.usecases.engine import duty_today
from pipeline.usecases.explain import as_text
from pipeline.usecases.explain import explain as way_of
from pipeline.usecases.export import export as exported
from pipeline.usecases.office import opened
from pipeline.usecases.reconcile import reconcile as reckoned
from pipeline.usecases.status import Status
from pipeline.usecases.status import status as told
from pipeline.usecases.who_saw import note_command


@said_plainly
def status(workspace: WorkspaceOption = None, *, as_json: JsonOption = False) -> None:
    """Visa hur det står till: vad som väntar, vad som är försenat, vad som inte kunde tas.

    Exempel: troskel status --json
    """
    with opened(workspace_of(workspace).root) as office:
        now = told(office)
        duty = duty_today(office)
        strange = strange_cases(office.workspace)
    if as_json:
        cases = None if strange is None else asdict(strange)
        print_json(asdict(now) | {"duty": asdict(duty), "strange_cases": cases})
        return
    if strange is not None:
        console.print(f"OBS: {strange.text}", markup=False, soft_wrap=True)
    for line in (*duty.alarms, *duty.gaps, *_lines(now)):
        console.print(line, markup=False, soft_wrap=True)


@said_plainly
def explain(
    letter: Annotated[str, typer.Argument(metavar="BREV", help="Brevets id, minst 8 tecken.")],
    by: ByOption,
    workspace: WorkspaceOption = None,
    *,
    detail: DetailOption = False,
) -> None:
    """Berätta ett brevs hela väg: uppgifter med sida, skäl, rader med rutinens meningar, händelser.

    Exempel: troskel explain 3f9a2b1c
    """
    with opened(workspace_of(workspace).root) as office:
        way = way_of(office, letter, by=by)
        said = as_text(way, explained) if detail else way_text(office, way, by=by)
        if way.letter is not None:
            note_command(office, way.letter.id, by)
    console.print(said, markup=False, soft_wrap=True)


@said_plainly
def reconcile(workspace: WorkspaceOption = None, *, as_json: JsonOption = False) -> None:
    """Bevisa att inget är borta: mottaget = fördelat + granskning + karantän + dubbletter.

    Exempel: troskel reconcile
    """
    with opened(workspace_of(workspace).root) as office:
        sums = reckoned(office)
    if as_json:
        print_json(asdict(sums) | {"ok": sums.ok})
    else:
        rows = [
            ("Mottagna filer", sums.received),
            ("  beslutade", sums.decided),
            ("  i karantän", sums.quarantined),
            ("  dubbletter", sums.duplicates),
            ("  ännu inte klara", sums.waiting),
            ("Fördelade brev", sums.routed),
            ("Brev som väntar på granskning", sums.review),
            ("Underlag i utkorgarna", sums.delivered),
            ("Hämtade underlag", sums.picked_up),
            ("Underlag på väg", sums.on_their_way),
        ]
        print_table("Avstämning", ("", "Antal"), [(name, str(number)) for name, number in rows])
        for fault in sums.faults:
            console.print(f"FEL  {fault.subject}: {fault.text}", markup=False)
        if sums.ok:
            console.print("Allt stämmer.")
    if not sums.ok:
        raise typer.Exit(UNFINISHED)


@said_plainly
def export(
    layout: Annotated[
        Literal["jsonl"], typer.Option("--format", help="Format; en JSON-rad per brev.")
    ] = "jsonl",
    workspace: WorkspaceOption = None,
) -> None:
    """Skriv en rad per brev (troskel/letter/1) till standard ut.

    Exempel: troskel export > brev.jsonl
    """
    del layout  # there is one, and typer refuses any other
    with opened(workspace_of(workspace).root) as office:
        for line in exported(office):
            sys.stdout.write(line.json_line() + "\n")


def _lines(now: Status) -> Iterator[str]:
    yield f"Mottagna filer: {now.received} (varav samma fil igen: {now.duplicates})"
    yield f"Fördelade brev: {now.routed}. Väntar på granskning: {now.review}."
    yield f"I karantän: {now.quarantined}. Ännu inte klara: {now.waiting}."
    if now.on_their_way:
        yield f"Underlag på väg till utkorgarna: {now.on_their_way}"
    for unit, number in now.by_unit:
        yield f"Väntar i utkorgen {unit}: {number}"
    for owed in now.confirmations:
        late = "FÖRSENAD" if owed.overdue else "ska skickas i dag"
        yield f"Bekräftelse till Kronofogden {late}: brev {owed.letter[:12]}"
    for packet in now.overdue:
        yield f"INTE HÄMTAT I TID: {packet.path}"
    for left in now.left:
        yield f"Tas inte ur inkorgen: {left.name}. {left.text}"
    if now.unfinished:
        files = "1 fil" if now.unfinished == 1 else f"{now.unfinished} filer"
        yield (
            f"{files} i inkorgen som inte tas (ofärdiga eller dolda). Är det brev: byt namn så "
            "att de slutar på .pdf. Annars: ta bort dem."
        )
    if now.interrupted:
        yield f"Dokument som avbrutit läsningen flera gånger: {now.interrupted}"
    for age in now.register:
        yield f"REGISTRET ÄR GAMMALT: {age.text}" if age.stale else f"Registret: {age.text}"
    yield "Inkorgen bevakas." if now.working else "Inkorgen bevakas inte just nu: troskel run."


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (status, explain, reconcile, export):
        app.command()(command)
