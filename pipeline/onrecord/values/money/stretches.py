"""Where in a text a sum can stand: the lines around its currencies. Most lines of most texts name none."""

from __future__ import annotations

import re

from onrecord.values.money.units import EXACT, FOLDED

MARGIN = 150
"""Characters on either side of a currency among which its number stands, written in words or as a range."""
INDIAN = ("crore", "crores", "lakh", "lakhs", "lac", "lacs", "multicrore")
FIGURES = ("figure", "figures")
"""Words that make a number a sum without any currency: "600 crores", "a seven-figure fee"."""

_WORD = re.compile(r"[^\W\d_]+")
_CHARACTERS = {c for form in (*EXACT, *FOLDED) for c in form if not c.isalnum() and c not in " ./'&;#"}
_SIGN = re.compile(f"&#|[{re.escape(''.join(sorted(_CHARACTERS)))}]")
# Of a form of several words one is enough; those with a sign are known by that.
_WRITTEN = frozenset(word for form in EXACT if not _SIGN.search(form) for word in _WORD.findall(form))
_FOLDED = frozenset(_WORD.findall(form)[-1] for form in FOLDED if not _SIGN.search(form)) | {*INDIAN, *FIGURES}


def stretches(text: str) -> list[tuple[int, int]]:
    """Return the runs of lines of a text in which a sum can stand, in order."""
    words = set(_WORD.findall(text))
    named = {word for word in words if word in _WRITTEN or word.casefold() in _FOLDED}
    places = [found.start() for found in _SIGN.finditer(text)]
    if named:
        places += [found.start() for found in _WORD.finditer(text) if found[0] in named]
    found: list[tuple[int, int]] = []
    for place in sorted(places):
        if found and place + MARGIN <= found[-1][1]:
            continue
        start = text.rfind("\n", 0, max(0, place - MARGIN)) + 1
        end = text.find("\n", place + MARGIN)
        end = end if end >= 0 else len(text)
        if found and start <= found[-1][1] + 1:
            start, _ = found.pop()
        found.append((start, end))
    return found
