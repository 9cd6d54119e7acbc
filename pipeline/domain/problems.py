"""Why a letter is not routed: a closed list of codes, each with its remedy in Swedish.

Codes and details carry no personal data: they stand in logs, lists and the export.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.sentences import filled


class Code(StrEnum):
    """The reasons of contract.md, and those beside them."""

    # could not be read at all: the letter is quarantined
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_DOCUMENT = "not_a_document"
    READING_FAILED = "reading_failed"
    # read, but a person must decide
    PAGES_UNREAD = "pages_unread"
    PAGES_LOST = "pages_lost"
    TURN_UNSURE = "turn_unsure"
    SPLIT_UNSURE = "split_unsure"
    LOW_CONFIDENCE = "low_confidence"
    KIND_OTHER = "kind_other"
    FIELD_MISSING = "field_missing"
    AMOUNTS_DISAGREE = "amounts_disagree"
    DATES_DISAGREE = "dates_disagree"
    PERSON_NOT_FOUND = "person_not_found"
    PERSON_AMBIGUOUS = "person_ambiguous"
    PERSON_NAME_MISMATCH = "person_name_mismatch"
    PERSON_ELSEWHERE = "person_elsewhere"
    PERSON_DECEASED = "person_deceased"
    PERSON_EMIGRATED = "person_emigrated"
    PROTECTED_IDENTITY = "protected_identity"
    HOUSEHOLD_UNCERTAIN = "household_uncertain"
    CHILDREN_MENTIONED = "children_mentioned"
    CHILD_ELSEWHERE = "child_elsewhere"
    SUBLET = "sublet"
    SEVERAL_HOUSEHOLDS = "several_households"
    TENURE = "tenure"
    OTHER_MUNICIPALITY = "other_municipality"
    SUBKIND = "subkind"
    ROUTINE_SILENT = "routine_silent"
    UNKNOWN_UNIT = "unknown_unit"
    REPEAT_UNCERTAIN = "repeat_uncertain"
    CONFLICTING_DATES = "conflicting_dates"
    SECONDARY_KIND = "secondary_kind"
    FOR_A_PERSON = "for_a_person"
    NEAR_DUPLICATE = "near_duplicate"
    ROWS_IN_REVIEW = "rows_in_review"
    NO_NAMED_OFFICER = "no_named_officer"
    SECOND_PERSON = "second_person"
    RETURNED = "returned"
    TEMPLATE_BROKEN = "template_broken"
    INTERNAL_ERROR = "internal_error"


REMEDIES: dict[Code, str] = {
    Code.ENCRYPTED: "Filen är låst med lösenord. Be avsändaren om en olåst kopia och lägg in den.",
    Code.CORRUPT: "Filen är skadad och kan inte öppnas. Skanna brevet på nytt.",
    Code.EMPTY: "Filen är tom. Skanna brevet på nytt.",
    Code.TOO_LARGE: "Filen är för stor. Dela upp den eller skanna med lägre upplösning.",
    Code.NOT_A_DOCUMENT: (
        "Filen är varken PDF, TIFF, JPEG, PNG, CSV eller Excel-bok (.xlsx). Spara om den som PDF."
    ),
    Code.READING_FAILED: "Läsningen avbröts tre gånger. Öppna originalet och hantera det för hand.",
    Code.PAGES_UNREAD: "Minst en sida gick inte att läsa. Läs sidan i originalet.",
    Code.PAGES_LOST: "Filen är avbruten eller skadad och saknar sidor. Skanna brevet på nytt.",
    Code.TURN_UNSURE: "Det är osäkert hur en sida ska vändas. Kontrollera bilden.",
    Code.SPLIT_UNSURE: "Det är osäkert var ett brev slutar och nästa börjar. Kontrollera sidorna.",
    Code.LOW_CONFIDENCE: "Uppgiften är osäker. Jämför med bilden och rätta vid behov.",
    Code.KIND_OTHER: "Brevet ser inte ut att höra hit. Avgör vem som ska ha det.",
    Code.FIELD_MISSING: "En uppgift som behövs hittades inte. Fyll i den från bilden.",
    Code.AMOUNTS_DISAGREE: "Beloppen i brevet stämmer inte överens. Kontrollera med avsändaren.",
    Code.DATES_DISAGREE: "Datumen i brevet stämmer inte överens. Kontrollera med avsändaren.",
    Code.PERSON_NOT_FOUND: "Personen hittades inte i registret. Sök och välj person.",
    Code.PERSON_AMBIGUOUS: "Flera personer kan vara den som avses. Välj rätt person.",
    Code.PERSON_NAME_MISMATCH: "Namnet passar inte numrets ägare. Kontrollera båda.",
    Code.PERSON_ELSEWHERE: "Personen är folkbokförd på en annan adress. Kontrollera.",
    Code.PERSON_DECEASED: "Personen är avliden enligt registret. Inget brev går till hushållet.",
    Code.PERSON_EMIGRATED: "Personen är avregistrerad. Avgör vem som ska ha brevet.",
    Code.PROTECTED_IDENTITY: "Skyddade personuppgifter i hushållet. Bara utsedd personal hanterar.",
    Code.HOUSEHOLD_UNCERTAIN: "Det är oklart vilka som bor i hushållet. Kontrollera om barn finns.",
    Code.CHILDREN_MENTIONED: "Brevet nämner barn men registret visar inget barn. Kontrollera.",
    Code.CHILD_ELSEWHERE: "Barn finns men är skrivet på annan adress. Avgör om det berörs.",
    Code.SUBLET: "Den som bor i lägenheten är inte den som har avtalet. Avgör vem som berörs.",
    Code.SEVERAL_HOUSEHOLDS: "Brevet rör personer i olika hushåll. Avgör hur det ska hanteras.",
    Code.TENURE: (
        "Upplåtelseformen ger andra regler än för en vanlig hyreslägenhet. Avgör vad som gäller."
    ),
    Code.OTHER_MUNICIPALITY: "Bostaden verkar ligga i en annan kommun. Brevet kan vara felsänt.",
    Code.SUBKIND: "Brevets slag ska alltid avgöras av en person.",
    Code.ROUTINE_SILENT: "Rutinen ger inget klart svar på fallet. Ta ställning till förslaget.",
    Code.UNKNOWN_UNIT: (
        "Hushållet har ett ärende på en enhet som rutinen inte känner. Avgör om den ska ha brevet."
    ),
    Code.REPEAT_UNCERTAIN: "Det kan vara samma skuld som tidigare. Avgör om den är upprepad.",
    Code.CONFLICTING_DATES: "Ett annat besked i samma mål säger något annat. Avgör vad som gäller.",
    Code.SECONDARY_KIND: "Brevet rör mer än en sak. Kontrollera att båda tas om hand.",
    Code.FOR_A_PERSON: "Brevet liknar sådana som en handläggare själv får avgöra. Läs det.",
    Code.NEAR_DUPLICATE: "Brevet liknar ett som redan kommit. Avgör om det är samma.",
    Code.ROWS_IN_REVIEW: "Minst en rad i listan är osäker. Avgör de raderna.",
    Code.NO_NAMED_OFFICER: "Ingen ansvarig handläggare är utsedd. Bekräftelsen måste namnge en.",
    Code.SECOND_PERSON: "Två personer ska granska brevet. En har gjort det; någon annan godkänner.",
    Code.RETURNED: "Någon har återlämnat brevet för ny bedömning. Läs skälet och avgör på nytt.",
    Code.TEMPLATE_BROKEN: "Texten till ett brev ut har fel. Rätta den och godkänn på nytt.",
    Code.INTERNAL_ERROR: "Programmet stötte på ett fel. Brevet är kvar; meddela IT.",
}


DETAILED: dict[tuple[Code, str], str] = {
    (Code.NOT_A_DOCUMENT, "xls"): (
        "Filen är en Excel-bok i det äldre formatet .xls. Spara om den som .xlsx och lägg in den."
    ),
    (Code.NOT_A_DOCUMENT, "macros"): (
        "Excel-boken innehåller makron och öppnas därför inte. Spara om den som .xlsx utan makron."
    ),
    (Code.NOT_A_DOCUMENT, "spreadsheet"): (
        "Filen är ett kalkylblad i ett format som inte läses. Spara om den som .xlsx eller CSV."
    ),
    (Code.CHILDREN_MENTIONED, "minors"): (
        "Barn finns i hemmet, men det är inte känt vilka. Ta reda på det."
    ),
    (Code.CHILDREN_MENTIONED, "other_letter"): (
        "Ett annat brev nämner barn i hemmet, men registret visar inget barn. Kontrollera."
    ),
    (Code.CONFLICTING_DATES, "case_number"): (
        "Hushållet har en avhysning med ett annat målnummer. Kontrollera numret och avgör om det "
        "är samma mål."
    ),
}
"""Remedies that a detail makes more to the point."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One reason: its code, and a detail from a closed vocabulary (a field's name, a unit).

    That of a broken template is its file and line: ``kallelse.txt:12``.
    """

    code: Code
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.code}:{self.detail}" if self.detail else str(self.code)

    @property
    def remedy(self) -> str:
        """What the person who meets it does, in Swedish."""
        if self.code is Code.TEMPLATE_BROKEN and self.detail:
            file, _, line = self.detail.partition(":")
            place = filled("{file}, rad {line}", file=file, line=line) if line else file
            return filled(
                "Texten till ett brev ut har fel ({place}). Rätta den och godkänn på nytt.",
                place=place,
            )
        return DETAILED.get((self.code, self.detail), REMEDIES[self.code])

    @classmethod
    def parse(cls, text: str) -> Problem:
        """The problem that prints as ``text``; ValueError for an unknown code."""
        code, _, detail = text.partition(":")
        return cls(code=Code(code), detail=detail)
