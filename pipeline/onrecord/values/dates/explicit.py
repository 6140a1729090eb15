"""Days written out in full or in digits.

``dateparser`` reads written days and nothing else: it is given a string the grammar has taken apart already, in
English, with a fixed base, and its ``period`` must say that a day was read. It rejects days that do not exist.
"""

from __future__ import annotations

from calendar import isleap
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from onrecord.values.dates.model import Expression, Opaque, Point
from onrecord.values.dates.periods import day_of

_SETTINGS = {
    # Never today: every part is required, and the base is fixed all the same.
    "RELATIVE_BASE": datetime(2000, 1, 1),
    "REQUIRE_PARTS": ["day", "month", "year"],
    "PARSERS": ["absolute-time"],
    "DATE_ORDER": "DMY",
}


@cache
def _parser() -> Any:
    # Imported here because dateparser takes 0.3 s to import and most texts name no full day.
    from dateparser.date import DateDataParser

    return DateDataParser(languages=["en"], settings=_SETTINGS)


@lru_cache(maxsize=4096)
def _month_and_day(day: int, month: str, year: int) -> tuple[int, int] | None:
    """Return the month and day of a written one; what they are depends on the year only by its leap day."""
    found = _parser().get_date_data(f"{day} {month} {year:04d}")
    if found.date_obj is None or found.period != "day" or found.date_obj.day != day:
        return None
    return found.date_obj.month, found.date_obj.day


def written_day(day: int, month: str, year: int | None, weekday: int | None = None) -> Expression:
    """Return the day named by number, month name and year if said; without value if there is no such day."""
    # Without a year a leap year judges: 29 February exists in some year.
    parts = _month_and_day(day, month, 2000 if year is None or isleap(year) else 2001)
    if parts is None:
        return Opaque("day", "there is no such day")
    return Point("day", year, parts[0], parts[1], weekday=weekday if year is None else None)


def digit_day(year: int, first: int, second: int, *, day_first: bool) -> Expression | None:
    """Return the day written in digits with the year last.

    Args:
        year: The year.
        first: First number as written.
        second: Second number as written.
        day_first: Whether the day certainly comes first (the order of dates with dots).

    Returns:
        The day; an expression without value where day and month could be exchanged ("03/04/2025"); None where
        neither order gives a day.
    """
    orders = {(second, first)} if day_first else {(first, second), (second, first)}
    days = {found for month, day in orders if (found := day_of(year, month, day)) is not None}
    if len(days) > 1:
        return Opaque("day", "day and month may be exchanged")
    return next((Point("day", at.year, at.month, at.day) for at in days), None)
