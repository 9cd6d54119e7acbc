"""The numbers a matter goes by: Kronofogden's, case, contract and customer numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.finders import reference_words as words
from extractors.finders.labels import label, said
from extractors.finders.letter import Letter
from pipeline.domain.fields import CASE_NUMBER, CONTRACT_NUMBER, REFERENCE, Field, Findings
from pipeline.domain.kinds import Kind

_KFM = label(*words.KFM)
_CASE = label(*words.CASE)
_CONTRACT = label(*words.CONTRACT)
_CUSTOMER = label(*words.CUSTOMER)
_OBJECT = label(*words.OBJECT)
_OWN = label(*words.OWN)
_INVOICE = label(*words.INVOICE)
_CASE_SAID = words.said_before(words.CASE_SAID)
_CONTRACT_SAID = words.said_before(words.CONTRACT_SAID)
_CUSTOMER_SAID = words.said_before(words.CUSTOMER_SAID)

_MEASURED = re.compile(words.MEASURED, re.IGNORECASE)
_POLICE = re.compile(r"polis\w*\s$", re.IGNORECASE)
_DAY_BEHIND = re.compile(r"/(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$")
"""The day of signing, which a form prints behind its contract's number."""

_NR_BEFORE = re.compile(r"^(?:d|akt|ref|mal|kund)?(?:nr|no|n:o)\.?\s", re.IGNORECASE)

_LABELLED, _SAID, _BARE, _METER, _PAYMENT = 0.97, 0.96, 0.93, 0.8, 0.6
"""How sure a number is behind a label, behind a word and "nr" in running text, behind a word alone;
a meter's, and a payment's, for want of another. As measured on letters of 41 writers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    text: str
    start: int
    end: int
    sure: float


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``case_number``, ``contract_number`` and ``reference``, each as printed.

    ``reference`` is the sender's main one: Kronofogden's number first, then the case number, the
    contract's, the customer's, an invoice's.
    """
    case = (
        _kronofogden(letter)
        or _labelled(letter, _CASE)
        or _inline(letter, _CASE_SAID)
        or _own(letter)
    )
    contract = _labelled(letter, _CONTRACT) or _inline(letter, _CONTRACT_SAID)
    customer = (
        _labelled(letter, _CUSTOMER)
        or _inline(letter, _CUSTOMER_SAID)
        or _labelled(letter, _OBJECT, _METER)
    )
    if letter.kind is Kind.DEBT_LIST:
        # the columns hold each debtor's own numbers, which are not the letter's
        contract = customer = None
        main = case
    else:
        payment = _labelled(letter, _INVOICE, _PAYMENT) or _labelled(letter, _OWN, _PAYMENT)
        main = case or contract or customer or payment
    named = ((CASE_NUMBER, case), (CONTRACT_NUMBER, contract or customer), (REFERENCE, main))
    for name, number in named:
        if number is None:
            continue
        field: Field[str] | None = letter.place(
            number.text, number.start, number.end, finder="references", sure=number.sure
        )
        if field is not None:
            found = found.with_field(name, field)
    return found


def _own(letter: Letter) -> _Number | None:
    """What is called just a reference; a payment's long number is not the matter's."""
    number = _labelled(letter, _OWN)
    long = number is not None and words.is_payments(number.text)
    return None if long else number


def _kronofogden(letter: Letter) -> _Number | None:
    """Kronofogden's number by its shape; the one behind a label before one in running text."""
    shaped = (words.ENFORCEMENT, words.SUMMARY)
    for one in said(letter, _KFM):
        for shape in shaped:
            hit = shape.search(one.value.plain)
            if hit is not None:
                return _at(letter, one.value.start, hit, 0.99)
    for shape in shaped:
        for hit in letter.search(shape):
            return _Number(
                text=re.sub(r"\s", "", letter.text.value[hit.start() : hit.end()]),
                start=hit.start(),
                end=hit.end(),
                sure=0.98,
            )
    return None


def _labelled(letter: Letter, pattern: re.Pattern[str], sure: float = _LABELLED) -> _Number | None:
    return _surest(_behind_labels(letter, pattern, sure))


def _inline(letter: Letter, pattern: re.Pattern[str]) -> _Number | None:
    return _surest(_in_text(letter, pattern))


def _surest(numbers: Iterator[_Number]) -> _Number | None:
    """The first of the surest; another of the same sort makes it a choice between them."""
    found = list(numbers)
    if not found:
        return None
    best = max(found, key=lambda one: one.sure)
    rivals = {one.text for one in found if one.sure == best.sure} - {best.text}
    return replace(best, sure=best.sure - _CHOICE) if rivals else best


_CHOICE = 0.1


def _behind_labels(letter: Letter, pattern: re.Pattern[str], sure: float) -> Iterator[_Number]:
    for one in said(letter, pattern):
        hit = words.COURT.match(one.value.plain) or words.VALUE.match(one.value.plain)
        if hit is None or _of_police(letter, one.label.start):
            continue
        measured = _MEASURED.match(one.value.plain, hit.end()) is not None
        if not measured and words.may_be_number(hit.group(), named=True):
            number = _at(letter, one.value.start, hit, sure)
            if number is not None:
                yield number


def _in_text(letter: Letter, pattern: re.Pattern[str]) -> Iterator[_Number]:
    for hit in letter.search(pattern):
        named = hit["nr"] is not None
        if not words.may_be_number(hit["value"], named=named) or _of_police(letter, hit.start()):
            continue
        part = letter.part(*hit.span("value"))
        if part is not None:
            sure = _SAID if named else _BARE
            yield _Number(text=part.text, start=part.start, end=part.end, sure=sure)


def _of_police(letter: Letter, at: int) -> bool:
    return _POLICE.search(letter.plain[max(0, at - 12) : at]) is not None


def _at(letter: Letter, offset: int, hit: re.Match[str], sure: float) -> _Number | None:
    part = letter.part(offset + hit.start(), offset + hit.end())
    if part is None:
        return None
    text = _DAY_BEHIND.sub("", re.sub(r"\s*([-/])\s*", r"\1", _NR_BEFORE.sub("", part.text)))
    return _Number(text=text, start=part.start, end=part.end, sure=sure)
