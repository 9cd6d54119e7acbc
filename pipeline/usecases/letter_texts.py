"""The letters' texts as the municipality edits them: listed, taken out to edit, proved, shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.documents import drafts, letter_samples, swedish
from pipeline.documents.errors import TemplateBrokenError
from pipeline.documents.texts import SHELL, Texts, guide, texts
from pipeline.domain.kinds import Kind
from pipeline.store.disk import Disk
from pipeline.store.errors import NotFoundError, SettingsError, place
from pipeline.store.workspace import Workspace

_SHOWN_ON = date(2026, 10, 5)
"""The day of the made-up letter, so that the same text always gives the same files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A letter for its editors: to whom, when, and which of its files are their own."""

    name: str
    title: str
    whom: str
    when: str
    own: tuple[str, ...]


def listed(workspace: Workspace) -> tuple[Listed, ...]:
    """Every letter, as the guide beside the texts has it, and those that a municipality added."""
    written = texts(workspace.letters)
    told = dict(guide())
    for name in written.names():
        if "/" not in name:
            told.setdefault(name.partition(".")[0], ("", "egen mall"))
    return tuple(
        Listed(
            name=name,
            title=swedish.LETTERS.get(name, name.replace("_", " ").capitalize()),
            whom=whom,
            when=when,
            own=tuple(file for file in _files(written, name) if _is_own(workspace, written, file)),
        )
        for name, (whom, when) in told.items()
    )


def taken(workspace: Workspace, name: str) -> tuple[tuple[str, bool], ...]:
    """Copy a letter's texts into the workspace, to be edited there; whether each was new.

    ``name`` is a letter's, a file's without its ending, or ``brev.docx``. What is already there
    stays as it is. NotFoundError for a name that no file has.
    """
    written = texts(workspace.letters)
    disk = Disk()
    done: list[tuple[str, bool]] = []
    for file in _found(written, name):
        target = workspace.letters / file
        source = written.path(file)
        fresh = source is not None and source != target
        if fresh and source is not None:
            with place():
                disk.make_folder(target.parent)
                disk.put(target, source.read_bytes(), 0o640)
        done.append((workspace.relative(target), fresh))
    return tuple(done)


def shown(workspace: Workspace, name: str) -> Iterator[tuple[str, bytes]]:
    """The letter with made-up values as Word and PDF, once for each of its texts.

    NotFoundError for a name that no file has, SettingsError where the text is at fault.
    """
    written = texts(workspace.letters)
    template = name.partition(".")[0]
    for file in _found(written, name):
        about = _about(written, template, file)
        if about is None:
            continue
        try:
            draft = drafts.sample(template, *about, written)
            files = drafts.printed(draft, written, _SHOWN_ON)
        except TemplateBrokenError as error:
            message = f"Brevets text har fel. Rätta den: {error}."
            raise SettingsError(message) from error
        for path, data in files.items():
            yield path.rpartition("/")[2], data


def _about(written: Texts, template: str, file: str) -> tuple[Kind, str | None] | None:
    """A kind of letter for which that file is the text; None for a part and for the Word shell."""
    ways = (SHOWN_OF.get(template, (Kind.RENT_DEBT, "social_notice")), *letter_samples.kinds())
    for kind, subkind in ways:
        try:
            if written.text_file(template, kind, subkind) == file:
                return kind, subkind
        except TemplateBrokenError:
            continue  # a letter need not have a text for every kind
    return None


SHOWN_OF = {
    "bekraftelse_kfm": (Kind.EVICTION_DATE, "set"),
    "bekraftelse_kfm_kopia": (Kind.EVICTION_DATE, "set"),
    "paminnelse": (Kind.DEBT_LIST, "care_fee"),
    "andrahandsvarning": (Kind.DEBT_LIST, "rent"),
}
"""What a letter with one text for all is best shown of, where that is no rent notice."""


def _files(written: Texts, name: str) -> tuple[str, ...]:
    """The files of that letter, or the one file of that name."""
    return tuple(
        file
        for file in (*written.names(), SHELL)
        if file in {name, f"{name}.txt"} or file.startswith(f"{name}.")
    )


def _found(written: Texts, name: str) -> tuple[str, ...]:
    files = _files(written, name)
    if not files:
        known = ", ".join(guide())
        message = f"Det finns inget brev som heter {name}. De som finns är {known}."
        raise NotFoundError(message)
    return files


def _is_own(workspace: Workspace, written: Texts, file: str) -> bool:
    found = written.path(file)
    return found is not None and found.is_relative_to(workspace.letters)
