"""How old the register is, kind by kind: what is decided from an old one may no longer be so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.domain.sentences import filled
from pipeline.store.register import Register, RegisterUnavailableError
from pipeline.store.register_rows import FileKind
from pipeline.usecases.office import Office

_EXPECTED = (FileKind.PERSONS, FileKind.RELATIONS, FileKind.CASES)
"""Kinds without which persons, children and open cases cannot be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """One kind of the register: how many rows, the day of its export, and whether it is old.

    ``days`` since the export; None where nothing of the kind was ever imported.
    """

    kind: FileKind
    rows: int
    exported_on: date | None
    days: int | None
    stale: bool

    @property
    def missing(self) -> bool:
        """Whether nothing of the kind was ever imported, though letters need it."""
        return self.exported_on is None

    @property
    def text(self) -> str:
        """In Swedish: what there is, from when, and what to do where it is old."""
        return filled("{kind}: {detail}", kind=filled(self.kind.swedish), detail=self.detail)

    @property
    def detail(self) -> str:
        """The same without the kind's name."""
        if self.exported_on is None:
            return filled("aldrig inlästa")
        age = filled("i dag") if not self.days else filled("1 dag")
        if self.days and self.days > 1:
            age = filled("{days} dagar", days=self.days)
        day = self.exported_on.isoformat()
        told = filled("{rows}, uttag {day} ({age})", rows=self.rows, day=day, age=age)
        return filled("{told}. Läs in ett färskt uttag.", told=told) if self.stale else told


def ages(office: Office) -> tuple[Age, ...]:
    """What the register holds; empty when it cannot be opened, which ``check`` tells.

    Old is what was taken out more than ``[register] stale_days`` ago; so is a kind that letters
    need and that was never imported.
    """
    path = office.workspace.register
    if not path.exists():
        return ()
    try:
        register = Register.open(path)
    except RegisterUnavailableError:
        return ()
    try:
        held = register.imports()
    except RegisterUnavailableError:
        return ()
    finally:
        register.close()
    if not held:
        return ()
    return tuple(
        _age(kind, *held.get(kind, (0, None)), office)
        for kind in FileKind
        if kind in held or kind in _EXPECTED
    )


def _age(kind: FileKind, rows: int, exported_on: date | None, office: Office) -> Age:
    days = None if exported_on is None else max(0, (office.today() - exported_on).days)
    limit = office.workspace.config.exports.stale_days
    return Age(
        kind=kind,
        rows=rows,
        exported_on=exported_on,
        days=days,
        stale=days is None or days > limit,
    )
