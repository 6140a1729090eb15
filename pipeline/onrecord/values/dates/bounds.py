"""How a text relates to a period: by, until, before, since, after, within, during; read from the words around it."""

from __future__ import annotations

import re

from onrecord.values.dates.model import Bound, Interval, Length, Recurrence, Shift, Timex

_WINDOW = 48
# Words that may stand between the bound word and the expression.
_BETWEEN = (
    r"(?:(?:the|a|an|his|her|its|their|our|my|at least|at most|more than|less than|about|"
    r"around|nearly|almost|just|only|some|over|"
    r"another|as (?:early|late|long|far back) as|sometime|(?:the )?(?:end|start|beginning|"
    r"middle) of|in|on|at|of|back|an additional|well|later|mid|late|early) ){0,3}"
)
_LEFT_WORDS: tuple[tuple[str, Bound], ...] = (
    (r"(?:(?:no|not) later than|on or before)", "by"),
    (r"on or after", "since"),
    (r"(?:up to(?: and including)?|through to|until|till|through|thru|up until)", "until"),
    (r"(?:before|prior to|ahead of|earlier than|pre)", "before"),
    (r"(?:since|starting|beginning|effective|commencing|ever since)", "since"),
    (r"(?:after|following|later than|beyond|past)", "after"),
    (r"(?:(?<!followed )(?<!preceded )by|due(?! (?:in|on|at) ))", "by"),
    (r"(?:from|as early as)", "since"),
)
_LEFT = [(re.compile(rf"\b{words} {_BETWEEN}$", re.IGNORECASE), bound) for words, bound in _LEFT_WORDS]
_WITHIN = re.compile(
    r"\b(?:within|inside|up to|under|(?<!no )(?<!not )less than|no more than|not more than|at most|as (?:little|"
    r"few) as)(?: the| a| an| his| her| its| their)? $",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|in (?:about|around|just|only|under|less than|as little as|the))(?: the)? $", re.IGNORECASE)
_DURING_LENGTH = re.compile(
    r"\b(?:for|during|over|throughout|across|spend|spends|spent|spending|takes?|took|taking|"
    r"taken|lasted|lasting|lasts|last|served|serving|serve|jailed|sentenced to)"
    r"(?: (?:at least|at most|more than|less than|about|around|nearly|almost|some|only|just|"
    r"over|the|a|an|his|her|its|their|another|another full|much of|most of|all|well over|"
    r"up to|an additional)){0,3} $",
    re.IGNORECASE,
)
_DURING_DATE = re.compile(
    r"\b(?:during|over|throughout|across|all through|in the course of)(?: (?:the|much of|"
    r"most of|all of|all))? $",
    re.IGNORECASE,
)
_OWNER = re.compile(r"['\u2019]s?\b|['\u2019] ")
_COMPARISONS = frozenset({"earlier", "ago", "year-ago"})
_EVENT = re.compile(
    r" (?:\w+ )?(?:elections?|votes?|polls?|referendum|coup|war|earthquake|quake|crisis|crash|attacks?|invasion"
    r"|finals?|match|ruling|talks|festival|games|olympics|world cup|tournament|season|summit|revolution"
    r"|pandemic|ceasefire|agreement|deal|treaty)\b",
    re.IGNORECASE,
)
_RIGHT: list[tuple[re.Pattern[str], Bound]] = [
    (re.compile(r" (?:or later|onwards?|and onwards?|at the earliest)\b", re.IGNORECASE), "since"),
    (re.compile(r" (?:or (?:earlier|before|sooner)|at the latest)\b", re.IGNORECASE), "by"),
]
_ORIGIN = re.compile("decade|century")
_ON = re.compile(r" (?:to|until|till|onwards?|through)\b|[-\u2013]")
_RANGE = re.compile(r"(?:,? (?:to|through|until|till) (?:the )?| ?[-\u2013\u2014] ?)", re.IGNORECASE)
_OPENED = re.compile(r"\b(?:from|between)(?: the| early| late| mid)? $", re.IGNORECASE)
_BETWEEN_AND = re.compile(r"\bbetween(?: the)? $", re.IGNORECASE)


def bounds(text: str, timexes: list[Timex]) -> list[Bound]:
    """Return the bound of every expression of a text."""
    found = [_bound(text, timex) for timex in timexes]
    for at in range(1, len(timexes)):
        left, right = timexes[at - 1], timexes[at]
        gap = text[left.end : right.start]
        if isinstance(left.expression, (Length, Recurrence)) or isinstance(right.expression, (Length, Recurrence)):
            if gap == " or " and found[at] == "at":
                found[at] = found[at - 1]
            continue
        if isinstance(right.expression, Shift) and right.expression.counted == "mention":
            # "On June 16 - the same day that": said twice.
            continue
        before = text[max(0, left.start - _WINDOW) : left.start]
        paired = _BETWEEN_AND.search(before) and re.fullmatch(r" and (?:the )?", gap)
        if paired or _RANGE.fullmatch(gap):
            found[at - 1], found[at] = "since", "until"
    return found


def _bound(text: str, timex: Timex) -> Bound:
    if isinstance(timex.expression, Recurrence):
        return "at"
    if timex.rule == "present" and re.match(r" [a-z]", text[timex.end : timex.end + 2]) and text[timex.end - 1] == "t":
        # "By the present government": the word belongs to the noun.
        return "at"
    before = text[max(0, timex.start - _WINDOW) : timex.start].replace("\u00a0", " ").replace("\n", " ")
    after = text[timex.end : timex.end + _WINDOW]
    if isinstance(timex.expression, Length):
        return _length_bound(before, after, timex, text[timex.start : timex.end])
    for pattern, bound in _RIGHT:
        if pattern.match(after):
            return bound
    if timex.rule == "whole-unit":
        return "during"
    if _OWNER.match(after) or (_EVENT.match(after) and before.endswith(" the ")):
        # "During this year's conference", "after the 2016 election": the preposition governs the event.
        return "at"
    if timex.rule in _COMPARISONS and before.endswith("from "):
        # "Up 3% from a year earlier": compared with it, not begun then.
        return "at"
    for pattern, bound in _LEFT:
        # "From 3 to 5 March" is one expression that holds its own beginning.
        if before.endswith("from ") and _ORIGIN.fullmatch(timex.rule) and not _ON.match(after):
            # "Drawings from the 1950s": where they come from.
            return "at"
        if pattern.search(before) and not (bound == "since" and isinstance(timex.expression, Interval)):
            return bound
    return "during" if _DURING_DATE.search(before) else "at"


def _length_bound(before: str, after: str, timex: Timex, surface: str) -> Bound:
    if re.match(r" (?:term|tenure|stint|spell|reign|presidency|sentence)\b", after):
        return "during"
    if re.match(r" (?:after|following)\b", after):
        return "after"
    if re.search(r"\bfor(?: the| about| nearly| almost| some)? $", before):
        return "during"
    if re.match(r" (?:before|ahead of|prior to)\b", after):
        # "In the two years before the war": the stretch is named, not a distance.
        return "during" if re.search(r"\b(?:in|over|during|throughout)(?: the)? $", before) else "before"
    if _WITHIN.search(before):
        return "within"
    if _DURING_LENGTH.search(before):
        return "during"
    if (
        "-" in surface
        and re.search(r"\b[Aa]fter (?:an?|the|his|her|its|their) $", before)
        and re.match(r" [a-z]", after)
    ):
        # "After a two-day meeting": it is the meeting that is over.
        return "during"
    if timex.rule in ("deictic-length",):
        return "during" if re.search(r"\b(?:in|of|by|to)(?: the)? $", before, re.IGNORECASE) else "at"
    if re.search(
        r"\b(?:after|following)(?: (?:more than|nearly|about|just|only|almost|over|the|a|his|her|their))* $",
        before,
        re.IGNORECASE,
    ):
        return "after"
    return "within" if _IN.search(before) else "at"
