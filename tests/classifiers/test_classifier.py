"""The committed classifier: deterministic, forgetful, and what its card says."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.model import Classifier, quality_of
from classifiers.sheet import pages_of
from pipeline.domain.kinds import Kind, Tenure
from pipeline.domain.page import Page, Source
from pipeline.domain.scores import Abstained, Settled

LETTER = """Till Socialnämnden i Göteborgs kommun
Meddelande till socialnämnd om uppsägning av bostadshyresgäst på grund av försummad hyresbetalning
Hyresgäst: Testia Provberg, Provgatan 1
Hyra oktober 2026 8 400,00 kr
Hyresgästen kan återvinna hyresrätten inom tre veckor. 12 kap. 44 § jordabalken.
Hyresgästen har delgetts uppsägningen och en underrättelse om hur hyresrätten kan återvinnas.
Beloppet betalas till hyresvärdens bankgiro."""


def test_equal_letters_get_equal_answers(classifier: Classifier, model_folder: Path) -> None:
    """Equal fingerprints promise equal answers, in this load and the next."""
    again = Classifier.load(model_folder)
    assert again.fingerprint == classifier.fingerprint
    assert again.classify(pages_of(LETTER)) == classifier.classify(pages_of(LETTER))


def test_other_thresholds_are_another_classifier(
    classifier: Classifier, model_folder: Path
) -> None:
    """What was settled under one threshold may be open under another; the fingerprint tells."""
    strict = Classifier.load(model_folder, least={"kind": 0.9999})
    assert strict.fingerprint != classifier.fingerprint
    assert isinstance(classifier.classify(pages_of(LETTER)).kind, Settled)
    assert isinstance(strict.classify(pages_of(LETTER)).kind, Abstained)


def test_cues_that_decided_are_shown_with_their_boxes(classifier: Classifier) -> None:
    """A person sees why, and where."""
    found = classifier.classify(pages_of(LETTER))
    shown = [cue for cue in found.cues if cue.label == "rent_debt"]
    assert shown
    assert all(cue.boxes for cue in shown)
    assert any(cue.label == "rent_debt.social_notice" for cue in found.cues)


def test_no_name_of_a_letter_stays_in_memory(classifier: Classifier) -> None:
    """Unknown words become one mark before spaCy sees them."""
    surname = "Qvistrosenprov"
    classifier.classify(pages_of(f"{LETTER}\n{surname} {surname.lower()}"))
    for nlp in (classifier.text_model._labels, classifier.text_model._tenures):
        assert surname not in nlp.vocab.strings
        assert surname.lower() not in nlp.vocab.strings


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gets_an_answer(classifier: Classifier, text: str) -> None:
    """No letter, however odd, stops the classifier; nonsense is settled as nothing but other."""
    found = classifier.classify(pages_of(text))
    assert not isinstance(found.kind, Settled) or found.kind.value is Kind.OTHER
    assert 0.0 <= found.kind.confidence <= 1.0
    assert abs(sum(share for _, share in found.kind.scores.by_label) - 1) < 1e-9


def test_a_blank_page_is_other(classifier: Classifier) -> None:
    """Conventions: a blank page alone is other; so is no page at all."""
    for pages in ((), pages_of("")):
        found = classifier.classify(pages)
        assert isinstance(found.kind, Settled)
        assert found.kind.value is Kind.OTHER
        assert isinstance(found.tenure, Settled)
        assert found.tenure.value is Tenure.UNKNOWN


def test_the_worst_page_sets_the_quality() -> None:
    """A good first page does not vouch for a bad second; a blank one says nothing."""
    good, bad = pages_of("ord", "digital")[0], pages_of("ord", "poor")[0]
    empty = Page(number=2, width=1, height=1, words=(), source=Source.NOTHING, quality="poor")
    assert quality_of([good, bad]) == "poor"
    assert quality_of([good, empty]) == "digital"
    assert quality_of([pages_of("ord", "fax")[0]]) == "poor"


def test_the_model_is_as_small_and_right_as_its_card(model_folder: Path) -> None:
    """The committed figures hold the promises that the routines rely on."""
    size = sum(path.stat().st_size for path in model_folder.rglob("*") if path.is_file())
    assert size < 20_000_000
    figures = json.loads((model_folder / "figures.json").read_text(encoding="utf-8"))
    whole = figures["by_quality"]["all"]
    assert whole["kind_sent_wrong"]["share"] <= 0.01
    assert whole["kind_settled"]["share"] >= 0.7
    assert whole["letters"] >= 500
    assert "95 %" in (model_folder / "card.md").read_text(encoding="utf-8")


def test_the_confidences_were_measured_with_these_cues(classifier: Classifier) -> None:
    """Whoever changes a cue trains again: a confidence is a measured frequency or nothing."""
    assert classifier.measured
