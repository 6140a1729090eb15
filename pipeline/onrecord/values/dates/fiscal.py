"""Rules for fiscal years and for periods named by the day they ended.

A fiscal year is numbered by the calendar year it ends in. Its first and last day follow from the month it ends
in, which an issuer's calendar decides: the expression says it ("the year ended March 2025"), or the document does.
"""

from __future__ import annotations

import re

from onrecord.values.dates.model import Expression, Point
from onrecord.values.dates.pieces import BREAK, DASH, DAY, GAP, HALF_ORDINAL, HYPHEN, MONTH, QUARTER_ORDINAL, YEAR
from onrecord.values.dates.rule import (
    Rule,
    day_number,
    month_number,
    optional_year,
    ordinal_number,
    rule,
    year_number,
)

_SPAN = rf"(?P<year>{YEAR})[ ]?(?:{DASH}|/)[ ]?(?P<last>{YEAR}|\d\d)"
_NAME = rf"(?:fiscal|financial|tax){GAP}year"
_ENDED = (
    rf"{GAP}(?:(?:that|which){GAP}(?:ended|ends|will{GAP}end)|ended|ending|through|to)(?:{GAP}"
    r"(?:in|on))?"
)
_BUDGETED = re.compile(r"\b(?:fiscal|financial[ -]year|FY ?\d|crores?|lakhs?)\b")
_NEAR = 3000
_TAUGHT_OR_PLAYED = re.compile(r"[ -](?:\w+ )?(?:season|school|academic|campaign|winter|session|edition|tour)")
_SHIFTS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "prior": -1,
    "this": 0,
    "current": 0,
    "the current": 0,
    "next": 1,
    "coming": 1,
}


def _number(m: re.Match[str]) -> Expression:
    return Point("year", year_number(m["year"]), fiscal=True)


def _span(m: re.Match[str]) -> Expression | None:
    first, last = int(m["year"]), m["last"]
    end = int(last) if len(last) == 4 else first - first % 100 + int(last) + (100 if first % 100 == 99 else 0)
    return Point("year", end, fiscal=True) if end == first + 1 else None


def _hyphened(m: re.Match[str]) -> Expression | None:
    """Read "2014-15" as a fiscal year in a text that speaks of such years, or counts in lakh and crore."""
    if _TAUGHT_OR_PLAYED.match(m.string, m.end()):
        return None
    if _BUDGETED.search(m.string, max(0, m.start() - _NEAR), m.end() + _NEAR) is None:
        return None
    return _span(m)


def _half(m: re.Match[str]) -> Expression:
    return Point("half", year_number(m["year"] or m["short"]), index=ordinal_number(m["index"]), fiscal=True)


def _deictic(m: re.Match[str]) -> Expression:
    return Point("year", shift=_SHIFTS[m["deictic"].lower()], fiscal=True)


def _quarter(m: re.Match[str]) -> Expression:
    return Point("quarter", optional_year(m["year"]), index=ordinal_number(m["index"]), fiscal=True)


def _ended(m: re.Match[str]) -> Expression | None:
    unit = {"year": "year", "quarter": "quarter", "half": "half", "month": "month"}
    word = re.sub(r".*[\s-]", "", m["unit"].lower())
    lengths = {"three": "quarter", "six": "half", "twelve": "year", "12": "year", "3": "quarter", "6": "half"}
    name = lengths.get(m["unit"].split()[0].lower()) if word == "months" else unit.get(word)
    if name is None:
        return None
    day = day_number(m["day"]) if m["day"] else None
    return Point(name, optional_year(m["year"]), ends=(month_number(m["month"]), day), fiscal=True)


RULES: list[Rule] = [
    rule(
        "fiscal-ended",
        rf"(?:the{GAP})?(?:full{GAP})?(?P<unit>(?:(?:fiscal|financial|tax){GAP})?(?:year|quarter|half)|(?:three"
        rf"|six|twelve|12|3|6){GAP}months){_ENDED}{GAP}"
        rf"(?P<month>{MONTH})(?:{GAP}(?P<day>{DAY}))?(?:,?{BREAK}(?P<year>{YEAR})(?!\d))?",
        _ended,
        confidence=0.93,
        needs="end through to",
    ),
    rule(
        "fiscal-year",
        rf"(?:the{GAP})?(?:{_NAME}|fiscal){GAP}(?P<year>{YEAR})(?![-–/,.]?\d)",
        _number,
        confidence=0.93,
        needs="fiscal financial tax fy budget",
    ),
    rule(
        "fiscal-year",
        rf"(?:the{GAP})?(?P<year>{YEAR}){GAP}{_NAME}",
        _number,
        confidence=0.93,
        needs="fiscal financial tax fy budget",
    ),
    rule(
        "fiscal-year",
        rf"FY[ ]?(?P<year>20\d\d|{chr(39)}?\d\d)(?![-–/\d])",
        _number,
        confidence=0.9,
        case=True,
        needs="fiscal financial tax fy budget",
    ),
    rule(
        "fiscal-year",
        rf"(?:the{GAP})?(?:FY[ ]?|(?:{_NAME}|fiscal){GAP}){_SPAN}(?:{GAP}{_NAME})?",
        _span,
        confidence=0.93,
        needs="fiscal financial tax fy budget",
    ),
    rule(
        "fiscal-year",
        rf"(?:the{GAP})?{_SPAN}{GAP}(?:{_NAME}|budget{GAP}year)",
        _span,
        confidence=0.93,
        needs="fiscal financial tax fy budget",
    ),
    rule(
        "fiscal-year",
        rf"(?:the{GAP})?(?P<deictic>last|this|next|current|previous|past|prior|coming){GAP}(?:full{GAP})?{_NAME}",
        _deictic,
        confidence=0.9,
        needs="fiscal financial tax fy budget",
    ),
    rule(
        "fiscal-year",
        r"(?P<year>20\d\d)[-\u2010\u2011\u2013](?P<last>\d\d)(?![-\u2013/]?\d|[.,]\d)",
        _hyphened,
        confidence=0.86,
        needs="fiscal financial fy crore lakh",
    ),
    rule(
        "fiscal-half",
        rf"(?:the{GAP})?(?P<index>{HALF_ORDINAL}){GAP}half{GAP}of{GAP}"
        rf"(?:(?:{_NAME}|fiscal){GAP}(?P<year>{YEAR})|FY[ ]?(?P<short>\d\d(?:\d\d)?))(?![-–/,.]?\d)",
        _half,
        confidence=0.93,
        needs="fiscal financial tax fy",
    ),
    rule(
        "fiscal-quarter",
        rf"(?:the{GAP}(?=fiscal[ -]\w+ quarter))?(?:fiscal(?:{GAP}|{HYPHEN})(?P<index>{QUARTER_ORDINAL}"
        rf")(?:{GAP}|{HYPHEN})quarter)(?:(?:{GAP}of)?{GAP}(?P<year>{YEAR}))?",
        _quarter,
        confidence=0.9,
        needs="fiscal",
    ),
]
