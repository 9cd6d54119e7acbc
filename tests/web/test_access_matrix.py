"""Every route for every role, for own, other and protected letters: refused unless granted.

Who may is written out here once more, by hand and in other terms than the program's own table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.responses import Response
from starlette.routing import Mount, Route, WebSocketRoute
from used_workspace import PROTECTED, SENT, STAFF, copied, letter_of, snapshot, used_once
from visiting import Browser, visitor

from pipeline.domain.access import Right
from pipeline.domain.edits import Act
from pipeline.domain.kinds import State
from pipeline.store import letters
from pipeline.store.accesses import Access, of_letter
from pipeline.store.workspace import open_workspace
from pipeline.usecases import review
from pipeline.usecases.office import opened
from pipeline.usecases.ports import Engine
from pipeline.web import cookies
from pipeline.web.app import create_app
from pipeline.web.gate import FORM_HEADER, Gate, UnlistedRouteError
from pipeline.web.permissions import NEEDS, Need
from pipeline.web.site import Site

PEOPLE: dict[str, tuple[tuple[str, ...], bool]] = {
    "nobody": ((), False),
    "no role": ((), False),
    "administrator": (("administrator",), False),
    "vuxen": (("handlaggare:vuxen",), False),
    "barn": (("handlaggare:barn_unga",), False),
    "chef": (("chef",), False),
    "it": (("it",), False),
    "named administrator": (("administrator",), True),
    "named caseworker": (("handlaggare:vuxen",), True),
}
"""Everybody who may come: their roles, and whether they are named for protected letters."""

SECOND_STAFF = "Siv Skyddsson"
SECRET_ADDRESS = ("GET", "/calendar/{secret}.ics")
SIGN_INS = {("POST", "/login"), ("GET", "/login/sso/callback")}
ALL = frozenset(PEOPLE)
SIGNED_IN = ALL - {"nobody"}
REVIEWERS = frozenset({"administrator", "named administrator"})
NAMED_REVIEWER = frozenset({"named administrator"})
NAMED = frozenset({"named administrator", "named caseworker"})
VUXEN = frozenset({"vuxen", "named caseworker"})
READERS_OF_THE_ROUTINE = REVIEWERS | VUXEN | {"barn", "chef"}
HANDING_IN = REVIEWERS | VUXEN | {"barn"}


@dataclass(frozen=True)
class Try:
    """One request: what is asked for, by which route, and who may."""

    route: tuple[str, str]
    address: str
    may: frozenset[str]
    letter: str = ""

    def __str__(self) -> str:
        return f"{self.route[0]} {self.address}"


def tries() -> list[Try]:
    """Each route of the table at least once; ``{…}`` is filled in when the workspace is there."""
    get, post = "GET", "POST"
    return [
        Try((get, "/static"), "/static/troskel.css", ALL),
        Try((get, "/health"), "/health", ALL),
        Try((get, "/login"), "/login", ALL),
        Try((post, "/login"), "/login", ALL),
        Try((get, "/login/sso"), "/login/sso", ALL),
        Try((get, "/login/sso/callback"), "/login/sso/callback", ALL),
        Try((post, "/language"), "/language", ALL),
        Try((get, "/"), "/", SIGNED_IN),
        Try((get, "/account"), "/account", SIGNED_IN),
        Try((post, "/account/password"), "/account/password", SIGNED_IN),
        Try((post, "/logout"), "/logout", SIGNED_IN),
        Try((post, "/logout/all"), "/logout/all", SIGNED_IN),
        Try((get, "/handbok"), "/handbok", SIGNED_IN),
        Try((get, "/handbok/{chapter}"), "/handbok/chef", SIGNED_IN),
        Try((get, "/handbok/bilder/{file}"), "/handbok/bilder/queue.png", SIGNED_IN),
        Try((get, "/accounts"), "/accounts", frozenset({"it"})),
        Try((post, "/accounts/{login}/{act}"), "/accounts/x/y", frozenset({"it"})),
        Try((get, "/metrics"), "/metrics", frozenset({"it"})),
        Try((get, "/overview"), "/overview", frozenset({"chef"})),
        Try((get, "/overview/{name}.csv"), "/overview/slag.csv", frozenset({"chef"})),
        Try((get, "/drift"), "/drift", frozenset({"it"})),
        Try((get, "/routines"), "/routines", READERS_OF_THE_ROUTINE),
        Try((get, "/routines/{version}"), "/routines/2022-02-15", READERS_OF_THE_ROUTINE),
        Try((get, "/inbox"), "/inbox", HANDING_IN),
        Try((post, "/inbox"), "/inbox", HANDING_IN),
        Try((get, "/review"), "/review", REVIEWERS),
        *(
            Try((method, f"/review/{{letter}}{route}"), f"/review/{{{which}}}{path}", may, which)
            for which, may in (("sent", REVIEWERS), ("protected", NAMED_REVIEWER))
            for method, route, path in (
                (get, "", ""),
                (get, "/historia", "/historia"),
                (get, "/sida/{number}.png", "/sida/1.png"),
                (get, "/brev.pdf", "/brev.pdf"),
                (get, "/utkast/{file}", "/utkast/bekraftelse_kfm.pdf"),
                (post, "/search", "/search"),
                *(
                    (post, f"/{door}", f"/{door}")
                    for door in (
                        "save",
                        "effect",
                        "words",
                        "claim",
                        "undo",
                        "divide",
                        "confirm-sent",
                    )
                ),
            )
        ),
        Try((get, "/samples"), "/samples", REVIEWERS),
        *(
            Try((method, f"/samples/{{letter}}{route}"), f"/samples/{{{which}}}{path}", may, which)
            for which, may in (("sent", REVIEWERS), ("protected", NAMED_REVIEWER))
            for method, route, path in (
                (get, "", ""),
                (get, "/sida/{number}.png", "/sida/1.png"),
                (post, "/search", "/search"),
                (post, "/answer", "/answer"),
            )
        ),
        Try((get, "/calendar/{secret}.ics"), "/calendar/x.ics", ALL),
        Try((get, "/units"), "/units", VUXEN | NAMED | {"barn"}),
        *(
            Try((method, f"/units/{{unit}}{route}"), f"/units/{unit}{path}", may, letter)
            for unit, may, letter in (
                ("vuxen", VUXEN, "sent"),
                ("ekonomiskt_bistand", frozenset[str](), "sent"),
                ("skyddad", NAMED, "protected"),
                ("nagon_annan", frozenset[str](), ""),
            )
            for method, route, path in (
                (get, "", ""),
                (get, "/calendar.ics", "/calendar.ics"),
                *((post, f"/{door}", f"/{door}") for door in _DOORS_OF_A_UNIT),
                (get, "/{packet}", f"/{{packet {letter}}}"),
                (get, "/{packet}/allt.zip", f"/{{packet {letter}}}/allt.zip"),
                (
                    get,
                    "/{packet}/bild/{number}/{path}",
                    f"/{{packet {letter}}}/bild/1/underlag.pdf",
                ),
                *(
                    (post, f"/{{packet}}/{door}", f"/{{packet {letter}}}/{door}")
                    for door in ("hand-back", "sent")
                ),
                (get, "/{packet}/{path}", f"/{{packet {letter}}}/underlag.pdf"),
            )
        ),
    ]


_DOORS_OF_A_UNIT = ("calendar", "search", "zip", "print", "take")


def made(root: Path, engine: Engine) -> None:
    """In the workspace one letter goes to its units and one to the restricted outbox."""
    with opened(root) as office:
        for name, by in ((SENT, "Anna Provsson"), (PROTECTED, STAFF)):
            ident = letter_of(root, name)
            if letters.letter(office.ledger, ident).state is State.REVIEW:
                review.edit(office, engine, ident, review.Said(act=Act.APPROVE, by=by))
    assert list((root / "outbox" / "skyddad").glob("[0-9]*"))
    assert list((root / "outbox" / "vuxen").glob("[0-9]*"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Iterator[Browser]:
    """One workspace for the whole matrix: nothing in it changes, which is what is tested."""
    used = used_once(tmp_path_factory.getbasetemp())
    root = copied(used, tmp_path_factory.mktemp("matrix") / "work")
    made(root, engine)
    with visitor(create_app(open_workspace(root), engine)) as client:
        yield Browser(root=root, client=client)


def address_of(place: Browser, one: Try) -> str:
    """The address with ids and folders in place of their names."""
    address = one.address
    for word, name in (("sent", SENT), ("protected", PROTECTED)):
        ident = letter_of(place.root, name)
        folders = sorted(place.root.glob(f"outbox/*/*{ident[:12]}*"))
        address = address.replace(f"{{{word}}}", ident)
        address = address.replace(f"{{packet {word}}}", folders[0].name)
    return address.replace("{packet }", "x")


def come(place: Browser, who: str) -> str:
    """Arrive as that person; the form's token that their session has."""
    place.sign_out()
    if who == "nobody":
        place.client.cookies.set(cookies.FORM, "stranger")
        return cookies.token_of("stranger")
    roles, named = PEOPLE[who]
    name = STAFF if who == "named administrator" else f"{who.title()} Provsson"
    if who == "named caseworker":
        name = SECOND_STAFF
    place.become(who.replace(" ", "-"), name, *roles, named=named)
    return cookies.token_of(place.client.cookies[cookies.SESSION])


@pytest.fixture(scope="module", autouse=True)
def two_are_named(place: Browser) -> None:
    """The settings name two people for protected letters."""
    settings = place.root / "troskel.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace(f'["{STAFF}"]', f'["{STAFF}", "{SECOND_STAFF}"]'), encoding="utf-8"
    )
    assert SECOND_STAFF in open_workspace(place.root).config.protected_staff


def refused_by(place: Browser) -> list[dict[str, object]]:
    """All refused attempts in the ledger."""
    with opened(place.root) as office:
        return office.ledger.rows("SELECT * FROM accesses WHERE refused = 1 ORDER BY id")


def refused_in_log(place: Browser) -> int:
    """How many refusals the program's own log tells."""
    file = place.root / "log" / "troskel.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return sum(json.loads(line)["event"] == "refused" for line in lines)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("one", tries(), ids=str)
def test_what_is_not_granted_is_refused_and_noted(place: Browser, who: str, one: Try) -> None:
    """Granted: the page answers. Not granted: 403 (or to sign in), nothing told, all of it kept."""
    token = come(place, who)
    address, method = address_of(place, one), one.route[0]
    before, noted, logged = snapshot(place.root), len(refused_by(place)), refused_in_log(place)
    answer = place.client.request(
        method, address, headers={FORM_HEADER: token}, follow_redirects=False
    )
    if who in one.may:
        # A sign-in without the form or the state that it began with is none, whoever sends it.
        expected = {403} if one.route in SIGN_INS else {200, 303, 400, 404}
        if one.route == SECRET_ADDRESS:
            # Whoever comes, a wrong secret opens nothing.
            expected = {404}
            assert refused_in_log(place) == logged + 1
        assert answer.status_code in expected, answer.text
        assert len(refused_by(place)) == noted
        return
    assert refused_in_log(place) == logged + 1
    assert snapshot(place.root) == before
    if who == "nobody":
        assert answer.status_code == 401
        assert len(refused_by(place)) == noted
        return
    assert answer.status_code == 403, answer.text
    row = refused_by(place)[-1]
    assert len(refused_by(place)) == noted + 1
    assert row["account"] == who.replace(" ", "-")
    assert row["what"] == " ".join(one.route)


def test_the_matrix_has_every_route_and_the_app_no_other(place: Browser) -> None:
    """The table, the routes that are served, and what is tried here are the same."""
    routes = set()
    for route in place.client.app.routes:  # type: ignore[attr-defined] # the application's
        path = getattr(route, "path_format", route.path).removesuffix("/{path}")
        path = "/static" if path == "/static" else getattr(route, "path_format", path)
        routes |= {(method, path) for method in getattr(route, "methods", None) or {"GET"}} - {
            ("HEAD", path)
        }
    routes = {
        (method, "/static" if path.startswith("/static") else path) for method, path in routes
    }
    assert routes == set(NEEDS)
    assert {one.route for one in tries()} == set(NEEDS)


def test_a_route_without_a_row_keeps_the_program_from_starting() -> None:
    """Default deny: what nobody thought of is served to nobody."""
    gate = Gate(Site(None, None, None, None))  # type: ignore[arg-type] # never asked
    own = Response("x")
    for route in (
        Route("/new", lambda _: own),
        Route("/review", lambda _: own, methods=["DELETE"]),
        Mount("/other", own),
        WebSocketRoute("/health", lambda _: own),
    ):
        with pytest.raises(UnlistedRouteError):
            gate.around([route])


def test_every_row_but_a_few_asks_for_a_right() -> None:
    """What is open to everybody is the sign-in, the language, the health and the looks."""
    still_open = {path for (_, path), need in NEEDS.items() if need.right is None}
    assert still_open == {
        "/static",
        "/health",
        "/login",
        "/login/sso",
        "/login/sso/callback",
        "/language",
        "/calendar/{secret}.ics",
    }
    assert all(isinstance(need, Need) for need in NEEDS.values())
    assert {need.right for need in NEEDS.values() if need.right} == set(Right)


def seen(place: Browser, name: str) -> list[Access]:
    """What has been noted of the letter."""
    with opened(place.root) as office:
        return of_letter(office.ledger, letter_of(place.root, name))


def test_each_look_at_a_protected_letter_is_noted(place: Browser) -> None:
    """Who, when, which letter, what: the page, each picture, each file, the list it lies in."""
    ident = letter_of(place.root, PROTECTED)
    come(place, "named administrator")
    before = len(seen(place, PROTECTED))
    (folder,) = place.root.glob(f"outbox/skyddad/*{ident[:12]}*")
    for address in (
        f"/review/{ident}",
        f"/review/{ident[:12]}/sida/1.png",
        "/units/skyddad",
        f"/units/skyddad/{folder.name}/underlag.pdf",
    ):
        assert place.get(address).status_code == 200, address
    assert place.get(f"/review/{ident}/sida/99.png").status_code == 404
    made = seen(place, PROTECTED)[before:]
    assert [(one.what, one.detail) for one in made] == [
        ("letter", ""),
        ("page", "1"),
        ("list", "skyddad"),
        ("packet", "underlag.pdf"),
    ]
    assert {(one.by, one.account, one.refused) for one in made} == {
        (STAFF, "named-administrator", False)
    }
    assert all(one.at for one in made)
    page = place.text(f"/review/{ident}")
    assert "Vem som har sett brevet" in page
    told = page.partition("Vem som har sett brevet")[2]
    line = next(one for one in told.split("<li>")[::-1] if f"{STAFF} " in one)
    for said in ("öppnade brevet", "såg brevet i listan", "såg sida 1", "underlag.pdf"):
        assert said in line


def test_a_refused_attempt_stands_in_the_letter_s_history(place: Browser) -> None:
    """With the name of whoever tried."""
    ident = letter_of(place.root, PROTECTED)
    come(place, "administrator")
    assert place.get(f"/review/{ident}").status_code == 403
    come(place, "named administrator")
    assert "Administrator Provsson NEKADES" in place.text(f"/review/{ident}")


def test_a_namesake_of_a_named_person_sees_nothing(place: Browser) -> None:
    """The name alone opens nothing; the mark on the account without the name does not either."""
    ident = letter_of(place.root, PROTECTED)
    place.become("namne", "Nina Namnsson", "administrator", named=True)
    assert place.get(f"/review/{ident}").status_code == 403
    assert place.get("/units/skyddad").status_code == 403
    with opened(place.root) as office, office.ledger.atomic():
        office.ledger.write("UPDATE accounts SET name = 'x' WHERE name = ?", (STAFF,))
    try:
        place.become("namne2", STAFF, "administrator")
        assert place.get(f"/review/{ident}").status_code == 403
        assert f"{STAFF} (namne2)" in place.text("/review")
    finally:
        with opened(place.root) as office, office.ledger.atomic():
            office.ledger.write("UPDATE accounts SET name = 'y' WHERE login = 'namne2'")
            office.ledger.write("UPDATE accounts SET name = ? WHERE name = 'x'", (STAFF,))


def test_a_unit_sees_its_own_box_alone(place: Browser) -> None:
    """In the list of units, and in what leads there."""
    come(place, "barn")
    page = place.text("/units")
    assert "/units/barn_unga" in page
    assert "/units/vuxen" not in page
    assert 'href="/review"' not in page
    assert place.get("/").headers["location"] == "/units/barn_unga"


@pytest.mark.parametrize(
    ("who", "first"),
    [
        ("administrator", "/review"),
        ("vuxen", "/units/vuxen"),
        ("named caseworker", "/units"),
        ("chef", "/overview"),
        ("it", "/accounts"),
        ("no role", "/account"),
    ],
)
def test_everybody_comes_first_to_a_page_that_is_theirs(
    place: Browser, who: str, first: str
) -> None:
    """And every page that the top names opens."""
    come(place, who)
    assert place.get("/").headers["location"] == first
    page = place.text(first)
    for address in ("/review", "/units", "/inbox", "/overview", "/routines", "/accounts", "/drift"):
        named = f'<a href="{address}"' in page.partition("</nav>")[0]
        assert (place.get(address).status_code == 200) is named, address


def test_a_packet_whose_letter_has_turned_protected_is_for_the_named_alone(place: Browser) -> None:
    """It lies in the unit's box still; the unit's others neither see it nor may open it."""
    ident = letter_of(place.root, SENT)
    (folder,) = place.root.glob(f"outbox/vuxen/*{ident[:12]}*")
    file = f"/units/vuxen/{folder.name}/underlag.pdf"
    come(place, "vuxen")
    assert place.get(file).status_code == 200
    with opened(place.root) as office, office.ledger.atomic():
        office.ledger.write("UPDATE letters SET restricted = 1 WHERE id = ?", (ident,))
    try:
        page = place.text("/units/vuxen")
        assert folder.name not in page
        assert "1 underlag visas inte här" in page
        assert place.get(file).status_code == 403
        assert seen(place, SENT)[-1].refused
        taken = place.send("/units/vuxen", "/units/vuxen/take", packet=folder.name)
        # Back to the page, and nothing was taken; the page says no more of it than before.
        assert taken.status_code == 303
        assert folder.exists()
        assert folder.name not in place.text(taken.headers["location"])
        come(place, "named caseworker")
        assert folder.name in place.text("/units/vuxen")
        assert place.get(file).status_code == 200
        made = [(one.by, one.what, one.refused) for one in seen(place, SENT)[-2:]]
        assert made == [(SECOND_STAFF, "list", False), (SECOND_STAFF, "packet", False)]
    finally:
        with opened(place.root) as office, office.ledger.atomic():
            office.ledger.write("UPDATE letters SET restricted = 0 WHERE id = ?", (ident,))
