"""The actualisation as text to paste into a case system, in the words of the written routines.

It says what is known and how surely, never that something was done which only a person can do: the
day on which a letter was sent is left to be filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.documents import law, swedish
from pipeline.documents.narrow import Sight, decision_of, is_open, kind_of, subkind_of, subkind_text
from pipeline.documents.occasion import Occasion
from pipeline.documents.sheet_days import days, worded
from pipeline.documents.sheet_people import address, children, households_doubt
from pipeline.domain.case import Case
from pipeline.domain.fields import AMOUNT, CASE_NUMBER, REFERENCE, SENDER_NAME, SENDER_PHONE, Field
from pipeline.domain.fields import Name as FieldName
from pipeline.domain.kinds import Kind, Role
from pipeline.domain.match import Matched
from pipeline.domain.scores import Abstained

_BLANK = "____-__-__"
"""Where a person fills in the day."""

_HANDED = {
    Role.HANDLE: "Brevet handläggs också av",
    Role.COPY: "Kopia av brevet lämnas till",
    Role.INFORMATION: "Brevet lämnas för kännedom till",
}
_SUMS = {
    Kind.RENT_DEBT: "Skuldens storlek",
    Kind.UTILITY_DEBT: "Skuldens storlek",
    Kind.DEBT_LIST: "Skuldens storlek",
}


def text(occasion: Occasion, about: Matched | None) -> str:
    """The text, one matter a line, without what the unit may not see."""
    seen = occasion.sight
    lines = [
        f"Underlag för aktualisering, brev {occasion.ids.short}",
        *_what(occasion, about, seen),
        *_debt(occasion.case, seen),
        *(f"{label}: {day}{_doubt(mark)}" for label, day, mark, _ in days(occasion)),
        *_home(occasion, seen),
        *_known(occasion, seen),
        *_to(occasion),
    ]
    # A case system's field knows no unbreakable blanks.
    return "\n".join(line.replace("\N{NO-BREAK SPACE}", " ") for line in lines) + "\n"


def _what(occasion: Occasion, about: Matched | None, seen: Sight) -> Iterator[str]:
    case = occasion.case
    kind, subkind = kind_of(case), subkind_of(case)
    yield f"Inkom: {swedish.weekday(occasion.ids.received_on)}"
    if about is None:
        yield "Gäller: personen är inte funnen i registret"
    else:
        person = about.person
        home = address(person.address) if seen.addresses else ""
        yield "Gäller: " + ", ".join(
            part for part in (person.full_name, person.number.printed, home) if part
        )
    name, open_sort = subkind_text(case), is_open(case.classification.subkind)
    yield f"Ärende: {swedish.KINDS[kind]}" + (f", {name}" if name else "")
    yield from _value(case, "Avsändare", SENDER_NAME)
    yield from _value(case, "Avsändarens telefon", SENDER_PHONE)
    yield from _value(case, swedish.case_number(kind, subkind), CASE_NUMBER)
    yield from _value(case, "Referens", REFERENCE)
    tenure = case.classification.tenure
    held = tenure.best if isinstance(tenure, Abstained) else tenure.value
    if ground := law.ground(kind, subkind, held):
        likely = "troligen " if open_sort or is_open(tenure) else ""
        yield f"Laglig grund: {likely}{ground}"


def _value(case: Case, label: str, name: FieldName[str]) -> Iterator[str]:
    found = case.findings.get(name)
    if found is not None:
        yield _told(label, found, found.value)


def _told(label: str, found: Field[Any], said: str) -> str:
    value, mark = worded(found, swedish.clean(said))
    return f"{label}: {value}{_doubt(mark)}"


def _doubt(mark: str) -> str:
    """What stands after a value that is not sure."""
    if mark.startswith(swedish.MARKS["osäker"]):
        return " (osäker: jämför med brevet)"
    return " (ganska säker)" if mark.startswith(swedish.MARKS["ganska säker"]) else ""


def _debt(case: Case, seen: Sight) -> Iterator[str]:
    findings = case.findings
    label = _SUMS.get(kind_of(case), "Belopp i brevet")
    total = findings.get(AMOUNT)
    if AMOUNT.text in findings.conflicts:
        yield f"{label}: beloppen i brevet säger emot varandra. Fyll i efter kontroll: ________ kr"
    elif total is not None:
        yield _told(label, total, swedish.kronor(total.value))
    for row in findings.claim if seen.claim else ():
        name = row.label or swedish.CLAIM_PARTS.get(row.what, row.what)
        period = f" {row.period}" if row.period else ""
        yield _told(f"- {name}{period}", row.amount, swedish.kronor(row.amount.value))


def _home(occasion: Occasion, seen: Sight) -> Iterator[str]:
    """Children as the routine wants them noted: that there are, or that none is registered."""
    told = children(occasion.case, seen)
    doubt = households_doubt(occasion.case, seen)
    if told:
        yield "Personen har minderåriga barn:"
        yield from (f"- {one}" for one in told)
    if doubt:
        yield f"Minderåriga barn: {doubt}"


def _known(occasion: Occasion, seen: Sight) -> Iterator[str]:
    case = occasion.case
    cases = [
        one
        for one in case.cases
        if one.open and (seen.others or one.unit == occasion.delivery.unit)
    ]
    for one in cases:
        more = ", ".join(
            part for part in (one.sort, one.number, one.officer or "ingen handläggare") if part
        )
        yield f"Pågående ärende: {occasion.unit_name(one.unit)} ({more})"
    if not cases and seen.others:
        yield "Pågående ärende: inget enligt registret"
    count, months = len(case.earlier), occasion.settings.repeat_months
    if count:
        letters = "ett tidigare brev" if count == 1 else f"{count} tidigare brev"
        yield f"Upprepat: {letters} av samma slag på {months} månader"
    else:
        yield f"Upprepat: nej, inget brev av samma slag på {months} månader"


def _to(occasion: Occasion) -> Iterator[str]:
    """Who else has the letter, and what is to be sent: a person fills in that it was."""
    decision = decision_of(occasion.case)
    for one in decision.deliveries:
        if one.unit == occasion.delivery.unit:
            continue
        officer = f", {one.officer}" if one.officer else ""
        yield f"{_HANDED[one.role]}: {occasion.unit_name(one.unit)}{officer}"
    for letter in decision.letters_out:
        if letter.held:
            continue
        name = swedish.LETTERS.get(letter.template, letter.template.replace("_", " ").capitalize())
        to = " till personen" if letter.to == "household" and " till " not in name else ""
        yield f"{name}{to}. Skickades den: {_BLANK}"
    if named := occasion.officer:
        yield f"Ansvarig: {named.name}"
    if reviewer := occasion.case.reviewed_by:
        yield f"Granskat av: {reviewer}"
