"""Packets as one .zip, each in a folder of its own, whole and as they lie."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO

from pipeline.domain.sentences import filled
from pipeline.domain.swedish_time import in_sweden
from pipeline.store.errors import NotFoundError, UnusableError
from pipeline.store.packets import Packet
from pipeline.usecases.office import Office

MOST = 200
"""Packets in one .zip."""

_IN_MEMORY = 8 << 20
_PIECE = 1 << 16


def files_of(office: Office, packet: Packet) -> dict[str, Path]:
    """The packet's files by their names within it; none where its folder is gone."""
    folder = office.outbox.lies(packet)
    if folder is None:
        return {}
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def zipped(office: Office, chosen: Sequence[Packet]) -> IO[bytes]:
    """The packets in one .zip, at its beginning, to be closed by the caller.

    Equal packets give equal bytes. Raises UnusableError for too many, NotFoundError where a folder
    is gone.
    """
    if len(chosen) > MOST:
        raise UnusableError(filled("Ladda ner högst {most} underlag åt gången.", most=MOST))
    made = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - given to the caller
    try:
        with zipfile.ZipFile(made, "w") as bundle:
            for one in chosen:
                _add(office, bundle, one)
    except BaseException:
        made.close()
        raise
    made.seek(0)
    return made


def _add(office: Office, bundle: zipfile.ZipFile, packet: Packet) -> None:
    files = files_of(office, packet)
    if not files:
        raise NotFoundError("Ett underlags mapp saknas i utkorgen. Meddela IT (troskel reconcile).")
    made_at = datetime.fromisoformat(packet.delivered_at or packet.planned_at)
    moment = in_sweden(made_at).timetuple()[:6]
    for name, path in files.items():
        # Stored, not packed: what weighs is PDF, which is packed already.
        about = zipfile.ZipInfo(f"{packet.name}/{name}", moment)
        about.external_attr = 0o600 << 16
        with path.open("rb") as source, bundle.open(about, "w") as target:
            while piece := source.read(_PIECE):
                target.write(piece)


def pieces(made: IO[bytes]) -> Iterator[bytes]:
    """The bytes a piece at a time, after which the file is closed."""
    with made:
        while piece := made.read(_PIECE):
            yield piece
