"""Measures a classifier on letters it never saw, and writes the model's card from the figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from classifiers.fit import wilson
from classifiers.labels import kind_of, subkind_of
from classifiers.model import Classifier
from classifiers.samples import Letter
from classifiers.sheet import pages_of
from pipeline.domain.frequency import Outcome
from pipeline.domain.kinds import Kind, Tenure
from pipeline.domain.scores import Abstained, Settled


def figures(classifier: Classifier, letters: Iterable[Letter]) -> dict[str, Any]:
    """Accuracy, coverage and errors among the settled, whole and by noise; confusion; misses.

    ``best`` counts the likeliest answer, settled or not. A miss is a letter settled as a wrong
    kind; ``designs`` says which, so that a weakness can be found again. What is told of a
    ``writer`` is of designs that one wrote.
    """
    tallies: defaultdict[str, Counter[str]] = defaultdict(Counter)
    sure: defaultdict[str, list[Outcome]] = defaultdict(list)
    confusion: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    open_designs: Counter[str] = Counter()
    for letter in letters:
        quality = letter.quality if letter.quality != "unseen" else "poor"
        found = classifier.classify(pages_of(letter.text, quality))
        right = {kind_of(letter.label), *(kind_of(one) for one in letter.also)}
        best = _value(found.kind)
        settled = isinstance(found.kind, Settled)
        tally: Counter[str] = Counter(letters=1)
        tally["kind_best"] = best in right
        tally["kind_settled"] = settled
        tally["kind_settled_wrong"] = settled and best not in right
        # What is settled as "other", or as two kinds at once, waits for a person all the same.
        held = best is Kind.OTHER or found.secondary is not None
        tally["kind_sent_wrong"] = settled and best not in right and not held
        _note(sure, letter, "kind", (found.kind.confidence, best in right))
        subkind = subkind_of(letter.label)
        if subkind is not None and found.subkind is not None and best is kind_of(letter.label):
            clear = isinstance(found.subkind, Settled)
            hit = _value(found.subkind) == subkind
            tally.update(
                subkinds=1, subkind_best=hit, subkind_settled=clear,
                subkind_settled_wrong=clear and not hit,
            )  # fmt: skip
            _note(sure, letter, "subkind", (found.subkind.confidence, hit))
        if kind_of(letter.label) is not Kind.OTHER:
            clear = isinstance(found.tenure, Settled)
            hit = _value(found.tenure) == Tenure(letter.tenure)
            tally.update(
                tenures=1, tenure_best=hit, tenure_settled=clear,
                tenure_settled_wrong=clear and not hit,
            )  # fmt: skip
            _note(sure, letter, "tenure", (found.tenure.confidence, hit))
        for name in _groups(letter):
            tallies[name].update(tally)
        confusion[f"{kind_of(letter.label).value} > {best.value}"] += 1
        if tally["kind_settled_wrong"]:
            misses[f"{letter.design} ({letter.quality}) > {best.value}"] += 1
        elif not settled:
            open_designs[letter.design] += 1
    return {
        "by_quality": {name: _shares(tally) for name, tally in tallies.items()},
        "confidence": {name: _trust(outcomes) for name, outcomes in sure.items()},
        "confusion": dict(sorted(confusion.items())),
        "settled_wrong": dict(misses.most_common()),
        "left_open": dict(open_designs.most_common()),
    }


def _groups(letter: Letter) -> tuple[str, ...]:
    """Where a letter is counted: with all, with its quality, with its writer, with both."""
    writer = f"writer {letter.writer}"
    return ("all", letter.quality, writer, f"{writer}, {letter.quality}")


def _note(sure: dict[str, list[Outcome]], letter: Letter, part: str, outcome: Outcome) -> None:
    for name in _groups(letter):
        sure[f"{part}, {name}"].append(outcome)


def _trust(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """How far the confidences can be trusted: mean less share right, and how errors rank.

    ``auroc`` is the chance that a right answer is surer than a wrong one; None without errors.
    """
    right = [sure for sure, hit in outcomes if hit]
    wrong = [sure for sure, hit in outcomes if not hit]
    pairs = len(right) * len(wrong)
    above = sum((one > other) + (one == other) / 2 for one in right for other in wrong)
    mean = fmean(sure for sure, _ in outcomes)
    return {
        "letters": len(outcomes),
        "right": round(len(right) / len(outcomes), 4),
        "confidence": round(mean, 4),
        "signed_error": round(mean - len(right) / len(outcomes), 4),
        "auroc": round(above / pairs, 3) if pairs else None,
    }


def _value(part: Any) -> Any:
    return part.best if isinstance(part, Abstained) else part.value


_PARTS = (
    ("kind_best", "letters"),
    ("kind_settled", "letters"),
    ("kind_settled_wrong", "kind_settled"),
    ("kind_sent_wrong", "kind_settled"),
    ("subkind_best", "subkinds"),
    ("subkind_settled", "subkinds"),
    ("subkind_settled_wrong", "subkind_settled"),
    ("tenure_best", "tenures"),
    ("tenure_settled", "tenures"),
    ("tenure_settled_wrong", "tenure_settled"),
)


def _shares(tally: Mapping[str, int]) -> dict[str, Any]:
    shares: dict[str, Any] = {"letters": int(tally.get("letters", 0))}
    for part, whole in _PARTS:
        count, size = int(tally.get(part, 0)), int(tally.get(whole, 0))
        low, high = wilson(count, size)
        shares[part] = {
            "count": count,
            "of": size,
            "share": round(count / size, 4) if size else None,
            "interval": [round(low, 4), round(high, 4)],
        }
    return shares


_TITLES = {
    "kind_best": "kind, likeliest answer right",
    "kind_settled": "kind settled (the rest goes to a person)",
    "kind_settled_wrong": "wrong among the settled",
    "kind_sent_wrong": "wrong among the settled, and not held as `other` or as two kinds",
    "subkind_best": "subkind right, given the kind",
    "subkind_settled": "subkind settled",
    "subkind_settled_wrong": "wrong among the settled",
    "tenure_best": "tenure right",
    "tenure_settled": "tenure settled",
    "tenure_settled_wrong": "wrong among the settled",
}


HEAD = """\
# {name}

Tells what a letter to the social services is: kind, subkind, tenure; or leaves it to a person.
Three voices, combined by fitted weights and turned into measured frequencies: the counted cues of
`classifiers/kinds/`, a linear model over cues, guards, words and parts of words (logistic
regression), and a bag-of-words text categoriser (spaCy). A second linear model over the same says
whether a person should see the letter whatever it is.

## Data and recipe
- {training_letters} made letters of {training_designs} designs by {writers} writers
  (`benchmarks/letters`: splits `train`, `trial`, `final`, `open`; `plain.toml`, letters in plain
  words), a third each born digital, as from a good scan and as from a bad one
  (`classifiers/noise.py`). {real}
- Weights and frequencies were fitted on the letters of the {strangers} writers at whose letters no
  cue was written, each scored by models that had seen no letter of that writer. Some of them were
  asked for letters as hard as life allows, so that what is told is rather too little than too much.
- Words of fewer than two designs are one unknown mark, in training and in use: no name of a letter
  enters the model.
- Made by {made_by}; deterministic on one machine.

## Figures
`writer train`: designs, phrases and senders of the split `held_out`, which nothing was learnt from;
which of its designs failed was looked at while cues were mended, so its figures are somewhat
hopeful. `writer calibration`: a further writer, of whose letters nothing was learnt and none was
looked at. `unseen` is noise of sorts that training does not use. Intervals are Wilson's, 95 %, and
take letters as independent, though letters of one design are alike: true uncertainty is wider."""

MADE_BY = """\
`python -m classifiers.train --out models/{name} --seed {seed} --letters {letters}
  --rounds {rounds} --held-out {held_out}`"""

NOTHING_REAL = "No real letter and no real person."
CORRECTED = """\
Real letters too, {corrections} in number, that people had
  corrected in review, none that touches a protected identity. Names and streets were struck, and a
  word is kept only if two letters use it that share neither person nor sender. The model stays in
  the workspace where it was trained."""

LIMITS = """\
## Limits
- Learnt and measured on made letters only. Before it is relied on in a municipality, measure it on
  that municipality's own letters.
- Swedish. A letter in another language is mostly left to a person; a few English phrases are known.
- The reason for a termination must be written out; a letter that only encloses something is left
  open.
- Kind `other` is everything that no cue speaks for; it always goes to a person.
"""


def card(name: str, result: Mapping[str, Any]) -> str:
    """The model's card in Markdown: what it is, its data, recipe, figures and limits."""
    recipe = result["recipe"]
    own = bool(recipe.get("corrections"))
    head = {
        "real": CORRECTED.format(**recipe) if own else NOTHING_REAL,
        "made_by": "`troskel train`" if own else MADE_BY.format(name=name, **recipe),
    }
    parts = [HEAD.format(name=name, **head, **recipe)]
    for quality, shares in result["by_quality"].items():
        parts += ["", f"### {quality}: {shares['letters']} letters", "", "| | n | share | 95 % |"]
        parts.append("| --- | --- | --- | --- |")
        for part, title in _TITLES.items():
            one = shares[part]
            if one["of"]:
                low, high = one["interval"]
                parts.append(
                    f"| {title} | {one['count']}/{one['of']} | {one['share']:.3f} "
                    f"| {low:.3f}–{high:.3f} |"
                )
    parts += [
        "",
        "### Confidence",
        "",
        "| of | n | right | mean confidence | signed error | AUROC |",
    ]
    parts.append("| --- | --- | --- | --- | --- | --- |")
    for of, one in result["confidence"].items():
        auroc = "–" if one["auroc"] is None else f"{one['auroc']:.3f}"
        parts.append(
            f"| {of} | {one['letters']} | {one['right']:.4f} | {one['confidence']:.4f} "
            f"| {one['signed_error']:+.4f} | {auroc} |"
        )
    parts += ["", "### Confusion (truth > likeliest answer)", ""]
    parts += [f"- {pair}: {count}" for pair, count in result["confusion"].items()]
    wrong = result["settled_wrong"]
    parts += ["", "### Settled as a wrong kind", ""]
    parts += [f"- {pair}: {count}" for pair, count in wrong.items()] or ["- none"]
    parts += ["", LIMITS]
    return "\n".join(parts)
