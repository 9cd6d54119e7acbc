"""All designs of made letters, kind by kind."""

from __future__ import annotations

from benchmarks.letters.designs import (
    compound,
    disturbance,
    kronofogden,
    lists,
    other,
    rent_further,
    rent_notice,
    utility,
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
)
