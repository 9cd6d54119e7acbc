"""Trains the role reader; the command for it is ``python -m benchmarks.roles``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from classifiers.roles.features import known_words, stream
from classifiers.roles.model import LABELS, RoleReader, document
from classifiers.roles.samples import Sample
from classifiers.roles.vary import varied

CHANNELS = ("ORTH", "NORM", "LEMMA", "TAG", "DEP", "ENT_ID", "ENT_KB_ID")
ROWS = (3000, 500, 2000, 200, 1000, 2000, 3000)
WIDTH = 96
LEAST_DESIGNS = 4
"""A word is known when so many designs use it: no sender's own words."""

BATCH = 12
RATES = (0.001, 0.0002)
"""The learning rate at the first and at the last step."""


def trained(
    samples: Sequence[Sample], seed: int, rounds: int, say: Callable[[str], None] = lambda _: None
) -> RoleReader:
    """A role reader trained on those letters, varied anew each round; deterministic."""
    import spacy  # noqa: PLC0415  # dear to import
    from spacy.tokens import Doc  # noqa: PLC0415  # as above
    from spacy.training import Example  # noqa: PLC0415  # as above
    from thinc.api import fix_random_seed  # noqa: PLC0415  # as above

    fix_random_seed(seed)
    rng = Random(f"roles/{seed}")  # noqa: S311  # drawn on purpose
    words = known_words(((one.design, one.cells) for one in samples), LEAST_DESIGNS)
    nlp: Any = spacy.blank("sv")
    pipe = nlp.add_pipe("tagger", config={"model": _architecture()})
    for label in LABELS:
        pipe.add_label(label)

    def example(sample: Sample, vary: bool) -> Any:
        cells = varied(sample.cells, rng) if vary else sample.cells
        sent = list(stream(cells, words, zoned=not vary or rng.random() > 0.1))
        features = [one.features for one in sent]
        tags = [one.label for one in sent]
        truth = Doc(nlp.vocab, words=[one.orth for one in features], tags=tags)
        return Example(document(nlp.vocab, features), truth)

    optimizer = nlp.initialize(lambda: [example(one, vary=False) for one in samples[:40]])
    steps = max(1, rounds * ((len(samples) + BATCH - 1) // BATCH))
    step = 0
    for number in range(rounds):
        mixed = list(samples)
        rng.shuffle(mixed)
        losses: dict[str, float] = {}
        for begin in range(0, len(mixed), BATCH):
            optimizer.learn_rate = RATES[0] + (RATES[1] - RATES[0]) * step / steps
            batch = [example(one, vary=rng.random() < 0.85) for one in mixed[begin : begin + BATCH]]
            pipe.update(batch, drop=0.2, sgd=optimizer, losses=losses)
            step += 1
        say(f"  varv {number + 1}: {losses['tagger']:.0f}")
    return RoleReader(nlp, words)


def _architecture() -> dict[str, Any]:
    """A tagger over hashed traits: each word sees some six words to either side."""
    return {
        "@architectures": "spacy.Tagger.v2",
        "normalize": True,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": WIDTH,
                "attrs": list(CHANNELS),
                "rows": list(ROWS),
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": WIDTH,
                "window_size": 2,
                "maxout_pieces": 2,
                "depth": 3,
            },
        },
    }
