"""Marks on a copy of a letter: a strip above the first page, so that nothing of it is covered."""

from __future__ import annotations

import io

import pikepdf

from pipeline.documents.scan import saved

_SIZE = 9.0
_ADVANCE = 0.6 * _SIZE
"""Every sign of Courier is six tenths of its height wide: no table of widths is needed."""

_LEADING = 12.0
_PAD = 8.0


def marked(pdf: bytes, marks: tuple[str, ...]) -> bytes:
    """The PDF with the lines in a framed strip above its first page, as one reads it.

    The page grows by the strip; what was on it stays as it was. Without lines, the same bytes.
    """
    if not marks:
        return pdf
    with pikepdf.open(io.BytesIO(pdf)) as made:
        page = made.pages[0]
        turn = int(page.obj.get("/Rotate", 0)) % 360
        box = [float(side) for side in page.cropbox]
        wide = box[2] - box[0] if turn % 180 == 0 else box[3] - box[1]
        lines = _wrapped(marks, wide)
        high = len(lines) * _LEADING + 2 * _PAD
        # Which side of the page, as it is stored, is the upper one when it is shown.
        side, step = {0: (3, high), 90: (0, -high), 180: (1, -high), 270: (2, high)}[turn]
        box[side] += step
        page.obj.MediaBox = page.obj.CropBox = pikepdf.Array([round(one, 3) for one in box])
        font = page.add_resource(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name("/Courier-Bold"),
                Encoding=pikepdf.Name.WinAnsiEncoding,
            ),
            pikepdf.Name.Font,
            prefix="Mark",
        )
        page.contents_add(b"q", prepend=True)
        page.contents_add(_strip(lines, box, turn, high, str(font)))
        return saved(made)


def _wrapped(marks: tuple[str, ...], wide: float) -> list[str]:
    """The lines, broken between words where the page is too narrow for one."""
    most = max(20, int((wide - 4 * _PAD) / _ADVANCE))
    lines: list[str] = []
    for mark in marks:
        line = ""
        for word in mark.split():
            if line and len(line) + 1 + len(word) > most:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return lines


def _strip(lines: list[str], box: list[float], turn: int, high: float, font: str) -> bytes:
    """The drawing of the strip, in the page's own space turned upright."""
    x0, y0, x1, y1 = box
    wide, tall = (x1 - x0, y1 - y0) if turn % 180 == 0 else (y1 - y0, x1 - x0)
    upright = {
        0: (1, 0, 0, 1, x0, y0),
        90: (0, 1, -1, 0, x1, y0),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, -1, 1, 0, x0, y1),
    }[turn]
    matrix = " ".join(f"{one:.3f}" for one in upright)
    bottom = tall - high
    drawing = [
        f"Q q {matrix} cm",
        f"1 g 0 {bottom:.3f} {wide:.3f} {high:.3f} re f",
        f"0 G 1 w {_PAD:.3f} {bottom + 2:.3f} {wide - 2 * _PAD:.3f} {high - 4:.3f} re S",
    ]
    for place, line in enumerate(lines):
        at = tall - _PAD - _LEADING * place - _SIZE
        text = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        drawing.append(f"BT 0 g {font} {_SIZE} Tf {2 * _PAD:.3f} {at:.3f} Td ({text}) Tj ET")
    drawing.append("Q")
    return "\n".join(drawing).encode("cp1252", "replace")
