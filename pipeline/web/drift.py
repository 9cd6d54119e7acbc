"""For IT: whether the program is well, which versions work, what went wrong and what to do."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pipeline.store import figures as store
from pipeline.usecases import health as usecase
from pipeline.usecases.duty import duty_on
from pipeline.usecases.health import DOCUMENTS, INBOX, PACKETS, Health, Trouble, Worker
from pipeline.usecases.office import Office
from pipeline.usecases.register_age import ages
from pipeline.usecases.status import Status, status
from pipeline.web.exposition import (
    MEDIA_TYPE,
    Family,
    Sample,
    counter,
    gauge,
    histogram,
    written,
)
from pipeline.web.figures import duration, grouped
from pipeline.web.language import say, sv
from pipeline.web.site import Site

_WORKERS = {
    Worker.WORKING: sv("Arbetar."),
    Worker.STILL: sv("Står still: den har inte gett något livstecken på {time}."),
    Worker.HELD_UP: sv("Börjar, eller försöker igen: disken, ett verktyg eller en mapp hindrar."),
    Worker.AWAY: sv("Körs inte."),
}
_TROUBLES = {
    Trouble.WORKER_STILL: sv(
        "Arbetaren står still. Starta om tjänsten (systemctl restart troskel); inget brev går "
        "förlorat. Händer det igen: spara log/troskel.jsonl och meddela leverantören."
    ),
    Trouble.WORKER_AWAY: sv(
        "Något väntar men ingen arbetare körs. Starta tjänsten (systemctl start troskel) eller "
        "kör troskel process."
    ),
    Trouble.QUEUE_OLD: sv(
        "Något har väntat mer än två timmar på programmet. Se vilken kö det är här nedanför och "
        "kör troskel check."
    ),
    Trouble.DISK_LOW: sv(
        "En disk är nästan full. Frigör utrymme; när den är full tas inga brev emot."
    ),
}
_QUEUES = {
    INBOX: sv("Filer i inkorgen"),
    DOCUMENTS: sv("Dokument som läses eller bedöms"),
    PACKETS: sv("Underlag på väg till enheterna"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The worker, a queue or a disk in words; ``tone`` where somebody must see to it."""

    name: str
    text: str
    more: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """What went wrong: its code, how often, since which day, and what to do about it."""

    code: str
    number: str
    since: str
    remedy: str


def routes(site: Site) -> list[Route]:
    """IT's page, and what machines ask for."""

    def drift(request: Request) -> Response:
        with site.office() as office:
            now = usecase.health(office)
            return site.renderer.page(
                request,
                "drift.html",
                troubles=[say(_TROUBLES[one]) for one in now.troubles],
                worker=_worker(now),
                well=not now.troubles,
                hands=office.workspace.config.reading.processes,
                queues=[_queue(one) for one in now.queues],
                review=grouped(store.waiting(office.ledger)),
                rooms=[_room(one) for one in now.rooms],
                faults=[_fault(one) for one in usecase.faults(office)],
                versions=tuple(_versions(site, office)),
                machine=f"{platform.python_version()}, {sqlite3.sqlite_version}",
                register=ages(office),
                alarms=duty_on(office.workspace, site.routine, office.today()).alarms,
            )

    def health(_: Request) -> Response:
        with site.office() as office:
            now = usecase.health(office)
        told = {
            "ok": not now.troubles,
            "problems": [str(one) for one in now.troubles],
            "watching": now.worker is not Worker.AWAY,
            "waiting": now.waiting,
        }
        return JSONResponse(told, status_code=503 if now.troubles else 200)

    def metrics(_: Request) -> Response:
        with site.office() as office:
            duty = duty_on(office.workspace, site.routine, office.today())
            unnamed = sum(one.officer is None for one in duty.named)
            found = (
                *_of_status(status(office)),
                gauge(
                    "troskel_units_without_officer",
                    "Units that nobody answers for today.",
                    unnamed,
                ),
                *_of_health(usecase.health(office)),
                _of_times(office),
                _of_faults(usecase.faults(office)),
                _info(site),
            )
        return PlainTextResponse(written(found), media_type=MEDIA_TYPE)

    return [
        Route("/drift", drift),
        Route("/health", health),
        Route("/metrics", metrics),
    ]


def _worker(now: Health) -> Line:
    time = duration(int(now.sign.total_seconds())) if now.sign is not None else ""
    bad = now.worker is Worker.STILL or Trouble.WORKER_AWAY in now.troubles
    idle = now.worker is Worker.AWAY and not bad
    return Line(
        name=say("Arbetaren"),
        text=say("Körs inte just nu, och inget väntar på den.")
        if idle
        else say(_WORKERS[now.worker], time=time),
        tone="wrong" if bad else "doubt" if now.worker is Worker.HELD_UP else "",
    )


def _queue(one: usecase.Queue) -> Line:
    old = one.oldest > usecase.OLD_AFTER
    return Line(
        name=say(_QUEUES[one.name]),
        text=grouped(one.number),
        more=duration(int(one.oldest.total_seconds())) if one.number else "–",
        tone="wrong" if old else "",
    )


def _room(one: usecase.Room) -> Line:
    return Line(
        name=say("Arbetsmappen") if one.folder == "." else one.folder,
        text=say(
            "{free} GB ledigt av {size} GB",
            free=_gigabytes(one.free),
            size=_gigabytes(one.size),
        ),
        tone="wrong" if one.low else "",
    )


def _gigabytes(number: int) -> str:
    return f"{number / (1 << 30):.1f}".replace(".", ",")


def _fault(one: usecase.Fault) -> Error:
    return Error(code=one.code, number=grouped(one.number), since=one.since, remedy=say(one.remedy))


def _versions(site: Site, office: Office) -> Iterator[tuple[str, str]]:
    yield say("Tröskel"), _own_version()
    routine = site.routine
    yield say("Rutin"), f"{routine.name} {routine.valid_from}"
    for name, text in _of_engine(site).items():
        yield say(name), text
    row = office.ledger.row(
        "SELECT fingerprint FROM documents WHERE fingerprint != '' ORDER BY arrival DESC LIMIT 1"
    )
    if row is not None:
        yield say("Läsare av det senaste dokumentet"), row["fingerprint"]
    step = office.ledger.row("SELECT max(name) AS name FROM migrations")
    yield say("Liggarens version"), "" if step is None else step["name"]


def _of_engine(site: Site) -> dict[str, str]:
    return dict(site.engine.versions)


def _own_version() -> str:
    try:
        return version("troskel")
    except PackageNotFoundError:
        return ""


_WITHIN = (60, 300, 900, 1800, 3600, 4 * 3600, 12 * 3600, 24 * 3600, 72 * 3600, 168 * 3600)
"""Bounds of the histogram of times, in seconds: from a minute to a week."""


def _of_times(office: Office) -> Family:
    within, number, total = store.within(office.ledger, _WITHIN)
    return histogram(
        "troskel_time_to_packet_seconds",
        "From a letter's arrival until its first packet lay in an outbox.",
        dict(zip(_WITHIN, within, strict=True)),
        number,
        total,
    )


def _of_health(now: Health) -> Iterator[Family]:
    yield Family(
        name="troskel_problem",
        kind="gauge",
        text="1 while the program is not well for that reason; /health answers 503 then.",
        samples=tuple(
            Sample(labels={"code": str(one)}, value=int(one in now.troubles)) for one in Trouble
        ),
    )
    if now.sign is not None:
        yield gauge(
            "troskel_worker_sign_age_seconds",
            "Since the worker's last sign of itself.",
            now.sign.total_seconds(),
        )
    yield Family(
        name="troskel_queue_length",
        kind="gauge",
        text="What waits for the program itself, by place.",
        samples=tuple(Sample(labels={"queue": one.name}, value=one.number) for one in now.queues),
    )
    yield Family(
        name="troskel_queue_oldest_seconds",
        kind="gauge",
        text="For how long the oldest has waited, by place.",
        samples=tuple(
            Sample(labels={"queue": one.name}, value=one.oldest / timedelta(seconds=1))
            for one in now.queues
        ),
    )
    for name, text, part in (
        ("troskel_disk_free_bytes", "Free on the disk of that folder.", "free"),
        ("troskel_disk_size_bytes", "The size of the disk of that folder.", "size"),
    ):
        yield Family(
            name=name,
            kind="gauge",
            text=text,
            samples=tuple(
                Sample(labels={"folder": one.folder}, value=getattr(one, part)) for one in now.rooms
            ),
        )


def _of_faults(found: tuple[usecase.Fault, ...]) -> Family:
    return Family(
        name="troskel_faults",
        kind="gauge",
        text="What is wrong now, by its code; the page Drift tells what to do.",
        samples=tuple(Sample(labels={"code": one.code}, value=one.number) for one in found),
    )


def _of_status(now: Status) -> Iterator[Family]:
    yield counter("troskel_received_total", "Files received.", now.received)
    yield counter("troskel_duplicates_total", "Files received again.", now.duplicates)
    for name, text, value in (
        ("documents_waiting", "Documents that are not at their end.", now.waiting),
        ("documents_quarantined", "Documents that could not be read.", now.quarantined),
        ("letters_routed", "Letters that were sent to their units.", now.routed),
        ("letters_in_review", "Letters that no program sent.", now.review),
        ("packets_on_their_way", "Packets decided and not delivered.", now.on_their_way),
        ("packets_overdue", "Packets that nobody took in time.", len(now.overdue)),
        (
            "confirmations_unsent",
            "Confirmations to Kronofogden that are to be sent.",
            len(now.confirmations),
        ),
        ("watching", "1 while a worker has the workspace.", int(now.working)),
    ):
        yield gauge(f"troskel_{name}", text, value)
    yield Family(
        name="troskel_register_age_days",
        kind="gauge",
        text="Since the register's export, by kind.",
        samples=tuple(
            Sample(labels={"kind": str(age.kind)}, value=age.days)
            for age in now.register
            if age.days is not None
        ),
    )


def _info(site: Site) -> Family:
    routine = site.routine
    labels = {
        "version": _own_version(),
        "routine": f"{routine.name}/{routine.valid_from}",
        "model": _of_engine(site).get("Modell", ""),
    }
    return Family(
        name="troskel_build_info",
        kind="gauge",
        text="Which versions work; always 1.",
        samples=(Sample(labels=labels, value=1),),
    )
