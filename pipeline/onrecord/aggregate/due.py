"""Periods in which something falls due: ``2026``, ``2026-H1``, ``2026-Q1``, ``2026-03``, ``2026-03-31``, ``A..B``."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from onrecord.errors import InputError

_FORM = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?")


class Period(NamedTuple):
    """Days from the first to the last, both included, as ISO 8601 has them."""

    first: str
    last: str

    def __contains__(self, day: object) -> bool:
        """Whether a day lies in the period."""
        return isinstance(day, str) and self.first <= day <= self.last


def parse(text: str) -> Period:
    """Return the period that a text names; ``A..B`` is from the begin of one to the end of another.

    Raises:
        InputError: if it names none.
    """
    first, dots, last = text.partition("..")
    begin = _single(first, text)
    end = _single(last, text) if dots else begin
    if end.last < begin.first:
        raise InputError(f"{text!r} ends before it begins", "give the earlier period first")
    return Period(begin.first, end.last)


def _single(part: str, text: str) -> Period:
    found = _FORM.fullmatch(part.strip().upper())
    tip = "write 2026, 2026-H1, 2026-Q1, 2026-03, 2026-03-31 or 2026-01..2026-06"
    if found is None or not int(found["year"]):
        raise InputError(f"{text!r} is no period", tip)
    year, first, last = int(found["year"]), 1, 12
    if found["quarter"]:
        first, last = 3 * int(found["quarter"]) - 2, 3 * int(found["quarter"])
    elif found["half"]:
        first, last = 6 * int(found["half"]) - 5, 6 * int(found["half"])
    elif found["month"]:
        first = last = int(found["month"])
    try:
        if found["day"]:
            day = date(year, first, int(found["day"])).isoformat()
            return Period(day, day)
        return Period(date(year, first, 1).isoformat(), date(year, last, monthrange(year, last)[1]).isoformat())
    except ValueError as error:
        raise InputError(f"{text!r} is no period ({error})", tip) from None
