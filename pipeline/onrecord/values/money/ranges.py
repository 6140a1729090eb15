"""Two numbers that are one record: ranges ("€3m–€5m", "2 to 3 billion dollars"), major with minor units."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.values.money import changes, differences
from onrecord.values.money.context import before
from onrecord.values.money.lexer import Lexeme
from onrecord.values.money.quantities import read
from onrecord.values.money.quantity import gap, soft
from onrecord.values.money.sums import Sum, read_sum, unit_after

_DASH = re.compile(r"\s?(?:[-\u2010-\u2015\u2212~]|--)\s?")
_TO = re.compile(
    r"\s(?:to|and|through)\s(?:about |around |roughly |nearly |over |more than |up to |as much as |some )?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_AND = re.compile(r" (?:and )?|-")
_COUNTED = re.compile(
    r"[ -](?:people|persons|jobs|children|homes|houses|students|workers|tonnes?|tons?|barrels"
    r"|users|customers|families"
    r"|women|men|years?|months?|days?|per cent|percent|times|countries|members|households|patients"
    r"|farmers|refugees)\b|%"
)


def extend(text: str, lexemes: list[Lexeme], found: Sum, places: frozenset[str]) -> Sum:
    """Return the sum with its upper end or its minor units, if these follow it."""
    after = found.last + 1
    if after >= len(lexemes) or found.low is None or found.bound == "order_of_magnitude":
        return found
    connector = _connector(text, lexemes, found)
    if connector is None:
        return _with_minor(text, lexemes, found, places)
    at = connector
    upper = read_sum(text, lexemes, at, places, upper=True)
    if upper is None and found.rule.startswith("before"):
        upper = _bare_upper(text, lexemes, found, at)
    if upper is None or upper.low is None or not found.codes & upper.codes or upper.bound != "exact":
        return found
    dashed = _DASH.fullmatch(text, found.end, lexemes[after].start) is not None
    preceding = before(text, found.start)
    if not dashed and differences.is_change(preceding) and not changes.is_span(preceding, found.low, upper.low):
        return found
    return _joined(found, upper) or found


def read_range(text: str, lexemes: list[Lexeme], at: int, places: frozenset[str]) -> Sum | None:
    """Read a range whose currency stands after its upper end only: "3-5 million euros"."""
    lower = read(text, lexemes, at)
    if lower is None or lower.vague or lower.last + 1 >= len(lexemes) or lexemes[at].folded in ("a", "an"):
        return None
    upper_at = _next(text, lexemes, lower.last, before(text, lower.start, 60))
    if upper_at is None or unit_after(text, lexemes, lower) is not None:
        return None
    preceding = text[lower.start - 1 : lower.start]
    if preceding.isalnum() or preceding in ("$", "€", "£", ".", ",", "/"):
        return None
    upper = read_sum(text, lexemes, upper_at, places, upper=True)
    if upper is None or not upper.rule.startswith("after") or upper.low is None or upper.bound != "exact":
        return None
    if (
        differences.is_change(before(text, lower.start))
        and gap(text, lexemes[lower.last], lexemes[upper_at - 1]).strip()
    ):
        return None
    if _YEAR.fullmatch(lower.digits) and lower.factor is None and upper.quantity.factor is not None:
        # "from 132 trillion in 2019 to 147 trillion": a year is no lower end.
        return None
    value = lower.low * upper.unit.factor
    low = replace(upper, start=lower.start, end=lower.end, low=value, high=value, quantity=lower, first=at)
    return _joined(low, upper)


def _connector(text: str, lexemes: list[Lexeme], found: Sum) -> int | None:
    return _next(text, lexemes, found.last, before(text, found.start, 60))


def _next(text: str, lexemes: list[Lexeme], last: int, preceding: str) -> int | None:
    """Return the lexeme at which the upper end would begin."""
    start = lexemes[last].end
    if last + 1 < len(lexemes) and _DASH.fullmatch(text, start, lexemes[last + 1].start):
        return last + 1
    for at in range(last + 2, min(last + 6, len(lexemes))):
        match = _TO.fullmatch(text, start, lexemes[at].start)
        if match:
            joined_by_and = match[0].split()[0] == "and"
            if joined_by_and and not re.search(r"\b(?:between|anywhere from)(?: \w+){0,2} $", preceding, re.IGNORECASE):
                return None
            return at
    return None


def _bare_upper(text: str, lexemes: list[Lexeme], found: Sum, at: int) -> Sum | None:
    """Read an upper end without a currency: "$3 to 5 million", "€3-5m"."""
    quantity = read(text, lexemes, at)
    if quantity is None or quantity.vague or quantity.bare is None or _COUNTED.match(text, quantity.end):
        return None
    dashed = _DASH.fullmatch(text, found.end, lexemes[found.last + 1].start) is not None
    if not dashed and (quantity.factor is None or found.quantity.factor is not None):
        between = re.search(r"\bbetween $", before(text, found.start, 30)) is not None
        if not between:
            return None
    if dashed and (not quantity.digits or text[quantity.end : quantity.end + 1] == "-" and quantity.factor is None):
        return None
    value = quantity.low
    return Sum(
        quantity.start,
        quantity.end,
        value,
        value,
        found.unit,
        quantity,
        at,
        quantity.last,
        found.rule,
        0.9,
        found.codes,
    )


def _joined(lower: Sum, upper: Sum) -> Sum | None:
    """Join two ends; a lower one without magnitude takes the upper one's. None if that is no range."""
    low, confidence = lower.low, 0.93
    one, two = lower.quantity, upper.quantity
    if (
        low is not None
        and one.factor is None
        and two.factor is not None
        and one.bare is not None
        and two.bare is not None
    ):
        if one.bare <= two.bare:
            low *= two.factor
        confidence = 0.88
    if low is None or upper.low is None or low >= upper.low:
        return None
    return replace(
        upper,
        start=lower.start,
        first=lower.first,
        low=low,
        high=upper.low,
        codes=lower.codes & upper.codes,
        unit=lower.unit if lower.unit.explicit or not upper.unit.explicit else upper.unit,
        bound="between",
        rule="range",
        confidence=confidence,
    )


def _with_minor(text: str, lexemes: list[Lexeme], found: Sum, places: frozenset[str]) -> Sum:
    """Add the minor units of a composite sum: "3 dollars 50 cents", "$20 and 43c"."""
    if found.quantity.factor is not None or found.high is None or found.unit.kind == "minor":
        return found
    begin = found.last + 1
    if lexemes[begin].folded == "and" and begin + 1 < len(lexemes) and soft(text, lexemes[found.last], lexemes[begin]):
        begin += 1
    if not _AND.fullmatch(text, found.end, lexemes[begin].start) and begin == found.last + 1:
        return found
    minor = read_sum(text, lexemes, begin, places) if lexemes[begin].start - found.end <= 5 else None
    if minor is None or minor.unit.kind != "minor" or minor.low is None or minor.low >= 1 or minor.high != minor.low:
        return found
    if not found.codes & minor.codes and minor.unit.codes:
        return found
    total = (found.low or 0) + minor.low
    return replace(found, end=minor.end, last=minor.last, low=total, high=total, rule="composite")
