"""Rules for parts of the calendar with names: quarters, halves, seasons, decades, centuries, holidays."""

from __future__ import annotations

import re

from onrecord.values.dates.holidays import HOLIDAY, HOLIDAY_FIRST
from onrecord.values.dates.model import Expression, Opaque, Point
from onrecord.values.dates.pieces import (
    APOSTROPHE,
    BREAK,
    GAP,
    HYPHEN,
    POSSESSIVE,
    SEASON,
    SEASONS,
    SHORT_YEAR,
    YEAR,
    word,
)
from onrecord.values.dates.rule import Rule, optional_year, rule
from onrecord.values.numbers import parse_ordinal

_DECADE_WORDS = {
    name: n * 10
    for n, name in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}
_CENTURIES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
)
_CENTURY_WORD = word(_CENTURIES.split())


def _decade(m: re.Match[str]) -> Expression | None:
    if m["full"]:
        year = int(m["full"])
        # "The 1800s" are a century; "the 1900s" and "the 2000s" may be either, and are decades in news.
        return Point("century" if year % 100 == 0 and year < 1900 else "decade", year)
    if m["word"]:
        return Point("decade", 1900 + _DECADE_WORDS[m["word"].lower()])
    # "The 1920s" are written in full today; "the '20s" can be either.
    tens = int(m["short"])
    return Point("decade", 1900 + tens) if tens >= 30 else Opaque("decade", "century not said")


def _century(m: re.Match[str]) -> Expression | None:
    number = parse_ordinal(m["number"])
    if number is None or not 1 <= number <= 30:
        return None
    return Point("century", (-100 * number) if m["bc"] else (number - 1) * 100 or 1)


def _holiday(m: re.Match[str]) -> Expression:
    name = m["holiday"].replace("\u2019", "'")
    return Point("day", optional_year(m["year"]), holiday=name)


RULES: list[Rule] = [
    rule(
        "season",
        rf"(?:the{GAP})?(?P<season>{SEASON})(?:{GAP}of|,)?{BREAK}(?P<year>{YEAR}|{SHORT_YEAR})"
        rf"(?:[-/\u2010-\u2013](?:{YEAR}|\d\d))?(?!\d)",
        lambda m: Point("quarter", optional_year(m["year"]), season=SEASONS[m["season"].lower()]),
        confidence=0.9,
        needs="spring summer autumn fall winter",
        begins="autumn fall spring summer the winter",
    ),
    rule(
        "season",
        r"(?<![Tt]he )(?:(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=\buntil )|(?<=\b[Ss]ince )|(?<=\bduring )"
        rf"|(?<=\b[Oo]ver ))(?:the{GAP})?(?P<season>{SEASON})(?!{GAP}(?:of{GAP}[a-z]|in{GAP}|"
        rf"from{GAP}))",
        lambda m: Point("quarter", season=SEASONS[m["season"].lower()]),
        confidence=0.6,
        needs="spring summer autumn fall winter",
        begins="autumn fall spring summer the winter",
    ),
    rule(
        "decade",
        rf"(?:the{GAP})?(?:(?P<full>(?:1\d|20)\d0)(?:s|{APOSTROPHE}s)|{APOSTROPHE}(?P<short>\d0)"
        rf"s|(?:(?<=\b[Tt]he )|(?<=\b[Mm]id-)|(?<=\bthe early )|(?<=\bthe late ))(?P<word>{word(_DECADE_WORDS)}))",
        _decade,
        confidence=0.93,
        needs="0s 0's 0\u2019s ties",
        begins=f"0 the ' \u2018 \u2019 {' '.join(_DECADE_WORDS)}",
    ),
    rule(
        "decade",
        rf"the{GAP}(?:(?P<full>(?:1\d|20)\d0)s|{APOSTROPHE}?(?P<short>[2-9]0)s|(?P<word>{word(_DECADE_WORDS)}))",
        _decade,
        confidence=0.85,
        needs="0s 0's 0\u2019s ties",
        begins="the",
    ),
    rule(
        "century",
        rf"(?:the{GAP})?(?P<number>{_CENTURY_WORD}|\d\d?(?:st|nd|rd|th))(?:{GAP}"
        rf"|{HYPHEN})century(?:{GAP}(?P<bc>BCE?|B\.C\.))?",
        _century,
        confidence=0.93,
        needs="century",
        begins=f"0 the {_CENTURIES}",
    ),
    rule(
        "turn",
        rf"the{GAP}turn{GAP}of{GAP}the{GAP}(?:century|millennium)",
        lambda m: Opaque("century", "which century is not said"),
        confidence=0.8,
        needs="turn",
        begins="the",
    ),
    rule(
        "holiday",
        rf"(?:the{GAP})?(?P<holiday>{HOLIDAY})(?:,?{BREAK}(?P<year>{YEAR})(?!\d))?",
        _holiday,
        confidence=0.8,
        case=True,
        begins=f"the {HOLIDAY_FIRST}",
    ),
    rule(
        "eve",
        rf"(?:the{GAP})?eve{GAP}of{GAP}(?:(?:the|his|her|its|their|our|a|an|this"
        rf"|that){GAP})?(?:[\w-]+{POSSESSIVE}{GAP})?(?:(?:first|second|third|next|final|last|presidential"
        rf"|[\w-]+al|[\w-]+an|peace|trade|[A-Z][\w-]+){GAP}){{0,3}}[\w-]+",
        lambda m: Opaque("day", "the day before an event"),
        confidence=0.6,
        needs="eve",
        begins="eve the",
    ),
]
