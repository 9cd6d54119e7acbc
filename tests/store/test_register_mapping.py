"""Other systems' exports by a mapping file: read as it says, else refused with a place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenarios.desk import FIXTURES

from pipeline.domain.people import Personnummer, Protection
from pipeline.domain.sought import Sought
from pipeline.store.errors import SettingsError
from pipeline.store.register import Register
from pipeline.store.register_files import RegisterFile, open_file
from pipeline.store.register_mapping import RegisterMapping, load
from pipeline.store.register_plan import full_number
from pipeline.store.register_rows import MOST_FAULTS, Fault, FileKind, is_number

EXPORTS = FIXTURES / "exports"
ON = date(2026, 10, 5)
# Tax agency test numbers.
ANNA, LIAM = "198001019804", "201501019804"
CASES = """
kind = "cases"
dates = ["%Y%m%d", "%d.%m.%Y"]
[columns]
personnummer = "Nr"
enhet = "Org"
oppnad = "Start"
avslutad = "Slut"
[values.enhet]
"EB Öst" = "ekonomiskt_bistand"
Vux = "vuxen"
"""


def mapping(folder: Path, text: str) -> RegisterMapping:
    """The mapping of that text."""
    path = folder / "kartan.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def read(
    folder: Path, text: str, data: str | bytes, name: str = "fil.csv"
) -> tuple[list[dict[str, str | int]], list[str]]:
    """The records and the faults of a file by that mapping."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    opened = open_file(path, [mapping(folder, text)], exported_on=ON)
    if isinstance(opened, Fault):
        return [], [str(opened)]
    records = [record for _, record in opened.records()]
    return records, [str(fault) for fault in opened.faults.found]


# What a mapping may say.


@pytest.mark.parametrize(
    ("ended", "status"),
    [
        ("", "pagaende"),
        ("20261005", "pagaende"),
        ("04.10.2026", "avslutad"),
        ("20991231", "pagaende"),
    ],
)
def test_a_case_is_open_through_its_last_day(tmp_path: Path, ended: str, status: str) -> None:
    """Start and end become a status on the day of the export."""
    records, faults = read(tmp_path, CASES, f"Nr;Org;Start;Slut\n{ANNA};vux;20250102;{ended}\n")
    assert faults == []
    assert [(one["unit"], one["status"], one["opened"]) for one in records] == [
        ("vuxen", status, "2025-01-02")
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings_and_delimiters(tmp_path: Path, delimiter: str, encoding: str) -> None:
    """As the mapping says, or as the header shows."""
    said = "cp1252" if encoding == "cp1252" else "utf-8"
    text = f'encoding = "{said}"\n{CASES}'
    table = f"Nr;Org;Start;Slut\n{ANNA};EB Öst;;\n".replace(";", delimiter)
    records, faults = read(tmp_path, text, table.encode(encoding))
    assert faults == []
    assert [one["unit"] for one in records] == ["ekonomiskt_bistand"]


def test_the_contracts_columns_in_cp1252(tmp_path: Path) -> None:
    """A mapping that only tells the encoding leaves the columns as they are."""
    head = "personnummer;kontraktsnummer;handlingsplan;adress;fran;till"
    data = f"{head}\n{ANNA};7;ja;Åsgatan 1;2026-01-01;\n".encode("cp1252")
    records, faults = read(tmp_path, 'kind = "contracts"\nencoding = "cp1252"\n', data)
    assert faults == []
    assert records[0]["address"] == "Åsgatan 1"


def test_titles_joined_cells_fixed_words_and_both_applicants(tmp_path: Path) -> None:
    """Lines above the header are passed by; a row for each applicant; some sorts are skipped."""
    text = """
        kind = "cases"
        skip_lines = 1
        [columns]
        enhet = "Org"
        arendenummer = ["År", "Nr"]
        status = "Läge"
        [each]
        personnummer = ["Sökande", "Medsökande"]
        [fixed]
        system = "Procapita"
        [values.status]
        P = "pagaende"
        "*" = "avslutad"
        [skip]
        Org = ["Familjerätt"]
    """
    table = (
        "Uttag 2026\nOrg;År;Nr;Läge;Sökande;Medsökande\n"
        f"vuxen;2026;12;P;{ANNA};{LIAM}\n"
        f"vuxen;2026;13;A;{ANNA};\n"
        f"Familjerätt;2026;14;P;{ANNA};\n"
    )
    records, faults = read(tmp_path, text, table)
    assert faults == []
    assert [(one["person"], one["case_number"], one["status"]) for one in records] == [
        (ANNA, "2026 12", "pagaende"),
        (LIAM, "2026 12", "pagaende"),
        (ANNA, "2026 13", "avslutad"),
    ]
    assert {one["system"] for one in records} == {"Procapita"}


def test_rows_without_a_valid_number_are_skipped_and_counted(tmp_path: Path) -> None:
    """Where the mapping says so; else they are faults with their place."""
    table = f"Nr;Org;Start;Slut\n19800101TF01;Vux;;\n{ANNA};Vux;;\n;Vux;;\n"
    records, faults = read(tmp_path, CASES, table)
    assert [fault[:27] for fault in faults] == [
        "fil.csv, rad 2, kolumn Nr: ",
        "fil.csv, rad 4, kolumn Nr: ",
    ]
    path = tmp_path / "fil.csv"
    opened = open_file(path, [mapping(tmp_path, f'invalid_numbers = "skip"\n{CASES}')])
    assert isinstance(opened, RegisterFile)
    assert len(list(opened.records())) == len(records) == 1
    assert (opened.faults.found, opened.skipped) == ([], 2)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("800101-9804", "198001019804"),
        ("150101-9804", "201501019804"),
        ("150101+9804", "191501019804"),
        ("270101-9804", "192701019804"),
        ("8001019804", "8001019804"),
        ("19800101-9804", "19800101-9804"),
        ("", ""),
    ],
)
def test_ten_digits_by_their_sign(text: str, whole: str) -> None:
    """A plus tells a hundred years; without a sign nothing is guessed."""
    assert full_number(text, ON) == whole


def test_the_day_of_export_by_the_files_name(tmp_path: Path) -> None:
    """A name of another form is a fault of the file; a day that is told by hand counts more."""
    text = f'dated = "fall_%y%m%d.csv"\n{CASES}'
    good, bad = tmp_path / "fall_260928.csv", tmp_path / "fall.csv"
    for path in (good, bad):
        path.write_text("Nr;Org;Start;Slut\n", encoding="utf-8")
    kept = [mapping(tmp_path, text)]
    opened = open_file(good, kept)
    assert isinstance(opened, RegisterFile)
    assert opened.exported_on == date(2026, 9, 28)
    assert "dagen för uttaget är okänd" in str(open_file(bad, kept))
    told = open_file(good, kept, exported_on=ON)
    assert isinstance(told, RegisterFile)
    assert told.exported_on == ON


# Faults.

BROKEN = [
    ("Nr;Org;Start\n", "fil.csv, rad 1: kolumner som kartan.toml nämner saknas i rubriken: Slut"),
    ("Nr;Nr;Org\n", "fil.csv, rad 1: en kolumn står två gånger"),
    (f"Nr;Org;Start;Slut\n{ANNA};Okänd;;\n", "rad 2, kolumn Org: värdet står inte under [values.e"),
    (f"Nr;Org;Start;Slut\n{ANNA};;;\n", "rad 2, kolumn Org: fältet är tomt"),
    (f"Nr;Org;Start;Slut\n{ANNA};Vux;2025-01-01;\n", "kolumn Start: datumet har inte formen %Y%m"),
    (f"Nr;Org;Start;Slut\n{ANNA};Vux;20250230;\n", "kolumn Start: datumet har inte"),
    ("Nr;Org;Start;Slut\n1;Vux;;\n", "kolumn Nr: inget giltigt personnummer"),
    ("Nr;Org;Start;Slut\nx;y\n", "rad 2: raden har 2 fält men rubriken 4"),
    (b"Nr;Org;Start;Slut\n\xe5;;;\n", "rad 2: raden är inte UTF-8; spara om"),
    ("Nr;Org;Start;Slut\n" + "x" * (1 << 20) + "\n", "rad 2: raden är för lång"),
]


@pytest.mark.parametrize(("data", "said"), BROKEN)
def test_a_fault_has_its_place(tmp_path: Path, data: str | bytes, said: str) -> None:
    """By the export's own names; no cell is quoted."""
    records, faults = read(tmp_path, CASES, data)
    assert records == []
    assert len(faults) == 1
    assert said in faults[0]
    assert ANNA not in faults[0]
    assert "Okänd" not in faults[0]


def test_undefined_bytes_of_cp1252(tmp_path: Path) -> None:
    """Five bytes mean nothing in it."""
    data = f"Nr;Org;Start;Slut\n{ANNA};Vux;;\n".encode() + b"\x81;;;\n"
    _, faults = read(tmp_path, f'encoding = "cp1252"\n{CASES}', data)
    assert faults == ["fil.csv, rad 3: raden är inte cp1252"]


def test_a_hopeless_file_is_not_told_to_its_end(tmp_path: Path) -> None:
    """After so many faults reading ends with a word of it."""
    table = "Nr;Org;Start;Slut\n" + "1;Vux;;\n" * 1000
    _, faults = read(tmp_path, CASES, table)
    assert len(faults) == MOST_FAULTS + 1
    assert "avbröts" in faults[-1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('kind = "cases"\nfoo = 1\n', "rad 2, foo: okänt ord"),
        ('kind = "personer"\n', "rad 1, kind: ska vara något av 'persons'"),
        ("kind = \n", "kartan.toml är ingen giltig TOML-fil: felet står på rad 1, kolumn"),
        ('kind = "cases"', ""),
        ('kind = "cases"\n[columns]\nfel = "A"\n', "kolumnen fel finns inte för ärenden"),
        ('kind = "cases"\n[columns]\nenhet = "A"\nstatus = "B"\n', "personnummer saknas under"),
        (
            'kind = "cases"\n[columns]\nenhet = "A"\npersonnummer = "B"\n',
            "status saknas: ange kolumnen status, eller avslutad",
        ),
        (
            'kind = "cases"\ncolumns = {enhet = "A", personnummer = "B"}\nfixed = {enhet = "b"}\n',
            "en kolumn står på två ställen",
        ),
        ('kind = "cases"\ndates = "%Y-%m"\n', "rad 2, dates: ska ha år, månad och dag"),
        ('kind = "cases"\ndates = "%Q"\n', "rad 2, dates: ska ha år, månad och dag"),
        ('kind = "cases"\nencoding = "latin"\n', "ska vara något av 'utf-8' eller 'cp1252'"),
        ('kind = "cases"\n[columns]\nenhet = []\n', "rad 3, columns.enhet: får inte vara tom"),
        ('kind = "cases"\n\n[values.enhet]\nA = 1\n', "rad 4, values.enhet.A: ska vara en text"),
        (
            'kind = "persons"\n[columns]\npersonnummer = "A"\n',
            "fornamn, efternamn, gatuadress, postnummer, skydd, avregistrerad saknas",
        ),
        ('kind = "cases"\n[each]\nenhet = "A"\n', "each gäller bara personnummer"),
    ],
)
def test_a_broken_mapping_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """In Swedish; nothing is read by it."""
    if not said:
        assert mapping(tmp_path, text).kind is FileKind.CASES
        return
    with pytest.raises(SettingsError) as error:
        mapping(tmp_path, text)
    assert said in str(error.value)
    assert "kartan.toml" in str(error.value)


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    """Said plainly."""
    with pytest.raises(SettingsError, match="går inte att läsa"):
        load(tmp_path / "saknas.toml")


# Never a crash.

CELL = st.one_of(
    st.sampled_from([ANNA, "Vux", "EB Öst", "20250101", "", "x", '"', "19800101-9804", "\x00"]),
    st.text(max_size=6),
)


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=200), plain=st.booleans())
def test_any_bytes_are_records_or_faults(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, plain: bool
) -> None:
    """Whatever lies in the file: it is read, or each fault has a place."""
    folder = tmp_path_factory.mktemp("f")
    path = folder / "fil.csv"
    head = b"" if plain else b"Nr;Org;Start;Slut\n"
    path.write_bytes(head + data)
    opened = open_file(path, [] if plain else [mapping(folder, CASES)])
    faults = [opened] if isinstance(opened, Fault) else None
    if not isinstance(opened, Fault):
        list(opened.records())
        faults = opened.faults.found
    for fault in faults or ():
        assert fault.file == "fil.csv"
        assert 0 <= fault.line <= data.count(b"\n") + data.count(b"\r") + 3
        assert fault.what


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.lists(CELL, min_size=4, max_size=4), max_size=8))
def test_every_row_is_a_record_or_a_fault(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    """No row that says something is passed by in silence, and no record is unsound."""
    folder = tmp_path_factory.mktemp("f")
    kept = [[cell.replace("\n", " ").replace("\r", " ") for cell in row] for row in rows]
    lines = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in kept]
    records, faults = read(folder, CASES, "\n".join(["Nr;Org;Start;Slut", *lines]))
    told = {place for place, row in enumerate(kept, start=2) if any(cell.strip() for cell in row)}
    sound = {int(one["line"]) for one in records}
    faulty = {int(fault.partition("rad ")[2].split(",")[0].split(":")[0]) for fault in faults}
    assert sound | faulty == told
    assert not sound & faulty
    for one in records:
        assert is_number(str(one["person"]))
        assert one["unit"] in {"vuxen", "ekonomiskt_bistand"}


# The exports beside the fixtures.


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """The three exports, in one import."""
    opened = Register.open(tmp_path / "register.db")
    report = opened.import_files(
        [
            EXPORTS / "kir_2026-09-28.csv",
            EXPORTS / "lifecare_insatser.csv",
            EXPORTS / "treserva_utredningar.txt",
        ],
        mappings=[load(EXPORTS / f"{name}.toml") for name in ("kir", "lifecare", "treserva")],
    )
    assert report.done, report.faults
    assert report.skipped == 1
    return opened


def test_the_sample_exports_say_what_the_sample_register_says(register: Register) -> None:
    """Names, home and protection from the KIR, open and closed cases from two systems."""
    family = register.view([Sought(digits="198610049804")])
    mother = family.person(Personnummer("198610049804"))
    assert mother is not None
    assert (mother.full_name, mother.address.street, mother.address.apartment) == (
        "Gunilla Åsvik",
        "Sjöbodsstigen 114",
        "1201",
    )
    assert [(one.unit, one.officer, one.open, one.system, one.sort) for one in family.cases] == [
        ("ekonomiskt_bistand", "Ulf Mönsterlund", True, "Lifecare insats", "Försörjningsstöd")
    ]
    assert {one.number.digits for one in register.flagged()} == {"197810219803", "201807129802"}
    marked = register.person(Personnummer("197810219803"))
    assert marked is not None
    assert marked.protection is Protection.MARKED
    held = register.imports()
    assert held[FileKind.PERSONS] == (10, date(2026, 9, 28))
    assert held[FileKind.CASES][0] == 9
    assert FileKind.RELATIONS not in held
    register.close()
