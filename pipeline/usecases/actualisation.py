"""The actualisation of one decided letter, in the form that a case system takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.documents import case_files
from pipeline.documents.actualisation import subjects
from pipeline.documents.ids import PacketIds
from pipeline.documents.narrow import decision_of, is_protected, one_row
from pipeline.documents.occasion import Occasion
from pipeline.domain.case import Case, Delivery
from pipeline.domain.case_systems import CodesMissingError
from pipeline.domain.kinds import Role, State
from pipeline.domain.match import Matched
from pipeline.domain.sentences import filled
from pipeline.store.errors import (
    NotAllowedError,
    NotFoundError,
    SettingsError,
    UnusableError,
)
from pipeline.store.letters import Letter
from pipeline.usecases import engine, review
from pipeline.usecases.office import Office

_HIDDEN = (
    "Brevet rör skyddade personuppgifter. Inget underlag för verksamhetssystem görs; utsedd "
    "personal registrerar det för hand."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which actualisation: the form, and which unit, list row (from 1) and person where several."""

    form: str
    unit: str = ""
    row: int = 0
    person: str = ""


def actualisation(office: Office, ident: str, wanted: Wanted, *, by: str = "") -> bytes:
    """The actualisation's bytes; nothing is written anywhere.

    Raises NotFoundError, NotAllowedError for a protected identity, UnusableError where a person
    must choose or decide first, SettingsError for codes that are missing.
    """
    with office.ledger.snapshot():
        letter, whole = review.show(office, ident, by=by)
    if is_protected(whole):
        raise NotAllowedError(_HIDDEN)
    case = _narrowed(whole, wanted.row)
    if case.state is not State.ROUTED:
        raise UnusableError("Brevet väntar på granskning. Underlaget görs när det är beslutat.")
    config = office.workspace.config
    routine = engine.newest_routine(config)
    occasion = Occasion(
        case=case,
        delivery=_delivery(case, wanted.unit),
        ids=_ids(letter, case),
        settings=config.settings(),
        units={unit.id: unit.name for unit in routine.units},
        routine=routine.title,
    )
    about = _about(subjects(occasion), wanted.person)
    if wanted.form == "lifecare" and about is None:
        raise UnusableError("Lifecare behöver ett personnummer, och brevets person är inte funnen.")
    try:
        return case_files.form(occasion, about, wanted.form)
    except CodesMissingError as error:
        raise SettingsError(str(error)) from error


def _narrowed(case: Case, row: int) -> Case:
    """The case, or one debtor's of a list."""
    rows = [one.row + 1 for one in case.rows]
    if not row:
        if rows:
            message = f"Brevet är en lista. Välj gäldenär: --row {rows[0]} till --row {rows[-1]}."
            raise UnusableError(message)
        return case
    if row not in rows:
        if not rows:
            raise UnusableError("Brevet är ingen lista.")
        raise UnusableError(filled("Listan har ingen rad {row}.", row=row))
    return one_row(case, row - 1)


def _delivery(case: Case, unit: str) -> Delivery:
    handling = [one for one in decision_of(case).deliveries if one.role is Role.HANDLE]
    if unit:
        handling = [one for one in handling if one.unit == unit]
    if not handling:
        raise NotFoundError("Ingen sådan enhet handlägger brevet.")
    if len(handling) > 1:
        names = ", ".join(one.unit for one in handling)
        message = f"Flera enheter handlägger brevet. Välj en: --unit ({names})."
        raise UnusableError(message)
    return handling[0]


def _about(found: Sequence[Matched | None], person: str) -> Matched | None:
    digits = person.replace("-", "").strip()
    if digits:
        found = [one for one in found if one is not None and one.person.number.digits == digits]
        if not found:
            raise NotFoundError("Brevet gäller ingen person med det personnumret.")
    if len(found) > 1:
        numbers = ", ".join(one.person.number.printed for one in found if one is not None)
        message = f"Brevet gäller flera personer. Välj en: --person ({numbers})."
        raise UnusableError(message)
    return found[0]


def _ids(letter: Letter, case: Case) -> PacketIds:
    return PacketIds(
        letter_id=letter.id,
        revision=letter.revision,
        document_sha256=letter.document,
        received_on=case.received_on,
    )
