"""Who may do what: roles, what each grants, and the one answer to whether a person may.

Nobody is granted anything but by a row of ``GRANTED``; what touches a protected identity is for
those who are named for it, whatever their role.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from pipeline.domain.kinds import PROTECTED_UNIT


class Role(StrEnum):
    """What somebody does here; the words are those of the settings and of the commands."""

    ADMINISTRATOR = "administrator"
    CASEWORKER = "handlaggare"
    MANAGER = "chef"
    IT = "it"


class Right(StrEnum):
    """What a page asks for."""

    OWN = "own"
    REVIEW = "review"
    PICK_UP = "pick_up"
    HAND_IN = "hand_in"
    OVERVIEW = "overview"
    ROUTINES = "routines"
    METRICS = "metrics"
    ACCOUNTS = "accounts"


GRANTED: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: frozenset({Right.REVIEW, Right.HAND_IN, Right.ROUTINES}),
        Role.CASEWORKER: frozenset({Right.PICK_UP, Right.HAND_IN, Right.ROUTINES}),
        Role.MANAGER: frozenset({Right.OVERVIEW, Right.ROUTINES}),
        Role.IT: frozenset({Right.METRICS, Right.ACCOUNTS}),
    }
)
"""All that a role gives. A case worker's right to pick up is for the units of the account."""

_WITH_LETTERS = frozenset({Role.ADMINISTRATOR, Role.CASEWORKER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is signed in; ``named`` for letters that touch a protected identity."""

    login: str
    name: str
    roles: frozenset[Role] = frozenset()
    units: frozenset[str] = frozenset()
    named: bool = False

    def may(self, right: Right, unit: str = "") -> bool:
        """Whether the person has that right, for ``unit`` where one is meant.

        To pick up without a unit means: from any.
        """
        if right is Right.OWN:
            return True
        if right is Right.PICK_UP:
            return unit in self.boxes if unit else bool(self.boxes)
        return any(right in GRANTED[role] for role in self.roles)

    @property
    def boxes(self) -> frozenset[str]:
        """The units whose packets are the person's to pick up."""
        own = self.units if Role.CASEWORKER in self.roles else frozenset[str]()
        closed = {PROTECTED_UNIT} if self.named and self.roles & _WITH_LETTERS else set[str]()
        return (own - {PROTECTED_UNIT}) | closed

    def may_see(self, *, restricted: bool) -> bool:
        """Whether a letter may be seen, given that the person has the right to its page."""
        return self.named or not restricted


def grants(texts: Iterable[str]) -> tuple[frozenset[Role], frozenset[str]]:
    """Roles and units of grants as they are written: ``administrator``, ``handlaggare:vuxen``.

    Raises ValueError with a Swedish sentence for a word that is none.
    """
    roles: set[Role] = set()
    units: set[str] = set()
    for text in texts:
        word, _, unit = text.strip().partition(":")
        if word not in set(Role):
            message = f"Rollen {word} finns inte. Välj bland {', '.join(Role)}."
            raise ValueError(message)
        role = Role(word)
        if (role is Role.CASEWORKER) != bool(unit):
            raise ValueError("En handläggare hör till en enhet: skriv till exempel " + _EXAMPLE)
        if unit == PROTECTED_UNIT:
            raise ValueError("Skyddade brev ges till namngivna personer, inte med en roll.")
        roles.add(role)
        units |= {unit} - {""}
    return frozenset(roles), frozenset(units)


_EXAMPLE = "handlaggare:vuxen; andra roller har ingen enhet."


def author(name: str, login: str, *, named: bool, protected_staff: Iterable[str]) -> str:
    """The name under which somebody's acts are kept.

    One who only shares the name of a person named for protected letters is told apart by the
    sign-in name, so that no rule that goes by names takes the one for the other.
    """
    shared = name.strip() in {one.strip() for one in protected_staff}
    return f"{name} ({login})" if shared and not named else name
