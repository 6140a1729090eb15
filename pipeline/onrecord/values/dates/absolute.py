"""Rules for dates written with calendar words: days, months, years, and ranges of them."""

from __future__ import annotations

import re

from onrecord.values.dates.explicit import digit_day, written_day
from onrecord.values.dates.model import Expression, Interval, Opaque, Point
from onrecord.values.dates.periods import day_of
from onrecord.values.dates.pieces import (
    APOSTROPHE,
    BREAK,
    DASH,
    DAY,
    DAY_NUMBER,
    DAY_ORDINAL,
    GAP,
    MONTH,
    SHORT_YEAR,
    SPOKEN_YEAR,
    WEEKDAY,
    YEAR,
)
from onrecord.values.dates.rule import (
    Rule,
    day_number,
    month_number,
    optional_year,
    rule,
    spoken_year,
    weekday_number,
    year_number,
)

_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),?{BREAK}(?:the{GAP})?)?"
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


def _years(m: re.Match[str]) -> Expression | None:
    first = int(m["first"])
    last = int(m["last"]) if len(m["last"]) == 4 else first - first % 100 + int(m["last"])
    if not first < last <= first + 300:
        return None
    return Interval(Point("year", first), Point("year", last))


def _spoken(m: re.Match[str]) -> Expression | None:
    year = spoken_year(m["year"])
    near = re.search(
        r"\b(?:in|of|since|by|from|until|year|before|after|for) $", m.string[max(0, m.start() - 8) : m.start()]
    )
    if year is None or not (near or m["month"] or m[0].lower().startswith("the year")):
        return None
    return Point("month", year, month_number(m["month"])) if m["month"] else Point("year", year)


def _bc(m: re.Match[str]) -> Expression | None:
    return Point("year", -int(m["bc"])) if m["bc"] else Point("year", int(m["ad"] or m["ce"]))


def _iso(m: re.Match[str]) -> Expression | None:
    at = day_of(int(m["year"]), int(m["month"]), int(m["day"]))
    if at is None:
        return None
    clock = "T" + m["clock"] if m["clock"] else None
    return Point("minute" if clock else "day", at.year, at.month, at.day, clock=clock)


def _digits(m: re.Match[str]) -> Expression | None:
    return digit_day(year_number(m["c"]), int(m["a"]), int(m["b"]), day_first=m["sep"] == ".")


RULES: list[Rule] = [
    rule(
        "iso-day",
        rf"(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
        r"(?:[T ](?P<clock>[0-2]\d:[0-5]\d(?::[0-5]\d)?(?:Z|[+-][01]\d:?[0-5]\d)?))?(?![-\d])",
        _iso,
        confidence=0.98,
    ),
    rule("iso-month", rf"(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])(?![-\d–])", lambda m: None, needs="-"),
    rule(
        "numeric-day",
        r"(?P<a>[0-3]?\d)(?P<sep>[/.])(?P<b>[0-3]?\d)(?P=sep)(?P<c>(?:19|20)\d\d|\d\d)(?![/.]?\d)",
        _digits,
        confidence=0.6,
    ),
    rule(
        "month-day",
        rf"{_WEEKDAY}(?P<month>{MONTH}){BREAK}(?:the{GAP})?(?P<day>{DAY}){_YEAR}",
        _day,
        confidence=0.97,
        case=True,
    ),
    rule(
        "day-month",
        rf"{_WEEKDAY}(?:the{GAP}(?={DAY_ORDINAL}))?(?P<day>{DAY})(?:{GAP}of)?{BREAK}(?P<month>{MONTH}){_YEAR}",
        _day,
        confidence=0.97,
        case=True,
    ),
    rule(
        "month-days",
        rf"(?P<month>{MONTH}){BREAK}(?P<day>{DAY_NUMBER}(?:st|nd|rd|th)?){_TO}(?P<last>{DAY}){_YEAR}",
        _days,
        confidence=0.95,
        case=True,
    ),
    rule(
        "days-month",
        rf"(?P<day>{DAY_NUMBER}(?:st|nd|rd|th)?){_TO}(?P<last>{DAY}){BREAK}(?P<month>{MONTH}){_YEAR}",
        _days,
        confidence=0.95,
        case=True,
    ),
    rule(
        "day-range",
        rf"(?P<month>{MONTH}){BREAK}(?P<day>{DAY_NUMBER})[ ]?{DASH}[ ]?(?P<month2>{MONTH}){BREAK}"
        rf"(?P<last>{DAY}){_YEAR}",
        _days_of_two_months,
        confidence=0.95,
        case=True,
    ),
    rule(
        "day-range",
        rf"(?P<day>{DAY_NUMBER}){BREAK}(?P<month>{MONTH})[ ]?{DASH}[ ]?(?P<last>{DAY}){BREAK}"
        rf"(?P<month2>{MONTH}){_YEAR}",
        _days_of_two_months,
        confidence=0.95,
        case=True,
    ),
    rule("month-range", rf"(?P<month>{MONTH}){DASH}(?P<last>{MONTH}){_YEAR}", _months, case=True),
    rule(
        "month-year",
        rf"(?P<month>{MONTH})(?:,|{GAP}of)?{BREAK}(?P<year>{YEAR}|{SHORT_YEAR})(?![,.]\d|{DASH}\d)",
        lambda m: Point("month", year_number(m["year"]), month_number(m["month"])),
        confidence=0.97,
        case=True,
    ),
    rule(
        "month",
        rf"(?P<month>{MONTH})",
        lambda m: Point("month", month=month_number(m["month"])),
        confidence=0.85,
        case=True,
    ),
    rule(
        "weekday",
        rf"(?P<weekday>{WEEKDAY})",
        lambda m: Point("day", weekday=weekday_number(m["weekday"])),
        confidence=0.9,
        case=True,
    ),
    rule(
        "weekday",
        r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
        lambda m: Point("day", weekday=weekday_number(m["weekday"])),
        confidence=0.8,
        case=True,
    ),
    rule(
        "day-of-month",
        rf"the{GAP}(?P<day>{DAY_ORDINAL})(?={GAP}(?:of{GAP}(?:the|this|each|every){GAP}month)|[.,;]|$)",
        lambda m: Point("day", day=day_number(m["day"])),
        confidence=0.5,
    ),
    rule(
        "year-range",
        rf"(?P<first>(?:1[5-9]|20)\d\d)[ ]?(?:{DASH}|/)[ ]?(?P<last>(?:1[5-9]|20)\d\d|\d\d)(?![-–/,.]?\d)",
        _years,
        confidence=0.85,
    ),
    rule(
        "year",
        rf"(?:the{GAP}year{GAP})?(?P<year>{YEAR})(?![,.]\d|:\d|%|°|{DASH}\d)",
        lambda m: Point("year", int(m["year"])),
        confidence=0.9,
    ),
    rule(
        "spoken-year",
        rf"(?:the{GAP}year{GAP})?(?:(?P<month>{MONTH}){GAP})?(?P<year>{SPOKEN_YEAR})(?!{GAP}(?:years|people"
        rf"|dollars|and|hundred|thousand)|-)",
        _spoken,
        confidence=0.75,
        needs="nineteen twenty eighteen thousand",
    ),
    rule(
        "short-year",
        r"(?:(?<=\b[Ii]n )|(?<=\b[Oo]f )|(?<=\bsince )|(?<=\bby )|(?<=\bfrom )|(?<=\buntil )"
        rf"){APOSTROPHE}(?P<year>\d\d)(?!s)",
        lambda m: Point("year", year_number(m["year"])),
        confidence=0.7,
        needs="' \u2018 \u2019",
    ),
    rule(
        "era-year",
        r"(?P<bc>\d{1,4})(?:[ ]?BCE?|[ ]?B\.C\.)|A\.?D\.?[ ](?P<ad>\d{1,4})|(?P<ce>\d{1,4})[ ](?:AD|CE)",
        _bc,
        confidence=0.95,
        case=True,
        needs="bc b.c. ad a.d. ce",
    ),
    rule(
        "middle-ages",
        rf"the{GAP}(?:(?:early|late|high){GAP})?Middle{GAP}Ages",
        lambda m: Opaque(None, "a historical era"),
        confidence=0.8,
        needs="ages",
    ),
]
