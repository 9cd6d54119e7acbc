"""The manager's page: how things stand and how it went, in counts only (SoLPuL 7 a §)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.documents.routine_words import unit_name, what
from pipeline.domain import periods, recurring
from pipeline.domain.disclosure import Shown
from pipeline.domain.periods import Period
from pipeline.domain.routine import Routine
from pipeline.store.errors import NotFoundError
from pipeline.usecases.duty import duty_on
from pipeline.usecases.judge import is_holiday
from pipeline.usecases.overview import Overview
from pipeline.usecases.overview import overview as figures_of
from pipeline.usecases.register_age import ages
from pipeline.usecases.sampling import Achieved, achieved
from pipeline.web import figures
from pipeline.web.language import say, sv
from pipeline.web.site import Site

_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the routine asks for whatever letters come: its next day, or that its matter comes up.

    ``sentence`` are the routine's own words, or why it is silent.
    """

    day: str
    text: str
    unit: str
    sentence: str
    silent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number that matters, with what it is and what to know about it."""

    name: str
    text: str
    hint: str
    tone: str = ""


def routes(site: Site) -> list[Route]:
    """The page, and the numbers of each of its charts."""

    def told(request: Request) -> Overview:
        with site.office() as office:
            chosen = _chosen(request, office.today())
            return figures_of(office, site.routine, chosen)

    def overview(request: Request) -> Response:
        found = told(request)
        with site.office() as office:
            today = office.today()
            register = ages(office)
            truth = achieved(office, most=1)
            duty = duty_on(office.workspace, site.routine, today)
        charts = figures.charts(found, site.routine)
        return site.renderer.page(
            request,
            "overview.html",
            alarms=(*duty.alarms, *duty.gaps),
            now=_now(found),
            key=found.period.key,
            period=figures.period_name(found.period.key),
            span=(found.period.span.first.isoformat(), found.period.span.last.isoformat()),
            choices=[(one, figures.period_name(one)) for one in found.choices],
            numbers=_numbers(found, charts["slag"].total, truth),
            by_part=charts["dagar"],
            columns=figures.columns(charts["dagar"], found.by_part.cells),
            height=figures.HEIGHT,
            charts=[chart for key, chart in charts.items() if key != "dagar"],
            standing=tuple(_standing(site.routine, today)),
            discarding=site.workspace.config.allow_discard,
            register=register,
        )

    def csv(request: Request) -> Response:
        found = told(request)
        name = request.path_params["name"]
        chart = figures.charts(found, site.routine).get(name)
        if chart is None:
            raise NotFoundError("Det finns inga sådana siffror.")
        period = found.period.key or found.period.span.last.isoformat()
        return Response(
            figures.csv(chart),
            media_type="text/csv; charset=utf-8",
            headers={"content-disposition": f'attachment; filename="{name}-{period}.csv"'},
        )

    return [Route("/overview", overview), Route("/overview/{name}.csv", csv)]


def _chosen(request: Request, today: date) -> Period:
    period = periods.period(request.query_params.get("period", ""), today)
    if period is None:
        raise NotFoundError("Det finns ingen sådan period. Välj en i listan.")
    return period


def _now(found: Overview) -> tuple[Figure, ...]:
    now = found.now

    def one(name: str, count: Shown, hint: str = "", *, bad: bool = True) -> Figure:
        wrong = bad and count.high > 0
        text = figures.number(count)
        return Figure(name=say(name), text=text, hint=say(hint), tone="wrong" if wrong else "")

    return (
        one(sv("Brev väntar på granskning"), now.waiting, bad=False),
        one(
            sv("Underlag har inte hämtats i tid"),
            now.overdue,
            sv("Enheternas sidor visar vilka."),
        ),
        one(
            sv("Bekräftelser till Kronofogden är försenade"),
            now.unconfirmed,
            sv("Granskarnas kö visar vilka."),
        ),
    )


def _numbers(found: Overview, total: str, truth: Achieved) -> tuple[Figure, ...]:
    """The period's letters, times, shares and errors, each with what it rests on."""
    return (
        Figure(name=say("Inkomna brev"), text=total, hint=""),
        _time(found),
        Figure(
            name=say("Fördelade utan granskning"),
            text=figures.percent(found.alone),
            hint=say("Andel av de brev som är fördelade."),
        ),
        _rate(truth),
        Figure(
            name=say("Barn som berörs"),
            text="–" if found.children is None else figures.number(found.children),
            hint=say("Kända barn i de brev som kom; ett barn i två brev räknas två gånger.")
            if found.children is not None
            else say("Visas inte, för något av antalen brev är för litet."),
        ),
    )


def _time(found: Overview) -> Figure:
    name = say("Från ankomst till underlag, median")
    if found.times is None:
        return Figure(name=name, text="–", hint=say("För få brev för att säga något."))
    most = figures.duration(found.times.most)
    hint = say("9 av 10 brev inom {time}.", time=most)
    return Figure(name=name, text=figures.duration(found.times.median), hint=hint)


def _rate(truth: Achieved) -> Figure:
    """The error rate that the blind samples have shown; it is of the program, not of anybody."""
    name = say("Felandel bland brev utan granskning")
    if not truth.answered:
        hint = say("Okänd: inget stickprov är besvarat.")
        return Figure(name=name, text="–", hint=hint)
    low, high = (f"{100 * bound:.1f}".replace(".", ",") for bound in (truth.low, truth.high))
    hint = say(
        "Med 95 procents säkerhet. {wrong} fel i {answered} stickprov sedan starten.",
        wrong=figures.grouped(truth.wrong),
        answered=figures.grouped(truth.answered),
    )
    more = say("Stickprov väntar på en läsare.") if truth.waiting else ""
    text = f"{low}–{high}\N{NO-BREAK SPACE}%"
    return Figure(name=name, text=text, hint=f"{hint} {more}".rstrip())


def _standing(routine: Routine, today: date) -> Iterator[Standing]:
    """First what has a next day, the earliest first; then what comes when its matter does."""
    dated = [
        (min(days), one)
        for one in routine.recurring
        if (days := recurring.occurrences(one, today, today + _YEAR, is_holiday))
    ]
    for day, each in sorted(dated, key=lambda pair: (pair[0], pair[1].id)):
        yield Standing(
            day=day.isoformat(),
            text=each.text,
            unit=unit_name(routine, each.unit),
            sentence=each.paragraph.sentence or "",
            silent=each.paragraph.silent,
        )
    for duty in routine.duties:
        if duty.does == "standing":
            yield Standing(
                day="",
                text=what(routine, duty),
                unit=unit_name(routine, duty.unit),
                sentence=duty.paragraph.sentence or "",
                silent=duty.paragraph.silent,
            )
