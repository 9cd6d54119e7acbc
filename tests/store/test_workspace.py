"""A workspace is made, completed, opened, and refused with all its faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain.settings import Settings
from pipeline.store import workspace as workspaces
from pipeline.store.errors import SettingsError


def test_init_makes_the_folders_of_the_contract(tmp_path: Path) -> None:
    """Folders, settings, and a restricted outbox closed to others."""
    made = workspaces.init(tmp_path / "ny", "goteborg", ("vuxen",))
    names = {path.name for path in made.root.iterdir()}
    assert {"troskel.toml", "inbox", "outbox", "archive", "quarantine"} <= names
    assert {path.name for path in made.outbox.iterdir()} == {"vuxen", "skyddad"}
    assert (made.outbox / "skyddad").stat().st_mode & 0o777 == 0o700
    assert made.archive.stat().st_mode & 0o007 == 0
    assert made.config.municipality == "Göteborg"


def test_init_again_changes_nothing(tmp_path: Path) -> None:
    """The settings file of a workspace that is there stays, and its folders are completed."""
    made = workspaces.init(tmp_path, "goteborg", ("vuxen",))
    file = tmp_path / "troskel.toml"
    file.write_text(file.read_text() + '\nprotected_staff = ["Test Testsson"]\n')
    (made.outbox / "vuxen").rmdir()
    again = workspaces.init(tmp_path, "goteborg", ("vuxen",))
    assert again.config.protected_staff == ("Test Testsson",)
    assert (made.outbox / "vuxen").is_dir()
    with pytest.raises(SettingsError, match="har redan rutinen goteborg"):
        workspaces.init(tmp_path, "ifo_skulder", ())


def test_the_written_settings_are_the_defaults(tmp_path: Path) -> None:
    """A new workspace decides as the domain's own defaults do."""
    made = workspaces.init(tmp_path, "goteborg", ())
    settings = made.config.settings()
    assert settings == Settings()


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """Unknown words, wrong kinds and limits, each with its key, in Swedish."""
    (tmp_path / "troskel.toml").write_text(
        'rutin = "goteborg"\nrepeat_months = 0\n[inbox]\nquiet_seconds = "två"\n'
        "[thresholds]\nkind = 1.5\n[duty.vuxen]\nphone = 3\n"
    )
    with pytest.raises(SettingsError) as caught:
        workspaces.open_workspace(tmp_path)
    text = str(caught.value)
    for line in (
        "rutin: okänt ord",
        "repeat_months: måste vara minst 1",
        "inbox.quiet_seconds: ska vara ett tal",
        "thresholds.kind: får vara högst 1",
        "duty.vuxen.name: saknas",
        "duty.vuxen.phone: ska vara en text inom citattecken",
    ):
        assert line in text
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "är ingen arbetsmapp"),
        (b"routine = ", "ingen giltig TOML"),
        (b"\xff\xfe", "går inte att läsa"),
    ],
)
def test_what_is_no_workspace_is_said_plainly(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    """With what to do about it."""
    if content is not None:
        (tmp_path / "troskel.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=said):
        workspaces.open_workspace(tmp_path)
