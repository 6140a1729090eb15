"""Places a calendar point: the year, month or week the text leaves out comes from the frame.

The occurrence nearest in the direction of the tense is taken: for "Friday" in the past the last one up to and
including the day of publication.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.values.dates import periods
from onrecord.values.dates.anchors import Frame, Published
from onrecord.values.dates.holidays import FIXED, holiday, nth_weekday
from onrecord.values.dates.model import Basis, Point
from onrecord.values.dates.occurrences import SEASON_MONTH, day_in_month, occurrence, season_year, weekly
from onrecord.values.dates.periods import Period


def placed(point: Point, frame: Frame) -> tuple[Period, Basis] | None:
    """Return the period a point names and what settled it; None where the frame does not settle it."""
    if point.year is not None:
        period = _in_year(point, point.year)
        return (period, "explicit") if period else None
    of_year = _needs_year(point)
    if frame.mention is not None and of_year and frame.mention.first is not None:
        return _from_mention(point, frame)
    if (
        frame.mention is not None
        and (point.clock or point.part)
        and not point.weekday
        and frame.mention.first is not None
    ):
        return periods.day(frame.mention.first), "mention"
    if frame.published is None or point.told:
        return None
    if of_year:
        return _yearless(point, frame, frame.published)
    if not frame.published.knows("day"):
        return None
    at = frame.published.first
    if point.weekday is not None or point.unit == "weekend":
        period = weekly(point, frame, at)
        return (period, "tense" if point.shift is None else "published") if period else None
    if point.day is not None and point.shift is not None:
        # "The 26th of next month".
        told = day_in_month(point.day, at, point.shift)
        return (told[1], "published") if told else None
    if point.day is not None:
        found = occurrence(lambda k: day_in_month(point.day or 0, at, k), frame, at)
        return (found, "published") if found else None
    if point.clock or point.part:
        return (periods.day(at), "published") if point.part else None
    return None


def unplaced(point: Point) -> str | None:
    """Return the TIMEX3 value with X for what is not known; None where the scheme has none."""
    if point.year is not None and point.year < 0:
        return f"BC{-point.year:04d}" if point.unit == "year" else None
    if point.year is not None:
        return None
    if point.holiday is not None:
        month, day = FIXED.get(point.holiday.lower().replace("\u2019", "'"), (0, 0))
        return f"XXXX-{month:02d}-{day:02d}" if month else None
    if point.month is not None and point.index is not None:
        return None
    if point.month is not None:
        return f"XXXX-{point.month:02d}" + (f"-{point.day:02d}" if point.day is not None else "")
    if point.weekday is not None:
        return f"XXXX-WXX-{point.weekday}"
    if point.unit == "weekend":
        return "XXXX-WXX-WE"
    if point.season is not None:
        return f"XXXX-{point.season}"
    if point.index is not None and point.index > 0 and point.unit in ("quarter", "half"):
        return f"XXXX-{point.unit[0].upper()}{point.index}"
    if point.day is not None:
        return f"XXXX-XX-{point.day:02d}"
    return None


def _needs_year(point: Point) -> bool:
    named = point.month or point.season or point.holiday
    return bool(named) or (point.index is not None and point.unit in ("quarter", "half"))


def _in_year(point: Point, year: int) -> Period | None:
    if year < 1:
        return None
    if point.unit in ("decade", "century"):
        return periods.years(point.unit, year)
    if point.season is not None:
        return periods.season(year, point.season)
    if point.holiday is not None:
        at = holiday(point.holiday, year)
        return periods.day(at) if at else None
    if point.index is not None and point.unit in ("quarter", "half"):
        size = 4 if point.unit == "quarter" else 2
        return periods.months(point.unit, year, size if point.index < 0 else point.index)
    if point.month is None:
        return periods.years("year", year)
    if point.weekday is not None and point.index is not None:
        at = nth_weekday(year, point.month, point.weekday, point.index)
        return periods.day(at) if at else None
    if point.day is None:
        return periods.month(year, point.month)
    at = periods.day_of(year, point.month, point.day)
    return periods.of_unit(point.unit if point.unit == "week" else "day", at) if at else None


def _begin(point: Point, year: int) -> date | None:
    """The day by which occurrences of a point are ordered."""
    if point.season is not None:
        return periods.day_of(year, SEASON_MONTH[point.season], 1)
    period = _in_year(point, year)
    return period.first if period else None


def _yearless(point: Point, frame: Frame, at: Published) -> tuple[Period, Basis] | None:
    bare_month = point.unit == "month" and point.shift is None
    basis: Basis = "tense" if bare_month else "published"
    if point.year_shift is not None:
        period = _in_year(point, at.first.year + point.year_shift)
        return (period, "published") if period else None
    here = at.first
    if not point.day and not point.holiday and point.season is None:
        # A month or quarter is compared as a whole: "in March", written in March, is this March.
        current = periods.of_unit(point.unit, here)
        here = current.first if current and current.first else here
    year: int | None
    if point.shift is not None:
        years = range(here.year - 1, here.year + 2)
        ordered = [(y, begin) for y in years if (begin := _begin(point, y)) is not None]
        if point.season is not None:
            year = season_year(point.season, point.shift, here)
        elif point.shift == 0:
            year = here.year
        elif point.shift < 0:
            year = max((y for y, begin in ordered if begin < here), default=None)
        else:
            year = min((y for y, begin in ordered if begin > here), default=None)
        period = _in_year(point, year) if year else None
        return (period, "published") if period else None
    if point.weekday is not None and point.day is not None:
        matching = [
            found
            for y in range(here.year - 1, here.year + 2)
            if (found := _in_year(point, y)) and found.first and found.first.isoweekday() == point.weekday
        ]
        # The weekday written beside the day settles the year where only one year fits.
        if len(matching) == 1:
            return matching[0], "published"
    # "The third quarter" is that of the figures at hand, whatever the verb.
    sure = frame.sure and point.index is None
    period = occurrence(lambda k: _year_step(point, here.year + k), replace(frame, sure=sure), here)
    return (period, basis) if period else None


def _year_step(point: Point, year: int) -> tuple[date, Period] | None:
    period, begin = _in_year(point, year), _begin(point, year)
    return (begin, period) if period and begin else None


def _from_mention(point: Point, frame: Frame) -> tuple[Period, Basis] | None:
    """Take the year from a date mentioned before: the nearest such month to it."""
    mention = frame.mention
    if mention is None or mention.first is None:
        return None
    year = mention.first.year
    if point.told and point.shift and (begin := _begin(point, year)) is not None:
        # "The following July", "the previous May".
        year += begin <= mention.first if point.shift > 0 else -(begin >= mention.first)
    period = _in_year(point, year)
    return (period, "mention") if period else None
