"""The duty roster as a list file: what Excel saves, and every fault of it at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.domain.settings import Officer, Shift
from pipeline.store.errors import SettingsError
from pipeline.store.roster_file import COLUMNS, RosterFaultError, read_roster, weekdays
from pipeline.store.workspace import open_workspace

HEAD = "Enhet;Namn;Telefon;Epost;Veckodagar;Fran;Till;Omrade\n"
ANNA = "vuxen;Anna Åström;031-1;anna@kommunen.example;mån-tor;2026-10-01;2026-12-31;Nordost\n"
AREAS = ("nordost", "centrum")


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """The text as a file."""
    file = folder / "jour.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_row_is_a_shift(tmp_path: Path, encoding: str) -> None:
    """As Excel saves it, with an empty row at its end; a short row has no more than it says."""
    file = written(tmp_path, f"{HEAD}{ANNA}barn_unga;Bo Berg\n;;;;;;;\n", encoding)
    assert read_roster(file, AREAS) == (
        Shift(
            unit="vuxen",
            officer=Officer(name="Anna Åström", phone="031-1", email="anna@kommunen.example"),
            weekdays=(0, 1, 2, 3),
            first=date(2026, 10, 1),
            last=date(2026, 12, 31),
            areas=("nordost",),
        ),
        Shift(unit="barn_unga", officer=Officer(name="Bo Berg")),
    )
    commas = written(tmp_path, 'enhet,namn,veckodagar\nvuxen,Anna,"mån, ons"\n', encoding)
    assert [one.weekdays for one in read_roster(commas, ())] == [(0, 2)]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("", ()),
        ("mån-fre", (0, 1, 2, 3, 4)),
        ("fre-mån", (0, 4, 5, 6)),  # over the weekend
        ("mån, ons fre", (0, 2, 4)),
        ("Lördag – söndag", (5, 6)),
        ("man lor son", (0, 5, 6)),  # without rings and dots
        ("sön-sön", (6,)),
    ],
)
def test_weekdays_as_people_write_them(said: str, days: tuple[int, ...]) -> None:
    """Short or long, a span or a list."""
    assert weekdays(said) == days


@pytest.mark.parametrize("said", ["mån-", "-fre", "vardag", "mån-xyz"])
def test_a_word_that_is_no_weekday_is_named(said: str) -> None:
    """An open span is the one day that it names; other words are refused."""
    if said == "mån-":
        assert weekdays(said) == (0,)
        return
    with pytest.raises(RosterFaultError, match="veckodag"):
        weekdays(said)


def test_every_faulty_row_is_said_at_once(tmp_path: Path) -> None:
    """With its line in the file."""
    rows = (
        "vuxen;;;;;;;\n"
        ";Anna;;;;;;\n"
        "vuxen;Anna;;;vardag;;;\n"
        "vuxen;Anna;;;;5 okt;;\n"
        "vuxen;Anna;;;;2026-10-09;2026-10-05;\n"
        "vuxen;Anna;;;;;;hisingen\n"
    )
    with pytest.raises(SettingsError) as refused:
        read_roster(written(tmp_path, HEAD + ANNA + rows), AREAS)
    said = str(refused.value).splitlines()
    assert said[0] == "Jourlistan jour.csv har fel:"
    for line, (number, fault) in zip(
        said[1:],
        [
            (3, "namn saknas"),
            (4, "enhet saknas"),
            (5, "vardag är ingen veckodag"),
            (6, "5 okt är ingen dag"),
            (7, "sista dagen 2026-10-05 ligger före den första 2026-10-09"),
            (8, "området hisingen finns inte"),
        ],
        strict=True,
    ):
        assert f"rad {number}: {fault}" in line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "saknar rader"),
        (HEAD, "saknar rader"),
        ("unit;name\nvuxen;Anna\n", "saknar rader"),
        ("enhet;vem\nvuxen;Anna\n", "saknar namn"),
    ],
)
def test_a_file_in_another_form_is_refused_with_its_columns(
    tmp_path: Path, text: str, said: str
) -> None:
    """So is one that is not there."""
    with pytest.raises(SettingsError, match=said) as refused:
        read_roster(written(tmp_path, text), AREAS)
    assert "; ".join(COLUMNS) in str(refused.value)
    with pytest.raises(SettingsError, match="finns inte"):
        read_roster(tmp_path / "annan.csv", AREAS)


def test_the_settings_file_has_shifts_too(tmp_path: Path) -> None:
    """Its own rows come before those of the file that it names."""
    written(tmp_path, HEAD + ANNA)
    settings = (
        'roster = "jour.csv"\n[areas]\nNordost = ["415"]\n'
        '[[shift]]\nunit = "vuxen"\nname = "Cilla"\nweekdays = "fre"\nareas = ["nordost"]\n'
        "first = 2026-10-02\nlast = 2026-10-30\n"
    )
    (tmp_path / "troskel.toml").write_text(settings, encoding="utf-8")
    workspace = open_workspace(tmp_path)
    own, listed = workspace.shifts()
    assert (own.officer.name, own.weekdays, own.areas) == ("Cilla", (4,), ("Nordost",))
    assert (own.first, own.last) == (date(2026, 10, 2), date(2026, 10, 30))
    assert (listed.officer.name, listed.areas) == ("Anna Åström", ("Nordost",))
    assert workspace.config.settings().areas == {"Nordost": ("415",)}
    (tmp_path / "troskel.toml").write_text("", encoding="utf-8")
    assert open_workspace(tmp_path).shifts() == ()


def test_a_faulty_shift_in_the_settings_is_named(tmp_path: Path) -> None:
    """A weekday, a period and an area that cannot be, each with its place."""
    shift = '[[shift]]\nunit = "vuxen"\nname = "Anna"\n'
    (tmp_path / "troskel.toml").write_text(
        f'{shift}weekdays = "vardag"\n{shift}first = 2026-10-09\nlast = 2026-10-05\n',
        encoding="utf-8",
    )
    with pytest.raises(SettingsError) as refused:
        open_workspace(tmp_path)
    assert "shift.0.weekdays: vardag är ingen veckodag" in str(refused.value)
    assert "shift.1: sista dagen 2026-10-05 ligger före" in str(refused.value)
    (tmp_path / "troskel.toml").write_text(f'{shift}areas = ["norr"]\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="området norr finns inte"):
        open_workspace(tmp_path)
