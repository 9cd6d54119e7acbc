"""The letters out as drafts: Word to edit and PDF to print; none leaves by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from pipeline.documents import letter_samples, rendering, swedish, wordfile
from pipeline.documents.blocks import Block
from pipeline.documents.enclosures import Invoice, invoices, numbers
from pipeline.documents.envelopes import envelopes
from pipeline.documents.ids import PacketIds
from pipeline.documents.letter_values import told, values
from pipeline.documents.narrow import (
    decision_of,
    is_protected,
    kind_of,
    letters_out,
    persons,
    subkind_of,
)
from pipeline.documents.occasion import Occasion
from pipeline.documents.texts import Texts, guide, texts
from pipeline.domain.case import Case, Decision, Delivery, LetterOut
from pipeline.domain.deadlines import CONFIRMED
from pipeline.domain.fields import CASE_NUMBER
from pipeline.domain.kinds import Kind, Role, State
from pipeline.domain.outgoing import (
    CONFIRMATION,
    CONFIRMATION_COPY,
    HOUSEHOLD,
    KRONOFOGDEN,
    OUTSIDE,
    REMINDER,
    SENDER,
    UNDERTAKING,
)
from pipeline.domain.problems import Problem
from pipeline.domain.proposing import HELD_OTHER
from pipeline.domain.routine import Routine
from pipeline.domain.settings import Settings

_UNDATED = "_" * 14
"""A draft is dated by the one who signs it: the day it was made is not the day it is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One letter out: its file's name without ending, its address lines, its text.

    ``held`` says in Swedish why it waits, else it is empty; it is printed on the letter itself.
    ``for_unit`` says that it is for the unit in whose packet it lies, and leaves the house nowhere;
    ``enclosed`` are the copies that go with it.
    """

    name: str
    template: str
    to: tuple[str, ...]
    head: str
    place_and_day: str
    held: str
    blocks: tuple[Block, ...]
    foot: str
    for_unit: bool = False
    enclosed: tuple[Invoice, ...] = ()


def drafts(occasion: Occasion) -> tuple[Draft, ...]:
    """The drafts of the decision's letters out that the unit writes, or that are for it.

    Only letters that may be written at all (``outgoing``). One that waits because another unit
    writes to the household is told in the record alone (C8). Raises TemplateBrokenError when a
    letter's text is missing or at fault.
    """
    made: list[Draft] = []
    for letter in letters_out(occasion.case):
        ours = _lies_with(letter, decision_of(occasion.case)) == occasion.delivery.unit
        if ours and letter.held != HELD_OTHER:
            made += _of_letter(occasion, letter)
    return tuple(made)


def _lies_with(letter: LetterOut, decision: Decision) -> str:
    """The one unit whose packet holds the draft: the one it is for, or the one that writes it.

    That is the unit named for it, where the letter goes there; else the first that handles. Two
    units that both handle must not both write to a household (C8).
    """
    if letter.to not in OUTSIDE:
        return letter.to
    units = [one.unit for one in decision.deliveries]
    if letter.unit in units:
        return letter.unit
    handling = [one.unit for one in decision.deliveries if one.role is Role.HANDLE]
    return next(iter((*handling, *units)), "")


def ready(case: Case) -> tuple[LetterOut, ...]:
    """The letters that help to settle a letter in review, which need no decision first.

    Kronofogden's confirmation, which confirms the case number and needs no person, also where no
    decision could be made; and what asks or tells the sender. Those to a household, and a promise
    to pay, wait. Nothing where a protected identity is touched.
    """
    letters = letters_out(case)
    found = [one for one in letters if one.to == SENDER and one.template != UNDERTAKING]
    asked = kind_of(case) is Kind.EVICTION_DATE and subkind_of(case) in CONFIRMED
    if asked and not is_protected(case):
        proposed = [one for one in letters if one.template == CONFIRMATION]
        found[:0] = proposed or [LetterOut(template=CONFIRMATION, to=KRONOFOGDEN)]
    return tuple(found)


def in_review(  # noqa: PLR0913, PLR0917  what an occasion is made of, before there is one
    template: str,
    case: Case,
    ids: PacketIds,
    settings: Settings,
    routine: Routine | None = None,
    written: Texts | None = None,
) -> Mapping[str, bytes]:
    """One of the letters that are ``ready``, as the unit that would handle the letter writes it.

    File name to bytes, empty when that letter is not ready; ``routine`` names the unit,
    ``written`` are the texts.
    """
    delivery = next(
        (one for one in decision_of(case).deliveries if one.role is Role.HANDLE),
        Delivery(unit="", role=Role.HANDLE, original=True),
    )
    occasion = Occasion(
        case=case,
        delivery=delivery,
        ids=ids,
        settings=settings,
        units={} if routine is None else {unit.id: unit.name for unit in routine.units},
        texts=written or texts(),
    )
    files: dict[str, bytes] = {}
    for letter in ready(case):
        for draft in _of_letter(occasion, letter) if letter.template == template else ():
            files |= printed(draft, occasion.texts, ids.received_on)
    return files


def printed(draft: Draft, written: Texts, made_on: date) -> dict[str, bytes]:
    """The draft's two files, ``utkast/<name>.docx`` and ``.pdf``, with that day as their own.

    What is enclosed lies beside them, ``utkast/<name>-bilaga-<number>.pdf``.
    """
    view = {
        "head": draft.head,
        "place_and_day": draft.place_and_day,
        "held": draft.held,
        "to": draft.to,
        "blocks": draft.blocks,
        "foot": draft.foot,
    }
    page = {**view, "title": title(draft), "made_on": made_on.isoformat()}
    copies = {
        f"utkast/{draft.name}-bilaga-{number}.pdf": one.data
        for number, one in enumerate(draft.enclosed, start=1)
    }
    return {
        f"utkast/{draft.name}.docx": wordfile.word(written.shell(), view, made_on),
        f"utkast/{draft.name}.pdf": rendering.paper("brev", page),
        **copies,
    }


def title(draft: Draft) -> str:
    """The letter's name as staff call it."""
    return swedish.LETTERS.get(draft.template, draft.template.replace("_", " ").capitalize())


def sample(template: str, kind: Kind, subkind: str | None, written: Texts) -> Draft:
    """The letter as it looks for that kind, with made-up values; for whoever edits its text."""
    known = letter_samples.sample(kind, subkind)
    place = known["kommun"]
    text = written.text_file(template, kind, subkind)
    return Draft(
        name=text.removesuffix(".txt"),
        template=template,
        to=letter_samples.RECEIVERS[guide().get(template, ("", ""))[0]],
        head=f"Socialtjänsten, {place}\N{EN SPACE}·\N{EN SPACE}{known['enhet']}",
        place_and_day=f"{place}, datum: {_UNDATED}",
        held="",
        blocks=written.read(text, known),
        foot="Påhittade uppgifter",
    )


def _of_letter(occasion: Occasion, letter: LetterOut) -> list[Draft]:
    """The drafts of one letter out: one an envelope."""
    case, ids, place = occasion.case, occasion.ids, occasion.settings.municipality
    text = occasion.texts.text_file(letter.template, kind_of(case), subkind_of(case))
    known = values(occasion, letter)
    wanted = numbers(known["faktura"]) if letter.template == REMINDER else ()
    enclosed = invoices(occasion.invoices, wanted, persons(case))
    known["bifogat"] = tuple(one.number for one in enclosed)
    for_unit = letter.to not in OUTSIDE
    # A cover comes from the unit that handles the letter, though it lies with the one that gets it.
    writer = known["ansvarig_enhet"] if for_unit else occasion.unit
    whole = Draft(
        name=letter.template,
        template=letter.template,
        to=(),
        head=f"Socialtjänsten, {place}\N{EN SPACE}·\N{EN SPACE}{writer}",
        place_and_day=f"{place}, datum: {_UNDATED}",
        held=held(occasion, letter),
        blocks=(),
        foot=f"Vårt brev-id: {ids.short}",
        for_unit=for_unit,
        enclosed=enclosed,
    )
    made: list[Draft] = []
    for number, to in enumerate(envelopes(occasion, letter), start=1):
        if letter.template == CONFIRMATION_COPY and known["personer"]:
            # Each tenant has an envelope of their own, and reads of nobody else in it (C27).
            known["personer"] = to[:1]
        name = letter.template + (f"-{number}" if number > 1 else "")
        made.append(replace(whole, to=to, name=name, blocks=occasion.texts.read(text, known)))
    return made


def held(occasion: Occasion, letter: LetterOut) -> str:
    """Why the letter must wait, as sentences; empty when it is ready to sign."""
    case = occasion.case
    why: list[str] = []
    if letter.held:
        why.append(reason(letter.held))
    if letter.template in {CONFIRMATION, CONFIRMATION_COPY}:
        if occasion.officer is None and not letter.held:
            why.append("Skriv in ansvarig handläggare. Bekräftelsen måste namnge en.")
        if case.findings.get(CASE_NUMBER) is None:
            why.append("Skriv in målnumret från brevet.")
        elif not told(case, CASE_NUMBER):
            why.append("Målnumret är osäkert läst. Jämför med brevet.")
    if letter.to == HOUSEHOLD and case.state is State.REVIEW and not letter.held:
        why.append("Brevet granskas ännu.")
    return " ".join(why)


def reason(held: str) -> str:
    """Why a letter is held, in Swedish: a problem's remedy for its code, else its own words."""
    try:
        return Problem.parse(held).remedy
    except ValueError:
        return held
