"""What is wrong with a settings file, in Swedish: every fault at once, with its line and key."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from pydantic import ValidationError

_SWEDISH = {
    "extra_forbidden": "okänt ord",
    "missing": "saknas",
    "greater_than_equal": "måste vara minst {ge}",
    "greater_than": "måste vara större än {gt}",
    "less_than_equal": "får vara högst {le}",
    "less_than": "måste vara mindre än {lt}",
    "string_type": "ska vara en text inom citattecken",
    "string_too_short": "får inte vara tom",
    "int_type": "ska vara ett heltal",
    "int_parsing": "ska vara ett heltal",
    "int_from_float": "ska vara ett heltal",
    "float_type": "ska vara ett tal",
    "float_parsing": "ska vara ett tal",
    "bool_type": "ska vara true eller false",
    "tuple_type": "ska vara en lista inom hakparenteser",
    "dict_type": "ska vara en egen avdelning, t.ex. [duty.vuxen]",
    "model_type": "ska vara en egen avdelning inom hakparenteser",
    "literal_error": "ska vara något av {expected}",
    "enum": "ska vara något av {expected}",
    "too_short": "får inte vara tom",
    "value_error": "{error}",
}
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_SECTION = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+\s*(?:#.*)?")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=#\[]+))\s*=""")


def syntax_fault(error: tomllib.TOMLDecodeError) -> str:
    """Where the file stops being TOML: ``rad 3, kolumn 7``, or its end."""
    found = _AT.search(str(error))
    if found is None:
        return "filens slut"
    return f"rad {found[1]}, kolumn {found[2]}"


def faults_of(file: str, error: ValidationError, text: str = "") -> str:
    """Every fault at once, a line each, with its key and the line of ``text`` that it stands on."""
    lines = [f"{file} har fel som måste rättas:"]
    for fault in error.errors(include_url=False, include_input=False):
        parts = tuple(str(part) for part in fault["loc"])
        context: dict[str, Any] = fault.get("ctx", {})
        said = _SWEDISH.get(fault["type"], "har ett otillåtet värde").format(**context)
        line = line_of(text, parts)
        place = f"rad {line}, " if line else ""
        key = f"{'.'.join(parts)}: " if parts else ""
        lines.append(f"  {place}{key}{said.replace(' or ', ' eller ')}")
    return "\n".join(lines)


def line_of(text: str, key: tuple[str, ...]) -> int:
    """The line, from 1, of the key, of what stands in it, or of the section above it; 0: none."""
    best, at = 0, 0
    section: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if head := _SECTION.fullmatch(line):
            here = section = tuple(part.strip().strip("\"'") for part in head[1].split("."))
        elif found := _KEY.match(line):
            name = found[1] or found[2] or found[3] or ""
            here = (*section, *([name] if found[3] is None else name.split(".")))
        else:
            continue
        shared = min(len(key), len(here))
        if key[:shared] == here[:shared] and shared > best:
            best, at = shared, number
    return at
