"""Half-open spans of code points over a text: paragraphs, what stands at the heads of lines, trimming."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the extents of the lines of a text that hold more than white space, white space at the ends cut.

    News pages put one paragraph on a line, with or without empty lines between, so every line break counts.
    """
    start = 0
    for end in (*(found.start() for found in _BREAK.finditer(text)), len(text)):
        left, right = strip(text, start, end)
        if right > left:
            yield left, right
        start = end


def at_line_starts(pattern: re.Pattern[str], text: str, needed: str = "") -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begins with ``^``, as ``finditer`` does, which tries it at every character.

    Args:
        pattern: A pattern with the flag ``MULTILINE`` that matches within lines.
        text: The text.
        needed: What every match holds; only lines with it are tried.
    """
    start = 0
    while True:
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        found = pattern.match(text, start) if text.find(needed, start, end) >= 0 else None
        if found is not None:
            yield found
        if end == len(text):
            return
        start = end + 1


def strip(text: str, start: int, end: int, characters: str | None = None) -> tuple[int, int]:
    """Return the span without white space (or the given characters) at its ends, empty ones at ``start``."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(characters))
    if left == len(piece):
        return start, start
    return start + left, start + len(piece.rstrip(characters))
