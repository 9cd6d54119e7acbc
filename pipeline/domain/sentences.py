"""Swedish sentences that remember what was filled into them.

To whoever reads it a sentence is its Swedish text. What it was made of is kept beside, for pages
that say the same in another way.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class Sentence(str):
    """A text with the ``pattern`` that it was made from and the ``values`` of its places."""

    __slots__ = ("pattern", "values")
    pattern: str
    values: Mapping[str, object]


def filled(pattern: str, /, **values: object) -> Sentence:
    """The pattern with its ``{name}`` places filled; one without values stands as it is.

    A value that is itself a sentence is one of the program's own texts; any other is data.
    """
    made = Sentence(pattern.format(**values) if values else pattern)
    made.pattern = pattern
    made.values = MappingProxyType(values)
    return made
