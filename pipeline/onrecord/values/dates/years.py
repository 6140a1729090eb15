"""Rules for years: in digits, in words, in ranges, of other eras."""

from __future__ import annotations

import re

from onrecord.values.dates.model import Expression, Interval, Opaque, Point
from onrecord.values.dates.pieces import (
    APOSTROPHE,
    DASH,
    GAP,
    MONTH,
    SPOKEN_YEAR,
    YEAR,
)
from onrecord.values.dates.rule import (
    MONTH_WORDS,
    Rule,
    month_number,
    rule,
    spoken_year,
    year_number,
)

_SEASON = re.compile(r" (?:[\w-]+ ){0,3}(?:seasons?|campaigns?|school year|academic year|winter|tour)\b")


def _years(m: re.Match[str]) -> Expression | None:
    first = int(m["first"])
    last = int(m["last"]) if len(m["last"]) == 4 else first - first % 100 + int(m["last"])
    if not first < last <= first + 300:
        return None
    if last == first + 1 and len(m["last"]) == 2 and not _SEASON.match(m.string, m.end()):
        # "2012-13" may be a season, a fiscal year or both years where no noun says which.
        return Opaque("year", "which year over two calendar years is not said")
    return Interval(Point("year", first), Point("year", last))


def _spoken(m: re.Match[str]) -> Expression | None:
    year = spoken_year(m["year"])
    near = re.search(
        r"\b(?:in|of|since|by|from|until|year|before|after|for) $",
        m.string[max(0, m.start() - 8) : m.start()],
        re.IGNORECASE,
    )
    # "Nineteen ninety-six" names a year wherever it stands.
    near = near or re.match(r"nineteen[ -](?:[a-z]+ty\b|hundred\b)", m["year"].lower())
    if year is None or not (near or m["month"] or m[0].lower().startswith("the year")):
        return None
    return Point("month", year, month_number(m["month"])) if m["month"] else Point("year", year)


def _bc(m: re.Match[str]) -> Expression | None:
    return Point("year", -int(m["bc"])) if m["bc"] else Point("year", int(m["ad"] or m["ce"]))


RULES: list[Rule] = [
    rule(
        "year-range",
        rf"(?P<first>(?:1[5-9]|20)\d\d)[ ]?(?:{DASH}|/)[ ]?(?P<last>(?:1[5-9]|20)\d\d|\d\d)(?![-–/,.]?\d)",
        _years,
        confidence=0.85,
        begins="0",
    ),
    rule(
        "year",
        rf"(?:the{GAP}year{GAP})?(?P<year>{YEAR})(?![,.]\d|:\d|%|°|{DASH}\d)",
        lambda m: Point("year", int(m["year"])),
        confidence=0.9,
        begins="0 the",
    ),
    rule(
        "spoken-year",
        rf"(?:the{GAP}year{GAP})?(?:(?P<month>{MONTH}){GAP})?(?P<year>{SPOKEN_YEAR})(?!{GAP}(?:years|people"
        rf"|dollars|and|hundred|thousand)|-)",
        _spoken,
        confidence=0.75,
        needs="nineteen twenty eighteen thousand",
        begins=f"{MONTH_WORDS} eighteen nineteen the twenty two",
    ),
    rule(
        "short-year",
        r"(?:(?<=\b[Ii]n )|(?<=\b[Oo]f )|(?<=\bsince )|(?<=\bby )|(?<=\bfrom )|(?<=\buntil )"
        rf"){APOSTROPHE}(?P<year>\d\d)(?!s)",
        lambda m: Point("year", year_number(m["year"])),
        confidence=0.7,
        needs="' \u2018 \u2019",
        begins="' \u2018 \u2019",
    ),
    rule(
        "era-year",
        r"(?:1[34]\d\d)[ ](?:AH|A\.H\.)",
        lambda m: Opaque("year", "a year of another calendar"),
        confidence=0.95,
        case=True,
        needs="ah a.h.",
        begins="0",
    ),
    rule(
        "era-year",
        r"(?P<bc>\d{1,4})(?:[ ]?BCE?|[ ]?B\.C\.)|A\.?D\.?[ ](?P<ad>\d{1,4})|(?P<ce>\d{1,4})[ ](?:AD|CE)",
        _bc,
        confidence=0.95,
        case=True,
        needs="bc b.c. ad a.d. ce",
        begins="0 a ad",
    ),
    rule(
        "middle-ages",
        rf"the{GAP}(?:(?:early|late|high){GAP})?(?-i:Middle{GAP}Ages|(?:Stone|Bronze|Iron|Ice){GAP}Age)",
        lambda m: Opaque(None, "a historical era"),
        confidence=0.8,
        needs="age",
        begins="the",
    ),
]
