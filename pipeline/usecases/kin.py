"""Who a child is, and who has custody of it: for whoever decides whether it is concerned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.domain.kinship import Kinship
from pipeline.domain.people import Person, Personnummer, Protection
from pipeline.domain.sought import sought_person
from pipeline.store.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A child's name, and the names of its custodians and parents; empty where none is known."""

    name: str
    adults: tuple[str, ...]


def kin_of(
    register: Register, children: Iterable[Personnummer], *, protected: bool
) -> dict[Personnummer, Kin]:
    """What the register tells of those children, by number.

    Of nobody with a protected identity, unless ``protected`` says that the asker may see them.
    """
    numbers = tuple(dict.fromkeys(children))
    if not numbers:
        return {}
    view = register.view([sought_person(one) for one in numbers])
    kin = Kinship(view.relations)
    known = {one.number: one for one in view.persons}

    def name(person: Person | None) -> str:
        hidden = person is None or (person.protection is not Protection.NONE and not protected)
        return "" if person is None or hidden else person.full_name

    return {
        one: Kin(
            name=name(known.get(one)),
            adults=tuple(
                filter(None, (name(known.get(each)) for each in sorted(kin.adults_of(one))))
            ),
        )
        for one in numbers
    }
