"""Copies of one article: which is kept, and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onrecord.export.facts import Settings
from onrecord.export.near_duplicates import NearDuplicates
from onrecord.schema import Document


class Entry(msgspec.Struct, frozen=True):
    """What is known of a document without its text, and which run it comes from."""

    doc_id: str
    sha256: str
    published: str | None
    publisher: str | None
    url: str | None
    run: int

    @classmethod
    def of(cls, document: Document, run: int) -> Entry:
        """Leave the text of a document out."""
        return cls(document.doc_id, document.sha256, document.published, document.publisher, document.url, run)


class Copy(msgspec.Struct, frozen=True):
    """A line of ``copies.jsonl``: a document that says what a kept one says.

    Attributes:
        doc_id: The copy.
        kept: The document that stands for it.
        similarity: Jaccard similarity of the two, 1.0 where all their words are the same.
        removed: Whether the copy was left out of the splits.
    """

    doc_id: str
    kept: str
    similarity: float
    sha256: str
    publisher: str | None
    published: str | None
    url: str | None
    removed: bool


def age(entry: Entry) -> tuple[str, str, str]:
    """Return what documents are ordered by: the earliest first, then by the hash of the text and by name.

    A date that stops at the day (month, year) counts as its end, for what is dated to the hour on that day was
    seen to be there by then; a document without a date comes last.
    """
    return _instant(entry.published), entry.sha256, entry.doc_id


def _instant(published: str | None) -> str:
    from datetime import UTC, datetime

    if published is None:
        return "~"
    if "T" in published:
        # Years below 1000 keep their zeros in isoformat, so that strings sort as times do.
        return datetime.fromisoformat(published).astimezone(UTC).isoformat(timespec="microseconds")
    return published + {4: "-12-31~", 7: "-31~", 10: "~"}[len(published)]


def copies(entries: Sequence[Entry], found: NearDuplicates, settings: Settings) -> dict[int, Copy]:
    """Choose which documents are kept, and return the others by number.

    From the earliest on, a document is kept unless it is a near-duplicate of one kept before. Similarity is not
    transitive: a document connected to a kept one only through others is kept too, so that nothing is left out
    for which the data set holds no near-duplicate.
    """
    chosen: dict[int, Copy] = {}
    for group in found.groups:
        kept: list[int] = []
        for number in sorted(group, key=lambda n: age(entries[n])):
            similar = [(found.similarity(number, other), -place) for place, other in enumerate(kept)]
            best, place = max(similar, default=(0.0, 0))
            if best < settings.threshold:
                kept.append(number)
            else:
                chosen[number] = _copy(entries[number], entries[kept[-place]], best, settings)
    return dict(sorted(chosen.items()))


def _copy(entry: Entry, kept: Entry, similarity: float, settings: Settings) -> Copy:
    return Copy(
        doc_id=entry.doc_id,
        kept=kept.doc_id,
        similarity=round(similarity, 4),
        sha256=entry.sha256,
        publisher=entry.publisher,
        published=entry.published,
        # Addresses hold headlines, and headlines hold names.
        url=None if settings.names == "dropped" else entry.url,
        removed=not settings.keep_copies,
    )
