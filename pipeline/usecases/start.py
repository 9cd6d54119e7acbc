"""``troskel init``: a workspace for one of the routines that there are."""

from __future__ import annotations

from pathlib import Path

from pipeline.store import workspace as workspaces
from pipeline.store.ledger import Ledger
from pipeline.store.workspace import Workspace
from pipeline.usecases.engine import units_of


def init(root: Path, routine: str = "goteborg") -> Workspace:
    """Make the workspace in that folder, or complete it; nothing that is there is changed.

    SettingsError when there is no such routine, or the folder has another one.
    """
    made = workspaces.init(root, routine, units_of(routine))
    Ledger(made.ledger).close()
    return made
