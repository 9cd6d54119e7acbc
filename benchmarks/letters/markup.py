"""A letter's plain markup turned into HTML: what somebody who writes letters as text can lay out.

A blank line parts paragraphs, a line break stays one. A line that begins so is:

- `# `, `## `: a heading, a smaller one; `> `: set to the right; `~ `: small print;
  `^ `: the foot of each page; `! `: added by hand; `- `: an item of a list
- `|`: a row of a table, cells parted by `|`; `|# ` a row of column heads; `|= ` one in bold
- `[1] `: a box of a form with that number and caption; the lines below it are its answer
- `---`, `===`: a rule; a page break
- `<<`, `||`, `>>` alone on a line: begin, part and end blocks side by side
- three backticks: begin and end lines that keep their blanks, as a line printer sets them

`**so**` is bold within a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

_BOLD = re.compile(r"(?<!\*)\*\*(?!\*)(.+?)(?<!\*)\*\*(?!\*)")
_BOX = re.compile(r"\[(\d+[a-z]?|)\] ?(.*)")
_CLASSES = {"> ": "right", "~ ": "small", "! ": "hand", "^ ": "foot", "- ": "item"}


def to_html(text: str) -> str:
    """The text as HTML blocks; ValueError for a block that is never ended."""
    out: list[str] = []
    lines = iter(text.strip("\n").split("\n"))
    block: list[str] = []
    for line in lines:
        mark = line.strip()
        if mark in {"<<", "```"}:
            out.append(_block(block))
            block = []
            end = ">>" if mark == "<<" else "```"
            inner = _until(lines, end)
            out.append(_beside(inner) if mark == "<<" else _kept(inner))
        elif mark:
            block.append(line.rstrip())
        else:
            out.append(_block(block))
            block = []
    out.append(_block(block))
    return "".join(out)


def _until(lines: Iterator[str], end: str) -> list[str]:
    found: list[str] = []
    for line in lines:
        if line.strip() == end:
            return found
        found.append(line)
    message = f"{end} is missing"
    raise ValueError(message)


def _kept(lines: list[str]) -> str:
    return f'<p class="kept">{"<br>".join(map(_inline, lines))}</p>'


def _beside(lines: list[str]) -> str:
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == "||":
            parts.append([])
        else:
            parts[-1].append(line)
    cells = "".join(f"<td>{to_html(chr(10).join(part))}</td>" for part in parts)
    return f'<table class="side"><tr>{cells}</tr></table>'


def _block(lines: list[str]) -> str:
    """Lines between two blank ones: runs of the same sort become one element."""
    if lines and (box := _BOX.match(lines[0])):
        number, caption = box.groups()
        answer = "<br>".join(map(_inline, lines[1:])) or "&nbsp;"
        return (
            f'<div class="box"><span class="cap">{escape(number)} {_inline(caption)}</span><br>'
            f"{answer}</div>"
        )
    return "".join(_run(sort, list(run)) for sort, run in groupby(lines, _sort))


def _sort(line: str) -> str:
    if line.startswith("|"):
        return "|"
    if line.strip() in {"---", "==="}:
        return line.strip()
    head = line.split(" ", 1)[0] + " "
    return head if head in {"# ", "## ", *_CLASSES} else ""


def _run(sort: str, lines: list[str]) -> str:
    match sort:
        case "---":
            return "<hr>" * len(lines)
        case "===":
            return '<div class="break"></div>'
        case "|":
            return f'<table class="t">{"".join(map(_row, lines))}</table>'
        case "# " | "## ":
            level = len(sort) - 1
            return "".join(f"<h{level}>{_inline(one[len(sort) :])}</h{level}>" for one in lines)
        case "":
            return f"<p>{'<br>'.join(map(_inline, lines))}</p>"
        case _:
            text = "<br>".join(_inline(one[len(sort) :]) for one in lines)
            tag = "div" if sort == "^ " else "p"
            if sort == "- ":
                text = "<br>".join(f"– {_inline(one[2:])}" for one in lines)
            return f'<{tag} class="{_CLASSES[sort]}">{text}</{tag}>'


def _row(line: str) -> str:
    tag, kind, inner = "td", "", line[1:]
    if inner.startswith("# "):
        tag, inner = "th", inner[2:]
    elif inner.startswith("= "):
        kind, inner = ' class="total"', inner[2:]
    cells = inner.removesuffix("|").split("|")
    row = "".join(f"<{tag}>{_inline(cell.strip())}</{tag}>" for cell in cells)
    return f"<tr{kind}>{row}</tr>"


def _inline(text: str) -> str:
    return _BOLD.sub(r"<b>\1</b>", escape(text))
