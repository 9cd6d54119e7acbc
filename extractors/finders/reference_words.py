"""What the number of a matter, a contract or a customer is called, and what it looks like.

Written without diacritics, as the finders read.
"""

from __future__ import annotations

import re

VALUE = re.compile(
    # a stop with a blank behind it ends a sentence: "Kontrakt SK-2001. Med vänlig hälsning"
    r"[A-Z]{0,5}[ -]?(?:[0-9][0-9A-Z]*)"
    r"(?:[ ]?[-/](?:[0-9A-Z]+|[ ][0-9][0-9A-Z]*)|[ ]?[.:](?:[ ]?[0-9]|[A-Z])[0-9A-Z]*)*"
    r"(?:\s[0-9]{2,}(?![-/0-9])|\s[0-9]{3}-[0-9](?![0-9]))*",
    re.IGNORECASE,
)
"""A number behind its label, where nothing else stands."""

_MONTHS = r"jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec"
PLAIN_VALUE = (
    r"(?:(?-i:[A-Z]{1,4}(?:[ ][A-Z]{1,2})?)[ ]?[-/.]?[ ]?)?[0-9][0-9A-Z]*(?:[-/.:][0-9A-Z]+)*"
    rf"(?:[ ][0-9]{{2,4}}(?![-/]|[ ](?:{_MONTHS}))){{0,3}}"
)
"""A number in running text: parted by blanks only into groups of figures."""

N = r"\.?\s?(?:nr|nummer|numret|numrets?|n:o|no|id)\.?"

ENFORCEMENT = re.compile(
    r"(?<![\w-])[UÜ]\s?-\s?[0-9]{1,7}\s?-\s?[0-9]{2,4}(?:/[0-9]{1,4})?(?:-[0-9]{1,4})?(?![\w])"
)
SUMMARY = re.compile(r"(?<![\w/,.-])[0-9]{2}-[0-9]{3,7}-[0-9]{2}(?:/[A-Z]{2})?(?![\w-])")
COURT = re.compile(r"(?<![\w-])(?:T|FT|Ä|A|B|H|K|Ö|O)\s?[0-9]{2,6}-[0-9]{2}(?![\w-])")

KFM = (rf"mal{N}", rf"utsokningsmal(?:{N})?", r"malnummer", r"mal\b", rf"kronofogdens mal{N}")
CASE = (
    r"dnr",
    r"diarien(?:r|ummer)",
    rf"\w{{0,16}}arende{N}",
    rf"(?:inkasso|krav|\w{{0,12}}krav){N}",
    rf"akt{N}",
    r"arende-?(?:id|beteckning|blad)",
    r"\w{0,16}arende",
    r"(?:hyres|avgifts)?inkasso(?:krav)?",
    r"krav",
    r"var(?:t|\sref(?:erens)?)?\s?(?:arende|mal|dnr|diarienummer|akt|sak|dossier)",
    r"vart (?:nummer|nr|tecken)",
    r"(?:er|var|sokandens)?\s?beteckning",
    rf"mal{N}",
    rf"storningsarende(?:\s?{N})?",
    rf"(?:lop|uppdrags?|rapport|kvittens|meddelande|protokolls?)\s?{N}",
    rf"case\s?{N}",
    r"akt",
    r"sak",
    r"dossier",
    r"(?:our\s)?(?:case|file|matter)",
    r"ticket",
)
CONTRACT = (
    rf"(?:lokal)?(?:hyres|hyresgast)?\s?kontrakts?\s?{N}",
    rf"(?:lokal)?hyres(?:kontrakt|avtal)(?:\s?{N})?",
    rf"(?:hyres|el|nat)?avtals?\s?{N}",
    rf"hyresobjekt(?:\s?{N})?",
    rf"lagenhets?\s?objekt(?:\s?{N})?",
    r"(?:lokal)?(?:hyres)?kontrakt",
    r"avtal",
    rf"(?:fastighet\s?/\s?)?objekt(?:\s?{N})?",
    r"object",
    rf"(?:lease|contract|agreement)(?:\s?{N})?",
)
CUSTOMER = (
    rf"\w{{0,10}}kund\s?{N}",
    r"\w{0,10}kundnummer",
    r"kundkonto",
    rf"hyresgast\s?{N}",
    rf"medlems\s?{N}",
    rf"abonnemangs?(?:\s?{N})?",
    rf"abonn(?:ent)?s?\s?{N}",
    r"abonnent",
    r"(?:gas|el|va|var|ert|er)?\s?kund",
    rf"customer(?:\s?{N})?",
    rf"galdenars?\s?{N}",
)
OBJECT = (rf"anl(?:aggnings?)?-?\.?\s?(?:id|{N})", r"omrades-?id", r"matarnummer", r"anlaggning")
OWN = (
    r"our\s?ref(?:erence)?\.?",
    r"var\s?ref(?:erens)?\.?",
    r"referens(?:nummer|nr)?",
    r"ref\.?(?:nr)?",
    r"er ref(?:erens)?",
)
INVOICE = (rf"faktura\s?{N}", rf"avi\s?{N}", r"ocr(?:-?\s?(?:nr|nummer|referens))?")

_ENDING = r"(?:et|en|ets|ens)?"
CASE_SAID = (
    rf"\w{{0,16}}arende{_ENDING}",
    r"protokoll",
    rf"akt{_ENDING}",
    r"dnr",
    r"diarien(?:r|ummer)",
    rf"(?:(?:hyres|avgifts)?inkasso)?krav{_ENDING}",
    r"(?:hyres|avgifts)?inkasso",
    r"(?:var|er) (?:beteckning|ref|referens|sak|dossier)",
    r"(?:our|your) (?:ref|reference|case|file|matter)",
    r"(?:case|file|matter)",
    r"(?:ref|referens)",
)
CONTRACT_SAID = (
    rf"(?:lokal)?(?:hyres|elnats?|el)?(?:kontrakt|avtal){_ENDING}",
    rf"(?:hyres)?objekt{_ENDING}",
    r"(?:lease|contract|agreement|object)",
)
CUSTOMER_SAID = (
    r"\w{0,12}kund(?:en|konto)?",
    rf"(?:\w{{0,6}})abonnemang{_ENDING}",
    r"abonnent(?:en)?",
    r"medlem(?:s)?",
    r"customer",
    r"anlaggning(?:en|s)?",
)
"""Words before a number in running text: "enligt avtalet, nr 15-1194", "(kund 57-92358)"."""


MEASURED = r"\s?(?:kr|kronor|sek|:-|§|%|kap\b|dagar|manader|ar\b|st\b)|[,.][0-9]"
"""What stands behind a sum or a count, and never behind a matter's number."""


def said_before(words: tuple[str, ...]) -> re.Pattern[str]:
    """Those words, perhaps a word for number, and the number, in running text."""
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(words)})(?P<nr>s?\.?[\s,(]{{0,3}}(?:nr|nummer|numret|numrets?|n:o"
        rf"|no|id)\b\.?)?(?:\s(?:ar|is))?[\s:,(\"#]{{1,3}}(?P<value>{PLAIN_VALUE})(?![\w])"
        rf"(?!{MEASURED})",
        re.IGNORECASE,
    )


_DATE = re.compile(
    r"(?:(?:19|20)[0-9]{2}[-/. ]?[0-9]{2}[-/. ]?[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}"
    r"(?:[-/. ](?:20)?[0-9]{2})?|(?:19|20)[0-9]{2})$"
)
_OTHER = re.compile(
    # a sum, or a postal code
    r"[0-9]{1,6}\.[0-9]{2}$|[0-9]{3} [0-9]{2}$|"
    r"(?:datum|dat|dag|sidan?|sid|blad|tel|kl|box|lgh|org|bg|pg|summa|utskr)\.?\s"
    rf"|(?:{_MONTHS})[a-z]{{0,6}}\s",
    re.IGNORECASE,
)
_PERSONNUMMER = re.compile(
    r"(?:19|20)?[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[-+ ]?[0-9]{4}$"
)
_POLICE = re.compile(r"0?[0-9]{4}-K[0-9]{3,8}-[0-9]{2}$")
_PHONE = re.compile(r"0[0-9]{1,3}[-/ ][0-9]{2,3} ?[0-9]{2} ?[0-9]{2}$")
_PAYMENTS = 10
"""So many figures without a mark are a payment's number or a meter's."""
_THOUSANDS = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+$")


def may_be_number(text: str, *, named: bool) -> bool:
    """Whether it is a matter's number and no day, sum, house or chapter.

    ``named`` says that a word for number stands before it: then short ones count too.
    """
    digits = sum(sign.isdigit() for sign in text)
    if digits < 2 or any(one.match(text) for one in (_DATE, _OTHER, _PERSONNUMMER, _POLICE)):
        return False
    if named:
        return True
    if any(shape.match(text) for shape in (_THOUSANDS, _PHONE)):
        return False
    if is_payments(text):
        return False
    return digits >= 4 or (digits >= 3 and re.search(r"[A-Za-z]|[-/]", text) is not None)


def is_payments(text: str) -> bool:
    """Whether it is so long a row of figures as only payments and meters have."""
    figures = text.replace(" ", "")
    return figures.isdigit() and len(figures) >= _PAYMENTS
