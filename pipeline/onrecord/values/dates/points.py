"""Places a calendar point: the year, month or week the text leaves out comes from the frame.

The occurrence nearest in the direction of the tense is taken: for "Friday" in the past the last one up to and
including the day of publication.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from onrecord.values.dates import periods
from onrecord.values.dates.anchors import Frame, Published
from onrecord.values.dates.holidays import holiday
from onrecord.values.dates.model import Basis, Point
from onrecord.values.dates.periods import Period

# Months in which seasons begin in the north, where winter is named after the year it begins in.
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# In the present tense a day up to this many days ago is nearer than its next return.
_RECENT = 45
_FAR, _NEAR = 265, 100


def placed(point: Point, frame: Frame) -> tuple[Period, Basis] | None:
    """Return the period a point names and what settled it; None where the frame does not settle it."""
    if point.year is not None:
        period = _in_year(point, point.year)
        return (period, "explicit") if period else None
    of_year = _needs_year(point)
    if frame.mention is not None and of_year and frame.mention.first is not None:
        return _from_mention(point, frame)
    if frame.mention is not None and point.clock and frame.mention.first is not None:
        return periods.day(frame.mention.first), "mention"
    if frame.published is None or point.told:
        return None
    if of_year:
        return _yearless(point, frame, frame.published)
    if not frame.published.knows("day"):
        return None
    at = frame.published.first
    if point.weekday is not None or point.unit == "weekend":
        period = _weekly(point, frame, at)
        return (period, "tense" if point.shift is None else "published") if period else None
    if point.day is not None:
        found = _occurrence(lambda k: _day_in_month(point.day or 0, at, k), frame, at)
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
    if point.day is None:
        return periods.month(year, point.month)
    at = periods.day_of(year, point.month, point.day)
    return periods.of_unit(point.unit if point.unit == "week" else "day", at) if at else None


def _begin(point: Point, year: int) -> date | None:
    """The day by which occurrences of a point are ordered."""
    if point.season is not None:
        return periods.day_of(year, _SEASON_MONTH[point.season], 1)
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
            year = _season_year(point.season, point.shift, here)
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
    period = _occurrence(lambda k: _year_step(point, here.year + k), frame, here)
    return (period, basis) if period else None


def _season_year(season: str, shift: int, at: date) -> int:
    """The year of the last season that is over, of that of this year, or of the next to begin."""
    begins, month = _SEASON_MONTH[season], at.year * 12 + at.month
    if shift < 0:
        return (month - begins - 3) // 12
    # In January this winter is that of the year before.
    return (month - begins) // 12 + 1 if shift > 0 else at.year - (at.month + 12 < begins + 3)


def _year_step(point: Point, year: int) -> tuple[date, Period] | None:
    period, begin = _in_year(point, year), _begin(point, year)
    return (begin, period) if period and begin else None


def _occurrence(step: Callable[[int], tuple[date, Period] | None], frame: Frame, at: date) -> Period | None:
    """Choose among the occurrences before, at and after a day by tense; by nearness where tense is silent."""
    found = [occurrence for k in (-1, 0, 1) if (occurrence := step(k)) is not None]
    past = [o for o in found if o[0] <= at]
    future = [o for o in found if o[0] >= at]
    direction = frame.direction
    if past and future:
        # A month or day of another year is only left without it near the turn of the year.
        behind, ahead = (at - past[-1][0]).days, (future[0][0] - at).days
        if behind > _FAR and ahead < _NEAR and past[-1][0].year < at.year:
            direction = "future"
        elif ahead > _FAR and behind < _NEAR and future[0][0].year > at.year:
            direction = "past"
        elif direction is None and frame.present and past[-1][1].unit == "day":
            # "The year ends Sept. 30": a timetable, unless the day has just passed.
            direction = "past" if behind <= _RECENT else "future"
    if direction is None and past and future:
        direction = "past" if at - past[-1][0] <= future[0][0] - at else "future"
    chosen = past[-1:] if direction == "past" else future[:1]
    return chosen[0][1] if chosen else None


def _day_in_month(number: int, at: date, k: int) -> tuple[date, Period] | None:
    moved = periods.plus_months(at.replace(day=1), k)
    day = periods.day_of(moved.year, moved.month, number) if moved else None
    return (day, periods.day(day)) if day else None


def _weekly(point: Point, frame: Frame, at: date) -> Period | None:
    if point.unit == "weekend":
        # Written on a Saturday, a weekend that has been is the one before.
        forward = frame.direction == "future" or at.isoweekday() >= (7 if frame.direction == "past" else 6)
        moved = at if forward else periods.plus_days(at, -7)
        return periods.weekend(moved) if moved else None
    weekday = point.weekday or 1
    ahead, behind = (weekday - at.isoweekday()) % 7, -((at.isoweekday() - weekday) % 7)
    if point.shift == 0 and frame.direction is None:
        step = weekday - at.isoweekday()
    else:
        step = ahead if frame.direction == "future" else behind
    day = periods.plus_days(at, step)
    return periods.day(day) if day else None


def _from_mention(point: Point, frame: Frame) -> tuple[Period, Basis] | None:
    """Take the year from a date mentioned before: the nearest such month to it."""
    mention = frame.mention
    if mention is None or mention.first is None:
        return None
    period = _in_year(point, mention.first.year)
    return (period, "mention") if period else None
