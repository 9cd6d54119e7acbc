"""A child that a letter speaks of is heard, by whatever word; a denial is none."""

import pytest
from typed_pages import found_in

from pipeline.domain.fields import CHILDREN_MENTIONED


@pytest.mark.parametrize(
    "text",
    [
        "Hennes barnbarn, en flicka i sjuårsåldern, bor hos henne sedan i våras.",
        "Där bor också en pojke.",
        "Två flickor bor i lägenheten.",
        "En treåring sprang i trapphuset.",
        "Där finns en 4-åring.",
        "Hans sonson går i skolan och bor där.",
        "Mamman bor där med sina tvillingar.",
        "Familjen har fått en nyfödd.",
        "Hon är ensam med tre ungar.",
        "Grannarna hör barnskrik från lägenheten.",
        "Leksaker ligger på balkongen.",
        "Hon har vårdnaden om sin bror.",
        "Bonusbarnen är där varannan vecka.",
        "I lägenheten finns personer under 18 år.",
    ],
)
def test_a_child_by_any_word(text: str) -> None:
    """Grandchildren, girls and boys, ages, twins: a mention stands."""
    assert found_in(text).get(CHILDREN_MENTIONED) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Såvitt vi vet finns inga barn i hushållet.",
        "Inga minderåriga bor där.",
        "Finns det barn i hushållet?",
        "Flickvägen 3",
        "Finns minderåriga torde myndigheten omgående få veta det.",
        "Säg till om ni har uppgift om sjukdom, funktionsnedsättning eller barn.",
    ],
)
def test_no_child_where_none_is_said_to_be(text: str) -> None:
    """Denials, questions and streets are no mention."""
    assert found_in(text).get(CHILDREN_MENTIONED) is None


LETTER = "Hyresgäst: Anna Prov\nBostad: Provvägen 3 lgh 1102\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "[G] Barn i hushållet såvitt sökanden känner till\nOkänt",
        "Barn i hushållet, såvitt vi vet: inga",
        "Finns barn i hushållet?    ☐ ja ☐ nej ☐ vet inte",
        "Finns barn i hushållet    ☐ ja ☒ nej",
        "Barn? Fråga soc",
        "Vi frågar om det finns barn där.",
        "Meddela oss\n– om ni känner till minderåriga på adressen,\n– vem som är handläggare.",
        (
            "Om nämnden känner till något som gör att tiden bör flyttas, till exempel sjukdom "
            "eller att\nett barn bor i bostaden, bör vi få veta det snarast."
        ),
        "Min dotterson som läser juridik säger att jag måste skriva till er.",
        "Noor Sjögran i 1503 har spädbarn och orkar inte mer.",
        "Dunsar och rop, ca 8 per soner",
        "Bor det barn, äldre eller sjuka i huset vill vi veta det före detta datum.",
        "Ring oss om du är sjuk eller har barn.",
        "Har hushållet barn vill vi gärna veta vem hos er som följer ärendet.",
        "Är någon i hushållet sjuk eller finns spädbarn, ring oss.",
        "If there are children in the home, tell us.",
        "6 Barn\nIngen uppgift",
    ],
)
def test_a_form_that_asks_and_anothers_child(text: str) -> None:
    """An unanswered question, a supposition, the writer's grown kin, a neighbour's infant."""
    assert found_in(LETTER + text).get(CHILDREN_MENTIONED) is None


@pytest.mark.parametrize(
    "text",
    [
        "[G] Barn i hushållet såvitt sökanden känner till\nEtt barn, åtta år",
        "Barn i hushållet, såvitt vi vet: två",
        "Finns barn i hushållet?    ☒ ja ☐ nej ☐ vet inte",
        "Finns barn i hushållet?    ☐ nej [x] ja",
        "Barn? Ja, två",
        "På grund av sjukdom har hennes barn inte gått i skolan.",
        "Det är synd om deras barn.",
        "Vi är oroliga om barnen.",
        "Om nämnden känner till något skäl, bör vi få veta det. Ett barn bor i bostaden.",
        "Min dotterson bor i lägenheten sedan i våras.",
        "Min son är fem år.",
        "Anna Prov i 1102 har spädbarn.",
        "Grannen Noor Sjögran i 1503 säger att det finns spädbarn där.",
        "Hon bor där med tre söner.",
        "Du har skrivit till oss om ditt barns operation.",
        "Undrar om ni vet att det finns två barn i hemmet.",
        "Bor gör även hans två barn där.",
        "Har ni tänkt på barnen?",
        "Jag bor där med min son.",
    ],
)
def test_a_child_beside_such_words_is_heard(text: str) -> None:
    """An answer, a telling, a child that lives there: no word that excuses another excuses it."""
    assert found_in(LETTER + text).get(CHILDREN_MENTIONED) is not None
