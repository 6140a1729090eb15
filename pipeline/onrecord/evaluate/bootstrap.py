"""Confidence intervals by resampling documents (Efron & Tibshirani 1993, chapters 6 and 13).

A document is what was sampled from the world, so documents are drawn with replacement, not claims: claims of one
article share its author, topic and style, and intervals from single claims would be too narrow.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from onrecord.evaluate.counts import Counts
from onrecord.evaluate.scores import Floats, Interval, f1

RESAMPLES, SEED, LEVEL = 1000, 12345, 0.95
# Numbers held at once; only memory depends on it, not the result.
_CELLS = 4_000_000


def weights(documents: int, resamples: int, seed: int) -> Iterator[Floats]:
    """Yield, in blocks of rows, how often each document was drawn in each resample."""
    generator = np.random.default_rng(seed)
    block = max(1, _CELLS // max(1, documents))
    for begun in range(0, resamples, block):
        rows = min(block, resamples - begun)
        drawn = generator.integers(0, documents, size=(rows, documents))
        drawn += np.arange(rows)[:, None] * documents
        times = np.bincount(drawn.ravel(), minlength=rows * documents)
        yield times.reshape(rows, documents).astype(np.float64)


def resampled_f1(counts: Counts, resamples: int, seed: int) -> Floats:
    """Return F1 of every measure in every resample, as an array of resamples by measures.

    The same seed and number of documents give the same resamples, so two systems counted on the same documents
    can be compared pair by pair. Sums are of whole numbers and therefore exact in any order.
    """
    documents, measures, _ = counts.shape
    flat = counts.reshape(documents, -1).astype(np.float64)
    blocks = [f1((times @ flat).reshape(-1, measures, 3)) for times in weights(documents, resamples, seed)]
    return np.concatenate(blocks) if blocks else np.empty((0, measures))


def intervals(samples: Floats, documents: int) -> list[Interval | None]:
    """Return the percentile interval of each column of samples.

    There is none from fewer than two documents, for one document resampled is itself; nor for a column that
    is undefined in more than one resample of twenty, for then too few documents have anything to count.
    """
    if documents < 2 or not len(samples):
        return [None] * samples.shape[1]
    tails = (100 * (1 - LEVEL) / 2, 100 * (1 + LEVEL) / 2)
    found: list[Interval | None] = []
    for column in samples.T:
        defined = column[~np.isnan(column)]
        if len(defined) < LEVEL * len(column):
            found.append(None)
        else:
            low, high = np.percentile(defined, tails)
            found.append((float(low), float(high)))
    return found
