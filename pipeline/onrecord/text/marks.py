"""Quotation marks in a text: which characters are marks, and which way each can face.

One glyph serves several ends: ``'`` opens, closes, elides and counts feet. What surrounds a glyph settles
most cases (*don't*, *the '90s*, *rock 'n' roll*, *6'2"*); what is left is settled by
:mod:`onrecord.text.quotemarks`, which knows what is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Family = Literal["double", "single", "guillemet", "single_guillemet", "corner", "white_corner"]
Facing = Literal["open", "close", "either"]
Style = Literal["curly", "straight", "low_9", "guillemet", "corner", "latex", "doubled"]


class Mark(NamedTuple):
    """One quotation mark.

    Attributes:
        start: First code point of the mark.
        end: One past its last; marks such as two apostrophes or an HTML entity are longer than one.
        family: Marks of one family can close each other.
        style: How the mark is written.
        glyph: Which way the glyph itself faces, ``either`` for straight ones.
        looks: Which way its surroundings make it face.
        weak: Whether a closing single mark may also be an apostrophe (*players'*, *cookin'*, *6'*).
    """

    start: int
    end: int
    family: Family
    style: Style
    glyph: Facing
    looks: Facing
    weak: bool


_GLYPHS: dict[str, tuple[Family, Style, Facing]] = {
    '"': ("double", "straight", "either"),
    "＂": ("double", "straight", "either"),
    "&quot;": ("double", "straight", "either"),
    "&#34;": ("double", "straight", "either"),
    "“": ("double", "curly", "open"),
    "&ldquo;": ("double", "curly", "open"),
    "”": ("double", "curly", "close"),
    "&rdquo;": ("double", "curly", "close"),
    "„": ("double", "low_9", "open"),
    "‟": ("double", "curly", "open"),
    "``": ("double", "latex", "open"),
    "''": ("double", "doubled", "either"),
    "’’": ("double", "doubled", "either"),
    "‘‘": ("double", "doubled", "open"),
    "'": ("single", "straight", "either"),
    "&#39;": ("single", "straight", "either"),
    "&apos;": ("single", "straight", "either"),
    "´": ("single", "straight", "either"),
    "`": ("single", "latex", "open"),
    "‘": ("single", "curly", "open"),
    "&lsquo;": ("single", "curly", "open"),
    "’": ("single", "curly", "close"),
    "&rsquo;": ("single", "curly", "close"),
    "‚": ("single", "low_9", "open"),
    "‛": ("single", "curly", "open"),
    "«": ("guillemet", "guillemet", "open"),
    "»": ("guillemet", "guillemet", "close"),
    "‹": ("single_guillemet", "guillemet", "open"),
    "›": ("single_guillemet", "guillemet", "close"),
    "「": ("corner", "corner", "open"),
    "」": ("corner", "corner", "close"),
    "『": ("white_corner", "corner", "open"),
    "』": ("white_corner", "corner", "close"),
}
_ANY = re.compile("|".join(re.escape(glyph) for glyph in sorted(_GLYPHS, key=len, reverse=True)))
_APOSTROPHE = r"(?:['’‘´`]|&#39;|&apos;|&rsquo;|&lsquo;)"
_ELIDED = "twas|tis|twere|twill|em|til|till|cause|cos|coz|bout|round|n|nuff|neath|tween|gainst|fraid|burbs|hood|ello"
_BEGUN = r"(?:(?<=['’‘´`])|(?<=&)(?:#39|apos|rsquo|lsquo);)"
"""The rest of an apostrophe behind its first character."""
_NOT_A_MARK = re.compile(
    # The first character is read before what may stand before it: only then are all others passed over at once.
    r"[\d'’‘´`&](?:"
    # the feet of 6'2"
    rf"(?<=\d)(?<![\w.].)\d?(?:{_APOSTROPHE}|′)\d{{1,2}}(?!\w)"
    # both marks of rock 'n' roll
    rf"|{_BEGUN}n{_APOSTROPHE}(?=\s|\W\w)"
    # elided words and decades: 'twas, 'em, '90s
    rf"|(?<!\w.){_BEGUN}(?:\d0s|{_ELIDED})(?!\w|{_APOSTROPHE}))",
    re.IGNORECASE,
)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_OPENING_CONTEXT = frozenset("([{<—–-―/=:…¿¡")
_CLOSING_CONTEXT = frozenset(")]}>—–-―/.,;:!?…")
_QUOTE_CHARACTERS = frozenset("\"＂“”„‟'‘’‚‛`´«»‹›「」『』&")


def find_marks(text: str) -> Iterator[Mark]:
    """Yield the quotation marks of a text in order, without the apostrophes and primes that can be told."""
    blocked = ((found.start(), found.end()) for found in _NOT_A_MARK.finditer(text))
    barrier = next(blocked, None)
    for found in _ANY.finditer(text):
        while barrier is not None and barrier[1] <= found.start():
            barrier = next(blocked, None)
        if barrier is not None and barrier[0] <= found.start():
            continue
        mark = _classify(text, found.start(), found.end())
        if mark is not None:
            yield mark


def _classify(text: str, start: int, end: int) -> Mark | None:
    family, style, glyph = _GLYPHS[text[start:end]]
    before, after = _neighbour(text, start - 1, -1), _neighbour(text, end, 1)
    if family == "single" and before.isalnum() and after.isalpha():
        return None
    opens = (before in {"", " "} or before in _OPENING_CONTEXT or before in _QUOTE_CHARACTERS) and after not in {
        "",
        " ",
    }
    closes = (after in {"", " "} or after in _CLOSING_CONTEXT or after in _QUOTE_CHARACTERS) and before not in {
        "",
        " ",
        "(",
        "[",
    }
    looks: Facing = "either" if opens == closes else "open" if opens else "close"
    tail = text[max(0, start - 2) : start].lower()
    weak = family == "single" and (tail.endswith(("s", "in")) or tail[-1:].isdigit())
    return Mark(start, end, family, style, glyph, looks, weak)


def _neighbour(text: str, index: int, step: int) -> str:
    """Return the next visible character in a direction, any white space as a plain one; empty at the edge."""
    for _ in range(4):
        if not 0 <= index < len(text):
            return ""
        if text[index] not in _INVISIBLE:
            return " " if text[index].isspace() else text[index]
        index += step
    return ""
