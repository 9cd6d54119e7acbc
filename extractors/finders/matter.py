"""What the matter is about: its ground, the estate, the municipality addressed, other objects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.finders.claim import kind_of
from extractors.finders.labels import label, said
from extractors.finders.letter import Letter
from extractors.finders.municipalities import EVERYDAY, municipality
from extractors.finders.naming import persons
from pipeline.domain.fields import ESTATE, GROUND, MUNICIPALITY, OTHER_OBJECT, Findings
from pipeline.domain.kinds import Kind

_RENT = re.compile(
    r"obetal\w*\s(?:hyr|avgift|arsavgift)\w*|(?:hyres|avgifts)?skuld\w*|hyresfordran|drojsmal\w*"
    r"|forsummad hyresbetalning|hyra\w*\s(?:har )?inte (?:har )?betalats|arsavgiften inte"
    r"|inte betal\w*"
    r"|obetald\w*|unpaid rent",
    re.IGNORECASE,
)
_DISTURBANCE = re.compile(
    r"storning\w*|stort\b|stor\s(?:grannar|omgivning)\w*|bristande skotsamhet|misskotsamhet|vanvard"
    r"|brott\w* (?:har )?begat|begatt brott|misskott\w*|hot mot|hog musik|oljud|disturb\w*",
    re.IGNORECASE,
)
_GROUND_LABEL = label(
    r"grund(?:en)?(?: for \w+)?", r"(?:orsak|skal|anledning)(?:en)?(?: till \w+)?"
)
_ESTATE = (
    re.compile(
        r"(?<!\w)(?:dodsboet|dodsbo|db)\s(?:efter\s)(?:framlidne\s|avlidne\s|avlidna\s)?",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\w)(?:Dodsboet|Dodsbo|Db)\s(?=[A-Z])"),
)
_ESTATE_AFTER = re.compile(
    r"(?<!\w)(?P<who>[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){1,3}?)(?:[:']?s)?\s(?:dodsbo|db)\b"
)
_DIED = re.compile(
    r"(?:hyresgasten|kunden|medlemmen|bostadsrattshavaren)\s(?:har )?(?:ar )?(?:avlid\w*"
    r"|gatt bort)",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"socialnamnd\w*|socialtjanst\w*|individ-?\s?och familj\w*|stadsdelsnamnd\w*"
    r"|socialforvaltning\w*|socialkontor\w*|namnden|vuxenenhet\w*",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"[A-Z][A-Za-z]+(?:[ -][A-Z][a-z]+)?")
_KOMMUN = re.compile(
    r"(?P<name>[A-Z][A-Za-z]+(?:[\s-][A-Z][A-Za-z]+)?)\s(?:kommun|stad|KOMMUN|STAD)(?![\w])"
)
_OBJECTS = (
    (
        "parking",
        re.compile(
            r"(?<![\w-])(?:p-?plats\w*|parkeringsplats\w*|bilplats\w*|garage(?:plats\w*)?"
            r"|carport\w*"
            r"|parkering(?:shyra)?|mc-plats)(?![\w])",
            re.IGNORECASE,
        ),
    ),
    (
        "premises",
        re.compile(
            r"(?<![\w-])(?:lokal(?:en|hyra\w*|hyresgast\w*|hyreskontrakt\w*)?|butikslokal\w*"
            r"|kontorslokal\w*"
            r"|affarslokal\w*|lagerlokal\w*|verkstadslokal\w*|restauranglokal\w*)(?![\w])",
            re.IGNORECASE,
        ),
    ),
    (
        "storage",
        re.compile(
            r"(?<![\w-])(?:forrad(?:et|s\w*)?|kallarforrad\w*|vindsforrad\w*|lager)(?![\w])",
            re.IGNORECASE,
        ),
    ),
)
_DWELLING = re.compile(
    r"(?<![\w-])(?:bostad(?:en|s\w*)?|lagenhet(?:en|s\w*)?|lgh|bostadshyresgast\w*|[1-6]\s?ro?k"
    r"|hushall\w*"
    r"|rum och kok)(?![\w])",
    re.IGNORECASE,
)
_OBJECT_LABEL = label(
    r"objekt(?:styp|et|sbeskrivning)?", r"avser", r"angaende", r"hyresobjekt", r"typ(?: av objekt)?"
)


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``ground``, ``estate_of_deceased``, ``municipality`` and ``other_object``."""
    found = _ground(letter, found)
    found = _estate(letter, found)
    found = _municipality(letter, found)
    return _other_object(letter, found)


def _ground(letter: Letter, found: Findings) -> Findings:
    """``rent`` or ``disturbance``: what a label says, else the one that is mentioned more."""
    if letter.kind in {Kind.DEBT_LIST, Kind.OTHER, Kind.UTILITY_DEBT}:
        return found
    for one in said(letter, _GROUND_LABEL):
        for value, words in (("disturbance", _DISTURBANCE), ("rent", _RENT)):
            hit = words.search(one.value.plain)
            if hit is not None and not _is_unticked(letter, one.value.start + hit.start()):
                field = letter.place(
                    value,
                    one.value.start + hit.start(),
                    one.value.start + hit.end(),
                    finder="matter",
                    sure=0.95,
                )
                return found if field is None else found.with_field(GROUND, field)
    rent, disturbance = (
        [one for one in letter.search(words) if not _is_unticked(letter, one.start())]
        for words in (_RENT, _DISTURBANCE)
    )
    if not rent and not disturbance:
        return found
    value, hits = ("rent", rent) if len(rent) >= len(disturbance) else ("disturbance", disturbance)
    both = bool(rent) and bool(disturbance)
    close = both and min(len(rent), len(disturbance)) * 3 > max(len(rent), len(disturbance))
    field = letter.place(
        value,
        *hits[0].span(),
        finder="matter",
        sure=0.5 if close else (0.75 if both else 0.9),
        notes=("both_grounds",) if close else (),
    )
    return found if field is None else found.with_field(GROUND, field)


def _is_unticked(letter: Letter, at: int) -> bool:
    """Whether the words there stand behind a box of a form that nobody ticked."""
    before = letter.plain[max(0, at - _OPTION) : at].rpartition("\n")[2]
    boxes = _BOXES.findall(before)
    return bool(boxes) and boxes[-1] in _EMPTY


_OPTION = 60
"""Letters of a choice in a form, at most."""
_EMPTY = "☐□"
_BOXES = re.compile(f"[{_EMPTY}☑☒■✓✗]")


def _estate(letter: Letter, found: Findings) -> Findings:
    """The deceased as printed: "Dödsboet efter N.N.", "N.N:s dödsbo", "Db N.N."."""
    for pattern in _ESTATE:
        for hit in letter.search(pattern):
            cell = letter.cell_at(hit.start())
            end = len(letter.plain) if cell is None else cell.end
            named = persons(
                letter.text.value[hit.end() : end], letter.plain[hit.end() : end], hit.end()
            )
            if named:
                name = named[0]
                field = letter.place(name.text, hit.start(), name.end, finder="matter", sure=0.95)
                return found if field is None else found.with_field(ESTATE, field)
    for hit in letter.search(_ESTATE_AFTER):
        start, end = hit.span("who")
        named = persons(letter.text.value[start:end], letter.plain[start:end], start)
        if named:
            text = re.sub(r"[:'’]?s$", "", named[0].text) if ":" in hit.group() else named[0].text
            field = letter.place(text, *hit.span(), finder="matter", sure=0.9)
            return found if field is None else found.with_field(ESTATE, field)
    for hit in letter.search(_DIED):
        said_so = letter.text.value[hit.start() : hit.end()]
        field = letter.place(said_so, *hit.span(), finder="matter", sure=0.8)
        return found if field is None else found.with_field(ESTATE, field)
    return found


def _municipality(letter: Letter, found: Findings) -> Findings:
    """The municipality whose board is addressed: beside the board's name first, then anywhere."""
    for name, start, end, sure in (*_beside_board(letter), *_named(letter)):
        field = letter.place(name, start, end, finder="matter", sure=sure)
        if field is not None:
            return found.with_field(MUNICIPALITY, field)
    return found


def _beside_board(letter: Letter) -> Iterator[tuple[str, int, int, float]]:
    """Municipalities named in the words after the board's name, in the same line."""
    for board in letter.search(_BOARD):
        cell = letter.cell_at(board.start())
        end = board.end() if cell is None else min(cell.end, board.end() + 60)
        for hit in _CAPITALISED.finditer(letter.plain, board.end(), end):
            for text in (hit.group(), hit.group().split()[0]):
                name = municipality(text)
                if name is not None and not _everyday(letter, name, hit.start(), text):
                    yield name, hit.start(), hit.start() + len(text), 0.93
                    break


def _everyday(letter: Letter, name: str, start: int, text: str) -> bool:
    """Whether it is a word like any other ("SKA VARA SKRIFTLIGT") and not said to be the place."""
    before = letter.plain[max(0, start - 3) : start].lower()
    after = letter.plain[start + len(text) : start + len(text) + 8].lower()
    said = before.endswith(" i ") or re.match(r"s?\s(?:kommun|stad)", after) is not None
    return name in EVERYDAY and not said


def _named(letter: Letter) -> Iterator[tuple[str, int, int, float]]:
    for hit in letter.search(_KOMMUN):
        name = municipality(hit["name"]) or municipality(hit["name"].split()[-1])
        if name is not None:
            yield name, *hit.span("name"), 0.85


def _other_object(letter: Letter, found: Findings) -> Findings:
    """``parking``, ``premises`` or ``storage`` when that is what is let, and no dwelling is."""
    if letter.kind in {Kind.DEBT_LIST, Kind.OTHER}:
        return found
    dwelling = len(list(letter.search(_DWELLING)))
    labelled = {one.value.start: one.value for one in said(letter, _OBJECT_LABEL)}
    for value, words in _OBJECTS:
        hits = list(letter.search(words))
        if not hits:
            continue
        own = next(
            (
                hit
                for hit in hits
                if any(cell.start <= hit.start() < cell.end for cell in labelled.values())
            ),
            None,
        )
        rows_mix = any(kind_of(row.label, letter.kind) == "rent" for row in found.claim)
        if own is not None and not _DWELLING.search(labelled_text(letter, own.start())):
            sure = 0.9
        elif dwelling == 0 or len(hits) > 2 * dwelling:
            sure = 0.8
        elif len(hits) >= dwelling and value == "premises" and not rows_mix:
            sure = 0.6
        else:
            continue
        hit = own or hits[0]
        field = letter.place(value, *hit.span(), finder="matter", sure=sure)
        if field is not None:
            return found.with_field(OTHER_OBJECT, field)
    return found


def labelled_text(letter: Letter, offset: int) -> str:
    """The line of print at an offset, without diacritics."""
    cell = letter.cell_at(offset)
    if cell is None:
        return ""
    row = letter.rows[cell.row]
    return letter.plain[row[0].start : row[-1].end]
