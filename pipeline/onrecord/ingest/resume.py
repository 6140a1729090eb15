"""Web archives that are damaged: whether a record ends where it says, and where the next one begins."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, cast

from onrecord.errors import InputError
from onrecord.ingest.opened import unpacked

_CHUNK = 1 << 20
_RECORD = b"WARC/"
# How records begin that are not packed, or packed each for itself.
_PLAIN = re.compile(rb"(WARC/\d\.\d\r?\n(?:WARC|Content)-[A-Za-z-]{1,64}:)")
_PACKED = {
    b"\x1f\x8b": re.compile(rb"(\x1f\x8b\x08[\x00-\x1f])", re.DOTALL),
    b"\x28\xb5\x2f\xfd": re.compile(rb"(\x28\xb5\x2f\xfd)", re.DOTALL),
}
# Bytes of a record that are unpacked to see whether it is one.
_BEGINNING = 1 << 10
# Most places that look like the beginning of one and are not: in a damaged archive there are a few by chance.
_MOST_PLACES = 10_000
_MOST_HEADERS, _LONGEST_HEADER = 1_000, 1 << 16
_END = b"\r\n\r\n"


def begins_at(stream: BinaryIO, position: int) -> bool:
    """Tell whether a record can begin there: what follows is one, or packed."""
    stream.seek(position)
    return stream.read(len(_RECORD)).startswith((_RECORD, *_PACKED))


def is_whole(stream: BinaryIO, position: int) -> bool:
    """Tell whether the record that begins there ends where it says, or with the archive."""
    stream.seek(position)
    try:
        record, _ = unpacked(stream, "")
        length = _length(record)
        while length:
            if not (data := record.read(min(length, _CHUNK))):
                return False
            length -= len(data)
        end = record.read(len(_END)) if length is not None else b"?"
    except (OSError, EOFError, zlib.error, InputError):
        return False
    return _END.startswith(end) or end.startswith(b"\n\n")


def _length(record: BinaryIO) -> int | None:
    """Return how long a record says it is, and read its headers."""
    length = None
    for _ in range(_MOST_HEADERS):
        line = record.readline(_LONGEST_HEADER)
        if not line.strip():
            return length if line else None
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            length = int(value[:20])
    return None


def following(stream: BinaryIO, position: int) -> int | None:
    """Return where the next record begins behind a position; none if there is none, or it cannot be told."""
    stream.seek(0)
    begins = stream.read(4)
    for magic, pattern in _PACKED.items():
        if begins.startswith(magic):
            places = islice(_places(stream, position + 1, pattern), _MOST_PLACES)
            return next((place for place in places if _is_record(stream, place)), None)
    return next(_places(stream, position + 1, _PLAIN), None)


def _places(stream: BinaryIO, position: int, pattern: re.Pattern[bytes]) -> Iterator[int]:
    while True:
        stream.seek(position)
        # What begins at the end of one piece is found there, and not again in the next.
        if not (data := stream.read(_CHUNK + _BEGINNING)):
            return
        yield from (position + found.start(1) for found in pattern.finditer(data) if found.start() < _CHUNK)
        position += _CHUNK


def _is_record(stream: BinaryIO, position: int) -> bool:
    stream.seek(position)
    beginning = io.BufferedReader(cast("io.RawIOBase", io.BytesIO(stream.read(_BEGINNING))))
    try:
        return unpacked(cast("BinaryIO", beginning), "")[0].read(len(_RECORD)) == _RECORD
    except (OSError, EOFError, zlib.error, InputError):
        return False
