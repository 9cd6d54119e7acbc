"""The proof: received = routed + in review + quarantined + duplicates, by hash, on the disk too."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.store import packets
from pipeline.store.disk import digest_of_folder
from pipeline.store.errors import place
from pipeline.usecases.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that disagrees: what (a code), about what (an id or path), and in Swedish."""

    code: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """The sum, and what disagrees.

    ``received`` counts arrivals. Each document that arrived first is in exactly one of
    ``decided``, ``quarantined`` and ``waiting``, each other arrival is among ``duplicates``.
    ``routed`` and ``review`` count letters; ``on_their_way`` packets that are not delivered yet.
    """

    received: int
    duplicates: int
    decided: int
    quarantined: int
    waiting: int
    routed: int
    review: int
    delivered: int
    picked_up: int
    on_their_way: int
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """Whether everything agrees."""
        return not self.faults


def reconcile(office: Office) -> Reckoning:
    """Reckon up ledger, archive and outboxes of one moment; changes nothing."""
    ledger = office.ledger
    with ledger.snapshot():

        def count(sql: str) -> int:
            return ledger.number(f"SELECT count(*) FROM {sql}")  # noqa: S608 - own words only

        reckoning = Reckoning(
            received=count("receipts"),
            duplicates=count("receipts WHERE first = 0"),
            decided=count("documents WHERE state = 'decided'"),
            quarantined=count("documents WHERE state = 'quarantined'"),
            waiting=count("documents WHERE state NOT IN ('decided', 'quarantined')"),
            routed=count("letters WHERE state = 'routed'"),
            review=count("letters WHERE state = 'review'"),
            delivered=count("packets WHERE state = 'delivered'"),
            picked_up=count("packets WHERE state = 'picked_up'"),
            on_their_way=count("packets WHERE state IN ('planned', 'built')"),
            faults=(),
        )
        with place():
            faults = (
                *_sum(office, reckoning),
                *_integrity(office),
                *_archive(office),
                *_outbox(office),
            )
    return Reckoning(
        **{name: getattr(reckoning, name) for name in Reckoning.__slots__ if name != "faults"},
        faults=faults,
    )


def _sum(office: Office, reckoning: Reckoning) -> list[Fault]:
    faults = []
    ended = reckoning.decided + reckoning.quarantined + reckoning.waiting
    if reckoning.received != ended + reckoning.duplicates:
        text = (
            f"Mottaget ({reckoning.received}) är inte summan av beslutat, karantän, väntande "
            f"och dubbletter ({ended + reckoning.duplicates})."
        )
        faults.append(Fault(code="sum", subject="receipts", text=text))
    for row in office.ledger.rows(
        "SELECT sha256 FROM documents d WHERE state = 'decided'"
        " AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.document = d.sha256)"
    ):
        text = "Dokumentet är beslutat men har inget brev."
        faults.append(Fault(code="no_letter", subject=row["sha256"], text=text))
    for row in office.ledger.rows(
        "SELECT l.id FROM letters l JOIN documents d ON d.sha256 = l.document"
        " WHERE d.state != 'decided'"
    ):
        text = "Brevet finns men dokumentet är inte beslutat."
        faults.append(Fault(code="two_states", subject=row["id"], text=text))
    faults += [
        Fault(code="no_case", subject=row["id"], text="Brevets beslut saknas.")
        for row in office.ledger.rows(
            "SELECT l.id FROM letters l WHERE NOT EXISTS"
            " (SELECT 1 FROM cases c WHERE c.letter = l.id AND c.revision = l.revision)"
        )
    ]
    for row in office.ledger.rows(
        "SELECT letter, unit, line, count(*) AS number FROM packets"
        " WHERE superseded = 0 AND notice = 0 AND state != 'withdrawn'"
        " GROUP BY letter, unit, line HAVING number > 1"
    ):
        text = f"Enheten {row['unit']} har fått brevet två gånger."
        faults.append(Fault(code="twice", subject=row["letter"], text=text))
    return faults


def _integrity(office: Office) -> list[Fault]:
    found = [row["integrity_check"] for row in office.ledger.rows("PRAGMA integrity_check(5)")]
    text = "Liggaren är skadad. Återställ den från säkerhetskopian."
    if found != ["ok"]:
        return [Fault(code="ledger", subject="ledger.db", text=text)]
    if office.ledger.rows("PRAGMA foreign_key_check"):
        return [Fault(code="ledger", subject="ledger.db", text=text)]
    return []


def _archive(office: Office) -> list[Fault]:
    faults = []
    known = {row["sha256"] for row in office.ledger.rows("SELECT sha256 FROM documents")}
    for sha256 in sorted(known):
        if not office.archive.path(sha256).exists():
            text = "Originalet saknas i arkivet. Återställ det från säkerhetskopian."
            faults.append(Fault(code="archive_missing", subject=sha256, text=text))
        elif not office.archive.whole(sha256):
            text = "Originalet i arkivet är ändrat. Återställ det från säkerhetskopian."
            faults.append(Fault(code="archive_changed", subject=sha256, text=text))
    if not office.is_coordinated():
        unknown = [sha256 for sha256 in office.archive.kept() if sha256 not in known]
        # A crash between archive and ledger leaves the bytes twice: here and in the inbox. The
        # next start receives them; with no crash to explain them they are a fault.
        if not office.running.exists():
            text = "Filen i arkivet finns inte i liggaren. Lägg den i inkorgen eller meddela IT."
            faults += [Fault(code="archive_unknown", subject=one, text=text) for one in unknown]
    return faults


def _outbox(office: Office) -> list[Fault]:
    faults = []
    for packet in packets.everywhere(office.ledger):
        folder: Path | None = office.workspace.root / packet.path
        if packet.state == "picked_up":
            # The receipt is written before the folder moves; the next start moves it.
            folder = office.outbox.lies(packet)
        if folder is None or not folder.is_dir():
            if packet.state == "delivered":
                text = "Underlaget saknas i utkorgen utan kvitto på att det hämtats."
                faults.append(Fault(code="packet_missing", subject=packet.path, text=text))
            continue
        if digest_of_folder(folder) != packet.digest:
            text = "Underlagets filer är ändrade."
            faults.append(Fault(code="packet_changed", subject=packet.path, text=text))
    text = "Mappen i utkorgen finns inte i liggaren."
    faults += [
        Fault(code="packet_unknown", subject=path, text=text) for path in office.outbox.strays()
    ]
    return faults
