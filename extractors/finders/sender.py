"""Who sends the letter: name, organisation number, telephone, e-post, contact person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.finders.identity import Printed, numbers
from extractors.finders.labels import How, label, said
from extractors.finders.letter import Cell, Letter
from extractors.finders.naming import is_organisation, persons
from extractors.finders.places import Whose, blocks
from pipeline.domain.fields import (
    SENDER_CONTACT,
    SENDER_EMAIL,
    SENDER_NAME,
    SENDER_ORGNR,
    SENDER_PHONE,
    Field,
    Findings,
)
from pipeline.domain.kinds import Kind

_LANDLORD = label(
    r"hyresvardens namn[^:]{0,50}",
    r"\w*(?:foretag|foretaget|leverantor|leverantoren|agare|forening|foreningen"
    r"|bolaget)s namn[^:]{0,50}",
    r"hyresvard(?:en)?(?:s namn)?",
    r"elleverantorens namn[^:]{0,50}",
    r"(?:el|gas|varme)leverantor(?:en)?(?:s namn[^:]{0,50})?",
    r"natforetag(?:et)?(?:s namn[^:]{0,50})?",
    r"bostadsrattsforening(?:en)?s namn[^:]{0,50}",
    r"avsandare",
    r"uthyrare",
    r"leverantor",
)
_OWNER = label(r"fastighetsagare(?:n)?")
_CREDITOR = label(
    r"borgenar(?:en)?", r"(?:var )?uppdragsgivare", r"fordringsagare", r"sokande", r"for rakning"
)
_ORGNR_LABEL = re.compile(
    r"org(?:anisations)?\.?\s?-?(?:nr|nummer)|org\.?\s?n(?:r|o)|vat\s?(?:nr|no|nummer)?|momsreg"
    r"|f-skatt",
    re.IGNORECASE,
)
_BOTH_LABEL = re.compile(r"person(?:nummer|nr)?\s?-?\s?(?:/|eller|och)\s?-?\s?org", re.IGNORECASE)
_PERSON_LABEL = re.compile(
    r"person\s?-?(?:nr|nummer)|\bpnr|p-?nr|samordningsn|fodd|svarande|galdenar", re.IGNORECASE
)
_VAT = re.compile(r"(?<!\w)SE\s?(?P<number>[0-9]{6}-?[0-9]{4})01(?![0-9])")
_PHONE = re.compile(
    r"(?<![\w,.])(?:\+46\s?\(?0?\)?|0)[1-9][0-9]{0,2}\)?(?:\s?[-/]\s?"
    r"|\s)[0-9]{2,3}(?:\s?[0-9]{2,3}){1,3}(?![0-9])"
    r"|(?<![\w,.])0[1-9][0-9]{7,9}(?![0-9])"
)
_PHONE_LABEL = re.compile(
    r"tel(?:efon)?(?:nr|nummer)?|tfn|vaxel|vxl|mobil|kundtjanst|kundservice|direkt|ring|phone"
    r"|nas pa",
    re.IGNORECASE,
)
_NOT_PHONE = re.compile(r"fax|ocr\b|giro|\bbg\b|\bpg\b|\borg|\bperson", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.])[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_CONTACT = label(
    r"(?:er |ansvarig |var )?handlagg(?:are|es av|s av)",
    r"handlagt av",
    r"kontaktperson(?: hyresenheten)?",
    r"kontakt",
    r"var ref(?:erens)?",
    r"kronofogdeinspektor",
    r"kronofogde",
    r"kronoinspektor",
    r"forrattningsman",
    r"(?:bo|trygghets)vard",
    r"hyresadministrator",
    r"kundreskontra",
    r"ombud",
)
_GREETING = re.compile(
    r"(?:vanliga|vanlig|basta)? ?halsning\w*|vanligen\s*\n|hogaktningsfullt|mvh|sincerely|regards",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"social|individ-? och familj|stadsdel|\bkommun(?:en)?s?\b|namnden|till:?\s|vuxenenhet|\bifo\b",
    re.IGNORECASE,
)
_KFM = re.compile(r"kronofogde(?:n|myndigheten)\b", re.IGNORECASE)
_TRIM = re.compile(
    r"\s*(?:,|\bOrg\b|\borg\.|\bTel\b|\btel\b|\bBox\b|\bBankgiro\b|www\.|\||·|•).*$", re.IGNORECASE
)
_TAIL = re.compile(r"[^\w)&.]+$")
_SENTENCE = re.compile(
    r"(?<![\w])(?:har|ar|ska|skall|kommer|kan|vi|ni|du|er|ert|om|att|inte|enligt|denna|detta|som"
    r"|mot|betala\w*|meddelande|underrattelse|uppsagning|kopia|angaende|avser|kontakta"
    r"|ring)(?![\w])",
    re.IGNORECASE,
)


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``sender_name``, ``sender_orgnr``, ``sender_phone``, ``sender_email``, ``_contact``.

    The sender is who writes (the letterhead, else the landlord's box, else the foot), not the
    creditor for whom an inkasso company writes. A sole trader's organisation number is a
    personnummer: it is the sender's only where its label or place says so.
    """
    for name, field in (
        (SENDER_NAME, _name(letter)),
        (SENDER_ORGNR, _orgnr(letter)),
        (SENDER_PHONE, _phone(letter)),
        (SENDER_EMAIL, _email(letter)),
        (SENDER_CONTACT, _contact(letter)),
    ):
        if field is not None:
            found = found.with_field(name, field)
    return found


def _name(letter: Letter) -> Field[str] | None:
    best: tuple[float, Cell] | None = None
    for sure, cell in _names(letter):
        if best is None or sure > best[0]:
            best = (sure, cell)
    if best is None:
        return _signed(letter)
    sure, cell = best
    return letter.place(cell.text, cell.start, cell.end, finder="sender", sure=min(0.97, sure))


def _signed(letter: Letter) -> Field[str] | None:
    """A sender without letterhead: the person who signs, or a municipality at the page's head."""
    contact = _under_greeting(letter)
    if contact is not None:
        return contact
    for cell in letter.cells[:4]:
        kommun = re.match(r"[A-Z]\w+(?:\s[A-Z]\w+)?\s(?:kommun|stad)\b", cell.plain, re.IGNORECASE)
        if kommun is not None and letter.height_at(cell.box) < 0.12:
            return letter.place(
                cell.text[: kommun.end()],
                cell.start,
                cell.start + kommun.end(),
                finder="sender",
                sure=0.65,
            )
    return None


def _names(letter: Letter) -> Iterator[tuple[float, Cell]]:
    """Cells that may name the sender, each with how sure."""
    # the owner of a house is the customer of its water and waste, and the landlord elsewhere
    labels = () if letter.kind is Kind.UTILITY_DEBT else (_OWNER,)
    for one in (one for pattern in (_LANDLORD, *labels) for one in said(letter, pattern)):
        cell = _only_name(letter, one.value)
        home = letter.cell_at(one.label.start)
        before = "" if home is None else letter.plain[home.start : one.label.start]
        # "Handläggare hos hyresvärden: Bo Test" names an officer
        if cell is None or _BOARD.search(cell.plain) or re.search(r"[A-Za-z]{3}", before):
            continue
        if is_organisation(cell.plain) or persons(one.value.text, one.value.plain):
            yield (0.86 if one.how is How.BELOW else 0.88), cell
    foreign = {
        line.start for block in blocks(letter) if block.whose is Whose.BOARD for line in block.lines
    } | {one.value.start for one in said(letter, _CREDITOR)}
    first = letter.first_page()
    tallest = max((cell.box.height for cell in letter.cells if cell.page == first), default=0.0)
    for cell in letter.cells:
        trimmed = None if cell.start in foreign else _only_name(letter, cell)
        if trimmed is not None and _may_be_sender(trimmed):
            sure = _by_place(letter, cell, trimmed, tallest)
            if sure:
                yield sure, trimmed


def _may_be_sender(cell: Cell) -> bool:
    """Whether a cell is an organisation's name and nothing else, and not the board's."""
    plain = cell.plain
    kfm = _KFM.search(plain) is not None
    name = is_organisation(plain) and (kfm or not _BOARD.search(plain))
    opens = plain[:1].isupper() or plain[:1].isdigit()
    return name and opens and len(plain.split()) <= 7 and not _SENTENCE.search(plain)


def _by_place(letter: Letter, cell: Cell, name: Cell, tallest: float) -> float:
    """How sure an organisation's name is the sender's by where it stands; 0 in running text."""
    down = letter.height_at(cell.box)
    first = cell.page == letter.first_page()
    if first and down < 0.2:
        kfm = _KFM.search(name.plain) is not None and letter.kind is Kind.EVICTION_DATE
        big = cell.box.height >= 0.85 * tallest
        return 0.9 - 0.35 * down + (0.05 if big else 0.0) + (0.05 if kfm else 0.0)
    if down > 0.86:
        return 0.72 + (0.04 if _company(name.plain) else 0.0)
    if _after_greeting(letter, cell):
        return 0.8
    return 0.6 if first and down < 0.3 else 0.0


def _company(plain: str) -> bool:
    return re.search(r"(?<!\w)(?:ab|kb|hb|brf|aktiebolag)(?!\w)", plain, re.IGNORECASE) is not None


def _only_name(letter: Letter, cell: Cell) -> Cell | None:
    """The part of a cell that can be a name: up to a number, a comma or the next matter."""
    plain = _TRIM.sub("", cell.plain)
    number = re.search(r"\s(?:[0-9]{3,}|\+46|[0-9]+\s|[0-9]+[-/,])", plain)
    if number is not None:
        plain = plain[: number.start()]
        if _street_like(plain):
            return None
    plain = _TAIL.sub("", plain)
    # a monogram read as a letter of its own before the name: "P AB Provbostäder"
    monogram = re.match(r"[A-Z]\s(?=[A-Z])", plain)
    skip = monogram.end() if monogram else 0
    plain = re.sub(r"(?<=\w\w)\s[A-Z]$", "", plain)
    if len(plain) - skip < 3:
        return None
    return letter.part(cell.start + skip, cell.start + len(plain))


def _street_like(plain: str) -> bool:
    return re.search(r"(?:gatan|vagen|torget|gata|plan|box)$", plain, re.IGNORECASE) is not None


def _after_greeting(letter: Letter, cell: Cell) -> bool:
    before = letter.plain[max(0, cell.start - 90) : cell.start]
    return _GREETING.search(before) is not None


def sender_numbers(letter: Letter) -> tuple[Printed, ...]:
    """The printed numbers that are the sender's (or another organisation's), not a person's.

    A number is the sender's by its label (org.nr, F-skatt), by its shape (third digit 2 or more),
    or because the same digits stand somewhere as an organisation number.
    """
    printed = [one for cell in letter.cells for one in numbers(cell.plain, cell.start)]
    own = [one for one in printed if one.organisation or _labelled_org(letter, one)]
    digits = {one.digits[-10:] for one in own}
    return tuple(one for one in printed if one.digits[-10:] in digits)


def _labelled_org(letter: Letter, number: Printed) -> bool:
    """Whether the words before a number call it an organisation's."""
    cell = letter.cell_at(number.start)
    if cell is None:
        return False
    own = letter.plain[cell.start : number.start]
    row = letter.rows[cell.row]
    left = next((one.plain for one in reversed(row) if one.end <= cell.start), "")
    over = ""
    for upper in letter.rows[max(0, cell.row - 1) : cell.row]:
        over = " ".join(one.plain for one in upper if abs(one.box.x0 - cell.box.x0) < 20)
    nearest = own if len(own.strip(" :.")) > 2 else (left if len(left) > 2 else over)
    org = max((hit.end() for hit in _ORGNR_LABEL.finditer(nearest)), default=-1)
    person = max((hit.end() for hit in _PERSON_LABEL.finditer(nearest)), default=-1)
    if _BOTH_LABEL.search(nearest):
        return number.organisation
    return org > person


def _orgnr(letter: Letter) -> Field[str] | None:
    best: tuple[float, Printed] | None = None
    parties = _creditor_numbers(letter)
    for one in sender_numbers(letter):
        cell = letter.cell_at(one.start)
        if cell is None or "masked" in one.notes:
            continue
        labelled = _labelled_org(letter, one)
        if not labelled and not (one.organisation and one.hyphen):
            continue
        down = letter.height_at(cell.box)
        edge = down < 0.25 or down > 0.8
        sure = (0.93 if labelled else 0.75) + (0.04 if edge else 0.0)
        sure -= 0.4 if one.start in parties else 0.0
        sure *= 0.3 if "checksum" in one.notes else 1.0
        if best is None or sure > best[0]:
            best = (sure, one)
    vat = next(iter(letter.search(_VAT)), None)
    if vat is not None and (best is None or best[0] < 0.9):
        digits = vat["number"].replace("-", "")
        return letter.place(
            f"{digits[:6]}-{digits[6:]}", *vat.span("number"), finder="sender", sure=0.9
        )
    if best is None or best[0] < 0.3:
        return None
    sure, one = best
    ten = one.digits[-10:]
    notes = tuple(note for note in one.notes if note not in {"date", "coordination"})
    return letter.place(
        f"{ten[:6]}-{ten[6:]}", one.start, one.end, finder="sender", sure=sure, notes=notes
    )


def _creditor_numbers(letter: Letter) -> set[int]:
    """Where numbers stand that belong to the creditor named in the letter."""
    return {
        number.start
        for one in said(letter, _CREDITOR)
        for cell in one.block
        for number in numbers(cell.plain, cell.start)
    }


def _phone(letter: Letter) -> Field[str] | None:
    best: tuple[float, int, int] | None = None
    for cell in letter.cells:
        for hit in _PHONE.finditer(cell.plain):
            before = cell.plain[max(0, hit.start() - 25) : hit.start()]
            row = letter.rows[cell.row]
            left = next((one.plain for one in reversed(row) if one.end <= cell.start), "")
            nearest = before if len(before.strip(" :")) > 1 else left[-25:]
            if _NOT_PHONE.search(nearest):
                continue
            labelled = _PHONE_LABEL.search(nearest) is not None
            down = letter.height_at(cell.box)
            edge = down < 0.25 or down > 0.85
            sure = 0.92 if labelled else (0.75 if edge else 0.55)
            if not (labelled or re.search(r"\D", hit.group())):
                continue  # ten digits alone are a personnummer as often as a telephone
            start, end = cell.start + hit.start(), cell.start + hit.end()
            if best is None or (sure, end - start) > (best[0], best[2] - best[1]):
                best = (sure, start, end)
    if best is None:
        return None
    sure, start, end = best
    return letter.place(
        letter.text.value[start:end].strip(), start, end, finder="sender", sure=sure
    )


def _email(letter: Letter) -> Field[str] | None:
    for hit in letter.search(_EMAIL):
        value = re.sub(r"\s", "", letter.text.value[hit.start() : hit.end()])
        if re.search(r"social|kommun\.se|goteborg\.se", value, re.IGNORECASE):
            continue
        return letter.place(value, *hit.span(), finder="sender", sure=0.95)
    return None


def _contact(letter: Letter) -> Field[str] | None:
    for one in said(letter, _CONTACT):
        named = persons(one.value.text, one.value.plain, one.value.start)
        if named:
            name = named[0]
            return letter.place(name.text, name.start, name.end, finder="sender", sure=0.9)
    return _under_greeting(letter)


def _under_greeting(letter: Letter) -> Field[str] | None:
    for hit in letter.search(_GREETING):
        for cell in letter.cells:
            if not hit.end() <= cell.start < hit.end() + 90:
                continue
            named = persons(cell.text, cell.plain, cell.start)
            if named and not is_organisation(cell.plain):
                name = named[0]
                return letter.place(name.text, name.start, name.end, finder="sender", sure=0.8)
    return None
