"""Tables with separators: comma, semicolon or tab; the first row names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from onrecord import jsonl
from onrecord.ingest.encodings import NotText, decode
from onrecord.ingest.found import Fault, Found, Input, hashed, too_long
from onrecord.ingest.need import extractor
from onrecord.ingest.rows import canonical

_SAMPLE = 1 << 16
_QUOTE = "is a quote mark missing, or not written twice inside a cell?"


class _TooLong(Exception):
    """A line beyond the limit; the reader goes on with the next one."""


class _Lines:
    """The lines of a table for the csv module, which may be asked again after one that was too long.

    Attributes:
        number: How many there were so far.
    """

    def __init__(self, stream: io.TextIOWrapper, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > self._limit and not line.endswith("\n"):
            while (rest := self._stream.readline(_SAMPLE)) and not rest.endswith("\n"):
                pass
            raise _TooLong
        return line


def read(source: Input) -> Iterator[Found | Fault]:
    """Yield the document of every row."""
    # An article is longer than what the module takes by default; a cell whose quote mark is never closed is longer yet.
    csv.field_size_limit(min(source.reading.max_bytes, 2**31 - 1))
    peeked = source.stream.peek(_SAMPLE)[:_SAMPLE]  # type: ignore[attr-defined]
    encoding = _encoding(peeked)
    stream = io.TextIOWrapper(source.stream, encoding=encoding, errors="surrogateescape", newline="")
    try:
        delimiter = _delimiter(peeked, encoding, source.name)
        yield from _rows(_Lines(stream, source.reading.max_bytes), delimiter, source, encoding)
    finally:
        # The stream below is for others to close.
        stream.detach()


def _rows(lines: _Lines, delimiter: str, source: Input, encoding: str) -> Iterator[Found | Fault]:
    names: list[str] = []
    number = 0
    # Strict, for otherwise a quote mark that is never closed takes in the rest of the table, and nobody is told.
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        first = lines.number + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except UnicodeDecodeError as error:
            # In UTF-16 nobody can say where the next line begins.
            raise NotText(f"not {encoding.upper()} after row {number:,} ({error.reason})") from None
        except (csv.Error, _TooLong) as error:
            number += 1
            yield _broken(error, number, (first, lines.number), source)
            if not names:
                # The row below the header names no columns.
                return
            continue
        if cells and names:
            number += 1
            yield _row(source, names, cells, number, encoding)
        elif cells:
            names = [name.strip() for name in cells]


def _broken(error: Exception, number: int, lines: tuple[int, int], source: Input) -> Fault:
    """Return what is wrong with some lines that are no row."""
    long = isinstance(error, _TooLong) or "field limit" in str(error)
    fault = too_long(number, source.reading, "row") if long else Fault(number, "parse", f"not a row ({error})", _QUOTE)
    if lines[0] == lines[1] > 1:
        return fault
    # They may hold any number of rows, so it takes the whole table to read them again.
    where = f"lines {lines[0]:,} to {lines[1]:,}" if lines[0] < lines[1] else f"line {lines[0]:,}"
    return Fault(None, fault.stage, f"{where}: {fault.error}", _QUOTE)


def _row(source: Input, names: list[str], cells: list[str], number: int, encoding: str) -> Found | Fault:
    if len(cells) != len(names):
        fault = f"{len(cells)} cells under {len(names)} columns"
        return Fault(number, "parse", fault, "is a quote mark or a separator missing?")
    if any("\udc80" <= char <= "\udcff" for cell in cells if not cell.isascii() for char in cell):
        return Fault(number, "parse", f"not {encoding.removesuffix('-sig').upper()}", jsonl.NOT_UTF8)
    # An empty cell says that nothing is known; an empty text is one that says nothing.
    row = {name: cell for name, cell in zip(names, cells, strict=True) if cell}
    fields = canonical(row, source.reading)
    if {"text", source.reading.keys.get("text")} & set(names):
        fields.setdefault("text", "")
    raw = hashed(jsonl.dumps(cells))
    return Found(fields=fields, raw=raw, line=number, encoding=encoding.removesuffix("-sig"), extractor=extractor())


def _encoding(sample: bytes) -> str:
    try:
        # The sample may end inside a character.
        return {"utf-8": "utf-8-sig"}.get(found := decode(sample[: sample.rfind(b"\n") + 1] or sample)[1], found)
    except NotText:
        return "utf-8-sig"


def _delimiter(sample: bytes, encoding: str, name: str) -> str:
    header = sample.decode(encoding, "replace").split("\n", 1)[0]
    if ".tsv" in name.lower():
        return "\t"
    return max(",;\t", key=lambda mark: (header.count(mark), mark == ","))
