"""Confidence is a measured frequency: it never falls with the score and never claims certainty."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from classifiers.book import Guard
from classifiers.combine import (
    Weights,
    label_probabilities,
    softmax,
    tenure_probabilities,
)
from classifiers.counts import Counts
from classifiers.fit import (
    HINT_DESIGNS,
    HINT_MOST,
    START,
    Sample,
    evidence_of,
    fit_weights,
    hints,
    kind_outcome,
    tables,
    wilson,
)
from classifiers.labels import LABELS, TENURES, by_kind, label_of, within
from pipeline.domain.kinds import Kind

SUMS = st.dictionaries(
    st.sampled_from([f"kind:{kind.value}" for kind in Kind] + [f"subkind:{one}" for one in LABELS]),
    st.floats(-50, 50),
)


@given(SUMS, st.dictionaries(st.sampled_from(LABELS), st.floats(0, 1)))
def test_probabilities_are_shares_of_one(sums: dict[str, float], model: dict[str, float]) -> None:
    """Whatever the cues say, labels and tenures share one whole."""
    labels = label_probabilities(model, model, sums, START)
    assert abs(sum(labels) - 1) < 1e-9
    assert abs(sum(by_kind(labels).values()) - 1) < 1e-9
    assert abs(sum(within(Kind.RENT_DEBT, labels).values()) - 1) < 1e-9
    assert abs(sum(tenure_probabilities({}, sums, START)) - 1) < 1e-9


@given(SUMS, st.sampled_from([kind for kind in Kind if kind is not Kind.OTHER]))
def test_a_cue_never_speaks_against_its_kind(sums: dict[str, float], kind: Kind) -> None:
    """More cues for a kind make it no less likely."""
    label = f"kind:{kind.value}"
    more = {**sums, label: sums.get(label, 0.0) + 3}
    before = by_kind(label_probabilities({}, {}, sums, START))[kind]
    after = by_kind(label_probabilities({}, {}, more, START))[kind]
    assert after >= before - 1e-12


def test_softmax_stands_large_numbers() -> None:
    """No letter's cues overflow."""
    assert softmax([1000.0, -1000.0]) == (1.0, 0.0)


COLLECTION = label_of("rent_debt", "collection")


def test_fitting_finds_what_tells() -> None:
    """Where cues are right and the model is wrong, the cues come to count for more."""
    samples = [
        Sample(
            design=f"d{place}",
            quality="clean",
            label=label,
            tenure="rental",
            also=(),
            model={wrong: 0.9},
            linear={},
            tenure_model={},
            counts=Counts(
                sums={f"kind:{label.partition('.')[0]}": 4.0, f"subkind:{label}": 2.0},
                spoken={f"kind:{label.partition('.')[0]}": 4.0},
                found=(),
                guards=(),
                known=1.0,
                size=50,
                rows=0,
                words=(),
            ),
        )
        for place, (label, wrong) in enumerate(
            [
                (label_of("disturbance", "warning"), label_of("rent_debt", "collection")),
                (label_of("rent_debt", "collection"), label_of("disturbance", "warning")),
            ]
            * 10
        )
    ]
    weights = fit_weights(samples)
    assert weights.kind > START.kind
    assert weights.model < START.model
    found = tables(samples, weights, kind_outcome, ["clean", "poor"])
    assert found["clean"].confidence(1.0) > 0.5
    assert found["poor"].confidence(1.0) <= 0.5


def held(design: str, share: float, *, asked: bool = False, label: str = COLLECTION) -> Sample:
    """A letter that the models take for a collection by that share, and that a guard holds."""
    guard = Guard(id="g", kinds=(Kind.RENT_DEBT,), why="skäl", phrases=())
    told = {one: (1 - share) / (len(LABELS) - 1) for one in LABELS} | {COLLECTION: share}
    return Sample(
        design=design,
        quality="clean",
        label=label,
        tenure="rental",
        also=(),
        model=told,
        linear=told,
        tenure_model={},
        asked=asked,
        counts=Counts(
            sums={}, spoken={}, found=(), guards=(guard,), known=1.0, size=50, rows=0, words=()
        ),
    )


def test_a_guard_is_doubted_as_far_as_it_held_in_vain() -> None:
    """Never where a letter that it held with reason was as clear, nor on a few designs' word."""
    vain = [held(f"d{place}", 0.999) for place in range(HINT_DESIGNS)]
    kept = hints(vain, START)
    doubt = evidence_of(vain[0], START).doubt("kind")
    mark = vain[0].counts.guards[0].mark
    assert doubt < kept[mark] <= HINT_MOST
    assert hints(vain[1:], START) == {}
    assert hints([*vain[1:], held("d1", 0.999)], START) == {}
    less = held("d", 0.995, asked=True)
    near = hints([*vain, less], START)[mark]
    assert doubt < near < evidence_of(less, START).doubt("kind")
    assert hints([*vain, held("d", 0.999, asked=True)], START) == {}
    other = label_of("disturbance", "warning")
    assert hints([*vain, held("d", 0.999, label=other)], START) == {}


def test_wilson_says_how_little_no_errors_prove() -> None:
    """No error in n bounds the rate at about 3.8 in n (two-sided 95 %)."""
    low, high = wilson(0, 100)
    assert low == 0.0
    assert 0.03 < high < 0.04
    assert wilson(0, 0) == (0.0, 1.0)


def test_every_label_belongs_to_the_contract() -> None:
    """The model's labels are the contract's kinds and subkinds, and its tenures."""
    assert len(LABELS) == len(set(LABELS)) == 21
    assert "rental" in TENURES
    assert isinstance(START, Weights)
