"""Words around an expression that belong to its span: "early", "the end of", "about", "or so"."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.values.dates.model import Approx, Length, Point, Recurrence, Reference, Shift, Timex
from onrecord.values.dates.pieces import PARTS

# Longest modifier read on either side; keeps the look-around constant.
_WINDOW = 40
_END = (
    "(?:end|close|beginning|start|middle|early part|latter part|turn|early hours|small hours|wee hours"
    "|final days|last days"
    "|early days)"
)
_LEFT = re.compile(
    r"(?<![\w-])(?:(?P<part>(?:the )?(?:early |late )?(?P<which>morning|afternoon|evening|night) of )"
    r"|(?P<week>the week of )"
    rf"|(?P<edge>(?:the )?(?:very )?(?P<what>{_END}) of )(?P<of_the>the )?"
    r"|(?P<year_end>(?:year-|the )?end[- ](?:of[- ])?)"
    r"|(?P<pos>(?:the )?(?P<when>earlier|later|early|late|mid)(?:[- ]to[- ](?:late|mid))?(?:[- ]|in (?=the)))"
    r"|(?P<about>(?:just )?(?:about|around|nearly|almost|roughly|approximately|some|circa|"
    r"an estimated)(?: the)? |c\. ?)"
    r"|(?P<the>the ))$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"['\u2019\w -]{0,24}\b(?:seasons?|campaign|tournament|games|championships?|school year|session)\b")
_HINT = re.compile(r"\b(?P<when>late|early) on (?:the )?$", re.IGNORECASE)
_RIGHT = re.compile(r"(?: or so| or thereabouts)\b", re.IGNORECASE)
_EDGES: dict[str, Approx] = {
    "end": "late", "close": "late", "latter part": "late", "beginning": "early", "start": "early",
    "early part": "early", "turn": "early", "early hours": "early", "small hours": "early", "wee hours": "early",
    "early days": "early", "final days": "late", "last days": "late", "middle": "mid",
    "early": "early", "late": "late", "mid": "mid",
    # "Earlier this year" only says that it has been; "later this year" says in the rest of it.
    "later": "late", "earlier": "none",
}  # fmt: skip


def extend(text: str, timex: Timex, floor: int = 0) -> Timex:
    """Return the expression with the modifiers beside it in its span and their meaning in ``approx``.

    ``floor`` is the end of the expression before it, which may end in such a word itself ("years later Friday").
    """
    current = timex
    for _ in range(3):
        left = _LEFT.search(text, max(floor, current.start - _WINDOW), current.start)
        if left and left["of_the"] and _NAMED.match(text, current.end):
            # "The start of the 2023 season": the article belongs to the season.
            break
        longer = _left(current, left, text[current.start : current.end]) if left else None
        if longer is None:
            break
        current = longer
    if current.approx == "none" and (hint := _HINT.search(text, max(0, current.start - 12), current.start)):
        # "Late on Monday": outside the span, which leaves prepositions out.
        day = isinstance(current.expression, Point) and (current.expression.weekday or current.expression.day)
        current = replace(current, approx=_EDGES[hint["when"].lower()]) if day else current
    right = _RIGHT.match(text, current.end, current.end + _WINDOW)
    if right and isinstance(current.expression, (Length, Shift)):
        current = replace(current, end=right.end(), approx="about")
    return current


def _left(timex: Timex, m: re.Match[str], surface: str) -> Timex | None:
    expression = timex.expression
    if isinstance(expression, (Recurrence, Reference)):
        return None
    placed = isinstance(expression, (Point, Shift))
    if m["part"] and isinstance(expression, (Point, Shift)) and expression.unit == "day":
        part = PARTS[m["which"].lower()]
        return replace(timex, start=m.start(), expression=replace(expression, part=part))
    if m["week"] and isinstance(expression, Point) and expression.day is not None:
        return replace(timex, start=m.start(), expression=replace(expression, unit="week"))
    if m["edge"] and m["what"].lower().endswith("hours") and isinstance(expression, (Point, Shift)):
        # "The early hours of Friday" are a time of that day.
        early = expression.unit == "day" and not expression.clock and timex.approx == "none"
        morning = replace(expression, part="MO")
        return replace(timex, start=m.start(), expression=morning, approx="early") if early else None
    if (m["edge"] or m["pos"]) and placed and timex.approx == "none":
        word = (m["what"] or m["when"]).lower()
        return replace(timex, start=m.start(), approx=_EDGES[word])
    if (
        m["year_end"]
        and isinstance(expression, Point)
        and timex.approx == "none"
        and expression.unit in ("year", "month")
    ):
        return replace(timex, start=m.start(), approx="late")
    if m["about"] and isinstance(expression, Shift) and timex.rule not in ("ago", "later", "earlier", "from-now"):
        # "Excited about this year": a preposition.
        return None
    if m["about"] and not (isinstance(expression, Point) and m["about"].lower().startswith("some")):
        return replace(timex, start=m.start(), approx="about" if timex.approx == "none" else timex.approx)
    if m["the"] and isinstance(expression, Length) and timex.rule == "length" and "-" not in surface:
        return replace(timex, start=m.start(), rule="the-length")
    return None


def share_approx(text: str, timexes: list[Timex], at: int) -> Timex:
    """Return an expression with the "about" of the one it is joined to ("about a month or six weeks")."""
    timex = timexes[at]
    if at == 0 or timex.approx != "none" or not isinstance(timex.expression, Length):
        return timex
    before = timexes[at - 1]
    joined = isinstance(before.expression, Length) and text[before.end : timex.start] == " or "
    return replace(timex, approx=before.approx) if joined else timex
