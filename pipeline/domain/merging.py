"""One letter about two matters: what the routine says of each, as one decision."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from pipeline.domain.case import Decision, Delivery
from pipeline.domain.kinds import Role

T = TypeVar("T")


def both(first: Decision, second: Decision) -> Decision:
    """The first matter's decision with what the second adds to it; nothing comes twice.

    The first has the original and the unit that handles. A unit of the second takes part or is
    told; one of both has what is the more of the two.
    """
    return replace(
        first,
        rows=_and(first.rows, second.rows, lambda one: one.id),
        deliveries=_deliveries(first.deliveries, second.deliveries),
        letters_out=_and(first.letters_out, second.letters_out, lambda one: (one.template, one.to)),
        steps=_and(first.steps, second.steps, lambda one: (one.unit, one.text)),
        deadlines=_and(first.deadlines, second.deadlines, lambda one: (one.what, one.on)),
        writings=_and(first.writings, second.writings, lambda one: (one.does, one.unit, one.text)),
    )


def _and(first: Iterable[T], second: Iterable[T], known: Callable[[T], Hashable]) -> tuple[T, ...]:
    found: dict[Hashable, T] = {}
    for one in (*first, *second):
        found.setdefault(known(one), one)
    return tuple(found.values())


def _deliveries(first: tuple[Delivery, ...], second: tuple[Delivery, ...]) -> tuple[Delivery, ...]:
    more = {one.unit: replace(one, role=_part(one.role), original=False) for one in second}
    told = (
        replace(one, role=Role.COPY)
        if one.role is Role.INFORMATION and one.unit in more and more[one.unit].role is Role.COPY
        else one
        for one in first
    )
    return _and(told, more.values(), lambda one: one.unit)


def _part(role: Role) -> Role:
    """What a unit has in a letter that another unit handles."""
    return Role.COPY if role is Role.HANDLE else role
