"""Rules for durations: "three years", "an 18-month pause", "the past two weeks", "decades"."""

from __future__ import annotations

import re

from onrecord.values.dates.counts import HALF, duration, quantity, weeks_in
from onrecord.values.dates.model import Expression, Length
from onrecord.values.dates.pieces import (
    BUSINESS,
    COUNT,
    COUNT_FIRST,
    DASH,
    GAP,
    HYPHEN,
    NUMBER,
    NUMBER_FIRST,
    UNIT_MANY,
    UNIT_ONE,
)
from onrecord.values.dates.rule import UNIT_WORDS, Rule, rule, unit_name

# What may stand between the number and the unit: "five working days".
QUALITY = rf"(?:{BUSINESS}(?:{GAP}|{HYPHEN}))?"

_SIZES = ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century")
_LONE_UNIT = r"(?:hours|days|weeks|months|years|decades|centuries)"


def _length(m: re.Match[str]) -> Expression | None:
    unit = unit_name(m["unit"])
    amount = quantity(m["count"])
    if amount == 1 and (unit == "second" or m[0].lower().endswith("long")):
        # "A second chance", and "a decade-long dispute", where the article belongs to the dispute.
        return None
    if (
        m["count"].lower() == "one"
        and unit == "day"
        and "-" not in m[0]
        and not re.search(_COUNTING, m.string[max(0, m.start() - 12) : m.start()])
        and not re.match(r" (?:after|before)\b", m.string[m.end() : m.end() + 8])
    ):
        # "One day" is some day to come.
        return None
    if unit == "quarter" and m["count"].lower() in ("a", "one", "three"):
        # A fraction: "a quarter of", "three quarters of".
        return None
    if amount is not None:
        amount *= weeks_in(m["unit"])
    return Length(duration(amount, unit), unit)


def _mixed(m: re.Match[str]) -> Expression | None:
    large, small = unit_name(m["unit"]), unit_name(m["unit2"])
    first, second = quantity(m["count"]), quantity(m["count2"])
    # "Five hours and thirty minutes", not "24 hours a day".
    if first is None or second is None or m["count2"].lower() in ("a", "an"):
        return None
    if _SIZES.index(large) <= _SIZES.index(small):
        return None
    head, tail = duration(first, large), duration(second, small).removeprefix("P")
    if "T" in head:
        tail = tail.removeprefix("T")
    return Length(head + tail, large)


def _and_half(m: re.Match[str]) -> Expression | None:
    unit = unit_name(m["unit"])
    amount = quantity(m["count"])
    return Length(duration(amount + HALF, unit), unit) if amount is not None else None


def single(m: re.Match[str]) -> Expression | None:
    """Read a unit that stands for one of it: "a year-long talk", "the next decade"."""
    unit = unit_name(m["unit"])
    return Length(duration(quantity("one"), unit), unit)


def _vague(m: re.Match[str]) -> Expression:
    unit = unit_name(m["unit"])
    return Length(duration(None, unit), unit)


_COUNTING = re.compile(r"\b(?:for|in|within|just|only|than|after|least|by|over|the|under|of)[ \u00a0-]$", re.IGNORECASE)

RULES: list[Rule] = [
    rule(
        "length",
        rf"(?P<count>{COUNT})(?:{GAP}|{HYPHEN}){QUALITY}(?P<unit>{UNIT_MANY}|{UNIT_ONE})(?:{HYPHEN}long)?"
        rf"(?!{HYPHEN}old|{GAP}old|{HYPHEN}(?:olds?|ago|earlier)|{GAP}of{GAP}age)",
        _length,
        confidence=0.9,
        needs=UNIT_WORDS,
        begins=COUNT_FIRST,
    ),
    rule(
        "length-range",
        rf"(?P<count>{NUMBER})(?:[ ]?{DASH}[ ]?|{GAP}(?:to|or){GAP}){NUMBER}(?:{GAP}|{HYPHEN}"
        rf")(?P<unit>{UNIT_MANY}|{UNIT_ONE})"
        rf"(?!{HYPHEN}old|{GAP}old)",
        lambda m: Length(duration(None, unit_name(m["unit"])), unit_name(m["unit"])),
        confidence=0.7,
        needs="to or - \u2010 \u2011 \u2012 \u2013 \u2014",
        begins=NUMBER_FIRST,
    ),
    rule(
        "length",
        rf"(?P<count>{COUNT}){GAP}(?P<unit>{UNIT_MANY}|{UNIT_ONE}){GAP}and{GAP}a{GAP}half",
        _and_half,
        confidence=0.9,
        needs=UNIT_WORDS,
        begins=COUNT_FIRST,
    ),
    rule(
        "length",
        rf"(?P<count>{COUNT}){GAP}(?P<unit>{UNIT_MANY}|{UNIT_ONE})(?:,?{GAP}and{GAP}"
        rf"|,?{GAP})(?P<count2>{COUNT}){GAP}(?P<unit2>{UNIT_MANY}|{UNIT_ONE})",
        _mixed,
        confidence=0.9,
        needs=UNIT_WORDS,
        begins=COUNT_FIRST,
    ),
    rule(
        "length",
        rf"(?P<unit>year|month|week|day|decade|hour|century|quarter){HYPHEN}long",
        single,
        confidence=0.9,
        needs=UNIT_WORDS,
        begins="century day decade hour month quarter week year",
    ),
    rule(
        "length",
        rf"(?P<unit>years|months|weeks|days|decades|hours|centuries){HYPHEN}(?:long|old)",
        _vague,
        confidence=0.8,
        needs=UNIT_WORDS,
        begins="centuries days decades hours months weeks years",
    ),
    rule(
        "length",
        rf"a{GAP}quarter{GAP}of{GAP}a{GAP}century",
        lambda m: Length("P25Y", "year"),
        confidence=0.92,
        needs="century",
        begins="a",
    ),
    rule(
        "vague-length",
        rf"(?<!these )(?<!those )(?:the{GAP}(?:long|early|first|final|last|closing|opening){GAP}"
        rf")?(?P<unit>{_LONE_UNIT})(?!{HYPHEN}|{GAP}(?:old|of{GAP}age|off)\b)",
        _vague,
        confidence=0.6,
        needs=UNIT_WORDS,
        begins="centuries days decades hours months the weeks years",
    ),
]
