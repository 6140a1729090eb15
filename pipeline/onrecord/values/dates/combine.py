"""Joins neighbouring expressions that are one: "8 p.m. Thursday", "June last year", "this year's third quarter"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from onrecord.values.dates.model import Expression, Interval, Point, Shift, Timex

_NEXT = re.compile(r"[ \u00a0]|, ?|\r?\n")
_ON = re.compile(r"[ \u00a0]on[ \u00a0](?:the )?")
_OF = re.compile(r"[ \u00a0]|, | of ")
_OWNED = re.compile(r"['\u2019]s? ")
_RANGE = re.compile(r" (?:to|and|through|until|till|or|&) | ?[-\u2013\u2014] ?|(?:, ?(?:and )?)")

Join = Callable[[Expression, Expression], Expression | None]


def combine(text: str, timexes: list[Timex]) -> list[Timex]:
    """Return the expressions of a text with neighbours joined and years shared over ranges."""
    joined: list[Timex] = []
    for timex in timexes:
        current = timex
        while joined and (merged := _merge(text, joined[-1], current)):
            joined.pop()
            current = merged
        joined.append(current)
    return _share_days(text, _share_years(text, joined))


def _merge(text: str, left: Timex, right: Timex) -> Timex | None:
    gap = text[left.end : right.start]
    if len(gap) > 8:
        return None
    for pattern, join in _JOINS:
        if pattern.fullmatch(gap) and (expression := join(left.expression, right.expression)) is not None:
            confidence = min(left.confidence, right.confidence)
            rule = f"{left.rule}+{right.rule}"
            return Timex(left.start, right.end, expression, rule, confidence, left.approx)
    return None


def _is_clock(e: Expression) -> bool:
    return isinstance(e, Point) and e.clock is not None and e.day is None and e.weekday is None


def _is_day(e: Expression) -> bool:
    if isinstance(e, Point):
        return (
            e.unit == "day"
            and e.clock is None
            and (e.day is not None or e.weekday is not None or e.holiday is not None)
        )
    return isinstance(e, Shift) and e.unit == "day"


def _clock_day(left: Expression, right: Expression) -> Expression | None:
    """Join "8 p.m. Thursday", "noon tomorrow", "Thursday 8pm"."""
    if _is_clock(right) and _is_day(left):
        left, right = right, left
    if not (isinstance(left, Point) and _is_clock(left) and _is_day(right)):
        return None
    if isinstance(right, Point):
        return replace(right, unit=left.unit, clock=left.clock)
    return replace(right, clock=left.clock) if isinstance(right, Shift) else None


def _clock_on_day(left: Expression, right: Expression) -> Expression | None:
    """Join "8 p.m. on Thursday", but not "on Thursday on ..."."""
    return _clock_day(left, right) if _is_clock(left) else None


def _named_in_year(left: Expression, right: Expression) -> Expression | None:
    """Join "June last year", "the third quarter of last year", "5 March this year"."""
    if not (isinstance(left, Point) and isinstance(right, Shift) and right.unit == "year"):
        return None
    named = left.month or left.index or left.season or left.holiday
    if not named or left.year is not None or left.shift is not None:
        return None
    if right.counted == "mention" and right.amount == 0:
        return replace(left, told=True)
    if right.counted != "published":
        return None
    return replace(left, year_shift=right.amount)


def _year_owns(left: Expression, right: Expression) -> Expression | None:
    """Join "This year's third quarter", "2024's first half"."""
    if (
        not isinstance(right, Point)
        or right.year is not None
        or not (right.index or right.season or right.month or right.holiday)
    ):
        return None
    if isinstance(left, Shift) and left.unit == "year" and left.counted == "published":
        return replace(right, year_shift=left.amount)
    if isinstance(left, Point) and left.unit == "year" and left.year is not None and not left.fiscal:
        return replace(right, year=left.year)
    return None


def _weekday_of_week(left: Expression, right: Expression) -> Expression | None:
    """Join "Friday last week", "Tuesday of next week"."""
    if (
        isinstance(left, Point)
        and left.weekday
        and left.shift is None
        and isinstance(right, Shift)
        and right.unit == "week"
    ):
        return replace(right, weekday=left.weekday, part=left.part)
    return None


def _weekday_dated(left: Expression, right: Expression) -> Expression | None:
    """Join "Thursday (March 5)" and "Thursday, 5 March" where the day pattern did not take the weekday."""
    if (
        isinstance(left, Point)
        and left.weekday
        and left.part
        and isinstance(right, Point)
        and right.day
        and right.month
    ):
        return replace(right, part=left.part)
    return None


_JOINS: list[tuple[re.Pattern[str], Join]] = [
    (_NEXT, _clock_day),
    (_ON, _clock_on_day),
    (_OF, _named_in_year),
    (_OWNED, _year_owns),
    (_OF, _weekday_of_week),
    (_NEXT, _weekday_dated),
]


def _share_days(text: str, timexes: list[Timex]) -> list[Timex]:
    """Give a weekday the day in brackets after it, and that day the weekday: "Thursday (Dec 18)"."""
    shared = list(timexes)
    for at in range(1, len(shared)):
        left, right = shared[at - 1], shared[at]
        weekday, day = left.expression, right.expression
        if left.rule != "weekday" or text[left.end : right.start] != " (" or text[right.end : right.end + 1] != ")":
            continue
        if isinstance(weekday, Point) and isinstance(day, Point) and day.day and day.month and not day.clock:
            both = replace(day, weekday=weekday.weekday if day.year is None else None)
            shared[at - 1], shared[at] = replace(left, expression=both), replace(right, expression=both)
    return shared


def _share_years(text: str, timexes: list[Timex]) -> list[Timex]:
    """Give the year written once in "March to May 2024" or "between 3 March and 5 April 2024" to both ends."""
    shared = list(timexes)
    for at in range(len(shared) - 1, 0, -1):
        left, right = shared[at - 1], shared[at]
        gap = text[left.end : right.start]
        if len(gap) > 9 or not _RANGE.fullmatch(gap):
            continue
        first, last = left.expression, right.expression
        if isinstance(last, Interval):
            last = last.first
        if (
            not (isinstance(first, Point) and isinstance(last, Point))
            or first.shift is not None
            or first.year_shift is not None
        ):
            continue
        same = (first.unit, bool(first.month), bool(first.index)) == (last.unit, bool(last.month), bool(last.index))
        if (
            same
            and first.year is None
            and (first.month or first.index)
            and (last.year is not None or last.year_shift is not None)
        ):
            later = (first.month or 0) > (last.month or 0)
            year = last.year - later if last.year is not None else None
            shift = last.year_shift - later if last.year_shift is not None else None
            shared[at - 1] = replace(left, expression=replace(first, year=year, year_shift=shift))
    return shared
