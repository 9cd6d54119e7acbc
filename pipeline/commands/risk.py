"""``risk``: what the wished risk costs in reviews, what is shown of it, and how it went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer

from pipeline.commands.common import (
    JsonOption,
    WorkspaceOption,
    console,
    print_json,
    print_table,
    said_plainly,
    workspace_of,
)
from pipeline.documents import swedish
from pipeline.domain.bounds import needed, one_in
from pipeline.domain.kinds import Kind
from pipeline.domain.risk import Chosen, Foreseen
from pipeline.usecases.engine import load_classifier
from pipeline.usecases.office import opened
from pipeline.usecases.risk import Choice, Report, report
from pipeline.usecases.sampling import Achieved, achieved

_WHY = {
    "own": "programmets egen",
    "risk": "höjd för att hålla risken",
    "strictest": "för få mätta; höjd dit mest kan visas",
    "short": "programmets egen; för få mätta",
    "set": "satt för hand",
    "unmeasured": "inte mätt",
    "settled": "avgjort, annars granskning",
}
_VALUES = {
    **{name: swedish.FIELDS[name] for name in ("amount_sek", "letter_date", "eviction_at")},
    "kind": "Slag av brev",
    "subkind": "Undergrupp",
    "person": "Person",
    "household": "Hushåll och barn",
    "boundary": "Var brevet börjar och slutar",
}
_NOTHING = "inget visat"


@said_plainly
def risk(
    wrongly_sent: Annotated[
        int | None,
        typer.Option(
            "--wrongly-sent",
            min=2,
            max=10_000_000,
            metavar="ANTAL",
            help="Visa också vad högst 1 fel av så många skulle kosta. Inget ändras.",
            show_default=False,
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Visa hur säkra brev måste vara för att gå utan granskning, vad det kostar och vad som visats.

    Gränsen skrivs i troskel.toml under [risk].

    Exempel: troskel risk --wrongly-sent 500
    """
    space = workspace_of(workspace)
    model = str(load_classifier(space.config, space.trained).fingerprint)
    found = report(space, model, wrongly_sent)
    with opened(space.root) as office:
        truth = achieved(office)
    if as_json:
        print_json(_as_json(found, truth))
        return
    for line in _head(found):
        console.print(line, soft_wrap=True)
    _by_kind(found)
    _by_value(found)
    for line in (*_notes(found), *_truth(truth)):
        console.print(line, soft_wrap=True)


def _head(found: Report) -> Iterator[str]:
    wish = found.present.risk
    wished = _number(wish.wrongly_sent)
    yield f"Önskat: högst 1 av {wished} brev fel bland dem som går utan granskning."
    for name, number in wish.by_kind.items():
        yield f"  {swedish.KINDS[Kind(name)]}: högst 1 av {_number(number)}."
    if found.measured is None:
        yield "Modellen är inte mätt, så inget kan lovas. Programmets egna gränser gäller."
    elif not found.same:
        yield (
            "Mätningen gjordes med en annan modell eller andra ledfraser än dem som arbetar nu, så "
            "inget kan lovas förrän den görs om. Gränserna står kvar."
        )


def _by_kind(found: Report) -> None:
    heads = ["Slag av brev", "Mätta brev", "Till granskning", "Visat på brev som gått"]
    if found.other is not None:
        wish = _number(found.other.risk.wrongly_sent)
        heads += [f"Till granskning vid 1 av {wish}", f"Visat vid 1 av {wish}"]
    rows = []
    others = [] if found.other is None else list(found.other.foreseen)
    for place, one in enumerate(found.present.foreseen):
        name = "Alla" if one.kind is None else swedish.KINDS[one.kind]
        row = [name, _number(one.came), _share(one.waits, one.came), _shown(found, one)]
        if others:
            row += [_share(others[place].waits, one.came), _shown(found, others[place])]
        rows.append(row)
    if rows:
        print_table("Vad gränserna kostar och håller", heads, rows)


def _by_value(found: Report) -> None:
    heads = ["Slag av brev", "Uppgift", "Gräns", "Varför", "Faller på den", "Visat", "Underlag"]
    if found.other is not None:
        heads.append(f"Gräns vid 1 av {_number(found.other.risk.wrongly_sent)}")
    rows = []
    for kind, those in found.present.chosen.items():
        foreseen = _foreseen(found.present, kind)
        beside = {} if found.other is None else {one.value: one for one in found.other.chosen[kind]}
        for place, one in enumerate(those):
            falls = 0 if foreseen is None else foreseen.falls.get(one.value, 0)
            came = 0 if foreseen is None else foreseen.came
            row = [
                "" if place else swedish.KINDS[kind],
                _VALUES[one.value],
                _threshold(one),
                _WHY[one.why],
                _share(falls, came),
                _bound(one.shown) if found.same else _NOTHING,
                f"{_number(one.count)} ({one.wrong} fel)",
            ]
            rows.append(row + ([_threshold(beside[one.value])] if beside else []))
    print_table("Gränser för varje uppgift", heads, rows)


def _foreseen(choice: Choice, kind: Kind) -> Foreseen | None:
    return next((one for one in choice.foreseen if one.kind is kind), None)


def _threshold(one: Chosen) -> str:
    return "–" if one.why == "settled" else f"{one.threshold:.4f}".rstrip("0").replace(".", ",")


def _shown(found: Report, one: Foreseen) -> str:
    if not found.same:
        return _NOTHING
    said = f"{_bound(one.shown)} ({one.wrong} fel av {_number(one.count)})"
    return said if one.apart else f"{said} *"


def _bound(shown: float) -> str:
    number = one_in(shown)
    return _NOTHING if number is None else f"högst 1 av {_number(number)}"


def _share(part: int, whole: int) -> str:
    return "–" if not whole else f"{100 * part / whole:.1f} %".replace(".", ",")


def _number(count: int | None) -> str:
    return "–" if count is None else f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")


def _notes(found: Report) -> Iterator[str]:
    if found.measured is None:
        return
    runs = "; ".join(
        f"{_number(run.letters)} påhittade brev (frö {run.seed}, {run.split})"
        for run in found.measured.runs
    )
    yield (
        f"Mätt med Göteborgs rutin på {runs}, av avsändare som modellen inte tränats på. Visat "
        "betyder med 95 % säkerhet. Brev av samma utformning liknar varandra, så det verkliga "
        "underlaget är mindre."
    )
    wish = found.present.risk.wrongly_sent
    if wish is not None:
        yield (
            f"För att visa 1 av {_number(wish)} behövs {_number(needed(1 / wish))} brev som gått "
            "utan granskning och utan ett fel."
        )
    yield (
        "Faller på den: så stor del av breven håller gränsen kvar utöver programmets egen. Under "
        "undergruppens gräns lämnas undergruppen öppen; brevet hålls kvar bara där rutinen låter "
        "undergruppen avgöra vem som får det."
    )
    if any(not one.apart for one in found.present.foreseen):
        yield "* räknat på samma brev som gränserna valdes på, alltså något för hoppfullt."


def _truth(truth: Achieved) -> Iterator[str]:
    yield ""
    if not truth.answered:
        yield "Stickprov: inget är besvarat. Hur ofta era egna brev blir fel är inte känt."
    else:
        rate = f"{100 * truth.low:.1f}–{100 * truth.high:.1f} %".replace(".", ",")
        yield (
            f"Stickprov: {_number(truth.wrong)} fel av {_number(truth.answered)} brev som lästs "
            f"blint; felandelen ligger med 95 % säkerhet i {rate}."
        )
        if truth.open:
            yield f"  Varav {truth.open} ännu inte avgjorda; de räknas som fel så länge."
        if truth.reader_wrong:
            yield f"  I {truth.reader_wrong} brev till var det läsaren som hade fel."
        for name, number in truth.values.items():
            yield f"  {_VALUES[name]}: {number}"
    if truth.waiting:
        yield f"{truth.waiting} brev väntar på en läsare: troskel sample list"


def _as_json(found: Report, truth: Achieved) -> dict[str, Any]:
    return {
        "model_is_the_measured_one": found.same,
        "measured": None
        if found.measured is None
        else {
            "model": found.measured.model,
            "reading": found.measured.reading,
            "runs": [
                {
                    "seed": run.seed,
                    "split": run.split,
                    "letters": run.letters,
                    "use": _use(run.chooses),
                }
                for run in found.measured.runs
            ],
        },
        "present": _choice(found.present, same=found.same),
        "other": None if found.other is None else _choice(found.other, same=found.same),
        "samples": asdict(truth),
    }


def _use(chooses: bool) -> str:
    return "choose" if chooses else "show"


def _choice(choice: Choice, *, same: bool) -> dict[str, Any]:
    return {
        "wrongly_sent": choice.risk.wrongly_sent,
        "by_kind": dict(choice.risk.by_kind),
        "thresholds": {
            kind.value: {
                one.value: {
                    "threshold": one.threshold,
                    "why": one.why,
                    "count": one.count,
                    "wrong": one.wrong,
                    "shown_one_in": one_in(one.shown) if same else None,
                    "part": one.part,
                }
                for one in those
            }
            for kind, those in choice.chosen.items()
        },
        "letters": {
            "all" if one.kind is None else one.kind.value: {
                "measured": one.came,
                "review_without_risk": one.held,
                "review": one.waits,
                "falls_on": dict(one.falls),
                "sent": one.count,
                "wrong": one.wrong,
                "shown_one_in": one_in(one.shown) if same else None,
                "on_other_letters_than_chosen_on": one.apart,
            }
            for one in choice.foreseen
        },
    }


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(risk)
