"""A party in the making: names merged, numbers given to whom they stand nearest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.finders.identity import Printed
from extractors.finders.letter import Cell, Letter, plain
from extractors.finders.naming import PersonName
from pipeline.domain.fields import Field, Party, PartyRole

_CARE_OF = re.compile(r"(?<!\w)c/o\s+(?P<who>[^\t\n,]{3,40})", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Draft:
    """A party in the making: its name, its number, where it stands, how sure it is."""

    role: PartyRole
    name: PersonName | None
    sure: float
    number: Printed | None = None
    care_of: Cell | None = None
    block: tuple[Cell, ...] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def at(self) -> int:
        """Where it begins in the text."""
        if self.name is not None:
            return self.name.start
        return self.number.start if self.number is not None else 0


def name_key(name: str) -> frozenset[str]:
    """A name's words without order, case and diacritics."""
    return frozenset(re.findall(r"\w+", plain(name).lower()))


def merged(drafts: list[Draft]) -> list[Draft]:
    """One draft a person: the same words in any order are the same name; the surest role wins."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.name is None:
            kept.append(draft)
            continue
        words = name_key(draft.name.text)
        twin = next(
            (
                one
                for one in kept
                if one.name is not None
                and (words <= name_key(one.name.text) or name_key(one.name.text) <= words)
            ),
            None,
        )
        if twin is None:
            kept.append(draft)
            continue
        if draft.role is not twin.role and PartyRole.OCCUPANT in {draft.role, twin.role}:
            twin.role = PartyRole.OCCUPANT
        if draft.sure > twin.sure and len(words) >= len(
            name_key(twin.name.text if twin.name else "")
        ):
            twin.name = draft.name
            twin.sure = draft.sure
            twin.block = twin.block or draft.block
        twin.number = twin.number or draft.number
        twin.notes.extend(note for note in draft.notes if note not in twin.notes)
    tenants = [one for one in kept if one.role is PartyRole.TENANT]
    for extra in tenants[1:]:
        extra.role = PartyRole.CO_TENANT
    if not tenants:
        for one in kept:
            if one.role is PartyRole.CO_TENANT:
                one.role = PartyRole.TENANT
                break
    return kept


def give_numbers(letter: Letter, drafts: list[Draft], printed: list[Printed]) -> None:
    """Each number to the party it stands nearest to; one that nobody is near becomes its own."""
    seen: dict[str, Printed] = {}
    for number in printed:
        known = seen.get(number.digits[-10:])
        if known is None or ("checksum" in known.notes and "checksum" not in number.notes):
            seen.setdefault(number.digits[-10:], number)
    taken = {one.number.digits[-10:] for one in drafts if one.number is not None}
    free = [one for digits, one in seen.items() if digits not in taken]
    pairs = sorted(
        ((_distance(letter, draft, number), index, place)
        for index, draft in enumerate(drafts)
        for place, number in enumerate(free)),
    )  # fmt: skip
    used: set[int] = set()
    for distance, index, place in pairs:
        if drafts[index].number is not None or place in used or distance > 60:
            continue
        drafts[index].number = free[place]
        used.add(place)
    for place, number in enumerate(free):
        alone = place not in used and "masked" not in number.notes
        if alone and number.personal and "checksum" not in number.notes:
            role = PartyRole.CO_TENANT if drafts else PartyRole.TENANT
            drafts.append(Draft(role=role, name=None, sure=0.6, number=number))


def _distance(letter: Letter, draft: Draft, number: Printed) -> float:
    """How far a number stands from a name, in steps of reading; 999 when they cannot belong."""
    name = None if draft.name is None else letter.cell_at(draft.name.start)
    cell = letter.cell_at(number.start)
    if draft.name is None or name is None or cell is None:
        return 999.0
    if name.start == cell.start:
        return 0.0 if 0 <= number.start - draft.name.end < 40 else 3.0
    if any(one.start <= number.start < one.end for one in draft.block):
        return 1.0
    return _cells_apart(name, cell)


def _cells_apart(name: Cell, cell: Cell) -> float:
    """Steps between two cells: a line down is nearer than a line up, the same line nearest."""
    if name.page != cell.page:
        return 55.0
    rows = cell.row - name.row
    sideways = abs(cell.box.x0 - name.box.x0) / 40
    if rows == 0:
        return 2.0 + (sideways / 4 if cell.start > name.start else 8.0)
    return (4.0 + 2.0 * rows + sideways) if rows > 0 else (12.0 - 3.0 * rows + sideways)


def give_care_of(letter: Letter, drafts: list[Draft]) -> None:
    """Each c/o to the party named just above or before it."""
    for hit in letter.search(_CARE_OF):
        cell = letter.part(hit.start("who"), hit.end("who"))
        here = letter.cell_at(hit.start())
        if cell is None or here is None:
            continue
        near = [
            one
            for one in drafts
            if one.name is not None
            and (home := letter.cell_at(one.name.start)) is not None
            and home.page == here.page
            and 0 <= here.row - home.row <= 3
        ]
        if near:
            nearest = min(near, key=lambda one: hit.start() - one.at)
            nearest.care_of = cell


def party(letter: Letter, draft: Draft) -> Party | None:
    """The party as a value; None when neither name nor number has a place."""
    name = number = care = None
    if draft.name is not None:
        notes = (*draft.name.notes, *draft.notes)
        name = letter.place(
            draft.name.text,
            draft.name.start,
            draft.name.end,
            finder="parties",
            sure=draft.sure * (0.85 if "shared_surname" in notes else 1.0),
            notes=notes,
        )
    if draft.number is not None:
        number = _number_field(letter, draft.number)
    if draft.care_of is not None:
        cell = draft.care_of
        care = letter.place(cell.text, cell.start, cell.end, finder="parties", sure=0.9)
    if name is None and number is None:
        return None
    return Party(role=draft.role, name=name, personnummer=number, care_of=care)


def _number_field(letter: Letter, number: Printed) -> Field[str] | None:
    """The number's field; of a masked one the six or eight digits of the day of birth."""
    notes = tuple(note for note in number.notes if note != "coordination")
    doubt = {"checksum": 0.2, "ocr_swap": 0.5, "date": 0.2}
    sure = 0.97
    for note in number.notes:
        sure *= doubt.get(note, 1.0)
    return letter.place(
        number.digits, number.start, number.end, finder="parties", sure=sure, notes=notes
    )
