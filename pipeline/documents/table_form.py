"""The actualisation as a row of a CSV, its columns and words as the workspace says."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.documents import csv_text
from pipeline.domain.case_systems import CodesMissingError, TableForm


def table(form: TableForm, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """A header and a row each; each row is an actualisation with its ``text``.

    Raises CodesMissingError for a word that the workspace's values do not list.
    """
    heads = [head for head, _ in form.columns]
    cells = ([_cell(form, head, path, row) for head, path in form.columns] for row in rows)
    text = csv_text.text(heads, cells, form.delimiter)
    return csv_text.marked(text) if form.encoding == "utf-8" else _written(text, form.encoding)


def _cell(form: TableForm, head: str, path: str, row: Mapping[str, Any]) -> str:
    found = list(_at(row, path.split(".")))
    words = form.values.get(head)
    if words is not None:
        for one in found:
            if one not in words:
                raise CodesMissingError((f'actualisation.csv.values."{head}"."{one}"',))
        found = [words[one] for one in found]
    return ", ".join(found)


def _at(value: Any, path: list[str]) -> Iterable[str]:
    """The texts at the path; of a list each part's, and none for what is not known."""
    if value is None:
        return
    if isinstance(value, list):
        for one in value:
            yield from _at(one, path)
    elif path and isinstance(value, Mapping):
        yield from _at(value.get(path[0]), path[1:])
    elif not path:
        yield str(value)


def _written(text: str, encoding: str) -> bytes:
    """The text in a narrow encoding; a letter that it lacks loses its mark (``ć`` as ``c``)."""
    parts = []
    for sign in text:
        try:
            parts.append(sign.encode(encoding))
        except UnicodeEncodeError:
            bare = unicodedata.normalize("NFKD", sign).encode(encoding, "ignore")
            parts.append(bare or b"?")
    return b"".join(parts)
