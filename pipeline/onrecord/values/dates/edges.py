"""Rules for parts of the period at hand: its end, its rest, the whole of it."""

from __future__ import annotations

import re
from calendar import monthrange

from onrecord.values.dates.counts import quantity
from onrecord.values.dates.model import Approx, Expression, Interval, Opaque, Point, Shift
from onrecord.values.dates.pieces import (
    GAP,
    HYPHEN,
    MONTH,
    NUMBER,
    POSSESSIVE,
    YEAR,
)
from onrecord.values.dates.rule import (
    Rule,
    month_number,
    optional_year,
    rule,
    unit_name,
)

_EDGES: tuple[tuple[str, Approx], ...] = (
    ("end|close|rest|remainder", "late"), ("start|beginning", "early"), ("middle", "mid"),
)  # fmt: skip


def _edge_days(m: re.Match[str]) -> Expression | None:
    """Read "the first ten days of May"."""
    count = quantity(m["count"])
    month, year = month_number(m["month"]), optional_year(m["year"])
    # Without the year February is given the length it mostly has.
    size = monthrange(year or 2001, month)[1]
    if count is None or count != int(count) or not 1 < count < size:
        return None
    first = 1 if m["edge"].lower() != "last" and m["edge"].lower() != "final" else size + 1 - int(count)
    last = first + int(count) - 1
    return Interval(Point("day", year, month, first), Point("day", year, month, last))


RULES: list[Rule] = [
    rule(
        "edge-days",
        rf"(?:the{GAP})?(?P<edge>first|opening|last|final){GAP}(?P<count>{NUMBER}){GAP}days{GAP}of{GAP}"
        rf"(?P<month>{MONTH})(?:,?{GAP}(?P<year>{YEAR})(?!\d))?",
        _edge_days,
        confidence=0.95,
        needs="days",
        begins="final first last opening the",
    ),
    *(
        rule(
            "period-edge",
            rf"(?:the{GAP})?(?:{edge}){GAP}of{GAP}(?:the|this){GAP}(?P<unit>week|month|quarter|year|decade|century)"
            rf"(?!{GAP}(?:in|of|to|that|ended|ending|before|after)\b)",
            lambda m: Shift(unit_name(m["unit"]), 0),
            confidence=0.75,
            approx=approx,
            needs="of",
            begins="beginning close end middle remainder rest start the",
        )
        for edge, approx in _EDGES
    ),
    rule(
        "year-end",
        rf"(?P<unit>year|month|quarter){HYPHEN}end|(?P<unit2>year|month){POSSESSIVE}{GAP}end|"
        rf"(?<=\bby )year{GAP}end|(?<=\baround )year{GAP}end",
        lambda m: Shift(unit_name(m["unit"] or m["unit2"] or "year"), 0),
        confidence=0.75,
        approx="late",
        needs="end",
        begins="month quarter year",
    ),
    # "Up 4% since year-end": the year that is over.
    rule(
        "year-end",
        rf"(?<=\b[Ss]ince )(?:the{GAP})?(?:year{HYPHEN}end|end{GAP}of{GAP}the{GAP}year)(?!{GAP}\d)",
        lambda m: Shift("year", -1),
        confidence=0.93,
        approx="late",
        needs="end",
        begins="end the year",
    ),
    rule(
        "year-end",
        rf"year{HYPHEN}end{GAP}(?P<year>{YEAR})(?!\d)",
        lambda m: Point("year", int(m["year"])),
        confidence=0.93,
        approx="late",
        needs="end",
        begins="year",
    ),
    rule(
        "later-in",
        rf"(?P<when>later|late){GAP}in{GAP}the{GAP}(?P<unit>week|month|quarter|year|decade)",
        lambda m: Shift(unit_name(m["unit"]), 0),
        confidence=0.75,
        approx="late",
        needs="late",
        begins="late later",
    ),
    rule(
        "earlier-in",
        rf"(?P<when>earlier|early){GAP}in{GAP}the{GAP}(?P<unit>week|month|quarter|year|decade)",
        lambda m: Shift(unit_name(m["unit"]), 0),
        confidence=0.75,
        needs="earl",
        begins="earlier early",
    ),
    # Which year's middle lies ahead depends on the day and the plan.
    rule(
        "mid-year",
        rf"(?:(?<=\b[Bb]y )|(?<=\b[Ii]n )|(?<=\buntil )|(?<=\bfrom )|(?<=\bat ))(?:the{GAP})?mid{HYPHEN}year"
        rf"(?!{HYPHEN}|{GAP}[a-z]+s?\b(?<!at)(?<!in)(?<!and)(?<!but)(?<!or)(?<!as)(?<!to))",
        lambda m: Opaque("year", "which year is not said"),
        confidence=0.7,
        approx="mid",
        needs="mid",
        begins="mid the",
    ),
    rule(
        "season-of-play",
        rf"(?P<deictic>last|this|next){GAP}season(?!['\u2019])",
        lambda m: Opaque(None, "when a season begins is not said"),
        confidence=0.7,
        needs="season",
        begins="last next this",
    ),
    rule(
        "whole-unit",
        rf"all{GAP}(?P<unit>day|week|month|year)(?!{HYPHEN}|{GAP}(?:long|round))",
        lambda m: Shift(unit_name(m["unit"]), 0),
        confidence=0.7,
        needs="all",
        begins="all",
    ),
    rule("weekend", rf"the{GAP}weekend", lambda m: Point("weekend"), confidence=0.85, needs="weekend", begins="the"),
]
