"""All designs of made letters, kind by kind."""

from __future__ import annotations

from benchmarks.letters.designs import (
    calibration,
    compound,
    disturbance,
    final_claims,
    final_notice,
    kronofogden,
    lists,
    other,
    other_further,
    rent_further,
    rent_notice,
    trial_claims,
    trial_disturbance,
    trial_eviction,
    trial_forms,
    trial_hand,
    trial_lists,
    trial_notice,
    trial_other,
    trial_utility,
    utility,
    wider,
)
from benchmarks.letters.truth import Design

DESIGNS: tuple[Design, ...] = (
    *rent_notice.DESIGNS,
    *rent_further.DESIGNS,
    *disturbance.DESIGNS,
    *utility.DESIGNS,
    *kronofogden.DESIGNS,
    *lists.DESIGNS,
    *other.DESIGNS,
    *compound.DESIGNS,
    *other_further.DESIGNS,
    *wider.DESIGNS,
    *trial_forms.DESIGNS,
    *trial_notice.DESIGNS,
    *trial_hand.DESIGNS,
    *trial_claims.DESIGNS,
    *trial_disturbance.DESIGNS,
    *trial_utility.DESIGNS,
    *trial_eviction.DESIGNS,
    *trial_lists.DESIGNS,
    *trial_other.DESIGNS,
    *final_notice.DESIGNS,
    *final_claims.DESIGNS,
    *calibration.DESIGNS,
)
