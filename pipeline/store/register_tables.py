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
)
from pipeline.store.register_files import FileKind, Record, flat_of

SCHEMA = 1
"""Number of the tables' shape; a file of another number is refused, and imported anew."""

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
    ),
    FileKind.RELATIONS: ("person", "code", "other"),
    FileKind.CASES: (
        "person",
        "unit",
        "case_number",
        "officer",
        "status",
        "opened",
        "system",
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
    """Makes what is missing of the tables, all empty."""
    with database.atomic():
        for kind in FileKind:
            if not database.table(kind.value).exists():
                _make(database, kind)
                _index(database, kind)
        if not database.table("imports").exists():
            columns = {"kind": str, "digest": str, "rows": int, "exported_on": str}
            database.table("imports").create(columns, pk="kind")
        database.execute(f"PRAGMA user_version = {SCHEMA}")


def _make(database: Database, kind: FileKind) -> None:
    database.table(kind.value).create(dict.fromkeys(_COLUMNS[kind], str), replace=True)
    if kind is FileKind.PERSONS:
        database.table("name_keys").create({"key": str, "number": str}, replace=True)


def _index(database: Database, kind: FileKind) -> None:
    for column in _INDEXES[kind]:
        # Rows are sought by each of these; the number of a person is one person's.
        unique = kind is FileKind.PERSONS and column == "number"
        database.table(kind.value).create_index([column], unique=unique)
    if kind is FileKind.PERSONS:
        database.table("name_keys").create_index(["key", "number"])


def replace(database: Database, kind: FileKind, records: Iterable[Record]) -> int:
    """Puts the records in the place of all the kind held; returns how many were stored.

    Indexes are built after the rows, which is several times faster for a whole municipality. Must
    run inside a transaction. Persons must have distinct numbers.
    """
    _make(database, kind)
    count = 0

    def rows() -> Iterator[list[str]]:
        nonlocal count
        for record in records:
            count += 1
            full = _with_keys(record) if kind is FileKind.PERSONS else record
            yield [str(full[column]) for column in _COLUMNS[kind]]

    _insert(database, kind.value, _COLUMNS[kind], rows())
    if kind is FileKind.PERSONS:
        _insert(database, "name_keys", ("key", "number"), _name_rows(database))
    _index(database, kind)
    return count


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


def person_of(row: Mapping[str, Any]) -> Person:
    """A stored row as a person."""
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
        ),
        protection=Protection(row["protection"]),
        deregistered=Deregistered(row["deregistered"]),
        deregistered_on=day_of(row["deregistered_on"]),
    )


def _without_flat(street: str) -> str:
    return re.sub(r"\s*,?\s+lgh\.?\s*\d{4}\s*$", "", street, flags=re.IGNORECASE)


def relation_of(row: Mapping[str, Any]) -> Relation:
    """A stored row as a relation."""
    return Relation(person=_number(row["person"]), code=row["code"], other=_number(row["other"]))


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
