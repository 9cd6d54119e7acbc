"""``risk``, ``sample`` and ``train`` as the shell gives them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from shell import Shell
from used_workspace import KRONOFOGDEN, LISTED, PROTECTED, SENT, UNSURE, snapshot

from classifiers.promotion import Worse
from pipeline.domain.kinds import Kind, State
from pipeline.domain.risk import Curve, Measured, Run, Sent, Step
from pipeline.domain.settings import Settings
from pipeline.store import letters, risk_file
from pipeline.store.config import Config
from pipeline.store.workspace import open_workspace
from pipeline.usecases import models, training
from pipeline.usecases.engine import load_classifier
from pipeline.usecases.office import opened
from pipeline.usecases.risk import settings_of
from pipeline.usecases.training import Trained

SHIPPED = models.model_folder(Config()).name
"""The model that comes with the program."""

ALL = "[risk]\nsample_share = 1.0\n"


def sampled(shell: Shell) -> None:
    """Every letter is sampled."""
    file = shell.root / "troskel.toml"
    file.write_text(file.read_text(encoding="utf-8") + ALL, encoding="utf-8")


def people(shell: Shell, name: str) -> tuple[str, str]:
    """The persons and children that the program found in a fixture's letter."""
    with opened(shell.root) as office:
        one = letters.letter(office.ledger, shell.letter(name))
        case = letters.case(office.ledger, one.id, one.revision)
    assert one.state is State.ROUTED
    persons = ",".join(str(match.person.number) for match in case.matches)  # type: ignore[union-attr]
    household = case.household
    assert household is not None
    children = ",".join(str(child.number) for child in household.minors.children)  # type: ignore[union-attr]
    return persons, children


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Measured:
    """The program's model with a measurement beside it, in a folder of the test's own."""
    folder = tmp_path / "models" / SHIPPED
    shutil.copytree(models.MODELS / SHIPPED, folder)
    monkeypatch.setattr(models, "MODELS", folder.parent)
    found = Measured(
        model=str(load_classifier(Config()).fingerprint),
        reading="r",
        thresholds=Settings().thresholds,
        runs=(
            Run(
                seed=2,
                split="held_out",
                letters=1000,
                chooses=True,
                came={"rent_debt": 1000},
                curves=(
                    Curve(
                        kind="rent_debt",
                        value="kind",
                        quality="clean",
                        steps=(
                            Step(sure=0.98, right=90, wrong=10),
                            Step(sure=0.999, right=800, wrong=0),
                        ),
                    ),
                ),
                sent=(
                    Sent(
                        kind="rent_debt", quality="clean", sure={"kind": 0.98}, right=90, wrong=10
                    ),
                    Sent(
                        kind="rent_debt", quality="clean", sure={"kind": 0.999}, right=700, wrong=0
                    ),
                ),
            ),
        ),
    )
    (folder / risk_file.FILE).write_text(risk_file.written(found), encoding="utf-8")
    return found


# The risk.


def test_without_a_measurement_nothing_is_promised(
    blank: Shell, monkeypatch: pytest.MonkeyPatch, measured: Measured
) -> None:
    """The program's own thresholds stand, and it is said."""
    del monkeypatch, measured
    (models.MODELS / SHIPPED / risk_file.FILE).unlink()
    assert blank("risk") == 0, blank.err
    assert "Modellen är inte mätt, så inget kan lovas" in blank.out
    assert "högst 1 av 1\N{NO-BREAK SPACE}000 brev fel" in blank.out
    assert "Stickprov: inget är besvarat" in blank.out
    found = blank.json("risk")
    assert found["measured"] is None
    assert (
        found["present"]["thresholds"]["rent_debt"]["kind"]["threshold"]
        == Settings().thresholds["kind"]
    )


def test_the_manager_sees_what_the_risk_costs_and_what_is_shown(
    blank: Shell, measured: Measured
) -> None:
    """The threshold is raised over the errors; another wish stands beside."""
    del measured
    assert blank("risk", "--wrongly-sent", "20") == 0, blank.err
    assert "Till granskning vid 1 av 20" in blank.out
    assert "0,999" in blank.out
    assert "för få mätta" in blank.out
    found = blank.json("risk", "--wrongly-sent", "2")
    rent = found["present"]["letters"]["rent_debt"]
    assert (rent["measured"], rent["review_without_risk"], rent["review"]) == (1000, 200, 300)
    assert (rent["sent"], rent["wrong"], rent["shown_one_in"]) == (700, 0, 234)
    assert not rent["on_other_letters_than_chosen_on"]
    assert found["present"]["thresholds"]["rent_debt"]["kind"]["threshold"] == 0.999
    assert found["other"]["wrongly_sent"] == 2
    beside = found["other"]["letters"]["rent_debt"]
    assert (beside["review"], beside["sent"], beside["wrong"]) == (200, 800, 10)
    assert found["model_is_the_measured_one"]


def test_a_measurement_of_another_model_promises_nothing_and_loosens_nothing(
    blank: Shell, measured: Measured
) -> None:
    """Thresholds stay; what they show is not told."""
    other = replace(measured, model="classifier-another-0")
    file = models.MODELS / SHIPPED / risk_file.FILE
    file.write_text(risk_file.written(other), encoding="utf-8")
    assert blank("risk") == 0
    assert "en annan modell" in blank.out
    assert "högst 1 av 2" not in blank.out.replace("1 av 1", "")
    rent = blank.json("risk")["present"]
    assert rent["letters"]["rent_debt"]["shown_one_in"] is None
    assert rent["thresholds"]["rent_debt"]["kind"]["threshold"] == 0.999


def test_the_wish_of_the_settings_sets_what_letters_are_decided_with(
    blank: Shell, measured: Measured
) -> None:
    """A kind's own wish, and a threshold by hand, which stands."""
    del measured
    file = blank.root / "troskel.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "[risk.kinds]\nrent_debt = 20\n", encoding="utf-8")
    space = open_workspace(blank.root)
    thresholds = settings_of(space).thresholds_by_kind
    assert thresholds["rent_debt"]["kind"] == 0.999
    assert thresholds["rent_debt"]["person"] == Settings().thresholds["person"]
    file.write_text(text + "[thresholds]\nkind = 0.5\n", encoding="utf-8")
    assert settings_of(open_workspace(blank.root)).of_kind(Kind.RENT_DEBT).thresholds["kind"] == 0.5
    assert blank("risk") == 0
    assert "satt för hand" in blank.out


def test_a_damaged_measurement_is_refused_in_plain_swedish(
    blank: Shell, measured: Measured
) -> None:
    """It would let letters through."""
    del measured
    (models.MODELS / SHIPPED / risk_file.FILE).write_text("{", encoding="utf-8")
    assert blank("risk") == 2
    assert "risk.json är skadad" in blank.err
    assert blank("process") == 2


# The samples.


def test_the_list_tells_ids_and_days_and_none_that_is_protected(used: Shell) -> None:
    """Nor what waits, nor a list."""
    assert used("sample", "list") == 0
    assert "Inget stickprov väntar" in used.out
    sampled(used)
    listed = [one["letter"][:12] for one in used.json("sample", "list")]
    assert used.letter(SENT) in listed
    for name in (UNSURE, LISTED, KRONOFOGDEN, PROTECTED):
        assert used.letter(name) not in listed
    assert used("sample", "list") == 0
    assert "Hyresskuld" not in used.out
    assert "vuxen" not in used.out


def test_the_reader_gets_the_letters_own_pages_and_no_verdict(used: Shell, tmp_path: Path) -> None:
    """As a file that is never written over."""
    sampled(used)
    short, target = used.letter(SENT), tmp_path / "brev.pdf"
    assert used("sample", "show", short) == 0
    assert "--save" in used.out
    assert used("sample", "show", short, "--save", str(target)) == 0, used.err
    assert target.read_bytes().startswith(b"%PDF")
    persons, _ = people(used, SENT)
    assert persons not in used.out
    assert used("sample", "show", short, "--save", str(target)) == 2
    assert used("sample", "show", used.letter(PROTECTED)) == 1
    assert "ingår inte" in used.err


def test_an_equal_answer_is_kept_and_another_sends_the_letter_to_review(used: Shell) -> None:
    """The rate shows both."""
    sampled(used)
    before = snapshot(used.root)
    persons, children = people(used, SENT)
    short = used.letter(SENT)
    words = ("sample", "answer", short, "--person", persons, "--by", "Läsa Läsarsson")
    assert used(*words, "--kind", "hyresskuld", "--children", "inga", "--amount", "mycket") == 2
    assert "beloppet ska skrivas" in used.err.lower()
    assert used(*words, "--kind", "hyresskuld", "--children", "123") == 2
    assert snapshot(used.root) == before
    assert used(*words, "--kind", "hyresskuld", "--children", "inga") == 0, used.err
    assert "väntar nu på granskning" in used.out
    assert children
    found = used.json("risk")["samples"]
    assert (found["answered"], found["wrong"], found["open"]) == (1, 1, 1)
    assert found["values"] == {"household": 1}
    assert used("review", "list") == 0
    assert short in used.out
    assert used(*words, "--kind", "hyresskuld", "--children", children) == 1
    assert "redan svarat" in used.err
    assert used("review", "approve", short, "--by", "Anna") == 0, used.err
    found = used.json("risk")["samples"]
    assert (found["wrong"], found["reader_wrong"]) == (0, 1)
    assert used("risk") == 0
    assert "var det läsaren som hade fel" in used.out
    assert used("reconcile") == 0, used.out


def test_an_equal_answer_is_a_right_letter(used: Shell) -> None:
    """It stays where it is."""
    sampled(used)
    persons, children = people(used, SENT)
    answered = ("sample", "answer", used.letter(SENT), "--by", "Läsa Läsarsson")
    assert used(*answered, "--kind", "rent_debt", "--person", persons, "--children", children) == 0
    assert "Svaret är sparat." in used.out
    assert "granskning" not in used.out
    assert used("risk") == 0
    assert "0 fel av 1 brev" in used.out


# Training.


def test_without_corrections_training_says_so(used: Shell) -> None:
    """And so does the way back without a promoted model."""
    assert used("train") == 1
    assert "inga rättelser" in used.err
    assert used("train", "--back") == 1
    assert "Ingen modell har tränats" in used.err


def test_what_became_of_a_training_is_told_in_words(
    used: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promoted, or kept aside with every figure that got worse."""
    fault = Worse(quality="poor", figure="kind_best", before=(90, 100), now=(89, 100))
    made = Trained(name="own-1", base=SHIPPED, corrections=3, promoted=True, worse=())
    monkeypatch.setattr(training, "train", lambda *_: made)
    assert used("train") == 0
    assert "tagen i bruk" in used.out
    monkeypatch.setattr(training, "train", lambda *_: replace(made, promoted=False, worse=(fault,)))
    assert used("train") == 1
    assert "dåliga skanningar, rätt slag: 89 av 100, förut 90 av 100" in used.out
    monkeypatch.setattr(training, "back", lambda _: SHIPPED)
    assert used("train", "--back") == 0
    assert f"{SHIPPED} används igen" in used.out
