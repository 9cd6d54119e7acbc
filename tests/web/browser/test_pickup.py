"""A unit's day in a real browser: found, looked through, taken, sent, handed back; for everyone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from browser_desk import Desk
from playwright.sync_api import Page, expect
from test_for_everyone import CONTRAST, LAW, faults
from used_workspace import SENT

from pipeline.domain.kinds import State
from pipeline.store import letters, packets
from pipeline.usecases.office import opened

NUMBER = "19861004-9804"
"""The made-up tenant whom the sent letter is about."""


def packet_of(desk: Desk) -> packets.Packet:
    """The newest packet of the sent letter at vuxen."""
    with opened(desk.root) as office:
        found = packets.of_letter(office.ledger, desk.letter(SENT))
    return [one for one in found if one.unit == "vuxen"][-1]


def on(page: Page, role: str, name: str) -> None:
    """Tab until that control has the focus."""
    goal = page.get_by_role(role, name=name).first  # type: ignore[arg-type] # a role's name
    for _ in range(60):
        if goal.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{name} is not reached by the keyboard")


def test_found_taken_noted_and_handed_back_by_keyboard_alone(desk: Desk) -> None:
    """No click from the search to the hand-back; each step says what was done."""
    page = desk.sit()
    page.goto(f"{desk.server.address}/units/vuxen")
    on(page, "searchbox", "Sök bland enhetens underlag")
    page.keyboard.type(NUMBER)
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_have_text("1 träff")
    expect(page.locator("#found")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Hyresskuld")
    picture = page.locator(".preview img").first
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("one => one.naturalWidth") > 600
    on(page, "button", "Hämta mot kvitto")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Hämtat mot kvitto")
    expect(page.locator("main")).to_contain_text("av Anna Provsson. Kontrollsumma")
    on(page, "checkbox", "Brevet skulle vänta. Det har ändå skickats.")
    page.keyboard.press("Space")
    on(page, "button", "Anteckna som skickat")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Antecknat: brevet är skickat")
    expect(page.locator(".outgoing .sure")).to_contain_text("av Anna Provsson")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    on(page, "combobox", "Varför lämnas det tillbaka?")
    page.keyboard.type("Fel enhet")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Brevet har gått till granskning")
    with opened(desk.root) as office:
        assert letters.letter(office.ledger, desk.letter(SENT)).state is State.REVIEW


def test_a_double_click_and_the_back_button_do_no_harm(desk: Desk) -> None:
    """Taken once; the page from before, sent again, takes nothing more and says so."""
    page = desk.sit()
    at = f"{desk.server.address}/units/vuxen/{packet_of(desk).name}"
    page.goto(at)
    page.get_by_role("button", name="Hämta mot kvitto").dblclick()
    expect(page.locator(".said")).to_contain_text("Hämtat mot kvitto")
    page.go_back()
    again = page.get_by_role("button", name="Hämta mot kvitto")
    if again.count():
        again.click()
        expect(page.locator(".said")).to_contain_text("Hämtat mot kvitto")
    with opened(desk.root) as office:
        assert office.ledger.number("SELECT count(*) FROM pickups") == 1


def test_all_are_marked_at_once_and_taken_with_one_receipt(desk: Desk) -> None:
    """One press marks, the next unmarks; the receipt has the focus and names each."""
    page = desk.sit()
    page.goto(f"{desk.server.address}/units/vuxen")
    boxes = page.locator(".boxes input")
    number = boxes.count()
    assert number > 1
    everything = page.get_by_role("button", name="Markera alla")
    for expected in (number, 0, number):
        everything.click()
        expect(page.locator(".boxes input:checked")).to_have_count(expected)
    page.get_by_role("button", name="Hämta de markerade mot kvitto").click()
    expect(page.locator("#receipt")).to_be_focused()
    expect(page.locator(".receipt li")).to_have_count(number)
    expect(page.locator(".receipt li").first).to_contain_text("av Anna Provsson. Kontrollsumma")
    assert faults(page, LAW) == []
    page.go_back()
    page.go_forward()
    with opened(desk.root) as office:
        assert office.ledger.number("SELECT count(*) FROM pickups") == number


def test_everything_works_without_scripts(desk: Desk, tmp_path: Path) -> None:
    """Marked, downloaded and printed together, and printed from the list."""
    page = desk.sit(java_script_enabled=False)
    page.goto(f"{desk.server.address}/units/vuxen")
    name = packet_of(desk).name
    page.locator(f"input[value='{name}']").check()
    with page.expect_download() as told:
        page.get_by_role("button", name="Ladda ner de markerade").click()
    target = tmp_path / "underlag.zip"
    told.value.save_as(target)
    with zipfile.ZipFile(target) as packed:
        assert f"{name}/underlag.pdf" in packed.namelist()
    page.goto(f"{desk.server.address}/units/vuxen")
    page.locator(f"input[value='{name}']").check()
    with page.context.expect_event("response", lambda one: one.url.endswith("/print")) as printed:
        page.get_by_role("button", name="Skriv ut de markerade").click()
    assert printed.value.headers["content-type"] == "application/pdf"
    link = page.get_by_role("link", name="Skriv ut").first
    paper = page.request.get(f"{desk.server.address}{link.get_attribute('href')}")
    assert paper.headers["content-type"] == "application/pdf"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_a_unit_shuts_anybody_out(desk: Desk, scheme: str) -> None:
    """The list, late ones, a search, a packet that waits, one taken, one handed back; 320 wide."""
    with opened(desk.root) as office, office.ledger.atomic():
        office.ledger.write("UPDATE packets SET delivered_at = '2026-10-05T08:00:00+00:00'")
    page = desk.sit(scheme=scheme)
    rules = LAW if scheme == "light" else CONTRAST
    unit = f"{desk.server.address}/units/vuxen"
    at = f"{unit}/{packet_of(desk).name}"

    def fits(where: str) -> None:
        page.wait_for_load_state("networkidle")
        for details in page.locator("details").all():
            details.evaluate("one => { one.open = true; }")
        assert faults(page, rules) == [], where
        page.set_viewport_size({"width": 320, "height": 640})
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, (where, wide)
        page.set_viewport_size({"width": 1366, "height": 768})

    page.goto(f"{desk.server.address}/units")
    fits("units")
    page.goto(unit)
    page.get_by_label("Sök bland enhetens underlag").fill(NUMBER)
    page.keyboard.press("Enter")
    fits("found")
    page.goto(at)
    fits("waits")
    page.get_by_role("button", name="Hämta mot kvitto").click()
    page.get_by_label("Brevet skulle vänta. Det har ändå skickats.").first.check()
    page.get_by_role("button", name="Anteckna som skickat").first.click()
    fits("taken")
    page.get_by_label("Varför lämnas det tillbaka?").fill("Fel enhet")
    page.get_by_role("button", name="Lämna tillbaka").click()
    page.get_by_role("button", name="Skapa en adress").click()
    fits("unit")
    page.goto(at)
    fits("handed back")
