"""A benchmark from its corpus to its figures."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path

import numpy as np

from onrecord.benchmark import tasks
from onrecord.benchmark.counting import counted
from onrecord.benchmark.published import published
from onrecord.benchmark.results import Result, Row
from onrecord.benchmark.task import Gold, Measure, Task
from onrecord.errors import InputError
from onrecord.evaluate.bootstrap import RESAMPLES, SEED, intervals, resampled_f1
from onrecord.evaluate.counts import GOLD, PRED, RIGHT, Counts
from onrecord.evaluate.scores import f1
from onrecord.formats.conversion import Conversion


def run(
    name: str,
    data: str | os.PathLike[str],
    *,
    model: str = "en_onrecord",
    limit: int | None = None,
    jobs: int = 1,
    resamples: int = RESAMPLES,
    progress: Callable[[], None] | None = None,
) -> Result:
    """Measure a model on a public corpus, from raw text.

    Args:
        name: Name of a benchmark.
        data: The corpus, or the part of it to be measured.
        model: Installed model, or the folder of one.
        limit: Most documents to read.
        jobs: Number of processes.
        resamples: Bootstrap resamples for the intervals; 0 for none.
        progress: Called after every document.

    Raises:
        InputError: if there is no such benchmark, or the data are not what it needs.
        PipelineError: if the model cannot be loaded or run.
    """
    task = tasks.get(name)
    path, conversion = Path(data), Conversion()
    golds = islice(_golds(task, path, conversion), limit)
    # The first is read before the model is loaded, so that what is missing is said at once.
    first = list(islice(golds, 1))
    if not first:
        raise _nothing(task, path, conversion)
    described, results = counted(task, chain(first, golds), model, jobs)
    table = []
    for one in results:
        table.append([one[measure.key] for measure in task.measures])
        if progress is not None:
            progress()
    counts = np.array(table, dtype=np.int64)
    return Result(
        benchmark=task.name,
        title=task.title,
        part=task.part,
        data=path.name,
        documents=len(table),
        limit=limit,
        model=described,
        rows=_rows(task.measures, counts, resamples),
        published=published(task.name),
        warnings=[*conversion.failures, *(f"{number:,} {what}" for what, number in conversion.notes.items())],
    )


def find(task: Task, data: str | os.PathLike[str]) -> Path:
    """Return where the corpus of a benchmark lies in a folder of all of them.

    Raises:
        InputError: if it is not there.
    """
    path = Path(data, task.place)
    if not path.exists():
        raise InputError(f"{path}: not there", f"{task.name} needs {task.files}; get them from {task.get}")
    return path


def _golds(task: Task, path: Path, conversion: Conversion) -> Iterator[Gold]:
    if not path.exists():
        raise InputError(f"{path}: not there", f"{task.name} needs {task.files}; get them from {task.get}")
    try:
        yield from task.golds(path, conversion)
    except InputError as error:
        raise InputError(error.reason, f"{task.name} needs {task.files}; get them from {task.get}") from None


def _nothing(task: Task, path: Path, conversion: Conversion) -> InputError:
    if conversion.failures:
        return InputError(f"{path}: no document could be read, first: {conversion.failures[0]}")
    return InputError(f"{path}: no documents", f"{task.name} needs {task.files}; get them from {task.get}")


def _rows(measures: tuple[Measure, ...], counts: Counts, resamples: int) -> list[Row]:
    sums = counts.sum(axis=0)
    scores = f1(sums)
    ranges = intervals(resampled_f1(counts, resamples, SEED), len(counts))
    rows = []
    for measure, total, score, interval in zip(measures, sums, scores, ranges, strict=True):
        right, gold, pred = (int(total[what]) for what in (RIGHT, GOLD, PRED))
        rows.append(Row(measure, gold, pred, right, None if np.isnan(score) else float(score), interval))
    return rows
