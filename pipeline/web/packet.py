"""One packet of a unit: looked through on the page, taken, handed back, its letters out noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from extractors.failures import ReadingFailed, ToolMissing
from extractors.images import page_png
from pipeline.store import packets
from pipeline.store.errors import NotFoundError, UnusableError
from pipeline.store.packets import Packet
from pipeline.usecases import bundling, handing_back, pickup, sendings
from pipeline.usecases.deliver import NOTICE
from pipeline.usecases.office import Office
from pipeline.web import showing_packets, unit_days
from pipeline.web.gate import signed_in
from pipeline.web.site import Form, Site
from pipeline.web.units import admitted, may_open, name_of, zip_of

_DPI = 110.0
"""A page of the preview: to be read on an old screen, and no larger than that."""


@dataclass(frozen=True, slots=True)
class PacketPages:
    """The pages of single packets; the gate lets only those who may pick one up come here."""

    site: Site

    def shown(self, request: Request) -> Response:
        """The packet's page: what it is, its papers, what is to be done with it."""
        person, unit = signed_in(request), request.path_params["unit"]
        with self.site.office() as office:
            packet = self._named(office, request)
            gone = not may_open(office, packet, person)
            files = {} if gone else bundling.files_of(office, packet)
            lying = pickup.lying_as(office, packet)
            back = packets.handback(office.ledger, packet.id)
            out = () if gone else sendings.letters_out(office, packet)
            context: dict[str, Any] = {
                "head": showing_packets.head_of(
                    office,
                    packet,
                    lying.case,
                    pressing=lying.pressing and packet.state == "delivered",
                ),
                "until": showing_packets.until(lying),
                "overdue": lying.overdue,
                "days": () if gone else unit_days.every(lying.days, office.today()),
                "waits": packet.state == "delivered",
                "receipt": showing_packets.receipt_of(office, packet),
                "returned": showing_packets.returned_of(office, packet) if back else None,
                "returnable": not (gone or packet.notice or packet.superseded),
                "missing": not (files or back),
                "files": [showing_packets.file_of(name) for name in files],
                "paper": next((one for one in bundling.PRINTS if one in files), ""),
                "notice_text": files[NOTICE].read_text(encoding="utf-8") if NOTICE in files else "",
                "papers": showing_packets.papers_of(files),
                "out": [showing_packets.out_of(one, files) for one in out],
                "today": office.today().isoformat(),
            }
        name = name_of(self.site, unit)
        return self.site.renderer.page(request, "packet.html", unit=unit, name=name, **context)

    def one_file(self, request: Request) -> Response:
        """A file of the packet: a PDF in the browser, any other to be kept."""
        with self.site.office() as office:
            path = self._file(office, request)
        return FileResponse(
            path,
            content_disposition_type="inline" if path.suffix == ".pdf" else "attachment",
            filename=path.name,
        )

    def picture(self, request: Request) -> Response:
        """A page of one of its papers as a picture: what any browser shows, whatever it has."""
        with self.site.office() as office:
            path = self._file(office, request)
        try:
            drawn = page_png(path, request.path_params["number"], _DPI)
        except (ReadingFailed, ToolMissing, FileNotFoundError) as error:
            raise NotFoundError("Sidans bild kan inte visas. Öppna filen.") from error
        return Response(drawn, media_type="image/png")

    def bundle(self, request: Request) -> Response:
        """All its files in one .zip."""
        with self.site.office() as office:
            packet = self._open(office, request)
            made = bundling.zipped(office, [packet])
        return zip_of(made, packet.name)

    def handed(self, request: Request, form: Form) -> Response:
        """It is handed back with a reason."""
        with self.site.office() as office:
            packet = self._named(office, request)
            handing_back.hand_back(
                office,
                self.site.engine.mind,
                packet.unit,
                packet.name,
                by=form.by(),
                reason=form.get("reason"),
                names=self.site.unit_names(),
            )
        return RedirectResponse(f"/units/{quote(packet.unit)}?gjort=hand-back", status_code=303)

    def went(self, request: Request, form: Form) -> Response:
        """A letter out of it is noted as sent, or the note is taken back."""
        draft, undo = form.get("draft"), form.has("undo")
        with self.site.office() as office:
            packet = self._open(office, request)
            unit, name = packet.unit, packet.name
            if undo:
                sendings.take_back(office, unit, name, draft, by=form.by())
            else:
                on = _day(form.get("on")) or office.today()
                anyway = form.has("anyway")
                sendings.note_sent(office, unit, name, draft, by=form.by(), on=on, anyway=anyway)
        done = "letter-not-sent" if undo else "letter-sent"
        address = f"/units/{quote(unit)}/{quote(name)}?gjort={done}"
        return RedirectResponse(address, status_code=303)

    def _named(self, office: Office, request: Request) -> Packet:
        """The packet in the address, whoever has it now; NotFoundError."""
        unit = request.path_params["unit"]
        admitted(self.site, unit)
        name, by = request.path_params["packet"], signed_in(request).name
        return pickup.packet_of(office, unit, name, by=by)

    def _open(self, office: Office, request: Request) -> Packet:
        """The same, for what is done with it: NotFoundError where it is the unit's no more."""
        packet = self._named(office, request)
        if not may_open(office, packet, signed_in(request)):
            raise NotFoundError("Underlaget är återlämnat och kan inte öppnas här längre.")
        return packet

    def _file(self, office: Office, request: Request) -> Path:
        """A file of the packet: only one that is listed, so that no address leads out of it."""
        path = bundling.files_of(office, self._open(office, request)).get(
            request.path_params["path"]
        )
        if path is None:
            raise NotFoundError("Filen ligger inte här längre.")
        return path

    def routes(self) -> list[Route]:
        """Where they are."""

        async def hand_back(request: Request) -> Response:
            return await run_in_threadpool(self.handed, request, await self.site.form(request))

        async def sent(request: Request) -> Response:
            return await run_in_threadpool(self.went, request, await self.site.form(request))

        at = "/units/{unit}/{packet}"
        return [
            Route(at, self.shown),
            Route(f"{at}/hand-back", hand_back, methods=["POST"]),
            Route(f"{at}/sent", sent, methods=["POST"]),
            Route(f"{at}/allt.zip", self.bundle),
            Route(f"{at}/bild/{{number:int}}/{{path:path}}", self.picture),
            Route(f"{at}/{{path:path}}", self.one_file),
        ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UnusableError("Skriv dagen som 2026-10-05.") from error
