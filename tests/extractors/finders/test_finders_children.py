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
    ],
)
def test_no_child_where_none_is_said_to_be(text: str) -> None:
    """Denials, questions and streets are no mention."""
    assert found_in(text).get(CHILDREN_MENTIONED) is None
