"""Persons side by side with what the letter prints: trait by trait, in words and signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType

from pipeline.documents import swedish
from pipeline.domain.match import Candidate
from pipeline.domain.people import Person
from pipeline.domain.sought import Sought
from pipeline.web.language import say, sv
from pipeline.web.letter_contexts import Compared, Trait

_SAID = MappingProxyType(
    {
        ("name", "same"): sv("samma"),
        ("name", "folded"): sv("samma"),
        ("name", "variant"): sv("annan stavning"),
        ("name", "slip"): sv("en bokstav skiljer"),
        ("name", "near"): sv("liknar"),
        ("name", "initial"): sv("initialen stämmer"),
        ("name", "surname_only"): sv("bara efternamnet"),
        ("name", "partial"): sv("ett av namnen skiljer"),
        ("name", "given_only"): sv("annat efternamn"),
        ("name", "other"): sv("annat namn"),
        ("personnummer", "same"): sv("samma"),
        ("personnummer", "slip"): sv("en siffra skiljer"),
        ("personnummer", "same_birth_date"): sv("bara födelsedagen"),
        ("personnummer", "other"): sv("annat nummer"),
        ("personnummer", "unread"): sv("går inte att läsa"),
        ("birth_date", "same"): sv("samma födelsedag"),
        ("birth_date", "other"): sv("annan födelsedag"),
        ("street", "same"): sv("samma"),
        ("street", "folded"): sv("samma"),
        ("street", "range"): sv("inom adressen"),
        ("street", "no_letter"): sv("samma, uppgången saknas"),
        ("street", "slip"): sv("nästan samma"),
        ("street", "other"): sv("annan adress"),
        ("apartment", "same"): sv("samma"),
        ("apartment", "other"): sv("annan lägenhet"),
        ("postal_code", "same"): sv("samma"),
        ("postal_code", "slip"): sv("en siffra skiljer"),
        ("postal_code", "other"): sv("annat postnummer"),
    }
)
_WHOLE = frozenset({"same", "folded", "variant", "initial", "range", "no_letter"})
_ROWS: tuple[tuple[str, tuple[str, ...], Callable[[Sought], str], Callable[[Person], str]], ...] = (
    (sv("Namn"), ("name",), lambda one: one.name, lambda one: one.full_name),
    (
        sv("Personnummer"),
        ("personnummer", "birth_date"),
        lambda one: one.digits,
        lambda one: one.number.printed,
    ),
    (sv("Gata"), ("street",), lambda one: one.address, lambda one: one.address.street),
    (sv("Lägenhet"), ("apartment",), lambda one: one.apartment, lambda one: one.address.apartment),
    (
        sv("Postnummer"),
        ("postal_code",),
        lambda one: one.postal_code,
        lambda one: swedish.postal(one.address.postal_code),
    ),
)


def traits_of(sought: Sought, persons: Sequence[Candidate]) -> tuple[Trait, ...]:
    """The traits that the letter prints or the register has, each person's beside the print."""
    if not persons:
        return ()
    return tuple(
        Trait(
            label=say(label),
            printed=swedish.clean(printed(sought)),
            cells=tuple(_cell(one, traits, registered(one.person)) for one in persons),
        )
        for label, traits, printed, registered in _ROWS
    )


def _cell(one: Candidate, traits: tuple[str, ...], text: str) -> Compared:
    found = next((item for item in one.evidence if item.trait in traits), None)
    if found is None:
        return Compared(text=text, agreement="", tone="soft")
    said = say(_SAID.get((found.trait, found.level), found.level))
    if found.level in _WHOLE:
        return Compared(text=text, agreement=f"✓\N{NO-BREAK SPACE}{said}", tone="sure")
    if found.level == "other":
        return Compared(text=text, agreement=f"✗\N{NO-BREAK SPACE}{said}", tone="wrong")
    return Compared(text=text, agreement=f"◐\N{NO-BREAK SPACE}{said}", tone="doubt")
