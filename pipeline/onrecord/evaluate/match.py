"""Which predicted claim stands for which gold claim: one to one, the best overlap first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from onrecord.evaluate.spans import Fragments, fragments, jaccard, size
from onrecord.schema import Claim, Commitment, Date, Entity, Money, Quote

OVERLAP = 0.5


class Pair(NamedTuple):
    """A gold claim and the predicted claim matched with it, as positions in their lists.

    Attributes:
        gold: Position of the gold claim.
        pred: Position of the predicted one.
        exact: Whether both cover the same characters.
    """

    gold: int
    pred: int
    exact: bool


class _Spot(NamedTuple):
    """What matching needs to know about a claim."""

    at: int
    span: Fragments
    start: int
    end: int
    size: int
    cue: int | None
    type: str


def type_of(claim: Claim) -> str:
    """Return the value of the field that parts the claims of a kind: label, mode, act, type or role."""
    if isinstance(claim, Entity):
        return claim.label
    if isinstance(claim, Quote):
        return claim.mode
    if isinstance(claim, Commitment):
        return claim.act
    if isinstance(claim, Date):
        return claim.type
    assert isinstance(claim, Money)
    return claim.role


def match(gold: Sequence[Claim], pred: Sequence[Claim]) -> list[Pair]:
    """Match the claims of one kind in one document.

    Two claims can be matched if the characters they share are at least half of those that either covers
    (Jaccard index). Pairs are taken greedily in falling order of that share. Among equals come first those
    whose cue begins at the same place, then those of the same label, mode, act, type or role, then those that
    stand first; so two claims over the same span go to the two that mean them.

    Spans that are the same are paired off by hashing, the rest by one sweep over the text: only claims that
    lie over each other are ever compared.

    Returns:
        The pairs in the order of the gold claims.
    """
    golds, preds = _spots(gold), _spots(pred)
    pairs: list[Pair] = []
    keys: list[Callable[[_Spot], Hashable]] = [
        lambda spot: (spot.span, spot.cue, spot.type),
        lambda spot: (spot.span, spot.cue),
        lambda spot: (spot.span, spot.type),
        lambda spot: spot.span,
    ]
    for key in keys:
        golds, preds = _pair_off(golds, preds, key, pairs)
    taken_gold: set[int] = set()
    taken_pred: set[int] = set()
    for _, one, other in sorted(_candidates(golds, preds)):
        if one not in taken_gold and other not in taken_pred:
            taken_gold.add(one)
            taken_pred.add(other)
            pairs.append(Pair(one, other, exact=False))
    return sorted(pairs)


def _spots(claims: Sequence[Claim]) -> list[_Spot]:
    found = []
    for at, claim in enumerate(claims):
        span = fragments(claim)
        cue = getattr(claim, "cue", None)
        spot = _Spot(at, span, span[0][0], span[-1][1], size(span), cue and cue.start, type_of(claim))
        found.append(spot)
    return found


def _pair_off(
    golds: list[_Spot], preds: list[_Spot], key: Callable[[_Spot], Hashable], pairs: list[Pair]
) -> tuple[list[_Spot], list[_Spot]]:
    """Pair the spots with equal keys, first with first, and return those that are left."""
    waiting: dict[Hashable, deque[_Spot]] = {}
    for spot in preds:
        waiting.setdefault(key(spot), deque()).append(spot)
    left = []
    for spot in golds:
        queue = waiting.get(key(spot))
        if queue:
            pairs.append(Pair(spot.at, queue.popleft().at, exact=True))
        else:
            left.append(spot)
    return left, sorted((spot for queue in waiting.values() for spot in queue), key=lambda spot: spot.at)


def _candidates(golds: list[_Spot], preds: list[_Spot]) -> Iterator[tuple[tuple[float | int, ...], int, int]]:
    """Yield (rank, gold, pred) of all pairs that overlap enough; the least rank is the best pair."""
    golds = sorted(golds, key=lambda spot: spot.start)
    preds = sorted(preds, key=lambda spot: spot.start)
    open_: list[_Spot] = []
    ahead = 0
    for one in golds:
        while ahead < len(preds) and preds[ahead].start < one.end:
            open_.append(preds[ahead])
            ahead += 1
        # A gold claim that begins later can still be reached by any that ends behind this one's start.
        open_ = [other for other in open_ if other.end > one.start]
        for other in open_:
            if other.start >= one.end or min(one.size, other.size) < OVERLAP * max(one.size, other.size):
                continue
            share = jaccard(one.span, other.span)
            if share >= OVERLAP:
                yield _rank(share, one, other), one.at, other.at


def _rank(share: float, one: _Spot, other: _Spot) -> tuple[float | int, ...]:
    """Order pairs; symmetric in the two sides, so that agreement does not depend on who comes first."""
    starts, ends = sorted((one.start, other.start)), sorted((one.end, other.end))
    return (-share, one.cue != other.cue, one.type != other.type, *starts, *ends)
