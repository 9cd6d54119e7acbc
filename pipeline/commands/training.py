"""``train``: a new model from what people corrected; ``train --back`` puts the one before back."""

from __future__ import annotations

from typing import Annotated

import typer

from classifiers.promotion import Worse
from pipeline.commands.common import (
    UNFINISHED,
    WorkspaceOption,
    complaints,
    console,
    said_plainly,
    workspace_of,
)
from pipeline.usecases import training
from pipeline.usecases.office import opened

_FIGURES = {
    "kind_best": "rätt slag",
    "kind_settled": "slag avgjort utan människa",
    "kind_settled_wrong": "fel bland avgjorda slag",
    "kind_sent_wrong": "fel bland avgjorda slag som skulle ha skickats",
    "subkind_best": "rätt undergrupp",
    "subkind_settled": "undergrupp avgjord",
    "subkind_settled_wrong": "fel bland avgjorda undergrupper",
    "tenure_best": "rätt upplåtelseform",
    "tenure_settled": "upplåtelseform avgjord",
    "tenure_settled_wrong": "fel bland avgjorda upplåtelseformer",
}
_QUALITIES = {
    "all": "alla",
    "digital": "digitala brev",
    "clean": "bra skanningar",
    "poor": "dåliga skanningar",
    "unseen": "skador som träningen inte haft",
}
_RESTART = "Den gäller för nya brev när troskel run har startats om."


@said_plainly
def train(
    workspace: WorkspaceOption = None,
    *,
    back: Annotated[
        bool, typer.Option("--back", help="Sätt tillbaka modellen som användes före den senaste.")
    ] = False,
) -> None:
    """Träna en ny modell på det som rättats. Den tas i bruk bara om ingen siffra blir sämre.

    Modellen stannar i arbetsmappen (trained/). Det tar upp till någon timme.

    Exempel: troskel train
    """
    with opened(workspace_of(workspace).root) as office:
        if back:
            console.print(f"Modellen {training.back(office)} används igen. {_RESTART}")
            return
        made = training.train(office, lambda said: complaints.print(said, markup=False))
    console.print(f"Modellen {made.name} är tränad på {made.corrections} rättade brev.")
    if made.promoted:
        console.print(
            f"Ingen siffra är sämre än för {made.base}, så den är tagen i bruk. {_RESTART}"
        )
        console.print(
            "Gränserna för risken står kvar, men vad de håller är inte mätt för den nya modellen."
        )
        return
    console.print(
        f"Den tas inte i bruk: {len(made.worse)} siffror är sämre än för {made.base}. "
        f"Den ligger kvar i trained/{made.name}."
    )
    for one in made.worse:
        console.print(f"  {_said(one)}", markup=False)
    raise typer.Exit(UNFINISHED)


def _said(one: Worse) -> str:
    where = _QUALITIES.get(one.quality, one.quality)
    what = _FIGURES[one.figure]
    return (
        f"{where}, {what}: {one.now[0]} av {one.now[1]}, förut {one.before[0]} av {one.before[1]}"
    )


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(train)
