"""From an expression and what it is counted from to a place on the calendar.

>>> resolve(Point("day", weekday=5), Frame(published("2025-12-06"), "past")).value
'2025-12-05'
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.values.dates.anchors import Frame, published
from onrecord.values.dates.fiscal_years import fiscal_period
from onrecord.values.dates.model import (
    Basis,
    Expression,
    Interval,
    Length,
    Opaque,
    Point,
    Recurrence,
    Reference,
    Resolution,
    Shift,
)
from onrecord.values.dates.periods import Period
from onrecord.values.dates.points import placed, unplaced
from onrecord.values.dates.shifts import shifted

__all__ = ["Frame", "published", "resolve"]


def resolve(expression: Expression, frame: Frame) -> Resolution:
    """Return where an expression lies; a value the frame does not settle is None or has X for what is open."""
    if isinstance(expression, Length):
        return Resolution(
            "DURATION", expression.value, None, None, _granularity(expression.unit), _length_basis(expression)
        )
    if isinstance(expression, Recurrence):
        return Resolution("SET", expression.value, None, None, _granularity(expression.unit), "explicit")
    if isinstance(expression, Reference):
        return Resolution("DATE", expression.value, None, None, _granularity(expression.unit), "unresolved")
    if isinstance(expression, Opaque):
        return Resolution("DATE", None, None, None, _granularity(expression.unit), "unresolved")
    if isinstance(expression, Interval):
        return _interval(expression, frame)
    if isinstance(expression, Shift):
        return _shift(expression, frame)
    return _point(expression, frame)


def _length_basis(expression: Length) -> Basis:
    return "unresolved" if "X" in expression.value else "explicit"


def _granularity(unit: str | None) -> str | None:
    return {"weekend": "day", "second": None, "same": None}.get(unit or "second", unit)


def _point(point: Point, frame: Frame) -> Resolution:
    if point.fiscal:
        return fiscal_period(point, frame)
    found = placed(point, frame)
    if found is None:
        return _timed(point, Resolution("DATE", unplaced(point), None, None, _granularity(point.unit), "unresolved"))
    period, basis = found
    resolution = _of_period(period, basis)
    return _timed(point, replace(resolution, counted_from_mention=basis == "mention"))


def _timed(point: Point | Shift, resolution: Resolution) -> Resolution:
    """Add part of the day or clock time to the value of a day."""
    suffix = point.clock or ("T" + point.part if point.part else None)
    if suffix is None:
        return resolution
    unit = point.unit if isinstance(point, Point) else "hour" if suffix[3:6] == ":00" else "minute"
    value = (
        resolution.value + suffix if resolution.value else "XXXX-XX-XX" + suffix if isinstance(point, Point) else None
    )
    return replace(resolution, type="TIME", value=value, unit=unit if point.clock else "day")


def _of_period(period: Period, basis: Basis) -> Resolution:
    return Resolution("DATE", period.value, period.first, period.last, period.unit, basis)


def _shift(shift: Shift, frame: Frame) -> Resolution:
    found = shifted(shift, frame)
    if found is None:
        unit = "day" if shift.weekday else _granularity(shift.unit)
        return _timed(shift, Resolution("DATE", None, None, None, unit, "unresolved"))
    period, basis = found
    resolution = _timed(shift, _of_period(period, basis))
    if shift.unit == "same" and "T" in period.value:
        # "At that time", said of an evening.
        resolution = replace(resolution, type="TIME")
    return replace(resolution, counted_from_mention=basis == "mention")


def _interval(interval: Interval, frame: Frame) -> Resolution:
    first = _point(interval.first, frame)
    last_point = interval.last
    if first.first is not None and last_point.year is None and last_point.month is not None:
        # The end lies after the beginning, in the next year if its month comes earlier.
        wraps = last_point.month < first.first.month
        last_point = replace(last_point, year=first.first.year + wraps)
    last = _point(last_point, frame)
    value = f"{first.value}/{last.value}" if first.value and last.value else None
    if first.first and last.last and first.first > last.last:
        return Resolution("DATE", None, None, None, first.unit, "unresolved")
    return replace(first, value=value, last=last.last)
