"""A stack divided by hand: pages move between letters, each is decided again, the bytes stay.

A division is one action over several letters: its edits share their action's name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.case import LetterPart
from pipeline.domain.dividing import Division, Pages, divide
from pipeline.domain.edits import Act, Edit, in_force, joined_to
from pipeline.domain.page import Reading
from pipeline.domain.sentences import whole
from pipeline.store import documents, letters
from pipeline.store.documents import Document
from pipeline.store.errors import NotAllowedError, NotFoundError, UnusableError
from pipeline.store.letters import Letter
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Mind
from pipeline.usecases.review import OvertakenError, asked_for, is_sent, may_see
from pipeline.usecases.settle import decide, decide_again, new_letter, question_of, settle

BOUNDS = frozenset({Act.PAGES, Act.JOIN})
"""The acts of a division."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A document's letters as they stand, by place, and the pages of each that has any.

    ``open`` are the pages that the asker may see and move: those of no letter that is hidden.
    """

    document: Document
    letters: Mapping[int, Letter]
    pages: Mapping[int, Pages]
    open: Pages

    @property
    def seen(self) -> str:
        """Names the state that was seen: equal while nobody has changed any of the letters."""
        return ",".join(f"{place}:{one.revision}" for place, one in self.letters.items())


def stack_of(office: Office, letter: Letter, by: str) -> Stack:
    """The stack that the letter lies in."""
    document = documents.document(office.ledger, letter.document)
    if document is None:
        raise NotFoundError("Brevets dokument saknas i liggaren. Kör troskel reconcile.")
    found = {one.place: one for one in letters.ever_of(office.ledger, document.sha256)}
    pages = {
        place: letters.case(office.ledger, one.id, one.revision).part.pages
        for place, one in found.items()
        if not joined_to(letters.edits(office.ledger, one.id))
    }
    hidden = {
        page
        for place, had in pages.items()
        if not may_see(office, found[place], by)
        for page in had
    }
    every = range(1, document.pages + 1)
    return Stack(
        document=document,
        letters=found,
        pages=pages,
        open=tuple(page for page in every if page not in hidden),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A division that somebody wants: the pages of each letter, over the stack that was ``seen``.

    ``action`` names it: sent again it changes nothing.
    """

    by: str
    groups: Sequence[Pages]
    seen: str
    reason: str = ""
    action: str


def redraw(office: Office, mind: Mind, ident: str, wanted: Wanted) -> tuple[Letter, ...]:
    """Divide the letter's stack anew, in one transaction; the letters that it touched, by place.

    A letter that was sent is decided again with its new pages, and its units are to be told: see
    :func:`review.send`. Raises
    OvertakenError when any letter of the stack was changed meanwhile, NotAllowedError when a page
    is of a letter that the asker may not see, and UnusableError for what is no division.
    """
    with office.ledger.atomic():
        letter = asked_for(office, ident, wanted.by)
        if letters.has_action(office.ledger, letter.id, wanted.action):
            return (letter,)
        stack = stack_of(office, letter, wanted.by)
        if stack.seen != wanted.seen:
            raise OvertakenError(
                "Någon annan har ändrat ett brev i bunten. Ladda om; inget är ändrat."
            )
        division = _division(stack, wanted)
        return _Redrawing(office, mind, stack, wanted).apply(division)


def _division(stack: Stack, wanted: Wanted) -> Division:
    closed_off = {
        place: pages for place, pages in stack.pages.items() if not set(pages) <= set(stack.open)
    }
    groups = [*wanted.groups, *closed_off.values()]
    moved = {page for group in wanted.groups for page in group}
    if moved & {page for pages in closed_off.values() for page in pages}:
        raise NotAllowedError("En av sidorna hör till ett skyddat brev. Utsedd personal delar upp.")
    try:
        return divide(
            stack.pages, groups, last=max(stack.letters, default=0), pages=stack.document.pages
        )
    except ValueError as error:
        raise UnusableError(whole(error.args[0])) from error


@dataclass(frozen=True, slots=True)
class _Redrawing:
    """One division being carried out, inside a transaction."""

    office: Office
    mind: Mind
    stack: Stack
    wanted: Wanted

    def apply(self, division: Division) -> tuple[Letter, ...]:
        """Those that end first: they are no earlier letters of the others any more."""
        sha256 = self.stack.document.sha256
        after = [
            self.edited(self.stack.letters[place], Act.JOIN, letters.letter_id(sha256, into))
            for place, into in division.ended.items()
        ]
        after += [
            self.edited(self.stack.letters[place], Act.PAGES, _text(pages))
            for place, pages in division.changed.items()
        ]
        after += [self._new(place, pages) for place, pages in division.new.items()]
        return tuple(sorted(after, key=lambda one: one.place))

    def edit_of(self, letter: Letter, act: Act, value: str = "") -> Edit:
        """One of the division's edits."""
        return Edit(
            act=act,
            by=self.wanted.by.strip(),
            at=self.office.ledger.now(),
            reason=self.wanted.reason,
            value=value,
            revision=letter.revision,
            action=self.wanted.action,
        )

    def edited(self, letter: Letter, act: Act, value: str) -> Letter:
        """The letter with such an edit, decided again."""
        letters.add_edit(self.office.ledger, letter.id, self.edit_of(letter, act, value))
        return decide_again(self.office, self.mind, letter, "edit")

    def _new(self, place: int, pages: Pages) -> Letter:
        document, reading = self.stack.document, _reading(self.office, self.stack.document)
        part = LetterPart(index=place, pages=pages)
        letter = new_letter(document, part)
        edit = self.edit_of(letter, Act.PAGES, _text(pages))
        question = question_of(self.office, document, letter, part, reading, (edit,))
        case = decide(self.office, self.mind, question, urgent=bool(document.urgent))
        # The letter's row comes before its edits'.
        letter = settle(self.office, letter, case, (edit,), "divided")
        letters.add_edit(self.office.ledger, letter.id, edit)
        return letter


def _reading(office: Office, document: Document) -> Reading:
    reading = office.readings.newest(document.sha256)
    if reading is None:
        raise NotFoundError("Läsningen av brevet saknas. Kör troskel reprocess --read-again.")
    return reading


def _text(pages: Pages) -> str:
    return ",".join(map(str, pages))


def is_division(edits: Sequence[Edit]) -> bool:
    """Whether the action is one that divided a stack."""
    return any(edit.act in BOUNDS for edit in edits)


def take_back(
    office: Office, mind: Mind, ident: str, division: str, back: Wanted
) -> tuple[Letter, ...]:
    """Undo a division: every letter it touched has its pages again, and those it made end.

    ``division`` is the action's name; of ``back`` who and under what name it is undone. The letters
    it touched are returned, to be sent as after a division. Raises
    UnusableError when a later division took up one of the letters.
    """
    ledger = office.ledger
    with ledger.atomic():
        letter = asked_for(office, ident, back.by)
        if letters.has_action(ledger, letter.id, back.action):
            return (letter,)
        stack = stack_of(office, letter, back.by)
        touched = {place: _bounds(office, one, division) for place, one in stack.letters.items()}
        touched = {place: edits for place, edits in touched.items() if edits}
        if any(edits[-1].action != division for edits in touched.values()):
            raise UnusableError("Sidorna har delats upp på nytt sedan dess. Ångra det först.")
        born = {place for place in touched if _is_born(office, stack.letters[place], division)}
        redrawing = _Redrawing(office, mind, stack, back)
        after = []
        for place in sorted(touched.keys() - born):
            one = stack.letters[place]
            edit = redrawing.edit_of(one, Act.UNDO)
            letters.add_edit(ledger, one.id, replace(edit, target=division))
            if is_sent(one):
                # Nothing that was sent is unsent, nor sent anew before somebody has looked.
                letters.add_edit(ledger, one.id, redrawing.edit_of(one, Act.RETURN))
            after.append(decide_again(office, mind, one, "edit"))
        for place in sorted(born):
            heir = _holder(office, after, stack.pages[place])
            after.append(redrawing.edited(stack.letters[place], Act.JOIN, heir.id))
    return tuple(after)


def _bounds(office: Office, letter: Letter, division: str) -> tuple[Edit, ...]:
    """The letter's divisions that hold, if that one is among them."""
    held = in_force(letters.edits(office.ledger, letter.id))
    edits = tuple(edit for edit in held if edit.act in BOUNDS)
    return edits if any(edit.action == division for edit in edits) else ()


def _is_born(office: Office, letter: Letter, division: str) -> bool:
    row = office.ledger.row("SELECT why FROM cases WHERE letter = ? AND revision = 1", (letter.id,))
    born = row is not None and row["why"] == "divided"
    return born and letters.edits(office.ledger, letter.id)[0].action == division


def _holder(office: Office, restored: Sequence[Letter], pages: Pages) -> Letter:
    """The restored letter that has the first of the pages again."""
    for one in restored:
        if set(pages) & set(letters.case(office.ledger, one.id, one.revision).part.pages):
            return one
    raise UnusableError("Sidorna hör inte till något annat brev. Dela upp dem för hand.")
