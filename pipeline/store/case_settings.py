"""``[actualisation]`` of ``troskel.toml``: which forms are made, and the case system's codes."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    Field,
    field_validator,
    model_validator,
)

from pipeline.domain.case_systems import (
    DEFAULT_TABLE,
    EVERY,
    PATHS,
    CaseSystem,
    LifecareCodes,
    LifecareUnit,
    TableForm,
)
from pipeline.domain.kinds import SUBKINDS, Kind
from pipeline.store.strict import Strict

_KINDS = frozenset(
    {EVERY, *map(str, Kind), *(f"{kind}.{one}" for kind, all_ in SUBKINDS.items() for one in all_)}
)


def _for_every_kind(value: object) -> object:
    """A bare number holds for every kind; a table within a kind is its subkinds."""
    if not isinstance(value, dict):
        return {EVERY: value}
    flat: dict[object, object] = {}
    for key, code in value.items():
        if isinstance(code, dict):
            flat |= {f"{key}.{subkind}": inner for subkind, inner in code.items()}
        else:
            flat[key] = code
    return flat


CodesByKind = Annotated[
    dict[str, Annotated[int, Field(strict=True)]], BeforeValidator(_for_every_kind)
]


class LifecareUnitSettings(Strict):
    """A unit in Lifecare."""

    organisation_id: int
    organisation_unit_id: str = Field(min_length=1)


class LifecareSettings(Strict):
    """Lifecare's codes; see :class:`pipeline.domain.case_systems.LifecareCodes`."""

    type: CodesByKind = Field(default_factory=dict)
    from_who: CodesByKind = Field(default_factory=dict)
    reason: CodesByKind = Field(default_factory=dict)
    specifies: CodesByKind = Field(default_factory=dict)
    working_status: CodesByKind = Field(default_factory=dict)
    units: dict[str, LifecareUnitSettings] = Field(default_factory=dict)
    caseworkers: dict[str, str] = Field(default_factory=dict)
    service_system: str = ""
    investigation_system: str = ""

    @field_validator("type", "from_who", "reason", "specifies", "working_status")
    @classmethod
    def _of_known_kinds(cls, codes: dict[str, int]) -> dict[str, int]:
        for key in codes:
            if key not in _KINDS:
                message = f"{key} är inget slag av brev"
                raise ValueError(message)
        return codes

    def codes(self) -> LifecareCodes:
        """As the program uses them."""
        return LifecareCodes(
            type=MappingProxyType(self.type),
            from_who=MappingProxyType(self.from_who),
            reason=MappingProxyType(self.reason),
            specifies=MappingProxyType(self.specifies),
            working_status=MappingProxyType(self.working_status),
            units=MappingProxyType(
                {name: LifecareUnit(**unit.model_dump()) for name, unit in self.units.items()}
            ),
            caseworkers=MappingProxyType(self.caseworkers),
            service_system=self.service_system,
            investigation_system=self.investigation_system,
        )


class TableSettings(Strict):
    """The CSV: headings with what stands under them, in their order; none: the program's own."""

    delimiter: Literal[";", ",", "\t"] = ";"
    encoding: Literal["utf-8", "cp1252"] = "utf-8"
    columns: dict[str, str] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _of_known_paths(self) -> TableSettings:
        for head, path in self.columns.items():
            if path not in PATHS:
                message = f"{path} under {head} finns inte; docs/register.md har listan"
                raise ValueError(message)
        heads = set(self.columns) or {head for head, _ in DEFAULT_TABLE.columns}
        for head in self.values:
            if head not in heads:
                message = f"kolumnen {head} finns inte under columns"
                raise ValueError(message)
        return self

    def form(self) -> TableForm:
        """As the program uses it."""
        return TableForm(
            columns=tuple(self.columns.items()) or DEFAULT_TABLE.columns,
            values=MappingProxyType(
                {
                    **({} if self.columns else DEFAULT_TABLE.values),
                    **{head: MappingProxyType(words) for head, words in self.values.items()},
                }
            ),
            delimiter=self.delimiter,
            encoding=self.encoding,
        )


class ActualisationSettings(Strict):
    """Which forms lie in the packets, and how each is made."""

    packets: tuple[Literal["text", "json", "csv", "lifecare"], ...] = ()
    lifecare: LifecareSettings | None = None
    csv: TableSettings = TableSettings()

    def system(self) -> CaseSystem:
        """As the program uses it."""
        return CaseSystem(
            packets=self.packets,
            lifecare=None if self.lifecare is None else self.lifecare.codes(),
            table=self.csv.form(),
        )
