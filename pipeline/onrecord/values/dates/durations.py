"""Rules for durations: "three years", "an 18-month pause", "the past two weeks", "decades"."""

from __future__ import annotations

import re

from onrecord.values.dates.counts import HALF, duration, quantity, weeks_in
from onrecord.values.dates.model import Expression, Length, Opaque, Reference
from onrecord.values.dates.pieces import (
    BREAK,
    BUSINESS,
    COUNT,
    DASH,
    GAP,
    HYPHEN,
    NUMBER,
    UNIT_MANY,
    UNIT_ONE,
)
from onrecord.values.dates.rule import Rule, rule, unit_name

_DEICTIC = (
    r"(?P<deictic>last|past|previous|preceding|prior|next|coming|following|first|final|opening|"
    r"latest|initial)"
)
_QUALITY = rf"(?:{BUSINESS}(?:{GAP}|{HYPHEN}))?"
_OPEN_UNIT = r"(?:days|weeks|months|years|decades|centuries|hours|minutes)"
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
        and not re.search(_COUNTING, m.string[max(0, m.start() - 12) : m.start()])
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


def _deictic(m: re.Match[str]) -> Expression | None:
    unit, amount = unit_name(m["unit"]), quantity(m["count"])
    if amount is not None:
        amount *= weeks_in(m["unit"])
    return Length(duration(amount, unit), unit)


def _single(m: re.Match[str]) -> Expression | None:
    unit = unit_name(m["unit"])
    return Length(duration(quantity("one"), unit), unit)


def _open(m: re.Match[str]) -> Expression:
    word = m["deictic"].lower()
    past = word in ("recent", "past", "last", "earlier", "previous")
    return Reference("PAST_REF" if past else "FUTURE_REF", unit_name(m["unit"]))


def _vague(m: re.Match[str]) -> Expression:
    unit = unit_name(m["unit"])
    return Length(duration(None, unit), unit)


_COUNTING = re.compile(r"\b(?:for|in|within|just|only|than|after|least|by|over|the|under|of)[ \u00a0-]$", re.IGNORECASE)

RULES: list[Rule] = [
    rule(
        "length",
        rf"(?P<count>{COUNT})(?:{GAP}|{HYPHEN}){_QUALITY}(?P<unit>{UNIT_MANY}|{UNIT_ONE})(?:{HYPHEN}long)?"
        rf"(?!{HYPHEN}old|{GAP}old|{HYPHEN}(?:olds?|ago|earlier)|{GAP}of{GAP}age)",
        _length,
        confidence=0.9,
    ),
    rule(
        "length-range",
        rf"(?P<count>{NUMBER})(?:[ ]?{DASH}[ ]?|{GAP}(?:to|or){GAP}){NUMBER}(?:{GAP}|{HYPHEN}"
        rf")(?P<unit>{UNIT_MANY}|{UNIT_ONE})"
        rf"(?!{HYPHEN}old|{GAP}old)",
        lambda m: Length(duration(None, unit_name(m["unit"])), unit_name(m["unit"])),
        confidence=0.7,
        needs="to or - \u2010 \u2011 \u2012 \u2013 \u2014",
    ),
    rule(
        "length",
        rf"(?P<count>{COUNT}){GAP}(?P<unit>{UNIT_MANY}|{UNIT_ONE}){GAP}and{GAP}a{GAP}half",
        _and_half,
        confidence=0.9,
    ),
    rule(
        "length",
        rf"(?P<count>{COUNT}){GAP}(?P<unit>{UNIT_MANY}|{UNIT_ONE})(?:,?{GAP}and{GAP}"
        rf"|,?{GAP})(?P<count2>{COUNT}){GAP}(?P<unit2>{UNIT_MANY}|{UNIT_ONE})",
        _mixed,
        confidence=0.9,
    ),
    rule("length", rf"(?P<unit>year|month|week|day|decade|hour|century|quarter){HYPHEN}long", _single, confidence=0.9),
    rule(
        "length",
        rf"(?P<unit>years|months|weeks|days|decades|hours|centuries){HYPHEN}(?:long|old)",
        _vague,
        confidence=0.8,
    ),
    rule(
        "deictic-length",
        rf"(?:the{GAP})?{_DEICTIC}{BREAK}(?P<count>{COUNT})(?:{GAP}|{HYPHEN}){_QUALITY}(?P<unit>{UNIT_MANY}"
        rf"|{UNIT_ONE})",
        _deictic,
        confidence=0.9,
    ),
    rule(
        "deictic-length",
        rf"the{GAP}(?P<deictic>next|coming|last|past|following){BREAK}(?P<unit>decade|century)",
        _single,
        confidence=0.94,
    ),
    rule(
        "open-period",
        rf"(?:the{GAP})?(?P<deictic>recent|past|last|coming|next|following|future"
        rf"|previous){BREAK}(?P<unit>{_OPEN_UNIT}|quarters)(?!{GAP}of\b)"
        rf"(?:{GAP}and{GAP}{_OPEN_UNIT})?",
        _open,
        confidence=0.85,
    ),
    rule(
        "open-period",
        rf"the{GAP}(?P<unit>{_OPEN_UNIT}){GAP}(?:ahead|to{GAP}come)",
        lambda m: Reference("FUTURE_REF", unit_name(m["unit"])),
        confidence=0.85,
    ),
    rule(
        "open-period",
        rf"(?P<unit>{_OPEN_UNIT}){GAP}(?:ago|earlier|before(?=[.,;]))",
        lambda m: Reference("PAST_REF", unit_name(m["unit"])),
        confidence=0.8,
    ),
    rule(
        "open-period",
        rf"(?P<unit>{_OPEN_UNIT}){GAP}(?:later|afterwards|after(?=[.,;]))",
        lambda m: Opaque(unit_name(m["unit"]), "how many is not said"),
        confidence=0.6,
    ),
    rule(
        "vague-length",
        rf"(?<!these )(?<!those )(?:the{GAP}(?:long|early|first|final|last|closing|opening){GAP}"
        rf")?(?P<unit>{_LONE_UNIT})(?!{HYPHEN}|{GAP}(?:old|of{GAP}age|off)\b)",
        _vague,
        confidence=0.6,
    ),
    rule(
        "nth-period",
        rf"(?:the{GAP}|a{GAP}|an{GAP})?(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d\d?(?:st"
        rf"|nd|rd|th)){GAP}(?:consecutive|straight|successive){GAP}"
        r"(?P<unit>day|week|month|quarter|year|decade)",
        lambda m: Opaque(unit_name(m["unit"]), "the last of a series"),
        confidence=0.8,
        needs="consecutive straight successive",
    ),
]
