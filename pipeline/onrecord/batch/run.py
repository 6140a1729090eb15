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
from onrecord.batch import parts, shards, workers
from onrecord.batch.grouping import parted
from onrecord.batch.journal import JOURNAL, UNFINISHED, Header, Journal
from onrecord.batch.lock import locked
from onrecord.batch.parts import Part, Result, Work, Written, kinds_of
from onrecord.batch.storage import Storage, storage
from onrecord.batch.tally import Tally
from onrecord.errors import InputError
from onrecord.extraction import check_kinds
from onrecord.fingerprint import describe, package_version
from onrecord.ingest import Reader, inputs
from onrecord.records import make_folder
from onrecord.schema import KINDS, SCHEMA_VERSION, Counts, Manifest, Options, Reading, check_published
from onrecord.validate import MANIFEST, QUARANTINE

TIMINGS = shards.TIMINGS
TIME_LIMIT = 300.0
"""Longest time one document may take, in seconds; an article takes a tenth of one."""
Paths = Sequence[str | os.PathLike[str]]
Progress = Callable[[Counts], None]


class Timings(msgspec.Struct, frozen=True):
    """How long a run took, in seconds; apart from the manifest, which is the same for the same run."""

    jobs: int
    load: float
    extract: float
    words_per_second: float


class Summary(msgspec.Struct, frozen=True):
    """What a run did. ``resumed`` counts the documents that were on the disk already."""

    manifest: Manifest
    timings: Timings
    resumed: int = 0


def make_options(
    published: str | None = None,
    publisher: str | None = None,
    kinds: Collection[str] | None = None,
    reading: Reading | None = None,
) -> Options:
    """Check what a caller asks of a run.

    Raises:
        InputError: if the date is not ISO 8601 or a kind is unknown.
    """
    check_kinds(kinds)
    if published is not None:
        check_published(published)
    chosen = None if kinds is None else [kind for kind in KINDS if kind in kinds]
    return Options(published=published, publisher=publisher, kinds=chosen, reading=reading or Reading())


def extract_stream(
    paths: Paths,
    *,
    model: str = DEFAULT_MODEL,
    options: Options | None = None,
    jobs: int = 1,
    time_limit: float = TIME_LIMIT,
) -> Iterator[Result]:
    """Yield what became of every document under some paths, in order, and write nothing.

    Args and errors are those of :func:`extract_run`.
    """
    options = options or Options()
    found, reader = inputs(paths, options), Reader(options)
    work = Work(kinds_of(options.kinds), time_limit)
    nlp = load(model)
    items = parted(reader.read(found))
    if jobs > 1:
        groups = workers.Workers(jobs, model, work).each(workers.results, items)
    else:
        groups = (parts.results(nlp, part, work) for part in items)
    for group in groups:
        yield from group


def extract_run(
    paths: Paths,
    out: str | os.PathLike[str],
    *,
    model: str = DEFAULT_MODEL,
    options: Options | None = None,
    jobs: int = 1,
    shard_size: int = shards.SIZE,
    time_limit: float = TIME_LIMIT,
    resume: bool = False,
    restart: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Extract the claims of all documents under some paths into a folder.

    The folder gets ``documents.jsonl`` and ``claims.jsonl`` (``documents-00000.jsonl`` and so on where there are
    more documents than a shard holds), ``quarantine.jsonl`` (empty if nothing was set aside), ``manifest.json`` and
    ``timings.json``. All but the last have the same bytes for the same inputs, options and pipeline, with any number
    of processes and however often the run was interrupted. They appear when the run is complete; until then its
    parts lie in ``.unfinished`` there, and an older run stays as it was.

    Args:
        paths: Files, patterns, folders or ``-``; see :func:`onrecord.ingest.sources`. None, where the options name a
            run whose failures are to be read again.
        out: The folder, made if it is not there.
        model: Installed model or folder of one.
        options: From :func:`make_options`.
        jobs: Number of processes.
        shard_size: Documents in a shard.
        time_limit: Longest time one document may take, in seconds.
        resume: Go on with the unfinished run that is there, if there is one.
        restart: Drop the unfinished run that is there, if there is one.
        progress: Called with every part as it is written, and with those that were there already.

    Raises:
        InputError: if a path cannot be used, the folder cannot be written to or is in use, or it holds an
            unfinished run and neither ``resume`` nor ``restart`` is given, or one that cannot be gone on with.
        PipelineError: if the model cannot be loaded, or no process can.
    """
    options = options or Options()
    folder = Path(out)
    found, reader = inputs(paths, options, skip=folder), Reader(options)
    make_folder(folder)
    with ExitStack() as held:
        held.enter_context(locked(folder))
        place = storage(folder)
        _settle(place, resume=resume, restart=restart)
        begun = time.perf_counter()
        nlp = load(model)
        loaded = time.perf_counter()
        header = Header(
            onrecord=package_version(),
            model=describe(nlp),
            options=options,
            shard_size=shard_size,
            inputs=[os.fspath(path) for path in paths],
        )
        journal = Journal(place, header)
        there = sum(s.counts.documents for s in journal.shards) + sum(w.counts.documents for w in journal.written)
        work = Work(kinds_of(options.kinds), time_limit)
        if not journal.complete:
            fresh = _unwritten(parted(reader.read(found)), journal)
            if jobs > 1:
                stream = workers.Workers(jobs, model, work, place.url).each(workers.write, fresh)
            else:
                stream = (parts.write(nlp, part, work, place) for part in fresh)
            _keep(stream, journal, place, shard_size, progress)
        seconds = time.perf_counter() - loaded
        return _finish(journal, place, header, reader, (jobs, loaded - begun, seconds), there)


def _keep(
    stream: Iterable[Written], journal: Journal, place: Storage, shard_size: int, progress: Progress | None
) -> None:
    """Note every part as it is written, and join parts as soon as they fill a shard."""
    if progress is not None:
        for counts in [*(s.counts for s in journal.shards), *(w.counts for w in journal.written)]:
            progress(counts)
    shards.join_full(journal, place, shard_size)
    for written in stream:
        journal.add(written)
        if progress is not None:
            progress(written.counts)
        shards.join_full(journal, place, shard_size)
    if journal.written or not journal.shards:
        shards.join(journal, place)


def _settle(place: Storage, *, resume: bool, restart: bool) -> None:
    """Leave what an unfinished run has only where the caller wants to go on with it."""
    if resume:
        return
    if not restart and len(place.lines(JOURNAL)) > 1:
        raise InputError(f"{place.url}: an unfinished run is there", "--resume goes on with it, --restart drops it")
    place.remove(UNFINISHED)


def _unwritten(found: Iterable[Part], journal: Journal) -> Iterator[Part]:
    """Yield the parts that are not on the disk, after making sure that the input begins as it did."""
    known = list(journal.digests)
    read = 0
    for part in found:
        if part.number >= len(known):
            yield part
        elif part.digest != known[part.number]:
            break
        read = part.number + 1
    else:
        if read >= len(known):
            return
    raise InputError(
        f"{journal.place.url}: the input is no longer what the unfinished run has read",
        "give it as it was, or use --restart to begin again",
    )


def _finish(
    journal: Journal, place: Storage, header: Header, reader: Reader, spent: tuple[int, float, float], there: int
) -> Summary:
    if journal.complete:
        data = place.read(f"{UNFINISHED}/{MANIFEST}") or place.read(MANIFEST) or b"{}"
        shards.publish(journal, place)
        timed = place.read(TIMINGS) or b"{}"
        return Summary(jsonl.loads(data, Manifest), jsonl.loads(timed, Timings), there)
    tally = Tally()
    quarantine = bytearray()
    for shard in journal.shards:
        tally.add_counts(shard.counts)
        quarantine += b"".join(jsonl.dumps(record) + b"\n" for record in shard.quarantined)
    files = shards.final_files(journal) | {QUARANTINE: hashlib.sha256(quarantine).hexdigest()}
    manifest = Manifest(
        schema_version=SCHEMA_VERSION,
        onrecord=header.onrecord,
        model=header.model,
        options=header.options,
        inputs=header.inputs,
        counts=tally.counts(renamed=reader.names.renamed),
        ignored_keys=dict(sorted(reader.ignored.items())),
        files=dict(sorted(files.items())),
    )
    jobs, load_seconds, seconds = spent
    timings = Timings(jobs, round(load_seconds, 3), round(seconds, 3), round(tally.words / seconds, 1))
    place.write(f"{UNFINISHED}/{QUARANTINE}", bytes(quarantine))
    place.write(f"{UNFINISHED}/{TIMINGS}", jsonl.indented(timings))
    place.write(f"{UNFINISHED}/{MANIFEST}", jsonl.indented(manifest))
    shards.publish(journal, place)
    return Summary(manifest, timings, there)
