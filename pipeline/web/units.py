"""Pickup: each unit's packets, found, marked, taken with a receipt, downloaded together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from pipeline.documents import swedish
from pipeline.domain.access import Person
from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.store import accesses, letters, packets
from pipeline.store.errors import ConflictError, NotFoundError, UnusableError
from pipeline.store.packets import Packet
from pipeline.usecases import bundling, feeds, finding, pickup, sendings, who_saw
from pipeline.usecases.office import Office
from pipeline.web import showing_packets, unit_days
from pipeline.web.gate import saw, signed_in
from pipeline.web.language import say, say_many, sv, told
from pipeline.web.pickup_contexts import Hits, Taken, UnitRow
from pipeline.web.site import Form, Site

PROTECTED_NAME = sv("Skyddade uppgifter")
_EXPIRED = sv("Sökningen visas inte längre. Sök igen.")
SEARCH, CALENDAR, TAKING = "search {unit}", "calendar {unit}", "taking {unit}"
"""What a slip is about: what was looked for, the calendar's new address, what was taken."""

_LATEST = 50
"""Taken packets that are shown: the newest."""


@dataclass(frozen=True, slots=True)
class UnitPages:
    """The list of units, and what is done on the page of each."""

    site: Site

    def all_units(self, request: Request) -> Response:
        """The units whose packets the visitor may pick up."""
        named = {**self.site.unit_names(), PROTECTED_UNIT: say(PROTECTED_NAME)}
        with self.site.office() as office:
            boxes = signed_in(request).boxes
            rows = [_row(office, unit, name) for unit, name in named.items() if unit in boxes]
        return self.site.renderer.page(request, "units.html", units=rows)

    def one_unit(self, request: Request) -> Response:
        """A unit's page; with what a search found, or the calendar's new address, by its key."""
        unit = request.path_params["unit"]
        admitted(self.site, unit)
        calendar = str(_slip(self.site, request, "adress", CALENDAR) or "")
        text = str(_slip(self.site, request, "traff", SEARCH) or "")
        if not text:
            wrong = say(_EXPIRED) if "traff" in request.query_params else ""
            took = _slip(self.site, request, "hamtat", TAKING)
            took = took if isinstance(took, _Took) else None
            return unit_page(self.site, request, calendar=calendar, wrong=wrong, took=took)
        try:
            found = self._found(request, unit, text)
        except UnusableError as error:
            return unit_page(self.site, request, text=text.strip(), wrong=told(error), status=400)
        return unit_page(self.site, request, text=text, found=found)

    def _found(self, request: Request, unit: str, text: str) -> Hits:
        person = signed_in(request)
        with self.site.office() as office:
            there = finding.found(office, unit, text, by=person.name, named=person.named)
            found = tuple(showing_packets.head_of(office, one) for one in there.packets)
        for ident in [one.letter for one in there.packets] or [""]:
            # That somebody looked is kept, though it showed nothing.
            saw(request, ident, "unit_search", unit)
        return Hits(packets=found, near=there.near)

    def sought(self, request: Request, form: Form) -> Response:
        """On to what is found; what was looked for is in no address, and soon kept nowhere."""
        unit = request.path_params["unit"]
        admitted(self.site, unit)
        about, text = SEARCH.format(unit=unit), form.get("text").strip() or " "
        key = self.site.slips.leave(signed_in(request), about, text)
        return RedirectResponse(f"/units/{quote(unit)}?traff={key}", status_code=303)

    def taken(self, request: Request, form: Form) -> Response:
        """The marked packets are taken with a receipt, but those that another was first with."""
        unit, names = request.path_params["unit"], form.all("packet")
        if not names:
            return _nothing_marked(unit)
        person = signed_in(request)
        took = _take(self.site, unit, names, person)
        if form.has("here"):
            done = "take-before" if took.others or took.gone else "take"
            address = f"/units/{quote(unit)}/{quote(names[0])}?gjort={done}"
        else:
            key = self.site.slips.leave(person, TAKING.format(unit=unit), took)
            address = f"/units/{quote(unit)}?hamtat={key}"
        return RedirectResponse(address, status_code=303)

    def bundle(self, request: Request, form: Form) -> Response:
        """The marked packets in one .zip."""
        unit = request.path_params["unit"]
        with self.site.office() as office:
            chosen = self._marked(office, request, form)
            if not chosen:
                return _nothing_marked(unit)
            made = bundling.zipped(office, chosen)
            name = f"{unit}-{office.today()}"
        for one in chosen:
            saw(request, one.letter, "zip", unit)
        return zip_of(made, name)

    def printed(self, request: Request, form: Form) -> Response:
        """The marked packets as one PDF, the most urgent first."""
        unit = request.path_params["unit"]
        with self.site.office() as office:
            chosen = self._marked(office, request, form)
            if not chosen:
                return _nothing_marked(unit)
            title = f"{name_of(self.site, unit)} {office.today()}"
            made = bundling.printed(office, chosen, title)
            name = f"{unit}-{office.today()}"
        for one in chosen:
            saw(request, one.letter, "print", unit)
        headers = {"content-disposition": f'inline; filename="{quote(name)}.pdf"'}
        return Response(made, media_type="application/pdf", headers=headers)

    def _marked(self, office: Office, request: Request, form: Form) -> list[Packet]:
        """The packets that the form marks, in the list's order; ConflictError for one gone."""
        unit, person = request.path_params["unit"], signed_in(request)
        admitted(self.site, unit)
        names = dict.fromkeys(form.all("packet"))
        chosen = [pickup.packet_of(office, unit, name, by=person.name) for name in names]
        if not all(may_open(office, one, person) for one in chosen):
            raise ConflictError("Ett av underlagen kan inte öppnas längre. Ladda om sidan.")
        there = [one.packet.id for one in pickup.lying(office, unit, by=person.name)]
        place = {number: position for position, number in enumerate(there)}
        return sorted(chosen, key=lambda one: place.get(one.id, len(place)))

    def routes(self) -> list[Route]:
        """Where they are."""

        def filled_in(done: Callable[[Request, Form], Response]) -> Any:
            async def handed(request: Request) -> Response:
                return await run_in_threadpool(done, request, await self.site.form(request))

            return handed

        return [
            Route("/units", self.all_units),
            Route("/units/{unit}", self.one_unit),
            Route("/units/{unit}/search", filled_in(self.sought), methods=["POST"]),
            Route("/units/{unit}/take", filled_in(self.taken), methods=["POST"]),
            Route("/units/{unit}/zip", filled_in(self.bundle), methods=["POST"]),
            Route("/units/{unit}/print", filled_in(self.printed), methods=["POST"]),
        ]


def zip_of(made: IO[bytes], name: str) -> Response:
    """A .zip of that name, to be kept."""
    headers = {"content-disposition": f'attachment; filename="{quote(name)}.zip"'}
    return StreamingResponse(bundling.pieces(made), media_type="application/zip", headers=headers)


def admitted(site: Site, unit: str) -> None:
    """Raise NotFoundError for a unit that the routine does not have."""
    if unit not in {*site.unit_names(), PROTECTED_UNIT}:
        raise NotFoundError("Det finns ingen sådan enhet.")


def unit_page(  # noqa: PLR0913 - a page with all that can be told on it
    site: Site,
    request: Request,
    *,
    text: str = "",
    found: Hits | None = None,
    wrong: str = "",
    calendar: str = "",
    took: _Took | None = None,
    status: int = 200,
) -> Response:
    """A unit's page; with what a search for ``text`` found, or the ``calendar``'s new address.

    ``wrong`` says why a search could not be made, ``took`` is what became of the marked ones.
    """
    unit, person = request.path_params["unit"], signed_in(request)
    admitted(site, unit)
    with site.office() as office:
        there, taken = there_for(office, unit, person), _taken(office, unit, person)
        owed = [
            (packet, one)
            for packet, one in sendings.owed(office, unit)
            if may_open(office, packet, person)
        ]
        named = [one.packet for one in there] + [one for one, _ in (*taken, *owed)]
        _tell_of(office, request, unit, named)
        context: dict[str, Any] = {
            "packets": [showing_packets.waiting_of(office, one) for one in there],
            "hidden_packets": len(packets.lying(office.ledger, unit)) - len(there),
            "owed": [showing_packets.owed_of(office, packet, one) for packet, one in owed],
            "taken": [_receipt(office, packet, row) for packet, row in taken],
            "took": "" if took is None else took.words(),
            "receipt": [] if took is None else _receipts(office, unit, took.own, person),
            "returned": [
                showing_packets.returned_of(office, one)
                for one in packets.handed_back_by(office.ledger, unit, _LATEST)
            ],
            "days": unit_days.coming_days(office, site.routine, unit, by=person.name),
            "duty": unit_days.on_duty(office, site.routine, unit),
            "feed": _feed_of(office, person, unit),
        }
    return site.renderer.page(
        request,
        "unit.html",
        unit=unit,
        name=name_of(site, unit),
        feedable=unit != PROTECTED_UNIT,
        status=status,
        text=text,
        found=found,
        wrong=wrong,
        calendar_address=calendar,
        **context,
    )


def _slip(site: Site, request: Request, name: str, about: str) -> object | None:
    """What was left for the visitor by the key in the address; None when there is nothing."""
    unit, key = request.path_params["unit"], request.query_params.get(name, "")
    return site.slips.read(signed_in(request), about.format(unit=unit), key)


def _feed_of(office: Office, person: Person, unit: str) -> dict[str, str] | None:
    """The person's calendar address of the unit: when it was made and last fetched."""
    found = feeds.of(office, person, unit)
    if found is None:
        return None
    fetched = swedish.stamp(found.fetched_at) if found.fetched_at else ""
    return {"made_at": swedish.stamp(found.made_at), "fetched_at": fetched}


def name_of(site: Site, unit: str) -> str:
    """The unit's name in words."""
    return site.unit_names().get(unit) or say(PROTECTED_NAME)


def there_for(office: Office, unit: str, person: Person) -> list[pickup.Lying]:
    """The unit's packets that nobody has taken and that the person may see."""
    there = pickup.lying(office, unit, by=person.name)
    return [one for one in there if may_open(office, one.packet, person)]


def may_open(office: Office, packet: Packet, person: Person) -> bool:
    """Whether the person may see a packet of a unit of theirs.

    One of a letter that has turned out to be restricted since is left to those named for it; a
    notice tells nothing of it. What was handed back is the unit's no more.
    """
    if packet.is_handed_back:
        return False
    restricted = letters.letter(office.ledger, packet.letter).restricted
    return packet.notice or person.may_see(restricted=restricted)


@dataclass(frozen=True, slots=True)
class _Took:
    """Which of the marked are the person's, how many colleagues' who were first, how many gone."""

    own: tuple[str, ...]
    others: Mapping[str, int]
    gone: int

    def words(self) -> str:
        """The same in a sentence each."""
        number = len(self.own)
        first = say_many("{number} hämtat av dig.", "{number} hämtade av dig.", number)
        said = [first if number else say("Inget hämtat av dig.")]
        said += [
            say("{number} hade {name} redan hämtat.", number=number, name=name)
            for name, number in self.others.items()
        ]
        if self.gone:
            said.append(say("{number} går inte att hämta längre.", number=self.gone))
        return " ".join(said)


def _nothing_marked(unit: str) -> Response:
    return RedirectResponse(f"/units/{quote(unit)}?gjort=none-marked", status_code=303)


def _take(site: Site, unit: str, names: Iterable[str], person: Person) -> _Took:
    """Take the packets; what the same person has taken already is left as it is.

    So a second click, or a form that is sent again, does nothing. Where somebody else was first
    the rest is taken.
    """
    admitted(site, unit)
    own, gone, others = list[str](), 0, Counter[str]()
    with site.office() as office:
        left = []
        for name in dict.fromkeys(names):
            packet = pickup.packet_of(office, unit, name, by=person.name)
            receipt = packets.receipt(office.ledger, packet.id)
            if not may_open(office, packet, person):
                gone += 1
            elif receipt is None:
                left.append(name)
            elif receipt["by"] == person.name:
                own.append(packet.name)
            else:
                others[receipt["by"]] += 1
        if left:
            pickup.take(office, unit, by=person.name, names=tuple(left))
    return _Took((*own, *left), others, gone)


def _row(office: Office, unit: str, name: str) -> UnitRow:
    office.outbox.follow(unit)
    waiting = packets.lying(office.ledger, unit)
    owed = sendings.owed(office, unit)
    return UnitRow(
        name=name,
        address=f"/units/{unit}",
        waiting=len(waiting),
        overdue=sum(pickup.is_overdue(office, one) for one in waiting),
        owed=sum(one.overdue for _, one in owed),
    )


def _tell_of(office: Office, request: Request, unit: str, listed: Iterable[Packet]) -> None:
    """The gate is told of each letter that the unit's lists tell something of.

    What touches a protected identity is noted each time, the rest once a sitting.
    """
    since = (office.clock() - who_saw.SITTING).isoformat(timespec="seconds")
    person = signed_in(request)
    lately = accesses.lately(office.ledger, person.login, "list", unit, since)
    for ident in dict.fromkeys(one.letter for one in listed):
        if ident not in lately or letters.letter(office.ledger, ident).restricted:
            saw(request, ident, "list", unit)


def _taken(office: Office, unit: str, person: Person) -> list[tuple[Packet, dict[str, Any]]]:
    """The packets that were picked up last and that the person may see, each with its receipt."""
    rows = office.ledger.rows(
        # CROSS: from the newest receipt on, not through all that the unit ever had.
        "SELECT p.id, p.notice, l.restricted, k.by, k.at, k.digest FROM pickups k"
        " CROSS JOIN packets p ON p.id = k.packet JOIN letters l ON l.id = p.letter"
        " WHERE p.unit = ? AND p.id NOT IN (SELECT packet FROM handbacks)"
        " AND p.id NOT IN (SELECT packet FROM discards)"
        " ORDER BY k.at DESC, k.packet DESC LIMIT ?",
        (unit, _LATEST),
    )
    return [
        (packets.packet(office.ledger, row["id"]), row)
        for row in rows
        if row["notice"] or person.may_see(restricted=bool(row["restricted"]))
    ]


def _receipts(office: Office, unit: str, names: Iterable[str], person: Person) -> list[Taken]:
    """The receipt of what was taken together, as far as the person may see it still."""
    there = [packets.named(office.ledger, unit, name) for name in names]
    found = [(one, packets.receipt(office.ledger, one.id)) for one in there]
    return [
        _receipt(office, one, row)
        for one, row in found
        if row is not None and may_open(office, one, person)
    ]


def _receipt(office: Office, packet: Packet, row: dict[str, Any]) -> Taken:
    return Taken(
        head=showing_packets.head_of(office, packet),
        by=row["by"],
        at=swedish.stamp(row["at"]),
        digest=row["digest"],
    )
