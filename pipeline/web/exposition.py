"""Figures for Prometheus: the text format 0.0.4, each family with its HELP and TYPE."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One number; ``ending`` is what its name has after the family's (``_bucket``)."""

    value: float
    labels: Mapping[str, str] = field(default_factory=dict)
    ending: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """All samples of one name; ``kind`` is ``counter``, ``gauge`` or ``histogram``."""

    name: str
    kind: str
    text: str
    samples: tuple[Sample, ...]


def gauge(name: str, text: str, value: float) -> Family:
    """One number that goes up and down."""
    return Family(name=name, kind="gauge", text=text, samples=(Sample(value=value),))


def counter(name: str, text: str, value: float) -> Family:
    """One number that only goes up; its name ends with ``_total``."""
    return Family(name=name, kind="counter", text=text, samples=(Sample(value=value),))


def histogram(
    name: str, text: str, within: Mapping[float, int], number: int, total: float
) -> Family:
    """How many of ``number`` values are within each bound, and their sum."""
    bounds = [
        Sample(ending="_bucket", labels={"le": _number(bound)}, value=count)
        for bound, count in within.items()
    ]
    whole = (
        Sample(ending="_bucket", labels={"le": "+Inf"}, value=number),
        Sample(ending="_sum", value=total),
        Sample(ending="_count", value=number),
    )
    return Family(name=name, kind="histogram", text=text, samples=(*bounds, *whole))


def written(families: tuple[Family, ...]) -> str:
    """The families in that format."""
    return "".join(f"{line}\n" for one in families for line in _lines(one))


def _lines(one: Family) -> Iterator[str]:
    yield f"# HELP {one.name} {_escaped(one.text)}"
    yield f"# TYPE {one.name} {one.kind}"
    for sample in one.samples:
        yield f"{one.name}{sample.ending}{_labels(sample.labels)} {_number(sample.value)}"


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    told = (f'{name}="{_escaped(value, quoted=True)}"' for name, value in labels.items())
    return "{" + ",".join(told) + "}"


def _escaped(text: str, *, quoted: bool = False) -> str:
    plain = text.replace("\\", "\\\\").replace("\n", "\\n")
    return plain.replace('"', '\\"') if quoted else plain


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.3f}"
