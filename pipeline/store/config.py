"""What ``troskel.toml`` may say: every setting with its bounds; all else is refused."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from pipeline.domain.settings import Officer, Settings
from pipeline.store.access_settings import AccessSettings
from pipeline.store.case_settings import ActualisationSettings
from pipeline.store.roster_file import ShiftRow
from pipeline.store.strict import Strict as _Strict

_DEFAULTS = Settings()

Share = Annotated[float, Field(ge=0, le=1)]


class InboxSettings(_Strict):
    """When a file in the inbox is taken; seconds."""

    quiet_seconds: float = Field(default=2.0, ge=0, le=3600)
    grace_seconds: float = Field(default=600.0, ge=0)
    once_grace_seconds: float = Field(default=10.0, ge=0)
    sweep_seconds: float = Field(default=15.0, gt=0, le=3600)


class ReadingSettings(_Strict):
    """How documents are read; ``processes`` 0 is one a core."""

    processes: int = Field(default=0, ge=0, le=512)
    seconds_page: float = Field(default=120.0, gt=0)
    seconds_total: float = Field(default=1800.0, gt=0)
    memory_mb: int = Field(default=3072, ge=256)
    pages: int = Field(default=500, ge=1)
    megapixels: int = Field(default=200, ge=1)
    file_mb: int = Field(default=300, ge=1)


class PacketSettings(_Strict):
    """How packets are made: the seconds of wall time that one may take."""

    seconds: float = Field(default=120.0, gt=0)


class OfficerSettings(_Strict):
    """A member of staff who is named as responsible."""

    name: str = Field(min_length=1)
    phone: str = ""
    email: str = ""


class PickupSettings(_Strict):
    """Hours after which an untouched packet is shown as forgotten."""

    same_day: int = Field(default=4, ge=1)
    urgent: int = Field(default=24, ge=1)
    ordinary: int = Field(default=72, ge=1)


class Thresholds(_Strict):
    """The least measured confidence under which a person decides, by what it is of."""

    kind: Share = _DEFAULTS.thresholds["kind"]
    subkind: Share = _DEFAULTS.thresholds["subkind"]
    tenure: Share = _DEFAULTS.thresholds["tenure"]
    person: Share = _DEFAULTS.thresholds["person"]
    amount_sek: Share = _DEFAULTS.thresholds["amount_sek"]
    eviction_at: Share = _DEFAULTS.thresholds["eviction_at"]
    letter_date: Share = _DEFAULTS.thresholds["letter_date"]
    boundary: Share = _DEFAULTS.thresholds["boundary"]


Number = Annotated[int, Field(ge=2, le=10_000_000)]


class KindRisks(_Strict):
    """The kinds of letter that may have a risk of their own; None is the common one."""

    rent_debt: Number | None = None
    disturbance: Number | None = None
    utility_debt: Number | None = None
    eviction_date: Number | None = None


Grave = Literal[
    "rent_debt",
    "disturbance",
    "utility_debt",
    "eviction_date",
    "debt_list",
    "children",
    "protected",
]
"""What two persons may be asked to approve: a kind, what concerns children, what is protected."""


class ReviewSettings(_Strict):
    """How people review: who must be two, and for how long an open letter is somebody's."""

    second_person: tuple[Grave, ...] = ()
    claim_minutes: float = Field(default=3.0, gt=0, le=480)


class RiskSettings(_Strict):
    """How seldom a letter may be wrongly sent (1 in so many), and how many are checked blind."""

    wrongly_sent: Number = 1000
    sample_share: Share = 0.02
    kinds: KindRisks = KindRisks()


class RegisterSettings(_Strict):
    """The register's exports: after how many days one is old, and the mapping files for them.

    ``recent_days`` is for how long after its last day a closed case is told of (C2).
    """

    stale_days: int = Field(default=7, ge=1, le=366)
    recent_days: int = Field(default=_DEFAULTS.recent_days, ge=0, le=3660)
    mappings: tuple[str, ...] = ()


class Config(_Strict):
    """All that ``troskel.toml`` may say; anything else is refused."""

    routine: str = "goteborg"
    routines: str = ""
    intake_point: str = Field(default="default", min_length=1)
    municipality: str = _DEFAULTS.municipality
    postal_codes: tuple[str, ...] = ()
    protected_staff: tuple[str, ...] = ()
    allow_discard: bool = False
    repeat_months: int = Field(default=_DEFAULTS.repeat_months, ge=1, le=120)
    model: str = ""
    inbox: InboxSettings = InboxSettings()
    reading: ReadingSettings = ReadingSettings()
    packets: PacketSettings = PacketSettings()
    thresholds: Thresholds = Thresholds()
    risk: RiskSettings = RiskSettings()
    review: ReviewSettings = ReviewSettings()
    pickup_hours: PickupSettings = PickupSettings()
    exports: RegisterSettings = Field(default=RegisterSettings(), alias="register")
    areas: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    duty: dict[str, OfficerSettings] = Field(default_factory=dict)
    access: AccessSettings = AccessSettings()
    actualisation: ActualisationSettings = ActualisationSettings()
    roster: str = ""
    shift: tuple[ShiftRow, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        """Refuses a shift in an area that there is not."""
        for one in self.shift:
            one.shift(self.areas)
        return self

    def settings(self) -> Settings:
        """What of it decisions depend on."""
        return Settings(
            municipality=self.municipality,
            postal_codes=self.postal_codes,
            areas=MappingProxyType(dict(self.areas)),
            roster=tuple(one.shift(self.areas) for one in self.shift),
            thresholds=MappingProxyType(dict(self.thresholds)),
            duty=MappingProxyType(
                {unit: Officer(**officer.model_dump()) for unit, officer in self.duty.items()}
            ),
            protected_staff=self.protected_staff,
            second_person=self.review.second_person,
            repeat_months=self.repeat_months,
            recent_days=self.exports.recent_days,
            pickup_hours=MappingProxyType(dict(self.pickup_hours)),
            case_system=self.actualisation.system(),
        )
