"""Makes the Word shell of the letters, ``templates/letters/brev.docx``, from nothing.

Run ``python -m pipeline.documents.shell`` once; afterwards the shell is edited in Word: its fonts,
its logotype, its foot. The loop over ``block`` must stay.
"""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt, RGBColor

from pipeline.documents.texts import LETTERS, SHELL
from pipeline.documents.wordfile import normalised

MADE_ON = date(2026, 1, 1)

_SHAPES = (
    ("title", "Title", "{{ block.text }}"),
    ("heading", "Heading 2", "{{ block.text }}"),
    ("point", "List Bullet", "{{ block.text }}"),
    ("row", "Normal", "{{ block.label }}:\t{{ block.text }}"),
    ("note", "Normal", "FÖRE UTSKICK: {{ block.text }}"),
    ("sign", "Normal", "_" * 44),
    ("page", "Normal", ""),
    ("text", "Normal", "{{ block.text }}"),
)


def shell() -> bytes:
    """The shell's bytes, the same at every run."""
    document = Document()
    _styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    add = document.add_paragraph
    add("{{ head }}").runs[0].bold = True
    add("{{ place_and_day }}")
    add("{%p if held %}")
    _for_staff(add("VÄNTAR: {{ held }}").runs[0])
    add("{%p endif %}")
    add("{%p for line in to %}")
    add("{{ line }}").paragraph_format.space_after = Pt(0)
    add("{%p endfor %}")
    add("")
    add("{%p for block in blocks %}")
    for place, (kind, style, text) in enumerate(_SHAPES):
        add(f"{{%p {'elif' if place else 'if'} block.kind == '{kind}' %}}")
        made = add(text, style=style)
        if kind == "row":
            made.paragraph_format.tab_stops.add_tab_stop(Cm(5), WD_TAB_ALIGNMENT.LEFT)
            made.paragraph_format.left_indent = Cm(5)
            made.paragraph_format.first_line_indent = Cm(-5)
            made.paragraph_format.space_after = Pt(2)
        elif kind == "sign":
            made.paragraph_format.space_before = Pt(36)
        elif kind == "note":
            _for_staff(made.runs[0])
        elif kind == "page":
            made.add_run().add_break(WD_BREAK.PAGE)
    add("{%p endif %}")
    add("{%p endfor %}")
    section.footer.paragraphs[0].text = "{{ foot }}"
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "Tröskel", "Brev", ""
    properties.language = "sv-SE"
    out = io.BytesIO()
    document.save(out)
    return normalised(out.getvalue(), MADE_ON)


def _for_staff(run: Any) -> None:
    """Marks what goes before the letter does."""
    run.bold, run.font.color.rgb = True, RGBColor(0x9A, 0x1B, 0x1B)


def _styles(document: Any) -> None:
    for name, size, after in (
        ("Normal", 11, 8),
        ("Title", 18, 10),
        ("Heading 2", 13, 4),
        ("List Bullet", 11, 4),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_after = Pt(after)


if __name__ == "__main__":
    (LETTERS / SHELL).write_bytes(shell())
