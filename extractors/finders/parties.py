"""Whom the letter is about: names and numbers of tenants, co-tenants and occupants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.finders import party_roles
from extractors.finders.identity import Printed, numbers
from extractors.finders.labelled_numbers import is_persons
from extractors.finders.labels import Said, label, said
from extractors.finders.letter import Cell, Letter, plain
from extractors.finders.naming import PersonName, is_organisation, persons
from extractors.finders.party_draft import (
    Draft,
    give_care_of,
    give_numbers,
    merged,
    name_key,
    party,
)
from extractors.finders.places import SMALL_WORD, Whose, blocks, is_signed
from extractors.finders.sender import sender_numbers
from pipeline.domain.fields import (
    SENDER_CONTACT,
    SENDER_NAME,
    Findings,
    PartyRole,
)
from pipeline.domain.kinds import Kind

_NOT_THEM = (
    r"(?![^?\n\t]{0,50}(?:vard|agare|agent|sokande|sokt|soker|ansok|handlagg|ansvar|kontakt|svar|frag|ring|mer|hjalp"
    r"|anmal|klag|betal|handl|ombud|forening|bestam|landlord|appl|contact|owner|call|compl|answer|help))"
)
"""What a question asks for who is not about those whom the letter is about: "Vem är hyresvärd?"."""
_TENANT = label(
    r"hyresgast(?:en|er|erna|ens)?s? namn[^:]{0,60}",
    r"(?:bostads|nuvarande |forstahands)?hyresgast(?:en|er|erna)?",
    r"hyrestagare(?:n)?",
    r"svarande(?:n|part)?(?:\s?/\s?galdenar)?",
    r"galdenar(?:en|er)?",
    r"konsument(?:en)?(?:s namn[^:]{0,60})?",
    r"kund(?:en)?(?:s namn[^:]{0,40})?",
    r"kundens uppgifter|kunduppgifter",
    r"bostadsrattshavare(?:n)?(?:s namn[^:]{0,60})?",
    r"bostadsrattsinnehavare",
    r"medlem(?:men)?(?:s namn)?",
    r"abonnent(?:en)?",
    r"(?:kontrakts|avtals|kontrakt)(?:innehavare|havare|part|agare)(?:n)?",
    r"betalningsskyldig|betalningsansvarig",
    r"fakturamottagare|mottagare av faktura",
    r"motpart(?:en)?",
    r"den (?:som )?(?:avhyses|berorda)|person som (?:avhyses|berors)|berord(?:a)? person(?:er)?",
    r"tenant|customer|debtor",
    r"(?:kravet )?avser(?: hyresgast| kund)?|angaende|ang\.?|betr(?:affande|\.)?|galler",
    r"namn",
    rf"(?:vem|vilken|vilka|who)\s{_NOT_THEM}[^?\n\t]{{1,50}}\?",
)
_WEAK = re.compile(r"^(?:avser|ang|betr|galler|namn|kontrakt|medlem|motpart)", re.IGNORECASE)
_OWNER = label(r"fastighetsagare(?:n)?(?:s namn)?")
_CO_TENANT = label(
    r"medhyresgast(?:en|er)?",
    r"(?:med|andra )galdenar",
    r"medkontraktsinnehavare|medbostadsrattshavare|medsvarande|medavtalspart",
    r"make(?:/maka)?|maka|sambo|ovriga hyresgaster|co-?tenant",
    r"(?:hyresgast|svarande|galdenar|namn|kund|bostadsrattshavare) ?(?:2|3)",
)
_OCCUPANT = label(
    r"andrahandshyresgast(?:en)?(?:s namn)?",
    r"andrahandskontraktsagare",
    r"inneboende",
    r"(?:faktiskt )?boende",
    r"nyttjare|nyttjanderattshavare|hyr i andra hand|uthyrd till|bebos av|subtenant|occupant",
)
_INTEXT = re.compile(
    r"(?<![\w-])(?P<who>(?:andrahands|med|bostads)?hyresgast(?:en|er|erna)?|hyrestagare(?:n)?"
    r"|svarande(?:n)?"
    r"|galdenar(?:en)?"
    r"|konsument(?:en)?|kund(?:en)?|bostadsrattshavare(?:n)?|medlem(?:men)?|abonnent(?:en)?"
    r"|kontraktsinnehavare(?:n)?|boende(?:n)?|tenant|andrahandshyresgast(?:en)?|inneboende"
    r"|(?:avhysning|avlagsnande|uppsagning|forelaggande|handrackning|ansokan|krav|fordran|talan"
    r"|underrattelse|klagomal|storningar?)\s(?:av|mot|pa|fran|om|hos|for)"
    r"|(?:avhysa|avhyses|avlagsna)|sagts upp|bebos av|uthyr[dt]\w* till|hyrs av|uthyrs till"
    r"|(?:inneha(?:fts?|s|des|r)|disponera(?:s|ts|des)|bebotts|bebodd|hyrts) av"
    r"|upplat(?:en|et|its|s|er)(?:\sat|\still)"
    r"|hyresforhallandet\smed|anmanat|(?:kontrakt|avtal)\w*\s(?:(?:ar|star|lyder|skrevs)\s)?(?:skriv(?:et|en)\s|stall[td]\s)?pa"
    r"|angaende|betraffande|avseende|skyldig(?:e)?\s?:?)\s?[:,]?\s(?:ar\s|heter\s|herr\s|fru\s)?"
    r"(?=[A-Z])"
)
_SAID_BEHIND = re.compile(
    # between "X, som är sökande, och Y, som är svarande", or "Y (svarande)"
    r"(?P<name>[A-Z][\w'-]+(?:\s(?:af|von|van|de|al|el)|\s[A-Z][\w'-]+){1,4})"
    r"(?:,?\s\((?:nedan\s)?|,\s(?:som\s(?:ar|ar den|star som)\s|i egenskap av\s|sasom\s)?)"
    r"(?:svarande(?:n)?|(?:bostads)?hyresgast(?:en)?|hyrestagare(?:n)?|galdenar(?:en)?"
    r"|bostadsrattshavare(?:n)?)(?=[\s]?[),.;])"
)
_MENTION = re.compile(
    r"(?<![\w])(?P<name>[A-Z][\w'-]+(?:\s(?:af|von|van|de|al|el)"
    r"|\s[A-Z][\w'-]+){1,4})"
)
_ESTATE = re.compile(
    r"^\W*(?:dodsboet|dodsbo|db)\s(?:efter\s)?(?:framlidne\s|avlidne\s|avlidna\s)?", re.IGNORECASE
)
_ESTATE_AFTER = re.compile(r"(?:[:'´]?s)?\s(?:dodsbo|db)\b", re.IGNORECASE)
NOT_TENANT = re.compile(
    r"god man|forvaltare|handlagg|kontaktperson|ombud|hyresvard|sokande|borgenar|uppdragsgivare"
    r"|var ref|er ref|inspektor|kronofogde\b|ordforande|styrelse|vard\b|anmal\w*|granne|vittne"
    r"|kopia till|referens|vid fragor|advokat|jurist|barn\b|borgensman|borgen av|kassor"
    r"|kundtjanst|klagande",
    re.IGNORECASE,
)


_GOES_ON = re.compile(rf"[.]\s+[A-Z]|(?:{NOT_TENANT.pattern})\W", re.IGNORECASE)


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``parties`` in print order, the tenant first.

    A person is a party by a label (Hyresgäst, Svarande, Konsument ...), by the words before the
    name in a sentence, by the personnummer beside it, or as the one whom the letter addresses;
    never by standing near an officer's, a landlord's, a God man's or a neighbour's label. A number
    goes to the party in whose block or line it stands; a sole trader's organisation number to none.
    """
    if letter.kind is Kind.DEBT_LIST:
        return found
    own = {one.start for one in sender_numbers(letter)}
    printed = [
        one
        for cell in letter.cells
        for one in numbers(cell.plain, cell.start)
        if one.start not in own and is_persons(letter, one)
    ]
    drafts = list(_labelled(letter))
    if not any(one.role is not PartyRole.OCCUPANT and one.sure > 0.8 for one in drafts):
        drafts.extend(_in_text(letter))
        drafts.extend(_said_behind(letter))
    if not any(one.role is PartyRole.TENANT for one in drafts):
        drafts.extend(_beside_numbers(letter, printed))
    if not drafts:
        drafts.extend(party_roles.added(letter, drafts))
    if not drafts:
        drafts.extend(_addressed(letter))
    if not drafts:
        drafts.extend(_mentioned(letter))
    drafts = merged([one for one in drafts if not _is_senders(letter, one, found)])
    drafts = party_roles.weighed(letter, drafts)
    drafts = merged([*drafts, *party_roles.added(letter, drafts)])
    _settle(letter, drafts)
    give_numbers(letter, drafts, printed)
    give_care_of(letter, drafts)
    made = (party(letter, one) for one in drafts)
    parties = [one for one in made if one is not None]
    order = list(PartyRole)
    parties.sort(key=lambda one: order.index(one.role))
    return replace(found, parties=(*found.parties, *parties))


_LIVES_THERE = re.compile(r"(?<!\w)boende(?:\s(?:ar|heter))?\s?:?\s*$", re.IGNORECASE)
_SUBLET = re.compile(
    r"andra\s?hand|inneboende|hyr(?:s|t|de)?\sut\b|uthyr|nyttjare|faktisk\w*\sboende"
    r"|(?:hyresgast|svarande|galdenar|innehavare|havare|kund|medlem)\w*\s?[:\t]",
    re.IGNORECASE,
)
"""Words of a letter in which who lives there is another than who answers for the home."""


def _settle(letter: Letter, drafts: list[Draft]) -> None:
    """Who is only said to live there, in a letter that knows of nobody else, answers for the home.

    "Boende: Anna Prov": an eviction from a home says so of whom it evicts.
    """
    named = [one.name for one in drafts if one.name is not None]
    lives = any(_LIVES_THERE.search(letter.plain[: one.start][-18:]) for one in named)
    only = all(one.role is PartyRole.OCCUPANT for one in drafts)
    if lives and only and not _SUBLET.search(letter.plain):
        for place, one in enumerate(drafts):
            one.role = PartyRole.CO_TENANT if place else PartyRole.TENANT


def _is_senders(letter: Letter, draft: Draft, found: Findings) -> bool:
    """Whether a name without a firm label is the sender's own or the contact person's."""
    names = [value for name in (SENDER_NAME, SENDER_CONTACT) if (value := found.value(name))]
    if draft.name is None or draft.sure > 0.9 or party_roles.meant(letter, draft.name) > 0.8:
        return False
    return any(name_key(draft.name.text) <= name_key(name) for name in names)


def _labelled(letter: Letter) -> Iterator[Draft]:
    for pattern, role in (
        (_OCCUPANT, PartyRole.OCCUPANT),
        (_CO_TENANT, PartyRole.CO_TENANT),
        (_TENANT, PartyRole.TENANT),
    ):
        seen: set[int] = set()
        owner = letter.kind is Kind.UTILITY_DEBT and role is PartyRole.TENANT
        owners = said(letter, _OWNER) if owner else ()
        for one in (*said(letter, pattern), *owners):
            if one.label.start in seen or NOT_TENANT.search(_before(letter, one.label)):
                continue
            weak = _WEAK.match(one.label.plain) is not None
            drafts = list(_from_block(one, role, weak=weak))
            if drafts:
                seen.add(one.label.start)
                yield from drafts


def _before(letter: Letter, cell: Cell) -> str:
    """The words just before a label in its own line of print."""
    home = letter.cell_at(cell.start)
    return "" if home is None else letter.plain[home.start : cell.start][-30:]


def _from_block(one: Said, role: PartyRole, *, weak: bool) -> Iterator[Draft]:
    """The persons in what a label says: its first line, and a second name straight under it."""
    if weak and not one.marked and one.how.value != "below" and not _has_number(one.value):
        sure = 0.72
    else:
        sure = 0.85 if weak else (0.97 if one.marked else 0.94)
    first = _persons_in(one.value, single=not weak and one.marked)
    if not first:
        return
    if one.how.value == "behind" and not one.marked and not _ends_well(one.value, first[-1][0]):
        return
    for place, (name, notes) in enumerate(first):
        later = PartyRole.CO_TENANT if role is PartyRole.TENANT else role
        yield Draft(
            role=role if place == 0 else later,
            name=name,
            sure=sure * (0.6 if "single" in name.notes else 1.0),
            block=one.block,
            notes=notes,
        )
    tail = one.value.plain[first[-1][0].end - one.value.start :]
    for under in one.under[:1]:
        if _GOES_ON.search(tail):
            break  # the value is a sentence, and the line under it is the sentence's
        if re.search(r"[0-9]|c/o", under.plain) or is_organisation(under.plain):
            break
        for name, notes in _persons_in(under, single=False):
            if _ends_well(under, name):
                yield Draft(
                    role=PartyRole.CO_TENANT if role is PartyRole.TENANT else role,
                    name=name,
                    sure=sure - 0.12,
                    block=one.block,
                    notes=notes,
                )


def _persons_in(cell: Cell, *, single: bool) -> list[tuple[PersonName, list[str]]]:
    """The persons at the beginning of a value; of an estate, the deceased."""
    estate = _ESTATE.match(cell.plain)
    cut = estate.end() if estate else 0
    after = _ESTATE_AFTER.search(cell.plain)
    text, plain = cell.text[cut:], cell.plain[cut:]
    if after is not None and not estate:
        text, plain = text[: after.start()], plain[: after.start()]
    notes = ["estate"] if estate or after else []
    return [(name, list(notes)) for name in persons(text, plain, cell.start + cut, single=single)]


def _ends_well(cell: Cell, name: PersonName) -> bool:
    """Whether nothing but a number, an address or a mark follows the name in its cell."""
    rest = cell.plain[name.end - cell.start :].strip()
    return not rest or re.match(r"[,(0-9;:.)/]|c/o|m\.?\s?fl|pnr|person|fodd|f\.", rest) is not None


def _has_number(cell: Cell) -> bool:
    return any(True for _ in numbers(cell.plain, cell.start))


_FIRM = ("hyresg", "hyrest", "svarande", "galden", "konsument", "kund", "bostadsr", "inneha")


def _in_text(letter: Letter) -> Iterator[Draft]:
    """Persons named in a sentence behind a word that makes them the one concerned."""
    pattern = re.compile(_INTEXT.pattern, re.IGNORECASE)
    for hit in pattern.finditer(letter.plain):
        if not letter.plain[hit.end() : hit.end() + 1].isupper():
            continue
        end = _line_end(letter, hit.end())
        flat = letter.text.value[hit.end() : end].replace("\n", " ").replace("\t", " ")
        plain = letter.plain[hit.end() : end].replace("\n", " ").replace("\t", " ")
        who = hit["who"].lower()
        role = PartyRole.TENANT
        if who.startswith(("andrahands", "inneboende", "boende")):
            role = PartyRole.OCCUPANT
        elif who.startswith("medhyres"):
            role = PartyRole.CO_TENANT
        firm = who.startswith(_FIRM)
        for place, name in enumerate(persons(flat, plain, hit.end())):
            later = PartyRole.CO_TENANT if role is PartyRole.TENANT else role
            yield Draft(role=role if place == 0 else later, name=name, sure=0.9 if firm else 0.8)


def _said_behind(letter: Letter) -> Iterator[Draft]:
    """Persons whose part in the matter is said straight behind their names."""
    flat = letter.plain.replace("\n", " ")
    text = letter.text.value.replace("\n", " ")
    for hit in _SAID_BEHIND.finditer(flat):
        start, end = hit.span("name")
        for name in persons(text[start:end], flat[start:end], start):
            yield Draft(role=PartyRole.TENANT, name=name, sure=0.9)


def _line_end(letter: Letter, start: int) -> int:
    """The end of the stretch in which a name may stand: this line and the next, one column."""
    end = min(len(letter.plain), start + 90)
    # the stretch before: at most one line's end, a sentence's only behind more than initials
    stop = re.match(r"(?:[^\n]*\n)?[^\n]*?(?=\f|\n|(?<=.{5})[.;]\s)", letter.plain[start:end])
    return start + stop.end() if stop is not None else end


def _beside_numbers(letter: Letter, printed: list[Printed]) -> Iterator[Draft]:
    """Persons whose name stands before or above their personnummer."""
    for number in printed:
        cell = letter.cell_at(number.start)
        if cell is None:
            continue
        own = cell.plain[: number.start - cell.start]
        own = re.sub(
            r"[\s,(:]*(?:person(?:nummer|nr)|pnr|p-?nr|fodd|f\.|med)?[\s,(:.]*$",
            "",
            own,
            flags=re.IGNORECASE,
        )
        row = letter.rows[cell.row]
        left = [one for one in row if one.end <= cell.start]
        upper = [one for above in letter.rows[max(0, cell.row - 1) : cell.row] for one in above]
        tries = [(cell.text[: len(own)], own, cell.start)]
        tries += [(one.text, one.plain, one.start) for one in left[-1:]]
        tries += [
            (one.text, one.plain, one.start)
            for one in upper
            if abs(one.box.x0 - cell.box.x0) < 15 and cell.box.top - one.box.bottom < one.box.height
        ]
        for text, folded, start in tries:
            # the name is what ends there: of "mot Anna Test" only the last capitalised words
            run = re.search(
                r"(?:[A-Z][\w'.-]*,?\s?(?:(?:af|von|van|de|al|el|och)\s)?){2,5}$", folded
            )
            if run is None or NOT_TENANT.search(folded):
                continue
            named = persons(text[run.start() :], folded[run.start() :], start + run.start())
            if named:
                yield Draft(role=PartyRole.TENANT, name=named[0], sure=0.85, number=number)
                break


def _addressed(letter: Letter) -> Iterator[Draft]:
    """The person in the window of the envelope, when the letter names nobody else."""
    for block in blocks(letter):
        down = letter.height_at(block.lines[0].box)
        if block.whose is not Whose.PERSON or down > 0.45 or is_signed(letter, block):
            continue
        for line in block.lines[:-1]:
            if NOT_TENANT.search(line.plain):
                break
            named = _persons_in(line, single=False)
            for place, (name, notes) in enumerate(named):
                yield Draft(
                    role=PartyRole.ADDRESSEE if place == 0 else PartyRole.CO_TENANT,
                    name=name,
                    sure=0.8 if block.lines[0].page == letter.first_page() else 0.6,
                    block=block.lines,
                    notes=notes,
                )
            if named:
                return


def _mentioned(letter: Letter) -> Iterator[Draft]:
    """The first person that a sentence names, when nothing says whom the letter is about."""
    for hit in _MENTION.finditer(letter.plain):
        before = letter.before(hit.start("name"), 60)
        cell = letter.cell_at(hit.start())
        if cell is None or NOT_TENANT.search(before) or not _is_sentence(cell):
            continue
        start, end = hit.start("name"), _line_end(letter, hit.start("name"))
        flat = letter.text.value[start:end].replace("\n", " ").replace("\t", " ")
        named = persons(flat, plain(flat), start)
        if named and _down(letter, start) < 0.85:
            for place, name in enumerate(named[:2]):
                role = PartyRole.TENANT if place == 0 else PartyRole.CO_TENANT
                yield Draft(role=role, name=name, sure=0.6)
            return


def _is_sentence(cell: Cell) -> bool:
    """Whether a cell is a line of a sentence: a letterhead, a heading or a signature is not."""
    return len(SMALL_WORD.findall(cell.plain)) >= 3


def _down(letter: Letter, offset: int) -> float:
    cell = letter.cell_at(offset)
    return 1.0 if cell is None else letter.height_at(cell.box)
