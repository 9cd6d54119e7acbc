"""Undoing: what holds of what people did, and what was said of a letter that is another since."""

from __future__ import annotations

from case_parts import decided, edit
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.edits import (
    MISDIRECTED,
    NOTES,
    VERDICTS,
    Act,
    Edit,
    actions,
    asked_of,
    in_force,
    is_closed,
    is_undoing,
    joined_to,
    pages_said,
    to_forward,
)
from pipeline.domain.kinds import State


def did(act: Act, action: str, value: str = "", target: str = "") -> Edit:
    """One act of an action of that name."""
    return edit(act, value, target, action=action)


def undo(target: str, action: str) -> Edit:
    """The undoing of an action."""
    return did(Act.UNDO, action, target=target)


def names(edits: tuple[Edit, ...]) -> list[str]:
    """The actions that hold, in order."""
    return [one.action for one in edits]


def test_an_action_is_undone_whole_and_done_again() -> None:
    """All its edits at once; an undoing that is undone takes nothing back."""
    made = [did(Act.KIND, "a"), did(Act.APPROVE, "a"), undo("a", "b")]
    assert in_force(made) == ()
    assert is_undoing(made, "b")
    assert not is_undoing(made, "a")
    made.append(undo("b", "c"))
    assert names(in_force(made)) == ["a", "a"]
    made.append(undo("c", "d"))
    assert in_force(made) == ()
    assert [(one.name, one.undone) for one in actions(made)] == [
        ("a", True),
        ("b", False),
        ("c", True),
        ("d", False),
    ]


def test_an_approval_of_what_is_undone_holds_no_more() -> None:
    """It was given for the value that stood then; one given before the change still holds."""
    before = did(Act.APPROVE, "0")
    made = [before, did(Act.FIELD, "a", "1", "reference"), did(Act.APPROVE, "b"), undo("a", "c")]
    assert names(in_force(made)) == ["0"]
    assert names(in_force([*made, undo("c", "d")])) == ["0", "a", "b"]


def test_undoing_a_note_or_a_verdict_shakes_no_verdict() -> None:
    """They changed nothing of the letter."""
    made = [did(Act.ASK, "a", target="Bo"), did(Act.RETURN, "b"), did(Act.APPROVE, "c")]
    assert names(in_force([*made, undo("a", "d")])) == ["b", "c"]
    assert names(in_force([*made, undo("b", "d")])) == ["a", "c"]


def test_edits_of_no_action_cannot_be_undone() -> None:
    """Nor is an undoing of nothing one of them all."""
    made = [edit(Act.KIND, "other"), did(Act.UNDO, "x")]
    assert in_force(made) == (made[0],)
    assert [one.name for one in actions(made)] == ["x"]


@st.composite
def histories(draw: st.DrawFn) -> list[Edit]:
    """Any history: acts and undoings of actions before them."""
    acts = st.sampled_from([*Act])
    made: list[Edit] = []
    for number in range(draw(st.integers(0, 8))):
        act = draw(acts)
        before = [one.action for one in made] or ["none"]
        target = draw(st.sampled_from(before)) if act is Act.UNDO else ""
        made.append(did(act, f"{number}", "1" if act is Act.PAGES else "", target))
    return made


@given(histories())
def test_what_holds_holds_whoever_asks_again(made: list[Edit]) -> None:
    """Asked of what holds, nothing more falls away; all of it stood in the history, in order."""
    held = in_force(made)
    assert in_force(held) == held
    places = [made.index(one) for one in held]
    assert places == sorted(places)
    assert all(one.act is not Act.UNDO for one in held)


@given(histories())
def test_an_undoing_undone_leaves_all_as_it_was(made: list[Edit]) -> None:
    """Whatever is undone last and then done again."""
    for one in actions(made):
        if not one.undone:
            twice = [*made, undo(one.name, "u1"), undo("u1", "u2")]
            assert in_force(twice) == in_force(made)


@given(histories())
def test_undoing_a_change_leaves_no_verdict_given_since(made: list[Edit]) -> None:
    """Whatever was approved, returned or ended over it."""
    for place, one in enumerate(made):
        light = one.act in VERDICTS | NOTES | {Act.UNDO}
        if light or one not in in_force(made):
            continue
        held = in_force([*made, undo(one.action, "u")])
        assert not [late for late in held if late.act in VERDICTS and made.index(late) > place]


def test_what_is_ended_joined_asked_and_forwarded() -> None:
    """Each until what ends it."""
    close = did(Act.CLOSE, "a", MISDIRECTED, "Mölndal")
    kind = did(Act.KIND, "k")
    assert is_closed([close, kind])
    assert joined_to([close]) == ""
    assert to_forward([close, kind]) == close
    assert pages_said([kind]) == ()
    assert to_forward([close, did(Act.FORWARD, "b")]) is None
    assert to_forward([close, did(Act.RETURN, "b")]) is None
    assert to_forward([did(Act.CLOSE, "a")]) is None
    assert not is_closed([close, did(Act.RETURN, "b")])
    assert not is_closed([close, undo("a", "b")])
    join = did(Act.JOIN, "j", "f" * 64)
    assert joined_to([join]) == "f" * 64
    assert is_closed([join])
    ask = did(Act.ASK, "q", target="Bo")
    assert asked_of([ask]) == ask
    assert asked_of([ask, did(Act.KIND, "k")]) == ask
    assert asked_of([ask, did(Act.ANSWER, "r")]) is None
    assert asked_of([ask, did(Act.APPROVE, "r")]) is None
    assert pages_said([did(Act.PAGES, "p", "1,2"), did(Act.PAGES, "r", "1")]) == (1,)
    assert pages_said([did(Act.PAGES, "p", "1,2"), undo("p", "u")]) == ()


def test_a_letter_s_case_is_that_of_what_holds() -> None:
    """A correction undone is decided as if it had never been."""
    fix = did(Act.FIELD, "a", "1", "amount_sek")
    assert decided(edits=[fix, undo("a", "b")]) == decided()
    assert decided(edits=[fix]).findings != decided().findings
    assert decided(edits=[did(Act.ASK, "q", target="Bo")]).state is State.ROUTED
