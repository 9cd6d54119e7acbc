"""What the kinds are: loaded from ``kinds/<kind>/kind.toml`` and checked, with file and key named.

Phrases: ``*`` stands for any letters of a word, ``~`` for up to five words (``~~`` fourteen) that
are no negation, ``a|b`` for either word, ``<tal>`` for a number.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from classifiers.tokens import fold
from pipeline.domain.kinds import SUBKINDS, Kind, Tenure

FOLDER = Path(__file__).parent / "kinds"

KINDS: tuple[Kind, ...] = (
    Kind.RENT_DEBT,
    Kind.DISTURBANCE,
    Kind.UTILITY_DEBT,
    Kind.EVICTION_DATE,
    Kind.DEBT_LIST,
    Kind.OTHER,
)
"""Each has its folder under ``kinds/``; a new kind is added here and there."""

GAPS = {"~": 5, "~~": 14}
"""How many words a gap may stand for; it never spans a negation, which turns the sense round."""

NEGATIONS = "inte|ej|icke|aldrig|not"

NEAR = 14
"""How many words apart a phrase and its company in the same sentence or the next may begin."""

LONG_PHRASE = 40
"""Phrases of so many letters and no wildcards are recognised when several words are misread."""


class BookError(ValueError):
    """A kind's file is wrong; the sentence, in Swedish, names the file and the key."""

    def __init__(self, file: str, key: str, what: str) -> None:
        """``what`` is wrong with ``key`` of ``file``."""
        super().__init__(f"{file}: {key}: {what}")
        self.file = file
        self.key = key


@dataclass(frozen=True)
class Phrase:
    """A phrase as written, its pattern over plain words, and what finding it quickly needs."""

    text: str
    pattern: re.Pattern[str]
    literal: str
    words: tuple[str, ...]

    @cached_property
    def anywhere(self) -> re.Pattern[str]:
        """The pattern for every place where the phrase begins, overlapping ones too."""
        return re.compile(f"(?={self.pattern.pattern})")

    @cached_property
    def whole(self) -> str:
        """The plain phrase when it is long and has no wildcards, else empty."""
        whole = " ".join(self.words)
        plain = all(word.isalnum() for word in self.words)
        return whole if plain and len(whole) >= LONG_PHRASE else ""


@dataclass(frozen=True)
class CueRule:
    """Phrases that speak for (or, with a negative weight, against) a label.

    ``near`` holds phrases of which one must stand within ``NEAR`` words of the phrase counted.

    ``label`` is ``kind:<kind>``, ``subkind:<kind>.<subkind>``, ``tenure:<tenure>`` or
    ``grave:<kind>`` (the kind's gravest sort, which comes before others in one letter). The rule
    counts only where a phrase of ``company`` stands too (when there are any), and none of
    ``unless``.
    """

    label: str
    weight: float
    phrases: tuple[Phrase, ...]
    company: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    near: tuple[Phrase, ...] = ()


SECOND = "second"
LEVELS = ("kind", "subkind", SECOND)


@dataclass(frozen=True)
class Guard:
    """Phrases that leave the letter to a person, whatever the scores say.

    ``kinds`` are those it holds for; ``instead`` is the kind that it puts first, or None: where
    the likeliest is one of ``kinds``, and always where it is itself one of them.
    ``level`` says what is left open: ``kind`` or only the ``subkind``; one of the level ``second``
    leaves nothing open, but says that the letter denies those kinds, beside what it is about. A
    ``firm`` guard holds even where the letter as a whole speaks clearly against it.
    """

    id: str
    kinds: tuple[Kind, ...]
    why: str
    phrases: tuple[Phrase, ...]
    company: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    instead: Kind | None = None
    level: str = "kind"
    firm: bool = False

    @cached_property
    def mark(self) -> str:
        """Its name with a digest of its phrases: what was measured of others is not of these."""
        parts = (self.phrases, self.company, self.unless)
        told = repr([[one.text for one in part] for part in parts])
        return f"{self.id} {hashlib.sha256(told.encode()).hexdigest()[:8]}"


@dataclass(frozen=True)
class KindText:
    """A kind's Swedish title and description, and its subkinds' titles in the domain's order."""

    kind: Kind
    title: str
    description: str
    subkinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Book:
    """All kinds, cues, guards and hushed phrases; ``digest`` changes with any of them.

    ``hushed`` is what letters of every kind say about nobody: not heard by cues and guards.
    """

    kinds: tuple[KindText, ...]
    rules: tuple[CueRule, ...]
    guards: tuple[Guard, ...]
    digest: str
    hushed: tuple[Phrase, ...] = ()

    @cached_property
    def measure(self) -> str:
        """Changes with what scores depend on: the rules, not the guards, which only hold back."""
        told = [
            (rule.label, rule.weight, *([one.text for one in part] for part in parts))
            for rule in self.rules
            for parts in [(rule.phrases, rule.company, rule.unless, rule.near)]
        ]
        hushed = [one.text for one in self.hushed]
        return hashlib.sha256(repr((told, hushed)).encode()).hexdigest()

    @cached_property
    def words(self) -> frozenset[str]:
        """Whole words that phrases use, plain."""
        return frozenset(one for one in self._parts if one.isalpha())

    @cached_property
    def stems(self) -> frozenset[str]:
        """Beginnings of words that phrases use (``störning*``), plain, without the star."""
        return frozenset(
            one[:-1] for one in self._parts if one.endswith("*") and one[:-1].isalpha()
        )

    @cached_property
    def _parts(self) -> frozenset[str]:
        groups = [rule.phrases + rule.company + rule.unless + rule.near for rule in self.rules]
        groups += [guard.phrases + guard.company + guard.unless for guard in self.guards]
        groups.append(self.hushed)
        return frozenset(
            part
            for group in groups
            for phrase in group
            for word in phrase.words
            for part in word.split("|")
        )


def load_book(folder: Path = FOLDER) -> Book:
    """The book of kinds in that folder; BookError names the file and the key that is wrong."""
    digest = hashlib.sha256()
    kinds: list[KindText] = []
    rules: list[CueRule] = []
    guards: list[Guard] = []
    for kind in KINDS:
        file = folder / kind.value / "kind.toml"
        data = _read(file, digest)
        kinds.append(_kind_text(kind, data, file))
        rules += _rules(data, file, kind)
        guards += _guards(data, file, kind)
        _no_more(data, {"id", "title", "description", "subkinds", "cue", "guard"}, file, "filen")
    file = folder / "tenures.toml"
    data = _read(file, digest)
    rules += _rules(data, file, None)
    titles = data.get("titles", {})
    if set(titles) != {tenure.value for tenure in Tenure}:
        raise BookError(_name(file), "titles", "ska ha just de upplåtelseformer som finns")
    _no_more(data, {"titles", "cue"}, file, "filen")
    file = folder / "boilerplate.toml"
    data = _read(file, digest)
    _no_more(data, {"phrases"}, file, "filen")
    return Book(
        kinds=tuple(kinds),
        rules=tuple(rules),
        guards=tuple(guards),
        digest=digest.hexdigest(),
        hushed=_phrases(data, "phrases", file, "filen"),
    )


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _read(file: Path, digest: Any) -> dict[str, Any]:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise BookError(_name(file), "filen", "saknas eller kan inte läsas") from error
    digest.update(raw)
    try:
        return tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BookError(_name(file), "filen", f"är inte giltig TOML ({error})") from error


def _no_more(data: dict[str, Any], allowed: set[str], file: Path, where: str) -> None:
    for key in data:
        if key not in allowed:
            raise BookError(_name(file), where, f"okänd nyckel {key!r}")


def _kind_text(kind: Kind, data: dict[str, Any], file: Path) -> KindText:
    if data.get("id") != kind.value:
        raise BookError(_name(file), "id", f"ska vara {kind.value!r}")
    for key in ("title", "description"):
        if not isinstance(data.get(key), str) or not data[key].strip():
            raise BookError(_name(file), key, "ska vara en mening på svenska")
    subkinds = data.get("subkinds", {})
    if not isinstance(subkinds, dict) or tuple(subkinds) != SUBKINDS[kind]:
        wanted = ", ".join(SUBKINDS[kind]) or "inga"
        raise BookError(_name(file), "subkinds", f"ska vara, i ordning: {wanted}")
    return KindText(
        kind=kind,
        title=data["title"],
        description=data["description"],
        subkinds=tuple((name, str(title)) for name, title in subkinds.items()),
    )


def _rules(data: dict[str, Any], file: Path, kind: Kind | None) -> list[CueRule]:
    found: list[CueRule] = []
    for number, entry in enumerate(data.get("cue", []), start=1):
        where = f"cue {number}"
        _no_more(entry, {"for", "weight", "phrases", "near", "with", "unless"}, file, where)
        weight = entry.get("weight")
        if not isinstance(weight, (int, float)) or isinstance(weight, bool) or not weight:
            raise BookError(_name(file), f"{where}.weight", "ska vara ett tal skilt från noll")
        found.append(
            CueRule(
                label=_label(entry.get("for"), file, where, kind),
                weight=float(weight),
                phrases=_phrases(entry, "phrases", file, where, needed=True),
                company=_phrases(entry, "with", file, where),
                unless=_phrases(entry, "unless", file, where),
                near=_phrases(entry, "near", file, where),
            )
        )
    return found


def _label(given: object, file: Path, where: str, kind: Kind | None) -> str:
    level, _, value = str(given).partition(":")
    if kind is not None and given in {"kind", "grave"}:
        return f"{given}:{kind.value}"
    if kind is not None and level == "subkind" and value in SUBKINDS[kind]:
        return f"subkind:{kind.value}.{value}"
    if level == "tenure" and value in {tenure.value for tenure in Tenure}:
        return f"tenure:{value}"
    raise BookError(_name(file), f"{where}.for", f"{given!r} är inget som finns")


def _guards(data: dict[str, Any], file: Path, kind: Kind) -> list[Guard]:
    found: list[Guard] = []
    for number, entry in enumerate(data.get("guard", []), start=1):
        where = f"guard {number}"
        allowed = {"id", "why", "level", "firm", "kinds", "instead", "phrases", "with", "unless"}
        _no_more(entry, allowed, file, where)
        for key in ("id", "why"):
            if not isinstance(entry.get(key), str):
                raise BookError(_name(file), f"{where}.{key}", "ska vara text")
        level = entry.get("level", "kind")
        if level not in LEVELS:
            raise BookError(_name(file), f"{where}.level", f"ska vara {' eller '.join(LEVELS)}")
        try:
            kinds = tuple(Kind(one) for one in entry.get("kinds", [kind.value]))
            instead = Kind(entry["instead"]) if "instead" in entry else None
        except ValueError as error:
            raise BookError(_name(file), where, f"okänt slag ({error})") from error
        found.append(
            Guard(
                id=entry["id"],
                kinds=kinds,
                why=entry["why"],
                phrases=_phrases(entry, "phrases", file, where, needed=True),
                company=_phrases(entry, "with", file, where),
                unless=_phrases(entry, "unless", file, where),
                instead=instead,
                level=level,
                firm=entry.get("firm", False) is True,
            )
        )
    return found


def _phrases(
    entry: dict[str, Any], key: str, file: Path, where: str, *, needed: bool = False
) -> tuple[Phrase, ...]:
    texts = entry.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
        raise BookError(_name(file), f"{where}.{key}", "ska vara en lista av fraser")
    if needed and not texts:
        raise BookError(_name(file), f"{where}.{key}", "ska ha minst en fras")
    found = []
    for text in dict.fromkeys(texts):
        try:
            found.append(phrase(text))
        except ValueError as error:
            raise BookError(_name(file), f"{where}.{key}", f"{text!r}: {error}") from error
    return tuple(found)


_PART = re.compile(r"<tal>|[*]?[a-z0-9§]+(?:[*][a-z0-9§]+)*[*]?|~~?")


@cache  # thousands of them, each dear to compile; all stand in the program's own files
def phrase(text: str) -> Phrase:
    """The phrase compiled over words parted by single spaces; ValueError when it is malformed."""
    words = tuple(fold(text).split())
    if not words or words[0] in GAPS or words[-1] in GAPS:
        raise ValueError("en fras börjar och slutar med ett ord")
    pieces: list[str] = []
    literals: list[str] = []
    for word in words:
        parts = word.split("|")
        for part in parts:
            if not _PART.fullmatch(part) or (part in GAPS and len(parts) > 1):
                message = f"ordet {part!r} går inte att tolka"
                raise ValueError(message)
        if word in GAPS:
            pieces.append(rf"(?:(?!(?:{NEGATIONS}) )[^ ]+ ){{0,{GAPS[word]}}}")
            continue
        alternatives = "|".join(_word_pattern(part) for part in parts)
        pieces.append(f"(?:{alternatives}) ")
        if len(parts) == 1 and part != "<tal>":
            literals.append(part.strip("*"))
    return Phrase(
        text=text,
        pattern=re.compile(" " + "".join(pieces)),
        literal=max(literals, key=len, default=""),
        words=words,
    )


def _word_pattern(part: str) -> str:
    if part == "<tal>":
        return r"\d+"
    return "".join(r"[^ ]*" if sign == "*" else re.escape(sign) for sign in part)
