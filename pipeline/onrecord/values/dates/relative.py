"""Rules for dates told from the day of publication: "yesterday", "last week", "this March"."""

from __future__ import annotations

import re

from onrecord.values.dates.counts import weeks_in
from onrecord.values.dates.holidays import HOLIDAY
from onrecord.values.dates.model import Approx, Expression, Opaque, Point, Shift
from onrecord.values.dates.pieces import (
    BREAK,
    DAY,
    GAP,
    HYPHEN,
    MONTH,
    PART,
    PARTS,
    POSSESSIVE,
    SEASON,
    SEASONS,
    WEEKDAY,
)
from onrecord.values.dates.rule import Rule, day_number, month_number, rule, unit_name, weekday_number

_SHIFTS = {
    "last": -1, "past": -1, "this past": -1, "previous": -1, "this": 0, "current": 0, "this current": 0, "next": 1,
    "coming": 1, "this coming": 1, "upcoming": 1, "this last": -1, "this next": 1, "the same": 0,
}  # fmt: skip
_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "overnight": 0}
_EDGES: tuple[tuple[str, Approx], ...] = (
    ("end|close|rest|remainder", "late"), ("start|beginning", "early"), ("middle", "mid"),
)  # fmt: skip
_DEICTIC_UNIT = r"(?:week|weekend|month|quarter|year|decade|century|fortnight)"


def _shift(m: re.Match[str], name: str = "deictic") -> int:
    return _SHIFTS[re.sub(r"[\s\u00a0]+", " ", m[name].lower())]


def _day(m: re.Match[str]) -> Expression:
    word = m["word"].lower()
    part = "NI" if word in ("tonight", "overnight") else PARTS.get((m["part"] or "").lower())
    return Shift("day", _DAYS[word], part=part)


def _this_part(m: re.Match[str]) -> Expression:
    return Shift("day", -1 if m["deictic"].lower() == "last" else 0, part=PARTS[m["part"].lower()])


def _unit(m: re.Match[str]) -> Expression:
    return Shift(unit_name(m["unit"]), _shift(m) * weeks_in(m["unit"]))


def _weekday(m: re.Match[str]) -> Expression:
    weekday, word = weekday_number(m["weekday"]), re.sub(r"[\s\u00a0]+", " ", m["deictic"].lower())
    if word == "next":
        # "Next Friday" is that of next week; "the coming Friday" the first one to come.
        return Shift("week", 1, weekday=weekday)
    shift = _SHIFTS[word]
    return Shift("day", shift, weekday=weekday) if shift else Point("day", weekday=weekday, shift=0)


_DEICTIC = (
    rf"(?P<deictic>this{GAP}(?:past|coming|current|last|next)|last|past|this|next|coming|"
    r"upcoming|current)"
)

RULES: list[Rule] = [
    rule(
        "day-word",
        rf"(?P<word>yesterday|today|tonight|tomorrow|overnight)(?:{BREAK}(?P<part>{PART}))?",
        _day,
        confidence=0.95,
    ),
    rule("day-word", rf"the{GAP}day{GAP}after{GAP}tomorrow", lambda m: Shift("day", 2), confidence=0.95),
    rule("day-word", rf"the{GAP}day{GAP}before{GAP}yesterday", lambda m: Shift("day", -2), confidence=0.95),
    rule("day-word", rf"the{GAP}night{GAP}before{GAP}last", lambda m: Shift("day", -2, part="NI"), confidence=0.9),
    rule("day-part", rf"(?P<deictic>this|last){BREAK}(?P<part>{PART})", _this_part, confidence=0.9),
    rule("deictic-unit", rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<unit>{_DEICTIC_UNIT})", _unit, confidence=0.93),
    rule(
        "deictic-unit",
        rf"the{GAP}(?P<unit>week|month|year){GAP}before{GAP}last",
        lambda m: Shift(unit_name(m["unit"]), -2),
        confidence=0.95,
    ),
    rule(
        "deictic-unit",
        rf"the{GAP}(?P<unit>week|month|year|decade){GAP}after{GAP}next",
        lambda m: Shift(unit_name(m["unit"]), 2),
        confidence=0.95,
    ),
    rule(
        "deictic-unit",
        rf"(?:the{GAP})?(?P<unit>week|month|year|decade|weekend|quarter){GAP}ahead",
        lambda m: Shift(unit_name(m["unit"]), 1),
        confidence=0.7,
    ),
    rule("deictic-weekday", rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<weekday>{WEEKDAY})", _weekday, confidence=0.85),
    rule(
        "deictic-weekday",
        rf"(?P<weekday>{WEEKDAY}){GAP}last(?!{GAP}(?:week|month|year))",
        lambda m: Shift("day", -1, weekday=weekday_number(m["weekday"])),
        confidence=0.85,
    ),
    rule(
        "deictic-weekday",
        rf"(?P<weekday>{WEEKDAY}){GAP}week|a{GAP}week{GAP}(?:on|from){GAP}(?P<weekday2>{WEEKDAY})",
        lambda m: Shift("day", 2, weekday=weekday_number(m["weekday"] or m["weekday2"])),
        confidence=0.8,
        case=True,
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
    ),
    rule(
        "later-in",
        rf"(?P<when>later|late){GAP}in{GAP}the{GAP}(?P<unit>week|month|quarter|year|decade)",
        lambda m: Shift(unit_name(m["unit"]), 0),
        confidence=0.75,
        approx="late",
        needs="late",
    ),
    rule(
        "earlier-in",
        rf"(?P<when>earlier|early){GAP}in{GAP}the{GAP}(?P<unit>week|month|quarter|year|decade)",
        lambda m: Shift(unit_name(m["unit"]), 0),
        confidence=0.75,
        needs="earl",
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
    ),
    rule(
        "season-of-play",
        rf"(?P<deictic>last|this|next){GAP}season(?!['\u2019])",
        lambda m: Opaque(None, "when a season begins is not said"),
        confidence=0.7,
        needs="season",
    ),
    rule(
        "whole-unit",
        rf"all{GAP}(?P<unit>day|week|month|year)(?!{HYPHEN}|{GAP}(?:long|round))",
        lambda m: Shift(unit_name(m["unit"]), 0),
        confidence=0.7,
        needs="all",
    ),
    rule("weekend", rf"the{GAP}weekend", lambda m: Point("weekend"), confidence=0.85, needs="weekend"),
    rule(
        "deictic-month",
        rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<month>{MONTH})",
        lambda m: Point("month", month=month_number(m["month"]), shift=_shift(m)),
        confidence=0.9,
    ),
    rule(
        "deictic-month-day",
        rf"{_DEICTIC}{BREAK}(?P<month>{MONTH}){GAP}(?P<day>{DAY})",
        lambda m: Point("day", month=month_number(m["month"]), day=day_number(m["day"]), shift=_shift(m)),
        confidence=0.93,
    ),
    rule(
        "deictic-holiday",
        rf"(?P<deictic>last|this|next){BREAK}(?P<holiday>(?-i:{HOLIDAY}))",
        lambda m: Point("day", holiday=m["holiday"], shift=_shift(m)),
        confidence=0.85,
    ),
    rule(
        "deictic-season",
        rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<season>{SEASON})",
        lambda m: Point("quarter", season=SEASONS[m["season"].lower()], shift=_shift(m)),
        confidence=0.85,
    ),
]
