"""All designs of the calibration split."""

from __future__ import annotations

from benchmarks.letters.designs import (
    calibration_claims,
    calibration_disturbance,
    calibration_eviction,
    calibration_further,
    calibration_layouts,
    calibration_lists,
    calibration_other,
    calibration_rent,
    calibration_utility,
)
from benchmarks.letters.truth import Design

DESIGNS: tuple[Design, ...] = (
    *calibration_rent.DESIGNS,
    *calibration_claims.DESIGNS,
    *calibration_disturbance.DESIGNS,
    *calibration_utility.DESIGNS,
    *calibration_eviction.DESIGNS,
    *calibration_lists.DESIGNS,
    *calibration_other.DESIGNS,
    *calibration_further.DESIGNS,
    *calibration_layouts.DESIGNS,
)
