"""A unit's pages: packets looked through, found, taken, handed back, their letters out noted."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from httpx import Response
from used_workspace import LISTED, SENT, STAFF, copied, letter_of, posted_once, snapshot
from visiting import Browser, visitor

from pipeline.domain import agenda
from pipeline.domain.case import Case
from pipeline.domain.edits import Act
from pipeline.domain.kinds import State
from pipeline.store import letters, packets
from pipeline.store.accesses import of_letter
from pipeline.store.workspace import open_workspace
from pipeline.usecases import feeds, review
from pipeline.usecases.office import opened
from pipeline.usecases.ports import Engine
from pipeline.web.app import create_app

EVICTION = "s08_eviction_family"
NUMBER = "198610049804"
"""Whom the sent letter is about; the register's made-up tenant."""


@pytest.fixture
def place(
    engine: Engine, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A case worker of vuxen, with an eviction's notice and a notice of rent debt in the box."""
    source = posted_once(tmp_path_factory.getbasetemp(), "picked", (EVICTION,))
    root = copied(source, tmp_path / "work")
    with visitor(create_app(open_workspace(root), engine)) as client:
        found = Browser(root=root, client=client)
        found.become("anna", "Anna Provsson", "handlaggare:vuxen")
        yield found


def folder_of(place: Browser, name: str, unit: str = "vuxen") -> str:
    """The name of the unit's newest packet of a fixture's letter."""
    ident = letter_of(place.root, name)
    with opened(place.root) as office:
        found = [one for one in packets.of_letter(office.ledger, ident) if one.unit == unit]
    return found[-1].name


def looks(place: Browser, name: str) -> list[tuple[str, str, str]]:
    """Who saw what of the fixture's letter: by, what, detail."""
    with opened(place.root) as office:
        found = of_letter(office.ledger, letter_of(place.root, name))
    return [(one.by, one.what, one.detail) for one in found]


def plain(page: str) -> str:
    """The page's words, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def paper(place: Browser, name: str, unit: str = "vuxen") -> str:
    """The words on the first page of what a packet's unit prints first."""
    with pdfplumber.open(place.root / "outbox" / unit / name / "underlag.pdf") as found:
        return " ".join(found.pages[0].extract_text().split())


def looked_for(place: Browser, unit: str = "vuxen", *, text: str) -> Response:
    """The page that a search leads to."""
    answer = place.send(f"/units/{unit}", f"/units/{unit}/search", text=text)
    assert answer.status_code == 303
    return place.get(answer.headers["location"])


def later(place: Browser, **by: float) -> None:
    """Time passes: all that was delivered lies there since longer."""
    with opened(place.root) as office, office.ledger.atomic():
        since = datetime.now(UTC) - timedelta(**by)
        office.ledger.write("UPDATE packets SET delivered_at = ?", (since.isoformat(),))


def test_a_packet_is_looked_through_on_its_page(place: Browser) -> None:
    """Its papers as pictures in place, each file, all in one .zip; each look is noted."""
    name = folder_of(place, EVICTION)
    at = f"/units/vuxen/{name}"
    page = place.text(at)
    pictures = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)
    assert pictures[0][1] == "Underlaget, sida 1 av 2"
    assert re.search(r"barn och unga\.</dt><dd>[^<]*2026-10-19 09\.30", page)
    assert any(alt.startswith("Brevet, sida 1") for _, alt in pictures)
    assert any(alt.startswith("Bekräftelse till Kronofogden, sida 1") for _, alt in pictures)
    picture = place.get(pictures[0][0])
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert place.get(f"{at}/bild/99/underlag.pdf").status_code == 404
    assert place.get(f"{at}/bild/1/../record.json").status_code == 404
    bundle = place.get(f"{at}/allt.zip")
    assert bundle.headers["content-disposition"] == f'attachment; filename="{name}.zip"'
    folder = place.root / "outbox" / "vuxen" / name
    with zipfile.ZipFile(io.BytesIO(bundle.content)) as packed:
        assert packed.testzip() is None
        for one in folder.rglob("*"):
            if one.is_file():
                inside = f"{name}/{one.relative_to(folder).as_posix()}"
                assert packed.read(inside) == one.read_bytes()
    assert looks(place, EVICTION) == [
        ("Anna Provsson", "unit_page", ""),
        ("Anna Provsson", "packet", "underlag.pdf"),
        ("Anna Provsson", "zip", ""),
    ]


def test_a_packet_is_recognised_before_it_is_opened(place: Browser) -> None:
    """Its person and sum stand in each list and on its page; that they were seen is noted once."""
    name = folder_of(place, SENT)
    for _ in range(2):
        listed = plain(place.text("/units/vuxen")).partition("Att hämta Samma dags")[2]
        assert "Åsvik · 9 638,00 kr" in listed.replace("\N{NO-BREAK SPACE}", " ")
    assert looks(place, SENT) == [("Anna Provsson", "list", "vuxen")]
    assert "Gunilla" in plain(place.text(f"/units/vuxen/{name}")).partition("Underlaget")[0]
    place.send("/units/vuxen", "/units/vuxen/take", packet=name)
    assert "Gunilla" in plain(place.text("/units/vuxen")).partition("Hämtade Mapparna")[2]
    with opened(place.root) as office, office.ledger.atomic():
        office.ledger.write("UPDATE letters SET restricted = 1")
    place.become("siri", STAFF, "handlaggare:vuxen", named=True)
    for address in ("/units/vuxen", f"/units/vuxen/{name}"):
        page = place.text(address)
        assert name in page
        assert "Gunilla" not in page


def test_the_marked_ones_are_downloaded_together(place: Browser) -> None:
    """Each in its own folder; nothing marked, or one of another unit, gives nothing."""
    names = [folder_of(place, EVICTION), folder_of(place, SENT)]
    answer = place.send("/units/vuxen", "/units/vuxen/zip", packet=names)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert {one.partition("/")[0] for one in packed.namelist()} == set(names)
    assert looks(place, SENT)[-1] == ("Anna Provsson", "zip", "vuxen")
    for door in ("zip", "print", "take"):
        answer = place.send("/units/vuxen", f"/units/vuxen/{door}")
        assert "Markera först de underlag" in place.text(answer.headers["location"])
    assert place.send("/units/vuxen", "/units/vuxen/zip", packet="x").status_code == 404


def test_the_marked_ones_are_printed_together(place: Browser, engine: Engine) -> None:
    """One PDF, the most urgent first however they were marked; a notice as its text."""
    names = [folder_of(place, EVICTION), folder_of(place, SENT)]
    answer = place.send("/units/vuxen", "/units/vuxen/print", packet=names[::-1])
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("inline; filename=")
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        with made.open_outline() as outline:
            assert [one.title for one in outline.root] == names
        pages = sum(_pages(place, name) for name in names)
        # Each begins on a sheet of its own.
        assert len(made.pages) in {pages, pages + 1}
    assert looks(place, SENT)[-1] == ("Anna Provsson", "print", "vuxen")
    with opened(place.root) as office:
        review.edit(office, engine, letter_of(place.root, SENT),
                    review.Said(act=Act.CLOSE, by="Siv Provsson"))  # fmt: skip
    answer = place.send("/units/vuxen", "/units/vuxen/print", packet=folder_of(place, SENT))
    with pdfplumber.open(io.BytesIO(answer.content)) as told:
        (page,) = told.pages
        assert "berör inte längre den här enheten" in page.extract_text()


def _pages(place: Browser, name: str) -> int:
    with pikepdf.open(place.root / "outbox" / "vuxen" / name / "skriv-ut.pdf") as made:
        return len(made.pages)


def test_several_are_taken_with_one_receipt(place: Browser) -> None:
    """Who, when and the digest of each on one paper; shown to whom it was given alone."""
    names = [folder_of(place, EVICTION), folder_of(place, SENT)]
    answer = place.send("/units/vuxen", "/units/vuxen/take", packet=names)
    for _ in range(2):
        receipt = plain(place.text(answer.headers["location"]))
        receipt = receipt.partition("Kvitto 2 hämtade av dig.")[2].partition("Att hämta")[0]
        assert len(re.findall(r"hämtat [-\d]+ [\d.]+ av Anna Provsson", receipt)) == 2
        assert len(re.findall(r"Kontrollsumma [0-9a-f]{64}", receipt)) == 2
        assert "Åsvik" in receipt
    place.become("bo", "Bo Provsson", "handlaggare:vuxen")
    assert "Kvitto 2" not in plain(place.text(answer.headers["location"]))


def test_taking_twice_does_no_harm_and_shows_a_receipt(place: Browser) -> None:
    """The same form again, a colleague's open page: taken once, said by whom."""
    name = folder_of(place, SENT)
    at = f"/units/vuxen/{name}"
    for _ in range(2):
        answer = place.send(at, "/units/vuxen/take", packet=name, here="1")
        assert answer.headers["location"] == f"{at}?gjort=take"
    page = plain(place.text(at))
    assert re.search(
        r"Kvitto Hämtat [-\d]+ [\d.]+ av Anna Provsson\. Kontrollsumma [0-9a-f]{64}", page
    )
    assert "Hämta mot kvitto" not in page
    assert place.get(f"{at}/skriv-ut.pdf").status_code == 200
    place.become("bo", "Bo Provsson", "handlaggare:vuxen")
    other = folder_of(place, EVICTION)
    answer = place.send("/units/vuxen", "/units/vuxen/take", packet=[name, other])
    for _ in range(2):
        page = place.text(answer.headers["location"])
        assert "1 hämtat av dig. 1 hade Anna Provsson redan hämtat." in page
    assert not (place.root / "outbox" / "vuxen" / other).exists()
    answer = place.send("/units/vuxen", "/units/vuxen/take", packet=name, here="1")
    page = place.text(answer.headers["location"])
    assert "Underlaget var redan hämtat. Kvittot visar av vem." in page
    assert "av Anna Provsson. Kontrollsumma" in plain(page)
    with opened(place.root) as office:
        taken = office.ledger.rows("SELECT by FROM pickups ORDER BY packet")
    assert sorted(one["by"] for one in taken) == ["Anna Provsson", "Bo Provsson"]


def test_what_is_moved_in_the_folder_is_taken_on_the_page(place: Browser) -> None:
    """And what is taken on the page lies in ``hamtat``."""
    name, other = folder_of(place, SENT), folder_of(place, EVICTION)
    box = place.root / "outbox" / "vuxen"
    place.send("/units/vuxen", "/units/vuxen/take", packet=name)
    assert f"{name}</a><br>Hyresskuld" in place.text("/units/vuxen")
    assert (box / "hamtat" / name / "record.json").exists()
    (box / other).rename(box / "hamtat" / other)
    page = place.text("/units/vuxen")
    assert f'value="{other}"' not in page
    assert "okänd (mappen flyttades för hand)" in page


def test_a_packet_is_handed_back_with_a_reason_that_the_reviewer_reads(place: Browser) -> None:
    """It is gone from the unit, the others keep theirs; approved as it was it comes back once."""
    ident, name = letter_of(place.root, SENT), folder_of(place, SENT)
    at = f"/units/vuxen/{name}"
    before = snapshot(place.root)
    assert place.send(at, f"{at}/hand-back", reason=" ").status_code == 400
    assert snapshot(place.root) == before
    for _ in range(2):
        answer = place.send(at, f"{at}/hand-back", reason="Fel <b>stadsdel</b>")
        assert answer.headers["location"] == "/units/vuxen?gjort=hand-back"
    unit = place.text("/units/vuxen")
    assert "Återlämnat. Brevet har gått till granskning" in place.text(
        "/units/vuxen?gjort=hand-back"
    )
    assert f'value="{name}"' not in unit
    assert "Fel &lt;b&gt;stadsdel&lt;/b&gt;" in unit
    assert f"{name}</a><br>Hyresskuld" in unit
    assert "Brevet väntar på granskning." in unit
    for file in ("underlag.pdf", "allt.zip", "bild/1/underlag.pdf"):
        assert place.get(f"{at}/{file}").status_code == 404
    assert "Fel &lt;b&gt;stadsdel&lt;/b&gt;" in place.text(at)
    assert "<img" not in place.text(at)
    assert "En nyare version" not in place.text(at)
    own = plain(place.text(at)).partition("Kvitto")[2]
    assert re.match(r" Återlämnat [-\d]+ [\d.]+ av Anna Provsson\. Kontrollsumma", own)

    place.become("siv", "Siv Provsson", "administrator")
    for address in (f"/review/{ident}", "/review"):
        assert (
            "Anna Provsson har skickat tillbaka brevet. Skäl: "
            "Återlämnat av Vuxenenheten: Fel <b>stadsdel</b>"
        ) in plain(place.text(address))
    with opened(place.root) as office:
        letter = letters.letter(office.ledger, ident)
        assert letter.state is State.REVIEW
        assert [one.unit for one in packets.held(office.ledger, ident)] == ["ekonomiskt_bistand"]
    answer = place.act(SENT, "approve")
    assert answer.status_code == 303
    with opened(place.root) as office:
        held = packets.held(office.ledger, ident)
    assert {(one.unit, one.revision == letter.revision + 1) for one in held} == {
        ("vuxen", True),
        ("ekonomiskt_bistand", False),
    }
    place.become("anna", "Anna Provsson", "handlaggare:vuxen")
    unit = place.text("/units/vuxen")
    assert "Prövat på nytt: ett nytt underlag har lämnats" in unit
    again = folder_of(place, SENT)
    for where in (unit.partition("Att hämta")[2], place.text(f"/units/vuxen/{again}")):
        told = "Har lämnats tillbaka [-0-9]+ [.0-9]+ av Anna Provsson. Skäl: Fel <b>stadsdel</b>"
        assert re.search(told, plain(where).partition("Kommande dagar")[0])
    assert "Skäl: Fel <b>stadsdel</b>" in paper(place, again)
    newest = next(one.id for one in held if one.unit == "vuxen")
    with opened(place.root) as office, office.ledger.atomic():
        office.ledger.write(
            "UPDATE packets SET state = 'planned', digest = NULL, delivered_at = NULL WHERE id = ?",
            (newest,),
        )
    assert "Prövat på nytt: underlaget är på väg till er." in place.text("/units/vuxen")


def test_a_row_of_a_list_is_handed_back_and_the_other_rows_stay(
    place: Browser, engine: Engine
) -> None:
    """Nobody else's row is sent again, and the row itself not before it is decided."""
    ident = letter_of(place.root, LISTED)
    with opened(place.root) as office:
        review.edit(office, engine, ident, review.Said(act=Act.APPROVE, by="Siv Provsson"))
        held = packets.held(office.ledger, ident)
    rows = [one for one in held if one.line]
    one = rows[0]
    place.become("rad", "Rada Provsson", f"handlaggare:{one.unit}")
    at = f"/units/{one.unit}/{one.name}"
    assert place.send(at, f"{at}/hand-back", reason="fel person").status_code == 303
    with opened(place.root) as office:
        now = packets.held(office.ledger, ident)
        assert {each.id for each in now} == {each.id for each in held} - {one.id}
        assert packets.pending(office.ledger) == []


def test_letters_out_are_noted_with_day_and_name(place: Browser) -> None:
    """A late confirmation is shouted until it is noted; a note that was wrong is taken back."""
    name = folder_of(place, EVICTION)
    at = f"/units/vuxen/{name}"
    unit = plain(place.text("/units/vuxen"))
    assert "Bekräftelser till Kronofogden FÖRSENAD, skulle ha skickats mån 2026-10-05" in unit
    assert "1 bekräftelse till Kronofogden är försenad" in plain(place.text("/units"))
    assert "FÖRSENAD: skulle ha skickats mån 2026-10-05" in plain(place.text(at))
    for wrong in ("2026-10-04", "2999-01-01", "x"):
        answer = place.send(at, f"{at}/sent", draft="bekraftelse_kfm", on=wrong)
        assert answer.status_code == 400, wrong
    for draft in ("bekraftelse_kfm", "kallelse"):
        for _ in range(2):
            answer = place.send(at, f"{at}/sent", draft=draft, on="2026-10-05")
            assert answer.headers["location"] == f"{at}?gjort=letter-sent"
    page = plain(place.text(at))
    assert "FÖRSENAD" not in page
    assert len(re.findall("Skickat 2026-10-05 av Anna Provsson", page)) == 2
    assert "FÖRSENAD" not in plain(place.text("/units/vuxen"))
    with opened(place.root) as office:
        letter = letters.letter(office.ledger, letter_of(place.root, EVICTION))
        said = review.confirmation_sent(office, letter)
    assert said == "skickad 2026-10-05 av Anna Provsson"
    assert place.send(at, f"{at}/sent", draft="bekraftelse_kfm", undo="1").status_code == 303
    assert "FÖRSENAD" in plain(place.text("/units/vuxen"))
    assert place.send(at, f"{at}/sent", draft="nagot", on="2026-10-05").status_code == 404


def test_what_is_not_taken_in_time_is_shouted(place: Browser) -> None:
    """At the top of the unit's page, beside the packet, on its own page, on the list of units."""
    later(place, hours=5)
    name = folder_of(place, EVICTION)
    unit = plain(place.text("/units/vuxen"))
    top = unit.partition("Att hämta")[0]
    assert "⚠ 1 underlag är inte hämtat i tid" in top
    assert "skulle ha hämtats senast" in top
    assert "⚠ Inte hämtat i tid" in unit.partition("Att hämta")[2]
    assert "INTE HÄMTAT I TID" in plain(place.text(f"/units/vuxen/{name}"))
    assert "1 underlag är inte hämtat i tid" in plain(place.text("/units"))


def test_what_has_a_day_today_stands_first_as_the_same_day_s(
    place: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above what has passed, whatever its stored urgency; that stays as it was."""
    with opened(place.root) as office, office.ledger.atomic():
        office.ledger.write("UPDATE packets SET priority = 3")
        today = office.today()
    eviction, other = (f'value="{folder_of(place, name)}"' for name in (EVICTION, SENT))
    page = place.text("/units/vuxen")
    assert page.index(other) < page.index(eviction)
    assert "SAMMA DAG" not in page
    real = agenda.of_packet

    def of_packet(case: Case, unit: str, line: int) -> tuple[agenda.Kept, ...]:
        days = real(case, unit, line)
        moved = any(one.what == agenda.ATTEND or "avhys" in one.text for one in days)
        return tuple(replace(one, on=today) for one in days[:1]) if moved else days

    monkeypatch.setattr(agenda, "of_packet", of_packet)
    with opened(place.root) as office:
        row = {"day": today.isoformat(), "letter": letter_of(place.root, EVICTION)}
        with office.ledger.atomic():
            office.ledger.write("UPDATE days SET day = ? WHERE letter = ?", tuple(row.values()))
    page = place.text("/units/vuxen")
    link = f'{folder_of(place, EVICTION)}">{row["letter"][:12]}</a></td>'
    assert link in page.partition("Kommande dagar")[2]
    assert page.index(eviction) < page.index(other)
    assert page.count("SAMMA DAG") == 1


@pytest.mark.parametrize(
    "text",
    [NUMBER, "861004-9804", "19861004", "gunilla ÅSVIK", "Asvik, Gunilla", "TS-2025-00005"],
)
def test_a_unit_finds_its_own_packets(place: Browser, text: str) -> None:
    """By number, name, case number, as they are written; each hit is noted, and what for is not."""
    page = looked_for(place, text=text)
    assert page.status_code == 200
    assert "1 träff" in plain(page.text)
    assert f"/units/vuxen/{folder_of(place, SENT)}" in page.text
    assert looks(place, SENT)[-1] == ("Anna Provsson", "unit_search", "vuxen")
    kept = (place.root / "log" / "troskel.jsonl").read_text(encoding="utf-8")
    assert text not in kept


@pytest.mark.parametrize("text", ["Gunila Åsvik", "Aswiik", "gunnilla asvikk", "Åsvig"])
def test_a_misspelt_name_is_found_and_said_to_be_near(place: Browser, text: str) -> None:
    """As in the register; a name that is spelled so is not joined by others like it."""
    page = plain(looked_for(place, text=text).text)
    assert "Inget namn stavas så. Det här liknar" in page
    assert "Åsvik" in page.partition("Det här liknar")[2].partition("Stäng sökningen")[0]
    assert looks(place, SENT)[-1] == ("Anna Provsson", "unit_search", "vuxen")
    assert "Det här liknar" not in plain(looked_for(place, text="Åsvik").text)
    assert "Ingen träff" in plain(looked_for(place, text="Åsvik Xyzzaqw").text)


def test_a_letter_is_found_by_its_id(place: Browser) -> None:
    """Its beginning is enough, or the folder's name."""
    name, ident = folder_of(place, SENT), letter_of(place.root, SENT)
    for text in (ident[:8], ident.upper(), name):
        page = looked_for(place, text=text)
        assert f"/units/vuxen/{name}" in page.text.partition("träff")[2], text


def test_a_unit_finds_nothing_that_it_was_not_told(place: Browser) -> None:
    """A child's name that the handling unit alone has, and what was handed back."""
    found = looked_for(place, text="Karl Johan")
    assert "1 träff" in plain(found.text)
    place.become("eva", "Eva Provsson", "handlaggare:ekonomiskt_bistand")
    for text in ("Karl Johan", "198106119814"):
        page = looked_for(place, "ekonomiskt_bistand", text=text)
        assert "Ingen träff" in plain(page.text), text
    with opened(place.root) as office:
        (row,) = office.ledger.rows(
            "SELECT account, letter, detail FROM accesses WHERE what = 'unit_search'"
            " ORDER BY id DESC LIMIT 1"
        )
    assert row == {"account": "eva", "letter": "", "detail": "ekonomiskt_bistand"}
    place.become("anna", "Anna Provsson", "handlaggare:vuxen")
    at = f"/units/vuxen/{folder_of(place, SENT)}"
    place.send(at, f"{at}/hand-back", reason="fel enhet")
    page = looked_for(place, text=NUMBER)
    assert "Ingen träff" in plain(page.text)
    page = looked_for(place, text="ab")
    assert page.status_code == 400
    assert "Skriv minst 3 tecken" in page.text
    assert 'value="ab"' in page.text
    assert "Att hämta" in page.text


def test_what_was_found_is_shown_again_without_sending_anything(place: Browser) -> None:
    """By an address without what was looked for; to nobody else, nor at another unit."""
    answer = place.send("/units/vuxen", "/units/vuxen/search", text=NUMBER)
    address = answer.headers["location"]
    assert NUMBER not in address
    for _ in range(2):
        assert "1 träff" in plain(place.text(address))
    key = address.partition("?")[2]
    place.become("bo", "Bo Provsson", "handlaggare:vuxen")
    page = place.text(f"/units/vuxen?{key}")
    assert NUMBER not in page
    assert "Sökningen visas inte längre. Sök igen." in page


def test_reloading_the_calendar_s_new_address_renews_nothing(place: Browser) -> None:
    """The address just copied is shown again and opens, until it is changed or revoked."""
    answer = place.send("/units/vuxen", "/units/vuxen/calendar", make="1")
    shown = answer.headers["location"]
    first, again = (re.findall(r'readonly[^>]*value="([^"]+)"', place.text(shown)) for _ in "ab")
    assert first == again
    assert place.get(first[0].removeprefix("http://127.0.0.1:8000")).status_code == 200
    place.send("/units/vuxen", "/units/vuxen/calendar", revoke="1")
    assert first[0] not in place.text(shown)


def test_a_letter_that_turned_protected_is_found_and_opened_by_the_named_alone(
    place: Browser,
) -> None:
    """Neither its page nor its pictures, and it is in nobody else's list of taken ones."""
    name, ident = folder_of(place, SENT), letter_of(place.root, SENT)
    place.send("/units/vuxen", "/units/vuxen/take", packet=name)
    with opened(place.root) as office, office.ledger.atomic():
        office.ledger.write("UPDATE letters SET restricted = 1 WHERE id = ?", (ident,))
    for address in ("", "/allt.zip", "/bild/1/underlag.pdf", "/underlag.pdf"):
        assert place.get(f"/units/vuxen/{name}{address}").status_code == 403, address
    page = looked_for(place, text=NUMBER)
    assert "Ingen träff" in plain(page.text)
    assert name not in place.text("/units/vuxen")
    place.become("siri", STAFF, "handlaggare:vuxen", named=True)
    assert name in place.text("/units/vuxen")
    assert place.get(f"/units/vuxen/{name}").status_code == 200


def test_a_notice_says_which_packet_holds_no_more(place: Browser, engine: Engine) -> None:
    """In words on its page; it is taken, and cannot be handed back."""
    ident, old = letter_of(place.root, SENT), folder_of(place, SENT)
    with opened(place.root) as office:
        review.edit(office, engine, ident, review.Said(act=Act.CLOSE, by="Siv Provsson"))
    name = folder_of(place, SENT)
    at = f"/units/vuxen/{name}"
    page = place.text(at)
    assert "Brevet gäller inte längre den här enheten" in page
    assert f"Det som tidigare lämnades till enheten ({old}) gäller inte längre." in page
    assert "Lämna tillbaka med skäl" not in page
    told = "Det har meddelats att brevet inte längre gäller den här enheten"
    assert told in place.text(f"/units/vuxen/{old}")
    assert place.send(at, f"{at}/hand-back", reason="vårt ändå").status_code == 409
    assert place.send(at, "/units/vuxen/take", packet=name).status_code == 303
    assert "Gäller inte längre" in looked_for(place, text=ident[:12]).text


# The calendar's address.


def made_address(place: Browser) -> str:
    """The address that the page shows once."""
    answer = place.send("/units/vuxen", "/units/vuxen/calendar", make="1")
    assert answer.status_code == 303
    page = place.get(answer.headers["location"])
    found = re.search(r'readonly[^>]*value="([^"]+)"', page.text)
    assert found is not None
    return found[1].removeprefix("http://127.0.0.1:8000")


def test_a_calendar_program_fetches_the_days_without_a_session(
    place: Browser, engine: Engine
) -> None:
    """By an address that is shown once and kept as a hash; each fetch is noted."""
    address = made_address(place)
    assert address not in place.text("/units/vuxen")
    secret = address.removeprefix("/calendar/").removesuffix(".ics")
    with opened(place.root) as office:
        assert secret not in str(office.ledger.rows("SELECT * FROM feeds"))
    own = place.get("/units/vuxen/calendar.ics").content
    with visitor(create_app(open_workspace(place.root), engine)) as program:
        found = program.get(address)
        assert found.status_code == 200
        assert found.headers["content-type"].startswith("text/calendar")
        assert found.content == own
        with opened(place.root) as office:
            (row,) = office.ledger.rows(
                "SELECT account, detail, refused FROM accesses WHERE what = 'calendar'"
            )
        assert row == {"account": "anna", "detail": "vuxen", "refused": 0}
        assert "Senast hämtad" in place.text("/units/vuxen")

        renewed = made_address(place)
        assert program.get(address).status_code == 404
        assert program.get(renewed).status_code == 200
        place.send("/units/vuxen", "/units/vuxen/calendar", revoke="1")
        assert program.get(renewed).status_code == 404
        assert "Skapa en adress" in place.text("/units/vuxen")


def test_an_address_holds_no_longer_than_its_holder_s_right(place: Browser) -> None:
    """Another role, a shut account: refused, and kept as that."""
    address = made_address(place)
    for change, back in (
        ("roles = '[\"handlaggare:barn_unga\"]'", "roles = '[\"handlaggare:vuxen\"]'"),
        ("disabled = 1", "disabled = 0"),
    ):
        with opened(place.root) as office, office.ledger.atomic():
            office.ledger.write(f"UPDATE accounts SET {change} WHERE login = 'anna'")  # noqa: S608
        assert place.get(address).status_code == 403
        with opened(place.root) as office, office.ledger.atomic():
            office.ledger.write(f"UPDATE accounts SET {back} WHERE login = 'anna'")  # noqa: S608
        assert place.get(address).status_code == 200
    with opened(place.root) as office:
        rows = office.ledger.rows(
            "SELECT refused FROM accesses WHERE what = 'calendar' ORDER BY id"
        )
    assert [row["refused"] for row in rows] == [1, 0, 1, 0]


def test_who_guesses_addresses_must_wait(place: Browser) -> None:
    """As who guesses passwords must: not even the right one opens, and signing in does."""
    address = made_address(place)
    for _ in range(40):
        assert place.get("/calendar/x.ics").status_code == 404
    assert place.get("/calendar/x.ics").status_code == 403
    assert place.get(address).status_code == 403
    with opened(place.root) as office, pytest.raises(feeds.NotFoundError):
        feeds.opened(office, "x", "127.0.0.2")
    assert place.get("/units/vuxen").status_code == 200
