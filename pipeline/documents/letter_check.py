"""What is wrong with a letter's text, before the first letter needs it: each fault with its line.

Beside what cannot be read at all, a text is refused that names an unknown value, that marks up a
line in a way that would be printed as it stands, that tells a reader that a time has run out
(which only a person can tell), or that names a last day without calling it computed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes

from pipeline.documents import letter_samples, rendering
from pipeline.documents.blocks import OPENINGS, SIGNS
from pipeline.documents.errors import TemplateBrokenError
from pipeline.documents.texts import SHELL, Texts
from pipeline.documents.wordfile import word
from pipeline.domain import facts, tables
from pipeline.domain.kinds import Kind
from pipeline.domain.routine import Condition, Duty, Routine

_RUN_OUT = re.compile(
    r"(?:tid|frist|dag)\w*\s+(?:har|är|hade|var)\s+(?:nu\s+|redan\s+)?"
    r"(?:gått\s+ut|löpt\s+ut|ute|slut|över|passerat|passerad)|för\s+sent\b",
    re.IGNORECASE,
)
_LAST_DAY = re.compile(r"\{\{\s*sista_dag\b")
_TAG = re.compile(r"\{[%#].*?[%#]\}")
_PART = "delar/"
_TRIED_ON = date(2026, 10, 5)


def faults(texts: Texts, routine: Routine) -> tuple[str, ...]:
    """Everything wrong with the letters that the routine sends, and with the Word shell."""
    found = dict.fromkeys(str(fault) for fault in _missing(texts, routine))
    found |= dict.fromkeys(str(fault) for fault in text_faults(texts))
    found |= dict.fromkeys(str(fault) for fault in shell_faults(texts))
    return tuple(found)


def text_faults(texts: Texts) -> tuple[TemplateBrokenError, ...]:
    """What is wrong with each text in the folders, whoever sends it."""
    return _text_faults(texts.folders, tuple(_saved(texts, name) for name in texts.names()))


def _saved(texts: Texts, name: str) -> tuple[str, bytes | None]:
    """The text's name and what its file holds; None where it cannot be read."""
    file = texts.path(name)
    try:
        return name, None if file is None else file.read_bytes()
    except OSError:
        return name, None


@lru_cache(maxsize=4)  # each text is tried with all that a letter may know: a second in all
def _text_faults(
    folders: tuple[Path, ...], saved: tuple[tuple[str, bytes | None], ...]
) -> tuple[TemplateBrokenError, ...]:
    texts = Texts(*folders[:-1]).still()
    return tuple(fault for name, _ in saved for fault in _text(texts, name))


def _missing(texts: Texts, routine: Routine) -> Iterator[TemplateBrokenError]:
    """Letters that the routine sends and that have no text for some kind."""
    for duty in routine.duties:
        if duty.does != "letter":
            continue
        for kind, subkind in kinds_of(routine, duty):
            try:
                texts.text_file(duty.template, kind, subkind)
            except TemplateBrokenError as fault:
                yield fault


def kinds_of(routine: Routine, duty: Duty) -> Iterator[tuple[Kind, str | None]]:
    """The kinds and subkinds of letters under which the duty may hold."""
    rows = next((one.values for one in duty.when if one.fact == tables.ROW), None)
    ways: list[tuple[Condition, ...]] = [
        (*duty.when, *row.when) for row in routine.rows if rows is None or row.id in rows
    ]
    for kind, subkind in facts.pairs():
        if any(_allowed(way, "kind", kind) and _allowed(way, "subkind", subkind) for way in ways):
            yield Kind(kind), None if subkind == facts.NONE else subkind


def _allowed(way: Iterable[Condition], fact: str, value: str) -> bool:
    return all(value in one.values for one in way if one.fact == fact)


def _text(texts: Texts, name: str) -> Iterator[TemplateBrokenError]:
    file = texts.path(name)
    if file is None:
        return
    try:
        source = file.read_text(encoding="utf-8-sig")
        tree = texts.environment.parse(source, name)
        texts.environment.get_template(name)
    except (OSError, UnicodeDecodeError):
        yield TemplateBrokenError("filen går inte att läsa som UTF-8", file.name)
        return
    except jinja2.TemplateError as error:
        yield rendering.broken(error, name)
        return
    named = [
        *(TemplateBrokenError(why, file.name, line) for line, why in _names(texts, tree)),
        *(TemplateBrokenError(why, file.name, line) for line, why in _lines(source)),
    ]
    if not named and not name.startswith(_PART):
        named = list(dict.fromkeys(_tried(texts, name)))
    yield from named


def _names(texts: Texts, tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Names that no value has, parts that a value lacks, files that are not there."""
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"} | {"loop"}
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name not in own | letter_samples.NAMES:
            yield node.lineno, f"okänt namn {node.name}"
    for part in tree.find_all(nodes.Getattr):
        of = part.node.name if isinstance(part.node, nodes.Name) else ""
        if of not in own and part.attr not in letter_samples.PARTS.get(of, ()):
            yield part.lineno, f"okänt namn {of}.{part.attr}"
    for include in tree.find_all(nodes.Include):
        file = include.template.value if isinstance(include.template, nodes.Const) else ""
        if texts.path(str(file)) is None:
            yield include.lineno, f"filen {file} finns inte"


def _lines(source: str) -> Iterator[tuple[int, str]]:
    """Lines that would be printed with their marks, or say what no letter may say."""
    for number, line in enumerate(source.splitlines(), start=1):
        plain = _TAG.sub("", line).strip()
        openings = tuple(start for start, _ in OPENINGS)
        if plain.startswith(("#", "|", "!")) and not plain.startswith((*openings, "| ")):
            yield (
                number,
                f"skriv ett blanksteg efter {plain[: len(plain) - len(plain.lstrip('#|!'))]}",
            )
        if plain.startswith("| ") and " | " not in plain[2:]:
            yield number, "raden saknar sitt andra | med blanksteg omkring"
        if plain.startswith("[") and plain.endswith("]") and plain not in SIGNS:
            yield number, f"okänt märke {plain}; de som finns är {', '.join(SIGNS)}"
        if _RUN_OUT.search(plain):
            yield number, "säger att tiden har gått ut; det avgör bara en person"
        if _LAST_DAY.search(plain) and "beräkna" not in plain:
            yield number, "nämner sista_dag utan att säga att den är beräknad"


def _tried(texts: Texts, name: str) -> Iterator[TemplateBrokenError]:
    """What goes wrong when the text is filled in, whatever is known or not."""
    for kind, subkind, values in letter_samples.every():
        try:
            made = texts.read(name, values)
        except TemplateBrokenError as fault:
            yield fault
            return
        if not any(block.kind == "title" for block in made):
            about = subkind or kind.value
            yield TemplateBrokenError(f"brevet har ingen rubrik (# ) för {about}", name)
            return


def shell_faults(texts: Texts) -> tuple[TemplateBrokenError, ...]:
    """What is wrong with the Word shell: that it cannot be filled, or leaves out the letter."""
    try:
        made = word(texts.shell(), _every_block(), _TRIED_ON)
    except TemplateBrokenError as fault:
        return (fault,)
    printed = _printed(made)
    left = [part for part in _PRINTED if f"prov-{part}" not in printed]
    why = "Word-filen skriver inte ut hela brevet; hämta originalet och ändra om"
    return (TemplateBrokenError(why, SHELL),) if left else ()


_PRINTED = (
    *("head", "held", "to", "foot", "day"),
    *("title", "heading", "point", "row", "label", "note", "text"),
)


def _every_block() -> dict[str, Any]:
    kinds = ("title", "heading", "point", "row", "note", "sign", "page", "text")
    return {
        "head": "prov-head",
        "place_and_day": "prov-day",
        "held": "prov-held",
        "to": ("prov-to",),
        "blocks": [{"kind": kind, "text": f"prov-{kind}", "label": "prov-label"} for kind in kinds],
        "foot": "prov-foot",
    }


def _printed(word_file: bytes) -> str:
    """All text of a Word file, its head and foot too."""
    from docx import Document  # noqa: PLC0415  slow to load, only when checking

    document = Document(io.BytesIO(word_file))
    parts = [document.element, *(one.footer._element for one in document.sections)]  # noqa: SLF001
    parts += [one.header._element for one in document.sections]  # noqa: SLF001
    return "\n".join("".join(part.itertext()) for part in parts)
