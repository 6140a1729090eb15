"""Places what is counted in steps: "last year", "two weeks ago", "the following day", "a year earlier"."""

from __future__ import annotations

from datetime import date

from onrecord.values.dates import periods
from onrecord.values.dates.anchors import ORDER, Frame
from onrecord.values.dates.model import Basis, Resolution, Shift
from onrecord.values.dates.periods import Period


def shifted(shift: Shift, frame: Frame) -> tuple[Period, Basis] | None:
    """Return the period and what it was counted from; None where that is not known."""
    if shift.counted == "mention" or (shift.counted == "either" and frame.mention is not None):
        period = _from_mention(shift, frame.mention)
        return (period, "mention") if period else None
    at = frame.published
    if at is None or not at.knows(_coarse(shift)):
        return None
    period = _step(shift, at.first)
    return (period, "published") if period else None


def _coarse(shift: Shift) -> str:
    return "week" if shift.unit == "weekend" else "day" if shift.weekday else shift.unit


def _step(shift: Shift, at: date) -> Period | None:
    if shift.weekday is not None:
        day = _weekday(shift, at)
        return periods.day(day) if day else None
    moved = periods.step(at, shift.unit, shift.amount)
    return periods.of_unit(shift.unit, moved) if moved else None


def _weekday(shift: Shift, at: date) -> date | None:
    weekday = shift.weekday or 1
    if shift.unit == "week":
        return periods.plus_days(at, weekday - at.isoweekday() + 7 * shift.amount)
    if shift.amount < 0:
        first = -((at.isoweekday() - weekday - 1) % 7 + 1)
        return periods.plus_days(at, first + 7 * (shift.amount + 1))
    first = (weekday - at.isoweekday() - 1) % 7 + 1
    return periods.plus_days(at, first + 7 * (shift.amount - 1))


def _from_mention(shift: Shift, mention: Resolution | None) -> Period | None:
    if mention is None or mention.unit is None:
        return None
    if shift.unit == "same":
        # A value with X for the year is taken over as it is.
        return Period(mention.unit, mention.value, mention.first, mention.last) if mention.value else None
    if mention.value is not None and shift.exact and shift.unit == "year" and periods.is_season(mention.value):
        year = int(mention.value[:4]) + shift.amount
        return periods.season(year, mention.value[5:]) if 1 <= year <= 9999 else None
    if mention.first is None or mention.last is None:
        return None
    at = mention.last if shift.amount > 0 else mention.first
    unit = shift.unit
    known = mention.unit if mention.unit in ORDER else "day"
    coarser = shift.weekday is None and unit in ORDER and ORDER.index(known) > ORDER.index(unit)
    if coarser:
        return None
    if shift.exact and known != "day" and unit in ORDER:
        moved = periods.step(mention.first, unit, shift.amount)
        return periods.of_unit(known, moved) if moved else None
    return _step(shift, at)
