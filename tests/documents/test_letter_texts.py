"""Letters are edited without code: what is wrong with a text is told with its file and line."""

from __future__ import annotations

import io
import pickle
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_cases import ROUTINE, VUXEN, family
from test_drafts import occasion

from pipeline.documents import blocks, letter_check, letter_samples, letter_values, swedish
from pipeline.documents.blocks import Block
from pipeline.documents.errors import TemplateBrokenError
from pipeline.documents.shell import MADE_ON, shell
from pipeline.documents.texts import LETTERS, SHELL, Texts, guide, texts
from pipeline.documents.wordfile import normalised, word
from pipeline.domain.case import LetterOut
from pipeline.domain.kinds import Kind, Role
from pipeline.domain.outgoing import OUTSIDE
from pipeline.domain.routine import Condition, Duty, Paragraph, Routine, Row, Send
from pipeline.domain.verify import verify
from pipeline.store import routine_files
from pipeline.store.routine_files import ROUTINES


def duty(template: str, **when: str) -> Duty:
    """A duty that sends that letter."""
    return Duty(
        id="x",
        when=tuple(Condition(fact=fact, values=frozenset({value})) for fact, value in when.items()),
        does="letter",
        paragraph=Paragraph(heading="x", sentence="x"),
        template=template,
        to="household",
    )


def routine(*duties: Duty) -> Routine:
    """A routine of one row that sends those letters."""
    send = (
        Send(unit="vuxen", role=Role.HANDLE, original=True),
        Send(unit="barn_unga", role=Role.INFORMATION),
    )
    row = Row(id="1", when=(), send=send, paragraph=Paragraph(heading="x", sentence="x"))
    return Routine(
        name="prov",
        title="Prov",
        valid_from=date(2026, 1, 1),
        source="",
        units=ROUTINE.units,
        facts=(),
        rows=(row,),
        duties=duties,
    )


def own(folder: Path, **files: str) -> Texts:
    """The texts of a workspace with these of its own; ``__`` in a name is a dot."""
    for name, text in files.items():
        (folder / f"{name.replace('__', '.')}.txt").write_text(text, encoding="utf-8")
    return Texts(folder)


def test_every_letter_that_comes_with_the_program_is_whole() -> None:
    """Every text, filled in for every kind of letter with all known and with nothing."""
    assert [str(fault) for fault in letter_check.text_faults(texts())] == []
    assert [str(fault) for fault in letter_check.shell_faults(texts())] == []


@pytest.mark.parametrize("name", routine_files.names())
def test_every_routine_finds_its_letters(name: str) -> None:
    """Each version of each routine that comes with the program."""
    for file in routine_files.versions(name):
        assert letter_check.faults(texts(), routine_files.load(file)) == ()


def test_a_letter_without_a_text_for_a_kind_is_told_at_start() -> None:
    """Only the kinds that the duty may be about count; a care fee is not told of as rent."""
    told = letter_check.faults(texts(), routine(duty("brev_som_saknas", kind="disturbance")))
    assert told == tuple(
        f"brev_som_saknas.txt: brevet har ingen text för {what}"
        for what in (
            "rättelseanmaning",
            "uppsägning på grund av störning",
            "störning i boendet",
        )
    )
    fees = routine(duty("informationsbrev", kind="debt_list", subkind="care_fee"))
    (fault,) = letter_check.faults(texts(), fees)
    assert "vård- och omsorgsavgifter" in fault
    assert letter_check.faults(texts(), routine(duty("informationsbrev", kind="rent_debt"))) == ()


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("# Hej\n{% if belopp %}", 2, "texten kan inte tolkas"),
        ("# Hej\n\n{{ nman }}", 3, "okänt namn nman"),
        ("# Hej\n{% if barn %}\n{{ nman }}\n{% endif %}", 3, "okänt namn nman"),
        ("# Hej {{ handlaggare.mobil }}", 1, "okänt namn handlaggare.mobil"),
        ("# Hej\n{{ belopp | dollar }}", 2, "texten kan inte tolkas"),
        ('# Hej\n{% include "delar/saknas.txt" %}', 2, "filen delar/saknas.txt finns inte"),
        ("# Hej\n##Rubrik", 2, "skriv ett blanksteg efter ##"),
        ("# Hej\n| Namn Anna", 2, "raden saknar sitt andra |"),
        ("# Hej\n[underskrit]", 2, "okänt märke [underskrit]"),
        ("# Hej\n\nDin tid har gått ut.", 3, "tiden har gått ut; det avgör bara en person"),
        ("# Hej\nFristen är nu slut.", 2, "tiden har gått ut; det avgör bara en person"),
        ("# Hej\nDet är för sent att betala.", 2, "tiden har gått ut; det avgör bara en person"),
        ("# Hej\n{% if sista_dag %}\n{{ sista_dag | dag }}\n{% endif %}", 3, "beräknad"),
        ("# Hej\n\n{{ brev_datum | dag }}", 3, "ett värde saknas eller är av fel slag"),
        ("Hej", 0, "brevet har ingen rubrik"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, text: str, line: int, why: str) -> None:
    """What the editor needs to mend it, also where the letter would be right most days."""
    told = letter_check.text_faults(own(tmp_path, kallelse=text))
    assert [(one.file, one.line) for one in told] == [("kallelse.txt", line)]
    assert why in told[0].why


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    """Word's own encoding, saved as a text."""
    (tmp_path / "kallelse.txt").write_bytes("# Välkommen".encode("cp1252"))
    (fault,) = letter_check.text_faults(Texts(tmp_path))
    assert str(fault) == "kallelse.txt: filen går inte att läsa som UTF-8"


def test_a_fault_met_while_a_letter_is_made_says_where_and_nothing_of_the_letter(
    tmp_path: Path,
) -> None:
    """The error crosses from the process that makes packets, and holds no value."""
    broken = own(tmp_path, kallelse="# Hej\n\n{{ adress.nummer }}")
    values = letter_samples.sample(Kind.RENT_DEBT, "social_notice")
    with pytest.raises(TemplateBrokenError) as caught:
        broken.read("kallelse.txt", values)
    error = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own words
    assert (error.place, str(error)) == ("kallelse.txt:3", "kallelse.txt, rad 3: okänt namn nummer")


def test_the_municipalitys_own_text_goes_first_and_at_once(tmp_path: Path) -> None:
    """A file of the workspace stands in for the one of that name, from the next letter on."""
    mine = Texts(tmp_path)
    values = letter_samples.sample(Kind.RENT_DEBT, "social_notice")
    before = mine.read("kallelse.txt", values)
    own(tmp_path, kallelse="# Vår egen kallelse")
    assert mine.read("kallelse.txt", values) == (Block(kind="title", text="Vår egen kallelse"),)
    (tmp_path / "kallelse.txt").unlink()
    assert mine.read("kallelse.txt", values) == before


def test_the_nearest_text_is_used(tmp_path: Path) -> None:
    """The subkind's own, then the kind's, then the common one."""
    mine = own(tmp_path, prov="# a", prov__flera="# b", prov__vatten="# c")
    found = [
        mine.text_file("prov", kind, subkind)
        for kind, subkind in (
            (Kind.UTILITY_DEBT, "water"),
            (Kind.UTILITY_DEBT, "gas"),
            (Kind.RENT_DEBT, "collection"),
            (Kind.OTHER, None),
        )
    ]
    assert found == ["prov.vatten.txt", "prov.flera.txt", "prov.txt", "prov.txt"]
    with pytest.raises(TemplateBrokenError, match="brevet har ingen text för hyresskuld"):
        mine.text_file("annat", Kind.RENT_DEBT)


def test_a_text_can_run_nothing(tmp_path: Path) -> None:
    """Whoever may edit a letter may not thereby run code."""
    evil = own(tmp_path, kallelse="# {{ kommun.__class__.__mro__[1].__subclasses__() }}")
    assert letter_check.text_faults(evil)
    with pytest.raises(TemplateBrokenError):
        evil.read("kallelse.txt", letter_samples.sample(Kind.RENT_DEBT))


def test_the_guide_lists_every_letter_and_nothing_else() -> None:
    """Name, to whom, when used; each has a text, a title and a place in the guide."""
    files = {name.partition(".")[0] for name in texts().names() if not name.startswith("delar/")}
    assert set(guide()) == files == set(swedish.LETTERS)
    assert all(len(when) > 20 for _, when in guide().values())
    assert {whom for whom, _ in guide().values()} == {
        "hushållet", "Kronofogden", "avsändaren", "en enhet",
    }  # fmt: skip


@pytest.mark.parametrize("name", routine_files.names())
def test_routines_send_letters_to_whom_the_guide_says(name: str) -> None:
    """What the guide promises its readers is what the routines do."""
    for file in sorted((ROUTINES / name).glob("????-??-??.toml")):
        for one in routine_files.load(file).duties:
            if one.does == "letter":
                whom = swedish.RECIPIENTS.get(one.to, "en enhet")
                assert guide()[one.template][0] == whom, one.id


def test_a_letter_may_go_to_a_unit_and_be_written_by_another() -> None:
    """Both must be the routine's own."""

    def told(**more: Any) -> list[str]:
        one = Duty(
            **{
                "id": "x",
                "when": (),
                "does": "letter",
                "paragraph": Paragraph(heading="x", sentence="x"),
                "template": "for_kannedom",
                **more,
            }
        )
        return [fault.message for fault in verify(routine(one)) if fault.where == "x"]

    assert told(to="barn_unga", unit="vuxen") == []
    assert told(to="okand") == [
        f"to är okand; tillåtna är {', '.join(OUTSIDE)}, barn_unga, ekonomiskt_bistand, vuxen"
    ]
    assert told(to="household", unit="okand") == ["okänd enhet okand"]


def test_the_values_for_editors_are_those_that_there_are() -> None:
    """Each value that a text may name stands in the guide, and is tried when a text is proved."""
    told = (LETTERS / "LÄSMIG.txt").read_text(encoding="utf-8")
    values = letter_values.values(
        occasion(family(), delivery=VUXEN), LetterOut(template="kallelse", to="household")
    )
    assert set(values) == letter_samples.NAMES
    assert set(values["handlaggare"]) == set(letter_samples.PARTS["handlaggare"])
    for name in values:
        assert name in told, name
    for _, _, sample in letter_samples.every():
        assert set(sample) == set(values)


def test_every_mark_and_filter_stands_in_the_guide() -> None:
    """An editor need look nowhere else."""
    told = (LETTERS / "LÄSMIG.txt").read_text(encoding="utf-8")
    for mark in (*(opening for opening, _ in blocks.OPENINGS), *blocks.SIGNS):
        assert f"\n  {mark}" in told, mark
    used = {"kronor", "dag", "veckodag", "uppraknat", "inled"}
    assert used <= set(texts().environment.filters)
    assert all(f"| {name} }}}}" in told for name in used)


def test_lines_become_blocks() -> None:
    """Each mark makes its block; plain lines join until an empty one."""
    text = "# A\n\nett\ntvå\n\n- b\n| c | d | e\n[underskrift]\n[ny sida]\n! g\n## f"
    assert blocks.parse(text) == (
        Block(kind="title", text="A"),
        Block(kind="text", text="ett två"),
        Block(kind="point", text="b"),
        Block(kind="row", label="c", text="d | e"),
        Block(kind="sign", text=""),
        Block(kind="page", text=""),
        Block(kind="note", text="g"),
        Block(kind="heading", text="f"),
    )


@given(st.text(max_size=60))
def test_a_value_never_becomes_markup(value: str) -> None:
    """Whatever a scan held, one line of the text stays one paragraph."""
    made = blocks.parse(texts().environment.from_string("{{ x }}\n").render(x=value))
    assert {one.kind for one in made} <= {"text"}
    assert len(made) <= 1


def test_the_committed_shell_is_the_one_that_the_script_makes() -> None:
    """Until a municipality dresses it, the Word shell is what ``shell`` builds."""
    with (
        zipfile.ZipFile(LETTERS / SHELL) as committed,
        zipfile.ZipFile(io.BytesIO(shell())) as made,
    ):
        assert committed.namelist() == made.namelist()
        assert committed.read("word/document.xml") == made.read("word/document.xml")


def test_equal_content_gives_equal_word_files() -> None:
    """Order and dates in the zip file do not matter."""
    first, second = io.BytesIO(), io.BytesIO()
    for out, names in ((first, "ab"), (second, "ba")):
        with zipfile.ZipFile(out, "w") as archive:
            for name in names:
                archive.writestr(zipfile.ZipInfo(name, (2000 + ord(name) % 9, 1, 1, 0, 0, 0)), name)
    on = date(2026, 10, 5)
    assert normalised(first.getvalue(), on) == normalised(second.getvalue(), on)
    assert on > MADE_ON


def test_a_broken_shell_is_told_by_its_name(tmp_path: Path) -> None:
    """No Word file at all; one that leaves the letter out; one that is gone."""
    with pytest.raises(TemplateBrokenError, match=r"^brev\.docx: "):
        word(b"no zip", {}, MADE_ON)
    from docx import Document  # noqa: PLC0415 - slow to load

    document = Document()
    document.add_paragraph("{{ head }}")
    document.save(tmp_path / SHELL)
    (fault,) = letter_check.shell_faults(Texts(tmp_path))
    assert str(fault).startswith("brev.docx: Word-filen skriver inte ut hela brevet")
