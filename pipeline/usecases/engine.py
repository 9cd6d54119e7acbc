"""The engine that works: reader, model, register, routine and maker of one workspace.

All that may be broken is loaded and checked here, at start, so that it stops no letter later.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from classifiers.book import BookError
from classifiers.integrity import ModelError
from classifiers.model import Classifier
from classifiers.roles.model import RoleReader
from pipeline.documents.own import Own
from pipeline.domain.case_systems import CodesMissingError
from pipeline.domain.routine import Routine
from pipeline.store import confidences_file, routine_files
from pipeline.store.config import Config
from pipeline.store.errors import NotFoundError, SettingsError
from pipeline.store.register import Register, RegisterUnavailableError
from pipeline.store.routine_files import NoRoutineError, RoutineRefusedError
from pipeline.store.workspace import Workspace
from pipeline.usecases.duty import Duty, Roster, duty_on
from pipeline.usecases.judge import Judge
from pipeline.usecases.maker import Maker
from pipeline.usecases.models import CONFIDENCES, model_folder, role_folder
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Engine
from pipeline.usecases.reader import ChildReader, limits_of
from pipeline.usecases.risk import settings_of

__all__ = [
    "all_versions", "load_classifier", "load_roles", "model_folder", "newest_routine",
    "open_register", "opened_engine", "role_folder",
]  # fmt: skip


def routine_folder(config: Config) -> Path:
    """Where the workspace's routine lies: among the municipality's own, else the program's."""
    own = Path(config.routines)
    if config.routines and routine_files.versions(config.routine, own):
        return own
    return routine_files.ROUTINES


def all_versions(config: Config) -> tuple[Routine, ...]:
    """Every version of the workspace's routine, the oldest first; SettingsError with all faults."""
    folder = routine_folder(config)
    files = routine_files.versions(config.routine, folder)
    try:
        if not files:
            routine_files.valid_on(config.routine, date.max, folder)
        return tuple(routine_files.load(file) for file in files)
    except (NoRoutineError, RoutineRefusedError) as error:
        raise SettingsError(str(error)) from error


def newest_routine(config: Config) -> Routine:
    """The newest version of the workspace's routine; SettingsError with every fault of any."""
    return all_versions(config)[-1]


def duty_today(office: Office) -> Duty:
    """Who is responsible today; where the routine cannot be used, that is the alarm."""
    today = office.today()
    try:
        return duty_on(office.workspace, newest_routine(office.workspace.config), today)
    except SettingsError as error:
        return Duty(on=today, named=(), alarms=(str(error),))


def units_of(routine_name: str) -> tuple[str, ...]:
    """The units of the routine's newest version; SettingsError when there is no such routine."""
    return tuple(unit.id for unit in newest_routine(Config(routine=routine_name)).units)


def load_classifier(config: Config, trained: Path | None = None) -> Classifier:
    """The trained classifier; SettingsError when it is broken or of another version.

    ``trained`` is the workspace's own folder of models.
    """
    try:
        return Classifier.load(model_folder(config, trained))
    except (ModelError, BookError) as error:
        raise SettingsError(str(error)) from error


def load_roles() -> RoleReader:
    """The trained reader of roles; SettingsError when it is broken or of another version."""
    try:
        return RoleReader.load(role_folder())
    except ModelError as error:
        raise SettingsError(str(error)) from error


def open_register(workspace: Workspace) -> Register:
    """The workspace's register; SettingsError when it cannot be opened."""
    try:
        return Register.open(workspace.register)
    except RegisterUnavailableError as error:
        raise SettingsError(str(error)) from error


def code_faults(config: Config, routine: Routine) -> tuple[str, ...]:
    """The keys of the case system's codes that the routine's letters will need and lack."""
    from pipeline.documents import lifecare  # noqa: PLC0415 - loads the printer, as below

    system = config.settings().case_system
    return lifecare.faults(system.lifecare, routine) if "lifecare" in system.packets else ()


def template_faults(workspace: Workspace, routine: Routine) -> tuple[str, ...]:
    """What is wrong with the texts of the letters that the routine sends, each with its line."""
    # Loads the printer, which takes a second.
    from pipeline.documents import letter_check, texts  # noqa: PLC0415

    return letter_check.faults(texts.texts(workspace.letters), routine)


def _whole_letters(workspace: Workspace, routine: Routine) -> None:
    """SettingsError with every fault of the letters' texts."""
    if faults := template_faults(workspace, routine):
        listed = "\n".join(f"  {fault}" for fault in faults)
        message = f"Brev till utskick har fel som måste rättas:\n{listed}"
        raise SettingsError(message)


@contextlib.contextmanager
def opened_engine(office: Office) -> Iterator[Engine]:
    """The engine of the workspace, closed after; SettingsError for whatever is broken."""
    config = office.workspace.config
    newest = newest_routine(config)
    _whole_letters(office.workspace, newest)
    if missing := code_faults(config, newest):
        raise SettingsError(str(CodesMissingError(missing)))

    @lru_cache(maxsize=512)
    def routine_on(day: date) -> Routine:
        try:
            return routine_files.valid_on(config.routine, day, routine_folder(config))
        except NoRoutineError as error:
            # One letter's matter: the others have days on which there is a routine.
            raise NotFoundError(str(error)) from error

    settings = settings_of(office.workspace)
    classifier, roles = load_classifier(config, office.workspace.trained), load_roles()
    register = open_register(office.workspace)
    hands = config.reading.processes or os.cpu_count() or 1
    own = Own(letters=office.workspace.letters, invoices=office.workspace.invoices)
    maker = Maker(newest, settings, hands, config.packets.seconds, own=own)
    reader = ChildReader(limits_of(config.reading))
    try:
        yield Engine(
            reader=reader,
            mind=Judge(
                classifier=classifier,
                register=register,
                routine_on=routine_on,
                settings=settings,
                role_reader=roles,
                confidences=confidences_file.read(CONFIDENCES),
                shifts=Roster(office.workspace),
            ),
            builder=maker,
            versions={
                "Modell": f"{classifier.fingerprint.name} {classifier.fingerprint.version}",
                "Rolläsare": f"{roles.fingerprint.name} {roles.fingerprint.version}",
            },
        )
    finally:
        reader.stop()
        maker.stop()
        register.close()
