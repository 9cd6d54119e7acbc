"""Whom a letter is about: the ladder from a printed party to one person of the register.

The rungs are domain.md's: number with a name that agrees; name, house and flat; name and house.
A name alone never settles anybody, and two possible persons are never settled by a guess.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.domain.comparing import Compared, Comparer, Printed
from pipeline.domain.fields import ESTATE, Findings, Party
from pipeline.domain.match import Ambiguous, Match, Matched, Unmatched
from pipeline.domain.names import NameLevel, Similarity
from pipeline.domain.people import Deregistered, Protection, View
from pipeline.domain.problems import Code, Problem
from pipeline.domain.sought import Sought, sought_for_party, sought_for_row

_NOBODY_BITS = 14.2
"""Log2 weight of "none of these": 3 letters in 100 concern somebody outside a register of 600,000,
so an agreement must be worth more than log2(600000 * 0.03 / 0.97) bits before it means anything."""

_SETTLED = 0.97
"""Share of the evidence that one person must have among all who fit, to be the one."""

_LIKELY = 0.5
"""Under this the best is likelier wrong than right, and is only offered."""

_ROLE_DOUBT = 0.1
"""What is left of a finder's doubt once its value agrees with the register: the value was read
right, but may belong to another role (a contact person, a neighbour)."""

_HOME_DOUBT = 0.02
"""What is left of it where the printed flat is that person's own, and surely the tenant's: whoever
of the home is meant, the household is the same."""

_CEILING = {
    "number_name": 0.9995,
    "number_home": 0.995,
    "number": 0.95,
    "name_address_apartment": 0.998,
    "name_address": 0.995,
    "surname_address": 0.98,
}
"""No rung claims more than this, however much the evidence sums to: registers have errors too."""

_SHOWN = 8
"""How many candidates a person is offered."""

_UNSURE_NUMBER = Problem(code=Code.LOW_CONFIDENCE, detail="personnummer")
_MISMATCH = Problem(code=Code.PERSON_NAME_MISMATCH)
_SEVERAL = Problem(code=Code.PERSON_AMBIGUOUS)
_NOT_FOUND = Problem(code=Code.PERSON_NOT_FOUND)
_ELSEWHERE = Problem(code=Code.PERSON_ELSEWHERE)


def match_party(  # noqa: PLR0913 - each is a different thing that the answer depends on
    index: int,
    party: Party,
    sought: Sought,
    view: View,
    similarity: Similarity,
    *,
    on: date,
    estate: bool = False,
    tenants_home: bool = False,
) -> Match:
    """The person whom the printed party is, or those it may be, or nobody.

    ``index`` is kept as the match's ``party``; ``sought`` holds the party's printed traits;
    ``estate`` says that the letter names a deceased person's estate, ``tenants_home`` that a
    printed flat is the tenant's and nobody else's; ``on`` is the day whose ages count.
    ``confidence`` is the probability that this is the person meant. Never raises.
    """
    printed = Printed.read(sought)
    everyone = {person.number: person for person in view.persons}
    comparer = Comparer.among(printed, everyone.values(), similarity)
    fits = tuple(sorted(map(comparer.compare, everyone.values()), key=lambda fit: fit.rank))
    ladder = _Ladder(
        index=index,
        party=party,
        printed=printed,
        fits=fits,
        on=on,
        estate=estate,
        tenants_home=tenants_home,
    )
    return ladder.climb()


def _odds_against(best: Compared, fits: Iterable[Compared]) -> float:
    """All the evidence of ``fits`` in units of ``best``'s own; at least 1."""
    return math.fsum(math.pow(2.0, fit.bits - best.bits) for fit in fits)


def match_letter(
    findings: Findings,
    view: View,
    similarity: Similarity,
    *,
    on: date,
    tenants_home: bool = False,
) -> tuple[Match, ...]:
    """A match for each of the letter's parties, in their order; ``party`` is the index.

    ``tenants_home`` as in :func:`match_party`: not so of disturbances, where a neighbour who
    complains has a flat too.
    """
    estate = findings.get(ESTATE) is not None
    return tuple(
        match_party(
            index,
            party,
            sought_for_party(party, findings),
            view,
            similarity,
            on=on,
            estate=estate,
            tenants_home=tenants_home,
        )
        for index, party in enumerate(findings.parties)
    )


def match_rows(
    findings: Findings, view: View, similarity: Similarity, *, on: date
) -> tuple[Match, ...]:
    """A match for each debtor of a list, in the table's order; ``party`` is the row's index."""
    return tuple(
        match_party(index, row.party, sought_for_row(row), view, similarity, on=on)
        for index, row in enumerate(findings.rows)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ladder:
    """One party's way up the rungs; ``fits`` are all persons compared, best first."""

    index: int
    party: Party
    printed: Printed
    fits: tuple[Compared, ...]
    on: date
    estate: bool
    tenants_home: bool

    def climb(self) -> Match:
        """The first rung that holds."""
        owners = [fit for fit in self.fits if fit.number == "same"]
        if owners:
            return self._by_number(owners)
        if not self.printed.name:
            near = [fit for fit in self.fits if fit.number == "slip" and fit.housed]
            return self._open(near, _NOT_FOUND)
        return self._by_name()

    # The number

    def _by_number(self, owners: list[Compared]) -> Match:
        named = [fit for fit in owners if self._may_be_called(fit)]
        if self.printed.name and not named:
            also = [fit for fit in self.fits if fit.named and fit.housed]
            return self._open([*owners, *also], _MISMATCH)
        if not self.printed.name:
            named = [fit for fit in owners if fit.housed] or owners
        if len(named) > 1:
            return self._open(named, _SEVERAL)
        best = named[0]
        doubts: list[Problem] = []
        if best.elsewhere:
            doubts.append(_ELSEWHERE)
        noted = self.party.personnummer is not None and self.party.personnummer.notes
        if noted and not (best.named and best.housed):
            # A number that was repaired or read in two ways needs both name and home behind it.
            doubts.append(_UNSURE_NUMBER)
        agreeing = self.printed.name or best.housed
        rung = "number_name" if self.printed.name else "number_home" if agreeing else "number"
        sure = self._confidence(best, _CEILING[rung], self.fits)
        return self._found(best, "personnummer", sure, doubts)

    def _may_be_called(self, fit: Compared) -> bool:
        """Whether the number's owner may bear the printed name; a strange word more is allowed."""
        return fit.named or fit.name is NameLevel.PARTIAL

    # The name and the home

    def _by_name(self) -> Match:
        named = [fit for fit in self.fits if fit.named]
        here = [fit for fit in named if fit.housed]
        if self.estate:
            here = [fit for fit in here if self._deceased(fit)] or here
        if not here:
            return self._not_here(named)
        adults = [fit for fit in here if not fit.person.is_minor(self.on)]
        if not adults:
            # A child is no tenant; its number, had it been printed, would have said so.
            return self._open(here, _SEVERAL)
        best = adults[0]
        if self._share(best, adults) < _SETTLED:
            return self._open(adults, _SEVERAL)
        if best.number == "other" or best.birth_date is False:
            # A whole number that is somebody else's: perhaps a namesake from another place.
            return self._open(adults, _MISMATCH)
        doubts: list[Problem] = []
        if self.printed.digits:
            doubts.append(_UNSURE_NUMBER)
        if best.elsewhere:
            doubts.append(_ELSEWHERE)
        method = "name_address_apartment" if best.apartment else "name_address"
        ceiling = _CEILING[method]
        if best.name is NameLevel.SURNAME_ONLY:
            # A stranger to the register may bear a neighbour's surname.
            ceiling = _CEILING["surname_address"]
        # Those set aside, children and an estate's living namesakes, are no rivals either.
        aside = {fit.person.number for fit in named if fit not in adults and fit.housed}
        grown = tuple(fit for fit in self.fits if fit.person.number not in aside)
        if self._confidence(best, 1.0, grown) < _LIKELY:
            return self._open(adults, Problem(code=Code.LOW_CONFIDENCE, detail="person"))
        return self._found(best, method, self._confidence(best, ceiling, grown), doubts)

    def _not_here(self, named: list[Compared]) -> Match:
        if self.printed.has_home:
            # Other names of the house are not offered: the wrong one would be picked.
            related = [
                fit
                for fit in self.fits
                if (fit.housed and fit.name is NameLevel.PARTIAL and fit.apartment is not False)
                or (fit.apartment is True and fit.name is NameLevel.GIVEN_ONLY)
            ]
            if len(named) == 1 and not related:
                return self._open(named, _ELSEWHERE)
            return self._open([*related, *named], _NOT_FOUND)
        return self._open(named, _SEVERAL)

    # What comes of it

    def _deceased(self, fit: Compared) -> bool:
        return fit.person.deregistered is Deregistered.DECEASED

    def _share(self, best: Compared, fits: Sequence[Compared]) -> float:
        """The part of all the evidence for ``fits`` that speaks for ``best``."""
        return 1.0 / _odds_against(best, fits)

    def _confidence(self, best: Compared, ceiling: float, rivals: Sequence[Compared]) -> float:
        """The probability that ``best`` is meant, and not a rival or nobody of the register."""
        nobody = math.pow(2.0, _NOBODY_BITS - best.bits)
        posterior = 1.0 / (_odds_against(best, rivals) + nobody)
        read = (self.party.name, self.party.personnummer)
        surest = max(field.confidence for field in read if field is not None)
        doubt = _HOME_DOUBT if self.tenants_home and best.apartment else _ROLE_DOUBT
        return max(0.0, min(ceiling, posterior) - (1.0 - surest) * doubt)

    def _found(
        self, best: Compared, method: str, confidence: float, doubts: list[Problem]
    ) -> Matched:
        person = best.person
        if self.estate or person.deregistered is Deregistered.DECEASED:
            doubts.append(Problem(code=Code.PERSON_DECEASED))
        elif person.deregistered is not Deregistered.NO:
            doubts.append(Problem(code=Code.PERSON_EMIGRATED))
        if person.protection is not Protection.NONE:
            doubts.append(Problem(code=Code.PROTECTED_IDENTITY))
        others = [fit for fit in self.fits if fit.person.number != person.number]
        return Matched(
            party=self.index,
            person=person,
            method=method,
            confidence=confidence,
            evidence=best.candidate.evidence,
            runner_up=others[0].candidate if others else None,
            doubts=tuple(doubts),
        )

    def _open(self, fits: list[Compared], why: Problem) -> Match:
        """Nobody is settled: ``fits`` are offered, each once, best first."""
        unique = {fit.person.number: fit for fit in fits}
        shown = sorted(unique.values(), key=lambda fit: fit.rank)[:_SHOWN]
        if not shown:
            return Unmatched(party=self.index, why=_NOT_FOUND)
        return Ambiguous(
            party=self.index, candidates=tuple(fit.candidate for fit in shown), why=why
        )
