"""The explanation: whole for those who may see, silent about a protected household."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from case_parts import (
    CHILD,
    EVICTION,
    EVICTION_SET,
    RENT,
    RENT_NOTICE,
    TENANT,
    abstained,
    case_of,
    decided,
    earlier,
    edit,
    found,
    household,
    matched,
    view,
)

from pipeline.domain.edits import Act
from pipeline.domain.explaining import explain, word
from pipeline.domain.facts import names, vocabulary
from pipeline.domain.fields import AMOUNT, GROUND, ClaimRow, ListRow
from pipeline.domain.kinds import Kind
from pipeline.domain.match import Ambiguous, Candidate, Evidence, Minor, Unknown, Unmatched
from pipeline.domain.people import Protection
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Cue
from pipeline.domain.words import WORDS
from pipeline.store.routine_files import load, versions


def test_a_routines_own_word_is_read_as_words() -> None:
    """What it is silent on has no spaces in the file; whoever reads it sees them."""
    doubt = Problem(code=Code.ROUTINE_SILENT, detail="original_inte_sagt")
    said = explain(replace(decided(), reasons=(doubt,)))
    assert "routine_silent (original inte sagt): Rutinen ger inget klart svar på fallet." in said


def test_a_routed_letter_says_its_whole_way() -> None:
    """Facts with places, evidence, rows with sentences, days, steps."""
    spoken = replace(matched(), evidence=(Evidence(trait="personnummer", level="lika", bits=20.0),))
    text = explain(
        decided(
            matches=(spoken,),
            household=household(CHILD),
            view=view(case_of(TENANT, "ekonomiskt_bistand")),
            earlier=(earlier(),),
            findings=replace(
                RENT,
                claim=(
                    ClaimRow(what="rent", label="Hyra", period="2026-09", amount=found("4100")),
                ),
                alternatives=(("amount_sek", found("18451.00")),),
            ),
            classification=replace(
                RENT_NOTICE,
                cues=(
                    Cue(
                        label="rent_debt",
                        phrase="återvinna hyresrätten",
                        boxes=RENT.fields["amount_sek"].boxes,
                    ),
                ),
            ),
        )
    )
    for wanted in (
        "Läge: fördelat",
        "slag: hyresskuld (99,9 %)",
        "talar för hyresskuld: «återvinna hyresrätten» (sida 1)",
        "belopp: 18450.00 (99 %, sida 1, 10–60 × 10–20 pt)",
        "belopp, annan läsning: 18451.00",
        "post Hyra 2026-09: 4100",
        "personnummer: lika (+20.0 bitar)",
        f"barn {CHILD.number.printed}: vårdnad eller föräldraskap",
        "ekonomiskt_bistand-1 Handläggare Ett",
        "Tidigare brev som räknas",
        "002-F1b: ",
        "«Vuxenenheten informerar enheten för barn och unga om underrättelsen.»",
        "hushåll = barn i hushållet",
        "→ barn_unga: för kännedom, utser handläggare",
        "Tidigast möjliga sista dag (beräknad): 2026-10-22",
        "(avgörs av en person)",
    ):
        assert wanted in text, wanted


def test_a_waiting_letter_says_why_and_what_to_do() -> None:
    """Each reason with its remedy, and the proposal called one."""
    unsure = Ambiguous(
        party=0,
        candidates=(Candidate(person=TENANT, evidence=()),),
        why=Problem(code=Code.PERSON_AMBIGUOUS),
    )
    text = explain(
        decided(
            matches=(unsure, Unmatched(party=1, why=Problem(code=Code.PERSON_NOT_FOUND))),
            household=None,
            classification=replace(RENT_NOTICE, kind=abstained(Kind.RENT_DEBT)),
            findings=RENT.with_field(AMOUNT, found("1", notes=("checksum",))),
        )
    )
    assert "low_confidence (slag): Uppgiften är osäker." in text
    assert "flera möjliga" in text
    assert "ingen funnen" in text
    assert "obs checksum" in text
    assert "osäkert (troligast hyresskuld, 50 %)" in text
    assert "\nFörslag\n" in text


def test_unknown_children_are_never_called_none() -> None:
    """And those who may be are listed with where they live."""
    away = Unknown(
        why=Problem(code=Code.CHILD_ELSEWHERE),
        children=(Minor(number=CHILD.number, basis="custody", at_home=False, adult_before=True),),
    )
    text = explain(decided(household=household(minors=away)))
    assert "Barn: går inte att avgöra." in text
    assert "skrivet på annan adress, fyller 18 före avhysningen" in text
    assert "Inget barn" not in text
    assert "Inget barn enligt vårdnad" in explain(decided())


def test_a_protected_letter_tells_nothing_of_the_household() -> None:
    """No name, number or address: the reason and what is to be done."""
    hidden = replace(TENANT, protection=Protection.MARKED)
    text = explain(
        decided(
            matches=(matched(hidden),),
            household=household(members=(hidden,), protected=True),
            classification=EVICTION_SET,
            findings=EVICTION,
        )
    )
    assert "protected_identity" in text
    for secret in (TENANT.surname, TENANT.number.digits, TENANT.number.printed, "Provgatan"):
        assert secret not in text


def test_an_approved_letter_says_who_took_what_on() -> None:
    """And corrected values name their person."""
    case = decided(
        findings=replace(RENT, conflicts=("reference",)),
        edits=(edit(Act.FIELD, "5,00", "amount_sek"), edit(Act.APPROVE)),
    )
    text = explain(case)
    assert "Godtaget av Granskare" in text
    assert "rättat av Granskare 2026-10-05T10:00:00+02:00: sett" in text


def test_a_list_explains_each_row() -> None:
    """Row by row, with its own state."""
    row = ListRow(party=RENT.parties[0], amount=found("1"), address=None, reference=None, boxes=())
    listed = replace(
        RENT_NOTICE,
        kind=replace(RENT_NOTICE.kind, value=Kind.DEBT_LIST),
        subkind=replace(RENT_NOTICE.subkind, value="rent"),  # type: ignore[arg-type]
    )
    case = decided(
        classification=listed,
        findings=replace(RENT, rows=(row,)),
        rows=((matched(), household()),),
        matches=(),
        household=None,
    )
    assert "Rad 1 i listan: fördelat" in explain(case)


def test_a_closed_letter_has_no_decision_to_explain() -> None:
    """Only its state and what was accepted."""
    other = replace(RENT_NOTICE, kind=replace(RENT_NOTICE.kind, value=Kind.OTHER), subkind=None)
    text = explain(decided(classification=other, edits=(edit(Act.CLOSE),)))
    assert "Rutin" not in text
    assert "kind_other" in text


@pytest.mark.parametrize("name", names(()))
def test_every_fact_and_value_has_a_swedish_word(name: str) -> None:
    """Staff never meet a code of ours for a fact."""
    assert name in WORDS
    assert all(value in WORDS for value in vocabulary(name, ()))


def test_other_words_stand_as_they_are() -> None:
    """Units and gaps."""
    assert word("case.vuxen") == "ärende på vuxen"
    assert word("C12") == "C12"


def test_words_of_two_parts_and_grounds_are_swedish_too() -> None:
    """A cue's label names kind and subkind; a letter's ground is a word of the list."""
    assert word("rent_debt.collection") == "hyresskuld, inkasso"
    assert word("rent_debt.nagot") == "rent_debt.nagot"
    grounded = RENT.with_field(GROUND, found("rent"))
    assert "åberopad grund: hyra (" in explain(decided(findings=grounded))


def test_what_is_written_on_papers_is_told() -> None:
    """Text for the record, the mark on a copy, the binder: with whose paper it is."""
    routine = load(versions("ifo_skulder")[-1])
    text = explain(decided(routine=routine, household=household(CHILD)))
    assert "påskrift på kopian (barn_unga): FÖR KÄNNEDOM" in text
    assert "pärm (administration): Aktualiseringspärmen" in text
    assert "text till journalen (administration): Personen har minderåriga barn." in text


@pytest.mark.parametrize(
    ("last", "told"),
    [(date(2026, 9, 1), "avslutat 2026-09-01"), (None, "dagen framgår inte")],
)
def test_a_case_closed_not_long_ago_is_told_apart_from_open_ones(
    last: date | None, told: str
) -> None:
    """Under its own head, with its last day or that nobody can tell it (C2)."""
    gone = replace(case_of(TENANT, "vuxen"), open=False, ended=last)
    text = explain(decided(view=view(gone)))
    assert "Öppna ärenden" not in text
    assert f"Nyligen avslutade ärenden\n  vuxen vuxen-1, {told}" in text
