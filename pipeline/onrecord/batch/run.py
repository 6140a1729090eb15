"""Extraction over many files into a run folder."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from onrecord import jsonl
from onrecord.assemble import DEFAULT_MODEL, load
from onrecord.atomic import atomic
from onrecord.batch.documents import Reader
from onrecord.batch.sources import sources
from onrecord.batch.stream import Result, results
from onrecord.batch.tally import Tally
from onrecord.extraction import Extraction, check_kinds
from onrecord.fingerprint import describe, package_version
from onrecord.records import CLAIMS, DOCUMENTS, make_folder
from onrecord.schema import KINDS, SCHEMA_VERSION, Manifest, Options, check_published
from onrecord.validate import MANIFEST, QUARANTINE

TIMINGS = "timings.json"
Paths = Sequence[str | os.PathLike[str]]


class Timings(msgspec.Struct, frozen=True):
    """How long a run took, in seconds; apart from the manifest, which is the same for the same run."""

    jobs: int
    load: float
    extract: float
    words_per_second: float


class Summary(msgspec.Struct, frozen=True):
    """What a run did."""

    manifest: Manifest
    timings: Timings


def make_options(
    published: str | None = None, publisher: str | None = None, kinds: Collection[str] | None = None
) -> Options:
    """Check what a caller asks of a run.

    Raises:
        InputError: if the date is not ISO 8601 or a kind is unknown.
    """
    check_kinds(kinds)
    if published is not None:
        check_published(published)
    chosen = None if kinds is None else [kind for kind in KINDS if kind in kinds]
    return Options(published=published, publisher=publisher, kinds=chosen)


def extract_stream(
    paths: Paths, *, model: str = DEFAULT_MODEL, options: Options | None = None, jobs: int = 1
) -> Iterator[Result]:
    """Yield what became of every document under some paths, in order, and write nothing.

    Args and errors are those of :func:`extract_run`.
    """
    options = options or Options()
    found = sources(paths)
    nlp = load(model)
    yield from results(Reader(options), found, nlp=nlp, model=model, options=options, jobs=jobs)


def extract_run(
    paths: Paths,
    out: str | os.PathLike[str],
    *,
    model: str = DEFAULT_MODEL,
    options: Options | None = None,
    jobs: int = 1,
    progress: Callable[[Result], None] | None = None,
) -> Summary:
    """Extract the claims of all documents under some paths into a folder.

    The folder gets ``documents.jsonl``, ``claims.jsonl``, ``quarantine.jsonl`` (empty if nothing was set
    aside), ``manifest.json`` and ``timings.json``. All but the last have the same bytes for the same
    inputs, options and pipeline, with any number of processes. They appear when the run is complete; one
    that is interrupted leaves the folder as it was.

    Args:
        paths: Files, folders or ``-``; see :func:`onrecord.batch.sources.sources`.
        out: The folder, made if it is not there.
        model: Installed model or folder of one.
        options: From :func:`make_options`.
        jobs: Number of processes.
        progress: Called with every result as it is written.

    Raises:
        InputError: if a path cannot be used, or the folder cannot be written to.
        PipelineError: if the model cannot be loaded, or a process dies.
    """
    options = options or Options()
    folder = Path(out)
    found = sources(paths, skip=folder)
    make_folder(folder)
    begun = time.perf_counter()
    nlp = load(model)
    loaded = time.perf_counter()
    reader = Reader(options)
    stream = results(reader, found, nlp=nlp, model=model, options=options, jobs=jobs)
    tally = _write(folder, stream, progress)
    seconds = time.perf_counter() - loaded
    manifest = Manifest(
        schema_version=SCHEMA_VERSION,
        onrecord=package_version(),
        model=describe(nlp),
        options=options,
        inputs=[os.fspath(path) for path in paths],
        counts=tally.counts(renamed=reader.names.renamed),
        ignored_keys=dict(sorted(reader.ignored.items())),
        files={name: _hash(folder / name) for name in (DOCUMENTS, CLAIMS, QUARANTINE)},
    )
    speed = tally.words / seconds
    timings = Timings(jobs, round(loaded - begun, 3), round(seconds, 3), round(speed, 1))
    _write_json(folder / MANIFEST, manifest)
    _write_json(folder / TIMINGS, timings)
    return Summary(manifest, timings)


def _write(folder: Path, stream: Iterable[Result], progress: Callable[[Result], None] | None) -> Tally:
    tally = Tally()
    with ExitStack() as files:
        documents, claims, quarantine = (
            files.enter_context(jsonl.writer(folder / name)) for name in (DOCUMENTS, CLAIMS, QUARANTINE)
        )
        for result in stream:
            if isinstance(result, Extraction):
                documents.write(result.document)
                claims.write_all(result.claims)
            else:
                quarantine.write(result)
            tally.add(result)
            if progress is not None:
                progress(result)
        # The files take their names one after the other: without a manifest it shows if that is cut short.
        (folder / MANIFEST).unlink(missing_ok=True)
    return tally


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_json(path: Path, record: msgspec.Struct) -> None:
    with atomic(path) as stream:
        stream.write(msgspec.json.format(jsonl.dumps(record), indent=2) + b"\n")
