"""Coming in by a real browser: by password, by the municipality's sign-on, with letters."""

from __future__ import annotations

import socket
from pathlib import Path

import certificates
import pytest
from browser_desk import SIZE, Desk
from playwright.sync_api import Browser, Page, expect
from provider import CLIENT, SECRET, Provider
from used_workspace import UNSURE, blank_once, copied, scan_of
from visiting import with_account

from pipeline.store.workspace import open_workspace
from pipeline.usecases import accounts
from pipeline.usecases.office import opened
from pipeline.usecases.ports import Engine
from pipeline.web.app import create_app
from pipeline.web.server import Place, Server
from pipeline.web.signing import CALLBACK

WORD = "sju grå kråkor på taket"


def menu(page: Page) -> list[str]:
    """The pages that the top leads to."""
    return page.get_by_role("navigation", name="Sidor").get_by_role("link").all_inner_texts()


def test_somebody_signs_in_by_keyboard_and_sees_only_what_their_role_is_for(desk: Desk) -> None:
    """A wrong password is said; after signing out the back button shows nothing."""
    with opened(desk.root) as office:
        with_account(desk.root, "eva", "Eva Provsson", "handlaggare:vuxen")
        accounts.set_password(office, "eva", WORD)
    context = desk.chromium.new_context(viewport=SIZE)
    desk.contexts.append(context)
    page = context.new_page()
    page.goto(f"{desk.server.address}/units/vuxen")
    expect(page.get_by_label("Användarnamn")).to_be_focused()
    for word in ("fel lösenord här", WORD):
        page.get_by_label("Användarnamn").fill("eva")
        page.get_by_label("Lösenord", exact=True).focus()
        page.keyboard.type(word)
        page.keyboard.press("Enter")
        if word != WORD:
            expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("h1")).to_have_text("Vuxenenheten")
    assert menu(page) == ["Enheter", "Lämna in", "Rutinen"]
    for address in ("/review", "/units/barn_unga", "/overview", "/accounts"):
        answer = page.goto(desk.server.address + address)
        assert answer is not None
        assert answer.status == 403, address
        expect(page.locator("main")).to_contain_text("Det ingår inte i din behörighet")
    page.goto(f"{desk.server.address}/units/vuxen")
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url("**/login*")
    page.go_back()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_label("Användarnamn")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Att hämta")


def test_the_municipality_s_sign_on_lets_in_with_the_roles_of_the_groups(
    engine: Engine, chromium: Browser, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Over TLS, to a provider and back to the page that was asked for; no password is typed."""
    root = copied(blank_once(tmp_path_factory.getbasetemp()), tmp_path / "work")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"https://127.0.0.1:{port}"
    for name in ("provider", "own"):
        (tmp_path / name).mkdir()
    certificate, key = certificates.made(tmp_path / "own")
    with Provider(tmp_path / "provider") as provider:
        provider.client.redirect_uri = address + CALLBACK
        provider.user = {
            "sub": "1001",
            "preferred_username": "anna.andersson@kommunen.example",
            "name": "Anna Andersson",
            "groups": ["Troskel vuxen", "Alla anställda"],
        }
        with (root / "troskel.toml").open("a", encoding="utf-8") as settings:
            settings.write(
                f"""
[access]
address = "{address}"
[access.sign_on]
issuer = "{provider.issuer}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
ca_file = "{provider.certificate}"
[access.sign_on.groups]
"Troskel vuxen" = ["handlaggare:vuxen"]
"""
            )
        place = Place(port=port, certificate=certificate, key=key)
        context = chromium.new_context(viewport=SIZE, ignore_https_errors=True)
        try:
            with Server(create_app(open_workspace(root), engine), place):
                page = context.new_page()
                page.goto(f"{address}/units/vuxen")
                page.locator("a.button.main").click()
                expect(page.locator("h1")).to_have_text("Vuxenenheten")
                assert page.url == f"{address}/units/vuxen"
                expect(page.get_by_role("link", name="Anna Andersson")).to_be_visible()
                assert menu(page) == ["Enheter", "Lämna in", "Rutinen"]
                assert all(
                    one["name"].startswith("__Host-") and one["secure"]
                    for one in context.cookies(address)
                    if one["httpOnly"]
                )
        finally:
            context.close()


def test_letters_are_handed_in_by_choosing_and_by_dropping(desk: Desk) -> None:
    """Each file tells how it went; what was taken lies in the inbox, byte for byte, once."""
    page = desk.sit()
    page.goto(f"{desk.server.address}/inbox")
    scan = scan_of(UNSURE)
    given = ("ett brev.pdf", scan.read_bytes()), ("tom.pdf", b"%PDF-1.4 other")
    page.get_by_label("Välj filer").set_input_files(
        [{"name": name, "mimeType": "application/pdf", "buffer": data} for name, data in given]
    )
    expect(page.locator("#sum")).to_have_text("2 mottagna.")
    page.context.set_offline(True)
    page.get_by_label("Välj filer").set_input_files(scan)
    expect(page.locator("#sum")).to_have_text("2 mottagna, 1 gick inte.")
    expect(page.locator(".sent .failed")).to_contain_text("Inget är mottaget; försök igen.")
    page.context.set_offline(False)
    page.evaluate(
        """() => {
          const carried = new DataTransfer();
          carried.items.add(new File(["%PDF-1.4 half"], "<b>halvt</b>.pdf"));
          const drop = document.getElementById("drop");
          drop.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true }));
        }"""
    )
    expect(page.locator(".sent li")).to_have_count(4)
    expect(page.locator("#sum")).to_have_text("3 mottagna, 1 gick inte.")
    expect(page.locator(".sent li bdi").last).to_have_text("<b>halvt</b>.pdf")
    expect(page.locator(".sent progress")).to_have_count(0)
    there = [one.read_bytes() for one in (desk.root / "inbox").rglob("*") if one.is_file()]
    assert sorted(there) == sorted((*(data for _, data in given), b"%PDF-1.4 half"))
