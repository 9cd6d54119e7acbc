"""The eviction's time in many senders' forms and phrases; what is not told outright waits."""

from datetime import datetime

import pytest
from typed_pages import found_in

from pipeline.domain.fields import EVICTION_AT
from pipeline.domain.kinds import Kind

HEAD = "Kronofogden\n\nDatum: 2026-09-28\n\n"
NEW = datetime.fromisoformat("2026-11-03T10:00")

MENDED = (
    # how long it takes, and when the letter was sent, are no hours of an eviction
    (
        "ÅTGÄRD      : AVHYSNING\nFÖRR.DATUM  : 2026-11-03\nFÖRR.TID    : 10:00\n"
        "BERÄKN. TID : 02:30\nUtskriften ersätter brev.\nFax kl 8.20, ligger i er e-brevlåda"
    ),
    "Avhysningen sker den 3 november 2026 kl. 10.00.\n\nAvhysningen faxad kl. 8.20 till er.",
    "Date of eviction: 3 November 2026 at 10.00\nEstimated duration of eviction: 02:30",
    # a decision that is taken back
    (
        "Kronofogden upphäver sitt beslut om förrättning fredagen den 16 oktober 2026 kl. 10.30.\n"
        "Förrättningen hålls i stället den 3 november 2026 kl. 10.00. Den tiden kommer inte att "
        "ändras."
    ),
    (
        "Vi drar tillbaka tiden den 16 oktober 2026 kl. 10.30 för avhysning. Avhysningen hålls i "
        "stället den 3 november 2026 kl. 10.00."
    ),
    (
        "Kronofogden revokes its decision on eviction on 16 October 2026 at 10.30. The eviction "
        "will instead take place on 3 November 2026 at 10.00."
    ),
    "Vi ändrar tiden för avhysning den 20 oktober 2026 kl. 09.00 till 3 november 2026 kl. 10.00.",
    (
        "Ni fick en underrättelse om avhysning den 20 oktober 2026 kl. 09.00. Den gäller inte "
        "längre. Avhysning sker den 3 november 2026 kl. 10.00."
    ),
    "Avhysning\nFel tid: 2026-10-20 kl. 09.00\nRätt tid: 2026-11-03 kl. 10.00",
    (
        "Avhysningen är uppskjuten från den 20 oktober 2026 kl. 09.00. Den kommer nu att "
        "genomföras den 3 november 2026 kl. 10.00."
    ),
    # English
    (
        "NEW TIME, eviction\n\nThe appointment on 21 October 2026 at 10.30 is no longer valid.\n"
        "New appointment: 3 November 2026 at 10.00."
    ),
    (
        "The eviction on 21 October 2026 at 10.30 is rescheduled. New appointment 3 November "
        "2026 at 10.00"
    ),
    (
        "Ny dag: 3 November 2026\nNytt klockslag: 10.00\nThe eviction is postponed. The hour "
        "earlier\nnotified, 12 October 2026 at 13.30, is\nwithdrawn."
    ),
    (
        "The time notified earlier, 12 October 2026 at 13.30, no longer stands. New date of "
        "eviction: 3 November 2026 at 10.00."
    ),
    # days of earlier letters
    (
        "INSTÄLLD AVHYSNING\nInställd förrättning    3 nov. 2026 kl. 10.00\nNy tid    ingen\n"
        "Tidigare utskick i målet: tid satt 4 jul. 2026, påminnelse 25 jul. 2026."
    ),
    # a cell that breaks its line
    (
        "1    Ansökan      29 april 2026          gjort\n"
        "5    AVHYSNING    3 november 2026 kl.    BESTÄMD\n"
        "                  10.00\n"
        "6    Hämtning     tre månader efter      -"
    ),
    "5    AVHYSNING    3 november 2026    BESTÄMD\n                  kl. 10.00",
    # leaders
    "FÖRRÄTTNING...... 2026-11-03\nKLOCKSLAG........ 10.00\nSAMLINGSPLATS.... PORTEN",
    "AVHYSNING . . . . . . . . 2026-11-03\nTID . . . . . . . . . . . 10.00",
    f"AVHYSNINGSDATUM{'.' * 24} 2026-11-03\nTID{'.' * 36} 10.00",
    # statuses of rows, of both sides; "Tid 1" is no hour
    (
        "ÄNDRING AV AVHYSNING\n\nTID 1    2026-07-26          UTGÅTT (ANSTÅND EN VECKA)\n"
        "TID 2    2026-10-13 09.30    UTGÅR (TOLK SAKNAS)\nTID 3    2026-11-03 10.00    GÄLLER"
    ),
    "Avhysning\nTid 1: 2026-10-13 09.30 - struken\nTid 2: 2026-11-03 10.00 - gäller",
    (
        "AVHYSNING\nStatus    Dag           Klockslag\nUtgått    2026-10-20    09.00\n"
        "Gäller    2026-11-03    10.00"
    ),
    (
        "EVICTION\nDate          Time     Status\n2026-10-20    09.00    cancelled\n"
        "2026-11-03    10.00    valid"
    ),
    (
        "AVHYSNING\nFörsta tid    2026-10-20 09.00    förfallen\nAndra tid     2026-11-03 10.00    "
        "gäller"
    ),
    # boxes and questions
    (
        "Underrättelse om avhysning\n3 Hyresvärd som har begärt åtgärden\nProv Bostäder AB\n"
        "4 När\ntisdagen den 3 november 2026 klockan 10.00\n5 Vad vi ber er om\nEn bekräftelse."
    ),
    "Avhysning av Anna Prov\n\nNär kommer vi?\nDen 3 november 2026 klockan 10.00",
    (
        "You have to leave your home on 3 November 2026\nAt what time will we come? At 10.00.\n"
        "We carry out the eviction even when nobody opens."
    ),
    "Avhysning\nVilken dag kommer ni? Den 3 november 2026.\nHur dags? Klockan 10.00.",
    # two days in one cell beneath two headings
    (
        "             Tidigare   Nu gäller\nDag          2026-10-20 2026-11-03\n"
        "Klockslag    10.30      10.00\n\nAvser avhysning av Anna Prov."
    ),
    (
        "ÄNDRAD TID\n             Ny         Gammal\nDag          2026-11-03 2026-10-20\n"
        "Klockslag    10.00      10.30\n\nAvser avhysning av Anna Prov."
    ),
)


@pytest.mark.parametrize("text", MENDED)
def test_many_forms_and_phrases_tell_the_time_surely(text: str) -> None:
    """Durations, struck decisions, leaders, wrapped cells, statuses, boxes and questions."""
    found = found_in(HEAD + text, Kind.EVICTION_DATE)
    field = found.get(EVICTION_AT)
    assert field is not None
    assert (field.value, field.notes, found.conflicts) == (NEW, (), ())
    assert field.confidence >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        # the new day or hour is left to reckon
        "Avhysningen den 3 november 2026 kl. 10.00 blir dagen därpå.",
        "Avhysningen den 3 november 2026 kl. 10.00 har senarelagts två timmar.",
        "The eviction on 3 November 2026 at 10.00 will be the following day instead.",
        # the only time is struck
        "Avhysning\nTID 1    2026-11-03 10.00    UTGÅR\nTID 2    meddelas senare    -",
        "The eviction on 3 November 2026 at 10.00 has been rescheduled. We will write again.",
        # a time with somebody else
        (
            "The eviction is postponed. New appointment: 3 November 2026 at 10.00 with the social "
            "services."
        ),
        "The eviction is postponed. A new appointment with us is on 3 November 2026 at 10.00.",
        "Om avhysningen. Ny tid: den 3 november 2026 kl. 10.00 hos socialkontoret.",
        "Avhysningen är inte bestämd.\nVisning\n4 När\n3 november 2026 kl. 10.00",
        "Avhysning\nDag          Tid\n2026-11-03 2026-11-04    10.00 11.00",
        # other acts
        "Besiktning sker den 3 november 2026 kl. 10.00 inför avhysningen.",
        "An inspection takes place on 3 November 2026 at 10.00 before the eviction.",
        "The hearing takes place on 3 November 2026 at 10.00. The eviction date is not set.",
        "Besiktning\nTid 1    2026-11-03 10.00    Gäller\nAvhysning\nmeddelas senare",
        # another question's hour, another row's
        "You have to leave your home on 3 November 2026. When can you call us? At 10.00.",
        "Avhysning sker den 3 november 2026. Vilken tid når jag er? Kl. 10.00.",
        "Avhysning    3 november 2026    Bestämd\nLåssmed      10.00              -",
        # two times of which neither is struck
        (
            "Avhysning\n             Tid 1      Tid 2\nDag          2026-11-03 2026-11-10\n"
            "Klockslag    10.00      11.00"
        ),
        # hours that stand beneath neither of two days
        (
            "             Tidigare   Nu gäller\nDag          2026-10-20 2026-11-03\n"
            "Klockslag    10.30 10.00\n\nAvser avhysning av Anna Prov."
        ),
        # an hour that is no duration
        "Avhysning 2026-11-03 kl. 10.00. Beräknad tid för avhysningen är kl. 13.30.",
    ],
)
def test_what_is_not_told_outright_is_for_a_person(text: str) -> None:
    """No day or hour is told surely that the words leave open."""
    found = found_in(HEAD + text, Kind.EVICTION_DATE)
    field = found.get(EVICTION_AT)
    assert field is None or field.notes or found.conflicts or field.confidence < 0.6


@pytest.mark.parametrize(
    "text",
    [
        (
            "Vi skrev att avhysningen skulle äga rum den 7 oktober 2026 klockan 09.30. Det gäller "
            "inte längre.\nDen nya tiden är den 3 november 2026 klockan 10.00."
        ),
        (
            "Ny tid för avhysning\n"
            "Ursprunglig tid    2026-10-07 09.30    utgår, delgivning saknades\n"
            "Gällande tid för avhysning    2026-11-03 10.00    gäller"
        ),
    ],
)
def test_times_that_were_told_before_are_struck(text: str) -> None:
    """By the next sentence, or by the reason in the next cell."""
    field = found_in(HEAD + text, Kind.EVICTION_DATE).get(EVICTION_AT)
    assert field is not None
    assert (field.value, field.notes) == (NEW, ())
