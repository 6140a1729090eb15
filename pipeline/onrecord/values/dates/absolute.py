"""Rules for dates written with calendar words: days, months, years, and ranges of them."""

from __future__ import annotations

import re
from calendar import monthrange

from onrecord.values.dates.explicit import written_day
from onrecord.values.dates.model import Expression, Interval, Point
from onrecord.values.dates.pieces import (
    BREAK,
    DASH,
    DAY,
    DAY_NUMBER,
    DAY_ORDINAL,
    GAP,
    MONTH,
    MONTH_FULL,
    SHORT_YEAR,
    WEEKDAY,
    YEAR,
)
from onrecord.values.dates.rule import (
    MONTH_WORDS,
    WEEKDAY_WORDS,
    Rule,
    day_number,
    month_number,
    optional_year,
    ordinal_number,
    rule,
    weekday_number,
    year_number,
)

_WEEKDAY = rf"(?:(?:(?:this|last|next|this{GAP}(?:past|coming)){GAP})?(?P<weekday>{WEEKDAY}),?{BREAK}(?:the{GAP})?)?"
_YEAR = rf"(?:,?{BREAK}(?P<year>{YEAR}|{SHORT_YEAR})(?!{DASH}?\d|,\d))?"
_TO = rf"(?:[ ]?{DASH}[ ]?|{GAP}(?:to|through|thru|until|till){GAP})"


def _day(m: re.Match[str]) -> Expression | None:
    weekday = weekday_number(m["weekday"]) if m["weekday"] else None
    return written_day(day_number(m["day"]), m["month"].rstrip("."), optional_year(m["year"]), weekday)


def _days(m: re.Match[str]) -> Expression | None:
    month, year = month_number(m["month"]), optional_year(m["year"])
    first, last = day_number(m["day"]), day_number(m["last"])
    if not first < last <= 31:
        return None
    return Interval(Point("day", year, month, first), Point("day", year, month, last))


def _days_of_two_months(m: re.Match[str]) -> Expression | None:
    year = optional_year(m["year"])
    first = Point("day", year, month_number(m["month"]), day_number(m["day"]))
    last = Point("day", year, month_number(m["month2"]), day_number(m["last"]))
    return Interval(first, last)


def _months(m: re.Match[str]) -> Expression | None:
    year = optional_year(m["year"])
    return Interval(Point("month", year, month_number(m["month"])), Point("month", year, month_number(m["last"])))


def _edge_day(m: re.Match[str]) -> Expression:
    last, year = m["edge"].lower() == "last", optional_year(m["alone"] or m["year"])
    month = month_number(m["month"]) if m["month"] else 12 if last else 1
    # Without the year February is given the length it mostly has.
    return Point("day", year, month, monthrange(year or 2001, month)[1] if last else 1)


def _nth_weekday(m: re.Match[str]) -> Expression:
    nth, month = ordinal_number(m["nth"]), month_number(m["month"])
    return Point("day", optional_year(m["year"]), month, weekday=weekday_number(m["weekday"]), index=nth)


RULES: list[Rule] = [
    rule(
        "edge-day",
        rf"(?:the{GAP})?(?P<edge>first|last){GAP}day{GAP}of{GAP}(?:(?P<month>{MONTH})(?:,?{GAP}(?P<year>{YEAR}))?"
        rf"|(?P<alone>{YEAR}))(?![-\d])",
        _edge_day,
        confidence=0.95,
        needs="day",
        begins="first last the",
    ),
    rule(
        "day-of-month",
        rf"the{GAP}(?P<day>{DAY_ORDINAL}){GAP}of{GAP}(?P<deictic>last|this|next){GAP}month",
        lambda m: Point(
            "day", day=day_number(m["day"]), shift={"last": -1, "this": 0, "next": 1}[m["deictic"].lower()]
        ),
        confidence=0.94,
        needs="month",
        begins="the",
    ),
    rule(
        "nth-weekday",
        rf"(?:the{GAP})?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th){GAP}(?P<weekday>{WEEKDAY}){GAP}"
        rf"(?:of|in){GAP}(?P<month>{MONTH})(?:,?{BREAK}(?P<year>{YEAR})(?!\d))?",
        _nth_weekday,
        confidence=0.9,
        needs=WEEKDAY_WORDS,
        begins="0 first fourth last second the third",
    ),
    rule(
        "month-day",
        rf"{_WEEKDAY}(?P<month>{MONTH}){BREAK}(?:the{GAP})?(?P<day>{DAY}){_YEAR}",
        _day,
        confidence=0.97,
        case=True,
        needs=MONTH_WORDS,
        begins=f"{MONTH_WORDS} {WEEKDAY_WORDS} last next this",
    ),
    rule(
        "day-month",
        rf"{_WEEKDAY}(?:the{GAP}(?={DAY_ORDINAL}))?(?P<day>{DAY})(?:{GAP}of)?{BREAK}(?P<month>{MONTH}){_YEAR}",
        _day,
        confidence=0.97,
        case=True,
        needs=MONTH_WORDS,
        begins=f"{WEEKDAY_WORDS} 0 last next the this",
    ),
    # The day written close to its month, as hurried copy has it: "21July 2022".
    rule(
        "day-month",
        rf"{_WEEKDAY}(?P<day>{DAY_NUMBER}(?:st|nd|rd|th)?)(?P<month>{MONTH_FULL}){_YEAR}",
        _day,
        confidence=0.96,
        case=True,
        needs=MONTH_WORDS,
        begins=f"{WEEKDAY_WORDS} 0 last next this",
    ),
    rule(
        "day-month",
        rf"(?P<weekday>(?!))?(?P<day>{DAY_NUMBER})-(?P<month>{MONTH})-(?P<year>{YEAR}|\d\d)(?![-\d])",
        _day,
        confidence=0.97,
        case=True,
        needs=MONTH_WORDS,
        begins="0",
    ),
    rule(
        "month-days",
        rf"(?P<month>{MONTH}){BREAK}(?P<day>{DAY_NUMBER}(?:st|nd|rd|th)?){_TO}(?P<last>{DAY}){_YEAR}",
        _days,
        confidence=0.95,
        case=True,
        needs=MONTH_WORDS,
        begins=MONTH_WORDS,
    ),
    rule(
        "days-month",
        rf"(?P<day>{DAY_NUMBER}(?:st|nd|rd|th)?){_TO}(?P<last>{DAY}){BREAK}(?P<month>{MONTH}){_YEAR}",
        _days,
        confidence=0.95,
        case=True,
        needs=MONTH_WORDS,
        begins="0",
    ),
    rule(
        "day-range",
        rf"(?P<month>{MONTH}){BREAK}(?P<day>{DAY_NUMBER})[ ]?{DASH}[ ]?(?P<month2>{MONTH}){BREAK}"
        rf"(?P<last>{DAY}){_YEAR}",
        _days_of_two_months,
        confidence=0.95,
        case=True,
        needs=MONTH_WORDS,
        begins=MONTH_WORDS,
    ),
    rule(
        "day-range",
        rf"(?P<day>{DAY_NUMBER}){BREAK}(?P<month>{MONTH})[ ]?{DASH}[ ]?(?P<last>{DAY}){BREAK}"
        rf"(?P<month2>{MONTH}){_YEAR}",
        _days_of_two_months,
        confidence=0.95,
        case=True,
        needs=MONTH_WORDS,
        begins="0",
    ),
    rule(
        "month-range",
        rf"(?P<month>{MONTH}){DASH}(?P<last>{MONTH}){_YEAR}",
        _months,
        case=True,
        needs=MONTH_WORDS,
        begins=MONTH_WORDS,
    ),
    rule(
        "month-year",
        rf"(?P<month>{MONTH})(?:,|{GAP}of)?{BREAK}(?P<year>{YEAR}|{SHORT_YEAR})(?![,.]\d|{DASH}\d)",
        lambda m: Point("month", year_number(m["year"]), month_number(m["month"])),
        confidence=0.97,
        case=True,
        needs=MONTH_WORDS,
        begins=MONTH_WORDS,
    ),
    rule(
        "month",
        rf"(?P<month>{MONTH})",
        lambda m: Point("month", month=month_number(m["month"])),
        confidence=0.85,
        case=True,
        needs=MONTH_WORDS,
        begins=MONTH_WORDS,
    ),
    rule(
        "weekday",
        rf"(?P<weekday>{WEEKDAY})",
        lambda m: Point("day", weekday=weekday_number(m["weekday"])),
        confidence=0.9,
        case=True,
        needs=WEEKDAY_WORDS,
        begins=WEEKDAY_WORDS,
    ),
    rule(
        "weekday",
        r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
        lambda m: Point("day", weekday=weekday_number(m["weekday"])),
        confidence=0.8,
        case=True,
        needs=WEEKDAY_WORDS,
        begins=WEEKDAY_WORDS,
    ),
    rule(
        "day-of-month",
        rf"the{GAP}(?P<day>{DAY_ORDINAL})(?={GAP}(?:of{GAP}(?:the|this|each|every){GAP}month)|[.,;]|$)",
        lambda m: Point("day", day=day_number(m["day"])),
        confidence=0.5,
        begins="the",
    ),
]
