"""Data frames on standard output: as a table to look at, as CSV or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from onrecord.cli.console import errors, output, short

if TYPE_CHECKING:
    import pandas as pd

Format = Literal["table", "csv", "json"]
# What a person reads at one go; the other formats have all rows.
_SHOWN = 50


def show(frame: pd.DataFrame, format: Format, title: str = "", shown: Sequence[str] = ()) -> None:
    """Print a frame.

    Args:
        frame: The rows.
        format: How.
        title: What they are, for standard error.
        shown: The columns of a table to look at; by default all that are not empty.
    """
    if format == "json":
        import json

        sys.stdout.write(json.dumps(list(records(frame)), indent=2, ensure_ascii=False) + "\n")
    elif format == "csv":
        _csv(frame)
    else:
        _table(frame[[name for name in shown or frame.columns if name in frame.columns]], title)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as plain values: days as ISO 8601 has them, what is missing as None."""
    names = list(frame.columns)
    columns = [[_plain(value) for value in frame[name].astype(object)] for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    import numpy as np
    import pandas as pd

    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    if isinstance(value, np.datetime64 | pd.Timestamp):
        return str(value)[:10]
    return value.item() if isinstance(value, np.generic) else value


def _csv(frame: pd.DataFrame) -> None:
    import csv

    from onrecord.formats.csv_tables import cell

    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(frame.columns)
    for record in records(frame):
        rows.writerow([cell(value) for value in record.values()])


def _table(frame: pd.DataFrame, title: str) -> None:
    from rich.table import Table
    from rich.text import Text

    console = errors()
    if title:
        console.print(title, markup=False, style="bold")
    if frame.empty:
        console.print("nothing found")
        return
    # A column that is empty, or zero, all over, or says what another says exactly, is left to the other formats.
    names = [name for name in frame.columns if not (name.endswith(("_float", "_day")) and name not in _KEPT)]
    rows = records(frame.head(_SHOWN)[names])
    names = [name for name in names if any(row[name] not in (None, 0) or row[name] is False for row in rows)]
    table = Table(box=None, pad_edge=False)
    for name in names:
        numbers = name in _AMOUNTS or all(row[name] is None or type(row[name]) in (int, float) for row in rows)
        table.add_column(name, justify="right" if numbers else "left", overflow="fold")
    width = 200 if len(names) <= 6 else 60
    for row in rows:
        table.add_row(*(Text(_amount(row[name]) if name in _AMOUNTS else _shown(row[name], width)) for name in names))
    output().print(table)
    if len(frame) > _SHOWN:
        console.print(f"the first {_SHOWN} of {len(frame):,} rows; --format csv prints all", markup=False)


_KEPT = frozenset({"first_day", "last_day"})
_AMOUNTS = frozenset({"amount_min", "amount_max", "total_min", "total_max", "largest"})


def _amount(value: str | None) -> str:
    """Return an exact sum with its thousands set apart."""
    from decimal import Decimal

    return "" if value is None else f"{Decimal(value):,f}"


def _shown(value: Any, width: int) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else short(str(value), width)
