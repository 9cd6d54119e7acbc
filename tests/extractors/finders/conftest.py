"""Lets the tests here use the typed pages beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
