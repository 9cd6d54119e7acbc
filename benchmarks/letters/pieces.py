"""Pieces of a letter as HTML: paragraphs, tables, numbered boxes, payment slips."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def para(text: str) -> str:
    """A paragraph."""
    return f"<p>{escape(text)}</p>"


def heading(text: str) -> str:
    """A heading within the letter."""
    return f"<h2>{escape(text)}</h2>"


def small(text: str) -> str:
    """Small print."""
    return f'<p class="small">{escape(text)}</p>'


def hand(text: str) -> str:
    """A remark as if added by hand or typewriter."""
    return f'<p class="hand">{escape(text)}</p>'


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Labels and values in two columns."""
    rows = "".join(
        f"<tr><th>{escape(label)}</th><td>{escape(value)}</td></tr>" for label, value in pairs
    )
    return f'<table class="facts">{rows}</table>'


def colon_facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Labels and values on lines of their own, with a colon."""
    return (
        "<p>" + "<br>".join(f"{escape(label)}: {escape(value)}" for label, value in pairs) + "</p>"
    )


def table(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, last_bold: bool = False, css: str = ""
) -> str:
    """A ruled table; the last column is right-aligned; ``last_bold`` marks a row of totals."""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    lines = []
    for number, row in enumerate(rows, 1):
        kind = ' class="total"' if last_bold and number == len(rows) else ""
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in row)
        lines.append(f"<tr{kind}>{cells}</tr>")
    start = f"<thead><tr>{head}</tr></thead>" if header else ""
    return f'<table class="grid {css}">{start}<tbody>{"".join(lines)}</tbody></table>'


def boxes(fields: Iterable[tuple[str, Sequence[str]]], *, numbered: bool = True) -> str:
    """The numbered boxes of a statutory form: a caption in small print, the answer below it."""
    out = []
    for number, (caption, answer) in enumerate(fields, 1):
        mark = f"<b>{number}</b> " if numbered else ""
        lines = "<br>".join(escape(line) for line in answer)
        out.append(
            f'<div class="box"><div class="caption">{mark}{escape(caption)}</div>'
            f'<div class="answer">{lines}</div></div>'
        )
    return f'<div class="boxes">{"".join(out)}</div>'


def tick_boxes(items: Iterable[tuple[str, bool]]) -> str:
    """Lines to tick."""
    return (
        "<p>" + "<br>".join(f"{'☒' if on else '☐'} {escape(text)}" for text, on in items) + "</p>"
    )


def columns(left: str, right: str) -> str:
    """Two blocks side by side."""
    return f'<table class="half"><tr><td>{left}</td><td>{right}</td></tr></table>'


def signature_line(text: str) -> str:
    """A line to sign on."""
    return f'<div class="sign"><div>{escape(text)}</div></div>'


def page_break() -> str:
    """A new page."""
    return '<div class="break"></div>'


def slip(*, reference: str, amount: str, giro: str, receiver: str, line: str, due: str) -> str:  # noqa: PLR0913  # a slip has six places
    """A payment slip at the foot of the page with its machine-readable line."""
    return (
        '<div class="slip"><table><tr>'
        f"<td><span>Till bankgironr</span><br>{escape(giro)}</td>"
        f"<td><span>Betalningsmottagare</span><br>{escape(receiver)}</td>"
        f"<td><span>Oss tillhanda</span><br>{escape(due)}</td></tr><tr>"
        f"<td><span>OCR-nummer</span><br>{escape(reference)}</td>"
        f"<td><span>Belopp</span><br>{escape(amount)}</td><td></td></tr></table>"
        f'<div class="ocr">{escape(line)}</div></div>'
    )
