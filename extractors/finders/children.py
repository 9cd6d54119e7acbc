"""Where a letter tells of a child: by whatever word, unless it says that there is none, or asks.

A child must not be missed (domain.md, scenarios of children): every word for a child is a mention,
except in the few sentences that plainly deny one or only ask, each read as a whole. What lies near
a child and is about something else ("två barn och inga pengar") silences nothing. A false alarm
costs a look; a missed child may cost a home.
"""

from __future__ import annotations

import re

from extractors.finders.children_words import (
    ANSWERED,
    ASKS,
    AT_ONCE_SAID,
    BORN,
    BOX,
    BOXED,
    CERTAIN,
    CHILD,
    COUNTED,
    DEFINITE,
    DENIED_AFTER,
    DENIED_BEFORE,
    FIRM,
    FIRM_GOES_ON,
    GENERIC,
    GROWN,
    GROWN_AGE,
    GROWN_BEFORE,
    IF,
    IF_BARE,
    IF_VERB,
    LABEL_ALONE,
    LABEL_ANSWER,
    LEAVE,
    MY,
    NEIGHBOUR,
    NOT_DENIED,
    NOT_KNOWN,
    NUMBER_LABEL,
    OF_STAFF,
    SOME,
    SUPPOSED,
    TELL_US,
    TOLD_NEXT,
    UNIT_AFTER,
    UNIT_ALONE,
    UNIT_BEFORE,
    UNIT_WHOLE,
)
from extractors.finders.letter import Letter
from extractors.finders.party_draft import name_key
from pipeline.domain.fields import APARTMENT, Findings

Mention = tuple[int, int, float]
"""Where a child is told of, and how surely: first character, the one after the last, 0 to 1."""

ADULT = 18
_REACH = 240
_CLOSE = 60


def mention(letter: Letter, found: Findings) -> Mention | None:
    """The surest telling of a child that may be one of the home's; None where there is none."""
    text = letter.plain
    best: Mention | None = None
    for hit in CHILD.finditer(text):
        before = text[max(0, hit.start() - _REACH) : hit.start()]
        after = text[hit.end() : hit.end() + 120]
        word = hit.group().lower()
        if not _tells(before, hit.group(), after) or _anothers(found, before, word, after):
            continue
        sure = _sureness(before, after)
        if best is None or sure > best[2]:
            best = (hit.start(), hit.end(), sure)
    return best or _born(letter)


def _sureness(before: str, after: str) -> float:
    if GENERIC.search(before[-45:]) or GENERIC.search(after[:30]):
        return 0.5
    return 0.96 if CERTAIN.search(before) or ANSWERED.match(after) else 0.85


def _born(letter: Letter) -> Mention | None:
    """A year of birth of somebody who is no adult yet, as "född 2019"."""
    for hit in BORN.finditer(letter.plain):
        if 0 <= letter.received_on.year - int(hit["year"]) < ADULT:
            return hit.start(), hit.end(), 0.85
    return None


def _tells(before: str, printed: str, after: str) -> bool:
    """Whether the words around a child tell of one: no unit's name, no denial, no bare question."""
    word = printed.lower()
    if (
        _no_kin(before, printed, after)
        or UNIT_WHOLE.match(after)
        or UNIT_ALONE.match(after)
        or (UNIT_AFTER.match(after) and UNIT_BEFORE.search(before))
    ):
        return False
    ticked = _ticked(after)
    if ticked is None and LABEL_ANSWER.match(after) and not ANSWERED.match(after):
        ticked = False
    if ticked is not None or ANSWERED.match(after):
        return ticked is not False
    if DEFINITE.search(word):
        return True
    if COUNTED.search(before):
        return DENIED_BEFORE.search(before) is None
    return not (_denied(before, after) or _asked(before, after))


def _no_kin(before: str, printed: str, after: str) -> bool:
    """Whether a son is a part of a word or of a firm's name: "8 per soner", "Lindhult & Söner".

    A firm's name has capitals throughout; "Anna och son Ali" is a mother and her child.
    """
    if printed.lower() in {"son", "soner"} and before.endswith("per "):
        return True
    if printed not in _IN_FIRMS or FIRM.search(before) is None:
        return False
    return before.endswith("& ") or FIRM_GOES_ON.match(after) is not None


_IN_FIRMS = frozenset({"Son", "Sons", "Soner", "Dotter", "Dottrar", "Daughter", "Daughters"})


def _denied(before: str, after: str) -> bool:
    """Whether it is said that there is none, with nothing behind it that takes that back."""
    if NUMBER_LABEL.search(before):
        return SOME.search(after[:_CLOSE]) is None
    unknown = (other.match(after) for one, other in NOT_KNOWN if one.search(before))
    if any(hit is not None and TOLD_NEXT.match(after, hit.end()) is None for hit in unknown):
        return True
    denied = DENIED_BEFORE.search(before) or DENIED_AFTER.match(after)
    return denied is not None and NOT_DENIED.search(_sentence(after)) is None


def _asked(before: str, after: str) -> bool:
    """Whether it is only asked, or supposed, and not at once told."""
    rest = _sentence(after)
    if AT_ONCE_SAID.search(re.split(r"[.!]\s", after.replace("\n", " "))[0]):
        return False
    if SUPPOSED.search(before):
        return True
    said = IF.search(before) or (IF_BARE.search(before) if IF_VERB.match(after) else None)
    if said is not None and TELL_US.search(f"{_last(before)} {rest}"):
        return True
    if LABEL_ALONE.search(before) and re.match(r"[^.,;:!\n\t?-]{0,40}\?", after):
        return True
    asks = ASKS.search(before)
    if asks is None:
        return False
    question = re.match(r"[^.,;:!\n\t?-]{0,50}\?", after) is not None
    return question or TELL_US.search(f"{_last(before[: asks.start()])} {rest}") is not None


def _sentence(after: str) -> str:
    """The rest of the sentence."""
    return re.split(r"[.!?]\s", after.replace("\n", " "), maxsplit=1)[0]


def _last(before: str) -> str:
    """The beginning of the sentence that goes on."""
    return re.split(r"[.!?]\s", before.replace("\n", " "))[-1]


def _ticked(after: str) -> bool | None:
    """What a form's boxes say behind the question; None where there are none.

    Boxes stand before their labels where the first thing is a box, else behind them.
    """
    line = BOXED.match(after)
    if line is None:
        return None
    marks = [(one.lastgroup or "", one.group().lower()) for one in BOX.finditer(line.group())]
    labels = [text for sort, text in marks if sort == "label"]
    boxes = [sort for sort, _ in marks if sort != "label"]
    if not labels or len(labels) != len(boxes):
        return True if "ticked" in boxes else None
    return any(
        box == "ticked" and not re.match(r"nej|vet|0|okant", label)
        for box, label in zip(boxes, labels, strict=True)
    )


_OF_ANY_AGE = re.compile(r"son|dott|daughter|grandson|granddaughter")


def _anothers(found: Findings, before: str, word: str, after: str) -> bool:
    """Whether it is surely not of this home: a grown child of the writer's, a neighbour's infant.

    A neighbour is somebody who is no party, named with the number of another flat.
    """
    flat = before.replace("\n", " ")
    if MY.search(flat) and GROWN.match(after):
        return True
    if OF_STAFF.search(flat) and LEAVE.match(word):
        return True
    # of sons and daughters alone: "Vuxna | Barn" heads two columns of a form
    if _OF_ANY_AGE.match(word) and (GROWN_BEFORE.search(before) or GROWN_AGE.match(after)):
        return True
    near = NEIGHBOUR.search(flat)
    if near is None:
        return False
    words = name_key(near["who"])
    parties = [name_key(one.name.value) for one in found.parties if one.name is not None]
    return (
        bool(parties)
        and not any(words & one for one in parties)
        and near["flat"] != found.value(APARTMENT)
    )
