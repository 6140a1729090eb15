"""Extraction over many files into a run folder, which goes on where it was interrupted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from typing import NamedTuple

from onrecord.assemble import DEFAULT_MODEL, load, staying
from onrecord.batch import engines, finish, shards
from onrecord.batch.engines import Engine
from onrecord.batch.finish import Summary
from onrecord.batch.grouping import parted
from onrecord.batch.journal import JOURNAL, UNFINISHED, Header, Journal, Shard
from onrecord.batch.outcomes import Work, kinds_of
from onrecord.batch.parts import Part, Written
from onrecord.batch.storage import Storage, storage
from onrecord.batch.stream import TIME_LIMIT, Paths
from onrecord.errors import InputError
from onrecord.fingerprint import describe, package_version, versions
from onrecord.ingest import Reader, inputs
from onrecord.schema import Counts, Options


class Step(NamedTuple):
    """What has become of some more of the input.

    Attributes:
        counts: What was written.
        position: Bytes of the input that have been read and written.
        resumed: Whether an earlier session wrote it.
    """

    counts: Counts
    position: int
    resumed: bool


Progress = Callable[[Step], None]


def extract_run(
    paths: Paths,
    out: str | os.PathLike[str],
    *,
    model: str = DEFAULT_MODEL,
    options: Options | None = None,
    jobs: int = 1,
    engine: engines.Name = "local",
    ray_address: str | None = None,
    shard_size: int = shards.SIZE,
    time_limit: float = TIME_LIMIT,
    resume: bool = False,
    restart: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Extract the claims of all documents under some paths into a folder.

    The folder gets ``documents.jsonl``, ``claims.jsonl`` and ``provenance.jsonl`` (``documents-00000.jsonl`` and so on
    where there are more documents than a shard holds), ``quarantine.jsonl`` (empty if nothing was set aside),
    ``manifest.json`` and ``timings.json``. All but the last have the same bytes for the same inputs, options and
    pipeline, with any number of processes and however often the run was interrupted. They appear when the run is
    complete; until then its parts lie in ``.unfinished`` there, and an older run stays as it was.

    Args:
        paths: Files, patterns, folders or ``-``; see :func:`onrecord.ingest.sources`. None, where the options name a
            run whose failures are to be read again.
        out: The folder, made if it is not there; or a URL that fsspec knows, where nothing keeps two runs apart.
        model: Installed model or folder of one.
        options: From :func:`onrecord.batch.make_options`.
        jobs: Number of processes, or of actors of a cluster. A document that kills its process, or never lets go of
            it, is set aside only where there are several.
        engine: ``local`` for processes of this machine, ``ray`` for actors of a Ray cluster.
        ray_address: Address of a running cluster; without it one is started here for the time of the run.
        shard_size: Documents in a shard.
        time_limit: Longest time one document may take, in seconds of the processor.
        resume: Go on with the unfinished run that is there, if there is one; a complete one is left as it is.
        restart: Drop the unfinished run that is there, if there is one.
        progress: Called with every part as it is written, and first with those that were there already.

    Raises:
        InputError: if a path cannot be used, the folder cannot be written to or is in use, it holds an unfinished run
            and neither ``resume`` nor ``restart`` is given, or it holds another run than the one that ``resume`` is to
            go on with; if there is no such engine, or its library is not installed.
        PipelineError: if the model cannot be loaded, or a process loads none or another, or the cluster fails.
    """
    options = options or Options()
    chosen, place = Engine(engine, jobs, ray_address), storage(out)
    found, reader = inputs(paths, options, skip=place.folder), Reader(options)
    with place.held():
        fresh = _settle(place, resume=resume, restart=restart)
        began = time.perf_counter()
        nlp = load(model)
        loaded = time.perf_counter()
        header = Header(
            onrecord=package_version(),
            versions=versions(),
            model=describe(nlp),
            options=options,
            shard_size=shard_size,
            inputs=[os.fspath(path) for path in paths],
        )
        if resume and fresh and (done := finish.complete(place, header)) is not None:
            return done
        journal = Journal(place, header)
        if journal.complete:
            return finish.publish_rest(journal, place)
        there = finish.begun(journal)
        work = Work(kinds_of(options.kinds), time_limit)
        missing = unwritten(parted(reader.read(found), reader.position), journal)
        stream = engines.written(chosen, missing, nlp, model, header.model, work, place)
        # Other processes have pipelines of their own.
        del nlp
        # Closed in any case, and with it the processes.
        with closing(stream), staying() if chosen.alone else nullcontext():
            keep(stream, journal, place, shard_size, progress)
        spent = (jobs, loaded - began, time.perf_counter() - loaded)
        return finish.finish(journal, place, header, reader, there, spent)


def keep(
    stream: Iterable[Written], journal: Journal, place: Storage, shard_size: int, progress: Progress | None = None
) -> None:
    """Note every part as it is written, and join parts as soon as they fill a shard."""

    def tell(record: Written | Shard, resumed: bool) -> None:
        if progress is not None:
            progress(Step(record.counts, record.position, resumed))

    for shard in journal.shards:
        tell(shard, True)
    for written in journal.written:
        tell(written, True)
    shards.join_full(journal, place, shard_size)
    for written in stream:
        journal.add(written)
        tell(written, False)
        shards.join_full(journal, place, shard_size)
    if journal.written or not journal.shards:
        shards.join(journal, place)


def _settle(place: Storage, *, resume: bool, restart: bool) -> bool:
    """Leave what an unfinished run has only where the caller goes on with it; tell whether there is none."""
    lines = len(place.lines(JOURNAL))
    if resume and lines:
        return False
    if not restart and lines > 1:
        raise InputError(f"{place.url}: an unfinished run is there", "--resume goes on with it, --restart drops it")
    place.remove(UNFINISHED)
    return True


def unwritten(found: Iterable[Part], journal: Journal) -> Iterator[Part]:
    """Yield the parts that are not on the disk, after making sure that the input begins as it did.

    Raises:
        InputError: if it does not.
    """
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
