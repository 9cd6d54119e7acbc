"""What is taken from the inbox, what is left, and under which name."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.store import inbox
from pipeline.store.disk import Disk
from pipeline.store.inbox import Patience, Refusal, Refused, Stillness, Traits, Waiting


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store",
        "._bild.pdf",
        ".troskel-taken-3-ab",
        "Thumbs.db",
        "thumbs.DB",
        "desktop.ini",
        "~$brev.pdf",
        "bild.pdf.part",
        "bild.filepart",
        "bild.pdf.crdownload",
        "bild.TMP",
        "bild.pdf~",
    ],
)
def test_hidden_and_temporary_names_are_no_scans(name: str) -> None:
    """Some program is not done with them, or they are its own."""
    assert inbox.is_temporary(name)


@pytest.mark.parametrize(
    "name", ["bild.pdf", "Ärende 3.tif", "part.pdf", "a~b.pdf", "utan ändelse"]
)
def test_ordinary_names_are_scans(name: str) -> None:
    """The name says nothing about the content."""
    assert not inbox.is_temporary(name)


def found(root: Path) -> dict[str, object]:
    """What a survey says of each name: the intake point, or the refusal."""
    return {
        one.path.relative_to(root).as_posix(): one.intake_point
        if isinstance(one, Waiting)
        else one.code
        for one in inbox.survey(root, "default")
    }


def test_a_survey_tells_files_from_what_only_looks_like_one(tmp_path: Path) -> None:
    """Links, pipes, folders with a file's name and files too deep are refused with a reason."""
    (tmp_path / "brev.pdf").write_bytes(b"x")
    (tmp_path / "stadshuset").mkdir()
    (tmp_path / "stadshuset" / "brev.pdf").write_bytes(b"x")
    (tmp_path / "stadshuset" / "djupt").mkdir()
    (tmp_path / "stadshuset" / "djupt" / "brev.pdf").write_bytes(b"x")
    (tmp_path / "länk.pdf").symlink_to(tmp_path / "brev.pdf")
    (tmp_path / "länkmapp").symlink_to(tmp_path / "stadshuset")
    (tmp_path / "mapp.pdf").mkdir()
    (tmp_path / ".hemlig").mkdir()
    (tmp_path / ".hemlig" / "brev.pdf").write_bytes(b"x")
    os.mkfifo(tmp_path / "rör.pdf")
    assert found(tmp_path) == {
        "brev.pdf": "default",
        "stadshuset/brev.pdf": "stadshuset",
        "stadshuset/djupt": Refusal.TOO_DEEP,
        "länk.pdf": Refusal.LINK,
        "länkmapp": Refusal.LINK,
        "mapp.pdf": Refusal.FOLDER,
        "rör.pdf": Refusal.DEVICE,
    }
    assert set(inbox.REFUSAL_TEXTS) == set(Refusal)


def test_names_in_any_encoding_are_shown_as_text() -> None:
    """A decomposed ö, a Windows-1252 name and control characters."""
    assert inbox.shown(unicodedata.normalize("NFD", "Öberg.pdf")) == "Öberg.pdf"
    assert inbox.shown(os.fsdecode("Öberg.pdf".encode("cp1252"))) == "Öberg.pdf"
    assert inbox.shown("a\nb\x1b.pdf") == "a�b�.pdf"


@given(st.binary(min_size=1, max_size=40).filter(lambda raw: b"/" not in raw and b"\0" not in raw))
def test_any_name_can_be_written_down(raw: bytes) -> None:
    """Whatever bytes a share lets through, the shown name is valid text."""
    text = inbox.shown(os.fsdecode(raw))
    assert text.encode().decode() == text
    assert unicodedata.is_normalized("NFC", text) or "�" in text


def waiting(path: Path) -> Waiting:
    """The file as a survey sees it."""
    return Waiting(path=path, intake_point="default", traits=Traits.of(path.lstat()))


def test_a_file_is_ready_when_it_lay_still_and_is_whole(tmp_path: Path) -> None:
    """Not before the quiet time; a change starts it anew; not whole waits for the grace."""
    path = tmp_path / "brev.pdf"
    path.write_bytes(b"half")
    os.utime(path, (1000, 1000))
    whole: set[Path] = set()
    still = Stillness(Patience(quiet=5, grace=60), lambda one: one in whole)
    assert still.ready([waiting(path)], wall=1001, steady=10) == []
    assert still.ready([waiting(path)], wall=1006, steady=15) == []
    whole.add(path)
    assert still.ready([waiting(path)], wall=1006, steady=15) != []
    path.write_bytes(b"more")
    os.utime(path, (1007, 1007))
    assert still.ready([waiting(path)], wall=1008, steady=17) == []
    whole.clear()
    assert still.ready([waiting(path)], wall=1060, steady=69) == []
    assert still.ready([waiting(path)], wall=1067, steady=77) != []


def test_a_clock_that_is_ahead_does_not_hold_a_file_for_ever(tmp_path: Path) -> None:
    """A share whose clock runs ahead: the time since it was first seen counts."""
    path = tmp_path / "brev.pdf"
    path.write_bytes(b"x")
    os.utime(path, (9000, 9000))
    still = Stillness(Patience(quiet=5, grace=60), lambda _: True)
    assert still.ready([waiting(path)], wall=1000, steady=10) == []
    assert still.ready([waiting(path)], wall=1006, steady=16) != []


def test_a_file_that_somebody_writes_is_left(tmp_path: Path) -> None:
    """An open writer on this machine is seen, even if it pauses longer than the quiet time."""
    path = tmp_path / "brev.pdf"
    with path.open("wb") as writer:
        writer.write(b"half")
        writer.flush()
        with pytest.raises(inbox.NotNowError), inbox.opened(path):
            pass
    with inbox.opened(path) as handle:
        assert os.read(handle, 10) == b"half"


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "gone"])
def test_what_is_no_file_is_never_opened(tmp_path: Path, kind: str) -> None:
    """The file may have been replaced since the survey."""
    path = tmp_path / "brev.pdf"
    if kind == "link":
        (tmp_path / "annan").write_bytes(b"x")
        path.symlink_to(tmp_path / "annan")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    with pytest.raises(inbox.NotNowError), inbox.opened(path):
        pass


class Replacing(Disk):
    """Puts other bytes in the file's place just before it is renamed aside."""

    def __init__(self, path: Path) -> None:
        """Replace that file, once."""
        self.path: Path | None = path

    def step(self, what: str, path: Path | None = None) -> None:
        """At the renaming."""
        del path
        if what == "rename" and self.path is not None:
            self.path.unlink()
            self.path.write_bytes(b"the next scan, under the same name")
            self.path = None


def test_a_file_that_took_a_received_one_s_name_is_not_removed(tmp_path: Path) -> None:
    """The scanner wrote the next scan under the same name between receipt and removal."""
    path = tmp_path / "brev.pdf"
    path.write_bytes(b"first")
    traits = str(Traits.of(path.lstat()))
    inbox.remove_received(path, traits, 1, Replacing(path))
    assert path.read_bytes() == b"the next scan, under the same name"
    assert [one.name for one in tmp_path.iterdir()] == ["brev.pdf"]


def test_nothing_is_replaced_when_a_file_gets_its_name_back(tmp_path: Path) -> None:
    """Where the name is taken again, it gets one beside it."""
    aside, path = tmp_path / ".troskel-taken-1-ab", tmp_path / "brev.pdf"
    aside.write_bytes(b"old")
    path.write_bytes(b"new")
    inbox.put_back(aside, path, Disk())
    assert path.read_bytes() == b"new"
    assert (tmp_path / "brev-2.pdf").read_bytes() == b"old"
    assert not aside.exists()


def test_refusals_are_values(tmp_path: Path) -> None:
    """A survey never raises for what lies there."""
    (tmp_path / "länk").symlink_to("finns inte")
    assert list(inbox.survey(tmp_path, "default")) == [
        Refused(path=tmp_path / "länk", code=Refusal.LINK)
    ]
