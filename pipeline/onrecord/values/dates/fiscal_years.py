"""Places fiscal years and quarters, whose days follow from the month the issuer's year ends in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from onrecord.values.dates import periods
from onrecord.values.dates.anchors import Frame
from onrecord.values.dates.model import Point, Resolution
from onrecord.values.dates.pieces import MONTH
from onrecord.values.dates.rule import month_number

_MONTHS = {"year": 12, "nine months": 9, "half": 6, "quarter": 3, "month": 1}


def fiscal_period(point: Point, frame: Frame) -> Resolution:
    """Return the fiscal period; without the issuer's calendar it has a value but no days."""
    if point.ends is not None:
        return _ended(point, frame)
    if point.index == -1:
        # "The last quarter of fiscal 2027" is its fourth.
        point = replace(point, index=12 // _MONTHS[point.unit])
    end_month = frame.fiscal_end
    year = point.year
    if year is None and frame.published is not None and frame.published.knows("month") and end_month:
        at = frame.published.first
        year = at.year + (at.month > end_month) + (point.shift or 0)
    if year is None:
        return Resolution("DATE", None, None, None, point.unit, "unresolved", fiscal=True)
    value = f"FY{year:04d}" if point.index is None else f"FY{year:04d}-{point.unit[0].upper()}{point.index}"
    first = last = None
    named = point.year is not None and frame.fiscal_start_named
    if end_month and not named and 1 < year < 9999:
        first, last = _days(year, end_month, point)
    return Resolution("DATE", value, first, last, point.unit, "fiscal", fiscal=True)


def _days(year: int, end_month: int, point: Point) -> tuple[date | None, date | None]:
    closing = periods.month(year, end_month)
    if closing is None or closing.first is None:
        return None, None
    first = periods.plus_months(closing.first, -11)
    if point.index is None or first is None or point.index < 1:
        return first, closing.last
    size = _MONTHS[point.unit]
    begin = periods.plus_months(first, size * (point.index - 1))
    final = periods.plus_months(begin, size - 1) if begin else None
    end = periods.month(final.year, final.month) if final else None
    return begin, end.last if end else None


def _ended(point: Point, frame: Frame) -> Resolution:
    month, day = point.ends or (12, None)
    year = point.year
    basis_year = frame.published.first if frame.published else None
    if year is None and basis_year is not None:
        passed = month <= basis_year.month if frame.direction != "future" else False
        year = basis_year.year if passed or (frame.direction == "future" and month >= basis_year.month) else None
        if year is None:
            year = basis_year.year + (1 if frame.direction == "future" else -1)
    closing = periods.month(year, month) if year is not None else None
    if year is None or closing is None or closing.first is None or closing.last is None:
        unit = None if point.unit == "nine months" else point.unit
        return Resolution("DATE", None, None, None, unit, "unresolved", fiscal=True)
    last = periods.day_of(year, month, day) if day else closing.last
    size = _MONTHS[point.unit]
    if last == closing.last or last is None:
        first = periods.plus_months(closing.first, 1 - size)
    else:
        before = periods.plus_months(last, -size)
        first = periods.plus_days(before, 1) if before else None
    value = f"FY{year:04d}" if point.unit == "year" else None
    if point.unit in ("quarter", "half") and month % size == 0 and last == closing.last:
        value = f"{year:04d}-{point.unit[0].upper()}{month // size}"
    # Nine months are no unit of the calendar.
    unit = None if point.unit == "nine months" else point.unit
    return Resolution("DATE", value, first, last, unit, "fiscal", fiscal=True)


_SAYS_END = re.compile(
    rf"\b(?:fiscal|financial)[ -]year\w*,?(?: \d{{4}},?)?(?: that| which)? (?:ends|ended|"
    rf"ending|closes|closed)(?: in| on)? (?P<month>{MONTH})"
    rf"|\byear (?:ended|ending|to)(?: in| on)? (?P<year_to>{MONTH})"
)
_SAYS_START = re.compile(
    rf"\b(?:fiscal|financial)[ -]year\w*,?(?: \d{{4}},?)?(?: that| which)? (?:begins|began|"
    rf"beginning|starts|started|starting)(?: in| on)? (?P<month>{MONTH})"
)


# Where sums are counted in lakh and crore, and none of these is named, the text is Indian.
_COUNTS_IN_CRORE = re.compile(r"\b(?:crores?|lakhs?)\b|\u20b9", re.IGNORECASE)
_OTHERS_COUNT_SO = re.compile(
    r"\b(?:Pakistan|Bangladesh|Nepal|Sri Lanka|Myanmar|Bhutan|Karachi|Dhaka|Lahore|Islamabad)"
)
_INDIAN_END = 3
# Japanese issuers number a year by the month it begins in.
_NUMBERS_BY_START = re.compile(r"\bJapan|\b(?:Tokyo|Osaka|yen)\b|\u00a5")


def numbers_by_start(text: str) -> bool:
    """Return whether "fiscal 2026" may be the year that begins in 2026, so that its days stay open."""
    return _holds(text, "Japan", "Tokyo", "Osaka", "yen", "\u00a5") and _NUMBERS_BY_START.search(text) is not None


def fiscal_end(text: str) -> int | None:
    """Return the month in which the fiscal year of a document ends.

    The document says it; else an Indian text means the year by law, which ends in March.
    """
    if _holds(text, "fiscal", "financial", "year e", "year to"):
        if ends := _SAYS_END.search(text):
            return month_number(ends["month"] or ends["year_to"])
        if starts := _SAYS_START.search(text):
            return (month_number(starts["month"]) - 2) % 12 + 1
    if not _holds(text.lower(), "crore", "lakh", "\u20b9") or not _COUNTS_IN_CRORE.search(text):
        return None
    return None if _OTHERS_COUNT_SO.search(text) else _INDIAN_END


def _holds(text: str, *needed: str) -> bool:
    """Whether a text holds one of the strings without which a pattern is not searched for: most hold none."""
    return any(map(text.__contains__, needed))
