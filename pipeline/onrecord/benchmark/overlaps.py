"""Pairing annotated with predicted spans, one to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from onrecord.evaluate.spans import fragments, jaccard, shared
from onrecord.schema import Claim

ClaimT = TypeVar("ClaimT", bound=Claim)
HALF = 0.5
"""The Jaccard index from which spans overlap, by our guideline."""


def strict(gold: Sequence[ClaimT], pred: Sequence[ClaimT]) -> int:
    """Return how many spans are the same on both sides."""
    one, other = (Counter(fragments(claim) for claim in side) for side in (gold, pred))
    return (one & other).total()


def pairs(gold: Sequence[ClaimT], pred: Sequence[ClaimT], least: float) -> list[tuple[ClaimT, ClaimT]]:
    """Return pairs whose Jaccard index over characters is at least some number, the best first.

    With 0 spans that share a character at all can be paired.
    """
    taken: set[tuple[str, int]] = set()
    found = []
    for _, one, other in sorted(_candidates(gold, pred, least)):
        if ("gold", one) not in taken and ("pred", other) not in taken:
            taken |= {("gold", one), ("pred", other)}
            found.append((gold[one], pred[other]))
    return found


def _candidates(
    gold: Sequence[ClaimT], pred: Sequence[ClaimT], least: float
) -> Iterator[tuple[tuple[float, int, int], int, int]]:
    others = [(fragments(claim), claim) for claim in pred]
    for one, wanted in enumerate(gold):
        span = fragments(wanted)
        for other, (found, claim) in enumerate(others):
            if claim.start < wanted.end and wanted.start < claim.end and shared(span, found):
                share = jaccard(span, found)
                if share >= least:
                    yield (-share, wanted.start, claim.start), one, other
