"""The files of an actualisation: in the forms that the workspace asks for, one set a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.documents import lifecare
from pipeline.documents.actualisation import actualisation, subjects
from pipeline.documents.actualisation_text import text
from pipeline.documents.narrow import is_protected
from pipeline.documents.occasion import Occasion
from pipeline.documents.table_form import table
from pipeline.domain.kinds import PROTECTED_UNIT, Role, State
from pipeline.domain.match import Matched

FOLDER = "arendesystem"
NAMES: Mapping[str, tuple[str, str]] = {
    "text": ("aktualisering", "txt"),
    "json": ("aktualisering", "json"),
    "csv": ("aktualisering", "csv"),
    "lifecare": ("lifecare", "json"),
}
"""Each form's file: stem and ending; a second person's has ``-2`` between them."""


def form(occasion: Occasion, about: Matched | None, name: str) -> bytes:
    """One person's actualisation in that form (see ``case_systems.FORMS``).

    Raises CodesMissingError, and LookupError where the form needs a person and there is none.
    """
    match name:
        case "text":
            return text(occasion, about).encode()
        case "csv":
            row = {**actualisation(occasion, about), "text": text(occasion, about)}
            return table(occasion.settings.case_system.table, [row])
        case "lifecare":
            if about is None:
                raise LookupError("the letter is about nobody who was found")
            return lifecare.written(lifecare.body(occasion, about))
        case _:
            return lifecare.written(actualisation(occasion, about))


def files(occasion: Occasion) -> Mapping[str, bytes]:
    """What the handling unit's packet has besides, name to bytes; nothing for other units.

    Nothing where the letter touches a protected identity or is not decided. Raises
    CodesMissingError.
    """
    return dict(_files(occasion))


def _files(occasion: Occasion) -> Iterator[tuple[str, bytes]]:
    forms = occasion.settings.case_system.packets
    delivery, case = occasion.delivery, occasion.case
    if not forms or delivery.role is not Role.HANDLE or delivery.unit == PROTECTED_UNIT:
        return
    if is_protected(case) or case.state is not State.ROUTED:
        return
    for place, about in enumerate(subjects(occasion), start=1):
        for name in forms:
            if name == "lifecare" and about is None:
                continue
            stem, ending = NAMES[name]
            number = "" if place == 1 else f"-{place}"
            yield f"{FOLDER}/{stem}{number}.{ending}", form(occasion, about, name)
