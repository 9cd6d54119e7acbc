"""Domain values to JSON and back, whole: what comes out equals what went in.

Every value that JSON has no form for stands as ``{"#": tag, ...}``: a dataclass by its name and
fields, an enum's member, ``sentence`` by its pattern and values, ``decimal``, ``date``,
``datetime``, ``set``, ``map``. Only the classes of the listed modules can be made, so a stored text
can never run code. A field that an older version did not know takes its default; an unknown one is
damage, told as such.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import MappingProxyType, ModuleType
from typing import Any, TypeVar

from pipeline.domain import (
    case,
    case_systems,
    edits,
    fields,
    kinds,
    match,
    page,
    people,
    problems,
    routine,
    scores,
    settings,
)
from pipeline.domain.page import Box, Word
from pipeline.domain.sentences import Sentence, filled
from pipeline.store.errors import DamageError

T = TypeVar("T")

_MODULES: tuple[ModuleType, ...] = (
    case,
    case_systems,
    edits,
    fields,
    kinds,
    match,
    page,
    people,
    problems,
    routine,
    scores,
    settings,
)


def _classes() -> dict[str, type]:
    found: dict[str, type] = {}
    for module in _MODULES:
        for name, thing in vars(module).items():
            mine = isinstance(thing, type) and thing.__module__ == module.__name__
            if mine and (dataclasses.is_dataclass(thing) or issubclass(thing, Enum)):
                if name in found:
                    message = f"two classes are called {name}"
                    raise TypeError(message)
                found[name] = thing
    return found


_BY_NAME = _classes()
_FIELDS = {
    name: tuple(one.name for one in dataclasses.fields(cls))
    for name, cls in _BY_NAME.items()
    if dataclasses.is_dataclass(cls)
}


def plain(value: object) -> Any:
    """The value as what JSON can hold; TypeError for a class of no listed module."""
    if isinstance(value, Enum):
        return {"#": type(value).__name__, "v": value.value}
    if value is None or isinstance(value, (bool, int, float, str)):
        return _sentence(value) if isinstance(value, Sentence) else value
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    if isinstance(value, Word):
        # A page has hundreds of words: a row of numbers takes a fifth of the room.
        box = value.box
        row = [value.text, box.page, box.x0, box.top, box.x1, box.bottom, value.confidence]
        return {"#": "word", "v": row}
    name = type(value).__name__
    if _BY_NAME.get(name) is type(value):
        return {"#": name} | {field: plain(getattr(value, field)) for field in _FIELDS[name]}
    return _plain_other(value)


def _sentence(value: Sentence) -> Any:
    return {"#": "sentence", "v": [value.pattern, plain(value.values)]}


def _plain_other(value: object) -> Any:
    if isinstance(value, Decimal):
        return {"#": "decimal", "v": str(value)}
    if isinstance(value, datetime):
        return {"#": "datetime", "v": value.isoformat()}
    if isinstance(value, date):
        return {"#": "date", "v": value.isoformat()}
    if isinstance(value, (frozenset, set)):
        return {"#": "set", "v": sorted((plain(one) for one in value), key=str)}
    if isinstance(value, Mapping):
        return {"#": "map", "v": {str(key): plain(one) for key, one in value.items()}}
    message = f"{type(value).__name__} cannot be stored"
    raise TypeError(message)


def value_of(data: Any) -> Any:
    """The value that :func:`plain` made the data of; DamageError for anything else."""
    if isinstance(data, list):
        return tuple(value_of(one) for one in data)
    if not isinstance(data, dict):
        return data
    tag = data.get("#")
    try:
        cls = _BY_NAME.get(tag) if isinstance(tag, str) else None
        if cls is None:
            return _other_of(tag, data["v"])
        if issubclass(cls, Enum):
            return cls(data["v"])
        values = {key: value_of(one) for key, one in data.items() if key != "#"}
        return cls(**values)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        message = "Ett lagrat värde går inte att läsa. Kör troskel reconcile och meddela IT."
        raise DamageError(message) from error


_WRITTEN: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {"decimal": Decimal, "datetime": datetime.fromisoformat, "date": date.fromisoformat}
)


def _other_of(tag: object, content: Any) -> Any:
    match tag:
        case "word":
            text, number, x0, top, x1, bottom, confidence = content
            box = Box(page=number, x0=x0, top=top, x1=x1, bottom=bottom)
            return Word(text=text, box=box, confidence=confidence)
        case "sentence":
            pattern, values = content
            return filled(pattern, **value_of(values))
        case "decimal" | "datetime" | "date":
            return _WRITTEN[tag](content)
        case "set":
            return frozenset(value_of(one) for one in content)
        case "map":
            return MappingProxyType({key: value_of(one) for key, one in content.items()})
        case _:
            message = f"unknown tag {tag}"
            raise ValueError(message)


def dump(value: object) -> str:
    """The value as one line of JSON; equal values give equal lines."""
    return json.dumps(
        plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False
    )


def load(text: str | bytes, expected: type[T]) -> T:
    """The value of that class which :func:`dump` wrote; DamageError when it is anything else."""
    try:
        value = value_of(json.loads(text))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        message = "Ett lagrat värde är skadat. Kör troskel reconcile och meddela IT."
        raise DamageError(message) from error
    if not isinstance(value, expected):
        message = "Ett lagrat värde är av fel slag. Kör troskel reconcile och meddela IT."
        raise DamageError(message)
    return value
