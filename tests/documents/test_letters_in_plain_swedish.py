"""Letters to a household are understood by whoever is about to lose a home.

Språklagen 11 § asks for cultivated, simple and comprehensible Swedish; what is measured here is
length of sentences, long words (LIX) and words of offices, beside what each letter must say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_cases import ROUTINE, eviction, family, settled
from test_drafts import by_name, said

from pipeline.documents import letter_samples
from pipeline.documents.blocks import Block
from pipeline.documents.texts import guide, texts
from pipeline.domain.case import Deadline, LetterOut
from pipeline.domain.deadlines import RECOVERY_END
from pipeline.domain.kinds import SUBKINDS, Kind

HOUSEHOLD = sorted(name for name, (whom, _) in guide().items() if whom == "hushållet")
LETTERS = [(template, kind) for template in HOUSEHOLD for kind in Kind if kind is not Kind.OTHER]
MOST_WORDS = 21
"""Words of the longest sentence; the name of a company counts too."""

MEAN_WORDS = 9
MOST_LIX = 30
"""Under 30 is very easy to read, as children's books are; official prose lies above 50."""

OFFICE_WORDS = re.compile(
    r"\b(?:ovanstående|nedanstående|avseende|beträffande|angående|erlägg\w*|härmed|härav|därvid|"
    r"vederbörande|föranled\w*|tillhandahåll\w*|inkom(?:mit|ma)|jämlikt|ifrågavarande|medelst|"
    r"innan dess|såvida|huruvida|emotse|delgiv\w*|åligg\w*|inlag\w*|handlingar|vräk\w*|"
    r"t\.ex|bl\.a|m\.m|dvs|ev\.|resp\.|enl\.|fr\.o\.m|t\.o\.m)",
    re.IGNORECASE,
)
RUN_OUT = re.compile(r"gått ut|löpt ut|för sent|passerat|tiden är (?:slut|ute)", re.IGNORECASE)


def filled(template: str, kind: Kind) -> Iterator[tuple[dict[str, Any], tuple[Block, ...]]]:
    """The letter for each subkind of the kind, with all known and with nothing; with its values."""
    for subkind in (*SUBKINDS[kind], None):
        if template == "informationsbrev" and subkind == "care_fee":
            continue
        name = texts().text_file(template, kind, subkind)
        for values in letter_samples.samples(kind, subkind):
            made = texts().read(name, values)
            pages = [place for place, one in enumerate(made) if one.kind == "page"]
            # What follows on a page of its own is the answer to Kronofogden, as it was sent.
            yield values, made[: pages[0]] if pages else made


def sentences(made: tuple[Block, ...]) -> list[list[str]]:
    """The words of each sentence of running text, points and headings."""
    told = [one.text for one in made if one.kind in {"title", "heading", "text", "point"}]
    parts = [part for text in told for part in re.split(r"(?<=[.!?])\s+", text)]
    return [re.findall(r"[\w-]+", part) for part in parts if re.search(r"\w", part)]


def whole(made: tuple[Block, ...]) -> str:
    """All words of the letter, but those to staff."""
    return "\n".join(f"{one.label} {one.text}" for one in made if one.kind != "note")


@pytest.mark.parametrize(("template", "kind"), LETTERS)
def test_sentences_are_short_and_words_are_plain(template: str, kind: Kind) -> None:
    """However much or little is known."""
    for _, made in filled(template, kind):
        found = sentences(made)
        longest = max(found, key=len)
        assert len(longest) <= MOST_WORDS, " ".join(longest)
        words = [word for sentence in found for word in sentence]
        mean = len(words) / len(found)
        assert mean <= MEAN_WORDS
        lix = mean + 100 * sum(len(word) > 6 for word in words) / len(words)
        assert lix <= MOST_LIX
        assert OFFICE_WORDS.search(whole(made)) is None


@pytest.mark.parametrize(("template", "kind"), LETTERS)
def test_each_letter_says_what_to_do_and_whom_to_call(template: str, kind: Kind) -> None:
    """What has happened, what one can do, whom to ring, and that help exists."""
    for values, made in filled(template, kind):
        text = whole(made)
        assert "Ring" in text
        assert values["handlaggare"]["telefon"] in text
        assert re.search(r"budget|skulder", text)
        assert "tolk" in text
        if template in {"informationsbrev", "kallelse", "brev_bostadshandlaggare"}:
            assert values["avsandare"].lower() in text.lower()


@pytest.mark.parametrize(("template", "kind"), LETTERS)
def test_no_letter_says_that_a_time_has_run_out(template: str, kind: Kind) -> None:
    """A computed day is called computed, and one that has gone by is not named at all."""
    for values, made in filled(template, kind):
        for block in made:
            assert RUN_OUT.search(block.text) is None
            if "sista dag" in block.text and re.search(r"\d{4}", block.text):
                assert "Tidigast möjliga sista dag" in block.text
                assert "(beräknad)" in block.text
        if values["sista_dag"] is None:
            assert "21 oktober 2026" not in whole(made)


WITHOUT_WEEKS = [("water", "vatten"), ("waste", "avfall")]


@pytest.mark.parametrize(("subkind", "middle"), WITHOUT_WEEKS)
def test_water_and_waste_know_no_three_weeks(subkind: str, middle: str) -> None:
    """Whatever the decision holds: no law gives that time (C23)."""
    base = family()
    last = Deadline(what=RECOVERY_END, on=date(2026, 10, 21), basis="fel")
    case = replace(
        base.case,
        classification=settled(Kind.UTILITY_DEBT, subkind),
        decision=replace(base.case.decision, deadlines=(last,)),
    )
    text = said(by_name(replace(base, case=case))["informationsbrev"])
    assert "tre veckor" not in text
    assert "21 oktober" not in text
    assert "sista dag" not in text
    assert texts().text_file("informationsbrev", Kind.UTILITY_DEBT, subkind).split(".")[1] == middle


@pytest.mark.parametrize("subkind", ["electricity", "gas", "heating"])
def test_electricity_gas_and_heating_know_them(subkind: str) -> None:
    """Three weeks, the last day computed, the thing by its own name."""
    base = family()
    case = replace(base.case, classification=settled(Kind.UTILITY_DEBT, subkind))
    text = said(by_name(replace(base, case=case))["informationsbrev"])
    assert "Tiden är tre veckor." in text
    assert "Tidigast möjliga sista dag är onsdag 21 oktober 2026 (beräknad)" in text
    thing = {"electricity": "Elen", "gas": "Gasen", "heating": "Värmen"}[subkind]
    assert text.split()[0] == thing


UNITS = tuple(unit.id for unit in ROUTINE.units)
NAMES = {unit.id: unit.name for unit in ROUTINE.units}
OTHERS = [
    chosen
    for size in range(len(UNITS))
    for chosen in combinations([unit for unit in UNITS if unit != "vuxen"], size)
]


@pytest.mark.parametrize("together", OTHERS, ids="+".join)
@pytest.mark.parametrize("kind", [Kind.RENT_DEBT, Kind.DISTURBANCE, Kind.EVICTION_DATE])
def test_the_invitation_fits_every_combination_of_units(
    kind: Kind, together: tuple[str, ...]
) -> None:
    """It names those who take part and what for, and nobody else."""
    base = eviction() if kind is Kind.EVICTION_DATE else family()
    subkind = {"rent_debt": "social_notice", "disturbance": "warning"}.get(kind.value, "set")
    letter = LetterOut(template="kallelse", to="household", together_with=together)
    case = replace(
        base.case,
        classification=settled(kind, subkind),
        decision=replace(base.case.decision, letters_out=(letter,)),
    )
    text = said(by_name(replace(base, case=case))["kallelse"])
    for unit in UNITS:
        assert (NAMES[unit] in text) is (unit == "vuxen" or unit in together)
    assert ("frågor om pengar" in text) is ("ekonomiskt_bistand" in together)
    assert ("hur barnen har det och vad ni behöver" in text) is ("barn_unga" in together)


@given(confidence=st.floats(0, 1), phone=st.floats(0, 1))
def test_nothing_unsure_is_told_a_household(confidence: float, phone: float) -> None:
    """Under the threshold an amount or a telephone number is not named."""
    base = family()
    fields = dict(base.case.findings.fields)
    fields["amount_sek"] = replace(fields["amount_sek"], confidence=confidence)
    fields["sender_phone"] = replace(fields["sender_phone"], confidence=phone)
    findings = replace(base.case.findings, fields=MappingProxyType(fields))
    made = by_name(replace(base, case=replace(base.case, findings=findings)))
    text = said(made["informationsbrev"])
    assert ("18\xa0450,50" in text) is (confidence >= 0.8)
    assert (", telefon 031" in text) is (phone >= 0.8)
