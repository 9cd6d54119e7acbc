"""The register on disk: imported whole or not at all, and searched around one letter."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline.domain.people import Deregistered, Personnummer, Protection, View, luhn_ok
from pipeline.domain.sought import Sought
from pipeline.store.register import Register, RegisterUnavailableError, similarity
from pipeline.store.register_rows import COLUMNS, FileKind


def pnr(born: str, serial: int = 980) -> str:
    """A number with the tax agency's test serial."""
    stem = f"{born}{serial:03d}"
    return stem + next(digit for digit in "0123456789" if luhn_ok(stem[2:] + digit))


ANNA, PER, LIAM, RUT = pnr("19800101"), pnr("19790505"), pnr("20150101"), pnr("19500303")
MARKED, TWIN = pnr("19700707"), pnr("19810102")
ELSEWHERE, FAR = pnr("20160202"), pnr("19850303")


def persons(*rows: dict[str, str]) -> str:
    """A persons file."""
    return table(FileKind.PERSONS, *rows)


def table(kind: FileKind, *rows: dict[str, str]) -> str:
    """A register file of a kind."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS[kind], restval="", delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def who(number: str, name: str, street: str, flat: str = "", **more: str) -> dict[str, str]:
    """A row of the persons file."""
    given, _, surname = name.rpartition(" ")
    home = {"gatuadress": street, "lagenhetsnummer": flat, "postnummer": "41301"}
    return {"personnummer": number, "fornamn": given, "efternamn": surname, **home, **more}


PEOPLE = persons(
    who(ANNA, "Anna Maria Berg", "Björkgatan 12", "1102"),
    who(PER, "Per Ek", "Björkgatan 12", "1102"),
    who(LIAM, "Liam Berg", "Björkgatan 12", "1102"),
    who(RUT, "Rut Lund", "Björkgatan 12 B", "1001"),
    who(MARKED, "Eva Kvist", "Björkgatan 12", "1301", skydd="sekretessmarkering"),
    who(TWIN, "Anna Berg", "Sälggatan 3 LGH 1001", postnummer="42302"),
    who(ELSEWHERE, "Maja Berg", "Tallgatan 5", "1001"),
    who(FAR, "Nils Rask", "Tallgatan 5", "1001", avregistrerad="utvandrad"),
)
RELATIONS = table(
    FileKind.RELATIONS,
    {"personnummer": ANNA, "relation": "VF", "relaterat_personnummer": LIAM},
    {"personnummer": ELSEWHERE, "relation": "V", "relaterat_personnummer": ANNA},
    {"personnummer": FAR, "relation": "VF", "relaterat_personnummer": ELSEWHERE},
)
CASES = table(
    FileKind.CASES,
    {"personnummer": PER, "enhet": "vuxen", "arendenummer": "1", "status": "pagaende"},
    {"personnummer": RUT, "enhet": "vuxen", "status": "avslutad", "oppnad": "2025-01-01"},
)
CONTRACTS = table(
    FileKind.CONTRACTS,
    {"personnummer": ANNA, "kontraktsnummer": "7", "handlingsplan": "ja", "fran": "2026-01-01"},
)


def files(folder: Path, **texts: str) -> list[Path]:
    """Files of those names and texts."""
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Register]:
    """A register in which nothing is imported."""
    opened = Register.open(tmp_path / "register.db")
    yield opened
    opened.close()


@pytest.fixture
def register(empty: Register, tmp_path: Path) -> Register:
    """A register of eight."""
    report = empty.import_files(
        files(tmp_path, personer=PEOPLE, relationer=RELATIONS, fall=CASES, kontrakt=CONTRACTS),
        exported_on=date(2026, 10, 1),
    )
    assert report.done
    assert dict(report.counts) == {"persons": 8, "relations": 3, "cases": 2, "contracts": 1}
    assert report.strangers == 0
    return empty


def numbers(view: View) -> set[str]:
    """The numbers of a view's persons."""
    return {one.number.digits for one in view.persons}


class TestImport:
    """Whole, or not at all."""

    def test_faulty_file_changes_nothing(self, register: Register, tmp_path: Path) -> None:
        """One bad line in the second file leaves the first unimported; all faults are said."""
        before = register.fingerprint(), register.imports()
        bad = CASES.replace("pagaende", "kanske")
        report = register.import_files(
            files(tmp_path, ny=persons(who(RUT, "Rut Ny", "Ny 1")), fall=bad, okand="a;b\n")
        )
        assert not report.done
        assert [fault.file for fault in report.faults] == ["fall.csv", "okand.csv"]
        assert (register.fingerprint(), register.imports()) == before
        assert register.person(Personnummer(ANNA)) is not None

    def test_again_replaces_its_kind_only(self, register: Register, tmp_path: Path) -> None:
        """Persons are replaced; relations of before stay."""
        report = register.import_files(files(tmp_path, ny=persons(who(RUT, "Rut Ny", "Ny 1"))))
        assert report.done
        assert report.strangers == 8
        assert register.person(Personnummer(ANNA)) is None
        assert register.imports()[FileKind.RELATIONS][0] == 3
        assert register.view([Sought(name="Anna Berg")]).persons == ()

    def test_several_files_of_a_kind_are_one(self, empty: Register, tmp_path: Path) -> None:
        """An export in parts is one register; a number in two parts is a fault."""
        one, two = persons(who(ANNA, "A B", "C 1")), persons(who(RUT, "R L", "C 1"))
        assert empty.import_files(files(tmp_path, a=one, b=two)).counts == (("persons", 2),)
        report = empty.import_files(files(tmp_path, a=one, b=one))
        assert [str(fault) for fault in report.faults] == [
            "b.csv, rad 2, kolumn personnummer: personnumret står mer än en gång"
        ]

    def test_day_of_export(self, register: Register, empty: Register, tmp_path: Path) -> None:
        """The day is told, or the oldest file's."""
        assert register.view([]).exported_on == date(2026, 10, 1)
        empty.import_files(files(tmp_path, personer=PEOPLE))
        assert register.view([]).exported_on is not None

    def test_fingerprint_follows_content(self, register: Register, tmp_path: Path) -> None:
        """The same files give the same fingerprint, others another."""
        first = register.fingerprint()
        register.import_files(files(tmp_path, personer=PEOPLE))
        assert register.fingerprint() == first
        register.import_files(files(tmp_path, personer=PEOPLE.replace("Per", "Pär")))
        assert register.fingerprint() != first

    def test_nothing_given_changes_nothing(self, register: Register) -> None:
        """No files, no change."""
        assert register.import_files([]).done
        assert register.person(Personnummer(ANNA)) is not None

    def test_reader_sees_one_import_whole(self, register: Register, tmp_path: Path) -> None:
        """Another process reads the old register until the new is whole."""
        other = Register.open(tmp_path / "register.db")
        with register._transaction():
            register._database.execute("DELETE FROM persons")
            assert other.person(Personnummer(ANNA)) is not None
        assert other.person(Personnummer(ANNA)) is None
        other.close()


class TestOpen:
    """What is no register is refused in words."""

    def test_stays_on_disk(self, register: Register, tmp_path: Path) -> None:
        """Opened again, it holds the same."""
        again = Register.open(tmp_path / "register.db")
        assert again.fingerprint() == register.fingerprint()
        again.close()

    def test_other_version(self, tmp_path: Path) -> None:
        """A register of another version is not read half-right."""
        path = tmp_path / "annan.db"
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
        with pytest.raises(RegisterUnavailableError, match="annan version"):
            Register.open(path)

    def test_no_register(self, tmp_path: Path) -> None:
        """Another file is no register."""
        path = tmp_path / "annan.db"
        path.write_bytes(b"no database at all, but long enough to be looked at" * 40)
        with pytest.raises(RegisterUnavailableError, match="kan inte öppnas"):
            Register.open(path)

    def test_closed(self, register: Register) -> None:
        """A closed register says so instead of answering nothing."""
        register.close()
        with pytest.raises(RegisterUnavailableError):
            register.fingerprint()


class TestView:
    """Around one letter: everything that decisions may read."""

    def test_by_number(self, register: Register) -> None:
        """Ten or twelve digits, with household, relatives and their other custodians."""
        for digits in (ANNA, ANNA[2:]):
            view = register.view([Sought(digits=digits)])
            assert {ANNA, PER, LIAM, ELSEWHERE, FAR} <= numbers(view)
            assert RUT not in numbers(view)
            assert Personnummer(ANNA) in view.candidates
            assert len(view.relations) == 3

    def test_by_wrong_digit(self, register: Register) -> None:
        """The owner of a number one digit away is among the candidates."""
        wrong = ANNA[2:-1] + str((int(ANNA[-1]) + 1) % 10)
        assert Personnummer(ANNA) in register.view([Sought(digits=wrong)]).candidates

    @pytest.mark.parametrize(
        "address", ["Björkgatan 12", "björkg. 12", "Bjorkgatan 12", "BJÖRKGATAN 12, 3 tr"]
    )
    def test_by_house(self, register: Register, address: str) -> None:
        """However the street is written; everybody in the house is seen, only one is named."""
        view = register.view([Sought(name="Anna Berg", address=address)])
        assert {ANNA, PER, LIAM, RUT, MARKED} <= numbers(view)
        assert Personnummer(PER) not in view.candidates
        assert Personnummer(ANNA) in view.candidates

    def test_by_entrance(self, register: Register) -> None:
        """Another entrance is another house."""
        assert RUT not in numbers(register.view([Sought(address="Björkgatan 12 A")]))
        assert RUT in numbers(register.view([Sought(address="Björkgatan 12 B")]))

    def test_by_postal_code_when_the_street_is_lost(self, register: Register) -> None:
        """A street that no key finds is found by postal code and house number."""
        sought = Sought(name="Anna Berg", address="Bjxxgatxn 12", postal_code="413 01")
        assert ANNA in numbers(register.view([sought]))

    def test_by_range(self, register: Register) -> None:
        """A printed range of houses."""
        assert ANNA in numbers(register.view([Sought(address="Björkgatan 10-14")]))

    def test_by_name(self, register: Register) -> None:
        """Namesakes anywhere, in either order, with their homes."""
        for name in ("Anna Berg", "Berg, Anna", "BERG ANNA"):
            view = register.view([Sought(name=name)])
            assert {ANNA, TWIN, LIAM} <= numbers(view)
            assert set(view.candidates) == {Personnummer(ANNA), Personnummer(TWIN)}

    @pytest.mark.parametrize("word", ["Anna", "BERG", "Qvist", "Maria", "Kvist"])
    def test_a_name_that_somebody_has(self, register: Register, word: str) -> None:
        """Given name or surname, as it sounds."""
        assert register.is_name(word)

    @pytest.mark.parametrize("word", ["Göteborg", "flyttas", "Björkgatan", "", "|", "%"])
    def test_a_word_that_nobody_is_called(self, register: Register, word: str) -> None:
        """A town, a verb, a street."""
        assert not register.is_name(word)

    def test_flat_in_the_street_line(self, register: Register) -> None:
        """A flat number at the end of the street line is one all the same."""
        twin = register.person(Personnummer(TWIN))
        assert twin is not None
        assert (twin.address.street, twin.address.apartment) == ("Sälggatan 3", "1001")

    def test_cases_and_contracts(self, register: Register) -> None:
        """Open and closed cases and contracts of everybody in view."""
        view = register.view([Sought(address="Björkgatan 12")])
        assert [(case.person.digits, case.open) for case in view.cases] == [
            (RUT, False),
            (PER, True),
        ]
        assert view.cases[0].opened == date(2025, 1, 1)
        assert [contract.plan for contract in view.contracts] == [True]
        assert view.contracts[0].since == date(2026, 1, 1)

    def test_flags(self, register: Register) -> None:
        """Protection and deregistration come through."""
        marked, far = (register.person(Personnummer(one)) for one in (MARKED, FAR))
        assert marked is not None
        assert marked.protection is Protection.MARKED
        assert far is not None
        assert far.deregistered is Deregistered.EMIGRATED

    @pytest.mark.parametrize(
        "sought",
        [Sought(), Sought(name="Nobody Here"), Sought(digits="123"), Sought(address="??")],
    )
    def test_nothing(self, register: Register, sought: Sought) -> None:
        """What is not there, or not readable, finds nobody and does not stop."""
        assert register.view([sought]).persons == ()

    def test_empty_register(self, empty: Register) -> None:
        """Before any import nobody is found."""
        assert empty.view([Sought(name="Anna Berg", digits=ANNA)]) == View()

    def test_order_is_settled(self, register: Register) -> None:
        """The same letter gives the same view, persons in order."""
        sought = [Sought(name="Anna Berg"), Sought(address="Björkgatan 12")]
        view = register.view(sought)
        assert view == register.view(list(reversed(sought)))
        assert list(view.persons) == sorted(view.persons, key=lambda one: one.number)


class TestSearch:
    """The review's picker."""

    @pytest.mark.parametrize(
        "text", ["Anna Berg", "berg anna", "Anna Maria Berg", f"{ANNA[:8]}-{ANNA[8:]}", "19800101",
                 "800101", ANNA[2:]]
    )  # fmt: skip
    def test_finds(self, register: Register, text: str) -> None:
        """By name in any order, by number whole or begun."""
        assert ANNA in {one.number.digits for one in register.search(text)}

    def test_beginning_of_a_name(self, register: Register) -> None:
        """A name not yet written out."""
        assert {one.number.digits for one in register.search("Lia")} == {LIAM}

    def test_by_address(self, register: Register) -> None:
        """A house, its flats in order."""
        found = register.search("Björkg 12")
        assert [one.number.digits for one in found][:1] == [RUT]
        assert len(found) == 4

    def test_protected_are_hidden(self, register: Register) -> None:
        """Only who may see them finds protected persons."""
        assert register.search("Eva Kvist") == ()
        assert len(register.search("Eva Kvist", protected=True)) == 1
        assert register.search(MARKED) == ()

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Berg Bjorkgattan 12", {ANNA, LIAM}),  # a misspelt street and only one name
            ("Berg Björkgatan 12", {ANNA, LIAM}),
            ("Björkgatn 12 Ek", {PER}),
            ("Peer Ekk", {PER}),
            ("Lundh Björkgatan 12 B", {RUT}),
            ("Björkgatan 12 A Anna", {ANNA}),
            ("Rut Björkgatan 14", {RUT}),  # another house: all but one part fit
            ("Nils Tallgatan", {FAR}),
            ("Tallgtan", {ELSEWHERE, FAR}),
            ("Anna Berg 413 01", {ANNA}),
            ("Berg 1102", {ANNA, LIAM}),
            (f"Anna {ANNA[:8]}", {ANNA}),
            ("Anna Kvist", set()),  # two words, one wrong: nobody rather than every Anna
        ],
    )
    def test_tolerant(self, register: Register, text: str, found: set[str]) -> None:
        """Name and address together, in any order, misspelt; exactly those whom it fits best."""
        assert {one.number.digits for one in register.search(text)} == found

    @pytest.mark.parametrize(
        "text", ["Kvist Bjorkgattan 12", "Evva Kvist", "Kvist 1301", "Björkgatan 12", "Eva Björkg"]
    )
    def test_protected_leave_no_trace(self, register: Register, tmp_path: Path, text: str) -> None:
        """The answer is what it would be if the register did not hold the protected at all."""
        before = register.search(text)
        assert MARKED in {one.number.digits for one in register.search(text, protected=True)}
        rest = "".join(line for line in PEOPLE.splitlines(keepends=True) if MARKED not in line)
        register.import_files(files(tmp_path, personer=rest))
        assert register.search(text) == before

    def test_limit(self, register: Register) -> None:
        """Never more than asked for."""
        assert len(register.search("Berg", limit=2)) == 2

    @pytest.mark.parametrize("text", ["", "  ", "%", "!?", "zzz", "000000"])
    def test_nothing(self, register: Register, text: str) -> None:
        """Nothing is found for nothing."""
        assert register.search(text) == ()


def test_similarity() -> None:
    """Equal words are 1, different ones less, alike both ways."""
    assert similarity("berg", "berg") == 1.0
    assert similarity("berg", "barg") == similarity("barg", "berg") < 1.0


def test_the_flagged_are_listed_and_nobody_else(register: Register) -> None:
    """Whom a letter must not tell of, wherever it does."""
    assert [one.number.digits for one in register.flagged()] == [MARKED]
