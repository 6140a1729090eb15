"""What looks like a date and is none: names with a day or year in them, counts, scores, ages, model numbers."""

from __future__ import annotations

import re

from onrecord.values.dates.model import Length, Timex
from onrecord.values.dates.namesakes import is_name

_COUNTED_AFTER = re.compile(
    r"[ \u00a0-](?:people|men|women|children|troops|soldiers|dollars?|euros?|pounds|yen|"
    r"yuan|rupees|km|kms|kilomet\w+|"
    r"miles?|feet|foot|ft|met(?:re|er)s?|kg|tonn?es?|tons|MW|GW|kW|votes?|points?|seats?|acres|hectares|litres|liters|"
    r"barrels|calories|words|pages|units|times|jobs|homes|houses|words|copies|others|more)\b"
)
_PLURAL_AFTER = re.compile(
    r"[ \u00a0](?!(?:is|was|has|as|his|this|its|us|elections?|olympics|games|polls|primaries|"
    r"sales|results)\b)[a-z]+s\b"
)
_COUNT_BEFORE = re.compile(
    r"(?:\b(?:more than|fewer than|less than|at least|at most|up to|some|only|all|another|"
    r"total of|number|No\.?|nos?\.|page|pages|p\.|pp\.|room|"
    r"flight|route|highway|chapter|version|article|section|resolution|model|verse|channel|bus|train|serial|code"
    r"|extension|"
    r"population of|ext\.?|lot|unit|gate|record|rule|street|road|index)\s|[#$£€¥/]|\d[ ]|"
    r"\d,|[A-Za-z](?<!mid)(?<!end)(?<!early)(?<!late)(?<!pre)(?<!post)-)$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"(?<![\w.])(?P<word>[A-Z][\w.&-]*\)?) $")
# Words that may stand capitalised before a year without being part of a name.
_DEMONYM = re.compile(r"(?:ican|ean|sian|ish|ese|ench|utch)$")
_OPENERS = frozenset(
    "in since by until before after from to of during for and or the early late mid on around circa about between "
    "through this that its their his her our as at both but then now than fiscal spring summer autumn fall winter "
    "christmas easter thanksgiving january february march april may june july august september october november "
    "december jan feb mar apr jun jul aug sep sept oct nov dec year back only even not with while when if "
    "monday tuesday wednesday thursday friday saturday sunday a an one another each every which".split()
)
_YEAR_OPENERS = re.compile(
    r"\b(?:in|since|by|until|of|from|to|during|year|before|after|around|circa|early|late|"
    r"and|for|the|through|between)[ \u00a0]$",
    re.IGNORECASE,
)
_TEMPORAL_BEFORE = re.compile(
    r"\b(?:in|of|since|by|until|till|last|next|this|early|late|mid|from|to|and|or|through|between|during|before|after|"
    r"for|the|late|each|every|past|previous|following|come|on|around|about|end|beginning|as|its|a|their|his|our|per|than|"
    r"\d{1,2}(?:st|nd|rd|th)?)[ \u00a0-]$",
    re.IGNORECASE,
)
# "Whose age exceeds 15 years", "children aged between six and nine years": an age, not a time.
_AGED = re.compile(r"\b(?:ages?|aged)\b(?! of)[^.;:,]{0,36}$")
_STAY = re.compile(r"\b(?:for|in|over|within|after|during) $")
# "Tickets for the affected days": days told apart, not a stretch of them.
_CERTAIN_DAYS = re.compile(
    r"\b(?:the|those|these|such|which) (?:[a-z]+(?:ed|ing|ive|ant)) $|\b(?:glory|boom|school|war) $"
)
_FIGURES = re.compile(
    r" (?:results|earnings|sales|profits?|revenues?|figures|report|numbers|growth|GDP|loss\w*|data)\b"
)
_DESCRIBED = re.compile(
    r" (?!(?:was|is|will|would|has|had|began|drew|started|ended|went|took|turned|in|on|for|of|by|from"
    r"|through)\b)[a-z]+\b"
)
_NAMELIKE_MONTHS = frozenset({"may", "march", "april", "june", "august"})
_SHORT_DAYS = frozenset("mon tue wed thu fri sat sun".split())


def is_date(text: str, timex: Timex) -> bool:
    """Return whether an expression is a date in its context."""
    start, end = timex.start, timex.end
    before = text[max(0, start - 24) : start]
    after = text[end : end + 24]
    surface = text[start:end].lower().rstrip(".")
    if is_name(text, timex):
        return False
    if timex.rule in ("year", "year-range"):
        return _is_year(surface, before, after)
    if timex.rule == "month":
        return _is_month(surface, before, after)
    if timex.rule == "weekday" and surface in _SHORT_DAYS:
        dotted = text[start:end].endswith(".") and not before.endswith("-")
        return (
            dotted
            or not before.endswith("-")
            and bool(re.match(r",? \d|,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", after))
            or bool(re.search(r"\b(?:on|last|next|this) $", before))
        )
    if surface == "today" and text[start:end].isupper() and re.match(r" [A-Z]{2}", after):
        return False
    if timex.rule == "deictic-weekday" and surface.startswith("the last ") and re.match(r" (?:before|of|in)\b", after):
        # "The last Sunday before the vote" is not counted from publication.
        return False
    if timex.rule == "day-word" and text[start].isupper() and re.search(r"[\w,] $", before):
        # A name: "India Today", "The Tonight Show".
        return False
    if (
        timex.rule == "deictic-unit"
        and re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", text[start:end])
        and re.search(r"[\u201c\"'\u2018]$", before)
    ):
        return False
    if (
        isinstance(timex.expression, Length)
        and not _STAY.search(before)
        and _AGED.search(text, max(0, start - 48), start)
    ):
        return False
    if timex.rule == "vague-length" and (_CERTAIN_DAYS.search(before) or after[:1] == "'"):
        return False
    if timex.rule == "vague-length" and re.match(r" when\b", after) and re.search(r"\b(?:[Oo]n|the) $", before):
        return False
    if timex.rule == "vague-length" and re.match(r" of (?:[A-Z]|\d|the (?:morning|night))", after):
        return False
    if timex.rule == "quarter" and len(surface) == 2:
        # "Q3" alone may be a model; it is a quarter after a preposition or before figures.
        return bool(_TEMPORAL_BEFORE.search(before) and not before.lower().endswith("the ") or _FIGURES.match(after))
    if timex.rule == "clock":
        return not re.match(r"[ ]?(?:%|-\d|percent)", after)
    return True


def _is_year(surface: str, before: str, after: str) -> bool:
    if surface.startswith("the year"):
        return True
    if re.search(r"\b(?:since|until|till|from|before|by) at (?:least|most) $", before):
        return True
    if before.endswith("up to ") and surface[2:] != "00" and surface[0] in "12" and re.match(r"[.,;:)]|$", after):
        return True
    if _COUNT_BEFORE.search(before) or _COUNTED_AFTER.match(after):
        return False
    if before[-1:] in "\u2018\u201c\"'" and after[:1] in "\u2019\u201d\"'" and before and after:
        return False
    name = _NAME_BEFORE.search(before)
    if name and not _DEMONYM.search(name["word"]) and name["word"].lower().rstrip(".") not in _OPENERS:
        return False
    year = int(surface[:4])
    if year % 100 == 0 and _PLURAL_AFTER.match(after) and not re.search(r"\b(?:the|in|since|of) $", before):
        return False
    return (
        1500 <= year <= 2100
        and (year >= 1800 or bool(_YEAR_OPENERS.search(before)))
        or bool(re.search(r"\b(?:in|year|circa|since|of|around) $", before, re.IGNORECASE) and 1000 <= year < 1800)
    )


def _is_month(surface: str, before: str, after: str) -> bool:
    if surface in _NAMELIKE_MONTHS and re.match(r" of (?:this|that|last|next|\d{4}\b)", after):
        return True
    if surface in _NAMELIKE_MONTHS and re.match(r" (?:saw|brought|marked) ", after):
        return True
    if surface in _NAMELIKE_MONTHS:
        timed = _TEMPORAL_BEFORE.search(before)
        if not timed:
            # Without a temporal word a namelike month must not open a name or follow one.
            named = re.match(r" [A-Z]", after) or re.search(r"[A-Z][\w.]*[ ]$", before) or surface in ("may", "march")
            return not named
        firm = re.search(
            r"\b(?:in|since|until|till|by|for|last|next|this|of|mid|early|late)[ -]$", before, re.IGNORECASE
        )
        if (
            surface == "may"
            and not firm
            and re.match(r" (?:be|have|not|also|well|or may|has|had|said|was|is|told)\b", after)
        ):
            return False
        if (
            surface == "march"
            and re.search(r"\b(?:to|the|a|and|on) $", before, re.IGNORECASE)
            and not re.match(r" \d|[,.]|'s| (?:this|last|next|of|and|to) ", after)
            and not (re.search(r"\b(?:the|a) $", before, re.IGNORECASE) and _DESCRIBED.match(after))
        ):
            return False
        if surface == "may" and re.match(r" [A-Z][a-z]+", after) and re.search(r"\b(?:and|of) $", before):
            return False
        if (
            surface in ("april", "june", "august")
            and re.match(r" [A-Z][a-z]+", after)
            and re.search(r"\b(?:and|to|of|by|from|for) $", before)
        ):
            return False
    if surface in ("jan", "dec", "mar", "jun", "sep", "apr", "feb", "aug", "oct", "nov", "jul"):
        return bool(_TEMPORAL_BEFORE.search(before)) and not re.match(r" [A-Z]", after)
    return True
