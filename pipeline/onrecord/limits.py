"""How long a document may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeLimit(Exception):
    """A document took longer than it may."""


@contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """Raise :class:`TimeLimit` in the block if it is not done after so many seconds of wall time.

    It works by an alarm signal, so it takes effect between two steps of Python, in the main thread of a process,
    and on systems that have such signals. Elsewhere nothing limits the time.
    """
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if seconds is None or not able:
        yield
        return

    def expired(number: int, frame: FrameType | None) -> None:
        raise TimeLimit(f"not done after {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, expired)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
