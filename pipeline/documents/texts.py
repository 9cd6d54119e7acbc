"""The texts of the letters out: those that come with the program, and the municipality's own.

A file in the workspace's folder ``brev/`` stands in for the one of the same name here, so that an
update never overwrites what a municipality wrote. What an editor saves holds from the next letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.documents import blocks, swedish
from pipeline.documents.blocks import Block
from pipeline.documents.errors import TemplateBrokenError
from pipeline.documents.rendering import TEMPLATES, broken
from pipeline.domain.kinds import Kind

LETTERS = TEMPLATES / "letters"
SHELL = "brev.docx"
GUIDE = "LÄSMIG.txt"

_OF_KIND = {
    Kind.RENT_DEBT: "hyra",
    Kind.DEBT_LIST: "hyra",
    Kind.DISTURBANCE: "storning",
    Kind.EVICTION_DATE: "avhysning",
    Kind.UTILITY_DEBT: "flera",
}
_OF_SUBKIND = {
    "electricity": "el",
    "gas": "gas",
    "heating": "varme",
    "water": "vatten",
    "waste": "avfall",
    "care_fee": "omsorgsavgift",
}
"""The middle part of a file's name: ``informationsbrev.hyra.txt`` is for rent alone."""


def middles(kind: Kind, subkind: str | None) -> tuple[str, ...]:
    """The middle parts of the names that a letter's text for that kind may have, nearest first.

    A care fee is no rent: the text about rent never stands in for its own.
    """
    own = _OF_SUBKIND.get(subkind or "")
    common = () if subkind == "care_fee" or kind not in _OF_KIND else (_OF_KIND[kind],)
    return common if own is None else (own, *common)


class _Loader(jinja2.FileSystemLoader):
    """Texts from the first folder that has them, seen anew when a nearer folder gets one."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, file, same = super().get_source(environment, template)
        return source, file, lambda: same() and self.place(template) == file

    def place(self, template: str) -> str | None:
        """The file that a name stands for now."""
        candidates = (Path(folder, template) for folder in self.searchpath)
        return next((str(one) for one in candidates if one.is_file()), None)


class Texts:
    """The letters' texts of one workspace."""

    def __init__(self, own: Path | None = None) -> None:
        """``own`` is the municipality's folder; None, or one that is not there, adds nothing."""
        self.folders: tuple[Path, ...] = (LETTERS,) if own is None else (own, LETTERS)
        # Notepad marks its files as UTF-8 by a sign that is no part of the text.
        self._loader = _Loader(self.folders, encoding="utf-8-sig")
        # What staff write may name values and choose between sentences, and nothing else.
        self.environment = ImmutableSandboxedEnvironment(
            loader=self._loader,
            autoescape=False,  # plain text: Word and HTML each escape their own way later
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=blocks.marked,
        )
        self.environment.filters["kronor"] = swedish.kronor
        self.environment.filters["dag"] = swedish.day
        self.environment.filters["veckodag"] = swedish.weekday
        self.environment.filters["uppraknat"] = swedish.listed
        self.environment.filters["inled"] = swedish.opening

    def still(self) -> Texts:
        """The same texts for many readings at once: a file that was read is not looked at again."""
        same = copy(self)
        same.environment = self.environment.overlay(auto_reload=False)
        return same

    def path(self, name: str) -> Path | None:
        """The file of that name that holds here; None where there is none."""
        found = self._loader.place(name)
        return None if found is None else Path(found)

    def names(self) -> tuple[str, ...]:
        """The file names of all letters' texts, parts included, in order."""
        found = {
            file.relative_to(folder).as_posix()
            for folder in self.folders
            for file in folder.glob("**/*.txt")
            if file.name != GUIDE
        }
        return tuple(sorted(found))

    def text_file(self, template: str, kind: Kind, subkind: str | None = None) -> str:
        """The file with the letter's text for that kind; TemplateBrokenError when none is there.

        The subkind's own file goes before the kind's, and that before the common one.
        """
        near = (f"{template}.{middle}.txt" for middle in middles(kind, subkind))
        for name in (*near, f"{template}.txt"):
            if self.path(name) is not None:
                return name
        what = swedish.SUBKINDS.get((kind, subkind or ""), swedish.KINDS[kind]).lower()
        message = f"brevet har ingen text för {what}"
        raise TemplateBrokenError(message, f"{template}.txt")

    def read(self, name: str, values: Mapping[str, Any]) -> tuple[Block, ...]:
        """The letter's blocks; TemplateBrokenError, with its line, when the text is at fault."""
        try:
            text = self.environment.get_template(name).render(values)
        except Exception as error:
            # Whatever a saved text does wrong is the text's fault, and told with its line.
            raise broken(error, name) from error
        return blocks.parse(text)

    def shell(self) -> bytes:
        """The Word shell; TemplateBrokenError when it cannot be read."""
        file = self.path(SHELL)
        if file is None:
            raise TemplateBrokenError("filen saknas", SHELL)
        try:
            return file.read_bytes()
        except OSError as error:
            raise TemplateBrokenError("filen går inte att läsa", SHELL) from error


@cache
def texts(own: Path | None = None) -> Texts:
    """The texts of the workspace whose own folder that is."""
    return Texts(own)


@cache
def guide() -> Mapping[str, tuple[str, str]]:
    """To whom each letter goes and when it is used, by its name, as the guide beside them says."""
    return dict(_listed((LETTERS / GUIDE).read_text(encoding="utf-8").splitlines()))


def _listed(lines: Iterable[str]) -> Iterable[tuple[str, tuple[str, str]]]:
    """The rows ``name | to whom | when`` of the guide's list of letters."""
    for line in lines:
        parts = [part.strip() for part in line.split("|")]
        if len(parts) == 3 and parts[0].replace("_", "").isalpha() and parts[0].islower():
            yield parts[0], (parts[1], parts[2])
