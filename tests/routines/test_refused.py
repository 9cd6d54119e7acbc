"""Each further way to write a routine wrong is refused with what is wrong, and on which line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.store.routine_files import load
from pipeline.store.routine_text import RoutineRefusedError

GOOD = (Path(__file__).parent / "good.toml").read_text(encoding="utf-8")


def duty(body: str, when: str = '{ row = "familj" }') -> str:
    """The good routine with one duty more."""
    return f'{GOOD}\n[[duty]]\nid = "ny"\nsection = "A"\nsentence = "Så."\nwhen = {when}\n{body}\n'


def changed(old: str, new: str) -> str:
    """The good routine with that text in it replaced."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


SEND = '{ unit = "barn_unga", role = "information" }'
CASES = {
    "case holds nothing": (
        changed(SEND, '{ unit = "case", role = "handle" }'),
        "familj: case kan bara få kopia eller information",
    ),
    "two that handle": (
        changed(SEND, '{ unit = "barn_unga", role = "handle" }'),
        "familj: just en enhet ska handlägga (handle), här är det 2 (vuxen, barn_unga)",
    ),
    "a unit called case": (
        changed('id = "barn_unga"', 'id = "case"'),
        "case: case betyder den enhet som har klientens ärende",
    ),
    "a unit called any": (changed('id = "barn_unga"', 'id = "any"'), "any: any är upptaget"),
    "a unit called other": (
        changed('id = "barn_unga"', 'id = "other"'),
        "other: other är upptaget",
    ),
    "not of what there is not": (
        changed('when = { household = "no_minor" }', 'when = { household = { not = "vuxen" } }'),
        "vuxna: okänt värde vuxen för household",
    ),
    "a note without text": (duty('does = "note"'), "ny: texten (text) saknas"),
    "a note with an unknown place": (
        duty('does = "note"\ntext = "Skulden {skuld}"'),
        "ny: {skuld} kan inte fyllas i; det som kan är belopp, avsandare, brevdatum, ankomst",
    ),
    "a mark for nobody": (duty('does = "mark"\ntext = "Kopia"'), "ny: okänd enhet (tom)"),
    "children for a unit that does not work with them": (
        duty('does = "mark"\ntext = "Kopia"\nunit = "vuxen"\nchildren = true'),
        "ny: enheten vuxen får inte barnens personnummer",
    ),
    "children on something else": (
        duty('does = "step"\ntext = "Gör"\nunit = "vuxen"\nchildren = true'),
        "ny: children hör bara till en påskrift (mark)",
    ),
    "papers for a unit without the letter": (
        duty('does = "mark"\ntext = "Kopia"\nunit = "barn_unga"', '{ row = "vuxna" }'),
        "ny: enheten barn_unga får inte brevet enligt raden vuxna",
    ),
    "a letter to a unit without the letter": (
        duty('does = "letter"\ntemplate = "for_kannedom"\nto = "barn_unga"', '{ row = "vuxna" }'),
        "ny: enheten barn_unga får inte brevet enligt raden vuxna",
    ),
    "a binder without a unit": (duty('does = "binder"\ntext = "Pärm"'), "ny: okänd enhet (tom)"),
    "a review of nothing": (
        duty('does = "review"'),
        "ny: vad som ska granskas (review) saknas",
    ),
    "a review without why": (
        duty('does = "review"\nreview = "C3"'),
        "ny: brevet går till granskning men det sägs inte varför",
    ),
    "a review that depends on itself": (
        duty('does = "review"\nreview = "C3"\nsilent = "Tyst."', '{ doubt = "yes" }'),
        "ny: en granskning kan inte bero på doubt",
    ),
    "a standing duty with conditions": (
        duty('does = "standing"\ntext = "Gör"\nunit = "vuxen"'),
        "ny: en stående uppgift hör inte till något brev",
    ),
    "a confirmation a week later": (
        duty(
            'does = "deadline"\nwhat = "svar"\ntext = "Bekräfta till Kronofogden"\n'
            'days = 7\ncounted_from = "arrival"'
        ),
        "ny: dagen ligger senare än lagens (socialtjänstförordningen (2025:468) 11 kap. 3 §: samma",
    ),
    "an undertaking after the three weeks": (
        duty(
            'does = "deadline"\nwhat = "atagande"\ntext = "Åtagande till hyresvärden"\n'
            'months = 1\ncounted_from = "letter_date"'
        ),
        "ny: dagen ligger senare än lagens (12 kap. 44 § jordabalken: tre veckor)",
    ),
    "a child's safety judged before the eviction": (
        duty(
            'does = "deadline"\nwhat = "skyddsbedömning"\nday_of_month = 15\n'
            'counted_from = "eviction_at"'
        ),
        "ny: dagen ligger senare än lagens (20 kap. 1 § socialtjänstlagen (2025:400): genast)",
    ),
    "a reason that is nearly the program's": (
        duty('does = "review"\nreview = "household_unknown"\nsilent = "Tyst."'),
        "ny: review är household_unknown, som programmet inte känner; menas household_uncertain?",
    ),
    "a point that there is not": (
        changed('sentence = "Vuxenenheten handlägger."', 'silent = "Tyst."\nreview = "C99"'),
        "vuxna: review är C99, som inte finns; punkterna är C1 till C27",
    ),
    "no confirmation": (
        changed('template = "bekraftelse_kfm"', 'template = "kallelse"'),
        "lagen kräver brevet bekraftelse_kfm vid eviction_date (subkind set, moved, removal, none)",
    ),
    "a confirmation for some": (
        changed('when = { kind = "eviction_date" }', 'when = { row = "familj" }'),
        "vuxna: lagen kräver brevet bekraftelse_kfm vid eviction_date",
    ),
    "a confirmation that hangs on the household": (
        changed(
            'when = { kind = "eviction_date" }',
            'when = { kind = "eviction_date", household = "minors" }',
        ),
        "familj: lagen kräver brevet bekraftelse_kfm",
    ),
    "no copy": (
        changed('subkind = ["set", "moved"]', 'subkind = "set"'),
        "lagen kräver brevet bekraftelse_kfm_kopia vid eviction_date (subkind moved)",
    ),
    "a copy at a removal": (
        changed('subkind = ["set", "moved"]', 'subkind = { not = "executed" }'),
        "kopia: vid avlägsnande (removal) går ingen kopia till personen",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused(name: str, tmp_path: Path) -> None:
    """With the row or duty and its line."""
    text, wanted = CASES[name]
    file = tmp_path / "prov" / "2024-01-01.toml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RoutineRefusedError) as refused:
        load(file)
    said = str(refused.value)
    assert "prov/2024-01-01.toml" in said
    assert wanted in said


def test_a_gap_names_the_row_that_is_nearest(tmp_path: Path) -> None:
    """With its line and what keeps it from holding: there the gap is mended."""
    file = tmp_path / "prov" / "2024-01-01.toml"
    file.parent.mkdir()
    text = changed('household = ["minors", "unknown"]', 'household = "minors"')
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RoutineRefusedError) as refused:
        load(file)
    said = str(refused.value)
    assert "rad 18, tabellen: lucka: ingen rad för household=unknown" in said
    assert "närmast är familj, som kräver household=minors" in said


def test_all_kinds_of_faults_are_told_together(tmp_path: Path) -> None:
    """A gap, an overlap, an unknown unit, a missing sentence: one run tells them all."""
    file = tmp_path / "prov" / "2024-01-01.toml"
    file.parent.mkdir()
    text = (
        changed('household = ["minors", "unknown"]', 'household = ["minors", "no_minor"]')
        .replace('unit = "barn_unga", role', 'unit = "fritid", role', 1)
        .replace('sentence = "Vuxenenheten handlägger."\n', "", 1)
        + '\n[[row]]\nid = "onadd"\nsection = "A"\nsentence = "Aldrig."\n'
        'send = [{ unit = "vuxen", role = "handle", original = true }]\n'
        'when = { kind = "rent_debt", subkind = "water" }\n'
    )
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RoutineRefusedError) as refused:
        load(file)
    said = str(refused.value)
    for wanted in (
        "lucka: ingen rad för",
        "familj: överlapp med vuxna",
        "familj: okänd enhet fritid",
        "vuxna: varken rutinens mening eller skälet till att den tiger finns",
        "onadd: ingen kombination av fakta når raden",
    ):
        assert wanted in said, wanted
    assert all(fault.line for fault in refused.value.faults)


@pytest.mark.parametrize(
    "body",
    [
        'text = "Bekräfta till Kronofogden"\ncounted_from = "arrival"',
        'text = "Hyresvärden bekräftar planen"\ndays = 7\ncounted_from = "arrival"',
        'text = "Åtagande till hyresvärden"\ndays = 14\ncounted_from = "letter_date"',
        'text = "Ring igen"\nday_of_month = 15\ncounted_from = "arrival"',
    ],
)
def test_a_day_within_the_laws_is_the_routines_own(body: str, tmp_path: Path) -> None:
    """The same day, an earlier one, another letter's, or of something that no law gives a day."""
    file = tmp_path / "prov" / "2024-01-01.toml"
    file.parent.mkdir()
    when = '{ kind = "rent_debt" }' if "värden" in body else '{ kind = "eviction_date" }'
    file.write_text(duty(f'does = "deadline"\nwhat = "dag"\n{body}', when), encoding="utf-8")
    load(file)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'title = "Prov',
            "title = ”Prov",
            "rad 2, 2024-01-01.toml: går inte att läsa som TOML: raden har böjda citattecken",
        ),
        ('[[unit]]\nid = "barn', '[unit]\nid = "barn', "skriv dubbla hakparenteser: [[unit]]"),
        ('id = "vuxen"', 'id = "vuxen', "ett citattecken"),
        ('facts = ["kind", ', 'facts = ["kind" ', "fattas ett komma"),
        (
            'sentence = "Barn',
            'sentens = "Barn',
            "sentens är en okänd nyckel; menas sentence? De som",
        ),
        (
            'role = "information"',
            'roll = "copy"',
            "send.roll är en okänd nyckel; menas role? De som",
        ),
        ('source = "', 'kalla = "', "kalla är en okänd nyckel. De som finns är duty, facts,"),
    ],
)
def test_what_cannot_be_read_is_told_with_a_hint(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    """In Swedish, with what most often is the matter."""
    file = tmp_path / "prov" / "2024-01-01.toml"
    file.parent.mkdir()
    file.write_text(changed(old, new), encoding="utf-8")
    with pytest.raises(RoutineRefusedError) as refused:
        load(file)
    assert said in str(refused.value)


def test_a_table_in_single_brackets_is_told(tmp_path: Path) -> None:
    """The one duty of a file is a list all the same."""
    file = tmp_path / "prov" / "2024-01-01.toml"
    file.parent.mkdir()
    alone = GOOD.partition("[[duty]]")[0] + '[duty]\nid = "x"\n'
    file.write_text(alone, encoding="utf-8")
    with pytest.raises(RoutineRefusedError, match=r"duty ska vara en lista: skriv \[\[duty\]\]"):
        load(file)
