"""Training on what people corrected: offline, measured on the frozen letters, promoted if no worse.

What is learnt from real letters stays in the workspace's folder ``trained/``; letters that touch a
protected identity are left out, and names are struck (see ``classifiers.corrections``).
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from classifiers.corrections import Correction
from classifiers.integrity import ModelError
from classifiers.labels import label_of
from classifiers.model import quality_of
from classifiers.promotion import Worse, worse
from pipeline.domain.case import Case
from pipeline.domain.edits import Act, in_force
from pipeline.domain.fields import ADDRESS, CITY, SENDER_CONTACT, SENDER_NAME, SENDER_ORGNR
from pipeline.domain.kinds import SUBKINDS, Kind, Tenure
from pipeline.domain.match import Matched
from pipeline.domain.scores import Settled
from pipeline.store import letters, risk_file
from pipeline.store.disk import ASIDE, held
from pipeline.store.errors import BusyError, NotFoundError, SettingsError, place
from pipeline.store.letter_keys import persons_of
from pipeline.store.letters import Letter
from pipeline.usecases import models
from pipeline.usecases.office import Office

if TYPE_CHECKING:
    from classifiers.train import Recipe

NAME = "own"
"""What models that are trained in a workspace are called, with a number."""

_TAUGHT = frozenset({Act.KIND, Act.SUBKIND, Act.TENURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A new model: its name, whether it is in use from now on, and else every worse figure."""

    name: str
    base: str
    corrections: int
    promoted: bool
    worse: tuple[Worse, ...]


def train(office: Office, say: Callable[[str], None]) -> Trained:
    """Train on the made letters and the corrections, measure, and promote if nothing is worse.

    Minutes to hours of work, told by ``say``; letters are handled meanwhile as before. Raises
    NotFoundError when nobody has corrected anything, BusyError when another training is at work,
    SettingsError when the program's source is not there.
    """
    space, disk = office.workspace, office.disk
    recipe_of = _recipes()
    with place():
        disk.make_folder(space.trained, 0o750)
    with held(space.trained / "train.lock", wait=False) as mine:
        if not mine:
            raise BusyError("En annan träning pågår i den här mappen. Vänta tills den är klar.")
        taught = tuple(corrections(office))
        if not taught:
            raise NotFoundError(
                "Det finns inga rättelser av slag, undergrupp eller upplåtelseform att lära av."
            )
        base = models.model_folder(space.config, space.trained)
        return _train(office, base, recipe_of(base), taught, say)


def _train(
    office: Office,
    base: Path,
    recipe: Recipe,
    taught: tuple[Correction, ...],
    say: Callable[[str], None],
) -> Trained:
    from classifiers import train as trainer  # noqa: PLC0415 - loads the generator of letters

    trained, disk = office.workspace.trained, office.disk
    name = _next_name(trained)
    aside = trained / f"{ASIDE}training"
    with place():
        disk.remove_folder(aside)
        disk.make_folder(aside, 0o750)
    try:
        now = trainer.train(aside / name, recipe, say, taught)
        say("mäter modellen som används nu")
        before = trainer.measure(base, recipe)
    except ModelError as error:
        raise SettingsError(str(error)) from error
    found = worse(before, now)
    with place():
        # Thresholds stay as strict as they were; what they showed, they showed of the old model.
        if (base / risk_file.FILE).exists():
            shutil.copyfile(base / risk_file.FILE, aside / name / risk_file.FILE)
        disk.rename(aside / name, trained / name)
        disk.remove_folder(aside)
        disk.sync_folder(trained)
    if not found:
        models.promote(disk, trained, name)
    with office.ledger.atomic():
        office.ledger.event("trained", name, "kept_aside" if found else "promoted")
    return Trained(
        name=name, base=base.name, corrections=len(taught), promoted=not found, worse=found
    )


def back(office: Office) -> str:
    """Put the model before back in use; its name. NotFoundError where none was promoted."""
    trained = office.workspace.trained
    now = models.put_back(office.disk, trained)
    if now is None:
        raise NotFoundError("Ingen modell har tränats och tagits i bruk här.")
    name = models.model_folder(office.workspace.config, trained).name
    with office.ledger.atomic():
        office.ledger.event("model_put_back", name)
    return name


def corrections(office: Office) -> Iterator[Correction]:
    """The letters whose kind, subkind or tenure a person corrected, and that are done with."""
    rows = office.ledger.rows(
        "SELECT * FROM letters WHERE restricted = 0 AND (state = 'routed' OR closed = 1)"
        " AND id IN (SELECT letter FROM edits) ORDER BY received_on, arrival, place"
    )
    for letter in map(Letter.of, rows):
        acts = {edit.act for edit in in_force(letters.edits(office.ledger, letter.id))}
        if acts & _TAUGHT:
            found = _correction(office, letter)
            if found is not None:
                yield found


def _correction(office: Office, letter: Letter) -> Correction | None:
    """What there is to learn from a letter; None without its pages, or with its kind unsettled."""
    case = letters.case(office.ledger, letter.id, letter.revision)
    reading = office.readings.newest(letter.document)
    kind, tenure = case.classification.kind, case.classification.tenure
    if reading is None or not isinstance(kind, Settled):
        return None
    subkind = case.classification.subkind
    settled = subkind.value if isinstance(subkind, Settled) else None
    if SUBKINDS[kind.value] and settled is None:
        return None
    pages = tuple(page for page in reading.pages if page.number in case.part.pages)
    return Correction(
        keys=frozenset(_keys(case)),
        label=label_of(kind.value.value, settled if kind.value is not Kind.OTHER else None),
        tenure=(tenure.value if isinstance(tenure, Settled) else Tenure.UNKNOWN).value,
        quality=quality_of(pages),
        pages=pages,
        names=frozenset(_names(case)),
    )


def _keys(case: Case) -> Iterator[str]:
    """The persons and the sender."""
    yield from (f"p:{number}" for number in persons_of(case.matches, case.household))
    for row in case.rows:
        yield from (f"p:{number}" for number in persons_of((row.match,), row.household))
    for name in (SENDER_ORGNR, SENDER_NAME):
        said = case.findings.value(name)
        if said:
            yield f"s:{said.casefold()}"


def _names(case: Case) -> Iterator[str]:
    """Names, streets and contacts, as printed and as registered."""
    for name in (ADDRESS, CITY, SENDER_CONTACT):
        yield case.findings.value(name) or ""
    parties = (
        *case.findings.parties,
        *(one for row in case.findings.rows for one in (row.party, *row.others)),
    )
    for party in parties:
        for printed in (party.name, party.care_of):
            yield "" if printed is None else printed.value
    people = [one.person for one in case.matches if isinstance(one, Matched)]
    people += [row.match.person for row in case.rows if isinstance(row.match, Matched)]
    homes = [case.household, *(row.household for row in case.rows)]
    people += [person for home in homes if home is not None for person in home.members]
    for person in people:
        yield from (person.full_name, person.address.street, person.address.care_of)


def _next_name(trained: Path) -> str:
    taken = set(models.names_of(trained))
    return next(name for n in range(1, len(taken) + 2) if (name := f"{NAME}-{n}") not in taken)


def _recipes() -> Callable[[Path], Recipe]:
    """Reads a model's recipe; SettingsError where the generator of made letters is not at hand."""
    root = str(models.MODELS.parent)
    if (models.MODELS.parent / "benchmarks").is_dir() and root not in sys.path:
        # The generator is no part of the installed program; it lies beside it in its source.
        sys.path.append(root)
    if importlib.util.find_spec("benchmarks") is None:
        raise SettingsError("Träning kräver programmets källkod (mappen benchmarks).")
    from classifiers.train import Recipe  # noqa: PLC0415 - loads the generator of letters

    def recipe_of(folder: Path) -> Recipe:
        try:
            said: dict[str, Any] = json.loads((folder / "figures.json").read_text("utf-8"))[
                "recipe"
            ]
            return Recipe(**{one.name: said[one.name] for one in fields(Recipe)})
        except (OSError, ValueError, KeyError, TypeError) as error:
            message = f"Modellen {folder.name} saknar sitt recept (figures.json)."
            raise SettingsError(message) from error

    return recipe_of
