"""What an administrator meets at the desk: choices that stop, words that agree, ways on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from used_workspace import KRONOFOGDEN, LISTED, UNSURE, copied, posted_once
from visiting import EVERY_ROLE, Browser, visitor

from pipeline.domain.case import Case
from pipeline.domain.fields import AMOUNT, LETTER_DATE, Field
from pipeline.domain.kinds import State
from pipeline.domain.match import Matched
from pipeline.domain.page import Page
from pipeline.domain.people import Deregistered
from pipeline.domain.problems import Code, Problem
from pipeline.store import claims, letters, packets
from pipeline.store.workspace import open_workspace
from pipeline.usecases.office import Office, opened
from pipeline.usecases.ports import Engine
from pipeline.usecases.queue import queue
from pipeline.web import cookies
from pipeline.web import letter as letter_pages
from pipeline.web.app import create_app
from pipeline.web.doubts import doubt_text

AMOUNTS, PRIVATE, TRIBUNAL = "s28_amounts_disagree", "s29_private_letting", "other_tribunal"
REPORT, STACK, FIRST, AGAIN = (
    "other_child_report",
    "rent_bundle",
    "s03_repeated_rent",
    "s04_scanned_again",
)
MORE = (AMOUNTS, PRIVATE, TRIBUNAL, REPORT, STACK, FIRST, AGAIN)


@pytest.fixture
def browser(
    engine: Engine, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """An administrator of a workspace with a greater post."""
    root = copied(posted_once(tmp_path_factory.getbasetemp(), "at_desk", MORE), tmp_path / "work")
    with visitor(create_app(open_workspace(root), engine)) as client:
        found = Browser(root=root, client=client)
        found.become("anna", "Anna Provsson", *EVERY_ROLE)
        yield found


def case_of(browser: Browser, name: str) -> Case:
    """The letter's case as it stands."""
    with opened(browser.root) as office:
        letter = letters.letter(office.ledger, browser.letter(name))
        return letters.case(office.ledger, letter.id, letter.revision)


def page_of(browser: Browser, name: str) -> str:
    """The letter's page."""
    return browser.text(f"/review/{browser.letter(name)}")


def test_a_subkind_that_two_kinds_have_stands_chosen_once(browser: Browser) -> None:
    """And under the letter's own kind, so that the page does not say that it was changed."""
    chosen = re.findall(
        r'<select id="v-subkind-input".*?</select>', page_of(browser, PRIVATE), re.DOTALL
    )[0]
    assert chosen.count(" selected>") == 1
    group = re.search(
        r'data-kind="(\w+)">(?:(?!</optgroup>).)* selected>', chosen.replace("\n", "")
    )
    assert group is not None
    assert group[1] == "rent_debt"


def test_the_reason_for_a_letter_is_a_whole_sentence(browser: Browser) -> None:
    """In Swedish, to its last word."""
    page = page_of(browser, PRIVATE)
    assert "andra regler än för en vanlig hyreslägenhet" in page
    assert "t.ex.</strong>" not in page
    assert "(t.ex." not in page


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-dest": "empty"}])
def test_a_page_that_was_left_makes_no_sign_in_form_stale(
    browser: Browser, headers: dict[str, str]
) -> None:
    """What its scripts still ask for comes after the signing out, and sets no cookie."""
    doors = ["claim"] if not headers else ["claim", "effect"]
    address = f"/review/{browser.letter(UNSURE)}"
    browser.sign_out()
    browser.get("/login")
    before = browser.client.cookies.get(cookies.FORM)
    browser.client.cookies.clear()
    for door in doors:
        answer = browser.client.post(f"{address}/{door}", data={"free": "1"}, headers=headers)
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers
    assert before


def test_two_amounts_are_chosen_between_before_the_letter_goes(browser: Browser) -> None:
    """Approving takes neither; choosing one settles it, with its place on the scan."""
    page = page_of(browser, AMOUNTS)
    first, second = re.findall(r'name="pick\.amount_sek" value="([^"]+)"', page)
    assert {first, second} == {"13200,00", "12300,00"}
    told = browser.door(AMOUNTS, "effect").text
    assert "Brevet säger två saker om Belopp: välj en." in told
    assert 'data-approvable="no"' in told
    browser.act(AMOUNTS, "approve")
    assert case_of(browser, AMOUNTS).state is State.REVIEW
    browser.act(AMOUNTS, "approve", **{"field.amount_sek": first, "pick.amount_sek": second})
    case = case_of(browser, AMOUNTS)
    assert case.state is State.ROUTED
    found = case.findings.get(AMOUNT)
    assert found is not None
    assert found.edited is not None
    assert f"{found.value:.2f}".replace(".", ",") == second
    assert found.boxes


def test_a_letter_that_nobody_s_routine_is_for_goes_where_the_reviewer_says(
    browser: Browser,
) -> None:
    """With a reason, foretold, kept, told in the packet, undone like everything else."""
    page = browser.text("/review")
    at = page.index(browser.letter(REPORT))
    assert at < page.index(browser.letter(TRIBUNAL))
    row = page[at - 400 : at + 900]
    assert "SAMMA DAG" in row
    assert "Skyddsbedömning genast" in row
    page = page_of(browser, REPORT)
    assert re.findall(r'name="send" value="(\w+)"', page) == [
        "vuxen",
        "ekonomiskt_bistand",
        "barn_unga",
    ]
    order = {"send.shown": "1", "send": ["vuxen", "barn_unga"]}
    assert "Skriv varför brevet ska dit" in browser.door(REPORT, "effect", **order).text
    order["send.reason"] = "oro för ett barn"
    told = browser.door(REPORT, "effect", **order).text
    assert "Godkänner du går brevet till Enheten för barn och unga och Vuxenenheten." in told
    assert "Beslutat av Anna Provsson vid granskning" in told
    assert browser.act(REPORT, "approve", **order).status_code == 303
    case = case_of(browser, REPORT)
    assert case.state is State.ROUTED
    assert case.decision is not None
    assert [one.unit for one in case.decision.deliveries] == ["barn_unga", "vuxen"]
    with opened(browser.root) as office:
        sent = packets.of_letter(office.ledger, browser.letter(REPORT))
        records = [
            json.loads((browser.root / one.path / "record.json").read_text("utf-8")) for one in sent
        ]
    assert {one.unit for one in sent} == {"barn_unga", "vuxen"}
    for record in records:
        text = json.dumps(record, ensure_ascii=False)
        assert "Beslutat av Anna Provsson vid granskning" in text
        assert "oro för ett barn" in text
    after = page_of(browser, REPORT)
    assert "beslutade själv: brevet ska till Vuxenenheten och Enheten för barn och unga" in after
    action = re.findall(r'name="undo" value="([^"]+)"', after)[0]
    browser.door(REPORT, "undo", undo=action)
    assert case_of(browser, REPORT).state is State.REVIEW


def test_a_unit_that_there_is_none_of_gets_nothing(browser: Browser) -> None:
    """A form that was made by hand orders only what the routine knows."""
    order = {"send.shown": "1", "send": "skolan", "send.reason": "nej"}
    browser.act(TRIBUNAL, "approve", **order)
    assert case_of(browser, TRIBUNAL).state is State.REVIEW


def test_a_letter_goes_on_although_the_register_has_nobody(browser: Browser) -> None:
    """Kronofogden's letter to the unit that the routine names, with what is not known told."""
    page = page_of(browser, KRONOFOGDEN)
    assert "Personen finns inte i registret: skicka ändå till Vuxenenheten" in unescape(page)
    order = {"send.shown": "1", "send": "vuxen", "send.reason": "Personen finns inte i registret"}
    browser.act(KRONOFOGDEN, "approve", **order)
    case = case_of(browser, KRONOFOGDEN)
    assert case.state is State.ROUTED
    assert case.decision is not None
    assert [one.unit for one in case.decision.deliveries] == ["vuxen"]
    assert "Bekräftelse" in page_of(browser, KRONOFOGDEN)


def test_children_may_be_known_of_without_being_named(browser: Browser) -> None:
    """The letter goes as a family's; nothing says that there is no child, nor which."""
    browser.change(UNSURE, **{"person.0": "196705209804", "home.0": "minors"})
    case = case_of(browser, UNSURE)
    assert case.decision is not None
    facts = [dict(row.facts) for row in case.decision.rows]
    assert any(one.get("household") == "minors" for one in facts)
    assert "Barn finns i hemmet, men det är inte känt vilka." in page_of(browser, UNSURE)
    assert "barn: ja, oklart vilka" in browser.door(UNSURE, "effect").text
    answer = browser.change(UNSURE, **{"home.0": "minors", "children.0": "20150615-9805"})
    assert answer.status_code == 400


def test_a_stack_with_letters_that_were_sent_is_divided_knowingly(browser: Browser) -> None:
    """What it does to those who have them is said, asked for, and can be taken back."""
    page = page_of(browser, STACK)
    assert "1 brev i bunten är redan skickat." in page
    marks = dict(re.findall(r'name="(page\.\d+)" value="(\w+)" checked', page))
    marks["page.3"] = "begin"
    seen = re.findall(r'name="seen" value="([^"]+)"', page)[0]
    assert browser.door(STACK, "divide", seen=seen, **marks).status_code == 400
    answer = browser.door(STACK, "divide", seen=seen, sure="1", **marks)
    assert answer.status_code == 303
    after = browser.text(answer.headers["location"])
    receipt = after[after.index('role="status"><p>Sidorna är uppdelade') :][:900]
    assert "Ångra för brev" in receipt


def test_the_blank_pages_of_a_stack_are_called_blank(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the stack is divided: nobody looks for a letter on a back side."""
    assert "tom sida" not in page_of(browser, STACK)
    real = letter_pages.scanned

    def turned(office: Office, letter: letters.Letter) -> tuple[Page, ...]:
        return tuple(replace(one, blank=one.number == 2) for one in real(office, letter))

    monkeypatch.setattr(letter_pages, "scanned", turned)
    legends = re.findall(r"<legend>(.*?)</legend>", page_of(browser, STACK))
    told = [" ".join(re.sub(r"<[^>]+>", "", one).split()) for one in legends if "Sida" in one]
    assert [("tom sida" in one) for one in told] == [False, True, False]


def test_a_letter_that_came_before_is_named_and_ends_this_one(browser: Browser) -> None:
    """By its day and what is alike, with a way to it and one to end the copy."""
    with opened(browser.root) as office:
        rows = office.ledger.rows(
            "SELECT l.id, d.name FROM letters l JOIN documents d ON d.sha256 = l.document"
            " WHERE d.name LIKE 's03%' OR d.name LIKE 's04%' ORDER BY d.name"
        )
    first, copy = (row["id"] for row in rows)
    page = browser.text(f"/review/{copy}")
    assert f'<a href="/review/{first}">Kom ' in page
    assert f"brev {first[:12]}, samma belopp</a>" in page.replace("\N{NO-BREAK SPACE}", " ")
    reason = re.findall(r'name="reason" value="(Samma brev som [^"]+)"', page)[0]
    browser.send(f"/review/{copy}", f"/review/{copy}/save", do="close", close="", reason=reason)
    with opened(browser.root) as office:
        assert letters.letter(office.ledger, copy).closed


def test_two_who_approved_the_same_letter_are_not_asked_to_do_it_again(browser: Browser) -> None:
    """The second is told who did, and goes on to the next."""
    address = f"/review/{browser.letter(PRIVATE)}"
    page = browser.text(address)
    form, revision = (
        re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in ("form", "revision")
    )
    browser.become("bo", "Bo Provsson", *EVERY_ROLE)
    assert browser.act(PRIVATE, "approve").status_code == 303
    browser.become("anna", "Anna Provsson", *EVERY_ROLE)
    page = browser.text(address)
    fresh = re.findall(r'name="form" value="([^"]*)"', page)[0]
    data = {"form": fresh, "revision": revision, "do": "approve", "action": "x1"}
    answer = browser.client.post(f"{address}/save", data=data, follow_redirects=False)
    assert answer.status_code == 409
    assert "Bo Provsson har redan godkänt brevet" in answer.text
    assert "Gör det ändå" not in answer.text
    assert "data-following" in answer.text
    assert form


def test_the_queue_is_begun_although_others_have_it_all_open(browser: Browser) -> None:
    """Whoever left a window open holds up nobody."""
    with opened(browser.root) as office:
        for one in queue(office):
            claims.take(office.ledger, one.letter.id, "Bo Provsson", timedelta(minutes=3))
    assert "data-first>" in browser.text("/review")


def test_a_doubt_is_said_as_it_is(browser: Browser) -> None:
    """One day that cannot be, how somebody left the register, which digits differ."""
    case = case_of(browser, PRIVATE)
    found = case.findings.get(LETTER_DATE)
    assert found is not None
    day = Problem(code=Code.DATES_DISAGREE, detail=LETTER_DATE.text)
    for value, said in (
        (date(2028, 10, 1), "efter ankomsten"),
        (date(2024, 1, 1), "mer än ett år"),
    ):
        told = case.findings.with_field(LETTER_DATE, replace(found, value=value))
        assert said in doubt_text(day, replace(case, findings=told))
    match = case.matches[0]
    assert isinstance(match, Matched)
    gone = Problem(code=Code.PERSON_EMIGRATED)
    for how, said in ((Deregistered.EMIGRATED, "utvandrad"), (Deregistered.OTHER, "annat skäl")):
        person = replace(match.person, deregistered=how)
        assert said in doubt_text(gone, replace(case, matches=(replace(match, person=person),)))
    number = Field(
        value="8202129116", raw="820212-9116", confidence=0.5, finder="x", boxes=found.boxes
    )
    party = replace(case.findings.parties[match.party], personnummer=number)
    told = replace(case.findings, parties=(party,))
    said = doubt_text(
        Problem(code=Code.LOW_CONFIDENCE, detail="personnummer"), replace(case, findings=told)
    )
    assert said == (
        f"Personnumret skiljer: 820212-9116 i brevet, {match.person.number.printed} i registret."
    )


def test_a_list_says_which_rows_keep_it_back(browser: Browser) -> None:
    """Each with its own doubt, and a way to it; the others say that they wait for the list."""
    page = page_of(browser, LISTED)
    links = re.findall(r'data-reason="r-(\d+)">Rad (\d+): ', page)
    assert links
    assert all(one == two for one, two in links)
    assert "Minst en rad i listan" not in page
    assert page.count("avgör raden</span>") == len(links)


def test_children_are_named_with_those_who_have_custody(browser: Browser) -> None:
    """So that it can be told whether they belong to the home."""
    page = page_of(browser, REPORT)
    home = page[page.index('<div class="home"') :]
    told = re.findall(r'<li><span translate="no">([^<]+)</span>, ([^<]+)</li>', home)
    assert len(told) == 2
    for name, more in told:
        assert not name.startswith("Barn,")
        assert "vårdnadshavare: " in more


def test_what_is_asked_or_owed_is_told_where_it_waits(browser: Browser) -> None:
    """A colleague reads the question in the queue; a confirmation says whom it is about."""
    browser.become("bo", "Bo Provsson", "administrator")
    browser.become("anna", "Anna Provsson", *EVERY_ROLE)
    assert '<option value="Bo Provsson">' in page_of(browser, UNSURE)
    browser.act(UNSURE, "ask", asked="Bo Provsson", question="Vem av dem är det?")
    browser.become("bo", "Bo Provsson", "administrator")
    queue_page = browser.text("/review")
    assert "Vem av dem är det?" in queue_page[: queue_page.index('id="lane-kronofogden"')]
    assert "Irina Provic</a>" in queue_page


def test_a_letter_for_another_municipality_is_said_to_wait_for_being_sent_on(
    browser: Browser,
) -> None:
    """The receipt says so; the letter's own word for the municipality stands in the field."""
    answer = browser.act(UNSURE, "close", close="other_municipality", municipality="Borås")
    told = browser.text(answer.headers["location"])
    assert "Antecknat som felpost. Skicka brevet vidare" in told


def test_a_confirmation_that_was_noted_by_mistake_is_owed_again(browser: Browser) -> None:
    """The page says who sent it, and takes the note back."""
    browser.door(KRONOFOGDEN, "confirm-sent")
    page = page_of(browser, KRONOFOGDEN)
    assert "av Anna Provsson.</p>" in page
    answer = browser.door(KRONOFOGDEN, "confirm-sent", back="1")
    assert answer.headers["location"].endswith("gjort=confirm-not-sent")
    assert "<button>Bekräftelsen är skickad</button>" in page_of(browser, KRONOFOGDEN)
