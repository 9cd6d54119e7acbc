"""Routine files: Göteborg's is whole and word for word; each way to write one wrong is refused."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.domain.facts import ROUTABLE
from pipeline.domain.tables import duties_for, row_for
from pipeline.store.routine_examples import beside, check
from pipeline.store.routine_files import (
    ROUTINES,
    NoRoutineError,
    RoutineRefusedError,
    load,
    names,
    valid_on,
    versions,
)

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.toml"))
GOOD = (HERE / "good.toml").read_text(encoding="utf-8")
FILES = [file for name in names() for file in versions(name)]


def placed(folder: Path, text: str, name: str = "prov", day: str = "2024-01-01") -> Path:
    """The text as a routine file where the loader looks for it."""
    file = folder / name / f"{day}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_routine_is_whole_and_does_what_its_examples_say(file: Path) -> None:
    """No gap, no overlap, every row reached by an example, and each example comes out so."""
    routine = load(file)
    assert check(beside(file), routine) == ()


def test_goteborg_has_every_row_of_its_written_routine() -> None:
    """The ids of the requirement list, rows and duties."""
    routine = valid_on("goteborg", date(2026, 10, 5))
    ids = {row.id for row in routine.rows} | {duty.id for duty in routine.duties}
    wanted = (
        "002-F1a 002-F1b 002-F1c 002-F1d 002-F2a 002-F2b 002-F3a 002-F3b 002-F3c 002-F3d 002-F4a "
        "002-F4b 002-A1a 002-A1b 002-A1c 002-A2a 002-A2b 002-G1 002-G2 002-G3 002-G4 002-G5 002-G6 "
        "002-G7a 002-G7b 002-G8 002-K1 002-K2 002-K4 002-K5-V 002-K5-BU 002-K6"
    )
    assert set(wanted.split()) <= ids


def test_goteborg_cites_its_source_word_for_word(tmp_path: Path) -> None:
    """A sentence that the written routine does not have is refused with its row."""
    file = ROUTINES / "goteborg" / "2022-02-15.toml"
    text = file.read_text(encoding="utf-8")
    wrong = placed(
        tmp_path,
        text.replace("om underrättelsen.", "om brevet.", 1),
        name="goteborg",
        day="2022-02-15",
    )
    source = file.with_suffix(".txt").read_text(encoding="utf-8")
    wrong.with_suffix(".txt").write_text(source, encoding="utf-8")
    with pytest.raises(RoutineRefusedError) as refused:
        load(wrong)
    assert [fault.where for fault in refused.value.faults] == ["002-F1b"]
    assert "står inte ordagrant" in str(refused.value)


def test_goteborg_never_sends_utilities_or_lists_to_children() -> None:
    """barn_unga has no packet where the routine gives it none."""
    routine = valid_on("goteborg", date(2026, 10, 5))
    for row in routine.rows:
        kinds = next((when.values for when in row.when if when.fact == "kind"), frozenset())
        if kinds & {"utility_debt", "debt_list"}:
            assert "barn_unga" not in {send.unit for send in row.send}


def test_goteborg_leaves_visits_without_notice_to_people() -> None:
    """C10: no step about one is the program's."""
    routine = valid_on("goteborg", date(2026, 10, 5))
    steps = [duty for duty in routine.duties if "anmält hembesök" in duty.text]
    assert len(steps) >= 8
    assert all(duty.person_only for duty in steps)


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_a_broken_routine_is_refused_with_what_is_wrong(file: Path, tmp_path: Path) -> None:
    """Each file says on its ``#:`` lines what the refusal must name."""
    text = file.read_text(encoding="utf-8")
    wanted = [line.removeprefix("#: ") for line in text.splitlines() if line.startswith("#: ")]
    assert wanted
    with pytest.raises(RoutineRefusedError) as refused:
        load(placed(tmp_path, text))
    said = str(refused.value)
    assert [line for line in wanted if line not in said] == [], said


def test_all_faults_are_said_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    """Nobody has to mend one fault to hear of the next."""
    text = GOOD.replace('unit = "barn_unga"', 'unit = "fritid"').replace(
        'to = "household"', 'to = "grannen"', 1
    )
    with pytest.raises(RoutineRefusedError) as refused:
        load(placed(tmp_path, text))
    lines = [fault.line for fault in refused.value.faults]
    assert lines == [18, 35]


def test_the_good_file_is_good(tmp_path: Path) -> None:
    """What the broken ones are broken from; lines and file are kept."""
    routine = load(placed(tmp_path, GOOD))
    assert routine.file == "prov/2024-01-01.toml"
    assert [row.line for row in routine.rows] == [18, 28]
    facts = {"kind": "rent_debt", "household": "minors"}
    row = row_for(routine, facts)
    assert row is not None
    assert [duty.id for duty in duties_for(routine, facts, row)] == ["brev"]


def test_a_routine_has_a_calendar_of_its_own(tmp_path: Path) -> None:
    """Days of letters years later, and what a unit does month after month, each with its words."""
    routine = load(placed(tmp_path, (HERE / "calendar.toml").read_text(encoding="utf-8")))
    written_off = next(one for one in routine.duties if one.does == "deadline")
    assert (written_off.years, written_off.unit) == (5, "vuxen")
    month, quarter = routine.recurring
    assert (month.day, month.months, month.moved, month.unit) == (31, (), "before", "vuxen")
    assert (quarter.months, quarter.moved) == ((3, 6, 9, 12), "after")
    assert quarter.paragraph.heading == "Allt"
    assert month.line < quarter.line


def test_a_missing_or_unreadable_file_is_refused(tmp_path: Path) -> None:
    """The foreign error is translated."""
    with pytest.raises(RoutineRefusedError, match="finns inte"):
        load(tmp_path / "prov" / "2024-01-01.toml")
    file = placed(tmp_path, "")
    file.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(RoutineRefusedError, match="UTF-8"):
        load(file)


def test_the_version_of_the_day_decides(tmp_path: Path) -> None:
    """The newest that is valid; before the first there is none."""
    placed(tmp_path, GOOD)
    newer = GOOD.replace("2024-01-01", "2025-07-01")
    placed(tmp_path, newer, day="2025-07-01")
    placed(tmp_path, "not a routine", day="notes")
    assert valid_on("prov", date(2025, 6, 30), tmp_path).valid_from == date(2024, 1, 1)
    assert valid_on("prov", date(2025, 7, 1), tmp_path).valid_from == date(2025, 7, 1)
    with pytest.raises(NoRoutineError, match="gäller först från 2024-01-01"):
        valid_on("prov", date(2023, 12, 31), tmp_path)
    with pytest.raises(NoRoutineError, match="Rutiner som finns: prov"):
        valid_on("okänd", date(2025, 1, 1), tmp_path)


def test_examples_that_differ_are_named(tmp_path: Path) -> None:
    """Row, units, letters and review are compared; unreached rows are named."""
    routine = load(placed(tmp_path, GOOD))
    file = tmp_path / "examples.toml"
    file.write_text(
        'defaults = { kind = "rent_debt", subkind = "none", household = "minors" }\n'
        '[[example]]\nsays = "fel"\nfacts = {}\nrow = "vuxna"\nunits = { vuxen = "copy" }\n'
        "review = true\n"
        '[[example]]\nsays = "omöjligt"\nfacts = { subkind = "water" }\n'
        'row = "familj"\nunits = {}\n'
        '[[example]]\nsays = "okänt"\nfacts = { household = "?" }\n'
        'row = "familj"\nunits = {}\n',
        encoding="utf-8",
    )
    said = "\n".join(str(fault) for fault in check(file, routine))
    for wanted in (
        "rad 2, fel: rad blev familj, väntat var vuxna",
        "enheter blev",
        "brev blev informationsbrev, väntat var inga",
        "enheter blev barn_unga information, vuxen handle, väntat var vuxen copy",
        "granskning blev nej, väntat var ja",
        "omöjligt: underslaget water hör inte till rent_debt",
        "okänt: household har det okända värdet ?; tillåtna är no_minor, minors, unknown",
        "vuxna: inget exempel når raden (rad 28 i 2024-01-01.toml)",
    ):
        assert wanted in said


def test_what_is_wrong_with_the_defaults_is_told_once(tmp_path: Path) -> None:
    """A fact that no example says, one that there is not, and a value that is unknown."""
    routine = load(placed(tmp_path, GOOD))
    file = tmp_path / "examples.toml"
    one = '[[example]]\nsays = "ett"\nfacts = {}\nrow = "familj"\nunits = {}\n'
    two = one.replace("ett", "två").replace("familj", "vuxna")
    defaults = '[defaults]\nkind = "hyra"\ntenure = "rental"\nhousehold = "minors"\n'
    file.write_text(defaults + one + two, encoding="utf-8")
    assert sorted(str(fault) for fault in check(file, routine)) == [
        "ett: faktumet subkind saknas i 2 exempel: lägg det i [defaults]; tillåtna är "
        + ", ".join(next(fact.values for fact in routine.facts if fact.name == "subkind")),
        "rad 1, [defaults]: kind har det okända värdet hyra; tillåtna är "
        + ", ".join(kind.value for kind in ROUTABLE),
        "rad 1, [defaults]: tenure är inget faktum i rutinen; den har kind, subkind, household",
    ]


def test_an_example_that_two_rows_hold_for_is_named(tmp_path: Path) -> None:
    """Examples are checked even against a routine that is not whole."""
    routine = load(placed(tmp_path, GOOD))
    file = tmp_path / "examples.toml"
    file.write_text(
        'defaults = { kind = "rent_debt", subkind = "none", household = "minors" }\n'
        '[[example]]\nsays = "lucka"\nfacts = {}\nrow = "familj"\nunits = {}\n',
        encoding="utf-8",
    )
    said = [str(fault) for fault in check(file, replace(routine, rows=routine.rows[1:]))]
    assert "rad 2, lucka: ingen eller flera rader stämmer" in said


def test_examples_in_another_form_are_refused(tmp_path: Path) -> None:
    """An examples file has faults of its own."""
    routine = load(placed(tmp_path, GOOD))
    file = tmp_path / "examples.toml"
    file.write_text('defaults = {}\n[[example]]\nsays = "x"\n', encoding="utf-8")
    with pytest.raises(RoutineRefusedError, match="facts saknas"):
        check(file, routine)


def test_the_examples_of_goteborg_are_about_its_rows() -> None:
    """More examples than rows, and each says what it shows."""
    file = beside(versions("goteborg")[-1])
    examples = tomllib.loads(file.read_text(encoding="utf-8"))["example"]
    assert len(examples) >= 60
    assert len({example["says"] for example in examples}) == len(examples)


def test_a_text_in_another_coding_is_told_how_to_save_it(tmp_path: Path) -> None:
    """Notepad's ANSI and "Unicode" are no UTF-8; the remedy is one click there."""
    file = placed(tmp_path, GOOD)
    for coding in ("cp1252", "utf-16"):
        file.with_suffix(".txt").write_text("Barn får inget brev på två månader.", encoding=coding)
        with pytest.raises(RoutineRefusedError, match=r"Spara som, Kodning: UTF-8") as refused:
            load(file)
        assert "2024-01-01.txt" in str(refused.value)


def test_what_the_written_routine_says_more_is_kept(tmp_path: Path) -> None:
    """None where there is no text to compare with."""
    file = placed(tmp_path, GOOD)
    assert load(file).left_out is None
    text = "Allt\n\nBarn och unga informeras. Vuxenenheten handlägger. Ett brev skickas."
    file.with_suffix(".txt").write_text(f"{text} Chefen får listan varje månad.", encoding="utf-8")
    assert load(file).left_out == ("Chefen får listan varje månad.",)


def test_a_row_may_rest_on_two_sentences(tmp_path: Path) -> None:
    """Each must stand in the text; they are cited as one, with what is between them left out."""
    one, two = "Barn och unga informeras.", "Det sker samma dag."
    text = GOOD.replace(f'sentence = "{one}"', f'sentence = ["{one}", "{two}"]')
    file = placed(tmp_path, text)
    source = file.with_suffix(".txt")
    whole = f"Allt\n\n{one} Vuxenenheten handlägger. Ett brev skickas. {two}"
    source.write_text(whole, encoding="utf-8")
    routine = load(file)
    assert routine.rows[0].paragraph.sentence == f"{one} […] {two}"
    assert routine.left_out == ()
    source.write_text(whole.removesuffix(two), encoding="utf-8")
    with pytest.raises(RoutineRefusedError, match=f"familj: står inte ordagrant .*«{two}»"):
        load(file)
