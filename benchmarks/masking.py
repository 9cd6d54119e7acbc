"""Measures what a copy hides of neighbours and witnesses: ``python -m benchmarks.masking``.

On made letters about disturbance: of the printed words of others' names, how many lie under a
cover; how many words of the tenant's own name do, which must stay; and how many other words lie
under one for each letter. ``--split`` chooses whose designs, ``--show`` prints what was missed.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.finders import pages_from
from benchmarks.letters import DESIGNS, Made, make
from classifiers.roles.model import RoleReader
from extractors.finders import find
from pipeline.documents.third_parties import third_parties
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Box, Page, Word
from pipeline.domain.spelling import fold, words
from pipeline.usecases.models import role_folder

ON = date(2026, 10, 5)


@dataclass
class Tally:
    """Words counted over letters."""

    letters: int = 0
    others: int = 0
    covered: int = 0
    own: int = 0
    own_covered: int = 0
    beside: int = 0

    def line(self, name: str) -> str:
        """A row of the table."""
        return (
            f"| {name} | {self.letters} | {self.covered} of {self.others} "
            f"| {self.own_covered} of {self.own} | {self.beside / max(1, self.letters):.1f} |"
        )


def named(page: Page, names: list[tuple[str, ...]]) -> set[Word]:
    """The words of the page that are these names, printed in order; a surname alone too."""
    plain = [(word, tuple(fold(one) for one in words(word.text))) for word in page.words]
    flat = [(word, part) for word, parts in plain for part in parts]
    found: set[Word] = set()
    for name in names:
        for at in range(len(flat) - len(name) + 1):
            if tuple(part for _, part in flat[at : at + len(name)]) == name:
                found.update(word for word, _ in flat[at : at + len(name)])
    return found


def covers(box: Box, word: Word) -> bool:
    """Whether the whole word lies under the cover, but for an accent."""
    return (
        box.x0 <= word.box.x0 + 1
        and box.x1 >= word.box.x1 - 1
        and abs(box.middle - word.box.middle) < 0.5 * word.box.height
    )


def folded(text: str) -> tuple[str, ...]:
    """A name's words as they are compared."""
    return tuple(fold(one) for one in words(text))


def measured(made: Made, pages: tuple[Page, ...], roles: RoleReader) -> Iterator[tuple[str, Word]]:
    """Each word of interest: ``covered``, ``missed``, ``own``, ``own_covered`` or ``beside``."""
    truth = made.truth
    own = [folded(one.name) for one in truth.parties]
    # Who signs is drawn as somebody first: what is staff is no neighbour.
    known = {*own, *(folded(text) for role, text in truth.named if role != "other_person")}
    sender = set(folded(truth.fields.get("sender_name", "")))
    others = [
        folded(text)
        for role, text in truth.named
        if role == "other_person" and folded(text) not in known and not sender >= set(folded(text))
    ]
    found = find(pages, Kind(truth.kind), ON, roles.read(pages))
    names = [party.name.value for party in found.parties if party.name is not None]
    hidden = third_parties(pages, names, found.bystanders)
    for page in pages:
        boxes = hidden.get(page.number, ())
        under = {word for word in page.words if any(covers(box, word) for box in boxes)}
        theirs, ours = named(page, others), named(page, own)
        for word in theirs - ours:
            yield ("covered" if word in under else "missed"), word
        for word in ours:
            yield ("own_covered" if word in under else "own"), word
        for word in under - theirs - ours:
            yield "beside", word


def main() -> None:
    """Prints a row a design and their sum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="trial")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--effect", default="")
    parser.add_argument("--kind", default="disturbance")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "finders")
    given = parser.parse_args()
    given.cache.mkdir(exist_ok=True)
    roles = RoleReader.load(role_folder())
    print("| design | letters | others' words covered | own words covered | beside, a letter |")
    print("| --- | --- | --- | --- | --- |")
    whole = Tally()
    for design in DESIGNS:
        if design.split not in given.split.split(",") or design.kind != given.kind:
            continue
        tally = Tally()
        for seed in range(1, given.seeds + 1):
            made = make(seed, design.name)
            key = f"{design.name}-{seed}-{given.effect}"
            pages = pages_from(made, cache=given.cache, key=key, effect=given.effect)
            for one in (tally, whole):
                one.letters += 1
            for what, word in measured(made, pages, roles):
                for one in (tally, whole):
                    one.others += what in {"covered", "missed"}
                    one.covered += what == "covered"
                    one.own += what in {"own", "own_covered"}
                    one.own_covered += what == "own_covered"
                    one.beside += what == "beside"
                if given.show and what in {"missed", "own_covered", "beside"}:
                    print(f"  {design.name} {seed} {what}: {word.text}")
        print(tally.line(design.name))
    print(whole.line(f"all of {given.split}"))


if __name__ == "__main__":
    main()
