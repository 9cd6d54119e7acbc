"""For everyone: names, contrast and order in light and dark, large text, and the samples."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_desk import AMOUNTS, BUNDLE, Desk
from playwright.sync_api import Page, expect
from used_workspace import KRONOFOGDEN, LISTED, SENT, UNSURE

from pipeline.store import letters, samples
from pipeline.usecases.office import opened

LAW = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
"""All that differs between light and dark."""


def faults(page: Page, rules: object = LAW) -> list[str]:
    """What axe-core finds wrong on the page, with where."""
    found: Any = Axe().run(page, options={"runOnly": rules}).response
    return [
        f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']]}"
        for one in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_station_shuts_anybody_out(desk: Desk, scheme: str) -> None:
    """Queue, letters in doubt, lists, sent ones, the key map, whoever came second, samples."""
    page = desk.sit(scheme=scheme)
    rules = LAW if scheme == "light" else CONTRAST
    addresses = {
        name: desk.at(name) for name in (UNSURE, AMOUNTS, KRONOFOGDEN, LISTED, SENT, BUNDLE)
    }
    addresses |= {"queue": f"{desk.server.address}/review"}
    addresses |= {"samples": f"{desk.server.address}/samples"}
    for name, address in addresses.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        for details in page.locator("details").all():
            details.evaluate("one => { one.open = true; }")
        assert faults(page, rules) == [], name
    page.goto(addresses["queue"])
    page.keyboard.press("?")
    assert faults(page, rules) == [], "keys"


def test_a_page_four_times_as_large_needs_no_scrolling_sideways(desk: Desk) -> None:
    """As wide as a quarter of the screen: one column, and nothing beside it."""
    page = desk.sit()
    page.set_viewport_size({"width": 342, "height": 192})
    for address in (f"{desk.server.address}/review", desk.at(UNSURE), desk.at(LISTED)):
        page.goto(address)
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, (address, wide)


def test_nothing_covers_what_has_the_focus(desk: Desk) -> None:
    """Tabbed through, each control is seen above the bar."""
    page = desk.sit()
    page.goto(desk.at(AMOUNTS))
    page.wait_for_load_state("networkidle")
    for _ in range(25):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => {
              const one = document.activeElement, bar = document.querySelector(".bar");
              if (!one || one === document.body || bar.contains(one)) return "";
              const a = one.getBoundingClientRect(), b = bar.getBoundingClientRect();
              return a.top >= b.top && a.bottom <= b.bottom ? one.outerHTML : "";
            }"""
        )
        assert covered == ""


def test_a_blind_sample_is_read_without_being_told(desk: Desk) -> None:
    """Only the pages are shown; the answer is kept, and a difference takes the letter back."""
    file = desk.root / "troskel.toml"
    file.write_text(file.read_text() + "\n[risk]\nsample_share = 1.0\n")
    with desk.again() as other:
        page = other.sit()
        page.goto(f"{other.server.address}/review")
        page.get_by_role("link", name="Stickprov").click()
        page.locator(f"a[href='/samples/{other.letter(SENT)}']").click()
        expect(page.locator(".sheet")).to_have_count(1)
        told = page.locator("main").inner_text()
        with opened(desk.root) as office:
            letter = letters.letter(office.ledger, other.letter(SENT))
            case = letters.case(office.ledger, letter.id, letter.revision)
        for value in case.findings.fields.values():
            assert str(value.value) not in told
        status = page.request.get(f"{other.server.address}/samples/{other.letter(UNSURE)}").status
        assert status == 404, "only what is in the sample"
        page.locator("#kind").select_option("disturbance")
        page.get_by_label("Sök i registret").fill("Gunila Asvik")
        page.keyboard.press("Enter")
        expect(page.locator("[name=persons]").first).to_be_focused()
        tenant = page.locator("[name=persons][value='198610049804']")
        tenant.focus()
        expect(page.locator("[name=children]")).to_have_count(0)
        page.keyboard.press("Space")
        # The home comes along, and nobody in it is marked beforehand.
        expect(page.locator("[name=children]")).to_have_count(2)
        expect(page.locator("[name=children]:checked")).to_have_count(0)
        expect(tenant).to_be_checked()
        expect(tenant).to_be_focused()
        expect(page.locator("#kind")).to_have_value("disturbance")
        assert faults(page, LAW) == []
        page.locator("[name=children]").first.check()
        page.get_by_role("button", name="Svara").click()
        expect(page.locator(".said")).to_contain_text("Det skiljer sig")
    with opened(desk.root) as office:
        assert letters.letter(office.ledger, letter.id).state == "review"
        (kept,) = samples.all_of(office.ledger)
    assert kept.answer.persons == ("198610049804",)
    assert len(kept.answer.children) == 1
    assert set(kept.differs) == {"kind", "household"}
