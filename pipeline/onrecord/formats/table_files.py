"""Where tables of documents and claims lie: both in a folder, or claims alone in one file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import InputError
from onrecord.formats import table
from onrecord.formats.conversion import Article, Conversion
from onrecord.schema import Document

Row = dict[str, Any]
Located = tuple[str, Row]
"""Place in the file, and row."""


def paths(path: Path, suffix: str) -> tuple[Path | None, Path]:
    """Return the files of documents and of claims; none of documents where the path is one file."""
    if path.suffix == suffix and not path.is_dir():
        return None, path
    return path / f"documents{suffix}", path / f"claims{suffix}"


def detect(path: Path, suffix: str) -> bool:
    """Tell whether a path is such a folder or file."""
    return (path.is_dir() and (path / f"claims{suffix}").is_file()) or (path.is_file() and path.suffix == suffix)


def articles(
    documents: Iterable[Located] | None, claims: Iterable[Located], name: str, conversion: Conversion
) -> Iterator[Article]:
    """Yield the documents of two tables with their claims.

    Args:
        documents: Rows of the documents; without them they are those given with the conversion.
        claims: Rows of the claims.
        name: The claims' file, for errors.
        conversion: Takes the notes.

    Raises:
        InputError: if there are no documents.
    """
    if documents is None and not conversion.documents:
        raise InputError(f"{name}: claims alone", "give the documents.jsonl they are from with --documents")
    by_document: dict[str, list[Located]] = defaultdict(list)
    for where, row in claims:
        by_document[str(row.get("doc_id"))].append((where, row))
    found = conversion.documents.values() if documents is None else _documents(documents, conversion)
    for document in found:
        rows = by_document.pop(document.doc_id, [])
        made = conversion.attempt(_claims, document, rows, conversion)
        if made is not None:
            yield Article(document, made)
    for doc_id, rows in by_document.items():
        fault = f"{rows[0][0]}: no document {doc_id!r} for {len(rows)} claims of {name}"
        hint = "is --documents the file they are from?" if documents is None else "add its row"
        conversion.failures.append(str(InputError(fault, hint)))


def _documents(rows: Iterable[Located], conversion: Conversion) -> Iterator[Document]:
    for where, row in rows:
        document = conversion.attempt(_document, where, row)
        if document is not None:
            yield document


def _document(where: str, row: Row) -> Document:
    fields = {name: row.get(name) for name in table.DOCUMENT_COLUMNS if row.get(name) is not None or name != "entities"}
    try:
        return msgspec.convert(fields, Document)
    except msgspec.ValidationError as error:
        raise InputError(f"{where}: {error}", "a document has doc_id, text and sha256") from None


def _claims(document: Document, rows: list[Located], conversion: Conversion) -> list[Any]:
    located = []
    for where, row in rows:
        try:
            located.append((where, table.fields_of(row)))
        except ValueError as error:
            raise InputError(f"{where}: {error}", "correct the row and convert again") from None
    return table.claims_of(document, located, conversion)
