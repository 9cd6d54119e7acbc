"""Blind samples in the ledger: the letters that the program sent alone, and people's answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pipeline.domain.kinds import Kind
from pipeline.domain.sampling import Answer, chosen_below
from pipeline.store.errors import DamageError
from pipeline.store.ledger import Ledger
from pipeline.store.letters import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One answer: to which revision of which letter, by whom, when, and what differed."""

    letter: str
    revision: int
    by: str
    at: str
    answer: Answer
    differs: tuple[str, ...]


_ALONE = """
FROM letters l
WHERE l.drawn < ? AND l.restricted = 0 AND l.kind != 'debt_list'
  AND l.id NOT IN (SELECT letter FROM samples)
  AND EXISTS (SELECT 1 FROM events e WHERE e.subject = l.id AND e.what = 'routed'
    AND e.detail = (SELECT cast(coalesce(min(c.revision) - 1, l.revision) AS TEXT)
      FROM cases c WHERE c.letter = l.id AND c.why = 'edit'))
"""
"""Letters that left without a person.

Those that somebody has changed since are among them: left out, their errors would never count.
"""


_LISTED = f"""
SELECT l.*, coalesce(
    (SELECT min(c.revision) - 1 FROM cases c WHERE c.letter = l.id AND c.why = 'edit'), l.revision
  ) AS alone
{_ALONE} ORDER BY l.received_on, l.arrival, l.place
"""  # noqa: S608 - own words only
"""They, each with the last revision that the program made alone, in order of arrival."""

_COUNTED = f"SELECT count(*) FROM (SELECT 1 {_ALONE} LIMIT ?)"  # noqa: S608 - own words only


def sent_alone(ledger: Ledger, share: float) -> list[tuple[Letter, int]]:
    """Unanswered letters that left without a person, with that revision, in order of arrival.

    Of them the ``share`` (0 to 1) that is drawn. None that touches a protected identity, and no
    lists: of those each row leaves by itself.
    """
    rows = ledger.rows(_LISTED, (chosen_below(share),))
    return [(Letter.of(row), row["alone"]) for row in rows]


def number_alone(ledger: Ledger, share: float, most: int) -> int:
    """How many those are, counted no further than to ``most``."""
    return ledger.number(_COUNTED, (chosen_below(share), most))


def add(ledger: Ledger, sample: Sample) -> None:
    """Keep an answer, inside a transaction."""
    ledger.insert(
        "samples",
        {
            "letter": sample.letter,
            "revision": sample.revision,
            "by": sample.by,
            "at": sample.at,
            "answer": _dump(sample.answer),
            "differs": json.dumps(sample.differs),
        },
    )
    ledger.event("sampled", sample.letter, str(sample.revision))


def all_of(ledger: Ledger) -> list[Sample]:
    """Every answer, in the order of their giving."""
    return [
        Sample(
            letter=row["letter"],
            revision=row["revision"],
            by=row["by"],
            at=row["at"],
            answer=_load(row["answer"]),
            differs=tuple(json.loads(row["differs"])),
        )
        for row in ledger.rows("SELECT * FROM samples ORDER BY at, letter")
    ]


def is_answered(ledger: Ledger, letter: str) -> bool:
    """Whether somebody has answered for that letter."""
    return ledger.number("SELECT count(*) FROM samples WHERE letter = ?", (letter,)) > 0


def _dump(answer: Answer) -> str:
    plain: dict[str, Any] = {
        "kind": answer.kind.value,
        "persons": answer.persons,
        "children": answer.children,
        "amount": None if answer.amount is None else str(answer.amount),
        "letter_date": None if answer.letter_date is None else answer.letter_date.isoformat(),
        "eviction_at": None if answer.eviction_at is None else answer.eviction_at.isoformat(),
    }
    return json.dumps(plain, ensure_ascii=False)


def _load(text: str) -> Answer:
    try:
        said = json.loads(text)
        return Answer(
            kind=Kind(said["kind"]),
            persons=tuple(said["persons"]),
            children=tuple(said["children"]),
            amount=None if said["amount"] is None else Decimal(said["amount"]),
            letter_date=_day(said["letter_date"]),
            eviction_at=_moment(said["eviction_at"]),
        )
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise DamageError("Ett sparat stickprov går inte att läsa. Meddela IT.") from error


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
