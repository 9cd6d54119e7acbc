"""``skriv-ut.pdf``: the packet's papers in one print, each part beginning on a new sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

from pipeline.documents.scan import saved


def stapled(parts: Sequence[tuple[str, bytes]], title: str) -> bytes:
    """The named PDFs in order, bookmarked; a blank page where a part would begin on a back side.

    So a duplex printer gives each part its own sheets. The same parts give the same bytes.
    """
    with pikepdf.new() as made:
        starts: list[tuple[str, int]] = []
        for name, data in parts:
            if len(made.pages) % 2:
                box = made.pages[-1].mediabox
                made.add_blank_page(page_size=(float(box[2] - box[0]), float(box[3] - box[1])))
            starts.append((name, len(made.pages)))
            with pikepdf.open(io.BytesIO(data)) as part:
                made.pages.extend(part.pages)
        with made.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(name, start) for name, start in starts)
        made.docinfo["/Title"] = title
        made.Root.PageMode = pikepdf.Name.UseOutlines
        return saved(made)
