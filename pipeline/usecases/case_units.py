"""The register's cases at units that the routine has no name for, told to staff."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.unknown_units import asked_units, unknown_units
from pipeline.store.errors import SettingsError
from pipeline.store.register import Register, RegisterUnavailableError
from pipeline.store.workspace import Workspace
from pipeline.usecases import engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Strange:
    """Open cases at units that the routine knows by no name: how many, and the units' names."""

    cases: int
    units: tuple[str, ...]

    @property
    def text(self) -> str:
        """In Swedish: what it is and what to do."""
        many = "1 öppet ärende" if self.cases == 1 else f"{self.cases} öppna ärenden"
        return (
            f"{many} står på enheter som rutinen inte känner: {', '.join(self.units)}. Skriv "
            "namnen i cases på rätt enhet i rutinen, eller i ignored_cases om de inte angår den. "
            "Brev om dem går till granskning så länge det kan ha betydelse."
        )


def strange_cases(space: Workspace) -> Strange | None:
    """What the register holds of such cases; None where there are none, or none would matter.

    None too where routine or register cannot be used, which their own findings tell.
    """
    if not space.register.exists():
        return None
    try:
        routine = engine.newest_routine(space.config)
        register = Register.open(space.register)
        try:
            held = register.open_cases()
        finally:
            register.close()
    except (SettingsError, RegisterUnavailableError):
        return None
    strange = unknown_units(routine, held)
    if not strange or not asked_units(routine):
        return None
    return Strange(cases=sum(held[name] for name in strange), units=strange)
