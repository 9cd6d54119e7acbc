"""What ``underlag.pdf`` shows: the pre-filled actualisation record as words, cut to the unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.documents import law, swedish, writings
from pipeline.documents.narrow import (
    Sight,
    decision_of,
    is_open,
    kind_of,
    letters_out,
    subkind_of,
    subkind_text,
)
from pipeline.documents.occasion import Occasion
from pipeline.documents.sheet_days import days, mark, worded
from pipeline.documents.sheet_people import children, grown_ups, households_doubt, parties
from pipeline.domain.case import Case, LetterOut
from pipeline.domain.fields import (
    AMOUNT,
    CASE_NUMBER,
    CHILDREN_MENTIONED,
    CONCERN,
    CONTRACT_NUMBER,
    GROUND,
    PAYMENT_LINE,
    REFERENCE,
    SENDER_CONTACT,
    SENDER_EMAIL,
    SENDER_NAME,
    SENDER_ORGNR,
    SENDER_PHONE,
    Field,
    Name,
)
from pipeline.domain.kinds import Kind, Role, State, Tenure
from pipeline.domain.problems import Problem
from pipeline.domain.scores import Abstained, Settled

_SILENT = "Rutinen säger inget om det här. Raden är ett förslag."
_LEGEND = (
    "✓ säker",
    "◐ ganska säker",
    "⚠ osäker eller motsagd: jämför med brevet",
)
_CONTRADICTED = "Beloppen i brevet säger emot varandra. Inget är rättat."


def view(occasion: Occasion, *, covered: str, original: str) -> dict[str, Any]:
    """Everything the page template prints, in words; ``covered`` and ``original`` as the record.

    Parts that the unit may not see are absent, not blank.
    """
    case, ids = occasion.case, occasion.ids
    seen = occasion.sight
    decision = decision_of(case)
    handles = occasion.delivery.role is Role.HANDLE
    return {
        "title": f"Underlag för aktualisering {ids.short}",
        "made_on": ids.received_on.isoformat(),
        "municipality": occasion.settings.municipality,
        "kind": swedish.KINDS[kind_of(case)],
        "subkind": subkind_text(case),
        "priority": case.priority.value,
        "priority_text": swedish.PRIORITIES[case.priority],
        "restricted": case.restricted,
        "unit": occasion.unit,
        "role": swedish.ROLES[occasion.delivery.role],
        "handles": handles,
        "letter": ids.short,
        "revision": ids.revision,
        "changes": occasion.changes,
        "arrived": _arrived(occasion),
        "reviewed_by": case.reviewed_by or "",
        "in_review": case.state is State.REVIEW,
        "people": () if case.rows else parties(case, seen),
        "grown_ups": grown_ups(case, seen),
        "children": children(case, seen),
        "children_doubt": households_doubt(case, seen),
        "letter_rows": _letter_rows(case),
        "sender_rows": _sender_rows(case),
        "claim": _claim(case, seen),
        "days": days(occasion),
        "officer": "" if occasion.officer is None else occasion.officer.name,
        "appoint": occasion.delivery.appoint,
        "own_cases": _cases(occasion, seen),
        "closed_cases": _closed(occasion, seen),
        "cases_shown": seen.others,
        "repeat": _repeat(occasion),
        "earlier": _earlier(case) if seen.others else (),
        "deliveries": _deliveries(occasion),
        "rules": _rules(occasion),
        "routine": occasion.routine,
        "unsure": _unsure(case),
        "accepted": tuple(dict.fromkeys(one.remedy for one in case.accepted)),
        "letters_out": _letters_out(occasion, seen),
        "notes": writings.notes(occasion),
        "own_steps": ()
        if handles and not case.restricted
        else tuple(step for step in decision.steps if step.unit == occasion.delivery.unit),
        "places": _places(case, seen) if handles else (),
        "rows": _list_rows(occasion),
        "legend": _LEGEND,
        "covered": covered,
        "original": original,
    }


def _arrived(occasion: Occasion) -> str:
    day = swedish.weekday(occasion.ids.received_on)
    clock = occasion.ids.received_at[11:16]
    point = occasion.case.intake_point
    return (
        day
        + (f" kl.\N{NO-BREAK SPACE}{clock.replace(':', '.')}" if clock else "")
        + (f", {point}" if point and point != "default" else "")
    )


def _row(case: Case, label: str, name: Name[Any]) -> tuple[str, str, str] | None:
    found = case.findings.get(name)
    if found is None:
        return None
    return (label, *worded(found, str(found.value)))


_GROUNDS = {"rent": "obetald hyra", "disturbance": "störningar"}


def _ground_row(case: Case) -> tuple[str, str, str] | None:
    found = case.findings.get(GROUND)
    if found is None:
        return None
    return ("Grund i brevet", *worded(found, _GROUNDS.get(found.value, found.value)))


def _present(rows: Iterable[tuple[str, str, str] | None]) -> tuple[tuple[str, str, str], ...]:
    return tuple(row for row in rows if row is not None)


def _letter_rows(case: Case) -> tuple[tuple[str, str, str], ...]:
    """What kind of letter it is and on which ground."""
    read, secondary = case.classification, case.classification.secondary
    tenure = read.tenure
    held = tenure.best if isinstance(tenure, Abstained) else tenure.value
    statute = law.ground(kind_of(case), subkind_of(case), held)
    name, subkind = swedish.KINDS[kind_of(case)], subkind_text(case)
    marks = mark("osäker") if is_open(read.subkind) else _settled(read.kind)
    return _present(
        (
            ("Slag", f"{name}, {subkind}" if subkind else name, marks),
            None if secondary is None else ("Även", swedish.KINDS[secondary], mark("kontrollera")),
            None
            if held is Tenure.UNKNOWN
            else ("Bostaden", swedish.TENURES[held], _settled(tenure)),
            ("Laglig grund", statute, mark("osäker") if is_open(read.subkind, tenure) else "")
            if statute
            else None,
            _ground_row(case),
            _row(case, swedish.case_number(kind_of(case), subkind_of(case)), CASE_NUMBER),
            _reference(case),
            _row(case, "Kontrakt", CONTRACT_NUMBER),
            _row(case, "Barn nämns", CHILDREN_MENTIONED),
            _row(case, "Oro nämns", CONCERN),
        )
    )


def _reference(case: Case) -> tuple[str, str, str] | None:
    """The reference, unless the sheet tells the same number by its own name."""
    own = {case.findings.value(CASE_NUMBER), case.findings.value(CONTRACT_NUMBER)}
    return None if case.findings.value(REFERENCE) in own else _row(case, "Referens", REFERENCE)


def _settled(score: Settled[Any] | Abstained[Any]) -> str:
    return mark("osäker" if isinstance(score, Abstained) else swedish.certainty(score.confidence))


def _sender_rows(case: Case) -> tuple[tuple[str, str, str], ...]:
    return _present(
        (
            _row(case, "Avsändare", SENDER_NAME),
            _row(case, "Org.nr", SENDER_ORGNR),
            _row(case, "Telefon", SENDER_PHONE),
            _row(case, "Kontakt", SENDER_CONTACT),
            _row(case, "E-post", SENDER_EMAIL),
        )
    )


def _claim(case: Case, seen: Sight) -> dict[str, Any] | None:
    """The debt: its rows, its total, the payment line, and whether they contradict each other."""
    findings = case.findings
    total = findings.get(AMOUNT)
    if total is None and not findings.claim:
        return None
    line = findings.value(PAYMENT_LINE)
    rows = tuple(
        (
            row.label or swedish.CLAIM_PARTS.get(row.what, row.what),
            swedish.unsaid_period(row.period or "", row.label or ""),
            *worded(row.amount, swedish.kronor(row.amount.value)),
        )
        for row in (findings.claim if seen.claim else ())
    )
    whole = None if total is None else worded(total, swedish.kronor(total.value))
    marks = {row[-1] for row in rows} | ({whole[-1]} if whole else set())
    return {
        "rows": rows,
        "total": whole,
        "sure": marks <= {mark("säker")},
        "others": tuple(
            swedish.kronor(found.value)
            for name, found in findings.alternatives
            if name == AMOUNT.text
        ),
        "contradicted": _CONTRADICTED if AMOUNT.text in findings.conflicts else "",
        "ocr": "" if line is None or not seen.claim else line.reference,
        "giro": "" if line is None or not seen.claim else line.giro or "",
    }


def _cases(occasion: Occasion, seen: Sight) -> tuple[tuple[str, str, str], ...]:
    """Open cases: unit, handläggare, number; all for who handles, else the unit's own."""
    return tuple(
        (occasion.unit_name(one.unit), one.officer or "ingen handläggare", one.number)
        for one in occasion.case.cases
        if one.open and (seen.others or occasion.owner(one.unit) == occasion.delivery.unit)
    )


def _closed(occasion: Occasion, seen: Sight) -> tuple[tuple[str, str, str], ...]:
    """Cases closed not long ago: unit, last day, number; shown as open ones are (C2)."""
    return tuple(
        (
            occasion.unit_name(one.unit),
            "dagen framgår inte" if one.ended is None else swedish.short_day(one.ended),
            one.number,
        )
        for one in occasion.case.closed
        if seen.others or occasion.owner(one.unit) == occasion.delivery.unit
    )


def _repeat(occasion: Occasion) -> str:
    count = len(occasion.case.earlier)
    months = occasion.settings.repeat_months
    if occasion.case.restricted:
        return ""
    if not count:
        return f"Inget tidigare brev av samma slag på {months} månader."
    letters = "ett tidigare brev" if count == 1 else f"{count} tidigare brev"
    return f"Upprepat: {letters} av samma slag på {months} månader."


def _earlier(case: Case) -> tuple[tuple[str, str, str], ...]:
    """Earlier and linked letters: day of arrival, kind, amount."""
    seen: dict[str, tuple[str, str, str]] = {}
    for one in (*case.earlier, *case.linked):
        kind = swedish.SUBKINDS.get((one.kind, one.subkind or ""), "")
        amount = "" if one.amount is None else swedish.kronor(one.amount)
        seen[one.letter] = (
            swedish.short_day(one.received_on),
            swedish.KINDS[one.kind] + (f", {kind}" if kind else ""),
            amount,
        )
    return tuple(seen.values())


def _deliveries(occasion: Occasion) -> tuple[tuple[str, str, str], ...]:
    """Unit, what for, and who there; with nobody elsewhere when the letter is restricted."""
    case = occasion.case
    if case.restricted:
        return ()
    rows = []
    for one in decision_of(case).deliveries or (occasion.delivery,):
        what = swedish.ROLES[one.role] + (", har originalet" if one.original else "")
        who = one.officer or ("enheten utser handläggare" if one.appoint else "")
        rows.append((occasion.unit_name(one.unit), what, who))
    return tuple(rows)


def _rules(occasion: Occasion) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
    """Sentence, what it does not say, and the row's id, under their headings.

    Who handles sees all that was applied; others the row that sends them the letter, which stands
    first, and those of their own steps.
    """
    decision = decision_of(occasion.case)
    if occasion.case.restricted:
        return ()
    own = {step.row for step in decision.steps if step.unit == occasion.delivery.unit}
    under: dict[str, dict[tuple[str, str], str]] = {}
    for place, row in enumerate(decision.rows):
        if place and occasion.delivery.role is not Role.HANDLE and row.id not in own:
            continue
        said = row.sentence or ""
        silent = row.silent if said else f"{_SILENT} ({row.silent})"
        under.setdefault(row.heading, {}).setdefault((said, silent), row.id)
    return tuple(
        (heading, tuple((*said, ident) for said, ident in found.items()))
        for heading, found in under.items()
    )


def _unsure(case: Case) -> tuple[tuple[str, str], ...]:
    """What must be checked, and what to do about it: reasons first, then doubtful values."""
    reasons = [(_reason(one), one.remedy) for one in case.reasons]
    doubtful = [
        (swedish.FIELDS.get(name, name), f"Läst som ”{found.raw}”. Jämför med brevet.")
        for name, found in _in_order(case.findings.fields)
        if found.edited is None and (found.notes or found.confidence < 0.8)
    ]
    if case.restricted:
        doubtful = []
    return tuple(dict.fromkeys((*reasons, *doubtful)))


def _in_order(fields: Mapping[str, Field[Any]]) -> list[tuple[str, Field[Any]]]:
    """The fields in the order in which people look for them."""
    places = {name: place for place, name in enumerate(swedish.FIELDS)}
    return sorted(fields.items(), key=lambda one: (places.get(one[0], len(places)), one[0]))


def _reason(one: Problem) -> str:
    return swedish.FIELDS.get(one.detail, "Att kontrollera")


def _letters_out(occasion: Occasion, seen: Sight) -> tuple[tuple[str, str, str, str], ...]:
    """Letter, to whom, together with which units, why it waits."""
    case = occasion.case
    if case.restricted or not seen.addresses:
        return ()
    return tuple(
        (
            swedish.LETTERS.get(one.template, one.template.replace("_", " ").capitalize()),
            occasion.receiver(one.to)
            + (f", från {occasion.unit_name(one.unit)}" if one.unit else ""),
            swedish.listed(tuple(occasion.unit_name(unit) for unit in one.together_with)),
            _waits(one),
        )
        for one in letters_out(case)
    )


def _waits(letter: LetterOut) -> str:
    if not letter.held:
        return ""
    try:
        return Problem.parse(letter.held).remedy
    except ValueError:
        return letter.held


def _places(case: Case, seen: Sight) -> tuple[tuple[str, str, str], ...]:
    """Where each value was read: name, page and millimetres from the upper left, sureness."""
    rows = []
    for name, found in _in_order(case.findings.fields):
        hidden = name in {"address", "postal_code", "city", "apartment"} and not seen.addresses
        if hidden or not found.boxes:
            continue
        box = found.boxes[0]
        rows.append(
            (
                swedish.FIELDS.get(name, name),
                f"s. {box.page}: {box.top * 25.4 / 72:.0f} ner, {box.x0 * 25.4 / 72:.0f} in",
                swedish.marked(swedish.certainty(found.confidence, found.notes)),
            )
        )
    return tuple(rows)


def _list_rows(occasion: Occasion) -> tuple[tuple[str, str, str, str], ...]:
    """A whole list's debtors, for the unit that handles it: number, name, amount, what becomes."""
    case = occasion.case
    if kind_of(case) is not Kind.DEBT_LIST or occasion.delivery.role is not Role.HANDLE:
        return ()
    if case.restricted:
        return ()
    rows = []
    for one in case.rows:
        listed = case.findings.rows[one.row] if one.row < len(case.findings.rows) else None
        party = None if listed is None else listed.party
        name = "" if party is None or party.name is None else party.name.value
        amount = listed.amount if listed is not None else None
        units = () if one.decision is None else one.decision.deliveries
        rows.append(
            (
                str(one.row + 1),
                name,
                "" if amount is None else swedish.kronor(amount.value),
                swedish.listed(tuple(occasion.unit_name(unit.unit) for unit in units))
                if one.state is State.ROUTED
                else swedish.STATES[one.state],
            )
        )
    return tuple(rows)
