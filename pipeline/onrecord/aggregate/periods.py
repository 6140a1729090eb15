"""Counts by month or year as an axis of time has them: without gaps, and what lies far off in one bar at either end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def _number(label: str) -> int:
    """Return the place of a period on the axis (``2026``, ``2026-03``, ``-0044``)."""
    sign, digits = (-1, label[1:]) if label[0] == "-" else (1, label)
    year, _, month = digits.partition("-")
    return sign * int(year) * 12 + int(month) - 1 if month else sign * int(year)


def _label(number: int, monthly: bool) -> str:
    year, month = divmod(number, 12) if monthly else (number, 0)
    written = f"{'-' if year < 0 else ''}{abs(year):04}"
    return f"{written}-{month + 1:02}" if monthly else written


def _fullest(weights: dict[int, float], most: int) -> int:
    """Return where the run of periods begins that holds most; of two that hold as much, the later."""
    return max(weights, key=lambda start: (sum(weights.get(start + at, 0) for at in range(most)), start))


def share(labels: Sequence[str], most: int) -> float:
    """Return what part of some periods lies in the fullest run of so many."""
    numbers = sorted(map(_number, labels))
    best = first = 0
    for last, number in enumerate(numbers):
        while number - numbers[first] >= most:
            first += 1
        best = max(best, last - first + 1)
    return best / len(numbers) if numbers else 0.0


def filled(table: pd.DataFrame, most: int = 60) -> pd.DataFrame:
    """Return a table of counts with a row for every period from the first to the last.

    Args:
        table: Counts, its index years or months.
        most: Periods shown; where there are more, those of the fullest run are, and the others in a row before and
            one after them.
    """
    import pandas as pd

    if table.empty:
        return table
    monthly = "-" in str(table.index[0])[1:]
    numbers = [_number(str(label)) for label in table.index]
    first, last = min(numbers), max(numbers)
    if last - first >= most:
        weights = dict(zip(numbers, table.sum(axis=1), strict=True))
        first = _fullest(weights, most)
        last = min(first + most - 1, last)
    inside = table.set_axis(numbers).reindex(range(first, last + 1), fill_value=0)
    rows = [inside.set_axis([_label(number, monthly) for number in inside.index])]
    for name, outside in (
        (f"before {_label(first, monthly)}", [number < first for number in numbers]),
        (f"after {_label(last, monthly)}", [number > last for number in numbers]),
    ):
        if any(outside):
            row = table[outside].sum().to_frame(name).T
            rows = [row, *rows] if name.startswith("before") else [*rows, row]
    return pd.concat(rows)
