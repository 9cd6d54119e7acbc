"""Layouts that any matter may come in: what is said is given, how it stands on the page is here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.letters.draft import Draft
from benchmarks.letters.pieces import (
    boxes,
    colon_facts,
    columns,
    facts,
    heading,
    page_break,
    para,
    signature_line,
    small,
    table,
)
from benchmarks.letters.truth import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a letter says: paragraphs, labelled values, a claim, paragraphs after it.

    ``claim`` is a block of HTML (empty for none), ``told`` the same claim as a sentence;
    ``paper`` the sort of paper where the layout leaves it free.
    """

    title: str
    opening: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    refs: tuple[tuple[str, str], ...]
    to: tuple[str, ...]
    closing: tuple[str, ...] = ()
    claim: str = ""
    told: str = ""
    paper: str = "letter"


Layout = Callable[[Draft, Matter], Sheet]


def paras(texts: tuple[str, ...]) -> list[str]:
    """A paragraph for each text."""
    return [para(one) for one in texts if one]


def signed(d: Draft) -> tuple[str, ...]:
    """A closing line, who writes, and for whom."""
    word = d.rng.choice(
        ("Med vänlig hälsning", "Vänliga hälsningar", "Hälsningar", "Högaktningsfullt", "Mvh",
         "Med vänliga hälsningar", "Dag som ovan", "För hyresvärden" if d.design.kind ==
         "rent_debt" else "Enligt uppdrag", "Bästa hälsningar", "")
    )  # fmt: skip
    return (word, d.contact, d.writer.name)


def mail(d: Draft, m: Matter) -> Sheet:
    """An e-mail, printed: its head, then lines with colons."""
    head = [("Från", f"{d.contact} <{d.writer.email}>"), ("Till", "Socialförvaltningen"),
            *m.refs, ("Ämne", m.title or "Meddelande")]  # fmt: skip
    return Sheet(
        title="", to=(), skin=d.skin("plain"), footer=False, signed=signed(d),
        body=(facts(head), *paras(m.opening), colon_facts(m.lines), para(m.told),
              *paras(m.closing)),
    )  # fmt: skip


def thread(d: Draft, m: Matter) -> Sheet:
    """An e-mail that sends on an earlier one, each line of which begins with a mark."""
    said = [f"> {one}" for one in (*m.opening, m.told, *m.closing) if one]
    lines = [f"> {label}: {value}" for label, value in m.lines]
    head = [*m.refs, ("Ämne", f"VB: {m.title or 'Meddelande'}"), ("Till", "Socialtjänsten")]
    ask = d.rng.choice(("Vidarebefordrar detta till er.", "Se nedan, för er handläggning.",
                        "Hej, är det här något för er?", "FYI."))  # fmt: skip
    return Sheet(
        title="", to=(), skin=d.skin("plain"), footer=False, signed=signed(d),
        body=(colon_facts(head), para(ask), *(para(one) for one in said[:1]),
              *(para(one) for one in lines), *(para(one) for one in said[1:])),
    )  # fmt: skip


def capitals(d: Draft, m: Matter) -> Sheet:
    """A letter all in capitals, as old printers and cross people write."""
    lines = [(label.upper(), value.upper()) for label, value in m.lines]
    body = [para(one.upper()) for one in (*m.opening, m.told, *m.closing) if one]
    body.insert(1, colon_facts(lines))
    return Sheet(
        title=m.title.upper(), to=m.to, refs=tuple((a.upper(), b) for a, b in m.refs),
        body=tuple(body), signed=tuple(one.upper() for one in signed(d)), skin=d.skin(m.paper),
    )  # fmt: skip


def running(d: Draft, m: Matter) -> Sheet:
    """All in running text, who and how much too."""
    told = " ".join(f"{label}: {value}." for label, value in m.lines)
    whole = " ".join(one for one in (*m.opening, told, m.told) if one)
    return Sheet(
        title=m.title, to=m.to, body=(para(whole), para(" ".join(m.closing))),
        date_line=", ".join(f"{label} {value}" for label, value in m.refs),
        signed=signed(d), skin=d.skin(d.rng.choice(("letter", "plain"))),
    )  # fmt: skip


def numbered(d: Draft, m: Matter) -> Sheet:
    """Points with numbers, as lawyers write."""
    told = "; ".join(f"{label} {value}" for label, value in m.lines)
    points = [one for one in (*m.opening, told, m.told, *m.closing) if one]
    return Sheet(
        title=m.title, to=m.to, refs=m.refs, signed=signed(d), skin=d.skin(m.paper),
        body=tuple(para(f"{place}. {one}") for place, one in enumerate(points, 1)),
    )  # fmt: skip


def leaders(d: Draft, m: Matter) -> Sheet:
    """A system's printout: labels with dots up to their values, no signature."""
    lines = [para(f"{label:.<28}: {value}") for label, value in (*m.refs, *m.lines)]
    mark = d.rng.choice(("Maskinellt utskrivet", "Utskrift ur fastighetssystemet", "Autogenererat",
                         "Detta dokument är systemgenererat"))  # fmt: skip
    return Sheet(
        title=m.title.upper(), to=m.to, skin=d.skin(m.paper),
        body=(*lines, m.claim, *(para(f"* {one}") for one in (*m.opening, *m.closing)),
              small(mark)),
    )  # fmt: skip


def boxed(d: Draft, m: Matter) -> Sheet:
    """A form of the sender's own: everything in boxes."""
    fields: list[tuple[str, tuple[str, ...]]] = [(label, (value,)) for label, value in m.lines]
    fields.append((d.rng.choice(("Vad ärendet gäller", "Orsak", "Meddelande", "Uppgifter")),
                   (*m.opening, m.told)))  # fmt: skip
    fields.append((d.rng.choice(("Övrigt", "Upplysningar", "Information")), m.closing))
    name = signature_line(f"{d.writer.name}, {d.contact}")
    return Sheet(title=m.title, to=m.to, refs=m.refs, skin=d.skin("letter"),
                 body=(boxes(fields, numbered=d.maybe(0.6)), name))  # fmt: skip


def side_by_side(d: Draft, m: Matter) -> Sheet:
    """Who on the left, what on the right."""
    left = colon_facts(m.lines) + small("; ".join(m.closing))
    right = "".join(paras(m.opening)) + m.claim
    pair = (left, right) if d.maybe(0.5) else (right, left)
    return Sheet(title=m.title, to=m.to, refs=m.refs, body=(columns(*pair),), signed=signed(d),
                 skin=d.skin(m.paper))  # fmt: skip


def questions(d: Draft, m: Matter) -> Sheet:
    """Headings that ask, as authorities write in plain language today."""
    return Sheet(
        title=m.title, to=m.to, refs=m.refs, signed=signed(d), skin=d.skin(m.paper),
        body=(
            heading(d.rng.choice(("Vad har hänt?", "Varför får ni det här brevet?"))),
            *paras(m.opening), heading("Vem gäller det?"), facts(m.lines), m.claim,
            heading(d.rng.choice(("Vad händer nu?", "Vad ska ni göra?"))), *paras(m.closing),
        ),
    )  # fmt: skip


def faxed(d: Draft, m: Matter) -> Sheet:
    """A cover sheet for a fax machine, and the letter behind it."""
    cover = table(("TELEFAX", ""), [("Till", " ".join(m.to)), ("Från", d.writer.name),
                                    ("Antal sidor", "2"), ("Avser", m.title)])  # fmt: skip
    return Sheet(
        title="", to=(), skin=d.skin("plain"), signed=signed(d),
        body=(cover, para(d.rng.choice(("Sekretess", "Se nästa sida.", ""))), page_break(),
              heading(m.title), colon_facts(m.refs), *paras(m.opening), facts(m.lines), m.claim,
              *paras(m.closing)),
    )  # fmt: skip


def one_table(d: Draft, m: Matter) -> Sheet:
    """Everything as rows of one table."""
    rows = [*m.refs, *m.lines, *(("Orsak", one) for one in m.opening),
            *(("Anmärkning", one) for one in m.closing)]  # fmt: skip
    return Sheet(
        title=m.title, to=m.to, skin=d.skin(m.paper), signed=signed(d),
        body=(table(("Uppgift", ""), rows, css="events"), m.claim, para(m.told)),
    )  # fmt: skip


def bullets(d: Draft, m: Matter) -> Sheet:
    """Facts first, the rest in points with dashes."""
    points = [one for one in (*m.opening, m.told, *m.closing) if one]
    return Sheet(
        title=m.title, to=m.to, refs=m.refs, skin=d.skin("letter"), signed=signed(d),
        body=(facts(m.lines), *(para(f"- {one}") for one in points)),
    )  # fmt: skip


def reply_slip(d: Draft, m: Matter) -> Sheet:
    """A letter with a slip for the answer on its foot, its words again in small print."""
    return Sheet(
        title=m.title, to=m.to, refs=m.refs, skin=d.skin(m.paper), signed=signed(d),
        body=(*paras(m.opening), facts(m.lines), m.claim, *paras(m.closing),
              heading("Svarstalong"), colon_facts((("Svar från", ""), ("Datum", ""), ("Namn", ""))),
              small("Svaret skickas till avsändaren.")),
    )  # fmt: skip
