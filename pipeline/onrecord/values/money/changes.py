"""Words of change near a sum: what rose or fell, by how much, from what, to what."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, cast

from onrecord.lexicons import load

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
DIRECTION = {
    form: cast(Direction, row["direction"]) for row in _ROWS for form in [row["form"], *row["forms"].split("|")]
} | {"down": "down"}
VERBS, NOUNS = _forms("verb"), _forms("noun")
_ANY, DELTA = VERBS | NOUNS, _forms("verb", delta=True) | {"up", "down"}

_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
PERCENT = r"\d[\d.,]*(?:\s?%|[ -]per ?cent|\s?pc\b)"
ADVERBS = (
    r"(?:sharply|slightly|steadily|further|again|significantly|dramatically|modestly|markedly|steeply"
    r"|nearly|almost|about|roughly|around)"
)

_PAST = re.compile(r"(?: \w+ly)?(?: back)?(?: to)? (?:near|close to|above|below|past|beyond|under) $", re.IGNORECASE)
_CLOSES = re.compile(r"\bto (?:close|end|finish|settle) at $", re.IGNORECASE)
BY = re.compile(r"\bby $", re.IGNORECASE)
_PROSPECT = re.compile(r"\b(?:to|will|would|could|may|might|can|should)\b", re.IGNORECASE)
_TO = re.compile(
    r"\bto (?:(?:a|an|its|their|the) (?:new )?(?:all-time |record )?(?:high|low|peak|total|level|record|value"
    r"|average)(?: of)? |(?:close|end|finish|settle|trade|stand) at |(?:a )?record |(?:a )?total of )?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bfrom (?:(?:the|its|their|his|her|a|an|just|only|record|previous|initial|current|earlier|original"
    r"|(?:low|high|peak) of|(?:last|(?:the )?(?:previous|prior)) (?:year|month|week|quarter|season)['\u2019]s) )*$",
    re.IGNORECASE,
)
_FROM_EXTREME = re.compile(r"\bfrom (?:a|its|their) (?:record )?(?:low|high|peak) of $", re.IGNORECASE)
_LEVEL = re.compile(
    rf"(?:,|\s[-\u2013\u2014]+|\s?\()\s?(?P<word>[a-z]+)(?: {ADVERBS})? (?:(?:by |from )?{PERCENT}|from )",
    re.IGNORECASE,
)
_HIGHER = re.compile(
    rf"[^.;,]{{0,40}}?(?:,|\s[-\u2013\u2014]+|\s\()\s?{PERCENT} (?:more|less|higher|lower|up|down)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:compared (?:with|to)|against|versus|vs\.?|as against) (?:the |a |just |only )?$", re.IGNORECASE
)


def last_word(preceding: str, forms: frozenset[str]) -> tuple[str, int] | None:
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
                return DIRECTION[form]
    return None


def passes(preceding: str) -> bool:
    """Return whether a verb of change carries a level past a sum: "fell below", "surged near"."""
    match = _PAST.search(preceding[-40:])
    return match is not None and last_word(preceding[: len(preceding) - len(match[0])], VERBS) is not None


def is_level(preceding: str, rest: str, following: str) -> bool:
    """Return whether a sum is the level something moved to: "rose to", "fell below", "…, up from".

    Args:
        preceding: The sentence up to the sum.
        rest: What is left of it without bound words.
        following: The sentence from the end of the sum.
    """
    if passes(preceding) or _CLOSES.search(rest[-20:]) or (_TO.search(rest[-60:]) and last_change(rest) is not None):
        return True
    moved = (match["word"].casefold() for match in _LEVEL.finditer(following[:110]) if match.start() <= 70)
    return any(word in VERBS or word == "down" for word in moved) or _HIGHER.match(following) is not None


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
    if not low < high <= 2 * low or BY.search(preceding[-10:]) is None:
        return False
    return last_change(preceding) == "up" or _PROSPECT.search(preceding) is not None
