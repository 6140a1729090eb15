"""Finds date expressions in a text: every rule is tried, the longest reading of the leftmost place wins.

>>> [(t.rule, text[t.start:t.end]) for text in ["It opened on 5 March 2024, two years later."] for t in find(text)]
[('day-month', '5 March 2024'), ('later', 'two years later')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.values.dates import (
    absolute,
    counted,
    digits,
    durations,
    edges,
    fiscal,
    named,
    quarters,
    references,
    relative,
    reported,
    sets,
    stretches,
    times,
    years,
)
from onrecord.values.dates.combine import combine
from onrecord.values.dates.guards import is_date
from onrecord.values.dates.lists import with_listed_days
from onrecord.values.dates.model import Timex
from onrecord.values.dates.modifiers import extend, share_approx
from onrecord.values.dates.names import Blocked
from onrecord.values.dates.places import Places
from onrecord.values.dates.rule import Rule

RULES: tuple[Rule, ...] = (
    *fiscal.RULES,
    *digits.RULES,
    *absolute.RULES,
    *years.RULES,
    *quarters.RULES,
    *named.RULES,
    *times.RULES,
    *relative.RULES,
    *edges.RULES,
    *reported.RULES,
    *counted.RULES,
    *sets.RULES,
    *references.RULES,
    *stretches.RULES,
    *durations.RULES,
)
PLACES = Places(RULES)


def find(text: str) -> list[Timex]:
    """Return the date expressions of a text in order; they do not overlap."""
    kept: list[Timex] = []
    for timex in sorted(_candidates(text), key=lambda t: (t.start, -t.end, -t.confidence)):
        if not kept or timex.start >= kept[-1].end:
            kept.append(timex)
    joined = combine(text, with_listed_days(text, kept))
    floors = [0, *(timex.end for timex in joined)]
    extended = [extend(text, timex, floor) for timex, floor in zip(joined, floors, strict=False)]
    return [share_approx(text, extended, at) for at in range(len(extended))]


def _candidates(text: str) -> Iterator[Timex]:
    blocked = Blocked(text)
    for rule, match in PLACES.matches(text):
        timex = _read(rule, match)
        if timex and not blocked.overlaps(timex.start, timex.end) and is_date(text, timex):
            yield timex


def _read(rule: Rule, match: re.Match[str]) -> Timex | None:
    expression = rule.read(match)
    if expression is None:
        return None
    return Timex(match.start(), match.end(), expression, rule.name, rule.confidence, rule.approx)
