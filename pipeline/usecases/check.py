"""The doctor: whether this place can work, each finding with what to do about it."""

from __future__ import annotations

import shlex
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.domain.case_systems import CodesMissingError
from pipeline.store import confidences_file
from pipeline.store.errors import TroskelError
from pipeline.store.workspace import Workspace
from pipeline.usecases import engine
from pipeline.usecases.case_units import strange_cases
from pipeline.usecases.duty import duty_on, settings_now
from pipeline.usecases.health import LEAST_ROOM
from pipeline.usecases.models import CONFIDENCES
from pipeline.usecases.office import Office
from pipeline.usecases.reader import ChildReader, limits_of
from pipeline.usecases.register_age import ages
from pipeline.usecases.status import confirmations


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at; ``warning`` when work goes on but somebody should look at it."""

    what: str
    ok: bool
    text: str
    warning: bool = False


def check(office: Office) -> tuple[Finding, ...]:
    """Look at tools, folders, disk, ledger, routine, model, templates and register."""
    return tuple(_findings(office))


def all_well(findings: tuple[Finding, ...]) -> bool:
    """Whether nothing stands in the way; warnings do not."""
    return all(one.ok or one.warning for one in findings)


def _findings(office: Office) -> Iterator[Finding]:
    yield _try("läsare", lambda: _reader(office))
    yield from _folders(office)
    yield _room(office)
    yield _ledger(office)
    yield _routine(office)
    yield from _municipality(office)
    yield _try("brevmallar", lambda: _templates(office))
    yield from _codes(office)
    yield _try("modell", lambda: _model(office))
    yield _try("rolläsare", lambda: engine.load_roles().fingerprint.version)
    yield _try("mätta säkerheter", _confidences)
    yield from _register(office)
    yield from _people(office)


def _try(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what=what, ok=True, text=look())
    except TroskelError as error:
        return Finding(what=what, ok=False, text=str(error))


def _model(office: Office) -> str:
    space = office.workspace
    return engine.load_classifier(space.config, space.trained).fingerprint.version


def _confidences() -> str:
    return f"{len(confidences_file.read(CONFIDENCES).tables)} slags värden"


def _reader(office: Office) -> str:
    found = ChildReader(limits_of(office.workspace.config.reading)).fingerprint()
    return f"{found.name} {found.version}"


def _folders(office: Office) -> Iterator[Finding]:
    space = office.workspace
    for folder in (space.inbox, space.outbox, space.archive, space.readings, space.quarantine):
        name = space.relative(folder)
        try:
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".tmp-"):
                pass
        except OSError:
            text = "finns inte eller går inte att skriva i. Kontrollera ägare och rättigheter."
            yield Finding(what=f"mappen {name}", ok=False, text=text)
            continue
        yield Finding(what=f"mappen {name}", ok=True, text="går att skriva i")
    private = space.outbox / "skyddad"
    if private.is_dir() and private.stat().st_mode & 0o077:
        text = "är öppen för andra. Kör: chmod 700 outbox/skyddad"
        yield Finding(what="mappen outbox/skyddad", ok=False, text=text)
    yield from _closed(space)


_OTHERS = 0o007


def _closed(space: Workspace) -> Iterator[Finding]:
    """Whether other accounts of the machine are kept out of what holds personal data."""
    for what, path in (("liggaren", space.ledger), ("registret", space.register)):
        # A database keeps its newest rows in files of their own beside it.
        files = sorted(path.parent.glob(f"{path.name}*"))
        yield _only_ours(space, what, [one for one in files if one.is_file()])
    for what, folder in (
        ("arkivet", space.archive),
        ("läsningarna", space.readings),
        ("karantänen", space.quarantine),
    ):
        yield _only_ours(space, what, [folder] if folder.is_dir() else [])
    # The outbox may be looked into where every unit's folder in it is closed.
    units = [one for one in space.outbox.glob("*") if one.is_dir()] if _open(space.outbox) else []
    yield _only_ours(space, "utkorgarna", units)


def _only_ours(space: Workspace, what: str, paths: list[Path]) -> Finding:
    wide = [one for one in paths if _open(one)]
    if not wide:
        return Finding(what=f"rättigheter, {what}", ok=True, text="stängt för andra")
    names = " ".join(shlex.quote(space.relative(one)) for one in wide)
    text = f"kan läsas av andra på datorn. Kör i arbetsmappen: chmod o-rwx {names}"
    return Finding(what=f"rättigheter, {what}", ok=False, text=text)


def _open(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & _OTHERS)
    except OSError:
        return False  # gone meanwhile, or closed even to us, which the folders' own look tells


def _room(office: Office) -> Finding:
    free = shutil.disk_usage(office.workspace.root).free
    text = f"{free / (1 << 30):.1f} GB ledigt"
    if free < LEAST_ROOM:
        text += ". Frigör utrymme; brev tas inte emot när disken är full."
    return Finding(what="disk", ok=free >= LEAST_ROOM, text=text, warning=free > 200 << 20)


def _ledger(office: Office) -> Finding:
    # The quick check of SQLite 3.40 (Debian 12) takes our tables without row numbers for damaged.
    found = [row["integrity_check"] for row in office.ledger.rows("PRAGMA integrity_check(3)")]
    sound = found == ["ok"]
    text = "hel" if sound else "är skadad. Återställ ledger.db från säkerhetskopian."
    return Finding(what="liggaren", ok=sound, text=text)


def _routine(office: Office) -> Finding:
    """The routine, and whether the day by which its owner was to revise it has passed."""
    what = "rutin"
    try:
        routine = engine.newest_routine(office.workspace.config)
    except TroskelError as error:
        return Finding(what=what, ok=False, text=str(error))
    text = f"{routine.name} från {routine.valid_from}, {len(routine.rows)} rader"
    by = routine.revise_by
    old = by is not None and by < office.today()
    if old:
        text += f". Den skulle ha reviderats senast {by}. Fråga rutinens ägare om den gäller."
    return Finding(what=what, ok=not old, text=text, warning=old)


def _municipality(office: Office) -> Iterator[Finding]:
    """The name that stands in every letter, and whether the routine is another municipality's."""
    named = office.workspace.config.municipality
    try:
        routine = engine.newest_routine(office.workspace.config)
    except TroskelError:
        return  # the routine's own finding tells
    other = routine.municipality.casefold() not in {"", named.casefold()}
    text = f"i breven står {named}"
    if other:
        text += f", men rutinen är {routine.municipality}. Ändra municipality i troskel.toml."
    yield Finding(what="kommun", ok=not other, text=text, warning=other)


def _templates(office: Office) -> str:
    routine = engine.newest_routine(office.workspace.config)
    faults = engine.template_faults(office.workspace, routine)
    if faults:
        raise TroskelError(" ".join(f"{fault}." for fault in faults))
    return "hela"


def _codes(office: Office) -> Iterator[Finding]:
    config = office.workspace.config
    if not config.actualisation.packets:
        return
    try:
        missing = engine.code_faults(config, engine.newest_routine(config))
    except TroskelError:
        return  # the routine's own finding tells
    told = ", ".join(config.actualisation.packets)
    text = str(CodesMissingError(missing)) if missing else f"underlag som {told}"
    yield Finding(what="verksamhetssystem", ok=not missing, text=text)


def _register(office: Office) -> Iterator[Finding]:
    try:
        register = engine.open_register(office.workspace)
    except TroskelError as error:
        yield Finding(what="register", ok=False, text=str(error))
        return
    try:
        imports = register.imports()
    finally:
        register.close()
    if not any(number for number, _ in imports.values()):
        text = "är tomt: ingen person kan hittas. Kör troskel register import."
        yield Finding(what="register", ok=False, text=text, warning=True)
        return
    for age in ages(office):
        what = f"register, {age.kind.swedish}"
        yield Finding(what=what, ok=not age.stale, text=age.detail, warning=True)
    strange = strange_cases(office.workspace)
    if strange is not None:
        yield Finding(what="register, ärendenas enheter", ok=False, text=strange.text)


def _people(office: Office) -> Iterator[Finding]:
    config = office.workspace.config
    if not config.protected_staff:
        text = "ingen är utsedd för skyddade brev. Skriv protected_staff i troskel.toml."
        yield Finding(what="utsedd personal", ok=False, text=text, warning=True)
    yield from _duty(office)


def _duty(office: Office) -> Iterator[Finding]:
    """Who is responsible today; an alarm where a roster has a gap, or a confirmation waits."""
    what = "ansvarig handläggare"
    try:
        routine = engine.newest_routine(office.workspace.config)
    except TroskelError:
        return  # the routine's own look tells
    duty = duty_on(office.workspace, routine, office.today())
    config = office.workspace.config
    # Where nobody ever named anyone, it is set-up that is left to do, until a letter waits for it.
    kept = bool(config.roster or config.shift or confirmations(office))
    for text in duty.alarms:
        yield Finding(what=what, ok=False, text=text, warning=not kept)
    for text in duty.gaps:
        yield Finding(what=what, ok=False, text=text, warning=True)
    settings, _ = settings_now(office.workspace)
    units = [unit.id for unit in routine.units]
    for unit in dict.fromkeys((*settings.duty, *(one.unit for one in settings.roster))):
        if unit not in units:
            text = f"{unit} är ingen enhet i rutinen. Enheterna är {', '.join(units)}."
            yield Finding(what="jourlistan", ok=False, text=text, warning=True)
    if not (duty.alarms or duty.gaps):
        said = ", ".join(one.officer.name for one in duty.named if one.officer is not None)
        yield Finding(what=what, ok=True, text=said or "behövs inte enligt rutinen")
