"""Amounts of which the letter itself says that they are no part of what is claimed."""

from __future__ import annotations

import re

from extractors.finders.letter import Letter
from extractors.finders.money import Money, amounts

_NOT = r"(?:ej|icke|inte)"
_LEFT_OUT = re.compile(
    rf"\bing(?:ar|ick)\s{_NOT}\b|\b{_NOT}\s(?:inraknad|inraknat|medraknad|medraknat|medtagen|medtaget)\b"
    rf"|\bfinns\s{_NOT}\smed\b|\b(?:berors|avses|paverkas|rors|ror)\s{_NOT}\b|\b{_NOT}\sforvaxlas\b"
    r"|\b(?:behandlas|hanteras|drivs|faktureras|debiteras|kravs|skots)\s(?:helt\s)?"
    r"(?:for sig|separat|sarskilt)\b"
    r"|\bhar inget med\b|\bhor inte (?:hit|till)\b"
    r"|\b(?:is|are) (?:not included|not part of|a separate matter|dealt with separately)\b"
    r"|\bnot (?:included|part of)\b",
    re.IGNORECASE,
)
"""What is left out of a claim, is another matter, or is not to be mixed up with it."""
_PAID = re.compile(
    rf"(?<!inte )(?<!ej )(?<!icke )(?<!aldrig )\b(?:ar|blev|var|har)"
    rf"\s(?!{_NOT}\b|aldrig\b|bara\b|delvis\b)"
    r"(?:\w+\s)?(?:betald|betalt|betalats|reglerad|reglerats|slutbetald|avskriven|avskrivits"
    r"|efterskankt)\b(?!\s(?:inte|ej)\b)"
    r"|\bsom betalades\b|\bdar betalades\b|\b(?:has|have) been (?:paid|settled|written off)\b"
    r"|\bwas (?:paid|settled|written off)\b",
    re.IGNORECASE,
)
"""What has been paid, or will not be asked for."""
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
    """Whether the sentence around an amount says that it is no part of the claim.

    No other amount may stand between them, nor more than one line's end: a table's rows have no
    stop, and what is said of the next row is not said of this one.
    """
    text = letter.plain
    start = max(0, money.start - _WIDTH)
    stops = [one.end() for one in _STOP.finditer(text, start, money.start)]
    before = text[max(stops, default=start) : money.start]
    stop = _ENDS.search(text, max(money.start, money.end - 1), money.end + _WIDTH)
    behind = text[money.end : stop.start() if stop else money.end + _WIDTH]
    ahead = _next_to(before[::-1])[::-1]
    ahead = ahead[max((one.end for one in amounts(_flat(ahead))), default=0) :]
    behind = _next_to(behind)
    behind = behind[: min((one.start for one in amounts(_flat(behind))), default=len(behind))]
    whole = _THE_CLAIM.search(_flat(before)) is not None
    left_out = _LEFT_OUT.search(_flat(ahead)) or (not whole and _LEFT_OUT.search(_flat(behind)))
    return bool(left_out or _PAID.search(_flat(behind)) or _PAID.search(_flat(ahead)))


def _next_to(text: str) -> str:
    """The text up to its second line's end."""
    return "\n".join(text.split("\n")[:2])


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")
