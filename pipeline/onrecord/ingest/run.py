"""Inputs to a folder of documents, without extracting anything from them."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from onrecord import jsonl
from onrecord.atomic import atomic
from onrecord.errors import InputError
from onrecord.ingest.documents import Item, Located
from onrecord.ingest.need import extractor
from onrecord.ingest.opened import STDIN, size_of
from onrecord.ingest.reader import Reader
from onrecord.ingest.retry import failed
from onrecord.ingest.sources import Source, sources
from onrecord.records import DOCUMENTS, PROVENANCE, QUARANTINE, make_folder
from onrecord.schema import IngestManifest, Options

MANIFEST = "manifest.json"


class Summary(msgspec.Struct, frozen=True):
    """What was read, and how many renamed."""

    manifest: IngestManifest


def inputs(paths: Sequence[str | os.PathLike[str]], options: Options, *, skip: Path | None = None) -> Iterable[Source]:
    """Return the inputs that paths and options name.

    Raises:
        InputError: as :func:`onrecord.ingest.sources`; if there are no paths and no run to read again, or both, or
            the output would replace that run.
    """
    retry, form = options.reading.retry, options.reading.format
    if retry is not None and paths:
        raise InputError("both inputs and a run to read again", "give one of them")
    if retry is None and not paths:
        raise InputError("no input", "name files, folders or patterns, - for standard input, or --retry-failed RUN")
    if retry is None:
        return sources(paths, skip=skip, format=form)
    if skip is not None and skip.resolve() == Path(retry).resolve():
        raise InputError(f"{retry}: both what is read again and what is written", "name another folder for the output")
    return failed(retry, format=form)


def size(found: Iterable[Source]) -> int | None:
    """Return the bytes of inputs as they lie on the disk; none where standard input is among them."""
    total = 0
    for source in found:
        if source.path == STDIN:
            return None
        total += size_of(source.path)
    return total


def ingest_run(
    paths: Sequence[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    options: Options | None = None,
    progress: Callable[[Item], None] | None = None,
) -> Summary:
    """Read the documents under some paths into a folder.

    The folder gets ``documents.jsonl``, ``provenance.jsonl`` (a line for each document), ``quarantine.jsonl`` (empty
    if nothing was set aside) and ``manifest.json``, the same bytes for the same input. They appear when all is read.

    Args:
        paths: Files, patterns, folders or ``-``; see :func:`onrecord.ingest.sources`.
        out: The folder, made if it is not there.
        options: How to read them.
        progress: Called with every item.

    Raises:
        InputError: if a path cannot be used, or the folder cannot be written to or holds the claims of a run.
    """
    options = options or Options()
    folder = Path(out)
    found = inputs(paths, options, skip=folder)
    reader = Reader(options)
    if any(folder.glob("claims*.jsonl*")):
        raise InputError(f"{out}: a run is there, with claims of its documents", "name another folder")
    make_folder(folder)
    counts: Counter[str] = Counter()
    by: Counter[str] = Counter()
    with ExitStack() as files:
        # Whoever finds a manifest finds the files it is about: it goes first and comes last.
        manifest_file = files.enter_context(atomic(folder / MANIFEST))
        documents, provenance, quarantine = (
            _Hashed(files.enter_context(atomic(folder / name))) for name in (DOCUMENTS, PROVENANCE, QUARANTINE)
        )
        for item in reader.read(found):
            if isinstance(item, Located):
                documents.write(item.document)
                provenance.write(item.provenance)
                counts["documents"] += 1
                counts["characters"] += len(item.document.text)
                assert item.provenance is not None
                by[f"{item.provenance.extractor} {item.provenance.extractor_version}"] += 1
                counts["duplicates"] += item.provenance.duplicate_of is not None
            else:
                quarantine.write(item)
                counts["quarantined"] += 1
            if progress is not None:
                progress(item)
        manifest = IngestManifest(
            onrecord=extractor()[1],
            reading=options.reading,
            published=options.published,
            publisher=options.publisher,
            inputs=[os.fspath(path) for path in paths],
            documents=counts["documents"],
            quarantined=counts["quarantined"],
            duplicates=counts["duplicates"],
            renamed=reader.names.renamed,
            characters=counts["characters"],
            extractors=dict(sorted(by.items())),
            ignored_keys=dict(sorted(reader.ignored.items())),
            files={
                DOCUMENTS: documents.digest(),
                PROVENANCE: provenance.digest(),
                QUARANTINE: quarantine.digest(),
            },
        )
        manifest_file.write(jsonl.indented(manifest))
    return Summary(manifest)


class _Hashed:
    """A file of records that is hashed as it is written."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._hash = stream, hashlib.sha256()

    def write(self, record: Any) -> None:
        line = jsonl.dumps(record) + b"\n"
        self._hash.update(line)
        self._stream.write(line)

    def digest(self) -> str:
        return self._hash.hexdigest()
