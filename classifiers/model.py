"""The classifier: a trained spaCy model and counted cues, calibrated; loaded once, kept nothing of.

spaCy is imported here alone, and its model is read from a checked folder under ``models/`` alone.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from classifiers.book import Book, load_book
from classifiers.combine import Weights, label_probabilities, tenure_probabilities
from classifiers.counts import Counts
from classifiers.cues import CueCounter
from classifiers.integrity import CorruptModelError, check, read_json
from classifiers.judge import LEAST, VISIBLE_CUES, Asking, Evidence, blank, judge
from classifiers.labels import LABELS, kind_of
from classifiers.linear import ASK, Voices
from pipeline.domain.frequency import Table
from pipeline.domain.page import Fingerprint, Page
from pipeline.domain.scores import Abstained, Classification

UNKNOWN = "¤"
BREAK = "|"
STEM = 6
MOST_WORDS = 500
"""Letters are told by their first pages; more words make the model slow and no surer."""

MOST_TELLING = 4
"""So many words are shown where no phrase of the book says what the letter is."""

QUALITIES = ("digital", "clean", "poor")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words and stems that the model was trained on; all others become one mark.

    So no name, number or address of a letter ever gets into spaCy's store of strings.
    """

    words: frozenset[str]
    stems: frozenset[str]

    def marks(self, words: Sequence[str]) -> list[str]:
        """A letter's words as the model reads them: known words, a break, known stems."""
        first = words[:MOST_WORDS]
        known = [self._known(word) for word in first]
        stems = [
            stem if (stem := "_" + word[:STEM]) in self.stems else UNKNOWN
            for word in first
            if len(word) > STEM
        ]
        return [*known, BREAK, *stems]

    def _known(self, word: str) -> str:
        if word in self.words:
            return word
        return "0" if word.isdigit() else UNKNOWN


class TextModel:
    """spaCy's text categoriser over plain words: label and tenure, each with its probability."""

    def __init__(self, labels: Any, tenures: Any, vocabulary: Vocabulary) -> None:
        """The two spaCy pipelines, and the words that they know."""
        self._labels = labels
        self._tenures = tenures
        self.vocabulary = vocabulary

    def scores(self, words: Sequence[str]) -> tuple[dict[str, float], dict[str, float]]:
        """The model's own probabilities by label, and by tenure; not calibrated."""
        from spacy.tokens import Doc  # noqa: PLC0415  # dear to import, and only here

        marks = self.vocabulary.marks(words)
        found = []
        for nlp in (self._labels, self._tenures):
            doc = Doc(nlp.vocab, words=marks)
            for _, pipe in nlp.pipeline:
                doc = pipe(doc)
            found.append({str(label): float(value) for label, value in doc.cats.items()})
        return found[0], found[1]

    def save(self, folder: Path) -> None:
        """Writes the two pipelines and the vocabulary into the folder."""
        self._labels.to_disk(folder / "labels")
        self._tenures.to_disk(folder / "tenures")
        words = {
            "words": sorted(self.vocabulary.words),
            "stems": sorted(self.vocabulary.stems),
        }
        (folder / "vocabulary.json").write_text(
            json.dumps(words, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Fitted weights, and tables of measured frequency by quality of scan.

    ``cues`` tells the rules with which they were measured (``Book.measure``), ``hints`` when
    guards are believed (:class:`classifiers.judge.Evidence`).
    """

    cues: str
    weights: Weights
    kind: Mapping[str, Table]
    subkind: Mapping[str, Table]
    tenure: Mapping[str, Table]
    hints: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Calibration:
        """The calibration in that file; CorruptModelError when it is not one."""
        data = read_json(path)
        try:
            weights = Weights(**{key: float(value) for key, value in data["weights"].items()})
            tables = {
                part: {quality: _table(data[part][quality]) for quality in QUALITIES}
                for part in ("kind", "subkind", "tenure")
            }
            hints = {str(key): float(value) for key, value in data.get("hints", {}).items()}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CorruptModelError(path.parent.name, f"{path.name} har fel innehåll") from error
        return cls(cues=str(data.get("cues", "")), weights=weights, hints=hints, **tables)


def _table(data: Mapping[str, Any]) -> Table:
    return Table(
        scores=tuple(float(one) for one in data["scores"]),
        right=tuple(float(one) for one in data["right"]),
        counts=tuple(int(one) for one in data["counts"]),
    )


class Classifier:
    """Tells what a letter is; equal fingerprints promise equal answers.

    ``least`` are the confidences (0 to 1) under which ``kind``, ``subkind`` and ``tenure`` are
    left to a person.
    """

    def __init__(  # noqa: PLR0913  # its parts, each named
        self,
        *,
        text_model: TextModel,
        voices: Voices,
        calibration: Calibration,
        book: Book,
        fingerprint: Fingerprint,
        least: Mapping[str, float] = LEAST,
    ) -> None:
        """Made of its parts; see :meth:`load`."""
        self.text_model = text_model
        self.voices = voices
        self.calibration = calibration
        self.counter = CueCounter(book, text_model.vocabulary.words)
        self.fingerprint = fingerprint
        self.least = {**LEAST, **{key: least[key] for key in LEAST if key in least}}

    @classmethod
    def load(cls, folder: Path, *, least: Mapping[str, float] = LEAST) -> Classifier:
        """The trained classifier in that folder of ``models/``, with the program's own cues.

        Raises ModelError (corrupt or incompatible) and BookError (a kind's file is wrong), each
        with a Swedish sentence that names the file.
        """
        manifest = check(folder, spacy=version("spacy"))
        book = load_book()
        vocabulary = read_json(folder / "vocabulary.json")
        text_model = TextModel(
            _pipeline(folder / "labels"),
            _pipeline(folder / "tenures"),
            Vocabulary(
                frozenset(vocabulary.get("words", ())), frozenset(vocabulary.get("stems", ()))
            ),
        )
        settings = hashlib.sha256(
            "\n".join(
                [manifest.digest, book.digest, *(f"{key}={least.get(key)}" for key in LEAST)]
            ).encode()
        ).hexdigest()
        return cls(
            text_model=text_model,
            voices=Voices.load(folder),
            calibration=Calibration.read(folder / "calibration.json"),
            book=book,
            fingerprint=Fingerprint(
                name="classifier", version=manifest.name, settings=settings[:16]
            ),
            least=least,
        )

    @property
    def measured(self) -> bool:
        """Whether confidences were measured with the very cues that are counted now."""
        return self.calibration.cues == self.counter.book.measure

    def classify(self, pages: Sequence[Page]) -> Classification:
        """What the letter on these pages is: kind, subkind, tenure, each settled or left open."""
        counts = self.counter.count(pages)
        if not counts.words:
            return blank(self.fingerprint)
        found = judge(self.evidence(counts, quality_of(pages)), self.fingerprint, self.least)
        best = found.kind.best if isinstance(found.kind, Abstained) else found.kind.value
        if counts.spoken.get(f"kind:{best.value}", 0.0) >= VISIBLE_CUES:
            return found
        own = [label for label in LABELS if kind_of(label) is best]
        words = self.voices.labels.telling(counts, own, MOST_TELLING)
        return replace(found, cues=(*found.cues, *counts.spots(best.value, words)))

    def evidence(self, counts: Counts, quality: str) -> Evidence:
        """What the cues and the model say of a letter of that scan quality, and how sure it is."""
        model, tenure_model = self.text_model.scores(counts.words)
        weights = self.calibration.weights
        asking = self.voices.asking
        spots = counts.spots("", asking.telling(counts, [ASK], MOST_TELLING))
        return Evidence(
            counts=counts,
            asking=Asking(asking.scores(counts)[ASK], tuple(one.phrase for one in spots)),
            labels=label_probabilities(
                model, self.voices.labels.scores(counts), counts.sums, weights
            ),
            tenures=tenure_probabilities(tenure_model, counts.sums, weights),
            kind_table=self.calibration.kind[quality],
            subkind_table=self.calibration.subkind[quality],
            tenure_table=self.calibration.tenure[quality],
            hints=self.calibration.hints,
        )


def quality_of(pages: Sequence[Page]) -> str:
    """The worst quality among the pages; an unknown word for it counts as ``poor``."""
    ranks = [
        QUALITIES.index(page.quality) if page.quality in QUALITIES else len(QUALITIES) - 1
        for page in pages
        if page.words
    ]
    return QUALITIES[max(ranks, default=0)]


def _pipeline(folder: Path) -> Any:
    """The spaCy pipeline in that folder; CorruptModelError when spaCy cannot read it."""
    import spacy  # noqa: PLC0415  # dear to import, and only here

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return spacy.load(folder)
    except (OSError, ValueError, KeyError) as error:
        raise CorruptModelError(folder.parent.name, f"{folder.name} går inte att läsa") from error
