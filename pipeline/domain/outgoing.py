"""Whether a letter may be written at all: the one place that says no, whatever a routine asks.

A letter can lead to somebody who hides, reach the dead, or promise what nobody has decided. So
every draft passes here, when the letter is decided and again when its packet is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.domain.case import Case, Decision, LetterOut
from pipeline.domain.deadlines import statutory_basis
from pipeline.domain.fields import AMOUNT, ESTATE, Findings
from pipeline.domain.gates import kind_of, plausible, tenure_of
from pipeline.domain.kinds import Kind, Tenure
from pipeline.domain.match import Ambiguous, Household, Match, Matched
from pipeline.domain.people import Deregistered, Person, Protection
from pipeline.domain.problems import Code, Problem
from pipeline.domain.scores import Abstained, Classification
from pipeline.domain.statutory_form import is_form, is_incomplete

HOUSEHOLD = "household"
KRONOFOGDEN = "kronofogden"
SENDER = "sender"
OUTSIDE = (HOUSEHOLD, KRONOFOGDEN, SENDER)
"""Receivers outside the social services; any other is a unit of the routine."""

INFORMATION = "informationsbrev"
CONFIRMATION = "bekraftelse_kfm"
CONFIRMATION_COPY = "bekraftelse_kfm_kopia"
UNDERTAKING = "atagande_utkast"
COMPLETION = "komplettering_hyresvard"
MISDIRECTED = "felpost"
REMINDER = "paminnelse"
"""Letters of which the program knows more than their text, by the name of their template."""

SURE_AMOUNT = 0.8
"""An amount less sure than this is not told anybody outside (``ganska säker``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What decides whether a letter may be written.

    ``reasons`` are all doubts, those that somebody took upon herself too; ``restricted`` whether a
    protected identity was seen to be touched; ``matches`` and ``homes`` those of all debtors.
    """

    classification: Classification
    findings: Findings
    matches: tuple[Match, ...]
    homes: tuple[Household, ...]
    reasons: tuple[Problem, ...]
    restricted: bool

    @property
    def possible(self) -> tuple[Person, ...]:
        """The persons of the register whom the letter is about, or may be about."""
        found: list[Person] = []
        for match in self.matches:
            if isinstance(match, Matched):
                found.append(match.person)
            elif isinstance(match, Ambiguous):
                found += [one.person for one in match.candidates]
        return tuple(found)


def matter_of(case: Case) -> Matter:
    """The matter of a decided letter; a list's is that of all its debtors together."""
    reasons = [*case.reasons, *case.accepted]
    for row in case.rows:
        reasons += [*row.reasons, *row.accepted]
    homes = (case.household, *(row.household for row in case.rows))
    return Matter(
        classification=case.classification,
        findings=case.findings,
        matches=(*case.matches, *(row.match for row in case.rows)),
        homes=tuple(home for home in homes if home is not None),
        reasons=tuple(reasons),
        restricted=case.restricted,
    )


def is_protected(matter: Matter) -> bool:
    """Whether anybody whom the letter touches, or may be about, has a protected identity."""
    around = (*matter.possible, *(one for home in matter.homes for one in home.members))
    return (
        matter.restricted
        or any(home.protected for home in matter.homes)
        or any(reason.code is Code.PROTECTED_IDENTITY for reason in matter.reasons)
        or any(one.protection is not Protection.NONE for one in around)
    )


def is_gone(matter: Matter) -> bool:
    """Whether a person whom the letter is, or may be, about is dead or no longer registered."""
    return (
        any(one.deregistered is not Deregistered.NO for one in matter.possible)
        or any(reason.code in _GONE for reason in matter.reasons)
        or matter.findings.get(ESTATE) is not None
    )


_GONE = frozenset({Code.PERSON_DECEASED, Code.PERSON_EMIGRATED})


def is_whole_list(matter: Matter) -> bool:
    """Whether it is a list of debtors, and not one of them: a list has no household."""
    listed = kind_of(matter.classification) is Kind.DEBT_LIST
    return bool(matter.findings.rows) or (listed and not matter.matches)


def may_be_written(letter: LetterOut, matter: Matter) -> bool:
    """Whether this letter may be written in this matter.

    Never where an identity is protected, to anybody. Never to the household of the dead or the
    emigrated, nor about a whole list. And only where the letter fits what was read (``_FITS``).
    """
    unreached = letter.to == HOUSEHOLD and (is_gone(matter) or is_whole_list(matter))
    if unreached or is_protected(matter):
        return False
    fits = _FITS.get(letter.template)
    return fits is None or fits(matter)


def written(decision: Decision | None, matter: Matter) -> tuple[LetterOut, ...]:
    """The letters of the decision that may be written."""
    asked = () if decision is None else decision.letters_out
    return tuple(one for one in asked if may_be_written(one, matter))


def sure_amount(findings: Findings) -> bool:
    """Whether the amount may be told somebody outside: read surely, and contradicted nowhere.

    A wrong amount can cost a home or save one (RH 1995:34).
    """
    amount = findings.get(AMOUNT)
    if amount is None or AMOUNT.text in findings.conflicts:
        return False
    return amount.edited is not None or (not amount.notes and amount.confidence >= SURE_AMOUNT)


def _likely(matter: Matter) -> str | None:
    subkind = matter.classification.subkind
    if subkind is None:
        return None
    return subkind.best if isinstance(subkind, Abstained) else subkind.value


def _is_avhysning(matter: Matter) -> bool:
    """An eviction that is to come, and not perhaps an avlägsnande.

    Socialtjänstförordningen (2025:468) 11 kap. 3 § gives a copy under UF 16:2, none under 16:7 a.
    """
    subkind = matter.classification.subkind
    removal = isinstance(subkind, Abstained) and plausible(subkind, "removal")
    return _likely(matter) in {"set", "moved"} and not removal


def _still_ahead(matter: Matter) -> bool:
    """Nothing to inform of after an eviction, nor when it is called off."""
    return _likely(matter) not in {"cancelled", "executed"}


def _can_be_undertaken(matter: Matter) -> bool:
    """A law that lets the board take the debt upon itself, and one sure amount to name.

    JB 12:44 st. 4, ellagen 11 kap., naturgaslagen 8 kap., fjärrvärmelagen 28 §. Not a tenant-owned
    flat's fee: of that law no such rule is known here; nor for a home whose tenant is gone.
    """
    kind, tenure = kind_of(matter.classification), tenure_of(matter.classification)
    basis = statutory_basis(kind, _likely(matter), tenure, matter.findings)
    disagree = any(reason.code is Code.AMOUNTS_DISAGREE for reason in matter.reasons)
    owned = kind is Kind.RENT_DEBT and tenure is Tenure.CONDOMINIUM
    sure = sure_amount(matter.findings) and not disagree
    return bool(basis) and not owned and sure and not is_gone(matter)


def _is_incomplete(matter: Matter) -> bool:
    return is_form(matter.classification) and is_incomplete(matter.findings)


def _is_misdirected(matter: Matter) -> bool:
    return any(reason.code is Code.OTHER_MUNICIPALITY for reason in matter.reasons)


_FITS: Mapping[str, Callable[[Matter], bool]] = MappingProxyType(
    {
        INFORMATION: _still_ahead,
        CONFIRMATION_COPY: _is_avhysning,
        UNDERTAKING: _can_be_undertaken,
        COMPLETION: _is_incomplete,
        MISDIRECTED: _is_misdirected,
    }
)
