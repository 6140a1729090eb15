"""The benchmarks there are."""

from __future__ import annotations

from onrecord.benchmark import coreference, meantime, newswire, polnear, tempeval3, ud
from onrecord.benchmark.task import Task
from onrecord.errors import InputError

TASKS: dict[str, Task] = {
    task.name: task
    for task in (tempeval3.TASK, polnear.TASK, newswire.TASK, meantime.TASK, ud.EWT, ud.GUM, coreference.TASK)
}


def get(name: str) -> Task:
    """Return a benchmark by name.

    Raises:
        InputError: if there is none of that name.
    """
    if name not in TASKS:
        raise InputError(f"no benchmark {name!r}", f"there are {', '.join(TASKS)}, and all")
    return TASKS[name]
