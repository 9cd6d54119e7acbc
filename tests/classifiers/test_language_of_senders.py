"""Senders word each thing in many ways; what they say decides, not the words they share."""

from __future__ import annotations

import pytest

from classifiers.cues import CueCounter
from classifiers.model import Classifier
from classifiers.sheet import pages_of
from pipeline.domain.kinds import Kind
from pipeline.domain.scores import Settled

HEAD = "Till Socialnämnden i Göteborgs kommun\nHyresgäst: Testia Provberg\nLägenhet: Provgatan 1\n"
RENT = (
    "Hyresgästen har sagts upp på grund av obetald hyra för oktober 2026, 8 400 kr. Hyresrätten "
    "kan återvinnas inom tre veckor från delgivningen, 12 kap. 44 § jordabalken.\n"
)


def guards(counter: CueCounter, text: str) -> set[str]:
    """The ids of the guards that hold for a letter with that text."""
    return {one.id for one in counter.count(pages_of(HEAD + text)).guards}


@pytest.mark.parametrize(
    "text",
    [
        "Är full betalning oss inte tillhanda den 12 oktober lämnas ärendet till rättslig inkasso.",
        "Om full betalning inte sker i tid vidtas rättsliga åtgärder.",
        "Vi har inte fått full betalning för hyran.",
        "Ingen betalning har inkommit trots påminnelse.",
    ],
)
def test_a_payment_asked_for_is_no_payment_made(counter: CueCounter, text: str) -> None:
    """A demand names the full payment that has not come."""
    assert "settled_debt" not in guards(counter, text)


@pytest.mark.parametrize(
    "text",
    [
        "Full betalning har inkommit och ärendet är avslutat.",
        "Vi har mottagit full betalning av hyresskulden.",
        "Hyresskulden är nu reglerad.",
        "Betalning har inkommit.",
    ],
)
def test_a_payment_made_leaves_the_letter_to_a_person(counter: CueCounter, text: str) -> None:
    """The debt is gone, whatever else the letter says."""
    assert guards(counter, text) & {"settled_debt", "notice_withdrawn"}


@pytest.mark.parametrize(
    "text",
    [
        "Hyresgästen har även stört sina grannar och blivit tillsagd om detta.",
        "Därutöver har vi fått klagomål på bråk och hög musik från lägenheten.",
        "Vidare förekommer störningar i boendet, som hyresgästen varnats för.",
        "Grannarna besväras dessutom av oväsen nattetid.",
    ],
)
def test_a_second_matter_in_a_sentence_is_heard(classifier: Classifier, text: str) -> None:
    """A letter of rent that also speaks of disturbance is never settled as rent alone."""
    found = classifier.classify(pages_of(HEAD + RENT + text, "digital"))
    assert not isinstance(found.kind, Settled) or found.secondary is not None


@pytest.mark.parametrize(
    "text",
    [
        "Vid akuta störningar ring störningsjouren, dygnet runt.",
        "Stör inte dina grannar efter klockan 22. Störningsjour: se vår webbplats.",
        "Inga tidigare störningar eller klagomål finns på hyresgästen.",
        "Enligt grannar är hyresgästen sällan hemma.",
    ],
)
def test_a_footer_is_no_second_matter(classifier: Classifier, text: str) -> None:
    """What every letter of a landlord says at its foot is about nobody."""
    found = classifier.classify(pages_of(HEAD + RENT + text, "digital"))
    assert isinstance(found.kind, Settled)
    assert found.kind.value is Kind.RENT_DEBT
    assert found.secondary is None


KFM = "Kronofogden\nUtsökningsmål U-12345-26\nSvarande: Testia Provberg\n"


@pytest.mark.parametrize(
    ("text", "subkind"),
    [
        ("Avhysningen är uppskjuten till den 4 maj 2026 kl. 09.00.", "moved"),
        ("Avhysningen den 2 maj skjuts upp. Den sker i stället den 4 maj 2026 kl. 9.", "moved"),
        ("Förrättningen har senarelagts. Nytt datum: 4 maj 2026 klockan 09.00.", "moved"),
        ("Avhysningen den 4 maj skjuts upp tills vidare. Ingen ny tid är bestämd.", "cancelled"),
        ("Avhysningen den 4 maj ställs in. Inget nytt datum är bestämt.", "cancelled"),
        ("Vi ställer in avhysningen. Sökanden har dragit tillbaka sin ansökan.", "cancelled"),
        ("Avhysning av svaranden sker den 4 maj 2026 kl. 09.00.", "set"),
        ("Avhysningen äger rum den 4 maj kl. 9. Om svaranden begär anstånd hör vi av oss.", "set"),
        ("Testia Provberg avhyses från Provgatan 1, lgh 1203, måndag 4 maj, kl 09:15.", "set"),
        ("The eviction of Testia Provberg, Provgatan 1, will take place on 4 May at 9 am.", "set"),
        ("Avhysningen genomfördes den 4 maj. Låset byttes.", "executed"),
    ],
)
def test_what_became_of_an_eviction(counter: CueCounter, text: str, subkind: str) -> None:
    """A new time beside the old is a move; none is a cancellation."""
    sums = counter.count(pages_of(KFM + text)).sums
    found = {
        one: sums.get(f"subkind:eviction_date.{one}", 0.0)
        for one in ("set", "moved", "cancelled", "executed")
    }
    assert max(found, key=lambda one: found[one]) == subkind, found


@pytest.mark.parametrize(
    "text",
    [
        "Kontraktet sägs upp. Hyresgästen har inte rättat sig efter tillsägelser om oväsen.",
        "Vi har sagt upp hyresgästen, som är skyldig till upprepade störningar av sina grannar.",
        "Uppsägning på grund av misskötsamhet: bråk och hot mot grannar.",
    ],
)
def test_a_termination_for_noise_is_not_for_rent(counter: CueCounter, text: str) -> None:
    """A termination needs words of money to be about money."""
    counts = counter.count(pages_of(HEAD + text))
    assert counts.sum("kind:disturbance") >= 4 > counts.sum("kind:rent_debt") + 2


def test_what_is_hushed_hides_nothing_beside_it(counter: CueCounter) -> None:
    """A footer on noise is not heard, and keeps no complaint from being heard."""
    footer = "Stör inte dina grannar efter klockan 22. Störningar? Ring störningsjouren."
    assert counter.count(pages_of(HEAD + footer)).sum("kind:disturbance") < 1
    told = HEAD + footer + "\nHyresgästen stör sina grannar med hög musik och har tillsagts."
    assert counter.count(pages_of(told)).sum("kind:disturbance") >= 4


def test_a_name_is_no_misread_word(counter: CueCounter) -> None:
    """Jörgen is nobody's surety ("borgen")."""
    text = "Kontakta Jörgen Provberg. Hyresgästen har inte betalat hyran."
    assert "surety" not in guards(counter, text)
    assert "surety" in guards(counter, "Kommunen har tecknat borgen för hyresavtalet.")
