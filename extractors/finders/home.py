"""Where the home is: street, flat number, postal code and city of the dwelling itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.finders.flats import Span, with_apartment
from extractors.finders.labels import How, label, said
from extractors.finders.letter import Cell, Letter
from extractors.finders.places import (
    APARTMENT,
    BEFORE,
    POSTAL,
    STREET,
    Block,
    Postal,
    Whose,
    blocks,
    is_street,
    postals,
    street_in,
)
from pipeline.domain.fields import ADDRESS, CITY, POSTAL_CODE, Findings
from pipeline.domain.kinds import Kind

_PROPERTY = label(
    r"(?:lagenhet(?:en)?s?|bostad(?:en)?s?|objekt(?:et)?s?|fastighet(?:en)?s?|uttags|anlaggnings"
    r"|leverans|forbruknings|forrattnings|avhysnings|hyresobjekt(?:et)?s?|matar|abonnemangs|besoks)"
    r"-?\s?adress(?:en)?",
    r"adress (?:till|for) (?:lagenhet|bostad|avhysning|forrattning|anlaggning)\w*",
    r"avser lagenhet(?:en)?",
    r"(?:hyres)?objekt(?:et)?",
    r"lagenhet(?:en)?|lgh",
    r"bostad(?:en)?",
    r"avser|angaende|ang\.?|gal(?:ler)",
    r"forhyrd lagenhet|den forhyrda lagenheten",
    r"adress,? (?:och )?lagenhets(?:nummer|nr)",
    r"plats(?: for (?:avhysning|forrattning)\w*)?",
    r"bostadsratt(?:en)?|hus(?:et)?|hem|bor|lage|hamtstalle",
    r"(?:fastighet(?:en)?\s?/\s?)?anlaggning(?:en)?|anl\.?\s?adr\.?",
    r"(?:bostad|lagenhet)(?:en)? som (?:ska(?:ll)? )?(?:avtradas|lamnas|avhyses|utryms|tommas)",
)
_ADDRESS = label(
    r"(?:post|gatu|hem|bostads|folkbokforings)?adress(?:en)?",
    r"address|adr\.?",
    r"hyresgastens (?:namn och )?(?:post)?adress",
)
_TENANT = label(
    r"hyresgast(?:en|er|erna|ens)?s? namn[^:]{0,60}",
    r"(?:bostads)?hyresgast(?:en|er|erna)?",
    r"svarande(?:n)?",
    r"galdenar(?:en)?",
    r"konsument(?:en)?(?:s namn[^:]{0,60})?",
    r"kund(?:en)?(?:s namn[^:]{0,40})?",
    r"bostadsrattshavare(?:n)?(?:s namn[^:]{0,60})?",
    r"medlem|abonnent|namn|kontraktsinnehavare|andrahandshyresgast|boende",
)
_INTEXT = re.compile(
    r"(?<!\w)(?:residing|lives?|living|tenants?|lagenhet(?:en)?|lgh|bostad(?:en|s)?\w*|adress(?:en)?|fastighet(?:en)?|hyresratt(?:en)?"
    r"|hem(?:met)?"
    r"|objekt(?:et)?|boende|bor|bosatt|hus(?:et)?|villa(?:n)?|belagen|hyr(?:s|t|d)?"
    r"|anlaggning(?:en)?|uttagspunkt"
    r"|rum(?:met)?"
    r"|rok|kok|trappuppgang(?:en)?|porten|avhysning\w*|apartment|home|flyttat? (?:till|in))"
    r"(?:[\s,(]+(?:(?!\.\s)[^\n\t,.()]){0,45}?)?[\s,(]*(?:pa|vid|i|med adress(?:en)?|adress|:|at"
    r"|om|nr)?[\s,:(]*$",
    re.IGNORECASE,
)
_WITH_FLAT = re.compile(
    rf"(?<![\w.])(?P<street>{BEFORE}{{0,2}}[A-Z][\w'.:-]+\s[0-9]{{1,3}}(?:\s?[A-H])?),?\s"
    r"(?=(?i:[li1|]{1,2}gh|lag(?:enhet|\.?\s?nr)|apt|apartment|flat)\b|nr\s[12][0-9]{3}\b|\([12][0-9]{3}\))"
)
_NOT_HOME = re.compile(
    r"hyresvard|borgenar|uppdragsgivare|sokande|ombud|avsandare|besok(?:s|er)?\W|kontor"
    r"|leverantor|god man"
    r"|forvaltare|handlagg|granne|narvarande adress|tillfallig|nuvarande vistelse"
    r"|ny(?:a)? adress|kopia"
    r"|faktureringsadress|fakturaadress|var adress",
    re.IGNORECASE,
)
_OTHERS_HOME = re.compile(
    r"(?<!\w)(?:mamma|pappa|mor|far|foralder|foraldrar|syster|bror|borgens\w*|borgen|vittne\w*"
    r"|uppgift\w*\s(?:kommer|lamnas)|hyresvard(?:en)? ar|du hyr av|besok(?:er)? oss|hos oss"
    r"|till oss|fragor|samlas|vart kontor|jag bor|god man|gode man|forvaltare|grannen?)(?!\w)",
    re.IGNORECASE,
)
"""Words, in the sentence before a street, of one that is somebody else's."""
_ANOTHERS = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Home:
    start: int
    end: int
    sure: float
    cell: Cell


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``address``, ``postal_code``, ``city`` and ``apartment`` of the home.

    The dwelling's own address (labelled, or named in a sentence) goes before the tenant's postal
    address, and that before the window's. The board's, the sender's and a creditor's addresses are
    never the home's. ``apartment`` is the official four-digit number (lgh 1102), never a landlord's
    object number.
    """
    if letter.kind is Kind.DEBT_LIST:
        return found
    marked = blocks(letter)
    homes = _untorn(letter, list(_homes(letter, marked)))
    if not homes:
        return _postal_alone(letter, found, marked)
    best = max(homes, key=lambda one: (one.sure, -one.start))
    others = {_key(letter, one) for one in homes if one.sure > best.sure - 0.04} - {
        _key(letter, best)
    }
    best = replace(best, sure=_agreed(letter, best, homes))
    field = letter.place(
        _tidy(letter.text.value[best.start : best.end]),
        best.start,
        best.end,
        finder="home",
        sure=best.sure * (0.75 if others else 1.0),
        notes=("several_addresses",) if others else (),
    )
    if field is not None:
        found = found.with_field(ADDRESS, field)
    postal = _postal_of(letter, best, marked, homes)
    if postal is not None:
        found = _with_postal(letter, found, postal, best.sure)
    key = _key(letter, best)
    return with_apartment(letter, found, _spans(one for one in homes if _key(letter, one) == key))


def at_street(letter: Letter, found: Findings, start: int, end: int, finder: str) -> Findings:
    """The same fields, of the street that is known to stand at ``start:end``."""
    cell = letter.cell_at(start)
    street = _tidy(letter.text.value[start:end])
    field = letter.place(street, start, end, finder=finder, sure=_KNOWN)
    if cell is None or field is None:
        return found
    home = _Home(start=start, end=end, sure=_KNOWN, cell=cell)
    found = found.with_field(ADDRESS, field)
    postal = _postal_of(letter, home, blocks(letter), [home])
    if postal is not None:
        found = _with_postal(letter, found, postal, home.sure)
    return with_apartment(letter, found, _spans([home]))


_KNOWN = 0.95
"""How sure a street is where somebody who is named in the letter is registered."""


def _agreed(letter: Letter, best: _Home, homes: list[_Home]) -> float:
    """How sure the home's street is, by how many places name it and whether any names another.

    A street that nothing contradicts is right far oftener than its label alone would say.
    """
    key = _key(letter, best)
    others = [one for one in homes if _key(letter, one) != key]
    places = {one.start for one in homes if _key(letter, one) == key}
    if others or best.sure <= _ANOTHERS:
        return best.sure
    if best.sure < _NAMED:
        return max(best.sure, 0.9 if len(places) == 1 else 0.95)
    return max(best.sure, 0.98 if len(places) == 1 else 0.99)


_NAMED = 0.8
"""So sure is a street that its label, its sentence or its block calls a home."""


def _untorn(letter: Letter, homes: list[_Home]) -> list[_Home]:
    """Without streets whose entrance letter a line's end tore off, if it is printed whole too."""
    keys = {_key(letter, one) for one in homes}

    def torn(one: _Home) -> bool:
        at_end = letter.plain[one.end : one.end + 1] in {"\n", ""}
        return at_end and any(_key(letter, one) + entrance in keys for entrance in "abcdefgh")

    return [one for one in homes if not torn(one)]


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,.")


def _key(letter: Letter, home: _Home) -> str:
    return re.sub(r"\W", "", letter.plain[home.start : home.end].lower())


def _homes(letter: Letter, marked: tuple[Block, ...]) -> Iterator[_Home]:
    """Streets that may be the home's, each with how sure."""
    foreign = frozenset(
        line.start
        for block in marked
        if block.whose in {Whose.BOARD, Whose.SENDER}
        for line in block.lines
    )
    yield from _labelled(letter, foreign)
    yield from _in_sentences(letter, foreign)
    yield from _in_windows(letter, marked, foreign)


def _labelled(letter: Letter, foreign: frozenset[int]) -> Iterator[_Home]:
    for pattern, sure in ((_PROPERTY, 0.96), (_TENANT, 0.93), (_ADDRESS, 0.9)):
        for one in said(letter, pattern):
            if _NOT_HOME.search(_around(letter, one.label)):
                continue
            # "Lägenheten på ..." may open a sentence, whose next lines are no address block
            only = pattern is _ADDRESS or (one.how is How.BEHIND and not one.marked)
            cells = one.block[: 1 if only else 5]
            for place, cell in enumerate(cells):
                loose = pattern is not _TENANT or any(
                    POSTAL.search(under.plain) for under in cells[place : place + 2]
                )
                edge = cell.start in foreign or letter.height_at(cell.box) > 0.88
                if not (pattern is _ADDRESS and edge):
                    yield from _in_cell(cell, sure - (0.0 if one.marked else 0.03), loose=loose)


def _in_sentences(letter: Letter, foreign: frozenset[int]) -> Iterator[_Home]:
    """Streets in running text: behind "lägenheten på", before "lgh 1102", or anywhere."""
    for hit in STREET.finditer(letter.plain):
        start, end = hit.span("street")
        street = letter.plain[start:end]
        cell = letter.cell_at(start)
        if cell is None or cell.start in foreign or "\t" in street or not is_street(street):
            continue
        before = letter.before(start, 70)
        said = re.split(r"[.!?]\s", before)[-1]
        if _OTHERS_HOME.search(said):
            yield _Home(start=start, end=end, sure=_ANOTHERS, cell=cell)
        elif _INTEXT.search(before) and not _NOT_HOME.search(before[-30:]):
            yield _Home(start=start, end=end, sure=0.94, cell=cell)
        elif APARTMENT.search(letter.plain[end : cell.end]):
            yield _Home(start=start, end=end, sure=0.88, cell=cell)
        elif letter.height_at(cell.box) < 0.88:
            yield _Home(start=start, end=end, sure=0.55, cell=cell)
    for hit in letter.search(_WITH_FLAT):
        cell = letter.cell_at(hit.start("street"))
        if cell is not None and cell.start not in foreign and is_street(hit["street"]):
            start, end = hit.span("street")
            yield _Home(start=start, end=end, sure=0.87, cell=cell)


def _in_windows(
    letter: Letter, marked: tuple[Block, ...], foreign: frozenset[int]
) -> Iterator[_Home]:
    """Streets of blocks that a person's name heads."""
    for block in marked:
        if block.whose is not Whose.PERSON or block.lines[0].start in foreign:
            continue
        if any(_NOT_HOME.search(line.plain) for line in block.lines):
            continue
        line = block.street
        span = None if line is None else street_in(line)
        if line is not None and span is not None:
            care = any("c/o" in one.plain.lower() for one in block.lines)
            high = letter.height_at(block.lines[0].box) < 0.45
            sure = (0.85 if high else 0.75) - (0.15 if care else 0.0)
            yield _Home(start=line.start + span[0], end=line.start + span[1], sure=sure, cell=line)


def _around(letter: Letter, cell: Cell) -> str:
    """The label and the words before it in its line."""
    home = letter.cell_at(cell.start)
    return cell.plain if home is None else letter.plain[home.start : cell.end]


def _in_cell(cell: Cell, sure: float, *, loose: bool) -> Iterator[_Home]:
    span = street_in(cell, loose=loose)
    if span is not None:
        yield _Home(start=cell.start + span[0], end=cell.start + span[1], sure=sure, cell=cell)


def _spans(homes: Iterable[_Home]) -> list[Span]:
    return [(one.start, one.end, one.cell) for one in homes]


def _postal_of(
    letter: Letter, home: _Home, marked: tuple[Block, ...], homes: list[_Home]
) -> Postal | None:
    """The postal code of that street: behind it, under it, or elsewhere with the same street."""
    printed = list(postals(letter))
    key = _key(letter, home)
    twins = [home, *(other for other in homes if _key(letter, other) == key)]
    for beside in (_behind, _under):
        for place in twins:
            near = next((one for one in printed if beside(letter, place, one)), None)
            if near is not None:
                return near
    owners = [one for one in marked if one.whose is Whose.PERSON]
    if len(owners) != 1:
        return None
    street = owners[0].street
    told = street is None or key in re.sub(r"\W", "", street.plain.lower())
    return owners[0].postal if told else None


def _behind(letter: Letter, home: _Home, postal: Postal) -> bool:
    """Whether a postal code follows a street in its line, or on the line it wraps to."""
    gap = postal.start - home.end
    between = letter.plain[home.end : max(home.end, postal.start)]
    if _BOX_BESIDE.search(between):
        return False
    same_row = postal.cell.row == home.cell.row and gap < 60
    # a line that wraps has no other column beside it
    wraps = gap < 12 and len(letter.rows[home.cell.row]) == 1
    return postal.cell.page == home.cell.page and gap >= 0 and (same_row or wraps)


_BOX_BESIDE = re.compile(r"\t\s*(?:box|fe)\b", re.IGNORECASE)
"""A post box in the next column is another's address."""
_LABEL_BEFORE = 16


def _under(letter: Letter, home: _Home, postal: Postal) -> bool:
    """Whether a postal code opens a line under a street, in its column."""
    rows = postal.cell.row - home.cell.row
    column = min(
        abs(postal.cell.box.x0 - home.cell.box.x0),
        abs(postal.cell.box.x0 - letter.text.boxes_at(home.start, home.end)[0].x0),
    )
    # at most a label before it: "Postadress: 414 58 Göteborg", not a company and its box
    label_before = re.sub(r"\W", "", letter.plain[postal.cell.start : postal.start])
    opens = len(label_before) <= _LABEL_BEFORE and not any(one.isdigit() for one in label_before)
    return postal.cell.page == home.cell.page and 0 < rows <= 2 and column < 40 and opens


def _with_postal(letter: Letter, found: Findings, postal: Postal, sure: float) -> Findings:
    code = letter.place(
        postal.code, postal.start, postal.code_end, finder="home", sure=min(0.99, sure + 0.02)
    )
    city = letter.place(postal.city, postal.city_start, postal.end, finder="home", sure=sure)
    if code is not None:
        found = found.with_field(POSTAL_CODE, code)
    return found if city is None else found.with_field(CITY, city)


def _postal_alone(letter: Letter, found: Findings, marked: tuple[Block, ...]) -> Findings:
    for block in marked:
        if block.whose is Whose.PERSON and letter.height_at(block.lines[0].box) < 0.45:
            found = _with_postal(letter, found, block.postal, 0.7)
            break
    return with_apartment(letter, found, [])
