"""Rules for dates counted in steps: "two years ago", "three days later", "the following week", "then"."""

from __future__ import annotations

import re

from onrecord.values.dates.counts import CLOCK_UNITS, HALF, duration, quantity, weeks_in
from onrecord.values.dates.model import Counted, Expression, Length, Opaque, Point, Reference, Shift
from onrecord.values.dates.pieces import (
    APOSTROPHE,
    BREAK,
    COUNT,
    COUNT_FIRST,
    GAP,
    HYPHEN,
    MONTH,
    NUMBER_FIRST,
    PARTS,
    SMALL_NUMBER,
    UNIT_ANY,
    WEEKDAY,
    WEEKDAY_FULL,
)
from onrecord.values.dates.rule import Rule, month_number, rule, unit_name, weekday_number


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


def _mention_month(m: re.Match[str]) -> Expression:
    shift = 1 if m["order"].lower() == "following" else -1
    return Point("month", month=month_number(m["month"]), shift=shift, told=True)


_AGO_COUNT = (
    rf"(?P<count>{COUNT})(?:{GAP}|{HYPHEN})(?:full{GAP}|whole{GAP}|long{GAP})?(?P<unit>{UNIT_ANY})(?:{GAP}or{GAP}so)?"
)

RULES: list[Rule] = [
    rule(
        "ago",
        rf"{_AGO_COUNT}{BREAK}(?:ago|back(?=[.,;]))",
        lambda m: _counted(m, -1, "published"),
        confidence=0.93,
        needs="ago back",
        begins=COUNT_FIRST,
    ),
    rule(
        "ago",
        rf"(?P<count>{COUNT}){GAP}(?P<unit>{UNIT_ANY}){GAP}and{GAP}a{GAP}half{GAP}ago",
        lambda m: _counted(m, -1, "published", half=True),
        confidence=0.9,
        needs="half",
        begins=COUNT_FIRST,
    ),
    rule(
        "ago",
        rf"{_AGO_COUNT}{HYPHEN}ago",
        lambda m: _counted(m, -1, "either", exact=True),
        confidence=0.8,
        needs="ago back",
        begins=COUNT_FIRST,
    ),
    # "Two Sundays ago" are counted as such days, not as weeks.
    rule(
        "ago",
        rf"(?P<count>{SMALL_NUMBER}|\d)(?:{GAP}|{HYPHEN})(?P<weekday>{WEEKDAY_FULL})s?{GAP}ago",
        lambda m: Shift("day", -int(quantity(m["count"]) or 1), weekday=weekday_number(m["weekday"])),
        confidence=0.95,
        needs="ago",
        begins=NUMBER_FIRST,
    ),
    rule(
        "then",
        rf"(?:(?<=\b[Ii]n )|(?<=\b[Ff]or )|(?<=[Dd]uring )|(?<=[Tt]hroughout ))the{GAP}quarter"
        rf"(?!{HYPHEN}|{GAP}(?:of|that|which|ended|ending|end|through|before|after|century|final|mile|a)\b)",
        lambda m: Shift("quarter", 0, "mention"),
        confidence=0.6,
        needs="quarter",
        begins="the",
    ),
    rule(
        "from-now",
        rf"{_AGO_COUNT}{BREAK}(?:from{GAP}now|hence|from{GAP}today)",
        lambda m: _counted(m, 1, "published"),
        confidence=0.93,
        needs="from hence",
        begins=COUNT_FIRST,
    ),
    # "In two months' time".
    rule(
        "from-now",
        rf"(?P<count>{COUNT}){GAP}(?P<unit>{UNIT_ANY})(?:{APOSTROPHE}s?){GAP}time",
        lambda m: _counted(m, 1, "published"),
        confidence=0.93,
        needs="time",
        begins=COUNT_FIRST,
    ),
    rule(
        "later",
        rf"a{GAP}quarter{GAP}of{GAP}a{GAP}century{GAP}(?:later|on(?=[.,;]|$))",
        lambda m: Shift("year", 25, "mention", exact=True),
        confidence=0.9,
        needs="century",
        begins="a",
    ),
    rule(
        "ago",
        rf"a{GAP}quarter{GAP}of{GAP}a{GAP}century{GAP}ago",
        lambda m: Shift("year", -25),
        confidence=0.95,
        needs="century",
        begins="a",
    ),
    rule(
        "later",
        rf"{_AGO_COUNT}{BREAK}(?:later|afterwards?|after{GAP}that(?=[.,;:]|$)|on(?=[.,;]|$))",
        lambda m: _counted(m, 1, "mention", exact=True),
        confidence=0.85,
        needs="later after on, on; on.",
        begins=COUNT_FIRST,
    ),
    rule(
        "earlier",
        rf"{_AGO_COUNT}{BREAK}(?:earlier|previously|prior|before(?=[.,;)]|$))",
        lambda m: _counted(m, -1, "mention", exact=True),
        confidence=0.85,
        needs="earlier previous prior before",
        begins=COUNT_FIRST,
    ),
    rule(
        "following",
        rf"(?:the{GAP})?(?P<order>following|previous|preceding|prior|next){BREAK}(?P<unit>day|night|morning"
        rf"|afternoon|evening)",
        _mention_unit,
        confidence=0.85,
        needs="follow previous preced prior next",
        begins="following next preceding previous prior the",
    ),
    rule(
        "following",
        rf"(?:the{GAP})?(?P<order>following|previous|preceding|prior){BREAK}(?P<unit>week|weekend|month|quarter"
        rf"|year|decade|century)",
        _mention_unit,
        confidence=0.85,
        needs="follow previous preced prior next",
        begins="following preceding previous prior the",
    ),
    rule(
        "following",
        rf"the{GAP}(?P<order>following|previous|preceding){BREAK}(?P<weekday>{WEEKDAY})",
        _mention_weekday,
        confidence=0.8,
        needs="follow previous preced prior next",
        begins="the",
    ),
    # "The following July" is the first one after the date before it.
    rule(
        "told-month",
        rf"the{GAP}(?P<order>following|previous|preceding){BREAK}(?P<month>{MONTH})",
        _mention_month,
        confidence=0.9,
        needs="follow previous preced",
        begins="the",
    ),
    rule(
        "day-before",
        rf"the{GAP}(?P<unit>day|night|week|month|year){BREAK}(?P<order>before|after)"
        rf"(?=[.,;:!?)\u201d\"\n]|$|{GAP}(?:and|but|or|he|she|it|they|we|when)\b)",
        lambda m: Shift(unit_name(m["unit"]), -1 if m["order"].lower() == "before" else 1, "mention"),
        confidence=0.8,
        needs="before after",
        begins="the",
    ),
    rule(
        "same",
        rf"later{GAP}in{GAP}the{GAP}day",
        lambda m: Shift("day", 0, "mention"),
        confidence=0.7,
        approx="late",
        needs="later",
        begins="later",
    ),
    rule(
        "same",
        rf"(?:that{GAP}(?:same{GAP}|very{GAP})?|the{GAP}(?:very{GAP})?same{GAP})(?P<unit>day|night|morning"
        rf"|afternoon|evening|week|weekend|month|quarter|year|decade|century)",
        _same_unit,
        confidence=0.8,
        needs="same that",
        begins="that the",
    ),
    rule(
        "then",
        r"(?:(?<=\bsince )|(?<=\buntil )|(?<=\btill )|(?<=\bby )|(?<=Since )|(?<=Until )|(?<=By )"
        r"|(?<=\bfrom )|(?<=\bbefore ))then",
        lambda m: Shift("same", 0, "mention"),
        confidence=0.8,
        needs="then time",
        begins="then",
    ),
    rule(
        "then",
        rf"(?<=\b[Aa]t )(?:the|that){GAP}time(?!{GAP}(?:of|when|that|to|zone|limit|frame))",
        lambda m: Shift("same", 0, "mention"),
        confidence=0.7,
        needs="then time",
        begins="that the",
    ),
]
