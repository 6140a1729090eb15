"""The days a TIMEX3 value covers and its granularity.

Written apart from the package's own date code on purpose: gold must not inherit the errors of what it scores.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """First and last day covered, inclusive, and the unit the value counts in; null where it names none."""

    start: date | None
    end: date | None
    granularity: str | None


_UNIT = {
    "WE": "day",
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "DE": "decade",
    "CE": "century",
    "Q": "quarter",
}
_CLOCK = {"H": "hour", "M": "minute"}
_SEASONS = ("-SP", "-SU", "-FA", "-WI")
_EMPTY = Period(None, None, None)


def period(value: str | None) -> Period:
    """Return what a TIMEX3 value covers.

    Durations and sets have a unit but no place in time; references and gaps (``XXXX``) have no days. The days
    of a fiscal year are the issuer's and are written down with it; those of a season depend on the place.
    """
    if value is None or value.startswith("FY") or value.endswith(("_REF", *_SEASONS)):
        return _EMPTY
    if "/" in value:
        first, last = (period(part) for part in value.split("/"))
        return Period(first.start, last.end, first.granularity)
    if match := re.fullmatch(r"P(T?)[0-9X.]+(DE|CE|WE|[A-Z])", value):
        return Period(None, None, (_CLOCK if match[1] else _UNIT)[match[2]])
    if "T" in value:
        return _time(value)
    if value.startswith("XXXX"):
        return Period(None, None, "month" if re.fullmatch(r"XXXX-\d\d", value) else "day")
    return _calendar(value)


def _time(value: str) -> Period:
    day, clock = value.split("T")
    unit = None
    if clock[:1].isdigit():
        unit = "hour" if clock.endswith(":00") else "minute"
    covered = period(day) if day[:1].isdigit() else _EMPTY
    return Period(covered.start, covered.end, unit)


def _calendar(value: str) -> Period:
    if re.fullmatch(r"\d{3}", value):
        return Period(date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31), "decade")
    if re.fullmatch(r"\d{2}", value):
        return Period(date(int(value) * 100, 1, 1), date(int(value) * 100 + 99, 12, 31), "century")
    year = int(value[:4])
    rest = value[5:]
    if not rest:
        return Period(date(year, 1, 1), date(year, 12, 31), "year")
    if match := re.fullmatch(r"W(\d\d)(-WE)?", rest):
        monday = date.fromisocalendar(year, int(match[1]), 1)
        first = monday + timedelta(days=5) if match[2] else monday
        return Period(first, monday + timedelta(days=6), "day" if match[2] else "week")
    if match := re.fullmatch(r"([QH])(\d)", rest):
        length, unit = (3, "quarter") if match[1] == "Q" else (6, "half")
        last = int(match[2]) * length
        return Period(date(year, last - length + 1, 1), _month_end(year, last), unit)
    if re.fullmatch(r"\d\d", rest):
        return Period(date(year, int(rest), 1), _month_end(year, int(rest)), "month")
    day = date.fromisoformat(value)
    return Period(day, day, "day")


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
