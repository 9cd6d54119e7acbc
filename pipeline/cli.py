"""Every command of ``troskel``."""

from __future__ import annotations
