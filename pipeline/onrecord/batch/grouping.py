"""Items of the input in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from onrecord.batch.outcomes import SIZE
from onrecord.batch.parts import Part, digest
from onrecord.ingest import Item, Located

# What one part may hold at most beside its number of documents, so that odd input needs no more memory than other:
# characters of text, and items, most of which were set aside.
MOST_CHARACTERS = 1_000_000
MOST_ITEMS = 1_000


def parted(items: Iterable[Item], position: Callable[[], int] = int) -> Iterator[Part]:
    """Group items into parts, with what was set aside on the way.

    Args:
        items: What was read.
        position: Tells how many bytes of the input have been read.
    """
    group: list[Item] = []
    documents = characters = number = 0
    for item in items:
        group.append(item)
        if isinstance(item, Located):
            documents, characters = documents + 1, characters + len(item.document.text)
        if documents == SIZE or characters >= MOST_CHARACTERS or len(group) == MOST_ITEMS:
            yield Part(number, group, digest(group), position())
            group, number = [], number + 1
            documents = characters = 0
    if group:
        yield Part(number, group, digest(group), position())
