"""Kronofogden's notices in the matter of a letter, as they all stand now, and which one holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.case import Earlier
from pipeline.domain.chains import NO_CHAIN, Chain, chain_of, dated, said, same_matter
from pipeline.domain.kinds import State
from pipeline.domain.sentences import enumerated, filled, opened
from pipeline.store import letters
from pipeline.usecases.office import Office
from pipeline.usecases.review import may_see


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The chain of a letter's matter, those that came after it too.

    ``waits`` are the letters that nobody has settled, or that were ended without being sent;
    ``hidden`` those that the asker may not see; ``revisions`` the sum of all letters' revisions,
    which grows with every change.
    """

    letter: str
    chain: Chain = NO_CHAIN
    waits: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    revisions: int = 0


def matter_of(office: Office, ident: str, *, by: str = "") -> Matter:
    """The matter of that letter; an empty chain for a letter that is no notice of an eviction."""
    known = letters.notices(office.ledger, ident)
    if ident not in known:
        return Matter(letter=ident)
    own = known[ident][1]
    chain = chain_of(one for _, one in known.values() if same_matter(own, one))
    inside = [known[one.letter][0] for one in chain.notices]
    return Matter(
        letter=ident,
        chain=chain,
        waits=frozenset(one.id for one in inside if one.state is State.REVIEW or one.closed),
        hidden=frozenset(one.id for one in inside if not may_see(office, one, by)),
        revisions=sum(one.revision for one in inside),
    )


def lines_of(matter: Matter) -> Iterator[str]:
    """The matter in Swedish, a notice a line, the oldest first; nothing where there is but one."""
    chain = matter.chain
    if len(chain.notices) < 2:
        return
    for one in chain.notices:
        yield _marked(opened(_told(one, matter)), tuple(_marks(one, matter)))
    if chain.disputed:
        yield filled(
            "Beskeden säger olika och det går inte att se vilket som är nyast. Fråga Kronofogden."
        )
    elif chain.overtakes(matter.letter) is not None:
        yield filled("Det nyaste brevet gäller, inte det som skannades sist.")


def _told(one: Earlier, matter: Matter) -> str:
    short = one.letter[:12]
    if one.letter in matter.hidden:
        return filled("besked som bara utsedd personal ser, brev {letter}", letter=short)
    return filled(
        "{what}, {dated}, kom {day}, brev {letter}",
        what=said(one),
        dated=dated(one),
        day=one.received_on,
        letter=short,
    )


def _marks(one: Earlier, matter: Matter) -> Iterator[str]:
    if one.letter == matter.letter:
        yield filled("det här brevet")
    if one == matter.chain.standing:
        yield filled("GÄLLER")
    if one.letter in matter.waits:
        yield filled("inte avgjort av någon")


def _marked(told: str, marks: tuple[str, ...]) -> str:
    return filled("{told} ({marks})", told=told, marks=enumerated(marks)) if marks else told
