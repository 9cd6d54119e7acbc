"""The manager's risk: thresholds from measured letters, their cost, and the rate in truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from pipeline.domain.kinds import Kind
from pipeline.domain.risk import (
    Chosen,
    Floors,
    Foreseen,
    Measured,
    Risk,
    choose,
    foresee,
    thresholds,
)
from pipeline.domain.settings import Settings
from pipeline.store import risk_file
from pipeline.store.config import Config
from pipeline.store.workspace import Workspace
from pipeline.usecases.models import model_folder

OWN = Settings().thresholds
"""The program's own thresholds: no measurement loosens them."""


def measured_of(workspace: Workspace) -> Measured | None:
    """What was measured of the model in use; None where nothing was."""
    return risk_file.read(model_folder(workspace.config, workspace.trained) / risk_file.FILE)


def floors_of(config: Config) -> Floors:
    """The program's own thresholds, and those that ``[thresholds]`` sets by hand."""
    said = config.thresholds
    by_hand = {name: getattr(said, name) for name in said.model_fields_set}
    return Floors(own=OWN, by_hand=MappingProxyType(by_hand))


def risk_of(config: Config) -> Risk:
    """The wish of ``[risk]``."""
    kinds = {name: number for name, number in config.risk.kinds if number is not None}
    return Risk(wrongly_sent=config.risk.wrongly_sent, by_kind=MappingProxyType(kinds))


def settings_of(workspace: Workspace) -> Settings:
    """What decisions depend on, with the thresholds that the wished risk gives each kind."""
    chosen = choose(measured_of(workspace), risk_of(workspace.config), floors_of(workspace.config))
    return replace(
        workspace.config.settings(),
        thresholds_by_kind=MappingProxyType(
            {kind.value: thresholds(those) for kind, those in chosen.items()}
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One wish: the thresholds that it gives, and what they cost and keep."""

    risk: Risk
    chosen: Mapping[Kind, tuple[Chosen, ...]]
    foreseen: tuple[Foreseen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the manager is told: the present choice, another beside it, and how it went.

    ``measured`` is None where the model in use was never measured. ``same`` whether the model
    that works is the very one that was measured: otherwise nothing is promised.
    """

    measured: Measured | None
    same: bool
    present: Choice
    other: Choice | None


def report(workspace: Workspace, model: str, wish: int | None = None) -> Report:
    """The present choice, and beside it the one with ``wish`` for all kinds.

    ``model`` is the fingerprint of the classifier that works.
    """
    config = workspace.config
    measured = measured_of(workspace)
    floors = floors_of(config)

    def choice(risk: Risk) -> Choice:
        chosen = choose(measured, risk, floors)
        foreseen = () if measured is None else foresee(measured, chosen)
        return Choice(risk=risk, chosen=chosen, foreseen=foreseen)

    return Report(
        measured=measured,
        same=measured is not None and measured.model == model,
        present=choice(risk_of(config)),
        other=None if wish is None else choice(Risk(wrongly_sent=wish)),
    )
