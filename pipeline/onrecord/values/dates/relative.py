"""Rules for dates told from the day of publication: "yesterday", "last week", "this March"."""

from __future__ import annotations

import re

from onrecord.values.dates.counts import weeks_in
from onrecord.values.dates.holidays import HOLIDAY
from onrecord.values.dates.model import Expression, Point, Shift
from onrecord.values.dates.pieces import (
    BREAK,
    DAY,
    GAP,
    MONTH,
    PART,
    PARTS,
    POSSESSIVE,
    SEASON,
    SEASONS,
    WEEKDAY,
)
from onrecord.values.dates.rule import (
    MONTH_WORDS,
    UNIT_WORDS,
    WEEKDAY_WORDS,
    Rule,
    day_number,
    month_number,
    rule,
    unit_name,
    weekday_number,
)

_SHIFTS = {
    "last": -1, "past": -1, "this past": -1, "previous": -1, "this": 0, "current": 0, "this current": 0, "next": 1,
    "coming": 1, "this coming": 1, "upcoming": 1, "this last": -1, "this next": 1, "the same": 0,
}  # fmt: skip
_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "overnight": 0}

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
        return Shift("week", 1, weekday=weekday, part=PARTS.get((m["part"] or "").lower()))
    shift, part = _SHIFTS[word], PARTS.get((m["part"] or "").lower())
    if shift:
        return Shift("day", shift, weekday=weekday, part=part)
    return Point("day", weekday=weekday, shift=0, part=part)


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
        needs="yesterday today tonight tomorrow overnight",
        begins="overnight today tomorrow tonight yesterday",
    ),
    rule(
        "day-word",
        rf"the{GAP}day{GAP}after{GAP}tomorrow",
        lambda m: Shift("day", 2),
        confidence=0.95,
        needs="yesterday today tonight tomorrow overnight",
        begins="the",
    ),
    rule(
        "day-word",
        rf"the{GAP}day{GAP}before{GAP}yesterday",
        lambda m: Shift("day", -2),
        confidence=0.95,
        needs="yesterday today tonight tomorrow overnight",
        begins="the",
    ),
    rule(
        "day-word",
        rf"the{GAP}night{GAP}before{GAP}last",
        lambda m: Shift("day", -2, part="NI"),
        needs="night",
        begins="the",
    ),
    # "Tomorrow week" is a week from tomorrow.
    rule(
        "day-word",
        rf"(?P<word>today|tomorrow){GAP}week(?!{POSSESSIVE})",
        lambda m: Shift("day", 7 + _DAYS[m["word"].lower()]),
        needs="week",
        begins="today tomorrow",
    ),
    rule(
        "day-part",
        rf"(?P<deictic>this|last){BREAK}(?P<part>{PART})",
        _this_part,
        confidence=0.9,
        needs="morning afternoon evening night",
        begins="last this",
    ),
    rule(
        "deictic-unit",
        rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<unit>{_DEICTIC_UNIT})",
        _unit,
        confidence=0.93,
        needs=UNIT_WORDS,
        begins="coming current last next past the this upcoming",
    ),
    rule(
        "deictic-unit",
        rf"the{GAP}(?P<unit>week|month|year){GAP}before{GAP}last",
        lambda m: Shift(unit_name(m["unit"]), -2),
        confidence=0.95,
        needs=UNIT_WORDS,
        begins="the",
    ),
    rule(
        "deictic-unit",
        rf"the{GAP}(?P<unit>week|month|year|decade){GAP}after{GAP}next",
        lambda m: Shift(unit_name(m["unit"]), 2),
        confidence=0.95,
        needs=UNIT_WORDS,
        begins="the",
    ),
    rule(
        "deictic-unit",
        rf"(?:the{GAP})?(?P<unit>week|month|year|decade|weekend|quarter){GAP}ahead",
        lambda m: Shift(unit_name(m["unit"]), 1),
        confidence=0.7,
        needs=UNIT_WORDS,
        begins="decade month quarter the week weekend year",
    ),
    rule(
        "deictic-weekday",
        rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<weekday>{WEEKDAY})(?:{GAP}(?P<part>{PART}))?",
        _weekday,
        confidence=0.85,
        needs=WEEKDAY_WORDS,
        begins="coming current last next past the this upcoming",
    ),
    # "Monday next", as Irish and Indian papers have it.
    rule(
        "deictic-weekday",
        rf"(?P<weekday>{WEEKDAY}){GAP}next(?=[.,;:!?)]|$|\n|{GAP}(?:at|in|for|to|when|and|by|with)\b)",
        lambda m: Shift("day", 1, weekday=weekday_number(m["weekday"])),
        confidence=0.85,
        needs="next",
        begins=WEEKDAY_WORDS,
    ),
    rule(
        "deictic-weekday",
        rf"(?P<weekday>{WEEKDAY}){GAP}last(?!{GAP}(?:week|month|year))",
        lambda m: Shift("day", -1, weekday=weekday_number(m["weekday"])),
        confidence=0.85,
        needs=WEEKDAY_WORDS,
        begins=WEEKDAY_WORDS,
    ),
    rule(
        "deictic-weekday",
        rf"(?P<weekday>{WEEKDAY}){GAP}week|a{GAP}week{GAP}(?:on|from){GAP}(?P<weekday2>{WEEKDAY})",
        lambda m: Shift("day", 2, weekday=weekday_number(m["weekday"] or m["weekday2"])),
        confidence=0.8,
        case=True,
        needs=WEEKDAY_WORDS,
        begins=f"{WEEKDAY_WORDS} a",
    ),
    rule(
        "deictic-month",
        rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<month>{MONTH})",
        lambda m: Point("month", month=month_number(m["month"]), shift=_shift(m)),
        confidence=0.9,
        needs=MONTH_WORDS,
        begins="coming current last next past the this upcoming",
    ),
    rule(
        "deictic-month-day",
        rf"{_DEICTIC}{BREAK}(?P<month>{MONTH}){GAP}(?P<day>{DAY})",
        lambda m: Point("day", month=month_number(m["month"]), day=day_number(m["day"]), shift=_shift(m)),
        confidence=0.93,
        needs=MONTH_WORDS,
        begins="coming current last next past this upcoming",
    ),
    rule(
        "deictic-holiday",
        rf"(?P<deictic>last|this|next){BREAK}(?P<holiday>(?-i:{HOLIDAY}))",
        lambda m: Point("day", holiday=m["holiday"], shift=_shift(m)),
        confidence=0.85,
        begins="last next this",
    ),
    rule(
        "deictic-season",
        rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<season>{SEASON})",
        lambda m: Point("quarter", season=SEASONS[m["season"].lower()], shift=_shift(m)),
        confidence=0.85,
        needs="spring summer autumn fall winter",
        begins="coming current last next past the this upcoming",
    ),
]
