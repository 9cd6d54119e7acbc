"""Compares what the export says of a scan with its expected answer (fixtures/README.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.domain.case import Case

Line = dict[str, Any]


NEEDED = {"amount_sek", "eviction_at"}
"""What a routed letter must have even when its scan is poor; the rest may be unread, not wrong."""


def faults(expected: list[Line], lines: list[Line], *, digital: bool) -> list[str]:
    """Everything in which the exported lines of one document differ from the expected ones.

    ``digital`` says that the document has a text layer of its own: then nothing may be unread.
    """
    if len(lines) != len(expected):
        return [f"{len(lines)} letters instead of {len(expected)}: {_pages(lines)}"]
    return [
        f"letter {place}: {fault}"
        for place, (wanted, got) in enumerate(zip(expected, lines, strict=True), 1)
        for fault in _letter(wanted, got, digital=digital)
    ]


def _pages(lines: Iterable[Line]) -> list[list[int]]:
    return [line["letter"]["pages"] for line in lines]


def _any(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def _letter(wanted: Line, got: Line, *, digital: bool) -> Iterator[str]:
    state = got["state"]
    for key in ("state", "tenure", "priority", "intake_point", "earlier_letters"):
        if key in wanted and got.get(key) not in _any(wanted[key]):
            yield f"{key} is {got.get(key)}, not {wanted[key]}; reasons {got['reasons']}"
    if "pages" in wanted and got["letter"]["pages"] != wanted["pages"]:
        yield f"pages are {got['letter']['pages']}, not {wanted['pages']}"
    if state in {"quarantined", "duplicate"}:
        yield from _reasons(wanted, got)
        return
    kind = got["kind"]
    if "kind" in wanted and kind["value"] not in _any(wanted["kind"]):
        yield f"kind is {kind['value']}, not {wanted['kind']}"
    subkind = kind.get("subkind")
    unsettled = state == "review" and subkind is None
    if "subkind" in wanted and subkind not in _any(wanted["subkind"]) and not unsettled:
        yield f"subkind is {subkind}, not {wanted['subkind']}"
    yield from _fields(wanted, got, digital=digital)
    yield from _persons(wanted, got)
    yield from _reasons(wanted, got)
    yield from _packets(wanted, got)
    yield from _letters_out(wanted, got)
    yield from _deadlines(wanted, got)
    for place, row in enumerate(wanted.get("rows", ())):
        yield from _row(place, row, got.get("rows", []))


def inside(wanted: Line, case: Case) -> list[str]:
    """What of a letter's case differs from the expectation: what the export does not tell."""
    decision = case.decision
    deliveries = () if decision is None else decision.deliveries
    found: list[str] = []
    if "proposal" in wanted:
        units = {one.unit: str(one.role) for one in deliveries}
        roles = {unit: _any(allowed) for unit, allowed in wanted["proposal"].items()}
        if set(units) != set(roles) or any(units[unit] not in roles[unit] for unit in roles):
            found.append(f"the proposal is {units}, not {wanted['proposal']}")
    if "appoints" in wanted:
        appointing = {one.unit for one in deliveries if one.appoint}
        if appointing != set(wanted["appoints"]):
            found.append(f"{sorted(appointing)} appoint an officer, not {wanted['appoints']}")
    if len(case.linked) != wanted.get("linked", len(case.linked)):
        found.append(f"{len(case.linked)} other letters are told of, not {wanted['linked']}")
    read = {str(field.value) for _, field in case.findings.alternatives}
    if unread := set(wanted.get("also_read", ())) - read:
        found.append(f"{sorted(unread)} are not kept beside what was read: {sorted(read)}")
    for unit, texts in wanted.get("steps", {}).items():
        told = [one.text for one in (() if decision is None else decision.steps)]
        own = [one.text for one in (() if decision is None else decision.steps) if one.unit == unit]
        found += [
            f"no step of {unit} says {text}: {told}"
            for text in texts
            if not any(text in said for said in own)
        ]
    return found


def _fields(wanted: Line, got: Line, *, digital: bool) -> Iterator[str]:
    found = got["fields"]
    for name, value in wanted.get("fields", {}).items():
        if name not in found:
            if got["state"] == "routed" and (digital or name in NEEDED):
                yield f"{name} is missing"
        elif found[name]["value"] not in _any(value) and (
            got["state"] == "routed" or found[name]["confidence"] >= 0.95
        ):
            yield f"{name} is {found[name]['value']}, not {value}"
    for name, value in wanted.get("fields_or_absent", {}).items():
        if name in found and found[name]["value"] not in _any(value):
            yield f"{name} is {found[name]['value']}, not {value} or absent"


def _persons(wanted: Line, got: Line) -> Iterator[str]:
    numbers = {one["personnummer"] for one in got["persons"]}
    home = got.get("household") or {"minors": []}
    minors = {one["personnummer"] for one in home["minors"]}
    review = got["state"] == "review"
    for name, found, key in (("persons", numbers, "persons"), ("minors", minors, "minors")):
        if key in wanted and found != set(wanted[key]) and not (review and not found):
            yield f"{name} are {sorted(found)}, not {sorted(wanted[key])}"
    if "persons_among" in wanted and not numbers <= set(wanted["persons_among"]):
        yield f"persons are {sorted(numbers)}, not among {wanted['persons_among']}"
    if never := numbers & set(wanted.get("persons_never", ())):
        yield f"persons has {sorted(never)}, who never may be"
    if "minors_may" in wanted and not minors <= set(wanted["minors_may"]):
        yield f"minors are {sorted(minors)}, not {wanted['minors_may']} or none"


def _reasons(wanted: Line, got: Line) -> Iterator[str]:
    exact = set(got["reasons"])
    codes = exact | {reason.partition(":")[0] for reason in exact}
    for reason in wanted.get("reasons", ()):
        if reason not in codes:
            yield f"the reason {reason} is missing among {sorted(exact)}"
    some = set(wanted.get("reasons_any", ()))
    if some and not some & codes and got["state"] != "routed":
        yield f"none of the reasons {sorted(some)} among {sorted(exact)}"


def _packets(wanted: Line, got: Line) -> Iterator[str]:
    found: dict[str, set[str]] = {}
    for one in got["packets"]:
        found.setdefault(one["unit"], set()).add(one["role"])
    if "packets" in wanted and not got.get("rows"):
        routed = got["state"] == "routed"
        for unit, roles in wanted["packets"].items():
            if unit not in found:
                if routed:
                    yield f"{unit} has no packet"
            elif not found[unit] <= set(_any(roles)):
                yield f"{unit} has role {found[unit]}, not {roles}"
        allowed = {*wanted["packets"], *wanted.get("may_packets", ())}
        if extra := set(found) - allowed:
            yield f"{sorted(extra)} should have no packet"
    if never := set(found) & set(wanted.get("packets_never", ())):
        yield f"{sorted(never)} must never have a packet"


def _letters_out(wanted: Line, got: Line) -> Iterator[str]:
    out = {
        one["template"]: set(one.get("together_with") or ()) for one in got.get("letters_out") or ()
    }
    for letter in wanted.get("letters_out", ()):
        if letter["template"] not in out:
            yield f"the draft {letter['template']} is missing among {sorted(out)}"
        elif "together_with" in letter and out[letter["template"]] != set(letter["together_with"]):
            together = sorted(out[letter["template"]])
            yield f"{letter['template']} is with {together}, not {letter['together_with']}"
    if drawn := set(out) & set(wanted.get("drafts_never", ())):
        yield f"the drafts {sorted(drawn)} must never be there"
    to_household = {
        one["template"] for one in got.get("letters_out") or () if one["to"] == "household"
    }
    if never := to_household & set(wanted.get("letters_never", ())):
        yield f"the drafts {sorted(never)} must never be there"


def _deadlines(wanted: Line, got: Line) -> Iterator[str]:
    days = {one["what"]: one["on"] for one in got.get("deadlines") or ()}
    for name, day in wanted.get("deadlines", {}).items():
        if days.get(name) != day:
            yield f"the deadline {name} is {days.get(name)}, not {day}"
    if never := set(days) & set(wanted.get("deadlines_never", ())):
        yield f"the deadlines {sorted(never)} must never be there"


def _row(place: int, wanted: Line, rows: list[Line]) -> Iterator[str]:
    if place >= len(rows):
        yield f"row {place + 1} is missing"
        return
    got = rows[place]
    for key, value in wanted.items():
        if key == "packets":
            units = {one["unit"] for one in got["packets"]}
            if got["state"] == "routed" and units != set(value):
                yield f"row {place + 1} went to {sorted(units)}, not {sorted(value)}"
        elif key in {"reasons", "reasons_any"}:
            yield from _reasons({key: value}, got)
        elif key in got and got[key] not in _any(value):
            missing = key == "personnummer" and got["state"] == "review" and got[key] is None
            if not missing:
                yield f"row {place + 1}: {key} is {got[key]}, not {value}"
