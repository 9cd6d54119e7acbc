"""Letters in which another amount or time stands where the claim or the eviction might."""

from datetime import datetime
from decimal import Decimal

import pytest
from typed_pages import found_in

from pipeline.domain.fields import AMOUNT, EVICTION_AT
from pipeline.domain.kinds import Kind

SURE = 0.9
"""From here on a value is told without a person."""

AMOUNTS = (
    ("Hyran om 8 450 kr är obetald för juli, augusti och september 2026.", "25350"),
    ("Obetalda hyror enligt bifogad lista. Påminnelseavgift tillkommer med 60 kr.", "0"),
    ("Hyresgästen har betalat in en del av skulden med 3 000 kr. Resten är obetald.", "0"),
    ("Hyresgästen har bara satt in 3 000 kr på vårt konto. Resten av hyran är obetald.", "0"),
    ("Hyran höjdes i april med 250 kr. Hyresgästen har inte betalat hyran sedan dess.", "0"),
    ("Uppsägning på grund av obetald hyra för mars\nMånadshyran uppgår till 8 450 kr", "0"),
    ("Obetald hyra för mars och april, hyran uppgår till 8 450 kr.", "16900"),
    ("Skulden är 14 380 kr. Han har gjort upp med oss att betala 2 000 kr i oktober.", "14380"),
    ("Total skuld: 14 380 kr\nTidigare skuld reglerades 2026-03-02\nAtt betala: 7 190 kr", "14380"),
    ("Obetald hyra 9 120 kr. Vid inflyttningen sattes 16 900 kr in på spärrat konto.", "9120"),
    ("Hyresgästen har inte betalat 8 450 kr. Vi fick 9 000 kr till bankgiro 9912-2350.", "8450"),
    ("Hyran om 8 450 kr är obetald. Hon får 11 200 kr till sitt konto den 27 oktober.", "8450"),
    ("Skulden på 14 380 kr gäller hyror från förra året.\nAtt betala: 7 190 kr", "14380"),
    ("Skulden är 24 380 kr. Av skulden är 14 380 kr förfallen till betalning.", "24380"),
    (
        "Total skuld 16 900 kr\nNästa hyra ska vara oss tillhanda senast 2026-10-30 8 450 kr",
        "16900",
    ),
    ("Skuld 16 900 kr\nAvbetalning 1 betalas senast 2026-10-30    4 000,00", "16900"),
    ("Payment of SEK 6,900 was received within three weeks. Debt: SEK 4,000.", "4000"),
    (
        (
            "Deposition 9 000 kr. Avdrag städning 4 000 kr. Kvar blir 5 000 kr som återbetalas.\n"
            "Hyresskulden är 4 000 kr."
        ),
        "4000",
    ),
    ("Saldo ------ -4 380,00 kr", "-4380"),
    ("The arrears of SEK 18 450 were never paid.\nReminder fee, amount due: SEK 60.", "18450"),
)


@pytest.mark.parametrize(("text", "owed"), AMOUNTS)
def test_another_amount_is_never_surely_the_claim(text: str, owed: str) -> None:
    """A month's rent, a fee, what came in or will fall due later: right, or for a person."""
    found = found_in(text)
    field = found.get(AMOUNT)
    if field is not None and AMOUNT.text not in found.conflicts and field.confidence >= SURE:
        assert field.value == Decimal(owed)


HEAD = "Kronofogden\n\nDatum: 2026-09-28\n\n"
TIME = "2026-11-03T10:00"
HELD = "den 3 november 2026 kl. 10.00"
KEYS = "Nycklarna kan lämnas den 2 november 2026 kl. 15.00."

TIMES = (
    f"Du behöver inte vara hemma vid avhysningen {HELD}. {KEYS}",
    f"Om hyresgästen inte kommer att flytta frivilligt sker avhysning {HELD}. {KEYS}",
    f"Om skulden betalas kan ni bortse från detta brev, annars sker avhysning {HELD}. {KEYS}",
    f"Som angavs i vårt brev sker avhysningen {HELD}. {KEYS}",
    f"Kronofogden kommer inte att ge anstånd med avhysningen {HELD}. {KEYS}",
    f"Om ni betalar utgår avhysningen {HELD}. Låsbyte planeras den 5 november 2026 kl. 08.00.",
    "Avhysningen sker den 3 november 2026. Vi kommer att ringa er kl. 09.00.",
    "Avhysningen sker den 3 november 2026. Vi kommer hem till er kl. 13.00 på fredag.",
    "Avhysningen kunde inte genomföras utan polis den 20 oktober 2026 kl. 09.00. Ny tid meddelas.",
    "Tid för avhysning meddelas senare. Delgivning är utförd 2026-09-21 kl. 14.00.",
    "Avhysning den 3 november 2026\n08.00: telefontid\n10.00: avhysning",
    "Lägenheten säljs på exekutiv auktion den 4 november 2026 kl. 11.00. Sedan kan ni avhysas.",
    "Ni kallas till förhandling om avhysning den 4 november 2026 kl. 11.00.",
)


@pytest.mark.parametrize("text", TIMES)
def test_another_time_is_never_surely_the_evictions(text: str) -> None:
    """Keys, calls, a service of papers, an old attempt: the time is right, or for a person."""
    found = found_in(HEAD + text, Kind.EVICTION_DATE)
    field = found.get(EVICTION_AT)
    if field is not None and EVICTION_AT.text not in found.conflicts and field.confidence >= SURE:
        assert field.value == datetime.fromisoformat(TIME)


TAKEN_BACK = (
    "Ny tid för avhysningen är den 20 oktober 2026 kl. 10.00. Den tiden är inte möjlig att ändra.",
    "Ny tid är den 20 oktober 2026 kl. 10.00. Kl. 09.00 gäller inte längre.",
    "Ny tid är den 20 oktober 2026 kl. 10.00. Kl 9 gäller inte.",
    "Ny tid är den 20 oktober 2026 kl. 10.00. Tiden gäller inte för besiktning.",
    "Ny tid är den 20 oktober 2026 kl. 10.00. Det blir inte av om skulden betalas innan dess.",
    "I stället sker den den 20 oktober 2026 kl. 10.00. Så blir det inte den 14 som vi skrev.",
    "Ny tid är den 20 oktober 2026 kl. 10.00 och tidigare brev makuleras.",
    "Ny tid är den 20 oktober 2026 kl. 10.00 om skulden inte är struken.",
    "Avhysning den 20 oktober 2026 kl. 10.00 blir det inte ändring i.",
)


@pytest.mark.parametrize("text", TAKEN_BACK)
def test_what_is_said_of_the_old_time_does_not_strike_the_new(text: str) -> None:
    """The old time is never surely the one that holds."""
    old = "Avhysningen bestämdes till den 14 oktober 2026 kl. 09.00.\n"
    found = found_in(f"Kronofogden\n2026-09-28\n\n{old}{text}", Kind.EVICTION_DATE)
    field = found.get(EVICTION_AT)
    assert field is not None
    sure = field.confidence >= SURE and EVICTION_AT.text not in found.conflicts
    assert field.value == datetime.fromisoformat("2026-10-20T10:00") or not sure


@pytest.mark.parametrize(
    "rows",
    [
        (
            "Tid                             Ombokad\n14 oktober 2026 kl. 09.00       Ja\n"
            "20 oktober 2026 kl. 10.00       Nej"
        ),
        (
            "Tid för avhysning             Status\n14 oktober 2026 kl. 09.00     Första tid\n"
            "20 oktober 2026 kl. 10.00     Ombokad"
        ),
    ],
)
def test_a_tables_word_is_not_read_without_its_head(rows: str) -> None:
    """Of two times in a table, the first is never surely the one that holds."""
    found = found_in(f"Kronofogden\n2026-09-28\n\nAvhysning\n{rows}", Kind.EVICTION_DATE)
    field = found.get(EVICTION_AT)
    assert field is not None
    sure = field.confidence >= SURE and EVICTION_AT.text not in found.conflicts
    assert field.value == datetime.fromisoformat("2026-10-20T10:00") or not sure
