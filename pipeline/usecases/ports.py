"""What the use cases need from reading, deciding and making packets: a dozen lines a port."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from pipeline.domain.case import Case, Earlier, LetterPart
from pipeline.domain.edits import Edit
from pipeline.domain.kinds import Role
from pipeline.domain.page import Fingerprint, Page, Reading
from pipeline.domain.problems import Problem
from pipeline.domain.routine import Routine


class ReadingFailedError(Exception):
    """A reader died, hung or ran out of memory over this document: one of its tries is used up."""

    def __init__(self, cause: str) -> None:
        """``cause`` is one word of these: ``timeout``, ``crash``, ``memory``, ``gone``."""
        super().__init__(cause)
        self.cause = cause


class Reader(Protocol):
    """Bytes to a reading; each call works in a process of its own and may be made in a thread."""

    def fingerprint(self) -> Fingerprint:
        """The engine that would read now; PlaceError when a tool is missing."""
        ...

    def complete(self, path: Path) -> bool:
        """Whether the file looks whole."""
        ...

    def glance(self, path: Path) -> bool:
        """Whether the document looks like one that must be handled today."""
        ...

    def read(self, path: Path) -> Reading | Problem:
        """The reading, or why there can be none; ReadingFailedError, PlaceError."""
        ...

    def stop(self) -> None:
        """End what is being read now; those calls raise ReadingFailedError. It can read again."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One letter to be decided.

    ``problems`` are the reading's, its unread pages. ``history`` gives the earlier letters that
    share one of the keys (``p:`` person, ``r:`` reference); ``since`` Kronofogden's notices that
    came after it and share one, nothing for a letter that has been sent.
    """

    part: LetterPart
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    intake_point: str
    received_on: date
    edits: tuple[Edit, ...]
    history: Callable[[Iterable[str]], tuple[Earlier, ...]]
    since: Callable[[Iterable[str]], tuple[Earlier, ...]] = lambda _: ()


class Mind(Protocol):
    """Pages to letters, letters to decisions: fast, and the same for the same arguments."""

    def ready(self, on: date) -> None:
        """Whether letters that arrive on that day can be decided; SettingsError when not."""
        ...

    def split(self, pages: tuple[Page, ...]) -> tuple[LetterPart, ...]:
        """The letters that the pages hold."""
        ...

    def decide(self, question: Question) -> Case:
        """The letter's case."""
        ...

    def by(self, routine: Routine) -> Mind:
        """The same mind by another routine, whatever a letter's day."""
        ...

    def fault(self, edit: Edit) -> str:
        """Why the edit cannot be used, in Swedish; empty when it can."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One packet to be made of a letter; ``line`` is the list row from 1, 0 for the letter."""

    case: Case
    unit: str
    role: Role
    line: int
    letter_id: str
    revision: int
    document: str
    document_name: str
    letters_in_document: int
    received_on: date
    pages: tuple[Page, ...]
    original: Path
    changes: tuple[str, ...]


class Builder(Protocol):
    """A decided letter to the files of a packet; equal orders give equal bytes."""

    def submit(self, order: Order) -> Future[Mapping[str, bytes]]:
        """Start making the packet."""
        ...

    def stop(self) -> None:
        """End what is being made now; it can make again."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """All three; ``versions`` tells by a Swedish word which parts work."""

    reader: Reader
    mind: Mind
    builder: Builder
    versions: Mapping[str, str] = field(default_factory=dict)
