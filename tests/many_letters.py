"""Many letters in a ledger at once: figures count columns, so that no case need be made."""

from __future__ import annotations

from datetime import timedelta

from used_workspace import DAY

from pipeline.store.letters import letter_id
from pipeline.usecases.office import Office


def copies(office: Office, name: str, number: int, *, kind: str = "", day: int = 0) -> None:
    """So many more letters like a fixture's, in columns alone: figures open no case."""
    row = office.ledger.row(
        "SELECT l.* FROM letters l JOIN documents d ON d.sha256 = l.document WHERE d.name = ?",
        (f"{name}.pdf",),
    )
    assert row is not None
    on = (DAY + timedelta(days=day)).isoformat()
    sent = office.ledger.rows("SELECT * FROM packets WHERE letter = ?", (row["id"],))
    with office.ledger.atomic():
        first = office.ledger.number("SELECT max(arrival) FROM documents") + 1
        for arrival in range(first, first + number):
            document = f"{arrival:064x}"
            ident = letter_id(document, 1)
            office.ledger.insert(
                "documents",
                {
                    "sha256": document,
                    "name": f"{arrival}.pdf",
                    "size": 1,
                    "arrival": arrival,
                    "received_on": on,
                    "received_at": f"{on}T08:00:00+00:00",
                    "intake_point": "default",
                    "state": "decided",
                },
            )
            own = {"id": ident, "document": document, "arrival": arrival, "received_on": on}
            office.ledger.insert("letters", {**row, **own, "kind": kind or row["kind"]})
            office.ledger.insert(
                "cases", {"letter": ident, "revision": 1, "made_at": on, "why": "x", "body": "{}"}
            )
            for packet in sent:
                left = {key: value for key, value in packet.items() if key != "id"}
                path = f"outbox/{packet['unit']}/{arrival}"
                office.ledger.insert("packets", {**left, "letter": ident, "path": path})
