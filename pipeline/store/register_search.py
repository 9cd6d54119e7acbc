"""Finding persons in the register's tables, around a letter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from pipeline.domain.addresses import Place, Street, parse_place, parse_street
from pipeline.domain.names import name_keys, sought_keys
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
        return self._in("number", numbers)

    def person(self, number: str) -> Person | None:
        """The person who has that number, or had it."""
        found = self.persons({number, *self._owners({number}).values()})
        return next(iter(found.values()), None)

    def _in(self, column: str, values: Iterable[str]) -> dict[str, Person]:
        # The column is one of this class's own words.
        query = f"SELECT * FROM persons WHERE {column} IN (SELECT value FROM json_each(?))"  # noqa: S608
        return self._people(self.rows(query, values))

    def _people(self, rows: Iterable[Mapping[str, Any]]) -> dict[str, Person]:
        """The rows as persons, each with the numbers that the person had before."""
        found = {row["number"]: row for row in rows}
        old: dict[str, list[str]] = {}
        for row in self.rows(
            "SELECT old, number FROM former WHERE number IN (SELECT value FROM json_each(?)) "
            "ORDER BY old",
            found,
        ):
            old.setdefault(row["number"], []).append(row["old"])
        return {number: tables.person_of(row, old.get(number, ())) for number, row in found.items()}

    def _owners(self, numbers: Iterable[str], column: str = "old") -> dict[str, str]:
        """By old number (or its ``ten`` digits): the number that its owner has now."""
        query = (
            f"SELECT {column}, number FROM former "  # noqa: S608 - our own words
            f"WHERE {column} IN (SELECT value FROM json_each(?))"
        )
        return {row[column]: row["number"] for row in self.rows(query, numbers)}

    def _every(self, numbers: Iterable[str]) -> set[str]:
        """The numbers, and those that the same persons had before."""
        query = "SELECT old FROM former WHERE number IN (SELECT value FROM json_each(?))"
        now = set(numbers)
        return now | {row["old"] for row in self.rows(query, now)}

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
        relations = self._relations(close)
        exported = self.database.execute(
            "SELECT exported_on FROM imports WHERE kind = 'persons'"
        ).fetchone()
        return View(
            persons=tuple(persons[number] for number in sorted(persons)),
            relations=tuple(tables.relation_of(row) for row in relations if row["other"]),
            unnumbered=tuple(tables.unnumbered_of(row) for row in relations if not row["other"]),
            cases=tuple(map(tables.case_of, self._of("cases", close | set(bare)))),
            contracts=tuple(map(tables.contract_of, self._of("contracts", close | set(bare)))),
            candidates=tuple(Personnummer(number) for number in sorted(wanted)),
            exported_on=tables.day_of(exported[0]) if exported else None,
        )

    def residents(self, street: str) -> tuple[Person, ...]:
        """See :meth:`Register.residents`."""
        found = self._housed(Sought(address=street))
        return tuple(found[number] for number in sorted(found))

    def is_name(self, word: str) -> bool:
        """See :meth:`Register.is_name`."""
        keys = name_keys(word, "", "")
        return bool(
            self.rows(
                "SELECT 1 FROM sounds WHERE key IN (SELECT value FROM json_each(?)) LIMIT 1", keys
            )
        )

    def _numbered(self, one: Sought) -> dict[str, Person]:
        ten = one.digits[-10:]
        if len(one.digits) not in {10, 12}:
            return {}
        found = self._in("ten", (ten, *slipped(ten)))
        # A number that its owner no longer has is the owner's all the same, digit for digit.
        return found | self.persons(self._owners((ten,), "ten").values())

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
        """The relations of those persons, either way, under the numbers that hold now."""
        query = (
            "WITH some(number) AS (SELECT value FROM json_each(?)) "
            "SELECT person, code, other, born FROM relations WHERE person IN some "
            "UNION SELECT person, code, other, born FROM relations WHERE other IN some"
        )
        rows = self.rows(query, self._every(numbers))
        now = self._owners(end for row in rows for end in (row["person"], row["other"]))
        found = {
            (
                now.get(row["person"], row["person"]),
                row["code"],
                now.get(row["other"], row["other"]),
                row["born"],
            )
            for row in rows
        }
        names = ("person", "code", "other", "born")
        return [dict(zip(names, one, strict=True)) for one in sorted(found)]

    def _closure(self, base: Mapping[str, Person]) -> dict[str, Person]:
        """Relatives in two steps: a child elsewhere, then that child's other custodian."""
        known = set(base)
        found: dict[str, Person] = {}
        edge = known
        for _ in range(2):
            ends = {end for row in self._relations(edge) for end in (row["person"], row["other"])}
            edge = ends - known - {""}
            if not edge:
                break
            known = known | edge
            found |= self.persons(edge)
        return found

    def _of(self, table: str, numbers: Iterable[str]) -> list[Mapping[str, Any]]:
        """The table's rows about those persons, under the numbers that hold now."""
        query = (
            f"SELECT * FROM {table} WHERE person IN (SELECT value FROM json_each(?)) "  # noqa: S608 - our own words
            "ORDER BY rowid"
        )
        rows = [dict(row) for row in self.rows(query, self._every(numbers))]
        now = self._owners(row["person"] for row in rows)
        for row in rows:
            row["person"] = now.get(row["person"], row["person"])
        return sorted(rows, key=lambda row: str(row["person"]))

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
        return self._people(self.database.execute(query, [low, high, limit]).fetchall())


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
