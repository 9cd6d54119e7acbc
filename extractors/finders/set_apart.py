"""Amounts of which the letter itself says that they are no part of what is claimed."""

from __future__ import annotations

import re

from extractors.finders.letter import Letter
from extractors.finders.money import Money, amounts

_NOT = r"(?:ej|icke|inte)"
_LEFT_OUT = re.compile(
    rf"\b(?:ingar|ingick)\s{_NOT}\b|\b{_NOT}\s(?:inraknad|inraknat|medraknad|medraknat)\b"
    rf"|\bberors\s{_NOT}(?=\s?[.;,)]|$)|\b{_NOT}\sforvaxlas\b"
    r"|\b(?:behandlas|hanteras|faktureras|debiteras)\s(?:helt\s)?(?:for sig|separat)\b"
    r"|\bhor inte (?:hit|till)\b"
    r"|\b(?:is|are) (?:not included|not part of|a separate matter|dealt with separately)\b",
    re.IGNORECASE,
)
"""What is left out of a claim, is another matter, or is not to be mixed up with it."""
_PAID = re.compile(
    rf"\b(?:ar|blev|var|har)\s(?!{_NOT}\b)"
    r"(?:(?:nu|sedan|redan|numera|dock|i\sdag|helt)\s)?(?:betald|betalt|betalats|reglerad|reglerats"
    rf"|slutbetald|avskriven|avskrivits|efterskankt)\b"
    rf"(?!\s{_NOT}\b|\still\s(?:halften|en del|viss))"
    r"|\b(?:has|have) been (?:paid|settled|written off)\b|\bwas (?:paid|settled|written off)\b",
    re.IGNORECASE,
)
"""What has been paid, or will not be asked for."""
_CONDITION = re.compile(
    r"\b(?:om(?!\s(?:sek\s)?$)|nar|forst|forran|tills|innan|snart|dess|unless|until|once|if|when"
    r"|must|nothing|none|ingenting|inget|inga|ingen|of which|av vilken|varav)\b",
    re.IGNORECASE,
)
"""Words by which nothing is said to be paid: a condition, or a denial."""
_WHOLE = re.compile(
    r"\b(?:hela|total\w*|sammanlag[dt]\w*|whole|entire|outstanding|summa\w*|att betala"
    r"|to pay|i dag|idag|dags dato|today)\b",
    re.IGNORECASE,
)
"""Words of an amount that is called the whole: nothing sets that apart."""
_JUST_PAID = re.compile(r"\b(?:som|dar) betalades\W*$", re.IGNORECASE)
_OF_IT = re.compile(
    r"[\s,.;:()]*(?:(?:kr|kronor|sek)\b[\s,.;:()]*)?"
    r"(?:(?:den|det|detta|denna|vilket|som|it|this|which)\s"
    r"(?:(?:ska(?:ll)?|far|kan|har|beloppet|skulden|amount|debt)\s)?)?",
    re.IGNORECASE,
)
"""What may stand between an amount and words that leave out just that: nothing, or a pronoun."""
_ANOTHER_CLAUSE = re.compile(r"[;:]|,\s|\b(?:och|men|varav|and|but)\b", re.IGNORECASE)
_CLAIMS = re.compile(
    r"\b(?:ar|uppgar|blir|utgor|kvarstar|kvar|\w*skulden?|total\w*|summa\w*|hela|att betala|saldo"
    r"|utestaende|rest\w*|is|amounts?|due)\b",
    re.IGNORECASE,
)
_THE_CLAIM = re.compile(
    r"(?:belopp|summa|saldo|krav|total|att betala|skuld)\w*\s(?:om\s|pa\s|ar\s|sek\s)?$",
    re.IGNORECASE,
)
"""Words right before an amount that is itself what something is left out of."""
_STOP = re.compile(r"[.!?]\s+(?=[A-Z])|\f|\n\s*\n")
_ENDS = re.compile(r"[.!?]\s+(?=[A-Z])(?!(?:Den|Det|Detta|Denna|It|This|That)\s)|\f|\n\s*\n")
"""A stop behind an amount, unless the next sentence goes on about it."""
_WIDTH = 130


def set_apart(letter: Letter, money: Money) -> bool:
    """Whether the sentence around an amount says that just this is no part of the claim.

    No other amount may stand between them, nor more than one line's end: a table's rows have no
    stop, and what is said of the next row is not said of this one.
    """
    ahead, behind = _around(letter.plain, money)
    if _WHOLE.search(ahead):
        return False
    left_out = _LEFT_OUT.search(behind)
    if left_out and _OF_IT.fullmatch(behind[: left_out.start()]):
        # "I beloppet 9 500 kr ingår inte ränta"
        return not (left_out.group().startswith("ing") and _THE_CLAIM.search(ahead))
    paid = _PAID.search(behind)
    if paid and not _ANOTHER_CLAUSE.search(behind[: paid.start()]):
        return not (_CONDITION.search(ahead) or _CONDITION.search(behind[: paid.start()]))
    listed = list(_LEFT_OUT.finditer(ahead))
    if listed and not _CLAIMS.search(ahead[listed[-1].end() :]):
        return True
    return _JUST_PAID.search(ahead) is not None


def _around(text: str, money: Money) -> tuple[str, str]:
    """The words of the sentence before and behind an amount, up to the next amount either way."""
    start = max(0, money.start - _WIDTH)
    stops = [one.end() for one in _STOP.finditer(text, start, money.start)]
    ahead = text[max(stops, default=start) : money.start]
    ahead = _flat("\n".join(ahead.split("\n")[-2:]))
    ahead = ahead[max((one.end for one in amounts(ahead)), default=0) :]
    stop = _ENDS.search(text, max(money.start, money.end - 1), money.end + _WIDTH)
    behind = text[money.end : stop.start() if stop else money.end + _WIDTH]
    behind = _flat("\n".join(behind.split("\n")[:2]))
    return ahead, behind[: min((one.start for one in amounts(behind)), default=len(behind))]


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")
