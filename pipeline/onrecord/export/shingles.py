"""Shingles: the runs of five words of a text, letter case and punctuation aside, told apart by 64-bit hashes."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Shingles = NDArray[np.uint64]

SHINGLE_WORDS = 5
# Words whose hashes are held at a time: more than news has, but text read from pictures has no end of them.
_REMEMBERED = 1 << 20
_WORD = re.compile(r"\w+")
# An odd 64-bit constant (the fractional part of the golden ratio): a shingle is a polynomial in it.
_FACTOR = 0x9E3779B97F4A7C15


class Shingler:
    """Make the shingles of texts; the hashes of words are remembered."""

    def __init__(self) -> None:
        """Begin with no word seen."""
        self._hashes: dict[str, int] = {}

    def __call__(self, text: str) -> Shingles:
        """Return the distinct shingles of a text in ascending order; one for a text shorter than a shingle."""
        import numpy as np

        words = np.array([self._hash(word) for word in _WORD.findall(text.casefold())], dtype=np.uint64)
        size = min(SHINGLE_WORDS, len(words))
        if not size:
            return words
        starts = len(words) - size + 1
        shingles = np.zeros(starts, dtype=np.uint64)
        for offset in range(size):
            shingles = shingles * np.uint64(_FACTOR) + words[offset : offset + starts]
        return np.unique(shingles)

    def _hash(self, word: str) -> int:
        known = self._hashes.get(word)
        if known is None:
            if len(self._hashes) == _REMEMBERED:
                self._hashes.clear()
            digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            known = self._hashes[word] = int.from_bytes(digest, "little")
        return known


def jaccard(one: Shingles, other: Shingles) -> float:
    """Return the share of shingles that two texts have in common among those that either has."""
    import numpy as np

    common = len(np.intersect1d(one, other, assume_unique=True))
    either = len(one) + len(other) - common
    return common / either if either else 1.0


def contained(one: Shingles, other: Shingles) -> float:
    """Return the share of the shingles of a text that another has as well."""
    import numpy as np

    return len(np.intersect1d(one, other, assume_unique=True)) / len(one) if len(one) else 0.0
