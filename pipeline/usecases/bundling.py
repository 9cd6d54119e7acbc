"""Packets together: as one .zip, whole and as they lie, or as one print."""

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
from pipeline.usecases.deliver import NOTICE
from pipeline.usecases.office import Office

MOST = 200
"""Packets in one .zip."""

MOST_PRINTED = 100
"""Packets in one print."""

PRINTS = ("skriv-ut.pdf", "underlag.pdf")
"""The file that is printed of a packet: all of it, or where no print is made the record."""

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


def printed(office: Office, chosen: Sequence[Packet], title: str) -> bytes:
    """The packets' prints as one PDF in that order, each bookmarked and on sheets of its own.

    A notice is printed as its text. Raises UnusableError for too many, NotFoundError where a folder
    is gone.
    """
    from pipeline.documents.staple import stapled  # noqa: PLC0415 - loads the PDF libraries

    if len(chosen) > MOST_PRINTED:
        raise UnusableError(filled("Skriv ut högst {most} underlag åt gången.", most=MOST_PRINTED))
    return stapled([(one.name, _print_of(office, one)) for one in chosen], title)


def _print_of(office: Office, packet: Packet) -> bytes:
    from pipeline.documents.rendering import paper  # noqa: PLC0415 - loads the PDF libraries

    files = files_of(office, packet)
    found = next((files[name] for name in PRINTS if name in files), None)
    if found is not None:
        return found.read_bytes()
    if NOTICE not in files:
        raise NotFoundError("Ett underlags mapp saknas i utkorgen. Meddela IT (troskel reconcile).")
    lines = files[NOTICE].read_text(encoding="utf-8").splitlines()
    view = {
        "title": f"Meddelande om brev {packet.letter[:12]}",
        "made_on": packet.planned_at[:10],
        "lines": [line for line in lines if line.strip()],
    }
    return paper("meddelande", view)


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
