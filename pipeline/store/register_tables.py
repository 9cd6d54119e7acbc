"""The register's tables: how a file becomes rows, and rows become persons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from pipeline.domain.addresses import parse_street
from pipeline.domain.names import name_keys
from pipeline.domain.people import (
    Address,
    Deregistered,
    OpenCase,
    Person,
    Personnummer,
    Protection,
    Relation,
    SocialContract,
    Unnumbered,
)
from pipeline.store.register_rows import FileKind, Record, flat_of

SCHEMA = 2
"""Number of the tables' shape; an older file is completed, a newer one refused."""

_BATCH = 2000

_COLUMNS: Mapping[FileKind, tuple[str, ...]] = {
    FileKind.PERSONS: (
        "number",
        "ten",
        "given",
        "middle",
        "surname",
        "care_of",
        "street",
        "apartment",
        "postal_code",
        "city",
        "protection",
        "deregistered",
        "deregistered_on",
        "house",
        "postal_house",
        "dwelling",
        "post_care_of",
        "post_street",
        "post_postal_code",
        "post_city",
    ),
    FileKind.RELATIONS: ("person", "code", "other", "born"),
    FileKind.CASES: (
        "person",
        "unit",
        "case_number",
        "officer",
        "status",
        "opened",
        "system",
        "ended",
        "sort",
    ),
    FileKind.CONTRACTS: ("person", "contract_number", "plan", "address", "since", "until"),
}
_INDEXES: Mapping[FileKind, tuple[str, ...]] = {
    FileKind.PERSONS: ("number", "ten", "house", "postal_house"),
    FileKind.RELATIONS: ("person", "other"),
    FileKind.CASES: ("person",),
    FileKind.CONTRACTS: ("person",),
}


def create(database: Database) -> None:
    """Makes what is missing of the tables and columns, all empty."""
    with database.atomic():
        for kind in FileKind:
            table = database.table(kind.value)
            if not table.exists():
                _make(database, kind)
                _index(database, kind)
                if kind is FileKind.PERSONS:
                    _index_names(database)
            for column in [one for one in _COLUMNS[kind] if one not in table.columns_dict]:
                database.execute(f"ALTER TABLE {kind.value} ADD COLUMN {column} TEXT DEFAULT ''")
        if not database.table("imports").exists():
            columns = {"kind": str, "digest": str, "rows": int, "exported_on": str}
            database.table("imports").create(columns, pk="kind")
        if not database.table("former").exists():
            _make_former(database)
        if not database.table("sounds").exists():
            _make_words(database)
        database.execute(f"PRAGMA user_version = {SCHEMA}")


def _make(database: Database, kind: FileKind) -> None:
    database.table(kind.value).create(dict.fromkeys(_COLUMNS[kind], str), replace=True)
    if kind is FileKind.PERSONS:
        database.table("name_keys").create({"key": str, "number": str}, replace=True)
        _make_former(database)


def _make_former(database: Database) -> None:
    """A person's earlier numbers: ``old`` and its ten digits, and the number that holds."""
    table = database.table("former")
    table.create({"old": str, "ten": str, "number": str}, pk="old", replace=True)
    for column in ("ten", "number"):
        table.create_index([column])


def _make_words(database: Database) -> None:
    """The words of all names as they sound, and all streets, each once: for misspelt ones."""
    for table in ("sounds", "streets"):
        database.table(table).create({"key": str}, pk="key", replace=True)
    # A key of two words has a bar between them, a house's one before its number.
    database.execute(
        "INSERT INTO sounds SELECT DISTINCT key FROM name_keys WHERE key NOT LIKE '%|%'"
    )
    database.execute(
        "INSERT INTO streets SELECT DISTINCT substr(house, 1, instr(house, '|') - 1) "
        "FROM persons WHERE house <> ''"
    )


def _index(database: Database, kind: FileKind) -> None:
    for column in _INDEXES[kind]:
        # Rows are sought by each of these; the number of a person is one person's.
        unique = kind is FileKind.PERSONS and column == "number"
        database.table(kind.value).create_index([column], unique=unique)


def _index_names(database: Database) -> None:
    database.table("name_keys").create_index(["key", "number"])


class Refill:
    """The tables of some kinds, emptied and filled anew, a batch of rows in memory at a time.

    Indexes are built after the rows, which is several times faster for a whole municipality. Must
    be used inside one transaction. Persons must have distinct numbers.
    """

    def __init__(self, database: Database, kinds: Iterable[FileKind]) -> None:
        """Empties the kinds' tables."""
        self._database = database
        self._waiting: dict[FileKind, list[list[str]]] = {kind: [] for kind in kinds}
        self._refers: list[tuple[str, str]] = []
        for kind in self._waiting:
            _make(database, kind)

    def add(self, kind: FileKind, record: Record) -> None:
        """Puts a record in its table."""
        if kind is FileKind.PERSONS:
            record = _with_keys(record)
            if record["refers_to"]:
                self._refers.append(_renumbered(record))
        waiting = self._waiting[kind]
        waiting.append([str(record.get(column, "")) for column in _COLUMNS[kind]])
        if len(waiting) == _BATCH:
            self._write(kind)

    def finish(self) -> Mapping[FileKind, int]:
        """Writes the rest, merges renumbered persons, builds the indexes; how many rows are held.

        The tables are of no use before.
        """
        for kind in self._waiting:
            self._write(kind)
            _index(self._database, kind)
            if kind is FileKind.PERSONS:
                self._merge()
                self._names()
        return {kind: self._database.table(kind.value).count for kind in self._waiting}

    def _write(self, kind: FileKind) -> None:
        _insert(self._database, kind.value, _COLUMNS[kind], self._waiting[kind])
        self._waiting[kind].clear()

    def _names(self) -> None:
        _insert(self._database, "name_keys", ("key", "number"), _name_rows(self._database))
        _index_names(self._database)
        _make_words(self._database)

    def _merge(self) -> None:
        """Old numbers lead to the person who holds another now, and are no persons themselves.

        An old number whose person the register lacks stays a person who is no longer registered,
        and so does one that leads round in a circle: somebody looks at those.
        """
        newer = dict(self._refers)
        if not newer:
            return
        rows = []
        for old, new in newer.items():
            number, seen = new, {old}
            while number in newer and number not in seen:
                seen.add(number)
                number = newer[number]
            if number not in seen:
                rows.append([old, old[2:], number])
        _insert(self._database, "former", ("old", "ten", "number"), rows)
        for statement in (
            "DELETE FROM former WHERE number NOT IN (SELECT number FROM persons)",
            # Two posts that both say they are registered are two persons, whatever one refers to.
            "DELETE FROM former WHERE old IN (SELECT number FROM persons WHERE deregistered = '')",
            "DELETE FROM persons WHERE number IN (SELECT old FROM former)",
        ):
            self._database.execute(statement)


def _renumbered(record: Record) -> tuple[str, str]:
    """The old number and the newer one of a person whose row refers to another number.

    Who is struck from the register for another cause than death or emigration has the other number
    now; in every other row the other number is the old one.
    """
    mine, other = str(record["number"]), str(record["refers_to"])
    return (mine, other) if record["deregistered"] == Deregistered.OTHER else (other, mine)


def _insert(
    database: Database, table: str, columns: tuple[str, ...], rows: Iterable[list[str]]
) -> None:
    places = ", ".join("?" for _ in columns)
    names = ", ".join(columns)
    # Table and columns are this module's own constants; the driver's own loop is what keeps the
    # nightly import of a city within minutes.
    statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608
    database.conn.executemany(statement, rows)


def _with_keys(record: Record) -> Record:
    street = parse_street(str(record["street"]))
    number = "" if street is None or street.number is None else str(street.number)
    code = str(record["postal_code"])
    return {
        **record,
        "ten": str(record["number"])[2:],
        "apartment": flat_of(str(record["street"]), str(record["apartment"])),
        "house": "" if street is None else street.key,
        "postal_house": f"{code}|{number}" if code and number else "",
    }


def _name_rows(database: Database) -> Iterator[list[str]]:
    reading = database.conn.cursor().execute("SELECT number, given, middle, surname FROM persons")
    while batch := reading.fetchmany(_BATCH):
        for number, given, middle, surname in batch:
            for key in name_keys(given, middle, surname):
                yield [key, number]


def day_of(text: str) -> date | None:
    """A stored day, None for an empty one."""
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=65536)
def _number(digits: str) -> Personnummer:
    """A stored number; checking it again costs more than remembering it."""
    return Personnummer(digits)


def person_of(row: Mapping[str, Any], former: Iterable[str] = ()) -> Person:
    """A stored row as a person, with the numbers that the person had before."""
    return Person(
        number=_number(row["number"]),
        given=row["given"],
        middle=row["middle"],
        surname=row["surname"],
        address=Address(
            street=_without_flat(row["street"]),
            apartment=row["apartment"],
            postal_code=row["postal_code"],
            city=row["city"],
            care_of=row["care_of"],
            dwelling=row["dwelling"],
        ),
        post=_post_of(row),
        former=tuple(map(_number, former)),
        protection=Protection(row["protection"]),
        deregistered=Deregistered(row["deregistered"]),
        deregistered_on=day_of(row["deregistered_on"]),
    )


def _post_of(row: Mapping[str, Any]) -> Address | None:
    """The särskild postadress, if there is one."""
    post = Address(
        street=row["post_street"],
        postal_code=row["post_postal_code"],
        city=row["post_city"],
        care_of=row["post_care_of"],
    )
    return None if post == Address() else post


def _without_flat(street: str) -> str:
    return re.sub(r"\s*,?\s+lgh\.?\s*\d{4}\s*$", "", street, flags=re.IGNORECASE)


def relation_of(row: Mapping[str, Any]) -> Relation:
    """A stored row as a relation."""
    return Relation(person=_number(row["person"]), code=row["code"], other=_number(row["other"]))


def unnumbered_of(row: Mapping[str, Any]) -> Unnumbered:
    """A stored relation to somebody without a number."""
    return Unnumbered(
        person=_number(row["person"]), code=row["code"], born=date.fromisoformat(row["born"])
    )


def case_of(row: Mapping[str, Any]) -> OpenCase:
    """A stored row as a case, open or closed."""
    return OpenCase(
        person=_number(row["person"]),
        unit=row["unit"],
        number=row["case_number"],
        officer=row["officer"],
        open=row["status"] == "pagaende",
        opened=day_of(row["opened"]),
        system=row["system"],
        sort=row["sort"],
        ended=day_of(row["ended"]),
    )


def contract_of(row: Mapping[str, Any]) -> SocialContract:
    """A stored row as a social contract."""
    return SocialContract(
        person=_number(row["person"]),
        number=row["contract_number"],
        plan=row["plan"] == "ja",
        address=row["address"],
        since=day_of(row["since"]),
        until=day_of(row["until"]),
    )
