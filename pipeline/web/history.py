"""A letter's whole history on one line of time: the program, changes, looks, pickups, refusals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.documents import swedish
from pipeline.domain.edits import actions
from pipeline.store import letters, packets
from pipeline.store.letters import Letter
from pipeline.store.packets import Packet
from pipeline.usecases import explain, review, who_saw
from pipeline.usecases.office import Office
from pipeline.web.gate import signed_in
from pipeline.web.language import say, sv
from pipeline.web.showing_history import said_of
from pipeline.web.site import Site

_PROGRAM = "Tröskel"
_SORTS = {
    "program": sv("Program"),
    "change": sv("Ändring"),
    "taken": sv("Underlag"),
    "look": sv("Läsning"),
    "refused": sv("Nekad"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that happened: when (ISO 8601), by whom, what in Swedish, of which sort."""

    at: str
    by: str
    what: str
    sort: str

    @property
    def stamp(self) -> str:
        """When, as people read it."""
        return swedish.stamp(self.at)

    @property
    def sorted_as(self) -> str:
        """Its sort in a word."""
        return say(_SORTS[self.sort])


def routes(site: Site) -> list[Route]:
    """The page of one letter."""

    def history(request: Request) -> Response:
        by = signed_in(request).name
        with site.office() as office, office.ledger.snapshot():
            letter, case = review.show(office, request.path_params["letter"], by=by)
            steps = whole(office, letter, site.unit_names())
        return site.renderer.page(
            request,
            "history.html",
            letter=letter.id,
            short=letter.id[:12],
            kind=say(swedish.KINDS[letters.kind_of(case)]),
            steps=steps,
        )

    return [Route("/review/{letter}/historia", history)]


def whole(office: Office, letter: Letter, units: dict[str, str]) -> list[Step]:
    """All that is kept of what happened with the letter, in order."""
    found = (
        *_of_program(office, letter),
        *_changes(office, letter, units),
        *_of_packets(office, letter, units),
        *_confirmed(office, letter),
        *_looks(office, letter),
    )
    return sorted(found, key=lambda one: datetime.fromisoformat(one.at))


_TOLD_ELSEWHERE = ("edit_", "confirmation_sent", "sampled")
"""Events that are told with who did it."""


def _of_program(office: Office, letter: Letter) -> Iterator[Step]:
    for event in explain.events(office, letter.document, letter.id):
        if not event.what.startswith(_TOLD_ELSEWHERE):
            said = swedish.opening(say(explain.said_of(event)))
            yield Step(at=event.at, by=_PROGRAM, what=f"{said}.", sort="program")


def _changes(office: Office, letter: Letter, units: dict[str, str]) -> Iterator[Step]:
    for action in actions(letters.edits(office.ledger, letter.id)):
        first = action.edits[0]
        undone = f" ({say('ångrat')})" if action.undone else ""
        said = "; ".join(said_of(edit, units) for edit in action.edits)
        yield Step(at=first.at, by=first.by, what=swedish.opening(said) + undone, sort="change")
    rows = office.ledger.rows("SELECT by, at FROM samples WHERE letter = ?", (letter.id,))
    for row in rows:
        what = say("Svarade på brevet som stickprov.")
        yield Step(at=row["at"], by=row["by"], what=what, sort="change")


def _of_packets(office: Office, letter: Letter, units: dict[str, str]) -> Iterator[Step]:
    for one in packets.of_letter(office.ledger, letter.id):
        unit = units.get(one.unit, one.unit)
        if one.line:
            unit = say("{unit}, rad {line}", unit=unit, line=one.line)
        if one.delivered_at is not None:
            what = (
                say("Besked till {unit}: brevet berör den inte längre.", unit=unit)
                if one.notice
                else say(
                    "Underlag, version {revision}, lagt hos {unit}.",
                    revision=one.revision,
                    unit=unit,
                )
            )
            yield Step(at=one.delivered_at, by=_PROGRAM, what=what, sort="taken")
        yield from _of_packet(office, one, unit)


def _of_packet(office: Office, one: Packet, unit: str) -> Iterator[Step]:
    taken = packets.receipt(office.ledger, one.id)
    if taken is not None:
        what = say("Hämtade underlaget hos {unit} mot kvitto.", unit=unit)
        yield Step(at=taken["at"], by=taken["by"], what=what, sort="taken")
    gone = office.ledger.row("SELECT by, at, reason FROM discards WHERE packet = ?", (one.id,))
    if gone is not None:
        what = say("Makulerade kopian hos {unit}. Skäl: {reason}", unit=unit, reason=gone["reason"])
        yield Step(at=gone["at"], by=gone["by"], what=what, sort="taken")


def _confirmed(office: Office, letter: Letter) -> Iterator[Step]:
    row = office.ledger.row(
        "SELECT sent_by, sent_at FROM confirmations WHERE letter = ? AND sent_at IS NOT NULL",
        (letter.id,),
    )
    if row is not None:
        what = say("Antecknade att bekräftelsen till Kronofogden är skickad.")
        yield Step(at=row["sent_at"], by=row["sent_by"], what=what, sort="taken")


def _looks(office: Office, letter: Letter) -> Iterator[Step]:
    for one in who_saw.sittings(office, letter.id):
        sort = "refused" if one.refused else "look"
        yield Step(at=one.at, by=one.by, what=f"{swedish.opening(say(one.text))}.", sort=sort)
