"""What can go wrong with the place, the settings or a request, sorted by who must act.

TroskelError
├── PlaceError        the machine: disk, lock, missing tool. Uses up no attempt. Exit 1
├── SettingsError     the workspace, routine, template or model is wrong. Exit 2
├── BusyError         another run holds the workspace. Exit 2
├── NotFoundError     there is no such letter, packet or unit. Exit 1
├── ConflictError     somebody else changed it meanwhile; nothing was overwritten. Exit 1
├── UnusableError     what a person wrote cannot be used; nothing was written. Exit 2
├── NotAllowedError   this person may not see or do that. Exit 1
└── DamageError       what is stored is not what was stored. Exit 1

Every message is one Swedish sentence or two that say what to do, without personal data.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.domain.sentences import filled


class TroskelError(Exception):
    """The base: ``exit_code`` is what a command ends with."""

    exit_code = 1


class PlaceError(TroskelError):
    """The machine cannot work just now; nothing was lost and nothing was blamed."""


class SettingsError(TroskelError):
    """The workspace is not set up as it must be."""

    exit_code = 2


class BusyError(TroskelError):
    """Another run is working in this workspace."""

    exit_code = 2


class NotFoundError(TroskelError):
    """What was asked for is not there."""


class ConflictError(TroskelError):
    """Somebody else was first; nothing was overwritten."""


class UnusableError(TroskelError):
    """What a person wrote cannot be used."""

    exit_code = 2


class NotAllowedError(TroskelError):
    """This person may not see or do that."""


class DamageError(TroskelError):
    """What is stored is not what was stored."""


REMEDIES = {
    errno.ENOSPC: "Disken är full. Frigör utrymme och kör igen; inget brev har gått förlorat.",
    errno.EDQUOT: "Diskkvoten är slut. Frigör utrymme och kör igen; inget brev har gått förlorat.",
    errno.EROFS: "Disken går bara att läsa. Gör den skrivbar och kör igen.",
    errno.EIO: "Disken svarar med fel. Kontrollera disken och kör igen.",
    errno.EACCES: "Rättighet saknas i arbetsmappen. Kontrollera mapparnas ägare och kör igen.",
    errno.EPERM: "Rättighet saknas i arbetsmappen. Kontrollera mapparnas ägare och kör igen.",
    errno.EMFILE: "För många filer är öppna. Höj gränsen (ulimit -n) och kör igen.",
    errno.ENFILE: "För många filer är öppna på datorn. Kör igen om en stund.",
    errno.ENOMEM: "Minnet räcker inte. Stäng andra program och kör igen.",
    errno.EFBIG: "En fil blev större än datorn tillåter. Höj gränsen (ulimit -f) och kör igen.",
    errno.EXDEV: "Arbetsmappens mappar måste ligga på samma disk. Flytta dem och kör igen.",
    **dict.fromkeys(
        (errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ENOTEMPTY, errno.ELOOP),
        "En mapp i arbetsmappen saknas, eller något annat ligger i dess ställe. Rätta det "
        "(troskel check visar vilken) och kör igen; inget brev har gått förlorat.",
    ),
    **dict.fromkeys(
        (
            errno.ESTALE,
            errno.ENOTCONN,
            errno.ENODEV,
            errno.EHOSTDOWN,
            errno.EHOSTUNREACH,
            errno.ENETUNREACH,
            errno.ETIMEDOUT,
            errno.ECONNRESET,
            errno.ECONNABORTED,
        ),
        "Den delade mappen tappade förbindelsen. Anslut den och kör igen.",
    ),
}


@contextmanager
def place() -> Iterator[None]:
    """Turn the operating system's and SQLite's complaints about the machine into PlaceError.

    Each error that has the system's number is the machine's, known to us or not: a service must
    outlive it. Other errors pass untouched: they are faults of the program and are seen as such.
    """
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        # The path stays out of the sentence: it may hold what a scan was called.
        name = errno.errorcode.get(error.errno, str(error.errno))
        unknown = filled(
            "Datorn svarade med ett fel ({name}). Kör troskel check och sedan igen.", name=name
        )
        raise PlaceError(REMEDIES.get(error.errno, unknown)) from error
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise PlaceError("Liggaren är upptagen av ett annat program. Kör igen.") from error
        if "full" in text:
            raise PlaceError(REMEDIES[errno.ENOSPC]) from error
        if "disk I/O" in text or "unable to open" in text or "readonly" in text:
            raise PlaceError("Liggaren går inte att skriva. Kontrollera disken.") from error
        raise
    except sqlite3.DatabaseError as error:
        if "malformed" in str(error) or "not a database" in str(error):
            raise DamageError(
                "Liggaren (ledger.db) är skadad. Återställ den från säkerhetskopian."
            ) from error
        raise
