"""All designs of made letters, kind by kind."""

from __future__ import annotations

from benchmarks.letters.designs import (
    compound,
    disturbance,
    final_claims,
    final_disturbance,
    final_eviction,
    final_forms,
    final_hand,
    final_lists,
    final_notice,
    final_other,
    final_utility,
    kronofogden,
    lists,
    other,
    other_further,
    rent_further,
    rent_notice,
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
    *final_forms.DESIGNS,
    *final_notice.DESIGNS,
    *final_hand.DESIGNS,
    *final_claims.DESIGNS,
    *final_disturbance.DESIGNS,
    *final_utility.DESIGNS,
    *final_eviction.DESIGNS,
    *final_lists.DESIGNS,
    *final_other.DESIGNS,
)
