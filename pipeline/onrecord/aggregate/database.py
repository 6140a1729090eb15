"""The files of runs as a database that is asked in SQL: duckdb reads them, and only what is asked for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.aggregate import columns, files
from onrecord.optional import need

if TYPE_CHECKING:
    import pandas as pd

EXTRA = "answers"
# As many rows as duckdb hands over at a time: articles can be long.
_BATCH = 2048


class Database:
    """The tables of :data:`onrecord.aggregate.columns.TABLES` over the files of one run or several.

    Attributes:
        folders: The folders of the runs.
    """

    def __init__(self, folders: Sequence[Path], scratch: tempfile.TemporaryDirectory[str] | None = None) -> None:
        """Find the files and name the tables; what they hold is read when it is asked for.

        Args:
            folders: Folders of runs, of gold, or of Parquet files that ``onrecord convert`` or ``export`` made of one.
            scratch: Folder for what does not fit into memory; goes with the database.

        Raises:
            InputError: if a folder holds no run, or duckdb is not installed.
        """
        self.folders = list(folders)
        self._scratch = scratch or tempfile.TemporaryDirectory(prefix="onrecord-")
        self._repaired = False
        self._files = [files.find(folder) for folder in self.folders]
        self._longest = files.LONGEST
        self._duckdb = need("duckdb", EXTRA)
        # What is needed is built in: nothing is to be fetched.
        config = {"temp_directory": self._scratch.name, "autoinstall_known_extensions": "false"}
        self._connection = self._duckdb.connect(config=config)
        self._name_tables()

    def close(self) -> None:
        """Close the connection and remove what it left on the disk."""
        self._connection.close()
        self._scratch.cleanup()

    def _name_tables(self) -> None:
        for table in columns.TABLES:
            query = files.table_sql(self._files, table, self._longest)
            self._connection.execute(f'CREATE OR REPLACE VIEW "{table}" AS {query}')
        query = files.inventories_sql(self._files, self._longest)
        self._connection.execute(f"CREATE OR REPLACE VIEW inventories AS {query}")

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query; they need not fit into memory.

        Raises:
            InputError: naming file and line of a record that cannot be read.
        """
        done = 0
        while True:
            cursor = self.execute(query, parameters)
            try:
                at = 0
                while batch := cursor.fetchmany(_BATCH):
                    # After a mend the query runs again: rows come in the order of the lines, as they did before.
                    yield from batch[max(0, done - at) :]
                    at += len(batch)
                    done = max(done, at)
                return
            except self._duckdb.Error as error:
                self._mend(error)

    def execute(self, query: str, parameters: Sequence[Any] = ()) -> Any:
        """Run a query, and return duckdb's cursor, from which the result streams.

        Raises:
            InputError: naming file and line of a record that cannot be read.
        """
        while True:
            try:
                # Each has a cursor of its own: another query must not end one that is still being read.
                return self._connection.cursor().execute(query, parameters)
            except self._duckdb.Error as error:
                self._mend(error)

    def frame(self, query: str, parameters: Sequence[Any] = ()) -> pd.DataFrame:
        """Return the result of a query as a data frame, with the types that duckdb gives it.

        Raises:
            InputError: naming file and line of a record that cannot be read.
        """
        while True:
            try:
                found: pd.DataFrame = self.execute(query, parameters).df()
                return found
            except self._duckdb.Error as error:
                self._mend(error)

    def _mend(self, error: Exception) -> None:
        """Make readable for duckdb what it cannot read but is no fault of a run.

        Raises:
            InputError: if it is one of the data, with file and line; what is wrong with a query is raised as it is.
        """
        if files.too_long(error) and self._longest < files.LONGEST_OF_ALL:
            self._longest = files.LONGEST_OF_ALL
        elif files.unpaired(self._files, error) and not self._repaired:
            self._files = [files.repaired(found, Path(self._scratch.name)) for found in self._files]
            self._repaired = True
        elif isinstance(error, (self._duckdb.DataError, self._duckdb.InvalidInputException, self._duckdb.IOException)):
            raise files.explain(self._files, error) from None
        else:
            raise error
        self._name_tables()

    def make(self, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Make a table of rows held in memory, once.

        Args:
            table: Its name.
            names: Its columns, each with its SQL type (``"doc_id VARCHAR"``).
            rows: What is in it.
        """
        import pandas as pd

        described = ", ".join('"{}" {}'.format(*name.split()) for name in names)
        self.execute(f'CREATE OR REPLACE TABLE "{table}" ({described})')
        if rows:
            held = pd.DataFrame(list(map(list, rows)), columns=[name.split()[0] for name in names]).astype(object)
            cursor = self._connection.cursor()
            cursor.register("held", held.where(held.notna(), None))
            cursor.execute(f'INSERT INTO "{table}" SELECT * FROM held')
            cursor.unregister("held")
