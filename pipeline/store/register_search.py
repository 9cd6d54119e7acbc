"""Finding persons in the register's tables, around a letter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from pipeline.domain.addresses import Place, Street, parse_place, parse_street
from pipeline.domain.names import sought_keys
from pipeline.domain.people import Person, Personnummer, Protection, View
from pipeline.domain.sought import Sought, slipped
from pipeline.domain.spelling import sound_key, words
from pipeline.store import register_tables as tables

_FEW = 10
"""Up to this many namesakes are taken with their households."""


@dataclass(frozen=True, slots=True)
class Search:
    """The questions to the tables, within one transaction."""

    database: Database

    def rows(self, query: str, values: Iterable[str]) -> list[Mapping[str, Any]]:
        """Rows of a query with one ``?``: a JSON list, so that any number of values is one ask."""
        return list(self.database.execute(query, [json.dumps(sorted(set(values)))]).fetchall())

    def persons(self, numbers: Iterable[str]) -> dict[str, Person]:
        """The persons with those numbers, as far as they are registered."""
        query = "SELECT * FROM persons WHERE number IN (SELECT value FROM json_each(?))"
        return {row["number"]: tables.person_of(row) for row in self.rows(query, numbers)}

    def _in(self, column: str, values: Iterable[str]) -> dict[str, Person]:
        # The column is one of this class's own words.
        query = f"SELECT * FROM persons WHERE {column} IN (SELECT value FROM json_each(?))"  # noqa: S608
        return {row["number"]: tables.person_of(row) for row in self.rows(query, values)}

    def view(self, sought: Sequence[Sought]) -> View:
        """See :meth:`Register.view`."""
        wanted: dict[str, Person] = {}
        around: dict[str, Person] = {}
        bare: dict[str, Person] = {}
        for one in sought:
            numbered, housed, named = self._numbered(one), self._housed(one), self._named(one)
            near = self._homes(numbered)
            if len(named) <= _FEW:
                near |= self._homes(named)
            wanted |= numbered | named
            wanted |= {number: who for number, who in housed.items() if _shares_word(one, who)}
            around |= housed | near | numbered
            bare |= named
        related = self._closure(around | (bare if len(bare) <= _FEW else {}))
        persons = {**bare, **around, **related}
        close = set(around) | set(related)
        exported = self.database.execute(
            "SELECT exported_on FROM imports WHERE kind = 'persons'"
        ).fetchone()
        return View(
            persons=tuple(persons[number] for number in sorted(persons)),
            relations=tuple(map(tables.relation_of, self._relations(close))),
            cases=tuple(map(tables.case_of, self._of("cases", close | set(bare)))),
            contracts=tuple(map(tables.contract_of, self._of("contracts", close | set(bare)))),
            candidates=tuple(Personnummer(number) for number in sorted(wanted)),
            exported_on=tables.day_of(exported[0]) if exported else None,
        )

    def _numbered(self, one: Sought) -> dict[str, Person]:
        ten = one.digits[-10:]
        if len(one.digits) not in {10, 12}:
            return {}
        return self._in("ten", (ten, *slipped(ten)))

    def _housed(self, one: Sought) -> dict[str, Person]:
        """Everybody in the printed house; by postal code and house number if the street is lost."""
        place = parse_place(one.address, one.apartment, one.postal_code)
        street = place.street
        if street is None:
            return {}
        found = self._in("house", house_keys(street))
        if not found and place.postal_code and street.number is not None:
            found = self._in("postal_house", [f"{place.postal_code}|{street.number}"])
        return {number: who for number, who in found.items() if _entrance_fits(who, place)}

    def _named(self, one: Sought) -> dict[str, Person]:
        keys = sought_keys(one.name)
        query = (
            "SELECT DISTINCT number FROM name_keys WHERE key IN (SELECT value FROM json_each(?)) "
            "ORDER BY number LIMIT 40"  # more namesakes than that say nothing
        )
        return self.persons(row["number"] for row in self.rows(query, keys)) if keys else {}

    def _homes(self, persons: Mapping[str, Person]) -> dict[str, Person]:
        """Those who live with the persons, or may: the same house and no other flat number."""
        flats: dict[str, set[str]] = {}
        for one in persons.values():
            street = parse_street(one.address.street) if one.address.street else None
            if street is not None:
                flats.setdefault(street.key, set()).add(one.address.apartment)
        found: dict[str, Person] = {}
        for number, who in self._in("house", flats).items():
            street = parse_street(who.address.street)
            mine = flats[street.key] if street is not None else set()
            if "" in mine or who.address.apartment in mine | {""}:
                found[number] = who
        return found

    def _relations(self, numbers: Iterable[str]) -> list[Mapping[str, Any]]:
        query = (
            "WITH some(number) AS (SELECT value FROM json_each(?)) "
            "SELECT person, code, other FROM relations WHERE person IN some "
            "UNION SELECT person, code, other FROM relations WHERE other IN some "
            "ORDER BY person, code, other"
        )
        return self.rows(query, numbers)

    def _closure(self, base: Mapping[str, Person]) -> dict[str, Person]:
        """Relatives in two steps: a child elsewhere, then that child's other custodian."""
        known = set(base)
        found: dict[str, Person] = {}
        edge = known
        for _ in range(2):
            ends = {end for row in self._relations(edge) for end in (row["person"], row["other"])}
            edge = ends - known
            if not edge:
                break
            known = known | edge
            found |= self.persons(edge)
        return found

    def _of(self, table: str, numbers: Iterable[str]) -> list[Mapping[str, Any]]:
        query = (
            f"SELECT * FROM {table} WHERE person IN (SELECT value FROM json_each(?)) "  # noqa: S608 - our own words
            "ORDER BY person, rowid"
        )
        return self.rows(query, numbers)

    def flagged(self) -> tuple[Person, ...]:
        """See :meth:`Register.flagged`."""
        found = self._in("protection", (one.value for one in Protection if one))
        return tuple(found[number] for number in sorted(found))

    def housed(self, keys: Iterable[str]) -> dict[str, Person]:
        """Everybody in the houses of those keys."""
        return self._in("house", keys)

    def ranged(self, column: str, low: str, high: str, limit: int) -> dict[str, Person]:
        """Persons whose ``column`` (``number`` or ``ten``) lies from ``low`` up to ``high``."""
        query = f"SELECT * FROM persons WHERE {column} >= ? AND {column} < ? LIMIT ?"  # noqa: S608 - our own words
        rows = self.database.execute(query, [low, high, limit]).fetchall()
        return {row["number"]: tables.person_of(row) for row in rows}


def house_keys(street: Street) -> list[str]:
    """The keys of the printed house, or of each house of a printed range on one side."""
    if street.upto is None or street.number is None:
        return [street.key]
    stop = min(street.upto, street.number + 20)
    base = street.key.rpartition("|")[0]
    return [f"{base}|{number}" for number in range(street.number, stop + 1, 2)]


def _entrance_fits(person: Person, place: Place) -> bool:
    """Whether the person's entrance may be the printed one, as far as both letters tell."""
    mine = parse_street(person.address.street)
    if place.street is None or mine is None or place.street.last or mine.last:
        return True
    return place.street.letter == mine.letter or not (place.street.letter and mine.letter)


def _shares_word(one: Sought, person: Person) -> bool:
    """Whether any word of the printed name sounds like one of the person's."""
    printed = {sound_key(word) for word in words(one.name)}
    return bool(printed & {sound_key(word) for word in words(person.full_name)})
