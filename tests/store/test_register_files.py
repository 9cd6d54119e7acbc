"""Register files: every fault is said with its place, together, and nothing is quoted."""

from pathlib import Path

import pytest

from pipeline.store.register_files import RegisterFile, open_file
from pipeline.store.register_rows import COLUMNS, Fault, FileKind

HEADS = {kind: ";".join(columns) for kind, columns in COLUMNS.items()}
# Tax agency test numbers.
ANNA = "198001019804"
LIAM = "201501019804"


def written(folder: Path, text: str | bytes, name: str = "fil.csv") -> Path:
    """A file with that text."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(folder: Path, text: str | bytes) -> list[str]:
    """The faults of a file with that text, as printed."""
    opened = open_file(written(folder, text))
    if isinstance(opened, Fault):
        return [str(opened)]
    assert isinstance(opened, RegisterFile)
    assert list(opened.records()) == []
    return [str(fault) for fault in opened.faults.found]


@pytest.mark.parametrize("kind", FileKind)
def test_kind_is_told_by_columns(tmp_path: Path, kind: FileKind) -> None:
    """Whatever the order, the case and further columns."""
    columns = [*reversed(COLUMNS[kind]), "EXTRA"]
    opened = open_file(written(tmp_path, ",".join(columns).upper() + "\n"))
    assert isinstance(opened, RegisterFile)
    assert opened.kinds == (kind,)
    assert opened.delimiter == ","


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_marks_ends_and_delimiters(tmp_path: Path, end: str, delimiter: str, mark: bytes) -> None:
    """A byte order mark, either line end and either delimiter are read alike."""
    rows = [HEADS[FileKind.RELATIONS], f"{ANNA};VF;{LIAM}", f'"{LIAM}";mo;{ANNA}', ";;"]
    text = end.join(rows).replace(";", delimiter)
    opened = open_file(written(tmp_path, mark + text.encode()))
    assert isinstance(opened, RegisterFile)
    records = [record for _, record in opened.records()]
    assert opened.faults.found == []
    assert [(one["person"], one["code"], one["other"]) for one in records] == [
        (ANNA, "VF", LIAM),
        (LIAM, "MO", ANNA),
    ]


PERSON = HEADS[FileKind.PERSONS] + "\n"
# file's text, what is said
BROKEN = [
    ("", "fil.csv, rad 1: rubriken känns inte igen"),
    ("a;b\n", "fil.csv, rad 1: rubriken känns inte igen"),
    ("personnummer;relation\n", "fil.csv, rad 1: kolumner saknas för relationer: relaterat"),
    (PERSON.replace(";skydd", ""), "fil.csv, rad 1: kolumner saknas för personer: skydd"),
    ("personnummer;personnummer;relation\n", "en kolumn står två gånger"),
    (b"personnummer\xe5;relation\n", "fil.csv, rad 1: raden är inte UTF-8"),
    (PERSON.encode() + b"x;\xe5;;\n", "fil.csv, rad 2: raden är inte UTF-8"),
    (PERSON + "x;y\n", "fil.csv, rad 2: raden har 2 fält men rubriken 12"),
    (PERSON + '"' + "x;" * 12, "går inte att läsa som CSV"),
    (PERSON + f"{ANNA[:-1]}5;A;;B;;;;;;;;\n", "fil.csv, rad 2, kolumn personnummer: inget giltigt"),
    (PERSON + f"{ANNA[2:]};A;;B;;;;;;;;\n", "kolumn personnummer: inget giltigt"),
    (PERSON + f"{ANNA};A;;B;;;11;;;;;\n", "kolumn lagenhetsnummer: lägenhetsnummer är fyra"),
    (PERSON + f"{ANNA};A;;B;;;;413;;;;\n", "kolumn postnummer: postnummer är fem"),
    (PERSON + f"{ANNA};A;;B;;;;;;hemlig;;\n", "kolumn skydd: okänt värde; tillåtet är tomt, sek"),
    (PERSON + f"{ANNA};A;;B;;;;;;;borta;\n", "kolumn avregistrerad: okänt värde"),
    (PERSON + f"{ANNA};A;;B;;;;;;;avliden;1/2\n", "kolumn avregistrerad_datum: datum skrivs"),
    (PERSON + f"{ANNA};A;;B;;;;;;;;2026-01-01\n", "kolumn avregistrerad: datum för"),
    (PERSON + f"{ANNA};;;;;;;;;;;\n", "kolumn efternamn: personen har inget namn"),
    (HEADS[FileKind.RELATIONS] + f"\n{ANNA};X;{LIAM}\n", "kolumn relation: okänt värde"),
    (HEADS[FileKind.RELATIONS] + f"\n{ANNA};B;{ANNA}\n", "en relation till sig själv"),
    (HEADS[FileKind.CASES] + f"\n{ANNA};;1;H;pagaende;;\n", "kolumn enhet: fältet är tomt"),
    (HEADS[FileKind.CASES] + f"\n{ANNA};vuxen;1;H;öppen;;\n", "kolumn status: okänt värde"),
    (
        HEADS[FileKind.CONTRACTS] + f"\n{ANNA};1;ja;Gatan 1;2026-02-01;2026-01-01\n",
        "kolumn till: kontraktet slutar innan det börjar",
    ),
    (HEADS[FileKind.CONTRACTS] + f"\n{ANNA};1;kanske;Gatan 1;;\n", "kolumn handlingsplan"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN)
def test_fault_has_its_place(tmp_path: Path, text: str | bytes, said: str) -> None:
    """Each way to be wrong is one sentence with file, line and column."""
    found = faults(tmp_path, text)
    assert len(found) == 1
    assert said in found[0]
    # A cell may be personal data in the wrong column.
    assert ANNA not in found[0]


def test_every_fault_of_a_row(tmp_path: Path) -> None:
    """All faults come together, not one a try."""
    assert len(faults(tmp_path, PERSON + "1;A;;B;;;x;x;;x;x;x\n")) == 6


def test_missing_file(tmp_path: Path) -> None:
    """A file that cannot be opened is a fault among others."""
    found = open_file(tmp_path / "saknas.csv")
    assert isinstance(found, Fault)
    assert "kan inte läsas" in str(found)


def test_hyphen_and_spaces_are_read(tmp_path: Path) -> None:
    """A printed number and a spaced postal code are what they mean."""
    row = f"{ANNA[:8]}-{ANNA[8:]};Anna ;; Berg;;Björkgatan  12;1102;413 01;Ort;;;\n"
    opened = open_file(written(tmp_path, PERSON + row))
    assert isinstance(opened, RegisterFile)
    ((_, record),) = opened.records()
    assert record["number"] == ANNA
    assert record["postal_code"] == "41301"
    assert record["street"] == "Björkgatan 12"
    assert record["line"] == 2
    assert opened.digest
