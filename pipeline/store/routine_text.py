"""The text of a routine's files: read as TOML, each fault with its line and key, in Swedish."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from pipeline.domain.verify import Fault


class RoutineRefusedError(Exception):
    """A routine file cannot be used; ``faults`` are all that is wrong with it, in Swedish."""

    def __init__(self, file: Path, faults: Iterable[Fault]) -> None:
        """Keep the file and its faults, ordered by line."""
        self.file = file
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        listed = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"Rutinen {file.parent.name}/{file.name} kan inte användas:\n{listed}")


def read_text(file: Path) -> str:
    """The file as UTF-8, with or without a BOM; RoutineRefusedError when that cannot be."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        fault = Fault(where=file.name, message="filen finns inte eller kan inte läsas")
        raise RoutineRefusedError(file, [fault]) from error
    except UnicodeDecodeError as error:
        message = (
            "filen är inte sparad som UTF-8. Öppna den i Anteckningar, välj Spara som, Kodning: "
            "UTF-8, och spara"
        )
        fault = Fault(where=file.name, message=message)
        raise RoutineRefusedError(file, [fault]) from error


def read_toml(file: Path, text: str) -> dict[str, Any]:
    """The file's tables; RoutineRefusedError with the line where the TOML breaks."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        message = f"går inte att läsa som TOML: {_hint(text, line, str(error))} ({error})"
        fault = Fault(where=file.name, line=line, message=message)
        raise RoutineRefusedError(file, [fault]) from error


def _hint(text: str, line: int, error: str) -> str:
    """What a line that is no TOML most often lacks, in Swedish."""
    rows = text.splitlines()
    row = rows[line - 1] if line <= len(rows) else ""
    if re.search("[“”„‘’]", row):
        return 'raden har böjda citattecken; skriv raka: "'
    if re.match(r"\s*\[(row|duty|unit|recurring|example)\]", row):
        return f"skriv dubbla hakparenteser: [[{row.strip(' []')}]]"
    if "overwrite" in error:
        return "nyckeln står två gånger"
    if row.count('"') % 2:
        return 'ett citattecken (") fattas på raden'
    return "fattas ett komma, ett citattecken eller en parentes här eller på raden före?"


class Lines:
    """Where tables and keys stand in a TOML text; tomllib itself does not say."""

    def __init__(self, text: str) -> None:
        """Keep the lines of the text, and where each table begins."""
        self._rows = text.splitlines()
        self._heads: dict[str, list[int]] = {}
        for at, row in enumerate(self._rows, 1):
            if row.lstrip().startswith("[["):
                self._heads.setdefault(row.strip(), []).append(at)

    def table(self, name: str, place: int) -> int:
        """The line of the n-th ``[[name]]`` (from 0), or 0."""
        heads = self._heads.get(f"[[{name}]]", [])
        return heads[place] if place < len(heads) else 0

    def key(self, key: str, start: int = 0) -> int:
        """The first line from ``start`` that sets the key, before the next ``[[`` table."""
        for at, row in enumerate(self._rows[start:], start + 1):
            if start and row.startswith("[["):
                break
            if re.match(rf'\s*(\[.*)?"?{re.escape(key)}"?\]?\s*(=|$)', row):
                return at
        return start


_WRONG = {
    "missing": "saknas",
    "extra_forbidden": "är en okänd nyckel",
    "literal_error": "har ett okänt värde; tillåtna är handle, copy, information",
    "string_type": "ska vara en text",
    "bool_type": "ska vara true eller false",
    "int_type": "ska vara ett heltal",
    "list_type": "ska vara en lista",
    "dict_type": "ska vara en tabell",
    "date_type": "ska vara ett datum, till exempel 2022-02-15",
    "string_pattern_mismatch": "har otillåtna tecken",
    "string_too_short": "är tom",
}


Keys = Mapping[str, Iterable[str]]
"""The keys that each table may have, by the table's name; those of the file itself under ""."""


def _wrong(kind: str, keys: list[str], right: Iterable[str], known: Keys) -> str:
    """What is wrong with the last of the keys; ``right`` are those that may stand there."""
    said = _WRONG.get(kind, "har ett felaktigt värde")
    if kind == "list_type" and keys and keys[-1] in known:
        return f"{said}: skriv [[{keys[-1]}]] med dubbla hakparenteser"
    if kind != "extra_forbidden" or not right:
        return said
    listed = sorted(right)
    near = get_close_matches(keys[-1], listed, n=1)
    meant = f"; menas {near[0]}?" if near else "."
    return f"{said}{meant} De som finns är {', '.join(listed)}"


def faults_of(
    error: ValidationError,
    data: Mapping[str, Any],
    lines: Lines,
    known: Keys = MappingProxyType({}),
) -> tuple[Fault, ...]:
    """A foreign text's faults with line, table and key, each said once."""
    found: dict[tuple[str, int, str], Fault] = {}
    for item in error.errors():
        keys = [part for part in item["loc"] if isinstance(part, str) and part not in _UNION]
        where, line, table = "filen", 0, ""
        match item["loc"]:
            case (str(name), int(place), *_):
                table = name
                entry = data[name][place]
                named = entry.get("id") if isinstance(entry, dict) else None
                where = str(named or f"{name} nummer {place + 1}")
                line = lines.table(name, place)
                keys = keys[1:]
        key = ".".join(keys)
        within = keys[-2] if len(keys) > 1 else table
        message = f"{key or where} {_wrong(item['type'], keys, known.get(within, ()), known)}"
        at = lines.key(keys[-1], line) if keys else line
        found[where, at, message] = Fault(where=where, line=at, message=message)
    return tuple(found.values())


_UNION = {"str", "list[str]"}
"""pydantic names the branch of a union in the place of a fault; staff need not see it."""
