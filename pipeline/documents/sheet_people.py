"""The people of a letter in words, as much of them as the unit may see."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.documents import swedish
from pipeline.documents.narrow import Sight
from pipeline.documents.sheet_days import mark
from pipeline.domain.case import Case
from pipeline.domain.fields import PartyRole
from pipeline.domain.match import Ambiguous, Matched, Minor, NoMinor, Unknown, Unmatched
from pipeline.domain.people import Address, Deregistered, age

_ROLES = {
    PartyRole.TENANT: "har bostaden",
    PartyRole.CO_TENANT: "har bostaden tillsammans",
    PartyRole.OCCUPANT: "bor i bostaden",
    PartyRole.ADDRESSEE: "brevets mottagare",
}
_GONE = {
    Deregistered.DECEASED: "avliden enligt registret",
    Deregistered.EMIGRATED: "utvandrad enligt registret",
    Deregistered.OTHER: "avregistrerad",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A person as the sheet prints one: empty strings where the unit may not see or know."""

    name: str
    number: str = ""
    role: str = ""
    home: str = ""
    how: str = ""
    mark: str = ""
    warning: str = ""


def parties(case: Case, seen: Sight) -> tuple[Shown, ...]:
    """Those whom the letter is about: found in the register, or as printed with the reason."""
    return tuple(_party(match, case, seen) for match in case.matches) or tuple(
        Shown(
            name="" if party.name is None else party.name.value,
            number="" if party.personnummer is None else party.personnummer.value,
            role=_ROLES[party.role],
            warning="inte sökt i registret",
        )
        for party in case.findings.parties
    )


def _how(method: str) -> str:
    """By what a person was found."""
    words = swedish.METHODS.get(method, method)
    return words if method == "edit" else f"funnen genom {words}"


def _party(match: Matched | Ambiguous | Unmatched, case: Case, seen: Sight) -> Shown:
    known = case.findings.parties
    party = known[match.party] if match.party < len(known) else None
    role = "" if party is None else _ROLES[party.role]
    printed = "" if party is None or party.name is None else party.name.value
    match match:
        case Matched():
            person = match.person
            warnings = [_GONE[person.deregistered]] if person.deregistered in _GONE else []
            warnings += [doubt.remedy for doubt in match.doubts]
            sure = "osäker" if match.doubts else swedish.certainty(match.confidence)
            return Shown(
                name=person.full_name,
                number=person.number.printed,
                role=role,
                home=address(person.address) if seen.addresses else "",
                how=_how(match.method),
                mark=mark("vald" if match.method == "edit" else sure),
                warning=". ".join(warnings),
            )
        case Ambiguous():
            found = f"{len(match.candidates)} möjliga i registret"
            return Shown(name=printed, role=role, warning=f"{found}. {match.why.remedy}")
        case Unmatched():
            return Shown(name=printed, role=role, warning=match.why.remedy)


def address(home: Address) -> str:
    """The address on one line."""
    street = home.street + (f" lgh {home.apartment}" if home.street and home.apartment else "")
    care_of = f"c/o {home.care_of.removeprefix('c/o ')}" if home.care_of else ""
    city = f"{swedish.postal(home.postal_code)} {home.city}".strip()
    return ", ".join(part for part in (care_of, street, city) if part)


def grown_ups(case: Case, seen: Sight) -> tuple[str, ...]:
    """The other adults of the household: named for who handles, else those of the core alone."""
    home = case.household
    if home is None or not seen.addresses:
        return ()
    about = {one.person.number for one in case.matches if isinstance(one, Matched)}
    return tuple(
        f"{one.full_name}, {one.number.printed}"
        for one in home.members
        if one.number not in about
        and not one.is_minor(case.received_on)
        and (seen.others or one.number in home.core)
    )


def children(case: Case, seen: Sight) -> tuple[str, ...]:
    """The children concerned, one line each, as much as the unit may see of them (C20)."""
    home = case.household
    if home is None or isinstance(home.minors, NoMinor) or not seen.addresses:
        return ()
    names = {one.number: one.full_name for one in home.members}
    return tuple(
        _child(one, names.get(one.number, ""), place, case, seen)
        for place, one in enumerate(home.minors.children, start=1)
    )


def _child(minor: Minor, name: str, place: int, case: Case, seen: Sight) -> str:
    parts = [f"Barn {place}"]
    if seen.children != "ages" and name:
        parts = [name]
    if seen.children == "numbers":
        parts.append(minor.number.printed)
    parts.append(f"{age(minor.number.born, case.received_on)} år")
    parts.append(swedish.BASES.get(minor.basis, minor.basis))
    if not minor.at_home:
        parts.append("skrivet på annan adress")
    if minor.adult_before:
        parts.append("fyller 18 före avhysningen")
    return ", ".join(parts)


def households_doubt(case: Case, seen: Sight) -> str:
    """What the register says of children when it names none: none found, or unknown."""
    if not seen.addresses:
        return ""
    home = case.household
    if home is None:
        return "Det är inte känt om barn finns. Kontrollera."
    match home.minors:
        case Unknown():
            return f"Det är inte känt om barn finns. {home.minors.why.remedy}"
        case NoMinor():
            return "Inget barn enligt registret (sökt på vårdnad, föräldraskap och adress)."
        case _:
            return ""
