"""A linear model over what is counted: cues, guards, words, and parts of words; one softmax.

Multinomial logistic regression, in closed view: a weight for each pair of feature and label. It
learns which words and parts of words tell the labels apart, whoever writes, and how far the cues
can be relied on beside them: cues were written with some senders' letters at hand, and weigh little
here, or the model would trust them on other senders' letters as on those.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any
from zlib import crc32

from classifiers.combine import CUE_MOST, clipped
from classifiers.cues import Counts
from classifiers.integrity import CorruptModelError, read_json
from classifiers.labels import LABELS

STEM = 6
MOST_WORDS = 400
CUE_SCALE = 40.0
"""A sum of cues of this size weighs as much as a feature that is simply there."""
GUARD_SCALE = 0.1
WORDS_SHARE = 3.0
"""Length of the vector of all words together, and of that of all their parts."""
GRAMS = (3, 4, 5, 6)
"""Lengths of the parts of words, their edges counted in: endings and stems, misread words too."""
BUCKETS = 1 << 17
LEAST_DESIGNS = 3
"""A part of a word is a feature when so many designs use it."""

STRENGTH = 40.0
"""Inverse of the ridge's weight: each design counts as one letter."""
OWN_SHARE = 0.5
"""What a design counts of the writer with whose letters at hand the cues were written."""
STEPS = 300


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


def gram_features(words: Sequence[str]) -> dict[int, float]:
    """How often each part of a word occurs, damped, by the bucket that its hash falls into."""
    counts: Counter[int] = Counter()
    for word in words[:MOST_WORDS]:
        if word.isalpha():
            counts.update(_grams(word))
    return {bucket: 1 + log(count) for bucket, count in counts.items()}


def _grams(word: str) -> Iterator[int]:
    padded = f" {word} "
    for size in GRAMS:
        for start in range(max(1, len(padded) - size + 1)):
            yield crc32(padded[start : start + size].encode()) % BUCKETS


@dataclass(frozen=True, slots=True)
class Linear:
    """Features' places, how much each word and part of one weighs, and weights by place and label.

    Only words of the training's vocabulary are features, and of parts of words only hashes: no
    letter's own words are kept. ``weights`` has the shape (features + 1, labels); its last row is
    each label's start.
    """

    places: Mapping[str, int]
    word_weights: Mapping[str, float]
    grams: Mapping[int, tuple[int, float]]
    weights: Any

    def scores(self, counts: Counts) -> dict[str, float]:
        """Probability by label; not calibrated."""
        import numpy as np  # noqa: PLC0415  # dear to import

        row = self.row(counts)
        logits = self.weights[-1].copy()
        if row:
            places, values = zip(*row, strict=True)
            logits += np.asarray(values, dtype=np.float32) @ self.weights[list(places)]
        raised = np.exp(logits - logits.max())
        shares = raised / raised.sum()
        return {label: float(share) for label, share in zip(LABELS, shares, strict=True)}

    def row(self, counts: Counts) -> list[tuple[int, float]]:
        """The letter as places of features and their values."""
        cues = [
            (self.places[name], value)
            for name, value in sorted(cue_features(counts).items())
            if name in self.places
        ]
        words = [
            (self.places[one], self.word_weights[one])
            for one in sorted(word_features(counts.words))
            if one in self.word_weights
        ]
        parts = [
            (place, often * weight)
            for bucket, often in sorted(gram_features(counts.words).items())
            for place, weight in [self.grams.get(bucket, (-1, 0.0))]
            if place >= 0
        ]
        return [*cues, *_of_length(words), *_of_length(parts)]

    def save(self, folder: Path) -> None:
        """Writes ``linear.json`` (features), ``grams.npy`` and ``linear.npy`` (weights)."""
        import numpy as np  # noqa: PLC0415  # as above

        features = [
            [name, round(self.word_weights[name], 4)] if name in self.word_weights else [name]
            for name in sorted(self.places, key=lambda name: self.places[name])
        ]
        text = json.dumps({"features": features}, ensure_ascii=False, separators=(",", ":"))
        (folder / "linear.json").write_text(text + "\n", encoding="utf-8")
        ranked = sorted(self.grams.items(), key=lambda one: one[1][0])
        grams = np.array([[bucket, weight] for bucket, (_, weight) in ranked], dtype=np.float32)
        np.save(folder / "grams.npy", grams.reshape(len(ranked), 2), allow_pickle=False)
        np.save(folder / "linear.npy", self.weights.astype(np.float16), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Linear:
        """The model in that folder; CorruptModelError when its files do not fit together."""
        import numpy as np  # noqa: PLC0415  # as above

        try:
            features = read_json(folder / "linear.json")["features"]
            weights = np.load(folder / "linear.npy", allow_pickle=False).astype(np.float32)
            parts = np.load(folder / "grams.npy", allow_pickle=False)
            places = {str(one[0]): place for place, one in enumerate(features)}
            words = {str(one[0]): float(one[1]) for one in features if len(one) > 1}
            grams = {
                int(bucket): (place, float(weight))
                for place, (bucket, weight) in enumerate(parts.tolist(), len(places))
            }
        except (OSError, EOFError, KeyError, ValueError, TypeError, IndexError) as error:
            raise CorruptModelError(folder.name, "linear.npy går inte att läsa") from error
        if weights.shape != (len(places) + len(grams) + 1, len(LABELS)):
            raise CorruptModelError(folder.name, "linear.npy har fel form")
        return cls(places, words, grams, weights)


def _of_length(row: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """The row made as long as ``WORDS_SHARE``: many words say no more than few."""
    length = sum(value * value for _, value in row) ** 0.5
    return [(place, WORDS_SHARE * value / length) for place, value in row]


@dataclass(frozen=True, slots=True)
class Learnt:
    """A letter to learn from; ``share`` is what its design counts beside the others."""

    design: str
    label: str
    counts: Counts
    share: float = 1.0


def train_linear(letters: Sequence[Learnt], known: frozenset[str]) -> Linear:
    """Trained on those letters; each design weighs its share, however many letters it has.

    ``known`` are the words and stems that may be features. Deterministic on one machine.
    """
    import numpy as np  # noqa: PLC0415  # as above
    from scipy.sparse import csr_matrix  # noqa: PLC0415  # as above
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  # only training needs it

    letters = [one for one in letters if one.label in LABELS]
    empty = _features(letters, known)
    rows = [empty.row(one.counts) for one in letters]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    values = np.array([value for row in rows for _, value in row], dtype=np.float64)
    places = np.array([place for row in rows for place, _ in row], dtype=np.int64)
    width = len(empty.places) + len(empty.grams)
    matrix = csr_matrix((values, places, starts), shape=(len(rows), width))
    sizes = Counter(one.design for one in letters)
    model = LogisticRegression(C=STRENGTH, max_iter=STEPS, tol=1e-3)
    model.fit(
        matrix,
        [LABELS.index(one.label) for one in letters],
        sample_weight=[one.share / sizes[one.design] for one in letters],
    )
    weights = np.zeros((width + 1, len(LABELS)), dtype=np.float32)
    weights[-1] = NEVER
    learnt = np.column_stack([model.coef_, model.intercept_]).T
    if learnt.shape[1] == 1:
        learnt = np.hstack([-learnt / 2, learnt / 2])  # of two labels one vector tells
    weights[:, model.classes_] = learnt
    return Linear(empty.places, empty.word_weights, empty.grams, weights)


NEVER = -20.0
"""The start of a label that no letter has."""


def _features(letters: Sequence[Learnt], known: frozenset[str]) -> Linear:
    """The features of those letters, without weights: rarer words and parts weigh more."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    parts: defaultdict[int, set[str]] = defaultdict(set)
    for one in letters:
        for word in word_features(one.counts.words) & known:
            words[word].add(one.design)
        for bucket in gram_features(one.counts.words):
            parts[bucket].add(one.design)
    count = len({one.design for one in letters})
    word_weights = {word: log(1 + count / len(words[word])) for word in sorted(words)}
    cues = sorted({name for one in letters for name in cue_features(one.counts)})
    places = {name: place for place, name in enumerate([*cues, *word_weights])}
    kept = sorted(bucket for bucket, designs in parts.items() if len(designs) >= LEAST_DESIGNS)
    grams = {
        bucket: (place, log(1 + count / len(parts[bucket])))
        for place, bucket in enumerate(kept, len(places))
    }
    return Linear(places, word_weights, grams, None)
