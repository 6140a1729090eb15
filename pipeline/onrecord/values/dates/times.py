"""Rules for times of day: clock times with zones, noon and midnight, parts of the day."""

from __future__ import annotations

import re

from onrecord.values.dates.model import Expression, Opaque, Point
from onrecord.values.dates.pieces import BREAK, CLOCK, GAP, PART, PARTS, WEEKDAY, ZONE
from onrecord.values.dates.rule import WEEKDAY_WORDS, Rule, rule, weekday_number

# Offsets of zones whose abbreviation means one thing in English news; ambiguous ones (IST, CST, ET) give none.
OFFSETS = {
    "GMT": "Z", "UTC": "Z", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00", "EEST": "+03:00",
    "MSK": "+03:00", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00",
    "PST": "-08:00", "PDT": "-07:00", "JST": "+09:00", "KST": "+09:00", "HKT": "+08:00", "SGT": "+08:00",
    "AEST": "+10:00", "AEDT": "+11:00", "AWST": "+08:00", "NZST": "+12:00", "NZDT": "+13:00", "SAST": "+02:00",
    "WAT": "+01:00", "CAT": "+02:00", "EAT": "+03:00",
}  # fmt: skip
HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_ZONE = rf"(?:[ \u00a0]?(?P<zone>{ZONE})\b)?"


def clock_value(hour: int, minute: int | None, zone: str | None) -> str:
    """Return the TIMEX3 clock time with the offset of its zone, if that is known."""
    return f"T{hour:02d}:{minute or 0:02d}{OFFSETS.get((zone or '').upper(), '')}"


def _clock(m: re.Match[str]) -> Expression | None:
    text = m["clock"].lower().replace("\u00a0", " ")
    numbers = re.findall(r"\d+", text)
    hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else None
    if re.search(r"p\.?m", text):
        hour = hour % 12 + 12 if hour <= 12 else hour
    elif re.search(r"a\.?m", text):
        hour %= 12
    if hour > 24:
        return None
    return Point("hour" if minute is None else "minute", clock=clock_value(hour, minute, m["zone"]))


def _military(m: re.Match[str]) -> Expression | None:
    hour, minute = int(m["clock"][:2]), int(m["clock"][2:])
    return Point("minute", clock=clock_value(hour, minute, m["zone"]))


def _spoken(m: re.Match[str]) -> Expression | None:
    word = m["hour"].lower()
    hour = int(word) if word.isdigit() else HOURS.index(word) + 1
    part = (m["part"] or m["night"] or "").lower()
    if not part:
        return Opaque("hour", "morning or evening is not said")
    # Three at night is 03:00, eleven at night 23:00.
    late = part in ("afternoon", "evening") or (part == "night" and 6 <= hour < 12)
    minute = int(m["minute"]) if m["minute"] else None
    return Point("hour" if minute is None else "minute", clock=clock_value(hour % 12 + 12 * late, minute, None))


RULES: list[Rule] = [
    rule("clock", rf"(?P<clock>{CLOCK}){_ZONE}", _clock, confidence=0.93, begins="0"),
    rule(
        "clock",
        rf"(?P<clock>(?:[01]\d|2[0-3])[0-5]\d)[ \u00a0]?(?:hours{GAP}|hrs{GAP})?(?P<zone>{ZONE}"
        r"|hours|hrs|h)\b",
        _military,
        confidence=0.9,
        case=True,
        begins="0",
    ),
    rule(
        "clock",
        r"(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])"
        rf"(?:[.:](?P<minute>[0-5]\d)(?={GAP}in{GAP}the{GAP}(?:morning|afternoon|evening)))?"
        rf"(?:[ ]o['\u2019]clock|(?={GAP}in{GAP}the{GAP}(?:morning|afternoon|evening)))"
        rf"(?:{GAP}in{GAP}the{GAP}(?P<part>morning|afternoon|evening)|{GAP}at{GAP}(?P<night>night))?",
        _spoken,
        confidence=0.8,
        begins=f"0 {' '.join(HOURS)}",
    ),
    rule(
        "noon",
        rf"(?<![Hh]igh )(?P<word>noon|midday){_ZONE}",
        lambda m: Point("hour", clock=clock_value(12, 0, m["zone"])),
        confidence=0.9,
        needs="noon midday",
        begins="midday noon",
    ),
    # Midnight belongs to the day it begins or to the one it ends, which texts leave open.
    rule(
        "midnight",
        rf"midnight{_ZONE}",
        lambda m: Point("hour", clock=clock_value(24, 0, m["zone"])),
        confidence=0.8,
        needs="midnight",
        begins="midnight",
    ),
    rule(
        "weekday-part",
        rf"(?P<weekday>{WEEKDAY}){BREAK}(?P<part>{PART})",
        lambda m: Point("day", weekday=weekday_number(m["weekday"]), part=PARTS[m["part"].lower()]),
        confidence=0.93,
        case=True,
        needs="morning afternoon evening night",
        begins=WEEKDAY_WORDS,
    ),
    rule(
        "part",
        rf"(?<=\b[Ii]n )the{GAP}(?P<part>morning|afternoon|evening)(?!{GAP}of)",
        lambda m: Point("day", part=PARTS[m["part"].lower()]),
        confidence=0.6,
        needs="morning afternoon evening",
        begins="the",
    ),
]
