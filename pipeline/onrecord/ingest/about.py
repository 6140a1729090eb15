"""What a caller says of documents beside them: a companion file of each, or one table for all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.ingest import readers
from onrecord.ingest.found import Fault, Found, Input
from onrecord.ingest.opened import opened
from onrecord.ingest.rows import canonical
from onrecord.schema import Reading

FIELDS = ("published", "title", "url", "publisher", "language")
_KEYS = ("file", "path", "filename", "doc_id", "id", "url")
_MOST = 1 << 20
Known = dict[str, Any]


def companion(path: str, reading: Reading) -> Known | Fault:
    """Return what ``<name>.json`` beside a file says of it; nothing if it is not there."""
    beside = Path(path).with_suffix(".json")
    try:
        if not beside.is_file():
            return {}
        if beside.stat().st_size > _MOST:
            return Fault(None, "parse", f"{beside.name} is longer than {_MOST:,} bytes", "is it about one document?")
        said = jsonl.loads(beside.read_bytes())
    except OSError as error:
        return Fault(None, "read", f"{beside.name} cannot be read ({error.strerror})", "check the file")
    except ValueError as error:
        fault = f"{beside.name} is not JSON ({error})"
        return Fault(None, "parse", fault, "correct it, or remove it to go without")
    if not isinstance(said, dict):
        return Fault(None, "parse", f"{beside.name} is not a JSON object", f"it may hold {', '.join(FIELDS)}")
    return canonical(said, reading)


class Table:
    """A table about documents, by their file (its path, or its name with or without the ending), name or address."""

    def __init__(self, path: str, reading: Reading) -> None:
        """Read the whole table, of any format that has rows.

        Raises:
            InputError: if it cannot be read, or no column says which document a row is about.
        """
        self._known: dict[str, Known] = {}
        self._path = path
        form = readers.format_of(path)
        if form is None or form in readers.WHOLE:
            raise InputError(f"{path}: not a table", "give .csv, .tsv, .jsonl or .parquet")
        with opened(path) as (stream, packed):
            for found in readers.read(form, Input(path, None if packed else path, stream, reading)):
                self._add(found)

    def _add(self, found: Found | Fault) -> None:
        where = self._path if found.line is None else f"{self._path}:{found.line}"
        if isinstance(found, Fault):
            raise InputError(f"{where}: {found.error}", found.hint)
        row = found.fields if isinstance(found.fields, dict) else {}
        key = next((str(row[name]) for name in _KEYS if row.get(name)), None)
        if key is None:
            raise InputError(f"{where}: does not say which document it is about", f"it takes {' or '.join(_KEYS)}")
        self._known[key] = {name: row[name] for name in FIELDS if row.get(name) not in (None, "")}

    def about(self, *names: object) -> Known:
        """Return what the table says of the first of these names it has."""
        return next((self._known[name] for name in map(str, names) if name in self._known), {})


def names_of(path: str) -> tuple[str, ...]:
    """Return the names a table may call a file by, the most exact first."""
    return (path, os.path.basename(path), Path(path).stem)
