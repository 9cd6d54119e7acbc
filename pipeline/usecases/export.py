"""The export, ``troskel/letter/1``: a line a letter, exactly as the contract has it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny

from pipeline.domain.case import Case, Decision, RowCase
from pipeline.domain.fields import Field as Found
from pipeline.domain.fields import ListRow, PartyRole
from pipeline.domain.match import Household, Match, Matched, Minors, Unknown
from pipeline.domain.problems import Code
from pipeline.domain.scores import Abstained
from pipeline.store import documents, letters, packets
from pipeline.store.documents import Document
from pipeline.store.letters import Letter
from pipeline.store.packets import Packet
from pipeline.usecases.office import Office

SCHEMA = "troskel/letter/1"

FIELDS = (
    "amount_sek",
    "letter_date",
    "eviction_at",
    "reference",
    "sender_name",
    "sender_orgnr",
    "address",
    "postal_code",
    "apartment",
)
"""The fields of the contract; others that the finders know stay inside."""

_WHEREABOUTS = frozenset({"address", "postal_code", "apartment"})
"""Fields that are left out where an identity is protected; names are left empty there."""


class _Out(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DocumentOut(_Out):
    """The file that arrived."""

    sha256: str
    name: str
    pages: int
    received_on: date


class LetterOut(_Out):
    """The letter's place in it."""

    index: int
    pages: list[int]


class KindOut(_Out):
    """What the letter is."""

    value: str
    subkind: str | None
    confidence: float


class ValueOut(_Out):
    """A value and where it stands; a value that a person set has no box."""

    value: str
    confidence: float
    page: int | None = None
    box: list[float] | None = None


class PersonOut(_Out):
    """A person the letter is about, as found in the register."""

    personnummer: str
    printed_name: str
    method: str
    confidence: float


class MinorOut(_Out):
    """A child concerned."""

    personnummer: str
    basis: str


class HouseholdOut(_Out):
    """Those who live together."""

    members: list[str]
    minors: list[MinorOut]
    uncertain: bool


class DecisionOut(_Out):
    """The routine, its rows, its sentences."""

    routine: str
    rules: list[str]
    citations: list[str]


class DeadlineOut(_Out):
    """A computed day."""

    what: str
    on: date
    basis: str


class DraftOut(_Out):
    """A draft that goes with the packets."""

    template: str
    to: str
    together_with: list[str]


class PacketOut(_Out):
    """A packet in force."""

    unit: str
    role: str
    path: str
    revision: int


class RowOut(_Out):
    """One debtor of a list."""

    printed_name: str
    personnummer: str | None
    amount_sek: str | None
    state: str
    reasons: list[str]
    packets: list[PacketOut]


class Line(_Out):
    """One line of the export; what does not apply is left out."""

    schema_: Literal["troskel/letter/1"] = Field(default="troskel/letter/1", alias="schema")
    document: DocumentOut
    letter: LetterOut
    state: str
    reasons: list[str]
    kind: KindOut | None = None
    tenure: str | None = None
    intake_point: str
    priority: str | None = None
    fields: dict[str, ValueOut] | None = None
    persons: list[PersonOut] | None = None
    household: HouseholdOut | None = None
    earlier_letters: int | None = None
    decision: DecisionOut | None = None
    deadlines: list[DeadlineOut] | None = None
    letters_out: list[DraftOut] | None = None
    packets: SerializeAsAny[list[PacketOut]] = Field(default_factory=list)
    rows: list[RowOut] | None = None

    def json_line(self) -> str:
        """The line as written, without a newline."""
        data = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        if self.kind is not None:
            data["kind"]["subkind"] = self.kind.subkind
        for row, out in zip(self.rows or (), data.get("rows", ()), strict=True):
            out["personnummer"] = row.personnummer
            out["amount_sek"] = row.amount_sek
        return json.dumps(data, ensure_ascii=False)


def export(office: Office) -> Iterator[Line]:
    """Every letter, by its document's name and its index; duplicates and quarantined ones too."""
    with office.ledger.snapshot():
        receipts = office.ledger.rows("SELECT * FROM receipts ORDER BY name, id")
        for receipt in receipts:
            document = documents.document(office.ledger, receipt["document"])
            if document is None:
                continue
            if receipt["first"]:
                yield from _lines(office, document)
            else:
                yield Line(
                    document=DocumentOut(
                        sha256=document.sha256,
                        name=receipt["name"],
                        pages=document.pages,
                        received_on=date.fromisoformat(receipt["received_on"]),
                    ),
                    letter=LetterOut(index=1, pages=list(range(1, document.pages + 1))),
                    state="duplicate",
                    reasons=[],
                    intake_point=receipt["intake_point"],
                )


def _lines(office: Office, document: Document) -> Iterator[Line]:
    whole = DocumentOut(
        sha256=document.sha256,
        name=document.name,
        pages=document.pages,
        received_on=document.received_on,
    )
    if document.reason is not None:
        yield Line(
            document=whole,
            letter=LetterOut(index=1, pages=list(range(1, document.pages + 1))),
            state="quarantined",
            reasons=[str(document.reason)],
            intake_point=document.intake_point,
        )
    for letter in letters.letters_of(office.ledger, document.sha256):
        case = letters.case(office.ledger, letter.id, letter.revision)
        yield line_of(whole, letter, case, packets.in_force(office.ledger, letter.id))


def line_of(document: DocumentOut, letter: Letter, case: Case, sent: list[Packet]) -> Line:
    """The line of one decided letter, with the packets that are in force."""
    kind = case.classification.kind
    decision = case.decision
    return Line(
        document=document,
        letter=LetterOut(index=letter.place, pages=list(case.part.pages)),
        state=str(case.state),
        reasons=[str(reason) for reason in case.reasons],
        kind=KindOut(
            value=str(letters.kind_of(case)),
            subkind=letters.subkind_of(case),
            confidence=round(kind.confidence, 4),
        ),
        tenure=str(_tenure(case)),
        intake_point=case.intake_point,
        priority=str(case.priority),
        fields={
            name: _value(case.findings.fields[name])
            for name in FIELDS
            if name in case.findings.fields and not (case.restricted and name in _WHEREABOUTS)
        },
        persons=_persons(case),
        household=None if case.household is None else _household(case.household),
        earlier_letters=len(case.earlier),
        decision=None if decision is None else _decision(decision, case.rows),
        deadlines=_deadlines(decision),
        letters_out=_drafts(decision),
        packets=[_packet(one) for one in sent if one.line == 0],
        rows=[_row(row, case, sent) for row in case.rows] if case.findings.rows else None,
    )


def _tenure(case: Case) -> str:
    tenure = case.classification.tenure
    return tenure.best if isinstance(tenure, Abstained) else tenure.value


def _value(found: Found[Any]) -> ValueOut:
    value = found.value
    if isinstance(value, Decimal):
        text = format(value.quantize(Decimal("0.01")), "f")
    elif isinstance(value, datetime):
        text = value.isoformat(timespec="minutes")
    elif isinstance(value, date):
        text = value.isoformat()
    else:
        text = str(value)
    box = found.boxes[0] if found.boxes else None
    return ValueOut(
        value=text,
        confidence=round(found.confidence, 4),
        page=None if box is None else box.page,
        box=None
        if box is None
        else [round(edge, 1) for edge in (box.x0, box.top, box.x1, box.bottom)],
    )


def _persons(case: Case) -> list[PersonOut]:
    found: list[PersonOut] = []
    for one in () if case.rows else case.matches:
        if isinstance(one, Matched):
            parties = case.findings.parties
            party = parties[one.party] if one.party < len(parties) else None
            name = None if party is None or case.restricted else party.name
            found.append(_person(one, "" if name is None else name.value))
    found += [
        _person(row.match, _printed(row, case.findings.rows[row.row]))
        for row in case.rows
        if isinstance(row.match, Matched)
    ]
    return found


def _person(one: Matched, printed: str) -> PersonOut:
    return PersonOut(
        personnummer=str(one.person.number),
        printed_name=printed,
        method=one.method,
        confidence=round(one.confidence, 4),
    )


def _printed(row: RowCase, listed: ListRow) -> str:
    """The debtor's printed name; empty where an identity is protected."""
    hidden = any(reason.code is Code.PROTECTED_IDENTITY for reason in (*row.reasons, *row.accepted))
    return "" if hidden or listed.party.name is None else listed.party.name.value


def _household(household: Household) -> HouseholdOut:
    match household.minors:
        case Minors(children=children) | Unknown(children=children):
            minors = [MinorOut(personnummer=str(one.number), basis=one.basis) for one in children]
        case _:
            minors = []
    return HouseholdOut(
        members=[str(one.number) for one in household.members],
        minors=minors,
        uncertain=isinstance(household.minors, Unknown),
    )


def _decision(decision: Decision, rows: tuple[RowCase, ...]) -> DecisionOut:
    applied = [*decision.rows]
    for row in rows:
        applied += [] if row.decision is None else row.decision.rows
    return DecisionOut(
        routine=decision.routine,
        rules=list(dict.fromkeys(row.id for row in applied)),
        citations=list(dict.fromkeys(row.sentence for row in applied if row.sentence)),
    )


def _deadlines(decision: Decision | None) -> list[DeadlineOut]:
    found = () if decision is None else decision.deadlines
    return [DeadlineOut(what=one.what, on=one.on, basis=one.basis) for one in found]


def _drafts(decision: Decision | None) -> list[DraftOut]:
    found = () if decision is None else decision.letters_out
    return [
        DraftOut(template=one.template, to=one.to, together_with=list(one.together_with))
        for one in found
    ]


def _packet(one: Packet) -> PacketOut:
    return PacketOut(unit=one.unit, role=str(one.role), path=one.path, revision=one.revision)


def _row(row: RowCase, case: Case, sent: list[Packet]) -> RowOut:
    printed = case.findings.rows[row.row]
    amount = printed.amount
    return RowOut(
        printed_name=_printed(row, printed),
        personnummer=_number(row.match),
        amount_sek=None if amount is None else _value(amount).value,
        state=str(row.state),
        reasons=[str(reason) for reason in row.reasons],
        packets=[_packet(one) for one in sent if one.line == row.row + 1],
    )


def _number(match: Match) -> str | None:
    return str(match.person.number) if isinstance(match, Matched) else None


__all__ = ["FIELDS", "SCHEMA", "Line", "PartyRole", "export", "line_of"]
