"""The committed reader of roles: intact, small, quick, and right on letters of other writers."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from classifiers.integrity import CorruptModelError
from classifiers.roles.model import RoleReader
from classifiers.sheet import pages_of
from pipeline.domain.roles import PERSONS_MEANT, SpanRole
from pipeline.domain.running_text import text_of
from pipeline.usecases.models import role_folder

MODEL = role_folder()
MEANT = frozenset(PERSONS_MEANT)


@pytest.fixture(scope="session")
def reader() -> RoleReader:
    """The committed reader, loaded once."""
    return RoleReader.load(MODEL)


def told(reader: RoleReader, letter: str, name: str) -> SpanRole:
    """The likeliest role of a name in a letter, by its first mention."""
    pages = pages_of(letter)
    text = text_of(pages)
    start = text.value.index(name)
    shares = {
        role: reader.read(pages).share(text, start, start + len(name), role) for role in SpanRole
    }
    return max(shares, key=shares.__getitem__)


def writes(reader: RoleReader, letter: str, name: str) -> float:
    """The share by which a name's first mention is one of those who write, not of those meant."""
    pages = pages_of(letter)
    text = text_of(pages)
    start = text.value.index(name)
    return reader.read(pages).share(text, start, start + len(name), SpanRole.STAFF, SpanRole.SENDER)


NOTICE = """Lövholmens Hyreshus AB
Box 220, 411 05 Göteborg


Socialnämnden Centrum
402 24 Göteborg

Göteborg 2026-09-14

Meddelande om uppsägning

Vi har i dag sagt upp vår hyresgäst Selma Brunnqvist för obetald hyra.
Hyresgäst: Selma Brunnqvist, 19800101-9804
Bostad: Tallåsgatan 14, lgh 1102, 411 18 Göteborg
God man är Torvald Ekeskog.
Kontakta Mirja Hagfors vid frågor.

Med vänlig hälsning
Mirja Hagfors
Lövholmens Hyreshus AB"""


def test_each_gets_the_own_role(reader: RoleReader) -> None:
    """Tenant, guardian, officer and landlord of one letter are told apart."""
    assert told(reader, NOTICE, "Selma Brunnqvist") in MEANT
    assert told(reader, NOTICE, "Torvald Ekeskog") is SpanRole.OTHER_PERSON
    assert writes(reader, NOTICE, "Mirja Hagfors") > 0.5
    assert told(reader, NOTICE, "Lövholmens Hyreshus AB") is SpanRole.SENDER
    assert told(reader, NOTICE, "Tallåsgatan 14") is SpanRole.HOME
    assert told(reader, NOTICE, "Box 220") is SpanRole.SENDER_ADDRESS


@pytest.mark.parametrize(
    "line",
    [
        # wordings that no training line has
        "Klagande är {} en trappa upp.",
        "Enligt uppgift från grannen {} har det varit oroligt.",
        "Störningen anmäldes kl 02.10 av {} (lgh 1203).",
        "Hyresgästens mor {} har ringt oss.",
        "Polisen tillkallades av {}.",
        "Vi har även informerat {} på överförmyndarkontoret.",
        "Borgensman för avtalet är {}.",
        "Föregående kontraktsinnehavare var {}.",
        "Som ställföreträdare är {} förordnad.",
        "Beslutet fattades av {}.",
        "Boskolan genom {} har kallat till möte.",
        "Reported by {}, flat 1203.",
    ],
)
def test_others_are_nobody_meant(reader: RoleReader, line: str) -> None:
    """Whoever complains, helps or decides is never believed to be the debtor."""
    letter = NOTICE.replace("God man är Torvald Ekeskog.", line.format("Alva Mossberg"))
    assert told(reader, letter, "Alva Mossberg") not in MEANT
    assert told(reader, letter, "Selma Brunnqvist") in MEANT


def test_an_opinion_for_every_word(reader: RoleReader) -> None:
    """Each word of the running text has shares that sum to about 1."""
    pages = pages_of(NOTICE + "\f" + NOTICE)
    scores = reader.read(pages).scores
    assert len(scores) == len(text_of(pages).words)
    assert all(0.9 < sum(one.values()) <= 1.0001 for one in scores)


def test_nothing_is_read_of_blank_pages(reader: RoleReader) -> None:
    """No words, no opinion."""
    assert not reader.read(pages_of(""))
    assert not reader.read(())


def test_it_is_small_and_quick(reader: RoleReader) -> None:
    """At most 10 MB, and a page in some hundredths of a second."""
    assert sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file()) < 10_000_000
    pages = pages_of(NOTICE)
    reader.read(pages)
    begun = time.process_time()
    for _ in range(5):
        reader.read(pages)
    assert (time.process_time() - begun) / 5 < 0.1


def test_reading_leaves_no_name_behind(reader: RoleReader) -> None:
    """What a letter says gets neither into the model's words nor into spaCy's strings."""
    letter = NOTICE.replace("Selma Brunnqvist", "Quillonia Zxarvesen")
    reader.read(pages_of(letter))
    strings = reader._nlp.vocab.strings
    for name in ("Quillonia", "quillonia", "Zxarvesen", "zxarvesen", "Torvald", "Lövholmens"):
        assert name not in strings
        assert name.lower() not in reader.words.known


def test_a_changed_reader_is_refused(tmp_path: Path) -> None:
    """One byte more anywhere, and the folder is named as damaged."""
    copy = tmp_path / MODEL.name
    shutil.copytree(MODEL, copy)
    with (copy / "words.json").open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.raises(CorruptModelError, match=rf"{MODEL.name}.*words\.json"):
        RoleReader.load(copy)


def test_its_strings_hold_no_made_name() -> None:
    """Nor did training put the made persons' names there."""
    strings = json.loads((MODEL / "reader/vocab/strings.json").read_text(encoding="utf-8"))
    known = json.loads((MODEL / "words.json").read_text(encoding="utf-8"))["known"]
    for name in ("Provsson", "Ljungqvarn", "Kvarnvindsgatan", "Norrhage"):
        assert name not in strings
        assert name.lower() not in {*strings, *known}
