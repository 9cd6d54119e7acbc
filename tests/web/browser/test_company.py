"""Several at once, a line that breaks, a click too many, pages without scripts: nothing is lost."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from browser_desk import AMOUNTS, BUNDLE, POWER, PRIVATE, Desk, awake
from playwright.sync_api import Page, Request, Route, expect
from used_workspace import KRONOFOGDEN

from pipeline.domain.edits import Act
from pipeline.domain.kinds import State
from pipeline.store import letters
from pipeline.usecases.office import opened


def acts(desk: Desk, name: str) -> list[tuple[Act, str]]:
    """What people did with the letter, and who."""
    with opened(desk.root) as office:
        made = letters.edits(office.ledger, desk.letter(name))
    return [(edit.act, edit.by) for edit in made]


def test_two_reviewers_see_each_other_and_overwrite_nothing(desk: Desk) -> None:
    """The second is told who has the letter, and what the first did before both are kept."""
    anna, bo = desk.sit(), desk.sit("Bo Ek")
    anna.goto(desk.at(AMOUNTS))
    expect(anna.locator("#held")).to_be_hidden()
    bo.goto(desk.at(AMOUNTS))
    expect(bo.locator("#held")).to_contain_text("Anna Provsson har det öppet sedan")
    queue = desk.sit("Siv Lod")
    queue.goto(f"{desk.server.address}/review")
    expect(queue.locator(".lane").filter(has_text="Anna Provsson har det öppet")).to_have_count(1)

    change(anna, "reference", "A-17")
    anna.keyboard.press("s")
    expect(anna.locator(".said")).to_contain_text("Sparat")
    change(bo, "contract_number", "B-42")
    bo.keyboard.press("s")
    expect(bo.locator("h1")).to_contain_text("Någon annan var före")
    expect(bo.locator("#others ~ ul").first).to_contain_text("Anna Provsson: rättade Referens")
    expect(bo.locator("#mine + ul")).to_contain_text("rättade Kontraktsnummer till B-42")
    assert [by for _, by in acts(desk, AMOUNTS)] == ["Anna Provsson"]
    bo.get_by_role("button", name="Gör det ändå").click()
    expect(bo.locator(".said")).to_contain_text("Sparat")
    assert [by for _, by in acts(desk, AMOUNTS)] == ["Anna Provsson", "Bo Ek"]
    with opened(desk.root) as office:
        letter = letters.letter(office.ledger, desk.letter(AMOUNTS))
        found = letters.case(office.ledger, letter.id, letter.revision).findings.fields
    assert (found["reference"].value, found["contract_number"].value) == ("A-17", "B-42")


def change(page: Page, name: str, value: str) -> None:
    """Write a value into a letter's field, unfolding the rest if need be."""
    row = page.locator(f"#v-{name}")
    if not row.is_visible():
        page.locator("[data-more]").click()
    row.locator("[data-show]").click()
    page.keyboard.press("e")
    row.locator("[data-was]").fill(value)
    page.keyboard.press("Enter")


def test_a_letter_is_free_again_when_it_was_left(desk: Desk) -> None:
    """Who goes on lets go; nobody is told of a claim that ended."""
    anna, bo = desk.sit(), desk.sit("Bo Ek")
    with anna.expect_response("**/claim"):
        anna.goto(desk.at(POWER))
    with anna.expect_request(lambda one: "free=1" in (one.post_data or "")):
        anna.goto(f"{desk.server.address}/review")
    anna.wait_for_load_state("networkidle")
    with bo.expect_response("**/claim") as told:
        bo.goto(desk.at(POWER))
    assert told.value.json()["held"] == ""
    expect(bo.locator("#held")).to_be_hidden()


def test_what_a_page_asked_for_before_it_was_left_comes_too_late(desk: Desk) -> None:
    """A slow message of a page that let go does not take the letter again."""
    anna, bo = desk.sit(), desk.sit("Bo Ek")
    asked: list[Request] = []
    anna.on("request", lambda one: asked.append(one) if one.url.endswith("/claim") else None)
    with anna.expect_response("**/claim"):
        anna.goto(desk.at(POWER))
    with anna.expect_request(lambda one: "free=1" in (one.post_data or "")):
        anna.goto(f"{desk.server.address}/review")
    anna.wait_for_load_state("networkidle")
    late = anna.request.post(asked[0].url, form=dict(parse_qsl(asked[0].post_data or "")))
    assert late.ok
    bo.goto(f"{desk.server.address}/review")
    expect(bo.locator("#held, .lane").filter(has_text="har det öppet")).to_have_count(0)


def test_a_lost_connection_loses_nothing(desk: Desk) -> None:
    """What was filled in stays, over a closed browser window too, and is saved once."""
    page = desk.sit()
    page.goto(desk.at(AMOUNTS))
    expect(page.locator("[data-bar-lead]")).to_contain_text("Brevet säger två saker")
    page.context.set_offline(True)
    change(page, "reference", "A-17")
    page.keyboard.press("s")
    expect(page.locator("#answer")).to_contain_text("Ingen kontakt med servern. Inget är förlorat")
    assert acts(desk, AMOUNTS) == []
    page.context.set_offline(False)
    again = page.context.new_page()
    page.close()
    again.goto(desk.at(AMOUNTS))
    expect(again.locator("#answer")).to_contain_text("inte sparat än")
    expect(again.locator("#v-reference [data-show]")).to_have_text("A-17")
    again.locator("body").click(position={"x": 5, "y": 5})
    again.keyboard.press("s")
    expect(again.locator(".said")).to_contain_text("Sparat")
    assert acts(desk, AMOUNTS) == [(Act.FIELD, "Anna Provsson")]
    kept = again.evaluate("Object.keys(localStorage).filter((key) => key.includes('draft'))")
    assert kept == [], "no value stays in the browser"


def test_who_signs_out_leaves_nothing_in_the_browser(desk: Desk) -> None:
    """The next person at the same machine sees none of what was filled in and not saved."""
    page = desk.sit()
    page.goto(desk.at(AMOUNTS))
    expect(page.locator("[data-bar-lead]")).to_contain_text("Brevet säger två saker")
    change(page, "reference", "A-17")
    drafts = "Object.keys(localStorage).filter((key) => key.includes('draft')).length"
    page.wait_for_function(f"{drafts} === 1")
    asked: list[str] = []
    page.once("dialog", lambda one: (asked.append(one.message), one.dismiss()))
    page.get_by_role("button", name="Logga ut").click()
    assert asked == [f"Du har osparat i brev {desk.letter(AMOUNTS)[:12]}. Logga ut ändå?"]
    assert page.evaluate(drafts) == 1
    page.once("dialog", lambda one: one.accept())
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url("**/login*")
    assert page.evaluate(drafts) == 0


def test_an_answer_that_never_came_is_asked_for_again_and_done_once(desk: Desk) -> None:
    """The server saved, the line broke before the answer: the same click again changes nothing."""
    page = desk.sit()
    page.goto(desk.at(POWER))
    expect(page.locator("[data-bar-lead]")).to_contain_text("Godkänner du")

    def swallow(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/save", swallow, times=1)
    awake(page)
    page.keyboard.press("g")
    expect(page.locator("#answer")).to_contain_text("Ingen kontakt")
    awake(page)
    page.keyboard.press("g")
    expect(page.locator(".said")).to_be_visible()
    assert acts(desk, POWER) == [(Act.APPROVE, "Anna Provsson")]


def test_a_double_click_approves_once(desk: Desk) -> None:
    """And not the next letter."""
    page = desk.sit()
    page.goto(desk.at(PRIVATE))
    expect(page.locator("[data-bar-lead]")).to_contain_text("Godkänner du")
    awake(page)
    page.locator("[data-approve]").dblclick()
    expect(page.locator(".said")).to_contain_text("Godkänt")
    with opened(desk.root) as office:
        made = office.ledger.number("SELECT count(*) FROM edits")
    assert made == 1
    page.go_back()
    page.wait_for_load_state("networkidle")
    expect(page.locator("h2#decision")).to_contain_text("Det här beslutades")


def test_a_key_pressed_twice_approves_one_letter(desk: Desk) -> None:
    """What came up under the finger was seen by nobody."""
    page = desk.sit()
    page.goto(desk.at(PRIVATE))
    expect(page.locator("[data-bar-lead]")).to_contain_text("Godkänner du")
    awake(page)
    page.keyboard.press("g")
    expect(page.locator(".said")).to_contain_text("Godkänt")
    page.keyboard.press("g")
    expect(page.locator("#answer")).to_contain_text("Det här är ett nytt brev.")
    with opened(desk.root) as office:
        assert office.ledger.number("SELECT count(*) FROM edits") == 1


def test_two_persons_approve_where_the_settings_say_so(desk: Desk) -> None:
    """The first is thanked and goes on; the second sees the doubts, and the letter is sent."""
    file = desk.root / "troskel.toml"
    file.write_text(file.read_text() + '\n[review]\nsecond_person = ["utility_debt"]\n')
    with desk.again() as other:
        anna, bo = other.sit(), other.sit("Bo Ek")
        anna.goto(other.at(POWER))
        expect(anna.locator("[data-bar-lead]")).to_contain_text("en till person godkänner")
        awake(anna)
        anna.keyboard.press("g")
        expect(anna.locator(".said")).to_contain_text("väntar på att en till person godkänner")
        bo.goto(other.at(POWER))
        expect(bo.locator(".why")).to_contain_text("två personer ska granska brevet")
        awake(bo)
        bo.keyboard.press("g")
        expect(bo.locator(".said")).to_contain_text("Underlagen läggs hos enheterna")
    assert [by for _, by in acts(desk, POWER)] == ["Anna Provsson", "Bo Ek"]


def test_a_stack_is_divided_and_put_together_by_hand(desk: Desk) -> None:
    """Its last page becomes a letter of its own, and again a part of the first."""
    page = desk.sit()
    page.goto(desk.at(BUNDLE))
    page.keyboard.press("d")
    page.locator("input[name='page.3'][value=begin]").check()
    page.locator("input[name=sure]").check()
    page.get_by_role("button", name="Dela upp så").click()
    expect(page.locator(".said")).to_contain_text("uppdelade på nytt")
    expect(page.locator(".sheet")).to_have_count(2)
    assert pages(desk) == {1: (1, 2), 2: (3,)}
    page.keyboard.press("z")
    expect(page.locator(".said")).to_contain_text("Ångrat")
    assert pages(desk) == {1: (1, 2, 3)}
    page.goto(desk.at(BUNDLE, 2))
    expect(page.locator("body")).to_contain_text("fogade sidorna till brev")


def pages(desk: Desk) -> dict[int, tuple[int, ...]]:
    """The pages of the bundle's letters, without those that ended."""
    with opened(desk.root) as office:
        first = letters.letter(office.ledger, desk.letter(BUNDLE))
        found = letters.letters_of(office.ledger, first.document)
        return {
            one.place: letters.case(office.ledger, one.id, one.revision).part.pages for one in found
        }


def test_all_is_done_without_scripts_too(desk: Desk) -> None:
    """Plain forms: search, choose, correct, approve, undo."""
    page = desk.sit(java_script_enabled=False)
    page.goto(desk.at(KRONOFOGDEN))
    page.locator("#search-0").fill("Maria Almvret")
    page.locator("button[formaction$=search]").click()
    page.locator("#person-0 input[type=radio]").first.check()
    page.locator("[name='field.reference']").fill("A-17")
    page.get_by_role("button", name=re.compile("^Spara")).click()
    assert [act for act, _ in acts(desk, KRONOFOGDEN)] == [Act.FIELD, Act.PERSON]
    page.goto(desk.at(KRONOFOGDEN))
    page.locator("form[data-undo] button").first.click()
    assert "Ångrat" in page.locator(".said").inner_text()
    with opened(desk.root) as office:
        letter = letters.letter(office.ledger, desk.letter(KRONOFOGDEN))
    assert letter.state is State.REVIEW
