"""Measures on public corpora, by the rules of those who work with them; see ``docs/benchmarks.md``.

Example::

    run("tempeval3", "data/tempeval3").rows
"""

from onrecord.benchmark.results import Result, Row
from onrecord.benchmark.runner import find, run
from onrecord.benchmark.task import Task
from onrecord.benchmark.tasks import TASKS

__all__ = ["TASKS", "Result", "Row", "Task", "find", "run"]
