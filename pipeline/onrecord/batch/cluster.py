"""Parts through the pipeline on a Ray cluster, in order.

The parts are laid down in the storage that all machines share, and Ray Data gets their numbers only. Every actor of
its pool starts one process with the pipeline, takes parts from the storage and writes what comes of them there, with
the function and the care that the processes of one machine use. So no text goes through Ray, and what a lost machine
was at is done again by another, to the same bytes.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from onrecord import jsonl
from onrecord.batch import process
from onrecord.batch.outcomes import Work
from onrecord.batch.parts import Part, Written, digest
from onrecord.batch.storage import Storage, storage
from onrecord.batch.workers import Workers
from onrecord.errors import OnrecordError, PipelineError
from onrecord.ingest import Located
from onrecord.optional import need
from onrecord.schema import Model, Quarantined

_PATIENCE = 10.0
"""Seconds after which a machine that does not answer is not there."""
_LOST = "see the logs of Ray; --resume goes on where it stopped"


class _Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """An item as it is laid down: one of the two."""

    located: Located | None = None
    quarantined: Quarantined | None = None


class Actor:
    """What runs on the cluster: one process with the pipeline, and somebody who sees to it."""

    def __init__(self, model: str, expected: Model, work: Work, folder: str) -> None:
        """Start the process.

        Args:
            model: The pipeline by name or folder, as it is called on every machine.
            expected: What the pipeline has to be.
            work: What is to be done with every part.
            folder: Where the parts lie and go.

        Raises:
            PipelineError: if this machine has another pipeline than the one that reads the input.
        """
        self._place, self._workers = storage(folder), Workers(1, model, expected, work, folder)
        # Not with the first part: a machine that cannot do any should not take one.
        self._workers.do(process.results, Part(0, [], ""))

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Write the parts whose numbers are given, and return what there is to note in the journal."""
        import numpy as np

        done = (self._workers.do(process.write, taken(self._place, int(number))) for number in batch["part"])
        return {"written": np.array([jsonl.dumps(one) for one in done], dtype=object)}


def written(
    found: Iterable[Part],
    place: Storage,
    *,
    jobs: int,
    address: str | None,
    model: str,
    expected: Model,
    work: Work,
) -> Generator[Written]:
    """Yield what became of every part, in order.

    Args:
        found: The parts.
        place: The storage of the run; a folder has to have the same path on all machines.
        jobs: Number of actors, each of which takes a core.
        address: Address of a running cluster; None for a cluster of this machine alone, or the one that the variable
            ``RAY_ADDRESS`` names.
        model: The pipeline by name or folder.
        expected: What it has to be.
        work: What is to be done with every part.

    Raises:
        MissingLibraryError: if Ray is not installed.
        PipelineError: if the cluster cannot be reached, or gives up.
    """
    with _cluster(need("ray", "ray"), jobs, address) as ray:
        data = need("ray.data", "ray")
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        numbers = [_lay_down(place, part) for part in found]
        if not numbers:
            return
        context = data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        rows = data.from_items([{"part": number} for number in numbers], override_num_blocks=len(numbers))
        folder = place.url if place.folder is None else os.path.abspath(place.folder)
        # An actor that is lost is started again and does what it was at, as often as it takes: documents that kill
        # their process do not kill the actor.
        done = rows.map_batches(
            Actor,
            fn_constructor_args=(model, expected, work, folder),
            batch_size=1,
            num_cpus=1,
            # One part under way and one waiting: enough to keep an actor busy, few enough to lose little.
            compute=data.ActorPoolStrategy(size=jobs, max_tasks_in_flight_per_actor=2),
        )
        try:
            for number, row in zip(numbers, done.iter_rows(), strict=True):
                yield jsonl.loads(row["written"], Written)
                place.remove(_file(number))
        except ray.exceptions.RayError as error:
            raise _told(error) from None


@contextmanager
def _cluster(ray: Any, jobs: int, address: str | None) -> Iterator[Any]:
    """Be part of a cluster while the block runs; one that was joined before is used, and stays."""
    if ray.is_initialized():
        yield ray
        return
    # Ray would tell its makers about every cluster it starts.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    running = address or os.environ.get("RAY_ADDRESS")
    chosen = {"address": running} if running else {"num_cpus": jobs, "include_dashboard": False}
    try:
        _reach(running)
        ray.init(log_to_driver=False, logging_level=logging.ERROR, **chosen)
    except (OSError, ValueError, RuntimeError) as error:
        hint = "start one with `ray start --head`, or leave --ray-address out for one of this machine alone"
        raise PipelineError(f"no Ray cluster at {running or 'this machine'}: {error}", hint) from None
    try:
        yield ray
    finally:
        ray.shutdown()


def _reach(address: str | None) -> None:
    """Raise an OSError where nobody answers at HOST:PORT, because Ray would go on trying for minutes."""
    host, _, port = (address or "").rpartition("://")[2].rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host, int(port)), timeout=_PATIENCE).close()


def _told(error: BaseException) -> OnrecordError:
    """Return the error of ours that an error of Ray is about, or one that says what Ray says."""
    cause: BaseException | None = error
    while cause is not None:
        for one in (cause, getattr(cause, "cause", None)):
            if isinstance(one, OnrecordError):
                return type(one)(one.reason, one.hint)
        cause = cause.__cause__
    return PipelineError(f"Ray gave up: {str(error).strip().splitlines()[-1]}", _LOST)


def _file(number: int) -> str:
    return f".unfinished/items-part-{number:07d}.jsonl"


def _lay_down(place: Storage, part: Part) -> int:
    fields = {name: getattr(part, name) for name in Part.__struct_fields__ if name != "items"}
    entries = (_Entry(located=i) if isinstance(i, Located) else _Entry(quarantined=i) for i in part.items)
    place.write(_file(part.number), b"".join(jsonl.dumps(record) + b"\n" for record in (fields, *entries)))
    return part.number


def taken(place: Storage, number: int) -> Part:
    """Return a part that was laid down.

    Raises:
        PipelineError: if it is not there, or not as it was.
    """
    lines = (place.read(_file(number)) or b"{}").splitlines()
    entries = [jsonl.loads(line, _Entry) for line in lines[1:]]
    items = [entry.located or entry.quarantined for entry in entries]
    fields = jsonl.loads(lines[0])
    if fields.get("digest") != digest(items):
        raise PipelineError(f"{place.url}/{_file(number)}: not as it was written", "is the folder shared by all?")
    return Part(items=items, **fields)
