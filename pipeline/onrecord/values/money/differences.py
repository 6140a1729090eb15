"""Sums that are the difference between two levels: "rose by $2m", "a cut of €5m", "$1m more than last year"."""

from __future__ import annotations

import re

from onrecord.values.money.bounds import read_before
from onrecord.values.money.changes import (
    ADVERBS,
    BY,
    DELTA,
    DIRECTION,
    NOUNS,
    PERCENT,
    Direction,
    is_origin,
    last_change,
    last_word,
    passes,
)

_DELTA_TAIL = re.compile(rf"(?: {ADVERBS})?(?: {PERCENT},? (?:or |\()| )$", re.IGNORECASE)
_DELTA_NOUN = re.compile(r"\b(?P<word>[a-z]+)(?: (?:in|to|on) [\w'’ -]{1,60})? of $", re.IGNORECASE)
_PARTICLE = re.compile(
    r"\b(?:put|puts|putting|set|sets|setting|cough\w*|pa(?:y|ys|id|ying)|give\w*|gave|giving|ma(?:ke|kes|de|king)"
    r"|build\w*|built|rack\w*|stump\w*|pick\w*|free\w*|sign\w*|end\w*|mark\w*|knock\w*|beat|talk\w*"
    r"|wr(?:ite|ites|ote|itten)|save\w*|run\w*|ran|chalk\w*|open\w*|follow\w*|us(?:e|es|ed|ing)|add\w*|soak\w*"
    r"|snap\w*|sew\w*|hold\w*|held) $",
    re.IGNORECASE,
)
"""Verbs whose particle "up" or "down" is no change: "put up $5m"."""
_TO_CLOSE = re.compile(r" to (?:close|end|finish|settle) at ", re.IGNORECASE)
_LOST, _GAINED = re.compile(r"\b(?:lost|gave up) $", re.IGNORECASE), re.compile(r"\b(?:added|put on) $", re.IGNORECASE)
_OFF_IT = re.compile(r" off (?:the|its|his|her|their|our|your|my|an?)\b")
_TOOK = re.compile(r"\b(?:knock|shav|tak|took|wip|slic|slash|cut|trim|chop)\w* $", re.IGNORECASE)
_OFF = re.compile(r", off $", re.IGNORECASE)
_GAIN_OF = re.compile(r"\b(?P<kind>[\w-]+ )?gains? of $", re.IGNORECASE)
_PROFITS = frozenset(
    "capital investment trading realized realised unrealized unrealised pretax pre-tax after-tax one-time one-off"
    " special extraordinary exchange currency paper book windfall nonrecurring non-recurring".split()
)
_GAIN_FROM = re.compile(
    r" (?:on|from) (?:(?:the|an?|its|their|his|her) )?(?:[\w-]+ )?(?:sales?|selling|disposals?|divestitures?"
    r"|divestments?|investments?|securities|shares|stock|settlements?|repurchase|transactions?|properties|property)\b",
    re.IGNORECASE,
)
_GAIN_AFTER = re.compile(r" (?:[\w-]+ )?gains? (?:on|from)\b", re.IGNORECASE)
_PERCENT_OR = re.compile(rf"{PERCENT},? (?:or |\()$", re.IGNORECASE)
_COMPARED = re.compile(
    r" (?P<word>more|less|higher|lower|fewer|cheaper|dearer|above|below|short)(?: \w+){0,2} than\b"
    # "Less than the mayor of the capital earns" compares two things, and nothing has changed.
    r"(?! (?:the|that of|those of|what|any|his|her|their|its) (?!(?:previous|prior|year|month|week|quarter|season|last"
    r"|same|original|initial|forecast|expected|planned|estimate|budget|target|government|level|amount|sum"
    r"|figure|\d))\w)"
    r"| (?P<beside>above|below) (?:[A-Z]\w+|last \w+|the (?:previous|prior) \w+|a year earlier)['\u2019]s "
    r"(?:levels?|total|figure|sum|average|price)\b"
    r"| (?P<adjective>more expensive|cheaper|dearer|better off|worse off)\b"
    r"| (?P<noun>[a-z]+)(?: (?:in|to|from|on|for|over|of)\b|[,.;]|$)",
    re.IGNORECASE,
)
_FALLING = frozenset(["less", "lower", "fewer", "cheaper", "below", "short", "worse off"])


def delta_before(preceding: str, rest: str) -> Direction | None:
    """Return the direction if the words before a sum make it a difference: "rose by", "down", "a cut of".

    Args:
        preceding: The sentence up to the sum.
        rest: What is left of it without bound words.
    """
    if passes(preceding):
        return None
    tail = _DELTA_TAIL.search(rest[-60:])
    if tail is not None:
        before = rest[: len(rest) - len(tail[0])]
        found = last_word(before, DELTA)
        if found is not None and not (found[0] in ("up", "down") and _PARTICLE.search(before[: found[1]])):
            return DIRECTION.get(found[0], "up")
    if _OFF.search(rest[-10:]):
        return "down"
    noun = _DELTA_NOUN.search(rest[-90:]) if rest.endswith(" of ") else None
    while noun is not None:
        if noun["word"].casefold() in NOUNS:
            return DIRECTION[noun["word"].casefold()]
        noun = _DELTA_NOUN.search(rest[-90:], noun.end("word"))
    return last_change(rest) if BY.search(rest[-10:]) else None


def is_profit(rest: str, following: str) -> bool:
    """Return whether a gain is money earned and no rise of a level: "a gain of $2m on the sale", "capital gains of"."""
    gain = _GAIN_OF.search(rest[-60:])
    if gain is None:
        return _GAIN_AFTER.match(following) is not None
    return (gain["kind"] or "").strip().casefold() in _PROFITS or _GAIN_FROM.match(following) is not None


def delta_around(rest: str, following: str) -> Direction | None:
    """Return the direction of "lost 94 cents to settle at", "added $2 to close at", "knocked $5m off the bill"."""
    if _TO_CLOSE.match(following):
        return "down" if _LOST.search(rest) else "up" if _GAINED.search(rest) else None
    return "down" if _OFF_IT.match(following) and _TOOK.search(rest) else None


def delta_after(following: str) -> Direction | None:
    """Return the direction if the words after a sum make it a difference: "more than last year", "cut in"."""
    match = _COMPARED.match(following)
    if match is None:
        return None
    if match["noun"]:
        noun = match["noun"].casefold()
        return DIRECTION[noun] if noun in NOUNS else None
    return "down" if (match["word"] or match["beside"] or match["adjective"]).casefold() in _FALLING else "up"


def percent_or(rest: str) -> bool:
    """Return whether a percentage the sum restates stands right before it: "3.4 per cent or"."""
    return _PERCENT_OR.search(rest[-30:]) is not None


def is_change(preceding: str) -> bool:
    """Return whether "X to Y" after these words is a move and not a range."""
    rest = read_before(preceding).rest
    return is_origin(rest) or delta_before(preceding, rest) is not None
