"""Blind sampling: a share of what the program sent alone is read by a person who is told nothing.

A difference takes the letter back to review, where somebody settles who was right; until then it
counts against the program.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.domain.bounds import interval
from pipeline.domain.edits import Act
from pipeline.domain.kinds import State
from pipeline.domain.sampling import Answer, Standing, differences, standing, values_of
from pipeline.store import documents, letters, samples
from pipeline.store.errors import ConflictError, NotAllowedError, NotFoundError
from pipeline.store.letters import Letter
from pipeline.store.samples import Sample
from pipeline.usecases import papers, review
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Mind

WHY = "Stickprov: en annan läsning av brevet skiljer sig."
"""The reason of the edit that takes a letter back; which value differs is not told."""


_ALL = 1 << 30
"""More than there ever are."""


def to_do(office: Office) -> list[Letter]:
    """The letters that wait for a blind reader, in the order of arrival."""
    return [letter for letter, _ in _chosen(office)]


def number(office: Office, most: int) -> int:
    """How many letters wait for a blind reader, counted no further than to ``most``."""
    share = office.workspace.config.risk.sample_share
    return samples.number_alone(office.ledger, share, most)


def _chosen(office: Office) -> list[tuple[Letter, int]]:
    return samples.sent_alone(office.ledger, office.workspace.config.risk.sample_share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blind:
    """What a blind reader gets: the letter, its own pages, and the number of all in the scan."""

    letter: Letter
    pages: tuple[int, ...]
    of: int


def shown(office: Office, ident: str) -> Blind:
    """The pages of a letter that waits for a blind reader; NotFoundError for any other."""
    letter, revision = _one(office, ident)
    document = documents.document(office.ledger, letter.document)
    part = letters.case(office.ledger, letter.id, revision).part
    return Blind(letter=letter, pages=part.pages, of=0 if document is None else document.pages)


def pages_of(office: Office, ident: str) -> bytes:
    """Those pages and no others as a PDF: other letters of the scan may be nobody's business."""
    blind = shown(office, ident)
    return papers.own_pages(office, blind.letter.document, blind.pages)


def answer(office: Office, mind: Mind, ident: str, said: Answer, *, by: str) -> bool:
    """Keep the answer; whether it differs, and then the letter has gone back to review.

    One transaction. Raises NotFoundError for a letter that is not in the sample, ConflictError
    when it has an answer, NotAllowedError without a name.
    """
    ledger = office.ledger
    name = by.strip()
    if not name:
        raise NotAllowedError("Ange vem som svarar: --by NAMN.")
    with ledger.atomic():
        letter, revision = _one(office, ident)
        told = values_of(letters.case(ledger, letter.id, revision))
        differs = differences(said.values, told)
        samples.add(
            ledger,
            Sample(
                letter=letter.id,
                revision=revision,
                by=name,
                at=ledger.now(),
                answer=said,
                differs=differs,
            ),
        )
        if differs and review.is_sent(letter):
            back = review.Said(act=Act.RETURN, by=name, reason=WHY)
            review.record(office, mind, letter.id, back)
    return bool(differs)


def _one(office: Office, ident: str) -> tuple[Letter, int]:
    letter = letters.letter(office.ledger, ident)
    if samples.is_answered(office.ledger, letter.id):
        raise ConflictError("Någon har redan svarat på det stickprovet. Inget är ändrat.")
    for one, revision in _chosen(office):
        if one.id == letter.id:
            return one, revision
    raise NotFoundError(
        "Brevet ingår inte i stickprovet. Se vilka som gör det: troskel sample list."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Achieved:
    """How often the program was right when it was checked blind.

    ``open`` differences are not settled and count as ``wrong``; ``low`` and ``high`` bound the
    error rate with 95 % (0 and 1 show nothing); ``values`` counts the errors by value.
    """

    answered: int
    wrong: int
    open: int
    reader_wrong: int
    waiting: int
    low: float
    high: float
    values: Mapping[str, int]


def achieved(office: Office, *, most: int = _ALL) -> Achieved:
    """The rate of all answers so far; what waits is counted no further than to ``most``."""
    counted: Counter[Standing] = Counter()
    values: Counter[str] = Counter()
    ledger = office.ledger
    with ledger.snapshot():
        found = samples.all_of(ledger)
        for one in found:
            stands = _standing(office, one)
            counted[stands] += 1
            if stands in {Standing.OPEN, Standing.PROGRAM_WRONG}:
                values.update(one.differs)
        waiting = number(office, most)
    wrong = counted[Standing.OPEN] + counted[Standing.PROGRAM_WRONG]
    low, high = interval(wrong, len(found)) if found else (0.0, 1.0)
    return Achieved(
        answered=len(found),
        wrong=wrong,
        open=counted[Standing.OPEN],
        reader_wrong=counted[Standing.PROGRAM_RIGHT],
        waiting=waiting,
        low=low,
        high=high,
        values=dict(values),
    )


def _standing(office: Office, one: Sample) -> Standing:
    if not one.differs:
        return Standing.EQUAL  # most answers: no case need be opened for them
    letter = letters.letter(office.ledger, one.letter)
    return standing(
        one.differs,
        letters.case(office.ledger, one.letter, one.revision),
        letters.case(office.ledger, one.letter, letter.revision),
        closed=letter.closed,
        waits=letter.state is not State.ROUTED,
    )
