"""A workspace: its folders, its settings file, its locks; made once, opened by every command."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field, ValidationError

from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.domain.settings import Officer, Settings
from pipeline.store.access_settings import AccessSettings
from pipeline.store.disk import Disk
from pipeline.store.errors import SettingsError
from pipeline.store.strict import Strict as _Strict

FILE = "troskel.toml"
PICKED_UP = "hamtat"
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


class RiskSettings(_Strict):
    """How seldom a letter may be wrongly sent (1 in so many), and how many are checked blind."""

    wrongly_sent: Number = 1000
    sample_share: Share = 0.02
    kinds: KindRisks = KindRisks()


class Config(_Strict):
    """All that ``troskel.toml`` may say; anything else is refused."""

    routine: str = "goteborg"
    intake_point: str = Field(default="default", min_length=1)
    municipality: str = _DEFAULTS.municipality
    postal_codes: tuple[str, ...] = ()
    protected_staff: tuple[str, ...] = ()
    repeat_months: int = Field(default=_DEFAULTS.repeat_months, ge=1, le=120)
    model: str = ""
    inbox: InboxSettings = InboxSettings()
    reading: ReadingSettings = ReadingSettings()
    packets: PacketSettings = PacketSettings()
    thresholds: Thresholds = Thresholds()
    risk: RiskSettings = RiskSettings()
    pickup_hours: PickupSettings = PickupSettings()
    duty: dict[str, OfficerSettings] = Field(default_factory=dict)
    access: AccessSettings = AccessSettings()

    def settings(self) -> Settings:
        """What of it decisions depend on."""
        return Settings(
            municipality=self.municipality,
            postal_codes=self.postal_codes,
            thresholds=MappingProxyType(dict(self.thresholds)),
            duty=MappingProxyType(
                {unit: Officer(**officer.model_dump()) for unit, officer in self.duty.items()}
            ),
            protected_staff=self.protected_staff,
            repeat_months=self.repeat_months,
            pickup_hours=MappingProxyType(dict(self.pickup_hours)),
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

    def relative(self, path: Path) -> str:
        """The path as the ledger and the export write it: from the root, with slashes."""
        return path.relative_to(self.root).as_posix()


_TEMPLATE = """\
# Tröskels inställningar. Okända ord avvisas. Ta bort # framför en rad för att ändra den.

# Vilken kommuns rutin som gäller (se: troskel routine list).
routine = {routine}

# Namnet på intagsstället för filer som läggs direkt i inbox/.
intake_point = "default"

# Den egna kommunen, som den skrivs i brev.
municipality = {municipality}

# Början på de postnummer som hör till det egna området; tomt betyder hela kommunen.
# postal_codes = ["411", "412"]

# De enda som får se brev där någon har skyddade personuppgifter.
# protected_staff = ["Anna Andersson"]

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

# [pickup_hours]
# same_day = 4
# urgent = 24
# ordinary = 72

# Vem som är ansvarig när inget ärende har en handläggare. Behövs för bekräftelser till
# Kronofogden.
# [duty.vuxen]
# name = "Anna Andersson"
# phone = "031-000 00 00"
# email = "vuxen@kommunen.example"

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


def init(root: Path, routine: str, units: Iterable[str], *, disk: Disk | None = None) -> Workspace:
    """Make a workspace, or complete one; a settings file that is there is never touched.

    ``units`` are the routine's; the restricted one is always made. SettingsError when the
    settings file that is there names another routine.
    """
    disk = disk or Disk()
    disk.make_folder(root)
    file = root / FILE
    if not file.exists():
        town = _MUNICIPALITIES.get(routine, Settings().municipality)
        text = _TEMPLATE.format(routine=_quoted(routine), municipality=_quoted(town))
        disk.put(file, text.encode(), 0o640)
    found = open_workspace(root)
    if found.config.routine != routine:
        message = (
            f"Mappen har redan rutinen {found.config.routine}. Ändra routine i {FILE} "
            "eller välj en annan mapp."
        )
        raise SettingsError(message)
    make_folders(found, units, disk)
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
        message = f"{FILE} är ingen giltig TOML-fil: {error}"
        raise SettingsError(message) from error
    except ValidationError as error:
        raise SettingsError(_faults(error)) from error


_SWEDISH = {
    "extra_forbidden": "okänt ord",
    "missing": "saknas",
    "greater_than_equal": "måste vara minst {ge}",
    "greater_than": "måste vara större än {gt}",
    "less_than_equal": "får vara högst {le}",
    "less_than": "måste vara mindre än {lt}",
    "string_type": "ska vara en text inom citattecken",
    "string_too_short": "får inte vara tom",
    "int_type": "ska vara ett heltal",
    "int_parsing": "ska vara ett heltal",
    "int_from_float": "ska vara ett heltal",
    "float_type": "ska vara ett tal",
    "float_parsing": "ska vara ett tal",
    "tuple_type": "ska vara en lista inom hakparenteser",
    "dict_type": "ska vara en egen avdelning, t.ex. [duty.vuxen]",
    "model_type": "ska vara en egen avdelning inom hakparenteser",
    "value_error": "{error}",
}


def _faults(error: ValidationError) -> str:
    """Every fault in one text, a line each, with the key where it stands."""
    lines = [f"{FILE} har fel som måste rättas:"]
    for fault in error.errors(include_url=False, include_input=False):
        key = ".".join(str(part) for part in fault["loc"])
        context: dict[str, Any] = fault.get("ctx", {})
        said = _SWEDISH.get(fault["type"], "har ett otillåtet värde")
        lines.append(f"  {key}: {said.format(**context)}")
    return "\n".join(lines)
