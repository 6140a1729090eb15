"""The period that figures are compared with: "a year earlier", "the year-ago quarter", "the latest quarter".

A report of figures is about one period, named once ("third-quarter profit"), and every *a year earlier* in it means
that period of the year before, however many days are named in between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.stages.date_rules.anchors import Mention
from onrecord.values.dates.model import Length, Point, Resolution, Shift, Timex

# "Higher than a year ago", "81 cents a share, a year ago", "from $93.3 million a year ago".
_COMPARED = re.compile(
    r"\b(?:compared|than|versus|from|against|higher|lower|up|down|rose|fell|increased?|decreased?|more|less|over)\b"
    r"|\b(?:share|percent|cents|pence|million|billion|crore|lakh|tonnes?|tons|points?|units|bpd|barrels)\b,? $"
    r"|[\d%],? $",
    re.IGNORECASE,
)
_COMPARISONS = frozenset({"ago", "earlier", "year-ago", "year-period", "latest", "then"})
_PERIODS = frozenset({"month", "quarter", "half", "year"})
_REPORTED = frozenset({"quarter", "half"})
# "For the nine months", "in the first six months".
_STRETCH = re.compile(r"(?:the |its )?(?:first |latest )?(?:three|six|nine|12|twelve|3|6|9) months", re.IGNORECASE)
_FAR = 8000


def is_comparison(text: str, start: int, shift: Shift) -> bool:
    """Return whether "a year ago" compares figures with a period named before ("higher than a year ago").

    "Three years ago" is counted from the present even in a comparison.
    """
    return shift.amount == -1 and _COMPARED.search(text, max(0, start - 24), start) is not None


def compared(
    text: str, start: int, sentence: int, earlier: Sequence[Mention], published: date | None
) -> Mention | None:
    """Return the period that a comparison is counted from; None if no period was named.

    Args:
        text: The document.
        start: Where the comparison stands.
        sentence: Where its sentence begins.
        earlier: The dates before it, in text order.
        published: Day of publication: figures are of periods that are over, unless the sentence says otherwise.
    """
    month: Mention | None = None
    for other, resolution in reversed(earlier):
        here = other.start >= sentence
        if start - other.start > _FAR or (month is not None and not here and resolution.unit == "month"):
            break
        if here and _is_stretch(text, other):
            # "For the nine months" has no value of its own; a year before lies in the year before.
            return _year_of(reported(other.start, earlier, published))
        if other.rule == "following" and isinstance(other.expression, Shift) and other.expression.amount < 0:
            # "Up from 2.9% the previous month" is another comparison.
            continue
        if not _is_period(other.rule, resolution) or not (here or _is_over(resolution, published)):
            continue
        if here:
            return other, resolution
        if isinstance(other.expression, Shift) and other.expression.amount:
            # "Last year" in the sentence before is itself what figures were compared with.
            continue
        if resolution.unit == "month":
            month = other, resolution
        elif resolution.unit == "year":
            return month or (other, resolution)
        else:
            break
    return reported(start, earlier, published) or month


def reported(start: int, earlier: Sequence[Mention], published: date | None) -> Mention | None:
    """Return the quarter or half that a report is about: the latest one named that is over and no comparison."""
    found: Mention | None = None
    for other, resolution in reversed(earlier):
        if start - other.start > _FAR:
            break
        if resolution.unit not in _REPORTED or not _is_period(other.rule, resolution):
            continue
        latest = found is None or (resolution.last or date.min) > (found[1].last or date.min)
        if latest and _is_over(resolution, published):
            found = other, resolution
    return found


def of_year(text: str, sentence: int, point: Point, earlier: Sequence[Mention], mention: Mention | None) -> Point:
    """Return "the 1988 quarter" as the quarter of that year that the report is about; the year if it names none."""
    first = mention[1].first if mention else None
    stretched = any(t.start >= sentence and _is_stretch(text, t) for t, _ in earlier[-3:])
    if mention is None or first is None or stretched:
        return Point("year", point.year)
    size = 3 if mention[1].unit == "quarter" else 6
    return Point(str(mention[1].unit), point.year, index=(first.month - 1) // size + 1)


def _is_stretch(text: str, timex: Timex) -> bool:
    return isinstance(timex.expression, Length) and _STRETCH.fullmatch(text, timex.start, timex.end) is not None


def _is_period(rule: str, resolution: Resolution) -> bool:
    named = resolution.unit in _PERIODS and resolution.first is not None and resolution.type == "DATE"
    return named and rule not in _COMPARISONS


def _is_over(resolution: Resolution, published: date | None) -> bool:
    if published is None or resolution.first is None or resolution.last is None:
        return True
    # The year that runs, and the month, have figures already; a quarter is reported when it is over.
    return resolution.last < published if resolution.unit in _REPORTED else resolution.first <= published


def _year_of(mention: Mention | None) -> Mention | None:
    if mention is None or mention[1].first is None:
        return None
    timex, resolution = mention
    year = mention[1].first.year
    whole = replace(resolution, value=f"{year:04d}", first=date(year, 1, 1), last=date(year, 12, 31), unit="year")
    return timex, whole
