"""What a benchmark found, for programs and as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from onrecord.benchmark.published import Published
from onrecord.benchmark.task import Measure
from onrecord.evaluate import tables
from onrecord.evaluate.scores import Interval
from onrecord.evaluate.tables import Column, Grid

OURS = "onrecord"


class Row(NamedTuple):
    """One measure.

    Attributes:
        measure: What was measured.
        gold: How many are annotated, or could be judged.
        pred: How many were predicted.
        right: How many of both are the same.
        score: F1 or accuracy as a share; None if there was nothing to count.
        interval: 95 % interval from resampled documents.
    """

    measure: Measure
    gold: int
    pred: int
    right: int
    score: float | None
    interval: Interval | None

    @property
    def precision(self) -> float | None:
        """Share of the predicted that is right."""
        return self.right / self.pred if self.pred else None

    @property
    def recall(self) -> float | None:
        """Share of the annotated that was found."""
        return self.right / self.gold if self.gold else None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What a benchmark found.

    Attributes:
        benchmark: Its name.
        title: What it is.
        part: Which part of the corpus was to be measured.
        data: Name of the file or folder that was read, without where it lay.
        documents: Number of documents measured.
        limit: Most documents that were to be read, None for all.
        model: Name and version of the model, and its fingerprint.
        rows: The figures.
        published: What others report.
        warnings: What was left out, in words.
    """

    benchmark: str
    title: str
    part: str
    data: str
    documents: int
    limit: int | None
    model: str
    rows: list[Row]
    published: list[Published]
    warnings: list[str] = []

    def __getitem__(self, key: str) -> Row:
        """Return the row of a measure by its key."""
        return next(row for row in self.rows if row.measure.key == key)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, shares with four decimals."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        plain["rows"] = {row.measure.key: _plain(row) for row in self.rows}
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Result:
        """Return the result that :meth:`to_dict` gave these values of."""
        rows = [_row(key, of) for key, of in plain["rows"].items()]
        return msgspec.structs.replace(msgspec.convert({**plain, "rows": []}, cls), rows=rows)

    def table(self, format: Literal["text", "markdown"] = "text") -> str:
        """Return the figures, and beside them those others report, as tables."""
        draw = tables.markdown if format == "markdown" else tables.text
        head = f"{self.title}\n{self.documents:,} documents, {self.part}; {self.model}\n"
        parts = [head, draw(self._figures())]
        beside = self._beside()
        if beside.rows:
            sources = [f"[{n}] {p.system}: {p.citation} {p.url}" for n, p in enumerate(self.published, start=1)]
            note = "Ours are figures on a development part; the others' are on the part named with them.\n"
            parts += [draw(beside), note, _list(sources, format)]
        return "\n".join(parts)

    def _figures(self) -> Grid:
        heads = ("gold", "pred", "right", "precision", "recall", "score", "95 % interval")
        rows = []
        for row in self.rows:
            f1 = row.measure.kind == "F1"
            shares = [tables.percent(share) if f1 else tables.NONE for share in (row.precision, row.recall)]
            counts = [f"{number:,}" for number in (row.gold, row.pred, row.right)]
            last = [tables.percent(row.score), tables.between(row.interval)]
            rows.append([row.measure.label, *counts, *shares, *last])
        return Grid([Column("measure", right=False), *map(Column, heads)], rows)

    def _beside(self) -> Grid:
        """Return our figures and the published ones for the measures that somebody reports."""
        keys = [r.measure.key for r in self.rows if any(r.measure.key in p.figures for p in self.published)]
        columns = [Column("system", right=False), Column("part", right=False)]
        columns += [Column(self[key].measure.label) for key in keys]
        rows = [[OURS, "development", *(tables.percent(self[key].score) for key in keys)]]
        for number, other in enumerate(self.published, start=1):
            figures = [f"{other.figures[key]:.1f}" if key in other.figures else tables.NONE for key in keys]
            rows.append([f"{other.system} [{number}]", other.part, *figures])
        return Grid(columns, rows if keys else [])


def _row(key: str, plain: Mapping[str, Any]) -> Row:
    interval = plain["interval"]
    return Row(
        Measure(key, plain["label"], plain["kind"]),
        plain["gold"],
        plain["pred"],
        plain["right"],
        plain["score"],
        None if interval is None else (interval[0], interval[1]),
    )


def _plain(row: Row) -> dict[str, Any]:
    shares: dict[str, float | None] = {"score": row.score, "precision": row.precision, "recall": row.recall}
    return {
        "label": row.measure.label,
        "kind": row.measure.kind,
        "gold": row.gold,
        "pred": row.pred,
        "right": row.right,
        **{name: None if share is None else round(share, 4) for name, share in shares.items()},
        "interval": None if row.interval is None else [round(end, 4) for end in row.interval],
    }


def _list(lines: Sequence[str], format: str) -> str:
    mark = "- " if format == "markdown" else ""
    return "".join(f"{mark}{line}\n" for line in lines)
