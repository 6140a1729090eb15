"""Items of the input in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.batch.parts import SIZE, Part, digest
from onrecord.ingest import Item, Located


def parted(items: Iterable[Item]) -> Iterator[Part]:
    """Group items into parts, with what was set aside on the way."""
    group: list[Item] = []
    documents = number = 0
    for item in items:
        group.append(item)
        documents += isinstance(item, Located)
        if documents == SIZE:
            yield Part(number, group, digest(group))
            group, documents, number = [], 0, number + 1
    if group:
        yield Part(number, group, digest(group))
