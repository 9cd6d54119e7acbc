"""What a printed word is part of: whose name or address, which amount or day; a trained opinion."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.running_text import Text


class SpanRole(StrEnum):
    """Whose name or address a word belongs to, or which amount or day, as the letter uses it."""

    NONE = "none"
    DEBTOR = "debtor"
    CO_DEBTOR = "co_debtor"
    OTHER_PERSON = "other_person"
    STAFF = "staff"
    SENDER = "sender"
    PRINCIPAL = "principal"
    AUTHORITY = "authority"
    HOME = "home"
    SENDER_ADDRESS = "sender_address"
    OTHER_ADDRESS = "other_address"
    TOTAL = "total"
    OTHER_AMOUNT = "other_amount"
    DATED = "dated"
    DUE = "due"
    EVICTION = "eviction"
    OTHER_DAY = "other_day"


PERSONS_MEANT = (SpanRole.DEBTOR, SpanRole.CO_DEBTOR)
"""The roles of those whom the letter is about."""

VALUES = (
    SpanRole.TOTAL, SpanRole.OTHER_AMOUNT, SpanRole.DATED, SpanRole.DUE, SpanRole.EVICTION,
    SpanRole.OTHER_DAY,
)  # fmt: skip
"""The roles of amounts and days: the whole claim, the letter's own day, the day to pay by."""


@dataclass(frozen=True, slots=True)
class Roles:
    """For each word of a letter's text, in its order, the share of belief that each role has.

    ``scores[i]`` belongs to ``Text.words[i]`` and sums to 1; empty where nothing was trained, and
    then nothing is believed of any word. The shares are a model's own, not measured frequencies.
    """

    scores: tuple[Mapping[SpanRole, float], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is an opinion at all."""
        return bool(self.scores)

    def share(self, text: Text, start: int, end: int, *roles: SpanRole) -> float:
        """The mean belief that the words which ``start:end`` touches have one of these roles.

        0 where no word stands there, or where there is no opinion.
        """
        first = max(0, bisect_right(text.starts, start) - 1)
        if text.words and text.starts[first] + len(text.words[first].text) <= start:
            first += 1
        found = self.scores[first : bisect_left(text.starts, end)]
        if not found:
            return 0.0
        return sum(sum(one.get(role, 0.0) for role in roles) for one in found) / len(found)

    def runs(self, text: Text, *roles: SpanRole) -> Iterator[tuple[int, int]]:
        """Offsets of each run of words in one cell whose likeliest role is among these."""
        start: int | None = None
        end = 0
        for place, scores in enumerate(self.scores):
            at = text.starts[place]
            meant = bool(scores) and max(scores, key=scores.__getitem__) in roles
            apart = start is not None and text.value[end:at].strip(" ") != ""
            if start is not None and (apart or not meant):
                yield start, end
                start = None
            if meant:
                start = at if start is None else start
                end = at + len(text.words[place].text)
        if start is not None:
            yield start, end


NO_ROLES = Roles()
"""No opinion of any word."""
