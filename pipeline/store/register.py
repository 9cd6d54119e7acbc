"""The population and case register on disk: imported whole, looked up around one letter."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz
from sqlite_utils import Database

from pipeline.domain.people import Person, Personnummer, View
from pipeline.domain.sought import Sought
from pipeline.store import register_tables as tables
from pipeline.store.errors import PlaceError
from pipeline.store.register_files import Source, open_file
from pipeline.store.register_mapping import RegisterMapping
from pipeline.store.register_pick import Picker
from pipeline.store.register_rows import EnoughError, Fault, FileKind
from pipeline.store.register_search import Search

_WAIT_SECONDS = 30.0


class RegisterUnavailableError(PlaceError):
    """The register's file cannot be used now; the message says in Swedish what to do."""


_FAR_FEWER = 0.5
"""An import that leaves less than this share of a kind's rows may be a part taken for the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did: rows by kind, or every fault and nothing changed.

    ``strangers`` counts relations, cases and contracts whose person the register lacks; ``skipped``
    rows left out for want of a valid number, as their mapping says; ``fewer`` the kinds that lost
    most of their rows, with how many there were.
    """

    counts: tuple[tuple[FileKind, int], ...] = ()
    faults: tuple[Fault, ...] = ()
    strangers: int = 0
    skipped: int = 0
    fewer: tuple[tuple[FileKind, int], ...] = ()

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
            if version > tables.SCHEMA:
                connection.close()
                raise RegisterUnavailableError(
                    "Registret har en annan version. Flytta undan filen och importera på nytt."
                )
            if version < tables.SCHEMA:
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
        self,
        paths: Sequence[Path],
        *,
        exported_on: date | None = None,
        mappings: Sequence[RegisterMapping] = (),
    ) -> ImportReport:
        """Replaces what each file's kinds held, all files in one transaction, or changes nothing.

        Several files of one kind are one. ``exported_on`` is the day the register was taken out;
        without it the day that the files tell, for each kind the oldest of its files. ``mappings``
        say what files of other columns than the contract's hold. All faults of all files are
        reported together.
        Raises RegisterUnavailableError when the register cannot be written.
        """
        opened = [open_file(path, mappings, exported_on=exported_on) for path in paths]
        sources = [one for one in opened if not isinstance(one, Fault)]
        faults = [one for one in opened if isinstance(one, Fault)]
        kinds = [kind for kind in FileKind if any(kind in one.kinds for one in sources)]
        before = {kind: rows for kind, (rows, _) in self.imports().items()}
        counts: Mapping[FileKind, int] = {}
        strangers = 0
        try:
            with self._transaction():
                refill = tables.Refill(self._database, kinds)
                _fill(refill, sources)
                faults.extend(fault for one in sources for fault in one.faults.found)
                _refuse(faults)
                counts = refill.finish()
                for kind in kinds:
                    self._note(kind, [one for one in sources if kind in one.kinds], counts[kind])
                strangers = self._strangers()
            self._shrink()
        except _RefusedError:
            return ImportReport(faults=tuple(sorted(faults)))
        except OSError as error:
            raise RegisterUnavailableError(
                "En registerfil gick inte att läsa till slut. Inget har ändrats; försök igen."
            ) from error
        return ImportReport(
            counts=tuple(counts.items()),
            strangers=strangers,
            skipped=sum(one.skipped for one in sources),
            fewer=tuple(
                (kind, before[kind])
                for kind in kinds
                if counts[kind] < before.get(kind, 0) * _FAR_FEWER
            ),
        )

    def _note(self, kind: FileKind, sources: Sequence[Source], rows: int) -> None:
        digest = hashlib.sha256("".join(one.digest for one in sources).encode()).hexdigest()
        self._database.table("imports").insert(
            {
                "kind": kind.value,
                "digest": digest,
                "rows": rows,
                "exported_on": min(one.exported_on for one in sources).isoformat(),
            },
            replace=True,
        )

    def _shrink(self) -> None:
        """Gives the log of the transaction back to the disk: it is as large as the register."""
        with self._lock, suppress(sqlite3.Error):
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

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
                f"SELECT count(*) FROM {table} WHERE {column} <> '' "  # noqa: S608
                f"AND {column} NOT IN (SELECT number FROM persons) "
                f"AND {column} NOT IN (SELECT old FROM former)"
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

    def open_cases(self) -> Mapping[str, int]:
        """How many open cases there are at each unit, by the register's name of it."""
        with self._transaction():
            return {
                row["unit"]: row["number"]
                for row in self._database.query(
                    "SELECT unit, count(*) AS number FROM cases WHERE status = 'pagaende'"
                    " GROUP BY unit ORDER BY number DESC, unit"
                )
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

    def residents(self, street: str) -> tuple[Person, ...]:
        """Everybody in the house with that street and number, in the order of their numbers."""
        with self._transaction():
            return Search(self._database).residents(street)

    def is_name(self, word: str) -> bool:
        """Whether anybody has a given name or surname that sounds like the word."""
        with self._transaction():
            return Search(self._database).is_name(word)

    def flagged(self) -> tuple[Person, ...]:
        """Everybody with a protected identity, in the order of their numbers."""
        with self._transaction():
            return Search(self._database).flagged()

    def person(self, number: Personnummer) -> Person | None:
        """The person who has that number, or had it before; or None."""
        with self._transaction():
            return Search(self._database).person(number.digits)

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


def _fill(refill: tables.Refill, sources: Iterable[Source]) -> None:
    """Every sound record into its table; a person's number that comes twice is a fault."""
    seen = Seen()
    for one in sources:
        for kind, record in one.records():
            if kind is FileKind.PERSONS and not seen.add(str(record["number"])):
                what = "personnumret står mer än en gång"
                with suppress(EnoughError):
                    one.faults.add(int(record["line"]), "personnummer", what)
                continue
            refill.add(kind, record)


class Seen:
    """The numbers met so far, a bit for each that there can be: some 160 kB a year of birth.

    A set of Python's own would take a gigabyte for the whole country.
    """

    def __init__(self) -> None:
        """None yet."""
        self._years: dict[str, bytearray] = {}

    def add(self, number: str) -> bool:
        """Note a valid number of twelve digits; whether it is a new one."""
        bits = self._years.setdefault(number[:4], bytearray(_DAYS * 1000 // 8))
        day = int(number[4:6]) * 100 + int(number[6:8])
        place, bit = divmod(day * 1000 + int(number[8:11]), 8)
        known = bits[place] >> bit & 1
        bits[place] |= 1 << bit
        return not known


_DAYS = 1300
"""Month and day as one number, a samordningsnummer's too, are below this; the digit that follows
the serial is its check and tells nothing."""
