"""Parquet: ``documents.parquet`` and ``claims.parquet`` in a folder, or claims alone in one file.

Nested fields are nested columns: a sub-span is a struct of start, end and text, ``links`` a list of structs of role
and target, ``fragments`` a list of pairs, names a list of texts. Amounts and dates are text, exact whatever their
size; cast them where you calculate (``CAST(amount_min AS DECIMAL(38, 2))``). Written and read with pyarrow
(https://arrow.apache.org/docs/python/parquet.html), which the extra ``tables`` installs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from onrecord import records
from onrecord.atomic import atomic
from onrecord.errors import InputError, OnrecordError
from onrecord.formats import table, table_files
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.formats.table_files import Located, Row

SUFFIX = ".parquet"
_BATCH = 20_000


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise OnrecordError("Parquet takes pyarrow, which is not installed", "pip install 'onrecord[tables]'") from None
    return pyarrow, pyarrow.parquet


def _schemas() -> tuple[Any, Any]:
    """Return the schemas of documents and of claims."""
    arrow, _ = _arrow()
    text, number = arrow.string(), arrow.int64()
    extent = [("start", number), ("end", number)]
    types = {
        "text": text,
        "number": number,
        "real": arrow.float64(),
        "flag": arrow.bool_(),
        "texts": arrow.list_(text),
        "extent": arrow.struct(extent),
        "part": arrow.struct([*extent, ("text", text)]),
        "fragments": arrow.list_(arrow.list_(number)),
        "links": arrow.list_(arrow.struct([("role", text), ("target", text)])),
    }
    participant = arrow.struct([("id", text), ("name", text), ("label", text), ("aliases", arrow.list_(text))])
    documents = [(name, arrow.list_(participant) if name == "entities" else text) for name in table.DOCUMENT_COLUMNS]
    claims = [(name, types[column]) for name, column in table.COLUMNS.items()]
    return arrow.schema(documents), arrow.schema(claims)


def write(articles: Iterable[Article], path: Path, conversion: Conversion) -> None:
    """Write both tables, or claims alone if the path is a file."""
    documents_file, claims_file = table_files.paths(path, SUFFIX)
    documents_schema, claims_schema = _schemas()
    if documents_file is not None:
        records.make_folder(path)
    with ExitStack() as files:
        documents = None if documents_file is None else _Table(documents_file, documents_schema, files)
        claims = _Table(claims_file, claims_schema, files)
        for article in articles:
            if documents is None:
                conversion.lose("texts of documents, for one file holds claims alone")
            else:
                documents.add(msgspec.to_builtins(article.document))
            for claim in article.claims:
                claims.add(table.row_of(claim))


class _Table:
    """Writes rows to a file, a batch at a time."""

    def __init__(self, path: Path, schema: Any, files: ExitStack) -> None:
        self._arrow, parquet = _arrow()
        self._schema = schema
        self._rows: list[Row] = []
        stream = files.enter_context(atomic(path))
        self._file = files.enter_context(parquet.ParquetWriter(stream, schema, compression="zstd"))
        # Callbacks run before what was entered earlier ends.
        files.callback(self._flush)

    def add(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._file.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
            self._rows = []


def detect(path: Path) -> bool:
    """Tell whether a path is a folder with a table of claims, or one."""
    return table_files.detect(path, SUFFIX)


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the documents of both tables, or of the claims and the documents given with them."""
    documents_file, claims_file = table_files.paths(path, SUFFIX)
    documents = None if documents_file is None else _rows(documents_file)
    yield from table_files.articles(documents, _rows(claims_file), str(claims_file), conversion)


def _rows(path: Path) -> Iterator[Located]:
    arrow, parquet = _arrow()
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches():
                for row in batch.to_pylist():
                    number += 1
                    yield f"{path}: row {number}", row
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error})", "check the path") from None
    except arrow.ArrowInvalid as error:
        raise InputError(f"{path}: not Parquet ({error})", "is the file complete?") from None


FORMAT = Format(
    name="parquet",
    title="Parquet: documents.parquet and claims.parquet in a folder, or claims alone in one file",
    detect=detect,
    read=read,
    write=write,
    suffixes=(SUFFIX,),
    lossy=("one file holds claims alone: the texts are left out, and reading it takes --documents",),
)
