"""Which occurrence of what comes back: the Friday, the March, the summer that tense and nearness point to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from onrecord.values.dates import periods
from onrecord.values.dates.anchors import Frame
from onrecord.values.dates.model import Point
from onrecord.values.dates.periods import Period

# Months in which seasons begin in the north, where winter is named after the year it begins in.
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# In the present tense a day up to this many days ago is nearer than its next return.
_RECENT = 45
_FAR, _NEAR = 265, 100


def season_year(season: str, shift: int, at: date) -> int:
    """The year of the last season that is over, of that of this year, or of the next to begin."""
    begins, month = SEASON_MONTH[season], at.year * 12 + at.month
    if shift < 0:
        return (month - begins - 3) // 12
    # In January this winter is that of the year before.
    return (month - begins) // 12 + 1 if shift > 0 else at.year - (at.month + 12 < begins + 3)


def occurrence(step: Callable[[int], tuple[date, Period] | None], frame: Frame, at: date) -> Period | None:
    """Choose among the occurrences before, at and after a day by tense; by nearness where tense is silent."""
    found = [one for k in (-1, 0, 1) if (one := step(k)) is not None]
    past = [o for o in found if o[0] <= at]
    future = [o for o in found if o[0] >= at]
    direction = frame.direction
    if past and future:
        # A month or day of another year is only left without it near the turn of the year.
        behind, ahead = (at - past[-1][0]).days, (future[0][0] - at).days
        steady = direction is not None and frame.sure
        if not steady and behind > _FAR and ahead < _NEAR and past[-1][0].year < at.year:
            direction = "future"
        elif not steady and ahead > _FAR and behind < _NEAR and future[0][0].year > at.year:
            direction = "past"
        elif direction is None and frame.present and past[-1][1].unit == "day":
            # "The year ends Sept. 30": a timetable, unless the day has just passed.
            direction = "past" if behind <= _RECENT else "future"
    if direction is None and past and future:
        direction = "past" if at - past[-1][0] <= future[0][0] - at else "future"
    chosen = past[-1:] if direction == "past" else future[:1]
    return chosen[0][1] if chosen else None


def day_in_month(number: int, at: date, k: int) -> tuple[date, Period] | None:
    """Return the day of that number in the month ``k`` months from that of ``at``, if it has one."""
    moved = periods.plus_months(at.replace(day=1), k)
    day = periods.day_of(moved.year, moved.month, number) if moved else None
    return (day, periods.day(day)) if day else None


def weekly(point: Point, frame: Frame, at: date) -> Period | None:
    """Return the day of the week, or the weekend, that tense points to; the day of publication counts as past."""
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
