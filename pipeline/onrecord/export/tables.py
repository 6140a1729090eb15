"""Parquet files: written a row group at a time, and the same bytes for the same rows.

The schema carries pandas' own metadata, so that ``pandas.read_parquet`` gives nullable types (``Int64``,
``boolean``, ``string``) without being asked, and a column of offsets with nulls does not turn into floats.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.export.columns import Column, columns, row
from onrecord.optional import need

# Rows of a row group; of documents fewer, for a row holds a whole text.
_ROWS = {"documents": 1024}
_MOST_ROWS = 16_384
_PANDAS = {"string": "string", "int32": "Int32", "bool": "boolean", "double": "Float64"}


@cache
def schema(table: str, *, texts: bool) -> Any:
    """Return the Arrow schema of a table."""
    pa = need("pyarrow", "dataset")
    simple = {"string": pa.string(), "int32": pa.int32(), "bool": pa.bool_(), "double": pa.float64()}
    participant = {"id": pa.string(), "name": pa.string(), "label": pa.string(), "aliases": pa.list_(pa.string())}
    nested = {
        "strings": pa.list_(pa.string()),
        "spans": pa.list_(pa.struct({"start": pa.int32(), "end": pa.int32()})),
        "links": pa.list_(pa.struct({"role": pa.string(), "target": pa.string()})),
        "participants": pa.list_(pa.struct(participant)),
    }
    chosen = columns(table, texts=texts)
    fields = [pa.field(c.name, {**simple, **nested}[c.type], nullable=c.nullable) for c in chosen]
    return pa.schema(fields, metadata={"pandas": json.dumps(_pandas(chosen))})


def _pandas(chosen: tuple[Column, ...]) -> dict[str, Any]:
    described = [
        {
            "name": column.name,
            "field_name": column.name,
            "pandas_type": {"string": "unicode", "double": "float64"}.get(column.type, column.type),
            "numpy_type": _PANDAS[column.type],
            "metadata": None,
        }
        for column in chosen
        if column.type in _PANDAS
    ]
    # No version of pandas is named: the metadata follows from the schema alone.
    return {"index_columns": [], "column_indexes": [], "columns": described, "pandas_version": "2.0.0"}


class TableWriter:
    """Write the rows of one table to a file; used as a context manager."""

    def __init__(self, path: Path, table: str, *, texts: bool) -> None:
        """Open the file."""
        parquet = need("pyarrow.parquet", "dataset")
        self._columns = columns(table, texts=texts)
        self._schema = schema(table, texts=texts)
        self._most = _ROWS.get(table, _MOST_ROWS)
        self._rows: list[dict[str, Any]] = []
        # All that shapes the bytes is said here, so that they do not change with a default.
        self._file = parquet.ParquetWriter(
            path, self._schema, version="2.6", compression="zstd", compression_level=9, write_statistics=True
        )

    def __enter__(self) -> TableWriter:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write what is left and close the file."""
        self._flush()
        self._file.close()

    def write(self, record: Mapping[str, Any]) -> None:
        """Write a record, given as a line of JSON has it."""
        self._rows.append(row(record, self._columns))
        if len(self._rows) == self._most:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            pa = need("pyarrow", "dataset")
            self._file.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows = []


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file, a row group at a time.

    Raises:
        OSError, ValueError: if the file is none (pyarrow's errors are of these classes).
    """
    with need("pyarrow.parquet", "dataset").ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            yield from file.read_row_group(group).to_pylist()
