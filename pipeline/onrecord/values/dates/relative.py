"""Rules for dates counted from the publication date or from a date mentioned before."""

from __future__ import annotations

import re

from onrecord.values.dates.counts import CLOCK_UNITS, HALF, duration, quantity, weeks_in
from onrecord.values.dates.holidays import HOLIDAY
from onrecord.values.dates.model import Approx, Counted, Expression, Length, Opaque, Point, Reference, Shift
from onrecord.values.dates.pieces import (
    BREAK,
    COUNT,
    DAY,
    GAP,
    HYPHEN,
    MONTH,
    PART,
    PARTS,
    POSSESSIVE,
    SEASON,
    SEASONS,
    UNIT_ANY,
    UNIT_ONE,
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


def _counted(m: re.Match[str], sign: int, counted: Counted, *, exact: bool = False, half: bool = False) -> Expression:
    unit = unit_name(m["unit"])
    amount = quantity(m["count"])
    if half and amount is not None:
        amount += HALF
    if unit in CLOCK_UNITS:
        # Without the clock time it is counted from, "an hour later" is only a distance.
        return Length(duration(amount, unit), unit)
    if amount is None or "couple" in m["count"].lower():
        if counted != "published":
            return Opaque(unit, "how many is not said")
        return Reference("PAST_REF" if sign < 0 else "FUTURE_REF", unit)
    if amount != int(amount):
        # "A year and a half ago" is eighteen months ago.
        if unit != "year" or amount * 12 != int(amount * 12):
            return Opaque(unit, "no whole number of units")
        unit, amount = "month", amount * 12
    return Shift(unit, sign * int(amount) * weeks_in(m["unit"]), counted, exact=exact)


def _mention_unit(m: re.Match[str]) -> Expression:
    sign = -1 if m["order"].lower() in ("previous", "preceding", "prior") else 1
    return Shift(unit_name(m["unit"]), sign, "mention", part=PARTS.get(m["unit"].lower()))


def _same_unit(m: re.Match[str]) -> Expression:
    return Shift(unit_name(m["unit"]), 0, "mention", part=PARTS.get(m["unit"].lower()))


def _mention_weekday(m: re.Match[str]) -> Expression:
    sign = -1 if m["order"].lower() in ("previous", "preceding", "prior") else 1
    return Shift("day", sign, "mention", weekday=weekday_number(m["weekday"]))


def _weekday(m: re.Match[str]) -> Expression:
    weekday, word = weekday_number(m["weekday"]), re.sub(r"[\s\u00a0]+", " ", m["deictic"].lower())
    if word == "next":
        # "Next Friday" is that of next week; "the coming Friday" the first one to come.
        return Shift("week", 1, weekday=weekday)
    shift = _SHIFTS[word]
    return Shift("day", shift, weekday=weekday) if shift else Point("day", weekday=weekday, shift=0)


_AGO_COUNT = rf"(?P<count>{COUNT})(?:{GAP}|{HYPHEN})(?:full{GAP}|whole{GAP}|long{GAP})?(?P<unit>{UNIT_ANY})(?:{GAP}or{GAP}so)?"
_DEICTIC = rf"(?P<deictic>this{GAP}(?:past|coming|current|last|next)|last|past|this|next|coming|upcoming|current)"

RULES: list[Rule] = [
    rule("day-word", rf"(?P<word>yesterday|today|tonight|tomorrow|overnight)(?:{BREAK}(?P<part>{PART}))?", _day,
         confidence=0.95),
    rule("day-word", rf"the{GAP}day{GAP}after{GAP}tomorrow", lambda m: Shift("day", 2), confidence=0.95),
    rule("day-word", rf"the{GAP}day{GAP}before{GAP}yesterday", lambda m: Shift("day", -2), confidence=0.95),
    rule("day-word", rf"the{GAP}night{GAP}before{GAP}last", lambda m: Shift("day", -2, part="NI"), confidence=0.9),
    rule("day-part", rf"(?P<deictic>this|last){BREAK}(?P<part>{PART})", _this_part, confidence=0.9),
    rule("deictic-unit", rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<unit>{_DEICTIC_UNIT})", _unit, confidence=0.93),
    rule("deictic-unit", rf"the{GAP}(?P<unit>week|month|year){GAP}before{GAP}last",
         lambda m: Shift(unit_name(m["unit"]), -2), confidence=0.95),
    rule("deictic-unit", rf"the{GAP}(?P<unit>week|month|year|decade){GAP}after{GAP}next",
         lambda m: Shift(unit_name(m["unit"]), 2), confidence=0.95),
    rule("deictic-unit", rf"(?:the{GAP})?(?P<unit>week|month|year|decade|weekend|quarter){GAP}ahead",
         lambda m: Shift(unit_name(m["unit"]), 1), confidence=0.7),
    rule("deictic-weekday", rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<weekday>{WEEKDAY})",
         _weekday, confidence=0.85),
    rule("deictic-weekday", rf"(?P<weekday>{WEEKDAY}){GAP}last",
         lambda m: Shift("day", -1, weekday=weekday_number(m["weekday"])), confidence=0.85),
    rule("deictic-weekday", rf"(?P<weekday>{WEEKDAY}){GAP}week|a{GAP}week{GAP}(?:on|from){GAP}(?P<weekday2>{WEEKDAY})",
         lambda m: Shift("day", 2, weekday=weekday_number(m["weekday"] or m["weekday2"])), confidence=0.8,
         case=True),
    *(
        rule("period-edge", rf"(?:the{GAP})?(?:{edge}){GAP}of{GAP}(?:the|this){GAP}(?P<unit>week|month|quarter|year|decade|century)"
             rf"(?!{GAP}(?:in|of|to|that|ended|ending|before|after)\b)", lambda m: Shift(unit_name(m["unit"]), 0), confidence=0.75, approx=approx, needs="of")
        for edge, approx in _EDGES
    ),
    rule("year-end", rf"(?P<unit>year|month|quarter){HYPHEN}end|(?P<unit2>year|month){POSSESSIVE}{GAP}end|(?<=\bby )year{GAP}end|(?<=\baround )year{GAP}end",
         lambda m: Shift(unit_name(m["unit"] or m["unit2"] or "year"), 0), confidence=0.75, approx="late", needs="end"),
    rule("later-in", rf"(?P<when>later|late){GAP}in{GAP}the{GAP}(?P<unit>week|month|quarter|year|decade)", lambda m: Shift(unit_name(m["unit"]), 0), confidence=0.75, approx="late", needs="late"),
    rule("earlier-in", rf"(?P<when>earlier|early){GAP}in{GAP}the{GAP}(?P<unit>week|month|quarter|year|decade)", lambda m: Shift(unit_name(m["unit"]), 0), confidence=0.75, needs="earl"),
    rule("weekend", rf"the{GAP}weekend", lambda m: Point("weekend"), confidence=0.85, needs="weekend"),
    rule("apposition", rf"(?<=\d, )the{GAP}(?:final|first|last|same){GAP}(?:full{GAP})?(?:year|month|quarter)",
         lambda m: Shift("same", 0, "mention"), confidence=0.7, needs="the"),
    rule("deictic-month", rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<month>{MONTH})",
         lambda m: Point("month", month=month_number(m["month"]), shift=_shift(m)), confidence=0.9),
    rule("deictic-month-day", rf"{_DEICTIC}{BREAK}(?P<month>{MONTH}){GAP}(?P<day>{DAY})",
         lambda m: Point("day", month=month_number(m["month"]), day=day_number(m["day"]), shift=_shift(m)), confidence=0.93),
    rule("deictic-holiday", rf"(?P<deictic>last|this|next){BREAK}(?P<holiday>(?-i:{HOLIDAY}))",
         lambda m: Point("day", holiday=m["holiday"], shift=_shift(m)), confidence=0.85),
    rule("deictic-season", rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<season>{SEASON})",
         lambda m: Point("quarter", season=SEASONS[m["season"].lower()], shift=_shift(m)), confidence=0.85),
    rule("ago", rf"{_AGO_COUNT}{BREAK}(?:ago|back(?=[.,;]))", lambda m: _counted(m, -1, "published"), confidence=0.93, needs="ago back"),
    rule("ago", rf"(?P<count>{COUNT}){GAP}(?P<unit>{UNIT_ANY}){GAP}and{GAP}a{GAP}half{GAP}ago",
         lambda m: _counted(m, -1, "published", half=True), confidence=0.9, needs="half"),
    rule("ago", rf"{_AGO_COUNT}{HYPHEN}ago", lambda m: _counted(m, -1, "either", exact=True), confidence=0.8, needs="ago back"),
    rule("year-ago", rf"(?:the{GAP}(?:comparable{GAP}|corresponding{GAP}|same{GAP})?(?=[a-z-]+{GAP}(?:period|quarter|(?:first|second|third|fourth){GAP}quarter)))?"
         rf"(?P<unit>year|week|month|quarter){HYPHEN}(?:ago|earlier)(?:{GAP}(?:period|quarter|(?:first|second|third|fourth){GAP}quarter))?",
         lambda m: Shift(unit_name(m["unit"]), -1, "mention", exact=True), confidence=0.8, needs="ago earlier"),
    rule("latest", rf"(?:(?<=\b[Ii]n )|(?<=\b[Ff]or )|(?<=\b[Oo]f )|(?<=during ))the{GAP}latest{GAP}(?:quarter|period)",
         lambda m: Shift("quarter", 0, "mention"), confidence=0.6, needs="latest"),
    rule("then", rf"(?:(?<=\b[Ii]n )|(?<=\b[Ff]or )|(?<=during ))the{GAP}quarter(?=[.,;]|{GAP}(?:rose|fell|was|were|to|from|compared)\b)",
         lambda m: Shift("quarter", 0, "mention"), confidence=0.6, needs="quarter"),
    rule("from-now", rf"{_AGO_COUNT}{BREAK}(?:from{GAP}now|hence|from{GAP}today)", lambda m: _counted(m, 1, "published"),
         confidence=0.93, needs="from hence"),
    rule("later", rf"{_AGO_COUNT}{BREAK}(?:later|afterwards?|after{GAP}that(?=[.,;:]|$)|on(?=[,;]))",
         lambda m: _counted(m, 1, "mention", exact=True), confidence=0.85, needs="later after on"),
    rule("earlier", rf"{_AGO_COUNT}{BREAK}(?:earlier|previously|prior|before(?=[.,;)]|$))",
         lambda m: _counted(m, -1, "mention", exact=True), confidence=0.85, needs="earlier previous prior before"),
    rule("following", rf"(?:the{GAP})?(?P<order>following|previous|preceding|prior|next){BREAK}(?P<unit>day|night|morning|afternoon|evening)",
         _mention_unit, confidence=0.85, needs="follow previous preced prior next"),
    rule("following", rf"(?:the{GAP})?(?P<order>following|previous|preceding|prior){BREAK}(?P<unit>week|weekend|month|quarter|year|decade|century)",
         _mention_unit, confidence=0.85, needs="follow previous preced prior next"),
    rule("following", rf"the{GAP}(?P<order>following|previous|preceding){BREAK}(?P<weekday>{WEEKDAY})", _mention_weekday,
         confidence=0.8, needs="follow previous preced prior next"),
    rule("day-before", rf"the{GAP}(?P<unit>day|night|week|month|year){BREAK}(?P<order>before|after)(?=[.,;:!?)\u201d\"\n]|$)",
         lambda m: Shift(unit_name(m["unit"]), -1 if m["order"].lower() == "before" else 1, "mention"), confidence=0.8, needs="before after"),
    rule("same", rf"(?:that{GAP}(?:same{GAP}|very{GAP})?|the{GAP}(?:very{GAP})?same{GAP})(?P<unit>day|night|morning|afternoon|evening|week|weekend|month|quarter|year|decade|century)",
         _same_unit, confidence=0.8, needs="same that"),
    rule("then", rf"(?:(?<=\bsince )|(?<=\buntil )|(?<=\btill )|(?<=\bby )|(?<=Since )|(?<=Until )|(?<=By )|(?<=\bfrom )|(?<=\bbefore ))then",
         lambda m: Shift("same", 0, "mention"), confidence=0.8, needs="then time"),
    rule("then", rf"(?<=\b[Aa]t )(?:the|that){GAP}time(?!{GAP}(?:of|when|that|to|zone|limit|frame))",
         lambda m: Shift("same", 0, "mention"), confidence=0.7, needs="then time"),
]  # fmt: skip
