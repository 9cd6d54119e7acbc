"""On whose behalf the letter is written, when that is another than the one who writes."""

from __future__ import annotations

import re

from extractors.finders.labels import said
from extractors.finders.letter import Letter
from extractors.finders.naming import is_organisation
from extractors.finders.sender_name import CREDITOR
from pipeline.domain.fields import CREDITOR_NAME, Field, Findings

_ON_BEHALF = re.compile(
    r"(?:(?:var |vår )?(?:uppdragsgivare|borgen[aä]r|fordrings[aä]gare)(?:n|en)?(?: [aä]r)?,?"
    r"|p[aå] uppdrag av|f[oö]r)\s+"
    r"(?P<name>[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)? (?:kommun|stad))(?:s r[aä]kning)?(?!\w)"
)
"""A municipality named in running text; a firm there is told by its label alone."""

_LONGEST = 7
"""No name has more words."""


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``creditor_name``: what a label (borgenär, uppdragsgivare) says, or a municipality.

    The one who writes for himself is the sender, and no field is added.
    """
    field = _told(letter) or _labelled(letter)
    return found if field is None else found.with_field(CREDITOR_NAME, field)


def _labelled(letter: Letter) -> Field[str] | None:
    for one in said(letter, CREDITOR):
        cell = one.value
        if len(cell.plain.split()) > _LONGEST:
            continue  # a sentence about the creditor, not its name
        if is_organisation(cell.plain) or re.search(r"(?:kommun|stad)$", cell.plain):
            return letter.place(cell.text, cell.start, cell.end, finder="creditor", sure=0.9)
    return None


def _told(letter: Letter) -> Field[str] | None:
    flat = letter.text.value.replace("\n", " ").replace("\t", " ")
    hit = _ON_BEHALF.search(flat)
    if hit is None:
        return None
    return letter.place(hit["name"], *hit.span("name"), finder="creditor", sure=0.85)
