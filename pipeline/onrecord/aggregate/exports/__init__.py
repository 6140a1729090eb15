"""A run and its answers as tables for other programs: Parquet, CSV, SQLite for Datasette, duckdb."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.aggregate.run import Run

Form = Literal["parquet", "csv", "sqlite", "duckdb"]
SUFFIXES: dict[str, Form] = {".db": "sqlite", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".duckdb": "duckdb"}

__all__ = ["SUFFIXES", "Form", "export"]


def export(
    run: Any,
    target: str | os.PathLike[str],
    form: Form | None = None,
    *,
    aliases: str | os.PathLike[str] | None = None,
    overwrite: bool = False,
) -> dict[str, int]:
    """Write a run with all that is joined across its documents, and return the number of rows by table.

    Args:
        run: As :func:`onrecord.aggregate.open_run` takes it.
        target: A folder (Parquet, CSV) or a file (SQLite, duckdb).
        form: What to write; by default the name of the target says, and a folder gets Parquet.
        aliases: See :mod:`onrecord.aggregate.aliases`.
        overwrite: Whether to replace what is there.

    Raises:
        InputError: if something is there already, the run cannot be read, or a library is not installed.
    """
    from onrecord.aggregate.exports import files, sqlite
    from onrecord.aggregate.exports.tables import TABLES, make
    from onrecord.aggregate.run import opened

    path = Path(target)
    writers: dict[str, Callable[[Run, Path], None]] = {
        "parquet": files.parquet,
        "csv": files.csv,
        "duckdb": files.duckdb,
        "sqlite": sqlite.write,
    }
    chosen = form or SUFFIXES.get(path.suffix.lower(), "parquet")
    if path.exists() and not overwrite and not (path.is_dir() and not any(path.iterdir())):
        raise InputError(f"{path}: is there already", "name another, or give --force")
    if path.is_dir() and chosen in ("sqlite", "duckdb"):
        raise InputError(
            f"{path}: a folder", f"name a file for {chosen}, such as answers.{'db' if chosen == 'sqlite' else chosen}"
        )
    with opened(run, aliases=aliases) as source:
        make(source)
        writers[chosen](source, path)
        return {name: next(source.rows(f'SELECT count(*) FROM "{name}"'))[0] for name in TABLES}
