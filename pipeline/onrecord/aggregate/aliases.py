"""The user's own knowledge of who is who: a table of names with the id of the participant each of them names.

Columns (CSV, TSV, or keys of JSON Lines): ``name`` and ``id``, optionally ``label`` (PERSON, ORG …; by default the row
stands for any) and ``doc_id`` (the row stands for this document alone, which settles bare surnames and namesakes). An
id may be that of an item of Wikidata (``Q155``), which is how participants are linked to it; onrecord fetches nothing.
Names of one id are one participant, and names of two ids never are.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from onrecord import jsonl
from onrecord.aggregate import identity
from onrecord.errors import InputError

_COLUMNS = ("name", "id", "label", "doc_id")


class Alias(NamedTuple):
    """A row of the table."""

    name: str
    id: str
    label: str | None
    doc_id: str | None


def read(path: str | os.PathLike[str]) -> list[Alias]:
    """Read the table.

    Raises:
        InputError: naming the line of a row without name or id, or that gives a name to two ids.
    """
    found: list[Alias] = []
    given: dict[tuple[str, str | None, str | None], str] = {}
    for place, row in _rows(Path(path)):
        cells = {column: str(row[column]).strip() if row.get(column) not in (None, "") else None for column in _COLUMNS}
        if not cells["name"] or not cells["id"]:
            raise InputError(f"{place}: a row without {'name' if not cells['name'] else 'id'}", "fill the cell")
        alias = Alias(cells["name"], cells["id"], cells["label"], cells["doc_id"])
        other = given.setdefault((_plain(alias.name), alias.label, alias.doc_id), alias.id)
        if other != alias.id:
            raise InputError(
                f"{place}: {alias.name!r} is {alias.id} here and {other} above", "give it a doc_id or a label"
            )
        found.append(alias)
    return found


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    if path.suffix in (".jsonl", ".ndjson"):
        for line, record in jsonl.numbered(path):
            if not isinstance(record, dict):
                raise InputError(f"{path}:{line}: no JSON object", "write one with name and id on each line")
            yield f"{path}:{line}", record
        return
    try:
        with open(path, encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream, dialect="excel-tab" if path.suffix == ".tsv" else "excel")
            if not {"name", "id"} <= set(rows.fieldnames or ()):
                raise InputError(
                    f"{path}:1: no columns name and id", "its first line is name,id or name,id,label,doc_id"
                )
            for row in rows:
                yield f"{path}:{rows.line_num}", row
    except OSError as error:
        raise InputError(f"{path}: cannot be opened ({error.strerror})", "check the path") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8", jsonl.NOT_UTF8) from None


class Table:
    """Looks names up in the rows of a table."""

    def __init__(self, rows: list[Alias]) -> None:
        """Hold the rows."""
        self._everywhere: dict[tuple[str, str | None], str] = {}
        self._here: dict[tuple[str, str], str] = {}
        for row in rows:
            if row.doc_id is not None:
                self._here[row.doc_id, _plain(row.name)] = row.id
            else:
                kind = None if row.label is None else identity.form(row.name, row.label).kind
                self._everywhere[_plain(row.name), kind] = row.id
        self.documents = sorted({doc_id for doc_id, _ in self._here})

    def everywhere(self, form: identity.Form) -> str | None:
        """Return the id that a name has in all documents."""
        name = _plain(form.name)
        return self._everywhere.get((name, form.kind)) or self._everywhere.get((name, None))

    def here(self, doc_id: str, name: str) -> str | None:
        """Return the id that a name has in one document alone."""
        return self._here.get((doc_id, _plain(name)))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
