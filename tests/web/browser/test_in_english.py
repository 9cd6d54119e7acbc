"""English beside Swedish in a real browser: chosen by keyboard, worked in, open to everybody."""

from __future__ import annotations

import pytest
from browser_desk import AMOUNTS, POWER, Desk, awake
from playwright.sync_api import expect
from test_for_everyone import CONTRAST, LAW, faults
from used_workspace import KRONOFOGDEN, LISTED, SENT, UNSURE

from pipeline.domain.edits import Act
from pipeline.store import letters
from pipeline.usecases.office import opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_letter_is_reviewed_in_english_by_keyboard_alone(desk: Desk, scheme: str) -> None:
    """Chosen on the letter's own page and come back to it; approved there; nothing shuts out."""
    page = desk.sit(scheme=scheme)
    page.goto(desk.at(POWER))
    expect(page.locator("[data-bar-lead]")).to_contain_text("Godkänner du går brevet till")
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.language button')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url == desk.at(POWER)
    expect(page.locator("[data-bar-lead]")).to_contain_text("If you approve, the letter goes to")
    awake(page)
    page.keyboard.press("g")
    expect(page.locator(".said")).to_contain_text("Approved.")
    with opened(desk.root) as office:
        made = letters.edits(office.ledger, desk.letter(POWER))
    assert [edit.act for edit in made] == [Act.APPROVE]
    rules = LAW if scheme == "light" else CONTRAST
    places = [desk.at(name) for name in (UNSURE, AMOUNTS, KRONOFOGDEN, LISTED, SENT)]
    pages = ("review", "samples", "inbox", "account", "accounts")
    # So high that the bar at the bottom lies over nothing: what it covers is a scroll away.
    page.set_viewport_size({"width": 1366, "height": 4000})
    for address in (*places, *(f"{desk.server.address}/{one}" for one in pages)):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        for details in page.locator("details").all():
            details.evaluate("one => { one.open = true; }")
        assert faults(page, rules) == [], address


def test_the_scripts_speak_the_language_of_the_page(desk: Desk) -> None:
    """What they say of a box, of a change and of a lost connection stands in the page."""
    page = desk.sit()
    page.goto(desk.at(AMOUNTS))
    page.get_by_role("button", name="English").click()
    expect(page.locator("[data-fills-now]")).to_have_text(
        "Drag a box on the picture to fill in: Amount"
    )
    page.keyboard.press("e")
    with page.expect_response("**/effect"):
        page.locator("[name='field.amount_sek']").fill("")
    expect(page.locator("#v-amount_sek [data-show]")).to_have_text("not in the letter")
    page.context.set_offline(True)
    page.locator("[name='field.amount_sek']").fill("1")
    expect(page.locator("#answer")).to_contain_text("No contact with the server.")
