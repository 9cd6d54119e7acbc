"""Gathers the texts of the pages, and compiles their translations; Babel is needed here alone.

Run by ``make translations`` after a text was marked or changed: new texts get an empty translation
in the .po file, those that are gone go, and the .mo file is made of what is translated.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from classifiers.book import load_book
from classifiers.judge import WHYS
from pipeline.documents import coming, swedish
from pipeline.domain import moved, problems
from pipeline.domain.deadlines import LABELS
from pipeline.domain.words import WORDS
from pipeline.store import errors
from pipeline.store.register_rows import FileKind
from pipeline.usecases.changes import PARTS
from pipeline.web.language import DOMAIN, LOCALE, Language

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "pipeline" / "templates" / "pages"
PO = LOCALE / Language.ENGLISH / "LC_MESSAGES" / f"{DOMAIN}.po"
MO = PO.with_suffix(".mo")

_CALLS: Mapping[str, int] = {
    **dict.fromkeys(("say", "sv", "filled"), 1),
    "say_many": 2,
    # What a person can meet on a page because of what they asked for.
    **dict.fromkeys(("NotFoundError", "ConflictError", "UnusableError", "NotAllowedError"), 1),
    **dict.fromkeys(("SignInError", "StaleFormError", "NotSignedInError", "OvertakenError"), 1),
    **dict.fromkeys(("PlaceError", "DamageError", "BusyError"), 1),
}
"""Whose first texts are the pages', and how many: two are of one and of many."""

_HEADER = """\
# What the pages say, in English. The Swedish text is the key.
# After a change run: make translations
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
"""A day for the places where the formats want one: the same texts make the same files."""


def tables() -> Iterator[str]:
    """The texts of tables that layers below the pages keep, and that pages show."""
    named = (swedish.KINDS, swedish.SUBKINDS, swedish.TENURES, swedish.ROLES, swedish.PRIORITIES)
    read = (swedish.STATES, swedish.CLAIM_PARTS, swedish.LETTERS, swedish.RECIPIENTS, swedish.BASES)
    found = (swedish.METHODS, swedish.FIELDS, LABELS, WORDS, *_remedies())
    for table in (*named, *read, *found):
        yield from table.values()
    yield from (*swedish.MARKS, *swedish.WEEKDAYS, *swedish.MONTHS, *PARTS, coming.PASSED)
    yield from (kind.swedish for kind in FileKind)
    yield from (*WHYS, moved.WHY, *(guard.why for guard in load_book().guards))


def _remedies() -> Iterator[Mapping[object, str]]:
    """What is to be done: about each doubt, about the machine."""
    yield from (problems.REMEDIES, problems.DETAILED, errors.REMEDIES)


def gathered() -> Catalog:
    """Every text that a page can say of itself."""
    found = Catalog()
    for path in sorted(_modules()):
        for texts in _called(path):
            found.add(texts if len(texts) > 1 else texts[0])
    for path in sorted(TEMPLATES.glob("*.html")):
        options = {"trimmed": "true", "silent": "false"}
        calls = {"_": None, "gettext": None, "ngettext": (1, 2)}
        told = extract_from_file("jinja2.ext:babel_extract", path, keywords=calls, options=options)
        for _, text, _, _ in told:
            found.add(text)
    for text in tables():
        found.add(text)
    return found


def _modules() -> set[Path]:
    """The sources of the pages, and of all below that they use; the commands speak Swedish."""
    found: set[Path] = set()
    ahead = [ROOT / "pipeline" / "web" / "app.py"]
    while ahead:
        path = ahead.pop()
        if path not in found:
            found.add(path)
            ahead += (one for one in _used(path) if one.is_file())
    return found


def _used(path: Path) -> Iterator[Path]:
    """Where the modules may stand that the module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline"):
            names = (node.module, *(f"{node.module}.{one.name}" for one in node.names))
            yield from (ROOT / f"{name.replace('.', '/')}.py" for name in names)


def _called(path: Path) -> Iterator[tuple[str, ...]]:
    """The texts that stand in the module's calls; ValueError for one that Python fills in."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        number = _CALLS.get(getattr(node.func, "id", getattr(node.func, "attr", "")), 0)
        first = node.args[:number]
        if any(isinstance(one, ast.JoinedStr) for one in first):
            message = f"{path}:{node.lineno}: what is filled in here cannot be looked up: filled()"
            raise ValueError(message)
        texts = tuple(str(one.value) for one in first if isinstance(one, ast.Constant))
        if texts:
            yield texts


def written(catalog: Catalog) -> bytes:
    """The catalog as a .po file, of which every line is a text's: no dates, no places."""
    made = io.BytesIO()
    write_po(made, catalog, width=100, no_location=True, sort_output=True, omit_header=True)
    return _HEADER.encode() + made.getvalue()


def kept() -> Catalog:
    """The translations as they are kept; an empty catalog before there are any."""
    if not PO.exists():
        return Catalog(locale=Language.ENGLISH, domain=DOMAIN, fuzzy=False)
    with PO.open("rb") as file:
        return read_po(file, locale=Language.ENGLISH, domain=DOMAIN)


def compiled(catalog: Catalog) -> bytes:
    """The catalog as a .mo file."""
    catalog.project, catalog.version = "Tröskel", "1"
    catalog.creation_date = catalog.revision_date = _ALWAYS
    made = io.BytesIO()
    write_mo(made, catalog)
    return made.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """The texts that have no translation, or an unsure one."""

    def whole(told: str | tuple[str, ...]) -> bool:
        return all(told) if isinstance(told, tuple) else bool(told)

    return [str(one.id) for one in catalog if one.id and (one.fuzzy or not whole(one.string))]


def main() -> int:
    """Brings .po and .mo up to date; 1 while a text lacks its translation."""
    catalog, texts = kept(), gathered()
    catalog.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(written(catalog))
    MO.write_bytes(compiled(catalog))
    lacking = untranslated(catalog)
    sys.stderr.writelines(f"not translated: {text}\n" for text in lacking)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
