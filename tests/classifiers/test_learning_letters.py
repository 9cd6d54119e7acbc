"""Whose letters the classifier learns from, and whose it is measured on."""

from __future__ import annotations

from random import Random

from benchmarks.letters.plain import plain_letters, written
from classifiers.cues import CueCounter
from classifiers.labels import LABELS, TENURES
from classifiers.noise import MEASURING, TRAINING
from classifiers.samples import OWN, made_letters
from classifiers.sheet import pages_of


def test_no_measured_letter_is_of_a_learnt_design() -> None:
    """Figures are on designs that neither training nor calibration saw."""
    learnt = made_letters("train", 1, 7, TRAINING)
    kept = made_letters("held_out", 1, 7, MEASURING)
    assert not {one.design for one in learnt} & {one.design for one in kept}
    writers = {one.writer for one in learnt}
    assert {OWN, "plain", "trial", "final"} <= writers
    assert len(writers) > 6
    assert {one.writer for one in kept} == {OWN, "calibration"}


def test_letters_in_plain_words_are_labelled_as_the_model_is() -> None:
    """Each has a label of the contract, or a kind that may also be another; none stands twice."""
    letters = plain_letters()
    assert len({one.text for one in letters}) == len(letters)
    for one in letters:
        assert one.label in LABELS or one.also
        assert one.tenure in TENURES


def test_a_plain_letter_is_filled_in_and_the_same_again() -> None:
    """No gap is left open; equal seeds give equal letters, others other persons."""
    for one in plain_letters():
        text = written(one, 3)
        assert "{" not in text
        assert text == written(one, 3)
    first = plain_letters()[0]
    assert len({written(first, seed) for seed in range(5)}) == 5


def test_most_plain_letters_are_heard(counter: CueCounter) -> None:
    """Nine in ten of a sort speak for their kind louder than for any other."""
    rng = Random(1)  # noqa: S311  # drawn on purpose
    letters = [one for one in plain_letters() if not one.label.startswith("other")]
    heard = 0
    for one in letters:
        sums = counter.count(pages_of(written(one, rng.randrange(99)))).sums
        kinds = {label: value for label, value in sums.items() if label.startswith("kind:")}
        kind = f"kind:{one.label.partition('.')[0]}"
        heard += kinds.get(kind, 0.0) >= max([2.0, *kinds.values()])
    assert heard >= 0.9 * len(letters)
