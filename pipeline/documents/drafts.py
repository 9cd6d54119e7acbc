"""The letters out as drafts: Word to edit and PDF to print; none leaves by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.documents import blocks, rendering, swedish, wordfile
from pipeline.documents.blocks import Block
from pipeline.documents.errors import TemplateBrokenError
from pipeline.documents.ids import PacketIds
from pipeline.documents.letter_values import BLANK, CONFIRMATION_COPY, told, values
from pipeline.documents.narrow import (
    decision_of,
    is_gone,
    is_protected,
    kind_of,
    persons,
    subkind_of,
)
from pipeline.documents.occasion import Occasion
from pipeline.domain.case import Case, Delivery, LetterOut
from pipeline.domain.fields import (
    ADDRESS,
    CASE_NUMBER,
    CITY,
    POSTAL_CODE,
    SENDER_EMAIL,
    SENDER_NAME,
    Name,
    Party,
    PartyRole,
)
from pipeline.domain.kinds import Kind, Role, State
from pipeline.domain.match import Matched
from pipeline.domain.people import Address, Deregistered, Person, Personnummer
from pipeline.domain.problems import Problem
from pipeline.domain.proposing import HELD_OTHER
from pipeline.domain.routine import Routine
from pipeline.domain.settings import Settings

_VARIANTS = {
    Kind.RENT_DEBT: "hyra",
    Kind.DEBT_LIST: "hyra",
    Kind.DISTURBANCE: "storning",
    Kind.EVICTION_DATE: "avhysning",
    Kind.UTILITY_DEBT: "el",
}
_TO_HOUSEHOLD = "household"
_CONFIRMATION = "bekraftelse_kfm"
_KRONOFOGDEN = "Kronofogdemyndigheten"
_NO_ADDRESS = "[adress enligt brevet]"
"""No finder reads a sender's postal address: the one who sends the letter fills it in."""
_UNDATED = "_" * 14
"""A draft is dated by the one who signs it: the day it was made is not the day it is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One letter out: its file's name without ending, its address lines, its text.

    ``held`` says in Swedish why it waits, else it is empty; it is printed on the letter itself.
    """

    name: str
    template: str
    to: tuple[str, ...]
    head: str
    place_and_day: str
    held: str
    blocks: tuple[Block, ...]
    foot: str


def drafts(occasion: Occasion) -> tuple[Draft, ...]:
    """The drafts of the decision's letters out, for the unit that sends them; else none.

    One that waits because another unit writes to the household is told in the record alone (C8).
    Nothing is drafted when a protected identity is touched; no household letter for the deceased,
    no copy of the confirmation at an avlägsnande (C27). Raises TemplateBrokenError when a letter's
    text is missing or at fault.
    """
    case = occasion.case
    if is_protected(case):
        return ()
    handles, unit = occasion.delivery.role is Role.HANDLE, occasion.delivery.unit
    made: list[Draft] = []
    for letter in decision_of(case).letters_out:
        ours = letter.unit == unit if letter.unit else handles
        if ours and letter.held != HELD_OTHER:
            made += _of_letter(occasion, letter)
    return tuple(made)


def kfm_confirmation(
    case: Case, ids: PacketIds, settings: Settings, routine: Routine | None = None
) -> Mapping[str, bytes]:
    """Kronofogden's confirmation alone, ready while the letter is still in review.

    It confirms the case number, so it needs no person; file name to bytes. ``routine`` names the
    unit. Empty for a letter that touches a protected identity, and for one that asks for no
    confirmation.
    """
    asked = kind_of(case) is Kind.EVICTION_DATE and subkind_of(case) in {"set", "moved", "removal"}
    if not asked or is_protected(case):
        return {}
    decision = decision_of(case)
    delivery = next(
        (one for one in decision.deliveries if one.role is Role.HANDLE),
        Delivery(unit="", role=Role.HANDLE, original=True),
    )
    letter = next(
        (one for one in decision.letters_out if one.template == _CONFIRMATION),
        LetterOut(template=_CONFIRMATION, to="kronofogden"),
    )
    units = {} if routine is None else {unit.id: unit.name for unit in routine.units}
    occasion = Occasion(case=case, delivery=delivery, ids=ids, settings=settings, units=units)
    files: dict[str, bytes] = {}
    for draft in _of_letter(occasion, letter):
        files |= printed(draft, ids)
    return files


def printed(draft: Draft, ids: PacketIds) -> dict[str, bytes]:
    """The draft's two files, ``utkast/<name>.docx`` and ``.pdf``."""
    view = {
        "head": draft.head,
        "place_and_day": draft.place_and_day,
        "held": draft.held,
        "to": draft.to,
        "blocks": draft.blocks,
        "foot": draft.foot,
    }
    page = {**view, "title": title(draft), "made_on": ids.received_on.isoformat()}
    return {
        f"utkast/{draft.name}.docx": wordfile.word(view, ids.received_on),
        f"utkast/{draft.name}.pdf": rendering.paper("brev", page),
    }


def title(draft: Draft) -> str:
    """The letter's name as staff call it."""
    return swedish.LETTERS.get(draft.template, draft.template.replace("_", " ").capitalize())


def text_file(template: str, kind: Kind) -> str:
    """The file that holds the letter's text for that kind; TemplateBrokenError when none does."""
    for name in (f"{template}.{_VARIANTS.get(kind, '')}.txt", f"{template}.txt"):
        if (blocks.LETTERS / name).is_file():
            return name
    message = f"Brevet {template} saknar text i mappen {blocks.LETTERS.name}"
    raise TemplateBrokenError(message)


def _of_letter(occasion: Occasion, letter: LetterOut) -> list[Draft]:
    """The drafts of one letter out: one, or for the tenant's copy one an envelope."""
    case, ids, place = occasion.case, occasion.ids, occasion.settings.municipality
    if letter.to == _TO_HOUSEHOLD and is_gone(case):
        return []
    if letter.template == CONFIRMATION_COPY and subkind_of(case) == "removal":
        return []
    text = text_file(letter.template, kind_of(case))
    whole = Draft(
        name=letter.template,
        template=letter.template,
        to=(),
        head=f"Socialtjänsten, {place}\N{EN SPACE}·\N{EN SPACE}{occasion.unit}",
        place_and_day=f"{place}, datum: {_UNDATED}",
        held=held(occasion, letter),
        blocks=blocks.read(text, values(occasion, letter)),
        foot=f"Vårt brev-id: {ids.short}",
    )
    return [
        replace(whole, to=to, name=letter.template + (f"-{number}" if number > 1 else ""))
        for number, to in enumerate(_envelopes(case, letter), start=1)
    ]


def held(occasion: Occasion, letter: LetterOut) -> str:
    """Why the letter must wait, as sentences; empty when it is ready to sign."""
    case = occasion.case
    why: list[str] = []
    if letter.held:
        why.append(_reason(letter.held))
    if letter.template in {_CONFIRMATION, CONFIRMATION_COPY}:
        if occasion.officer is None and not letter.held:
            why.append("Skriv in ansvarig handläggare. Bekräftelsen måste namnge en.")
        if case.findings.get(CASE_NUMBER) is None:
            why.append("Skriv in målnumret från brevet.")
        elif not told(case, CASE_NUMBER):
            why.append("Målnumret är osäkert läst. Jämför med brevet.")
    if letter.to == _TO_HOUSEHOLD and case.state is State.REVIEW and not letter.held:
        why.append("Brevet granskas ännu.")
    return " ".join(why)


def _reason(held: str) -> str:
    """The remedy when ``held`` is a problem's code, else its own words."""
    try:
        return Problem.parse(held).remedy
    except ValueError:
        return held


def _envelopes(case: Case, letter: LetterOut) -> list[tuple[str, ...]]:
    """The address lines of each envelope."""
    if letter.to == "kronofogden":
        return [(_KRONOFOGDEN, _reached_at(case))]
    if letter.to != _TO_HOUSEHOLD:
        return [(told(case, SENDER_NAME) or BLANK, _reached_at(case))]
    found = [one for one in persons(case) if one.deregistered is Deregistered.NO]
    if not found:
        return [_as_printed(case)]
    if letter.template == CONFIRMATION_COPY:
        holders = [one for one in found if one.number in _contract_holders(case)] or found
        return [(one.full_name, *_lines(one.address)) for one in holders]
    homes: dict[Address, list[Person]] = {}
    for one in found:
        homes.setdefault(one.address, []).append(one)
    return [
        (*(one.full_name for one in residents), *_lines(home)) for home, residents in homes.items()
    ]


def _reached_at(case: Case) -> str:
    """The sender's e-mail where it is read beyond doubt, else a blank: a wrong one tells others."""
    found = case.findings.get(SENDER_EMAIL)
    if found is None:
        return _NO_ADDRESS
    sure = found.edited or swedish.certainty(found.confidence, found.notes) == "säker"
    return f"E-post: {found.value}" if sure else _NO_ADDRESS


def _lines(home: Address) -> tuple[str, ...]:
    """The address as on an envelope; empty lines left out."""
    street = home.street + (f" lgh {home.apartment}" if home.street and home.apartment else "")
    care_of = f"c/o {home.care_of.removeprefix('c/o ')}" if home.care_of else ""
    city = f"{swedish.postal(home.postal_code)} {home.city}".strip()
    return tuple(line for line in (care_of, street, city) if line)


def _as_printed(case: Case) -> tuple[str, ...]:
    """The parties and the address as the letter prints them, for a draft that waits."""
    postal, town = _text(case, POSTAL_CODE), _text(case, CITY)
    names = tuple(_printed_name(party) for party in case.findings.parties)
    lines = (*names, _text(case, ADDRESS), f"{postal} {town}".strip())
    return tuple(line for line in lines if line) or (BLANK,)


def _text(case: Case, name: Name[str]) -> str:
    found: str | None = case.findings.value(name)
    return found or ""


def _printed_name(party: Party) -> str:
    return "" if party.name is None else party.name.value


def _contract_holders(case: Case) -> set[Personnummer]:
    """Those found whom the letter names as tenants, not as mere residents (C27)."""
    parties = case.findings.parties
    return {
        match.person.number
        for match in case.matches
        if isinstance(match, Matched)
        and match.party < len(parties)
        and parties[match.party].role in {PartyRole.TENANT, PartyRole.CO_TENANT}
    }


def faults(routine: Routine) -> tuple[str, ...]:
    """What is wrong with the texts of the letters that the routine sends, one sentence a fault.

    Asked at start, so that a broken letter is refused before the first one is needed.
    """
    found: list[str] = []
    wanted = {duty.template for duty in routine.duties if duty.does == "letter"}
    for template in sorted(wanted):
        files = sorted(
            {*blocks.LETTERS.glob(f"{template}.txt"), *blocks.LETTERS.glob(f"{template}.*.txt")}
        )
        if not files:
            found.append(f"Brevet {template} saknar text i mappen {blocks.LETTERS.name}")
        found += [fault for file in files if (fault := blocks.fault(file.name))]
    return tuple(found)
