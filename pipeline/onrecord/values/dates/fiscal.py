"""Rules for fiscal years and for periods named by the day they ended.

A fiscal year is numbered by the calendar year it ends in. Its first and last day follow from the month it ends
in, which an issuer's calendar decides: the expression says it ("the year ended March 2025"), or the document does.
"""

from __future__ import annotations

import re
from dataclasses import replace

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


_STRETCHES = {
    "three": "quarter", "3": "quarter", "six": "half", "6": "half", "nine": "nine months", "9": "nine months",
    "twelve": "year", "12": "year",
}  # fmt: skip


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


def _half(m: re.Match[str]) -> Point:
    return Point("half", year_number(m["year"] or m["short"]), index=ordinal_number(m["index"]), fiscal=True)


def _short(m: re.Match[str]) -> Expression | None:
    """Read "Q3FY25", "Q1 FY2025-26", "1HFY24"."""
    unit, index = (m["unit"] or m["unit2"]), int(m["index"] or m["index2"])
    year = year_number(m["last"] or m["year"])
    if unit == "H" and index > 2:
        return None
    return Point("quarter" if unit == "Q" else "half", year, index=index, fiscal=True)


def _deictic(m: re.Match[str]) -> Expression:
    return Point("year", shift=_SHIFTS[m["deictic"].lower()], fiscal=True)


def _quarter(m: re.Match[str]) -> Expression:
    return Point("quarter", optional_year(m["year"]), index=ordinal_number(m["index"]), fiscal=True)


def _fiscal_q(m: re.Match[str]) -> Expression:
    """Read "fiscal Q3 2024" and "Q3 of fiscal 2024"."""
    year = m["year"] or m["year2"]
    return Point("quarter", optional_year(year), index=int(m["index"] or m["index2"]), fiscal=True)


def _ended(m: re.Match[str]) -> Expression | None:
    words = re.split(r"[\W_]+", m["unit"].lower())
    # "The half-year" is a half; months are told by their number, which comes before them.
    name = _STRETCHES[words[-2]] if words[-1] == "months" else "half" if "half" in words else words[-1]
    number = m["day_first"] or m["day"]
    day = day_number(number) if number else None
    return Point(name, optional_year(m["year"]), ends=(month_number(m["month"]), day), fiscal=True)


RULES: list[Rule] = [
    rule(
        "fiscal-ended",
        rf"(?:the{GAP})?(?:full{GAP})?(?P<unit>(?:(?:fiscal|financial|tax|business){GAP})?(?:half{HYPHEN}year|half{GAP}year|year"
        rf"|quarter|half)|(?:first{GAP})?(?:three|six|nine|twelve|12|3|6|9){GAP}months){_ENDED}{GAP}"
        rf"(?:(?P<day_first>{DAY}){GAP})?(?P<month>{MONTH})(?:{GAP}(?P<day>{DAY}))?(?:,?{BREAK}(?P<year>{YEAR})(?!\d))?",
        _ended,
        confidence=0.93,
        needs="year quarter half months",
        begins="0 business financial first fiscal full half nine quarter six tax the three twelve year",
    ),
    rule(
        "fiscal-year",
        rf"(?:the{GAP})?(?:{_NAME}|fiscal){GAP}(?P<year>{YEAR})(?![-–/,.]?\d)",
        _number,
        confidence=0.93,
        needs="fiscal financial tax fy budget",
        begins="financial fiscal tax the",
    ),
    rule(
        "fiscal-year",
        rf"(?:the{GAP})?(?P<year>{YEAR}){GAP}{_NAME}",
        _number,
        confidence=0.93,
        needs="fiscal financial tax fy budget",
        begins="0 the",
    ),
    rule(
        "fiscal-year",
        rf"FY[ ]?(?P<year>20\d\d|{chr(39)}?\d\d)(?![-–/\d])",
        _number,
        confidence=0.9,
        case=True,
        needs="fiscal financial tax fy budget",
        begins="fy",
    ),
    rule(
        "fiscal-year",
        rf"(?:the{GAP})?(?:FY[ ]?|(?:{_NAME}|fiscal){GAP}){_SPAN}(?:{GAP}{_NAME})?",
        _span,
        confidence=0.93,
        needs="fiscal financial tax fy budget",
        begins="financial fiscal fy tax the",
    ),
    rule(
        "fiscal-year",
        rf"(?:the{GAP})?{_SPAN}{GAP}(?:{_NAME}|budget{GAP}year)",
        _span,
        confidence=0.93,
        needs="fiscal financial tax fy budget",
        begins="0 the",
    ),
    rule(
        "fiscal-year",
        rf"(?:the{GAP})?(?P<deictic>last|this|next|current|previous|past|prior|coming){GAP}(?:full{GAP})?(?:{_NAME}|fiscal(?=[.,;:]|$|{GAP}(?:and|to|was|due|on)\b))",
        _deictic,
        confidence=0.9,
        needs="fiscal financial tax fy budget",
        begins="coming current last next past previous prior the this",
    ),
    rule(
        "fiscal-year",
        r"(?P<year>20\d\d)[-\u2010\u2011\u2013](?P<last>\d\d)(?![-\u2013/]?\d|[.,]\d)",
        _hyphened,
        confidence=0.86,
        needs="fiscal financial fy crore lakh",
        begins="0",
    ),
    rule(
        "fiscal-quarter",
        rf"(?:the{GAP})?(?P<index>{QUARTER_ORDINAL}){GAP}quarter{GAP}of{GAP}(?:the{GAP})?"
        rf"(?:(?:{_NAME}|fiscal){GAP}(?P<year>{YEAR})|FY[ ]?(?P<short>\d\d(?:\d\d)?))(?![-–/,.]?\d)",
        lambda m: replace(_half(m), unit="quarter"),
        confidence=0.95,
        needs="fiscal financial tax fy",
        begins="0 final first fourth last opening second the third",
    ),
    rule(
        "fiscal-quarter",
        r"(?:(?P<unit>[QH])(?P<index>[1-4])|(?P<index2>[1-4])(?P<unit2>[QH]))[ -]?(?:of[ ])?FY[ ]?['\u2019]?"
        rf"(?P<year>20\d\d|\d\d)(?:[ ]?(?:{DASH}|/)[ ]?(?P<last>20\d\d|\d\d))?(?!\d)",
        _short,
        confidence=0.95,
        case=True,
        needs="fy",
        begins="0 h q",
    ),
    rule(
        "fiscal-quarter",
        rf"(?:(?:fiscal|financial){GAP})Q(?P<index>[1-4])(?:(?:{GAP}of)?{GAP}(?P<year>{YEAR}))?"
        rf"|Q(?P<index2>[1-4])(?:{GAP}of)?{GAP}(?:the{GAP})?(?:fiscal|financial)(?:{GAP}year)?{GAP}(?P<year2>{YEAR})",
        _fiscal_q,
        confidence=0.96,
        needs="fiscal financial",
        begins="financial fiscal q",
    ),
    rule(
        "fiscal-year",
        rf"FY[ ]?\d\d(?:{DASH}|/)(?P<year>\d\d)(?![-/\d])",
        _number,
        confidence=0.92,
        case=True,
        needs="fy",
        begins="fy",
    ),
    rule(
        "fiscal-half",
        rf"(?:the{GAP})?(?P<index>{HALF_ORDINAL}){GAP}half{GAP}of{GAP}"
        rf"(?:(?:{_NAME}|fiscal){GAP}(?P<year>{YEAR})|FY[ ]?(?P<short>\d\d(?:\d\d)?))(?![-–/,.]?\d)",
        _half,
        confidence=0.93,
        needs="fiscal financial tax fy",
        begins="0 final first last latter second the",
    ),
    rule(
        "fiscal-quarter",
        rf"(?:the{GAP}(?=fiscal[ -]\w+ quarter))?(?:fiscal(?:{GAP}|{HYPHEN})(?P<index>{QUARTER_ORDINAL}"
        rf")(?:{GAP}|{HYPHEN})quarter)(?:(?:{GAP}of)?{GAP}(?P<year>{YEAR}))?",
        _quarter,
        confidence=0.9,
        needs="fiscal",
        begins="fiscal the",
    ),
]
