"""Which texts are near-duplicates of each other.

Two texts are near-duplicates if the Jaccard similarity of their shingles reaches a threshold. MinHash signatures
(rensa) with banding propose pairs; every proposal is then measured on the shingles themselves, so that no pair is
false, and the bands are chosen so that a pair at the threshold goes unseen once in a million. Texts that share no
band are never compared: time grows with the number of texts and of proposals, not with the square.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.export.shingles import Shingler, contained, jaccard
from onrecord.optional import need

if TYPE_CHECKING:
    from onrecord.export.shingles import Shingles

# Rows of a band: at 4, unrelated articles (similarity below 0.05) share one of 51 bands once in 3,000 pairs.
ROWS = 4
_UNSEEN = 1e-6
_SEED = 20_250_305
_CHUNK = 1024
# Six standard errors of a similarity estimated from 200 hashes: below it a proposal is not worth measuring.
_MARGIN = 0.2


def bands(threshold: float) -> int:
    """Return how many bands it takes to see a pair at the threshold all but once in a million."""
    return 1 if threshold >= 1 else math.ceil(math.log(_UNSEEN) / math.log(1 - threshold**ROWS))


class NearDuplicates:
    """What :func:`find` found among numbered texts.

    Attributes:
        groups: Numbers of texts that near-duplicates connect, directly or through others; ascending, as are the
            groups by their first text. Texts without a near-duplicate are in none.
    """

    def __init__(self, alike: Sequence[int], shingles: dict[int, Shingles], connected: Iterable[Iterable[int]]) -> None:
        """Take for each text the first one with its very words, and which of those are connected."""
        self._alike = alike
        self._shingles = shingles
        group_of = {first: number for number, firsts in enumerate(connected) for first in firsts}
        members: dict[tuple[str, int], list[int]] = {}
        for text, first in enumerate(alike):
            key = ("connected", group_of[first]) if first in group_of else ("same words", first)
            members.setdefault(key, []).append(text)
        self.groups = [texts for texts in members.values() if len(texts) > 1]

    def similarity(self, one: int, other: int) -> float:
        """Return the Jaccard similarity of two texts of one group."""
        first, second = self._alike[one], self._alike[other]
        return 1.0 if first == second else jaccard(self._shingles[first], self._shingles[second])

    def containment(self, one: int, other: int) -> float:
        """Return how much of a text stands in another of its group: the share of its shingles that are there."""
        first, second = self._alike[one], self._alike[other]
        return 1.0 if first == second else contained(self._shingles[first], self._shingles[second])


def find(texts: Callable[[], Iterable[str]], threshold: float) -> NearDuplicates:
    """Find the near-duplicates among texts.

    Args:
        texts: Yields the texts in the same order each time; it is called twice, so that a corpus is streamed
            and only the shingles of texts that may have a near-duplicate are held.
        threshold: Least Jaccard similarity of a pair.

    Raises:
        InputError: if rensa is not installed.
    """
    alike, firsts, signatures = _signatures(texts(), bands(threshold) * ROWS)
    buckets = _buckets(signatures)
    wanted = {firsts[row] for bucket in buckets for row in bucket.tolist()}
    shingler = Shingler()
    shingles = {number: shingler(text) for number, text in enumerate(texts()) if number in wanted}
    connected = _connect(buckets, signatures, [shingles.get(first) for first in firsts], threshold)
    return NearDuplicates(alike, shingles, ([firsts[row] for row in rows] for rows in connected))


def signatures(shingles: Sequence[Shingles], hashes: int) -> Any:
    """Return the MinHash signatures of texts, a row of 32-bit hashes each.

    Raises:
        InputError: if rensa is not installed.
    """
    import numpy as np

    minhash = need("rensa", "dataset").RMinHash
    rows = minhash.digest_matrix_from_token_hash_sets(list(shingles), hashes, _SEED).to_rows()
    return np.array(rows, dtype=np.uint32)


def _signatures(texts: Iterable[str], hashes: int) -> tuple[list[int], list[int], Any]:
    """Return for each text the first with its words, those that are first, and the signature of each of them."""
    import numpy as np

    shingler = Shingler()
    alike: list[int] = []
    firsts: list[int] = []
    seen: dict[bytes, int] = {}
    parts = [np.empty((0, hashes), dtype=np.uint32)]
    for chunk in _chunks(texts):
        fresh = []
        for text in chunk:
            shingles = shingler(text)
            # A text without a word has nothing to be compared by but itself.
            data = shingles.tobytes() or text.encode("utf-8", "surrogatepass")
            number = len(alike)
            first = seen.setdefault(hashlib.blake2b(data, digest_size=16).digest(), number)
            alike.append(first)
            if first == number and len(shingles):
                firsts.append(number)
                fresh.append(shingles)
        if fresh:
            parts.append(signatures(fresh, hashes))
    return alike, firsts, np.concatenate(parts)


def _chunks(texts: Iterable[str]) -> Iterator[list[str]]:
    stream = iter(texts)
    while chunk := list(islice(stream, _CHUNK)):
        yield chunk


def _buckets(signatures: Any) -> list[Any]:
    """Return the rows that share a band, as arrays of two rows and more."""
    import numpy as np

    found: dict[bytes, Any] = {}
    for start in range(0, signatures.shape[1], ROWS):
        halves = np.ascontiguousarray(signatures[:, start : start + ROWS]).view(np.uint64)
        order = np.lexsort((halves[:, 1], halves[:, 0]))
        ordered = halves[order]
        cuts = np.flatnonzero((ordered[1:] != ordered[:-1]).any(axis=1)) + 1
        bounds = np.concatenate(([0], cuts, [len(order)]))
        # Near-duplicates share many bands with the same company: each company is looked at once.
        for index in np.flatnonzero(np.diff(bounds) > 1):
            bucket = np.sort(order[bounds[index] : bounds[index + 1]])
            found.setdefault(bucket.tobytes(), bucket)
    return list(found.values())


def _connect(
    buckets: Iterable[Any], signatures: Any, shingles: Sequence[Shingles | None], threshold: float
) -> list[list[int]]:
    """Return the rows that pairs at or above the threshold connect."""
    import numpy as np

    label = np.arange(len(signatures))
    members = {row: [row] for row in range(len(signatures))}
    for bucket in buckets:
        for position, row in enumerate(bucket[:-1]):
            others = bucket[position + 1 :]
            others = others[label[others] != label[row]]
            estimates = (signatures[others] == signatures[row]).mean(axis=1) if len(others) else others
            for other in others[estimates >= threshold - _MARGIN]:
                one, two = shingles[row], shingles[other]
                if label[other] == label[row] or one is None or two is None or jaccard(one, two) < threshold:
                    continue
                small, large = sorted((int(label[row]), int(label[other])), key=lambda x: (len(members[x]), x))
                label[members[small]] = large
                members[large] += members.pop(small)
    return sorted(sorted(rows) for rows in members.values() if len(rows) > 1)
