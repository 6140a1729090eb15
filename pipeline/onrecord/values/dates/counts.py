"""Counts of units of time as TIMEX3 writes them: "two and a half years" is P2Y6M, "several weeks" is PXW."""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.values.numbers import parse_number

# Letter of a unit in a TIMEX3 duration; units below a day stand after "T". A quarter is three months.
LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q",
    "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
CLOCK_UNITS = frozenset({"second", "minute", "hour"})
# What half a unit is, in whole smaller units.
_HALVES = {"year": (6, "month"), "day": (12, "hour"), "hour": (30, "minute"), "minute": (30, "second")}
# A decade and a half is fifteen years.
_YEARS_IN = {"decade": 10, "century": 100}
_DOZENS = {"half a dozen": 6, "a dozen": 12, "two dozen": 24, "three dozen": 36}
_LARGEST = 100_000
HALF = Decimal("0.5")


def quantity(text: str | None) -> Decimal | None:
    """Return the number a count names; None for a vague one ("several") or none at all."""
    if not text:
        return None
    lowered = re.sub(r"[\s\u00a0]+", " ", text.strip().lower())
    if lowered in _DOZENS:
        return Decimal(_DOZENS[lowered])
    if lowered in ("a", "an", "one", "a full", "a whole"):
        return Decimal(1)
    if re.fullmatch(r"(?:a )?couple(?: of)?", lowered):
        return Decimal(2)
    if re.fullmatch(r"half an?|an? half", lowered):
        return Decimal("0.5")
    halved = re.sub(r"[- ]and[- ](?:a[- ])?half$", "", lowered)
    if halved != lowered:
        whole = parse_number(halved)
        return whole + HALF if whole is not None and 0 < whole <= _LARGEST else None
    number = parse_number(re.sub(r"^(an?) (?=hundred|thousand)", "one ", lowered))
    return number if number is not None and 0 < number <= _LARGEST else None


def duration(amount: Decimal | None, unit: str) -> str:
    """Return the TIMEX3 value of a count of units; without a number it is X."""
    clock = "T" if unit in CLOCK_UNITS else ""
    if amount is None:
        return f"P{clock}X{LETTERS[unit]}"
    whole = int(amount)
    if amount == whole:
        return f"P{clock}{whole}{LETTERS[unit]}"
    if unit in _YEARS_IN:
        return f"P{int(amount * _YEARS_IN[unit])}Y"
    if amount - whole == Decimal("0.5") and unit in _HALVES:
        number, smaller = _HALVES[unit]
        head = f"{clock}{whole}{LETTERS[unit]}" if whole else ""
        between = "T" if smaller in CLOCK_UNITS and not (clock and whole) else ""
        return f"P{head}{between}{number}{LETTERS[smaller]}"
    return f"P{clock}{amount.normalize():f}{LETTERS[unit]}"


def weeks_in(word: str) -> int:
    """Return how many weeks a unit word stands for: a fortnight is two."""
    return 2 if word.lower().startswith("fortnight") else 1
