"""Which other date of the text an expression is counted from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.stages import store
from onrecord.values.dates.anchors import ORDER
from onrecord.values.dates.model import Expression, Point, Resolution, Shift, Timex

_COMPARED = re.compile(
    r"\b(?:compared|than|versus|from|against|higher|lower|up|down|rose|fell|increased?|decreased?|more|less|over)\b"
    # "81 cents a share, a year ago".
    r"|\b(?:share|percent|cents|pence|million|billion)\b,? $|[\d%],? $",
    re.IGNORECASE,
)
# Words that say nothing without a date before them.
ANAPHORIC = frozenset({"then"})
_SENTENCE_END = re.compile(r"[.!?]['\")\u2019\u201d]* ")
_ALONE = re.compile(r"[.,;:!?\u2019\u201d\"]|$| (?:and|or|in|at|when|that|is|was|would|will|can)\b")
_DESCRIBED = re.compile(r" (?:when|that|on which)\b")
_SENTENCES_BACK = 3
_FAR = 2000
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
        if shift.unit == "same" and resolution.type == "DATE" and resolution.value is None:
            # "Then" means the date just before, even one that is not settled.
            return None
        if resolution.type not in ("DATE", "TIME") or resolution.unit is None or resolution.value is None:
            continue
        if shift.exact and _is_passing(other, resolution):
            continue
        if shift.unit == "same" and not resolution.value.endswith("_REF"):
            return other, resolution
        if resolution.first is not None and _fine_enough(resolution.unit, shift):
            return other, resolution
    return None


def _is_passing(timex: Timex, resolution: Resolution) -> bool:
    """Whether a date is no period figures are compared with: the day of a statement, or itself a comparison."""
    compared = isinstance(timex.expression, Shift) and timex.rule in ("ago", "earlier", "year-ago")
    return compared or (resolution.unit == "day" and resolution.basis in ("tense", "published"))


def _is_near(text: str, end: int, start: int) -> bool:
    between = text[end : min(start, end + _FAR)]
    sentences = between.count(". ") + 2 * between.count("\n\n")
    return start - end < _FAR and sentences <= 2 * _SENTENCES_BACK


def _fine_enough(known: str, shift: Shift) -> bool:
    known = known if known in ORDER else "day"
    wanted = "day" if shift.weekday else shift.unit if shift.unit in ORDER else "day"
    return ORDER.index(known) <= ORDER.index(wanted)


def is_comparison(text: str, start: int, shift: Shift) -> bool:
    """Return whether "a year ago" compares figures with a period named before ("higher than a year ago").

    "Three years ago" is counted from the present even in a comparison.
    """
    return shift.amount == -1 and _COMPARED.search(text, max(0, start - 24), start) is not None


def is_yearless(point: Point) -> bool:
    """Return whether a month or a day in it is named without its year."""
    return point.year is None and point.year_shift is None and point.month is not None


def is_clock(point: Point) -> bool:
    """Return whether a point is a clock time without its day."""
    return point.clock is not None and point.day is None and point.weekday is None and point.holiday is None


def day_beside(doc: Doc, timex: Timex, timexes: Sequence[Timex]) -> Timex | None:
    """Return the day named nearest to a clock time in its sentence; None if there is none."""
    sentence = store.sentence_at(doc, timex.start)
    # Expressions are in text order, so only the neighbours can be the nearest.
    at = bisect_left(timexes, timex.start, key=lambda t: t.start)
    beside = [
        t for t in timexes[max(0, at - 2) : at + 3] if t is not timex and sentence.start <= t.start < sentence.end
    ]
    days = [t for t in beside if _is_day(t.expression)]
    return min(days, key=lambda t: max(t.start - timex.end, timex.start - t.end), default=None)


def day_told(text: str, timex: Timex, earlier: Sequence[Mention]) -> Mention | None:
    """Return the day that the sentence before a clock time told, in the same paragraph; None if it told none."""
    for other, resolution in reversed(earlier):
        between = text[other.end : timex.start] if timex.start - other.end < _FAR else "\n"
        if "\n" in between or len(_SENTENCE_END.findall(between)) > 1:
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
        if start - other.end > _FAR or _SENTENCE_END.search(text, other.end, start):
            return None
        before = other.expression
        if not isinstance(before, Point) or before.month is None:
            continue
        first = resolution.first
        fits = first is not None and point.month is not None and 0 <= first.month - point.month <= _MONTHS_BACK
        return (other, resolution) if fits else None
    return None
