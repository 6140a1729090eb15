"""Syndicated copies: articles that say nothing but what an earlier one says, so that it is counted once.

An article is a copy if nine tenths of its runs of five words stand in an earlier one: outlets cut what they take over,
and put a line of their own before it. One that is alike to 0.7 (Jaccard) is a copy as well, as in data sets
(:mod:`onrecord.export.near_duplicates`). The earliest is the article, the others its copies.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.export.syndication import Entry, age

if TYPE_CHECKING:
    from onrecord.aggregate.run import Run
    from onrecord.export.near_duplicates import NearDuplicates

ALIKE = 0.7
CONTAINED = 0.9
# Copies are looked for among articles this much alike: what is cut to less than half is seldom found.
_LOOKED_AT = 0.5
COLUMNS = ("doc_id VARCHAR", "copy_of VARCHAR", "similarity DOUBLE", "contained DOUBLE")


def make(run: Run) -> None:
    """Make the tables ``copies`` (a row for each copy) and ``originals`` (the names of all other documents).

    Raises:
        InputError: if rensa is not installed.
    """
    from onrecord.export import near_duplicates

    fields = "doc_id, sha256, published, publisher, url"
    entries = [Entry(*(*row, 0)) for row in run.rows(f"SELECT {fields} FROM documents")]
    found = near_duplicates.find(lambda: _texts(run), _LOOKED_AT)
    run.make("copies", COLUMNS, sorted(_copies(entries, found)))
    originals = "SELECT doc_id FROM documents WHERE doc_id NOT IN (SELECT doc_id FROM copies)"
    run.execute(f"CREATE OR REPLACE TABLE originals AS {originals}")


def _texts(run: Run) -> Iterator[str]:
    for (text,) in run.rows("SELECT text FROM documents"):
        yield text


def _copies(entries: list[Entry], found: NearDuplicates) -> Iterator[tuple[str, str, float, float]]:
    """Yield (copy, article, similarity, share of the copy that stands in the article), in the order of time."""
    for group in found.groups:
        kept: list[int] = []
        for number in sorted(group, key=lambda n: age(entries[n])):
            measured = [(found.containment(number, one), found.similarity(number, one), one) for one in kept]
            fits = [(inside, alike, -one) for inside, alike, one in measured if inside >= CONTAINED or alike >= ALIKE]
            if not fits:
                kept.append(number)
                continue
            inside, alike, one = max(fits)
            yield entries[number].doc_id, entries[-one].doc_id, round(alike, 4), round(inside, 4)
