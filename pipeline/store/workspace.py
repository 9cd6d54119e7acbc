"""A workspace: its folders, its settings file, its locks; made once, opened by every command."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.domain.settings import Officer, Settings, Shift
from pipeline.store.access_settings import AccessSettings
from pipeline.store.case_settings import ActualisationSettings
from pipeline.store.disk import Disk
from pipeline.store.errors import SettingsError
from pipeline.store.roster_file import ShiftRow, read_roster
from pipeline.store.settings_faults import faults_of, syntax_fault
from pipeline.store.strict import Strict as _Strict

FILE = "troskel.toml"
PICKED_UP = "hamtat"
HANDED_BACK = "aterlamnat"
"""The folder below a unit's outbox to which its picked-up packets are moved."""

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
    claim_minutes: float = Field(default=5.0, gt=0, le=480)


class RiskSettings(_Strict):
    """How seldom a letter may be wrongly sent (1 in so many), and how many are checked blind."""

    wrongly_sent: Number = 1000
    sample_share: Share = 0.02
    kinds: KindRisks = KindRisks()


class RegisterSettings(_Strict):
    """The register's exports: after how many days one is old, and the mapping files for them."""

    stale_days: int = Field(default=7, ge=1, le=366)
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
            pickup_hours=MappingProxyType(dict(self.pickup_hours)),
            case_system=self.actualisation.system(),
        )


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of one workspace and what its settings file says."""

    root: Path
    config: Config

    @property
    def inbox(self) -> Path:
        """Where scans are put; each subfolder is an intake point."""
        return self.root / "inbox"

    @property
    def outbox(self) -> Path:
        """One folder a unit, with its packets."""
        return self.root / "outbox"

    @property
    def archive(self) -> Path:
        """Every document's bytes under their hash, never changed."""
        return self.root / "archive"

    @property
    def readings(self) -> Path:
        """What was read, by document and engine."""
        return self.root / "readings"

    @property
    def quarantine(self) -> Path:
        """Notes and copies for people of what could not be read."""
        return self.root / "quarantine"

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.root / "ledger.db"

    @property
    def register(self) -> Path:
        """The register's file."""
        return self.root / "register.db"

    @property
    def trained(self) -> Path:
        """Models trained here: what they learnt from letters stays in the workspace."""
        return self.root / "trained"

    @property
    def letters(self) -> Path:
        """The municipality's own texts of letters out; need not be there."""
        return self.root / "brev"

    @property
    def invoices(self) -> Path:
        """Copies of the municipality's invoices, each named by its number; need not be there."""
        return self.root / "fakturor"

    @property
    def log(self) -> Path:
        """The structured log's folder."""
        return self.root / "log"

    @property
    def work_lock(self) -> Path:
        """Held by the one coordinator."""
        return self.root / "ledger.db.work.lock"

    @property
    def delivery_lock(self) -> Path:
        """Held while packets are put in or taken out of the outbox."""
        return self.root / "ledger.db.delivery.lock"

    @property
    def roster(self) -> Path | None:
        """The duty roster's list file, if the settings name one; relative to the root."""
        return self.root / self.config.roster if self.config.roster else None

    def shifts(self) -> tuple[Shift, ...]:
        """The roster as it stands now: the settings' own shifts, then those of the list file.

        SettingsError with every faulty row of the file.
        """
        own = self.config.settings().roster
        if self.roster is None:
            return own
        return (*own, *read_roster(self.roster, self.config.areas))

    def relative(self, path: Path) -> str:
        """The path as the ledger and the export write it: from the root, with slashes."""
        return path.relative_to(self.root).as_posix()


_TEMPLATE = """\
# Tröskels inställningar. Okända ord avvisas. Ta bort # framför en rad för att ändra den.

# Vilken kommuns rutin som gäller (se: troskel routine list).
routine = {routine}

# Mappen med kommunens egna rutiner, om den har sådana (se: troskel routine new).
{routines}

# Namnet på intagsstället för filer som läggs direkt i inbox/.
intake_point = "default"

# Den egna kommunen, som den skrivs i brev.
municipality = {municipality}

# Början på de postnummer som hör till det egna området; tomt betyder hela kommunen.
# postal_codes = ["411", "412"]

# De enda som får se brev där någon har skyddade personuppgifter.
# protected_staff = ["Anna Andersson"]

# Får en enhets kopia makuleras när den inte behövs? Bara om gallringsbeslutet medger det.
# allow_discard = true

# [inbox]
# quiet_seconds = 2        # så länge ska en fil ha varit orörd
# grace_seconds = 600      # så länge väntar troskel run på en fil som ser ofullständig ut
# once_grace_seconds = 10  # samma sak för troskel process
# sweep_seconds = 15       # hur ofta mappen gås igenom även utan signal

# [reading]
# processes = 0            # 0 är en läsare per kärna

# [packets]
# seconds = 120            # så länge får ett underlag ta att göra; sedan granskas brevet

# Hur sällan ett brev får bli fel när ingen människa har sett det: högst 1 av så många. Se vad
# det kostar i granskningar: troskel risk --wrongly-sent 500
# [risk]
# wrongly_sent = 1000
# sample_share = 0.02      # så stor del av de fördelade breven kontrolleras blint
# [risk.kinds]
# eviction_date = 5000     # ett slag kan ha sin egen gräns

# Vilka brev två personer ska granska när en människa avgör dem: slag (t.ex. eviction_date),
# children (brev som rör barn eller kan göra det) och protected (skyddade uppgifter).
# [review]
# second_person = ["eviction_date", "children"]
# claim_minutes = 5        # så länge visas ett öppnat brev som upptaget om sidan inte hörs av

# [register]
# stale_days = 7           # så gamla får registrets uttag bli innan det varnas
# mappings = ["kir.toml"]  # filer som säger vad kolumnerna i andra systems uttag betyder

# [pickup_hours]
# same_day = 4
# urgent = 24
# ordinary = 72

# Jourlista: vem som är ansvarig handläggare på en enhet vilken dag. En lista (CSV) i
# arbetsmappen med kolumnerna enhet; namn; telefon; epost; veckodagar; fran; till; omrade.
# Den läses om när den ändras. Se vem som gäller: troskel duty
# roster = "jour.csv"

# Områden inom kommunen, till exempel förvaltningar, och början på deras postnummer. Ett brev om en
# bostad utanför alla områden granskas: det kan vara felsänt.
# [areas]
# nordost = ["415", "424"]
# hisingen = ["417", "418"]

# Vem som är ansvarig när varken ärendet eller jourlistan har en handläggare. Behövs för
# bekräftelser till Kronofogden.
# [duty.vuxen]
# name = "Anna Andersson"
# phone = "031-000 00 00"
# email = "vuxen@kommunen.example"

# Underlag för verksamhetssystemet i den handläggande enhetens paket: text att klistra in, json,
# csv eller lifecare. Koder och kolumner beskrivs i docs/register.md.
# [actualisation]
# packets = ["text"]
# Jouren kan också skrivas här i stället för i en lista.
# [[shift]]
# unit = "vuxen"
# name = "Bo Berg"
# weekdays = "mån-fre"
# first = 2026-10-05
# last = 2026-10-09
# areas = ["nordost"]

# Inloggning på sidorna. Konton görs med: troskel account add
# [access]
# address = "https://troskel.kommunen.example"  # det som personalen skriver i webbläsaren
# idle_minutes = 30        # utloggad efter så lång tid utan att något görs
# session_hours = 10       # och i varje fall efter så här lång tid
# trusted_proxies = ["10.1.2.3"]  # omvänd proxy med TLS; bara dess huvuden blir trodda
# metrics_token = ""       # minst 24 tecken; öppnar /metrics för ett övervakningsprogram

# Kommunens egen inloggning (OpenID Connect). Grupperna ger rollerna: administrator, chef, it,
# handlaggare:ENHET. Anmäl återadressen hos den: ADRESS/login/sso/callback
# [access.sign_on]
# issuer = "https://login.kommunen.example"
# client_id = "troskel"
# client_secret = ""
# [access.sign_on.groups]
# "Troskel administration" = ["administrator"]
# "Troskel vuxen" = ["handlaggare:vuxen"]
"""

_MUNICIPALITIES = {
    "goteborg": "Göteborg",
    "nacka_inkasso": "Nacka",
    "nacka_socialkontrakt": "Nacka",
    "soderkoping_skuldfordringar": "Söderköping",
}


_NO_ROUTINES = '# routines = "/srv/troskel/rutiner"'


def init(  # noqa: PLR0913 - what a workspace is made from, named one by one
    root: Path,
    routine: str,
    units: Iterable[str],
    points: Iterable[str] = (),
    *,
    routines: str = "",
    disk: Disk | None = None,
) -> Workspace:
    """Make a workspace, or complete one; a settings file that is there is never touched.

    ``units`` are the routine's, ``points`` the intake points that it names; the restricted unit is
    always made. ``routines`` is a folder of own routines. SettingsError when the settings file
    that is there names another routine.
    """
    disk = disk or Disk()
    disk.make_folder(root)
    file = root / FILE
    if not file.exists():
        town = _MUNICIPALITIES.get(routine, Settings().municipality)
        text = _TEMPLATE.format(
            routine=_quoted(routine),
            municipality=_quoted(town),
            routines=f"routines = {_quoted(routines)}" if routines else _NO_ROUTINES,
        )
        disk.put(file, text.encode(), 0o640)
    found = open_workspace(root)
    if found.config.routine != routine:
        message = (
            f"Mappen har redan rutinen {found.config.routine}. Ändra routine i {FILE} "
            "eller välj en annan mapp."
        )
        raise SettingsError(message)
    make_folders(found, units, disk)
    for point in points:
        disk.make_folder(found.inbox / point)
    return found


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def make_folders(found: Workspace, units: Iterable[str], disk: Disk) -> None:
    """The workspace's folders are there, those of the restricted unit closed to others."""
    disk.make_folder(found.inbox)
    disk.make_folder(found.outbox)
    for private in (found.archive, found.readings, found.quarantine, found.log):
        disk.make_folder(private, 0o750)
    for unit in sorted({*units, PROTECTED_UNIT}):
        disk.make_folder(found.outbox / unit, 0o700 if unit == PROTECTED_UNIT else None)


def open_workspace(root: Path) -> Workspace:
    """The workspace in that folder; SettingsError with every fault of its settings file."""
    root = Path(os.path.abspath(root))  # noqa: PTH100 - resolve() would follow a link away
    file = root / FILE
    try:
        text = file.read_bytes().decode()
    except FileNotFoundError as error:
        message = f"{root} är ingen arbetsmapp för Tröskel. Skapa en: troskel init {root}"
        raise SettingsError(message) from error
    except (OSError, UnicodeDecodeError) as error:
        message = f"{FILE} går inte att läsa. Kontrollera rättigheterna."
        raise SettingsError(message) from error
    try:
        return Workspace(root=root, config=Config.model_validate(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        message = f"{FILE} är ingen giltig TOML-fil: felet står på {syntax_fault(error)}."
        raise SettingsError(message) from error
    except ValidationError as error:
        raise SettingsError(faults_of(FILE, error, text)) from error
