"""The whole claim in the words of many senders."""

from decimal import Decimal

import pytest
from typed_pages import found_in

from pipeline.domain.fields import AMOUNT
from pipeline.domain.kinds import Kind

THRESHOLD = 0.8
"""Under it a person decides."""

WORDINGS = (
    ("Skulden uppgår till 4 312 kronor och 50 öre.", "4312.50"),
    ("Obetald hyra: 4 312 kr 50 öre", "4312.50"),
    ("Vi kräver 4.312 kronor och 50 öre av hyresgästen i obetald hyra.", "4312.50"),
    ("Att betala är nu fyra tusen trehundratolv (4 312) kronor och 50 öre.", "4312.50"),
    ("Skulden uppgår till kr 4 312:50 inklusive ränta.", "4312.50"),
    ("Sammanlagt 12 kronor 5 öre per den 3 mars.\nTotal skuld 4 312 kronor, 50 öre", "4312.50"),
    ("Månadshyra: 8 450 kr\nDeposition: 16 900 kr\nSkuld: 9 120 kr", "9120"),
    ("Total skuld 9 120 kr. Deposition om 25 000 kr finns. Månadshyran är 8 450 kr.", "9120"),
    (
        (
            "Hyresgästen har betalat 3 000 kr av hyran för mars (8 450 kr). Resterande 5 450 "
            "kr är förfallet till betalning."
        ),
        "5450",
    ),
    ("Hyran är 8 450 kr i månaden. För mars och april saknas sammanlagt 16 900 kr.", "16900"),
    (
        (
            "Hyran, 8 450 kr per månad, har inte betalats för mars och april. Hyresskulden "
            "inklusive ränta uppgår därmed till 17 020 kr."
        ),
        "17020",
    ),
    ("Insatsen var 450 000 kr. Obetalda avgifter uppgår till 12 400 kr.", "12400"),
    (
        (
            "Hyresgästen har en avbetalningsplan om 2 500 kr per månad. Kvarstående skuld är "
            "14 300 kr."
        ),
        "14300",
    ),
    (
        (
            "Skulden är i dag 14 300 kr, vilket motsvarar två månadshyror à 7 000 kr samt "
            "avgifter om 300 kr."
        ),
        "14300",
    ),
    ("Kapitalbelopp 14 000 kr jämte ränta.", "14000"),
    ("Kapital 14 000,00\nRänta 200,00\nInkassoavgift 180,00\nSumma 14 380,00", "14380"),
    ("Fordran: kapital 14 000 kr, ränta 200 kr, kostnader 180 kr, totalt 14 380 kr.", "14380"),
    ("Vår fordran på hyresgästen är 14 380 kr varav 14 000 kr avser hyra.", "14380"),
    ("Till betalning förfallet belopp: 14 380 kr", "14380"),
    ("Det förfallna beloppet är 14 380 kr.", "14380"),
    ("Familjen är skyldig oss 14 380 kr.", "14380"),
    ("Sedan den 1 mars är 14 380 kr förfallet till betalning.", "14380"),
    ("Hyror för totalt 14 380 kronor är obetalda.", "14380"),
    ("Hyresgästen ligger efter med 14 380 kr.", "14380"),
    ("Hyresgästen häftar i skuld med 14 380 kr.", "14380"),
    ("Hon har inte betalat 14 380 kr i hyra.", "14380"),
    ("Restskuld efter inbetalning: 4 380:-", "4380"),
    ("Utestående per 2026-03-31    4 380,00", "4380"),
    ("Oreglerat belopp 4 380 kr", "4380"),
    ("Skuld vid dagens datum (kr)    4 380", "4380"),
    ("Summa obetalda hyror    4 380,00", "4380"),
    ("The tenant owes SEK 14,380.00 in unpaid rent. Monthly rent is SEK 7,000.00.", "14380"),
    ("Total arrears: SEK 14,380. Security deposit: SEK 21,000.", "14380"),
    ("Outstanding rent as of today amounts to SEK 14 380.", "14380"),
    ("The amount due is SEK 14 380 and includes a reminder fee of SEK 60.", "14380"),
    ("Rent arrears    14 380,00 SEK\nMonthly rent    7 000,00 SEK", "14380"),
    ("DET OBETALDA BELOPPET ÄR 14 380 KR OCH MÅNADSHYRAN ÄR 7 190 KR.", "14380"),
    ("Tenant not pay rent 2 month, together 14 380 kr.", "14380"),
    ("Hyra för mars 7 190 kr och april 7 190 kr är inte betald, alltså 14 380 kr totalt.", "14380"),
    (
        (
            "Hyra mars 2026    7 190,00\nHyra april 2026    7 190,00\nInbetalt    "
            "-500,00\nAtt betala    13 880,00"
        ),
        "13880",
    ),
    ("Hyra mars 2026 (8 450 kr) har delvis betalats, 3 450 kr återstår.", "3450"),
    ("Skulden är 14 380 kr (fjortontusentrehundraåttio kronor).", "14380"),
    ("Kravet gäller 14 380 kr.", "14380"),
    ("Det gäller hyran för mars, 7 190 kr, som inte kommit in.", "7190"),
    (
        (
            "Skulden avser mars (7 190 kr) och april (7 190 kr), totalt 14 380 kr inklusive "
            "öresutjämning."
        ),
        "14380",
    ),
    ("Belopp att betala för att få behålla lägenheten: 14 380 kr. Månadshyra 7 190 kr.", "14380"),
    ("Att betala senast 2026-03-31    14 380,00\nHyra april (ej förfallen)    7 190,00", "14380"),
    (
        (
            "Fordran uppgår, inberäknat ränta enligt räntelagen till dagen för detta brev, till "
            "14 380 kronor och 10 öre."
        ),
        "14380.10",
    ),
    ("Hyresskulden, ränta och påminnelser inräknade, uppgår till 14 380 kr.", "14380"),
    ("Skulden är, sedan inbetalningen i mars dragits av, nu 14 380 kr.", "14380"),
    ("Årsavgifter, andel: 19959.00\nRänta: 147.00\nAtt betala    20106.00", "20106"),
    ("Hyra: 8450.00\nPåminnelse: 60.00\nAtt betala: 8510.00", "8510"),
    # a dash between label and amount is no minus where the total says so
    ("Avgift juli 2026    5 261,00\nTillägg garage - 609,00\nTotalt    5 870,00", "5870"),
    ("Avgift juli: 5 000 kr\nInkassokostnad — 180 kr\nTotalt: 5 180 kr", "5180"),
    # two marks in a row, as a scanner makes them of a colon and a speck
    ("Hyra juli 2026::13 713 kr\nRänta: 67 kr\nSumma 13 780 kr", "13780"),
    # what is to be paid to an account, or within the three weeks
    ("Hyran är 7 190 kr. Vi vill ha 14 380 kr på bankgiro 9912-2350.", "14380"),
    ("För att få bo kvar behöver 14 380 kr vara hos oss inom tre veckor.", "14380"),
    ("Inbetalas 14 380,50 kr å bankgiro 9942-6520 inom tre veckor förfaller allt.", "14380.50"),
    # a part of a sum, a month's rent, another year's debt
    ("Bolaget kräver 14 380 kr. Av summan är 7 190 kr en månads hyra.", "14380"),
    ("Skulden är 14 380 kr. En månad är 7 190 kr.", "14380"),
    ("Skulden är 14 380 kr. Förra året löste det sig med 24 097 kr från en fond.", "14380"),
    ("Skulden är 14 380 kr. En äldre avgiftsskuld, 27 389 kr, är gjort upp.", "14380"),
    ("The debt is SEK 14,380. An earlier one of SEK 4,041 was cleared in March.", "14380"),
    # a row of dashes before an amount
    ("Elöverföring ------ 3 116,07\nInkasso ------ 180,00\nAtt betala ------ 3 296,07", "3296.07"),
)


@pytest.mark.parametrize(("text", "expected"), WORDINGS)
def test_the_claim_in_many_words(text: str, expected: str) -> None:
    """The sum that is owed, sure enough to need nobody, whatever else is printed beside it."""
    found = found_in(text)
    field = found.get(AMOUNT)
    assert field is not None
    assert field.value == Decimal(expected)
    assert found.conflicts == ()
    assert field.confidence >= THRESHOLD


MORE = (
    (
        Kind.UTILITY_DEBT,
        ("Elskuld 3 213,33 kr, förfallen 2026-09-01. Återinkoppling kostar 1 200 kr."),
        "3213.33",
    ),
    (
        Kind.UTILITY_DEBT,
        ("Ni har en obetald elfaktura på 3 213,33 kr."),
        "3213.33",
    ),
    (
        Kind.UTILITY_DEBT,
        ("Fakturan på 3 213 kr, som förföll den 1 september, är fortfarande obetald."),
        "3213",
    ),
    (
        Kind.UTILITY_DEBT,
        ("Kunden har inte betalat faktura 52673125 på 5 302:31."),
        "5302.31",
    ),
    (
        Kind.UTILITY_DEBT,
        (
            "Fakturanr     Förfallodag     Belopp\n"
            "52673125      2026-08-31      5 302,31\n"
            "52673126      2026-09-30      1 000,00\n"
            "              Att betala      6 302,31"
        ),
        "6302.31",
    ),
    (
        Kind.UTILITY_DEBT,
        ("Fakturanr 52673125 Belopp 5 302,31 kr"),
        "5302.31",
    ),
    (
        Kind.UTILITY_DEBT,
        (
            "VA-avgift kvartal 2: 1 240 kr. VA-avgift kvartal 3: 1 260 kr. Totalt "
            "utestående: 2 500 kr."
        ),
        "2500",
    ),
    (
        Kind.UTILITY_DEBT,
        (
            "Skulden för fjärrvärme uppgår per den 30 september 2026 till 7 983,05 kr "
            "inklusive dröjsmålsränta."
        ),
        "7983.05",
    ),
    (
        Kind.RENT_DEBT,
        (
            "Hyra oktober 2026 förfallen 2026-09-30 8 450,00\n"
            "Dröjsmålsränta 12,50\n"
            "Kvar att betala 8 462,50"
        ),
        "8462.50",
    ),
    (
        Kind.RENT_DEBT,
        (
            "Hyresgästen har en skuld till bolaget på 8 450 kr. Tidigare har skuld på 12 "
            "000 kr reglerats."
        ),
        "8450",
    ),
    (
        Kind.RENT_DEBT,
        ("Obetalda hyror: juli 8 450 kr, augusti 8 450 kr, september 8 450 kr. Summa: 25 350 kr."),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        ("Obetald hyra juli-september, 3 x 8 450 kr = 25 350 kr."),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        ("Hyresskuld: 25 350 kr (3 mån à 8 450 kr)"),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        ("Hyran uppgår till 8 450 kr per månad och skulden till 25 350 kr."),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        ("Beloppet som ska betalas är 25 350 kr och ska sättas in på bankgiro 9912-8787."),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        (
            "Sökanden yrkar betalning av 25 350 kr jämte ränta enligt 6 § räntelagen samt "
            "ansökningsavgift 300 kr."
        ),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        (
            "Kapitalbelopp    25 350,00\n"
            "Ränta            120,00\n"
            "Ansökningsavgift 300,00\n"
            "Summa            25 770,00"
        ),
        "25770",
    ),
    (
        Kind.RENT_DEBT,
        ("Betala 25 350 kr till bankgiro 9912-8787 senast 2026-09-30. Framtida hyror är 8 450 kr."),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        ("TOTAL SKULD SEK 25.350,00\nDEPOSITION SEK 10.000,00\nMÅNADSHYRA SEK 8.450,00"),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        ("Total owed: 25 350 kr\nOf which late fee: 180 kr"),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        ("He has rent debt 25 350 kr now, he pay nothing since June."),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        (
            "Enligt reskontran är skulden 25 350 kr; senaste inbetalning, 8 450 kr, "
            "gjordes 2026-05-28."
        ),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        ("Skuldens storlek: 25 350 kr"),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        ("Storleken på skulden är tjugofemtusentrehundrafemtio kronor (25 350 kr)."),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        ("Hyresfordran 25 350 kr\nInkassokostnad 180 kr\nTotalt krav 25 530 kr"),
        "25530",
    ),
    (
        Kind.RENT_DEBT,
        ("Totalt krav inkl. kostnader    25 530,00"),
        "25530",
    ),
    (
        Kind.RENT_DEBT,
        ("Belopp i kronor att erlägga:    25 530"),
        "25530",
    ),
    (
        Kind.RENT_DEBT,
        (
            "Förfallet 2026-08-31    12 675,00\n"
            "Förfallet 2026-09-30    12 675,00\n"
            "Summa förfallet    25 350,00"
        ),
        "25350",
    ),
    (
        Kind.RENT_DEBT,
        (
            "Hyra 2026-08    8 450,00    0,00    8 450,00\n"
            "Hyra 2026-09    8 450,00    5 000,00    3 450,00\n"
            "Totalt kvar    11 900,00"
        ),
        "11900",
    ),
)


@pytest.mark.parametrize(("kind", "text", "expected"), MORE)
def test_the_claim_of_many_trades(kind: Kind, text: str, expected: str) -> None:
    """Invoices, several months, fees beside, foreign words: the whole claim and no other sum."""
    found = found_in(text, kind)
    field = found.get(AMOUNT)
    assert field is not None
    assert field.value == Decimal(expected)
    assert found.conflicts == ()


@pytest.mark.parametrize(
    "text",
    [
        # one month's rent in doubtful words, and a larger sum that nothing explains
        "Hyran för mars, 7 190 kr, är obetald. Se bilaga med 21 570 kr.",
        # a balance with a sign that may mean either
        "Saldo på hyreskontot: -4 380,00 kr",
        # a line's end tore the amount
        "Skulden uppgår till 14\n380 kr.",
        # three sums that each call themselves the total
        "Total skuld 14 380 kr.\nAtt betala 12 100 kr.\nSumma 13 240 kr.",
    ],
)
def test_doubtful_claims_are_left_open(text: str) -> None:
    """No amount is better than a wrong one (RH 1995:34)."""
    found = found_in(text)
    field = found.get(AMOUNT)
    assert field is None or found.conflicts or field.notes or field.confidence < THRESHOLD


def test_a_table_that_goes_on_from_a_sum_to_its_total() -> None:
    """A sum of the first rows is not the claim, however well they add up to it."""
    text = (
        "Kapital, årsavgifter                                   22 770,00\n"
        "Upplupen ränta                                            314,50\n"
        "Summa kapital och ränta                                23 084,50\n"
        "Påminnelse och ombudskostnad                              790,00\n"
        "Totalt att betala för att återvinna bostadsrätten 23 874,50"
    )
    found = found_in(text)
    assert found.value(AMOUNT) == Decimal("23874.50")
    assert found.conflicts == ()


def test_a_column_tears_no_amount_into_a_smaller_one() -> None:
    """Figures over "250,97 kr" in a narrow column is no claim of 250 kronor and 97 öre."""
    field = found_in(
        "Renhållning            6 587 kr\n\n"
        "                       15\n"
        "Totalt                 250,97 kr"
    ).get(AMOUNT)
    assert field is None or field.notes or field.confidence < THRESHOLD


def test_a_total_half_a_line_off() -> None:
    """A narrow column broke the line: the amount stands over its unit, the label between."""
    text = (
        "Renhållning mars                  5 741 kr\n"
        "Renhållning april                 3 742 kr\n"
        "Totalt                            9 483 kr"
    )
    assert found_in(text).value(AMOUNT) == Decimal(9483)
