"""The written routine's own text: its sentences, those that nobody used, and near misses."""

from __future__ import annotations

from dataclasses import replace

from case_parts import GOTEBORG

from pipeline.domain.routine import Paragraph, Routine
from pipeline.domain.written import OMISSION, left_out, misquoted, sentences

TEXT = """RUTIN FÖR BREV

1. Alla brev öppnas av registrator. Breven stämplas samma
   dag som de kommer.
2. Breven lämnas till vuxenenheten senast kl. 12.

- Kopior förstörs efter tre månader.
- Barn och unga får alltid en kopia.
Innehåll om barn ........ 14
"""


def routine(*said: str, heading: str = "RUTIN FÖR BREV") -> Routine:
    """Göteborg's with these sentences in the place of its own."""
    rows = tuple(
        replace(row, paragraph=Paragraph(heading=heading, sentence=one))
        for row, one in zip(GOTEBORG.rows, said, strict=False)
    )
    return replace(GOTEBORG, rows=rows, duties=(), recurring=())


def test_a_text_is_cut_into_sentences() -> None:
    """At points, paragraphs and the points of a list; headings and contents are none."""
    assert sentences(TEXT) == (
        "Alla brev öppnas av registrator.",
        "Breven stämplas samma dag som de kommer.",
        "Breven lämnas till vuxenenheten senast kl. 12.",
        "- Kopior förstörs efter tre månader.",
        "- Barn och unga får alltid en kopia.",
    )


def test_what_nothing_rests_on_is_left_out() -> None:
    """A part of a sentence uses it, wherever its lines break; so do several with an omission."""
    one = "Breven stämplas\nsamma dag"
    two = OMISSION.join(("Alla brev öppnas av registrator.", "Kopior förstörs efter tre månader."))
    assert left_out(routine(one, two), TEXT) == (
        "Breven lämnas till vuxenenheten senast kl. 12.",
        "- Barn och unga får alltid en kopia.",
    )
    assert left_out(routine(), TEXT) == sentences(TEXT)


def test_a_citation_that_is_not_there_is_told_with_the_nearest_sentence() -> None:
    """And with the word at which the two part."""
    right = "Kopior förstörs efter tre månader."
    wrong = "Breven lämnas till barnenheten senast kl. 12."
    ((item, said, near),) = misquoted(routine(f"{right}{OMISSION}{wrong}"), TEXT)
    assert (item.id, said) == (GOTEBORG.rows[0].id, wrong)
    assert "närmast är «Breven lämnas till vuxenenheten senast kl. 12.»" in near
    assert "”vuxenenheten”" in near
    assert "”barnenheten”" in near


def test_a_citation_that_is_too_short_ends_where_the_sentence_goes_on() -> None:
    """The end is told as an end; what is like nothing has no nearest sentence."""
    found = list(misquoted(routine("Alla brev öppnas av registrator. Kl. 9."), TEXT))
    assert next(near for _, _, near in found).endswith("där står ”(slut)”, här ”Kl.”")
    assert [near for _, _, near in misquoted(routine("Helt andra ord, och många"), TEXT)] == [""]
