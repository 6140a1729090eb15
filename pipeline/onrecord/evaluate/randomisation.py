"""Is the difference between two systems more than chance? Approximate randomisation, paired by document.

If both systems were equally good, each document's two results could as well stand under the other system. The
test swaps them at random and counts how often the difference is at least as large as the one seen (Noreen 1989;
Yeh 2000, who recommends it for precision, recall and F1). It assumes no distribution.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from onrecord.evaluate.counts import Counts
from onrecord.evaluate.scores import Floats, f1

PERMUTATIONS = 10_000
_CELLS = 4_000_000
# A difference that is equal on paper must count as equal after rounding.
_ROUNDING = 1e-12


def p_values(one: Counts, other: Counts, permutations: int, seed: int) -> npt.NDArray[np.float64]:
    """Return the two-sided p-value of the difference in F1 of every measure; NaN where F1 is undefined.

    Args:
        one: Counts of one system, documents by measures by three.
        other: Counts of the other on the same documents.
        permutations: Number of random swaps.
        seed: Of the random numbers.
    """
    measures = one.shape[1]
    seen = f1(other.sum(axis=0)) - f1(one.sum(axis=0))
    moved = (other - one).reshape(len(one), -1)
    # A document on which the systems agree changes nothing by being swapped, and gold is the same for both.
    moved = moved[moved.any(axis=1)]
    columns = moved.any(axis=0)
    moved = moved[:, columns].astype(np.float64)
    base, total = one.sum(axis=0).astype(np.float64), (one + other).sum(axis=0).astype(np.float64)
    as_large = np.zeros(measures, dtype=np.int64)
    generator = np.random.default_rng(seed)
    block = max(1, _CELLS // max(1, len(moved), moved.shape[1], base.size))
    for begun in range(0, permutations, block):
        rows = min(block, permutations - begun)
        swapped = generator.integers(0, 2, size=(rows, len(moved)), dtype=np.int8).astype(np.float64)
        left = np.tile(base.ravel(), (rows, 1))
        left[:, columns] += swapped @ moved
        left = left.reshape(rows, measures, 3)
        as_large += _as_large(left, total - left, seen)
    found = (as_large + 1) / (permutations + 1)
    return np.where(np.isnan(seen), np.nan, found)


def _as_large(left: Floats, right: Floats, seen: Floats) -> npt.NDArray[np.int64]:
    # Where a swap leaves one side with nothing to count, there is no difference to compare.
    differences = np.nan_to_num(np.abs(f1(right) - f1(left)))
    return np.asarray((differences >= np.abs(seen) - _ROUNDING).sum(axis=0), dtype=np.int64)
