"""The trained role reader: pages in, each word's roles out; loaded once, kept nothing of."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from classifiers.integrity import CorruptModelError, Manifest, check, read_json
from classifiers.roles.features import Features, Words, stream
from classifiers.roles.sheet import cells_of
from pipeline.domain.page import Fingerprint, Page
from pipeline.domain.roles import Roles, SpanRole

LABELS = tuple(str(role) for role in SpanRole)
_FAINT = 0.005
"""Beliefs smaller than this are not kept: ten roles a word add up."""


class RoleReader:
    """A spaCy tagger from scratch over shapes, known words and places; no word vectors."""

    def __init__(self, nlp: Any, words: Words, manifest: Manifest | None = None) -> None:
        """The spaCy pipeline with its tagger, and the words that it knows."""
        self._nlp = nlp
        self._tagger = nlp.get_pipe("tagger")
        self._roles = tuple(SpanRole(label) for label in self._tagger.labels)
        self.words = words
        self.manifest = manifest

    @classmethod
    def load(cls, folder: Path) -> RoleReader:
        """The reader in that folder, checked file by file.

        Raises CorruptModelError or IncompatibleModelError.
        """
        import spacy  # noqa: PLC0415  # dear to import, and only where a model is read

        manifest = check(folder, spacy=version("spacy"))
        known = read_json(folder / "words.json").get("known")
        if not isinstance(known, list) or not all(isinstance(one, str) for one in known):
            raise CorruptModelError(folder.name, "words.json har fel innehåll")
        try:
            with warnings.catch_warnings():
                # spaCy warns of what it deprecates itself.
                warnings.simplefilter("ignore")
                nlp = spacy.load(folder / "reader")
        except (OSError, ValueError, KeyError) as error:
            raise CorruptModelError(folder.name, "reader går inte att läsa") from error
        return cls(nlp, Words(frozenset(known)), manifest)

    @property
    def fingerprint(self) -> Fingerprint:
        """Names the reader's folder by what is in it; a reader not yet written has no digest."""
        if self.manifest is None:
            return Fingerprint(name="roles", version="unsaved", settings="")
        return Fingerprint(
            name="roles", version=self.manifest.name, settings=self.manifest.digest[:12]
        )

    def save(self, folder: Path) -> None:
        """Writes the pipeline and its words; the manifest is written last, by training."""
        self._nlp.to_disk(folder / "reader")
        known = json.dumps({"known": sorted(self.words.known)}, ensure_ascii=False, indent=0)
        (folder / "words.json").write_text(known + "\n", encoding="utf-8")

    def read(self, pages: Iterable[Page]) -> Roles:
        """What each word of the pages is part of, in the order of the domain's ``text_of``.

        Words after the first ones (``MOST_WORDS``) have no opinion.
        """
        pages = tuple(pages)
        total = sum(len(page.words) for page in pages)
        sent = tuple(stream(cells_of(pages), self.words))
        if not total or not sent:
            return Roles()
        scores = self.scores([one.features for one in sent])
        found: list[dict[SpanRole, float]] = [{} for _ in range(total)]
        for one, row in zip(sent, scores, strict=True):
            believed = {
                role: float(share)
                for role, share in zip(self._roles, row, strict=True)
                if share > _FAINT
            }
            for place in range(one.first, one.first + one.size):
                found[place] = believed
        return Roles(tuple(found))

    def scores(self, features: Sequence[Features]) -> Sequence[Sequence[float]]:
        """The share of each of the tagger's labels for each word."""
        doc = document(self._nlp.vocab, features)
        scores: Sequence[Sequence[float]] = self._tagger.model.predict([doc])[0].tolist()
        return scores


def document(vocab: Any, features: Sequence[Features]) -> Any:
    """A spaCy document of these words, their traits in attributes that spaCy can embed."""
    from spacy.tokens import Doc  # noqa: PLC0415  # dear to import

    doc = Doc(vocab, words=[one.orth for one in features])
    for token, one in zip(doc, features, strict=True):
        token.norm_ = one.shape
        token.lemma_ = one.ending
        token.tag_ = one.zone
        token.dep_ = one.line
        token.ent_id_ = one.left
        token.ent_kb_id_ = one.above
    return doc
