"""Words of change near a sum: what rose or fell, by how much, from what, to what."""

from __future__ import annotations

import re
from typing import Literal, cast

from onrecord.lexicons import load
from onrecord.values.money.bounds import read_before

Direction = Literal["up", "down", "either"]

_ROWS = load("change_verbs")
_DIRECTION = {
    form: cast(Direction, row["direction"])
    for row in _ROWS
    for form in [row["form"], *row["forms"].split("|")]
    if form != "-"
} | {"down": cast(Direction, "down")}


def _any(*, kind: str | None = None, delta: bool = False) -> str:
    forms = {
        form
        for row in _ROWS
        if (kind is None or row["class"] == kind) and (not delta or row["delta"] == "yes")
        for form in [row["form"], *row["forms"].split("|")]
        if form != "-"
    }
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


_WORD = re.compile(rf"\b(?:{_any()})\b", re.IGNORECASE)
_PERCENT = r"\d[\d.,]*(?:\s?%|[ -]per ?cent|\s?pc\b)"
_ADVERB = (
    r"(?:(?:sharply|slightly|steadily|further|again|significantly|dramatically|modestly|markedly|steeply) )?"
)
_DELTA_BEFORE = re.compile(
    rf"\b(?P<word>{_any(kind='verb', delta=True)}|up|down) {_ADVERB}(?:{_PERCENT},? (?:or |\())?$",
    re.IGNORECASE,
)
_DELTA_NOUN = re.compile(
    rf"\b(?P<word>{_any(kind='noun')})\b(?: (?:in|to|on) [\w'’ -]{{1,60}})? of $", re.IGNORECASE
)
_PARTICLE = re.compile(
    r"\b(?:put|puts|putting|set|sets|setting|cough\w*|pa(?:y|ys|id|ying)|give\w*|gave|giving"
    r"|ma(?:ke|kes|de|king)|build\w*"
    r"|built|rack\w*|stump\w*|pick\w*|free\w*|sign\w*|end\w*|mark\w*|knock\w*|beat|talk\w*"
    r"|wr(?:ite|ites|ote|itten)"
    r"|save\w*|run\w*|ran|chalk\w*|open\w*|follow\w*|us(?:e|es|ed|ing)|add\w*|soak\w*|snap\w*"
    r"|sew\w*|hold\w*|held) $",
    re.IGNORECASE,
)
"""Verbs whose particle "up" or "down" is no change: "put up $5m"."""
_BY = re.compile(r"\bby $", re.IGNORECASE)
_PERCENT_OR = re.compile(rf"{_PERCENT},? (?:or |\()$", re.IGNORECASE)
_TO = re.compile(
    r"\bto (?:(?:a|an|its|their|the) (?:new )?(?:all-time |record )?(?:high|low|peak|total|level"
    r"|record|value|average"
    r"|record high|record low)(?: of)? |(?:a )?record |(?:a )?total of )?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bfrom (?:(?:the|its|their|his|her|a|an|just|only|record|previous|initial|current|earlier"
    r"|original|(?:low|high|peak) of) )*$",
    re.IGNORECASE,
)
_FROM_EXTREME = re.compile(r"\bfrom (?:a|its|their) (?:record )?(?:low|high|peak) of $", re.IGNORECASE)
_LEVEL = re.compile(
    rf"[^.;]{{0,70}}?(?:,|\s[-\u2013\u2014]+|\s?\()\s?(?:up|down|{_any(kind='verb')})"
    rf" (?:{_ADVERB}(?:by |from )?{_PERCENT}|{_ADVERB}from )",
    re.IGNORECASE,
)
_PAST = re.compile(
    rf"\b(?:{_any(kind='verb')}) (?:\w+ly )?(?:back )?(?:to )?(?:near|close to|above|below|past"
    rf"|beyond|under) $",
    re.IGNORECASE,
)
_HIGHER = re.compile(
    rf"[^.;,]{{0,40}}?(?:,|\s[-\u2013\u2014]+|\s\()\s?{_PERCENT} (?:more|less|higher|lower|up|down)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r" (?P<word>more|less|higher|lower|fewer|cheaper|dearer|above|below|short)(?: \w+){0,2} than\b"
    rf"| (?P<noun>{_any(kind='noun')})(?: (?:in|to|from|on|for|over|of)\b|[,.;]|$)"
    r"| (?P<adjective>more expensive|cheaper|dearer|better off|worse off)\b",
    re.IGNORECASE,
)
_UP_OR_DOWN = re.compile(r"\b(?:up|down)\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:compared (?:with|to)|against|versus|vs\.?|as against) (?:the |a |just |only )?$", re.IGNORECASE
)


def direction_of(word: str) -> Direction:
    """Return which way a word of change points."""
    word = word.casefold()
    return _DIRECTION.get(word, "either")


def last_change(preceding: str) -> Direction | None:
    """Return the direction of the last word of change in a stretch of text; None if there is none."""
    found = None
    for match in _WORD.finditer(preceding):
        found = match
    return None if found is None else direction_of(found[0])


def delta_before(preceding: str, rest: str) -> Direction | None:
    """Return the direction if the words before a sum make it a difference: "rose by", "down", "a cut of"."""
    if _PAST.search(preceding):
        return None
    match = _DELTA_BEFORE.search(rest) or _DELTA_NOUN.search(rest)
    if match and not (match["word"].casefold() in ("up", "down") and _PARTICLE.search(rest[: match.start()])):
        return direction_of(match["word"])
    return last_change(rest) if _BY.search(rest) else None


def delta_after(following: str) -> Direction | None:
    """Return the direction if the words after a sum make it a difference: "more than last year", "cut in"."""
    match = _COMPARED.match(following)
    if match is None:
        return None
    word = match["word"] or match["noun"] or match["adjective"]
    if match["noun"]:
        return direction_of(word)
    return (
        "down"
        if word.casefold() in ("less", "lower", "fewer", "cheaper", "below", "short", "worse off")
        else "up"
    )


def percent_or(rest: str) -> bool:
    """Return whether a percentage the sum restates stands right before it: "3.4 per cent or"."""
    return _PERCENT_OR.search(rest) is not None


def is_level(preceding: str, rest: str, following: str) -> bool:
    """Return whether a sum is the level something moved to: "rose to", "fell below", "…, up from".

    Args:
        preceding: The sentence up to the sum.
        rest: What is left of it without bound words.
        following: The sentence from the end of the sum.
    """
    if _PAST.search(preceding):
        return True
    if _TO.search(rest) and last_change(rest) is not None:
        return True
    return bool(_LEVEL.match(following) or _HIGHER.match(following))


def is_origin(rest: str) -> bool:
    """Return whether a sum is the level something moved from: "up from", "rose from", "to $3m from"."""
    match = _FROM.search(rest)
    if match is None:
        return False
    return (
        bool(_FROM_EXTREME.search(rest))
        or last_change(rest) is not None
        or _UP_OR_DOWN.search(rest) is not None
    )


def is_compared(rest: str) -> bool:
    """Return whether a sum is named for comparison: "compared with", "against"."""
    return _AGAINST.search(rest) is not None


def is_change(preceding: str) -> bool:
    """Return whether "X to Y" after these words is a move and not a range."""
    rest = read_before(preceding).rest
    return is_origin(rest) or delta_before(preceding, rest) is not None
