"""What a packet is known by in a list: nothing that its papers do not tell, nor of the hidden."""

from __future__ import annotations

from dataclasses import replace

from made_cases import debtors, family, hostile, protected, unsure

from pipeline.documents.glance import glance
from pipeline.domain.fields import AMOUNT


def test_a_letter_is_known_by_its_person_and_its_sum() -> None:
    """Found in the register: surely; a sum that the letter contradicts is not sure."""
    case = family().case
    found = glance(case, 0)
    assert [one.sure for one in found.persons] == [True] * len(case.matches)
    assert found.persons[0].name == case.matches[0].person.full_name  # type: ignore[union-attr] # it is found
    assert (found.amount, found.sure) == (case.findings.value(AMOUNT), True)
    doubted = replace(case, findings=replace(case.findings, conflicts=(AMOUNT.text,)))
    assert not glance(doubted, 0).sure


def test_who_was_not_found_is_named_as_printed_and_unsure() -> None:
    """No guess passes for knowledge in a list either."""
    case = unsure().case
    found = glance(case, 0)
    assert {one.sure for one in found.persons} == {False}
    assert [one.name for one in found.persons] == [
        party.name.value for party in case.findings.parties if party.name is not None
    ]


def test_a_list_names_nobody_and_a_row_its_own_debtor_alone() -> None:
    """The whole list tells how many it names; each row its person and sum."""
    case = debtors().case
    assert glance(case, 0).persons == ()
    assert glance(case, 0).listed == len(case.rows)
    for row in case.rows:
        if not glance(case, row.row + 1).persons:
            continue
        (one,) = glance(case, row.row + 1).persons
        party = case.findings.rows[row.row].party
        assert party.name is not None
        assert one.name.split()[-1].casefold() in party.name.value.casefold()
        assert glance(case, row.row + 1).amount == case.findings.rows[row.row].amount.value


def test_nothing_is_told_of_a_protected_identity() -> None:
    """Neither name nor sum."""
    found = glance(protected().case, 0)
    assert (found.persons, found.amount, found.listed) == ((), None, 0)


def test_no_sign_that_cannot_be_seen_is_shown() -> None:
    """Names from a scan are printable text on one line."""
    (*found,) = glance(hostile().case, 0).persons
    assert found
    assert all(one.name.isprintable() for one in found)
