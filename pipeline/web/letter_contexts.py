"""What a letter's page is given: plain values, ready to be shown; the template decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.web.contexts import Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of the scan: its size in points, and what is odd about it."""

    number: int
    width: float
    height: float
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A word that may be chosen; ``group`` is the kind that it goes with, in words ``heading``.

    ``chosen`` for the one that stands: two groups may have the same word.
    """

    value: str
    text: str
    group: str = ""
    heading: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One value: label, text, how sure in words, and where on the scan it stands.

    ``boxes`` is JSON: page, x0, top, x1, bottom in points for each place. ``name`` is what a new
    value is sent as, empty where it cannot be changed; ``written`` the value as it is written in
    the field; ``options`` what is chosen among instead. ``quoted`` text is the letter's own, in
    Swedish. ``doubted`` values are why the letter is here; ``confirmable`` ones may be said to be
    right as they stand. ``picks`` are readings that contradict each other: one is to be chosen.
    """

    key: str
    label: str
    text: str
    certainty: str
    tone: str
    boxes: str = "[]"
    note: str = ""
    quoted: bool = False
    name: str = ""
    written: str = ""
    options: tuple[Option, ...] = ()
    doubted: bool = False
    confirmable: bool = False
    picks: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """A trait compared: what the letter prints, and for each person what the register has."""

    label: str
    printed: str
    cells: tuple[Compared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One person's side of a trait: the register's value, and whether it agrees, in a word."""

    text: str
    agreement: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A person of the register that may be picked; ``note`` says where the proposal comes from."""

    value: str
    name: str
    number: str
    address: str
    note: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """Whom the letter, or a row of a list, is about, and those who also may be.

    ``index`` is what a choice is made for: the party, or the list's row. ``traits`` compare the
    first ``choices`` side by side. ``open`` when the choice stands unfolded; ``search`` is what was
    sought for it, and ``sought`` whether anything was.
    """

    index: int
    printed: str
    name: str
    number: str
    certainty: str
    tone: str
    boxes: str
    evidence: tuple[str, ...]
    choices: tuple[Choice, ...]
    traits: tuple[Trait, ...]
    open: bool
    search: str = ""
    sought: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child that is concerned: who it is, and what is told of it."""

    name: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The household of the letter, or of a list's row, and the children to choose among."""

    index: int
    text: str
    certainty: str
    tone: str
    settled: bool
    children: tuple[Child, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a list: a debtor decided alone."""

    number: int
    name: str
    amount: str
    state: str
    tone: str
    boxes: str
    reasons: tuple[str, ...]
    person: Suggested
    home: Home
    receivers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of the routine with its sentence, and what the routine does not say."""

    id: str
    heading: str
    sentence: str
    silent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of what will happen, its day if it has one; ``mark`` is a word that goes with it.

    It says that the line is new or falls away, or that the day has passed. ``file`` is the name of
    a draft that can be had before the letter is decided.
    """

    text: str
    day: str = ""
    note: str = ""
    mark: str = ""
    tone: str = ""
    file: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What happens when the letter is approved as it stands in the form.

    ``lead`` says it in a sentence, ``about`` whom and what it is about; ``approvable`` whether
    approving is of any use; ``leaves`` whether saving alone sends it. ``again`` is told of a letter
    that was sent before.
    """

    lead: str
    about: str
    tone: str
    approvable: bool
    leaves: bool
    receivers: tuple[Told, ...]
    rows: tuple[Told, ...]
    letters: tuple[Told, ...]
    days: tuple[Told, ...]
    rules: tuple[Rule, ...]
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A reason why the letter is here, and the id of what settles it."""

    text: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody did at once: when, who, what; ``undo`` what taking it back is called.

    ``redo`` where that is to do something again: it is never what "undo" does next.
    """

    action: str
    at: str
    by: str
    lines: tuple[str, ...]
    undone: bool
    undo: str
    redo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StackPage:
    """One page of the stack that a letter lies in: ``begin``, ``go`` or ``none``, and whose it is.

    A ``locked`` page is of a letter that is not shown; on a ``blank`` one there is nothing to read.
    """

    number: int
    how: str
    letter: str
    here: bool
    locked: bool
    blank: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacked:
    """The stack that a letter lies in; ``seen`` names the state that is shown.

    ``sent`` tells what dividing it does to those who have its letters; empty where nobody has.
    """

    seen: str
    pages: tuple[StackPage, ...]
    sent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A letter that came before and may be the same: its id, and what is alike.

    ``reason`` is why this one is ended then, as it is kept: in Swedish.
    """

    letter: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """The whole of the review page; ``order`` is that of ``values``, ``people`` and ``effect``.

    ``send`` are the units that the reviewer may send it to by an own decision; ``onward`` the one
    that the routine would have, where nobody is found: its ``heading`` says why it is offered.
    """

    letter: str
    short: str
    revision: int
    action: str
    kind: str
    state: str
    priority: str
    tone: str
    received_on: str
    intake_point: str
    reviewed_by: str
    editable: bool
    approvable: bool
    returnable: bool
    restricted: bool
    why: str
    reasons: tuple[Why, ...]
    order: tuple[str, ...]
    pages: tuple[Sheet, ...]
    values: tuple[Shown, ...]
    more: tuple[Shown, ...]
    persons: tuple[Suggested, ...]
    home: Home
    rows: tuple[Line, ...]
    send: tuple[Option, ...]
    onward: Option | None
    effect: Effect
    nearest: tuple[Day, ...]
    matter: tuple[str, ...]
    twins: tuple[Twin, ...]
    confirmation: str
    confirmable: bool
    confirmed: str
    question: str
    asked: str
    municipality: str
    town: str
    colleagues: tuple[str, ...]
    stack: Stacked
    history: tuple[Deed, ...]
    held: str
    following: str
    ahead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """What happened to a letter since it was seen, and what somebody wanted to do meanwhile.

    ``agreed`` is who approved it already, where that was all that was wanted; ``following`` the
    letter to take next.
    """

    letter: str
    short: str
    revision: int
    action: str
    agreed: str
    following: str
    deeds: tuple[Deed, ...]
    changes: tuple[str, ...]
    mine: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
