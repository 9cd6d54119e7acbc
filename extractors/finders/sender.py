"""Who sends the letter: name, organisation number, telephone, e-post, contact person."""

from __future__ import annotations

import re

from extractors.finders.identity import Printed, numbers
from extractors.finders.labels import label, said
from extractors.finders.letter import Cell, Letter
from extractors.finders.naming import persons
from extractors.finders.sender_name import CREDITOR, find_name, under_greeting
from pipeline.domain.fields import (
    SENDER_CONTACT,
    SENDER_EMAIL,
    SENDER_NAME,
    SENDER_ORGNR,
    SENDER_PHONE,
    Field,
    Findings,
)

_ORGNR_LABEL = re.compile(
    r"org(?:anisations)?\.?\s?-?(?:nr|nummer)|org\.?\s?n(?:r|o)|vat\s?(?:nr|no|nummer)?|momsreg"
    r"|f-skatt",
    re.IGNORECASE,
)
_BOTH_LABEL = re.compile(r"person(?:nummer|nr)?\s?-?\s?(?:/|eller|och)\s?-?\s?org", re.IGNORECASE)
_PERSON_LABEL = re.compile(
    r"person\s?-?(?:nr|nummer)|\bpnr|p-?nr|samordningsn|fodd|svarande|galdenar", re.IGNORECASE
)
_VAT = re.compile(r"(?<!\w)SE\s?(?P<number>[0-9]{6}-?[0-9]{4})01(?![0-9])")
_PHONE = re.compile(
    # neither the end of a day with its hour ("2026-09-24 08.14") nor a matter ("01-351708-26")
    r"(?<![\w,./-])(?:\+46\s?\(?0?\)?|0)[1-9][0-9]{0,2}\)?(?:\s?[-/]\s?"
    r"|\s)[0-9]{2,3}(?:\s?[0-9]{2,3}){1,3}(?![0-9]|[-/:.][0-9])"
    r"|(?<![\w,./-])0[1-9][0-9]{7,9}(?![0-9]|[-/:.][0-9])"
)
_FEWEST, _MOST = 8, 10
"""Figures of a whole number, its 0 counted in."""
_REST = re.compile(r"[0-9]{2,3}(?: [0-9]{2}){0,2}(?![\w-])")
_PHONE_LABEL = re.compile(
    r"tel(?:efon)?(?:nr|nummer)?|tfn|vaxel|vxl|mobil|kundtjanst|kundservice|direkt|ring|phone"
    r"|nas pa",
    re.IGNORECASE,
)
_NOT_PHONE = re.compile(r"fax|ocr\b|giro|\bbg\b|\bpg\b|\borg|\bperson", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.])[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_CONTACT = label(
    r"(?:er |ansvarig |var )?handlagg(?:are|es av|s av)",
    r"handlagt av",
    r"kontaktperson(?: hyresenheten)?",
    r"kontakt",
    r"var ref(?:erens)?",
    r"kronofogdeinspektor",
    r"kronofogde",
    r"kronoinspektor",
    r"forrattningsman",
    r"(?:bo|trygghets)vard",
    r"hyresadministrator",
    r"kundreskontra",
    r"ombud",
)


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``sender_name``, ``sender_orgnr``, ``sender_phone``, ``sender_email``, ``_contact``.

    The sender is who writes (the letterhead, else the landlord's box, else the foot), not the
    creditor for whom an inkasso company writes. A sole trader's organisation number is a
    personnummer: it is the sender's only where its label or place says so.
    """
    for name, field in (
        (SENDER_NAME, find_name(letter)),
        (SENDER_ORGNR, _orgnr(letter)),
        (SENDER_PHONE, _phone(letter)),
        (SENDER_EMAIL, _email(letter)),
        (SENDER_CONTACT, _contact(letter)),
    ):
        if field is not None:
            found = found.with_field(name, field)
    return found


def sender_numbers(letter: Letter) -> tuple[Printed, ...]:
    """The printed numbers that are the sender's (or another organisation's), not a person's.

    A number is the sender's by its label (org.nr, F-skatt), by its shape (third digit 2 or more),
    or because the same digits stand somewhere as an organisation number.
    """
    printed = [one for cell in letter.cells for one in numbers(cell.plain, cell.start)]
    own = [one for one in printed if one.organisation or _labelled_org(letter, one)]
    digits = {one.digits[-10:] for one in own}
    return tuple(one for one in printed if one.digits[-10:] in digits)


def _labelled_org(letter: Letter, number: Printed) -> bool:
    """Whether the words before a number call it an organisation's."""
    cell = letter.cell_at(number.start)
    if cell is None:
        return False
    own = letter.plain[cell.start : number.start]
    row = letter.rows[cell.row]
    left = next((one.plain for one in reversed(row) if one.end <= cell.start), "")
    over = ""
    for upper in letter.rows[max(0, cell.row - 1) : cell.row]:
        over = " ".join(one.plain for one in upper if abs(one.box.x0 - cell.box.x0) < 20)
    nearest = own if len(own.strip(" :.")) > 2 else (left if len(left) > 2 else over)
    org = max((hit.end() for hit in _ORGNR_LABEL.finditer(nearest)), default=-1)
    person = max((hit.end() for hit in _PERSON_LABEL.finditer(nearest)), default=-1)
    if _BOTH_LABEL.search(nearest):
        return number.organisation
    return org > person


def _orgnr(letter: Letter) -> Field[str] | None:
    best: tuple[float, Printed] | None = None
    parties = _creditor_numbers(letter)
    for one in sender_numbers(letter):
        cell = letter.cell_at(one.start)
        if cell is None or "masked" in one.notes:
            continue
        labelled = _labelled_org(letter, one)
        if not labelled and not (one.organisation and one.hyphen):
            continue
        down = letter.height_at(cell.box)
        edge = down < 0.25 or down > 0.8
        sure = (0.93 if labelled else 0.75) + (0.04 if edge else 0.0)
        sure -= 0.4 if one.start in parties else 0.0
        sure *= 0.3 if "checksum" in one.notes else 1.0
        if best is None or sure > best[0]:
            best = (sure, one)
    vat = next(iter(letter.search(_VAT)), None)
    if vat is not None and (best is None or best[0] < 0.9):
        digits = vat["number"].replace("-", "")
        return letter.place(
            f"{digits[:6]}-{digits[6:]}", *vat.span("number"), finder="sender", sure=0.9
        )
    if best is None or best[0] < 0.3:
        return None
    sure, one = best
    ten = one.digits[-10:]
    notes = tuple(note for note in one.notes if note not in {"date", "coordination"})
    return letter.place(
        f"{ten[:6]}-{ten[6:]}", one.start, one.end, finder="sender", sure=sure, notes=notes
    )


def _creditor_numbers(letter: Letter) -> set[int]:
    """Where numbers stand that belong to the creditor named in the letter."""
    return {
        number.start
        for one in said(letter, CREDITOR)
        for cell in one.block
        for number in numbers(cell.plain, cell.start)
    }


def _phone(letter: Letter) -> Field[str] | None:
    best: tuple[float, int, int] | None = None
    for cell in letter.cells:
        for hit in _PHONE.finditer(cell.plain):
            before = cell.plain[max(0, hit.start() - 25) : hit.start()]
            row = letter.rows[cell.row]
            left = next((one.plain for one in reversed(row) if one.end <= cell.start), "")
            nearest = before if len(before.strip(" :")) > 1 else left[-25:]
            if _NOT_PHONE.search(nearest):
                continue
            labelled = _PHONE_LABEL.search(nearest) is not None
            down = letter.height_at(cell.box)
            edge = down < 0.25 or down > 0.85
            sure = 0.97 if labelled else (0.95 if edge else 0.93)
            if not (labelled or re.search(r"\D", hit.group())):
                continue  # ten digits alone are a personnummer as often as a telephone
            start, end = cell.start + hit.start(), cell.start + hit.end()
            end = _wrapped(letter, cell, hit) or end
            sure -= 0.0 if _whole(letter.plain[start:end]) else _CUT
            if best is None or (sure, end - start) > (best[0], best[2] - best[1]):
                best = (sure, start, end)
    if best is None:
        return None
    sure, start, end = best
    return letter.place(
        " ".join(letter.text.value[start:end].split()), start, end, finder="sender", sure=sure
    )


_CUT = 0.5


def _whole(number: str) -> bool:
    """Whether it has as many figures as a Swedish number."""
    national = re.sub(r"^\+46\s?\(?0?\)?", "0", number)
    return _FEWEST <= sum(sign.isdigit() for sign in national) <= _MOST


def _wrapped(letter: Letter, cell: Cell, hit: re.Match[str]) -> int | None:
    """Where a number ends that the end of its line cut in two; None where none did."""
    lower = letter.goes_on(cell) if hit.end() == len(cell.plain) else None
    rest = None if lower is None else _REST.match(lower.plain)
    if lower is None or rest is None:
        return None
    end = lower.start + rest.end()
    return end if _whole(letter.plain[cell.start + hit.start() : end]) else None


def _email(letter: Letter) -> Field[str] | None:
    for hit in letter.search(_EMAIL):
        value = re.sub(r"\s", "", letter.text.value[hit.start() : hit.end()])
        if re.search(r"social|kommun\.se|goteborg\.se", value, re.IGNORECASE):
            continue
        return letter.place(value, *hit.span(), finder="sender", sure=0.95)
    return None


def _contact(letter: Letter) -> Field[str] | None:
    for one in said(letter, _CONTACT):
        named = persons(one.value.text, one.value.plain, one.value.start)
        if named:
            name = named[0]
            return letter.place(name.text, name.start, name.end, finder="sender", sure=0.9)
    signed = under_greeting(letter)
    if signed is None:
        return None
    return letter.place(signed.text, signed.start, signed.end, finder="sender", sure=0.8)
