"""What a made letter says: the expected answer, and the letter itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.letters.draft import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthParty:
    """A person the letter is about: as printed, and who it is.

    ``role`` is the domain's ``PartyRole``; ``number`` the person's own twelve digits; ``printed``
    the number's text in the letter, empty when there is none, ``masked`` when its end is hidden.
    """

    role: str
    name: str
    printed_name: str
    number: str
    printed: str = ""
    masked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthRow:
    """A row of the claim: ``what`` as in the domain's ``ClaimRow``; amount as decimal string."""

    what: str
    label: str
    period: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthDebtor:
    """A row of a list letter."""

    name: str
    number: str
    printed: str
    address: str
    reference: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The right answer to a letter.

    ``fields`` holds the contract's fields that are printed: amounts as decimal strings, dates ISO
    8601, postal codes five digits, ``eviction_at`` to the minute. ``also`` names other kinds, or
    kinds with a subkind (``rent_debt.termination``), that count as right, ``secondary`` another
    kind that the letter also is; ``review`` says that a
    person must decide whatever the register holds. ``pages`` counts the breaks that the design
    makes; a long letter may run over to one more. ``named`` holds role and text of all others who
    may be printed: officers, neighbours, principals, boards, senders' addresses.
    """

    kind: str
    subkind: str
    tenure: str
    fields: dict[str, str] = field(default_factory=dict)
    parties: tuple[TruthParty, ...] = ()
    claim: tuple[TruthRow, ...] = ()
    rows: tuple[TruthDebtor, ...] = ()
    pages: int = 1
    also: tuple[str, ...] = ()
    secondary: str = ""
    review: bool = False
    children_mentioned: bool = False
    named: tuple[tuple[str, str], ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that count as right."""
        return frozenset({self.kind, *(one.partition(".")[0] for one in self.also)})

    @property
    def subkinds(self) -> frozenset[str]:
        """The subkinds that count as right, given the kind."""
        others = (one.partition(".") for one in self.also)
        return frozenset({self.subkind, *(sub for kind, _, sub in others if kind == self.kind)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """One way of writing one sort of letter, as if by one sort of sender.

    ``writer`` is who made the design up, where a split has several writers.
    """

    name: str
    kind: str
    subkind: str
    tenure: str
    split: str
    write: Callable[[Draft], Sheet]
    also: tuple[str, ...] = ()
    secondary: str = ""
    review: bool = False
    writer: str = ""

    @property
    def source(self) -> str:
        """Whose design it is: its writer's, else its split's."""
        return self.writer or self.split


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A letter's content before it is dressed: HTML blocks and where they go.

    ``form`` leaves out the letterhead (a form is filled in, not written on letter paper);
    ``slip`` is a payment slip with its OCR line; ``place_line`` puts the date in a line of its
    own instead of among the references.
    """

    title: str
    body: tuple[str, ...]
    to: tuple[str, ...]
    refs: tuple[tuple[str, str], ...] = ()
    signed: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    slip: str = ""
    form: bool = False
    date_line: str = ""
    skin: str = ""
    footer: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A made letter: its page as HTML, the right answer, and the design's name."""

    html: str
    truth: Truth
    design: str
