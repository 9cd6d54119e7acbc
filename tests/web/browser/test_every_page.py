"""Every other page for everyone: in light and dark, in Swedish and in English."""

from __future__ import annotations

import pytest
from browser_desk import AMOUNTS, Desk
from playwright.sync_api import Page, expect
from test_company import change
from test_for_everyone import faults
from test_pickup import packet_of
from used_workspace import SENT

from pipeline.web.cookies import LANGUAGE, SESSION


@pytest.mark.parametrize(("scheme", "language"), [("light", "sv"), ("dark", "en")])
def test_no_page_shuts_anybody_out(desk: Desk, scheme: str, language: str) -> None:
    """What the tests of each part leave out: the way in, the help, what is refused or not there."""
    file = desk.root / "troskel.toml"
    file.write_text(file.read_text() + "\n[risk]\nsample_share = 1.0\n")
    with desk.again() as other:
        page = other.sit(scheme=scheme)
        cookie = {"name": LANGUAGE, "value": language, "url": other.server.address}
        page.context.add_cookies([cookie])  # type: ignore[list-item] # a cookie as it is
        addresses = (
            "/account",
            "/accounts",
            "/inbox",
            "/handbok",
            "/handbok/handlaggare",
            "/routines",
            "/routines/2022-02-15",
            "/units",
            "/units/vuxen",
            f"/units/vuxen/{packet_of(desk).name}",
            "/overview",
            "/drift",
            f"/review/{desk.letter(SENT)}/historia",
            f"/samples/{desk.letter(SENT)}",
            "/ingenstans",
            "/units/skyddad",
        )
        for address in addresses:
            page.goto(other.server.address + address)
            looked_at(page, language, address)
        second = other.sit("Bo Ek")
        for one in (page, second):
            one.goto(other.at(AMOUNTS))
        for one in (second, page):
            change(one, "reference", "A-17" if one is page else "B-42")
            one.keyboard.press("s")
            one.locator(".said, #mine").first.wait_for()
        expect(page.locator("#mine")).to_be_visible()
        looked_at(page, language, "overtaken")
        page.context.clear_cookies(name=SESSION)
        page.goto(f"{other.server.address}/login")
        looked_at(page, language, "login")


def looked_at(page: Page, language: str, where: str) -> None:
    """All of it unfolded, in that language, without a fault."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("html")).to_have_attribute("lang", language)
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true; }")
    assert faults(page) == [], where
