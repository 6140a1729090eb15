"""Paragraph extents and trimming count code points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.offsets import paragraphs, strip


def test_every_line_break_ends_a_paragraph() -> None:
    text = "  One 😀\r\n\r\nTwo \u00a0\n\t\nThree\u2028Four  "
    assert [text[a:b] for a, b in paragraphs(text)] == ["One 😀", "Two", "Three", "Four"]


def test_no_paragraphs_in_white_space() -> None:
    assert list(paragraphs("")) == list(paragraphs(" \n\r\n\t ")) == []


@given(st.text(alphabet="ab \n\r\t\u00a0\u2029", max_size=60))
def test_paragraphs_hold_all_that_is_no_white_space(text: str) -> None:
    covered = "".join(text[a:b] for a, b in paragraphs(text))
    assert "".join(covered.split()) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() for a, b in paragraphs(text))


def test_strip() -> None:
    assert strip("a  bc d", 1, 6) == (3, 5)
    assert strip("a;b;", 1, 4, ";") == (2, 3)
    assert strip("   ", 0, 3) == (0, 0)
