"""Amounts of which the letter itself says that they are no part of what is claimed."""

from __future__ import annotations

import re

from extractors.finders.letter import Letter
from extractors.finders.money import Money, amounts
from extractors.finders.part_paid import IN_PART, SAID_ONLY

_NOT = r"(?:ej|icke|inte|aldrig)"
_END = r"(?=\s?[.;,)]|\s(?:och|utan|and|but)\b|\s?$)"
_YOU = r"(?:er|dig|honom|henne|dem|den har|detta|det har|denna|you|this|the present)"
_OTHER = (
    r"(?:(?:(?:den|en|ett|er|din|the|an?)\s)?(?:forr[ae]|forrforr[ae]|tidigare|foregaende|annan|annat"
    r"|andra|previous|former|earlier|other|another|different|last)\s"
    r"(?:hyresgast\w*|boende\w*|innehavar\w*|kund\w*|person\w*|lagenhet\w*|bostad\w*|avtal\w*"
    r"|kontrakt\w*|arende\w*|objekt\w*|reskontra\w*|galdenar\w*|tenants?|occup\w+|holders?"
    r"|flats?|leases?|customers?|persons?|matters?|accounts?|tenanc\w+)"
    r"|(?:someone|somebody|nagon)\s(?:else|annan))"
)
_LEFT_OUT = re.compile(
    rf"\b(?:ingar|ingick|raknas|raknades|tas|omfattas)\s{_NOT}\b|\b{_NOT}\s(?:i|del av) krav\w*"
    rf"|\b{_NOT}\s(?:inraknad|inraknat|medraknad|medraknat|med i)\b"
    rf"|\b(?:berors|kravs|drivs)\s{_NOT}(?:\s(?:in|har|av\s\w+))?(?=\s?[.;,)]|$)"
    rf"|\b{_NOT}\s(?:forvaxlas|blandas|kravas|drivas|raknas)\b|\bkraver\svi\s{_NOT}\b"
    r"|\b(?:behandlas|hanteras|faktureras|debiteras)\s(?:helt\s)?(?:for sig|separat)\b"
    rf"|\bhor {_NOT} (?:hit|till)\b|\b(?:ligger|star) (?:helt )?utanfor\b"
    rf"|\b(?:ror|angar|galler|avser|belastar|drabbar)\s{_NOT}\s{_YOU}{_END}"
    rf"|\b(?:ror|angar|belastar|drabbar)\s(?:{_YOU}|oss)\s{_NOT}\b"
    rf"|\bar\s{_NOT}\s(?:er|din|hans|hennes|deras){_END}|\b(?:ar|var|is|was)\s{_OTHER}"
    rf"|\b(?:har\s)?(?:inget|ingenting|{_NOT})\s(?:alls\s)?(?:med\s{_YOU}\s)?att gora med\b"
    rf"|\b(?:har\s)?(?:inget|ingenting)\smed\s{_YOU}\b[\w\s]*\batt gora\b"
    rf"|\b(?:hor till|tillhor|tillhorde|galler|gallde|avser|avsag|belastar|harror fran|kommer fran"
    rf"|ligger pa|star pa|hor ihop med|belongs? to|relates? to|concerns?|is owed by|was owed by"
    rf"|lies with)\s{_OTHER}"
    r"|\b(?:is|are) (?:not (?:included|part of|claimed|yours|your debt)|no part of"
    r"|a separate matter|(?:dealt with|handled|treated|invoiced|billed) separately)\b"
    r"|\b(?:does|do) not (?:concern|relate to|form part of|belong to)\b|\bnothing to do with\b"
    r"|\bwe (?:do not|make no) claim\b",
    re.IGNORECASE,
)
"""What is left out of a claim, is another matter or another's, or is not to be mixed up with it."""
_PAID = re.compile(
    rf"\b(?:ar|blev|var|har|hade)\s(?!{_NOT}\b)"
    r"(?:(?:nu|sedan|redan|numera|dock|i\sdag|helt|fullt|till fullo|sedermera|senare|darefter"
    r"|sedan lange|for lange sedan|i sin helhet)\s"
    r"(?:ut\s)?){0,2}"
    r"(?:betald|betalt|betalats|reglerad|reglerats"
    r"|slutbetald|slutbetalats|avskriven|avskrivits|avskrivet|efterskankt|efterskankts|struken"
    r"|preskriberad)\b|\bhar\s(?:vi|hyresvarden|styrelsen)\s(?:\w+\s)?(?:avskrivit|efterskankt|strukit)\b"
    r"|\b(?:betalades|reglerades|avskrevs|efterskanktes|strukits|betalade"
    r"\s(?:ni|du|han|hon|de|hyresgasten))\b"
    rf"|\b(?:som|vilken|den|det)\s(?:ni|du|han|hon|de|hyresgasten|familjen)\s"
    r"(?:(?:redan|sedan|dock|senare)\s)?(?:betalade|reglerade)\b"
    r"|\b(?:has|have) (?:(?:since|already|now|later) )?been (?:(?:fully|duly) )?"
    r"(?:paid|settled|written off|waived|cleared)\b"
    r"|\b(?:was|were) (?:(?:since|already|later|fully|duly) )?"
    r"(?:paid|settled|written off|waived|cleared)\b"
    r"|\b(?:which|that) (?:you|he|she|they|the tenant) (?:(?:have|has) )?"
    r"(?:(?:since|already|later) )?(?:paid|settled|cleared)\b"
    r"|\bsince (?:been )?(?:paid|settled|cleared)\b"
    r"|\b(?:is|are) (?:(?:now|already|fully|since|long) )+(?:paid|settled)\b"
    r"|\b(?:is|are) written off\b",
    re.IGNORECASE,
)
"""What has been paid, or will not be asked for."""
_CONDITION = re.compile(
    r"\b(?:om(?!\s(?:sek\s)?$)|nar|forst|forran|tills|innan|snart|dess|darest|savida|forutsatt"
    r"|genom att|unless|until|once|if|when|provided|must|nothing|none|ingenting|inget|inga|ingen"
    r"|of which|av vilken|varav)\b",
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
_BEFORE = re.compile(
    r"\b(?:skuld(?:en)?|saldo(?:t)?|krav(?:et)?|debt|balance) (?:da|var da|den gangen|vid det"
    r" tillfallet|then|at (?:that|the) time)(?: (?:was|var))?(?: (?:pa|om|sek))?\W*$"
    r"|\b(?:da|den gangen|vid det tillfallet|then|at that time)\s(?:uppgick|var|was|stood)\s"
    r"(?:\w+\s){0,2}?(?:skuld\w*|saldo\w*|krav\w*|debt|balance|arrears)"
    r"(?:\s(?:till|pa|om|at|sek))*\W*$",
    re.IGNORECASE,
)
"""An earlier state of the debt."""
_OF_IT = re.compile(
    r"[\s,.;:()]*(?:(?:kr|kronor|sek)\b[\s,.;:()]*)?"
    r"(?:(?:efter|after)\s(?:sig|him|her|them)[\s,.;]*)?"
    r"(?:(?:och|men|and|but)\s)?"
    r"(?:(?:(?:den|det)\s(?:skulden|beloppet|summan)|(?:this|that)\s(?:debt|amount|sum)"
    r"|den|det|de|detta|denna|vilket|vilken|som|skulden|beloppet|it|this|which|that)\s)?"
    r"(?:(?:ska(?:ll)?|far|kan|har|vi|beloppet|skulden|amount|debt)\s)?",
    re.IGNORECASE,
)
"""What may stand between an amount and words that leave out just that: nothing, or a pronoun."""
_PHRASE = re.compile(
    r"\s?(?:(?:kr|kronor|sek)\b\s?)?"
    rf"(?:(?:hos|for|fran|avseende|efter|from|of|left by)\s(?:\w+\s){{1,5}}|som\s{_OTHER}\s\w+\s)",
    re.IGNORECASE,
)
"""What the amount is of, or whose."""
_OF_SOMETHING = re.compile(r"\s(?!i\b|har\b|in\b)\w")
"""Behind "ingår inte": what does not, where it is not the amount before."""
_ANOTHER_CLAUSE = re.compile(r"[;:]|,\s|\b(?:och|men|varav|and|but)\b", re.IGNORECASE)
_IT = re.compile(r"\s*(?:den|det|denna|detta|som|vilken|it|this|which|that)?\s*", re.IGNORECASE)
"""What a clause about the amount before it begins with."""
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
_ENDS = re.compile(
    r"[.!?]\s+(?=[A-Z])(?!(?:Den|Det|Detta|Denna|It|This|That|Skulden|Beloppet)\s)|\f|\n\s*\n"
)
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
    if _BEFORE.search(ahead):
        return True
    left_out = _LEFT_OUT.search(behind)
    between = behind[: left_out.start()] if left_out else ""
    if left_out and (_OF_IT.fullmatch(between) or _PHRASE.fullmatch(between)):
        # "I beloppet 9 500 kr ingår inte ränta"
        other = _OF_SOMETHING.match(behind, left_out.end()) is not None
        return not (other and left_out.group().startswith("ing") and _THE_CLAIM.search(ahead))
    paid = _PAID.search(behind)
    if paid and not IN_PART.match(behind[paid.end() :]) and _of_it(behind[: paid.start()]):
        said = SAID_ONLY.search(ahead) or SAID_ONLY.search(behind)
        return not (said or _CONDITION.search(ahead) or _CONDITION.search(behind[: paid.start()]))
    listed = list(_LEFT_OUT.finditer(ahead))
    if listed and not _CLAIMS.search(ahead[listed[-1].end() :]):
        return True
    return _JUST_PAID.search(ahead) is not None


def _of_it(between: str) -> bool:
    """Whether words between an amount and what is said to be paid go on about that amount."""
    clauses = list(_ANOTHER_CLAUSE.finditer(between))
    return not clauses or _IT.fullmatch(between[clauses[-1].end() :]) is not None


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
