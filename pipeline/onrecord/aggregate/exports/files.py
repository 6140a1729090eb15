"""Parquet and CSV: a folder with a file for each table. duckdb: one file with all of them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import records
from onrecord.aggregate.exports.tables import selected, tables
from onrecord.atomic import atomic
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.aggregate.run import Run


@contextmanager
def placed(path: Path) -> Iterator[Path]:
    """Give a path to write to, and put the file into its place when it is complete.

    Raises:
        InputError: if the folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as scratch:
            made = Path(scratch, path.name)
            yield made
            os.replace(made, path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})", "check the path and the space left") from None


def parquet(run: Run, folder: Path) -> None:
    """Write ``documents.parquet``, ``quote.parquet`` and so on."""
    records.make_folder(folder)
    for table in tables():
        with placed(folder / f"{table.name}.parquet") as path:
            run.execute(f"COPY ({selected(table)}) TO {_quoted(path)} (FORMAT parquet, COMPRESSION zstd)")


def csv(run: Run, folder: Path) -> None:
    """Write ``documents.csv``, ``quote.csv`` and so on; no cell is a formula for a spreadsheet."""
    import csv as lines

    from onrecord.formats.csv_tables import cell

    records.make_folder(folder)
    for table in tables():
        with atomic(folder / f"{table.name}.csv") as stream:
            text = TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
            rows = lines.writer(text)
            rows.writerow([column.name for column in table.columns])
            for row in run.rows(selected(table)):
                rows.writerow([cell(str(value) if hasattr(value, "isoformat") else value) for value in row])
            # Closing the wrapper would close the stream, whose end is for ``atomic`` to see to.
            text.detach()


def duckdb(run: Run, file: Path) -> None:
    """Write one file that duckdb opens."""
    with placed(file) as path:
        run.execute(f"ATTACH {_quoted(path)} AS target")
        try:
            for table in tables():
                run.execute(f'CREATE TABLE target."{table.name}" AS {selected(table)}')
        finally:
            run.execute("DETACH target")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
