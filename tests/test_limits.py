"""Time limits: what they count, and that nothing that is called keeps one from being noticed."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time

import pytest

from onrecord import limits
from onrecord.limits import TimeLimit, deadline

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="has no such signals")
NUMBERS = (signal.SIGPROF, signal.SIGALRM)


def work(seconds: float) -> None:
    """Keep the processor busy."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_what_takes_too_long_ends_and_leaves_nothing_behind() -> None:
    before = [signal.getsignal(number) for number in NUMBERS]
    with pytest.raises(TimeLimit, match=r"^not done after 0.05 seconds$"), deadline(0.05):
        work(60)
    assert [signal.getsignal(number) for number in NUMBERS] == before
    assert signal.getitimer(signal.ITIMER_PROF) == signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_the_time_of_the_clock_does_not_count() -> None:
    # As on a machine that has no time for this process.
    with deadline(0.1):
        time.sleep(0.4)


def test_what_waits_for_ever_ends_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_CLOCK", 0.1)
    with pytest.raises(TimeLimit), deadline(0.1):
        time.sleep(60)


def test_an_error_that_is_swallowed_is_raised_at_the_end() -> None:
    done = []
    with pytest.raises(TimeLimit), deadline(0.05):
        try:
            work(60)
        except Exception:
            done.append("went on")
    assert done == ["went on"]


def test_an_error_that_is_swallowed_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_AGAIN", 0.05)
    with pytest.raises(TimeLimit), deadline(0.05):
        for _ in range(2):
            try:
                work(60)
            except TimeLimit:
                continue
        work(60)


def test_another_error_made_of_it_is_none() -> None:
    with pytest.raises(TimeLimit), deadline(0.05):
        try:
            work(60)
        except TimeLimit:
            raise ValueError("cannot be parsed") from None


def test_errors_of_the_block_are_its_own() -> None:
    with pytest.raises(ValueError, match="cannot be parsed"), deadline(10):
        raise ValueError("cannot be parsed")


def test_in_another_thread_nothing_is_limited() -> None:
    errors = []

    def limited() -> None:
        try:
            with deadline(0.05):
                work(0.2)
        except TimeLimit as error:
            errors.append(error)

    thread = threading.Thread(target=limited)
    thread.start()
    thread.join()
    assert errors == []


@pytest.mark.parametrize("ends", [True, False])
def test_a_process_that_nothing_reaches_ends_itself_if_it_was_told_to(ends: bool) -> None:
    code = f"""
import signal, time
from onrecord import limits
limits._CLOCK, limits._PATIENCE = 0.0, 0.2
if {ends}:
    limits.end_process_when_stuck()
with limits.deadline(0.1):
    signal.pthread_sigmask(signal.SIG_BLOCK, {{signal.SIGALRM, signal.SIGPROF}})
    time.sleep(1)
print("came back")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == ((1, "") if ends else (0, "came back\n"))
