"""Half-open spans of code points over a text: paragraphs, trimming."""

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


def strip(text: str, start: int, end: int, characters: str | None = None) -> tuple[int, int]:
    """Return the span without white space (or the given characters) at its ends, empty ones at ``start``."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(characters))
    if left == len(piece):
        return start, start
    return start + left, start + len(piece.rstrip(characters))
