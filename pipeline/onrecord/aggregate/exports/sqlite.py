"""SQLite laid out for Datasette: foreign keys, full-text search, views, and a file of canned queries beside it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.aggregate.exports import datasette
from onrecord.aggregate.exports.files import placed
from onrecord.aggregate.exports.tables import Table, selected, tables
from onrecord.atomic import atomic

if TYPE_CHECKING:
    from onrecord.aggregate.run import Run

_TYPES = {"Int64": "INTEGER", "boolean": "INTEGER", "float64": "REAL", "Float64": "REAL"}


def write(run: Run, file: Path) -> None:
    """Write the database, and ``NAME.metadata.json`` beside it, which Datasette takes with ``--metadata``."""
    by_name = {table.name: table for table in tables()}
    with placed(file) as path, closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        for table in tables():
            database.execute(_create(table, by_name))
            marks = ", ".join("?" * len(table.columns))
            rows = (tuple(map(_value, row)) for row in run.rows(_source(table)))
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)
            for column in table.refers:
                if column != table.key:
                    database.execute(f'CREATE INDEX "{table.name}_{column}" ON "{table.name}" ("{column}")')
            _search(database, table)
        for name, query in datasette.VIEWS.items():
            database.execute(f'CREATE VIEW "{name}" AS {query}')
        database.execute("ANALYZE")
        database.commit()
    metadata = file.with_name(f"{file.stem}.metadata.json")
    with atomic(metadata) as stream:
        stream.write(json.dumps(datasette.metadata(file.stem), indent=2).encode() + b"\n")


def _source(table: Table) -> str:
    """Return the rows of a table; a link to the inventory of a gold document points at no claim."""
    query = selected(table)
    if table.name != "links":
        return query
    return query.replace('"target"', """CASE WHEN NOT starts_with(target, 'entity:') THEN target END""")


def _create(table: Table, by_name: dict[str, Table]) -> str:
    lines = []
    for column in table.columns:
        key = " PRIMARY KEY" if column.name == table.key else ""
        target = table.refers.get(column.name)
        refers = f' REFERENCES "{target}" ("{by_name[target].key}")' if target is not None else ""
        lines.append(f'"{column.name}" {_TYPES.get(column.dtype, "TEXT")}{key}{refers}')
    return f'CREATE TABLE "{table.name}" ({", ".join(lines)})'


def _search(database: sqlite3.Connection, table: Table) -> None:
    """Index the columns that are searched; the index stems words (*ferry*, *ferries*) and holds no texts of its own."""
    if table.searched:
        columns = ", ".join(f'"{name}"' for name in table.searched)
        form = f"content=\"{table.name}\", tokenize='porter unicode61'"
        database.execute(f'CREATE VIRTUAL TABLE "{table.name}_fts" USING fts5({columns}, {form})')
        fill = f'INSERT INTO "{table.name}_fts" (rowid, {columns}) SELECT rowid, {columns} FROM "{table.name}"'
        database.execute(fill)


def _value(value: object) -> object:
    return str(value) if hasattr(value, "isoformat") else value
