"""A mapping carried out on one file: its header once, then each line's cells to rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from pipeline.store.register_mapping import OTHERWISE, RegisterMapping
from pipeline.store.register_rows import (
    CODED,
    COLUMNS,
    DAYS,
    FURTHER,
    NUMBERS,
    CellError,
    FileKind,
)

Row = dict[str, str]
Teller = Callable[[str], str]
"""A cell of the export in the register's own words; CellError when it has none."""


class MissingColumnsError(ValueError):
    """The export lacks columns that the mapping names; the message lists them."""


class Plan:
    """How each line of one export becomes rows of the register."""

    def __init__(self, mapping: RegisterMapping, header: Sequence[str], on: date) -> None:
        """``header`` has the export's columns as :func:`folded`; ``on`` is the day of the export.

        Raises MissingColumnsError.
        """
        self._mapping = mapping
        self._on = on
        self._places = {name: place for place, name in enumerate(header)}
        self._missing: list[str] = []
        sources = {**self._columns(), **mapping.each}
        self.names = _names(sources)
        self._each = [self._place(name) for name in mapping.each.get("personnummer", ())]
        self._skips = [
            (self._place(name), frozenset(one.strip() for one in values))
            for name, values in mapping.skip.items()
        ]
        self._steps = [
            (column, [self._place(name) for name in names], self._teller(column))
            for column, names in sources.items()
            if column not in mapping.each
        ]
        if self._missing:
            raise MissingColumnsError(", ".join(dict.fromkeys(self._missing)))

    def _columns(self) -> Mapping[str, Sequence[str]]:
        mapping = self._mapping
        if not mapping.plain:
            return mapping.columns
        further = [one for one in FURTHER[mapping.kind] if one in self._places]
        return {column: (column,) for column in (*COLUMNS[mapping.kind], *further)}

    def _place(self, name: str) -> int:
        place = self._places.get(folded(name))
        if place is None:
            self._missing.append(name)
        return -1 if place is None else place

    def rows(self, cells: Sequence[str], note: Callable[[str, str], None]) -> Iterator[Row]:
        """The rows that one line is: none when it is to be skipped or has a fault.

        ``note`` is told the register's column and what is wrong with its cell.
        """
        if any(cells[place] in values for place, values in self._skips):
            return
        row: Row = dict(self._mapping.fixed)
        sound = True
        for column, places, teller in self._steps:
            said = (cells[place] for place in places)
            cell = cells[places[0]] if len(places) == 1 else " ".join(filter(None, said))
            try:
                row[column] = teller(cell)
            except CellError as error:
                sound = False
                note(column, str(error))
        if not sound:
            return
        if self._mapping.kind is FileKind.CASES and "status" not in row:
            row["status"] = _status(row.get("avslutad", ""), self._on)
        if not self._each:
            yield row
            return
        numbers = list(filter(None, (cells[place] for place in self._each)))
        for number in numbers or [""]:
            yield {**row, "personnummer": self._number(number)}

    def _teller(self, column: str) -> Teller:
        """How a cell of that column is told."""
        table = self._mapping.values.get(column)
        form = self._form(column)
        if table is None:
            return form
        listed = {said.strip().casefold(): meant for said, meant in table.items()}
        strict = column in CODED

        def by_table(cell: str) -> str:
            meant = listed.get(cell.casefold(), listed.get(OTHERWISE))
            if meant is not None:
                return meant
            if strict and cell:
                message = f"värdet står inte under [values.{column}] i {self._mapping.file}"
                raise CellError(message)
            return form(cell)

        return by_table

    def _form(self, column: str) -> Teller:
        if column in DAYS and not self._mapping.plain:
            return self._day
        if column in NUMBERS:
            return self._number
        return str

    def _number(self, cell: str) -> str:
        text = cell.replace(" ", "")
        return full_number(text, self._on) if self._mapping.ten_digits else text

    def _day(self, cell: str) -> str:
        for form in self._mapping.dates if cell else ():
            try:
                return datetime.strptime(cell, form).date().isoformat()  # noqa: DTZ007 - a day alone
            except ValueError:
                continue
        if cell:
            message = f"datumet har inte formen {' eller '.join(self._mapping.dates)}"
            raise CellError(message)
        return ""


def folded(column: str) -> str:
    """A column's name as it is compared."""
    return column.strip().casefold()


def day_told(mapping: RegisterMapping, name: str) -> date | None:
    """The day that a file's name tells; None when the mapping does not say how.

    Raises CellError for a name of another form.
    """
    if not mapping.dated:
        return None
    try:
        return datetime.strptime(name, mapping.dated).date()  # noqa: DTZ007 - a day alone
    except ValueError:
        message = f"filens namn har inte formen {mapping.dated}, så dagen för uttaget är okänd"
        raise CellError(message) from None


_TEN = re.compile(r"(\d{2})(\d{4})([-+])(\d{4})")


def full_number(text: str, on: date) -> str:
    """A number of ten digits with all twelve: ``+`` says that its owner turns 100 by this year.

    What is not of that form is given back as it is. Source: folkbokföringslagen 18 §.
    """
    found = _TEN.fullmatch(text)
    if found is None:
        return text
    year = on.year // 100 * 100 + int(found[1])
    year -= 100 * ((year > on.year) + (found[3] == "+"))
    return f"{year}{found[2]}{found[4]}"


def _names(sources: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """What the export calls each column of the register."""
    names = {column: " + ".join(parts) for column, parts in sources.items()}
    if "status" not in names and "avslutad" in names:
        names["status"] = names["avslutad"]
    return names


def _status(ended: str, on: date) -> str:
    """Ongoing through its last day."""
    return "avslutad" if ended and ended < on.isoformat() else "pagaende"
