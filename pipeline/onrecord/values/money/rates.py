"""What a sum is counted by: "$3 per barrel", "£15 an hour", "$70-a-share", "43bn yuan a day"."""

from __future__ import annotations

import re

from onrecord.values.money.context import after
from onrecord.values.money.sums import Sum

_UNITS = "|".join(
    """share hour day week weekend month quarter year decade night minute second person head capita child
    pupil student patient family household employee worker passenger barrel tonne ton kilo kilogram
    kilogramme kg gram gramme ounce pound gallon litre liter kilolitre kiloliter bushel acre hectare mile kilometre
    kilometer km metre meter unit ticket bottle piece pop plate game match vote seat pair dose page
    word vehicle car trip megawatt kwh mwh mmbtu job bag box copy case pack dozen term session season
    shift semester""".split()
)
_LONG_UNITS = (
    r"(?:kilo|mega|giga|tera)watt[- ]hour|(?:square|cubic) (?:kilo)?met(?:re|er)"
    r"|(?:square|cubic) (?:foot|mile|inch|yard)|metric ton(?:ne)?"
)
_CURRENCIES = "dollar|euro|pound|yen|yuan|rouble|ruble|rupee|rand|greenback"
_TIMES = "day|week|month|year|hour|night|quarter|decade"
_NOT_A_RATE = (
    r"(?! (?:ago|after|before|earlier|later|old|from now|in advance|of (?!his|her|their)|when|early|short"
    r"|in (?:prison|jail|custody)|behind))"
)
_TAIL = re.compile(
    rf"(?:[ -]an?[ -](?P<article>{_LONG_UNITS}|{_UNITS})\b(?!['’]){_NOT_A_RATE}"
    rf"|[ -](?:each|every)[ -](?P<every>{_UNITS})\b|[ -]per[ -](?P<per>{_LONG_UNITS}|(?!cents?\b)[a-z]{{2,14}})\b"
    rf"|,? (?:to|against) the (?:US )?(?P<currency>{_CURRENCIES})\b(?!['’]| zone| area)"
    rf"|/(?P<slash>{_UNITS})\b|(?P<each> each| apiece)\b(?! (?:other|of)\b)"
    r"|(?P<adverb> (?:annually|yearly|monthly|weekly|daily|hourly|per annum|p\.a\.))(?!\w))",
    re.IGNORECASE,
)
_FAR = re.compile(
    rf"\b(?:every|each|per) (?P<each>{_TIMES})\b|(?<!in )(?<!for )(?<!within )(?<!over )(?<!once )(?<!twice )"
    rf"(?<!times )(?<!up to )(?<!than )(?<!least )\ba (?P<article>{_TIMES})\b(?!['’-]){_NOT_A_RATE}"
    r"|\b(?P<adverb>annually)\b",
    re.IGNORECASE,
)
_PRICED = re.compile(
    rf"\b(?:prices?|costs?|charges?|fees?|fares?|tariffs?|rates?|wages?) (?:per|an?) (?P<unit>{_UNITS})\b"
    rf"{_NOT_A_RATE}(?P<between>[^.;:,()]*)$",
    re.IGNORECASE,
)
_PERIODIC = re.compile(
    r"\b(?P<unit>hourly|daily|weekly|monthly|annual|yearly) (?:\w+ )?(?:rent(?:al)?|salary|wage|pay|pension|allowance"
    r"|stipend|fee|subscription|premium|instal?lment|benefit|rate)s? (?:of|at|is|was|to) (?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[.;:!?()\u2013\u2014]|, |[$£€₹]\d"
    r"|\b(?:and|but|which|who|that|while|after|before|in|over|since|if|when|as)\b"
)
_NAMES = {
    "year": ("annual", "annually", "yearly", "per annum", "p.a.", "annum"),
    "month": ("monthly",),
    "week": ("weekly",),
    "day": ("daily",),
    "hour": ("hourly",),
    "person": ("capita", "head"),
    "kg": ("kilo", "kilogram", "kilogramme"),
    "litre": ("liter",),
    "unit": ("pop", "piece"),
}
_PER = {word: name for name, words in _NAMES.items() for word in words}


def unit_before(text: str, at: int) -> str | None:
    """Return the unit that a price was said to be counted by, earlier in its clause: "the price per unit rose to"."""
    match = _PRICED.search(text, max(0, at - 80), at)
    if match is not None and _CLAUSE_END.search(match["between"]):
        match = None
    match = match or _PERIODIC.search(text, max(0, at - 80), at)
    return _PER.get(match["unit"].casefold(), match["unit"].casefold()) if match else None


def tail(text: str, at: int) -> tuple[int, str] | None:
    """Return the end and the name of the unit of a rate that begins at an offset; None if none does."""
    match = _TAIL.match(text, at)
    if match is None:
        return None
    if match["each"]:
        return match.end(), "unit"
    word = next(word for name, word in match.groupdict().items() if word is not None).strip().casefold()
    return match.end(), _PER.get(word, word)


def period_after(text: str, found: Sum) -> str | None:
    """Return the period named later in the clause of a sum: "42bn yuan of stocks changed hands every day"."""
    following = after(text, found.end, 80)
    match, stop = _FAR.search(following), _CLAUSE_END.search(following)
    if match is None or (stop is not None and stop.start() < match.start()):
        return None
    word = (match["each"] or match["article"] or match["adverb"]).casefold()
    return _PER.get(word, word)
