"""Made letters with known answers: deterministic from a seed, as if by many different senders.

``make(seed)`` draws a letter, ``render`` gives its PDF, ``plain_text`` its words without
rendering. ``DESIGNS`` names the ways of writing; those with ``split == "held_out"`` use papers,
phrases and senders that no ``train`` design uses; those of the splits ``OWN_WORDS`` are other
writers' and drawn only by name.
"""

from __future__ import annotations

from datetime import date, timedelta
from html.parser import HTMLParser
from random import Random
from typing import Any

from benchmarks.letters.designs import DESIGNS
from benchmarks.letters.draft import Draft
from benchmarks.letters.people import Addressee, noting
from benchmarks.letters.pieces import hand, para
from benchmarks.letters.senders import Sender
from benchmarks.letters.skins import dress, shows, skin_named
from benchmarks.letters.truth import (
    Design,
    Made,
    Sheet,
    Truth,
    TruthDebtor,
    TruthParty,
    TruthRow,
)
from benchmarks.letters.wording import OWN_WORDS, WHOLE_SPLITS

__all__ = [
    "DESIGNS", "OWN_WORDS", "Addressee", "Design", "Made", "Sender", "Truth", "TruthDebtor",
    "TruthParty", "TruthRow", "make", "make_of", "plain_text", "render",
]  # fmt: skip

_BY_NAME = {design.name: design for design in DESIGNS}


def make(
    seed: int,
    design: str | None = None,
    kind: str | None = None,
    person: Addressee | None = None,
    **overrides: Any,
) -> Made:
    """A letter drawn from the seed; equal arguments give an equal letter.

    Without a design one is drawn, among those of the kind when one is given; never one of the
    splits ``OWN_WORDS``. ``person`` is the tenant; what ``overrides`` may hold stands with
    ``Draft``. KeyError for an unknown design.
    """
    if design is None:
        possible = [
            one for one in DESIGNS if kind in {None, one.kind} and one.split not in OWN_WORDS
        ]
        chosen = Random(f"design/{seed}").choice(possible)
    else:
        chosen = _BY_NAME[design]
    return make_of(seed, chosen, person, **overrides)


def make_of(seed: int, design: Design, person: Addressee | None = None, **overrides: Any) -> Made:
    """A letter of that design, which need not be among ``DESIGNS``; else as ``make``."""
    with noting() as named:
        return _written(Draft(seed, design, person, overrides), named)


def _written(draft: Draft, named: list[tuple[str, str]]) -> Made:
    """The draft written out; ``named`` is filled meanwhile."""
    overrides, chosen = draft.given, draft.design
    sheet = chosen.write(draft)
    body = [*sheet.body, *(hand(text) for text in overrides.get("remarks", ()))]
    loose = chosen.split not in WHOLE_SPLITS and draft.given.get("clutter", True)
    if loose:
        fillers = [para(one) for one in draft.say_some("filler", draft.rng.choice((0, 0, 1, 1, 2)))]
        body.extend(fillers)
    cluttered = loose and draft.maybe(0.08)
    if draft.given.get("children", cluttered and chosen.kind in {"rent_debt", "eviction_date"}):
        body.append(para(draft.say("children_live")))
        draft.children_mentioned = True
    return _finished(draft, sheet, tuple(body), named)


def _finished(
    draft: Draft, sheet: Sheet, body: tuple[str, ...], named: list[tuple[str, str]]
) -> Made:
    """Dresses the sheet and gathers the truth."""
    skin = skin_named(sheet.skin or draft.skin())
    sender = draft.writer
    if not sheet.form:
        if sender.orgnr and sheet.footer and shows(skin, "orgnr"):
            draft.fields["sender_orgnr"] = sender.orgnr
        if shows(skin, "phone") and (sheet.footer or skin.head == "left"):
            draft.fields["sender_phone"] = sender.phone
    stamp = ""
    stamped: date | None = draft.given.get("stamp")
    if stamped is None and draft.given.get("clutter", True) and draft.maybe(0.12):
        stamped = draft.on + timedelta(days=draft.rng.randrange(1, 6))
    if stamped is not None:
        draft.fields["arrival_stamp"] = stamped.isoformat()
        word = draft.rng.choice(("INKOM", "Inkom", "ANKOM"))
        stamp = f"{word}<br>{stamped.isoformat()}<br>Socialförvaltningen"
    dressed = Sheet(
        title=sheet.title, body=body, to=sheet.to, refs=sheet.refs, signed=sheet.signed,
        marks=sheet.marks, slip=sheet.slip, form=sheet.form, date_line=sheet.date_line,
        skin=sheet.skin, footer=sheet.footer,
    )  # fmt: skip
    html = dress(dressed, sender, skin, draft.rng, stamp)
    fields = draft.fields
    main = fields.get("case_number") or fields.get("contract_number")
    if main:
        fields["reference"] = main
    design = draft.design
    truth = Truth(
        kind=design.kind, subkind=design.subkind, tenure=design.tenure, fields=dict(fields),
        parties=tuple(draft.parties), claim=tuple(draft.claim), rows=tuple(draft.debtors),
        pages=1 + html.count('class="break"'), also=design.also, secondary=design.secondary,
        review=design.review,
        children_mentioned=draft.children_mentioned,
        named=tuple(dict.fromkeys((*named, *_care_of(draft), *_board(draft, sheet)))),
    )  # fmt: skip
    return Made(html=html, truth=truth, design=design.name)


def _care_of(draft: Draft) -> list[tuple[str, str]]:
    """Those in whose care a tenant lives, as persons of their own."""
    return [("other_person", one.care_of) for one in draft.tenants if one.care_of]


def _board(draft: Draft, sheet: Sheet) -> list[tuple[str, str]]:
    """The social board's lines of address, wherever they are printed."""
    to = " ".join(sheet.to).lower()
    own = any(one.surname.lower() in to for one in draft.tenants)
    return [("authority", line) for line in (*draft.board, *(() if own else sheet.to))]


def render(made: Made) -> bytes:
    """The letter as a PDF, without any day of making in it: equal letters give equal bytes."""
    from weasyprint import HTML  # noqa: PLC0415  # dear to import; plain text needs none of it

    pdf: bytes = HTML(string=made.html).write_pdf(pdf_identifier=b"made-letter")
    return pdf


class _Words(HTMLParser):
    """Gathers a page's text: blocks on lines of their own, cells parted by tabs."""

    BLOCKS = frozenset({"p", "div", "tr", "h1", "h2", "table", "br"})

    def __init__(self) -> None:
        """Starts with an empty page."""
        super().__init__()
        self.parts: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "style":
            self.hidden = True
        if tag == "br" or ("class", "break") in attrs:
            self.parts.append("\n" if tag == "br" else "\n\f")

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self.hidden = False
        elif tag in {"td", "th"}:
            self.parts.append("\t")
        elif tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def plain_text(made: Made) -> str:
    """The letter's words without rendering: cells parted by tabs, pages by form feeds."""
    words = _Words()
    words.feed(made.html)
    lines = (line.rstrip("\t ") for line in "".join(words.parts).split("\n"))
    return "\n".join(line for line in lines if line)
