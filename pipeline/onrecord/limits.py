"""How long a document may take."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType

# Seconds by the clock beyond those of the processor: for what waits for something that never comes. Long, because a
# process may also have to wait for others.
_CLOCK = 600.0
# Further seconds by the clock after which a process that nothing reaches ends itself.
_PATIENCE = 60.0
# What is called in between may have swallowed the error, so it comes again.
_AGAIN = 1.0
_ends_itself = False


class TimeLimit(Exception):
    """A document took longer than it may."""


def end_process_when_stuck() -> None:
    """Let deadlines end this process where native code does not come back to see a signal."""
    global _ends_itself
    _ends_itself = True


@contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """Raise :class:`TimeLimit` if the block takes more than so many seconds of the processor's time.

    Seconds of the processor, not of the clock, so that the same block keeps within its limit or does not however busy
    the machine is. By the clock it has ten minutes more. It works by signals, so it takes effect between two steps of
    Python, in the main thread of a process, and on systems that have such signals. Elsewhere nothing limits the time.
    """
    if seconds is None:
        yield
        return
    with _watched(seconds + _CLOCK + _PATIENCE) if _ends_itself else nullcontext(), _alarmed(seconds):
        yield


@contextmanager
def _alarmed(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    expired = over = False
    said = f"not done after {seconds:g} seconds"

    def expire(number: int, frame: FrameType | None) -> None:
        nonlocal expired
        if not over:
            expired = True
            raise TimeLimit(said)

    timers = ((signal.ITIMER_PROF, signal.SIGPROF, seconds), (signal.ITIMER_REAL, signal.SIGALRM, seconds + _CLOCK))
    before = [signal.signal(number, expire) for _, number, _ in timers]
    for timer, _, limit in timers:
        signal.setitimer(timer, limit, _AGAIN)
    try:
        yield
    except Exception:
        # Code that was interrupted may have made another error of it.
        if not expired:
            raise
    finally:
        over = True
        for timer, _, _ in timers:
            signal.setitimer(timer, 0)
        for (_, number, _), handler in zip(timers, before, strict=True):
            # One that was not set from Python cannot be set again.
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
    if expired:
        # Or have gone on as if nothing had happened, with a part of its work undone.
        raise TimeLimit(said)


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """End this process if the block is not done after so many seconds by the clock, whatever holds it."""
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
