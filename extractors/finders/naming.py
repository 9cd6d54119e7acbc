"""Names of persons and of organisations, told from each other and from all other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_TOKEN = re.compile(r"\S+")
_OPENING = re.compile(
    r"\W*(?:(?:[A-Z&/][^\s0-9(]*|och|samt|i|av|af|von|van|de|la|al|el|bin|der|ek\.|for\.?)(?:\s+"
    r"|$))*"
)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*[.-]?$")
_PARTICLE_WORDS = "af av von van de der den la le du el al bin ibn dos da di ter zu"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_JOINERS = frozenset({"och", "samt", "&", "/", "+", "o"})
_TITLE_WORDS = "herr fru froken hr fam familjen dr mr mrs ms adv advokat direktor tant farbror"
_TITLES = frozenset(_TITLE_WORDS.split())
_ORGANISATION = re.compile(
    r"(?<![\w])(?:ab|aktiebolag(?:et)?|kb|hb|handelsbolag(?:et)?|kommanditbolag(?:et)?|brf"
    r"|bostadsrattsforening(?:en)?|ek\.?\s?for\.?|ekonomisk forening|stiftelse[rn]?|inc|ltd|gmbh"
    r"|group|publ|[\w-]*firman?|brodern?a|hsb|sbc|riksbyggen|kronofogde(?:n|myndigheten)?|filial"
    r"|[\w-]*kommun(?:en|ens)?|stads?|[\w-]*namnd(?:en|ens)?|[\w-]*forvaltning(?:en|ar|s)?"
    r"|[\w-]*(?:inkasso|bolag(?:et|en)?|bostader|fastighet(?:er|s)?|hyreshus|energi|elnat|natbolag"
    r"|kraftvarme|fjarrvarme|varmeverk|vatten|gasnat|miljo|byggen|hem|kontor(?:et)?|tjanst(?:en)?"
    r"|myndighet(?:en)?|verk(?:et)?|ratt(?:en)?|domstol(?:en)?|(?<!lag)enhet(?:en)?|byra(?:n)?"
    r"|omsorg(?:en)?"
    r"|avdelning(?:en)?|sallskap(?:et)?|forening(?:en)?|finans|kredit|juridik|service|kapital"
    r"|stad(?:en|s)?|bostads?|hyres|forbund(?:et)?|skola(?:n)?))(?![\w])",
    re.IGNORECASE,
)
_NOT_NAME_WORDS = """
    adress namn personnummer personnr pnr person orgnr organisationsnummer telefon tel mobil epost
    e-post mail datum sida sid ort stad kommun sverige sweden lagenhet lagenheten lgh lghnr
    lagenhetsnummer objekt objektsnr bostad bostaden hyra hyran hyror hyres hyresvard hyresvarden
    hyresvardens hyresgast hyresgasten hyresgastens hyresgaster medhyresgast andrahandshyresgast
    inneboende boende kund kunden kundens kundnr kundnummer konsument konsumenten konsumentens
    svarande svaranden sokande sokanden galdenar galdenaren borgenar borgenaren ombud avser
    avseende ang angaende betraffande period belopp summa totalt total att betala senast forfallodag
    forfallodatum skuld kapital ranta avgift avgifter faktura fakturanr ocr bankgiro plusgiro bg pg
    socialnamnden socialtjansten socialnamnd kronofogden kronofogdemyndigheten tingsratten
    hyresnamnden till fran hej med for vid och eller samt som har inte ej den det de vi ni du er ert
    ditt din var vart vara detta denna enligt om pa av i under mot utan ska skall kan kommer ar blir
    vanlig vanliga vanligen halsning halsningar handlaggare handlaggaren kontaktperson kontakt
    forvaltare ordforande styrelsen vard bostadsrattshavare bostadsrattshavaren medlem medlemmen
    abonnent dodsbo dodsboet efter god man maklare januari februari mars april maj juni juli augusti
    september oktober november december mandag tisdag onsdag torsdag fredag lordag sondag bilaga
    bilagor kopia delgivning rekommenderat rek brev meddelande underrattelse uppsagning avhysning
    arende arendenr arendenummer malnummer malnr mal dnr diarienr referens reference kontrakt
    kontraktsnr kontraktsnummer avtal avtalsnr avtalsnummer avtalet parkering garage forrad lokal
    forfallen obetald obetalda betald storlek antal rum rok vaning trappor postadress postnr
    postnummer postort gata gatuadress underskrift signatur namnfortydligande mottagare mottagaren
    avsandare anlaggning anlaggnings-id elnat elhandel el vatten gas fjarrvarme nej ja barn okant
    finns saknas uppgift se ovan nedan ovanstaende enl m.fl mfl m.fl. dito vakant tom
    samtliga hela aven endast utdrag sammanstallning lista restlista rad nr the of and
    box fe bankgironr summa hus besoksadress
    vastra ostra norra sodra stora lilla gamla nya ovre nedre amne skickat uppsagd uppsagt
    ingen inga inget alla hushallet familj vuxna minderariga fodd id ssn jag xxxx
    """
_INITIAL = 2
"""Signs of an initial with its full stop."""
_NOT_NAMES = frozenset(_NOT_NAME_WORDS.split())
_PLACE_ENDS = re.compile(
    # Agata, Allén, Lidén and Kaplan are persons
    r"(?:gatan|(?<=\w{3})(?:gata|allen|plan|liden|ringen|kullen|backen)|vagen|grand|granden|torget"
    r"|torg|stigen|leden|platsen|hojden|slingan|kajen|parken|esplanaden|promenaden|straket"
    r"|namnden|namnd|kommun|kontoret|forvaltningen|bolaget|tjansten|avgift|avgiften|nummer|skuld"
    r"|numret|datum|dagen|hyra|hyran|havare|havaren|myndigheten|omsorgen|enheten|giro|adress)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person's name as printed at ``start:end``; ``notes`` say what is odd about it.

    ``others``: "m.fl." stands after it; ``shared_surname``: "Anna och Bo Ek" gave Anna's surname;
    ``surname_first``: "Ek, Anna"; ``single``: one word only.
    """

    text: str
    start: int
    end: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    plain: str
    start: int
    comma: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def particle(self) -> bool:
        return self.plain.lower() in _PARTICLES

    @property
    def joiner(self) -> bool:
        return self.plain.lower() in _JOINERS

    @property
    def name(self) -> bool:
        """Whether it may be part of a person's name."""
        low = self.plain.lower().rstrip(".")
        return (
            self.text[:1].isupper()
            and _NAME.match(self.text) is not None
            and low not in _NOT_NAMES
            and _PLACE_ENDS.search(low) is None
        )


def is_organisation(plain: str) -> bool:
    """Whether a text without diacritics names a company, an association or an authority."""
    return _ORGANISATION.search(plain) is not None


def persons(text: str, plain: str, offset: int = 0, *, single: bool = False) -> list[PersonName]:
    """The persons named at the beginning of a value, in print order; empty when it names none.

    ``single`` accepts one word alone (a surname), which only a strong label justifies.
    """
    if is_organisation(_head(plain)):
        return []
    tokens = list(_tokens(text, plain, offset))
    while tokens and tokens[0].plain.lower().rstrip(".") in _TITLES:
        tokens.pop(0)
    groups, others = _grouped(tokens, flera="flera" in plain.lower())
    return _named(groups, others=others, single=single)


def runs(text: str, plain: str, offset: int = 0) -> Iterator[tuple[int, int]]:
    """Offsets of each run of two or more words that may name persons, anywhere in a text.

    A run ends with its sentence, and what names an organisation or a street is none.
    """
    run: list[_Token] = []
    tokens = list(_tokens(text, plain, offset))
    for place, token in enumerate(tokens):
        named = token.name and not _is_street(tokens, place)
        goes_on = named or (bool(run) and (token.particle or token.joiner))
        if goes_on:
            run.append(token)
        if not goes_on or _ends(token):
            yield from _whole(run)
            run = []
    yield from _whole(run)


def _ends(token: _Token) -> bool:
    """Whether a sentence ends with the word; an initial's full stop ends none."""
    return token.comma or (token.text.endswith(".") and len(token.plain) > 2)


def _whole(run: list[_Token]) -> Iterator[tuple[int, int]]:
    while run and not run[-1].name:
        run = run[:-1]
    said = " ".join(token.plain for token in run)
    long = any(token.name and len(token.plain.rstrip(".")) > 2 for token in run)
    if long and sum(token.name for token in run) >= 2 and not is_organisation(said):
        yield run[0].start, run[-1].end


def _grouped(tokens: list[_Token], *, flera: bool) -> tuple[list[list[_Token]], bool]:
    """The words of each person, up to the first that is no name; whether "m.fl." follows."""
    groups: list[list[_Token]] = [[]]
    others = False
    for place, token in enumerate(tokens):
        low = token.plain.lower().rstrip(".,")
        if low in {"m.fl", "mfl"} or (low == "med" and flera):
            others = True
            break
        if token.joiner and groups[-1]:
            groups.append([])
            continue
        if not (token.name or (token.particle and groups[-1])) or _is_street(tokens, place):
            break
        groups[-1].append(token)
        if _ends(token) and not token.comma:
            break
        if token.comma:
            following = tokens[place + 1 : place + 4]
            if not following or not following[0].name:
                break
            if len(groups[-1]) >= 2 and sum(one.name for one in following) >= 2:
                groups.append([])
    groups = [_trimmed(group) for group in groups]
    return [group for group in groups if group], others


def _is_street(tokens: list[_Token], place: int) -> bool:
    """Whether a word after a comma with a house number behind it is a street."""
    after = tokens[place + 1].plain if place + 1 < len(tokens) else ""
    numbered = re.match(r"[0-9]{1,3}(?![0-9-])", after) is not None
    return numbered and place > 0 and tokens[place - 1].comma


def _head(plain: str) -> str:
    """The capitalised words that open a value, with what joins them: all that can be a name."""
    found = _OPENING.match(plain)
    return "" if found is None else found.group()


def _tokens(text: str, plain: str, offset: int) -> Iterator[_Token]:
    spaced = re.sub(r"(?<=\w)/(?=\w)", "/", plain)
    for found in _TOKEN.finditer(spaced):
        word = text[found.start() : found.end()]
        start = found.start()
        pieces = re.split(r"(/)", word) if "/" in word and word.lower() != "c/o" else [word]
        for piece in pieces:
            if not piece:
                continue
            bare = piece.rstrip(",;")
            lead = next((place for place, one in enumerate(bare) if one.isalnum()), 0)
            bare = bare[lead:]
            begin = start + lead
            yield _Token(
                text=bare,
                plain=plain[begin : begin + len(bare)],
                start=offset + begin,
                comma=piece.endswith((",", ";")),
            )
            start += len(piece)


def _trimmed(group: list[_Token]) -> list[_Token]:
    while group and group[-1].particle and not group[-1].text[:1].isupper():
        group = group[:-1]
    return group[:6]


def _named(groups: list[list[_Token]], *, others: bool, single: bool) -> list[PersonName]:
    found: list[PersonName] = []
    last = groups[-1][-1] if groups else None
    for place, group in enumerate(groups):
        notes: list[str] = ["others"] if others and place == len(groups) - 1 else []
        text = " ".join(token.text + ("," if token.comma else "") for token in group)
        text = text.rstrip(", ")
        if len(group) == 1:
            if len(groups) > 1 and place < len(groups) - 1 and last is not None:
                if len(groups[-1]) < 2:
                    continue
                text = f"{text} {last.text}"
                notes.append("shared_surname")
            elif not single or len(group[0].plain.rstrip(".")) < 3:
                continue
            else:
                notes.append("single")
        if any(one.comma for one, _ in pairwise(group)):
            notes.append("surname_first")
        if sum(len(token.plain.rstrip(".")) > 1 for token in group) == 0:
            continue
        # a sentence's full stop; an initial keeps its own
        stop = text.endswith(".") and len(group[-1].plain) > _INITIAL
        text, end = (text[:-1], group[-1].end - 1) if stop else (text, group[-1].end)
        found.append(PersonName(text=text, start=group[0].start, end=end, notes=tuple(notes)))
    return found
