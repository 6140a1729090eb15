"""Parts through the pipeline in order, shared among several processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.process import BaseProcess
from typing import TypeVar

import msgspec
from spacy.language import Language

from onrecord.assemble import load
from onrecord.batch import parts
from onrecord.batch.parts import Part, Result, Work, Written
from onrecord.batch.storage import Storage, storage
from onrecord.errors import PipelineError
from onrecord.ingest import Item, Located

T = TypeVar("T")
# Parts handed out ahead of the one awaited, for each process: enough to keep all busy, few enough to stream.
_AHEAD = 3
# Parts after which a process makes way for a fresh one, which gives back what native code has not.
RECYCLED_AFTER = 64
DIED = "the process died on this text"
DIED_HINT = "it may need more memory than there is: use fewer with -j, or leave the document out"


class Workers:
    """Processes that each have the pipeline.

    A process that dies takes no part with it: what was under way is done again in fresh processes, one part at a
    time, and a document that kills its process every time is set aside.
    """

    def __init__(self, jobs: int, model: str, work: Work, folder: str = "") -> None:
        """Say how many there are to be and what they need.

        Args:
            jobs: Number of processes.
            model: The pipeline by name or folder, for every process to load.
            work: What is to be done with every part.
            folder: Where :func:`write` puts its files.
        """
        self.jobs, self._with = jobs, (model, work, folder)

    def each(self, task: Callable[[Part], T], found: Iterable[Part]) -> Iterator[T]:
        """Yield what a task, :func:`write` or :func:`results`, returns for every part, in order.

        Raises:
            PipelineError: if the processes cannot even load the pipeline.
        """
        remaining = iter(found)
        waiting: deque[tuple[Part, Future[T]]] = deque()
        pool = self.pool(self.jobs)
        try:
            while True:
                for part in islice(remaining, self.jobs * _AHEAD - len(waiting)):
                    waiting.append((part, pool.submit(task, part)))
                if not waiting:
                    return
                try:
                    done = waiting[0][1].result()
                except BrokenProcessPool:
                    pool.shutdown(wait=True, cancel_futures=True)
                    yield from (self.carefully(task, part) for part, _ in waiting)
                    waiting.clear()
                    pool = self.pool(self.jobs)
                else:
                    waiting.popleft()
                    yield done
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def carefully(self, task: Callable[[Part], T], part: Part) -> T:
        """Do a part in a process of its own; if that dies, without the documents that kill it."""
        try:
            return self._apart(task, part)
        except BrokenProcessPool:
            items = [self._survivor(item) for item in part.items]
        try:
            return self._apart(task, msgspec.structs.replace(part, items=items))
        except BrokenProcessPool:
            hint = "they may run out of memory: use fewer with -j"
            raise PipelineError("a worker process died, and so did the one after it", hint) from None

    def _apart(self, task: Callable[[Part], T], part: Part) -> T:
        with self.pool(1) as pool:
            return pool.submit(task, part).result()

    def _survivor(self, item: Item) -> Item:
        """Return an item, or if its document kills the process that reads it, the record of that."""
        if not isinstance(item, Located):
            return item
        try:
            self._apart(results, Part(0, [item], ""))
        except BrokenProcessPool:
            return parts.set_aside(item, DIED, DIED_HINT)
        return item

    def pool(self, jobs: int) -> ProcessPoolExecutor:
        """Return fresh processes; they end with this one, however it ends."""
        # Spawned, not forked: the threads of an ONNX session do not survive a fork.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(jobs, context, _start, self._with, max_tasks_per_child=RECYCLED_AFTER)


_nlp: Language
_work: Work
_place: Storage


def _start(model: str, work: Work, folder: str) -> None:
    """Load the pipeline once in each new process, and leave an interrupt to the process that started it."""
    global _nlp, _work, _place
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    _nlp, _work, _place = load(model), work, storage(folder)


def _leave_with(parent: BaseProcess | None) -> None:
    """End when the process that started this one is gone: killed, it cannot say so, and nobody would wait for us."""
    if parent is not None:
        parent.join()
        os._exit(1)


def write(part: Part) -> Written:
    """Write a part, in a worker."""
    return parts.write(_nlp, part, _work, _place)


def results(part: Part) -> list[Result]:
    """Return what became of the items of a part, in a worker."""
    return parts.results(_nlp, part, _work)
