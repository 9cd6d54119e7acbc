"""What is wrong with a settings file, in Swedish: every fault at once, each with its key."""

from __future__ import annotations

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
    "tuple_type": "ska vara en lista inom hakparenteser",
    "dict_type": "ska vara en egen avdelning, t.ex. [duty.vuxen]",
    "model_type": "ska vara en egen avdelning inom hakparenteser",
}


def faults_of(file: str, error: ValidationError) -> str:
    """Every fault in one text, a line each, with the key where it stands."""
    lines = [f"{file} har fel som måste rättas:"]
    for fault in error.errors(include_url=False, include_input=False):
        key = ".".join(str(part) for part in fault["loc"])
        context: dict[str, Any] = fault.get("ctx", {})
        # A check of our own says in Swedish what is wrong.
        own = str(context["error"]) if fault["type"] == "value_error" else ""
        said = own or _SWEDISH.get(fault["type"], "har ett otillåtet värde").format(**context)
        lines.append(f"  {key}: {said}" if key else f"  {said}")
    return "\n".join(lines)
