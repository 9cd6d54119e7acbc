"""Training in a workspace: what is learnt from, what is promoted, and the way back."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import ON, FakeMind, engine

from classifiers import train as trainer
from classifiers.corrections import Correction
from classifiers.promotion import FEWER_IS_BETTER, MORE_IS_BETTER
from pipeline.domain.case import Case
from pipeline.domain.edits import Act, Edit
from pipeline.domain.kinds import Kind, State, Tenure
from pipeline.domain.scores import Abstained, Scores, Settled
from pipeline.store import letters, risk_file
from pipeline.store.config import Config
from pipeline.store.disk import held
from pipeline.store.errors import BusyError, NotFoundError, SettingsError
from pipeline.usecases import models, review, training
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Engine, Question
from pipeline.usecases.process import process

BY = "Test Testsson"


class Teachable(FakeMind):
    """The made-up mind that heeds what a person says of kind, subkind and tenure."""

    def decide(self, question: Question) -> Case:
        """Each is unsure until it is said."""
        case = super().decide(question)
        nothing = Scores(by_label=())
        what = replace(
            case.classification,
            subkind=Abstained(best="collection", confidence=0.1, scores=nothing, why="near"),
        )
        for edit in question.edits:
            if edit.act is Act.KIND:
                what = replace(what, kind=replace(case.classification.kind, value=Kind(edit.value)))
            elif edit.act is Act.SUBKIND:
                sure = Settled(value=edit.value, confidence=1.0, scores=nothing)
                what = replace(what, subkind=sure)
            elif edit.act is Act.TENURE:
                what = replace(
                    what, tenure=replace(case.classification.tenure, value=Tenure(edit.value))
                )
        return replace(case, classification=what)


def mind() -> Engine:
    """The engine with that mind."""
    made = engine()
    return Engine(reader=made.reader, mind=Teachable(), builder=made.builder)


def received(office: Office, *texts: str) -> list[str]:
    """The ids of letters that came."""
    for number, text in enumerate(texts):
        (office.workspace.inbox / f"{number:02d}.pdf").write_bytes(text.encode())
    process(office, mind(), received_on=ON)
    return [row["id"] for row in office.ledger.rows("SELECT id FROM letters ORDER BY arrival")]


def say(office: Office, ident: str, *acts: tuple[Act, str]) -> None:
    """Edits of a person."""
    for act, value in acts:
        review.edit(office, mind(), ident, review.Said(act=act, by=BY, value=value))


FIGURES: dict[str, Any] = {
    "by_quality": {
        "all": {name: {"count": 90, "of": 100} for name in (*MORE_IS_BETTER, *FEWER_IS_BETTER)}
    }
}


class Made:
    """Plays the trainer: writes a folder, remembers what it was given."""

    def __init__(self, figures: dict[str, Any]) -> None:
        """The new model's figures."""
        self.figures = figures
        self.taught: tuple[Correction, ...] = ()
        self.recipe: trainer.Recipe | None = None

    def __call__(
        self,
        out: Path,
        recipe: trainer.Recipe,
        say: Callable[[str], None],
        more: Sequence[Correction] = (),
    ) -> dict[str, Any]:
        """A model of one file."""
        say("tränar")
        out.mkdir(parents=True)
        (out / "manifest.json").write_text("{}")
        self.taught, self.recipe = tuple(more), recipe
        return self.figures


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    """A trainer whose model is as good as the one in use."""
    player = Made(FIGURES)
    monkeypatch.setattr(trainer, "train", player)
    monkeypatch.setattr(trainer, "measure", lambda *_: FIGURES)
    return player


def unheard(_: str) -> None:
    """Progress that nobody reads."""


def worse() -> dict[str, Any]:
    """Figures with one letter fewer."""
    found: dict[str, Any] = json.loads(json.dumps(FIGURES))
    found["by_quality"]["all"]["kind_best"]["count"] = 89
    return found


# What is learnt from.


def test_only_corrections_of_what_the_letter_is_are_learnt(office: Office) -> None:
    """Not those of values, of letters that still wait, or that touch a protected identity."""
    one, value, waits, secret, other = received(
        office,
        "rent_debt 0 hyran",
        "rent_debt 1",
        "rent_debt 2 review",
        "rent_debt 3 skyddad",
        "rent_debt 4",
    )
    say(office, one, (Act.SUBKIND, "termination"), (Act.TENURE, "condominium"))
    say(office, value, (Act.FIELD, "1"))
    say(office, waits, (Act.SUBKIND, "termination"))
    named = Edit(act=Act.SUBKIND, by=BY, at="2026-10-05", reason="", value="termination")
    with office.ledger.atomic():
        letters.add_edit(office.ledger, secret, named)
    say(office, other, (Act.KIND, "other"))
    found = list(training.corrections(office))
    assert [(taught.label, taught.tenure) for taught in found] == [
        ("rent_debt.termination", "condominium"),
        ("other", "rental"),
    ]
    (page,) = found[0].pages
    assert [word.text for word in page.words] == ["rent_debt", "0", "hyran"]
    assert "Test Testsson" in found[0].names
    assert any(key.startswith("p:") for key in found[0].keys)


def test_a_kind_without_its_subkind_teaches_nothing(office: Office) -> None:
    """It would be no label of the model's."""
    (one,) = received(office, "rent_debt 0")
    say(office, one, (Act.KIND, "disturbance"))
    assert list(training.corrections(office)) == []


def test_a_closed_letter_teaches_too(office: Office) -> None:
    """It was looked at to its end."""
    (one,) = received(office, "rent_debt 0 review")
    say(office, one, (Act.SUBKIND, "collection"), (Act.CLOSE, ""))
    assert letters.letter(office.ledger, one).state in {State.REVIEW, State.ROUTED}
    assert [taught.label for taught in training.corrections(office)] == ["rent_debt.collection"]


# What becomes of the model.


def taught(office: Office) -> None:
    """A workspace with one correction."""
    (one,) = received(office, "rent_debt 0")
    say(office, one, (Act.SUBKIND, "termination"))


def test_a_model_that_is_no_worse_is_promoted_and_can_be_put_back(
    office: Office, made: Made
) -> None:
    """By the recipe of the one before; a second one after it, and each step back."""
    taught(office)
    trained = office.workspace.trained
    first = training.train(office, unheard)
    assert (first.name, first.base, first.promoted, first.corrections) == (
        "own-1",
        models.model_folder(Config()).name,
        True,
        1,
    )
    recipe = json.loads((models.model_folder(Config()) / "figures.json").read_text())["recipe"]
    assert made.recipe is not None
    assert (made.recipe.seed, made.recipe.held_out) == (recipe["seed"], recipe["held_out"])
    assert models.model_folder(Config(), trained) == trained / "own-1"
    (trained / "own-1" / "figures.json").write_text(json.dumps({"recipe": recipe}))
    second = training.train(office, unheard)
    assert (second.name, second.base) == ("own-2", "own-1")
    assert training.back(office) == "own-1"
    assert training.back(office) == models.model_folder(Config()).name
    with pytest.raises(NotFoundError):
        training.back(office)
    assert not list(trained.glob(".tmp-*"))


def test_a_worse_model_is_kept_aside_with_the_figure(office: Office, made: Made) -> None:
    """And the one in use stays."""
    taught(office)
    made.figures = worse()
    result = training.train(office, unheard)
    assert not result.promoted
    (one,) = result.worse
    assert (one.figure, one.before, one.now) == ("kind_best", (90, 100), (89, 100))
    trained = office.workspace.trained
    assert (trained / "own-1").is_dir()
    assert models.model_folder(Config(), trained) == models.model_folder(Config())


def test_a_model_named_in_the_settings_is_used_before_a_promoted_one(
    office: Office, made: Made
) -> None:
    """The workspace's own of that name, or the program's."""
    del made
    taught(office)
    training.train(office, unheard)
    trained = office.workspace.trained
    named = Config(model=models.model_folder(Config()).name)
    assert models.model_folder(named, trained) == models.model_folder(Config())
    assert models.model_folder(Config(model="own-1"), trained) == trained / "own-1"


def test_thresholds_stay_as_strict_for_a_new_model(
    office: Office, made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The measurement goes along; its fingerprint says that it is another model's."""
    del made
    base = tmp_path / "models" / "letters-7"
    base.mkdir(parents=True)
    (base / "manifest.json").write_text("{}")
    recipe = {"seed": 1, "letters": 1, "rounds": 1, "held_out": 1}
    (base / "figures.json").write_text(json.dumps({"recipe": recipe}))
    (base / risk_file.FILE).write_text("measured")
    monkeypatch.setattr(models, "MODELS", base.parent)
    (tmp_path / "benchmarks").mkdir()
    taught(office)
    training.train(office, unheard)
    assert (office.workspace.trained / "own-1" / risk_file.FILE).read_text() == "measured"


def test_without_corrections_nothing_is_trained(office: Office, made: Made) -> None:
    """It is said."""
    received(office, "rent_debt 0")
    with pytest.raises(NotFoundError, match="inga rättelser"):
        training.train(office, unheard)
    assert made.recipe is None


def test_one_trains_at_a_time(office: Office, made: Made) -> None:
    """The second is told so."""
    del made
    taught(office)
    office.disk.make_folder(office.workspace.trained)
    with held(office.workspace.trained / "train.lock", wait=False), pytest.raises(BusyError):
        training.train(office, unheard)


def test_a_damaged_note_of_the_model_in_use_is_refused(office: Office) -> None:
    """Never taken for none: another model would decide."""
    trained = office.workspace.trained
    trained.mkdir()
    (trained / models.IN_USE).write_text("[")
    with pytest.raises(SettingsError, match="in_use"):
        models.model_folder(Config(), trained)
