"""Cases at units that the routine has no name for are told wherever staff look."""

from __future__ import annotations

from pathlib import Path

from scenarios.desk import FIXTURES
from shell import Shell

CASES = FIXTURES / "register" / "cases.csv"


def test_cases_at_unknown_units_are_told(blank: Shell, tmp_path: Path) -> None:
    """When they are imported, by status, and by check, which then fails; until they are named."""
    told = blank.json("register", "import", str(CASES))
    assert told["strange_cases"] is None
    renamed = tmp_path / "cases.csv"
    text = CASES.read_text(encoding="utf-8")
    renamed.write_text(text.replace(";ekonomiskt_bistand;", ";IFO EB;"), encoding="utf-8")
    assert blank("register", "import", str(renamed)) == 0
    said = "öppna ärenden står på enheter som rutinen inte känner: IFO EB."
    assert said in blank.out
    assert blank("status") == 0
    assert said in blank.out
    strange = blank.json("status")["strange_cases"]
    assert strange["units"] == ["IFO EB"]
    assert strange["cases"] > 1
    assert blank("check") == 1
    (line,) = [one for one in blank.out.splitlines() if "ärendenas enheter" in one]
    assert line.startswith("FEL")
    # Without a register, or with a routine that cannot be used, their own findings tell.
    (blank.root / "register.db").write_bytes(b"no register")
    assert blank("status") == 0
    assert "rutinen inte känner" not in blank.out
    (blank.root / "register.db").unlink()
    assert blank("status") == 0
    assert "rutinen inte känner" not in blank.out
