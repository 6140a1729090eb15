"""Calendar arithmetic: periods of every granularity with their TIMEX3 value, and steps between them.

All functions return None instead of leaving the years 1 to 9999, so no arithmetic on odd text can raise.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the calendar: unit, TIMEX3 value, first and last day."""

    unit: str
    value: str
    first: date | None
    last: date | None


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the date, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plus_days(start: date, days: int) -> date | None:
    """Return ``start`` moved by days, or None outside the calendar."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def plus_months(start: date, months: int) -> date | None:
    """Return ``start`` moved by months; a day the month does not have becomes its last."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def day(at: date) -> Period:
    """The period of one day."""
    return Period("day", at.isoformat(), at, at)


def week(at: date) -> Period | None:
    """The ISO week (Monday to Sunday) holding a day."""
    first, last = plus_days(at, -at.weekday()), plus_days(at, 6 - at.weekday())
    if first is None or last is None:
        return None
    year, number, _ = at.isocalendar()
    return Period("week", f"{year:04d}-W{number:02d}", first, last)


def weekend(at: date) -> Period | None:
    """Saturday and Sunday of the ISO week holding a day."""
    whole = week(at)
    if whole is None or whole.last is None:
        return None
    # Granularity day: a weekend is two days, not a week.
    return Period("day", f"{whole.value}-WE", plus_days(whole.last, -1), whole.last)


def month(year: int, number: int) -> Period | None:
    """A month."""
    if not 1 <= year <= 9999:
        return None
    last = date(year, number, monthrange(year, number)[1])
    return Period("month", f"{year:04d}-{number:02d}", date(year, number, 1), last)


def months(unit: str, year: int, number: int) -> Period | None:
    """A quarter (1-4) or half (1-2) of a year."""
    size = 3 if unit == "quarter" else 6
    if not (1 <= year <= 9999 and 1 <= number <= 12 // size):
        return None
    final = number * size
    last = date(year, final, monthrange(year, final)[1])
    return Period(unit, f"{year:04d}-{unit[0].upper()}{number}", date(year, final - size + 1, 1), last)


def years(unit: str, year: int) -> Period | None:
    """The year, decade or century beginning at ``year``; decades and centuries have truncated TIMEX3 values."""
    size, digits = {"year": (1, 4), "decade": (10, 3), "century": (100, 2)}[unit]
    first_year = year - year % size
    if not year >= 1 or first_year + size - 1 > 9999:
        return None
    value = f"{first_year:04d}"[:digits]
    return Period(unit, value, date(max(first_year, 1), 1, 1), date(first_year + size - 1, 12, 31))


def season(year: int, code: str) -> Period:
    """A season; its days depend on the hemisphere, so none are given."""
    return Period("quarter", f"{year:04d}-{code}", None, None)


def is_season(value: str) -> bool:
    """Whether a value names a season of a year."""
    return len(value) == 7 and value[:4].isdigit() and value[4:] in ("-SP", "-SU", "-FA", "-WI")


def of_unit(unit: str, at: date) -> Period | None:
    """The period of a unit holding a day."""
    if unit == "day":
        return day(at)
    if unit == "week":
        return week(at)
    if unit == "weekend":
        return weekend(at)
    if unit == "month":
        return month(at.year, at.month)
    if unit == "quarter":
        return months("quarter", at.year, (at.month + 2) // 3)
    if unit == "half":
        return months("half", at.year, (at.month + 5) // 6)
    return years(unit, at.year)


STEP_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
STEP_DAYS = {"day": 1, "week": 7, "weekend": 7}


def step(at: date, unit: str, amount: int) -> date | None:
    """Return the day ``amount`` units from ``at``."""
    if unit in STEP_DAYS:
        return plus_days(at, STEP_DAYS[unit] * amount)
    return plus_months(at, STEP_MONTHS[unit] * amount)
