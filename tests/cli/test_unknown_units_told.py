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


def test_letters_have_the_municipalitys_own_name(shell: Shell, tmp_path: Path) -> None:
    """The routine names it, or who makes the workspace; check tells, and warns of another."""
    folder = tmp_path / "rutiner"
    assert (
        shell.bare("routine", "new", "provby", "--folder", str(folder), "--from", "2026-01-01") == 0
    )
    own = ("--routine", "provby", "--routines", str(folder))
    assert shell.bare("init", str(tmp_path / "ett"), *own) == 0
    assert "I breven står kommunen Provby." in shell.out
    assert shell.bare("init", str(tmp_path / "två"), *own, "--municipality", "Tallhult") == 0
    for place, said in (
        ("ett", "ok   kommun: i breven står Provby"),
        ("två", "OBS  kommun: i breven står Tallhult, men rutinen är Provby."),
    ):
        shell.bare("check", "--workspace", str(tmp_path / place))
        assert said in shell.out
    settings = tmp_path / "ett" / "troskel.toml"
    settings.write_text('routine = "atlantis"\n', encoding="utf-8")
    assert shell.bare("check", "--workspace", str(tmp_path / "ett")) == 1
    assert "kommun:" not in shell.out
