"""How things stand: counts, what waits too long, what lies in the inbox and is not taken."""

from __future__ import annotations

import contextlib
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.store import packets
from pipeline.store.inbox import REFUSAL_TEXTS, TAKEN, Refusal, is_temporary
from pipeline.store.packets import Packet
from pipeline.usecases.office import Office
from pipeline.usecases.pickup import is_overdue
from pipeline.usecases.register_age import Age, ages


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A confirmation to Kronofogden that is not sent; ``overdue`` when its day is past."""

    letter: str
    due_on: date
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Something in the inbox that is not taken: its name, and what to do, in Swedish."""

    name: str
    code: str
    text: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The state of the workspace, with no personal data but file names in ``left``.

    ``unfinished`` counts files in the inbox that have had a temporary or hidden name for more than
    a day: no program is still writing them, and none of them will be taken.
    """

    received: int
    duplicates: int
    waiting: int
    quarantined: int
    routed: int
    review: int
    by_unit: tuple[tuple[str, int], ...]
    on_their_way: int
    overdue: tuple[Packet, ...]
    confirmations: tuple[Confirmation, ...]
    left: tuple[Left, ...]
    interrupted: int
    working: bool
    unfinished: int = 0
    register: tuple[Age, ...] = ()


def status(office: Office) -> Status:
    """How things stand now."""
    ledger = office.ledger
    working = office.is_coordinated()
    with ledger.snapshot():
        number = ledger.number
        lying = packets.lying(ledger)
        return Status(
            received=number("SELECT count(*) FROM receipts"),
            duplicates=number("SELECT count(*) FROM receipts WHERE first = 0"),
            waiting=number(
                "SELECT count(*) FROM documents WHERE state NOT IN ('decided', 'quarantined')"
            ),
            quarantined=number("SELECT count(*) FROM documents WHERE state = 'quarantined'"),
            routed=number("SELECT count(*) FROM letters WHERE state = 'routed'"),
            review=number("SELECT count(*) FROM letters WHERE state = 'review'"),
            by_unit=tuple(
                (row["unit"], row["number"])
                for row in ledger.rows(
                    "SELECT unit, count(*) AS number FROM packets WHERE state = 'delivered'"
                    " GROUP BY unit ORDER BY unit"
                )
            ),
            on_their_way=number("SELECT count(*) FROM packets WHERE state IN ('planned', 'built')"),
            overdue=tuple(one for one in lying if is_overdue(office, one)),
            confirmations=confirmations(office),
            left=tuple(
                Left(
                    name=row["name"],
                    code=row["code"],
                    text=REFUSAL_TEXTS[Refusal(row["code"])],
                    since=row["since"],
                )
                for row in ledger.rows("SELECT * FROM refusals ORDER BY name")
            ),
            interrupted=number(
                "SELECT count(*) FROM documents WHERE interrupted >= 3"
                " AND state NOT IN ('decided', 'quarantined')"
            ),
            working=working,
            unfinished=_unfinished(office),
            register=ages(office),
        )


def confirmations(office: Office, unit: str = "") -> tuple[Confirmation, ...]:
    """The confirmations that are to be sent and are not, the oldest first.

    All, or those of letters that lie with ``unit`` or that it has taken.
    """
    today = office.today()
    return tuple(
        Confirmation(
            letter=row["letter"],
            due_on=date.fromisoformat(row["due_on"]),
            overdue=date.fromisoformat(row["due_on"]) < today,
        )
        for row in office.ledger.rows(
            "SELECT letter, due_on FROM confirmations c WHERE needed = 1 AND sent_at IS NULL"
            " AND (?1 = '' OR EXISTS (SELECT 1 FROM packets p WHERE p.letter = c.letter"
            "   AND p.unit = ?1 AND p.superseded = 0 AND p.notice = 0"
            "   AND p.state IN ('delivered', 'picked_up')))"
            " ORDER BY due_on, letter",
            (unit,),
        )
    )


_WRITING = 24 * 60 * 60
"""Seconds after which a file with a temporary name is no longer being written."""

_LITTER = frozenset(
    {".gitkeep", ".directory", ".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"}
)
"""What file managers leave behind everywhere; ``._name`` is what a Mac leaves beside a file."""


def _unfinished(office: Office) -> int:
    """The files of :attr:`Status.unfinished`, in the inbox and its intake points."""
    latest = office.clock().timestamp() - _WRITING
    inbox = office.workspace.inbox
    found = 0
    # A share that is away is told of elsewhere.
    with contextlib.suppress(OSError):
        points = [one for one in inbox.iterdir() if one.is_dir() and not one.is_symlink()]
        for folder in (inbox, *points):
            with contextlib.suppress(OSError):
                found += sum(_is_left(path, latest) for path in folder.iterdir())
    return found


def _is_left(path: Path, latest: float) -> bool:
    low = path.name.casefold()
    ours = path.name.startswith(TAKEN)
    if ours or low in _LITTER or low.startswith("._") or not is_temporary(path.name):
        return False
    status = path.lstat()
    return stat.S_ISREG(status.st_mode) and status.st_mtime < latest
