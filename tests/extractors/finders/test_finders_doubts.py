"""Letters in which another sum, or another hour, could pass for the one that counts."""

from decimal import Decimal

import pytest
from typed_pages import found_in

from pipeline.domain.fields import AMOUNT, EVICTION_AT
from pipeline.domain.kinds import Kind

AT_NINE = "2026-10-20T09:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a list that is summed up in plain words
        (
            (
                "Det som ska betalas för att återvinna hyresrätten:\n- juli 10 360 kr\n"
                "- augusti 10 360 kr\n- september 10 360 kr\nTillsammans: 31 080 kr, jämte ränta."
            ),
            "31080",
        ),
        # one unpaid rent in a sentence, said before and after
        ("Anna Prov har inte betalat hyran för september, 7 410 kr. Hon är uppsagd.", "7410"),
        ("Hyran för september om 8.800,00 kr har inte betalts.", "8800"),
        ("Av hyran för september återstår 1 200 kr att betala.", "1200"),
        # what has been paid is not what is owed
        (
            (
                "Av hyran för september, 9 500 kr, har du betalat 5 000 kr. Resterande 4 500 kr är "
                "obetalda."
            ),
            "4500",
        ),
    ],
)
def test_the_claim_in_plain_words(text: str, expected: str) -> None:
    """The sum that is owed, however it is said."""
    found = found_in(text)
    assert found.value(AMOUNT) == Decimal(expected)
    assert not found.conflicts


@pytest.mark.parametrize(
    "text",
    [
        # a debt that has grown since
        "Enligt vårt brev den 1 september var skulden 9 000 kr. Den uppgår nu till 18 000 kr.",
        "Skulden uppgick den 1 september till 9 000 kr men är nu 18 000 kr.",
        # a sum from which something has been paid
        "Hyresskuld 9 000 kr. Tillgodo 1 000 kr. Att betala 8 000 kr.",
        # two months without a sum
        "Hyran för augusti, 6 000 kr, och hyran för september, 6 100 kr, har inte betalats.",
        # a flat's and a house's number explain no difference
        (
            "Anna Prov, Provvägen 200, lgh 200, är uppsagd.\nHyresskulden är totalt 18 200 kr.\n\n"
            "Juli 6 200 kr, augusti 6 200 kr, september 6 200 kr. Summa 18 600 kr."
        ),
    ],
)
def test_sums_that_contradict_each_other_are_left_open(text: str) -> None:
    """Which of two sums counts is never guessed (RH 1995:34)."""
    assert found_in(text).conflicts == (AMOUNT.text,)


@pytest.mark.parametrize(
    "text",
    [
        "Hyresskulden uppgår till 18\n600 kr.",
        "Hyresskulden är totalt 18 200 kr.\nJuli, augusti och september. Summa 18\n600 kr.",
    ],
)
def test_an_amount_torn_by_the_end_of_a_line_is_left_open(text: str) -> None:
    """Neither 18 kronor nor 600: it is not put together silently, and not passed over."""
    found = found_in(text).get(AMOUNT)
    assert found is not None
    assert set(found.notes) & {"malformed", "conflict"}


def test_the_rent_itself_is_no_claim() -> None:
    """What the flat costs is not what is owed."""
    assert found_in("Hyran är 7 410 kr. Inflyttning sker den 1 november.").get(AMOUNT) is None


@pytest.mark.parametrize(
    "text",
    [
        (
            "Avhysningen kunde inte genomföras den 2 oktober 2026 kl. 10.00. Nytt försök görs den "
            "20 oktober 2026 kl. 09.00."
        ),
        "Avhysningen sker den 20 oktober 2026. Kl. 09.00 ska lägenheten vara tömd.",
    ],
)
def test_the_hour_that_holds(text: str) -> None:
    """A failed attempt's hour is the old one; an hour may begin the next sentence."""
    found = found_in(text, Kind.EVICTION_DATE).value(EVICTION_AT)
    assert found is not None
    assert found.isoformat(timespec="minutes") == AT_NINE


@pytest.mark.parametrize(
    "text",
    [
        "Avhysningen sker den 20 oktober 2026. Ring mellan kl. 08.00 och 09.30 vid frågor.",
        "Avhysning den 20 oktober 2026. Samling kl. 08.30, förrättningen börjar kl. 09.00.",
    ],
)
def test_another_sentences_hour_is_not_the_evictions(text: str) -> None:
    """The day stands, the hour is said to be missing."""
    found = found_in(text, Kind.EVICTION_DATE).get(EVICTION_AT)
    assert found is not None
    assert "time_missing" in found.notes
