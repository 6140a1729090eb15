"""Documents through the pipeline and into counts, in this process or shared among several."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from spacy.language import Language

from onrecord.assemble import STAGES, load
from onrecord.benchmark import tasks
from onrecord.benchmark.task import Counted, Gold, Task
from onrecord.errors import OnrecordError, PipelineError
from onrecord.extraction import prepare
from onrecord.fingerprint import describe

SIZE = 16
# Batches handed out ahead of the one awaited, for each process.
_AHEAD = 2


def counted(task: Task, golds: Iterable[Gold], model: str, jobs: int) -> tuple[str, Iterator[Counted]]:
    """Return what the model is, and the counts of every document in order.

    Args:
        task: The benchmark.
        golds: Its documents.
        model: Installed model, or the folder of one.
        jobs: Number of processes.

    Raises:
        PipelineError: if the model cannot be loaded or run, or a process dies.
    """
    nlp = load(model)
    about = describe(nlp)
    return f"{about.name} {about.version} ({about.fingerprint})", _counts(_fit(nlp, task), task, golds, model, jobs)


def _fit(nlp: Language, task: Task) -> Language:
    """Leave out the stages where they are not needed."""
    if not task.stages:
        for name in nlp.pipe_names:
            factory = nlp.get_pipe_meta(name).factory
            if factory in {f"onrecord_{stage}" for stage in STAGES}:
                nlp.disable_pipe(name)
    return nlp


def _counts(nlp: Language, task: Task, golds: Iterable[Gold], model: str, jobs: int) -> Iterator[Counted]:
    if jobs <= 1:
        for batch in _batches(golds):
            yield from _process(nlp, task, batch)
        return
    # Spawned, not forked: the threads of an ONNX session do not survive a fork.
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _start, (task.name, model))
    remaining = _batches(golds)
    waiting: deque[Future[list[Counted]]] = deque()
    try:
        waiting.extend(pool.submit(_run, batch) for batch in islice(remaining, jobs * _AHEAD))
        while waiting:
            yield from waiting.popleft().result()
            waiting.extend(pool.submit(_run, batch) for batch in islice(remaining, 1))
    except BrokenProcessPool:
        raise PipelineError("a worker process died", "it may have run out of memory: use fewer with -j") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _batches(golds: Iterable[Gold]) -> Iterator[list[Gold]]:
    remaining = iter(golds)
    while batch := list(islice(remaining, SIZE)):
        yield batch


def _process(nlp: Language, task: Task, golds: Sequence[Gold]) -> list[Counted]:
    """Return the counts of documents; one that fails is named, for figures without it could not be compared."""
    try:
        return _together(nlp, task, golds)
    except OnrecordError:
        raise
    except Exception as error:
        if len(golds) > 1:
            return [counts for gold in golds for counts in _process(nlp, task, [gold])]
        raise PipelineError(f"{golds[0].document.doc_id}: {type(error).__name__}: {error}", "report it") from error


def _together(nlp: Language, task: Task, golds: Sequence[Gold]) -> list[Counted]:
    docs = nlp.pipe([prepare(nlp, gold.document) for gold in golds], batch_size=SIZE)
    return [task.count(gold, doc) for gold, doc in zip(golds, docs, strict=True)]


_nlp: Language
_task: Task


def _start(name: str, model: str) -> None:
    """Load the pipeline once in each new process, and leave an interrupt to the process that started it."""
    global _nlp, _task
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _task = tasks.get(name)
    _nlp = _fit(load(model), _task)


def _run(golds: Sequence[Gold]) -> list[Counted]:
    return _process(_nlp, _task, golds)
