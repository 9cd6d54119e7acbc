"""``troskel init``: a workspace for one of the routines that there are."""

from __future__ import annotations

from pathlib import Path

from pipeline.domain.facts import named_points
from pipeline.store import workspace as workspaces
from pipeline.store.config import Config
from pipeline.store.errors import SettingsError, place
from pipeline.store.ledger import Ledger
from pipeline.store.workspace import Workspace
from pipeline.usecases.engine import newest_routine


def init(
    root: Path, routine: str = "goteborg", routines: str = "", municipality: str = ""
) -> Workspace:
    """Make the workspace in that folder, or complete it; nothing that is there is changed.

    An outbox a unit, and an inbox folder for each intake point that the routine names.
    ``routines`` is a folder of the municipality's own routines, ``municipality`` its name where it
    is another than the routine's. SettingsError when there is no such routine, or the workspace has
    another one.
    """
    found = newest_routine(Config(routine=routine, routines=routines))
    units = [unit.id for unit in found.units]
    try:
        with place():
            made = workspaces.init(
                root,
                routine,
                units,
                named_points(found),
                routines=routines,
                municipality=municipality or found.municipality,
            )
    except (FileExistsError, NotADirectoryError) as error:
        message = f"{root} är en fil, eller ligger under en fil. Ange en mapp."
        raise SettingsError(message) from error
    Ledger(made.ledger).close()
    return made
