"""The door where packets go out: each whole or not at all, and never one over another."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.store import packets
from pipeline.store.disk import ASIDE, Disk, digest_of, digest_of_folder, held
from pipeline.store.errors import ConflictError, DamageError, NotFoundError, place
from pipeline.store.ledger import Ledger
from pipeline.store.packets import Packet
from pipeline.store.workspace import HANDED_BACK, PICKED_UP, Workspace

MOVED_BY_HAND = "okänd (mappen flyttades för hand)"
"""Who a receipt names when a folder was moved and nobody said by whom."""

_WITHIN = (PICKED_UP, HANDED_BACK)
"""Folders of a unit's outbox that hold packets themselves."""


class Outbox:
    """The units' folders; every change of them is made under the delivery lock."""

    def __init__(self, workspace: Workspace, ledger: Ledger, disk: Disk) -> None:
        """Work in that workspace, writing to that ledger."""
        self.workspace = workspace
        self.ledger = ledger
        self.disk = disk

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with held(self.workspace.delivery_lock, wait=True), place():
            yield

    @contextmanager
    def still(self, ident: str) -> Iterator[None]:
        """Nothing is put in or taken out meanwhile; what lies there of the letter is noted."""
        with self._alone():
            for packet in packets.pending(self.ledger):
                if packet.letter == ident and packet.digest is not None:
                    self._finish_if_whole(packet, self.path(packet))
            yield

    def path(self, packet: Packet) -> Path:
        """Where the packet lies, or will lie."""
        return self.workspace.root / packet.path

    def deliver(self, number: int, files: Mapping[str, bytes]) -> Packet:
        """Put a packet's files into the unit's outbox and write it down; does nothing twice.

        Written aside and synced, its digest written down, renamed, the folder synced, written
        down as delivered: whatever is cut off, :meth:`resume` finishes. Raises DamageError when
        something else lies where the packet belongs: it is left as it is.
        """
        with self._alone():
            packet = packets.packet(self.ledger, number)
            if packet.state not in {"planned", "built"}:
                return packet
            target = self.path(packet)
            if not self._finish(packet, target):
                aside = self._write_aside(packet, target.parent, files)
                if not packets.built(self.ledger, number, digest_of(files)):
                    # Somebody decided otherwise while it was written: it reaches nobody.
                    self.disk.remove_folder(aside)
                    return packets.packet(self.ledger, number)
                self.disk.rename(aside, target)
                self.disk.sync_folder(target.parent)
                packets.delivered(self.ledger, number)
        return packets.packet(self.ledger, number)

    def _finish(self, packet: Packet, target: Path) -> bool:
        """Whether the packet lay there already, whole; then it is written down as delivered."""
        if not target.exists():
            return False
        if packet.digest is None or digest_of_folder(target) != packet.digest:
            raise DamageError(
                "Något annat ligger där ett underlag ska ligga. Kör troskel reconcile."
            )
        self.disk.sync_folder(target.parent)
        packets.delivered(self.ledger, packet.id)
        return True

    def _write_aside(self, packet: Packet, folder: Path, files: Mapping[str, bytes]) -> Path:
        private = packet.unit == PROTECTED_UNIT
        try:
            self.disk.make_folder(folder, 0o700 if private else None)
        except (FileExistsError, NotADirectoryError) as error:
            # This unit's trouble alone: the others get their packets.
            message = f"Något annat ligger där utkorgen {packet.unit} ska ligga. Flytta undan det."
            raise DamageError(message) from error
        aside = folder / f"{ASIDE}{secrets.token_hex(8)}"
        try:
            self.disk.make_folder(aside, 0o700 if private else None)
            folders = {aside}
            for name in sorted(files):
                parts = PurePosixPath(name).parts
                if not parts or PurePosixPath(name).is_absolute() or ".." in parts:
                    message = "a packet's file must lie inside it"
                    raise ValueError(message)
                path = aside.joinpath(*parts)
                self.disk.make_folder(path.parent, 0o700 if private else None)
                folders.add(path.parent)
                self.disk.write(path, files[name], 0o600 if private else None)
            for one in sorted(folders, reverse=True):
                self.disk.sync_folder(one)
        except OSError:
            # A full disk must not be kept full by half a packet.
            self.disk.remove_folder(aside)
            raise
        return aside

    def resume(self) -> list[Packet]:
        """Finish what was cut off: sweep half-made folders, note what lies there, complete pickups.

        Returns the packets that must still be made, the urgent first.
        """
        with self._alone():
            for folder in self._unit_folders():
                for path in sorted(folder.glob(f"{ASIDE}*")):
                    self.disk.remove_folder(path)
            for packet in packets.pending(self.ledger):
                if packet.digest is not None:
                    self._finish_if_whole(packet, self.path(packet))
            for row in self.ledger.rows("SELECT * FROM packets WHERE state = 'picked_up'"):
                self._put_in_place(Packet.of(row))
            for packet in packets.all_discarded(self.ledger):
                self._remove_discarded(packet)
        self.follow()
        return packets.pending(self.ledger)

    def _finish_if_whole(self, packet: Packet, target: Path) -> None:
        try:
            self._finish(packet, target)
        except DamageError:
            # It stays pending; delivering it says what is wrong, and so does reconcile.
            return

    def _unit_folders(self) -> list[Path]:
        root = self.workspace.outbox
        return [path for path in sorted(root.iterdir()) if path.is_dir()] if root.is_dir() else []

    def pick_up(self, number: int, by: str) -> Packet:
        """Hand a packet over with a receipt: its bytes are checked, it moves to ``hamtat``.

        Raises NotFoundError when it is taken already, DamageError when its files were changed.
        """
        with self._alone():
            packet = packets.packet(self.ledger, number)
            if packet.state == "picked_up":
                raise NotFoundError("Underlaget är redan hämtat.")
            folder = self.path(packet)
            if packet.state != "delivered" or not folder.is_dir():
                raise NotFoundError("Underlaget ligger inte i utkorgen. Kör troskel reconcile.")
            if digest_of_folder(folder) != packet.digest:
                raise DamageError(
                    "Underlagets filer har ändrats i utkorgen. Kör troskel reconcile."
                )
            packets.picked_up(self.ledger, packet, by)
            self._put_in_place(packets.packet(self.ledger, number))
        return packets.packet(self.ledger, number)

    def hand_back(self, number: int, by: str, reason: str, decide: Callable[[], object]) -> Packet:
        """Take a picked-up packet back from its unit: its folder moves to ``aterlamnat``.

        ``decide`` takes the letter to review, in the same transaction. Raises ConflictError when
        it is handed back already, or a newer packet or a notice has taken its place.
        """
        with self._alone():
            with self.ledger.atomic():
                packet = packets.packet(self.ledger, number)
                if packet.state != "picked_up" or packet.superseded or packet.notice:
                    raise ConflictError(
                        "Underlaget gäller inte längre: det är ersatt eller redan återlämnat. "
                        "Inget är ändrat. Ladda om sidan."
                    )
                packets.handed_back(self.ledger, packet, by, reason)
                decide()
            packet = packets.packet(self.ledger, number)
            self._put_in_place(packet)
        return packet

    def follow(self, unit: str = "") -> list[Packet]:
        """Write receipts for packets that somebody moved to ``hamtat`` by hand, whole.

        Of one unit or of all; who it was is not known.
        """
        gone = [one for one in packets.lying(self.ledger, unit) if not self.path(one).is_dir()]
        if not gone:
            return []
        found = []
        with self._alone():
            for one in gone:
                packet = packets.packet(self.ledger, one.id)
                moved = self.workspace.root / packet.places[1]
                untouched = packet.state == "delivered" and not self.path(packet).exists()
                if untouched and moved.is_dir() and digest_of_folder(moved) == packet.digest:
                    packets.picked_up(self.ledger, packet, MOVED_BY_HAND)
                    found.append(packets.packet(self.ledger, one.id))
        return found

    def _put_in_place(self, packet: Packet) -> None:
        """Move the folder to where the ledger says, from wherever in the outbox it lies."""
        target = self.path(packet)
        source = None if target.exists() else self.lies(packet)
        if source is None:
            return
        private = packet.unit == PROTECTED_UNIT
        self.disk.make_folder(target.parent, 0o700 if private else None)
        self.disk.rename(source, target)
        self.disk.sync_folder(target.parent)
        self.disk.sync_folder(source.parent)

    def lies(self, packet: Packet) -> Path | None:
        """Where the packet's folder is; None where it is nowhere.

        The ledger is written before the folder moves, so a kill may leave it where it was.
        """
        root = self.workspace.root
        found = (root / place for place in (packet.path, *packet.places))
        return next((path for path in found if path.is_dir()), None)

    def discard(self, number: int, by: str, reason: str) -> Packet:
        """Discard a picked-up packet: written down first, then its files are removed.

        Raises NotFoundError when it is discarded already.
        """
        with self._alone():
            packet = packets.packet(self.ledger, number)
            if any(one.id == number for one in packets.all_discarded(self.ledger)):
                raise NotFoundError("Kopian är redan makulerad.")
            packets.discarded(self.ledger, packet, by, reason)
            self._remove_discarded(packet)
        return packet

    def _remove_discarded(self, packet: Packet) -> None:
        folder = self.path(packet)
        if folder.is_dir():
            self.disk.remove_folder(folder)
            self.disk.sync_folder(folder.parent)

    def strays(self) -> list[str]:
        """Paths of what lies in the outbox and is no packet of the ledger."""
        known = {
            path
            for packet in packets.everywhere(self.ledger)
            for path in (packet.path, *packet.places)
        }
        found: list[str] = []
        for folder in self._unit_folders():
            inner = [path for name in _WITHIN for path in folder.glob(f"{name}/*")]
            for path in sorted([*folder.iterdir(), *inner]):
                relative = self.workspace.relative(path)
                if path.name not in _WITHIN and relative not in known and path.name[0] != ".":
                    found.append(relative)
        return found
