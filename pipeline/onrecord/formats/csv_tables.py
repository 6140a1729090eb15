r"""CSV as of RFC 4180: ``documents.csv`` and ``claims.csv`` in a folder, or claims alone in one file.

UTF-8, a header row, one row for every document and claim, offsets in code points. A sub-span and the sentence are
columns (``cue_start``, ``cue_end``, ``cue_text``); ``links``, ``fragments``, lists of names and the inventory of a
gold document are JSON. An empty cell is null. Spreadsheets would take a cell that begins with ``=``, ``+``, ``-`` or
``@`` for a formula (https://owasp.org/www-community/attacks/CSV_Injection), so an apostrophe stands before such text
unless it is a plain number, and so it does before an apostrophe that could be taken for that one; a lone apostrophe
is an empty text. pandas reads the file without loss with the types of :data:`DTYPES`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import msgspec

from onrecord import records
from onrecord.atomic import atomic
from onrecord.errors import InputError
from onrecord.formats import table, table_files
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.formats.table_files import Located, Row

SUFFIX = ".csv"
_RISKY = re.compile(r"'*([=+\-@\t\r]|\Z)")
_GUARDED = re.compile(r"'+([=+\-@\t\r]|\Z)")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_WHOLE = re.compile(r"([0-9]+)(\.0*)?", re.ASCII)
_NESTED = {"part": ("start", "end", "text"), "extent": ("start", "end")}


def _header() -> dict[str, str]:
    """Return the columns of the file, with what each holds."""
    header: dict[str, str] = {}
    for name, column in table.COLUMNS.items():
        if column in _NESTED:
            header |= {f"{name}_{part}": "text" if part == "text" else "number" for part in _NESTED[column]}
        else:
            header[name] = column
    return header


HEADER = _header()
_PANDAS = {"number": "Int64", "real": "Float64", "flag": "boolean"}
DTYPES: dict[str, str] = {name: _PANDAS.get(column, "string") for name, column in HEADER.items()}
"""What to give ``pandas.read_csv(..., dtype=DTYPES, keep_default_na=False, na_values=[""])``."""
_DOCUMENT_HEADER = {name: "json" if name == "entities" else "text" for name in table.DOCUMENT_COLUMNS}


def write(articles: Iterable[Article], path: Path, conversion: Conversion) -> None:
    """Write both tables, or claims alone if the path is a file."""
    documents_file, claims_file = table_files.paths(path, SUFFIX)
    if documents_file is not None:
        records.make_folder(path)
    with ExitStack() as files:
        documents = _writer(documents_file, list(_DOCUMENT_HEADER), files) if documents_file is not None else None
        claims = _writer(claims_file, list(HEADER), files)
        for article in articles:
            if documents is None:
                conversion.lose("texts of documents, for one file holds claims alone")
            else:
                fields = msgspec.to_builtins(article.document)
                documents.writerow([cell(fields.get(name)) for name in table.DOCUMENT_COLUMNS])
            for claim in article.claims:
                claims.writerow([cell(value) for value in _flat(table.row_of(claim))])


def _writer(path: Path, header: list[str], files: ExitStack) -> Any:
    stream = TextIOWrapper(files.enter_context(atomic(path)), encoding="utf-8", newline="", write_through=True)
    # Closing the wrapper would close the stream, whose end is for ``atomic`` to see to.
    files.callback(stream.detach)
    rows = csv.writer(stream)
    rows.writerow(header)
    return rows


def _flat(row: Row) -> Iterator[Any]:
    for name, column in table.COLUMNS.items():
        if column in _NESTED:
            yield from ((row[name] or {}).get(part) for part in _NESTED[column])
        else:
            yield row[name]


def cell(value: Any) -> str:
    """Return a value as a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if _RISKY.match(value) and not _NUMBER.fullmatch(value) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return repr(value)


def detect(path: Path) -> bool:
    """Tell whether a path is a folder with a table of claims, or one."""
    return table_files.detect(path, SUFFIX)


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the documents of both tables, or of the claims and the documents given with them."""
    documents_file, claims_file = table_files.paths(path, SUFFIX)
    documents = None if documents_file is None else list(_rows(documents_file, _DOCUMENT_HEADER, conversion))
    claims = [
        (where, row) for where, flat in _rows(claims_file, HEADER, conversion) if (row := _nested(flat)) is not None
    ]
    yield from table_files.articles(documents, claims, str(claims_file), conversion)


def _rows(path: Path, header: dict[str, str], conversion: Conversion) -> Iterator[Located]:
    # An article is longer than what the module takes for the longest cell by default.
    csv.field_size_limit(2**31 - 1)
    try:
        with open(path, encoding="utf-8-sig", newline="") as stream:
            rows = csv.reader(stream, strict=True)
            names = next(rows, [])
            for name in names:
                conversion.note(
                    f"column {name!r} of {path.name}, which no record has; it was left out", name not in header
                )
            begins = rows.line_num + 1
            for cells in rows:
                where, begins = f"{path}:{begins}", rows.line_num + 1
                if not cells:
                    continue
                if len(cells) != len(names):
                    fault = f"{where}: {len(cells)} cells under {len(names)} columns"
                    raise InputError(fault, "is a quote mark or comma missing?")
                row = conversion.attempt(_row, where, dict(zip(names, cells, strict=True)), header)
                if row is not None:
                    yield where, row
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})", "check the path") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: not CSV in UTF-8 ({error})", "save it as CSV UTF-8") from None


def _row(where: str, cells: dict[str, str], header: dict[str, str]) -> Row:
    row: Row = {}
    for name, cell in cells.items():
        if name in header:
            try:
                row[name] = _value(cell, header[name])
            except ValueError:
                fault = f"{where}: {name} is {cell!r}"
                raise InputError(fault, f"it is {_EXPECTED.get(header[name], 'JSON')}, or empty") from None
    return row


_EXPECTED = {"number": "a whole number", "real": "a number", "flag": "true or false"}


def _value(cell: str, column: str) -> Any:
    if cell == "":
        return None
    if column == "text":
        return cell[1:] if _GUARDED.match(cell) else cell
    if column == "number":
        # Data frames make numbers with gaps into fractions.
        whole = _WHOLE.fullmatch(cell.strip())
        if whole is None:
            raise ValueError(cell)
        return int(whole[1])
    if column == "real":
        return float(cell)
    if column == "flag":
        return {"true": True, "false": False}[cell.lower()] if cell.lower() in ("true", "false") else _no(cell)
    return json.loads(cell)


def _no(cell: str) -> Any:
    raise ValueError(cell)


def _nested(flat: Row) -> Row:
    row: Row = {}
    for name, column in table.COLUMNS.items():
        if column in _NESTED:
            parts = {part: flat.get(f"{name}_{part}") for part in _NESTED[column]}
            row[name] = parts if any(value is not None for value in parts.values()) else None
        else:
            row[name] = flat.get(name)
    return row


FORMAT = Format(
    name="csv",
    title="CSV: documents.csv and claims.csv in a folder, or claims alone in one file",
    detect=detect,
    read=read,
    write=write,
    suffixes=(SUFFIX,),
    lossy=("one file holds claims alone: the texts are left out, and reading it takes --documents",),
)
