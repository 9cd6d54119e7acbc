"""Pickup: each unit's packets, their files, and taking them with a receipt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from pipeline.documents import case_files, swedish
from pipeline.domain.access import Person
from pipeline.domain.kinds import PROTECTED_UNIT, Priority
from pipeline.store import letters, packets
from pipeline.store.errors import ConflictError, NotFoundError, UnusableError
from pipeline.store.packets import Packet
from pipeline.usecases import pickup
from pipeline.usecases.office import Office
from pipeline.web import unit_days
from pipeline.web.contexts import File, Lying, Taken, UnitRow
from pipeline.web.gate import saw, signed_in
from pipeline.web.showing import TONES, kind_text
from pipeline.web.site import Site

_LATEST = 50
_PROTECTED = "Skyddade uppgifter"
_FILES = {
    "skriv-ut.pdf": "Skriv ut allt",
    "underlag.pdf": "Underlaget",
    "brev.pdf": "Brevet",
    "checklista.pdf": "Checklistan",
    "parmblad.pdf": "Pärmbladet",
    "record.json": "Uppgifterna för andra program",
}
_FIRST = ("skriv-ut.pdf", "underlag.pdf", "brev.pdf")
"""What staff open first, in that order."""


def routes(site: Site) -> list[Route]:
    """The units' pages."""

    def all_units(request: Request) -> Response:
        names = site.unit_names()
        with site.office() as office:
            boxes = signed_in(request).boxes
            named = {**names, PROTECTED_UNIT: _PROTECTED}
            rows = [_row(office, unit, name) for unit, name in named.items() if unit in boxes]
        return site.renderer.page(request, "units.html", units=rows)

    def one_unit(request: Request) -> Response:
        unit = request.path_params["unit"]
        with site.office() as office:
            found = _there(site, office, unit, signed_in(request))
            _tell_of_protected(request, office, found)
            there = [_lying(office, one) for one in found]
            hidden = len(packets.of_unit(office.ledger, unit)) - len(found)
            taken = _taken(office, unit)
            days = unit_days.coming_days(office, site.routine, unit, by=signed_in(request).name)
            duty = unit_days.on_duty(office, site.routine, unit)
        return site.renderer.page(
            request,
            "unit.html",
            unit=unit,
            name=site.unit_names().get(unit, _PROTECTED),
            packets=there,
            hidden_packets=hidden,
            taken=taken,
            days=days,
            duty=duty,
        )

    def one_file(request: Request) -> Response:
        unit, name = request.path_params["unit"], request.path_params["packet"]
        with site.office() as office:
            there = _there(site, office, unit, signed_in(request))
            found = [one for one in there if one.packet.name == name]
            folder = office.workspace.outbox / unit / name
            # Only a file that is listed is served: no address can lead out of the packet.
            files = {path.relative_to(folder).as_posix(): path for path in _files(folder, found)}
        path = files.get(request.path_params["path"])
        if path is None:
            raise NotFoundError("Filen ligger inte här längre.")
        inline = path.suffix == ".pdf"
        return FileResponse(
            path,
            content_disposition_type="inline" if inline else "attachment",
            filename=path.name,
        )

    def taken_by(unit: str, names: tuple[str, ...], person: Person) -> None:
        with site.office() as office:
            known = {one.packet.name for one in _there(site, office, unit, person)}
            if not set(names) <= known:
                raise ConflictError("Någon annan har redan hämtat. Ladda om sidan.")
            pickup.take(office, unit, by=person.name, names=names)

    async def take(request: Request) -> Response:
        unit = request.path_params["unit"]
        form = await site.form(request)
        names = form.all("packet")
        if not names:
            raise UnusableError("Markera de underlag som du hämtar.")
        await run_in_threadpool(taken_by, unit, names, signed_in(request))
        return RedirectResponse(f"/units/{quote(unit)}?gjort=take", status_code=303)

    return [
        Route("/units", all_units),
        Route("/units/{unit}", one_unit),
        unit_days.calendar(site),
        Route("/units/{unit}/take", take, methods=["POST"]),
        Route("/units/{unit}/{packet}/{path:path}", one_file),
    ]


def _there(site: Site, office: Office, unit: str, person: Person) -> list[pickup.Lying]:
    """The unit's packets that the person may see; NotFoundError for a unit that there is not.

    A packet of a letter that has turned out to be restricted since is left to those named for it;
    a notice tells nothing of it.
    """
    if unit not in {*site.unit_names(), PROTECTED_UNIT}:
        raise NotFoundError("Det finns ingen sådan enhet.")
    return [
        one
        for one in pickup.lying(office, unit, by=person.name)
        if one.packet.notice
        or person.may_see(restricted=letters.letter(office.ledger, one.packet.letter).restricted)
    ]


def _tell_of_protected(request: Request, office: Office, found: list[pickup.Lying]) -> None:
    """The gate is told of each letter on the list that touches a protected identity."""
    for one in found:
        if letters.letter(office.ledger, one.packet.letter).restricted:
            saw(request, one.packet.letter, "list", one.packet.unit)


def _row(office: Office, unit: str, name: str) -> UnitRow:
    waiting = packets.of_unit(office.ledger, unit)
    return UnitRow(
        name=name,
        address=f"/units/{unit}",
        waiting=len(waiting),
        overdue=sum(pickup.is_overdue(office, one) for one in waiting),
    )


def _lying(office: Office, one: pickup.Lying) -> Lying:
    packet = one.packet
    letter = letters.letter(office.ledger, packet.letter)
    priority = list(Priority)[packet.priority - 1]
    folder = office.workspace.root / packet.path
    names = sorted(
        (path.relative_to(folder).as_posix() for path in _files(folder, [one])),
        key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name),
    )
    return Lying(
        packet=packet.name,
        short=packet.letter[:12],
        kind=kind_text(one.case),
        pages=swedish.sheets(len(one.case.part.pages)),
        about=tuple(_about(packet)),
        role=swedish.ROLES[packet.role],
        received_on=swedish.short_day(letter.received_on),
        priority=swedish.PRIORITIES[priority],
        tone=TONES[priority],
        overdue=one.overdue,
        days=unit_days.nearest(one.days, office.today()),
        files=tuple(
            File(name=_said(name), path=quote(name), first=name in _FIRST) for name in names
        ),
    )


def _about(packet: Packet) -> Iterator[str]:
    """What sets a packet apart: its row of a list, that it replaces another, or takes one back."""
    if packet.line:
        yield f"Rad {packet.line} i listan"
    if packet.notice:
        yield "Brevet gäller inte längre den här enheten"
    yield from packet.changes
    if packet.superseded:
        yield "En nyare version har kommit"


def _said(name: str) -> str:
    """A file's name in words; a draft is called what the letter is."""
    if name in _FILES:
        return _FILES[name]
    stem, _, ending = name.rpartition(".")
    kind = {"docx": "Word", "pdf": "PDF"}.get(ending, ending)
    if stem == "original":
        return f"Hela skanningen ({kind})"
    if name.startswith(f"{case_files.FOLDER}/"):
        return f"Till verksamhetssystemet: {name.partition('/')[2]}"
    draft, _, more = stem.removeprefix("utkast/").partition("-")
    said = f"{swedish.LETTERS.get(draft, draft)} {more.replace('-', ' ')}".rstrip()
    return f"Utkast: {said} ({kind})"


def _files(folder: Path, found: list[pickup.Lying]) -> list[Path]:
    """The packet's files; none where there is no such packet."""
    if not found:
        return []
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def _taken(office: Office, unit: str) -> list[Taken]:
    return [
        Taken(
            packet=row["path"].rpartition("/")[2],
            by=row["by"],
            at=swedish.stamp(row["at"]),
            digest=row["digest"],
        )
        for row in office.ledger.rows(
            "SELECT p.path, k.by, k.at, k.digest FROM pickups k JOIN packets p ON p.id = k.packet"
            " WHERE p.unit = ? ORDER BY k.at DESC, p.id DESC LIMIT ?",
            (unit, _LATEST),
        )
    ]
