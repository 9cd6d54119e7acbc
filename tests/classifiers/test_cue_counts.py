"""Cues are counted in whatever shape the scanner left the words, and stand where they stand."""

from __future__ import annotations

import pytest

from classifiers.book import Book, CueRule, phrase
from classifiers.cues import CueCounter
from classifiers.sheet import pages_of
from pipeline.domain.page import Box, Page, Source, Word

STATUTORY = (
    "Meddelande till socialnämnd om uppsägning av bostadshyresgäst "
    "på grund av försummad hyresbetalning"
)


@pytest.mark.parametrize(
    "text",
    [
        STATUTORY,
        STATUTORY.upper(),
        "Meddelande till socialnamnd om uppsagning av bostadshyresgast pa grund av forsummad",
        "Medde1ande till socia1nämnd om upp-\nsägning av bostads-\nhyresgäst på grund av",
        "Meddelande till socialnämnd om upp sägning av bostads hyresgäst på grund av",
        "Meddelonde till sociolnämnd om uppsögning av bostadshyresgäst pä grund av försummed",
    ],
)
def test_the_statutory_heading_survives_the_scanner(counter: CueCounter, text: str) -> None:
    """Lost dots, wrong letters and broken words do not hide the form's heading."""
    counts = counter.count(pages_of(text))
    assert counts.sum("kind:rent_debt") >= 4
    assert counts.sum("subkind:rent_debt.social_notice") >= 4


def test_a_cue_has_the_box_of_its_words(counter: CueCounter) -> None:
    """A person is shown where on the page the words stand."""
    pages = pages_of("Till socialnämnden\n\nHyran för maj är obetald hyra")
    counts = counter.count(pages)
    cue = next(one for one in counts.cues(["kind:rent_debt"]) if one.phrase == "obetald* hyr*")
    (box,) = cue.boxes
    words = [word for word in pages[0].words if word.text in {"obetald", "hyra"}]
    assert (box.x0, box.x1) == (words[0].box.x0, words[1].box.x1)
    assert box.page == 1


def test_columns_are_read_in_the_engine_s_order_too(counter: CueCounter) -> None:
    """A sentence in the left of two columns is broken by the right one when read by line."""

    def word(text: str, x: float, y: float) -> Word:
        box = Box(page=1, x0=x, top=y, x1=x + 5 * len(text), bottom=y + 10)
        return Word(text=text, box=box, confidence=1.0)

    left = ["Underrättelse", "om", "avhysning"]
    right = ["Telefon", "Bankgiro", "Besök"]
    words = [word(text, 50, 50 + 14 * row) for row, text in enumerate(left)]
    words += [word(text, 400, 50 + 14 * row) for row, text in enumerate(right)]
    page = Page(number=1, width=595, height=842, words=tuple(words), source=Source.OCR)
    assert counter.count([page]).sum("kind:eviction_date") >= 4


def test_boilerplate_speaks_for_nothing(counter: CueCounter) -> None:
    """A landlord's footer offers its night patrol on every letter."""
    counts = counter.count(pages_of("Störningar? Ring störningsjouren dygnet runt, 031-390 06 10."))
    assert counts.sum("kind:disturbance") < 2


def test_further_phrases_of_one_rule_say_ever_less(counter: CueCounter) -> None:
    """No letter grows sure by saying the same thing in many ways."""
    text = "obetald hyra hyresskuld hyresfordran hyresinkasso utebliven hyra resterande hyra"
    rules = [one for one in counter.book.rules if one.label == "kind:rent_debt" and one.weight > 0]
    counts = counter.count(pages_of(text))
    assert counts.sum("kind:rent_debt") <= 2 * sum(one.weight for one in rules)


def test_a_blank_page_has_no_cues(counter: CueCounter) -> None:
    """Nothing is counted in nothing."""
    counts = counter.count(pages_of(" "))
    assert not counts.sums
    assert counts.known == 0.0


def test_a_phrase_counts_only_near_its_company() -> None:
    """Rent and that it is owed, in either order, in one sentence or the next; not pages apart."""
    rule = CueRule(
        label="kind:rent_debt", weight=3.0, phrases=(phrase("hyran"),), near=(phrase("obetald*"),)
    )
    near = CueCounter(Book(kinds=(), rules=(rule,), guards=(), digest=""))

    def heard(text: str) -> float:
        return near.count(pages_of(text)).sum("kind:rent_debt")

    assert heard("Hyran för mars är obetald.") == 3.0
    assert heard("Obetald är hyran.") == 3.0
    assert heard("Hyran höjs.") == 0.0
    assert heard("Obetald faktura. " + "Något helt annat sägs här. " * 8 + "Hyran höjs.") == 0.0
