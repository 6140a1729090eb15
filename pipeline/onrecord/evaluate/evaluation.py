"""``onrecord.evaluate``: two or three sets of claims in, scores with intervals out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np

from onrecord.errors import InputError
from onrecord.evaluate import alignment, breakdown, signature
from onrecord.evaluate.agreement import Units
from onrecord.evaluate.bootstrap import RESAMPLES, SEED, intervals, resampled_f1
from onrecord.evaluate.compare import Compared, compare
from onrecord.evaluate.counts import Counter, Table
from onrecord.evaluate.measures import measures
from onrecord.evaluate.randomisation import PERMUTATIONS, p_values
from onrecord.evaluate.results import Difference, Evaluation
from onrecord.evaluate.scores import Score, score
from onrecord.evaluate.sources import Input, Side

Observe = Callable[[Compared], None]


def evaluate(
    gold: Input,
    pred: Input,
    other: Input | None = None,
    *,
    kinds: Collection[str] | None = None,
    by: Sequence[str] = (),
    agreement: bool = False,
    resamples: int = RESAMPLES,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
    observe: Observe | None = None,
) -> Evaluation:
    """Score predicted claims against gold.

    Args:
        gold: Folder with ``documents.jsonl`` and ``claims.jsonl``, a claims file with the documents beside it,
            or :class:`onrecord.Records`.
        pred: The same, predicted; with ``agreement`` the annotation of somebody else.
        other: A second prediction, to be compared with the first.
        kinds: Kinds to score; by default those that gold has claims of.
        by: Fields of a document to break the scores down by, ``year`` or ``month`` of publication, and ``kind``.
        agreement: Whether the two sides are annotators of equal standing; adds Krippendorff's alpha.
        resamples: Number of bootstrap resamples; 0 for no intervals.
        permutations: Number of swaps of the randomisation test.
        seed: Of all random numbers.
        observe: Called with every document as it is compared, for what is not a count.

    Raises:
        InputError: if a file cannot be read, two texts of one document differ, no document is on both sides, or
            an argument does not fit.

    Example::

        result = onrecord.evaluate("corpus/gold", "outputs/run")
        print(result.table())
        result["quote.speaker"].f1
    """
    if agreement and other is not None:
        raise InputError("agreement is between two annotations, and three are given", "leave one out")
    breakdown.check(by)
    warnings: list[str] = []
    left, right = Side(gold), Side(pred)
    third = None if other is None else Side(other)
    chosen = alignment.kinds(kinds, left, right, agreement, warnings)
    shared = alignment.documents(left, [side for side in (right, third) if side is not None], agreement, warnings)
    wanted = measures(chosen)
    units = Units(chosen) if agreement else None
    fingerprint = signature.Fingerprint()
    counter = Counter(wanted)
    rows, more = [], []
    for document, (claims, predicted, alternative) in alignment.walk(shared, left, right, third):
        fingerprint.add(document, claims)
        compared = compare(document, claims, predicted, chosen)
        rows.append(counter.count(compared))
        if third is not None:
            more.append(counter.count(compare(document, claims, alternative, chosen)))
        if units is not None:
            units.add(compared)
        if observe is not None:
            observe(compared)
    counted = Table(shared, wanted, np.array(rows, dtype=np.int64).reshape(len(rows), len(wanted), 3))
    differences: list[Difference] = []
    if third is not None:
        second = np.array(more, dtype=np.int64).reshape(counted.counts.shape)
        differences = _differences(counted, second, resamples, permutations, seed)
    swaps = None if third is None else permutations
    gold_fingerprint = fingerprint.hex()
    return Evaluation(
        scores=scored(counted, resamples, seed),
        signature=signature.signature(
            chosen, len(shared), gold_fingerprint, resamples=resamples, seed=seed, permutations=swaps
        ),
        gold_fingerprint=gold_fingerprint,
        inputs_fingerprint=signature.inputs(right.documents),
        documents=len(shared),
        warnings=warnings,
        groups=breakdown.break_down(counted, by, resamples, seed) if by else [],
        differences=differences,
        alphas=units.alphas(resamples, seed) if units is not None else [],
        agreement=agreement,
    )


def scored(counted: Table, resamples: int, seed: int) -> list[Score]:
    """Return the scores of all measures with their intervals."""
    samples = resampled_f1(counted.counts, resamples, seed)
    found = intervals(samples, len(counted.documents))
    sums = counted.counts.sum(axis=0)
    return [score(m, row, interval) for m, row, interval in zip(counted.measures, sums, found, strict=True)]


def _differences(counted: Table, second: np.ndarray, resamples: int, permutations: int, seed: int) -> list[Difference]:
    # The same seed draws the same documents for both systems, so each pair of samples is a paired one.
    moved = resampled_f1(second, resamples, seed) - resampled_f1(counted.counts, resamples, seed)
    found = intervals(moved, len(counted.documents))
    tested = p_values(counted.counts, second, permutations, seed)
    one, other = counted.counts.sum(axis=0), second.sum(axis=0)
    return [
        Difference.of(score(m, a), score(m, b), interval, None if np.isnan(p) else float(p))
        for m, a, b, interval, p in zip(counted.measures, one, other, found, tested, strict=True)
    ]
