"""Letters out: the packets that the ledger has planned are made and put into the outboxes."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from concurrent.futures import Future

from pipeline.documents.finding import keys_of
from pipeline.store import documents, letters, packet_keys, packets
from pipeline.store.errors import DamageError, NotFoundError
from pipeline.store.packets import Packet
from pipeline.usecases.guard import Failed, guarded
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Builder, Order
from pipeline.usecases.settle import fail_delivery

Made = Mapping[str, bytes]

RECORD = "record.json"
"""The file of a packet that holds what the unit was told, for programs."""

NOTICE = "LÄS MIG.txt"
"""The file of a notice that people read."""

_NOTICE = """\
Brevet {short} berör inte längre den här enheten.

Beslutet har ändrats. Det som tidigare lämnades till enheten ({old}) gäller inte längre.
Ta bort eller lägg tillbaka det enligt rutinen. Frågor: kontakta mottagningen.
"""


def order_of(office: Office, packet: Packet) -> Order:
    """All that the packet is made from; NotFoundError or DamageError when something is gone."""
    letter = letters.letter(office.ledger, packet.letter)
    document = documents.document(office.ledger, letter.document)
    reading = office.readings.newest(letter.document)
    if document is None or reading is None:
        raise NotFoundError("Läsningen av brevet saknas. Kör troskel reprocess --read-again.")
    if not office.archive.whole(letter.document):
        raise DamageError("Originalet i arkivet är ändrat eller borta. Kör troskel reconcile.")
    case = letters.case(office.ledger, letter.id, packet.revision)
    return Order(
        case=case,
        unit=packet.unit,
        role=packet.role,
        line=packet.line,
        letter_id=letter.id,
        revision=packet.revision,
        document=document.sha256,
        document_name=document.name,
        letters_in_document=len(letters.letters_of(office.ledger, letter.document)),
        received_on=letter.received_on,
        pages=tuple(page for page in reading.pages if page.number in case.part.pages),
        original=office.archive.path(letter.document),
        changes=packet.changes,
    )


def start(office: Office, builder: Builder, packet: Packet) -> Future[Made]:
    """Start making a packet; a notice is made at once."""
    if not packet.notice:
        return builder.submit(order_of(office, packet))
    done: Future[Made] = Future()
    done.set_result(notice(office, packet))
    return done


def notice(office: Office, packet: Packet) -> Made:
    """The files of a notice: which packets no longer hold, and nothing of the letter."""
    old = [
        one.name
        for one in packets.of_letter(office.ledger, packet.letter)
        if one.unit == packet.unit and one.revision < packet.revision and one.state != "withdrawn"
    ]
    record = {
        "schema": "troskel/notice/1",
        "letter": packet.letter,
        "revision": packet.revision,
        "unit": packet.unit,
        "withdrawn": old,
    }
    text = _NOTICE.format(short=packet.letter[:12], old=", ".join(old) or "-")
    return {
        RECORD: (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode(),
        NOTICE: text.encode(),
    }


def finish(office: Office, packet: Packet, made: Future[Made]) -> bool:
    """Deliver what was made; False when it could not be made and the letter went to review.

    What was withdrawn meanwhile is thrown away.

    PlaceError passes (nothing is blamed); DamageError passes too: something lies in the way.
    """
    files = guarded(office, "packet_failed", made.result)
    if isinstance(files, Failed):
        fail_delivery(office, packet.letter, files.problem)
        return False
    there = office.outbox.deliver(packet.id, files)
    if there.state == "withdrawn":
        return True
    with office.ledger.atomic():
        packet_keys.keep(office.ledger, packet, keys_of(files.get(RECORD, b"")))
    office.log.info("delivered", packet=packet.id, unit=packet.unit, revision=packet.revision)
    return True


def deliver_letter(office: Office, builder: Builder, ident: str) -> None:
    """Make and deliver the letter's pending packets now, without a coordinator."""
    for packet in packets.pending(office.ledger):
        if packet.letter == ident:
            finish(office, packet, start(office, builder, packet))


def deliver_left(office: Office, builder: Builder, over: threading.Event) -> None:
    """Make and deliver what a killed program left planned, unless a coordinator is at work.

    For the pages alone: nobody else would until the next ``process``. Ends early when it is
    ``over``. A packet that something lies in the way of stays planned, which reconcile tells.
    """
    for packet in packets.pending(office.ledger):
        if over.is_set() or office.is_coordinated():
            return
        try:
            finish(office, packet, start(office, builder, packet))
        except (DamageError, NotFoundError):
            office.log.warning("stuck", packet=packet.id, unit=packet.unit)
