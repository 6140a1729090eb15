"""What an expression is counted from: the publication date as far as it is known, tense, and a mention before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.values.dates import periods
from onrecord.values.dates.model import Direction, Resolution

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?", re.DOTALL)
ORDER = ("day", "week", "month", "quarter", "half", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Published:
    """The publication date: a day, or only the month or year that is known."""

    unit: str
    first: date
    last: date

    def knows(self, unit: str) -> bool:
        """Return whether the period of this unit holding the publication date is certain."""
        return unit in ORDER and ORDER.index(self.unit) <= ORDER.index(unit)


@dataclass(frozen=True, slots=True)
class Frame:
    """All an expression can be counted from.

    Attributes:
        published: Publication date, None if unknown. Today's date is never used in its place.
        direction: Where tense points; None if it does not decide.
        present: Whether the governing verb is in the present tense.
        sure: Whether the verb governs the date itself, so that not even the turn of the year outweighs its tense.
        mention: The date before it in the text that it is counted from, already resolved.
        fiscal_end: Month in which the fiscal year of the document ends.
        fiscal_start_named: Whether the document may number fiscal years by the month they begin in.
    """

    published: Published | None = None
    direction: Direction | None = None
    present: bool = False
    sure: bool = False
    mention: Resolution | None = None
    fiscal_end: int | None = None
    fiscal_start_named: bool = False

    def lies_ahead(self, resolution: Resolution) -> bool:
        """Return whether a place in time is known to begin after publication."""
        return self.published is not None and resolution.first is not None and resolution.first > self.published.last


def published(text: str | None) -> Published | None:
    """Read a publication date: a day, a date-time (its own local day), a month or a year; None for anything else."""
    match = _ISO.fullmatch(text.strip()) if text else None
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        period = periods.years("year", year)
    elif day is None:
        period = periods.month(year, month) if 1 <= month <= 12 else None
    else:
        at = periods.day_of(year, month, day)
        period = periods.day(at) if at else None
    if period is None or period.first is None or period.last is None:
        return None
    return Published(period.unit, period.first, period.last)
