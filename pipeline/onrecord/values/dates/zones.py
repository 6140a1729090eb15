"""Where in a text a date can stand: the surroundings of its digits and time words.

Trying every pattern only there, and not at every character, halves the time of the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# One of these, or a digit, stands in the expressions the rules can match, or near them ("last fiscal").
_WORDS = (
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun"
    r"|seconds?|secs?|minutes?|mins?|hours?|hrs?|hourly|days?|daily|nights?|nightly|mornings?|afternoons?"
    r"|evenings?|weeks?|weekly|fortnight|weekend|weekday|months?|monthly|quarters?|quarterly|years?|yrs?|yearly"
    r"|annual|annum|decade|centur|millennium|biweekly|bimonthly|biennial|semi-?annual|half-yearly"
    r"|today|tonight|tomorrow|yesterday|overnight|then|time|moment|point|stage|now|current|nowadays|present"
    r"|recent|late|past|soon|shortly|future|noon|midday|midnight|era|ages|stone age|bronze age|iron age|ice age"
    r"|spring|summer|autumn|fall|winter|season|nineteen|twenty|eighteen|two thousand|o'clock|ago|eve\b"
    r"|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|fy"
    r"|christmas|easter|good|ash|palm|maundy|shrove|whit|ascension|pentecost|thanksgiving|halloween|epiphany"
    r"|ramadan|eid|diwali|holi|hanukkah|passover|yom|rosh|lunar|chinese|nowruz|ashura|orthodox|navratri|dussehra"
    r"|tet|vesak|juneteenth|valentine|anni"
).split("|")


def _by_first_letter(words: Iterable[str]) -> str:
    """Return a pattern for any of the words; one after the other they would be tried at every word of a text."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


_TRIGGER = re.compile(rf"\d|\b(?:{_by_first_letter(_WORDS)})")
_MARGIN = 56
_SPACE = re.compile(r"\s")


def zones(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text in small letters in which a date can stand, in order, cut between words.

    To search small letters takes a quarter of the time of a search that takes capitals for the same.
    """
    start = end = -1
    for match in _TRIGGER.finditer(text):
        low, high = match.start() - _MARGIN, match.end() + _MARGIN
        if low <= end:
            end = high
            continue
        if end >= 0:
            yield max(0, start), _word_end(text, end)
        start, end = low, high
    if end >= 0:
        yield max(0, start), _word_end(text, end)


def _word_end(text: str, at: int) -> int:
    space = _SPACE.search(text, min(at, len(text)))
    return space.start() if space else len(text)
