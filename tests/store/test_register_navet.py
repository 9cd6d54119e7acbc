"""Navet's XML: what each element becomes, what is refused, and that nothing makes it crash."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenarios.desk import FIXTURES

from benchmarks import exports
from pipeline.domain.fields import Field, Party, PartyRole
from pipeline.domain.households import household_of
from pipeline.domain.match import Matched, Minors, NoMinor, Unknown
from pipeline.domain.matching import match_party
from pipeline.domain.page import Box
from pipeline.domain.people import Address, Deregistered, Personnummer, Protection
from pipeline.domain.sought import Sought
from pipeline.store.register import Register, similarity
from pipeline.store.register_navet import NavetFile
from pipeline.store.register_rows import MOST_FAULTS, FileKind

ON = date(2026, 10, 5)
NAVET = FIXTURES / "exports" / "navet.xml"
ANNA, OLD, CHILD = exports.ANNA, exports.ANNAS_OLD, exports.NEWBORN
PER, ENDED = exports.PER, exports.ENDED


def read(folder: Path, text: str | bytes) -> tuple[list[dict[str, str | int]], list[str]]:
    """The persons and relations of a file, and its faults."""
    path = folder / "navet.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    source = NavetFile(path, ON)
    records = [record for _, record in source.records()]
    return records, [str(fault) for fault in source.faults.found]


def whole(*posts: str) -> str:
    """A file of those posts."""
    return exports.HEAD + "".join(posts) + exports.TAIL


def person(number: str = ANNA, inside: str = "", before: str = "", name: str = "Anna") -> str:
    """A post."""
    return (
        f"<Folkbokforingspost>{before}<Personpost><PersonId><PersonNr>{number}</PersonNr>"
        f"</PersonId><Namn><Fornamn>{name}</Fornamn><Efternamn>Prov</Efternamn></Namn>{inside}"
        "</Personpost></Folkbokforingspost>\n"
    )


def related(code: str, other: str = CHILD, further: str = "") -> str:
    """A relation in its list."""
    return f"<Relationer>{exports.relation(code, other, further)}</Relationer>"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """The sample file imported."""
    opened = Register.open(tmp_path / "register.db")
    report = opened.import_files([NAVET], exported_on=date(2026, 9, 28))
    assert report.done, report.faults
    assert dict(report.counts) == {FileKind.PERSONS: 14, FileKind.RELATIONS: 18}
    yield opened
    opened.close()


def of(register: Register, number: str) -> object:
    """The person with that number."""
    return register.person(Personnummer(number))


# The round trip: a whole register as Navet would have it.


def tables(register: Register) -> dict[str, list[tuple[object, ...]]]:
    """What the register holds of persons and relations."""
    columns = "number, given, middle, surname, care_of, apartment, postal_code, city, protection, "
    columns += "deregistered, deregistered_on, house, ten, postal_house"
    rows = register._database
    return {
        "persons": sorted(
            map(tuple, rows.execute(f"SELECT {columns} FROM persons").fetchall())  # noqa: S608
        ),
        "relations": sorted(
            map(tuple, rows.execute("SELECT person, code, other FROM relations").fetchall())
        ),
        "keys": sorted(map(tuple, rows.execute("SELECT * FROM name_keys").fetchall())),
    }


def test_navet_and_csv_make_the_same_register(tmp_path: Path) -> None:
    """All 506 persons of the sample, with every flag, number and address."""
    folder = FIXTURES / "register"
    one, other = Register.open(tmp_path / "csv.db"), Register.open(tmp_path / "xml.db")
    assert one.import_files([folder / "persons.csv", folder / "relations.csv"]).done
    path = tmp_path / "navet.xml"
    with path.open("w", encoding="utf-8") as file:
        exports.write_navet(file, exports.rows("persons"), exports.rows("relations"))
    report = other.import_files([path])
    assert report.done, report.faults
    assert tables(one) == tables(other)
    assert len(tables(one)["persons"]) == 506
    sought = [Sought(digits="198610049804"), Sought(name="Gunilla Åsvik")]
    assert one.view(sought).persons == other.view(sought).persons
    one.close()
    other.close()


# What each element becomes.


def test_protection_gone_and_coordination(register: Register) -> None:
    """Both flags, both ways of being gone, a samordningsnummer."""
    for number, protection, gone in (
        ("197810219803", Protection.MARKED, Deregistered.NO),
        ("201807129802", Protection.PROTECTED, Deregistered.NO),
        ("195201149803", Protection.NONE, Deregistered.DECEASED),
        ("200102149812", Protection.NONE, Deregistered.EMIGRATED),
        (ENDED, Protection.MARKED, Deregistered.OTHER),
        ("199809869812", Protection.NONE, Deregistered.NO),
    ):
        found = register.person(Personnummer(number))
        assert found is not None, number
        assert (found.protection, found.deregistered) == (protection, gone)
    dead, half = (register.person(Personnummer(one)) for one in ("195201149803", ENDED))
    assert dead is not None
    assert dead.deregistered_on == date(2026, 8, 14)
    assert half is not None
    assert half.deregistered_on is None  # a day known in part is no day


def test_a_former_number_is_its_owners(register: Register) -> None:
    """Found by it, and a child whose post names it is the owner's child."""
    anna = register.person(Personnummer(ANNA))
    assert anna is not None
    assert anna.former == (Personnummer(OLD),)
    assert register.person(Personnummer(OLD)) == anna
    for digits in (OLD, OLD[2:]):
        sought = Sought(name="Anna Provkvist", digits=digits, address="Kvarnliden 4")
        view = register.view([sought])
        assert OLD not in {one.number.digits for one in view.persons}
        assert {(one.person.digits, one.code, one.other.digits) for one in view.relations} == {
            (ANNA, "B", CHILD),
            (ANNA, "VF", CHILD),
            (CHILD, "MO", ANNA),
        }
        box = (Box(page=1, x0=0, top=0, x1=1, bottom=1),)
        name, number = (
            Field(value=text, raw=text, confidence=0.99, finder="made", boxes=box)
            for text in (sought.name, digits)
        )
        party = Party(role=PartyRole.TENANT, name=name, personnummer=number)
        match = match_party(0, party, sought, view, similarity, on=ON)
        assert isinstance(match, Matched)
        assert (match.person, match.method, match.doubts) == (anna, "personnummer", ())


def test_cases_under_a_former_number_are_the_owners(register: Register, tmp_path: Path) -> None:
    """A case system may not have heard of the new number."""
    path = tmp_path / "cases.csv"
    path.write_text(
        "personnummer;enhet;arendenummer;handlaggare;status;oppnad;system\n"
        f"{OLD};vuxen;1;Tuva Hedbo;pagaende;2025-01-01;x\n",
        encoding="utf-8",
    )
    assert register.import_files([path]).strangers == 0
    view = register.view([Sought(digits=ANNA)])
    assert [(one.person.digits, one.open) for one in view.cases] == [(ANNA, True)]


def test_flats_are_told_apart_by_the_land_registers_id(register: Register) -> None:
    """A house without flat numbers: the newborn without a name lives with its mother."""
    view = register.view([Sought(digits=ANNA)])
    anna, per = view.person(Personnummer(ANNA)), view.person(Personnummer(PER))
    assert anna is not None
    assert per is not None
    home = household_of((anna,), view, ON)
    assert {one.number.digits for one in home.members} == {ANNA, CHILD}
    assert isinstance(home.minors, Minors)
    assert [(one.number.digits, one.basis) for one in home.minors.children] == [(CHILD, "custody")]
    newborn = view.person(Personnummer(CHILD))
    assert newborn is not None
    assert newborn.full_name == ""


def test_a_child_without_a_number_is_never_no_child(register: Register) -> None:
    """Only its year of birth is known: until it surely is grown up, a person looks."""
    view = register.view([Sought(digits=PER)])
    per = view.person(Personnummer(PER))
    assert per is not None
    assert [(one.code, one.born) for one in view.unnumbered] == [("VF", date(2018, 12, 31))]
    assert isinstance(household_of((per,), view, ON).minors, Unknown)
    assert isinstance(household_of((per,), view, date(2036, 12, 30)).minors, Unknown)
    assert isinstance(household_of((per,), view, date(2036, 12, 31)).minors, NoMinor)


def test_letters_go_to_the_special_postal_address(register: Register) -> None:
    """And the home is where it was."""
    anna = register.person(Personnummer(ANNA))
    assert anna is not None
    assert anna.mail == Address(street="Box 980", postal_code="41101", city="GÖTEBORG")
    assert anna.address.street == "Kvarnliden 4"
    per = register.person(Personnummer(PER))
    assert per is not None
    assert per.mail == per.address


@pytest.mark.parametrize(
    ("code", "further", "kept"),
    [
        ("VF", "", True),
        ("VF", "<RelationTomdatum>20440920</RelationTomdatum>", True),
        ("VF", "<RelationTomdatum>20261005</RelationTomdatum>", True),
        ("VF", "<RelationTomdatum>20261004</RelationTomdatum>", False),
        ("M", "<RelationTomdatum>20260000</RelationTomdatum>", True),  # some day this year
        ("M", "<RelationTomdatum>20250000</RelationTomdatum>", False),
        ("M", "<Status>AS</Status>", False),
        ("M", "<Status>AN</Status>", False),
        ("M", "<Status>NY</Status>", True),
        (
            "M",
            "<Avregistrering><AvregistreringsorsakKod>AV</AvregistreringsorsakKod></Avregistrering>",
            False,
        ),
        (
            "B",
            "<Avregistrering><AvregistreringsorsakKod>UV</AvregistreringsorsakKod></Avregistrering>",
            True,
        ),
    ],
)
def test_relations_that_no_longer_hold(
    tmp_path: Path, code: str, further: str, *, kept: bool
) -> None:
    """Ended, annulled, or to the dead; custody is told with the day that it will end."""
    records, faults = read(tmp_path, whole(person(inside=related(code, further=further))))
    assert faults == []
    assert [one.get("code") for one in records[1:]] == ([code] if kept else [])


@pytest.mark.parametrize(
    ("code", "id_text", "born"),
    [
        ("B", "<FodelsetidNr>201803040000</FodelsetidNr>", "2018-03-04"),
        ("B", "<FodelsetidNr>20180200</FodelsetidNr>", "2018-02-28"),
        ("VF", "", "2026-10-05"),  # nothing is known: it may be the youngest of children
        ("MO", "<FodelsetidNr>19500101</FodelsetidNr>", None),
        ("MO", "", None),
    ],
)
def test_relations_to_those_without_a_number(
    tmp_path: Path, code: str, id_text: str, born: str | None
) -> None:
    """Children are kept by the latest day that may be theirs; others say nothing."""
    relation = (
        f"<Relationer><Relation><RelationId>{id_text}</RelationId>"
        f"<Relationstyp>{code}</Relationstyp></Relation></Relationer>"
    )
    records, faults = read(tmp_path, whole(person(inside=relation)))
    assert faults == []
    assert [one.get("born") for one in records[1:]] == ([] if born is None else [born])


def test_names_and_streets_where_navet_puts_them(tmp_path: Path) -> None:
    """Aviseringsnamn alone, the first line of an address alone, both spellings of a number."""
    post = (
        "<Folkbokforingspost><Personpost><PersonId><TilldeltPersonNrSamordningsNr>199809869812"
        "</TilldeltPersonNrSamordningsNr></PersonId><Namn><Aviseringsnamn>Prov, Anna Eva"
        "</Aviseringsnamn></Namn><Adresser><Folkbokforingsadress><CareOf>Ek</CareOf>"
        "<Utdelningsadress1>Torpet 1</Utdelningsadress1></Folkbokforingsadress></Adresser>"
        "</Personpost></Folkbokforingspost>"
    )
    ((record,), faults) = read(tmp_path, whole(post))
    assert faults == []
    assert (record["number"], record["given"], record["surname"], record["street"]) == (
        "199809869812",
        "Anna Eva",
        "Prov",
        "Torpet 1",
    )


def test_numbers_that_lead_round(tmp_path: Path) -> None:
    """A circle of old numbers leaves everybody a person that somebody must look at."""

    def gone(number: str, to: str) -> str:
        cause = "<Avregistrering><AvregistreringsorsakKod>GN</AvregistreringsorsakKod>"
        return person(
            number,
            f"<HanvisningsPersonNr>{to}</HanvisningsPersonNr>{cause}</Avregistrering>",
        )

    register = Register.open(tmp_path / "r.db")
    path = tmp_path / "n.xml"
    path.write_text(whole(gone(ANNA, OLD), gone(OLD, ANNA), gone(PER, ENDED)), encoding="utf-8")
    assert dict(register.import_files([path]).counts)[FileKind.PERSONS] == 3
    for number in (ANNA, OLD, PER):
        found = register.person(Personnummer(number))
        assert found is not None
        assert found.deregistered is Deregistered.OTHER
    # A chain of them ends with who holds the number now.
    path.write_text(whole(gone(OLD, PER), gone(PER, ANNA), person(ANNA)), encoding="utf-8")
    assert dict(register.import_files([path]).counts)[FileKind.PERSONS] == 1
    found = register.person(Personnummer(OLD))
    assert found is not None
    assert found.number.digits == ANNA
    assert {one.digits for one in found.former} == {OLD, PER}
    # Two who both say that they are registered are two.
    both = person(PER, f"<HanvisningsPersonNr>{ANNA}</HanvisningsPersonNr>")
    path.write_text(whole(person(ANNA), both), encoding="utf-8")
    assert dict(register.import_files([path]).counts)[FileKind.PERSONS] == 2
    register.close()


# What is refused, with its place.

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha">'
    + "".join(f'<!ENTITY x{n} "{"&x;" * 10}">' for n in range(9))
    + "]><a>&x8;</a>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
FAULTY = [
    (BOMB, "navet.xml, rad 1: filen har en DOCTYPE eller egna entiteter"),
    (OUTSIDE, "filen har en DOCTYPE"),
    ("<a/>", "navet.xml: filen har inga folkbokföringsposter"),
    ("<a>", "navet.xml, rad 1: filen är inte hel och giltig XML från denna rad"),
    (whole(person())[:-40], "filen är inte hel och giltig XML"),
    (whole(person()).replace("UTF-8", "klingon"), "filen är inte hel och giltig XML"),
    (whole(person("198001019805")), "rad 6, element Personpost/PersonId: inget giltigt personnum"),
    (whole(person("")), "rad 6, element Personpost/PersonId: inget giltigt personnummer"),
    (whole(person(inside=related("X"))), "element Personpost/Relationer/Relation/Relationstyp: ok"),
    (whole(person(inside=related("B", ANNA))), "RelationId: personen har en relation till sig"),
    (whole(person(inside=related("B", "1"))), "Relation/RelationId: inget giltigt personnummer"),
    (whole(person(before="<Sekretessmarkering>X</Sekretessmarkering>")), "ska vara J eller N"),
    (whole(person(name="x" * 3000)), "rad 6: ett värde är längre än något i en folkbokföringspost"),
    (whole(person(inside="<a>" * 60)), "elementen ligger för djupt i varandra"),
    ("<a>" * 100, "elementen ligger för djupt i varandra"),
    (whole(person(inside="<a>x</a>" * 5000)), "posten är större än någon folkbokföringspost"),
    (whole(person(inside=related("B") * 5000)), "posten är större än någon folkbokföringspost"),
    (whole(person()).encode("utf-8").replace(b"Anna", b"\xff\xfe"), "inte hel och giltig XML"),
]


@pytest.mark.parametrize(("text", "said"), FAULTY)
def test_what_is_refused(tmp_path: Path, text: str | bytes, said: str) -> None:
    """With the line, and the element as the file calls it; no value is quoted."""
    _, faults = read(tmp_path, text)
    assert len(faults) == 1
    assert said in faults[0]
    assert ANNA not in faults[0]


def test_a_faulty_file_changes_nothing(register: Register, tmp_path: Path) -> None:
    """One wrong number among many, and the register is as it was; a twice told person too."""
    before = register.fingerprint(), tables(register)
    path = tmp_path / "ny.xml"
    for text in (whole(person(PER), person("1")), whole(person(PER), person(PER))):
        path.write_text(text, encoding="utf-8")
        report = register.import_files([path])
        assert not report.done
        assert [fault.line for fault in report.faults] == [7]
        assert (register.fingerprint(), tables(register)) == before


def test_a_hopeless_file_is_not_told_to_its_end(tmp_path: Path) -> None:
    """As for tables."""
    _, faults = read(tmp_path, whole(*(person("1") for _ in range(MOST_FAULTS * 2))))
    assert len(faults) == MOST_FAULTS + 1
    assert "avbröts" in faults[-1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings_that_xml_may_have(tmp_path: Path, encoding: str) -> None:
    """As the declaration says, and found to be XML by the import."""
    said = "utf-8" if encoding == "utf-8-sig" else encoding
    text = whole(person(name="Åsa")).replace("UTF-8", said)
    path = tmp_path / "navet.xml"
    path.write_bytes(text.encode(encoding))
    register = Register.open(tmp_path / "r.db")
    report = register.import_files([path])
    assert report.done, report.faults
    found = register.person(Personnummer(ANNA))
    assert found is not None
    assert found.given == "Åsa"
    register.close()


# Never a crash, never half a register.


@settings(max_examples=150, deadline=None)
@given(
    cuts=st.lists(
        st.tuples(
            st.integers(0, 10_000), st.integers(0, 40), st.binary(max_size=12) | st.just(b"<a>")
        ),
        max_size=4,
    )
)
def test_a_damaged_file_is_records_or_faults(
    tmp_path_factory: pytest.TempPathFactory, cuts: Sequence[tuple[int, int, bytes]]
) -> None:
    """The sample with pieces cut out and rubbish put in: sound rows, or a place for each fault."""
    folder = tmp_path_factory.mktemp("n")
    data = NAVET.read_bytes()
    for at, length, new in cuts:
        place = at % len(data)
        data = data[:place] + new + data[place + length :]
    records, faults = read(folder, data)
    for fault in faults:
        assert fault.startswith("navet.xml")
    if not faults:
        assert len({one["number"] for one in records if "number" in one}) > 0


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_after_a_tag(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever claims to be XML."""
    folder = tmp_path_factory.mktemp("n")
    _, faults = read(folder, b"<Folkbokforingspost>" + data)
    assert faults


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """One post at a time is held, however many there are."""
    import tracemalloc  # noqa: PLC0415 - measured here alone

    def peak(count: int) -> int:
        path = tmp_path / "n.xml"
        with path.open("w", encoding="utf-8") as file:
            file.write(exports.HEAD)
            for _ in range(count):
                file.write(person(inside=related("B")))
            file.write(exports.TAIL)
        source = NavetFile(path, ON)
        tracemalloc.start()
        assert sum(1 for _ in source.records()) == 2 * count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    small, large = peak(500), peak(10_000)
    assert large < small + 500_000


def test_an_older_registers_file_is_completed(tmp_path: Path) -> None:
    """A register of the version before keeps what it holds."""
    path = tmp_path / "register.db"
    register = Register.open(path)
    text = io.StringIO()
    rows = exports.rows("persons")
    writer = csv.DictWriter(text, rows[0], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    (tmp_path / "p.csv").write_text(text.getvalue(), encoding="utf-8")
    assert register.import_files([tmp_path / "p.csv"]).done
    register.close()
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE former")
        for column in ("dwelling", "post_care_of", "post_street", "post_postal_code", "post_city"):
            raw.execute(f"ALTER TABLE persons DROP COLUMN {column}")
        raw.execute("ALTER TABLE relations DROP COLUMN born")
        raw.execute("ALTER TABLE cases DROP COLUMN ended")
        raw.execute("ALTER TABLE cases DROP COLUMN sort")
        raw.execute("PRAGMA user_version = 1")
    raw.close()
    again = Register.open(path)
    found = again.person(Personnummer("198610049804"))
    assert found is not None
    assert (found.given, found.post, found.former) == ("Gunilla", None, ())
    assert again.import_files([NAVET]).done
    again.close()
