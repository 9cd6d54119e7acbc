"""``troskel init``: a workspace for one of the routines that there are."""

from __future__ import annotations

from pathlib import Path

from pipeline.store import workspace as workspaces
from pipeline.store.errors import SettingsError, place
from pipeline.store.ledger import Ledger
from pipeline.store.workspace import Workspace
from pipeline.usecases.engine import units_of


def init(root: Path, routine: str = "goteborg") -> Workspace:
    """Make the workspace in that folder, or complete it; nothing that is there is changed.

    SettingsError when there is no such routine, or the folder has another one.
    """
    units = units_of(routine)
    try:
        with place():
            made = workspaces.init(root, routine, units)
    except (FileExistsError, NotADirectoryError) as error:
        message = f"{root} är en fil, eller ligger under en fil. Ange en mapp."
        raise SettingsError(message) from error
    Ledger(made.ledger).close()
    return made
