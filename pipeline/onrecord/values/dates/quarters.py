"""Rules for quarters and halves of a year."""

from __future__ import annotations

import re

from onrecord.values.dates.model import Expression, Point
from onrecord.values.dates.pieces import (
    BREAK,
    DASH,
    GAP,
    HALF_ORDINAL,
    HYPHEN,
    MONTH,
    QUARTER_ORDINAL,
    SHORT_YEAR,
    YEAR,
)
from onrecord.values.dates.rule import MONTH_WORDS, Rule, month_number, optional_year, ordinal_number, rule

# "The third quarter (Q3) of 2025" is one expression with its gloss.
_YEAR = rf"(?:(?:{GAP}\([QH][1-4]\))?(?:{GAP}of)?,?{BREAK}(?P<year>{YEAR}|{SHORT_YEAR})(?![,.]?\d))?"


def _index(m: re.Match[str], unit: str) -> Expression:
    return Point(unit, optional_year(m["year"]), index=_number(m["index"]))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else ordinal_number(text)


def _months_quarter(m: re.Match[str]) -> Expression | None:
    first, last = month_number(m["first"]), month_number(m["last"])
    whole = first % 3 == 1 and last == first + 2
    return Point("quarter", optional_year(m["year"]), index=(first + 2) // 3) if whole else None


_YEARS = {"last": -1, "this": 0, "next": 1}


def _half_of_year(m: re.Match[str]) -> Expression:
    return Point("half", index=_number(m["index"]), year_shift=_YEARS.get(m["deictic"].lower()))


# What is said of a half in figures, and what of one in a match.
_FIGURES = re.compile(
    r"\b(?:profits?|revenues?|sales|earnings|forecast|guidance|outlook|GDP|growth|economy|exports?|output|dividend"
    r"|inflation|fiscal|analysts|investors)\b"
)
_PLAYED = re.compile(
    r"\b(?:match|game|goals?|scored?|scoring|half-?time|coach|captain|striker|keeper|goalkeeper|penalty|team|fans"
    r"|midfielder|defender|header|corner|minutes?|season|league|cup|substitute|possession|points?)\b",
    re.IGNORECASE,
)
_AROUND = 240


def _half_reported(m: re.Match[str]) -> Expression | None:
    around = m.string[max(0, m.start() - _AROUND) : m.end() + _AROUND]
    return _index(m, "half") if _FIGURES.search(around) and not _PLAYED.search(around) else None


def _edge_months(m: re.Match[str]) -> Expression:
    unit, last = ("half", 2) if m["months"] in ("six", "6") else ("quarter", 4)
    index = 1 if m["edge"].lower() in ("first", "opening") else last
    return Point(unit, optional_year(m["year"]), index=index, year_shift=_YEARS.get((m["deictic"] or "").lower()))


RULES: list[Rule] = [
    rule(
        "quarter",
        rf"(?:the{GAP})?(?P<index>{QUARTER_ORDINAL})(?:{GAP}|{HYPHEN}(?=quarter{GAP}of{GAP}\d))quarter{_YEAR}",
        lambda m: _index(m, "quarter"),
        confidence=0.9,
        needs="quarter q",
        begins="0 final first fourth last opening second the third",
    ),
    # "The third-quarter loss": the article belongs to the loss.
    rule(
        "quarter",
        rf"(?P<index>{QUARTER_ORDINAL}){HYPHEN}quarter(?:{GAP}(?P<year>{YEAR})(?!\d))?",
        lambda m: _index(m, "quarter"),
        confidence=0.9,
        needs="quarter q",
        begins="0 final first fourth last opening second third",
    ),
    rule(
        "quarter",
        rf"Q(?P<index>[1-4])(?:(?:[- /]?|, | of )(?P<year>{YEAR}|{SHORT_YEAR}|\d\d))?(?!\d)",
        lambda m: _index(m, "quarter"),
        confidence=0.75,
        case=True,
        needs="quarter q",
        begins="q",
    ),
    rule(
        "quarter",
        rf"(?P<index>[1-4])Q(?:[ ]?(?P<year>{YEAR}|{SHORT_YEAR}|\d\d))?(?!\d)",
        lambda m: _index(m, "quarter"),
        confidence=0.75,
        case=True,
        needs="quarter q",
        begins="0",
    ),
    rule(
        "quarter",
        rf"(?P<year>{YEAR})[- ]?Q(?P<index>[1-4])",
        lambda m: _index(m, "quarter"),
        confidence=0.9,
        case=True,
        needs="quarter q",
        begins="0",
    ),
    rule(
        "quarter",
        rf"(?:the{GAP})?(?P<year>{YEAR}){GAP}(?P<index>{QUARTER_ORDINAL})(?:{GAP}|{HYPHEN})quarter",
        lambda m: _index(m, "quarter"),
        confidence=0.9,
        needs="quarter q",
        begins="0 the",
    ),
    rule(
        "quarter",
        rf"(?:the{GAP})?(?P<first>{MONTH})(?:{DASH}|{GAP}to{GAP})(?P<last>{MONTH}){GAP}quarter{_YEAR}",
        _months_quarter,
        confidence=0.93,
        needs="quarter",
        begins=f"{MONTH_WORDS} the",
    ),
    # The quarter that ends in a month, as Australia names it.
    rule(
        "quarter",
        rf"the{GAP}(?P<month>(?-i:March|June|September|December))(?:{GAP}(?P<within>{YEAR}))?{GAP}quarter{_YEAR}",
        lambda m: Point("quarter", optional_year(m["within"] or m["year"]), index=month_number(m["month"]) // 3),
        confidence=0.93,
        needs="quarter",
        begins="the",
    ),
    rule(
        "half",
        rf"(?:the{GAP})?(?P<index>{HALF_ORDINAL})(?:{GAP}|{HYPHEN})(?:half|semester)(?:{GAP}of{GAP}|{GAP})(?P<year>{YEAR}"
        rf"|{SHORT_YEAR})(?![,.]?\d)",
        lambda m: _index(m, "half"),
        confidence=0.93,
        needs="half semester h1 h2 1h 2h",
        begins="0 final first last latter second the",
    ),
    rule(
        "half",
        rf"(?:the{GAP})?(?P<index>{HALF_ORDINAL}){GAP}(?:half|semester){GAP}of{GAP}(?P<deictic>this|last|next|the){GAP}year",
        _half_of_year,
        confidence=0.94,
        needs="half semester",
        begins="0 final first last latter second the",
    ),
    # Three or six months at the edge of a year have a name of their own.
    rule(
        "months-of-year",
        rf"(?:the{GAP})?(?P<edge>first|opening|last|final|closing){GAP}(?P<months>three|six|3|6){GAP}months{GAP}"
        rf"(?:of|in){GAP}(?:(?P<year>{YEAR})(?!\d|{DASH}\d)|(?P<deictic>this|last|next|the){GAP}year)",
        _edge_months,
        confidence=0.96,
        needs="months",
        begins="closing final first last opening the",
    ),
    # In a report of figures; in one of a match it is a half of that.
    rule(
        "half",
        rf"(?:(?<=\b[Ii]n )|(?<=\b[Ff]or )|(?<=[Dd]uring ))the{GAP}(?P<index>first|second){GAP}half(?P<year>(?!))?"
        rf"(?={GAP}(?:and|but|as|to|from|after|with|on)\b|[.,;:]|$)",
        _half_reported,
        confidence=0.7,
        needs="half",
        begins="the",
    ),
    rule(
        "half",
        rf"H(?P<index>[12])(?:[- ]?(?P<year>{YEAR}|{SHORT_YEAR}|\d\d))(?!\d)",
        lambda m: _index(m, "half"),
        confidence=0.85,
        case=True,
        needs="half semester h1 h2 1h 2h",
        begins="h",
    ),
    rule(
        "half",
        rf"(?P<index>[12])H(?:[ ]?(?P<year>{YEAR}|{SHORT_YEAR}|\d\d))(?!\d)",
        lambda m: _index(m, "half"),
        confidence=0.85,
        case=True,
        needs="half semester h1 h2 1h 2h",
        begins="0",
    ),
]
