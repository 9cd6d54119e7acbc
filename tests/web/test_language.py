"""Swedish, and English beside it: whoever chooses it gets it, until they choose again."""

from __future__ import annotations

from visiting import Browser, visitor

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
