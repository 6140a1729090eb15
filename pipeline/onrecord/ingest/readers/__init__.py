"""The formats there are: a module each, with ``read(source)``."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import Any, cast

from onrecord.errors import InputError
from onrecord.ingest.found import Fault, Found, Input
from onrecord.ingest.opened import PACKED

Read = Callable[[Input], Iterator[Found | Fault]]
ENDINGS: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".warc": "warc",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
}
_MODULES = {"jsonl": "json_lines", "csv": "delimited"}
FORMATS = tuple(dict.fromkeys(ENDINGS.values()))
WHOLE = frozenset({"text", "markdown", "html"})
"""Formats of files that are one document."""


def format_of(name: str) -> str | None:
    """Return the format of a file by its name, packed or not; none if it has another ending."""
    plain = name.lower()
    for ending in PACKED:
        plain = plain.removesuffix(ending)
    return next((format for ending, format in ENDINGS.items() if plain.endswith(ending)), None)


def reader(format: str) -> Any:
    """Return the module that reads a format.

    Raises:
        InputError: if there is none of that name.
    """
    if format not in FORMATS:
        raise InputError(f"no format {format!r}", f"there are {', '.join(FORMATS)}")
    return importlib.import_module(f"onrecord.ingest.readers.{_MODULES.get(format, format)}")


def read(format: str, source: Input) -> Iterator[Found | Fault]:
    """Yield what is in an input."""
    return cast("Iterator[Found | Fault]", reader(format).read(source))


def begins_like(data: bytes) -> str:
    """Return the format that standard input has, from its first bytes: a text, unless they are a sign of another."""
    begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:512].lower()
    if begins.startswith(b"{"):
        return "jsonl"
    if begins.startswith(b"warc/"):
        return "warc"
    if begins.startswith(b"par1"):
        return "parquet"
    if begins.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")) and b"<html" not in begins:
        return "feed"
    return "html" if begins.startswith((b"<!doctype html", b"<html")) else "text"
