"""Marks as curves: what counts as a value's error, and which letters left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.accuracy import curves
from benchmarks.accuracy.letters import Planned
from benchmarks.accuracy.marking import Mark, Told
from benchmarks.accuracy.right import Right
from benchmarks.accuracy.town import Household
from benchmarks.letters import DESIGNS, make
from pipeline.domain.risk import Sent, Step
from pipeline.store import risk_file

TRUTH = make(1, DESIGNS[0].name).truth
PLAN = Planned(
    number=0,
    design=DESIGNS[0].name,
    scan_class="office",
    effect="clean",
    seed=1,
    household=Household(sort="alone", tenants=()),
    named=1,
    written_on=date(2026, 6, 1),
)


def marked(
    *told: tuple[str, float, bool],
    kind: str = "rent_debt",
    why: tuple[str, ...] = (),
    faults: tuple[str, ...] = (),
    wrong_fields: tuple[str, ...] = (),
) -> Mark:
    """One letter's mark; it left unless there is a reason why not."""
    return Mark(
        letter=PLAN,
        truth=TRUTH,
        right=Right(routable=True),
        quality="clean",
        kind=kind,
        kind_right=True,
        routed=not why,
        faults=faults,
        wrong_fields=wrong_fields,
        told=tuple(Told(what=what, sure=sure, right=right) for what, sure, right in told),
        why=why,
    )


def steps(name: str, *marks: Mark) -> tuple[Step, ...]:
    """The steps of one value."""
    found = curves.run_of(marks, 2, "held_out").curves
    return next((one.steps for one in found if one.value == name), ())


def test_values_are_counted_by_their_confidence() -> None:
    """Of sent letters and of those that something else holds."""
    held = marked(("amount_sek", 0.99, True), why=("person_not_found",))
    assert steps(
        "amount_sek",
        marked(("amount_sek", 0.99, True)),
        held,
        marked(("amount_sek", 0.99, False)),
        marked(("amount_sek", 0.9, True)),
    ) == (Step(sure=0.9, right=1, wrong=0), Step(sure=0.99, right=2, wrong=1))


def test_a_value_that_is_held_for_another_reason_than_its_confidence_is_no_error() -> None:
    """No threshold is raised for what leaves to a person anyway."""
    for why in ("amounts_disagree", "low_confidence:amount_sek"):
        assert steps("amount_sek", marked(("amount_sek", 0.99, False), why=(why,))) == ()
    unsure = marked(("amount_sek", 0.5, False), why=("low_confidence:amount_sek",))
    assert steps("amount_sek", unsure) == (Step(sure=0.5, right=0, wrong=1),)
    assert steps("kind", marked(("kind", 0.99, False), why=("secondary_kind:disturbance",))) == ()
    assert steps("kind", marked(("kind", 0.99, False), kind="other", why=("kind_other",))) == ()


def test_a_confidence_is_never_rounded_up() -> None:
    """Its own threshold would hold it."""
    (step,) = steps("kind", marked(("kind", 0.998499, True)))
    assert step.sure <= 0.998499


def test_household_and_bounds_are_counted_on_what_left() -> None:
    """A child missed, a letter torn apart."""
    assert steps("household", marked(), marked(faults=("child",)), marked(why=("tenure",))) == (
        Step(sure=1.0, right=1, wrong=1),
    )
    whole, torn = marked(("boundary", 0.9, True)), marked(("boundary", 0.9, True), faults=("torn",))
    assert steps("boundary", whole, torn) == (Step(sure=0.9, right=1, wrong=1),)


def test_letters_that_left_are_counted_with_their_confidences_and_ends() -> None:
    """The least of each value; a wrong subkind alone is kept apart."""
    told = (("kind", 0.99, True), ("person", 0.98, True), ("person", 0.99, True))
    found = curves.run_of(
        [
            marked(*told),
            marked(*told, faults=("subkind termination",)),
            marked(*told, faults=("subkind termination", "child")),
            marked(*told, wrong_fields=("amount_sek missing",)),
            marked(*told, why=("person_ambiguous",)),
        ],
        2,
        "held_out",
    )
    assert found.came == {"rent_debt": 5}
    assert found.sent == (
        Sent(
            kind="rent_debt",
            quality="clean",
            sure={"kind": 0.99, "person": 0.98},
            right=1,
            wrong=2,
            slips=1,
        ),
    )


def test_runs_of_other_splits_stay_in_the_file_and_another_models_go(tmp_path: Path) -> None:
    """The split ``calibration`` chooses, the others show."""
    file = tmp_path / risk_file.FILE
    marks = [marked(("kind", 0.99, True))]
    for split in ("calibration", "final", "calibration"):
        curves.put(file, marks, 1, split, engines=("m", "r"))
    found = risk_file.read(file)
    assert found is not None
    assert {(run.split, run.chooses) for run in found.runs} == {
        ("final", False),
        ("calibration", True),
    }
    curves.put(file, marks, 3, "held_out", engines=("another", "r"))
    found = risk_file.read(file)
    assert found is not None
    assert [run.seed for run in found.runs] == [3]
