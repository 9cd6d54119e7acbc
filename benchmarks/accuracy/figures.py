"""The figures: shares with n and 95 % interval, calibration and ranking of each confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from benchmarks.accuracy.baseline import Plain
from benchmarks.accuracy.marking import Mark, Told
from classifiers.fit import wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many, with Wilson's 95 % interval."""

    count: int
    of: int

    def __str__(self) -> str:
        if not self.of:
            return "–"
        low, high = wilson(self.count, self.of)
        of = f"{self.count}/{self.of}"
        return f"{100 * self.count / self.of:.1f} % ({100 * low:.1f}–{100 * high:.1f}; {of})"


def share(
    marks: Iterable[Mark], whole: Callable[[Mark], bool], part: Callable[[Mark], bool]
) -> Share:
    """The share of ``part`` among the marks for which ``whole`` holds."""
    those = [mark for mark in marks if whole(mark)]
    return Share(count=sum(part(mark) for mark in those), of=len(those))


COLUMNS: dict[str, frozenset[str]] = {
    "digital": frozenset({"digital"}),
    "office": frozenset({"office"}),
    "digital and office": frozenset({"digital", "office"}),
    "poor": frozenset({"poor"}),
    "all": frozenset({"digital", "office", "poor"}),
}


def _fault(*names: str) -> Callable[[Mark], bool]:
    return lambda mark: any(fault.startswith(names) for fault in mark.faults)


def _wrong(name: str) -> Callable[[Mark], bool]:
    return lambda mark: any(wrong.startswith(name) for wrong in mark.wrong_fields)


_SENT: Callable[[Mark], bool] = lambda mark: mark.routed or bool(mark.faults)  # noqa: E731
ROWS: tuple[tuple[str, Callable[[Mark], bool], Callable[[Mark], bool]], ...] = (
    ("kind right", lambda _: True, lambda mark: mark.kind_right),
    ("routed, of the routable", lambda mark: mark.right.routable, lambda mark: mark.routed),
    ("routed: any fault", _SENT, lambda mark: bool(mark.faults)),
    ("routed: wrong kind", _SENT, _fault("kind")),
    ("routed: wrong subkind", _SENT, _fault("subkind")),
    ("routed: wrong or missing person", _SENT, _fault("person")),
    ("routed: child missed", _SENT, _fault("child")),
    ("routed: wrong unit", _SENT, _fault("unit")),
    ("routed: not for the program", _SENT, _fault("not for")),
    ("routed: torn apart", _SENT, _fault("torn")),
    ("routed: amount wrong or missing", _SENT, _wrong("amount_sek")),
    ("routed: letter date wrong", _SENT, _wrong("letter_date")),
    ("routed: eviction time wrong or missing", _SENT, _wrong("eviction_at")),
)


def table(marks: Sequence[Mark]) -> str:
    """The main table in Markdown."""
    lines = ["| | " + " | ".join(COLUMNS) + " |", "| --- |" + " --- |" * len(COLUMNS)]
    for title, whole, part in ROWS:
        cells = [
            str(share((mark for mark in marks if mark.letter.scan_class in column), whole, part))
            for column in COLUMNS.values()
        ]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def calibration(marks: Sequence[Mark]) -> str:
    """Each confidence: mean confidence less share right, and how well it ranks its errors."""
    lines = [
        "| confidence | scan | right | mean confidence | signed error | AUROC |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    names = dict.fromkeys(told.what for mark in marks for told in mark.told)
    for name in names:
        for column, classes in COLUMNS.items():
            told = [
                one
                for mark in marks
                if mark.letter.scan_class in classes
                for one in mark.told
                if one.what == name
            ]
            if told:
                lines.append(_calibrated(name, column, told))
    return "\n".join(lines)


def _calibrated(name: str, column: str, told: Sequence[Told]) -> str:
    right = fmean(one.right for one in told)
    sure = fmean(one.sure for one in told)
    rank = auroc(told)
    shown = "–" if rank is None else f"{rank:.3f}"
    of = Share(count=sum(one.right for one in told), of=len(told))
    cells = (name, column, of, f"{sure:.3f}", f"{sure - right:+.3f}", shown)
    return f"| {' | '.join(map(str, cells))} |"


def auroc(told: Sequence[Told]) -> float | None:
    """The chance that a right value is surer than a wrong one (ties half); None without both."""
    order = sorted(told, key=lambda one: one.sure)
    right = sum(one.right for one in order)
    wrong = len(order) - right
    if not right or not wrong:
        return None
    ranks, start = 0.0, 0
    while start < len(order):
        end = start
        while end < len(order) and order[end].sure == order[start].sure:
            end += 1
        middle = (start + 1 + end) / 2
        ranks += middle * sum(one.right for one in order[start:end])
        start = end
    return (ranks - right * (right + 1) / 2) / (right * wrong)


def baseline(plain: Sequence[Plain], marks: Sequence[Mark]) -> str:
    """The plainest way beside ours: shares right among all letters that have the value."""
    lines = ["| | plain | ours |", "| --- | --- | --- |"]
    for title, name in (("amount", "amount_sek"), ("letter date", "letter_date")):
        ours = [
            any(told.right for told in mark.told if told.what == name)
            for mark in marks
            if name in mark.truth.fields
        ]
        theirs = [one.amount_right if name == "amount_sek" else one.date_right for one in plain]
        lines.append(f"| {title} right | {_of(theirs)} | {_of(ours)} |")
    kinds = _of([one.kind_right for one in plain]), _of([mark.kind_right for mark in marks])
    lines.append(f"| kind right | {kinds[0]} | {kinds[1]} |")
    seconds = fmean(one.seconds / one.pages for one in plain)
    lines.append(f"| seconds of CPU a page | {seconds:.2f} | |")
    return "\n".join(lines)


def _of(right: Iterable[bool | None]) -> Share:
    known = [one for one in right if one is not None]
    return Share(count=sum(known), of=len(known))


def reasons(marks: Sequence[Mark]) -> str:
    """Why letters that a clerk could route wait, by scan class."""
    lines = []
    for column in ("digital", "office", "poor"):
        lost = [mark for mark in marks if mark.lost and mark.letter.scan_class == column]
        counted = Counter(why for mark in lost for why in mark.why)
        alone = Counter(mark.why[0] for mark in lost if len(mark.why) == 1)
        lines.append(f"{column}: {len(lost)} wait needlessly")
        lines += [
            f"  {count:4} {why} ({alone[why]} alone)" for why, count in counted.most_common(14)
        ]
    return "\n".join(lines)
