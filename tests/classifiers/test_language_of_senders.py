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
    "kan återvinnas inom tre veckor från delgivningen, 12 kap. 44 § jordabalken. Hyran 8 400 kr i "
    "månaden och betalas till vårt bankgiro. Socialnämnden kan inom samma tid åta sig "
    "betalningsansvaret för hyran.\n"
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
        "Till detta kommer att hyresgästen stör omgivningen.",
        "Hon har dessutom fått tre klagomål på sig.",
        "Därtill har han hotat vår fastighetsskötare.",
        "Lägenheten är också vanvårdad och luktar.",
        "There have also been complaints about noise from the flat.",
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
        "Kontakta fastighetsjouren om något går sönder i bostaden.",
        "Klagomål besvaras av vår kundombudsman.",
    ],
)
def test_a_footer_is_no_second_matter(classifier: Classifier, text: str) -> None:
    """What every letter of a landlord says at its foot is about nobody."""
    found = classifier.classify(pages_of(HEAD + RENT + text, "digital"))
    best = found.kind.value if isinstance(found.kind, Settled) else found.kind.best
    assert best is Kind.RENT_DEBT
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


NOISE = (
    "Hyresgästen har fått en rättelseanmaning eftersom hon stör sina grannar med hög musik "
    "nattetid. Om störningarna fortsätter kan avtalet sägas upp.\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "Dessutom är hyran för oktober obetald.",
        "Hon ligger också efter med hyran.",
        "Hyresskulden är 12 000 kr.",
        "Det finns även en skuld på 8 400 kr.",
    ],
)
def test_a_debt_in_a_letter_on_noise_is_heard(classifier: Classifier, text: str) -> None:
    """Rent comes first where it is owed too; it is never passed over."""
    found = classifier.classify(pages_of(HEAD + NOISE + text, "digital"))
    assert not isinstance(found.kind, Settled) or found.secondary is not None


@pytest.mark.parametrize(
    "text",
    [
        "Inkassokrav från tandkliniken. Behandlingen den 3 mars är inte betald. Belopp 2 300 kr.",
        "Vi köper era obetalda hyresfordringar! Inkasso för fastighetsägare till fast pris. Ring.",
        "Från den 1 november ändras priset på din el. Nytt pris: 1,20 kr per kWh. Välj nytt avtal.",
        "Vattnet stängs av på Provgatan den 4 maj mellan klockan 9 och 14. Arbete på ledningen.",
        "Jag söker tjänsten som boendehandläggare. Jag har arbetat med störningar och vräkningar.",
        "Hyresskulden är reglerad. Vårt tidigare meddelande gäller inte. Ärendet avslutas hos oss.",
        "Hyran för garageplats 14 är obetald. Platsen sägs upp om inte 800 kr betalas i tid.",
        "Nyhetsblad nr 4. Störningar är vanligare på sommaren. Visa hänsyn efter klockan 22.",
    ],
)
def test_what_only_looks_like_a_kind_never_leaves(classifier: Classifier, text: str) -> None:
    """Other matters share the kinds' words: they are other, or left to a person."""
    found = classifier.classify(pages_of("Till Socialnämnden\n\n" + text, "digital"))
    assert not isinstance(found.kind, Settled) or found.kind.value is Kind.OTHER


@pytest.mark.parametrize(
    ("text", "subkind"),
    [
        ("SÖKANDEN HAR ÅTERTAGIT SIN BEGÄRAN. AVHYSNINGEN DEN 4 MAJ BLIR INTE AV.", "cancelled"),
        ("AVHYSNINGEN ÄR INSTÄLLD.", "cancelled"),
        ("Avhysningen den 4 maj utgår. Sökanden har återkallat.", "cancelled"),
        ("Avhysning har verkställts den 4 maj 2026 kl. 09.00.", "executed"),
        ("Ny tid för avhysning: 11 maj kl. 10. Den tidigare tiden 4 maj är inställd.", "moved"),
        ("Avhysning av svaranden har bestämts till den 4 maj 2026 kl. 12.00.", "set"),
    ],
)
def test_short_words_from_the_bailiff_are_told_apart(
    classifier: Classifier, text: str, subkind: str
) -> None:
    """What became of the eviction is right or left open, in capitals and in a single sentence."""
    found = classifier.classify(pages_of(KFM + "Till socialnämnden\n" + text, "digital"))
    if isinstance(found.kind, Settled):
        assert found.kind.value is Kind.EVICTION_DATE
        assert not isinstance(found.subkind, Settled) or found.subkind.value == subkind
