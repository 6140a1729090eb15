"""Patterns that begin with ``^`` are tried at the heads of lines only, and find what ``finditer`` finds."""

from __future__ import annotations

import re

import pytest

from onrecord.text.offsets import at_line_starts

NAME = re.compile(r"^[ \t]*[A-Z]\w+:", re.MULTILINE)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "Ana: yes", "Ana: yes\nno\n  Ben: maybe\n", "x Ana: yes\r\nBen:\n\nCarl:", "Ana: Ben: Carl:"],
)
def test_the_matches_are_those_of_finditer(text: str) -> None:
    expected = [found.span() for found in NAME.finditer(text)]
    assert [found.span() for found in at_line_starts(NAME, text)] == expected
    assert [found.span() for found in at_line_starts(NAME, text, ":")] == expected


def test_lines_without_what_is_needed_are_passed_over() -> None:
    assert list(at_line_starts(NAME, "Ana: yes", "—")) == []
