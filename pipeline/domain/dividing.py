"""A stack divided anew by hand: which letters get which pages, which are new, which end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.sentences import filled

Pages = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """What a new division of a document changes, by the letters' places.

    ``changed`` are letters that are there and get other pages; ``new`` letters that were not;
    ``ended`` letters that have no page left, each with the letter that has the first of them now.
    """

    changed: Mapping[int, Pages]
    new: Mapping[int, Pages]
    ended: Mapping[int, int]

    @property
    def touches(self) -> frozenset[int]:
        """The letters, old and new, that it does something to."""
        return frozenset({*self.changed, *self.new, *self.ended})


def divide(now: Mapping[int, Pages], wanted: Sequence[Pages], *, last: int, pages: int) -> Division:
    """How to get from the letters as they are to the wanted ones.

    ``now`` holds the pages of each letter by its place, ``last`` the greatest place that the
    document ever used, ``pages`` how many pages it has. A letter keeps its name where its first
    page goes on being a first page; else the first letter that a group takes pages from lends its
    own, and a group that finds none is new. ValueError, in Swedish, for what is no division.
    """
    _check(wanted, pages)
    names = _named(now, wanted)
    changed: dict[int, Pages] = {}
    new: dict[int, Pages] = {}
    holder: dict[int, int] = {}
    for group, name in zip(wanted, names, strict=True):
        place = name
        if place is None:
            last += 1
            place = last
            new[place] = group
        elif group != now[place]:
            changed[place] = group
        holder |= dict.fromkeys(group, place)
    ended = {}
    for place, had in now.items():
        if place not in names:
            into = next((holder[page] for page in had if page in holder), None)
            if into is None:
                raise ValueError(
                    filled(
                        "ett brev måste behålla minst en sida; avsluta det om det inte ska "
                        "någonstans"
                    )
                )
            ended[place] = into
    return Division(changed=changed, new=new, ended=ended)


def _check(wanted: Sequence[Pages], pages: int) -> None:
    every = [page for group in wanted for page in group]
    if not wanted or not all(wanted):
        raise ValueError(filled("ett brev måste ha minst en sida"))
    if len(set(every)) != len(every):
        raise ValueError(filled("en sida kan bara höra till ett brev"))
    if not all(1 <= page <= pages for page in every):
        raise ValueError(filled("sidan finns inte i skanningen"))


def _named(now: Mapping[int, Pages], wanted: Sequence[Pages]) -> list[int | None]:
    """The letter that each group is, None for a new one."""
    owner = {page: place for place, had in now.items() for page in had}
    first = {had[0]: place for place, had in now.items()}
    names: list[int | None] = [first.get(group[0]) for group in wanted]
    for index, group in enumerate(wanted):
        if names[index] is None:
            owners = (owner.get(page) for page in group)
            names[index] = next(
                (one for one in owners if one is not None and one not in names), None
            )
    return names
