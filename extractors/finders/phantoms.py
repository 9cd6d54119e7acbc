"""Words that were taken for a person and are nobody's name: "GÖTEBORG", "flyttas ut"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from extractors.finders.letter import Letter, plain
from pipeline.domain.fields import Findings, Party
from pipeline.domain.roles import PERSONS_MEANT, SpanRole

IsName = Callable[[str], bool]
"""Whether anybody in the register has such a given name or surname."""

_NOBODY = 0.3
"""From this share on the reader of roles sees no person's name at all in a word."""
_SOMEBODY = 0.4
"""From this share on, wherever the words stand, they may be one of those meant."""


def without(letter: Letter, found: Findings, lost: Collection[int], is_name: IsName) -> Findings:
    """The findings without those of the ``lost`` parties that are no person.

    A party that the register does not know is left out where none of its words is anybody's name
    and the reader of roles takes it for none; where a number was printed with it, the number
    alone is left. The very same findings where there is none, and without a reader of roles.
    """
    if not letter.roles:
        return found
    parties: list[Party] = []
    for place, party in enumerate(found.parties):
        if place not in lost or party.name is None or not _phantom(letter, party, is_name):
            parties.append(party)
        elif party.personnummer is not None:
            parties.append(replace(party, name=None))
    return found if tuple(parties) == found.parties else replace(found, parties=tuple(parties))


def _phantom(letter: Letter, party: Party, is_name: IsName) -> bool:
    name = "" if party.name is None else party.name.value
    words = [word for word in re.findall(r"[^\W\d_][\w'-]+", name) if len(word) > 1]
    if any(is_name(word) for word in words):
        return False
    share = letter.roles.share
    printed = r"\s+".join(map(re.escape, plain(name).split()))
    places = [hit.span() for hit in re.finditer(printed, letter.plain, re.IGNORECASE)]
    if any(share(letter.text, *place, *PERSONS_MEANT) >= _SOMEBODY for place in places):
        return False
    return any(share(letter.text, *place, SpanRole.NONE) >= _NOBODY for place in places)
