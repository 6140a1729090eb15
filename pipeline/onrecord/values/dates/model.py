"""What the grammar reads out of a date expression before it is placed on a calendar.

An expression says only what its words say: ``Point(month=3)`` for "March", ``Shift("year", -1)`` for "last year".
:mod:`onrecord.values.dates.resolve` turns it into a value once publication date, tense and earlier mentions are known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Approx = Literal["none", "about", "early", "mid", "late"]
Bound = Literal["at", "before", "by", "until", "since", "after", "within", "during"]
Basis = Literal["explicit", "published", "mention", "tense", "fiscal", "unresolved"]
Direction = Literal["past", "future"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Counted = Literal["published", "mention", "either"]


@dataclass(frozen=True, slots=True)
class Point:
    """A place named by the calendar; what the text does not say is None.

    Attributes:
        unit: Granularity the words name.
        year: Calendar year, first year of a decade or century, or the named fiscal year.
        month: Month 1-12.
        day: Day of the month.
        weekday: ISO weekday 1-7.
        index: Number of a quarter or half; -1 is the last one.
        season: TIMEX3 season code (SP, SU, FA, WI).
        holiday: Name of a holiday (see :mod:`onrecord.values.dates.holidays`).
        part: TIMEX3 part of the day (MO, AF, EV, NI).
        clock: TIMEX3 clock time with zone ("T15:00", "T14:00Z").
        shift: Which occurrence: -1 "last", 0 "this", 1 "next"; None lets tense decide.
        year_shift: Year relative to publication ("June last year" is -1).
        told: Whether the year is that of the date before it ("May 13 of that year").
        fiscal: Whether year and quarter are those of a fiscal calendar.
        ends: Month and day on which the period ends ("the year to March").
    """

    unit: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    index: int | None = None
    season: str | None = None
    holiday: str | None = None
    part: str | None = None
    clock: str | None = None
    shift: int | None = None
    year_shift: int | None = None
    told: bool = False
    fiscal: bool = False
    ends: tuple[int, int | None] | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A period counted from another date: ``amount`` units from the publication date or from a mention.

    Attributes:
        unit: Unit of the steps; "same" repeats the mention.
        amount: Number of steps, negative into the past.
        counted: What is counted from.
        weekday: With unit "week" that day of the week arrived at ("Friday of next week"); with unit "day" the
            nearest such days before or after ("last Friday").
        part: TIMEX3 part of the day.
        clock: TIMEX3 clock time.
        exact: Whether the granularity of the date counted from is kept: a year earlier than June 2022 is June 2021.
    """

    unit: str
    amount: int
    counted: Counted = "published"
    weekday: int | None = None
    part: str | None = None
    clock: str | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A vague reference to past, present or future."""

    value: Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: TIMEX3 value and the unit it is counted in."""

    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A set of times: TIMEX3 value and granularity."""

    value: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Interval:
    """Two points written as one expression ("3-5 March")."""

    first: Point
    last: Point


@dataclass(frozen=True, slots=True)
class Opaque:
    """An expression whose span is a date but whose value the text does not settle ("the eve of the summit")."""

    unit: str | None
    reason: str


Expression = Point | Shift | Reference | Length | Recurrence | Interval | Opaque


@dataclass(frozen=True, slots=True)
class Timex:
    """One expression found in a text: where, by which rule, and what it says."""

    start: int
    end: int
    expression: Expression
    rule: str
    confidence: float = 0.9
    approx: Approx = "none"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where an expression lies on the calendar; first and last day are inclusive."""

    type: TimexType
    value: str | None
    first: date | None
    last: date | None
    unit: str | None
    basis: Basis
    fiscal: bool = False
    counted_from_mention: bool = False
