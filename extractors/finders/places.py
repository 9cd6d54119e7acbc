"""Streets, postal codes and blocks of address, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from extractors.finders.labels import above
from extractors.finders.letter import Cell, Letter, plain
from extractors.finders.naming import is_organisation, persons

_ENDINGS = (
    "gatan|gata|vagen|vag|granden|grand|torget|torg|platsen|plats|plan|planen|allen|alle|stigen"
    "|stig|backen|backe|kullen|leden|straket|esplanaden|promenaden|kajen|kaj|hamnen|bron|parken"
    "|garden|gard|slingan|ringen|angen|asen|hojden|liden|svangen|gangen|tomten|rondellen|terrassen"
    "|trappan|berget|lyckan|holmen|vreten|dalen|hagen|akern|viken|udden|stranden|slatten|bacen"
    "|gatn|sgt|bygata|vallen|ekan|lunden|skogen|stycket|lanken|rundan|runden|kransen|brinken|klippan|sluttningen|esplanad|strand|hojd|kilen"
    "|spangen|gardet|skansen|faltet|udde|tappan|kroken|bagen|korset|hornet|passagen"
)
_LARGE = r"(?i:(?:vastra|ostra|norra|sodra|stora|lilla|gamla|nya|ovre|nedre|sankta?|s:ta?|st\.?)\s)"
_NO_PART = (
    r"(?!(?i:fran|till|pa|vid|i|for|avser|angaende|ang|\w*adress\w*|address|lagenhet\w*|bostad\w*"
    r"|objekt\w*"
    r"|hyresgast\w*|tenant|gata|bor|kund|svarande|anlaggning\w*|hamtstalle"
    # the matter, as a subject line has it before the street
    r"|avhysning\w*|vrakning\w*|uppsagning\w*|uppsagd|obetal\w*|hyres\w+|avgifts\w+|skuld\w*"
    r"|storning\w*|krav\w*|paminnelse\w*|forrattning\w*|delgivning\w*|underrattelse\w*"
    r"|meddelande\w*|information|besok\w*|inspektion\w*|verkstallighet\w*|elskuld\w*|amne|tid"
    r"|handrackning\w*|ansokan|orosanmalan|klagomal\w*|re|sv|vb|fw|fwd|hyra\w*|arende\w*"
    r"|adr|anl|lokal\w*|folkbokford\w*|var|hus|hem|svar|objekt|ert|vart)\s)"
)
BEFORE = rf"(?:{_LARGE}|[A-Z][a-z]?\. |{_NO_PART}[A-Z][\w'-]* )"
STREET = re.compile(
    rf"(?<![\w-])(?P<street>(?:[0-9]:[ae] )?{BEFORE}{{0,3}}?(?:[A-Z][\w:'-]*?)?"
    rf"(?:(?<=\w)|(?<= ))(?i:{_ENDINGS}|(?<=[a-z])[gv]\.)"
    rf"\s(?P<number>[0-9]{{1,4}}(?:\s?-\s?[0-9]{{1,3}})?(?:\s?[A-Ha-h](?![\w]))?))"
    rf"(?![0-9:,]?[0-9])"
)
LOOSE_STREET = re.compile(
    r"^(?P<street>[A-Z][\w:'. -]{2,40}?\s[0-9]{1,4}(?:\s?-\s?[0-9]{1,3})?(?:\s?[A-Ha-h](?!\w))?)"
    r"(?=$|[,;]|\s+(?:lgh|lag|LGH|BV|bv|[0-9] tr|vån))"
)
POSTAL = re.compile(
    r"(?<![\w/-])(?:SE?-)?(?P<code>[1-9][0-9]{2}\s?[0-9]{2})\s{1,2}"
    r"(?P<city>[A-Z][A-Za-z]+(?:[ -](?:[A-Z][A-Za-z]+|i|pa))*)(?!\s?(?:kr|kronor)\b)"
)
APARTMENT = re.compile(
    r"(?<![\w])(?:[li1|]{1,2}gh|[li1|]ag(?:enhet(?:en)?)?s?)\.?[\s-]{0,2}(?:n(?:umme)?r|nummer"
    r"|no)?\s?[.:]?\s{0,2}"
    r"(?P<number>(?:09|1[0-9]|2[0-9])[0-9]{2})(?![\w]|[-/.][0-9])",
    re.IGNORECASE,
)
_TO_BOARD = re.compile(
    r"social(?:namnd|tjanst|forvaltning|kontor|resurs)|individ-?\s?och familj|\bifo\b|vuxenenhet"
    r"|stadsdels(?:namnd|forvaltning)|\bnamnden\b|omsorgsnamnd|valfardsnamnd|kommunhus|medborgar"
    r"|\bkommun\b|forsorjningsstod|ekonomiskt bistand",
    re.IGNORECASE,
)
_NO_STREET = re.compile(
    r"(?:box|fe|p-?plats|bilplats|garage|plats|parkering|forrad|lokal|hyresgast|konsument|kund"
    r"|svarande|galdenar|medlem|natavgift|elhandel|lgh|lag"
    r"|objekt|tel|telefon|sida|sid|belopp|summa|hyra|avgift|kund|faktura|org|bankgiro"
    r"|bg|pg|plusgiro|kontrakt|avtal|bilaga|formular|den|datum|kl|ocr|arende|mal|dnr|period|antal"
    r"|rum|punkt|rad|nr|postadress|ranta|kapital|att|se|enligt|jb|brl|uf|v|vecka|ver|version"
    r"|formul[a-z]*|din|mobil|fax|vxl|vaxel|januari|februari|mars|april|maj|juni|juli|augusti"
    r"|september|oktober|november|december)\b|.*\b(?:kap|kr|kronor|nr|nummer|den)\b"
    r"|.*\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november"
    r"|december)\s"
    r"|\w*avgift\b|\w*hyra\b|.*\s(?:19|20)[0-9]{2}$",
    re.IGNORECASE,
)
_BOX = re.compile(r"^(?:box|fe)\s?[0-9]+", re.IGNORECASE)


class Whose(StrEnum):
    """Whose address a block is."""

    BOARD = "board"
    SENDER = "sender"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Postal:
    """A postal code and city in print: the code without its space, the city as printed."""

    code: str
    city: str
    start: int
    end: int
    code_end: int
    city_start: int
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """An address in print: its lines from top to bottom, the postal line last."""

    lines: tuple[Cell, ...]
    postal: Postal
    whose: Whose

    @property
    def street(self) -> Cell | None:
        """The line with the street, when there is one."""
        return next((one for one in reversed(self.lines) if street_in(one) is not None), None)


def postals(letter: Letter) -> Iterator[Postal]:
    """The postal codes with their cities."""
    for cell in letter.cells:
        for found in POSTAL.finditer(cell.plain):
            city = cell.text[found.start("city") : found.end("city")]
            yield Postal(
                code=found["code"].replace(" ", ""),
                city=city,
                start=cell.start + found.start("code"),
                end=cell.start + found.end("city"),
                code_end=cell.start + found.end("code"),
                city_start=cell.start + found.start("city"),
                cell=cell,
            )


def street_in(cell: Cell, *, loose: bool = True) -> tuple[int, int] | None:
    """Offsets of a street with its number within the cell's text; None when there is none.

    ``loose`` accepts any name with a number, which only an address's place justifies.
    """
    found = STREET.search(cell.plain) or (LOOSE_STREET.match(cell.plain) if loose else None)
    return None if found is None or not is_street(found["street"]) else found.span("street")


def is_street(words: str) -> bool:
    """Whether what looks like a name with a number may be a street, and no other numbered thing."""
    opens = words[:1].isdigit() or words[:1].isupper() or re.match(_LARGE, words) is not None
    return opens and _NO_STREET.match(words) is None and not is_organisation(words)


def blocks(letter: Letter) -> tuple[Block, ...]:
    """The address blocks of a letter, in print order, each with whose it is."""
    return tuple(_block(letter, postal) for postal in postals(letter))


def _block(letter: Letter, postal: Postal) -> Block:
    over = above(letter, postal.cell, most=5)
    before = letter.plain[postal.cell.start : postal.start]
    street = STREET.search(before)
    head = letter.text.value[postal.cell.start :][: street.start() if street else len(before)]
    wrapped = over[0] if over and not before and _runs_on(letter, over[0], postal.cell) else None
    if wrapped is not None or _is_said(head, letter.plain[postal.end : postal.cell.end]):
        # in running text, or behind its own name, the lines above are no heads of an address
        start = postal.cell.start if street else _line_before(letter, postal.cell)
        said = letter.plain[max(start, postal.start - _SAID) : postal.start]
        return Block(lines=(postal.cell,), postal=postal, whose=_whose_said(said))
    if street is not None:
        # the whole address stands in one line: above it only names, no other line's street
        over = tuple(takewhile(_heads, over[:2]))
    stack = tuple(reversed(over))
    lines = (*stack, postal.cell)
    text = "\n".join(one.plain for one in lines)
    return Block(lines=lines, postal=postal, whose=_whose(letter, lines, text))


def _runs_on(letter: Letter, upper: Cell, lower: Cell) -> bool:
    """Whether a sentence's line goes on in the next: "Svarande är Anna Prov, Provgatan 1,"."""
    return letter.goes_on(upper) == lower and len(SMALL_WORD.findall(upper.plain)) >= _FEW


def _is_said(head: str, behind: str) -> bool:
    """Whether the words around an address are a sentence's, or a name stands before its street.

    ``head`` is as printed, ``behind`` plain.
    """
    before = plain(head)
    few = len(SMALL_WORD.findall(before))
    if few + len(SMALL_WORD.findall(behind)) >= _WORDS:
        return True
    to = _TO.match(before)
    start = 0 if to is None else to.end()
    named = few >= _FEW or bool(persons(head[start:].lstrip(" :"), before[start:].lstrip(" :")))
    return named and not _OFFICE.search(before)


SMALL_WORD = re.compile(r"(?<![\w@.-])[a-z]{2,}(?![\w@-])")
"""A word in small letters, of which sentences are made and addresses are not."""
_OFFICE = re.compile(r"besok|kontor|adress|\bbox\b|expedition|vaxel|\batt\b|c/o", re.IGNORECASE)


def _line_before(letter: Letter, cell: Cell) -> int:
    """The first place of the line over a line that goes on from it."""
    over = letter.rows[max(0, cell.row - 1)]
    return over[0].start if over[0].page == cell.page else cell.start


def _whose_said(before: str) -> Whose:
    """Whose an address in running text is, by the words straight before its street."""
    flat = before.replace("\n", " ")
    places = [*STREET.finditer(flat), *_A_BOX.finditer(flat)]
    said = flat[: places[-1].start()] if places else flat
    said = " ".join(re.split(r"[.;:()]\s|,\s(?=\S)", said.rstrip(" ,:("))[-1].split()[-_NAME_OF:])
    if _TO_BOARD.search(said):
        return Whose.BOARD
    boxed = bool(places) and places[-1].re is _A_BOX
    return Whose.SENDER if boxed or is_organisation(_DWELLING.sub("", said)) else Whose.UNKNOWN


_DWELLING = re.compile(r"\b(?:bostad(?:s?ratt)?|hyresratt)(?:en)?\b", re.IGNORECASE)
_SAID = 110
_NAME_OF = 4
"""Words before a street in which its owner's name would end."""
_A_BOX = re.compile(r"\b(?:box|fe)\s?[0-9]+", re.IGNORECASE)


_WORDS, _FEW = 3, 2


def _heads(line: Cell) -> bool:
    """Whether a line may be the name over an address."""
    return len(line.plain) <= _NAME_LINE and STREET.search(line.plain) is None


_NAME_LINE = 48
"""Letters of a line of an address that is a name."""


def _is_party(letter: Letter, lines: tuple[Cell, ...]) -> bool:
    """Whether the letter's own words call a person named in these lines its tenant or customer."""
    for line in lines[:-1]:
        for person in persons(line.text, line.plain, line.start):
            name = re.escape(letter.plain[person.start : person.end])
            if re.search(rf"(?:{_PARTY})\b[^\n]{{0,50}}{name}", letter.plain, re.IGNORECASE):
                return True
    return False


def _is_window(letter: Letter, lines: tuple[Cell, ...], text: str) -> bool:
    """Whether these lines are the window of a letter without a head: to a person, not from one.

    A flat's number or "Till" tells it from a private landlord's letterhead, of which the signature
    repeats a name; nobody is written to as guarantor or trustee of the tenant's.
    """
    if not (APARTMENT.search(text) or _TO.match(text)) or _FOR_ANOTHER.search(text):
        return False
    heads = [one for line in lines[:-1] for one in persons(line.text, line.plain, line.start)]
    names = {word for one in heads for word in _names(letter.plain[one.start : one.end])}
    below = [one.plain for one in letter.cells if one.start > lines[-1].end]
    signed = {word for line in below[-_SIGNATURE:] for word in _names(line)}
    return bool(names) and not names & signed


def _beside_a_firm(letter: Letter, lines: tuple[Cell, ...]) -> bool:
    """Whether a firm's letterhead stands in another column: the lines are of whom it writes to."""
    rows = {line.row for line in lines}
    others = (cell for row in rows for cell in letter.rows[row] if cell not in lines)
    return any(is_organisation(cell.plain) for cell in others)


_CLOSING = re.compile(
    r"\W*(?:(?:med\s)?(?:vanlig|basta|varma?|hjartlig)\w*\s\w*halsning\w*|halsar|halsning\w*"
    r"|vanligen|hogaktningsfullt|mvh|eder|(?:er|din)\stillgivna|(?:yours|kind|best|warm)\s\w+"
    r"|sincerely|regards)\W*$",
    re.IGNORECASE,
)


def is_signed(letter: Letter, block: Block) -> bool:
    """Whether a closing stands straight over an address, which is then the writer's own."""
    first = block.lines[0].row
    over = [cell for row in letter.rows[max(0, first - 2) : first] for cell in row]
    return any(_CLOSING.match(cell.plain) for cell in (*over, *block.lines))


def _names(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text.lower())


_SIGNATURE = 4
"""Lines at a letter's end in which its writer's name stands."""
_FOR_ANOTHER = re.compile(
    r"borgens|borgen\b|god man|forvaltare|ombud|granne|vittne|anmalare|mottagningen", re.IGNORECASE
)
_TO = re.compile(r"(?:till|to|herr|fru|bast[ea])\b", re.IGNORECASE)


_PARTY = (
    r"hyresgast\w*|hyrestagare\w*|bostadsrattshavare\w*|kund(?:en)?|svarande\w*|galdenar\w*|konsument\w*|medlem\w*"
    r"|abonnent\w*|avser|galler|tenant"
)


def _lowest_part(lines: tuple[Cell, ...], text: str) -> str:
    """The block's lines from its lowest person's name down: above stands another's, as in a form.

    "Att: Anna Prov" under a company's name is the company's.
    """
    for place in range(len(lines) - 2, 0, -1):
        line = lines[place]
        at_work = re.match(r"(?:att|attn|c/o|v\.?b\.?)\b", line.plain, re.IGNORECASE)
        if at_work is None and persons(line.text, line.plain) and not is_organisation(line.plain):
            return "\n".join(one.plain for one in lines[place:])
    return text


def _whose(letter: Letter, lines: tuple[Cell, ...], text: str) -> Whose:
    if _TO_BOARD.search(text):
        return Whose.BOARD
    down = letter.height_at(lines[-1].box)
    named = any(persons(one.text, one.plain) for one in lines[:-1])
    # above the window of an envelope stands the letterhead, a private landlord's too
    high = letter.height_at(lines[0].box) < 0.1
    meant = _is_party(letter, lines) or _is_window(letter, lines, text)
    letterhead = high and not meant and not _beside_a_firm(letter, lines)
    organised = is_organisation(re.sub(r"c/o.*", "", _lowest_part(lines, text)))
    if organised or _BOX.search(text) or down > 0.88 or letterhead:
        return Whose.SENDER
    return Whose.PERSON if named else Whose.UNKNOWN
