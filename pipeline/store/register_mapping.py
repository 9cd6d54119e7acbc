"""A mapping file: how another system's export becomes rows of the register.

One TOML file an export, written by who knows the export; docs/register.md has the keys. Nothing is
guessed: a column, a code or a form of date that the file does not name is a fault.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from pipeline.store.errors import SettingsError
from pipeline.store.register_rows import COLUMNS, FURTHER, FileKind
from pipeline.store.settings_faults import faults_of, syntax_fault

OTHERWISE = "*"
"""The word of ``[values]`` for everything that is not listed."""

_NEEDED: Mapping[FileKind, tuple[str, ...]] = {
    FileKind.PERSONS: (
        "personnummer",
        "fornamn",
        "efternamn",
        "gatuadress",
        "postnummer",
        "skydd",
        "avregistrerad",
    ),
    FileKind.RELATIONS: COLUMNS[FileKind.RELATIONS],
    FileKind.CASES: ("personnummer", "enhet"),
    FileKind.CONTRACTS: ("personnummer", "kontraktsnummer", "handlingsplan"),
}
"""Columns that every mapping names: to leave one out must be a choice, written under [fixed]."""


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Some = Annotated[tuple[str, ...], BeforeValidator(_several)]
"""One text or a list of texts."""

Names = Annotated[Some, Field(min_length=1)]
"""One name of a column or several."""


class RegisterMapping(BaseModel):
    """What a mapping file says; without columns the export has the register's own.

    ``file`` is the mapping's name and ``text`` what stands in it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = ""
    text: str = ""
    kind: FileKind
    name: str = Field(default="*", min_length=1)
    encoding: Literal["utf-8", "cp1252"] = "utf-8"
    delimiter: Literal["", ";", ",", "\t"] = ""
    skip_lines: int = Field(default=0, ge=0, le=1000)
    dated: str = ""
    dates: Names = ("%Y-%m-%d",)
    invalid_numbers: Literal["refuse", "skip"] = "refuse"
    ten_digits: bool = False
    columns: dict[str, Names] = Field(default_factory=dict)
    each: dict[str, Names] = Field(default_factory=dict)
    fixed: dict[str, str] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    skip: dict[str, Some] = Field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Whether the export has the register's own columns."""
        return not (self.columns or self.each or self.fixed)

    @field_validator("dates", "dated")
    @classmethod
    def _tells_a_day(cls, said: str | tuple[str, ...]) -> str | tuple[str, ...]:
        # Only the form matters: neither day nor clock is anybody's.
        day = datetime(2001, 2, 3, 4, 5, 6)  # noqa: DTZ001
        for form in filter(None, (said,) if isinstance(said, str) else said):
            try:
                told = datetime.strptime(day.strftime(form), form).date() == day.date()  # noqa: DTZ007
            except ValueError:
                told = False
            if not told:
                raise ValueError("ska ha år, månad och dag, t.ex. %Y-%m-%d")
        return said

    @model_validator(mode="after")
    def _fits_its_kind(self) -> RegisterMapping:
        known = {*COLUMNS[self.kind], *FURTHER[self.kind]}
        named = [*self.columns, *self.each, *self.fixed]
        for column in (*named, *self.values):
            if column not in known:
                message = f"kolumnen {column} finns inte för {self.kind.swedish}"
                raise ValueError(message)
        if len(set(named)) < len(named):
            raise ValueError("en kolumn står på två ställen i columns, each och fixed")
        if set(self.each) - {"personnummer"}:
            raise ValueError("each gäller bara personnummer")
        missing = [] if self.plain else [one for one in _NEEDED[self.kind] if one not in named]
        if missing:
            message = f"{', '.join(missing)} saknas under columns, each eller fixed"
            raise ValueError(message)
        if self.kind is FileKind.CASES and named and not {"status", "avslutad"} & set(named):
            raise ValueError("status saknas: ange kolumnen status, eller avslutad (slutdatum)")
        return self


def load(path: Path) -> RegisterMapping:
    """The mapping of that file. Raises SettingsError with every fault and its line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        said = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        message = f"Mappningen {path.name} går inte att läsa. Kontrollera namn och rättigheter."
        raise SettingsError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"{path.name} är ingen giltig TOML-fil: felet står på {syntax_fault(error)}."
        raise SettingsError(message) from error
    try:
        return RegisterMapping.model_validate({**said, "file": path.name, "text": text})
    except ValidationError as error:
        raise SettingsError(faults_of(path.name, error, text)) from error
