"""The door where scans come in: what lies there, what may be taken, and taking it.

A file is taken when it is a regular file of its own, has not changed for the quiet time, is not
open for writing, and is whole. Its bytes go to the archive and its receipt into the ledger
before it is removed, in that order. The name it had is kept as it was (raw) and as people read
it (NFC).
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import signal
import stat
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.store.disk import Disk

TAKEN = ".troskel-taken-"
"""What a received file is called between its receipt and its removal."""

_TEMPORARY_ENDS = (
    ".part",
    ".partial",
    ".filepart",
    ".tmp",
    ".temp",
    ".crdownload",
    ".download",
    ".swp",
    ".lock",
    "~",
)
_TEMPORARY_NAMES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"})
_DOCUMENT_ENDS = (".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png")


class Refusal(StrEnum):
    """Why something in the inbox is left where it lies."""

    LINK = "link"
    DEVICE = "device"
    FOLDER = "folder"
    TOO_DEEP = "too_deep"
    UNREADABLE = "unreadable"


REFUSAL_TEXTS = {
    Refusal.LINK: "Det är en länk, inte en fil. Lägg själva filen i inkorgen.",
    Refusal.DEVICE: "Det är ingen vanlig fil. Ta bort den.",
    Refusal.FOLDER: "Det är en mapp med ett filnamn. Lägg filerna direkt i inkorgen.",
    Refusal.TOO_DEEP: "Det ligger för djupt. Lägg filen i inkorgen eller en mapp direkt under den.",
    Refusal.UNREADABLE: "Det går inte att läsa. Kontrollera rättigheterna.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What tells one file from another that has its name: device, inode, size, times (ns)."""

    device: int
    inode: int
    size: int
    modified: int

    @classmethod
    def of(cls, status: os.stat_result) -> Traits:
        """The traits of a file; the change time is left out, since a renaming moves it."""
        return cls(
            device=status.st_dev,
            inode=status.st_ino,
            size=status.st_size,
            modified=status.st_mtime_ns,
        )

    def __str__(self) -> str:
        return f"{self.device}:{self.inode}:{self.size}:{self.modified}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A file in the inbox that might be taken."""

    path: Path
    intake_point: str
    traits: Traits


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Something in the inbox that is left there."""

    path: Path
    code: Refusal


def shown(name: str) -> str:
    """A file's name as people read it: valid text in normal form C, no control characters."""
    raw = os.fsencode(name)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        # An older Windows or Mac share: western European letters are the likely reading.
        text = raw.decode("cp1252", errors="replace")
    text = unicodedata.normalize("NFC", text)
    return "".join("�" if unicodedata.category(char) in {"Cc", "Cs"} else char for char in text)


def is_temporary(name: str) -> bool:
    """Whether a name is hidden or some program's own: such files are no scans (yet)."""
    low = name.casefold()
    return (
        low.startswith((".", "~$", "~")) or low.endswith(_TEMPORARY_ENDS) or low in _TEMPORARY_NAMES
    )


def survey(inbox: Path, default_point: str) -> Iterator[Waiting | Refused]:
    """All that lies in the inbox, sorted by name; hidden and temporary names are passed over."""
    for entry in _entries(inbox):
        if entry.is_dir(follow_symlinks=False):
            if entry.name.casefold().endswith(_DOCUMENT_ENDS):
                yield Refused(path=Path(entry.path), code=Refusal.FOLDER)
            else:
                yield from _intake_point(entry)
        else:
            yield from _look(entry, default_point)


def _intake_point(folder: os.DirEntry[str]) -> Iterator[Waiting | Refused]:
    try:
        entries = _entries(Path(folder.path))
    except PermissionError:
        yield Refused(path=Path(folder.path), code=Refusal.UNREADABLE)
        return
    except FileNotFoundError:
        # It was there when the inbox was listed.
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield Refused(path=Path(entry.path), code=Refusal.TOO_DEEP)
        else:
            yield from _look(entry, shown(folder.name))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return sorted(
            (entry for entry in found if not is_temporary(entry.name)),
            key=lambda entry: os.fsencode(entry.name),
        )


def _look(entry: os.DirEntry[str], point: str) -> Iterator[Waiting | Refused]:
    path = Path(entry.path)
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return
    if stat.S_ISLNK(status.st_mode):
        yield Refused(path=path, code=Refusal.LINK)
    elif not stat.S_ISREG(status.st_mode):
        yield Refused(path=path, code=Refusal.DEVICE)
    elif not os.access(path, os.R_OK):
        yield Refused(path=path, code=Refusal.UNREADABLE)
    else:
        yield Waiting(path=path, intake_point=point, traits=Traits.of(status))


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a file must lie still (seconds), and how long if it does not look whole."""

    quiet: float
    grace: float


class Stillness:
    """Tells which files have lain still long enough; remembers what it saw, sweep by sweep.

    A file's age is counted from its modification time where the clock agrees, and otherwise from
    when this object first saw it so: the clock of a shared folder may be wrong.
    """

    def __init__(self, patience: Patience, whole: Callable[[Path], bool]) -> None:
        """Start having seen nothing; ``whole`` says whether a file is structurally complete."""
        self.patience = patience
        self.whole = whole
        self._seen: dict[Path, tuple[Traits, float]] = {}

    def ready(self, found: list[Waiting], *, wall: float, steady: float) -> list[Waiting]:
        """Those that may be taken now; ``wall`` is epoch seconds, ``steady`` never goes back."""
        present = {one.path for one in found}
        self._seen = {path: seen for path, seen in self._seen.items() if path in present}
        return [one for one in found if self._is_ready(one, wall, steady)]

    def _is_ready(self, one: Waiting, wall: float, steady: float) -> bool:
        seen = self._seen.get(one.path)
        if seen is None or seen[0] != one.traits:
            seen = (one.traits, steady)
            self._seen[one.path] = seen
        by_file = wall - one.traits.modified / 1e9
        still = max(steady - seen[1], by_file)
        if by_file < 0:
            still = steady - seen[1]
        if still < self.patience.quiet:
            return False
        return still >= self.patience.grace or self.whole(one.path)


class NotNowError(Exception):
    """The file changed or vanished while it was being taken; a later sweep looks again."""


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """Open a file for taking: a regular one, no link, and nobody writing; else NotNowError."""
    try:
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
        handle = os.open(path, flags)
    except (FileNotFoundError, PermissionError, IsADirectoryError) as error:
        raise NotNowError from error
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENXIO, errno.ETXTBSY, errno.EBUSY}:
            raise NotNowError from error
        raise
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode) or _being_written(handle):
            raise NotNowError
        yield handle
    finally:
        os.close(handle)


def _being_written(handle: int) -> bool:
    """Whether any program on this machine holds the file open for writing.

    The kernel refuses a read lease on such a file (fcntl(2), F_SETLEASE). Where leases do not
    exist (a network mount, another owner's file) nothing is known, and the quiet time must do.
    """
    try:
        # A writer who opens the file meanwhile sends this signal, which is ignored by default.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False


def remove_received(path: Path, traits: str, receipt: int, disk: Disk) -> None:
    """Remove a received file from the inbox, and nothing else that may have taken its name.

    The file is renamed aside first and looked at again: one that was changed or replaced since
    its receipt gets its name back and is received anew by a later sweep.
    """
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return
    if str(Traits.of(status)) != traits:
        return
    aside = path.with_name(f"{TAKEN}{receipt}-{secrets.token_hex(4)}")
    try:
        disk.rename(path, aside)
    except FileNotFoundError:
        return
    settle_aside(aside, path, traits, disk)


def left_aside(inbox: Path) -> Iterator[tuple[int, Path]]:
    """Files that a crash left renamed aside, each with its receipt's number (0 if unreadable)."""
    folders = [inbox, *(path for path in inbox.iterdir() if path.is_dir())]
    for folder in folders:
        for path in sorted(folder.glob(f"{TAKEN}*")):
            number = path.name.removeprefix(TAKEN).partition("-")[0]
            yield (int(number) if number.isdecimal() else 0), path


def settle_aside(aside: Path, path: Path, traits: str, disk: Disk) -> None:
    """Remove the file that was renamed aside if it is the received one; else put it back."""
    if str(Traits.of(aside.lstat())) == traits:
        disk.remove(aside)
    else:
        put_back(aside, path, disk)
    disk.sync_folder(path.parent)


def put_back(aside: Path, path: Path, disk: Disk) -> None:
    """Give a file its name back; where the name is taken, one beside it. Nothing is replaced."""
    target = path
    number = 1
    while os.path.lexists(target):
        number += 1
        target = path.with_name(f"{path.stem}-{number}{path.suffix}")
    try:
        disk.step("link", target)
        os.link(aside, target, follow_symlinks=False)
    except FileExistsError:
        put_back(aside, path, disk)
        return
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}:
            raise
        # A share without hard links: nothing has the name, as was just seen.
        disk.rename(aside, target)
        return
    disk.remove(aside)
