"""The linear model learns which cues and words go together, and keeps no letter's own words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from classifiers.counts import Counts
from classifiers.integrity import CorruptModelError
from classifiers.labels import LABELS
from classifiers.linear import (
    ASKING,
    Learnt,
    Linear,
    cue_features,
    train_linear,
    word_features,
)

RENT, NOISE = "rent_debt.collection", "disturbance.warning"


def counts(words: str, **sums: float) -> Counts:
    """Counts of a letter with those words and sums of cues for kinds."""
    found = {f"kind:{kind}": value for kind, value in sums.items()}
    return Counts(
        sums=found, spoken=found, found=(), guards=(), known=1.0, size=20, rows=0,
        words=tuple(words.split()),
    )  # fmt: skip


@pytest.fixture(scope="module")
def trained() -> Linear:
    """Learnt from two sorts of letters by four senders each, one word known to one sender only."""
    letters = [
        Learnt(f"rent {place}", RENT, counts("hyran betala krav", rent_debt=6.0))
        for place in range(4)
    ] + [
        Learnt(
            f"noise {place}", NOISE, counts("musik natten grannar", disturbance=6.0, rent_debt=2.0)
        )
        for place in range(4)
    ]
    return train_linear(letters, frozenset({"hyran", "krav", "musik", "grannar"}), LABELS)


def test_cues_and_words_tell_the_label(trained: Linear) -> None:
    """Either alone is enough; shares are of one whole."""
    for letter, label in (
        (counts("hyran krav", rent_debt=6.0), RENT),
        (counts("övrigt", rent_debt=6.0), RENT),
        (counts("musik grannar"), NOISE),
        (counts("musik", disturbance=6.0), NOISE),
    ):
        scores = trained.scores(letter)
        assert abs(sum(scores.values()) - 1) < 1e-5
        assert max(scores, key=lambda one: scores[one]) == label


def test_a_letter_without_anything_known_is_told_by_nothing(trained: Linear) -> None:
    """Words that share nothing with those of training weigh nothing."""
    assert trained.scores(counts("")) == trained.scores(counts("övrigt piff"))


def test_parts_of_words_tell_other_forms(trained: Linear) -> None:
    """A form that no training letter had, or that was misread, is told by its parts."""
    for word, label in (("hyrans", RENT), ("betalar", RENT), ("grannarnas", NOISE)):
        scores = trained.scores(counts(word))
        assert max(scores, key=lambda one: scores[one]) == label


def test_the_words_that_tell_are_named(trained: Linear) -> None:
    """Those that speak for the names asked for, strongest first, and no others."""
    told = trained.telling(counts("musik hyran övrigt krav"), [RENT], 3)
    assert set(told) == {"hyran", "krav"}
    assert trained.telling(counts("musik hyran"), [NOISE], 3) == ("musik",)


def test_only_known_words_are_kept(trained: Linear) -> None:
    """A word outside the vocabulary is no feature, whatever letter it stood in."""
    assert "betala" not in trained.places
    assert {"hyran", "krav", "musik", "grannar"} <= set(trained.places)


def test_training_again_gives_the_same(trained: Linear, tmp_path: Path) -> None:
    """Saved and loaded, the model says the same."""
    trained.save(tmp_path)
    again = Linear.load(tmp_path, LABELS)
    letter = counts("hyran musik", rent_debt=3.0)
    before, after = trained.scores(letter), again.scores(letter)
    assert all(abs(before[label] - after[label]) < 0.01 for label in LABELS)


def test_files_that_do_not_fit_are_corrupt(trained: Linear, tmp_path: Path) -> None:
    """Weights of another shape, or no weights, are refused with the file named."""
    trained.save(tmp_path)
    with pytest.raises(CorruptModelError, match=r"weights\.npy har fel form"):
        Linear.load(tmp_path, ASKING)
    np.save(tmp_path / "weights.npy", np.zeros((2, 2)))
    with pytest.raises(CorruptModelError, match=r"weights\.npy har fel form"):
        Linear.load(tmp_path, LABELS)
    (tmp_path / "weights.npy").write_bytes(b"")
    with pytest.raises(CorruptModelError, match=r"weights\.npy går inte"):
        Linear.load(tmp_path, LABELS)
    (tmp_path / "features.json").write_text('{"features": 3}', encoding="utf-8")
    with pytest.raises(CorruptModelError, match="weights"):
        Linear.load(tmp_path, LABELS)


def test_what_is_counted_is_bounded() -> None:
    """Endless cues say no more than many; digits and single letters are no words."""
    most = cue_features(counts("", rent_debt=14.0))
    assert cue_features(counts("", rent_debt=900.0)) == pytest.approx(most)
    assert word_features(("a", "12", "§", "hyran", "hyresgasten")) == {
        "hyran", "hyresgasten", "_hyresg",
    }  # fmt: skip
