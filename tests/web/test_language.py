"""Swedish, and English beside it: whoever chooses it gets it, until they choose again."""

from __future__ import annotations

import re
from string import Formatter

from made_language import several
from used_workspace import UNSURE
from visiting import Browser, visitor

from deploy import translations
from pipeline.web import cookies


def test_the_visitor_chooses_and_comes_back_to_the_same_page(browser: Browser) -> None:
    """Whatever the browser asks for, Swedish stands first; the choice outlives the session."""
    swedish = browser.client.get("/account", headers={"accept-language": "en-GB,en"})
    assert '<html lang="sv">' in swedish.text
    answer = browser.send("/account", "/language", language="en", till="/review?fil=barn")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/review?fil=barn"
    assert "Max-Age=31536000" in answer.headers["set-cookie"]
    assert "HttpOnly" in answer.headers["set-cookie"]
    english = browser.get("/account")
    assert '<html lang="en">' in english.text
    assert english.headers["content-language"] == "en"
    assert "Log out" in english.text
    browser.client.cookies.delete(cookies.SESSION)
    assert "Log in" in browser.text("/login")
    browser.send("/login", "/language", language="sv", till="/login")
    assert "Logga in" in browser.text("/login")


def test_a_choice_leads_nowhere_else_and_is_taken_from_our_pages_alone(browser: Browser) -> None:
    """No address of others, no unknown language, no form of another page."""
    away = browser.send("/account", "/language", language="en", till="//evil.example/")
    assert away.headers["location"] == "/"
    assert browser.send("/account", "/language", language="xx", till="/").status_code == 400
    with visitor(browser.client.app) as stranger:
        assert stranger.post("/language", data={"language": "en"}).status_code == 403


def test_every_text_is_translated_with_its_places_and_nothing_else_is() -> None:
    """The catalog has the texts of the pages, all of them, and is compiled as it stands."""
    kept, texts = translations.kept(), translations.gathered()
    assert {one.id for one in kept} == {one.id for one in texts}, "make translations"
    assert not translations.untranslated(kept)
    assert translations.PO.read_bytes() == translations.written(kept)
    assert translations.MO.read_bytes() == translations.compiled(kept)
    for one in (one for one in kept if one.id):
        for said in zip(several(one.id), several(one.string), strict=True):
            assert _places(said[0]) == _places(said[1]), said
            assert _tags(said[0]) == _tags(said[1]), said
            # A translation may stand in an attribute, where its Swedish may.
            assert said[0].count('"') == said[1].count('"'), said


def _places(text: str) -> set[str]:
    filled = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    return filled | set(re.findall(r"%\(\w+\)s", text))


def _tags(text: str) -> list[str]:
    return sorted(re.findall(r"<[^>]*>", text))


def test_a_page_has_the_texts_that_its_scripts_say_and_no_others(browser: Browser) -> None:
    """A script asks for them by name; one that it lacks would be silence."""
    scripts = {
        "/inbox": ("handin",),
        f"/review/{browser.letter(UNSURE)}": ("station", "values", "company", "scan"),
    }
    for address, names in scripts.items():
        said = "".join(browser.text(f"/static/{name}.js") for name in names)
        texts = browser.text(address).partition('<div id="texts" hidden')[2].partition(">")[0]
        given = {
            re.sub("-(.)", lambda found: found[1].upper(), name)
            for name in re.findall(r"data-([\w-]+)=", texts)
        }
        assert set(re.findall(r'said\("(\w+)"', said)) <= given
        assert not [name for name in given if f'"{name}"' not in said]
