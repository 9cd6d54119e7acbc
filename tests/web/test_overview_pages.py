"""The overview: what the manager and IT are told, and that no small count can be worked out."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from many_letters import copies
from used_workspace import DAY, PROTECTED, SENT, STAFF, UNSURE, copied, used_once
from visiting import EVERY_ROLE, Browser, visitor

from pipeline.documents import csv_text
from pipeline.documents.drawing import parts
from pipeline.domain.disclosure import LEAST
from pipeline.domain.edits import Act
from pipeline.domain.figures import Kept
from pipeline.domain.kinds import Kind
from pipeline.domain.match import Ambiguous
from pipeline.domain.periods import period
from pipeline.domain.sampling import Answer
from pipeline.store import letters
from pipeline.store.config import Config
from pipeline.store.migrations import STEPS
from pipeline.store.routine_files import ROUTINES, load
from pipeline.store.workspace import open_workspace
from pipeline.usecases import discard, models, pickup, review, sampling
from pipeline.usecases import health as usecase
from pipeline.usecases.health import Trouble
from pipeline.usecases.office import opened
from pipeline.usecases.overview import RETURNED, overview
from pipeline.usecases.ports import Engine
from pipeline.web import figures
from pipeline.web.app import create_app

MONTH = f"{DAY:%Y-%m}"
NAMES = (
    "dagar", "slag", "enheter", "lage", "barn", "kronofogden", "hamtning", "forsta-dagen",
    "makulering",
)  # fmt: skip


@pytest.fixture(scope="module")
def place(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A month with many rent debts, some of each other sort, and few of one."""
    used = used_once(tmp_path_factory.getbasetemp())
    root = copied(used, tmp_path_factory.mktemp("figures") / "work")
    with opened(root) as office:
        copies(office, SENT, 40)
        copies(office, SENT, 25, kind="utility_debt", day=1)
        copies(office, SENT, 12, kind="disturbance", day=2)
        copies(office, UNSURE, 9, day=2)
    with visitor(create_app(open_workspace(root), engine)) as client:
        found = Browser(root=root, client=client)
        found.become("anna", "Anna Provsson", *EVERY_ROLE)
        yield found


def table(place: Browser, name: str, key: str = MONTH) -> dict[str, str]:
    """The numbers of a chart, as a spreadsheet reads them."""
    answer = place.get(f"/overview/{name}.csv?period={key}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    return dict(rows[1:])


def test_the_page_and_the_files_tell_the_same_numbers(place: Browser) -> None:
    """Each chart's numbers stand in its table and in its file."""
    page = unescape(place.text(f"/overview?period={MONTH}")).replace("\N{NO-BREAK SPACE}", "")
    for name in NAMES:
        section = page.partition(f'<h2 id="{name}">')[2].partition("</section>")[0]
        assert f"/overview/{name}.csv?period={MONTH}" in section or "För få brev" in section, name
        for label, number in table(place, name).items() if "För få brev" not in section else ():
            row = (
                rf'<th scope="row"[^>]*>{re.escape(label)}</th>\s*<td class="number">{number}</td>'
            )
            assert re.search(row, section), (name, label, number)


def test_no_count_from_1_to_4_is_told_nor_can_be_worked_out(place: Browser) -> None:
    """The few notices of Kronofogden are hidden, and others beside them."""
    kinds = table(place, "slag")
    assert kinds["Avhysning, besked från Kronofogden"] == "färre än 5"
    assert "visas inte" in kinds.values()
    assert int(kinds["Summa"]) > 80
    for name in NAMES:
        numbers = [int(one) for one in table(place, name).values() if one.isdecimal()]
        assert not [one for one in numbers if 0 < one < LEAST], name
        hidden = [one for one in table(place, name).values() if not one.isdecimal()]
        assert len(hidden) != 1 or hidden == [table(place, name)["Summa"]], name
    page = place.text(f"/overview?period={MONTH}")
    assert not re.search(r'<td class="number">[1-4]</td>', page.partition('id="register"')[0])
    assert not re.search(r"<dd><strong>[1-4]</strong>", page)


def test_the_figures_are_those_of_the_ledger(place: Browser) -> None:
    """Sums over all letters that came in the month, counted another way."""
    with opened(place.root) as office:
        rows = office.ledger.rows("SELECT * FROM letters")
        units = office.ledger.number("SELECT count(*) FROM packets WHERE delivered_at IS NOT NULL")
        chosen = period(MONTH, office.today())
        assert chosen is not None
        told = overview(office, load(ROUTINES / "goteborg" / "2022-02-15.toml"), chosen)
    assert told.by_kind.total.number == len(rows)
    assert told.by_part.total.number == len(rows)
    assert told.by_children.total.number == len(rows)
    assert told.by_unit.total.number == told.pickups.total.number == units
    routed = told.by_state.cell("alone")
    assert routed is not None
    assert routed.low <= sum(one["alone"] == 1 for one in rows) <= routed.high
    assert told.alone is not None
    assert 0.8 < told.alone[0] <= told.alone[1] <= 1


def test_small_days_are_told_by_the_week_and_a_year_by_the_month(browser: Browser) -> None:
    """With so few letters nothing can be told of anybody, and the page says so."""
    page = browser.text(f"/overview?period={MONTH}")
    assert "För få brev för att visa fördelningen" in page
    assert table(browser, "slag") == {"Summa": "6"}
    with opened(browser.root) as office:
        for day in range(1, 7):
            copies(office, SENT, 2, day=day)
    weeks = table(browser, "dagar")
    assert weeks["2026-10-05–2026-10-11"] == "18"
    assert len(weeks) == 6
    year = browser.text(f"/overview?period={DAY:%Y}")
    assert f"Hela {DAY:%Y}" in year
    assert browser.get("/overview?period=2026-13").status_code == 404
    assert browser.get("/overview/okand.csv").status_code == 404


def test_a_chart_has_words_for_those_who_do_not_see_it(place: Browser) -> None:
    """A name, a description, and each bar's number; the page's own charts lie in tables."""
    page = place.text(f"/overview?period={MONTH}")
    (svg,) = re.findall(r'<svg class="plot".*?</svg>', page, re.DOTALL)
    assert 'role="img" aria-labelledby="dagar plotted"' in svg
    assert "Inkomna brev från" in svg.partition("<desc")[2]
    assert len(re.findall(r"<title>", svg)) == len(re.findall(r"<rect class=\"(?!under)", svg))
    assert " style=" not in page
    for bar in re.findall(r'<svg class="long".*?>', page):
        assert 'aria-hidden="true"' in bar


def test_letters_that_leave_alone_and_after_a_person_are_told_apart(
    browser: Browser, engine: Engine
) -> None:
    """And seconds, children and joined letters follow each revision."""
    with opened(browser.root) as office:
        sent = office.ledger.row("SELECT * FROM letters WHERE id = ?", (browser.letter(SENT),))
        assert sent is not None
        assert (sent["alone"], sent["children"]) == (1, "some")
        assert sent["seconds"] >= 0
        assert sent["minors"] >= 1
        unsure = browser.letter(UNSURE)
        row = office.ledger.row("SELECT * FROM letters WHERE id = ?", (unsure,))
        assert row is not None
        assert (row["alone"], row["seconds"], row["children"]) == (None, None, "unknown")
        match = letters.case(office.ledger, unsure, 1).matches[0]
        assert isinstance(match, Ambiguous)
        number = match.candidates[0].person.number.digits
        for said in (
            review.Said(act=Act.PERSON, by="Anna", target="0", value=number),
            review.Said(act=Act.HOUSEHOLD, by="Anna", target="0", value="no_minor"),
            review.Said(act=Act.APPROVE, by="Anna"),
        ):
            review.edit(office, engine, unsure, said)
        row = office.ledger.row("SELECT * FROM letters WHERE id = ?", (unsure,))
        assert row is not None
        assert (row["state"], row["alone"]) == ("routed", 0)
        assert row["seconds"] >= 0
        # Taken back, a letter that left alone still did.
        review.edit(office, engine, sent["id"], review.Said(act=Act.RETURN, by="Anna", reason="x"))
        row = office.ledger.row("SELECT alone FROM letters WHERE id = ?", (sent["id"],))
        assert row == {"alone": 1}


def test_a_ledger_of_before_is_counted_as_one_of_now(browser: Browser, engine: Engine) -> None:
    """The step that adds the columns fills them as they are kept."""
    columns = "id, counted, children, minors, alone, left_at, seconds, first_day"
    with opened(browser.root) as office:
        sent = browser.letter(SENT)
        review.edit(office, engine, sent, review.Said(act=Act.RETURN, by="Anna", reason="x"))
        before = office.ledger.rows(f"SELECT {columns} FROM letters ORDER BY id")  # noqa: S608
        conn = office.ledger.db.conn
        for index in (
            "letters_figures", "letters_by_seconds", "packets_figures", "documents_by_reason",
            "accesses_refused_by_time", "cases_failed",
        ):  # fmt: skip
            conn.execute(f"DROP INDEX {index}")
        for column in columns.split(", ")[1:]:
            conn.execute(f"ALTER TABLE letters DROP COLUMN {column}")
        conn.execute("DELETE FROM migrations WHERE name = '007_figures'")
    with opened(browser.root) as office:
        after = office.ledger.rows(f"SELECT {columns} FROM letters ORDER BY id")  # noqa: S608
    assert after == before


def test_the_blind_samples_tell_the_error_rate(browser: Browser, engine: Engine) -> None:
    """Unknown until somebody has answered; then with its interval."""
    assert "Okänd: inget stickprov är besvarat." in browser.text("/overview")
    settings = browser.root / "troskel.toml"
    settings.write_text(settings.read_text() + "\n[risk]\nsample_share = 1.0\n")
    with opened(browser.root) as office:
        (letter,) = [one for one in sampling.to_do(office) if one.id == browser.letter(SENT)]
        wrong = Answer(kind=Kind.OTHER, persons=(), children=())
        sampling.answer(office, engine.mind, letter.id, wrong, by="Bo")
    page = browser.text("/overview")
    assert "1 fel i 1 stickprov sedan starten" in page
    assert re.search(r"<strong>\d+,\d–100,0", page)


def test_days_kept_and_missed_are_counted(browser: Browser) -> None:
    """Confirmations by their day, packets by their hours, discards by unit."""
    with opened(browser.root) as office:
        chosen = period(MONTH, office.today())
        assert chosen is not None
        routine = load(ROUTINES / "goteborg" / "2022-02-15.toml")
        with office.ledger.atomic():
            office.ledger.write("UPDATE confirmations SET due_on = ?", (DAY.isoformat(),))
        copies(office, SENT, 9)
        before = overview(office, routine, chosen)
        assert before.confirmations.total.high < LEAST
        assert before.confirmations.cells is None
        missed = before.pickups.cell(Kept.OPEN)
        assert missed is not None
        assert missed.number == before.pickups.total.number
        with office.ledger.atomic():
            office.ledger.write("UPDATE packets SET delivered_at = '2026-10-05T08:00:00+00:00'")
        late = overview(office, routine, chosen)
        assert late.pickups.cell(Kept.MISSED) == late.pickups.total
        assert late.now.overdue == late.pickups.total
        with office.ledger.atomic():
            office.ledger.write(
                "INSERT INTO handbacks (packet, by, at, reason)"
                " SELECT id, 'Anna', delivered_at, 'fel' FROM packets WHERE notice = 0"
            )
        back = overview(office, routine, chosen)
        assert back.pickups.cell(RETURNED) == back.pickups.total
        unit = office.ledger.row("SELECT unit FROM packets WHERE role != 'handle'")
        assert unit is not None
    page = browser.text(f"/overview?period={MONTH}")
    assert "Kommunen tillåter inte att kopior makuleras" in page


def test_a_discarded_copy_is_counted(browser: Browser) -> None:
    """In the period in which it was; one is told as fewer than five."""
    settings = browser.root / "troskel.toml"
    settings.write_text("allow_discard = true\n" + settings.read_text())
    ident = browser.letter(SENT)
    with opened(browser.root) as office:
        for unit in ("vuxen", "ekonomiskt_bistand"):
            pickup.take(office, unit, by="Anna")
        discard.discard(office, ident, "ekonomiskt_bistand", by="Anna", reason="inte aktuellt")
    assert table(browser, "makulering", "")["Summa"] == "färre än 5"
    history = browser.text(f"/review/{ident}/historia")
    assert "Makulerade kopian hos Enheten för ekonomiskt bistånd. Skäl: inte aktuellt" in history


def test_a_letter_s_history_tells_who_saw_changed_and_took_it(browser: Browser) -> None:
    """On one line of time, reads and refused attempts with it; the look itself is noted."""
    ident = browser.letter(SENT)
    browser.text(f"/review/{ident}")
    browser.act(SENT, "return", reason="fel person")
    with opened(browser.root) as office:
        pickup.take(office, "vuxen", by="Vera Vuxen")
    browser.become("chef", "Carl Chef", "chef")
    assert browser.get(f"/review/{ident}").status_code == 403
    assert browser.get(f"/review/{ident}/historia").status_code == 403
    browser.become("anna", "Anna Provsson", *EVERY_ROLE)
    assert f'href="/review/{ident}/historia"' in browser.text(f"/review/{ident}")
    page = unescape(browser.text(f"/review/{ident}/historia"))
    for said in (
        "Kom in.",
        "Till enheterna, version 1.",
        "lagt hos Vuxenenheten",
        "Hämtade underlaget hos Vuxenenheten mot kvitto.",
        "Vera Vuxen",
        "Skickade tillbaka. Skäl: fel person",
        "Öppnade brevet",
        "Carl Chef",
        "Nekad",
        "Försökte 2 gånger.",
        "version 1.",
    ):
        assert said in page, said
    stamps = re.findall(r'<td class="day">([^<]+)</td>', page)
    assert stamps == sorted(stamps)
    assert "läste historiken" in browser.text(f"/review/{ident}/historia")
    assert browser.get(f"/review/{browser.letter(PROTECTED)}/historia").status_code == 403
    assert STAFF not in page


def test_every_version_of_the_routine_can_be_read(browser: Browser, engine: Engine) -> None:
    """Each row, duty and day with its sentence, in the words in which it is drawn."""
    folder = browser.root / "rutiner"
    source = ROUTINES / "goteborg" / "2022-02-15.toml"
    (folder / "goteborg").mkdir(parents=True)
    for day in ("2022-02-15", "2999-01-01"):
        text = source.read_text(encoding="utf-8").replace("2022-02-15", day)
        (folder / "goteborg" / f"{day}.toml").write_text(text, encoding="utf-8")
    settings = browser.root / "troskel.toml"
    settings.write_text(f'routines = "{folder}"\n' + settings.read_text())
    app = create_app(open_workspace(browser.root), engine)
    with visitor(app) as client:
        client.cookies.update(browser.client.cookies)
        again = Browser(root=browser.root, client=client)
        page = unescape(again.text("/routines"))
        assert "gäller nu" in page
        assert 'href="/routines/2999-01-01"' in page
        assert "gäller inte än" in unescape(again.text("/routines/2999-01-01"))
        assert again.get("/routines/2001-01-01").status_code == 404
    found = parts(replace(load(source), left_out=None))  # the written text is not beside it
    assert [part.title for part in found][:3] == [
        "Enheter",
        "Vem får brevet",
        "Brev, steg och dagar",
    ]
    for part in found:
        for cells in (row.cells for each in part.tables for row in each.rows):
            assert [cell for cell in cells if cell not in page] == []


def test_standing_duties_are_told_with_their_words_and_next_day(
    browser: Browser, engine: Engine
) -> None:
    """Where the routine has such."""
    settings = browser.root / "troskel.toml"
    settings.write_text(settings.read_text().replace('"goteborg"', '"soderkoping_skuldfordringar"'))
    app = create_app(open_workspace(browser.root), engine)
    with visitor(app) as client:
        client.cookies.update(browser.client.cookies)
        again = Browser(root=browser.root, client=client)
        page = unescape(again.text("/overview"))
    folder = ROUTINES / "soderkoping_skuldfordringar"
    routine = load(folder / "2023-12-11.toml")
    assert routine.recurring
    for one in routine.recurring:
        assert one.text in page
        assert not one.paragraph.sentence or one.paragraph.sentence in page
    assert len(re.findall(r"Nästa gång \d{4}-\d\d-\d\d:", page)) == len(routine.recurring)


def test_it_is_told_what_is_wrong_and_what_to_do(browser: Browser) -> None:
    """By code and number, with no name of a file."""
    page = unescape(browser.text("/drift"))
    assert "Körs inte just nu, och inget väntar på den." in page
    assert "<code>encrypted</code>" in page
    assert "Be avsändaren om en olåst kopia" in page
    assert "onerror" not in page
    assert "goteborg 2022-02-15" in page
    assert STEPS[-1][0] in page
    assert "Inget hindrar programmet från att arbeta." in page


def test_health_is_for_machines(browser: Browser) -> None:
    """200 while all is well; 503 with the reason when it is not; open to all, and tells nothing."""
    browser.sign_out()
    answer = browser.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"ok": True, "problems": [], "watching": False, "waiting": 0}
    with opened(browser.root) as office, office.coordinating():
        office.running.write_bytes(b"")
        assert browser.get("/health").json()["watching"] is True
        assert browser.get("/health").status_code == 200
        old = (office.clock() - timedelta(minutes=5)).timestamp()
        os.utime(office.running, (old, old))
        answer = browser.get("/health")
        assert (answer.status_code, answer.json()["problems"]) == (503, ["worker_still"])
        office.running.unlink()
        assert browser.get("/health").status_code == 200


def test_what_waits_too_long_is_no_health(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that nobody takes, documents and packets that nobody finishes, a disk nearly full."""
    (browser.root / "inbox" / "nytt.pdf").write_bytes(b"%PDF-1.7")
    (browser.root / "inbox" / ".dold.pdf").write_bytes(b"%PDF-1.7")
    (browser.root / "inbox" / "lank.pdf").symlink_to(browser.root / "ledger.db")
    with opened(browser.root) as office:
        now = usecase.health(office)
        assert [(one.name, one.number) for one in now.queues] == [
            ("inbox", 1), ("documents", 0), ("packets", 0),
        ]  # fmt: skip
        assert now.troubles == ()
        later = office.clock() + timedelta(hours=3)
    with opened(browser.root, clock=lambda: later) as office:
        assert usecase.health(office).troubles == (Trouble.WORKER_AWAY, Trouble.QUEUE_OLD)
    monkeypatch.setattr(usecase, "LEAST_ROOM", 1 << 60)
    assert browser.get("/health").json()["problems"] == ["disk_low"]
    page = browser.text("/drift")
    assert "En disk är nästan full" in page
    assert "Inget hindrar" not in page


METRIC = re.compile(
    r"^(?:# HELP (?P<help>[a-z_]+) \S.*"
    r"|# TYPE (?P<type>[a-z_]+) (?P<kind>counter|gauge|histogram)"
    r'|(?P<name>[a-z_]+)(?:\{(?P<labels>[a-z_]+="(?:[^"\\\n]|\\["\\n])*"'
    r'(?:,[a-z_]+="(?:[^"\\\n]|\\["\\n])*")*)\})? (?P<value>-?\d+(?:\.\d+)?))$'
)


def test_metrics_are_in_prometheus_own_format(browser: Browser) -> None:
    """Each family with HELP and TYPE before its samples, once; a histogram that adds up."""
    answer = browser.get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.text.endswith("\n")
    family, kind = "", ""
    seen: set[str] = set()
    values: dict[str, float] = {}
    for line in answer.text.splitlines():
        found = METRIC.match(line)
        assert found, line
        if found["help"]:
            family = found["help"]
            assert family not in seen
            seen.add(family)
        elif found["type"]:
            assert found["type"] == family
            kind = found["kind"]
            assert (kind == "counter") == family.endswith("_total")
        else:
            ends = ("_bucket", "_sum", "_count") if kind == "histogram" else ("",)
            assert found["name"] in {family + end for end in ends}
            key = f"{found['name']}{{{found['labels'] or ''}}}"
            assert key not in values
            values[key] = float(found["value"])
    name = "troskel_time_to_packet_seconds"
    buckets = [value for key, value in values.items() if key.startswith(f"{name}_bucket")]
    assert buckets == sorted(buckets)
    assert buckets[-1] == values[f"{name}_count{{}}"] >= 1
    assert values["troskel_received_total{}"] >= 7
    assert values['troskel_problem{code="worker_still"}'] == 0
    (info,) = [key for key in values if key.startswith("troskel_build_info")]
    model = models.model_folder(Config()).name
    assert f'routine="goteborg/2022-02-15",model="classifier {model}"' in info
    assert values['troskel_faults{code="encrypted"}'] == 1


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (None, "–"),
        ((0.5, 0.5), "50 %"),
        ((0.871, 0.879), "88 %"),
        ((0.81, 0.88), "81–88 %"),
        ((0.996, 0.999), "över 99 %"),
        ((0.001, 0.002), "under 1 %"),
        ((1.0, 1.0), "100 %"),
        ((0.0, 0.0), "0 %"),
    ],
)
def test_a_share_says_no_more_than_is_known(bounds: tuple[float, float] | None, said: str) -> None:
    """Nearly all is not all, and a hidden count leaves a range."""
    assert figures.percent(bounds).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (40, "40 s"),
        (59 * 60, "59 min"),
        (3600, "1 tim"),
        (12000, "3 tim 20 min"),
        (47 * 3600, "47 tim"),
        (49 * 3600, "2 dygn"),
    ],
)
def test_a_time_is_said_as_people_say_it(seconds: int, said: str) -> None:
    """In the unit that fits."""
    assert figures.duration(seconds) == said


def test_a_cell_that_looks_like_a_formula_is_none() -> None:
    """A spreadsheet takes it for text; semicolons and quotation marks stay in their cell."""
    told = csv_text.text(("A", "B"), [("=1+1", "@x"), ("+4", "-2"), ('a;"b"', "\tc")])
    assert told.splitlines() == ["A;B", "'=1+1;'@x", "'+4;'-2", '"a;""b""";\'\tc']
