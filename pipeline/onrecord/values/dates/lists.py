"""Days listed under one month: "22, 23 and 27 December", "September 22 and 23"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.values.dates.model import Point, Timex
from onrecord.values.dates.pieces import DAY_NUMBER, GAP

_JOIN = rf"(?:,{GAP}|,?{GAP}(?:and|or){GAP})"
_NUMBER = rf"{DAY_NUMBER}(?:st|nd|rd|th)?"
_BEFORE = re.compile(rf"\b(?:on|for|of|between|from|the|dates){GAP}(?P<days>(?:{_NUMBER}{_JOIN}){{1,6}})$")
# What may follow the last day: a number before a noun counts things ("March 5 and 20 people").
_AFTER = re.compile(
    rf"(?P<days>(?:{_JOIN}{_NUMBER}(?![\d%]|[.,:]\d)){{1,6}})"
    rf"(?=[.;:!?)]|,{GAP}(?!\d)|$|{GAP}(?:at|in|on|to|for|when|with|by|after|before|during|this|next|last|and"
    rf"|but|as)\b)"
)
_DAY = re.compile(DAY_NUMBER)
_REACH = 48


def with_listed_days(text: str, timexes: list[Timex]) -> list[Timex]:
    """Return the expressions of a text with the days that share the month of one of them, in order."""
    found: list[Timex] = []
    for at, timex in enumerate(timexes):
        following = timexes[at + 1].start if at + 1 < len(timexes) else len(text)
        previous = found[-1].end if found else 0
        point = timex.expression
        if not isinstance(point, Point) or point.day is None or point.month is None or point.clock:
            found.append(timex)
            continue
        month_first = text[timex.start].isalpha()
        before = None if month_first else _BEFORE.search(text, max(previous, timex.start - _REACH), timex.start)
        if before is not None:
            found += _days(text, timex, point, *before.span("days"))
        found.append(timex)
        after = _AFTER.match(text, timex.end, following) if month_first and point.year is None else None
        if after is not None:
            found += _days(text, timex, point, *after.span("days"))
    return found


def _days(text: str, timex: Timex, point: Point, start: int, end: int) -> Iterator[Timex]:
    for match in _DAY.finditer(text, start, end):
        day = replace(point, day=int(match[0]), weekday=None)
        stop = match.end() + (2 if text[match.end() : match.end() + 1].isalpha() else 0)
        yield Timex(match.start(), stop, day, "listed-day", 0.85)
