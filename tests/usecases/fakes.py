"""Ports played by a few lines of text: what a file holds says what becomes of it.

A file is a line a letter, parted by form feeds: ``KIND HOUSEHOLD`` and words such as ``review``,
``list``. ``poison`` kills its reader each time, ``flaky`` the first time, ``corrupt`` cannot be
read, ``explode`` makes deciding fail, ``unbuildable`` making the packet.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from datetime import date
from hashlib import sha256
from pathlib import Path

from pipeline.documents.errors import TemplateBrokenError
from pipeline.domain.case import AppliedRow, Case, Decision, Delivery, LetterOut, LetterPart
from pipeline.domain.edits import Act, Edit
from pipeline.domain.fields import Findings
from pipeline.domain.kinds import Kind, Priority, Role, State, Tenure
from pipeline.domain.match import Household, Matched, NoMinor
from pipeline.domain.page import Box, Fingerprint, Page, Reading, Source, Word
from pipeline.domain.people import Address, Person, Personnummer
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Classification, Scores, Settled
from pipeline.store.errors import SettingsError
from pipeline.usecases.ports import Engine, Order, Question, ReadingFailedError

SETTINGS = """\
routine = "fake"
[inbox]
quiet_seconds = 0
once_grace_seconds = 0
[reading]
processes = 2
"""
"""A workspace of the made-up routine that waits for nobody."""

PRINT = Fingerprint(name="fake", version="1", settings="0")
NUMBERS = ("198001019804", "198001029803", "198001039802", "198001049801", "198001059800")


def made_number(which: int) -> str:
    """One of the made test numbers."""
    return NUMBERS[which % len(NUMBERS)]


class FakeReader:
    """Reads the lines; remembers how often each document was tried."""

    def __init__(self) -> None:
        """Start untried."""
        self.tried: dict[str, int] = {}
        self.fail_with: Exception | None = None

    def fingerprint(self) -> Fingerprint:
        """The same for ever."""
        return PRINT

    def complete(self, path: Path) -> bool:
        """All but what begins with ``half``."""
        return not path.read_bytes().startswith(b"half")

    def glance(self, path: Path) -> bool:
        """What begins with an eviction date."""
        return path.read_bytes().startswith(b"eviction_date")

    def read(self, path: Path) -> Reading | Problem:
        """A page a form feed, a word a word."""
        if self.fail_with is not None:
            raise self.fail_with
        content = path.read_bytes()
        name = sha256(content).hexdigest()
        self.tried[name] = self.tried.get(name, 0) + 1
        if content.startswith(b"poison") or (
            content.startswith(b"flaky") and self.tried[name] == 1
        ):
            raise ReadingFailedError("crash")
        if content.startswith((b"corrupt", b"half")):
            return Problem(code=Code.CORRUPT)
        pages = tuple(
            Page(
                number=number,
                width=595.0,
                height=842.0,
                words=tuple(
                    Word(
                        text=word,
                        box=Box(page=number, x0=10.0 * at, top=0.0, x1=10.0 * at + 9, bottom=9.0),
                        confidence=1.0,
                    )
                    for at, word in enumerate(text.split())
                ),
                source=Source.TEXT_LAYER,
            )
            for number, text in enumerate(content.decode().split("\f"), 1)
        )
        return Reading(document=name, fingerprint=PRINT, pages=pages)

    def stop(self) -> None:
        """Nothing is under way."""


class FakeMind:
    """A letter a page; the second of a household goes to barn_unga as well."""

    def __init__(self, version: str = "1") -> None:
        """Another version decides otherwise."""
        self.version = version

    def ready(self, on: date) -> None:
        """There is a routine since the year 2000."""
        if on.year < 2000:
            raise SettingsError("Rutinen gäller först från 2000-01-01.")

    def split(self, pages: tuple[Page, ...]) -> tuple[LetterPart, ...]:
        """A letter a page; ``indivisible`` makes it fail."""
        if any(word.text == "indivisible" for page in pages for word in page.words):
            message = "a fault of the program"
            raise ZeroDivisionError(message)
        return tuple(LetterPart(index=page.number, pages=(page.number,)) for page in pages)

    def decide(self, question: Question) -> Case:
        """As the words say."""
        words = [word.text for page in question.pages for word in page.words]
        if "explode" in words:
            message = "a fault of the program"
            raise ZeroDivisionError(message)
        kind = Kind(words[0] if words[0] != "flaky" else "rent_debt")
        number = Personnummer(made_number(int(words[1])))
        person = Person(number=number, given="Test", surname="Testsson", address=Address())
        earlier = tuple(one for one in question.history([f"p:{number}"]) if one.kind is kind)
        approved = any(edit.act is Act.APPROVE for edit in question.edits)
        review = "review" in words and not approved
        deliveries = [Delivery(unit="vuxen", role=Role.HANDLE, original=True)]
        if earlier or self.version == "2":
            deliveries.append(Delivery(unit="barn_unga", role=Role.INFORMATION, original=False))
        if "skyddad" in words:
            deliveries = [Delivery(unit="skyddad", role=Role.HANDLE, original=True)]
        kfm = kind is Kind.EVICTION_DATE
        return Case(
            part=question.part,
            state=State.REVIEW if review else State.ROUTED,
            reasons=(Problem(code=Code.PERSON_NOT_FOUND),) if review else (),
            classification=Classification(
                kind=Settled(value=kind, confidence=0.99, scores=Scores(by_label=())),
                subkind=None,
                tenure=Settled(value=Tenure.RENTAL, confidence=0.9, scores=Scores(by_label=())),
                fingerprint=Fingerprint(name="mind", version=self.version, settings=""),
            ),
            findings=Findings(),
            matches=(Matched(party=0, person=person, method="edit", confidence=1.0, evidence=()),),
            household=Household(
                members=(person,), core=(number,), minors=NoMinor(), protected=False
            ),
            decision=Decision(
                routine="fake",
                version=self.version,
                rows=(
                    AppliedRow(
                        id=f"row-{len(earlier)}",
                        heading="",
                        sentence="En mening.",
                        silent="",
                        facts=(),
                    ),
                ),
                deliveries=tuple(deliveries),
                letters_out=(LetterOut(template="bekraftelse_kfm", to="kronofogden"),)
                if kfm
                else (),
                steps=(),
                deadlines=(),
            ),
            priority=Priority.SAME_DAY if kfm else Priority.ORDINARY,
            restricted="skyddad" in words,
            received_on=question.received_on,
            intake_point=question.intake_point,
            earlier=earlier,
            reviewed_by=question.edits[-1].by if approved else None,
        )

    def fault(self, edit: Edit) -> str:
        """Only the value ``fel`` cannot be used."""
        return "värdet går inte att använda" if edit.value == "fel" else ""


class FakeBuilder:
    """Makes a packet of three small files at once."""

    def __init__(self) -> None:
        """Start with none made; ``broken`` is what is wrong with a letter's text meanwhile."""
        self.made = 0
        self.broken: TemplateBrokenError | None = None

    def submit(self, order: Order) -> Future[Mapping[str, bytes]]:
        """Done before it returns."""
        future: Future[Mapping[str, bytes]] = Future()
        words = [word.text for page in order.pages for word in page.words]
        if "unbuildable" in words:
            future.set_exception(ZeroDivisionError("a fault in a template"))
            return future
        if self.broken is not None:
            future.set_exception(self.broken)
            return future
        self.made += 1
        rows = "" if order.case.decision is None else order.case.decision.rows[0].id
        future.set_result(
            {
                "record.json": f"{order.letter_id} {order.unit} {order.role} {rows}".encode(),
                "brev.txt": " ".join(words).encode(),
                "utkast/brev.txt": "\n".join(order.changes).encode(),
            }
        )
        return future

    def stop(self) -> None:
        """Nothing is under way."""


def engine() -> Engine:
    """All three fakes."""
    return Engine(reader=FakeReader(), mind=FakeMind(), builder=FakeBuilder())


ON = date(2026, 10, 5)
