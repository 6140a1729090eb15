"""Spans as sets of characters: what they cover, and how much of it two of them share."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import UNSET

from onrecord.schema import Claim, SubSpan

Fragments = tuple[tuple[int, int], ...]


def fragments(claim: Claim) -> Fragments:
    """Return the stretches of text a claim covers, in order.

    A claim with gaps covers its fragments and not the text between them. Stretches that touch are one, so
    that equal fragments and equal sets of characters are the same thing.
    """
    if claim.fragments is UNSET or not claim.fragments:
        return ((claim.start, claim.end),)
    return merged(claim.fragments)


def merged(pieces: Iterable[tuple[int, int]]) -> Fragments:
    """Return stretches in order, with those joined that touch or overlap."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def size(span: Fragments) -> int:
    """Return the number of characters a span covers."""
    return sum(end - start for start, end in span)


def shared(one: Fragments, other: Fragments) -> int:
    """Return the number of characters two spans have in common, in one walk over both."""
    if len(one) == 1 == len(other):
        return max(0, min(one[0][1], other[0][1]) - max(one[0][0], other[0][0]))
    common = at = to = 0
    while at < len(one) and to < len(other):
        common += max(0, min(one[at][1], other[to][1]) - max(one[at][0], other[to][0]))
        if one[at][1] <= other[to][1]:
            at += 1
        else:
            to += 1
    return common


def jaccard(one: Fragments, other: Fragments) -> float:
    """Return the share of the characters covered by either span that both cover."""
    if one == other:
        return 1.0
    common = shared(one, other)
    union = size(one) + size(other) - common
    return common / union if union else 0.0


def same_part(one: SubSpan | None, other: SubSpan | None, at_least: float) -> bool:
    """Whether two parts of claims (cues, sources, actions) are both absent, or share enough characters."""
    if one is None or other is None:
        return one is other
    return jaccard(((one.start, one.end),), ((other.start, other.end),)) >= at_least
