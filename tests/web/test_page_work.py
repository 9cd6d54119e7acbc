"""A day at the pages: looking, correcting, choosing, approving, taking with a receipt."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

import pytest
from used_workspace import KRONOFOGDEN, LISTED, PROTECTED, SENT, STAFF, UNSURE, snapshot
from visiting import Browser

from pipeline.domain.match import Matched
from pipeline.domain.people import Personnummer
from pipeline.domain.queueing import Lane
from pipeline.store import letters
from pipeline.store.letters import Letter
from pipeline.usecases.office import Office, opened
from pipeline.usecases.queue import queue

FIRST, SECOND = "196705209804", "198912319806"
"""The two namesakes that the unsure letter may mean."""


def standing(browser: Browser, name: str) -> Letter:
    """The letter as it stands."""
    with opened(browser.root) as office:
        return letters.letter(office.ledger, browser.letter(name))


def matched(browser: Browser, name: str) -> dict[int, Personnummer]:
    """The persons found, by party or row."""
    with opened(browser.root) as office:
        letter = letters.letter(office.ledger, browser.letter(name))
        case = letters.case(office.ledger, letter.id, letter.revision)
    return {one.party: one.person.number for one in case.matches if isinstance(one, Matched)}


def test_the_front_page_leads_to_the_queue(browser: Browser) -> None:
    """Which lists what waits, why, and what could not be read."""
    assert browser.get("/").headers["location"] == "/review"
    queue = browser.text("/review")
    for name in (UNSURE, LISTED, KRONOFOGDEN):
        assert f'href="/review/{browser.letter(name)}"' in queue
    assert "Flera personer kan vara den som avses." in queue
    assert "låst med lösenord" in queue
    assert f'href="/review/{browser.letter(SENT)}"' not in queue
    assert queue.index("Kronofogden</h2>") < queue.index(f"/review/{browser.letter(LISTED)}")
    assert "1 sida" in queue
    assert "Ordning i varje kö: " in queue


def at(browser: Browser, day: date, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """The same visitor on that day."""
    monkeypatch.setattr(Office, "today", lambda _: day)
    return browser


def test_a_day_that_has_passed_says_so_in_a_word(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the queue and on the letter; the day to come stands after it."""
    at(browser, date(2026, 10, 5), monkeypatch)
    page = f"/review/{browser.letter(KRONOFOGDEN)}"
    assert "PASSERAD" not in browser.text("/review") + browser.text(page)
    at(browser, date(2026, 10, 6), monkeypatch)
    for address in ("/review", page):
        shown = browser.text(address)
        assert re.search(r"mån\s2026-10-05(</span>)? <strong class=\"wrong\">PASSERAD", shown)
    browser.door(KRONOFOGDEN, "confirm-sent")
    shown = browser.text(page)
    assert "PASSERAD" not in shown
    assert "av Anna Provsson</strong>: Bekräftelse till Kronofogden" in shown


def test_the_queue_stands_in_the_order_that_it_says(browser: Browser) -> None:
    """Lane by lane, protected first; in each what expires first, then by urgency and arrival."""
    with opened(browser.root) as office:
        shown = queue(office, by=STAFF)
    keys = [(one.lane, one.expires, one.letter.priority, one.letter.arrival) for one in shown]
    assert keys == sorted(keys)
    lanes = {one.letter.id: one.lane for one in shown}
    assert lanes[browser.letter(PROTECTED)] is Lane.PROTECTED
    assert lanes[browser.letter(KRONOFOGDEN)] is Lane.KRONOFOGDEN
    assert lanes[browser.letter(LISTED)] is Lane.ORDINARY
    page = browser.text("/review")
    heads = re.findall(r'<h2 id="lane-(\w+)">', page)
    assert heads == sorted(heads, key=["skyddade", "kronofogden", "barn", "ovriga"].index)
    alone = browser.text("/review?fil=kronofogden")
    assert f'href="/review/{browser.letter(KRONOFOGDEN)}" data-item' in alone
    assert f'href="/review/{browser.letter(LISTED)}" data-item' not in alone
    assert browser.get("/review?fil=ingen").status_code == 404


def test_a_letter_s_page_shows_values_where_they_stand(browser: Browser) -> None:
    """Each value has its places on the page, and says how sure it is in a word and a sign."""
    page = browser.text(f"/review/{browser.letter(UNSURE)}")
    places = [
        json.loads(unescape(text))
        for text in re.findall(r'<tr id="v-[^"]+" data-value[^>]* data-boxes="([^"]+)"', page)
    ]
    standing = [boxes for boxes in places if boxes]
    assert len(standing) > 5
    for box in (box for boxes in standing for box in boxes):
        number, x0, top, x1, bottom = box
        assert number == 1
        assert 0 <= x0 < x1 <= 596
        assert 0 <= top < bottom <= 843
    assert "6\N{NO-BREAK SPACE}530,57\N{NO-BREAK SPACE}kr" in page
    for said in (
        "◐\N{NO-BREAK SPACE}ganska säker",
        "✓\N{NO-BREAK SPACE}säker",
        "⚠\N{NO-BREAK SPACE}osäker",
    ):
        assert said in page
    picture = browser.get(f"/review/{browser.letter(UNSURE)}/sida/1.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    paper = browser.get(f"/review/{browser.letter(UNSURE)}/brev.pdf")
    assert paper.content.startswith(b"%PDF")
    small = browser.get(f"/review/{browser.letter(UNSURE)}/sida/1.png?matt=liten")
    assert len(small.content) < len(picture.content)
    assert browser.get(f"/review/{browser.letter(UNSURE)}/sida/2.png").status_code == 404


def test_a_letter_from_choice_to_receipt(browser: Browser) -> None:
    """The right person settles all; the packet lies there, is opened, taken and gone."""
    answer = browser.change(UNSURE, **{"person.0": FIRST}, reason="rätt född")
    assert answer.status_code == 303
    assert "underlagen läggs hos enheterna" in browser.text(answer.headers["location"])
    page = browser.text(f"/review/{browser.letter(UNSURE)}")
    assert f"Anna Provsson: valde person {FIRST}. Skäl: rätt född" in page
    assert matched(browser, UNSURE) == {0: Personnummer(FIRST)}
    letter = standing(browser, UNSURE)
    assert letter.state == "routed"
    assert browser.get("/review").text.count(f'href="/review/{letter.id}"') == 0
    (folder,) = (browser.root / "outbox" / "vuxen").glob(f"*{letter.id[:12]}*")
    unit = browser.text("/units/vuxen")
    assert f'value="{folder.name}"' in unit
    shown = browser.get(f"/units/vuxen/{folder.name}/underlag.pdf")
    assert shown.headers["content-type"] == "application/pdf"
    assert shown.headers["content-disposition"].startswith("inline")
    record = browser.get(f"/units/vuxen/{folder.name}/record.json")
    assert record.headers["content-disposition"].startswith("attachment")
    assert json.loads(record.content)
    taken = browser.send("/units/vuxen", "/units/vuxen/take", packet=[folder.name])
    assert taken.status_code == 303
    unit = browser.text(taken.headers["location"])
    assert "1 hämtat av dig" in unit
    assert f'value="{folder.name}"' not in unit
    row = next(one for one in unit.split("<tr>") if f"{folder.name}</a>" in one)
    assert "<td>Anna Provsson</td>" in row
    assert not folder.exists()
    assert browser.get(f"/units/vuxen/{folder.name}/underlag.pdf").status_code == 200


def test_what_somebody_else_changed_is_not_overwritten(browser: Browser) -> None:
    """Whoever comes second sees what the other did and what was not saved, and may do it anew."""
    page = f"/review/{browser.letter(UNSURE)}"
    token = re.search(r'name="form" value="(\w+)"', browser.text(page))
    assert token is not None
    old = {"form": token[1], "revision": "1", "by": "Bo", "do": "save", "action": "bo"}
    browser.change(UNSURE, **{"field.reference": "A-17", "ok.amount_sek": "1"})
    before = snapshot(browser.root)
    mine = {"person.0": SECOND, "field.contract_number": "76705-0"}
    answer = browser.client.post(f"{page}/save", data={**old, **mine})
    assert answer.status_code == 409
    assert snapshot(browser.root) == before
    assert matched(browser, UNSURE) == {}
    said = answer.text
    assert "Anna Provsson: rättade Referens till A-17" in said
    assert "referensen</li>" in said
    assert f"valde person {SECOND}" in said
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', said))
    assert "field.contract_number" not in fields, "what was not changed is not sent again"
    done = browser.client.post(f"{page}/save", data={**fields, "by": "Bo"}, follow_redirects=False)
    assert done.status_code == 303
    assert matched(browser, UNSURE) == {0: Personnummer(SECOND)}
    assert "A-17" in browser.text(page)
    for revision, status in (("", 400), ("en", 400), ("99", 409)):
        data = {**old, "revision": revision, "action": "", "person.0": FIRST}
        assert browser.client.post(f"{page}/save", data=data).status_code == status


@pytest.mark.parametrize(
    ("deed", "fields", "said"),
    [
        ("save", {}, "Inget är ändrat"),
        ("save", {"person.0": "123"}, "tolv siffror"),
        ("save", {"person.0": "198001019801"}, ""),
        ("save", {"field.amount_sek": "mycket"}, "12345,67"),
        ("save", {"field.letter_date": "i går"}, "2026-10-05"),
        ("save", {"field.hemlig": "x"}, "Inget är ändrat"),
        ("save", {"kind": "inget"}, "finns inte"),
        ("save", {"home.0": "children"}, "Välj vilka barn"),
        ("save", {"home.0": "no_minor", "child.0": FIRST}, "antingen"),
        ("save", {"home.0": "children", "children.0": "12 34"}, "tolv siffror"),
        ("close", {"close": "för skojs skull"}, "Välj varför"),
        ("close", {"close": "other_municipality"}, "vilken kommun"),
        ("ask", {"asked": "Bo", "question": ""}, "vad du undrar"),
        ("answer", {"answer": " "}, "skriv ett svar"),
    ],
)
def test_what_cannot_be_used_is_said_and_changes_nothing(
    browser: Browser, deed: str, fields: dict[str, str], said: str
) -> None:
    """One Swedish sentence, and nothing is written."""
    before = snapshot(browser.root)
    answer = browser.act(UNSURE, deed, **fields)
    assert answer.status_code == 400
    assert "<h1>Rätta och skicka igen</h1>" in answer.text
    assert "Tillbaka till brevet" in answer.text
    assert said.casefold() in answer.text.casefold()
    assert snapshot(browser.root) == before


def test_what_is_sent_twice_is_done_once(browser: Browser) -> None:
    """A second click, or a browser that asks again, changes nothing more."""
    once = {"field.reference": "A-17", "action": "a" * 16}
    assert browser.change(UNSURE, **once).status_code == 303
    before = snapshot(browser.root)
    page = f"/review/{browser.letter(UNSURE)}"
    token = re.search(r'name="form" value="(\w+)"', browser.text(page))
    assert token is not None
    again = {"form": token[1], "revision": "1", "by": "Anna Provsson", "do": "save", **once}
    for _ in range(2):
        answer = browser.client.post(f"{page}/save", data=again, follow_redirects=False)
        assert answer.status_code == 303
    assert snapshot(browser.root) == before


def test_an_approval_that_cannot_send_says_so(browser: Browser) -> None:
    """While children are unsettled no approval sends the letter, and the page does not claim it."""
    answer = browser.act(UNSURE, "approve")
    assert standing(browser, UNSURE).state == "review"
    page = browser.text(answer.headers["location"])
    assert "brevet kan inte skickas" in page
    assert "Underlagen läggs hos enheterna" not in page


def test_an_approved_letter_is_sent(browser: Browser) -> None:
    """All doubts taken upon oneself: each debtor's packet, and the list's own."""
    answer = browser.act(LISTED, "approve", reason="läst listan")
    letter = standing(browser, LISTED)
    to = answer.headers["location"]
    assert to.endswith(f"?gjort=approve&om={letter.id}")
    following = browser.text(to)
    assert f'action="/review/{letter.id}/undo"' in following, "it can be undone from the next"
    assert letter.state == "routed"
    folders = list((browser.root / "outbox" / "vuxen").glob(f"*{letter.id[:12]}*"))
    assert len(folders) == 5
    assert "Rad 4 i listan" in browser.text("/units/vuxen")
    assert "granskat av Anna Provsson" in browser.text(f"/review/{letter.id}")


def test_sent_back_and_approved_again_nothing_is_sent_twice(browser: Browser) -> None:
    """The packets lie as they lay."""
    before = snapshot(browser.root)
    browser.act(SENT, "return", reason="såg fel")
    assert standing(browser, SENT).state == "review"
    browser.act(SENT, "approve")
    assert standing(browser, SENT).state == "routed"
    after = snapshot(browser.root)
    assert (after["packets"], after["files"]) == (before["packets"], before["files"])


def test_a_row_of_a_list_gets_its_own_person_and_children(browser: Browser) -> None:
    """The other rows stay as they were."""
    before = matched(browser, LISTED)
    page = browser.text(f"/review/{browser.letter(LISTED)}")
    assert page.count("<article") == 4
    found = browser.door(LISTED, "search", target="3", **{"search.3": "Maria Almvret"})
    assert found.status_code == 200
    assert f'name="person.3" value="{FIRST}"' in found.text
    assert f'name="person.0" value="{FIRST}"' not in found.text
    browser.change(LISTED, **{"person.3": FIRST})
    after = matched(browser, LISTED)
    assert after == {**before, 3: Personnummer(FIRST)}
    browser.change(LISTED, **{"home.3": "no_minor"})
    row = browser.text(f"/review/{browser.letter(LISTED)}").rpartition("<article")[2]
    assert "vald" in row
    assert "Registret visar inget barn" in row


def test_a_search_finds_persons_to_choose_and_says_when_there_is_none(browser: Browser) -> None:
    """What is sought stands in the field again, and in no address."""
    found = browser.door(KRONOFOGDEN, "search", target="0", **{"search.0": "Maria Almvret"})
    assert f'name="person.0" value="{SECOND}"' in found.text
    assert 'value="Maria Almvret"' in found.text
    none = browser.door(KRONOFOGDEN, "search", target="0", **{"search.0": "Qwx Zzz"})
    assert "Ingen i registret passar ”Qwx Zzz”" in none.text


def test_persons_stand_side_by_side_with_the_letter(browser: Browser) -> None:
    """Trait by trait, agreement in a word and a sign; the namesakes differ in their numbers."""
    page = browser.text(f"/review/{browser.letter(UNSURE)}")
    table = page.partition('<table class="compare">')[2].partition("</table>")[0]
    names = re.search(r"<tr><th[^>]*>Namn</th>(.*?)</tr>", table, re.DOTALL)
    assert names is not None
    assert names[1].count("✓\N{NO-BREAK SPACE}samma") == 2
    assert "19670520-9804" in table
    assert "19891231-9806" in table
    assert "inte hittat i brevet" in table


def test_kronofogden_s_confirmation_is_ready_although_the_person_is_not(browser: Browser) -> None:
    """In Word and as PDF; noted as sent it is owed no more, and cannot be sent twice."""
    page = f"/review/{browser.letter(KRONOFOGDEN)}"
    word = browser.get(f"{page}/utkast/bekraftelse_kfm.docx")
    assert word.content.startswith(b"PK")
    assert word.headers["content-disposition"].startswith("attachment")
    assert browser.get(f"{page}/utkast/bekraftelse_kfm.pdf").content.startswith(b"%PDF")
    assert browser.get(f"{page}/utkast/annat.pdf").status_code == 404
    assert (
        browser.get(f"/review/{browser.letter(UNSURE)}/utkast/bekraftelse_kfm.pdf").status_code
        == 404
    )
    assert "U-50117-26" in browser.text("/review")
    sent = browser.door(KRONOFOGDEN, "confirm-sent")
    assert "bekräftelsen är skickad" in browser.text(sent.headers["location"])
    assert "Bekräftelser till Kronofogden" not in browser.text("/review")
    assert browser.door(KRONOFOGDEN, "confirm-sent").status_code == 409


def test_what_is_done_is_done_in_the_name_of_the_account(browser: Browser) -> None:
    """Whatever name a form brings along."""
    browser.become("zaneta", 'Żaneta Łęcka ;="', "administrator")
    browser.change(UNSURE, **{"field.reference": "1"}, by=STAFF)
    page = browser.text(f"/review/{browser.letter(UNSURE)}")
    assert "Żaneta Łęcka ;=&#34;: rättade Referens till 1" in page
    assert STAFF not in page
    with opened(browser.root) as office:
        (made,) = letters.edits(office.ledger, browser.letter(UNSURE))
    assert made.by == 'Żaneta Łęcka ;="'


def test_values_can_be_corrected_and_taken_away(browser: Browser) -> None:
    """The corrected value is marked, the absent one is gone, and history tells of both."""
    browser.change(UNSURE, **{"field.amount_sek": "7 000,50 kr"}, reason="felläst")
    page = browser.text(f"/review/{browser.letter(UNSURE)}")
    assert "7\N{NO-BREAK SPACE}000,50\N{NO-BREAK SPACE}kr" in page
    assert "rättad" in page
    assert "Skäl: felläst" in page
    browser.change(UNSURE, **{"field.contract_number": ""})
    page = browser.text(f"/review/{browser.letter(UNSURE)}")
    assert 'name="field.contract_number" value=""' in page
    assert "(finns inte i brevet)" in page


@pytest.mark.parametrize(
    ("act", "value", "shown"),
    [
        ("kind", "disturbance", "Störning i boendet"),
        ("subkind", "collection", "inkassokrav"),
        ("tenure", "condominium", "bostadsrätt"),
        ("count", "1", "angav antal tidigare brev"),
    ],
)
def test_what_the_letter_is_can_be_settled(
    browser: Browser, act: str, value: str, shown: str
) -> None:
    """Kind, subkind, tenure and whether it is repeated, each decided again."""
    answer = browser.change(UNSURE, **{act: value})
    assert answer.status_code == 303
    assert shown in browser.text(f"/review/{browser.letter(UNSURE)}")


def test_a_letter_can_be_ended_and_sent_back(browser: Browser) -> None:
    """Ended it waits no more and sends nothing; sent back it waits again."""
    answer = browser.act(UNSURE, "close", close="not_ours", reason="reklam")
    assert "Avslutat utan att skickas" in browser.text(answer.headers["location"])
    ident = browser.letter(UNSURE)
    assert f'href="/review/{ident}"' not in browser.text("/review")
    assert not list((browser.root / "outbox").glob(f"*/*{ident[:12]}*"))
    browser.act(UNSURE, "return", reason="fel")
    assert f'href="/review/{ident}"' in browser.text("/review")


def test_nothing_is_taken_when_nothing_is_marked(browser: Browser) -> None:
    """An empty form never means all."""
    before = snapshot(browser.root)
    answer = browser.send("/units/vuxen", "/units/vuxen/take")
    assert answer.status_code == 303
    assert "Markera" in browser.text(answer.headers["location"])
    assert snapshot(browser.root) == before


def test_every_box_of_the_office_is_shown(browser: Browser) -> None:
    """Units with counts, the restricted one without an address; the routine with its sentences."""
    units = browser.text("/units")
    for name in ("Vuxenenheten", "barn och unga", "ekonomiskt bistånd"):
        assert name in units
    assert "/units/skyddad" not in units
    routine = browser.text("/routines")
    assert "exakt en rad" in routine
    assert "Kopia på inkommen underrättelse lämnas till aktuell handläggare" in routine
    assert "case." not in routine
    assert "<dt>Mapp</dt><dd>ekonomiskt_bistand</dd>" in routine  # where its packets lie
    assert json.loads(browser.text("/health"))["ok"] is True
    assert "troskel_letters_in_review" in browser.text("/metrics")


@pytest.mark.parametrize("address", ["/review/nothere", "/units/vuxen/x/y", "/x"])
def test_what_is_not_there_is_said_in_swedish(browser: Browser, address: str) -> None:
    """A page, not a bare code."""
    answer = browser.get(address)
    assert answer.status_code == 404
    assert "<h1>Finns inte</h1>" in answer.text
