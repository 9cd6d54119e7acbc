"""Who is the officer responsible today, and where somebody must still be named (C15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from pipeline.domain import roster
from pipeline.domain.roster import Named
from pipeline.domain.routine import Routine
from pipeline.domain.settings import Settings, Shift
from pipeline.store.errors import SettingsError
from pipeline.store.workspace import Workspace

_MUST = "Bekräftelsen till Kronofogden måste namnge en. "


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A day's officers, unit by unit and area by area, and what is wrong, in Swedish.

    ``alarms`` are what somebody must see to at once: nobody is named, or the roster cannot be read.
    ``gaps`` are where the roster has nobody and the unit's standing officer is named.
    """

    on: date
    named: tuple[Named, ...]
    alarms: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


def settings_now(workspace: Workspace) -> tuple[Settings, str]:
    """The settings with the roster as it stands, and why it cannot be read; empty when it can."""
    settings = workspace.config.settings()
    try:
        return replace(settings, roster=workspace.shifts()), ""
    except SettingsError as error:
        return settings, str(error)


def duty_on(workspace: Workspace, routine: Routine, on: date) -> Duty:
    """Who answers that day at each unit that must have an officer."""
    settings, fault = settings_now(workspace)
    found = roster.today(settings, roster.answering(routine, settings), on)
    names = {unit.id: unit.name for unit in routine.units}
    confirming = roster.confirming(routine)
    alarms = tuple(
        f"Ingen ansvarig handläggare är utsedd för {place(one, names)} {on}. "
        + (_MUST if one.unit in confirming else "")
        + f"Skriv in någon i jourlistan eller under [duty.{one.unit}] i troskel.toml."
        for one in found
        if one.officer is None
    )
    return Duty(
        on=on,
        named=found,
        alarms=(fault, *alarms) if fault else alarms,
        gaps=tuple(
            f"Jourlistan har ingen för {place(one, names)} {on}. {one.officer.name} namnges i "
            "stället."
            for one in found
            if one.stands_in and one.officer is not None
        ),
    )


def place(one: Named, names: Mapping[str, str]) -> str:
    """The unit's name, with the area where the roster tells areas apart."""
    return names.get(one.unit, one.unit) + (f", område {one.area}" if one.area else "")


class Roster:
    """The roster for a program that runs on: read again whenever its file has changed.

    A file that cannot be read leaves the last roster that could, and the alarms tell of it.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Read it; SettingsError with every fault, so that nothing starts on a broken roster."""
        self._workspace = workspace
        self._seen = self._traits()
        self._shifts = workspace.shifts()

    def __call__(self) -> tuple[Shift, ...]:
        """The shifts as they stand."""
        traits = self._traits()
        if traits != self._seen:
            self._seen = traits
            settings, fault = settings_now(self._workspace)
            if not fault:
                self._shifts = settings.roster
        return self._shifts

    def _traits(self) -> tuple[int, int] | None:
        """What tells that the file is another; None where there is none."""
        path = self._workspace.roster
        try:
            found = None if path is None else path.stat()
        except OSError:
            return None
        return None if found is None else (found.st_mtime_ns, found.st_size)
