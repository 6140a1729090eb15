"""One spelling for each TIMEX3 value: corpora write the same value in several ways.

TIMEX3 lets ``196`` and ``196X`` stand for a decade, a duration be given in any unit, and what is unknown be written as
``X`` or left out; annotators do all of it, within one corpus (``2000-W7``, ``2000-W07``). Nothing here makes two
different times, or a time and a rougher one, the same: a day is not its week, an evening is not its day.
"""

from __future__ import annotations

import re
from fractions import Fraction

_UNKNOWN_END = re.compile(r"(?:-XX)+$")
_DECADE = re.compile(r"(\d{3})X")
_CENTURY = re.compile(r"(\d{2})XX")
_WEEK = re.compile(r"-W(\d)(?!\d)")
_HOUR = re.compile(r"T(\d\d)$")
_DURATION = re.compile(r"P(T?)(\d+(?:\.\d+)?)(CE|DE|[YMWDHS])")
# How many of the smallest unit of its kind a unit holds; months and days have no fixed relation.
_UNITS = {
    ("", "CE"): ("M", 1200),
    ("", "DE"): ("M", 120),
    ("", "Y"): ("M", 12),
    ("", "M"): ("M", 1),
    ("", "W"): ("S", 604_800),
    ("", "D"): ("S", 86_400),
    ("T", "H"): ("S", 3_600),
    ("T", "M"): ("S", 60),
    ("T", "S"): ("S", 1),
}


def one_spelling(value: str) -> str:
    """Return a TIMEX3 value in the spelling that all equal ones share."""
    duration = _DURATION.fullmatch(value)
    if duration is not None and (unit := _UNITS.get((duration[1], duration[3]))) is not None:
        return f"P{Fraction(duration[2]) * unit[1]}{unit[0]}"
    if value.startswith("XXXX"):
        return value
    plain = _UNKNOWN_END.sub("", value)
    plain = _WEEK.sub(r"-W0\1", plain)
    plain = _HOUR.sub(r"T\1:00", plain)
    for shorter in (_DECADE, _CENTURY):
        if (found := shorter.fullmatch(plain)) is not None:
            return found[1]
    return plain
