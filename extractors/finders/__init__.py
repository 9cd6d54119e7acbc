"""One finder a field: what a letter says, each value with its place and how sure it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from extractors.finders import (
    amount,
    beside,
    bystanders,
    claim,
    concerns,
    creditor,
    eviction,
    home,
    letter_dates,
    matter,
    notice_parts,
    parties,
    payment_line,
    phantoms,
    references,
    residents,
    sender,
    statute,
    table,
    valued,
    whereabouts,
)
from extractors.finders.agreement import confirmed
from extractors.finders.clear_amount import proven
from extractors.finders.letter import Finder, Letter
from extractors.finders.phantoms import IsName
from extractors.finders.residents import Residents
from pipeline.domain.fields import Findings
from pipeline.domain.kinds import Kind
from pipeline.domain.page import Page
from pipeline.domain.people import Person
from pipeline.domain.roles import NO_ROLES, Roles

FINDERS: tuple[tuple[str, Finder], ...] = (
    ("payment_line", payment_line.find),
    ("claim", claim.find),
    ("amount", amount.find),
    ("letter_dates", letter_dates.find),
    ("eviction", eviction.find),
    ("valued", valued.find),
    ("references", references.find),
    ("sender", sender.find),
    ("creditor", creditor.find),
    ("parties", parties.find),
    ("home", home.find),
    ("whereabouts", whereabouts.find),
    ("statute", statute.find),
    ("notice_parts", notice_parts.find),
    ("concerns", concerns.find),
    ("matter", matter.find),
    ("table", table.find),
    ("bystanders", bystanders.find),
)
"""Every finder by name, in the order in which they read: later ones may use what was found."""


def find(
    pages: tuple[Page, ...], kind: Kind, received_on: date, roles: Roles = NO_ROLES
) -> Findings:
    """All that is found in one letter; see :func:`find_in`.

    ``kind`` says which roles amounts and dates may have; ``received_on`` is the day of arrival,
    which gives the year to dates without one; ``roles`` says of each word whose it is, as far as a
    trained reader can tell.
    """
    return find_in(Letter.of(pages, kind, received_on, roles))


def find_in(letter: Letter) -> Findings:
    """All that is found in the letter.

    Never raises for any words; a letter without words gives empty findings.
    """
    found = Findings()
    if not letter.cells:
        return found
    for _, finder in FINDERS:
        found = finder(letter, found)
    return confirmed(found, letter.pages, letter.received_on, proven(letter, found))


def without_phantoms(
    letter: Letter, found: Findings, lost: Collection[int], is_name: IsName
) -> Findings:
    """What was found, without those of the ``lost`` parties that are words and no person.

    ``is_name`` tells whether anybody is called so. The very same findings where there is none.
    """
    return phantoms.without(letter, found, lost, is_name)


def find_residents(letter: Letter, found: Findings, who: Residents) -> Findings:
    """What was found, with the parties and the home on which register and letter agree.

    For letters in which nobody was found for certain; ``who`` tells who lives in a house. The very
    same findings where the register knows no better.
    """
    return residents.find(letter, found, who)


def find_home(
    letter: Letter, found: Findings, persons: Iterable[Person], who: Residents
) -> Findings:
    """What was found, with the home of those persons where the letter prints it and took another.

    The very same findings where there is nothing to mend.
    """
    return residents.at_home(letter, found, persons, who)


def find_beside(
    letter: Letter, found: Findings, persons: Iterable[Person], who: Residents
) -> Findings:
    """What was found, with everybody who lives with those persons and is named in the letter.

    The very same findings where there is nobody.
    """
    return beside.beside(letter, found, persons, who)
