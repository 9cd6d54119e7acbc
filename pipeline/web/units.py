"""Pickup: each unit's packets, their files, and taking them with a receipt."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from pipeline.documents import swedish
from pipeline.domain.kinds import PROTECTED_UNIT, Kind, Priority
from pipeline.store import letters, packets
from pipeline.store.errors import NotFoundError
from pipeline.usecases import pickup
from pipeline.usecases.office import Office
from pipeline.web.contexts import File, Lying, Taken, UnitRow
from pipeline.web.pages import NAME_COOKIE
from pipeline.web.showing import TONES
from pipeline.web.site import Site

_LATEST = 50
_FILES = {
    "skriv-ut.pdf": "Skriv ut allt",
    "underlag.pdf": "Underlaget",
    "brev.pdf": "Brevet",
    "checklista.pdf": "Checklistan",
    "record.json": "Uppgifterna för andra program",
}
_FIRST = ("skriv-ut.pdf", "underlag.pdf", "brev.pdf")
"""What staff open first, in that order."""


def routes(site: Site) -> list[Route]:
    """The units' pages."""

    def all_units(request: Request) -> Response:
        names = site.unit_names()
        with site.office() as office:
            rows = [_row(office, unit, name) for unit, name in names.items()]
            if PROTECTED_UNIT not in names:
                rows.append(_row(office, PROTECTED_UNIT, "Skyddade uppgifter"))
        return site.renderer.page(request, "units.html", units=rows)

    def one_unit(request: Request) -> Response:
        unit = request.path_params["unit"]
        with site.office() as office:
            there = [_lying(office, one) for one in pickup.lying(office, unit)]
            taken = _taken(office, unit)
        return site.renderer.page(
            request,
            "unit.html",
            unit=unit,
            name=site.unit_names().get(unit, unit),
            packets=there,
            taken=taken,
        )

    def one_file(request: Request) -> Response:
        unit, name = request.path_params["unit"], request.path_params["packet"]
        with site.office() as office:
            found = [one for one in pickup.lying(office, unit) if one.packet.name == name]
            folder = office.workspace.outbox / unit / name
            files = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
        path = files.get(request.path_params["path"])
        if not found or path is None:
            raise NotFoundError("Filen ligger inte här längre.")
        inline = path.suffix == ".pdf"
        return FileResponse(
            path,
            content_disposition_type="inline" if inline else "attachment",
            filename=path.name,
        )

    def taken_by(unit: str, name: str, by: str) -> None:
        with site.office() as office:
            pickup.take(office, unit, by=by, names=(name,))

    async def take(request: Request) -> Response:
        unit = request.path_params["unit"]
        form = site.checked(request, await request.form(max_fields=20, max_files=0))
        by = form.get("by", "")
        await run_in_threadpool(taken_by, unit, request.path_params["packet"], by)
        response = RedirectResponse(f"/units/{quote(unit)}?gjort=take", status_code=303)
        response.set_cookie(NAME_COOKIE, by, httponly=True, samesite="strict")
        return response

    return [
        Route("/units", all_units),
        Route("/units/{unit}", one_unit),
        Route("/units/{unit}/{packet}/take", take, methods=["POST"]),
        Route("/units/{unit}/{packet}/{path:path}", one_file),
    ]


def _row(office: Office, unit: str, name: str) -> UnitRow:
    waiting = packets.of_unit(office.ledger, unit)
    return UnitRow(
        name=name,
        address="" if unit == PROTECTED_UNIT else f"/units/{unit}",
        waiting=len(waiting),
        overdue=sum(pickup.is_overdue(office, one) for one in waiting),
    )


def _lying(office: Office, one: pickup.Lying) -> Lying:
    packet = one.packet
    letter = letters.letter(office.ledger, packet.letter)
    priority = list(Priority)[packet.priority - 1]
    folder = office.workspace.root / packet.path
    names = sorted(
        (path.relative_to(folder).as_posix() for path in _files(folder)),
        key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name),
    )
    return Lying(
        packet=packet.name,
        short=packet.letter[:12],
        kind=swedish.KINDS[Kind(letter.kind)],
        role=swedish.ROLES[packet.role],
        received_on=swedish.short_day(letter.received_on),
        priority=swedish.PRIORITIES[priority],
        tone=TONES[priority],
        overdue=one.overdue,
        files=tuple(
            File(name=_said(name), path=quote(name), first=name in _FIRST) for name in names
        ),
    )


def _said(name: str) -> str:
    """A file's name in words; a draft is called what the letter is."""
    if name in _FILES:
        return _FILES[name]
    stem, _, ending = name.rpartition(".")
    kind = {"docx": "Word", "pdf": "PDF"}.get(ending, ending)
    if stem == "original":
        return f"Hela skanningen ({kind})"
    draft = stem.removeprefix("utkast/")
    return f"Utkast: {swedish.LETTERS.get(draft, draft)} ({kind})"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def _taken(office: Office, unit: str) -> list[Taken]:
    return [
        Taken(short=row["letter"][:12], by=row["by"], at=row["at"][:16].replace("T", " "))
        for row in office.ledger.rows(
            "SELECT p.letter, k.by, k.at FROM pickups k JOIN packets p ON p.id = k.packet"
            " WHERE p.unit = ? ORDER BY k.at DESC, p.id DESC LIMIT ?",
            (unit, _LATEST),
        )
    ]
