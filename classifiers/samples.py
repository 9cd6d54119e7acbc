"""Made letters as training and measuring see them; how the text model is trained on them."""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from classifiers.counts import Counts
from classifiers.cues import CueCounter
from classifiers.labels import LABELS, TENURES, label_of
from classifiers.model import BREAK, STEM, UNKNOWN, TextModel, Vocabulary
from classifiers.noise import Noise
from classifiers.sheet import pages_of

LEAST_DESIGNS = 2
"""A word belongs to the vocabulary when so many designs use it: no sender's own words."""

FURTHER = ("trial", "final", "open")
"""Splits by other writers that are learnt from; each writer's letters are measured blind too."""
FROZEN = ("held_out", "calibration")
"""Splits that nothing is learnt from: what a model is measured on, now and when the next comes."""

OWN, PLAIN = "train", "plain"
KNOWN_WRITERS = frozenset({OWN, PLAIN})
"""The writers with whose letters at hand the cues were written."""

BATCH = 32
LEARN_RATE = 0.002

DROPPED = 0.15
"""Share of words hidden from the model in training, so that it leans on no single one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A made letter: its text, its truth, the design it came from, and who wrote that design.

    ``ask`` says that a careful clerk would not send it on unseen, whoever it is about;
    None where nobody said.
    """

    design: str
    label: str
    tenure: str
    text: str
    also: tuple[str, ...] = ()
    ask: bool | None = None
    quality: str = "digital"
    writer: str = OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A letter with its counted cues."""

    letter: Letter
    counts: Counts

    @property
    def words(self) -> tuple[str, ...]:
        """The letter's plain words."""
        return self.counts.words


def made_letters(split: str, seeds: int, first: int, noises: dict[str, Noise]) -> list[Letter]:
    """Letters of the generator's designs on that side, each noise in turn; labels evened out.

    ``train`` is all that is learnt from: one writer's designs, those of the further writers (half
    as many letters of each), and letters in plain words; ``held_out`` all that is measured on.
    Labels with few designs get more letters of each, up to four times ``seeds``.
    """
    from benchmarks.letters import DESIGNS  # noqa: PLC0415  # not of the service

    further = FURTHER if split == "train" else FROZEN[1:]
    designs = [one for one in DESIGNS if one.split == split]
    sizes = Counter(label_of(one.kind, one.subkind) for one in designs)
    letters = []
    for design in designs:
        few = 6 * seeds // sizes[label_of(design.kind, design.subkind)]
        times = min(4 * seeds, max(seeds, few))
        letters += _drawn(design, times, first, noises)
    for design in DESIGNS:
        if design.split in further:
            letters += _drawn(design, max(len(noises), seeds // 2), first, noises)
    return [*letters, *(_plain(seeds // 4, first, noises) if split == "train" else ())]


def _drawn(design: Any, times: int, first: int, noises: dict[str, Noise]) -> list[Letter]:
    from benchmarks.letters import make, plain_text  # noqa: PLC0415  # not of the service

    letters = []
    names = list(noises)
    for number in range(times):
        seed = first + number
        made = make(seed, design.name)
        quality = names[number % len(names)]
        rng = Random(f"{design.name}/{seed}/{quality}")  # noqa: S311  # drawn on purpose
        letters.append(
            Letter(
                design=design.name,
                label=label_of(made.truth.kind, made.truth.subkind or None),
                tenure=made.truth.tenure or "unknown",
                text=noises[quality](plain_text(made), rng),
                also=tuple(made.truth.also),
                ask=_asks(made.truth),
                quality=quality,
                writer=OWN if design.split in {OWN, FROZEN[0]} else design.source,
            )
        )
    return letters


STRANGE_TENURES = frozenset({"premises", "private_letting"})


STRANGE_LABELS = frozenset({"other", "eviction_date.removal"})


def _asks(truth: Any) -> bool:
    """Whether a person should see the letter: by what its writer said, its kind or its tenure."""
    if truth.subkind == "cancelled":
        return False  # told on whatever the eviction was cancelled for
    strange = _strange(label_of(truth.kind, truth.subkind or None), truth.tenure)
    return bool(strange or truth.review or truth.secondary)


def _strange(label: str, tenure: str) -> bool:
    return label in STRANGE_LABELS or tenure in STRANGE_TENURES


def _plain(seeds: int, first: int, noises: dict[str, Noise]) -> list[Letter]:
    """The letters in plain words, each text a design of its own."""
    from benchmarks.letters.plain import plain_letters, written  # noqa: PLC0415  # as above

    names = list(noises)
    return [
        Letter(
            design=one.name,
            label=one.label,
            tenure=one.tenure,
            text=noises[quality](written(one, first + number), Random(f"{one.name}/{number}")),  # noqa: S311  # drawn on purpose
            also=one.also,
            ask=None if one.also else _strange(one.label, one.tenure),
            quality=quality,
            writer=PLAIN,
        )
        for one in plain_letters()
        for number in range(max(seeds, len(names)))
        for quality in (names[number % len(names)],)
    ]


def read(letters: Iterable[Letter], counter: CueCounter) -> list[Read]:
    """The letters' plain words and cues, as the service would count them."""
    return [
        Read(
            letter=letter,
            counts=replace(counter.count(pages_of(letter.text)), found=(), stream=None),
        )
        for letter in letters
    ]


def vocabulary(letters: Sequence[Read]) -> Vocabulary:
    """The words and stems that at least two designs use."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    stems: defaultdict[str, set[str]] = defaultdict(set)
    for one in letters:
        for word in set(one.words):
            if word.isalpha() and len(word) > 1:
                words[word].add(one.letter.design)
                if len(word) > STEM:
                    stems["_" + word[:STEM]].add(one.letter.design)
    return Vocabulary(
        frozenset(word for word, designs in words.items() if len(designs) >= LEAST_DESIGNS),
        frozenset(stem for stem, designs in stems.items() if len(designs) >= LEAST_DESIGNS),
    )


def train_text_model(
    letters: Sequence[Read], seed: int, rounds: int, say: Callable[[str], None] = lambda _: None
) -> TextModel:
    """The text model trained on those letters, deterministic from the seed."""
    vocab = vocabulary(letters)
    rng = Random(f"text/{seed}")  # noqa: S311  # drawn on purpose
    labels = _train(
        Task(LABELS, 32768, rounds),
        [(one.words, one.letter.label) for one in letters if one.letter.label in LABELS],
        vocab,
        rng,
    )
    say("  etiketter klara")
    tenures = _train(
        Task(TENURES, 16384, max(2, rounds // 2)),
        [(one.words, one.letter.tenure) for one in letters if one.letter.label != "other"],
        vocab,
        rng,
    )
    return TextModel(labels, tenures, vocab)


@dataclass(frozen=True, slots=True)
class Task:
    """What one text categoriser learns: its names, the length of its table, how many rounds."""

    names: Sequence[str]
    length: int
    rounds: int


def _train(
    task: Task, letters: Sequence[tuple[Sequence[str], str]], vocab: Vocabulary, rng: Random
) -> Any:
    """A spaCy pipeline with one bag-of-words text categoriser over the task's names."""
    import spacy  # noqa: PLC0415  # dear to import
    from spacy.tokens import Doc  # noqa: PLC0415  # as above
    from spacy.training import Example  # noqa: PLC0415  # as above
    from thinc.api import fix_random_seed  # noqa: PLC0415  # as above

    fix_random_seed(rng.randrange(2**31))
    with warnings.catch_warnings():
        # spaCy warns of what it deprecates itself.
        warnings.simplefilter("ignore")
        nlp: Any = spacy.blank("sv")
        model = {
            "@architectures": "spacy.TextCatBOW.v3",
            "exclusive_classes": True,
            "ngram_size": 2,
            "no_output_layer": False,
            "length": task.length,
        }
        pipe = nlp.add_pipe("textcat", config={"model": model})
        for name in task.names:
            pipe.add_label(name)

        def example(words: Sequence[str], truth: str) -> Any:
            marks = [
                UNKNOWN if mark != BREAK and rng.random() < DROPPED else mark
                for mark in vocab.marks(words)
            ]
            cats = {name: float(name == truth) for name in task.names}
            return Example.from_dict(Doc(nlp.vocab, words=marks), {"cats": cats})

        optimizer = nlp.initialize(lambda: [example(*one) for one in letters[:50]])
        optimizer.learn_rate = LEARN_RATE
        for _ in range(task.rounds):
            mixed = list(letters)
            rng.shuffle(mixed)
            for begin in range(0, len(mixed), BATCH):
                batch = [example(*one) for one in mixed[begin : begin + BATCH]]
                nlp.update(batch, sgd=optimizer, drop=0.0)
    return nlp
