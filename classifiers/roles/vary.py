"""Varies training letters: other names, senders, streets, faults of print, unknown places.

A reader that has seen fifty surnames knows those fifty. So names, streets and senders are drawn
anew for each letter and round, out of parts that make names as different as a country's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from classifiers.roles.features import TRADE, folded
from classifiers.roles.lines import CELLS, DEBTORS, EVENTS, HEADS, MARKS, OTHERS
from classifiers.roles.sheet import Cell

_GIVEN_NAMES = """Anna Erik Maria Lars Karin Johan Fatima Ahmed Sofia Oskar Leila Hussein Ingrid
Gustav Amanda Filip Svetlana Igor Nour Khalid Birgit Torsten Lovisa Axel Jelena Goran Mei Wei Priya
Arjun Helena Magnus Kerstin Roland Yvonne Leif Pernilla Tobias Camilla Jesper Madeleine Robin Sanna
Kim Ingegerd Holger Astrid Evert Zahra Farid Esra Burak Ewa Marek Katarzyna Pavel Nina Timo Aino
Eero Tekle Saba Abdullahi Sahra Ifrah Liban Rebecka Simon Therése René Zoë Bo Ida Jan Pia Roy"""
_GIVEN = _GIVEN_NAMES.split()
_HEAD_PARTS = """Lind Berg Sund Ek Alm Björk Gran Sjö Ström Häll Fors Norr Söder Väst Öst Holm Lund
Sten Hag Ny Hög Åker Dal Back Kvist Rosen Blom Hed Mo Vik Strand Gyllen Silver Öman Ced Edel Wall
Frid Hjort Ryd Thor Sand Sved Tegn Wester Åhl"""
_HEADS = _HEAD_PARTS.split()
_TAIL_PARTS = """ström berg gren kvist qvist lund man mark stedt dahl vall holm bäck nder in én ell
blad stam feldt rot löf strand sjö hammar borg"""
_TAILS = _TAIL_PARTS.split()
_SYLLABLE_PARTS = """ba ka da ha ra ma na sa la ja ki mi ri li ni do mo ro lo no shi cha zo wa yu be
de ge le ne re se te va ti tu mu su bu ov ic ski el an ar ad am"""
_SYLLABLES = _SYLLABLE_PARTS.split()
_STREET_PARTS = """gatan vägen gränd torget stigen backen allén liden höjden plan gata väg ringen
slingan kajen platsen promenaden"""
_STREET_TAILS = _STREET_PARTS.split()
_COMPANY = (
    "{a} AB", "{a} {b} AB", "{a} Fastigheter AB", "Fastighets AB {a}", "{a}bostäder AB",
    "AB {a}hem", "{a} Bostads AB", "{a} & {b} Fastigheter KB", "{a}s Förvaltning AB",
    "Stiftelsen {a}hem", "{a} Inkasso AB", "Advokatbyrån {a} & {b} HB", "{a} Energi AB",
    "{a} Elnät AB", "{a}kraft Elhandel AB", "Brf {a}", "Bostadsrättsföreningen {a}",
    "Brf {a} {n}", "HSB Brf {a} i {b}", "Riksbyggen Brf {a}", "{a} Hyresservice HB",
    "{a}hus Ekonomisk förening", "{a} Juridik AB", "{a} Vatten och Avfall AB", "{a} Värme AB",
    "{g} {a} Fastigheter", "{g} {a}s Hyreshus", "Byggnadsfirman {a} & Söner HB",
    "{a} Real Estate AB", "{a} Properties AB (publ)", "{a}byggen i {b} AB", "{a}gruppen AB",
)  # fmt: skip
_SWAPS = (("l", "1"), ("i", "l"), ("å", "a"), ("ä", "a"), ("ö", "o"), ("rn", "m"), ("e", "c"))
_PERSONS = frozenset({"debtor", "co_debtor", "other_person", "staff"})
_STREETS = frozenset({"home", "sender_address", "other_address"})
_ORGANISATIONS = frozenset({"sender", "principal"})


def surname(rng: Random) -> str:
    """A made surname."""
    draw = rng.random()
    if draw < 0.2:
        return f"{rng.choice(_GIVEN)}sson".replace("ssson", "sson")
    if draw < 0.65:
        return f"{rng.choice(_HEADS)}{rng.choice(_TAILS)}"
    word = "".join(rng.choice(_SYLLABLES) for _ in range(rng.randrange(2, 5))).capitalize()
    if draw < 0.72:
        return f"Al-{word}"
    return f"{word}-{rng.choice(_HEADS)}{rng.choice(_TAILS)}" if draw > 0.95 else word


def given(rng: Random) -> str:
    """A made given name."""
    if rng.random() < 0.25:
        return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randrange(2, 4))).capitalize()
    name = rng.choice(_GIVEN)
    return f"{name}-{rng.choice(_GIVEN)}" if rng.random() < 0.05 else name


def organisation(rng: Random) -> list[str]:
    """The words of a made organisation's name."""
    stem = rng.choice((surname, lambda r: f"{r.choice(_HEADS)}{r.choice(_STREET_TAILS)}"))
    return (
        rng.choice(_COMPANY)
        .format(a=stem(rng), b=surname(rng), g=given(rng), n=rng.randrange(1, 40))
        .split()
    )


def varied(cells: tuple[Cell, ...], rng: Random) -> tuple[Cell, ...]:
    """The letter with other names, and with a scanner's faults in some letters."""
    names: dict[tuple[str, str], list[str]] = {}
    faults = 0.05 * rng.random() if rng.random() < 0.35 else 0.0
    keep_senders = rng.random() < 0.25
    moved = rng.uniform(-0.08, 0.08) if rng.random() < 0.5 else 0.0
    found = []
    for cell in cells:
        words, labels = _renamed(cell, names, rng, keep_senders=keep_senders)
        if faults:
            words = [_spoilt(word, rng) if rng.random() < faults else word for word in words]
        changed = cell.with_words(words, labels)
        found.append(_moved(changed, moved) if moved else changed)
    return tuple(_counted(_with_lines(found, rng)))


def _with_lines(cells: list[Cell], rng: Random) -> list[Cell]:
    """The letter with some lines more, in the gaps between its own; cells are counted anew."""
    count = rng.choice((0, 1, 2, 3, 5, 7))
    if not cells or not count:
        return cells
    if rng.random() < 0.25:
        cells = _with_table(cells, rng)
    met = {
        label: [one for cell in cells for one in _runs(cell, label)]
        for label in ("debtor", "co_debtor", "home")
    }
    for _ in range(count):
        at = rng.randrange(len(cells)) if rng.random() < 0.8 else len(cells) - 1
        after = cells[at]
        line = rng.choice(OTHERS if rng.random() < 0.6 else DEBTORS)
        words, labels = _filled(line, met, rng)
        gap = rng.choice((0.3, 0.8, 2.0)) * max(after.bottom - after.top, 6.0)
        high = max(after.bottom - after.top, 6.0)
        new = replace(
            after.with_words(words, labels), row=after.row + 1, top=after.bottom + gap,
            bottom=after.bottom + gap + high, x1=after.x0 + 5.0 * len(" ".join(words)),
        )  # fmt: skip
        last = max(place for place, one in enumerate(cells) if one.row == after.row)
        cells = [
            *cells[: last + 1], new, *(_pushed(one, new.page, high, 1) for one in cells[last + 1 :])
        ]  # fmt: skip
    return cells


def _with_table(cells: list[Cell], rng: Random) -> list[Cell]:
    """The letter with a log of events behind some line, in which others stand by name or flat."""
    after = rng.choice(cells)
    last = max(place for place, one in enumerate(cells) if one.row == after.row)
    kind, count = rng.choice(CELLS), rng.randrange(1, 6)
    rows = [(["Datum"], ["Händelse"], rng.choice(HEADS).split(), ["none"])]
    for _ in range(count):
        words, labels = _filled(kind, {}, rng)
        day = f"{rng.randrange(1, 29)}/{rng.randrange(1, 13)}"
        rows.append(([day], rng.choice(EVENTS).split(), words, labels))
    high = max(after.bottom - after.top, 6.0)
    table: list[Cell] = []
    for number, (day_, event, words, labels) in enumerate(rows):
        top = after.bottom + 6.0 + number * 1.4 * high
        for x0, said, roles in (
            (after.x0, day_, ["none"]),
            (after.x0 + 70, event, ["none"] * len(event)),
            (after.x0 + 220, words, labels if len(labels) == len(words) else ["none"] * len(words)),
        ):
            made = after.with_words(said, roles)
            row = after.row + 1 + number
            table.append(
                replace(made, row=row, top=top, bottom=top + high, x0=x0, x1=x0 + 5.0 * len(said))
            )
    by = table[-1].bottom - after.bottom
    below = [_pushed(one, after.page, by, len(rows)) for one in cells[last + 1 :]]
    return [*cells[: last + 1], *table, *below]


def _pushed(cell: Cell, page: int, by: float, rows: int) -> Cell:
    """A cell behind what was put in, on the same page: further down by its height."""
    cell = replace(cell, row=cell.row + rows)
    return replace(cell, top=cell.top + by, bottom=cell.bottom + by) if cell.page == page else cell


def _counted(cells: list[Cell]) -> list[Cell]:
    first = 0
    found = []
    for cell in cells:
        found.append(replace(cell, first=first))
        first += len(cell.words)
    return found


def _runs(cell: Cell, label: str) -> list[list[str]]:
    """The runs of words with that label, without marks at their ends."""
    runs: list[list[str]] = []
    open_ = False
    for word, own in zip(cell.words, cell.labels, strict=True):
        if own == label:
            if not open_:
                runs.append([])
            runs[-1].append(word.strip(".,;:()"))
        open_ = own == label
    return [run for run in runs if all(run)]


def _filled(line: str, met: dict[str, list[list[str]]], rng: Random) -> tuple[list[str], list[str]]:
    words: list[str] = []
    labels: list[str] = []
    for piece in line.split():
        place = re.fullmatch(r"(\(?)\{(\w)\}(.*)", piece)
        if place is None:
            words.append(piece)
            labels.append("none")
            continue
        role = MARKS[place[2]]
        said = _said(place[2], role, met, rng)
        words += [place[1] + said[0], *said[1:]]
        words[-1] += place[3]
        labels += [role] * len(said)
    return words, labels


def _said(mark: str, role: str, met: dict[str, list[list[str]]], rng: Random) -> list[str]:
    """What stands in a place: the letter's own persons and home where it has them."""
    if met.get(role):
        return list(rng.choice(met[role]))
    if mark == "p":
        return organisation(rng)
    if mark == "f":
        return [f"1{rng.randrange(0, 9)}0{rng.randrange(1, 7)}"]
    if mark in "xh":
        head = rng.choice((surname, given))(rng)
        return [f"{head}{rng.choice(_STREET_TAILS)}", str(rng.randrange(1, 120))]
    return [given(rng), surname(rng)]


def _moved(cell: Cell, by: float) -> Cell:
    """The cell further down (up when negative) by a share of its page's height."""
    top = min(max(0.0, cell.top + by * cell.height), cell.height)
    return replace(cell, top=top, bottom=top + cell.bottom - cell.top)


def _renamed(
    cell: Cell, names: dict[tuple[str, str], list[str]], rng: Random, *, keep_senders: bool
) -> tuple[list[str], list[str]]:
    words: list[str] = []
    labels: list[str] = []
    at = 0
    while at < len(cell.words):
        label = cell.labels[at]
        end = at + 1
        while end < len(cell.words) and cell.labels[end] == label:
            end += 1
        run = list(cell.words[at:end])
        if label in _PERSONS:
            run = [_replaced(word, place == 0, names, rng) for place, word in enumerate(run)]
        elif label in _STREETS:
            run = [_street(word, names, rng) for word in run]
        elif label in _ORGANISATIONS and not keep_senders and "kronofog" not in run[0].lower():
            run = _sender(run, names, rng)
        words += run
        labels += [label] * len(run)
        at = end
    return words, labels


def _replaced(word: str, first: bool, names: dict[tuple[str, str], list[str]], rng: Random) -> str:
    core = re.match(r"(\W*)([\w'’-]+)(.*)$", word, re.DOTALL)
    if core is None or len(core[2]) < 2:
        return word
    key = ("person", folded(core[2]).removesuffix("s"))
    drawn: Callable[[Random], str] = given if first and not core[3].startswith(",") else surname
    new = names.setdefault(key, [drawn(rng)])[0]
    return core[1] + _cased(new, core[2]) + core[3]


def _cased(new: str, old: str) -> str:
    return new.upper() if old.isupper() and len(old) > 1 else new


def _street(word: str, names: dict[tuple[str, str], list[str]], rng: Random) -> str:
    core = re.match(r"([A-ZÅÄÖ][\w-]{4,})(\W*)$", word)
    if core is None or folded(word) in TRADE:
        return word
    head = rng.choice((surname, given))(rng)
    new = names.setdefault(("street", folded(word)), [f"{head}{rng.choice(_STREET_TAILS)}"])[0]
    return _cased(new, core[1]) + core[2]


def _sender(run: list[str], names: dict[tuple[str, str], list[str]], rng: Random) -> list[str]:
    key = ("sender", " ".join(map(folded, run)))
    private = not any(folded(word) in TRADE or folded(word).endswith("hus") for word in run)
    trade = names.setdefault(("trade", ""), [rng.choice(("private", "", "", "", "", "", ""))])[0]
    one = [given(rng), surname(rng)]
    if trade and rng.random() < 0.4:
        one = [one[0], f"{one[1]}s", rng.choice(("Hyreshus", "Fastigheter", "Uthyrning"))]
    person = trade or (private and len(run) == 2)
    new = names.setdefault(key, one if person else organisation(rng))
    tail = re.search(r"[^\w)]*$", run[-1])
    end = tail.group() if tail else ""
    upper = "".join(run).isupper()
    said = [word.upper() if upper else word for word in new]
    return [*said[:-1], said[-1] + end]


def _spoilt(word: str, rng: Random) -> str:
    old, new = rng.choice(_SWAPS)
    if old in word:
        return word.replace(old, new, 1)
    if len(word) > 3 and rng.random() < 0.5:
        at = rng.randrange(len(word))
        return word[:at] + word[at + 1 :]
    return word
