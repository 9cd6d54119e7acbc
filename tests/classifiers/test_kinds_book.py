"""The kinds' files load whole, and a fault in one is named with its file and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from classifiers.book import FOLDER, KINDS, Book, BookError, load_book, phrase
from pipeline.domain.kinds import SUBKINDS, Kind


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the kinds' folder that a test may spoil."""
    return Path(shutil.copytree(FOLDER, tmp_path / "kinds"))


def test_every_kind_of_the_contract_has_its_text(book: Book) -> None:
    """No kind and no subkind is without a Swedish title."""
    assert set(KINDS) == set(Kind)
    assert [text.kind for text in book.kinds] == list(KINDS)
    for text in book.kinds:
        assert tuple(name for name, _ in text.subkinds) == SUBKINDS[text.kind]
        assert text.title
        assert text.description


def test_every_subkind_has_a_cue_that_speaks_for_it(book: Book) -> None:
    """A subkind without a cue could never be shown to a person."""
    spoken_for = {rule.label for rule in book.rules if rule.weight > 0}
    for kind, subkinds in SUBKINDS.items():
        assert f"kind:{kind.value}" in spoken_for
        for subkind in subkinds:
            assert f"subkind:{kind.value}.{subkind}" in spoken_for


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('id = "disturbance"', 'id = "disturbence"', "id"),
        ('title = "Störning"', 'title = ""', "title"),
        ("weight = 3.5", "weight = 0", "cue 1.weight"),
        ('for = "kind"', 'for = "sort"', "cue 1.for"),
        ('for = "kind"', 'fro = "kind"', "cue 1"),
        ('"bristande skötsamhet",', '"~ skötsamhet",', "cue 1.phrases"),
        ('"bristande skötsamhet",', '"bristande (skötsamhet",', "cue 1.phrases"),
        ('warning = "', 'warnings = "', "subkinds"),
        ('instead = "other"', 'instead = "else"', "guard 1"),
        ('id = "disturbance"', 'id = "disturbance', "filen"),
    ],
)
def test_a_fault_names_file_and_key(folder: Path, old: str, new: str, key: str) -> None:
    """Whoever edits a kind's file is told where the fault is."""
    file = folder / "disturbance" / "kind.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BookError) as caught:
        load_book(folder)
    assert caught.value.file == "disturbance/kind.toml"
    assert caught.value.key == key


def test_a_missing_kind_is_named(folder: Path) -> None:
    """A kind's folder that is gone is not passed over."""
    (folder / "utility_debt" / "kind.toml").unlink()
    with pytest.raises(BookError, match=r"utility_debt/kind\.toml"):
        load_book(folder)


def test_the_digest_follows_every_file(folder: Path, book: Book) -> None:
    """Other cues are another classifier: the fingerprint must tell."""
    assert load_book(folder).digest == book.digest
    file = folder / "tenures.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n# en rad till\n", encoding="utf-8")
    assert load_book(folder).digest != book.digest


def test_phrases_mean_what_is_written() -> None:
    """Stars, gaps, alternatives and numbers of the phrase language."""
    found = phrase("hyra|hyran ~ obetald* <tal>")
    assert found.pattern.search(" hyran for oktober ar obetalda 7800 ")
    assert not found.pattern.search(" hyresgast obetald 7800 ")
    assert not found.pattern.search(" hyran a b c d e f obetald 7800 ")


def test_a_gap_never_spans_a_negation() -> None:
    """That the rent is not paid does not say that it is paid."""
    found = phrase("hyran är ~ betald")
    assert found.pattern.search(" hyran ar nu betald ")
    assert not found.pattern.search(" hyran ar inte betald ")
