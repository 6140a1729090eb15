"""Scores of parts of the documents: by publisher, by year, by any field of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.errors import InputError
from onrecord.evaluate.bootstrap import intervals, resampled_f1
from onrecord.evaluate.counts import Table
from onrecord.evaluate.measures import ALL
from onrecord.evaluate.scores import Score, score
from onrecord.schema import Document

KIND = "kind"
_FIELDS = ("doc_id", "published", "title", "url", "publisher", "language")
# How much of an ISO 8601 date the two say.
_PERIODS = {"year": 4, "month": 7}
UNKNOWN = "unknown"


class Part(NamedTuple):
    """The scores of the documents that have the same values.

    Attributes:
        values: Value by field; ``kind`` is among them if the scores are of one kind.
        documents: Number of documents.
        scores: Of the spans, attributes and links, of one kind or of all together.
    """

    values: dict[str, str]
    documents: int
    scores: list[Score]


def check(by: Sequence[str]) -> None:
    """Refuse what a document cannot be parted by.

    Raises:
        InputError: naming what it can be.
    """
    possible = (*_FIELDS, *_PERIODS, KIND)
    for name in by:
        if name not in possible:
            raise InputError(f"cannot break down by {name!r}", f"take {', '.join(possible)}")


def break_down(counted: Table, by: Sequence[str], resamples: int, seed: int) -> list[Part]:
    """Return the scores of every group of documents, in the order of the values.

    With ``kind`` among the fields there is one part per group and kind, without it one per group over all kinds.
    Intervals resample the documents of the group alone.
    """
    fields = [name for name in by if name != KIND]
    groups: dict[tuple[str, ...], list[int]] = {}
    for at, document in enumerate(counted.documents):
        groups.setdefault(tuple(value(document, name) for name in fields), []).append(at)
    kinds = list(dict.fromkeys(measure.kind for measure in counted.measures))
    wanted = [kind for kind in kinds if (kind != ALL) == (KIND in by)]
    parts = []
    for values in sorted(groups):
        rows = counted.counts[groups[values]]
        draws = resamples if len(rows) > 1 else 0
        for kind in wanted:
            columns = [at for at, measure in enumerate(counted.measures) if measure.kind == kind]
            found = intervals(resampled_f1(rows[:, columns], draws, seed), len(rows))
            sums = rows[:, columns].sum(axis=0)
            scores = [score(counted.measures[column], sums[at], found[at]) for at, column in enumerate(columns)]
            about = dict(zip(fields, values, strict=True))
            parts.append(Part({name: about.get(name, kind) for name in by}, len(rows), scores))
    return parts


def value(document: Document, name: str) -> str:
    """Return what a document is grouped by, ``unknown`` where it does not say."""
    if name in _PERIODS:
        published = document.published
        return published[: _PERIODS[name]] if published and len(published) >= _PERIODS[name] else UNKNOWN
    found = getattr(document, name)
    return UNKNOWN if found is None else str(found)
