"""Page templates to PDF: HTML by jinja with everything escaped, paper by WeasyPrint."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from traceback import walk_tb
from typing import Any

import jinja2

from pipeline.documents import swedish
from pipeline.documents.errors import TemplateBrokenError

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

# WeasyPrint's font configuration and pango's font map are one for the process.
_lock = Lock()


def tidy(value: object) -> object:
    """Cleans each text that a template prints; numbers and markup made by us pass."""
    return swedish.clean(value) if type(value) is str else value


@cache
def pages() -> jinja2.Environment:
    """The environment of the page templates, compiled once; an unknown name is an error."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES / "papers"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=tidy,
    )
    environment.filters["kronor"] = swedish.kronor
    environment.filters["day"] = swedish.day
    environment.filters["short_day"] = swedish.short_day
    environment.filters["weekday"] = swedish.weekday
    return environment


def broken(error: Exception, template: str) -> TemplateBrokenError:
    """The error with the file and line that staff can open, and nothing of what was filled in."""
    file, line = template, 0
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.filename or error.name or template, error.lineno
    else:
        # jinja gives each of a template's lines a frame of its own in the trace.
        for frame, number in walk_tb(error.__traceback__):
            if Path(frame.f_code.co_filename).suffix in {".txt", ".html"}:
                file, line = frame.f_code.co_filename, number
    return TemplateBrokenError(_why(error), Path(file).name, line)


def _why(error: Exception) -> str:
    """What is wrong, in Swedish; a value that was filled in is never part of it."""
    if isinstance(error, jinja2.TemplateNotFound):
        return f"filen {error.name} finns inte"
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"texten kan inte tolkas ({error.message})"
    if isinstance(error, jinja2.UndefinedError):
        named = re.search(r"'(\w+)'(?: is undefined)?$", error.message or "")
        return f"okänt namn {named[1]}" if named else "okänt namn"
    return "ett värde saknas eller är av fel slag"


def html(template: str, view: Mapping[str, Any]) -> str:
    """The page template filled in; TemplateBrokenError when the template is at fault."""
    try:
        return pages().get_template(template).render(view)
    except jinja2.TemplateError as error:
        raise broken(error, template) from error


@cache
def _styles(name: str) -> tuple[Any, ...]:
    """The style sheets of a page template, parsed once: the common one, then its own."""
    from weasyprint import CSS  # noqa: PLC0415  half a second, only when printing

    return tuple(
        CSS(string=(TEMPLATES / "papers" / f"{sheet}.css").read_text(encoding="utf-8"))
        for sheet in ("grund", name)
    )


@cache
def _srgb() -> bytes:
    """The colour profile that PDF/A names as the paper's own, shipped by WeasyPrint."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def _archival() -> dict[str, Any]:
    """What makes a PDF/A-2u of a page.

    WeasyPrint's own ``srgb`` intent leaves its profile's file open; the same profile from memory
    does not.
    """
    from weasyprint.css import ColorProfile  # noqa: PLC0415  half a second, only when printing

    profile = ColorProfile(
        io.BytesIO(_srgb()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"])
    )
    return {
        "pdf_variant": "pdf/a-2u",
        "output_intent": "paper",
        "color_profiles": {"paper": profile},
    }


def paper(name: str, view: Mapping[str, Any], *, archival: bool = False) -> bytes:
    """The page template ``name`` filled in, as PDF; ``archival`` as PDF/A-2u.

    The same view gives the same bytes: the document's dates come from its own ``meta`` elements,
    never from a clock. Raises TemplateBrokenError when the template is at fault.
    """
    from weasyprint import HTML  # noqa: PLC0415  half a second, only when printing
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  the same
    from weasyprint.urls import URLFetcher  # noqa: PLC0415  the same

    page = html(f"{name}.html", view)
    options = _archival() if archival else {}
    # A page may use the pictures within itself and nothing else: no file, no network.
    within = URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    with _lock:
        made = HTML(string=page, url_fetcher=within)
        written: bytes = made.write_pdf(
            stylesheets=_styles(name), font_config=FontConfiguration(), **options
        )
    return written
