"""A letter's plain markup becomes the blocks that it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.letters.markup import to_html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Ett stycke\npå två rader", "<p>Ett stycke<br>på två rader</p>"),
        ("# Rubrik", "<h1>Rubrik</h1>"),
        ("## Mindre", "<h2>Mindre</h2>"),
        ("> till höger", '<p class="right">till höger</p>'),
        ("~ finstilt", '<p class="small">finstilt</p>'),
        ("^ fot", '<div class="foot">fot</div>'),
        ("! för hand", '<p class="hand">för hand</p>'),
        ("- ett\n- två", '<p class="item">– ett<br>– två</p>'),
        ("|# A | B |\n| 1 | 2 |\n|= S | 3 |",
         '<table class="t"><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr><tr class="total"><td>S</td><td>3</td></tr></table>'),  # noqa: E501  # one block
        ("[4] Belopp\n12 kr",
         '<div class="box"><span class="cap">4 Belopp</span><br>12 kr</div>'),
        ("---", "<hr>"),
        ("===", '<div class="break"></div>'),
        ("<<\nA\n||\nB\n>>",
         '<table class="side"><tr><td><p>A</p></td><td><p>B</p></td></tr></table>'),
        ("```\nA   B\n```", '<p class="kept">A   B</p>'),
        ("**fet** & <b>", "<p><b>fet</b> &amp; &lt;b&gt;</p>"),
    ],
)  # fmt: skip
def test_each_mark_is_its_block(typed: str, html: str) -> None:
    """One example a mark."""
    assert to_html(typed) == html


def test_a_block_without_end_is_refused() -> None:
    """The writer is told, rather than a letter lost."""
    with pytest.raises(ValueError, match=">> is missing"):
        to_html("<<\nA")


@given(st.text(alphabet="abc åäö|#>~^!-=*[]1&<\n", max_size=80).filter(lambda one: "<<" not in one))
def test_no_sign_is_taken_for_html(typed: str) -> None:
    """Whatever is typed, no tag comes out that the markup does not make."""
    made = to_html(typed)
    assert "<script" not in made
    assert made.count("<p") == made.count("</p>")
