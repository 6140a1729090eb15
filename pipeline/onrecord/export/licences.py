"""Where documents come from and under which licence, as a sources file says; nothing is guessed.

The file is TOML with one table for each source, as ``corpus/sources.toml`` has them. Of its keys these count:
``name``, ``licence`` (or ``license``), ``version`` and, to find its documents, ``publishers`` and ``hosts``. A
source owns a document whose publisher is the table's key or name or stands in ``publishers``, or whose address is
on one of the ``hosts``.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from onrecord.errors import InputError
from onrecord.export.syndication import Entry

UNKNOWN = "unknown"


class Source(msgspec.Struct, frozen=True):
    """One table of a sources file."""

    key: str
    name: str
    licence: str = UNKNOWN
    version: str | None = None
    publishers: list[str] = []
    hosts: list[str] = []


class _Table(msgspec.Struct, frozen=True):
    name: str | None = None
    licence: str | None = None
    license: str | None = None
    version: str | None = None
    publishers: list[str] = []
    hosts: list[str] = []


def read(path: str | os.PathLike[str]) -> list[Source]:
    """Read a sources file.

    Raises:
        InputError: naming the file and the table that cannot be read.
    """
    name = os.fspath(path)
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{name}: cannot be opened ({error.strerror})", "check the path") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: not TOML ({error})", "one [table] for each source") from None
    return [_source(name, key, table) for key, table in tables.items()]


def _source(path: str, key: str, raw: object) -> Source:
    try:
        table = msgspec.convert(raw, _Table)
    except msgspec.ValidationError as error:
        tip = "a source has name, licence, version, publishers and hosts"
        raise InputError(f"{path}: [{key}]: {error}", tip) from None
    return Source(
        key=key,
        name=table.name or key,
        licence=table.licence or table.license or UNKNOWN,
        version=table.version,
        publishers=table.publishers,
        hosts=[host.lower() for host in table.hosts],
    )


def source_of(entry: Entry, sources: list[Source]) -> Source | None:
    """Return the source of a document, None if no table names it.

    Raises:
        InputError: if two tables do.
    """
    owners = [source for source in sources if _owns(source, entry)]
    if len(owners) > 1:
        both = " and ".join(f"[{source.key}]" for source in owners)
        raise InputError(f"document {entry.doc_id!r} belongs to {both} of the sources file", "give it to one of them")
    return owners[0] if owners else None


def _owns(source: Source, entry: Entry) -> bool:
    if entry.publisher is not None and entry.publisher in (source.key, source.name, *source.publishers):
        return True
    host = _host(entry.url) if source.hosts else ""
    return any(host == known or host.endswith(f".{known}") for known in source.hosts)


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""
