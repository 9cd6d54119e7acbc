"""What a workspace says of its case system: codes of actualisations, columns of its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.domain.kinds import SUBKINDS, Kind
from pipeline.domain.words import WORDS

EVERY = "*"
"""The key of a code that holds for every kind of letter without one of its own."""

FORMS = ("text", "json", "csv", "lifecare")
"""The forms of an actualisation, as settings and commands name them."""

Codes = Mapping[str, int]
"""A code by kind (``rent_debt``), by kind and subkind (``rent_debt.collection``), or ``*``."""


def _nothing() -> MappingProxyType[str, int]:
    return MappingProxyType({})


class CodesMissingError(Exception):
    """The workspace has no code where the case system needs one; ``keys`` are the settings' own."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        """Say in Swedish which keys to set."""
        self.keys = keys
        super().__init__(
            "Koder till verksamhetssystemet saknas i troskel.toml. Hämta dem ur systemet; inget "
            "gissas. Skriv:\n  " + "\n  ".join(keys)
        )

    def __reduce__(self) -> tuple[type[CodesMissingError], tuple[tuple[str, ...]]]:
        return CodesMissingError, (self.keys,)


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecareUnit:
    """A unit as Lifecare knows it: the organisation's number and its unit's id."""

    organisation_id: int
    organisation_unit_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecareCodes:
    """The codes of Lifecare's ``PostAktualiseringsBodyRequest``; all from the system itself.

    ``specifies`` and ``working_status`` are asked for by some types alone. ``caseworkers`` leads
    from an officer's name to the id. Open cases whose register says ``service_system`` or
    ``investigation_system`` are Lifecare's own, by their numbers.
    """

    type: Codes = field(default_factory=_nothing)
    from_who: Codes = field(default_factory=_nothing)
    reason: Codes = field(default_factory=_nothing)
    specifies: Codes = field(default_factory=_nothing)
    working_status: Codes = field(default_factory=_nothing)
    units: Mapping[str, LifecareUnit] = field(default_factory=lambda: MappingProxyType({}))
    caseworkers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    service_system: str = ""
    investigation_system: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableForm:
    """The CSV of an actualisation: column and what stands in it, and words in other words.

    ``columns`` are pairs of a heading and a path (``person.pnr``); ``values`` the words that a
    heading's cells are told in; ``encoding`` is ``utf-8`` or ``cp1252``.
    """

    columns: tuple[tuple[str, str], ...]
    values: Mapping[str, Mapping[str, str]]
    delimiter: str = ";"
    encoding: str = "utf-8"


PATHS = (
    "letter_id",
    "revision",
    "received_at",
    "intake_point",
    "unit.id",
    "unit.name",
    "unit.officer",
    "category",
    "subcategories",
    "legal_basis",
    "tenure",
    "sender.name",
    "sender.orgnr",
    "debt.total",
    "debt.ocr",
    "debt.bg",
    "debt.period",
    "debt.rows.what",
    "debt.rows.amount",
    "dates.letter",
    "dates.due",
    "dates.earliest_recovery_end",
    "dates.eviction_at",
    "person.pnr",
    "person.name",
    "person.address",
    "person.lgh",
    "person.match.method",
    "minors",
    "household.role",
    "household.pnr",
    "household.name",
    "open_cases.system",
    "open_cases.unit",
    "open_cases.type",
    "open_cases.handläggare",
    "repeat.count",
    "actions.unit",
    "actions.role",
    "deadlines.what",
    "deadlines.on",
    "rule_ids",
    "text",
)
"""What a column of the table may hold: paths into ``aktualisering.v1``; of a list every part, and
``text`` the whole text to paste."""

DEFAULT_TABLE = TableForm(
    columns=(
        ("Personnummer", "person.pnr"),
        ("Namn", "person.name"),
        ("Adress", "person.address"),
        ("Inkom", "received_at"),
        ("Slag", "category"),
        ("Undergrupp", "subcategories"),
        ("Avsändare", "sender.name"),
        ("Orgnr", "sender.orgnr"),
        ("Belopp", "debt.total"),
        ("OCR", "debt.ocr"),
        ("Brevets datum", "dates.letter"),
        ("Tidigast möjliga sista dag", "dates.earliest_recovery_end"),
        ("Avhysning", "dates.eviction_at"),
        ("Antal barn", "minors"),
        ("Enhet", "unit.id"),
        ("Handläggare", "unit.officer"),
        ("Brev-id", "letter_id"),
    ),
    values=MappingProxyType({"Slag": WORDS, "Undergrupp": WORDS}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSystem:
    """The workspace's case system.

    ``packets`` are the forms that lie in each handling unit's packet; ``lifecare`` is None where
    the workspace has no codes for it.
    """

    packets: tuple[str, ...] = ()
    lifecare: LifecareCodes | None = None
    table: TableForm = DEFAULT_TABLE


def code_for(codes: Codes, name: str, kind: Kind, subkind: str | None) -> int:
    """The code of a kind of letter, the nearest first. Raises CodesMissingError."""
    for key in (f"{kind}.{subkind}", str(kind), EVERY):
        if key in codes:
            return codes[key]
    raise CodesMissingError((f"actualisation.lifecare.{name}.{kind}",))


def has_code(codes: Codes, kind: Kind) -> bool:
    """Whether every letter of that kind has a code."""
    subkinds = SUBKINDS[kind]
    every = bool(subkinds) and all(f"{kind}.{one}" in codes for one in subkinds)
    return EVERY in codes or kind in codes or every
