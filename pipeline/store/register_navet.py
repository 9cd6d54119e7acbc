"""Navet's personposter (XML of Skatteverket) as rows of the register, read as a stream.

Names of elements: Skatteverket's schemas ``personpostXML/v2`` and RIV-TA
``population:residentmaster``; they are known by their local names, whatever wraps them. The parser
is expat with every declaration refused: no entity can be made, nothing outside the file is read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, NoReturn
from xml.parsers import expat

from pipeline.store.register_rows import EnoughError, Faults, FileKind, Record, checked

_CHUNK = 1 << 16
_DEEPEST = 40
_LONGEST = 2000
"""Characters of one value; Navet's own are at most 80."""
_MOST = 4000
"""Values of one post, relations counted in."""

_POST = "Folkbokforingspost"
_RELATION = "Personpost/Relationer/Relation"
_WITHIN = f"{_RELATION}/"
_NUMBERS = ("PersonNr", "TilldelatPersonNrSamordningsNr", "TilldeltPersonNrSamordningsNr")
"""A person's number, or a samordningsnummer; the last two are one name in two schemas."""

_GONE = {"": "", "AV": "avliden", "UV": "utvandrad"}
_OTHER_GONE = "annan"
"""Every other cause: GN and GS (an old number, whose person HanvisningsPersonNr names), and AN, OB,
TA, AS, FI, OO, which a person looks at, whatever the code."""

_OVER = frozenset({"AS", "AN"})
"""Relations that are ended or annulled (Relationsstatus)."""
_CHILDREN = frozenset({"B", "VF"})

_COLUMNS: Final[Mapping[str, str]] = {
    "fornamn": "Personpost/Namn/Fornamn",
    "mellannamn": "Personpost/Namn/Mellannamn",
    "efternamn": "Personpost/Namn/Efternamn",
    "co_adress": "Personpost/Adresser/Folkbokforingsadress/CareOf",
    "postnummer": "Personpost/Adresser/Folkbokforingsadress/PostNr",
    "postort": "Personpost/Adresser/Folkbokforingsadress/Postort",
    "hanvisning": "Personpost/HanvisningsPersonNr",
    "bostad": "Personpost/Adresser/UUID/Lagenhet",
    "sarskild_co_adress": "Personpost/Adresser/SarskildPostadress/CareOf",
    "sarskilt_postnummer": "Personpost/Adresser/SarskildPostadress/PostNr",
    "sarskild_postort": "Personpost/Adresser/SarskildPostadress/Postort",
}
_NAMES: Final[Mapping[str, str]] = {
    **_COLUMNS,
    "personnummer": "Personpost/PersonId",
    "gatuadress": "Personpost/Adresser/Folkbokforingsadress",
    "sarskild_gatuadress": "Personpost/Adresser/SarskildPostadress",
    "skydd": "Sekretessmarkering",
    "avregistrerad": "Personpost/Avregistrering/AvregistreringsorsakKod",
    "relation": f"{_RELATION}/Relationstyp",
    "relaterat_personnummer": f"{_RELATION}/RelationId",
}
"""What the file calls the register's columns, for faults."""

Values = dict[str, str]


class _ForbiddenError(Exception):
    """The file has what no register needs: a declaration, or more than a post can hold."""


class NavetFile:
    """A file of Folkbokforingsposter; see :class:`pipeline.store.register_files.Source`."""

    def __init__(self, path: Path, exported_on: date) -> None:
        """Nothing is read yet."""
        self.path = path
        self.exported_on = exported_on
        self.faults = Faults(file=path.name, found=[], part="element")
        self.digest = ""
        self.skipped = 0

    @property
    def kinds(self) -> tuple[FileKind, ...]:
        """A post tells a person and the person's relations."""
        return (FileKind.PERSONS, FileKind.RELATIONS)

    def records(self) -> Iterator[tuple[FileKind, Record]]:
        """Persons and relations as the posts come, a post in memory at a time.

        Raises OSError when the file can no longer be read.
        """
        hasher = hashlib.sha256()
        posts = _Posts()
        try:
            with self.path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    hasher.update(chunk)
                    posts.feed(chunk)
                    for line, post in posts.ready():
                        yield from self._records(line, post)
            posts.feed(b"", last=True)
            if not posts.count:
                self.faults.add(0, "", "filen har inga folkbokföringsposter")
        except _ForbiddenError as error:
            self._broken(posts.line, str(error))
        except (expat.ExpatError, ValueError, LookupError):
            # Besides broken XML: an encoding that there is not, or that is not the file's.
            self._broken(posts.line, "filen är inte hel och giltig XML från denna rad")
        except EnoughError:
            pass
        self.digest = hasher.hexdigest()

    def _broken(self, line: int, what: str) -> None:
        try:
            self.faults.add(line, "", what)
        except EnoughError:
            return

    def _records(self, line: int, post: _Post) -> Iterator[tuple[FileKind, Record]]:
        person = self._person(line, post.values)
        record = checked(FileKind.PERSONS, person, line, self.faults, _NAMES)
        if record is None:
            return
        yield FileKind.PERSONS, record
        for at, relation in post.relations:
            row = self._relation(person["personnummer"], relation)
            told = row and checked(FileKind.RELATIONS, row, at, self.faults, _NAMES)
            if told:
                yield FileKind.RELATIONS, told

    def _person(self, line: int, values: Values) -> Values:
        row = {column: values.get(path, "") for column, path in _COLUMNS.items()}
        cause = values.get("Personpost/Avregistrering/AvregistreringsorsakKod", "")
        gone = _GONE.get(cause, _OTHER_GONE)
        day = values.get("Personpost/Avregistrering/Avregistreringsdatum", "")
        row |= {
            "personnummer": _number(values, "Personpost/PersonId"),
            "gatuadress": _street(values, "Personpost/Adresser/Folkbokforingsadress"),
            "sarskild_gatuadress": _street(values, "Personpost/Adresser/SarskildPostadress"),
            "skydd": self._protection(line, values),
            "avregistrerad": gone,
            "avregistrerad_datum": _whole_day(day) if gone else "",
        }
        if not row["fornamn"] and not row["efternamn"]:
            surname, _, given = values.get("Personpost/Namn/Aviseringsnamn", "").partition(",")
            row |= {"efternamn": surname.strip(), "fornamn": given.strip()}
            row["namnlos"] = "" if surname else "ja"
        return row

    def _protection(self, line: int, values: Values) -> str:
        """The stronger of the two flags; anything but J and N is a fault."""
        found = ""
        for name, flag in (
            ("Sekretessmarkering", "sekretessmarkering"),
            ("SkyddadFolkbokforing", "skyddad_folkbokforing"),
        ):
            said = values.get(name, "").upper()
            if said in {"J", "JA"}:
                found = flag
            elif said not in {"", "N", "NEJ"}:
                self.faults.add(line, name, "ska vara J eller N")
        return found

    def _relation(self, person: str, values: Values) -> Values | None:
        """The relation's row; None for one that is ended, annulled, to somebody dead or to nobody.

        A child without a number of its own is kept by its day of birth, at the latest it may be:
        it must not be taken for no child.
        """
        until = _latest_day(values.get("RelationTomdatum", ""))
        over = values.get("Status", "").upper() in _OVER or (until and until < self.exported_on)
        if over or values.get("Avregistrering/AvregistreringsorsakKod") == "AV":
            return None
        code = values.get("Relationstyp", "")
        row = {
            "personnummer": person,
            "relation": code,
            "relaterat_personnummer": _number(values, "RelationId"),
        }
        if not row["relaterat_personnummer"]:
            if code.upper() not in _CHILDREN:
                return None
            born = _latest_day(values.get("RelationId/FodelsetidNr", "")[:8]) or self.exported_on
            row["fodelsetid"] = born.isoformat()
        return row


def _number(values: Values, within: str) -> str:
    found = (values.get(f"{within}/{name}", "") for name in _NUMBERS)
    return next(filter(None, found), "")


def _street(values: Values, within: str) -> str:
    """The street line: Navet has it second, and first what stands before it (a farm, a house)."""
    second = values.get(f"{within}/Utdelningsadress2", "")
    return second or values.get(f"{within}/Utdelningsadress1", "")


_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})")


def _whole_day(text: str) -> str:
    """A day ``ÅÅÅÅMMDD``; empty for one that Navet knows only in part (zeros)."""
    found = _DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""


def _latest_day(text: str) -> date | None:
    """The last day that an incomplete day (``19850000``) may be; None for no day at all."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    for last in (day or 31, 31, 30, 29, 28):
        try:
            return date(year, month or 12, last)
        except ValueError:
            continue
    return None


class _Post:
    """One post: its values by their path below it, and each relation's with its line."""

    __slots__ = ("relations", "size", "values")

    def __init__(self) -> None:
        self.values: Values = {}
        self.relations: list[tuple[int, Values]] = []
        self.size = 0

    def relate(self, line: int) -> None:
        """A relation begins."""
        self._grow()
        self.relations.append((line, {}))

    def put(self, path: str, text: str) -> None:
        """Keep a value; of a repeated element the first."""
        self._grow()
        if path.startswith(_WITHIN):
            self.relations[-1][1].setdefault(path[len(_WITHIN) :], text)
        else:
            self.values.setdefault(path, text)

    def _grow(self) -> None:
        self.size += 1
        if self.size > _MOST:
            raise _ForbiddenError("posten är större än någon folkbokföringspost")


class _Posts:
    """The stream of posts: fed bytes, it has whole posts ready, and forgets them."""

    def __init__(self) -> None:
        parser = expat.ParserCreate(namespace_separator="\n")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._forbidden
        parser.EntityDeclHandler = self._forbidden
        parser.ExternalEntityRefHandler = self._forbidden
        self._parser = parser
        self._path: list[str] = []
        self._inside = 0
        self._post: _Post | None = None
        self._line = 0
        self._said: list[str] = []
        self._length = 0
        self._ready: list[tuple[int, _Post]] = []
        self.count = 0

    @property
    def line(self) -> int:
        """The line that the parser stands on."""
        return self._parser.CurrentLineNumber

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Read on. Raises ExpatError and _ForbiddenError."""
        self._parser.Parse(chunk, last)

    def ready(self) -> list[tuple[int, _Post]]:
        """The whole posts since the last asking, each with the line on which it begins."""
        found, self._ready = self._ready, []
        return found

    def _forbidden(self, *_: object) -> NoReturn:
        raise _ForbiddenError("filen har en DOCTYPE eller egna entiteter; sådant läses inte")

    def _start(self, name: str, _: object) -> None:
        local = name.rpartition("\n")[2]
        self._said.clear()
        self._length = 0
        if self._post is None:
            self._inside += 1
            if local == _POST:
                self._post, self._line = _Post(), self.line
                self.count += 1
            elif self._inside > _DEEPEST:
                raise _ForbiddenError("elementen ligger för djupt i varandra")
            return
        self._path.append(local)
        if len(self._path) > _DEEPEST:
            raise _ForbiddenError("elementen ligger för djupt i varandra")
        if "/".join(self._path) == _RELATION:
            self._post.relate(self.line)

    def _text(self, text: str) -> None:
        if self._post is not None:
            self._length += len(text)
            if self._length > _LONGEST:
                raise _ForbiddenError("ett värde är längre än något i en folkbokföringspost")
            self._said.append(text)

    def _end(self, _: str) -> None:
        post = self._post
        if post is None:
            self._inside -= 1
            return
        if not self._path:
            self._ready.append((self._line, post))
            self._post = None
            self._inside -= 1
            return
        text = "".join(self._said).strip()
        self._said.clear()
        path = "/".join(self._path)
        self._path.pop()
        if text:
            post.put(path, text)
