"""Parts through the pipeline in order, shared among several processes."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

import msgspec

from onrecord.batch import parts
from onrecord.batch.outcomes import Work
from onrecord.batch.parts import Part
from onrecord.batch.process import Died, Process, Task, results, write
from onrecord.errors import PipelineError
from onrecord.ingest import Item, Located
from onrecord.schema import Model

__all__ = ["DIED", "DIED_HINT", "Workers", "results", "write"]

T = TypeVar("T")
# Parts handed out ahead of the one awaited, for each process: enough to keep all busy, few enough to stream.
_AHEAD = 3
# Parts after which a process makes way for a fresh one, which gives back what native code has not.
RECYCLED_AFTER = 64
DIED = "the process died on this text, or did not come back from it"
DIED_HINT = "it may need more memory than there is: use fewer with -j, or leave the document out"


class Workers:
    """Processes that each have the pipeline, and a thread for each that waits for its answers.

    A process that dies costs the others nothing. What it was doing is done again in a fresh one, and if that dies as
    well, the documents are tried one by one, and those that kill their process are set aside.
    """

    def __init__(self, jobs: int, model: str, expected: Model, work: Work, folder: str = "") -> None:
        """Say how many there are to be and what they need.

        Args:
            jobs: Number of processes.
            model: The pipeline by name or folder, for every process to load.
            expected: What it has to be, also in a process that begins when it has been replaced.
            work: What is to be done with every part.
            folder: Where :func:`write` puts its files.
        """
        self._jobs, self._with = jobs, (model, expected, work, folder)
        self._idle: deque[Process] = deque()
        self._all: set[Process] = set()
        self._stopped = False

    def each(self, task: Task[T], found: Iterable[Part]) -> Generator[T]:
        """Yield what a task, :func:`write` or :func:`results`, returns for every part, in order.

        Raises:
            PipelineError: if a process loads no pipeline or another, or dies without any document to blame.
        """
        remaining = iter(found)
        waiting: deque[Future[T]] = deque()
        threads = ThreadPoolExecutor(self._jobs, "worker", _block_interrupts)
        try:
            while True:
                for part in islice(remaining, self._jobs * _AHEAD - len(waiting)):
                    waiting.append(threads.submit(self.do, task, part))
                if not waiting:
                    return
                yield waiting.popleft().result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            self.close()
            threads.shutdown(wait=True)
            for process in list(self._all):
                process.end()

    def close(self) -> None:
        """End all processes, whatever they do."""
        self._stopped = True
        # A thread may be starting one more, which it then ends itself.
        for process in list(self._all):
            process.kill()

    def do(self, task: Task[T], part: Part) -> T:
        """Return what a task returns for a part, in this thread; what :meth:`each` raises is raised here."""
        process = self._idle.popleft() if self._idle else self._fresh()
        try:
            done = process.ask(task, part)
        except Died:
            self._ended(process)
            return self._again(task, part)
        except BaseException:
            self._ended(process)
            raise
        if process.done < RECYCLED_AFTER:
            self._idle.append(process)
        else:
            self._ended(process)
        return done

    def _again(self, task: Task[T], part: Part) -> T:
        """Do a part again on which a process died; if the next one does, without the documents that it dies on."""
        try:
            return self._apart(task, part)
        except Died:
            items = self._survivors(part)
        try:
            return self._apart(task, msgspec.structs.replace(part, items=items))
        except Died:
            hint = "they may run out of memory: use fewer with -j"
            raise PipelineError("a worker process died, and so did those after it", hint) from None

    def _apart(self, task: Task[T], part: Part) -> T:
        process = self._fresh()
        try:
            return process.ask(task, part)
        finally:
            self._ended(process)

    def _survivors(self, part: Part) -> list[Item]:
        """Return the items of a part, with the record of what happened in the place of each that kills a process."""
        process = self._fresh()
        items = list(part.items)
        try:
            for at, item in enumerate(part.items):
                if not isinstance(item, Located):
                    continue
                try:
                    process.ask(results, Part(0, [item], ""))
                except Died:
                    items[at] = parts.set_aside(item, DIED, DIED_HINT)
                    self._ended(process)
                    process = self._fresh()
        finally:
            self._ended(process)
        return items

    def _fresh(self) -> Process:
        process = Process(*self._with)
        self._all.add(process)
        if self._stopped:
            process.end()
            raise PipelineError("interrupted", "--resume goes on where it stopped")
        return process

    def _ended(self, process: Process) -> None:
        process.end()
        self._all.discard(process)


def _block_interrupts() -> None:
    """Keep interrupts from this thread, and so from the processes it starts: the main thread takes them."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
