"""Rules for days written in digits: ISO 8601, and the orders of the day, month and year in use."""

from __future__ import annotations

import re

from onrecord.values.dates.explicit import digit_day
from onrecord.values.dates.model import Expression, Point
from onrecord.values.dates.periods import day_of
from onrecord.values.dates.pieces import (
    YEAR,
)
from onrecord.values.dates.rule import (
    Rule,
    rule,
    year_number,
)


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
        begins="0",
    ),
    rule("iso-month", rf"(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])(?![-\d–])", lambda m: None, needs="-", begins="0"),
    rule(
        "iso-day",
        rf"(?P<year>{YEAR})(?P<sep>[/.])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>0?[1-9]|[12]\d|3[01])(?P<clock>(?!))?(?![-/\d])",
        _iso,
        confidence=0.9,
        needs="/ .",
        begins="0",
    ),
    rule(
        "numeric-day",
        r"(?P<a>[0-3]?\d)(?P<sep>-)(?P<b>[0-3]?\d)-(?P<c>(?:19|20)\d\d)(?![-/.]?\d)",
        _digits,
        confidence=0.6,
        needs="-",
        begins="0",
    ),
    rule(
        "numeric-day",
        r"(?P<a>[0-3]?\d)(?P<sep>[/.])(?P<b>[0-3]?\d)(?P=sep)(?P<c>(?:19|20)\d\d|\d\d)(?![/.]?\d)",
        _digits,
        confidence=0.6,
        begins="0",
    ),
]
