"""An old register is told on the pages where people decide and where they look how things stand."""

from __future__ import annotations

from datetime import date

import pytest
from scenarios.desk import FIXTURES
from visiting import Browser

from pipeline.store.register import Register, RegisterUnavailableError
from pipeline.usecases.office import opened
from pipeline.usecases.register_age import ages


def imported(browser: Browser, on: date) -> None:
    """The sample's persons, taken out on that day."""
    register = Register.open(browser.root / "register.db")
    assert register.import_files([FIXTURES / "register" / "persons.csv"], exported_on=on).done
    register.close()


def test_an_old_register_is_told_on_the_pages(browser: Browser) -> None:
    """With the day of its export; a fresh one is no notice."""
    imported(browser, date(2026, 1, 2))
    queue, overview = browser.text("/review"), browser.text("/overview")
    assert "Registret är gammalt" in queue
    assert "Personer: 506, uttag 2026-01-02" in queue
    assert "Läs in ett färskt uttag." in queue
    assert "2026-01-02" in overview
    assert "dagar gammalt: läs in ett färskt" in overview
    assert 'troskel_register_age_days{kind="persons"}' in browser.text("/metrics")
    with opened(browser.root) as office:
        imported(browser, office.today())
    assert "Registret är gammalt" not in browser.text("/review")
    assert "gammalt" not in browser.text("/overview")


def test_a_kind_that_was_never_imported_is_told(browser: Browser) -> None:
    """Without relations no child by custody is found."""
    for file in browser.root.glob("register.db*"):
        file.unlink()
    with opened(browser.root) as office:
        today = office.today()
    imported(browser, today)
    assert "Relationer: aldrig inlästa" in browser.text("/review")
    assert "Aldrig inläst" in browser.text("/overview")


def test_no_register_stops_no_page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing, empty, broken or busy: the pages are shown, and check tells what is wrong."""
    for file in browser.root.glob("register.db*"):
        file.unlink()
    assert "egistret" not in browser.text("/overview")
    assert not (browser.root / "register.db").exists()
    Register.open(browser.root / "register.db").close()
    assert "egistret" not in browser.text("/overview")

    def busy(_: Register) -> None:
        raise RegisterUnavailableError("upptaget")

    with monkeypatch.context() as patch:
        patch.setattr(Register, "imports", busy)
        assert "egistret" not in browser.text("/overview")
    for file in browser.root.glob("register.db*"):
        file.unlink()
    (browser.root / "register.db").write_bytes(b"inget register" * 400)
    with opened(browser.root) as office:
        assert ages(office) == ()
