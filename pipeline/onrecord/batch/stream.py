"""Extraction without a folder: results one at a time, in the order of the input."""

from __future__ import annotations

import os
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing, nullcontext

from onrecord.assemble import DEFAULT_MODEL, load, staying
from onrecord.batch import parts, workers
from onrecord.batch.grouping import parted
from onrecord.batch.outcomes import Work, kinds_of
from onrecord.batch.parts import Result
from onrecord.extraction import check_kinds
from onrecord.fingerprint import describe
from onrecord.ingest import Reader, inputs
from onrecord.schema import KINDS, Options, Reading, check_published

TIME_LIMIT = 300.0
"""Longest time one document may take, in seconds of the processor; an article takes a tenth of one."""
Paths = Sequence[str | os.PathLike[str]]


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

    Args and errors are those of :func:`onrecord.batch.extract_run`.
    """
    options = options or Options()
    found, reader = inputs(paths, options), Reader(options)
    work = Work(kinds_of(options.kinds), time_limit)
    nlp = load(model)
    items = parted(reader.read(found))
    if jobs > 1:
        groups: Generator[list[Result]] = workers.Workers(jobs, model, describe(nlp), work).each(workers.results, items)
    else:
        groups = (parts.results(nlp, part, work) for part in items)
    with closing(groups), staying() if jobs == 1 else nullcontext():
        for group in groups:
            yield from group
