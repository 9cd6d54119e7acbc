"""The population and case register on disk: imported whole, looked up around one letter."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from rapidfuzz import fuzz
from sqlite_utils import Database

from pipeline.domain.people import Person, Personnummer, View
from pipeline.domain.sought import Sought
from pipeline.store import register_tables as tables
from pipeline.store.errors import PlaceError
from pipeline.store.register_files import Fault, FileKind, Record, RegisterFile, open_file
from pipeline.store.register_pick import Picker
from pipeline.store.register_search import Search

_WAIT_SECONDS = 30.0


class RegisterUnavailableError(PlaceError):
    """The register's file cannot be used now; the message says in Swedish what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did: rows by kind, or every fault and nothing changed.

    ``strangers`` counts relations, cases and contracts whose person the register lacks.
    """

    counts: tuple[tuple[FileKind, int], ...] = ()
    faults: tuple[Fault, ...] = ()
    strangers: int = 0

    @property
    def done(self) -> bool:
        """Whether the register was replaced."""
        return not self.faults


class _RefusedError(Exception):
    """Ends a transaction whose files have faults, so that nothing of it stays."""


def similarity(one: str, other: str) -> float:
    """How alike two words are, 0 to 1: the share of characters that an edit leaves standing."""
    return float(fuzz.ratio(one, other)) / 100.0


class Register:
    """The register of one workspace; safe to share between threads.

    Every lookup sees one import whole, never half of the next.
    """

    def __init__(self, database: Database) -> None:
        """Takes an opened database; use :meth:`open`."""
        self._database = database
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path) -> Register:
        """Opens the register file, made empty when it is not there.

        Raises RegisterUnavailableError when it is no register, or one of another version.
        """
        try:
            connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, check_same_thread=False)
            # Third parties' plug-ins have no business in a register of persons.
            database = Database(connection, execute_plugins=False)
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version not in {0, tables.SCHEMA}:
                connection.close()
                raise RegisterUnavailableError(
                    "Registret har en annan version. Flytta undan filen och importera på nytt."
                )
            if not version:
                database.enable_wal()
                tables.create(database)
        except sqlite3.Error as error:
            raise RegisterUnavailableError(
                "Registerfilen kan inte öppnas. Kontrollera rättigheter och utrymme."
            ) from error
        # Rows of the register are read back from files, so a lost last import is imported again;
        # a torn one is impossible all the same.
        database.execute("PRAGMA synchronous = NORMAL")
        connection.row_factory = sqlite3.Row
        return cls(database)

    def close(self) -> None:
        """Closes the file; the register must not be used after."""
        with self._lock:
            self._database.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """One snapshot for all reading within; foreign errors are translated here."""
        with self._lock:
            try:
                with self._database.atomic():
                    yield
            except sqlite3.Error as error:
                raise RegisterUnavailableError(
                    "Registret kan inte läsas eller skrivas just nu. Kontrollera utrymme, "
                    "rättigheter och att ingen annan import pågår."
                ) from error

    # Import

    def import_files(
        self, paths: Sequence[Path], *, exported_on: date | None = None
    ) -> ImportReport:
        """Replaces what each file's kind held, all files in one transaction, or changes nothing.

        Several files of one kind are one. ``exported_on`` is the day the register was taken out;
        without it the oldest file's day of change. All faults of all files are reported together.
        Raises RegisterUnavailableError when the register cannot be written.
        """
        opened = [open_file(path) for path in paths]
        files = [one for one in opened if isinstance(one, RegisterFile)]
        faults = [one for one in opened if isinstance(one, Fault)]
        counts: dict[FileKind, int] = {}
        strangers = 0
        day = exported_on or _oldest(files)
        try:
            with self._transaction():
                for kind in FileKind:
                    mine = [one for one in files if one.kind is kind]
                    if mine:
                        records = _distinct(mine) if kind is FileKind.PERSONS else _all(mine)
                        counts[kind] = tables.replace(self._database, kind, records)
                        self._note(kind, mine, counts[kind], day)
                faults.extend(fault for one in files for fault in one.faults)
                _refuse(faults)
                strangers = self._strangers()
        except _RefusedError:
            return ImportReport(faults=tuple(sorted(faults)))
        except OSError as error:
            raise RegisterUnavailableError(
                "En registerfil gick inte att läsa till slut. Inget har ändrats; försök igen."
            ) from error
        return ImportReport(counts=tuple(counts.items()), strangers=strangers)

    def _note(
        self, kind: FileKind, files: Sequence[RegisterFile], rows: int, day: date | None
    ) -> None:
        digest = hashlib.sha256("".join(one.digest for one in files).encode()).hexdigest()
        self._database.table("imports").insert(
            {
                "kind": kind.value,
                "digest": digest,
                "rows": rows,
                "exported_on": "" if day is None else day.isoformat(),
            },
            replace=True,
        )

    def _strangers(self) -> int:
        total = 0
        for table, column in (
            ("relations", "person"),
            ("relations", "other"),
            ("cases", "person"),
            ("contracts", "person"),
        ):
            # Names of our own tables, no foreign text.
            query = (
                f"SELECT count(*) FROM {table} WHERE {column} NOT IN "  # noqa: S608
                "(SELECT number FROM persons)"
            )
            total += self._database.execute(query).fetchone()[0]
        return total

    def imports(self) -> Mapping[FileKind, tuple[int, date | None]]:
        """By kind: how many rows are held, and the day they were taken out."""
        with self._transaction():
            return {
                FileKind(row["kind"]): (row["rows"], tables.day_of(row["exported_on"]))
                for row in self._database.query("SELECT * FROM imports ORDER BY kind")
            }

    def fingerprint(self) -> str:
        """Names what is imported: equal fingerprints give equal views."""
        with self._transaction():
            rows = self._database.execute("SELECT kind, digest FROM imports ORDER BY kind")
            text = "\n".join(f"{row[0]} {row[1]}" for row in rows.fetchall())
        return hashlib.sha256(f"{tables.SCHEMA}\n{text}".encode()).hexdigest()[:16]

    # Looking up

    def view(self, sought: Sequence[Sought]) -> View:
        """All that decisions may read around a letter, persons in order of number.

        Found by number (and by numbers one misread digit away), by house, and by name; with
        everybody in the found persons' homes, their relatives and those of the relatives' children,
        their cases and contracts. Never more than that.
        """
        with self._transaction():
            return Search(self._database).view(sought)

    def flagged(self) -> tuple[Person, ...]:
        """Everybody with a protected identity, in the order of their numbers."""
        with self._transaction():
            return Search(self._database).flagged()

    def person(self, number: Personnummer) -> Person | None:
        """The person with that number, or None."""
        with self._transaction():
            found = Search(self._database).persons({number.digits})
        return next(iter(found.values()), None)

    def search(self, text: str, *, protected: bool = False, limit: int = 30) -> tuple[Person, ...]:
        """Persons for the review's picker, found by number, day of birth, name or address.

        Any of them together, and misspelt; see :class:`Picker`. Protected persons are found only
        when ``protected`` says that the asker may see them.
        """
        with self._transaction():
            picker = Picker(Search(self._database), protected)
            return tuple(picker.find(text, limit))


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise _RefusedError


def _oldest(files: Iterable[RegisterFile]) -> date | None:
    days = [datetime.fromtimestamp(one.path.stat().st_mtime, tz=UTC).date() for one in files]
    return min(days, default=None)


def _all(files: Iterable[RegisterFile]) -> Iterator[Record]:
    for one in files:
        yield from one.records()


def _distinct(files: Iterable[RegisterFile]) -> Iterator[Record]:
    """The persons of the files; a number that comes twice is a fault."""
    seen: set[str] = set()
    for one in files:
        for record in one.records():
            number = str(record["number"])
            if number in seen:
                line = int(record["line"])
                what = "personnumret står mer än en gång"
                fault = Fault(file=one.path.name, line=line, column="personnummer", what=what)
                one.faults.append(fault)
                continue
            seen.add(number)
            yield record
