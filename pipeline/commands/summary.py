"""What became of the letters that came: a row each when ``process`` is done, a line for ``run``.

No personal data: ids, kinds, units, and what a person is to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.documents import swedish
from pipeline.domain.case import Case
from pipeline.domain.kinds import Kind, Role, State
from pipeline.store import documents, letters, packets
from pipeline.store.letters import Letter
from pipeline.usecases.office import Office

Row = tuple[str, str, str, str, str]


def rows_of(office: Office, *, after: int) -> list[Row]:
    """The letters of all arrivals with a receipt above ``after``; no personal data."""
    found: list[Row] = []
    for receipt in office.ledger.rows(
        "SELECT * FROM receipts WHERE id > ? ORDER BY name, id", (after,)
    ):
        name = receipt["name"]
        document = documents.document(office.ledger, receipt["document"])
        if document is None:
            continue
        if not receipt["first"] and document.reason:
            what = "samma fil igen, gick inte att läsa"
            found.append((name, "", "", what, document.reason.remedy))
        elif not receipt["first"]:
            found.append((name, "", "", "samma fil igen", "Redan mottagen, inget nytt skickas."))
        elif document.reason:
            found.append((name, "", "", "gick inte att läsa", document.reason.remedy))
        else:
            found.extend(_letters(office, document.sha256, name))
    return found


_ON_THEIR_WAY = (
    "SELECT DISTINCT l.document FROM letters l JOIN packets p ON p.letter = l.id"
    " WHERE p.state IN ('planned', 'built')"
)


class Diary:
    """Tells of each document once it is done with: decided, and its packets in the outboxes.

    What was done with before the diary began is not told again.
    """

    def __init__(self, office: Office) -> None:
        """Begin with what lies unfinished now."""
        self._office = office
        self._last = office.ledger.number("SELECT coalesce(max(id), 0) FROM receipts")
        self._waiting = {
            one.sha256 for one in documents.unfinished(office.ledger)
        } | self._sending()

    def _sending(self) -> set[str]:
        return {row["document"] for row in self._office.ledger.rows(_ON_THEIR_WAY)}

    def news(self) -> Iterator[str]:
        """A line for each letter of the documents that have been done with since the last call."""
        ledger = self._office.ledger
        for receipt in ledger.rows(
            "SELECT id, document, first FROM receipts WHERE id > ? ORDER BY id", (self._last,)
        ):
            self._last = receipt["id"]
            if receipt["first"]:
                self._waiting.add(receipt["document"])
            else:
                short = receipt["document"][:12]
                yield f"{short}  Samma fil igen. Redan mottagen, inget nytt skickas."
        if not self._waiting:
            return
        left = {one.sha256 for one in documents.unfinished(ledger)} | self._sending()
        for sha256 in sorted(self._waiting - left):
            yield from self._told(sha256)
        self._waiting &= left

    def _told(self, sha256: str) -> Iterator[str]:
        document = documents.document(self._office.ledger, sha256)
        if document is not None and document.reason:
            yield f"{sha256[:12]}  Gick inte att läsa. {document.reason.remedy}"
            return
        for letter in letters.letters_of(self._office.ledger, sha256):
            kind, state, where = _standing(self._office, letter)
            yield f"{letter.id[:12]}  {kind}: {state}. {where}".rstrip()


def _letters(office: Office, sha256: str, name: str) -> Iterator[Row]:
    for letter in letters.letters_of(office.ledger, sha256):
        case = letters.case(office.ledger, letter.id, letter.revision)
        pages = ", ".join(str(number) for number in case.part.pages)
        yield (name, pages, *_standing(office, letter))


def _standing(office: Office, letter: Letter) -> tuple[str, str, str]:
    """What the letter is, its state, and where it went or why it waits."""
    state = swedish.STATES[letter.state]
    if letter.restricted:
        return "Skyddad", state, "Bara utsedd personal."
    case = letters.case(office.ledger, letter.id, letter.revision)
    return swedish.KINDS[Kind(letter.kind)], state, _where(office, letter, case)


def _where(office: Office, letter: Letter, case: Case) -> str:
    sent = packets.in_force(office.ledger, letter.id)
    said = []
    if sent:
        units: dict[str, list[str]] = {}
        for one in sent:
            units.setdefault(f"{one.unit} ({swedish.ROLES[Role(one.role)]})", []).append(one.path)
        said.append(
            ", ".join(unit if len(p) == 1 else f"{unit} × {len(p)}" for unit, p in units.items())
        )
        if case.decision:
            said.append("enligt " + ", ".join(row.id for row in case.decision.rows[:1]))
    if letter.state is State.REVIEW:
        remedies = list(dict.fromkeys(problem.remedy for problem in case.reasons))
        said.extend(remedies[:2])
        if len(remedies) > 2:
            said.append(f"(och {len(remedies) - 2} skäl till)")
    return " ".join(said)
