"""The inputs a run has set aside, to be read again."""

from __future__ import annotations

import os
from pathlib import Path

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.ingest.opened import STDIN
from onrecord.ingest.readers import format_of
from onrecord.ingest.sources import Source
from onrecord.records import QUARANTINE
from onrecord.schema import Quarantined


def failed(run: str | os.PathLike[str], *, format: str | None = None) -> list[Source]:
    """Return what a run's quarantine names, files in the order they came; records of a file are read alone.

    Where reading a file broke off, all of it is read again. Paths are as they were given to that run.

    Raises:
        InputError: if the folder has no quarantine, it is empty, or what it names is not there any more.
    """
    path = Path(run, QUARANTINE)
    if not path.is_file():
        raise InputError(f"{os.fspath(run)}: no {QUARANTINE} there", "give the folder of a run")
    wanted: dict[str, set[int] | None] = {}
    for record in jsonl.read(path, Quarantined):
        lines = wanted.setdefault(record.source, set())
        if record.line is None:
            wanted[record.source] = None
        elif lines is not None:
            lines.add(record.line)
    if not wanted:
        raise InputError(f"{path}: nothing was set aside in this run", "there is nothing to read again")
    return [_source(name, lines, format) for name, lines in wanted.items()]


def _source(name: str, lines: set[int] | None, format: str | None) -> Source:
    if name == STDIN:
        raise InputError("standard input cannot be read again", "put it into a file and begin a new run")
    if not os.path.isfile(name):
        raise InputError(f"{name}: not there any more", "paths count from the folder that run was started in")
    found = format or format_of(name)
    if found is None:
        raise InputError(f"{name}: its name does not say what it is", "name the format with --format, as in that run")
    return Source(name, found, None if lines is None else frozenset(lines))
