"""Sums below zero: "minus $3", "a loss of $5m", "the loss narrowed to $4m", "overdrawn by"."""

from __future__ import annotations

import re

_MINUS = re.compile(r"(?:\bminus |\bnegative |(?:^|[\s(])[-\u2212])$", re.IGNORECASE)
_LOSS_BEFORE = re.compile(
    r"\b(?:loss(?:es)?(?: in [\w' -]{1,40})? (?:of|totall?ing|amounting to|worth)|overdrawn by|in the red by"
    r"|in the red to the tune of"
    r"|loss(?:es)? (?:was|were|is|are|stood at|stands at|came to|total(?:l)?ed|amount(?:s|ed) to|reached|hit))\s*$",
    re.IGNORECASE,
)
_ACCOUNTANTS = re.compile(
    r"\b(?:result|income|profit|loss|balance|earnings|net|cash flow|ebitda|margin)s?(?: \w+)?:? \($", re.IGNORECASE
)
"""What stands before a sum in an accountant's brackets: "Net result: ($99.99)"."""

_LOSES = re.compile(r"\b(?:lose|loses|losing|lost)(?: him| her| it| them| us)? $", re.IGNORECASE)
# "Lost $500 worth of stock": the goods are gone, and the sum is their price.
_GOODS_AFTER = re.compile(r" (?:worth|of)\b")
# "The loss narrowed to $4m": the level is a loss, whichever way it went.
_LOSS_MOVED = re.compile(
    r"\bloss(?:es)? (?:[\w-]+ ){0,5}(?:narrow|widen|grow|grew|f[ae]ll|r[io]se|shr[aiu]nk|swell|swoll|deepen|balloon"
    r"|drop|slump|increas|decreas|declin|reduc|cut|doubl|tripl|halv|surg|jump|climb|eas)\w*(?: [\w-]+){0,2}"
    r"(?: by [^,;]{1,20}|,)? to $",
    re.IGNORECASE,
)
_LOSS_AFTER = re.compile(
    r" in the red\b| overdrawn\b"
    r"| (?:(?:net|pre-?tax|operating|annual|quarterly|trading|full-year|half-year) )?loss(?:es)?\b",
    re.IGNORECASE,
)


def is_negative(rest: str, following: str) -> bool:
    """Return whether the words around a sum make it negative: "minus $3", "a loss of $5m", "overdrawn by"."""
    if _LOSES.search(rest):
        return _GOODS_AFTER.match(following) is None
    if following.startswith(")") and _ACCOUNTANTS.search(rest):
        return True
    before = (_MINUS, _LOSS_BEFORE, _LOSS_MOVED)
    return any(pattern.search(rest) for pattern in before) or _LOSS_AFTER.match(following) is not None
