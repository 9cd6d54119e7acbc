"""How things stand, in counts only (SoLPuL 7 a §), and the routine for its owner to read."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pipeline.documents import swedish
from pipeline.documents.routine_words import conditions, receiver
from pipeline.domain.kinds import Kind
from pipeline.domain.routine import Routine, Row
from pipeline.domain.verify import combinations_tried
from pipeline.usecases.duty import Duty, duty_on
from pipeline.usecases.office import Office
from pipeline.usecases.status import Status, status
from pipeline.web.contexts import Counts, RoutineRow
from pipeline.web.site import Site


def routes(site: Site) -> list[Route]:
    """Overview, routine, health and metrics."""

    def overview(request: Request) -> Response:
        names = site.unit_names()
        with site.office() as office:
            now = status(office)
            kinds = _by_kind(office)
            duty = duty_on(office.workspace, site.routine, office.today())
        tables = [
            Counts(
                title="Inkommet",
                rows=(
                    ("Mottagna filer", now.received),
                    ("Samma fil igen", now.duplicates),
                    ("Gick inte att läsa", now.quarantined),
                    ("Ännu inte klara", now.waiting),
                ),
            ),
            Counts(
                title="Brev",
                rows=(("Fördelade", now.routed), ("Väntar på granskning", now.review)),
            ),
            Counts(title="Slag", rows=kinds),
            Counts(
                title="Väntar hos enheterna",
                rows=tuple((names.get(unit, unit), number) for unit, number in now.by_unit),
            ),
            Counts(
                title="För sent",
                rows=(
                    ("Underlag som inte hämtats i tid", len(now.overdue)),
                    (
                        "Försenade bekräftelser till Kronofogden",
                        sum(o.overdue for o in now.confirmations),
                    ),
                    ("Enheter utan ansvarig handläggare i dag", _unnamed(duty)),
                ),
            ),
        ]
        alarms = (*duty.alarms, *duty.gaps)
        return site.renderer.page(
            request, "overview.html", tables=tables, register=now.register, alarms=alarms
        )

    def routine(request: Request) -> Response:
        found = site.routine
        return site.renderer.page(
            request,
            "routine.html",
            title=found.title,
            source=found.source,
            valid_from=swedish.day(found.valid_from),
            proof=(
                f"{combinations_tried(found)} kombinationer prövade: ingen lucka, inget överlapp."
            ),
            rows=[_row(found, row) for row in found.rows],
        )

    def health(_: Request) -> Response:
        with site.office() as office:
            now = status(office)
        return JSONResponse({"ok": True, "watching": now.working, "waiting": now.waiting})

    def metrics(_: Request) -> Response:
        with site.office() as office:
            duty = duty_on(office.workspace, site.routine, office.today())
            lines = (*_metrics(status(office)), f"troskel_units_without_officer {_unnamed(duty)}")
            return PlainTextResponse("\n".join(lines) + "\n")

    return [
        Route("/overview", overview),
        Route("/routines", routine),
        Route("/health", health),
        Route("/metrics", metrics),
    ]


def _unnamed(duty: Duty) -> int:
    return sum(one.officer is None for one in duty.named)


def _by_kind(office: Office) -> tuple[tuple[str, int], ...]:
    return tuple(
        (swedish.KINDS[Kind(row["kind"])], row["number"])
        for row in office.ledger.rows(
            "SELECT kind, count(*) AS number FROM letters GROUP BY kind ORDER BY number DESC, kind"
        )
    )


def _row(routine: Routine, row: Row) -> RoutineRow:
    return RoutineRow(
        id=row.id,
        heading=row.paragraph.heading,
        sentence=row.paragraph.sentence or "",
        silent=row.paragraph.silent,
        when=conditions(routine, row.when),
        then=tuple(receiver(routine, one) for one in row.send),
        review=row.review,
    )


def _metrics(now: Status) -> list[str]:
    """Prometheus text: counts only."""
    values = {
        "received_total": now.received,
        "duplicates_total": now.duplicates,
        "documents_waiting": now.waiting,
        "documents_quarantined": now.quarantined,
        "letters_routed": now.routed,
        "letters_in_review": now.review,
        "packets_on_their_way": now.on_their_way,
        "packets_overdue": len(now.overdue),
        "confirmations_unsent": len(now.confirmations),
        "watching": int(now.working),
    }
    return [
        *(f"troskel_{name} {value}" for name, value in values.items()),
        *(
            f'troskel_register_age_days{{kind="{age.kind}"}} {age.days}'
            for age in now.register
            if age.days is not None
        ),
    ]
