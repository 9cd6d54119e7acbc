"""A blind sample's page: persons and children are picked, nothing tells the program's choice."""

from __future__ import annotations

import re

import pytest
from used_workspace import SENT, STAFF
from visiting import Browser

from pipeline.domain.sampling import values_of
from pipeline.store import letters, samples
from pipeline.store.register import Register
from pipeline.usecases.office import opened

TENANT = "198610049804"
CHILDREN = {"202010249809", "201504309814"}


@pytest.fixture
def at(browser: Browser) -> str:
    """The page of a letter that is in the sample."""
    settings = browser.root / "troskel.toml"
    settings.write_text(settings.read_text() + "\n[risk]\nsample_share = 1.0\n")
    return f"/samples/{browser.letter(SENT)}"


def boxes(page: str, name: str) -> dict[str, bool]:
    """The numbers that may be ticked, and whether each is."""
    found = re.findall(rf'<input type="checkbox" name="{name}" value="(\d+)"( checked)?>', page)
    return {number: bool(checked) for number, checked in found}


def test_the_page_tells_nothing_before_anybody_is_searched_for(browser: Browser, at: str) -> None:
    """Neither person, child nor sum."""
    page = browser.text(at)
    assert boxes(page, "persons") == boxes(page, "children") == {}
    with opened(browser.root) as office:
        letter = letters.letter(office.ledger, browser.letter(SENT))
        told = values_of(letters.case(office.ledger, letter.id, letter.revision))
    assert told["person"] == {TENANT}
    assert not any(number in page for number in (TENANT, *CHILDREN))


def test_person_and_children_are_ticked_not_retyped(browser: Browser, at: str) -> None:
    """Found though misspelt; the home of whoever is ticked comes along, nobody ticked in it."""
    page = browser.send(at, f"{at}/search", search="gunila asvik", kind="rent_debt").text
    assert boxes(page, "persons")[TENANT] is False
    assert '<option value="rent_debt" selected>' in page
    page = browser.send(at, f"{at}/search", search="gunila asvik", persons=TENANT).text
    assert boxes(page, "persons")[TENANT] is True
    offered = boxes(page, "children")
    assert set(offered) >= CHILDREN
    assert not any(offered.values())
    assert "skrivet på samma adress" in page
    kept = browser.send(at, f"{at}/search", persons=TENANT, children=sorted(CHILDREN)).text
    assert {number for number, ticked in boxes(kept, "children").items() if ticked} == CHILDREN
    done = browser.send(
        at, f"{at}/answer", kind="rent_debt", persons=TENANT, children=sorted(CHILDREN)
    )
    assert done.headers["location"] == "/samples?gjort=sample"
    with opened(browser.root) as office:
        (one,) = samples.all_of(office.ledger)
    assert one.differs == ()


def test_a_number_that_the_register_lacks_is_written(browser: Browser, at: str) -> None:
    """Beside what is ticked; a number that is none is refused and nothing is kept."""
    wrong = browser.send(
        at, f"{at}/answer", kind="other", persons_more="19861004-9805", no_children="1"
    )
    assert wrong.status_code == 400
    both = browser.send(
        at, f"{at}/answer", kind="other", persons=TENANT, no_persons="1", no_children="1"
    )
    assert both.status_code == 400
    done = browser.send(
        at,
        f"{at}/answer",
        kind="rent_debt",
        persons_more=f"{TENANT[:8]}-{TENANT[8:]}",
        children_more=" ".join(sorted(CHILDREN)),
    )
    assert done.headers["location"] == "/samples?gjort=sample"


def test_nobody_with_a_protected_identity_is_offered(browser: Browser, at: str) -> None:
    """Neither by a search nor in the home of another, unless the asker is named for it."""

    def offered(**asked: str) -> set[str]:
        page = browser.send(at, f"{at}/search", **asked).text
        return {*boxes(page, "persons"), *boxes(page, "children")} | {
            f"{born}{last}" for born, last in re.findall(r"(\d{8})-(\d{4})", page)
        }

    register = Register.open(browser.root / "register.db")
    try:
        flagged = [one.number.digits for one in register.flagged()]
        beside = {
            other.number.digits: one.number.digits
            for one in register.flagged()
            for other in register.residents(one.address.street or "x")
            if other.number.digits not in flagged
        }
    finally:
        register.close()
    assert flagged
    assert beside
    for number in flagged:
        assert not offered(search=number)
    for number, protected in beside.items():
        assert protected not in offered(persons=number)
    browser.become("siri", STAFF, "administrator", named=True)
    assert flagged[0] in offered(search=flagged[0])
    assert all(protected in offered(persons=number) for number, protected in beside.items())
