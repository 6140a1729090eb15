"""Which other date of the text an expression is counted from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.stages import store
from onrecord.values.dates.anchors import ORDER
from onrecord.values.dates.model import Expression, Point, Resolution, Shift, Timex
from onrecord.values.dates.periods import is_season

# Words that say nothing without a date before them.
ANAPHORIC = frozenset({"then"})
SENTENCE_END = re.compile(r"[.!?]['\")\u2019\u201d]* ")
_ALONE = re.compile(r"[.,;:!?\u2019\u201d\"]|$| (?:and|or|in|at|when|that|is|was|would|will|can)\b")
_DESCRIBED = re.compile(r" (?:when|that|on which)\b")
_LONG = frozenset({"month", "quarter", "year", "decade"})
_COMPARED = ("ago", "earlier", "year-ago")
_SENTENCES_BACK = 3
_ASIDE = 16
FAR = 2000
_MONTHS_BACK = 3

Mention = tuple[Timex, Resolution]


def antecedent(text: str, start: int, shift: Shift, earlier: Sequence[Mention]) -> Mention | None:
    """Return the earlier date that a step is counted from; None if there is none near.

    The nearest one at least as fine as the step is taken, from the few sentences before.
    """
    for other, resolution in reversed(earlier):
        if not _is_near(text, other.end, start):
            return None
        if shift.unit == "same" and other.rule == "earlier":
            continue
        if shift.exact and _enters_quotation(text, other.end, start):
            # What a document or speaker tells may be of another time than what is told around it.
            return None
        if shift.unit == "same" and resolution.type == "DATE" and resolution.value is None:
            # "Then" means the date just before, even one that is not settled.
            return None
        if resolution.type not in ("DATE", "TIME") or resolution.unit is None or resolution.value is None:
            continue
        if shift.exact and shift.amount < 0 and shift.unit in _LONG and _is_passing(other, resolution):
            continue
        if shift.unit == "same" and not resolution.value.endswith("_REF"):
            return other, resolution
        season = shift.exact and shift.unit == "year" and is_season(resolution.value)
        if season or (resolution.first is not None and _fine_enough(resolution.unit, shift)):
            return other, resolution
    return None


def _enters_quotation(text: str, end: int, start: int) -> bool:
    """Whether a quotation opens between two places and holds the second."""
    begun = max(text.rfind("\n", max(0, end - FAR), end) + 1, end - FAR, 0)
    if "\n" in text[end:start]:
        begun = text.rfind("\n", end, start) + 1
        end = begun
    if text.count("\u201c", end, start) > text.count("\u201d", end, start):
        return True
    # Straight marks come in pairs within a paragraph.
    return text.count('"', begun, end) % 2 == 0 and text.count('"', end, start) % 2 == 1


def _is_passing(timex: Timex, resolution: Resolution) -> bool:
    """Whether "a year earlier" is not counted from a date: from the day of a statement, or from a comparison."""
    shift = timex.expression
    back = timex.rule in _COMPARED or (timex.rule == "following" and isinstance(shift, Shift) and shift.amount < 0)
    return (isinstance(shift, Shift) and back) or (
        resolution.unit == "day" and resolution.basis in ("tense", "published")
    )


def _is_near(text: str, end: int, start: int) -> bool:
    between = text[end : min(start, end + FAR)]
    sentences = between.count(". ") + 2 * between.count("\n\n")
    return start - end < FAR and sentences <= 2 * _SENTENCES_BACK


def _fine_enough(known: str, shift: Shift) -> bool:
    known = known if known in ORDER else "day"
    wanted = "day" if shift.weekday else shift.unit if shift.unit in ORDER else "day"
    return ORDER.index(known) <= ORDER.index(wanted)


def is_yearless(point: Point) -> bool:
    """Return whether a month or a day in it is named without its year."""
    return point.year is None and point.year_shift is None and point.month is not None


_NAMING = frozenset({"weekday", "month", "holiday", "season", "month-day"})


def is_in_name(doc: Doc, timex: Timex) -> bool:
    """Return whether a day or month is part of a person's name: "Sunday Adeyemi", "June Osborne"."""
    if timex.rule not in _NAMING:
        return False
    span = doc.char_span(timex.start, timex.end)
    # Most documents name few persons beside a date, so the entity is asked of the token, not of the document.
    if span is None or span[0].ent_type_ != "PERSON":
        return False
    following = doc[span.end] if span.end < len(doc) else None
    return following is not None and following.ent_type_ == "PERSON" and following.ent_iob_ == "I"


def is_clock(point: Point) -> bool:
    """Return whether a point is a clock time without its day."""
    return point.clock is not None and point.day is None and point.weekday is None and point.holiday is None


def day_beside(doc: Doc, text: str, timex: Timex, timexes: Sequence[Timex]) -> Timex | None:
    """Return the day named nearest to a clock time in its sentence; None if there is none."""
    sentence = store.sentence_at(doc, timex.start)
    # Expressions are in text order, so only the neighbours can be the nearest.
    at = bisect_left(timexes, timex.start, key=lambda t: t.start)
    beside = [
        t for t in timexes[max(0, at - 2) : at + 3] if t is not timex and sentence.start <= t.start < sentence.end
    ]
    days = [t for t in beside if _is_day(t.expression)] or [t for t in beside if _is_converted(text, t, timex)]
    return min(days, key=lambda t: max(t.start - timex.end, timex.start - t.end), default=None)


def _is_converted(text: str, other: Timex, timex: Timex) -> bool:
    """Whether a clock time is another one in a different zone: "4 in the morning (8 a.m. GMT Thursday)"."""
    point = other.expression
    left, right = sorted((other, timex), key=lambda t: t.start)
    dated = isinstance(point, Point) and point.clock is not None and not is_clock(point)
    return dated and "(" in text[left.end : right.start] and right.start - left.end <= _ASIDE


def day_told(text: str, timex: Timex, earlier: Sequence[Mention]) -> Mention | None:
    """Return the day that the sentence before a clock time told, in the same paragraph; None if it told none."""
    for other, resolution in reversed(earlier):
        between = text[other.end : timex.start] if timex.start - other.end < FAR else "\n"
        if "\n" in between or len(SENTENCE_END.findall(between)) > 1:
            return None
        if resolution.first is not None and resolution.first == resolution.last:
            return other, resolution
    return None


def is_any_day(text: str, timex: Timex) -> bool:
    """Return whether a weekday is any such day: "not on a Sunday", "the Monday when it rains"."""
    if timex.rule != "weekday":
        return False
    before = text[max(0, timex.start - 8) : timex.start].lower()
    after = _ALONE if before.endswith((" a ", "\na ")) else _DESCRIBED if before.endswith(" the ") else None
    return after is not None and after.match(text, timex.end) is not None


def _is_day(expression: Expression) -> bool:
    if isinstance(expression, Point):
        return (
            expression.unit == "day" and not is_clock(expression) and (expression.day or expression.weekday) is not None
        )
    return isinstance(expression, Shift) and expression.unit == "day" and expression.counted == "published"


def dated_months(timexes: Sequence[Timex]) -> dict[int, Timex]:
    """Return for every month the first expression of the text that names it with its year."""
    found: dict[int, Timex] = {}
    for timex in timexes:
        point = timex.expression
        if isinstance(point, Point) and point.year is not None and point.month is not None:
            found.setdefault(point.month, timex)
    return found


def near_month(point: Point, text: str, start: int, earlier: Sequence[Mention]) -> Mention | None:
    """Return the date just before, where a month lies at most three months before it.

    In *Prices fell in June 2022, after a rise in May* the year of *May* is that of *June 2022*.
    """
    for other, resolution in reversed(earlier):
        if start - other.end > FAR or SENTENCE_END.search(text, other.end, start):
            return None
        before = other.expression
        if not isinstance(before, Point) or before.month is None:
            continue
        first = resolution.first
        fits = first is not None and point.month is not None and 0 <= first.month - point.month <= _MONTHS_BACK
        return (other, resolution) if fits else None
    return None
