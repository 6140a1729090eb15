"""Shards through the pipeline in order, in this process or shared among several."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from spacy.language import Language

from onrecord.assemble import load
from onrecord.batch.shard import Outcome, process
from onrecord.errors import PipelineError
from onrecord.schema import Document

Kinds = Collection[str] | None
# Shards handed out ahead of the one awaited, for each process: enough to keep all busy, few enough to stream.
_AHEAD = 3


def outcomes(
    shards: Iterable[Sequence[Document]], nlp: Language, model: str, kinds: Kinds, jobs: int
) -> Iterator[list[Outcome]]:
    """Yield the outcomes of each shard, in order.

    Args:
        shards: Documents, as :data:`onrecord.batch.shard.SIZE` groups them.
        nlp: The pipeline, used where one process does all.
        model: The same pipeline by name or folder, for every other process to load.
        kinds: Kinds of claim to keep; None for all.
        jobs: Number of processes.

    Raises:
        PipelineError: if a process dies.
    """
    if jobs <= 1:
        yield from (process(nlp, shard, kinds) for shard in shards)
        return
    # Spawned, not forked: the threads of an ONNX session do not survive a fork.
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _start, (model, kinds))
    remaining = iter(shards)
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        waiting.extend(pool.submit(_run, shard) for shard in islice(remaining, jobs * _AHEAD))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(_run, shard) for shard in islice(remaining, 1))
    except BrokenProcessPool:
        raise PipelineError("a worker process died", "it may have run out of memory: use fewer with -j") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_nlp: Language
_kinds: Kinds


def _start(model: str, kinds: Kinds) -> None:
    """Load the pipeline once in each new process, and leave an interrupt to the process that started it."""
    global _nlp, _kinds
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _nlp, _kinds = load(model), kinds


def _run(shard: Sequence[Document]) -> list[Outcome]:
    return process(_nlp, shard, _kinds)
