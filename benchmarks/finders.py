"""Measures the finders on made letters: ``python -m benchmarks.finders --seeds 3``.

Prints for each field how many were right, wrong, missed and made up, with the least sure right and
the surest wrong; ``--split held_out`` uses only papers and phrases kept apart. ``--ocr`` reads the
letters as scans. Words are kept in ``--cache`` between runs.
"""

from __future__ import annotations

import argparse
import pickle
import re
import tempfile
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from benchmarks.letters import DESIGNS, Made, TruthDebtor, make, render
from extractors.finders import find
from extractors.finders.letter import plain
from extractors.limits import Limits
from extractors.reading import read
from pipeline.domain.fields import Findings, ListRow
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Page, Reading

_NAMES = (
    "amount_sek",
    "letter_date",
    "due_date",
    "eviction_at",
    "arrival_stamp",
    "posted_on",
    "reference",
    "case_number",
    "contract_number",
    "sender_name",
    "sender_orgnr",
    "sender_phone",
    "address",
    "postal_code",
    "apartment",
)


def pages_from(made: Made, *, cache: Path, key: str, effect: str) -> tuple[Page, ...]:
    """The letter's pages, from the cache when they are there."""
    key = f"{key}-{sha256(made.html.encode()).hexdigest()[:12]}"
    kept = cache / f"{re.sub(r'[^a-z0-9-]', '_', key)}.pickle"
    if kept.exists():
        pages: tuple[Page, ...] = pickle.loads(kept.read_bytes())  # noqa: S301  # our own file
        return pages
    pdf = render(made)
    if effect:
        from benchmarks.letters.scans import scan  # noqa: PLC0415  # dear to import

        pdf = scan(pdf, effect, 1)
    with tempfile.NamedTemporaryFile() as file:
        file.write(pdf)
        file.flush()
        reading = read(Path(file.name), Limits())
    pages = reading.pages if isinstance(reading, Reading) else ()
    kept.write_bytes(pickle.dumps(pages))
    return pages


def same(name: str, printed: object, truth: str) -> bool:
    """Whether a found value is the true one, as the export would compare them."""
    if name == "amount_sek":
        return Decimal(str(printed)) == Decimal(truth)
    if name == "eviction_at":
        return f"{printed:%Y-%m-%dT%H:%M}" == truth
    return _bare(str(printed)) == _bare(truth)


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", plain(text).lower())


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--split", default="train")
    parser.add_argument("--effect", default="")
    parser.add_argument("--design", default="")
    parser.add_argument("--show", default="")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "finders")
    given = parser.parse_args()
    given.cache.mkdir(exist_ok=True)
    tally: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    surest: dict[str, float] = defaultdict(float)
    for design in DESIGNS:
        if (given.split not in {design.split, "all"}) or given.design not in design.name:
            continue
        for seed in range(given.first, given.first + given.seeds):
            made = make(seed, design.name)
            key = f"{design.name}-{seed}-{given.effect}"
            pages = pages_from(made, cache=given.cache, key=key, effect=given.effect)
            written = made.truth.fields.get("letter_date")
            on = date.fromisoformat(written) + timedelta(days=3) if written else date(2026, 10, 5)
            found = find(pages, Kind(made.truth.kind), on)
            for name, how, sure, note in compare(made, found):
                tally[name][how] += 1
                if how in {"wrong", "extra"}:
                    surest[name] = max(surest[name], sure)
                if given.show in {name, "all"} and how != "right":
                    print(f"{key:44} {name:15} {how:6} {sure:.2f} {note}")
    for name, counts in tally.items():
        line = " ".join(f"{how}={counts[how]:4}" for how in ("right", "wrong", "missed", "extra"))
        line += f" said={counts['said']:4}" if counts["said"] else ""
        print(f"{name:16} {line}  surest wrong {surest[name]:.2f}")


def compare(made: Made, found: Findings) -> list[tuple[str, str, float, str]]:
    """Each field's name, how it was found, how surely, and both values."""
    truth = made.truth
    if truth.kind == "other":
        return []
    out = [row for name in _NAMES if (row := _field(name, made, found)) is not None]
    out.extend(_parties(made, found))
    out.extend(_rows(made, found))
    if truth.claim:
        mine = [str(row.amount.value) for row in found.claim]
        right = mine == [row.amount for row in truth.claim]
        out.append(("claim", "right" if right else "wrong", 0.0, f"{mine} | {truth.claim}"))
    if "amount_sek" in found.conflicts:
        other = [str(field.value) for name, field in found.alternatives if name == "amount_sek"]
        amount = found.fields["amount_sek"].value
        out.append(("conflict", "extra", 0.0, f"{amount} {other} {truth.fields.get('amount_sek')}"))
    child = found.fields.get("children_mentioned")
    if truth.children_mentioned or child is not None:
        how = "missed" if child is None else ("right" if truth.children_mentioned else "extra")
        out.append(("children", how, child.confidence if child else 0, child.raw if child else ""))
    return out


def _field(name: str, made: Made, found: Findings) -> tuple[str, str, float, str] | None:
    field = found.fields.get(name)
    true = made.truth.fields.get(name)
    if true is None:
        return None if field is None else (name, "extra", field.confidence, f"{field.value}")
    if field is None:
        return name, "missed", 0.0, true
    how = "right" if same(name, field.value, true) else "wrong"
    return name, how, field.confidence, f"{field.value} | {true} {field.notes}"


def _rows(made: Made, found: Findings) -> list[tuple[str, str, float, str]]:
    """Each debtor's row: right, wrong, missed, or wrong and said (by a note, or the list's sum)."""
    truth = made.truth
    out: list[tuple[str, str, float, str]] = []
    left = list(found.rows)
    doubted = bool(found.conflicts)
    for row in truth.rows:
        mine = max(left, key=lambda one: _likeness(one, row), default=None)
        if mine is None or _likeness(mine, row) < 1:
            out.append(("rows", "said" if doubted else "missed", 0.0, f"{row}"))
            continue
        left.remove(mine)
        name, number, amount = _printed(mine)
        want = (sorted(_bare(row.name)), re.sub(r"\D", "", row.printed), row.amount)
        right = (sorted(_bare(name)), number, amount) == want
        noted = any(one is None or one.notes for one in (mine.amount, mine.party.name))
        how = "right" if right else "said" if doubted or noted else "wrong"
        sure = 0.0 if mine.amount is None else mine.amount.confidence
        out.append(("rows", how, sure, f"{name} {number} {amount} | {row}"))
    out.extend(("rows", "extra", 0.0, " ".join(_printed(one))) for one in left)
    return out


def _printed(row: ListRow) -> tuple[str, str, str]:
    name = row.party.name.value if row.party.name else ""
    number = row.party.personnummer.value if row.party.personnummer else ""
    return name, number, str(row.amount.value) if row.amount else ""


def _likeness(row: ListRow, true: TruthDebtor) -> int:
    """How many of name, number, amount and reference agree."""
    name, number, amount = _printed(row)
    reference = row.reference.value if row.reference else ""
    return (
        2 * (sorted(_bare(name)) == sorted(_bare(true.name)))
        + 2 * (bool(number) and number == re.sub(r"\D", "", true.printed))
        + (amount == true.amount)
        + (_bare(reference) == _bare(true.reference))
    )


def _parties(made: Made, found: Findings) -> list[tuple[str, str, float, str]]:
    out: list[tuple[str, str, float, str]] = []
    left = list(found.parties)
    for true in made.truth.parties:
        words = sorted(re.findall(r"\w+", plain(true.printed_name).lower()))
        mine = next(
            (
                one
                for one in left
                if one.name and sorted(re.findall(r"\w+", plain(one.name.value).lower())) == words
            ),
            None,
        )
        if mine is None:
            out.append(("party", "missed", 0.0, f"{true.printed_name} {true.role}"))
            continue
        left.remove(mine)
        sure = mine.name.confidence if mine.name else 0.0
        out.append(("party", "right", sure, ""))
        if mine.role.value != true.role:
            out.append(("role", "wrong", sure, f"{mine.role} | {true.role}"))
        printed = re.sub(r"\D", "", true.printed)
        number = mine.personnummer
        got = number.value if number else ""
        if printed or got:
            right = got == printed
            how = "right" if right else ("missed" if not got else "wrong")
            out.append(
                ("number", how, number.confidence if number else 0, f"{got} | {true.printed}")
            )
    for one in left:
        said = one.name or one.personnummer
        out.append(("party", "extra", said.confidence if said else 0.0, f"{one.role} {said}"))
    return out


if __name__ == "__main__":
    main()
