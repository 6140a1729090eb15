"""Precision, recall and F1 from counts, and from resampled counts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.evaluate.counts import GOLD, PRED, RIGHT, Counts
from onrecord.evaluate.measures import Measure

Floats = npt.NDArray[np.float64]
Interval = tuple[float, float]


class Score(NamedTuple):
    """One measure with its counts and scores; a score that nothing was counted for is None.

    Attributes:
        measure: What was measured.
        gold: How many there are in gold.
        pred: How many were predicted.
        right: How many of both are the same.
        precision: ``right / pred``.
        recall: ``right / gold``.
        f1: ``2 * right / (gold + pred)``.
        interval: 95 % bootstrap interval of F1; None where it is not defined.
    """

    measure: Measure
    gold: int
    pred: int
    right: int
    precision: float | None
    recall: float | None
    f1: float | None
    interval: Interval | None = None


def score(measure: Measure, counts: Counts, interval: Interval | None = None) -> Score:
    """Return the scores of one measure from its three counts, added up over documents."""
    right, gold, pred = (int(counts[what]) for what in (RIGHT, GOLD, PRED))
    both = gold + pred
    return Score(
        measure,
        gold,
        pred,
        right,
        right / pred if pred else None,
        right / gold if gold else None,
        2 * right / both if both else None,
        interval if both else None,
    )


def f1(sums: npt.NDArray[np.integer | np.floating]) -> Floats:
    """Return F1 of counts whose last axis is (right, gold, predicted); NaN where there is nothing to count."""
    right, both = sums[..., RIGHT].astype(np.float64), (sums[..., GOLD] + sums[..., PRED]).astype(np.float64)
    shares: Floats = np.divide(2 * right, both, out=np.full(both.shape, np.nan), where=both > 0)
    return shares
