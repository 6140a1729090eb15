"""What a terminal shows of a run under way: documents, rate, and the time left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.cli.console import errors

if TYPE_CHECKING:
    from onrecord.batch import Step

Advance = Callable[["Step"], None]
# Seconds before a rate is worth showing.
_SETTLED = 1.0


class Rate:
    """How fast a run goes, and how long it will take, by the bytes of its input."""

    def __init__(self, total: int | None) -> None:
        """Begin; ``total`` is the size of the input where it is known."""
        self._total = total
        self._begun: float | None = None
        self._words = self._from = self._position = 0
        self.documents = 0

    def add(self, step: Step, now: float) -> None:
        """Count a step; what an earlier session did is no part of the speed."""
        self.documents += step.counts.documents + step.counts.quarantined
        self._position = step.position
        if step.resumed or self._begun is None:
            # The first step comes when the pipeline has been loaded, and it is not known for how long before.
            self._begun, self._from = now, step.position
        else:
            self._words += step.counts.words

    def words(self, now: float) -> str:
        """Return words per second, or a dash."""
        seconds = now - self._begun if self._begun is not None else 0.0
        return f"{self._words / seconds:,.0f}" if seconds > _SETTLED else "-"

    def share(self) -> float | None:
        """Return the part of the input that is done, or None where its size is not known."""
        return min(self._position / self._total, 1.0) if self._total else None

    def left(self, now: float) -> str:
        """Return the time left, or nothing where it cannot be told."""
        seconds = now - self._begun if self._begun is not None else 0.0
        done = self._position - self._from
        if not self._total or seconds <= _SETTLED or done <= 0:
            return ""
        minutes, rest = divmod(round(seconds * max(self._total - self._position, 0) / done), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}:{rest:02d} left"


@contextmanager
def shown(size: Callable[[], int | None]) -> Iterator[Advance | None]:
    """Show what has been done on a terminal, and nothing elsewhere.

    Args:
        size: Returns the bytes of the input; asked only where there is a terminal.
    """
    console = errors()
    if not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        BarColumn(pulse_style="cyan"),
        TextColumn("{task.fields[documents]:,} documents"),
        TextColumn("{task.fields[words]} words/s"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
    )
    rate = Rate(size())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("extract", total=None, documents=0, words="-", left="")

        def advance(step: Step) -> None:
            now = bar.get_time()
            rate.add(step, now)
            share = rate.share()
            total = None if share is None else 1.0
            done = 0.0 if share is None else share
            bar.update(
                task,
                total=total,
                completed=done,
                documents=rate.documents,
                words=rate.words(now),
                left=rate.left(now),
            )

        yield advance
