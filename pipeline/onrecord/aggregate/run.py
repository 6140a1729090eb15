"""A run, or several, as tables that are asked in SQL: duckdb reads the files, and only what is asked for."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord import records
from onrecord.aggregate import columns, files
from onrecord.errors import InputError
from onrecord.optional import need

if TYPE_CHECKING:
    import pandas as pd

    from onrecord.aggregate.participants import Participants

EXTRA = "answers"
_BATCH = 10_000
Source = "str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | records.Records | Run"


class Run:
    """Tables over the files of one run or several; used as a context manager, or until it is garbage.

    Besides :data:`onrecord.aggregate.columns.TABLES` there are, made when they are first asked for, ``copies``
    (:mod:`onrecord.aggregate.copies`), ``participants`` and ``identities`` (:mod:`onrecord.aggregate.participants`).

    Attributes:
        folders: The folders of the runs.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        aliases: str | os.PathLike[str] | None = None,
        scratch: tempfile.TemporaryDirectory[str] | None = None,
    ) -> None:
        """Find the files and name the tables; what they hold is read when it is asked for.

        Args:
            folders: Folders of runs, of gold, or of Parquet files that ``onrecord convert`` or ``export`` made of one.
            aliases: File of names a user knows to be one participant's; see :mod:`onrecord.aggregate.aliases`.
            scratch: Folder for what does not fit into memory; goes with the run.

        Raises:
            InputError: if a folder holds no run, or duckdb is not installed.
        """
        self.folders = list(folders)
        self.aliases = aliases
        self._scratch = scratch or tempfile.TemporaryDirectory(prefix="onrecord-")
        self._made: set[str] = set()
        self._repaired = False
        self._files = [files.find(folder) for folder in self.folders]
        self._longest = files.LONGEST
        self._duckdb = need("duckdb", EXTRA)
        # What is needed is built in: nothing is to be fetched.
        config = {"temp_directory": self._scratch.name, "autoinstall_known_extensions": "false"}
        self._connection = self._duckdb.connect(config=config)
        self._name_tables()
        if len(self.folders) > 1:
            self._check_names()

    def __enter__(self) -> Run:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection and remove what it left on the disk."""
        self._connection.close()
        self._scratch.cleanup()

    def _name_tables(self) -> None:
        for table in columns.TABLES:
            query = files.table_sql(self._files, table, self._longest)
            self._connection.execute(f'CREATE OR REPLACE VIEW "{table}" AS {query}')
        query = files.inventories_sql(self._files, self._longest)
        self._connection.execute(f"CREATE OR REPLACE VIEW inventories AS {query}")

    def _check_names(self) -> None:
        query = "SELECT doc_id FROM documents GROUP BY doc_id HAVING count(*) > 1 ORDER BY doc_id LIMIT 1"
        for twice in self.rows(query):
            where = ", ".join(map(str, self.folders))
            raise InputError(
                f"{where}: doc_id {twice[0]!r} again",
                "give each run once, or extract the texts in one run, which renames documents of one name",
            )

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
        self._made.add(table)

    def need_copies(self) -> None:
        """Make the table ``copies``, if it is not there yet."""
        from onrecord.aggregate import copies

        if "copies" not in self._made:
            copies.make(self)

    def counted(self, table: str, with_copies: bool) -> str:
        """Return SQL for the rows of a table that count: those of syndicated copies do not, unless they are wanted."""
        if with_copies:
            return f'"{table}"'
        self.need_copies()
        return f'(SELECT * FROM "{table}" SEMI JOIN originals USING (doc_id))'

    @cached_property
    def participants(self) -> Participants:
        """Participants across documents; the tables ``participants`` and ``identities`` are there then."""
        from onrecord.aggregate import participants

        return participants.make(self)


@contextmanager
def opened(run: Any, *, aliases: str | os.PathLike[str] | None = None) -> Iterator[Run]:
    """Open a run for the time of a block; one that is open already is left open.

    Args:
        run: Folder of a run, several of them, records in memory, or an open run.
        aliases: See :class:`Run`.
    """
    if isinstance(run, Run):
        yield run
        return
    with open_run(run, aliases=aliases) as made:
        yield made


def open_run(run: Any, *, aliases: str | os.PathLike[str] | None = None) -> Run:
    """Open a run, or several.

    Args:
        run: Folder of a run, several of them, or records in memory.
        aliases: See :class:`Run`.

    Raises:
        InputError: if a folder holds no run, or two documents have one name.
    """
    if isinstance(run, records.Records):
        scratch = tempfile.TemporaryDirectory(prefix="onrecord-")
        records.write(scratch.name, run)
        return Run([Path(scratch.name)], aliases=aliases, scratch=scratch)
    folders = [run] if isinstance(run, (str, os.PathLike)) else list(run)
    if not folders:
        raise InputError("no run", "give the folder of one")
    return Run([Path(folder) for folder in folders], aliases=aliases)
