"""The handbook: each page leads to its part, and what it says of pages, keys and commands is so."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
from visiting import Browser

from pipeline.web import chapters
from pipeline.web.pages import NAVIGATION
from pipeline.web.permissions import NEEDS

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {name: (chapters.FOLDER / f"{name}.md").read_text("utf-8") for name in chapters.CHAPTERS}
SAID = "".join(
    path.read_text("utf-8")
    for path in chain(
        (ROOT / "pipeline" / "templates" / "pages").glob("*.html"),
        (ROOT / "pipeline" / "web").glob("*.py"),
        (ROOT / "pipeline" / "documents").glob("*.py"),
    )
)
"""All that pages can say."""


def test_every_page_leads_to_a_part_that_there_is(browser: Browser) -> None:
    """The link at the top of a page, and the anchor in the chapter that it leads to."""
    for address, _, _ in NAVIGATION:
        page = browser.client.get(address).text
        target = re.search(r'href="(/handbok/[^"]+)" data-handbook', page)
        assert target, address
        path, _, anchor = target[1].partition("#")
        chapter = browser.client.get(path)
        assert chapter.status_code == 200
        assert not anchor or f'id="{anchor}"' in chapter.text, target[1]


@pytest.mark.parametrize("path", [path for method, path in NEEDS if method == "GET"])
def test_the_table_of_parts_has_no_dead_end(path: str) -> None:
    """Whatever page: its part stands in a chapter."""
    name, _, anchor = chapters.about(path).removeprefix("/handbok/").partition("#")
    assert not anchor or anchor in chapters.chapter(name).parts


@pytest.mark.parametrize("name", chapters.CHAPTERS)
def test_what_it_quotes_stands_on_a_page(name: str) -> None:
    """Bold words are those of buttons, headings and links as they stand there."""
    for words in re.findall(r"\*\*([^*]+)\*\*", TEXTS[name]):
        assert words in SAID, words


@pytest.mark.parametrize("name", chapters.CHAPTERS)
def test_its_pictures_are_there_and_are_shown(name: str, browser: Browser) -> None:
    """Each as a PNG with words for who does not see it."""
    for said, file in re.findall(r"!\[([^\]]*)\]\(bilder/([^)]+)\)", TEXTS[name]):
        assert said
        picture = browser.client.get(f"/handbok/bilder/{file}")
        assert picture.headers["content-type"] == "image/png"
    assert browser.client.get("/handbok/bilder/..%2Fit.md").status_code == 404
    assert browser.client.get("/handbok/annat").status_code == 404


def test_no_picture_is_left_over() -> None:
    """Each is shown by a chapter."""
    shown = set(re.findall(r"\(bilder/([^)]+)\)", "".join(TEXTS.values())))
    assert {path.name for path in (chapters.FOLDER / "bilder").glob("*.png")} == shown


def test_the_keys_are_those_of_the_station() -> None:
    """Each key of the table stands in the page's own list."""
    rows = re.findall(r"^\| `(.)`(?: och `(.)`)? \|", TEXTS["administrator"], re.MULTILINE)
    letter = (ROOT / "pipeline" / "templates" / "pages" / "letter.html").read_text("utf-8")
    listed = letter[letter.index("keymap(") :]
    keys = set(filter(None, chain(*rows)))
    assert len(keys) > 5
    assert all(re.search(rf'"(?:[^"]* )?{re.escape(key)}(?: [^"]*)?"', listed) for key in keys)
