"""A reviewer's day in a real browser: by keyboard, with the scan beside, told what will happen."""

from __future__ import annotations

import json

from browser_desk import AMOUNTS, CHILD, ELSEWHERE, POWER, Desk, awake
from playwright.sync_api import Page, expect
from used_workspace import KRONOFOGDEN, LISTED, UNSURE, snapshot

from pipeline.domain.edits import Act
from pipeline.domain.kinds import State
from pipeline.store import letters, packets
from pipeline.store.letters import Letter
from pipeline.usecases.office import opened

FIRST = "196705209804"
"""One of the two namesakes that the unsure letter may mean."""


def standing(desk: Desk, name: str) -> Letter:
    """The letter as it stands."""
    with opened(desk.root) as office:
        return letters.letter(office.ledger, desk.letter(name))


def acts(desk: Desk, name: str) -> list[Act]:
    """What people did with the letter."""
    with opened(desk.root) as office:
        return [edit.act for edit in letters.edits(office.ledger, desk.letter(name))]


def lead(page: Page) -> str:
    """What the page says will happen."""
    return page.locator("[data-bar-lead]").inner_text()


def test_a_letter_that_is_right_takes_one_key(desk: Desk) -> None:
    """And the next stands there with its pages, without the browser having left the page."""
    page = desk.sit()
    page.goto(desk.at(POWER))
    expect(page.locator("[data-bar-lead]")).to_contain_text("Godkänner du går brevet till")
    page.evaluate("window.same = true")
    awake(page)
    page.keyboard.press("g")
    expect(page.locator(".said")).to_contain_text("Godkänt")
    assert page.evaluate("window.same")
    assert desk.letter(POWER) not in page.url
    assert page.locator("main").get_attribute("data-letter") in page.url
    assert page.evaluate("document.querySelector('.paper img').complete")
    assert acts(desk, POWER) == [Act.APPROVE]
    assert standing(desk, POWER).state is State.ROUTED


def test_the_queue_is_begun_and_left_by_keyboard(desk: Desk) -> None:
    """From the queue to its first letter, to the next one, and back."""
    page = desk.sit()
    page.goto(f"{desk.server.address}/review")
    first = page.locator("[data-first]").get_attribute("href")
    page.keyboard.press("g")
    page.wait_for_url(f"**{first}")
    assert first == f"/review/{desk.letter(KRONOFOGDEN)}", "the protected lane is not this one's"
    page.keyboard.press("n")
    page.wait_for_url(lambda address: not address.endswith(str(first)))
    page.keyboard.press("l")
    page.wait_for_url("**/review")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.matches('[data-item]')")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()


def test_focus_goes_to_what_is_unsure_and_shows_its_place(desk: Desk) -> None:
    """The value in doubt has the focus, and its place on the scan is marked and in view."""
    page = desk.sit()
    page.goto(desk.at(AMOUNTS))
    expect(page.locator("#v-amount_sek.at")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('tr').id") == "v-amount_sek"
    expect(page.locator("rect.shown").first).to_be_in_viewport()
    expect(page.locator(".why")).to_contain_text("beloppen i brevet stämmer inte överens")
    page.goto(desk.at(CHILD))
    assert page.evaluate("document.activeElement.name") == "home.0"


def test_the_mark_hides_nothing_and_stays_in_view(desk: Desk) -> None:
    """Its border runs outside the words, as thin when larger; zooming goes around it."""
    page = desk.sit()
    page.goto(desk.at(AMOUNTS))
    page.wait_for_load_state("networkidle")
    row = page.locator("tr.at")
    number, x0, top, x1, bottom = json.loads(str(row.get_attribute("data-boxes")))[0]
    look = """(rect) => {
      const style = getComputedStyle(rect), place = rect.getBoundingClientRect();
      const view = document.querySelector("[data-sheets]").getBoundingClientRect();
      return { fill: style.fill, effect: style.vectorEffect, width: parseFloat(style.strokeWidth),
        x: rect.x.baseVal.value, y: rect.y.baseVal.value, w: rect.width.baseVal.value,
        inside: place.top >= view.top && place.bottom <= Math.min(view.bottom, innerHeight)
          && place.left < view.right && place.right > view.left };
    }"""
    for _ in range(5):
        seen = page.locator("rect.shown").first.evaluate(look)
        assert (seen["fill"], seen["effect"]) == ("none", "non-scaling-stroke")
        assert seen["width"] < 3
        assert seen["x"] < x0 - 1
        assert seen["y"] < top - 1
        assert seen["x"] + seen["w"] > x1 + 1
        assert seen["inside"]
        page.keyboard.press("+")
    assert number == 1
    assert bottom > top


def test_a_value_and_its_place_lead_to_each_other(desk: Desk) -> None:
    """A value clicked marks its box; a box clicked, its value."""
    page = desk.sit()
    page.goto(desk.at(AMOUNTS))
    page.locator("#v-letter_date [data-show]").click()
    shown = page.locator("rect.shown")
    assert {one.get_attribute("data-key") for one in shown.all()} == {"v-letter_date"}
    page.locator("rect[data-key=v-address]").click()
    expect(page.locator("#v-address.at")).to_be_visible()


def test_a_box_drawn_on_the_scan_fills_the_value(desk: Desk) -> None:
    """The words within are read as that field; what was filled is told, foretold and saved."""
    page = desk.sit()
    page.goto(desk.at(AMOUNTS))
    draw_around(page, "v-letter_date")
    read = page.locator("#v-amount_sek [data-read]")
    expect(read).to_contain_text("Inget belopp i rutan")
    assert page.locator("[name='field.amount_sek']").input_value() == "13200,00"
    row = page.locator("rect[data-key=v-amount_sek]").last
    draw_around(page, "v-amount_sek", row)
    expect(read).to_contain_text("Läst:")
    expect(page.locator("#v-amount_sek [data-changed]")).to_be_visible()
    filled = page.locator("[name='field.amount_sek']").input_value()
    assert json.loads(page.locator("[name='box.amount_sek']").input_value())[0] == 1
    before = snapshot(desk.root)
    expect(page.locator("#effect [data-lead]")).to_contain_text("Inget är längre oklart")
    assert snapshot(desk.root) == before, "nothing is saved to tell what would be"
    page.keyboard.press("s")
    expect(page.locator(".said")).to_contain_text("Sparat")
    with opened(desk.root) as office:
        letter = letters.letter(office.ledger, desk.letter(AMOUNTS))
        case = letters.case(office.ledger, letter.id, letter.revision)
    found = case.findings.fields["amount_sek"]
    assert f"{found.value:.2f}".replace(".", ",") == filled
    assert found.edited is not None
    assert found.boxes[0].page == 1
    assert letter.state is State.ROUTED


def draw_around(page: Page, key: str, rect: object = None) -> None:
    """Draw a box around a value's place on the scan."""
    place = (rect or page.locator(f"rect[data-key={key}]").first).bounding_box()  # type: ignore[attr-defined]
    page.mouse.move(place["x"] - 3, place["y"] - 3)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] + 3, place["y"] + place["height"] + 3, steps=3)
    page.mouse.up()


def test_a_turned_scan_is_drawn_on_where_the_pointer_is(desk: Desk) -> None:
    """Turned and made larger, a box still lies over its words."""
    page = desk.sit()
    page.goto(desk.at(AMOUNTS))
    page.locator("#v-letter_date [data-show]").click()
    for key in ("v", "+"):
        page.keyboard.press(key)
    page.locator("rect[data-key=v-letter_date]").scroll_into_view_if_needed()
    draw_around(page, "v-letter_date")
    expect(page.locator("#v-letter_date [data-read]")).to_contain_text("2026-10-01")
    assert page.locator("[name='field.letter_date']").input_value() == "2026-10-01"


def test_a_person_is_chosen_and_the_effect_is_seen_first(desk: Desk) -> None:
    """Arrow keys choose among namesakes; who would get the letter is told before it is sent."""
    page = desk.sit()
    page.goto(desk.at(UNSURE))
    expect(page.locator("[data-bar-lead]")).to_contain_text("Kan inte skickas än")
    page.keyboard.press("Space")
    expect(page.locator("[data-bar-lead]")).to_contain_text("Vuxenenheten")
    assert acts(desk, UNSURE) == []
    awake(page)
    page.keyboard.press("g")
    expect(page.locator(".said")).to_contain_text("Godkänt")
    assert acts(desk, UNSURE) == [Act.PERSON, Act.APPROVE]


def test_what_cannot_be_sent_is_said_and_focus_goes_there(desk: Desk) -> None:
    """The key that approves leads to what is lacking, and nothing is written."""
    page = desk.sit()
    page.goto(desk.at(CHILD))
    expect(page.locator("[data-bar-lead]")).to_contain_text("Kan inte skickas än")
    page.locator("body").click(position={"x": 5, "y": 5})
    awake(page)
    page.keyboard.press("g")
    expect(page.locator("#answer")).to_contain_text("Kan inte skickas än")
    assert page.evaluate("document.activeElement.name") == "home.0"
    assert acts(desk, CHILD) == []
    page.locator("[name='child.0']").first.check()
    expect(page.locator("[data-bar-lead]")).to_contain_text("Enheten för ekonomiskt bistånd")
    expect(page.locator("#effect")).to_contain_text("+ tillkommer")
    expect(page.locator("#effect")).not_to_contain_text("− faller bort")


def test_a_person_is_found_by_search(desk: Desk) -> None:
    """Typed, found, compared with the letter, chosen; the rest of the form stays as it was."""
    page = desk.sit()
    page.goto(desk.at(KRONOFOGDEN))
    page.keyboard.press("p")
    page.keyboard.type("Maria Almvret")
    page.keyboard.press("Enter")
    choices = page.locator("#person-0 input[type=radio]")
    expect(choices).to_have_count(2)
    expect(page.locator("#person-0 table")).to_contain_text("✗")
    choices.first.check()
    expect(page.locator("#effect")).to_contain_text("Vuxenenheten")
    assert acts(desk, KRONOFOGDEN) == []


def test_everything_is_undone_with_one_key(desk: Desk) -> None:
    """An approval, from the page after it, and again; nothing is unsent and nothing resent."""
    page = desk.sit()
    page.goto(desk.at(LISTED))
    awake(page)
    page.keyboard.press("g")
    expect(page.locator(".said button")).to_contain_text("Ångra")
    page.keyboard.press("z")
    page.wait_for_url(f"**/{desk.letter(LISTED)}")
    expect(page.locator(".said")).to_contain_text("Ångrat")
    assert standing(desk, LISTED).state is State.REVIEW
    page.keyboard.press("z")
    page.wait_for_timeout(300)
    assert standing(desk, LISTED).state is State.REVIEW, "undoing twice does nothing again"
    page.locator(".history button", has_text="Gör om").click()
    expect(page.locator(".said")).to_contain_text("Gjort om: brevet är skickat.")
    expect(page.locator("h2#decision")).to_contain_text("Det här beslutades")
    assert standing(desk, LISTED).state is State.ROUTED
    with opened(desk.root) as office:
        sent = packets.of_letter(office.ledger, desk.letter(LISTED))
    alive = [(one.unit, one.line) for one in sent if one.state != "withdrawn"]
    assert len(alive) == len(set(alive)) == 5


def test_a_letter_for_another_municipality_is_not_forgotten(desk: Desk) -> None:
    """It leaves the queue when somebody has noted that it was sent on."""
    page = desk.sit()
    page.goto(desk.at(ELSEWHERE))
    page.keyboard.press("x")
    page.get_by_label("Det är felpost").check()
    page.locator("#municipality").fill("Borås")
    page.get_by_role("button", name="Avsluta utan att skicka").click()
    expect(page.locator(".said")).to_contain_text("Antecknat som felpost.")
    page.goto(f"{desk.server.address}/review")
    lane = page.locator(".lane.felpost")
    expect(lane).to_contain_text("Ska skickas vidare till Borås")
    lane.locator("[data-item]").click()
    page.get_by_role("button", name="Brevet är skickat vidare").click()
    expect(page.locator(".said")).to_contain_text("skickat vidare")
    page.goto(f"{desk.server.address}/review")
    expect(page.locator(".lane.felpost")).to_have_count(0)


def test_a_colleague_is_asked_and_answers(desk: Desk) -> None:
    """The letter waits for the answer, and says so in the queue; the answer stands in history."""
    anna, bo = desk.sit(), desk.sit("Bo Ek")
    anna.goto(desk.at(POWER))
    anna.keyboard.press("f")
    anna.locator("#asked").fill("Bo Ek")
    anna.locator("#ask-text").fill("Är det vårt?")
    anna.keyboard.press("Enter")
    expect(anna.locator(".said")).to_contain_text("Frågan är ställd")
    bo.goto(f"{desk.server.address}/review")
    expect(bo.locator(".lane.ovriga")).to_contain_text("Väntar på svar av Bo Ek.")
    expect(bo.locator(".lane.fragor")).to_contain_text("En kollega väntar på ditt svar.")
    bo.goto(desk.at(POWER))
    expect(bo.locator("#question + p")).to_contain_text("Anna Provsson frågar Bo Ek: Är det vårt?")
    bo.locator("#answer-text").fill("Ja")
    bo.get_by_role("button", name="Svara").click()
    expect(bo.locator(".history")).to_contain_text("Bo Ek: svarade: Ja")
    expect(bo.locator("#question")).to_have_count(0)


def test_letters_do_nothing_while_somebody_writes_or_where_they_are_off(desk: Desk) -> None:
    """A G in a name approves nothing; switched off, no letter does anything."""
    page = desk.sit()
    page.goto(desk.at(POWER))
    page.locator("#reason").fill("")
    page.locator("#reason").press_sequentially("gsx")
    assert page.locator("#reason").input_value() == "gsx"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("[data-keys-on]").uncheck()
    page.keyboard.press("Escape")
    awake(page)
    page.keyboard.press("g")
    page.wait_for_timeout(300)
    assert acts(desk, POWER) == []
    page.locator("#reason").focus()
    awake(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_contain_text("Godkänt")
