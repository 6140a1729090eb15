"""Which places a text names, and the currency each of them counts in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.lexicons import load

_ROWS = load("places_currency")
_CODES = {row["form"]: row["code"] for row in _ROWS}
_BY_FIRST: dict[str, list[str]] = {}
_WORD = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]*(?:\.[A-Z]\b)*")
for _form in sorted(_CODES, key=len, reverse=True):
    if _first := _WORD.match(_form):
        _BY_FIRST.setdefault(_first[0], []).append(_form)

_DOMAIN = re.compile(r"\.([a-z]{2})$")
_CODE_OF_TERRITORY = {row["territory"].casefold(): row["code"] for row in reversed(_ROWS) if row["code"]} | {
    "uk": "GBP"
}
_NO_COUNTRY_DOMAINS = frozenset(["io", "tv", "me", "co", "fm", "ai", "cc", "ly", "gg", "to", "la"])


def code_of(form: str) -> str | None:
    """Return the currency of a country or people named by exactly this form."""
    return _CODES.get(form) or None


def mentions(text: str, skip: Sequence[tuple[int, int]] = ()) -> Counter[str]:
    """Count the mentions of places in a text by the currency they count in.

    Args:
        text: The text.
        skip: Spans that hold no places, such as names of persons, in order.
    """
    counts: Counter[str] = Counter()
    done, at = 0, 0
    for match in _WORD.finditer(text):
        start = match.start()
        if start < done:
            continue
        while at < len(skip) and skip[at][1] <= start:
            at += 1
        if at < len(skip) and skip[at][0] <= start:
            continue
        # Datelines are in capitals; short words in capitals are acronyms.
        shout = match[0].isupper() and len(match[0]) > 3
        for form in _BY_FIRST.get(match[0].title() if shout else match[0], ()):
            end = start + len(form)
            written = text[start:end].title() if shout else text[start:end]
            if written == form and not text[end : end + 1].isalnum() and "$" not in text[end : end + 2]:
                if _CODES[form]:
                    counts[_CODES[form]] += 1
                done = end
                break
    return counts


def publisher_code(publisher: str | None) -> str | None:
    """Return the currency of a publisher's country, from its web domain or a place in its name."""
    if not publisher:
        return None
    domain = _DOMAIN.search(publisher.strip().casefold().split("/")[0])
    if domain and domain[1] not in _NO_COUNTRY_DOMAINS and domain[1] in _CODE_OF_TERRITORY:
        return _CODE_OF_TERRITORY[domain[1]]
    found = mentions(publisher)
    return next(iter(found)) if len(found) == 1 else None
