"""Plots of small tables with matplotlib: plain bars, the same bytes for the same table."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.atomic import atomic
from onrecord.errors import InputError
from onrecord.optional import need

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

FORMATS = (".png", ".svg")
# Okabe and Ito's colours, which people who see few colours can tell apart.
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#555555")
_MOST_PARTS = len(_COLOURS)
_STYLE = {
    # A sum such as "$5bn" is no formula.
    "text.parse_math": False,
    "svg.hashsalt": "onrecord",
    "svg.fonttype": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "font.size": 9,
}


@contextmanager
def _styled() -> Iterator[None]:
    with need("matplotlib", "plot").rc_context(_STYLE):
        yield


def _figure(rows: int, title: str, panels: int = 1) -> tuple[Any, list[Any]]:
    # No pyplot: it keeps every figure it made, and asks for a display.
    figure = need("matplotlib.figure", "plot").Figure(figsize=(8, max(3.0, 1.2 + 0.32 * rows)), layout="constrained")
    figure.suptitle(title)
    axes = figure.subplots(panels, 1, squeeze=False)
    return figure, [row[0] for row in axes]


def _few(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose parts can be told apart by colour: the smallest are joined to one."""
    if table.shape[1] <= _MOST_PARTS:
        return table
    order = table.sum().sort_values(ascending=False, kind="stable").index
    kept = table[list(order[: _MOST_PARTS - 1])].copy()
    kept["others"] = table[list(order[_MOST_PARTS - 1 :])].sum(axis=1)
    return kept


def stacked(table: pd.DataFrame, *, title: str, label: str) -> Any:
    """Draw a lying bar for each row, divided by the columns; the first row on top."""
    with _styled():
        figure, (axis,) = _figure(len(table), title)
        table = _few(table).iloc[::-1]
        left = [0.0] * len(table)
        for colour, name in zip(_COLOURS, table.columns, strict=False):
            values = [float(value) for value in table[name]]
            axis.barh(range(len(table)), values, left=left, color=colour, label=str(name))
            left = [a + b for a, b in zip(left, values, strict=True)]
        axis.set_yticks(range(len(table)), [_short(name) for name in table.index])
        _whole(axis.xaxis)
        _finish(axis, table.shape[1], label, lying=True)
        return figure


def grouped(table: pd.DataFrame, *, title: str, label: str) -> Any:
    """Draw lying bars side by side: for each row one for each column."""
    with _styled():
        figure, (axis,) = _figure(len(table) * table.shape[1], title)
        table = table.iloc[::-1]
        width = 0.8 / max(1, table.shape[1])
        for at, (colour, name) in enumerate(zip(_COLOURS, table.columns, strict=False)):
            places = [row + 0.4 - (at + 0.5) * width for row in range(len(table))]
            axis.barh(places, [float(v) for v in table[name]], height=width, color=colour, label=str(name))
        axis.set_yticks(range(len(table)), [_short(name) for name in table.index])
        _finish(axis, table.shape[1], label, lying=True)
        return figure


def columns(table: pd.DataFrame, *, title: str, label: str) -> Any:
    """Draw a standing bar for each row, divided by the columns, from left to right."""
    with _styled():
        figure, (axis,) = _figure(8, title)
        table = _few(table)
        bottom = [0.0] * len(table)
        for colour, name in zip(_COLOURS, table.columns, strict=False):
            values = [float(value) for value in table[name]]
            axis.bar(range(len(table)), values, bottom=bottom, color=colour, label=str(name))
            bottom = [a + b for a, b in zip(bottom, values, strict=True)]
        step = max(1, len(table) // 24)
        shown = range(0, len(table), step)
        axis.set_xticks(list(shown), [_short(table.index[at]) for at in shown], rotation=45, ha="right")
        _whole(axis.yaxis)
        _finish(axis, table.shape[1], label, lying=False)
        return figure


def ranges(panels: Mapping[str, pd.DataFrame], *, title: str) -> Any:
    """Draw for each panel the least of every row as a bar, and a line from there to the most; ≥ where that is open."""
    with _styled():
        figure, axes = _figure(7 * max(1, len(panels)), title, max(1, len(panels)))
        for axis, (name, table) in zip(axes, panels.items(), strict=False):
            least = table["total_min_float"].fillna(0.0)
            axis.bar(range(len(table)), list(least), color=_COLOURS[0])
            for at, (low, high) in enumerate(zip(least, table["total_max_float"], strict=True)):
                if high != high:
                    axis.annotate("≥", (at, low), ha="center", va="bottom")
                elif high > low:
                    axis.plot([at, at], [low, high], color=_COLOURS[5], linewidth=2)
            shown = range(0, len(table), max(1, len(table) // 24))
            axis.set_xticks(list(shown), [str(table.index[at]) for at in shown], rotation=45, ha="right")
            axis.set_ylabel(name)
            axis.set_ylim(bottom=0)
            axis.margins(y=0.15)
            axis.yaxis.set_major_formatter(lambda value, _: _amount(value))
        return figure


def _whole(axis: Any) -> None:
    """Let an axis have whole numbers only."""
    axis.set_major_locator(need("matplotlib.ticker", "plot").MaxNLocator(integer=True))


def _amount(value: float) -> str:
    """Return an amount as newspapers write it (*2.5bn*)."""
    for size, unit in ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:g}{unit}"
    return f"{value:g}"


def _finish(axis: Any, parts: int, label: str, *, lying: bool) -> None:
    (axis.set_xlabel if lying else axis.set_ylabel)(label)
    axis.margins(**({"y": 0.01} if lying else {"x": 0.01}))
    if parts > 1:
        axis.legend(fontsize=7, frameon=False)


def _short(name: object, most: int = 44) -> str:
    # A control character would end the file that an SVG is.
    text = "".join(c if c.isprintable() else " " for c in str(name))
    return text if len(text) <= most else text[: most - 1] + "…"


def check(path: str | os.PathLike[str]) -> str:
    """Return what kind of plot a name asks for: ``.png`` or ``.svg``.

    Raises:
        InputError: if it asks for neither, or matplotlib is not installed.
    """
    need("matplotlib", "plot")
    suffix = Path(path).suffix.lower()
    if suffix not in FORMATS:
        raise InputError(f"{os.fspath(path)}: no plot is written as {suffix or 'that'}", "name it .png or .svg")
    return suffix


def save(figure: Any, path: str | os.PathLike[str]) -> None:
    """Write a figure as PNG or SVG, by the name of the file.

    Raises:
        InputError: if the name ends in neither, or the file cannot be written.
    """
    import warnings

    suffix = check(path)
    # Neither the day nor the version of matplotlib goes into the file.
    metadata: dict[str, Any] = {"Date": None, "Creator": None} if suffix == ".svg" else {"Software": None}
    with _styled(), warnings.catch_warnings(), atomic(path) as stream:
        # A script that the font lacks is drawn as boxes; the table has its names.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure.savefig(stream, format=suffix[1:], metadata=metadata, dpi=144)
