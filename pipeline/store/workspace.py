"""A workspace: its folders and its locks; made once, opened by every command."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.domain.settings import Shift
from pipeline.store.config import Config
from pipeline.store.disk import Disk
from pipeline.store.errors import SettingsError
from pipeline.store.roster_file import read_roster
from pipeline.store.settings_faults import faults_of, syntax_fault
from pipeline.store.settings_text import settings_text

FILE = "troskel.toml"
PICKED_UP = "hamtat"
HANDED_BACK = "aterlamnat"
"""The folder below a unit's outbox to which its picked-up packets are moved."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of one workspace and what its settings file says."""

    root: Path
    config: Config

    @property
    def inbox(self) -> Path:
        """Where scans are put; each subfolder is an intake point."""
        return self.root / "inbox"

    @property
    def outbox(self) -> Path:
        """One folder a unit, with its packets."""
        return self.root / "outbox"

    @property
    def archive(self) -> Path:
        """Every document's bytes under their hash, never changed."""
        return self.root / "archive"

    @property
    def readings(self) -> Path:
        """What was read, by document and engine."""
        return self.root / "readings"

    @property
    def quarantine(self) -> Path:
        """Notes and copies for people of what could not be read."""
        return self.root / "quarantine"

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.root / "ledger.db"

    @property
    def register(self) -> Path:
        """The register's file."""
        return self.root / "register.db"

    @property
    def trained(self) -> Path:
        """Models trained here: what they learnt from letters stays in the workspace."""
        return self.root / "trained"

    @property
    def letters(self) -> Path:
        """The municipality's own texts of letters out; need not be there."""
        return self.root / "brev"

    @property
    def invoices(self) -> Path:
        """Copies of the municipality's invoices, each named by its number; need not be there."""
        return self.root / "fakturor"

    @property
    def log(self) -> Path:
        """The structured log's folder."""
        return self.root / "log"

    @property
    def work_lock(self) -> Path:
        """Held by the one coordinator."""
        return self.root / "ledger.db.work.lock"

    @property
    def delivery_lock(self) -> Path:
        """Held while packets are put in or taken out of the outbox."""
        return self.root / "ledger.db.delivery.lock"

    @property
    def roster(self) -> Path | None:
        """The duty roster's list file, if the settings name one; relative to the root."""
        return self.root / self.config.roster if self.config.roster else None

    def shifts(self) -> tuple[Shift, ...]:
        """The roster as it stands now: the settings' own shifts, then those of the list file.

        SettingsError with every faulty row of the file.
        """
        own = self.config.settings().roster
        if self.roster is None:
            return own
        return (*own, *read_roster(self.roster, self.config.areas))

    def relative(self, path: Path) -> str:
        """The path as the ledger and the export write it: from the root, with slashes."""
        return path.relative_to(self.root).as_posix()


def init(  # noqa: PLR0913 - what a workspace is made from, named one by one
    root: Path,
    routine: str,
    units: Iterable[str],
    points: Iterable[str] = (),
    *,
    routines: str = "",
    municipality: str = "",
    disk: Disk | None = None,
) -> Workspace:
    """Make a workspace, or complete one; a settings file that is there is never touched.

    ``units`` are the routine's, ``points`` the intake points that it names; the restricted unit is
    always made. ``routines`` is a folder of own routines, ``municipality`` its name in
    letters. SettingsError when the settings file
    that is there names another routine.
    """
    disk = disk or Disk()
    disk.make_folder(root)
    file = root / FILE
    if not file.exists():
        text = settings_text(routine, routines, municipality)
        disk.put(file, text.encode(), 0o640)
    found = open_workspace(root)
    if found.config.routine != routine:
        message = (
            f"Mappen har redan rutinen {found.config.routine}. Ändra routine i {FILE} "
            "eller välj en annan mapp."
        )
        raise SettingsError(message)
    make_folders(found, units, disk)
    for point in points:
        disk.make_folder(found.inbox / point)
    return found


def make_folders(found: Workspace, units: Iterable[str], disk: Disk) -> None:
    """The workspace's folders are there, those of the restricted unit closed to others."""
    disk.make_folder(found.inbox)
    disk.make_folder(found.outbox)
    for private in (found.archive, found.readings, found.quarantine, found.log):
        disk.make_folder(private, 0o750)
    for unit in sorted({*units, PROTECTED_UNIT}):
        disk.make_folder(found.outbox / unit, 0o700 if unit == PROTECTED_UNIT else None)


def open_workspace(root: Path) -> Workspace:
    """The workspace in that folder; SettingsError with every fault of its settings file."""
    root = Path(os.path.abspath(root))  # noqa: PTH100 - resolve() would follow a link away
    file = root / FILE
    try:
        text = file.read_bytes().decode()
    except FileNotFoundError as error:
        message = f"{root} är ingen arbetsmapp för Tröskel. Skapa en: troskel init {root}"
        raise SettingsError(message) from error
    except (OSError, UnicodeDecodeError) as error:
        message = f"{FILE} går inte att läsa. Kontrollera rättigheterna."
        raise SettingsError(message) from error
    try:
        return Workspace(root=root, config=Config.model_validate(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        message = f"{FILE} är ingen giltig TOML-fil: felet står på {syntax_fault(error)}."
        raise SettingsError(message) from error
    except ValidationError as error:
        raise SettingsError(faults_of(FILE, error, text)) from error
