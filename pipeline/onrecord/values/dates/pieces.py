"""The named pieces the date patterns are built from, and the readings of their words.

Every piece is a regular expression without capturing groups and without nested repetition, so that patterns
made of pieces stay linear in the length of the text. ``word`` joins alternatives longest first.
"""

from __future__ import annotations

from collections.abc import Iterable


def word(alternatives: Iterable[str]) -> str:
    """Return a group matching any of the words, the longest first so that no prefix hides a longer word."""
    return "(?:" + "|".join(sorted(alternatives, key=lambda w: (-len(w), w))) + ")"


_MONTH_NAMES = "January February March April May June July August September October November December".split()
_MONTH_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MONTHS: dict[str, int] = {name.lower(): n for n, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name.lower(): n for n, name in enumerate(_MONTH_SHORT, 1)} | {"sept": 9}

_DAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WEEKDAYS: dict[str, int] = {name.lower(): n for n, name in enumerate(_DAY_NAMES, 1)}
WEEKDAYS |= {"mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4}
WEEKDAYS |= {"fri": 5, "sat": 6, "sun": 7}

ORDINALS: dict[str, int] = {
    name: n for n, name in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
} | {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "opening": 1, "last": -1, "final": -1}

UNITS: dict[str, str] = {
    **{w: "second" for w in ("second", "sec")},
    **{w: "minute" for w in ("minute", "min")},
    **{w: "hour" for w in ("hour", "hr")},
    **{w: "day" for w in ("day", "night", "morning", "afternoon", "evening")},
    **{w: "week" for w in ("week", "wk", "fortnight")},
    "weekend": "weekend",
    **{w: "month" for w in ("month", "mth")},
    "quarter": "quarter",
    **{w: "year" for w in ("year", "yr")},
    "decade": "decade",
    **{w: "century" for w in ("century", "centurie")},
}
SEASONS: dict[str, str] = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS: dict[str, str] = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


def _capital(name: str) -> str:
    """A name as a text prints it: capitalised or all in capitals."""
    return f"{name}|{name.upper()}"


# Names of months and days count as such only with a capital: "may", "march", "sat" and "sun" are words.
MONTH_FULL = word(_capital(m) for m in _MONTH_NAMES)
MONTH_DOT = word(rf"{_capital(m)}" for m in [*_MONTH_SHORT, "Sept"])
MONTH = rf"(?-i:{MONTH_FULL}\b|{MONTH_DOT}\b\.?)"
WEEKDAY_FULL = word(_capital(d) for d in _DAY_NAMES)
WEEKDAY_DOT = word(d for d in "Mon Tue Tues Wed Weds Thu Thur Thurs Fri Sat Sun".split())
WEEKDAY = rf"(?-i:{WEEKDAY_FULL}\b|{WEEKDAY_DOT}\b\.?)"

GAP = r"[ \t\u00a0\u2009\u202f]{1,3}"
# One line break may fall inside an expression of a wrapped text; a blank line never does.
BREAK = r"(?:[ \t\u00a0\u2009\u202f]{1,3}|[ \t]?\r?\n)"
DASH = r"[-\u2010-\u2015]"
HYPHEN = r"[-\u2010\u2011]"
APOSTROPHE = "['\u2018\u2019]"
POSSESSIVE = rf"{APOSTROPHE}s"

DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_DAY_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
DAY_ORDINAL = rf"(?:{DAY_NUMBER}(?:st|nd|rd|th))"
DAY = rf"{DAY_NUMBER}(?:st|nd|rd|th)?(?![\d]|[.,:]\d|%)"
YEAR = r"(?:1[0-9]|20|21)\d\d"
SHORT_YEAR = rf"{APOSTROPHE}\d\d"

_UNITS_TEEN = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL_NUMBER = word(["one", *_UNITS_TEEN])
NUMBER_WORD = (
    rf"(?:(?:{word(_TENS)}(?:[- ]{SMALL_NUMBER})?|{SMALL_NUMBER})"
    rf"(?:[- ]and[- ](?:a[- ])?half|{GAP}hundred|{GAP}thousand)?)"
)
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d{1,2})?(?:[- ]?(?:½|¼|¾|1/2)|[- ]and[- ]a[- ]half)?)"
NUMBER = rf"(?:{DIGITS}|{NUMBER_WORD})"
# What they begin with, as rules tell it (see ``rule.Rule``).
NUMBER_FIRST = " ".join(["0 one", *_UNITS_TEEN, *_TENS])
_VAGUE_WORDS = [
    "several", "many", "a few", "few", "some", "a couple of", "couple of", "dozens of", "hundreds of",
    "thousands of", "a number of", "multiple", "countless", "numerous", "a couple",
]  # fmt: skip
VAGUE = word(_VAGUE_WORDS)
ARTICLE = r"(?:an?|one)"
COUNT = (
    rf"(?:(?:a|half{GAP}a|two|three){GAP}dozen|{VAGUE}|{NUMBER}|half{GAP}an?|an?{GAP}half"
    rf"|an?(?:{GAP}hundred|{GAP}thousand)?)"
)
COUNT_FIRST = " ".join([NUMBER_FIRST, "a an half", *(words.split()[0] for words in _VAGUE_WORDS)])

SPOKEN_YEAR = (
    rf"(?:(?:nineteen|twenty|eighteen)[ -](?:hundred|{word(_TENS)}(?:[- ]{SMALL_NUMBER})?"
    rf"|(?:oh|o)[- ]{SMALL_NUMBER}"
    rf"|{word(_UNITS_TEEN[8:])})|two{GAP}thousand(?:{GAP}(?:and{GAP})?{SMALL_NUMBER})?)"
)

UNIT_ONE = r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|century)"
UNIT_MANY = (
    r"(?:seconds|minutes|mins|hours|hrs|days|weeks|fortnights|months|quarters|years|yrs|"
    r"decades|centuries)"
)
UNIT_ANY = rf"(?:{UNIT_MANY}|{UNIT_ONE})"
BUSINESS = (
    r"(?:working|business|trading|calendar|consecutive|straight|successive|full|whole|long|more|additional|solid)"
)

ORDINAL = word([*ORDINALS.keys()])
QUARTER_ORDINAL = word(["first", "opening", "second", "third", "fourth", "final", "last", "1st", "2nd", "3rd", "4th"])
HALF_ORDINAL = word(["first", "second", "1st", "2nd", "last", "latter", "final"])
SEASON = word(SEASONS)
PART = r"(?:morning|afternoon|evening|night)"

CLOCK = (
    r"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?[ \u00a0]?(?:[ap]\.m\b\.?|[ap]m\b|AM\b|PM\b|A\.M\.|P\.M\.)"
    r"|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:[ \u00a0]?(?:[ap]\.m\b\.?|[ap]m\b|AM\b|PM\b))?)"
)
ZONE = (
    r"(?:GMT|UTC|BST|CET|CEST|EET|EEST|MSK|IST|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|JST|KST|HKT|SGT|"
    r"AEST|AEDT|AWST|NZST|NZDT|SAST|WAT|CAT|EAT|local time|Eastern(?: time)?|Pacific(?: time)?)"
)
