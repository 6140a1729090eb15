"""The words around a sum, cut at sentence boundaries: every contextual rule looks through these windows."""

from __future__ import annotations

import re

_ABBREVIATIONS = ("Mr", "Ms", "Dr", "Mrs", "St", "No", "Sen", "Rep", "Gov", "Rs", "[A-Z]")
_BOUNDARY = re.compile(
    rf"[.!?]{''.join(rf'(?<!{chr(92)}b{word}{chr(92)}.)' for word in _ABBREVIATIONS)}"
    r"[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]?[A-Z0-9$£€₹])|\n\s*\n|\n(?=[A-Z\u2022*-])|;\s"
)


def before(text: str, at: int, limit: int = 160) -> str:
    """Return the text of the sentence before an offset, at most ``limit`` characters."""
    window = text[max(0, at - limit) : at]
    cut = 0
    for match in _BOUNDARY.finditer(window):
        cut = match.end()
    return window[cut:].replace("\n", " ")


def after(text: str, at: int, limit: int = 160) -> str:
    """Return the text of the sentence after an offset, at most ``limit`` characters."""
    window = text[at : at + limit]
    match = _BOUNDARY.search(window)
    return (window[: match.start()] if match else window).replace("\n", " ")


def same_sentence(text: str, left: int, right: int) -> bool:
    """Return whether no sentence ends between two offsets."""
    return right - left < 400 and _BOUNDARY.search(text[left:right]) is None
