"""A run as data frames of pandas: one tidy table for each kind of claim, one of documents, one of links."""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.aggregate import columns
from onrecord.aggregate.run import Run, open_run
from onrecord.errors import InputError

if TYPE_CHECKING:
    import pandas as pd


class Frames(Mapping[str, "pd.DataFrame"]):
    """The tables of a run by name, each made when it is first asked for: ``frames.quote`` is ``frames["quote"]``.

    ``documents`` has a row for each article, ``entity``, ``quote``, ``money``, ``date`` and ``commitment`` one for each
    claim of the kind, ``links`` one for each link, ``parties`` one for each committer and beneficiary. ``doc_id`` joins
    any of them to ``documents``; ``claim`` (in ``links`` and ``parties``) and ``target`` join to the ``id`` of a claim.

    Attributes:
        run: The open run, for questions in SQL: ``frames.run.frame("SELECT role, count(*) FROM money GROUP BY 1")``.
    """

    def __init__(self, run: Run) -> None:
        """Look at an open run."""
        self.run = run
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, table: str) -> pd.DataFrame:
        """Return a whole table."""
        if table not in columns.TABLES:
            raise KeyError(table)
        if table not in self._made:
            self._made[table] = self.select(table)
        return self._made[table]

    def __getattr__(self, table: str) -> pd.DataFrame:
        """Return a whole table."""
        if table not in columns.TABLES:
            raise AttributeError(f"no table {table!r}; there are {', '.join(columns.TABLES)}")
        return self[table]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the tables."""
        return iter(columns.TABLES)

    def __len__(self) -> int:
        """Return how many tables there are."""
        return len(columns.TABLES)

    def __dir__(self) -> list[str]:
        """Return the names of attributes, tables among them."""
        return sorted({*super().__dir__(), *columns.TABLES})

    def __repr__(self) -> str:
        """Name the tables, without reading any."""
        return f"Frames({', '.join(columns.TABLES)} of {', '.join(map(str, self.run.folders))})"

    def _repr_html_(self) -> str:
        """Name the tables and their columns, for notebooks."""
        from onrecord.aggregate import shown

        return shown.frames(self)

    def select(self, table: str, wanted: Sequence[str] | None = None, where: str | None = None) -> pd.DataFrame:
        """Return some columns of some rows; the rest is not held in memory.

        Args:
            table: Name of the table.
            wanted: Columns; by default all.
            where: Condition in SQL: ``"speaker_kind = 'person' AND confidence > 0.8"``.

        Raises:
            InputError: if there is no such table or column, or a line of the run cannot be read.
        """
        chosen = _chosen(table, wanted)
        return typed(self.run.frame(_query(table, chosen, where)), chosen)

    def chunks(
        self, table: str, wanted: Sequence[str] | None = None, where: str | None = None, *, rows: int = 100_000
    ) -> Iterator[pd.DataFrame]:
        """Yield what :meth:`select` returns in parts of at most so many rows, for tables larger than memory."""
        import pandas as pd

        chosen = _chosen(table, wanted)
        held: list[tuple[Any, ...]] = []
        names = [column.name for column in chosen]
        for row in self.run.rows(_query(table, chosen, where)):
            held.append(row)
            if len(held) == rows:
                yield typed(pd.DataFrame.from_records(held, columns=names), chosen)
                held = []
        if held:
            yield typed(pd.DataFrame.from_records(held, columns=names), chosen)


def frames(run: Any) -> Frames:
    """Return the tables of a run as data frames, each made when it is asked for.

    Args:
        run: Folder of a run (JSON Lines or Parquet), several of them, or :class:`onrecord.records.Records`.

    Raises:
        InputError: if a folder holds no run, or duckdb is not installed.
    """
    return Frames(run if isinstance(run, Run) else open_run(run))


def _chosen(table: str, wanted: Sequence[str] | None) -> tuple[columns.Column, ...]:
    if table not in columns.TABLES:
        raise InputError(f"no table {table!r}", f"there are {', '.join(columns.TABLES)}")
    there = {column.name: column for column in columns.columns(table)}
    for name in wanted or ():
        if name not in there:
            raise InputError(f"no column {name!r} in {table}", f"there are {', '.join(there)}")
    return tuple(there.values()) if wanted is None else tuple(there[name] for name in wanted)


def _query(table: str, chosen: Sequence[columns.Column], where: str | None) -> str:
    names = ", ".join(f'"{column.name}"' for column in chosen)
    return f'SELECT {names} FROM "{table}"' + (f" WHERE {where}" if where else "")


def typed(frame: pd.DataFrame, chosen: Sequence[columns.Column]) -> pd.DataFrame:
    """Return a frame whose columns have their types, whatever is in them, also nothing."""
    import pandas as pd

    return pd.DataFrame({column.name: _series(frame[column.name], column) for column in chosen})


def _series(values: pd.Series[Any], column: columns.Column) -> pd.Series[Any]:
    import pandas as pd

    if column.dtype == "category":
        return pd.Series(pd.Categorical(values, categories=list(column.values)), index=values.index)
    if column.dtype == "datetime64[s]":
        # NumPy reads years before Christ, and counts seconds, where pandas would count smaller units.
        days = values.astype(object).where(values.notna(), "NaT").to_numpy().astype("datetime64[s]")
        return pd.Series(days, index=values.index)
    if column.dtype == "string":
        return values.astype(object).where(values.notna(), None).astype("string")
    return values.astype(column.dtype)


def usable(name: str) -> bool:
    """Whether pandas leaves a name of a column as it is, and finds it as an attribute."""
    import pandas as pd

    return name.isidentifier() and not keyword.iskeyword(name) and name[0] != "_" and not hasattr(pd.DataFrame, name)
