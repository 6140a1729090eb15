"""From the paths a caller names to the files that hold documents."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import msgspec

from onrecord.errors import InputError
from onrecord.ingest.opened import PACKED, STDIN
from onrecord.ingest.readers import ENDINGS, FORMATS, format_of

# What a run leaves beside its documents: a run folder given as input means its documents.
_RUN_FILE = re.compile(r"(claims(-\d{5,})?|quarantine|provenance(-\d{5,})?)\.jsonl(\.gz)?")
_DOCUMENTS = re.compile(r"documents(-\d{5,})?\.jsonl(\.gz)?")
_MAGIC = frozenset("*?[")


class Source(msgspec.Struct, frozen=True):
    """One input.

    Attributes:
        path: The file, or ``-`` for standard input.
        format: One of :data:`onrecord.ingest.readers.FORMATS`; for standard input ``stdin`` where nobody named it.
        lines: The records to be read; none means all.
    """

    path: str
    format: str
    lines: frozenset[int] | None = None


def sources(
    paths: Iterable[str | os.PathLike[str]], *, skip: Path | None = None, format: str | None = None
) -> Iterator[Source]:
    """Return the inputs under some paths: files as given, folders searched through, in sorted order.

    All paths are looked at before the first input is given out; folders are searched as it goes.

    Args:
        paths: Files, patterns such as ``news/**/*.html``, folders, or ``-`` for standard input.
        skip: A folder to leave out of the search: the one the output goes to.
        format: The format of all files, whatever their names.

    Raises:
        InputError: if a path does not exist, a file has another ending, or a folder has no such file.
    """
    if format is not None and format not in FORMATS:
        raise InputError(f"no format {format!r}", f"there are {', '.join(FORMATS)}")
    return chain.from_iterable([_of(os.fspath(path), skip, format) for path in paths])


def listed(path: str) -> list[str]:
    """Return the paths in a file that names one a line; ``-`` reads standard input.

    Raises:
        InputError: if it cannot be read.
    """
    try:
        with open(0 if path == STDIN else path, encoding="utf-8", errors="surrogateescape", closefd=path != STDIN) as f:
            return [name for line in f if (name := line.rstrip("\r\n"))]
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})", "check the path") from None


def _of(path: str, skip: Path | None, format: str | None) -> Iterable[Source]:
    if path == STDIN:
        return [Source(STDIN, format or "stdin")]
    if os.path.isdir(path):
        if next(_inside(path, skip, format), None) is None:
            raise InputError(f"{path}: no {_endings()} file in this folder", "name the files, with --format")
        return _inside(path, skip, format)
    if not os.path.exists(path) and _MAGIC & set(path):
        matching = sorted(glob.glob(path, recursive=True))
        if not matching:
            raise InputError(f"{path}: no file matches this pattern", "check it")
        return (source for match in matching for source in _match(match, skip, format))
    if not os.path.exists(path):
        raise InputError(f"{path}: no such file or folder", "check the path")
    if not os.path.isfile(path):
        raise InputError(f"{path}: not a regular file", "give a file, or pipe it in with -")
    found = format or format_of(path)
    if found is None:
        hint = f"give {_endings()}, a folder of them, or -; --format says what a file with another name is"
        raise InputError(f"{path}: cannot read this kind of file", hint)
    return [Source(path, found)]


def _match(path: str, skip: Path | None, format: str | None) -> Iterator[Source]:
    """Yield what a match of a pattern stands for; a file of another kind is no more wanted than in a folder."""
    if os.path.isdir(path):
        yield from _inside(path, skip, format)
    elif os.path.isfile(path) and (found := format or format_of(path)) is not None:
        yield Source(path, found)


def _inside(folder: str, skip: Path | None, format: str | None) -> Iterator[Source]:
    left_out = skip.resolve() if skip is not None else None
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        if left_out is not None:
            folders[:] = [f for f in folders if Path(parent, f).resolve() != left_out]
        of_a_run = any(_DOCUMENTS.fullmatch(name) for name in names)
        for name in sorted(names):
            found = format or format_of(name)
            if found is None or name.startswith(".") or (of_a_run and _RUN_FILE.fullmatch(name)):
                continue
            # A pipe would be waited for, and a device has no end.
            if os.path.isfile(path := os.path.join(parent, name)):
                yield Source(path, found)


def _endings() -> str:
    return f"{', '.join(ENDINGS)} (also with {' or '.join(PACKED)})"
