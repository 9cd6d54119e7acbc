"""Made letters and cases for the documents' tests and samples; nobody in them exists."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from html import escape
from types import MappingProxyType
from typing import Any

import pdfplumber
import weasyprint

from pipeline.documents.ids import PacketIds
from pipeline.domain.case import (
    AppliedRow,
    Case,
    Deadline,
    Decision,
    Delivery,
    Earlier,
    LetterOut,
    LetterPart,
    RowCase,
    Step,
)
from pipeline.domain.fields import (
    ClaimRow,
    Field,
    Findings,
    ListRow,
    Party,
    PartyRole,
    PaymentLine,
)
from pipeline.domain.kinds import Kind, Priority, Role, State, Tenure
from pipeline.domain.match import (
    Ambiguous,
    Candidate,
    Evidence,
    Household,
    Matched,
    Minor,
    Minors,
    NoMinor,
    Unmatched,
)
from pipeline.domain.page import Box, Fingerprint, Page, Source, Word
from pipeline.domain.people import (
    Address,
    Deregistered,
    OpenCase,
    Person,
    Personnummer,
    Protection,
    luhn_ok,
)
from pipeline.domain.problems import Code, Problem
from pipeline.domain.routine import Routine, Unit
from pipeline.domain.scores import Abstained, Classification, Scores, Settled
from pipeline.domain.settings import Officer, Settings

ON = date(2026, 10, 5)
NONE = Scores(by_label=())
OFFICERS = Settings(
    duty=MappingProxyType(
        {
            "vuxen": Officer(
                name="Vera Provanställd", phone="031-000 00 01", email="vera@exempel.invalid"
            )
        }
    )
)
ROUTINE = Routine(
    name="goteborg",
    title="Socialförvaltningarnas rutin för intern samordning",
    valid_from=date(2022, 2, 15),
    source="",
    units=(
        Unit(id="vuxen", name="Vuxenenheten"),
        Unit(id="ekonomiskt_bistand", name="Enheten för ekonomiskt bistånd"),
        Unit(id="barn_unga", name="Enheten för barn och unga", children=True),
    ),
    facts=(),
    rows=(),
    duties=(),
)
HOME = Address(street="Provgatan 12", apartment="1102", postal_code="41100", city="Göteborg")


def number(born: str, serial: str) -> Personnummer:
    """A test number: serials 980-999 are never given to anybody."""
    return Personnummer(
        next(
            f"{born}{serial}{check}" for check in range(10) if luhn_ok(f"{born[2:]}{serial}{check}")
        )
    )


def person(given: str, surname: str, born: str, serial: str, **more: Any) -> Person:
    """A made person at the made home."""
    return Person(
        number=number(born, serial),
        given=given,
        surname=surname,
        **{"address": HOME, **more},
    )


ANNA = person("Anna", "Testsson", "19800101", "980")
LEO = person("Leo", "Testsson", "19780310", "981")
MIA = person("Mia", "Testsson", "20170820", "982")
TOM = person("Tom", "Testsson", "20081020", "983")


@dataclass(frozen=True)
class Letter:
    """A made scan with its reading."""

    data: bytes
    pages: tuple[Page, ...]
    filetype: str = "pdf"

    def box(self, text: str, page: int = 1) -> Box:
        """Where that text stands: consecutive words on the page."""
        wanted = text.split()
        words = self.pages[page - 1].words
        for start in range(len(words)):
            run = words[start : start + len(wanted)]
            if [word.text.strip(".,;:") for word in run] == [one.strip(".,;:") for one in wanted]:
                box = run[0].box
                for word in run[1:]:
                    box = box.union(word.box)
                return box
        message = f"{text!r} does not stand on page {page}"
        raise LookupError(message)

    def field(self, text: str, value: Any = None, page: int = 1, **more: Any) -> Field[Any]:
        """The value read from that text."""
        return Field(
            value=text if value is None else value,
            raw=text,
            boxes=(self.box(text, page),),
            **{"confidence": 0.99, "finder": "made", **more},
        )


def read(data: bytes) -> tuple[Page, ...]:
    """The reading of a PDF with a text layer."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return tuple(
            Page(
                number=place,
                width=float(page.width),
                height=float(page.height),
                words=tuple(
                    Word(
                        text=word["text"],
                        box=Box(
                            page=place,
                            x0=word["x0"],
                            top=word["top"],
                            x1=word["x1"],
                            bottom=word["bottom"],
                        ),
                        confidence=1.0,
                    )
                    for word in page.extract_words()
                ),
                source=Source.TEXT_LAYER,
            )
            for place, page in enumerate(pdf.pages, start=1)
        )


def scanned(*pages: str) -> Letter:
    """A letter of those pages, each given as HTML."""
    style = "@page{size:A4;margin:22mm} body{font:11pt 'Liberation Sans'} td{padding:1mm 4mm}"
    sheets = "".join(f'<div style="break-after:page">{page}</div>' for page in pages)
    made = weasyprint.HTML(string=f"<style>{style}</style>{sheets}").write_pdf()
    return Letter(data=made, pages=read(made)[: len(pages)])


def paragraphs(*lines: str) -> str:
    """Lines as HTML paragraphs, escaped."""
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def settled(kind: Kind, subkind: str | None, tenure: Tenure = Tenure.RENTAL) -> Classification:
    """A classification that is sure."""
    return Classification(
        kind=Settled(value=kind, confidence=0.998, scores=NONE),
        subkind=None if subkind is None else Settled(value=subkind, confidence=0.99, scores=NONE),
        tenure=Settled(value=tenure, confidence=0.97, scores=NONE),
        fingerprint=Fingerprint(name="made", version="1", settings="0"),
    )


def found(who: Person, party: int = 0, **more: Any) -> Matched:
    """The party is that person."""
    return Matched(
        party=party,
        person=who,
        method="name_address_apartment",
        confidence=0.995,
        evidence=(Evidence(trait="name", level="exact", bits=11.0),),
        **more,
    )


def decided(*deliveries: Delivery, **more: Any) -> Decision:
    """A decision of the made routine."""
    return Decision(
        routine="goteborg",
        version="2022-02-15",
        deliveries=deliveries,
        **{"rows": (), "letters_out": (), "steps": (), "deadlines": (), **more},
    )


def case_of(letter: Letter, **more: Any) -> Case:
    """A routed case of the letter, changed by what is given."""
    return Case(
        **{
            "part": LetterPart(index=1, pages=tuple(page.number for page in letter.pages)),
            "state": State.ROUTED,
            "reasons": (),
            "findings": Findings(),
            "matches": (),
            "household": None,
            "decision": None,
            "priority": Priority.ORDINARY,
            "restricted": False,
            "received_on": ON,
            "intake_point": "default",
            **more,
        }
    )


def ids(letter: str = "a1b2c3d4e5f60718", **more: Any) -> PacketIds:
    """The identity of a made packet."""
    return PacketIds(
        letter_id=letter,
        document_sha256="0" * 64,
        **{
            "revision": 1,
            "received_on": ON,
            "received_at": "2026-10-05T09.12".replace(".", ":"),
            "document_name": "scan-001.pdf",
            "letters_in_document": 1,
            **more,
        },
    )


VUXEN = Delivery(unit="vuxen", role=Role.HANDLE, original=True, officer="Vera Provanställd")
EB = Delivery(unit="ekonomiskt_bistand", role=Role.COPY, original=False, officer="Eskil Påhittad")
BARN = Delivery(unit="barn_unga", role=Role.INFORMATION, original=False, appoint=True)


@dataclass(frozen=True)
class Sample:
    """One case with everything that a packet is built from."""

    letter: Letter
    case: Case
    deliveries: tuple[Delivery, ...]
    ids: PacketIds
    row: int | None = None
    changes: tuple[str, ...] = ()
    settings: Settings = OFFICERS

    def arguments(self, delivery: Delivery) -> dict[str, Any]:
        """What ``build`` takes for that delivery."""
        return {
            "case": self.case,
            "delivery": delivery,
            "ids": self.ids,
            "pages": self.letter.pages,
            "original": self.letter.data,
            "filetype": self.letter.filetype,
            "routine": ROUTINE,
            "settings": self.settings,
            "changes": self.changes,
            "row": self.row,
        }


@cache
def family() -> Sample:
    """A second rent notice to a family with an open case at ekonomiskt bistånd."""
    letter = scanned(
        paragraphs(
            "Påhittade Bostäder AB, Box 1, 411 00 Göteborg, telefon 031-000 00 00",
            "Göteborg 2026-09-30",
            "Meddelande till socialnämnd om uppsägning av bostadshyresgäst på grund av "
            "försummad hyresbetalning",
            "Hyresgäst: Anna Testsson, Provgatan 12 lgh 1102, 411 00 Göteborg",
            "Hyra augusti 2026 9 150,00",
            "Hyra september 2026 9 150,00",
            "Ränta 150,50",
            "Summa att betala 18 450,50 kr",
            "Bankgiro 000-0000, OCR 1234567897",
        )
    )
    total = Decimal("18450.50")
    findings = Findings(
        fields=MappingProxyType(
            {
                "amount_sek": letter.field("18 450,50", total),
                "letter_date": letter.field("2026-09-30", date(2026, 9, 30)),
                "sender_name": letter.field("Påhittade Bostäder AB"),
                "sender_phone": letter.field("031-000 00 00"),
                "address": letter.field("Provgatan 12"),
                "reference": letter.field("1234567897", confidence=0.71),
                "payment_line": letter.field(
                    "OCR 1234567897",
                    PaymentLine(reference="1234567897", amount=None, giro="000-0000"),
                ),
                "statutory_notice": letter.field("Meddelande till socialnämnd", "form3"),
            }
        ),
        parties=(Party(role=PartyRole.TENANT, name=letter.field("Anna Testsson")),),
        claim=(
            _claim(letter, "Hyra", "augusti 2026", "9 150,00"),
            _claim(letter, "Hyra", "september 2026", "9 150,00"),
            _claim(letter, "Ränta", None, "150,50"),
        ),
    )
    case = case_of(
        letter,
        classification=settled(Kind.RENT_DEBT, "social_notice"),
        findings=findings,
        matches=(found(ANNA),),
        household=Household(
            members=(ANNA, LEO, MIA, TOM),
            core=(ANNA.number, LEO.number, MIA.number),
            minors=Minors(
                children=(
                    Minor(number=MIA.number, basis="custody"),
                    Minor(number=TOM.number, basis="same_address", adult_before=True),
                )
            ),
            protected=False,
        ),
        cases=(
            OpenCase(
                person=ANNA.number,
                unit="ekonomiskt_bistand",
                number="EB-2026-0001",
                officer="Eskil Påhittad",
                open=True,
            ),
        ),
        earlier=(
            Earlier(
                letter="ffff000011112222",
                kind=Kind.RENT_DEBT,
                subkind="social_notice",
                received_on=date(2026, 6, 4),
                letter_date=date(2026, 6, 1),
                reference=None,
                amount=Decimal("9150.00"),
                sender="Påhittade Bostäder AB",
                persons=(ANNA.number.digits,),
            ),
        ),
        decision=decided(
            VUXEN,
            EB,
            BARN,
            rows=(
                AppliedRow(
                    id="002-F1b",
                    heading="Vid upprepade hyresskulder, två eller flera",
                    sentence="Vuxenenheten informerar enheten för barn och unga om underrättelsen.",
                    silent="",
                    facts=(
                        ("kind", "rent_debt"),
                        ("household", "minors"),
                        ("case.ekonomiskt_bistand", "open"),
                        ("case.barn_unga", "none"),
                        ("earlier", "repeated"),
                    ),
                ),
            ),
            letters_out=(
                LetterOut(template="informationsbrev", to="household"),
                LetterOut(
                    template="kallelse",
                    to="household",
                    together_with=("ekonomiskt_bistand", "barn_unga"),
                ),
            ),
            steps=(
                _step("Gör en aktualisering i Treserva.", "vuxen"),
                _step("Ta kontakt med familjen via telefon.", "vuxen"),
                _step("Utse en ansvarig handläggare.", "barn_unga"),
                _step("Gör ett oanmält hembesök.", "vuxen", person_only=True),
            ),
            deadlines=(
                Deadline(
                    what="earliest_recovery_end",
                    on=date(2026, 10, 21),
                    basis="12 kap. 44 § jordabalken, tre veckor från brevets datum",
                ),
            ),
        ),
        priority=Priority.ORDINARY,
    )
    return Sample(letter=letter, case=case, deliveries=(VUXEN, EB, BARN), ids=ids())


def _claim(letter: Letter, label: str, period: str | None, text: str) -> ClaimRow:
    amount = Decimal(text.replace(" ", "").replace(",", "."))
    what = "interest" if label == "Ränta" else "rent"
    return ClaimRow(what=what, label=label, period=period, amount=letter.field(text, amount))


def _step(text: str, unit: str, *, person_only: bool = False) -> Step:
    return Step(text=text, unit=unit, person_only=person_only, row="002-F1b")


@cache
def eviction() -> Sample:
    """Kronofogden's date for a couple with a child who lives elsewhere."""
    letter = scanned(
        paragraphs(
            "Kronofogden",
            "2026-10-01",
            "Underrättelse om avhysning, mål U-12345-26",
            "Svarande: Anna Testsson och Leo Testsson, Provgatan 12, 411 00 Göteborg",
            "Avhysning kommer att ske den 3 november 2026 kl. 10.00",
            "Vi ber er bekräfta samma dag.",
        ),
        paragraphs("Sida 2", "Information om avhysning."),
    )
    at = datetime(2026, 11, 3, 10, 0)  # noqa: DTZ001  Kronofogden prints local time
    case = case_of(
        letter,
        classification=settled(Kind.EVICTION_DATE, "set"),
        findings=Findings(
            fields=MappingProxyType(
                {
                    "eviction_at": letter.field("3 november 2026 kl. 10.00", at),
                    "case_number": letter.field("U-12345-26"),
                    "letter_date": letter.field("2026-10-01", date(2026, 10, 1)),
                    "sender_name": letter.field("Kronofogden"),
                    "address": letter.field("Provgatan 12"),
                }
            ),
            parties=(
                Party(role=PartyRole.TENANT, name=letter.field("Anna Testsson")),
                Party(role=PartyRole.CO_TENANT, name=letter.field("Leo Testsson")),
            ),
        ),
        matches=(found(ANNA), found(LEO, 1)),
        household=Household(
            members=(ANNA, LEO, MIA),
            core=(ANNA.number, LEO.number),
            minors=Minors(children=(Minor(number=MIA.number, basis="custody", at_home=False),)),
            protected=False,
        ),
        decision=decided(
            VUXEN,
            BARN,
            rows=(
                AppliedRow(
                    id="002-K1",
                    heading="Samverkan vid information från Kronofogdemyndigheten om avhysning",
                    sentence="Socialtjänsten ska samma dag som meddelandet mottagits skicka en "
                    "bekräftelse till Kronofogdemyndigheten",
                    silent="",
                    facts=(("kind", "eviction_date"),),
                ),
            ),
            letters_out=(
                LetterOut(template="bekraftelse_kfm", to="kronofogden"),
                LetterOut(template="bekraftelse_kfm_kopia", to="household"),
                LetterOut(template="informationsbrev", to="household"),
                LetterOut(template="kallelse", to="household", together_with=("barn_unga",)),
            ),
            steps=(_step("Närvara vid avhysningen.", "vuxen"),),
            deadlines=(
                Deadline(
                    what="kfm_confirmation",
                    on=ON,
                    basis="11 kap. 3 § socialtjänstförordningen (2025:468)",
                ),
                Deadline(what="eviction", on=at.date(), basis="Kronofogdens besked"),
            ),
        ),
        priority=Priority.SAME_DAY,
        reviewed_by="Greta Granskare",
    )
    return Sample(letter=letter, case=case, deliveries=(VUXEN, BARN), ids=ids("e" * 16))


@cache
def protected() -> Sample:
    """A rent letter to a household with a protected identity, approved for ``skyddad``."""
    base = family()
    hidden = replace(ANNA, protection=Protection.MARKED)
    home = replace(base.case.household, members=(hidden, LEO, MIA, TOM), protected=True)
    to = Delivery(unit="skyddad", role=Role.HANDLE, original=True)
    case = replace(
        base.case,
        matches=(found(hidden),),
        household=home,
        restricted=True,
        reasons=(Problem(code=Code.PROTECTED_IDENTITY),),
        decision=replace(base.case.decision, deliveries=(to,)),
    )
    return Sample(letter=base.letter, case=case, deliveries=(to,), ids=ids("5" * 16))


DEBTORS = (
    ("Anna Testsson", ANNA, "9 100,00"),
    ("Bo Exempelström", person("Bo", "Exempelström", "19700202", "984"), "1 200,00"),
    ("Cilla Låtsasdotter", person("Cilla", "Låtsasdotter", "19910303", "985"), "22 050,00"),
    ("David Påhittson", person("David", "Påhittson", "19650404", "986"), "7 777,00"),
)


@cache
def debtors() -> Sample:
    """A list of four debtors over two pages; the packet is the second one's."""
    head = paragraphs("Påhittade Bostäder AB", "Restlista oktober 2026")
    rows = [
        f"<tr><td>{name}</td><td>{who.number.printed}</td><td>{amount}</td></tr>"
        for name, who, amount in DEBTORS
    ]
    first = f"{head}<table>{''.join(rows[:3])}</table><p>Frågor: 031-000 00 00</p>"
    second = f"<table>{rows[3]}</table><p>Summa 40 127,00</p>"
    letter = scanned(first, second)
    listed = []
    decisions = []
    for place, (name, who, amount) in enumerate(DEBTORS):
        page = 1 if place < 3 else 2
        printed = letter.box(name, page).union(letter.box(amount, page))
        place_of_row = replace(printed, x0=0.0, x1=letter.pages[page - 1].width)
        listed.append(
            ListRow(
                party=Party(
                    role=PartyRole.TENANT,
                    name=letter.field(name, page=page),
                    personnummer=letter.field(who.number.printed, who.number.digits, page=page),
                ),
                amount=letter.field(
                    amount, Decimal(amount.replace(" ", "").replace(",", ".")), page=page
                ),
                address=None,
                reference=None,
                boxes=(place_of_row,),
            )
        )
        decisions.append(
            RowCase(
                row=place,
                state=State.ROUTED,
                reasons=(),
                match=found(who, place),
                household=Household(
                    members=(who,), core=(who.number,), minors=NoMinor(), protected=False
                ),
                decision=decided(
                    VUXEN,
                    letters_out=(LetterOut(template="informationsbrev", to="household"),),
                ),
            )
        )
    case = case_of(
        letter,
        classification=settled(Kind.DEBT_LIST, "rent"),
        findings=Findings(
            fields=MappingProxyType(
                {
                    "sender_name": letter.field("Påhittade Bostäder AB"),
                    "amount_sek": letter.field("40 127,00", Decimal("40127.00"), page=2),
                }
            ),
            rows=tuple(listed),
        ),
        matches=tuple(one.match for one in decisions),
        rows=tuple(decisions),
    )
    return Sample(letter=letter, case=case, deliveries=(VUXEN, EB), ids=ids("7" * 16), row=1)


@cache
def disturbance() -> Sample:
    """A grave disturbance that names neighbours; ekonomiskt bistånd gets it for information."""
    letter = scanned(
        paragraphs(
            "Påhittade Bostäder AB",
            "2026-09-28",
            "Kopia av uppsägning på grund av särskilt allvarliga störningar",
            "Hyresgäst: Anna Testsson, Provgatan 12",
            "Anmälande granne: Kerstin Grannberg, lgh 1203, 070-000 00 11",
            "Vittne: Olof af Vittnesson. Polis tillkallad.",
            "Den 12 september hörde Grannberg höga skrik från Anna Testsson.",
        )
    )
    information = replace(EB, role=Role.INFORMATION)
    case = case_of(
        letter,
        classification=settled(Kind.DISTURBANCE, "termination"),
        findings=Findings(
            fields=MappingProxyType({"sender_name": letter.field("Påhittade Bostäder AB")}),
            parties=(Party(role=PartyRole.TENANT, name=letter.field("Anna Testsson")),),
        ),
        matches=(found(ANNA),),
        household=Household(
            members=(ANNA,), core=(ANNA.number,), minors=NoMinor(), protected=False
        ),
        decision=decided(
            VUXEN,
            information,
            letters_out=(LetterOut(template="informationsbrev", to="household"),),
        ),
        priority=Priority.URGENT,
    )
    return Sample(letter=letter, case=case, deliveries=(VUXEN, information), ids=ids("9" * 16))


@cache
def unsure() -> Sample:
    """Kronofogden's date for a person whom nobody can tell: still in review."""
    base = eviction()
    findings = replace(
        base.case.findings,
        parties=(*base.case.findings.parties[:1], base.case.findings.parties[1]),
        conflicts=("amount_sek",),
    )
    why = Problem(code=Code.PERSON_AMBIGUOUS)
    case = replace(
        base.case,
        state=State.REVIEW,
        reasons=(why, Problem(code=Code.LOW_CONFIDENCE, detail="subkind")),
        reviewed_by=None,
        findings=findings,
        matches=(
            Ambiguous(
                party=0,
                candidates=(
                    Candidate(person=ANNA, evidence=()),
                    Candidate(person=LEO, evidence=()),
                ),
                why=why,
            ),
            Unmatched(party=1, why=Problem(code=Code.PERSON_NOT_FOUND)),
        ),
        household=None,
        classification=replace(
            base.case.classification,
            subkind=Abstained(best="set", confidence=0.6, scores=NONE, why="low"),
        ),
        decision=replace(
            base.case.decision,
            letters_out=(
                LetterOut(template="bekraftelse_kfm", to="kronofogden"),
                LetterOut(
                    template="bekraftelse_kfm_kopia", to="household", held="person_ambiguous"
                ),
            ),
        ),
    )
    return Sample(letter=base.letter, case=case, deliveries=(VUXEN,), ids=ids("c" * 16))


HOSTILE = "<script>alert(1)</script><b>&amp; {{ 7*7 }} {% raw %} \x00\u202e# - | [underskrift]"


@cache
def hostile() -> Sample:
    """A letter whose every text is markup, endless or many-lined."""
    base = family()
    endless = "Ändlös" * 60
    letter = base.letter
    evil = letter.field("Påhittade Bostäder AB", f"\n# {HOSTILE}\n- {endless}")
    fields = {
        **base.case.findings.fields,
        "sender_name": evil,
        "address": letter.field("Provgatan 12", f"| a | b\n[underskrift] {HOSTILE}"),
        "ground": letter.field("Ränta", endless),
    }
    named = replace(ANNA, given=endless, surname="<i>Test</i>sson-" * 6)
    case = replace(
        base.case,
        findings=replace(base.case.findings, fields=MappingProxyType(fields)),
        matches=(found(named),),
        household=replace(base.case.household, members=(named, LEO, MIA, TOM)),
        intake_point="<u>luckan</u>",
    )
    return Sample(
        letter=letter,
        case=case,
        deliveries=base.deliveries,
        ids=ids("b" * 16, revision=2),
        changes=("Beloppet: tidigare <b>9 150,00 kr</b>, nu 18 450,50 kr.",),
    )


def gone(sample: Sample, why: Deregistered = Deregistered.DECEASED) -> Sample:
    """The same letter, about persons who are no longer registered."""
    matches = tuple(
        replace(one, person=replace(one.person, deregistered=why))
        if isinstance(one, Matched)
        else one
        for one in sample.case.matches
    )
    return replace(sample, case=replace(sample.case, matches=matches))


SAMPLES = {
    "familj": family,
    "avhysning": eviction,
    "skyddad": protected,
    "lista": debtors,
    "storning": disturbance,
    "osaker": unsure,
    "markup": hostile,
}
