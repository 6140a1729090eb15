"""Duplicates of earlier documents, found as documents stream by.

Two texts with the same words are duplicates, letter case and punctuation aside; so are two whose sets of shingles are
similar enough. Each cluster is known by its first document, and a text is compared with those alone: how many copies a
text has makes no difference, and no chain of small changes joins unlike ones. Signatures and shingles of first
documents lie in a temporary file, so that memory does not grow with the input.
"""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from onrecord.ingest.need import need
from onrecord.schema.document import sha256_of

_CACHE_KIB = 16 << 10
_MOST_COMPARED = 200


class Match(msgspec.Struct, frozen=True):
    """The cluster a text belongs to: the name of its first document, and how similar they are."""

    doc_id: str
    similarity: float


class Duplicates:
    """The first documents of all clusters so far; used as a context manager."""

    def __init__(self, similarity: float) -> None:
        """Begin with none.

        Args:
            similarity: Least Jaccard similarity of two near-duplicates.

        Raises:
            InputError: if rensa is not installed.
        """
        from onrecord.export import near_duplicates
        from onrecord.export.shingles import Shingler

        need("rensa")
        self._similarity = similarity
        self._bands = near_duplicates.bands(similarity)
        self._signature = near_duplicates.signatures
        self._rows = near_duplicates.ROWS
        self._shingler = Shingler()
        # An empty name is a file of SQLite's own, which goes with the connection.
        self._store = sqlite3.connect("", isolation_level=None)
        self._store.executescript(
            f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-{_CACHE_KIB};"
            "CREATE TABLE first (id INTEGER PRIMARY KEY, words BLOB, doc_id TEXT, shingles BLOB);"
            "CREATE UNIQUE INDEX same ON first (words);"
            "CREATE TABLE band (key INTEGER, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;"
            "BEGIN"
        )
        self._last: tuple[bytes, Any, list[int]] = (b"", None, [])

    def __enter__(self) -> Duplicates:
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Remove the temporary file."""
        self._store.close()

    def find(self, text: str) -> Match | None:
        """Return the cluster that a text belongs to, the most similar one; None if it is like no earlier document."""
        from onrecord.export.shingles import jaccard

        shingles = self._shingler(text)
        # A text without a word has nothing to be compared by but itself.
        words = bytes.fromhex(sha256_of(text)) if not len(shingles) else _digest(shingles.tobytes())
        keys = self._keys(shingles) if len(shingles) else []
        self._last = (words, shingles, keys)
        same = self._store.execute("SELECT doc_id FROM first WHERE words = ?", (words,)).fetchone()
        if same is not None:
            return Match(_name(same[0]), 1.0)
        best: Match | None = None
        for doc_id, blob in self._candidates(keys):
            similarity = jaccard(shingles, _array(blob))
            if similarity >= self._similarity and (best is None or similarity > best.similarity):
                best = Match(_name(doc_id), similarity)
        return None if best is None else Match(best.doc_id, round(best.similarity, 4))

    def _candidates(self, keys: list[int]) -> list[tuple[bytes, bytes]]:
        if not keys:
            return []
        marks = ",".join("?" * len(keys))
        # Those with most bands in common first; unrelated texts that share a stock paragraph have few.
        query = (
            f"SELECT doc_id, shingles FROM (SELECT id AS found, COUNT(*) AS shared FROM band WHERE key IN ({marks})"
            f" GROUP BY id ORDER BY shared DESC, id LIMIT {_MOST_COMPARED}) JOIN first ON first.id = found"
            " ORDER BY shared DESC, id"
        )
        return self._store.execute(query, keys).fetchall()

    def add(self, doc_id: str) -> None:
        """Take the text last looked for as the first of a cluster, under its name."""
        words, shingles, keys = self._last
        cursor = self._store.execute(
            "INSERT INTO first (words, doc_id, shingles) VALUES (?, ?, ?)",
            (words, doc_id.encode("utf-8", "surrogatepass"), shingles.tobytes()),
        )
        rows = [(key, cursor.lastrowid) for key in keys]
        self._store.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", rows)

    def _keys(self, shingles: Any) -> list[int]:
        import numpy as np

        (row,) = self._signature([shingles], self._bands * self._rows)
        parts = row.reshape(self._bands, self._rows)
        # A band's number is part of its key: equal rows of different bands are no match.
        numbered = np.concatenate([np.arange(self._bands, dtype=np.uint32)[:, None], parts], axis=1)
        return [int.from_bytes(_digest(band.tobytes())[:8], "little", signed=True) for band in numbered]


def _digest(data: bytes) -> bytes:
    import hashlib

    return hashlib.blake2b(data, digest_size=16).digest()


def _array(blob: bytes) -> Any:
    import numpy as np

    return np.frombuffer(blob, dtype=np.uint64)


def _name(doc_id: bytes) -> str:
    return doc_id.decode("utf-8", "surrogatepass")
