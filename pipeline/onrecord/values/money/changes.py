"""Words of change near a sum: what rose or fell, by how much, from what, to what."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, cast

from onrecord.lexicons import load
from onrecord.values.money.bounds import read_before

Direction = Literal["up", "down", "either"]

_ROWS = load("change_verbs")


def _forms(kind: str | None = None, *, delta: bool = False) -> frozenset[str]:
    return frozenset(
        form
        for row in _ROWS
        if (kind is None or row["class"] == kind) and (not delta or row["delta"] == "yes")
        for form in [row["form"], *row["forms"].split("|")]
        if form != "-"
    )


# Looked up word by word: as one alternation of 300 forms these took most of the time a sum costs.
_DIRECTION = {
    form: cast(Direction, row["direction"]) for row in _ROWS for form in [row["form"], *row["forms"].split("|")]
} | {"down": "down"}
_VERBS, _NOUNS = _forms("verb"), _forms("noun")
_ANY, _DELTA = _VERBS | _NOUNS, _forms("verb", delta=True) | {"up", "down"}

_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_PERCENT = r"\d[\d.,]*(?:\s?%|[ -]per ?cent|\s?pc\b)"
_ADVERBS = (
    r"(?:sharply|slightly|steadily|further|again|significantly|dramatically|modestly|markedly|steeply"
    r"|nearly|almost|about|roughly|around)"
)
_DELTA_TAIL = re.compile(rf"(?: {_ADVERBS})?(?: {_PERCENT},? (?:or |\()| )$", re.IGNORECASE)
_DELTA_NOUN = re.compile(r"\b(?P<word>[a-z]+)(?: (?:in|to|on) [\w'’ -]{1,60})? of $", re.IGNORECASE)
_PARTICLE = re.compile(
    r"\b(?:put|puts|putting|set|sets|setting|cough\w*|pa(?:y|ys|id|ying)|give\w*|gave|giving|ma(?:ke|kes|de|king)"
    r"|build\w*|built|rack\w*|stump\w*|pick\w*|free\w*|sign\w*|end\w*|mark\w*|knock\w*|beat|talk\w*"
    r"|wr(?:ite|ites|ote|itten)|save\w*|run\w*|ran|chalk\w*|open\w*|follow\w*|us(?:e|es|ed|ing)|add\w*|soak\w*"
    r"|snap\w*|sew\w*|hold\w*|held) $",
    re.IGNORECASE,
)
"""Verbs whose particle "up" or "down" is no change: "put up $5m"."""

_PAST = re.compile(r"(?: \w+ly)?(?: back)?(?: to)? (?:near|close to|above|below|past|beyond|under) $", re.IGNORECASE)
_BY = re.compile(r"\bby $", re.IGNORECASE)
_PROSPECT = re.compile(r"\b(?:to|will|would|could|may|might|can|should)\b", re.IGNORECASE)
_PERCENT_OR = re.compile(rf"{_PERCENT},? (?:or |\()$", re.IGNORECASE)
_TO = re.compile(
    r"\bto (?:(?:a|an|its|their|the) (?:new )?(?:all-time |record )?(?:high|low|peak|total|level|record|value"
    r"|average)(?: of)? |(?:a )?record |(?:a )?total of )?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bfrom (?:(?:the|its|their|his|her|a|an|just|only|record|previous|initial|current|earlier|original"
    r"|(?:low|high|peak) of) )*$",
    re.IGNORECASE,
)
_FROM_EXTREME = re.compile(r"\bfrom (?:a|its|their) (?:record )?(?:low|high|peak) of $", re.IGNORECASE)
_LEVEL = re.compile(
    rf"(?:,|\s[-\u2013\u2014]+|\s?\()\s?(?P<word>[a-z]+)(?: {_ADVERBS})? (?:(?:by |from )?{_PERCENT}|from )",
    re.IGNORECASE,
)
_HIGHER = re.compile(
    rf"[^.;,]{{0,40}}?(?:,|\s[-\u2013\u2014]+|\s\()\s?{_PERCENT} (?:more|less|higher|lower|up|down)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r" (?P<word>more|less|higher|lower|fewer|cheaper|dearer|above|below|short)(?: \w+){0,2} than\b"
    # "Less than the mayor of the capital earns" compares two things, and nothing has changed.
    r"(?! (?:the|that of|those of|what|any|his|her|their|its) (?!(?:previous|prior|year|month|week|quarter|season|last"
    r"|same|original|initial|forecast|expected|planned|estimate|budget|target|government|level|amount|sum"
    r"|figure|\d))\w)"
    r"| (?P<adjective>more expensive|cheaper|dearer|better off|worse off)\b"
    r"| (?P<noun>[a-z]+)(?: (?:in|to|from|on|for|over|of)\b|[,.;]|$)",
    re.IGNORECASE,
)
_FALLING = frozenset(["less", "lower", "fewer", "cheaper", "below", "short", "worse off"])
_AGAINST = re.compile(
    r"\b(?:compared (?:with|to)|against|versus|vs\.?|as against) (?:the |a |just |only )?$", re.IGNORECASE
)


def _last_word(preceding: str, forms: frozenset[str]) -> tuple[str, int] | None:
    """Return the last word or pair of words of a text if it is one of the forms, and where it starts."""
    words = list(_WORD.finditer(preceding[-40:]))
    offset = max(0, len(preceding) - 40)
    for size in (2, 1):
        if len(words) >= size:
            start = words[-size].start()
            form = preceding[-40:][start:].strip().casefold()
            if form in forms:
                return form, offset + start
    return None


def last_change(preceding: str) -> Direction | None:
    """Return the direction of the last word of change in a stretch of text; None if there is none."""
    words = [match[0].casefold() for match in _WORD.finditer(preceding)]
    for at in range(len(words) - 1, -1, -1):
        pair = " ".join(words[max(0, at - 1) : at + 1])
        for form in (pair, words[at]):
            if form in _ANY:
                return _DIRECTION[form]
    return None


def delta_before(preceding: str, rest: str) -> Direction | None:
    """Return the direction if the words before a sum make it a difference: "rose by", "down", "a cut of".

    Args:
        preceding: The sentence up to the sum.
        rest: What is left of it without bound words.
    """
    if _passes(preceding):
        return None
    tail = _DELTA_TAIL.search(rest[-60:])
    if tail is not None:
        before = rest[: len(rest) - len(tail[0])]
        found = _last_word(before, _DELTA)
        if found is not None and not (found[0] in ("up", "down") and _PARTICLE.search(before[: found[1]])):
            return _DIRECTION.get(found[0], "up")
    noun = _DELTA_NOUN.search(rest[-90:]) if rest.endswith(" of ") else None
    while noun is not None:
        if noun["word"].casefold() in _NOUNS:
            return _DIRECTION[noun["word"].casefold()]
        noun = _DELTA_NOUN.search(rest[-90:], noun.end("word"))
    return last_change(rest) if _BY.search(rest[-10:]) else None


def _passes(preceding: str) -> bool:
    """Return whether a verb of change carries a level past a sum: "fell below", "surged near"."""
    match = _PAST.search(preceding[-40:])
    return match is not None and _last_word(preceding[: len(preceding) - len(match[0])], _VERBS) is not None


def delta_after(following: str) -> Direction | None:
    """Return the direction if the words after a sum make it a difference: "more than last year", "cut in"."""
    match = _COMPARED.match(following)
    if match is None:
        return None
    if match["noun"]:
        noun = match["noun"].casefold()
        return _DIRECTION[noun] if noun in _NOUNS else None
    return "down" if (match["word"] or match["adjective"]).casefold() in _FALLING else "up"


def percent_or(rest: str) -> bool:
    """Return whether a percentage the sum restates stands right before it: "3.4 per cent or"."""
    return _PERCENT_OR.search(rest[-30:]) is not None


def is_level(preceding: str, rest: str, following: str) -> bool:
    """Return whether a sum is the level something moved to: "rose to", "fell below", "…, up from".

    Args:
        preceding: The sentence up to the sum.
        rest: What is left of it without bound words.
        following: The sentence from the end of the sum.
    """
    if _passes(preceding) or (_TO.search(rest[-60:]) and last_change(rest) is not None):
        return True
    moved = (match["word"].casefold() for match in _LEVEL.finditer(following[:110]) if match.start() <= 70)
    return any(word in _VERBS or word == "down" for word in moved) or _HIGHER.match(following) is not None


def is_origin(rest: str) -> bool:
    """Return whether a sum is the level something moved from: "up from", "rose from", "to $3m from"."""
    if _FROM.search(rest[-60:]) is None:
        return False
    if _FROM_EXTREME.search(rest[-60:]) or last_change(rest) is not None:
        return True
    return any(word.casefold() in ("up", "down") for word in _WORD.findall(rest))


def is_compared(rest: str) -> bool:
    """Return whether a sum is named for comparison: "compared with", "against"."""
    return _AGAINST.search(rest[-40:]) is not None


def is_span(preceding: str, low: Decimal, high: Decimal) -> bool:
    """Return whether "by X to Y" is a difference between two bounds: "could rise by $4m to $5m".

    A level after a difference would seldom be less than twice the difference. After a fall that has been it can be.
    """
    if not low < high <= 2 * low or _BY.search(preceding[-10:]) is None:
        return False
    return last_change(preceding) == "up" or _PROSPECT.search(preceding) is not None


def is_change(preceding: str) -> bool:
    """Return whether "X to Y" after these words is a move and not a range."""
    rest = read_before(preceding).rest
    return is_origin(rest) or delta_before(preceding, rest) is not None
