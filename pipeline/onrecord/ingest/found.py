"""What a reader gets and what it yields."""

from __future__ import annotations

import hashlib
from typing import Any, BinaryIO, Literal

import msgspec

from onrecord.schema import Reading

ReadStage = Literal["read", "parse", "document"]


class Input(msgspec.Struct, frozen=True):
    """An input that has been opened.

    Attributes:
        name: What messages call it: its path, or ``-``.
        path: Its path, where it can be read from there; none for standard input, and for files packed as a whole.
        stream: Its bytes, unpacked.
        reading: What the caller asked for.
        lines: The records that are wanted, for readers to spare themselves the others; none means all.
    """

    name: str
    path: str | None
    stream: BinaryIO
    reading: Reading
    lines: frozenset[int] | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A record that may be a document, before anything in it was checked.

    Attributes:
        fields: Fields of a document as far as they are there, and unknown keys.
        raw: Hash of the bytes it was made of, from :func:`hashed`.
        extractor: What made its text, and the version of that.
        author: Who wrote it, if the record says so.
    """

    fields: Any
    raw: str
    line: int | None = None
    offset: int | None = None
    encoding: str = "utf-8"
    extractor: tuple[str, str]
    author: str | None = None


class Fault(msgspec.Struct, frozen=True):
    """A record that cannot be read, why, and what to try."""

    line: int | None
    stage: ReadStage
    error: str
    hint: str


def hashed(data: bytes) -> str:
    """Return the hex SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def too_long(line: int | None, reading: Reading, what: str = "record") -> Fault:
    """Return the fault of a record beyond the limit."""
    fault = f"{what} longer than {reading.max_bytes:,} bytes"
    return Fault(line, "read", fault, "raise the limit with --max-bytes, or split it")
