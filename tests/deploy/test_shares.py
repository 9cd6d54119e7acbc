"""The example of shared folders: who drops a scan reads nothing, and each unit sees its own."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

from pipeline.usecases.engine import units_of

EXAMPLE = Path(__file__).resolve().parents[2] / "deploy" / "smb.conf.example"


def shares() -> dict[str, dict[str, str]]:
    """The shares of the example, by name."""
    found = ConfigParser(interpolation=None)
    found.read_string("\n".join(line.strip() for line in EXAMPLE.read_text("utf-8").splitlines()))
    return {name: dict(found[name]) for name in found.sections() if name != "global"}


def test_an_intake_point_can_be_written_and_not_read() -> None:
    """One account each; what it drops belongs to the program, whose rights it never borrows."""
    doors = [one for one in shares().values() if "/inbox" in one["path"]]
    assert len(doors) > 1
    assert all(Path(one["path"]).parent.name == "inbox" for one in doors)
    for one in doors:
        assert "force user" not in one
        assert (one["inherit owner"], one["hide unreadable"]) == ("yes", "yes")
        assert one["create mask"] == "0600"
        assert one["browseable"] == "no"
    accounts = [one["valid users"] for one in doors]
    assert len(set(accounts)) == len(accounts)
    assert not any(mark in account for account in accounts for mark in "@+ ,")


def test_each_unit_reads_its_own_outbox_alone() -> None:
    """Every unit of the routine has a share that cannot be written; the restricted one no group."""
    boxes = {Path(one["path"]).name: one for one in shares().values() if "/outbox" in one["path"]}
    assert set(boxes) == {*units_of("goteborg"), "skyddad"}
    assert all(one["read only"] == "yes" for one in boxes.values())
    assert len({one["valid users"] for one in boxes.values()}) == len(boxes)
    assert "@" not in boxes["skyddad"]["valid users"]
