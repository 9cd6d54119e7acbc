"""Under which paragraph a letter is a statutory notice, when it is one."""

from __future__ import annotations

import re

from extractors.finders.letter import Letter
from pipeline.domain.fields import STATUTORY, Findings

_JB = r"(?:12\s?kap\.?|jordabalken|hyreslagen|JB)"
_NOTICES = (
    (
        "JB 12:44 formulär 3",
        0.97,
        (
            r"meddelande till socialnamnd\w* om uppsagning av bostadshyresgast"
            r"|hyresgasten ska(?:ll)? betala for att atervinna hyresratten"
            r"|formular 3.{0,80}(?:1978:314)|1978:314.{0,80}formular 3"
        ),
    ),
    (
        "BRL 7:23 formulär 3",
        0.96,
        (
            r"meddelande till socialnamnd\w* om uppsagning av bostadsrattshavare"
            r"|2003:37.{0,80}formular 3|formular 3.{0,80}2003:37"
        ),
    ),
    (
        "BRL 7:9 formulär 4",
        0.94,
        (
            r"2003:37.{0,80}formular 4|formular 4.{0,80}2003:37"
            r"|7\s?kap\.?\s?9\s?§.{0,80}(?:bostadsrattslagen)?"
        ),
    ),
    (
        "ellagen 11 kap. bilaga 2",
        0.97,
        (
            r"konsument som riskerar att fa overforingen av el(?:en)? avbruten"
            r"|11\s?kap\.?\s?[234]\s?§\S{0,2}\s?ellagen|ellagen.{0,25}11\s?kap"
            r"|2023:242.{0,60}bilaga 2"
        ),
    ),
    (
        "naturgaslagen 8 kap.",
        0.95,
        (
            r"riskerar att fa overforingen av (?:natur)?gas"
            r"|8\s?kap\.?\s?[3-6]\s?§.{0,30}naturgaslagen"
            r"|naturgaslagen.{0,30}8\s?kap"
        ),
    ),
    (
        "fjärrvärmelagen 28 §",
        0.95,
        (
            r"28\s?§.{0,25}fjarrvarmelagen|fjarrvarmelagen.{0,40}28\s?§|2008:526"
            r"|riskerar att fa distributionen av fjarrvarme"
        ),
    ),
    (
        "UF 16:7 a",
        0.96,
        (
            r"16\s?kap\.?\s?7\s?a\s?§|16\s?:\s?7\s?a\b|UF\s?16:7\s?a"
            r"|7\s?a\s?§\s(?:utsokningsforordningen|UF)"
        ),
    ),
    (
        "UF 16:2",
        0.96,
        (
            r"16\s?kap\.?\s?2\s?§|UF\s?16:2\b|16\s?:\s?2\s(?:UF|utsokningsforordningen)"
            r"|2\s?§\s(?:utsokningsforordningen|UF)"
        ),
    ),
    (
        "JB 12:42 st.4",
        0.93,
        (
            r"42\s?§\s?(?:fjarde|4)\s?(?:stycket|st)|12:42\s?(?:st\.?\s?4|fjarde)"
            r"|kopia av uppsagning.{0,60}socialnamnd"
        ),
    ),
    (
        "JB 12:25 a",
        0.95,
        r"25\s?a\s?§|12:25\s?a\b|25\s?§\s?andra stycket",
    ),
    (
        "BRL 7:23",
        0.92,
        r"7\s?kap\.?\s?23\s?§|BRL\s?7:23",
    ),
    (
        "JB 12:44",
        0.9,
        (
            rf"(?:{_JB}).{{0,12}}44\s?§|44\s?§.{{0,25}}(?:jordabalken|hyreslagen|JB|hyres)|12:44\b"
            r"|12\s?kap\.?\s?44\s?§"
        ),
    ),
    ("JB 12:42", 0.85, rf"{_JB}.{{0,12}}42\s?§|42\s?§\s?(?:forsta|1)\s?(?:stycket|st)|12:42\b"),
    ("JB 12:46", 0.8, r"46\s?§\s?(?:andra|forsta)\s?stycket|12:46\b"),
    ("inkassolagen 5 §", 0.85, r"5\s?§\sinkassolagen|inkassolagen.{0,25}5\s?§"),
    ("lag (2006:412) 43 §", 0.85, r"43\s?§.{0,40}(?:vattentjanst|2006:412)|2006:412.{0,40}43\s?§"),
)
_PATTERNS = tuple(
    (value, sure, re.compile(words, re.IGNORECASE | re.DOTALL)) for value, sure, words in _NOTICES
)


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``statutory_notice``: the paragraph and form the letter itself names.

    In the order of what triggers a duty or a clock (domain.md 1.1-1.5). Old layouts and paragraphs
    (12:25 second para) are accepted. No paragraph in the letter, no field.
    """
    flat = letter.plain.replace("\n", " ").replace("\t", " ")
    for value, sure, pattern in _PATTERNS:
        hit = pattern.search(flat)
        if hit is None:
            continue
        field = letter.place(value, *hit.span(), finder="statute", sure=sure)
        if field is not None:
            return found.with_field(STATUTORY, field)
    return found
