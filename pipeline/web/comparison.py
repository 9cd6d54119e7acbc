"""Persons side by side with what the letter prints: trait by trait, in words and signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType

from pipeline.documents import swedish
from pipeline.domain.match import Candidate
from pipeline.domain.people import Person
from pipeline.domain.sought import Sought
from pipeline.web.letter_contexts import Compared, Trait

_SAID = MappingProxyType(
    {
        ("name", "same"): "samma",
        ("name", "folded"): "samma",
        ("name", "variant"): "annan stavning",
        ("name", "slip"): "en bokstav skiljer",
        ("name", "near"): "liknar",
        ("name", "initial"): "initialen stämmer",
        ("name", "surname_only"): "bara efternamnet",
        ("name", "partial"): "ett av namnen skiljer",
        ("name", "given_only"): "annat efternamn",
        ("name", "other"): "annat namn",
        ("personnummer", "same"): "samma",
        ("personnummer", "slip"): "en siffra skiljer",
        ("personnummer", "same_birth_date"): "bara födelsedagen",
        ("personnummer", "other"): "annat nummer",
        ("personnummer", "unread"): "går inte att läsa",
        ("birth_date", "same"): "samma födelsedag",
        ("birth_date", "other"): "annan födelsedag",
        ("street", "same"): "samma",
        ("street", "folded"): "samma",
        ("street", "range"): "inom adressen",
        ("street", "no_letter"): "samma, uppgången saknas",
        ("street", "slip"): "nästan samma",
        ("street", "other"): "annan adress",
        ("apartment", "same"): "samma",
        ("apartment", "other"): "annan lägenhet",
        ("postal_code", "same"): "samma",
        ("postal_code", "slip"): "en siffra skiljer",
        ("postal_code", "other"): "annat postnummer",
    }
)
_WHOLE = frozenset({"same", "folded", "variant", "initial", "range", "no_letter"})
_ROWS: tuple[tuple[str, tuple[str, ...], Callable[[Sought], str], Callable[[Person], str]], ...] = (
    ("Namn", ("name",), lambda one: one.name, lambda one: one.full_name),
    (
        "Personnummer",
        ("personnummer", "birth_date"),
        lambda one: one.digits,
        lambda one: one.number.printed,
    ),
    ("Gata", ("street",), lambda one: one.address, lambda one: one.address.street),
    ("Lägenhet", ("apartment",), lambda one: one.apartment, lambda one: one.address.apartment),
    (
        "Postnummer",
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
            label=label,
            printed=swedish.clean(printed(sought)) or "står inte i brevet",
            cells=tuple(_cell(one, traits, registered(one.person)) for one in persons),
        )
        for label, traits, printed, registered in _ROWS
    )


def _cell(one: Candidate, traits: tuple[str, ...], text: str) -> Compared:
    found = next((item for item in one.evidence if item.trait in traits), None)
    if found is None:
        return Compared(text=text or "saknas", agreement="", tone="soft")
    said = _SAID.get((found.trait, found.level), found.level)
    if found.level in _WHOLE:
        return Compared(text=text, agreement=f"✓\N{NO-BREAK SPACE}{said}", tone="sure")
    if found.level == "other":
        return Compared(text=text, agreement=f"✗\N{NO-BREAK SPACE}{said}", tone="wrong")
    return Compared(text=text, agreement=f"◐\N{NO-BREAK SPACE}{said}", tone="doubt")
