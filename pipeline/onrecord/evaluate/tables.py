"""Tables for people, as aligned text or as Markdown. Scores are shown in per cent, as is the custom."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import InputError
from onrecord.evaluate.measures import ALL, EXACT, OVERLAP
from onrecord.evaluate.scores import Interval, Score

if TYPE_CHECKING:
    from onrecord.evaluate.results import Evaluation

NONE = "–"


class Column(NamedTuple):
    """The head of a column, and on which side it is flush."""

    head: str
    right: bool = True


class Grid(NamedTuple):
    """One table: its columns, and rows of finished cells."""

    columns: Sequence[Column]
    rows: list[list[str]]


def render(found: Evaluation, format: str = "text") -> str:
    """Return all tables of an evaluation and its signature."""
    draw = {"text": text, "markdown": markdown}.get(format)
    if draw is None:
        raise InputError(f"unknown format {format!r}", "take text or markdown")
    grids = _parts(found) if found.groups else [*_scores(found), *_alphas(found)]
    grids += _differences(found)
    signature = f"`{found.signature}`" if draw is markdown else found.signature
    return "\n".join([*(draw(grid) for grid in grids if grid.rows), signature, ""])


def text(grid: Grid) -> str:
    """Return a table whose columns are aligned by spaces."""
    lines = [[column.head for column in grid.columns], *grid.rows]
    widths = [max(width(line[at]) for line in lines) for at in range(len(grid.columns))]
    drawn = [
        "  ".join(_flush(cell, widths[at], grid.columns[at].right) for at, cell in enumerate(line)).rstrip()
        for line in lines
    ]
    return "\n".join([*drawn, ""])


def markdown(grid: Grid) -> str:
    """Return a table of GitHub's Markdown."""
    rule = ["--:" if column.right else "---" for column in grid.columns]
    lines = [[column.head for column in grid.columns], rule, *grid.rows]
    drawn = ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]
    return "\n".join([*drawn, ""])


def width(cell: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell)


def _flush(cell: str, wanted: int, right: bool) -> str:
    space = " " * (wanted - width(cell))
    return space + cell if right else cell + space


def percent(value: float | None) -> str:
    """Return a share in per cent with one decimal."""
    return NONE if value is None else f"{100 * value:.1f}"


def between(interval: Interval | None) -> str:
    """Return an interval in per cent."""
    return NONE if interval is None else f"{100 * interval[0]:.1f} to {100 * interval[1]:.1f}"


def _scores(found: Evaluation) -> list[Grid]:
    heads = ("first", "second", "both") if found.agreement else ("gold", "pred", "right", "precision", "recall")
    columns = [Column(head) for head in (*heads, "F1", "95 % interval")]
    grids = []
    kinds = list(dict.fromkeys(s.measure.kind for s in found.scores))
    for kind in kinds if len(kinds) > 2 else kinds[1:]:  # all kinds together say nothing more of one
        shown = [s for s in found.scores if s.measure.kind == kind and (s.gold or s.pred)]
        rows = [[s.measure.label, *_cells(s, found.agreement)] for s in shown if not _repeats(s, found)]
        grids.append(Grid([Column(kind if kind != ALL else "all kinds", right=False), *columns], rows))
    return grids


def _cells(score: Score, agreement: bool) -> list[str]:
    counts = [f"{number:,}" for number in (score.gold, score.pred, score.right)]
    # Neither annotator is right, so there is no precision and no recall.
    shares = [] if agreement else [percent(score.precision), percent(score.recall)]
    return [*counts, *shares, percent(score.f1), between(score.interval)]


def _repeats(score: Score, found: Evaluation) -> bool:
    """Whether a row of values that are filled says the same as the attribute itself, for none is null."""
    if score.measure.group != "filled":
        return False
    whole = found[score.measure._replace(group="attribute").key]
    return (whole.gold, whole.pred, whole.right) == (score.gold, score.pred, score.right)


def _alphas(found: Evaluation) -> list[Grid]:
    columns = [
        Column("Krippendorff's alpha", right=False),
        Column("claims"),
        Column("same"),
        Column("alpha"),
        Column("95 % interval"),
    ]
    rows = [
        [
            f"{a.kind}.{a.attribute}",
            f"{a.units:,}",
            percent(a.observed),
            NONE if a.alpha is None else f"{a.alpha:.3f}",
            NONE if a.interval is None else f"{a.interval[0]:.3f} to {a.interval[1]:.3f}",
        ]
        for a in found.alphas
        if a.units
    ]
    return [Grid(columns, rows)]


def _parts(found: Evaluation) -> list[Grid]:
    names = list(found.groups[0].values)
    columns = [*(Column(name, right=False) for name in names), Column("documents"), Column("gold"), Column("pred")]
    columns += [Column(head) for head in ("exact F1", "95 % interval", "overlap F1", "95 % interval", "links F1")]
    rows = []
    for part in found.groups:
        by = {(s.measure.group, s.measure.match): s for s in part.scores if s.measure.group in ("spans", "links")}
        exact, overlap, links = by["spans", EXACT], by["spans", OVERLAP], by.get(("links", OVERLAP))
        row = [*(_line(value) for value in part.values.values()), f"{part.documents:,}"]
        row += [f"{overlap.gold:,}", f"{overlap.pred:,}", percent(exact.f1), between(exact.interval)]
        row += [percent(overlap.f1), between(overlap.interval), percent(links.f1 if links else None)]
        rows.append(row)
    return [Grid(columns, rows)]


def _line(value: str) -> str:
    """Return a value from a document on one line, without what could steer a terminal."""
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in value)
    return plain if len(plain) <= 48 else f"{plain[:47]}…"


def _differences(found: Evaluation) -> list[Grid]:
    columns = [Column("second less first", right=False)]
    columns += [Column(head) for head in ("first F1", "second F1", "difference", "95 % interval", "p")]
    rows = []
    for d in found.differences:
        if d.first is None and d.second is None:
            continue
        by = NONE if d.difference is None else f"{100 * d.difference:+.1f}"
        interval = NONE if d.interval is None else f"{100 * d.interval[0]:+.1f} to {100 * d.interval[1]:+.1f}"
        rows.append(
            [d.measure.key, percent(d.first), percent(d.second), by, interval, NONE if d.p is None else f"{d.p:.4f}"]
        )
    return [Grid(columns, rows)]
