"""Parquet: a document a row, read in batches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.ingest.found import Fault, Found, Input, hashed, too_long
from onrecord.ingest.need import extractor, need
from onrecord.ingest.opened import as_file
from onrecord.ingest.rows import canonical

# Rows at a time: a few bytes of Parquet may stand for the longest text there can be, over and over.
_BATCH = 16


def read(source: Input) -> Iterator[Found | Fault]:
    """Yield the document of every row.

    Raises:
        InputError: if it is no Parquet file, with the row it breaks at.
    """
    parquet = need("pyarrow.parquet")
    number = 0
    try:
        with as_file(source) as path, parquet.ParquetFile(path, memory_map=False, pre_buffer=False) as table:
            for batch in table.iter_batches(batch_size=_BATCH):
                for row in batch.to_pylist():
                    number += 1
                    yield _found(row, number, source)
    except (need("pyarrow").ArrowException, OSError, UnicodeDecodeError) as error:
        fault = f"{source.name}: cannot be read as Parquet after row {number:,} ({' '.join(str(error).split())[:200]})"
        raise InputError(fault, "is the file complete?") from None


def _found(row: dict[str, Any], number: int, source: Input) -> Found | Fault:
    known = {name: value for name, value in row.items() if value is not None}
    fields = canonical(known, source.reading)
    text = fields.get("text")
    if isinstance(text, str) and len(text) > source.reading.max_bytes:
        return too_long(number, source.reading, "row")
    raw = hashed(jsonl.dumps({name: _plain(value) for name, value in known.items()}))
    return Found(fields=fields, raw=raw, line=number, extractor=extractor())


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool) else str(value)
