"""All designs of the calibration split."""

from __future__ import annotations

from benchmarks.letters.designs import (
    calibration_claims,
    calibration_disturbance,
    calibration_rent,
)
from benchmarks.letters.truth import Design

DESIGNS: tuple[Design, ...] = (
    *calibration_rent.DESIGNS,
    *calibration_claims.DESIGNS,
    *calibration_disturbance.DESIGNS,
)
