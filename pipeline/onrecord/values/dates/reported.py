"""Rules for periods told from another period: "the year-earlier quarter", "the 1988 period", "that August"."""

from __future__ import annotations

from onrecord.values.dates.model import Point, Shift
from onrecord.values.dates.pieces import (
    GAP,
    HYPHEN,
    MONTH,
    YEAR,
)
from onrecord.values.dates.rule import Rule, month_number, rule, unit_name

RULES: list[Rule] = [
    rule(
        "apposition",
        rf"(?<=\d, )the{GAP}(?:final|first|last|same){GAP}(?:full{GAP})?(?:year|month|quarter)",
        lambda m: Shift("same", 0, "mention"),
        confidence=0.7,
        needs="the",
        begins="the",
    ),
    rule(
        "year-ago",
        rf"(?:the{GAP}(?:comparable{GAP}|corresponding{GAP}|same{GAP})?(?=[a-z-]+{GAP}(?:period|quarter"
        rf"|(?:first|second|third|fourth){GAP}quarter)))?"
        rf"(?P<unit>year|week|month|quarter){HYPHEN}(?:ago|earlier)(?:{GAP}(?:period|quarter|(?:first|second"
        rf"|third|fourth){GAP}quarter))?",
        lambda m: Shift(unit_name(m["unit"]), -1, "mention", exact=True),
        confidence=0.8,
        needs="ago earlier",
        begins="month quarter the week year",
    ),
    rule(
        "latest",
        rf"the{GAP}latest{GAP}(?:quarter|period)(?!{GAP}(?:of|in|for)\b)",
        lambda m: Shift("quarter", 0, "mention"),
        confidence=0.6,
        needs="latest",
        begins="the",
    ),
    # Which quarter of that year follows from the one reported.
    rule(
        "year-period",
        rf"the{GAP}(?P<year>{YEAR}){GAP}(?:quarter|period)(?!{HYPHEN}|{GAP}(?:of|in|to|from|through|ended)\b)",
        lambda m: Point("year", int(m["year"])),
        confidence=0.92,
        needs="quarter period",
        begins="the",
    ),
    rule(
        "that-month",
        rf"(?:(?<=\b[Ii]n )|(?<=\bwas )|(?<=\b[Bb]y )|(?<=\buntil )|(?<=; ))that{GAP}(?P<month>{MONTH})",
        lambda m: Point("month", month=month_number(m["month"]), told=True),
        confidence=0.9,
        needs="that",
        begins="that",
    ),
    # "The same month last year": the period told of, a year before it.
    rule(
        "year-ago",
        rf"(?:the{GAP})?(?:same|corresponding|comparable){GAP}(?:period|week|month|quarter|half|day|time|stretch)"
        rf"{GAP}(?:(?:of|in|from){GAP}(?:the{GAP})?)?(?:last|previous|prior|the{GAP}previous|the{GAP}prior){GAP}year"
        rf"|(?:the{GAP})?(?:same|corresponding|comparable){GAP}(?:period|week|month|quarter|half|day){GAP}"
        rf"(?:a|one){GAP}year{GAP}(?:ago|earlier|before)",
        lambda m: Shift("year", -1, "mention", exact=True),
        confidence=0.9,
        needs="year",
        begins="comparable corresponding same the",
    ),
    rule(
        "year-period",
        rf"the{GAP}(?:same|corresponding|comparable){GAP}(?:quarter|period|month|half){GAP}(?:of|in){GAP}"
        rf"(?P<year>{YEAR})(?!\d)",
        lambda m: Point("year", int(m["year"])),
        confidence=0.92,
        needs="same corresponding comparable",
        begins="the",
    ),
]
