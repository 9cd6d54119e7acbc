"""A linear model over what is counted: cues, guards and words together, softmax over the labels.

Multinomial logistic regression, in closed view: a weight for each pair of feature and label. It
learns which cues go together and which words weigh against them, where the fixed sums cannot.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

from classifiers.combine import CUE_MOST, clipped
from classifiers.cues import Counts
from classifiers.integrity import CorruptModelError, read_json
from classifiers.labels import LABELS

STEM = 6
MOST_WORDS = 400
CUE_SCALE = 6.0
"""A sum of cues of this size weighs as much as a feature that is simply there."""
GUARD_SCALE = 0.7
WORDS_SHARE = 2.0
"""Length of the vector of all words together: many words say no more than few."""
OFFSET = 0.3

RIDGE = 5e-4
STEPS = 100
STEP = 0.15


def cue_features(counts: Counts) -> dict[str, float]:
    """The cues' sums, with and without what speaks against, and the guards that hold."""
    found = {f"sum {label}": clipped(value) / CUE_SCALE for label, value in counts.sums.items()}
    for label, value in counts.spoken.items():
        found[f"spoken {label}"] = min(value, CUE_MOST) / CUE_SCALE
    found.update({f"guard {one.id}": GUARD_SCALE for one in counts.guards})
    return found


def word_features(words: Sequence[str]) -> set[str]:
    """The letter's first words and the beginnings of long ones."""
    first = [word for word in words[:MOST_WORDS] if word.isalpha()]
    return {word for word in first if len(word) > 1} | {
        "_" + word[:STEM] for word in first if len(word) > STEM
    }


@dataclass(frozen=True, slots=True)
class Linear:
    """Features' places, how much each word weighs, and weights of shape (features + 1, labels).

    Only words of the training's vocabulary are features: no letter's own words are kept.
    """

    places: Mapping[str, int]
    word_weights: Mapping[str, float]
    weights: Any

    def scores(self, counts: Counts) -> dict[str, float]:
        """Probability by label; not calibrated."""
        import numpy as np  # noqa: PLC0415  # dear to import

        logits = self.weights[-1] * OFFSET
        for place, value in self._row(counts):
            logits = logits + self.weights[place] * value
        raised = np.exp(logits - logits.max())
        shares = raised / raised.sum()
        return {label: float(share) for label, share in zip(LABELS, shares, strict=True)}

    def _row(self, counts: Counts) -> list[tuple[int, float]]:
        row = [
            (self.places[name], value)
            for name, value in sorted(cue_features(counts).items())
            if name in self.places
        ]
        words = sorted(one for one in word_features(counts.words) if one in self.word_weights)
        length = sum(self.word_weights[one] ** 2 for one in words) ** 0.5
        row += [(self.places[one], WORDS_SHARE * self.word_weights[one] / length) for one in words]
        return row

    def save(self, folder: Path) -> None:
        """Writes ``linear.json`` (features) and ``linear.npy`` (weights) into the folder."""
        import numpy as np  # noqa: PLC0415  # as above

        features = [
            [name, round(self.word_weights[name], 4)] if name in self.word_weights else [name]
            for name in sorted(self.places, key=lambda name: self.places[name])
        ]
        text = json.dumps({"features": features}, ensure_ascii=False, separators=(",", ":"))
        (folder / "linear.json").write_text(text + "\n", encoding="utf-8")
        np.save(folder / "linear.npy", self.weights.astype(np.float16), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Linear:
        """The model in that folder; CorruptModelError when its files do not fit together."""
        import numpy as np  # noqa: PLC0415  # as above

        try:
            features = read_json(folder / "linear.json")["features"]
            weights = np.load(folder / "linear.npy", allow_pickle=False).astype(np.float32)
            places = {str(one[0]): place for place, one in enumerate(features)}
            words = {str(one[0]): float(one[1]) for one in features if len(one) > 1}
        except (OSError, EOFError, KeyError, ValueError, TypeError, IndexError) as error:
            raise CorruptModelError(folder.name, "linear.npy går inte att läsa") from error
        if weights.shape != (len(places) + 1, len(LABELS)):
            raise CorruptModelError(folder.name, "linear.npy har fel form")
        return cls(places, words, weights)


def train_linear(letters: Sequence[tuple[str, str, Counts]], known: frozenset[str]) -> Linear:
    """Trained on letters given as design, label and counts; designs weigh the same.

    ``known`` are the words and stems that may be features. Deterministic on one machine.
    """
    import numpy as np  # noqa: PLC0415  # as above

    letters = [one for one in letters if one[1] in LABELS]
    spread: defaultdict[str, set[str]] = defaultdict(set)
    for design, _, counts in letters:
        for word in word_features(counts.words) & known:
            spread[word].add(design)
    sizes = Counter(design for design, _, _ in letters)
    word_weights = {word: log(1 + len(sizes) / len(spread[word])) for word in sorted(spread)}
    cues = sorted({name for _, _, counts in letters for name in cue_features(counts)})
    places = {name: place for place, name in enumerate([*cues, *word_weights])}
    empty = Linear(places, word_weights, None)
    rows = np.zeros((len(letters), len(places) + 1), dtype=np.float32)
    truth = np.zeros((len(letters), len(LABELS)), dtype=np.float32)
    for number, (_, label, counts) in enumerate(letters):
        for place, value in empty._row(counts):  # noqa: SLF001  # its own way of seeing a letter
            rows[number, place] = value
        rows[number, -1] = OFFSET
        truth[number, LABELS.index(label)] = 1.0
    shares = np.array([1 / sizes[design] for design, _, _ in letters], dtype=np.float32)
    return Linear(places, word_weights, _descended(rows, truth, shares / shares.sum()))


def _descended(rows: Any, truth: Any, shares: Any) -> Any:
    """Weights that make the truth likeliest, by Adam on all letters at once (Kingma, Ba 2014)."""
    import numpy as np  # noqa: PLC0415  # as above

    weights = np.zeros((rows.shape[1], truth.shape[1]), dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for turn in range(1, STEPS + 1):
        logits = rows @ weights
        logits -= logits.max(axis=1, keepdims=True)
        raised = np.exp(logits)
        wrong = (raised / raised.sum(axis=1, keepdims=True) - truth) * shares[:, None]
        slope = rows.T @ wrong + RIDGE * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        reach = STEP * 0.5 * (1 + np.cos(np.pi * turn / STEPS))
        weights -= reach * (first / (1 - 0.9**turn)) / (np.sqrt(second / (1 - 0.99**turn)) + 1e-8)
    return weights
