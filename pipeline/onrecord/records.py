"""The records of a run folder, or of a gold folder, in memory."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from onrecord import jsonl, rendered
from onrecord.errors import InputError
from onrecord.schema import Claim, Document

DOCUMENTS = "documents.jsonl"
CLAIMS = "claims.jsonl"
PROVENANCE = "provenance.jsonl"
QUARANTINE = "quarantine.jsonl"


class Records(msgspec.Struct, frozen=True):
    """Documents and the claims made in them, both in the order of their files."""

    documents: list[Document]
    claims: list[Claim]

    def _repr_html_(self) -> str:
        """Return the articles with the number of their claims, for notebooks; a single one with its claims marked."""
        if len(self.documents) == 1:
            return rendered.article(self.documents[0], self.claims)
        return rendered.run(self.documents, self.claims)


def shard_name(name: str, number: int) -> str:
    """Return the name of one shard of a file: ``claims-00003.jsonl``."""
    return f"{name.removesuffix('.jsonl')}-{number:05d}.jsonl"


def find(folder: str | os.PathLike[str], name: str) -> list[Path]:
    """Return the files of a run folder that hold documents, or claims: one, or its shards in order; maybe gzipped.

    Raises:
        InputError: if none is there, or a shard is missing between others.
    """
    for ending in ("", ".gz"):
        path = Path(folder, f"{name}{ending}")
        if path.is_file():
            return [path]
        shards = sorted(Path(folder).glob(f"{name.removesuffix('.jsonl')}-[0-9]*.jsonl{ending}"))
        for number, shard in enumerate(shards):
            if shard.name != shard_name(name, number) + ending:
                raise InputError(f"{os.fspath(folder)}: no {shard_name(name, number)}{ending} there", "run it again")
        if shards:
            return shards
    raise InputError(f"{os.fspath(folder)}: no {name} or {name}.gz there", "give the folder of a run, or of gold")


def stream(
    folder: str | os.PathLike[str], name: str, type: Any, *, on_error: jsonl.OnError | None = None
) -> Iterator[Any]:
    """Yield the records of all files that :func:`find` returns, one at a time.

    Raises:
        InputError: as :func:`find`, and naming file and line of a record that cannot be read, without ``on_error``.
    """
    for _, record in placed(find(folder, name), type, on_error=on_error):
        yield record


def placed(files: Iterable[Path], type: Any, *, on_error: jsonl.OnError | None = None) -> Iterator[tuple[str, Any]]:
    """Yield the records of files one after the other, each with where it stands (``claims.jsonl:7``), for errors."""
    for path in files:
        for line, record in jsonl.numbered(path, type, on_error=on_error):
            yield f"{path}:{line}", record


def digest(files: Iterable[Path]) -> str:
    """Return the SHA-256 of files as if they were one."""
    hashed = hashlib.sha256()
    for path in files:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                hashed.update(block)
    return hashed.hexdigest()


def read(folder: str | os.PathLike[str]) -> Records:
    """Read a whole run. For one too large for memory, stream its files with :func:`onrecord.jsonl.read`.

    Raises:
        InputError: naming file and line of the first record that cannot be read.
    """
    return Records(
        documents=list(stream(folder, DOCUMENTS, Document)),
        claims=list(stream(folder, CLAIMS, Claim)),
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
