"""All files of one unit's packet: the record, the letter's pages, the drafts, the print."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from PIL import Image

from pipeline.documents import (
    case_files,
    checklist,
    drafts,
    marking,
    masking,
    raster,
    rendering,
    scan,
    sheet,
    staple,
    swedish,
    writings,
)
from pipeline.documents import record as records
from pipeline.documents.errors import ScanUnreadableError
from pipeline.documents.ids import PacketIds
from pipeline.documents.narrow import is_protected, kind_of, one_row, persons, subkind_of
from pipeline.documents.occasion import Occasion
from pipeline.documents.own import NOTHING, Own
from pipeline.documents.texts import texts
from pipeline.documents.third_parties import third_parties
from pipeline.domain.case import Case, Delivery
from pipeline.domain.facts import owners
from pipeline.domain.fields import AMOUNT, CASE_NUMBER, EVICTION_AT
from pipeline.domain.kinds import PROTECTED_UNIT
from pipeline.domain.page import Box, Page
from pipeline.domain.routine import Routine
from pipeline.domain.settings import Settings

__all__ = ["PacketIds", "build"]

EXTENSIONS = {
    "pdf": "pdf",
    "tiff": "tif",
    "jpeg": "jpg",
    "png": "png",
    "csv": "csv",
    "xlsx": "xlsx",
}
CROP_DPI = 110
MOST_CROPS = 4


def build(  # noqa: PLR0913  the whole of what a packet is made from, named by the caller
    *,
    case: Case,
    delivery: Delivery,
    ids: PacketIds,
    pages: tuple[Page, ...],
    original: bytes,
    filetype: str,
    routine: Routine,
    settings: Settings,
    changes: tuple[str, ...] = (),
    row: int | None = None,
    own: Own = NOTHING,
) -> Mapping[str, bytes]:
    """The packet's files, name to bytes, for the unit of ``delivery``; nothing it may not see.

    ``pages`` are the reading's pages of the letter, ``original`` the whole scan and ``filetype``
    what its content is (``pdf``, ``tiff``, ``jpeg``, ``png``, ``csv``, ``xlsx``); ``row`` the index
    of a list's debtor whom the packet is about, None for a letter or a whole list; ``own`` the
    municipality's texts and invoices. Names may hold one ``/``.
    The same arguments and files of its own give the same bytes. Raises ScanUnreadableError when the
    pages cannot be had, TemplateBrokenError when a template is at fault, ValueError for a row that
    is not decided and for a protected identity on its way to any unit but ``skyddad``.
    """
    narrowed = case if row is None else one_row(case, row)
    if is_protected(narrowed) and delivery.unit != PROTECTED_UNIT:
        raise ValueError("a protected identity goes to no ordinary unit")
    occasion = Occasion(
        case=narrowed,
        delivery=delivery,
        ids=ids,
        settings=settings,
        units={unit.id: unit.name for unit in routine.units},
        owners=owners(routine.units),
        children_units=frozenset(unit.id for unit in routine.units if unit.children),
        routine=f"{routine.title}, gäller från {routine.valid_from.isoformat()}",
        changes=changes,
        texts=texts(own.letters),
        invoices=own.invoices,
    )
    shown, hidden, covered = _shown(case, occasion, pages, row)
    whole, why = _original(case, occasion, original, filetype, pages, row)
    files: dict[str, bytes] = {}
    files["underlag.pdf"] = _sheet(occasion, original, filetype, shown, covered, why)
    if shown:
        copied = scan.letter_pages(original, filetype, shown, hidden)
        files["brev.pdf"] = marking.marked(copied, writings.marks(occasion))
    if whole:
        files[f"original.{EXTENSIONS.get(filetype, filetype)}"] = original
    staples = [("Underlag", files["underlag.pdf"])]
    if shown:
        staples.append(("Brevet", files["brev.pdf"]))
    if not narrowed.restricted and delivery.unit != PROTECTED_UNIT:
        staples = _stapled(occasion, files, staples)
        staples[:0] = _front(occasion, files, tuple(name for name, _ in staples))
        files["skriv-ut.pdf"] = staple.stapled(staples, f"Brev {ids.short}")
    about = records.Files(
        digests=tuple(
            (name, hashlib.sha256(data).hexdigest()) for name, data in sorted(files.items())
        ),
        shown_pages=tuple(page.number for page in shown),
        covered=covered,
        original_included=whole,
        original=why,
    )
    return {"record.json": records.record(occasion, about), **files}


def _stapled(
    occasion: Occasion, files: dict[str, bytes], staples: list[tuple[str, bytes]]
) -> list[tuple[str, bytes]]:
    """Adds the drafts and the checklist to the files; all named, in the order of the print.

    A cover for the unit itself lies on top.
    """
    covers: list[tuple[str, bytes]] = []
    more: list[tuple[str, bytes]] = []
    for draft in drafts.drafts(occasion):
        files |= drafts.printed(draft, occasion.texts, occasion.ids.received_on)
        named = (drafts.title(draft), files[f"utkast/{draft.name}.pdf"])
        (covers if draft.for_unit else more).append(named)
        more += [(f"Faktura {one.number}", one.data) for one in draft.enclosed]
    files |= case_files.files(occasion)
    steps = checklist.view(occasion)
    if steps is not None:
        files["checklista.pdf"] = rendering.paper("checklista", steps)
        more.append(("Checklista", files["checklista.pdf"]))
    return [*covers, *staples, *more]


def _front(
    occasion: Occasion, files: dict[str, bytes], papers: tuple[str, ...]
) -> list[tuple[str, bytes]]:
    """Adds the binder's page to the files, if the routine has one; it lies before all others."""
    page = writings.binder_page(occasion)
    if page is None:
        return []
    view = {
        "title": f"{page.binder} {page.letter}",
        "made_on": page.arrived.isoformat(),
        "binder": page.binder,
        "letter": page.letter,
        "revision": occasion.ids.revision,
        "unit": occasion.unit,
        "arrived": swedish.day(page.arrived),
        "kind": swedish.KINDS[kind_of(occasion.case)],
        "kept_until": swedish.day(page.kept_until),
        "papers": papers,
    }
    files["parmblad.pdf"] = rendering.paper("parmblad", view)
    return [("Pärmblad", files["parmblad.pdf"])]


def _shown(
    case: Case, occasion: Occasion, pages: tuple[Page, ...], row: int | None
) -> tuple[tuple[Page, ...], masking.Hidden, str]:
    """The pages the unit gets, what is black on them, and the sentence that tells so."""
    if row is not None and len(case.findings.rows) > 1:
        shown, hidden = masking.list_row(pages, case.findings.rows, row)
        if not shown:
            return (), {}, "Raden har ingen säker plats i listan. Därför följer ingen sida med."
        return shown, hidden, "De andra raderna i listan är övertäckta."
    if occasion.sight.unmasked:
        return pages, {}, ""
    own = (
        *(person.full_name for person in persons(case)),
        *(party.name.value for party in case.findings.parties if party.name is not None),
    )
    hidden = third_parties(pages, own, case.findings.bystanders)
    told = "Namn på grannar och vittnen är övertäckta där programmet har sett dem."
    return pages, hidden, told if hidden else ""


def _original(  # noqa: PLR0913, PLR0917  each can forbid that the whole scan leaves
    case: Case,
    occasion: Occasion,
    original: bytes,
    filetype: str,
    pages: tuple[Page, ...],
    row: int | None,
) -> tuple[bool, str]:
    """Whether the whole scan goes along, byte for byte, and the sentence that says why or why not.

    One unit holds the original (C1). A scan that also holds other letters, or a list on which
    somebody is protected, shows what the unit may not see: then the letter's own pages stand for
    it, and the scan stays in the archive.
    """
    if not occasion.delivery.original:
        if row is not None:
            return False, "Originalet följer med paketet för hela listan."
        return False, "En annan enhet har originalet."
    if is_protected(case) and occasion.delivery.unit != PROTECTED_UNIT:
        return False, "Originalet ligger kvar i arkivet: det rör skyddade personuppgifter."
    letters = occasion.ids.letters_in_document
    alone = letters == 1 if letters else scan.page_count(original, filetype) == len(pages)
    if not alone:
        return False, (
            "Skanningen rymmer även andra brev. Därför följer bara brevets egna sidor med. "
            "Hela skanningen ligger i arkivet."
        )
    if row is not None and not _carries_list(case, occasion.delivery, row):
        return False, "Listans original följer med listans första paket."
    return True, "Hela skanningen följer med, oförändrad."


def _carries_list(case: Case, delivery: Delivery, row: int) -> bool:
    """Whether this debtor's packet is the one that carries the whole list to its holder.

    That is the first row that gives the unit the original, unless the list as a whole does.
    """
    if case.decision is not None and any(one.original for one in case.decision.deliveries):
        return False
    holders = [
        one.row
        for one in case.rows
        if one.decision is not None
        and any(given.original and given.unit == delivery.unit for given in one.decision.deliveries)
    ]
    return row == min(holders, default=row)


def _sheet(  # noqa: PLR0913, PLR0917  the page and the pictures on it
    occasion: Occasion,
    original: bytes,
    filetype: str,
    shown: tuple[Page, ...],
    covered: str,
    why: str,
) -> bytes:
    view = sheet.view(occasion, covered=covered, original=why)
    view["crops"] = (
        _crops(occasion, original, filetype, shown)
        if view["places"] and not view["restricted"]
        else ()
    )
    return rendering.paper("underlag", view, archival=True)


def _crops(
    occasion: Occasion, original: bytes, filetype: str, shown: tuple[Page, ...]
) -> tuple[tuple[str, str], ...]:
    """Strips of the letter round the values that decide most, each with its name, as base64 PNG."""
    findings = occasion.case.findings
    wanted: list[tuple[str, Box]] = [
        ("Namn", party.name.boxes[0])
        for party in findings.parties[:1]
        if party.name is not None and party.name.boxes
    ]
    for label, name in (
        ("Belopp", AMOUNT),
        ("Tid för avhysning", EVICTION_AT),
        (swedish.case_number(kind_of(occasion.case), subkind_of(occasion.case)), CASE_NUMBER),
    ):
        found = findings.fields.get(name.text)
        if found is not None and found.boxes:
            wanted.append((label, found.boxes[0]))
    by_number = {page.number: page for page in shown}
    pictures: dict[int, Image.Image] = {}
    strips: list[tuple[str, str]] = []
    for label, box in wanted[:MOST_CROPS]:
        page = by_number.get(box.page)
        if page is None:
            continue
        dpi = raster.fitting(page, CROP_DPI)
        try:
            if box.page not in pictures:
                pictures[box.page] = raster.upright(original, filetype, page, dpi)
            cut = raster.crop(pictures[box.page], box, dpi)
        except ScanUnreadableError:
            continue  # the strip is a help to the eye; the value's place is told in words too
        strips.append((label, base64.b64encode(cut).decode()))
    return tuple(strips)
