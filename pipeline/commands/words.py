"""What staff may call a letter's values on the command line: as the pages do, or the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pipeline.documents import swedish
from pipeline.domain.editing import PARSERS, SOME_MINORS
from pipeline.domain.edits import Act
from pipeline.domain.kinds import SUBKINDS, Kind, Tenure
from pipeline.domain.words import WORDS
from pipeline.store.errors import UnusableError

_ACTS: Mapping[Act, tuple[str, ...]] = MappingProxyType(
    {
        Act.KIND: ("slag", "slag av brev"),
        Act.SUBKIND: ("undergrupp",),
        Act.TENURE: ("upplåtelseform",),
        Act.HOUSEHOLD: ("barn", "hushåll"),
        Act.COUNT: ("tidigare brev", "antal"),
        Act.SEND: ("skicka till",),
    }
)
"""What is set as a whole, the first name being the one that is shown."""

_CHILDREN = (("inget barn", "no_minor"), ("inga barn", "no_minor"), ("okända barn", SOME_MINORS))


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())


def _named(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Values by what they may be called: each name of theirs, and the contract's own word."""
    found: dict[str, str] = {}
    for name, value in pairs:
        found[_plain(name)] = value
        found[_plain(value)] = value
    return found


_KINDS = [(str(kind), swedish.KINDS[kind], WORDS[kind]) for kind in Kind]
_SUBKINDS = [
    (sub, swedish.SUBKINDS[kind, sub], WORDS[sub]) for kind in Kind for sub in SUBKINDS[kind]
]
_TENURES = [(str(tenure), swedish.TENURES[tenure], WORDS[tenure]) for tenure in Tenure]

_VALUES: Mapping[Act, Mapping[str, str]] = MappingProxyType(
    {
        act: _named((name, value) for value, *names in known for name in names)
        for act, known in ((Act.KIND, _KINDS), (Act.SUBKIND, _SUBKINDS), (Act.TENURE, _TENURES))
    }
    | {Act.HOUSEHOLD: _named(_CHILDREN)}
)
_FIELDS = _named((label, name) for name, label in swedish.FIELDS.items() if name in PARSERS)
_TARGETS: Mapping[str, tuple[Act, str]] = MappingProxyType(
    {name: (Act.FIELD, field) for name, field in _FIELDS.items()}
    | {_plain(name): (act, "") for act, names in _ACTS.items() for name in (*names, act)}
)


def what_is_meant(word: str) -> tuple[Act, str]:
    """The act, and for a field its name; UnusableError with all words that there are."""
    found = _TARGETS.get(_plain(word))
    if found is None:
        message = f"Det finns ingen uppgift som heter {word}. Välj bland {NAMES}."
        raise UnusableError(message)
    return found


def value_meant(act: Act, word: str) -> str:
    """The value in the contract's words; UnusableError for none of a closed list's."""
    known = _VALUES.get(act)
    if known is None:
        return word
    found = known.get(_plain(word))
    if found is None and act is not Act.HOUSEHOLD:
        what = _ACTS[act][0]
        message = f"{word or '(tomt)'} är ingen {what} som finns. Välj bland {VALUES[act]}."
        raise UnusableError(message.replace("ingen slag", "inget slag"))
    return word if found is None else found


NAMES = ", ".join(
    (
        *(names[0] for names in _ACTS.values()),
        *(label.lower() for name, label in swedish.FIELDS.items() if name in PARSERS),
    )
)
"""What can be corrected, in the words of the pages."""

VALUES: Mapping[Act, str] = MappingProxyType(
    {
        Act.KIND: "; ".join(f"{short} ({value})" for value, _, short in _KINDS),
        Act.SUBKIND: "; ".join(
            f"{WORDS[kind]}: " + ", ".join(f"{WORDS[sub]} ({sub})" for sub in SUBKINDS[kind])
            for kind in Kind
            if SUBKINDS[kind]
        ),
        Act.TENURE: "; ".join(f"{WORDS[tenure]} ({tenure})" for tenure in Tenure),
    }
)
"""The values of the closed lists, each with the contract's word."""

HELP = (
    "Det rätta värdet. "
    f"Slag: {VALUES[Act.KIND]}. "
    f"Undergrupp: {VALUES[Act.SUBKIND]}. "
    f"Upplåtelseform: {VALUES[Act.TENURE]}. "
    "Barn: personnummer med komma emellan, eller inget barn (no_minor). "
    "Tidigare brev: hur många, 0 för det första. "
    "Belopp: 12345,67. Dag: 2026-10-05. Tid: 2026-11-03T10:00. "
    'Tomt ("") för en uppgift som inte finns i brevet.'
)
