"""Kronofogden's letters from scan to packets: scenarios 8 to 12, and what follows day by day."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pdfplumber
import pytest
from bailiff import AT, LATER, Court, people

from pipeline.commands.telling import letter_text, way_text
from pipeline.documents.drafts import in_review
from pipeline.documents.ids import PacketIds
from pipeline.domain.edits import Act
from pipeline.usecases import review
from pipeline.usecases.check import check
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.explain import explain
from pipeline.usecases.office import opened
from pipeline.usecases.queue import queue
from pipeline.usecases.review import Said
from pipeline.usecases.status import confirmations


def text_of(path: Path) -> str:
    """All that can be read in a PDF."""
    with pdfplumber.open(path) as file:
        return " ".join(" ".join(page.extract_text() or "" for page in file.pages).split())


def approve(by: str = "Anna Granskarsson") -> Said:
    """Somebody takes what is left upon herself."""
    return Said(act=Act.APPROVE, by=by, reason="kontrollerat")


def test_scenario_8_both_units_attend_on_the_day_and_the_hour(court: Court) -> None:
    """Confirmation the same day, the F2a units, and an attendance for each that must be there."""
    line = court.receive("set", "2026-10-07")
    assert (line["state"], line["priority"]) == ("routed", "same_day"), line["reasons"]
    assert {one["unit"]: one["role"] for one in line["packets"]} == {
        "vuxen": "handle",
        "barn_unga": "information",
        "ekonomiskt_bistand": "information",
    }
    days = {one["what"]: one["on"] for one in line["deadlines"]}
    assert days == {
        "kfm_confirmation": "2026-10-07",
        "eviction": "2026-10-19",
        "registration": "2026-10-08",
    }
    assert {one["template"] for one in line["letters_out"]} == {
        "bekraftelse_kfm",
        "bekraftelse_kfm_kopia",
        "informationsbrev",
        "kallelse",
    }
    for unit in ("vuxen", "barn_unga"):
        assert court.attending(unit) == {"set": (str(AT), "holds", "")}
        assert "Tid: 2026-10-19 kl. 09.30." in text_of(court.packet("set", unit) / "checklista.pdf")
    assert court.agenda("ekonomiskt_bistand") == ()
    (owed,) = [one for one in court.agenda("vuxen") if one.what == "kfm_confirmation"]
    assert owed.on.isoformat() == "2026-10-07"
    review.confirm_sent(court.office, court.letter("set").id, by="Vera Vaktsson")
    assert {one.what for one in court.agenda("vuxen")} == {"attend"}


def test_the_feed_tells_nobody_who_it_is_about(court: Court) -> None:
    """A letter's id, what, by which paragraph; the hour on the clock in Sweden."""
    court.receive("set", "2026-10-07")
    for unit in ("vuxen", "barn_unga"):
        said = court.feed(unit)
        assert "DTSTART;TZID=Europe/Stockholm:20261019T093000" in said
        assert f"(brev {court.letter('set').id[:12]})" in said
        assert "STATUS:CONFIRMED" in said
        assert not [secret for secret in people("family_bou") if secret in said]
        assert "U-48213" not in said


def test_scenario_9_the_cancellation_takes_back_the_attendance(court: Court) -> None:
    """Linked by the case number; no letter to the household, no new confirmation."""
    court.receive("set", "2026-10-07")
    before = court.agenda("barn_unga")[0]
    line = court.receive("cancelled", "2026-10-13")
    assert line["state"] == "routed", line["reasons"]
    assert line["letters_out"] == []
    assert [one.letter for one in confirmations(court.office)] == [court.letter("set").id]
    assert court.chain("set").standing == court.chain("cancelled").standing
    letter = court.letter("cancelled").id[:12]
    note = f"Nyare besked: inställd avhysning, daterat 2026-10-12 (brev {letter})."
    for unit in ("vuxen", "barn_unga"):
        assert court.attending(unit) == {"set": (str(AT), "gone", note)}
        said = court.feed(unit)
        assert "STATUS:CANCELLED" in said
        assert "SUMMARY:GÄLLER INTE: Närvara" in said
    after = court.agenda("barn_unga")[0]
    assert (after.uid, after.sequence > before.sequence) == (before.uid, True)
    steps = text_of(court.packet("cancelled", "vuxen") / "checklista.pdf")
    assert "tid för avhysning 2026-10-19" in steps
    assert "Närvaron då är avbokad" in steps


@pytest.mark.parametrize(
    "order", [("set", "cancelled", "moved_before"), ("moved_before", "cancelled", "set")]
)
def test_scenario_10_the_newest_letter_holds_not_the_newest_scan(
    court: Court, order: tuple[str, ...]
) -> None:
    """What comes late is in review, says that it is older, and books nobody."""
    for name, day in zip(order, ("2026-10-13", "2026-10-14", "2026-10-15"), strict=True):
        line = court.receive(name, day)
    late = order[-1]
    assert line["state"] == "review"
    assert "conflicting_dates" in line["reasons"]
    assert line["packets"] == []
    assert "eviction" not in {one["what"] for one in line["deadlines"]}
    assert not any(step.at for step in court.case(late).decision.steps)
    standing = court.chain(late).standing
    assert standing is not None
    assert standing.letter == court.letter("cancelled").id
    for unit in ("vuxen", "barn_unga"):
        assert {said for _, said, _ in court.attending(unit).values()} == {"gone"}
    shown = letter_text(court.office, court.letter(late), court.case(late))
    told = way_text(court.office, explain(court.office, court.letter(late).id))
    for text in (shown, told):
        assert "Besked i samma mål" in text
        assert "Inställd avhysning, daterat 2026-10-12" in text
        assert "(GÄLLER)" in text
        assert "(det här brevet, inte avgjort av någon)" in text
        assert "Det nyaste brevet gäller, inte det som skannades sist." in text
    # Sent on all the same, it gives the units the paper and no appointment.
    assert court.says(late, approve()).state == "routed"
    assert {said for _, said, _ in court.attending("vuxen").values()} == {"gone"}
    assert "äldre än det besked som gäller" in text_of(
        court.packet(late, "vuxen") / "checklista.pdf"
    )


def test_scenario_11_the_confirmation_does_not_wait_for_the_person(court: Court) -> None:
    """On the case number the same day; the person's copy is held."""
    line = court.receive("unknown", "2026-10-05")
    assert (line["state"], line["priority"]) == ("review", "same_day")
    assert "person_not_found" in line["reasons"]
    assert line["packets"] == []
    drafts = {one.template: one.held for one in court.case("unknown").decision.letters_out}
    assert drafts["bekraftelse_kfm"] == ""
    assert drafts["bekraftelse_kfm_kopia"]
    (waiting,) = queue(court.office)
    assert waiting.confirmation_due
    (owed,) = confirmations(court.office)
    assert (owed.due_on.isoformat(), owed.overdue) == ("2026-10-05", False)
    letter = court.letter("unknown")
    ids = PacketIds(
        letter_id=letter.id,
        revision=1,
        document_sha256=letter.document,
        received_on=letter.received_on,
    )
    files = in_review(
        "bekraftelse_kfm", court.case("unknown"), ids, court.office.workspace.config.settings()
    )
    assert "utkast/bekraftelse_kfm.pdf" in files
    assert court.agenda("vuxen") == ()


def test_scenario_12_a_removal_is_confirmed_and_nobody_is_sent_a_copy(court: Court) -> None:
    """UF 16 kap. 7 a §: confirmation, no copy to the person, and a person decides the unit."""
    line = court.receive("removal", "2026-10-05")
    assert (line["state"], line["kind"]["subkind"]) == ("review", "removal")
    templates = {one["template"] for one in line["letters_out"]}
    assert "bekraftelse_kfm" in templates
    assert "bekraftelse_kfm_kopia" not in templates
    (removal,) = [one for one in line["deadlines"] if one["what"] == "eviction"]
    assert removal["on"] == "2026-10-14"
    assert "7 a §" in removal["basis"]


def test_a_new_time_moves_the_attendance(court: Court) -> None:
    """The old one does not hold, the new one does; that it took place does not call it off."""
    court.receive("set", "2026-10-07")
    line = court.receive("moved", "2026-10-14")
    assert line["state"] == "routed", line["reasons"]
    found = court.attending("barn_unga")
    assert found["set"][1] == "gone"
    assert "ny tid för avhysning 2026-10-27 kl. 13.00" in found["set"][2]
    assert found["moved"] == (str(LATER), "holds", "")
    line = court.receive("executed", "2026-10-29")
    assert line["state"] == "routed" or court.says("executed", approve()).state == "routed"
    assert court.chain("set").standing == court.chain("executed").notices[-1]
    after = {name: said for name, (_, said, _) in court.attending("vuxen").items()}
    assert after == {"set": "gone", "moved": "holds"}


def test_what_waits_for_a_person_cancels_nothing_and_holds_nothing(court: Court) -> None:
    """A new time that somebody took back to review makes both of them unsure."""
    court.receive("set", "2026-10-07")
    court.receive("moved", "2026-10-14")
    back = Said(act=Act.RETURN, by="Anna", reason="fel mål?")
    assert court.says("moved", back).state == "review"
    found = court.attending("vuxen")
    assert {said for _, said, _ in found.values()} == {"unsure"}
    assert "väntar på granskning" in found["set"][2]
    assert "STATUS:TENTATIVE" in court.feed("vuxen")
    assert court.says("moved", approve()).state == "routed"
    assert court.attending("vuxen")["moved"][1] == "holds"


def test_what_waited_is_overtaken_by_what_came_meanwhile(court: Court) -> None:
    """Approved at last, the older notice tells its units so and books nobody; sent, it stays."""
    court.receive("set", "2026-10-07")
    sent = court.letter("set").revision
    court.says("set", Said(act=Act.RETURN, by="Anna", reason="fel person?"))
    court.receive("cancelled", "2026-10-13")
    assert court.says("set", approve()).state == "routed"
    case = court.case("set")
    assert not any(step.at for step in case.decision.steps)
    assert "inställd avhysning" in case.decision.steps[0].text
    assert court.letter("set").revision > sent
    standing = court.letter("cancelled").revision
    assert court.says("cancelled", approve()).revision == standing


def test_a_notice_that_waits_is_decided_with_what_becomes_of_the_others(court: Court) -> None:
    """It proposes no day that is gone; what waits itself takes no attendance from another."""
    back = Said(act=Act.RETURN, by="Anna", reason="fel person?")
    court.receive("set", "2026-10-07")
    court.says("set", back)
    assert any(step.at for step in court.case("set").decision.steps)
    court.receive("moved", "2026-10-14")
    assert not any(step.at for step in court.case("set").decision.steps)
    assert "conflicting_dates" in {str(one.code) for one in court.case("set").reasons}
    court.says("moved", back)
    assert court.says("set", approve()).state == "routed"
    steps = court.case("set").decision.steps
    assert {step.at for step in steps if step.at} == {AT}
    told = text_of(court.packet("set", "vuxen") / "checklista.pdf")
    assert "väntar på granskning" in told
    assert "2026-10-27" not in told
    at, standing, note = court.attending("vuxen")["set"]
    assert (at, standing) == (str(AT), "unsure")
    assert "2026-10-27" not in note
    court.says("moved", approve())
    assert court.attending("vuxen")["set"][1] == "gone"
    assert court.attending("vuxen")["moved"][:2] == (str(LATER), "holds")


def test_a_case_number_misread_by_a_digit_is_seen(court: Court) -> None:
    """The cancellation of a matter nobody knows waits; put right, it takes the attendance back."""
    court.receive("set", "2026-10-07")
    line = court.receive("misread", "2026-10-13")
    assert line["state"] == "review"
    assert "conflicting_dates:case_number" in line["reasons"]
    assert court.attending("vuxen")["set"][1] == "holds"
    right = Said(act=Act.FIELD, by="Anna", target="case_number", value="U-48213-26")
    assert court.says("misread", right).state == "routed"
    assert court.attending("vuxen")["set"][1] == "gone"


def test_a_child_who_turns_18_before_the_eviction_is_a_child_today(court: Court) -> None:
    """Both units attend, and everybody is told of the birthday between (C9, C26)."""
    line = court.receive("turning18", "2026-10-05")
    assert line["state"] == "routed" or court.says("turning18", approve()).state == "routed"
    assert len(line["household"]["minors"]) == 1
    for unit in ("vuxen", "barn_unga"):
        assert court.attending(unit)["turning18"][:2] == ("2026-11-03 10:00:00", "holds")
    shown = letter_text(court.office, court.letter("turning18"), court.case("turning18"))
    assert "fyller 18 före avhysningen" in shown


def test_a_protected_eviction_is_in_nobody_elses_calendar(court: Court) -> None:
    """Its days are those of the persons named to it, and of no unit."""
    assert court.receive("protected", "2026-10-05")["state"] == "review"
    review.edit(court.office, court.engine, court.letter("protected").id, approve("Siri Skyddsson"))
    own = {one.what for one in court.agenda("skyddad", by="Siri Skyddsson")}
    assert own == {"kfm_confirmation", "eviction"}
    for unit in ("vuxen", "barn_unga", "ekonomiskt_bistand"):
        assert court.agenda(unit) == ()
    with pytest.raises(review.NotAllowedError):
        court.agenda("skyddad", by="Nyfiken Nilsson")


def test_nobody_on_duty_is_an_alarm_while_a_letter_waits(court: Court) -> None:
    """The confirmation must name a person: a step, a held draft, and a check that fails."""
    file = court.root / "troskel.toml"
    text = file.read_text(encoding="utf-8")
    bare = text.replace("[duty.vuxen]", "[duty.barn_unga]")
    file.write_text(bare, encoding="utf-8")
    with opened(court.root, clock=court.office.clock) as office, opened_engine(office) as engine:
        other = Court(root=court.root, office=office, engine=engine, day=court.day)
        other.receive("unknown", "2026-10-05")
        drafts = {one.template: one.held for one in other.case("unknown").decision.letters_out}
        assert "inte utsedd" in drafts["bekraftelse_kfm"]
        findings = [one for one in check(office) if one.what == "ansvarig handläggare"]
    assert [(one.ok, one.warning) for one in findings] == [(False, False)]
    assert "Ingen ansvarig handläggare är utsedd för" in findings[0].text


def test_a_ledger_of_before_is_given_its_days(court: Court) -> None:
    """The table is filled from the cases that are there."""
    court.receive("set", "2026-10-07")
    before = court.agenda("vuxen")
    assert before
    court.office.ledger.close()
    with sqlite3.connect(court.root / "ledger.db") as old:
        old.execute("DROP TABLE days")
        old.execute("DELETE FROM migrations WHERE name = '003_days'")
    with opened(court.root, clock=court.office.clock) as office:
        court.office = office
        assert court.agenda("vuxen") == before


def test_a_letter_that_was_ended_gives_nobody_a_day(court: Court) -> None:
    """Nor does one that its unit was never sent."""
    court.receive("set", "2026-10-07")
    assert court.agenda("vuxen")
    court.says("set", Said(act=Act.RETURN, by="Anna", reason="fel"))
    court.says("set", Said(act=Act.CLOSE, by="Anna", reason="inte vårt"))
    assert court.agenda("vuxen") == ()
    assert court.agenda("barn_unga") == ()
