"""Who is whose child, custodian and spouse, read from the register's relations in any direction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from pipeline.domain.people import Personnummer, Relation, turns_eighteen

_CHILD = "B"
_PARENT = frozenset({"MO", "FA", "F"})
_CUSTODIAN = "V"
_CUSTODIAN_FOR = "VF"
_PARTNER = frozenset({"M", "P"})

RELATION_CODES = (_CHILD, *sorted(_PARENT), _CUSTODIAN, _CUSTODIAN_FOR, *sorted(_PARTNER))
"""Navet's relation codes, as the contract has them."""


def _frozen(
    found: Mapping[Personnummer, set[Personnummer]],
) -> Mapping[Personnummer, frozenset[Personnummer]]:
    return MappingProxyType({one: frozenset(others) for one, others in found.items()})


class Kinship:
    """The relations of a view, by person; each is known whichever of the two rows stated it.

    A relation to somebody whom the view has no person for is kept: a child is never lost because
    it is registered in another municipality.
    """

    def __init__(self, relations: Iterable[Relation]) -> None:
        """Reads the rows: ``A;B;C`` C is A's child, ``C;V;A`` A is C's custodian."""
        adults: defaultdict[Personnummer, set[Personnummer]] = defaultdict(set)
        children: defaultdict[Personnummer, set[Personnummer]] = defaultdict(set)
        partners: defaultdict[Personnummer, set[Personnummer]] = defaultdict(set)
        for relation in relations:
            one, other = relation.person, relation.other
            if relation.code in {_CHILD, _CUSTODIAN_FOR}:
                children[one].add(other)
                adults[other].add(one)
            elif relation.code == _CUSTODIAN or relation.code in _PARENT:
                children[other].add(one)
                adults[one].add(other)
            elif relation.code in _PARTNER:
                partners[one].add(other)
                partners[other].add(one)
        self._adults = _frozen(adults)
        self._children = _frozen(children)
        self._partners = _frozen(partners)

    def adults_of(self, child: Personnummer) -> frozenset[Personnummer]:
        """The child's custodians and parents."""
        return self._adults.get(child, frozenset())

    def partners_of(self, person: Personnummer) -> frozenset[Personnummer]:
        """Spouse and registered partner; a cohabitant is no relation of the register."""
        return self._partners.get(person, frozenset())

    def minors_of(self, person: Personnummer, on: date) -> frozenset[Personnummer]:
        """Those under 18 on that day whom the person has custody of or is a parent to."""
        every = self._children.get(person, frozenset())
        return frozenset(child for child in every if on < turns_eighteen(child.born))

    def kin_of(self, person: Personnummer) -> frozenset[Personnummer]:
        """Everybody with any relation to the person."""
        children = self._children.get(person, frozenset())
        return children | self.adults_of(person) | self.partners_of(person)
