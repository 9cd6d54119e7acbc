"""The overview, IT's page, the routine and a letter's history in a browser: shut to nobody."""

from __future__ import annotations

import io

import pdfplumber
import pytest
from browser_desk import Desk
from many_letters import copies
from test_for_everyone import CONTRAST, LAW, faults
from used_workspace import DAY, SENT, UNSURE

from pipeline.usecases.office import opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_figures_shuts_anybody_out(desk: Desk, scheme: str) -> None:
    """Names, order, contrast; charts with words; nothing beside the page when it is narrow."""
    with opened(desk.root) as office:
        for day, number in enumerate((9, 12, 3, 7, 8)):
            copies(office, SENT, number, kind="disturbance" if day % 2 else "", day=day)
        copies(office, UNSURE, 6, day=1)
    page = desk.sit(scheme=scheme)
    addresses = (
        f"/overview?period={DAY:%Y-%m}",
        "/drift",
        "/routines",
        f"/review/{desk.letter(SENT)}/historia",
    )
    for address in addresses:
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(desk.server.address + address)
        for details in page.locator("details").all():
            details.evaluate("one => { one.open = true; }")
        assert faults(page, LAW if scheme == "light" else CONTRAST) == [], address
        page.set_viewport_size({"width": 320, "height": 640})
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, (address, wide)
    page.goto(desk.server.address + addresses[0])
    assert page.locator("svg.plot rect.exact").count() >= 4
    assert page.locator("svg.plot rect.small").count() == 1
    plot = page.get_by_role("img", name="Inkomna brev")
    assert plot.count() == 1
    bar = page.locator("svg.long rect.exact").first.bounding_box()
    assert bar is None or bar["height"] > 0


def test_the_printed_page_is_not_torn(desk: Desk) -> None:
    """Three sheets at most; the chart and all the days behind it stand on the first."""
    with opened(desk.root) as office:
        for day in range(26):
            copies(office, SENT, 5 + day % 3, day=day)
    page = desk.sit(scheme="dark")
    page.goto(f"{desk.server.address}/overview?period={DAY:%Y-%m}")
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as made:
        sheets = [one.extract_text() for one in made.pages]
    assert len(sheets) <= 3
    assert "Inkomna brev" in sheets[0]
    assert f"{DAY:%Y-%m}-30" in sheets[0]
    assert sheets[0].count("Summa") == 1
