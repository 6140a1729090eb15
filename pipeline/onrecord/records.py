"""The records of a run folder, or of a gold folder, in memory."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.schema import Claim, Document

DOCUMENTS = "documents.jsonl"
CLAIMS = "claims.jsonl"


class Records(msgspec.Struct, frozen=True):
    """Documents and the claims made in them, both in the order of their files."""

    documents: list[Document]
    claims: list[Claim]


def find(folder: str | os.PathLike[str], name: str) -> Path:
    """Return the file of a run folder, plain or gzipped.

    Raises:
        InputError: if neither is there.
    """
    for path in (Path(folder, name), Path(folder, f"{name}.gz")):
        if path.is_file():
            return path
    raise InputError(f"{os.fspath(folder)}: no {name} or {name}.gz there", "give the folder of a run, or of gold")


def read(folder: str | os.PathLike[str]) -> Records:
    """Read a whole run. For one too large for memory, stream its files with :func:`onrecord.jsonl.read`.

    Raises:
        InputError: naming file and line of the first record that cannot be read.
    """
    return Records(
        documents=list(jsonl.read(find(folder, DOCUMENTS), Document)),
        claims=list(jsonl.read(find(folder, CLAIMS), Claim)),
    )


def write(folder: str | os.PathLike[str], records: Records) -> None:
    """Write documents and claims into a folder, which is made if it is not there.

    Raises:
        InputError: if the folder cannot be written to.
    """
    make_folder(folder)
    jsonl.write(Path(folder, DOCUMENTS), records.documents)
    jsonl.write(Path(folder, CLAIMS), records.claims)


def make_folder(folder: str | os.PathLike[str]) -> None:
    """Make a folder with its parents, unless it is there.

    Raises:
        InputError: if it cannot be made, or a file has its name.
    """
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{os.fspath(folder)}: cannot be made ({error.strerror})", "name a folder") from None
