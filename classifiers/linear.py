"""A linear model over what is counted: cues, guards, words, their parts and pairs; one softmax.

Multinomial logistic regression, in closed view: a weight for each pair of feature and name. It
learns which words, parts and pairs of words tell the names apart, whoever writes, and how far cues
can be relied on beside them: cues were written with some senders' letters at hand, and weigh little
here, or the model would trust them on other senders' letters as on those. Pairs say what single
words do not: of unread writers' letters a fourteenth more can be settled at one wrong in 200.

Two of them are trained: one tells the label, one (``ASKING``) whether a person should see the
letter whatever it is.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any
from zlib import crc32

from classifiers.combine import CUE_MOST, clipped
from classifiers.counts import Counts
from classifiers.integrity import CorruptModelError, read_json
from classifiers.labels import LABELS

SEND, ASK = "send", "ask"
ASKING = (SEND, ASK)
"""What a letter is to a careful clerk: sent on unseen, or not."""

STEM = 6
MOST_WORDS = 400
CUE_SCALE = 40.0
"""A sum of cues of this size weighs as much as a feature that is simply there."""
GUARD_SCALE = 0.1
WORDS_SHARE = 3.0
"""Length of the vector of all words together, of that of all their parts, and of their pairs."""
GRAMS = (3, 4, 5, 6)
"""Lengths of the parts of words, their edges counted in: endings and stems, misread words too."""
PAIRED = 7
"""So many first letters of two neighbours make a pair: "ej betald", "ej betalats"."""
BUCKETS = 1 << 17
LEAST_DESIGNS = 3
"""A part or a pair of words is a feature when so many designs use it."""

STRENGTH = 40.0
"""Inverse of the ridge's weight: each design counts as one letter."""
OWN_SHARE = 0.5
"""What a design counts of the writer with whose letters at hand the cues were written."""
LIST_SHARE = 4.0
"""What a design of a list of debtors counts: few writers write lists, and all others' letters speak
against them."""
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


def pair_features(words: Sequence[str]) -> dict[int, float]:
    """The pairs of neighbours, each once, by the bucket that its hash falls into."""
    first = [word[:PAIRED] if word.isalpha() else "0" for word in words[:MOST_WORDS]]
    return {crc32(" ".join(pair).encode()) % BUCKETS: 1.0 for pair in pairwise(first)}


HASHED: Mapping[str, Callable[[Sequence[str]], dict[int, float]]] = {
    "grams": gram_features,
    "pairs": pair_features,
}
"""Features of which only hashes are kept, by the name of their file."""


@dataclass(frozen=True, slots=True)
class Linear:
    """Features' places, how much each word and part of one weighs, and weights by place and name.

    Only words of the training's vocabulary are features, and of parts and pairs only hashes: no
    letter's own words are kept. ``hashed`` has each sort's places and weights by bucket;
    ``weights`` the shape (features + 1, names); its last row is each name's start.
    """

    names: tuple[str, ...]
    places: Mapping[str, int]
    word_weights: Mapping[str, float]
    hashed: Mapping[str, Mapping[int, tuple[int, float]]]
    weights: Any

    def scores(self, counts: Counts) -> dict[str, float]:
        """Probability by name; not calibrated."""
        import numpy as np  # noqa: PLC0415  # dear to import

        row = self.row(counts)
        logits = self.weights[-1].copy()
        if row:
            places, values = zip(*row, strict=True)
            logits += np.asarray(values, dtype=np.float32) @ self.weights[list(places)]
        raised = np.exp(logits - logits.max())
        shares = raised / raised.sum()
        return {label: float(share) for label, share in zip(self.names, shares, strict=True)}

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
        row = [*cues, *_of_length(words)]
        for sort, features in HASHED.items():
            known = self.hashed[sort]
            row += _of_length(
                [
                    (known[bucket][0], often * known[bucket][1])
                    for bucket, often in sorted(features(counts.words).items())
                    if bucket in known
                ]
            )
        return row

    def telling(self, counts: Counts, names: Iterable[str], most: int) -> tuple[str, ...]:
        """The letter's words that speak most for those names rather than others, strongest first.

        In their plain shape; beginnings of words stand for the whole word.
        """
        chosen = [self.names.index(name) for name in names]
        others = [place for place in range(len(self.names)) if place not in chosen]
        told: dict[str, float] = {}
        for word in dict.fromkeys(counts.words[:MOST_WORDS]):
            for one in word_features((word,)):
                if one in self.word_weights:
                    row = self.weights[self.places[one]]
                    gain = float(row[chosen].max() - (row[others].max() if others else 0.0))
                    told[word] = told.get(word, 0.0) + gain * self.word_weights[one]
        ranked = sorted((word for word in told if told[word] > 0), key=lambda word: -told[word])
        return tuple(ranked[:most])

    def save(self, folder: Path) -> None:
        """Writes ``features.json``, a file a sort of hash, and ``weights.npy`` into the folder."""
        import numpy as np  # noqa: PLC0415  # as above

        folder.mkdir(parents=True, exist_ok=True)

        features = [
            [name, round(self.word_weights[name], 4)] if name in self.word_weights else [name]
            for name in sorted(self.places, key=lambda name: self.places[name])
        ]
        text = json.dumps(
            {"names": self.names, "features": features}, ensure_ascii=False, separators=(",", ":")
        )
        (folder / "features.json").write_text(text + "\n", encoding="utf-8")
        for sort, known in self.hashed.items():
            ranked = sorted(known.items(), key=lambda one: one[1][0])
            rows = np.array([[bucket, weight] for bucket, (_, weight) in ranked], dtype=np.float32)
            np.save(folder / f"{sort}.npy", rows.reshape(len(ranked), 2), allow_pickle=False)
        np.save(folder / "weights.npy", self.weights.astype(np.float16), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path, names: tuple[str, ...]) -> Linear:
        """The model of those names in that folder; CorruptModelError when its files do not fit."""
        import numpy as np  # noqa: PLC0415  # as above

        try:
            head = read_json(folder / "features.json")
            features, own = head["features"], tuple(head["names"])
            weights = np.load(folder / "weights.npy", allow_pickle=False).astype(np.float32)
            places = {str(one[0]): place for place, one in enumerate(features)}
            words = {str(one[0]): float(one[1]) for one in features if len(one) > 1}
            size = len(places)
            hashed = {}
            for sort in HASHED:
                rows = np.load(folder / f"{sort}.npy", allow_pickle=False).tolist()
                hashed[sort] = {
                    int(bucket): (place, float(weight))
                    for place, (bucket, weight) in enumerate(rows, size)
                }
                size += len(rows)
        except (OSError, EOFError, KeyError, ValueError, TypeError, IndexError) as error:
            raise CorruptModelError(folder.name, "weights.npy går inte att läsa") from error
        if own != names or weights.shape != (size + 1, len(names)):
            raise CorruptModelError(folder.name, "weights.npy har fel form")
        return cls(names, places, words, hashed, weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """The two linear models: what the letter is, and whether a person should see it anyway."""

    labels: Linear
    asking: Linear

    def save(self, folder: Path) -> None:
        """Writes each into a folder of its own."""
        self.labels.save(folder / "linear")
        self.asking.save(folder / "asking")

    @classmethod
    def load(cls, folder: Path) -> Voices:
        """Both, from the model's folder; CorruptModelError when files do not fit together."""
        return cls(
            labels=Linear.load(folder / "linear", LABELS),
            asking=Linear.load(folder / "asking", ASKING),
        )


def _of_length(row: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """The row made as long as ``WORDS_SHARE``: many words say no more than few."""
    length = sum(value * value for _, value in row) ** 0.5
    return [(place, WORDS_SHARE * value / length) for place, value in row]


@dataclass(frozen=True, slots=True)
class Learnt:
    """A letter to learn from; ``share`` is what its design counts beside the others."""

    design: str
    name: str
    counts: Counts
    share: float = 1.0


def train_linear(
    letters: Sequence[Learnt], known: frozenset[str], names: tuple[str, ...]
) -> Linear:
    """Trained to tell the names of those letters; each design weighs its share.

    A letter of another name is left out. ``known`` are the words and stems that may be features.
    Deterministic on one machine.
    """
    import numpy as np  # noqa: PLC0415  # as above
    from scipy.sparse import csr_matrix  # noqa: PLC0415  # as above
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  # only training needs it

    letters = [one for one in letters if one.name in names]
    empty = _features(letters, known, names)
    rows = [empty.row(one.counts) for one in letters]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    values = np.array([value for row in rows for _, value in row], dtype=np.float64)
    places = np.array([place for row in rows for place, _ in row], dtype=np.int64)
    width = len(empty.places) + sum(map(len, empty.hashed.values()))
    matrix = csr_matrix((values, places, starts), shape=(len(rows), width))
    sizes = Counter(one.design for one in letters)
    model = LogisticRegression(C=STRENGTH, max_iter=STEPS, tol=1e-3)
    model.fit(
        matrix,
        [names.index(one.name) for one in letters],
        sample_weight=[one.share / sizes[one.design] for one in letters],
    )
    weights = np.zeros((width + 1, len(names)), dtype=np.float32)
    weights[-1] = NEVER
    learnt = np.column_stack([model.coef_, model.intercept_]).T
    if learnt.shape[1] == 1:
        learnt = np.hstack([-learnt / 2, learnt / 2])  # of two labels one vector tells
    weights[:, model.classes_] = learnt
    return Linear(names, empty.places, empty.word_weights, empty.hashed, weights)


NEVER = -20.0
"""The start of a name that no letter has."""


def _features(letters: Sequence[Learnt], known: frozenset[str], names: tuple[str, ...]) -> Linear:
    """The features of those letters, without weights: what is rarer weighs more."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    buckets: dict[str, defaultdict[int, set[str]]] = {sort: defaultdict(set) for sort in HASHED}
    for one in letters:
        for word in word_features(one.counts.words) & known:
            words[word].add(one.design)
        for sort, features in HASHED.items():
            for bucket in features(one.counts.words):
                buckets[sort][bucket].add(one.design)
    count = len({one.design for one in letters})
    word_weights = {word: log(1 + count / len(words[word])) for word in sorted(words)}
    cues = sorted({name for one in letters for name in cue_features(one.counts)})
    places = {name: place for place, name in enumerate([*cues, *word_weights])}
    hashed = {}
    size = len(places)
    for sort, found in buckets.items():
        kept = sorted(one for one, designs in found.items() if len(designs) >= LEAST_DESIGNS)
        hashed[sort] = {
            bucket: (place, log(1 + count / len(found[bucket])))
            for place, bucket in enumerate(kept, size)
        }
        size += len(kept)
    return Linear(names, places, word_weights, hashed, None)
