"""Who does the parts: this process, several of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Literal, get_args

import msgspec
from spacy.language import Language

from onrecord.batch import parts, workers
from onrecord.batch.outcomes import Work
from onrecord.batch.parts import Part, Written
from onrecord.batch.storage import Storage
from onrecord.errors import InputError
from onrecord.schema import Model

Name = Literal["local", "ray"]


class Engine(msgspec.Struct, frozen=True):
    """Who does the parts of a run, which says nothing about what comes of them.

    Attributes:
        name: ``local`` for processes of this machine, ``ray`` for actors of a Ray cluster.
        jobs: Number of processes or actors.
        address: Address of a running Ray cluster.
    """

    name: Name = "local"
    jobs: int = 1
    address: str | None = None

    @property
    def alone(self) -> bool:
        """Whether this process does all itself."""
        return self.name == "local" and self.jobs == 1

    def __post_init__(self) -> None:
        """Refuse what does not go together.

        Raises:
            InputError: if there is no such engine, or an address for one that has none.
        """
        if self.name not in get_args(Name):
            raise InputError(f"no engine is called {self.name!r}", f"choose one of {', '.join(get_args(Name))}")
        if self.address is not None and self.name != "ray":
            raise InputError(f"an address of Ray ({self.address}), but not its engine", "add --engine ray")


def written(
    engine: Engine, found: Iterable[Part], nlp: Language, model: str, described: Model, work: Work, place: Storage
) -> Generator[Written]:
    """Write parts and yield what became of them, in order.

    Args:
        engine: Who does it.
        found: The parts.
        nlp: The pipeline.
        model: Its name or folder, for others to load it.
        described: What it is.
        work: What is to be done with every part.
        place: Where the files go.

    Raises:
        InputError: if the storage cannot be written to, or a library of the engine is not installed.
        PipelineError: if a process cannot load the pipeline, or loads another.
    """
    if engine.name == "ray":
        from onrecord.batch import cluster

        return cluster.written(
            found, place, jobs=engine.jobs, address=engine.address, model=model, expected=described, work=work
        )
    if not engine.alone:
        return workers.Workers(engine.jobs, model, described, work, place.url).each(workers.write, found)
    return (parts.write(nlp, part, work, place) for part in found)
