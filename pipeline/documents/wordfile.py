"""Letters as Word files to edit: one shell that the municipality dresses, filled by docxtpl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any
from zipfile import ZipFile, ZipInfo

from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.documents.errors import TemplateBrokenError
from pipeline.documents.texts import SHELL


def word(shell: bytes, view: Mapping[str, Any], made_on: date) -> bytes:
    """The shell filled with the letter; equal arguments give equal bytes.

    Raises TemplateBrokenError when the shell is at fault.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415  slow to load, only when printing

    out = io.BytesIO()
    try:
        template = DocxTemplate(io.BytesIO(shell))
        template.render(dict(view), ImmutableSandboxedEnvironment(), autoescape=True)
        template.save(out)
    except Exception as error:
        # A Word file that somebody edited can be at fault in any way; none of them is the letter's.
        raise TemplateBrokenError("Word-filen är skadad eller har okända namn", SHELL) from error
    return normalised(out.getvalue(), made_on)


def normalised(archive: bytes, made_on: date) -> bytes:
    """The zip file with its parts in a fixed order and one date: content alone decides the bytes.

    The content types stand first, as Word's own files have them.
    """
    out = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as source, ZipFile(out, "w") as made:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = ZipInfo(name, (made_on.year, made_on.month, made_on.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            made.writestr(entry, source.read(name), compresslevel=6)
    return out.getvalue()
