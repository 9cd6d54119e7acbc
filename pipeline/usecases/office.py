"""An opened workspace: its settings and every store in it, for one use case at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import structlog

from pipeline.domain.swedish_time import in_sweden
from pipeline.store import workspace as workspaces
from pipeline.store.archive import Archive
from pipeline.store.disk import Disk, held
from pipeline.store.errors import BusyError
from pipeline.store.ledger import Clock, Ledger, utc_now
from pipeline.store.log import logger_for
from pipeline.store.outbox import Outbox
from pipeline.store.readings import Readings
from pipeline.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Office:
    """The stores of one workspace."""

    workspace: Workspace
    disk: Disk
    ledger: Ledger
    archive: Archive
    readings: Readings
    outbox: Outbox
    log: structlog.typing.FilteringBoundLogger
    clock: Clock

    def today(self) -> date:
        """The day in Sweden."""
        return in_sweden(self.clock()).date()

    @property
    def running(self) -> Path:
        """A file that lies there while a coordinator works: left behind, it tells of a death.

        It holds something only where the program died of itself (see ``recover.at_work``).
        """
        return self.workspace.root / "ledger.db.running"

    @contextlib.contextmanager
    def coordinating(self) -> Iterator[None]:
        """Be the workspace's one coordinator; BusyError when another one is at work."""
        with held(self.workspace.work_lock, wait=False) as mine:
            if not mine:
                raise BusyError(
                    "Ett annat troskel process eller troskel run arbetar redan i den här mappen. "
                    "Vänta tills det är klart eller avsluta det."
                )
            yield

    def is_coordinated(self) -> bool:
        """Whether somebody coordinates this workspace now."""
        with held(self.workspace.work_lock, wait=False) as free:
            return not free


@contextlib.contextmanager
def opened(root: Path, *, disk: Disk | None = None, clock: Clock = utc_now) -> Iterator[Office]:
    """Open the workspace in that folder; SettingsError when it is none or wrongly set up."""
    office = open_office(workspaces.open_workspace(root), disk=disk, clock=clock)
    try:
        yield office
    finally:
        office.ledger.close()


def open_office(
    workspace: Workspace, *, disk: Disk | None = None, clock: Clock = utc_now
) -> Office:
    """Open the stores of a workspace; the caller closes the ledger."""
    disk = disk or Disk()
    ledger = Ledger(workspace.ledger, disk=disk, clock=clock)
    return Office(
        workspace=workspace,
        disk=disk,
        ledger=ledger,
        archive=Archive(workspace.archive, disk),
        readings=Readings(workspace.readings, disk),
        outbox=Outbox(workspace, ledger, disk),
        log=logger_for(workspace.log),
        clock=clock,
    )
