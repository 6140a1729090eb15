"""Syndicated copies: articles that say what an earlier one says, so that what they say is counted once.

Two articles are copies if the Jaccard similarity of their runs of five words is at least :data:`THRESHOLD`, as in data
sets (:mod:`onrecord.export.near_duplicates`). The earliest of them is the article, the others its copies.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.export.syndication import Entry

if TYPE_CHECKING:
    from onrecord.aggregate.run import Run

THRESHOLD = 0.7
COLUMNS = ("doc_id VARCHAR", "copy_of VARCHAR", "similarity DOUBLE")


def make(run: Run) -> None:
    """Make the tables ``copies`` (a row for each copy) and ``originals`` (the names of all other documents).

    Raises:
        InputError: if rensa is not installed.
    """
    from onrecord.export import near_duplicates, syndication
    from onrecord.export.facts import Settings

    fields = "doc_id, sha256, published, publisher, url"
    entries = [Entry(*(*row, 0)) for row in run.rows(f"SELECT {fields} FROM documents")]
    found = near_duplicates.find(lambda: _texts(run), THRESHOLD)
    copies = syndication.copies(entries, found, Settings(threshold=THRESHOLD))
    run.make("copies", COLUMNS, [(copy.doc_id, copy.kept, copy.similarity) for copy in copies.values()])
    originals = "SELECT doc_id FROM documents WHERE doc_id NOT IN (SELECT doc_id FROM copies)"
    run.execute(f"CREATE OR REPLACE TABLE originals AS {originals}")


def _texts(run: Run) -> Iterator[str]:
    for (text,) in run.rows("SELECT text FROM documents"):
        yield text
