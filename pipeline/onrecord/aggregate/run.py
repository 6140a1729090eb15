"""A run, or several, with what is joined across its documents made when it is first asked for."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord import records
from onrecord.aggregate.database import Database
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.aggregate.participants import Participants


class Run(Database):
    """Tables over the files of one run or several; used as a context manager, or until it is garbage.

    Besides :data:`onrecord.aggregate.columns.TABLES` there are, made when they are first asked for, ``copies``
    (:mod:`onrecord.aggregate.copies`), ``participants`` and ``identities`` (:mod:`onrecord.aggregate.participants`).
    """

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        aliases: str | os.PathLike[str] | None = None,
        scratch: tempfile.TemporaryDirectory[str] | None = None,
    ) -> None:
        """Open some runs.

        Args:
            folders: See :class:`onrecord.aggregate.database.Database`.
            aliases: File of names a user knows to be one participant's; see :mod:`onrecord.aggregate.aliases`.
            scratch: Folder for what does not fit into memory; goes with the run.

        Raises:
            InputError: if a folder holds no run, two documents have one name, or duckdb is not installed.
        """
        super().__init__(folders, scratch)
        self.aliases = aliases
        self._copies_made = False
        if len(self.folders) > 1:
            self._check_names()

    def __enter__(self) -> Run:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def _check_names(self) -> None:
        query = "SELECT doc_id FROM documents GROUP BY doc_id HAVING count(*) > 1 ORDER BY doc_id LIMIT 1"
        for twice in self.rows(query):
            where = ", ".join(map(str, self.folders))
            raise InputError(
                f"{where}: doc_id {twice[0]!r} again",
                "give each run once, or extract the texts in one run, which renames documents of one name",
            )

    def need_copies(self) -> None:
        """Make the table ``copies``, if it is not there yet."""
        from onrecord.aggregate import copies

        if not self._copies_made:
            copies.make(self)
            self._copies_made = True

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
