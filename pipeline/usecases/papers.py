"""A letter's own pages as a PDF to print or send on, and nothing else of the scan."""

from __future__ import annotations

from pathlib import Path

from pipeline.store.errors import NotFoundError
from pipeline.usecases.office import Office


def page_count(path: Path) -> int:
    """How many pages a PDF of a packet has; 0 where that cannot be told."""
    import pikepdf  # noqa: PLC0415 - loads the PDF libraries

    try:
        with pikepdf.open(path) as paper:
            return len(paper.pages)
    except (pikepdf.PdfError, OSError):
        return 0


def own_pages(office: Office, document: str, numbers: tuple[int, ...]) -> bytes:
    """Those pages of the document; NotFoundError when they cannot be taken out of it."""
    from extractors.identify import identify  # noqa: PLC0415 - loads the PDF libraries
    from pipeline.documents.errors import ScanUnreadableError  # noqa: PLC0415 - as above
    from pipeline.documents.scan import letter_pages  # noqa: PLC0415 - as above

    reading = office.readings.newest(document)
    if reading is None:
        raise NotFoundError("Läsningen av brevet saknas. Kör troskel reprocess --read-again.")
    pages = tuple(page for page in reading.pages if page.number in numbers)
    original = office.archive.read(document)
    filetype = str(identify(office.archive.path(document)))
    try:
        return letter_pages(original, filetype, pages, {})
    except ScanUnreadableError as error:
        raise NotFoundError("Sidorna går inte att ta ut ur skanningen.") from error
