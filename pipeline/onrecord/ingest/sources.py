"""From the paths a caller names to the files that hold documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from onrecord.errors import InputError

STDIN = "-"
_FORMATS: dict[str, Literal["text", "rows"]] = {".txt": "text", ".jsonl": "rows", ".jsonl.gz": "rows"}
# What a run leaves beside its documents: a run folder given as input means its documents.
_RUN_FILES = frozenset({"claims.jsonl", "claims.jsonl.gz", "quarantine.jsonl"})


class Source(msgspec.Struct, frozen=True):
    """One input: a text, or rows of JSON Lines; standard input, ``-``, is whichever it begins like."""

    path: str
    format: Literal["text", "rows", "stdin"]


def sources(paths: Iterable[str | os.PathLike[str]], *, skip: Path | None = None) -> list[Source]:
    """Return the inputs under some paths: files as given, folders searched through, in sorted order.

    Args:
        paths: Files (``.txt``, ``.jsonl``, ``.jsonl.gz``), folders, or ``-`` for standard input.
        skip: A folder to leave out of the search: the one the output goes to.

    Raises:
        InputError: if a path does not exist, a file has another ending, or a folder has no such file.
    """
    return [source for path in paths for source in _of(os.fspath(path), skip)]


def _of(path: str, skip: Path | None) -> list[Source]:
    if path == STDIN:
        return [Source(STDIN, "stdin")]
    if os.path.isdir(path):
        found = list(_inside(path, skip))
        if not found:
            raise InputError(f"{path}: no {_endings()} file in this folder")
        return found
    if not os.path.exists(path):
        raise InputError(f"{path}: no such file or folder")
    format = _format(path)
    if format is None:
        raise InputError(f"{path}: cannot read this kind of file; give {_endings()}, a folder of them, or -")
    return [Source(path, format)]


def _inside(folder: str, skip: Path | None) -> Iterator[Source]:
    left_out = skip.resolve() if skip is not None else None
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        if left_out is not None:
            folders[:] = [f for f in folders if Path(parent, f).resolve() != left_out]
        of_a_run = "documents.jsonl" in names or "documents.jsonl.gz" in names
        for name in sorted(names):
            format = _format(name)
            if format is None or name.startswith(".") or (of_a_run and name in _RUN_FILES):
                continue
            yield Source(os.path.join(parent, name), format)


def _format(name: str) -> Literal["text", "rows"] | None:
    return next((f for ending, f in _FORMATS.items() if name.lower().endswith(ending)), None)


def _endings() -> str:
    return " or ".join(_FORMATS)
