"""What a benchmark is made of: documents with what is annotated in them, and how an output is counted against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from spacy.tokens import Doc

from onrecord.formats.conversion import Conversion
from onrecord.schema import Document

Counted = Mapping[str, tuple[int, int, int]]
"""Of one document, for each measure: how many are right, in gold, and predicted."""


class Gold(Protocol):
    """A document with what is annotated in it."""

    @property
    def document(self) -> Document:
        """The document."""


class Measure(NamedTuple):
    """One figure.

    Attributes:
        key: Its name in files.
        label: What tables call it.
        kind: F1, or a share of what could be judged: then gold and predicted counts are the same.
    """

    key: str
    label: str
    kind: Literal["F1", "accuracy"] = "F1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A benchmark.

    Attributes:
        name: What the command calls it.
        title: What it is, in a line.
        place: Where the part used for development lies in a folder of all corpora.
        part: Which part of the corpus that is.
        files: What is looked for.
        get: Where the corpus comes from.
        measures: What is measured.
        golds: Yields the documents of a folder.
        count: Counts what the pipeline made of a document against what is annotated there.
        stages: Whether the stages are needed, or the backbone's tags, trees and sentences alone.
    """

    name: str
    title: str
    place: str
    part: str
    files: str
    get: str
    measures: tuple[Measure, ...]
    golds: Callable[[Path, Conversion], Iterator[Gold]]
    count: Callable[[Any, Doc], Counted]
    stages: bool = True
