"""Amounts and days: rules and the reader of roles alike are sure, apart they are for a person."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from typed_pages import ON, page

from extractors.finders import find, valued
from pipeline.domain.fields import AMOUNT, EVICTION_AT, LETTER_DATE, Findings
from pipeline.domain.kinds import Kind
from pipeline.domain.roles import NO_ROLES, Roles, SpanRole
from pipeline.domain.running_text import text_of

NAMES = {
    "t": SpanRole.TOTAL,
    "m": SpanRole.OTHER_AMOUNT,
    "d": SpanRole.DATED,
    "x": SpanRole.OTHER_DAY,
    "e": SpanRole.EVICTION,
}


def read(typed: str, kind: Kind = Kind.RENT_DEBT, *, share: float = 0.95) -> Findings:
    """What is found where the reader believes the marks: ``[t:8 450,00]`` is the whole claim."""
    marks = [(NAMES[one[1]], one[2]) for one in re.finditer(r"\[(\w):([^\]]+)\]", typed)]
    plain = re.sub(r"\[\w:([^\]]+)\]", r"\1", typed)
    pages = (page(plain),)
    text = text_of(pages)
    roles = [SpanRole.NONE] * len(text.words)
    at = 0
    for role, said in marks:
        found = re.compile(r"\s+".join(map(re.escape, said.split()))).search(text.value, at)
        assert found is not None, said
        at = found.end()
        for place, start in enumerate(text.starts):
            if start < found.end() and found.start() < start + len(text.words[place].text):
                roles[place] = role
    believed = Roles(tuple({role: share, SpanRole.NONE: 1 - share} for role in roles))
    return find(pages, kind, ON, believed if marks else NO_ROLES)


CLAIM = "Vi saknar {} för hyran i augusti.\nEn deposition om {} finns."


def test_alike_is_surer_than_either() -> None:
    """What the rules choose and the reader too is told more surely than by the rules alone."""
    bare = read(CLAIM.format("8 450,00 kr", "1 000,00 kr"))
    both = read(CLAIM.format("[t:8 450,00] kr", "[m:1 000,00] kr"))
    assert bare.value(AMOUNT) == both.value(AMOUNT) == Decimal("8450.00")
    assert both.fields[AMOUNT.text].confidence > bare.fields[AMOUNT.text].confidence
    assert both.fields[AMOUNT.text].confidence >= 0.9


def test_apart_is_for_a_person() -> None:
    """Where the reader is sure of another amount, the rules' choice loses its certainty."""
    bare = read(CLAIM.format("8 450,00 kr", "1 000,00 kr"))
    apart = read(CLAIM.format("[m:8 450,00] kr", "[t:1 000,00] kr"))
    assert apart.value(AMOUNT) == bare.value(AMOUNT)
    assert apart.fields[AMOUNT.text].confidence < 0.5


def test_a_reader_who_sees_nothing_of_the_sort_makes_unsure() -> None:
    """No belief in the chosen amount, and none in another: less sure than where it believes."""
    seen = read("Summa att betala: [t:8 450,00] kr")
    unseen = read("Summa att betala: [m:8 450,00] kr")
    assert unseen.fields[AMOUNT.text].confidence < seen.fields[AMOUNT.text].confidence


def test_the_readers_own_day_is_named_where_rules_found_none() -> None:
    """A day that no label calls the letter's: at the confidence of the reader alone."""
    typed = "Uppgiften gäller sådant som har hänt och som berör er och var klar {} hos oss"
    assert LETTER_DATE.text not in read(typed.format("2026-09-30")).fields
    found = read(typed.format("[d:2026-09-30]"))
    assert found.value(LETTER_DATE) == date(2026, 9, 30)
    assert found.fields[LETTER_DATE.text].confidence == valued.READER_ALONE


def test_no_day_after_arrival_is_named() -> None:
    """A letter is not written after it has come, whatever the reader believes."""
    typed = "Uppgiften gäller sådant som har hänt och som berör er och var klar [d:{}] hos oss"
    assert LETTER_DATE.text not in read(typed.format("2026-11-30")).fields


def test_two_likely_values_are_none() -> None:
    """Where the reader wavers between two days it names neither."""
    typed = "Det har hänt en del sedan [d:2026-09-01] och annat var klart [d:2026-09-20] hos oss"
    assert LETTER_DATE.text not in read(typed).fields


def test_what_the_letter_contradicts_is_not_made_sure() -> None:
    """Two sums that contradict each other stay a contradiction."""
    found = read("Summa skuld: [t:13 200,00] kr\nTotal skuld: 12 300,00 kr")
    assert AMOUNT.text in found.conflicts
    assert found.fields[AMOUNT.text].confidence < 0.9


def test_rows_that_add_up_need_no_reader() -> None:
    """A reader who knows no such table does not weaken what its own sum proves."""
    rows = "Hyra juli 2026    {}\nRänta    50,00\nAtt betala    {}"
    unseen = read(rows.format("[m:8 400,00]", "[m:8 450,00]"))
    assert unseen.fields[AMOUNT.text].confidence >= 0.99
    wrong = read(rows.format("[m:8 300,00]", "[m:8 450,00]"))
    assert wrong.fields[AMOUNT.text].confidence < unseen.fields[AMOUNT.text].confidence


def test_a_reader_who_sees_no_eviction_anywhere_is_silent() -> None:
    """The only time there is keeps its certainty, unless the reader sees another in the letter."""
    typed = "Kronofogden\n\nNy tid    {} kl. 10.30\n\nFlyttfirman svarar före den {}."
    silent = read(typed.format("[x:2026-11-03]", "2026-10-20"), Kind.EVICTION_DATE)
    assert silent.fields[EVICTION_AT.text].confidence >= 0.97
    seen = read(typed.format("[x:2026-11-03]", "[e:2026-10-20]"), Kind.EVICTION_DATE)
    assert seen.fields[EVICTION_AT.text].confidence < 0.5


def test_a_time_that_no_word_calls_the_evictions_is_no_surer_by_the_reader() -> None:
    """The only coming hour may be a viewing's: the reader alone names no hour."""
    typed = "Kronofogden\n\nMål: U-12345-26\nDatum: {}\nKlockslag: 10.30"
    found = read(typed.format("[e:2026-11-03]"), Kind.EVICTION_DATE)
    assert found.fields[EVICTION_AT.text].confidence < 0.8
    assert "unsaid" in found.fields[EVICTION_AT.text].notes


def test_figures_run_together_are_not_surely_kronor() -> None:
    """A comma that a scan lost makes öre kronor, unless something proves the amount."""
    whole = read("Summa att betala: [t:12 919,25] kr")
    lost = read("Summa att betala: [t:1291925] kr")
    assert whole.fields[AMOUNT.text].confidence >= 0.9
    assert lost.fields[AMOUNT.text].confidence < 0.9
