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

    def __reduce__(self) -> tuple[object, ...]:
        """Copied and sent to another process whole."""
        return _made, (str(self), self.pattern, dict(self.values))


def filled(pattern: str, /, **values: object) -> Sentence:
    """The pattern with its ``{name}`` places filled; one without values stands as it is.

    A value that is itself a sentence is one of the program's own texts; any other is data.
    """
    return _made(pattern.format(**values) if values else pattern, pattern, values)


def opened(said: str) -> Sentence:
    """The same with a capital first, as a sentence begins."""
    text = f"{said[:1].upper()}{said[1:]}"
    if isinstance(said, Sentence):
        return _made(text, said.pattern, said.values)
    return _made(text, said, {})


def whole(said: str) -> Sentence:
    """What is said in a few words as a sentence of its own, with a full stop."""
    return opened(filled("{said}.", said=said))


def listed(parts: tuple[str, ...]) -> str:
    """Words as an enumeration: ``a, b och c``."""
    if len(parts) < 2:
        return enumerated(parts)
    return filled("{before} och {last}", before=enumerated(parts[:-1]), last=parts[-1])


def enumerated(parts: tuple[str, ...]) -> str:
    """Words with commas between: ``a, b, c``; empty for none."""
    told = parts[0] if parts else ""
    for one in parts[1:]:
        told = filled("{before}, {one}", before=told, one=one)
    return told


def _made(text: str, pattern: str, values: Mapping[str, object]) -> Sentence:
    made = Sentence(text)
    # A pattern that is a sentence itself would be said with its own values, and lose these.
    made.pattern = str(pattern)
    made.values = MappingProxyType(dict(values))
    return made
