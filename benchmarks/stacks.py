"""Measures how stacks are taken apart: ``python -m benchmarks.stacks --stacks 300``.

A stack is two to five letters of designs kept apart from training, one after the other: nothing,
separator sheets or blank backs between them. In half of the stacks one sender wrote to several
families on one day, which is the hardest; some letters are bundles of one matter (a notice, the
termination and form 1, scenario 17). Born-digital stacks are put together of letters that were read
once, since such pages are read one by one; ``--scans`` adds stacks drawn as an office scanner sees
them and read by OCR. Readings are kept in ``--keep`` between runs.
"""

from __future__ import annotations

import argparse
import gzip
import io
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import pikepdf

from benchmarks.letters import DESIGNS, OWN_WORDS, Addressee, Made, Sender, make, render
from benchmarks.letters.people import someone
from benchmarks.letters.scans import pages_of, stack
from benchmarks.letters.senders import a_sender
from classifiers.fit import wilson
from extractors.codec import dumps, loads
from extractors.engines import first
from extractors.limits import Limits
from extractors.reading import fingerprint, read
from extractors.split import split
from pipeline.domain.case import LetterPart
from pipeline.domain.page import Page, Reading, Source
from pipeline.domain.problems import Code

FIRST_DAY = date(2026, 3, 2)
BUNDLE = ("form3_letterhead", "termination_held_out")
SORTS = ("municipal", "private", "private", "collector", "grid", "kfm")
BETWEEN = ("nothing", "nothing", "nothing", "separators", "backs")
FITTING = {
    "municipal": ("rent", "form3", "notice", "termination", "disturb", "inkasso_landlord"),
    "private": ("rent", "form3", "notice", "termination", "disturb", "application"),
    "collector": ("inkasso", "payment_order", "application_agent"),
    "grid": ("power", "combined"),
    "kfm": ("kfm",),
}
"""Which held-out designs a sender of that sort writes, by the beginnings of their names."""

KINDS = {
    "municipal": ("rent_debt", "disturbance"),
    "private": ("rent_debt", "disturbance"),
    "collector": ("rent_debt",),
    "grid": ("utility_debt",),
    "kfm": ("eviction_date",),
}
"""What a sender of that sort writes about, where every design has a sender of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A letter of a stack: one design, or several in a bundle, about one family."""

    family: str
    designs: tuple[str, ...]
    seed: int
    sender: Sender | None
    person: Addressee
    on: date

    def made(self) -> tuple[Made, ...]:
        """Its papers; equal plans give equal papers."""
        given = {} if self.sender is None else {"sender": self.sender}
        return tuple(
            make(self.seed, design, tenants=[self.person], letter_date=self.on, **given)
            for design in self.designs
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Letters in one scan, and what lies between them."""

    number: int
    letters: tuple[Planned, ...]
    between: str
    same_sender: bool


def planned(count: int, seed: int, split: str = "held_out") -> Iterator[Stack]:
    """So many stacks; letters of one pool of senders and days, so that readings are few."""
    rng = Random(f"stacks/{seed}")
    pool = [
        _group(Random(f"group/{seed}/{number}"), number, split)
        for number in range(max(4, count // 5))
    ]
    every = [letter for group in pool for letter in group]
    for number in range(count):
        same = number % 2 == 0
        many = rng.randrange(2, 6)
        source = rng.choice(pool) if same else every
        letters = rng.sample(source, min(many, len(source)))
        yield Stack(
            number=number,
            letters=tuple(letters),
            between=rng.choice(BETWEEN),
            same_sender=same,
        )


def _group(rng: Random, number: int, split: str) -> list[Planned]:
    """Six letters by one sender of one day to six families; two may be of one design."""
    sort = rng.choice(SORTS)
    sender = a_sender(rng, sort, split)
    on = FIRST_DAY + timedelta(days=rng.randrange(200))
    fitting = [
        design.name
        for design in DESIGNS
        if design.split == split
        and design.kind in KINDS[sort]
        and (split != "held_out" or design.name.startswith(FITTING[sort]))
    ]
    others = [one.name for one in DESIGNS if one.split == split and one.kind == "other"]
    made = []
    for place in range(6):
        designs: tuple[str, ...] = (rng.choice(fitting),)
        own: Sender | None = sender
        if split == "held_out" and sort in {"municipal", "private"} and rng.random() < 0.2:
            designs = BUNDLE
        elif rng.random() < 0.1:
            designs, own = (rng.choice(others),), None
        made.append(
            Planned(
                family=f"{number}-{place}",
                designs=designs,
                seed=1_000_000 + number * 10 + place,
                sender=own,
                person=someone(rng),
                on=on,
            )
        )
    return made


class Kept:
    """Readings by what was read, in a folder."""

    def __init__(self, folder: Path) -> None:
        """Make the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.mark = str(fingerprint(first()))

    def pages(self, key: str, data: bytes | None = None, *, pdf: object = None) -> tuple[Page, ...]:
        """The pages kept under the key, else those of the data, or of what ``pdf`` makes."""
        file = self.folder / f"{sha256(f'{key}/{self.mark}'.encode()).hexdigest()[:24]}.json.gz"
        if not file.exists():
            made = data if data is not None else pdf() if callable(pdf) else b""
            with tempfile.NamedTemporaryFile(suffix=".pdf") as scan:
                scan.write(made)
                scan.flush()
                found = read(Path(scan.name), Limits())
            if not isinstance(found, Reading):
                message = f"a made paper could not be read: {found}"
                raise SystemExit(message)
            file.write_bytes(gzip.compress(dumps(found).encode()))
        return loads(gzip.decompress(file.read_bytes())).pages


def letter_pages(letter: Planned, kept: Kept) -> tuple[Page, ...]:
    """The letter's own pages as they are read."""
    found: list[Page] = []
    for made in letter.made():
        key = f"paper/{made.html}"
        found += kept.pages(key, pdf=lambda made=made: render(made))
    return tuple(found)


def stacked(one: Stack, kept: Kept) -> tuple[tuple[Page, ...], tuple[tuple[int, ...], ...]]:
    """The stack's pages, numbered, and which of them are whose."""
    pages: list[Page] = []
    whose: list[tuple[int, ...]] = []
    for place, letter in enumerate(one.letters):
        if place and one.between == "separators":
            pages.append(_blank(len(pages) + 1, marks=("TROSKEL-SEPARATOR",)))
        own = []
        for page in letter_pages(letter, kept):
            number = len(pages) + 1
            pages.append(renumbered(page, number))
            own.append(number)
            if one.between == "backs":
                pages.append(_blank(number + 1))
                own.append(number + 1)
        whose.append(tuple(own))
    return tuple(pages), tuple(whose)


def renumbered(page: Page, number: int) -> Page:
    """The page at another place of a document."""

    def moved(words: Sequence[object]) -> tuple[object, ...]:
        return tuple(replace(word, box=replace(word.box, page=number)) for word in words)  # type: ignore[attr-defined, type-var]

    return replace(page, number=number, words=moved(page.words), again=moved(page.again))  # type: ignore[arg-type]


def _blank(number: int, marks: tuple[str, ...] = ()) -> Page:
    return Page(
        number=number, width=595.28, height=841.89, words=(), source=Source.NOTHING,
        blank=not marks, marks=marks,
    )  # fmt: skip


def scanned(one: Stack, kept: Kept) -> tuple[tuple[Page, ...], tuple[tuple[int, ...], ...]]:
    """The stack as an office scanner sees it, read by OCR."""
    parts = []
    for letter in one.letters:
        part = []
        for made in letter.made():
            part += pages_of(render(made))
        parts.append(part)
    whose: list[tuple[int, ...]] = []
    number = 1
    for place, part in enumerate(parts):
        number += bool(place and one.between == "separators")
        count = len(part) * (2 if one.between == "backs" else 1)
        whose.append(tuple(range(number, number + count)))
        number += count
    key = "scan/" + "/".join(made.html for letter in one.letters for made in letter.made())
    pages = kept.pages(
        f"{key}/{one.between}",
        pdf=lambda: stack(
            parts, one.number, separators=one.between == "separators", backs=one.between == "backs"
        ),
    )
    return pages, tuple(whose)


def joined(one: Stack) -> bytes:
    """The born-digital papers in one file, without anything between."""
    with pikepdf.new() as made:
        for letter in one.letters:
            for paper in letter.made():
                with pikepdf.open(io.BytesIO(render(paper))) as part:
                    made.pages.extend(part.pages)
        out = io.BytesIO()
        made.save(out, deterministic_id=True)
    return out.getvalue()


def judged(
    parts: tuple[LetterPart, ...], letters: Sequence[Planned], whose: Sequence[tuple[int, ...]]
) -> tuple[Counter[str], list[str]]:
    """What went right and wrong in one stack, and the faults in words."""
    tally: Counter[str] = Counter()
    told: list[str] = []
    owner = {page: place for place, own in enumerate(whose) for page in own}
    for part in parts:
        inside = sorted({owner[page] for page in part.pages if page in owner})
        unsure = any(problem.code is Code.SPLIT_UNSURE for problem in part.problems)
        tally["parts"] += 1
        if len(inside) > 1:
            named = sum(not letters[one].designs[0].startswith("other_") for one in inside)
            what = "families merged" if named > 1 else "letters joined"
            tally[what if not unsure else f"{what}, said"] += 1
            told.append(f"{what}{' (said)' if unsure else ''}: {_names(letters, inside)}")
    for place, own in enumerate(whose):
        tally["letters"] += 1
        written = [part for part in parts if set(part.pages) & set(own)]
        unsure = any(
            problem.code is Code.SPLIT_UNSURE for one in written for problem in one.problems
        )
        tally["bundles"] += len(letters[place].designs) > 1
        if len(written) > 1:
            tally["letters torn, said" if unsure else "letters torn"] += 1
            told.append(f"torn{' (said)' if unsure else ''}: {_names(letters, [place])}")
        elif len(written) == 1 and tuple(written[0].pages) == own:
            tally["letters right"] += 1
            tally["letters right, unsure"] += unsure
        if not written:
            tally["letters lost"] += 1
    return tally, told


def _names(letters: Sequence[Planned], places: Sequence[int]) -> str:
    return " | ".join("+".join(letters[one].designs) for one in places)


def main() -> None:
    """Prints the figures, with n and interval, and the faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stacks", type=int, default=300)
    parser.add_argument("--scans", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split", default="held_out", choices=("held_out", *OWN_WORDS))
    parser.add_argument(
        "--proof", type=int, default=3, help="stacks also joined and read as a file"
    )
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "stacks")
    given = parser.parse_args()
    kept = Kept(given.keep)
    stacks = list(planned(given.stacks, given.seed, given.split))
    for one in stacks[: given.proof]:
        apart, _ = stacked(replace(one, between="nothing"), kept)
        whole = kept.pages(
            f"joined/{given.split}/{given.seed}/{one.number}", pdf=lambda one=one: joined(one)
        )
        same = [page.words for page in apart] == [page.words for page in whole]
        print(
            f"stack {one.number} joined and read as one file: {'the same' if same else 'DIFFERS'}"
        )
    _report("born digital", ((one, *stacked(one, kept)) for one in stacks), show=given.show)
    if given.scans:
        some = stacks[:: max(1, len(stacks) // given.scans)][: given.scans]
        _report("scanned", ((one, *scanned(one, kept)) for one in some), show=given.show)


def _report(
    title: str,
    every: Iterator[tuple[Stack, tuple[Page, ...], tuple[tuple[int, ...], ...]]],
    *,
    show: bool,
) -> None:
    tally: Counter[str] = Counter()
    for one, pages, whose in every:
        found, told = judged(split(pages), one.letters, whose)
        tally += found
        tally["stacks"] += 1
        tally["stacks merged"] += any(name.startswith("families merged") for name in found)
        if show:
            for line in told:
                sender = ", one sender" if one.same_sender else ""
                print(f"  stack {one.number} ({one.between}{sender}): {line}")
    of = f"{tally['stacks']} stacks, {tally['letters']} letters, {tally['bundles']} bundles"
    print(f"\n{title}: {of}")
    rows = (
        ("stacks with families merged", tally["stacks merged"], tally["stacks"]),
        ("  of them said to be unsure", tally["families merged, said"], tally["stacks"]),
        ("letters joined to one that names nobody", tally["letters joined"], tally["letters"]),
        ("  said to be unsure", tally["letters joined, said"], tally["letters"]),
        ("letters torn, not said", tally["letters torn"], tally["letters"]),
        ("letters torn, said", tally["letters torn, said"], tally["letters"]),
        ("letters lost", tally["letters lost"], tally["letters"]),
        ("letters right", tally["letters right"], tally["letters"]),
        ("letters right but unsure", tally["letters right, unsure"], tally["letters"]),
    )
    for name, count, of in rows:
        low, high = wilson(count, of) if of else (0.0, 1.0)
        print(f"{name:42} {count:4} of {of:4}  {100 * low:5.2f}–{100 * high:5.2f} %")


if __name__ == "__main__":
    main()
