"""What staff read and write on the command line: their own words, and what will happen."""

from __future__ import annotations

import os
import re
import time
from dataclasses import replace
from datetime import date

import pytest
from shell import Shell
from used_workspace import (
    DAY,
    KRONOFOGDEN,
    LISTED,
    LOCKED,
    PROTECTED,
    SENT,
    STAFF,
    UNSURE,
    letter_of,
    scan_of,
    snapshot,
)

from pipeline.commands import words
from pipeline.commands.summary import Diary
from pipeline.commands.waiting import doubt_text, lines_of
from pipeline.domain.case import Case
from pipeline.domain.edits import Act
from pipeline.domain.fields import AMOUNT
from pipeline.domain.kinds import SUBKINDS, Kind, Tenure
from pipeline.domain.problems import Code, Problem
from pipeline.store import letters
from pipeline.store.errors import UnusableError
from pipeline.usecases import review
from pipeline.usecases.engine import opened_engine
from pipeline.usecases.foretelling import foretell
from pipeline.usecases.office import opened
from pipeline.usecases.process import process
from pipeline.usecases.queue import queue

BY = ("--by", "Anna Provsson")
MISSPELT = ("--by", "Siri Skydsson")
INTERNALS = re.compile(r"low_confidence|person_ambiguous|bitar|\bpt\b|talar för|name_address|%")


def spaced(text: str) -> str:
    """The text with each blank an ordinary one."""
    return " ".join(text.split())


def case_of(shell: Shell, name: str) -> Case:
    """The case of a fixture's letter."""
    with opened(shell.root) as office:
        letter = letters.letter(office.ledger, letter_of(shell.root, name))
        return letters.case(office.ledger, letter.id, letter.revision)


# What waits.


def test_the_list_tells_urgency_and_the_nearest_day(used: Shell) -> None:
    """A day before today is marked as passed; of a protected letter no day is told."""
    with opened(used.root) as office:
        waiting = {one.letter.id[:12]: one for one in queue(office)}
    kfm = waiting[used.letter(KRONOFOGDEN)]
    head, day, *_ = lines_of(kfm, DAY)
    assert "SAMMA DAG" in head
    assert spaced(day) == ("närmaste dag mån 2026-10-05: Bekräftelse till Kronofogden ska skickas")
    _, day, *_ = lines_of(kfm, date(2026, 10, 6))
    assert "mån 2026-10-05 PASSERAD" in spaced(day)
    hidden = spaced("\n".join(lines_of(waiting[used.letter(PROTECTED)], date(2030, 1, 1))))
    assert "Skyddad" in hidden
    assert "närmaste dag" not in hidden
    assert "Hyresskuld" not in hidden


def test_a_doubt_names_the_value_and_what_was_read(used: Shell) -> None:
    """With the words of the page, and every reading of a value that is contradicted."""
    case = case_of(used, UNSURE)

    def said(code: Code, detail: str = "", about: Case = case) -> str:
        return spaced(doubt_text(Problem(code=code, detail=detail), about))

    assert said(Code.LOW_CONFIDENCE, "amount_sek").startswith("Belopp: 6 530,57 kr, osäkert läst.")
    assert said(Code.LOW_CONFIDENCE, "letter_date").startswith("Brevets datum: 2026-10-01, osäkert")
    assert said(Code.LOW_CONFIDENCE, "kind").startswith("Slag av brev: troligast Hyresskuld")
    assert said(Code.LOW_CONFIDENCE, "tenure").startswith("Upplåtelseform: troligast hyresrätt")
    other = replace(
        case.findings.fields[AMOUNT.text], value=case.findings.fields[AMOUNT.text].value + 1
    )
    two = replace(case, findings=replace(case.findings, alternatives=((AMOUNT.text, other),)))
    assert said(Code.AMOUNTS_DISAGREE, about=two).endswith("Läst: 6 530,57 kr eller 6 531,57 kr.")
    # What was not found, and what has no value, is said as the page says it.
    assert said(Code.FIELD_MISSING, "eviction_at").startswith("Tid för avhysning: En uppgift")
    assert said(Code.PERSON_AMBIGUOUS).startswith("Flera personer kan vara")


def test_the_list_is_printed_and_in_json(used: Shell) -> None:
    """Every waiting letter, its day for a machine too."""
    assert used("review", "list", *BY) == 0
    for word in ("brev väntar", "SAMMA DAG", "Vanlig tur", "närmaste dag", "Välj rätt person"):
        assert word in used.out
    told = {one["letter"][:12]: one for one in used.json("review", "list", *BY)}
    assert told[used.letter(KRONOFOGDEN)]["days"][0]["on"] == "2026-10-05"
    assert told[used.letter(PROTECTED)]["days"] == []


# What is corrected, and in which words.


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("belopp", (Act.FIELD, "amount_sek")),
        ("Belopp", (Act.FIELD, "amount_sek")),
        ("amount_sek", (Act.FIELD, "amount_sek")),
        ("brevets datum", (Act.FIELD, "letter_date")),
        ("avsändarens org.nr", (Act.FIELD, "sender_orgnr")),
        ("slag", (Act.KIND, "")),
        ("Slag av brev", (Act.KIND, "")),
        ("kind", (Act.KIND, "")),
        ("undergrupp", (Act.SUBKIND, "")),
        ("upplåtelseform", (Act.TENURE, "")),
        ("barn", (Act.HOUSEHOLD, "")),
        ("household", (Act.HOUSEHOLD, "")),
        ("tidigare brev", (Act.COUNT, "")),
    ],
)
def test_a_value_is_named_as_on_the_page_or_in_the_contract(
    word: str, meant: tuple[Act, str]
) -> None:
    """Whatever the case of its letters."""
    assert words.what_is_meant(word) == meant


@pytest.mark.parametrize(
    ("act", "word", "value"),
    [
        (Act.KIND, "Hyresskuld", "rent_debt"),
        (Act.KIND, "störning i boendet", "disturbance"),
        (Act.KIND, "utility_debt", "utility_debt"),
        (Act.SUBKIND, "inkasso", "collection"),
        (Act.SUBKIND, "inkassokrav", "collection"),
        (Act.TENURE, "bostadsrätt", "condominium"),
        (Act.TENURE, "framgår inte", "unknown"),
        (Act.HOUSEHOLD, "inget barn", "no_minor"),
        (Act.HOUSEHOLD, "201501019804", "201501019804"),
        (Act.FIELD, "12 345,00 kr", "12 345,00 kr"),
    ],
)
def test_a_value_is_written_as_on_the_page_or_in_the_contract(
    act: Act, word: str, value: str
) -> None:
    """What belongs to no closed list goes on as it is."""
    assert words.value_meant(act, word) == value


def test_an_unknown_word_is_answered_with_those_there_are(used: Shell) -> None:
    """Exit 2, in Swedish, and nothing is written."""
    before = snapshot(used.root)
    assert used("review", "set", used.letter(UNSURE), "färg", "röd", *BY) == 2
    assert "Det finns ingen uppgift som heter färg." in used.err
    assert "belopp, brevets datum" in used.err
    for what, value in (("slag", "mat"), ("undergrupp", "mat"), ("upplåtelseform", "mat")):
        assert used("review", "set", used.letter(UNSURE), what, value, *BY) == 2
        assert f"mat är {'inget' if what == 'slag' else 'ingen'} {what} som finns." in used.err
    assert snapshot(used.root) == before
    with pytest.raises(UnusableError, match="hyresskuld"):
        words.value_meant(Act.KIND, "")


def test_the_help_lists_every_value(shell: Shell) -> None:
    """Of each closed list, in Swedish and in the contract's words."""
    assert shell.bare("review", "set", "--help") == 0
    text = re.sub(r"[\s│]+", " ", shell.out)
    every = {*map(str, Kind), *(sub for subs in SUBKINDS.values() for sub in subs), *Tenure}
    for value in every:
        assert f"({value})" in text
    for word in ("hyresskuld", "inkasso", "bostadsrätt", "inget barn", "belopp", "--yes"):
        assert word in text


def test_a_letter_is_corrected_in_swedish(used: Shell) -> None:
    """And shown so."""
    letter = used.letter(UNSURE)
    assert used("review", "set", letter, "belopp", "7 000,50 kr", *BY) == 0
    assert used("review", "set", letter, "upplåtelseform", "bostadsrätt", *BY) == 0
    assert used("review", "show", letter, *BY) == 0
    assert "Belopp: 7 000,50 kr" in spaced(used.out)
    assert "Upplåtelseform: bostadsrätt" in used.out
    assert "bytte upplåtelseform till bostadsrätt" in used.out


# What has been sent.


def test_a_sent_letter_is_not_sent_again_unasked(used: Shell) -> None:
    """What will happen is said; without a yes nothing does."""
    letter, before = used.letter(SENT), snapshot(used.root)
    change = ("review", "set", letter, "belopp", "9000", *BY)
    assert used(*change) == 2
    told = spaced(used.err)
    assert "redan skickat" in told
    assert "Ändrat: beloppet." in told
    assert "Vuxenenheten och Enheten för ekonomiskt bistånd får ett nytt underlag" in told
    assert "--yes" in told
    assert snapshot(used.root) == before
    assert used(*change, "--yes") == 0
    assert "Ändrat: beloppet." in used.err
    assert snapshot(used.root)["packets"] == before["packets"] + 2
    assert used("reconcile") == 0


@pytest.mark.parametrize(
    ("answer", "done"), [("ja", True), ("J ", True), ("nej", False), ("", False)]
)
def test_who_sits_at_the_keyboard_is_asked(
    used: Shell, monkeypatch: pytest.MonkeyPatch, answer: str, done: bool
) -> None:
    """Anything but a yes changes nothing."""
    monkeypatch.setattr("pipeline.commands.review._answer", lambda _: answer)
    before = snapshot(used.root)
    assert used("review", "set", used.letter(SENT), "belopp", "9000", *BY) == 0
    assert (snapshot(used.root) != before) == done
    assert ("Inget är ändrat." in used.out) != done


def test_what_changes_nothing_that_was_sent_asks_nothing(used: Shell) -> None:
    """The same amount once more: kept as an edit, and no packet leaves."""
    before = snapshot(used.root)
    assert used("review", "set", used.letter(SENT), "belopp", "9638,00", *BY) == 0
    after = snapshot(used.root)
    assert after["packets"] == before["packets"]
    assert after["edits"] == before["edits"] + 1


def test_a_program_that_names_the_revision_is_not_asked(used: Shell) -> None:
    """The flow with ``--revision`` is as it was: done, or refused as stale."""
    letter = used.letter(SENT)
    change = ("review", "set", letter, "amount_sek", "9000.00", "--revision", "1", *BY)
    assert used(*change) == 0
    assert used(*change) == 1
    assert "Någon annan har ändrat" in used.err


def test_what_takes_a_letter_back_says_so(used: Shell) -> None:
    """Another kind than the one that was sent leads to review: foretold before it is done."""
    with opened(used.root) as office, opened_engine(office) as engine:
        said = review.Said(act=Act.KIND, by="Anna", value="other")
        foretold = foretell(office, engine.mind, used.letter(SENT), said)
        nothing = foretell(office, engine.mind, used.letter(UNSURE), said)
    assert not nothing.was_sent
    assert foretold.was_sent
    assert foretold.sends
    assert used("review", "set", used.letter(SENT), "slag", "annat", *BY) == 2
    assert "väntar sedan på granskning" in used.err


def test_what_is_foretold_is_what_happens(used: Shell) -> None:
    """State, changes and receivers, for corrections of several sorts."""
    letter = used.letter(SENT)
    for act, target, value in (
        (Act.FIELD, "amount_sek", "9000"),
        (Act.HOUSEHOLD, "", "no_minor"),
        (Act.FIELD, "reference", "A-1"),
        (Act.TENURE, "", "premises"),
    ):
        said = review.Said(act=act, by="Anna", target=target, value=value)
        with opened(used.root) as office, opened_engine(office) as engine:
            foretold = foretell(office, engine.mind, letter, said)
            last = office.ledger.number("SELECT max(id) FROM packets")
            after = review.edit(office, engine, letter, said)
            rows = office.ledger.rows("SELECT * FROM packets WHERE id > ? ORDER BY id", (last,))
        assert foretold.after.state is after.state
        assert set(foretold.again) == {row["unit"] for row in rows if not row["notice"]}
        assert set(foretold.gone) == {row["unit"] for row in rows if row["notice"]}


def test_approving_what_was_sent_sends_nothing_and_says_so(used: Shell) -> None:
    """No packet, no revision, and no approval that would vouch for later doubts."""
    before = snapshot(used.root)
    assert used("review", "approve", used.letter(SENT), *BY) == 0
    assert "är redan fördelat. Inget skickades på nytt." in used.out
    assert snapshot(used.root) == before
    letter = used.letter(LISTED)
    assert used("review", "approve", letter, *BY) == 0
    assert "fördelat" in used.out
    before = snapshot(used.root)
    assert used("review", "approve", letter, *BY) == 0
    assert "Inget skickades på nytt" in used.out
    assert snapshot(used.root) == before


# What is shown.


@pytest.mark.parametrize("name", [SENT, UNSURE, LISTED, KRONOFOGDEN])
@pytest.mark.parametrize("command", [("review", "show"), ("explain",)])
def test_staff_read_words_and_no_internals(
    used: Shell, name: str, command: tuple[str, ...]
) -> None:
    """Codes, weights, patterns and points are for ``--detail``."""
    assert used(*command, used.letter(name), *BY) == 0
    assert not INTERNALS.search(used.out), INTERNALS.search(used.out)
    assert "Det som lästs" in used.out
    assert used(*command, used.letter(name), "--detail", *BY) == 0
    assert INTERNALS.search(used.out)


def test_a_letter_is_shown_with_all_that_a_decision_needs(used: Shell) -> None:
    """Value with its page, the candidates, the children, the proposal and its sentence."""
    assert used("review", "show", used.letter(UNSURE), *BY) == 0
    text = spaced(used.out)
    for word in (
        "Belopp: 6 530,57 kr (sida 1)",
        "kan vara Maria Almvret, 19670520-9804",
        "Det går inte att säga om barn berörs.",
        "till Vuxenenheten: handlägger",
        "Rutinen är tyst",
        "troskel explain",
    ):
        assert word in text
    assert used("explain", used.letter(SENT), *BY) == 0
    text = spaced(used.out)
    for word in ("barn: Karl-Johan Åsvik", "«Vuxenenheten", "handlägger: ligger i utkorgen"):
        assert word in text


def test_a_document_without_letters_is_explained(used: Shell) -> None:
    """By its hash: what it was, why it could not be read, what happened."""
    with opened(used.root) as office:
        row = office.ledger.row("SELECT sha256 FROM documents WHERE state = 'quarantined'")
    assert row is not None
    assert used("explain", row["sha256"], *BY) == 0
    for word in ("Gick inte att läsa.", "låst med lösenord", "i karantän"):
        assert word in used.out


def test_a_protected_letter_shows_no_home_to_anybody(used: Shell) -> None:
    """To those named: the reasons and the proposal, nobody's name or street."""
    assert used("review", "show", used.letter(PROTECTED), "--by", STAFF) == 0
    assert "Skyddade personuppgifter" in used.out
    assert "till skyddad" in used.out
    for word in ("Det som lästs", "Vem det gäller", "Adress"):
        assert word not in used.out


@pytest.mark.parametrize(
    "command",
    [("review", "show"), ("explain",), ("review", "approve"), ("confirm-sent",)],
)
def test_a_name_that_is_not_among_those_named_is_told_so(
    used: Shell, command: tuple[str, ...]
) -> None:
    """The name that was given, whom to ask, and nothing of the letter or of those who may."""
    assert used(*command, used.letter(PROTECTED), *MISSPELT) == 1
    assert "Namnet Siri Skydsson finns inte bland de utsedda." in used.err
    assert "fråga din chef" in used.err
    assert STAFF not in used.err
    assert used.out == ""
    assert used("pickup", "skyddad", *MISSPELT) == 1
    assert "Namnet Siri Skydsson finns inte bland de utsedda." in used.err


# The inbox, and what came.


def test_status_counts_what_no_program_is_writing_any_more(blank: Shell) -> None:
    """Temporary and hidden names older than a day; younger ones and file managers' litter not."""
    inbox = blank.root / "inbox"
    (inbox / "stadshuset").mkdir()
    old = time.time() - 25 * 3600
    for name in ("brev.part", "~$brev.pdf", "stadshuset/.brev.pdf"):
        (inbox / name).write_bytes(b"x")
        os.utime(inbox / name, (old, old))
    for name in ("Thumbs.db", ".DS_Store", "._brev.pdf", ".gitkeep"):
        (inbox / name).write_bytes(b"x")
        os.utime(inbox / name, (old, old))
    (inbox / "nyss.part").write_bytes(b"x")
    assert blank("status") == 0
    assert "3 filer i inkorgen som inte tas (ofärdiga eller dolda)" in blank.out
    assert blank.json("status")["unfinished"] == 3
    for name in ("brev.part", "~$brev.pdf", "stadshuset/.brev.pdf"):
        (inbox / name).unlink()
    assert blank("status") == 0
    assert "ofärdiga" not in blank.out


def test_the_diary_tells_each_document_once_when_it_is_done(blank: Shell) -> None:
    """Id, kind, where it went or why it waits; no file's name, no person's."""
    with opened(blank.root) as office, opened_engine(office) as engine:
        diary = Diary(office)
        assert list(diary.news()) == []
        heard: list[str] = []
        for name in (SENT, UNSURE, PROTECTED, LOCKED, SENT):
            (blank.root / "inbox" / f"Gunilla {name}.pdf").write_bytes(scan_of(name).read_bytes())
            process(
                office, engine, received_on=DAY, on_progress=lambda _: heard.extend(diary.news())
            )
            heard.extend(diary.news())
        assert list(diary.news()) == []
        assert list(Diary(office).news()) == []
    sent, unsure, hidden, locked, again = heard
    assert re.fullmatch(
        r"[0-9a-f]{12}  Hyresskuld: fördelat\. vuxen \(handlägger\), ekonomiskt_bistand .*", sent
    )
    assert "Hyresskuld: väntar på granskning. Flera personer kan vara" in unsure
    assert hidden.endswith("Skyddad: väntar på granskning. Bara utsedd personal.")
    assert "Gick inte att läsa. Filen är låst" in locked
    assert "Samma fil igen" in again
    for line in heard:
        assert not re.search(r"Gunilla|Åsvik|Maria|Almvret|\.pdf", line)
