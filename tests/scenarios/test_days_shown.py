"""A unit's days as staff meet them: its page, its calendar, the queue, the roster, the commands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from bailiff import Court, people
from starlette.testclient import TestClient
from typer.testing import CliRunner
from visiting import EVERY_ROLE, visitor, with_account

from pipeline.cli import app
from pipeline.domain.settings import Officer
from pipeline.store.errors import NotAllowedError, NotFoundError, SettingsError
from pipeline.store.workspace import open_workspace
from pipeline.usecases import review
from pipeline.usecases.duty import Roster
from pipeline.usecases.engine import duty_today
from pipeline.usecases.office import Office
from pipeline.usecases.pickup import lying
from pipeline.usecases.queue import queue
from pipeline.web.app import create_app
from pipeline.web.cookies import SESSION

ROSTER = "enhet;namn;telefon;veckodagar;omrade\n"


@pytest.fixture
def page(court: Court, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The pages of the workspace, on the day of the letter that came last."""
    monkeypatch.setattr(Office, "today", lambda _: court.day[0])
    with visitor(create_app(open_workspace(court.root), court.engine)) as one:
        one.cookies.set(SESSION, with_account(court.root, "anna", "Anna Provsson", *EVERY_ROLE))
        yield one


def run(court: Court, *words: str) -> tuple[int, str]:
    """A command in the workspace: its exit code and all that it says."""
    result = CliRunner().invoke(
        app, [*words, "--workspace", str(court.root)], env={"COLUMNS": "200"}
    )
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout + result.stderr


def roster(court: Court, rows: str, head: str = "") -> None:
    """The workspace has that roster."""
    (court.root / "jour.csv").write_text(ROSTER + rows, encoding="utf-8")
    file = court.root / "troskel.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f'roster = "jour.csv"\n{head}{text}', encoding="utf-8")


def test_a_units_page_shows_what_comes_and_what_was_called_off(
    court: Court, page: TestClient
) -> None:
    """The hour, the letter, by which rule; a called-off day is struck, and says why."""
    court.receive("set", "2026-10-07")
    shown = page.get("/units/barn_unga").text
    assert "Kommande dagar" in shown
    assert "09.30" in shown
    assert "Närvara vid avhysningen" in shown
    assert "<s>" not in shown
    court.receive("cancelled", "2026-10-13")
    shown = page.get("/units/barn_unga").text
    assert "<s>Närvara vid avhysningen" in shown
    assert "inställd avhysning, daterat 2026-10-12" in shown
    assert "PASSERAD" not in shown
    shown = page.get("/units/vuxen").text
    assert 'Ansvarig handläggare i dag: <span translate="no">Vera Vaktsson' in shown
    for address in ("/review", "/overview"):
        assert "utan ansvarig handläggare" not in page.get(address).text.partition("Enheter ")[0]
    assert "troskel_units_without_officer 0" in page.get("/metrics").text


def test_the_calendar_is_a_file_for_other_programs(court: Court, page: TestClient) -> None:
    """The same over the page and by command; none of the restricted unit, nor of one unknown."""
    court.receive("set", "2026-10-07")
    answer = page.get("/units/barn_unga/calendar.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'inline; filename="barn_unga.ics"'
    assert "/units/barn_unga/calendar.ics" in page.get("/units/barn_unga").text
    file = court.root / "barn_unga.ics"
    code, said = run(court, "calendar", "barn_unga", "--out", str(file))
    assert (code, said.strip()) == (0, f"{file}: 1 dagar att hålla.")
    assert file.read_bytes() == answer.content
    assert not [secret for secret in people("family_bou") if secret in answer.text]
    code, said = run(court, "calendar", "barn_unga")
    assert code == 0
    assert said.startswith("BEGIN:VCALENDAR")
    code, said = run(court, "calendar", "barn_unga", "--json")
    assert [one["what"] for one in json.loads(said)] == ["attend"]
    assert page.get("/units/skyddad/calendar.ics").status_code == 403
    assert page.get("/units/annan/calendar.ics").status_code == 403
    assert run(court, "calendar", "skyddad", "--by", "Nyfiken Nilsson")[0] == 1
    assert run(court, "calendar", "skyddad", "--by", "Siri Skyddsson")[0] == 0
    assert run(court, "calendar", "vuxen", "--out", str(court.root / "ingen" / "a.ics"))[0] == 1
    with pytest.raises(NotAllowedError):
        court.agenda("skyddad")
    with pytest.raises(NotFoundError):
        court.agenda("annan")


def test_what_expires_first_stands_first(court: Court) -> None:
    """At the unit by its own days; in review by the letter's, its urgency counted as a day."""
    court.receive("unknown", "2026-10-05")
    court.receive("set", "2026-10-07")
    court.receive("moved_before", "2026-10-14")
    waiting = {one.letter.id: one.expires for one in queue(court.office)}
    assert waiting == {court.letter("unknown").id: date(2026, 10, 5)}
    there = lying(court.office, "vuxen")
    assert [one.packet.letter for one in there] == [
        court.letter("set").id,
        court.letter("moved_before").id,
    ]
    assert [one.expires for one in there] == [date(2026, 10, 7), date(2026, 10, 14)]
    told = lying(court.office, "barn_unga")
    # The older time leads no queue any more.
    assert [[day.what for day in one.days] for one in told] == [[], ["attend"]]
    review.confirm_sent(court.office, court.letter("set").id, by="Vera")
    (first, _) = lying(court.office, "vuxen")
    assert "kfm_confirmation" not in {day.what for day in first.days}


def test_the_review_page_tells_of_the_other_notices(court: Court, page: TestClient) -> None:
    """All of them, which one holds, and that this one is older."""
    court.receive("cancelled", "2026-10-13")
    court.receive("set", "2026-10-14")
    shown = page.get(f"/review/{court.letter('set').id}").text
    assert "Besked i samma mål" in shown
    assert "Inställd avhysning, daterat 2026-10-12" in shown
    assert "(GÄLLER)" in shown
    assert "Det nyaste brevet gäller" in shown
    code, said = run(court, "explain", court.letter("set").id[:12])
    assert code == 0
    assert "Besked i samma mål" in said
    code, said = run(court, "explain", court.letter("set").id[:12], "--detail")
    assert "Besked i samma mål" in said


def test_nobody_named_today_is_an_alarm_everywhere(
    court: Court, page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the queue, at the unit, in the overview, by status, check and duty, each with its code."""
    file = court.root / "troskel.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.partition("[duty.vuxen]")[0], encoding="utf-8")
    roster(court, "vuxen;Anna Jourssson;031-1;mån;\n")
    said = "Ingen ansvarig handläggare är utsedd för Vuxenenheten 2026-10-06"
    monkeypatch.setattr(Office, "today", lambda _: date(2026, 10, 5))
    assert "Anna Jourssson" in page.get("/units/vuxen").text
    assert run(court, "duty")[0] == 0
    assert run(court, "duty", "--on", "2026-10-06")[0] == 1
    monkeypatch.setattr(Office, "today", lambda _: date(2026, 10, 6))
    for address in ("/review", "/overview"):
        assert said in page.get(address).text
    assert "ingen är utsedd" in page.get("/units/vuxen").text
    assert "troskel_units_without_officer 1" in page.get("/metrics").text
    for words, code in ((("duty",), 1), (("status",), 0), (("check",), 1)):
        answer = run(court, *words)
        assert answer[0] == code
        assert said in " ".join(answer[1].split())
    code, told = run(court, "duty", "--json")
    assert code == 1
    assert json.loads(told)["named"][0]["officer"] is None


def test_a_standing_officer_stands_in_with_a_notice(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The roster has a gap: the unit's own is named, and somebody is told (C15)."""
    roster(court, "vuxen;Anna Jourssson;031-1;mån;\n")
    monkeypatch.setattr(Office, "today", lambda _: date(2026, 10, 10))
    code, said = run(court, "duty")
    assert code == 0
    assert "Jourlistan har ingen för Vuxenenheten 2026-10-10. Vera Vaktsson namnges i" in said
    assert run(court, "check")[1].count("Vera Vaktsson namnges i stället") == 1


def test_areas_have_officers_of_their_own(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the home's postal code (C25): one without an officer is an alarm by its name."""
    rows = "vuxen;Nora Nord;031-2;;nordost\n"
    roster(court, rows)
    file = court.root / "troskel.toml"
    areas = '\n[areas]\nnordost = ["415"]\nhisingen = ["417"]\n'
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[duty.vuxen]", "[duty.barn_unga]") + areas, encoding="utf-8")
    monkeypatch.setattr(Office, "today", lambda _: date(2026, 10, 5))
    code, said = run(court, "duty")
    assert code == 1
    assert "Nora Nord" in said
    assert "för Vuxenenheten, område hisingen 2026-10-05" in said


def test_a_unit_that_the_routine_lacks_is_named(court: Court) -> None:
    """A slip of the pen in the roster would name nobody."""
    roster(court, "vuxna;Anna Jourssson;031-1;;\n")
    assert "vuxna är ingen enhet i rutinen" in run(court, "check")[1]


def test_a_roster_that_changes_is_read_again_and_a_broken_one_leaves_the_last(
    court: Court,
) -> None:
    """A program that runs on follows the file; an alarm tells of what it cannot read."""
    roster(court, "vuxen;Anna;031-1;;\n")
    workspace = open_workspace(court.root)
    shifts = Roster(workspace)
    assert [one.officer for one in shifts()] == [Officer(name="Anna", phone="031-1")]
    file = court.root / "jour.csv"
    file.write_text(f"{ROSTER}vuxen;Beata Berg;031-2;;\n", encoding="utf-8")
    assert [one.officer.name for one in shifts()] == ["Beata Berg"]
    file.write_text(f"{ROSTER}vuxen;;031-2;;\n", encoding="utf-8")
    assert [one.officer.name for one in shifts()] == ["Beata Berg"]
    file.unlink()
    assert [one.officer.name for one in shifts()] == ["Beata Berg"]
    with pytest.raises(SettingsError):
        Roster(workspace)
    code, said = run(court, "duty")
    assert code == 1
    assert "Jourlistan jour.csv finns inte" in said
    assert run(court, "process")[0] == 2


def test_a_broken_routine_is_an_alarm_and_status_still_tells(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with it stands there in words."""

    def broken(_: object) -> None:
        raise SettingsError("Rutinen är trasig.")

    monkeypatch.setattr("pipeline.usecases.engine.newest_routine", broken)
    assert duty_today(court.office).alarms == ("Rutinen är trasig.",)
    code, said = run(court, "status")
    assert code == 0
    assert "Rutinen är trasig." in said


def test_the_settings_of_a_new_workspace_tell_of_the_roster(court: Court) -> None:
    """Where to write what."""
    text = Path(court.root / "troskel.toml").read_text(encoding="utf-8")
    assert "# roster = " in text
    assert "# [areas]" in text
    assert "# [[shift]]" in text
