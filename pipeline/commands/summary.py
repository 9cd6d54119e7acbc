"""What ``process`` tells when it is done: a row a letter, where it went and why."""

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


def _letters(office: Office, sha256: str, name: str) -> Iterator[Row]:
    for letter in letters.letters_of(office.ledger, sha256):
        case = letters.case(office.ledger, letter.id, letter.revision)
        pages = ", ".join(str(number) for number in case.part.pages)
        if letter.restricted:
            yield (name, pages, "Skyddad", swedish.STATES[letter.state], "Bara utsedd personal.")
            continue
        where = _where(office, letter, case)
        yield (name, pages, swedish.KINDS[Kind(letter.kind)], swedish.STATES[letter.state], where)


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
        said.extend(problem.remedy for problem in case.reasons[:2])
        if len(case.reasons) > 2:
            said.append(f"(och {len(case.reasons) - 2} skäl till)")
    return " ".join(said)
