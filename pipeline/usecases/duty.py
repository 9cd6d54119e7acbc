"""Who is the officer responsible today, and where somebody must still be named (C15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from pipeline.domain import roster
from pipeline.domain.roster import Named
from pipeline.domain.routine import Routine
from pipeline.domain.sentences import filled
from pipeline.domain.settings import Settings, Shift
from pipeline.store.errors import SettingsError
from pipeline.store.workspace import Workspace

_MUST = filled("Bekräftelsen till Kronofogden måste namnge en.")


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
        _nobody(one, names, on, must=one.unit in confirming) for one in found if one.officer is None
    )
    return Duty(
        on=on,
        named=found,
        alarms=(fault, *alarms) if fault else alarms,
        gaps=tuple(
            filled(
                "Jourlistan har ingen för {place} {day}. {name} namnges i stället.",
                place=place(one, names),
                day=on,
                name=one.officer.name,
            )
            for one in found
            if one.stands_in and one.officer is not None
        ),
    )


def place(one: Named, names: Mapping[str, str]) -> str:
    """The unit's name, with the area where the roster tells areas apart."""
    unit = names.get(one.unit, one.unit)
    return filled("{unit}, område {area}", unit=unit, area=one.area) if one.area else unit


def _nobody(one: Named, names: Mapping[str, str], on: date, *, must: bool) -> str:
    lacking = filled(
        "Ingen ansvarig handläggare är utsedd för {place} {day}.", place=place(one, names), day=on
    )
    remedy = filled(
        "Skriv in någon i jourlistan eller under [duty.{unit}] i troskel.toml.", unit=one.unit
    )
    if not must:
        return filled("{lacking} {remedy}", lacking=lacking, remedy=remedy)
    return filled("{lacking} {must} {remedy}", lacking=lacking, must=_MUST, remedy=remedy)


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
