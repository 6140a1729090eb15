"""One process that has the pipeline, and what becomes of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from spacy.language import Language

from onrecord.assemble import load_to_stay
from onrecord.batch import parts
from onrecord.batch.outcomes import Work
from onrecord.batch.parts import Part, Result, Written
from onrecord.batch.storage import Storage, storage
from onrecord.errors import OnrecordError, PipelineError
from onrecord.fingerprint import describe
from onrecord.limits import end_process_when_stuck
from onrecord.schema import Model

T = TypeVar("T")
Task = Callable[[Part], T]
# Threads start processes one at a time: the standard library does not promise that they may do so together.
_starting = threading.Lock()


class Died(Exception):
    """A process ended before its answer came."""


class Process:
    """A process with the pipeline that does one part after the other.

    Attributes:
        done: How many it has done.
    """

    def __init__(self, model: str, expected: Model, work: Work, folder: str) -> None:
        """Start it; it loads the pipeline while others go on.

        Args:
            model: The pipeline by name or folder.
            expected: What the pipeline has to be.
            work: What is to be done with every part.
            folder: Where :func:`write` puts its files.
        """
        # Spawned, not forked: the threads of an ONNX session do not survive a fork.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, model, expected, work, folder), daemon=True)
        with _starting:
            self._process.start()
        # Only the process itself has this end now, so that its end is noticed here, and ours there.
        theirs.close()
        self._ready = False
        # Two threads that close a pipe at a time may close a file that another has just opened.
        self._ending = threading.Lock()
        self.done = 0

    def ask(self, task: Task[T], part: Part) -> T:
        """Return what a task, :func:`write` or :func:`results`, returns for a part.

        Raises:
            Died: if the process ends, which it also does if it is stuck where the time limit does not reach.
            OnrecordError: what the task raises.
        """
        try:
            if not self._ready:
                # However long it takes: the pipeline may lie on a slow disk.
                self._ready = True
                if (failed := self._pipe.recv()) is not None:
                    raise failed
            self._pipe.send((task, part))
            answer = self._pipe.recv()
        except (EOFError, OSError):
            raise Died from None
        if isinstance(answer, Exception):
            raise answer
        self.done += 1
        return answer  # type: ignore[no-any-return]

    def kill(self) -> None:
        """End it, whatever it does: its files appear complete or not at all. Who waits for an answer is told."""
        self._process.kill()
        self._process.join()

    def end(self) -> None:
        """End it when nobody waits for an answer any more; once is enough, and several threads may."""
        with self._ending:
            self.kill()
            self._pipe.close()


_nlp: Language
_work: Work
_place: Storage


def _serve(pipe: Connection[Any, Any], model: str, expected: Model, work: Work, folder: str) -> None:
    """Load the pipeline once, then do what is asked until nobody asks any more."""
    global _nlp, _work, _place
    # An interrupt is for the process that started this one, which ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    end_process_when_stuck()
    try:
        _nlp, _work, _place = load_to_stay(model), work, storage(folder)
        _check(describe(_nlp), expected)
    except Exception as error:  # noqa: BLE001 (it is the answer)
        pipe.send(_portable(error))
        return
    pipe.send(None)
    while True:
        try:
            task, part = pipe.recv()
        except EOFError:
            return
        pipe.send(_answer(task, part))


def _check(found: Model, expected: Model) -> None:
    """Raise an error if a process has another pipeline: it is on another machine, or the model was replaced."""
    if found != expected:
        fault = f"a process has another pipeline, {found.name} {found.version} ({found.fingerprint})"
        named = f"{expected.name} {expected.version} ({expected.fingerprint})"
        raise PipelineError(fault, f"install {named} on all machines, with the same onrecord, and leave it for the run")


def _answer(task: Task[T], part: Part) -> T | Exception:
    try:
        return task(part)
    except Exception as error:  # noqa: BLE001 (it is the answer)
        return _portable(error)


def _portable(error: Exception) -> Exception:
    """Return an error that can be sent and says the same: others may not be made again from what they hold."""
    if isinstance(error, OnrecordError):
        return error
    return PipelineError(f"{type(error).__name__}: {error}", "this is a bug, report it")


def _leave_with_parent() -> None:
    """End this process as soon as the one that started it has ended, even by a kill."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def write(part: Part) -> Written:
    """Write a part, in a process that has the pipeline."""
    return parts.write(_nlp, part, _work, _place)


def results(part: Part) -> list[Result]:
    """Return what became of the items of a part, in a process that has the pipeline."""
    return parts.results(_nlp, part, _work)
