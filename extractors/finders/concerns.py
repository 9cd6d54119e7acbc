"""Children and other concerns that a letter mentions: never overlooked, never made up."""

from __future__ import annotations

import re

from extractors.finders import children
from extractors.finders.letter import Letter
from pipeline.domain.fields import CHILDREN_MENTIONED, CONCERN, Findings

_CONCERNS = re.compile(
    r"(?<![\w])(?:barn\w*\s(?:som\s)?(?:skriker|grater|far illa|gratit|skrikit)|(?:skrik"
    r"|grat)\w*\sfran\sbarn"
    r"|sjalvmord\w*|suicid\w*|ta sitt liv|orosanmal\w*|oroliga? for|(?:stor|var|kanner) oro\b"
    r"|missbruk\w*|narkoti\w*|drog(?:er|paverkad)\w*|alkohol\w*|berusad\w*|psykisk\w*|demen(?:s"
    r"|t)\w*"
    r"|forvirrad\w*|hot(?:ar|at|ade|elser|full)?\s(?:mot|om|till)|vald(?:et|sam\w*"
    r"|s\w*)?\s?(?:mot|i nara)?|misshandel\w*|knivhot"
    r"|insulin|respirator|syrgas\w*|dialys\w*|hjartsjuk\w*|livsuppehallande|medicinsk\w*|sjukhus\w*"
    r"|rullstol\w*|funktionsned\w*|funktionshind\w*|sanitar olagenhet|hemtjanst|brandrisk|brandfara"
    r"|mordbrand|vanvard\w*|doende|allvarligt sjuk\w*|svart sjuk\w*)(?![\w])",
    re.IGNORECASE,
)
_NOT_CONCERN = re.compile(r"olagenhet for manniskors halsa|risk for person", re.IGNORECASE)


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``children_mentioned`` and ``concern``: the words as printed.

    A form's unanswered question ("Finns barn i hushållet?"), a denial and the names of units and
    committees are no mention. Where it is unclear the mention stands, with less confidence: a
    child must not be missed.
    """
    child = children.mention(letter, found)
    if child is not None:
        start, end, sure = child
        said = letter.text.value[start:end]
        field = letter.place(said, start, end, finder="concerns", sure=sure)
        if field is not None:
            found = found.with_field(CHILDREN_MENTIONED, field)
    for hit in letter.search(_CONCERNS):
        field = letter.place(
            letter.text.value[hit.start() : hit.end()].replace("\n", " "),
            *hit.span(),
            finder="concerns",
            sure=0.85,
        )
        if field is not None:
            return found.with_field(CONCERN, field)
    return found
