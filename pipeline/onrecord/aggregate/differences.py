"""How two wordings of one utterance differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from onrecord.optional import need
from onrecord.values.numbers import parse_number

Difference = Literal["none", "extent", "words", "numbers"]
_WORD = re.compile(
    r"[^\W_]+?(?=n['’]t\b)|n['’]t\b|(?<=\w)['’](?:re|ve|ll|d|m|s)\b|[^\W_]+(?:[.,][^\W_]+)*|[%$€£¥₹]", re.IGNORECASE
)
_WRITTEN_OUT = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "wo": "will"}
_NOT = frozenset({"not", "cannot", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "without"})
# How much of the longer wording the words of the shorter may be spread over: a few words may have been dropped.
_SPREAD = 1.3
ALIKE, ALIKE_OF_ONE = 0.8, 0.7
"""Least share of words in common (twice those, by the words of both) of two wordings, and of two by one speaker."""
_CONTAINED = 0.9
_LEAST_CONTAINED = 5


class Words(NamedTuple):
    """The words of an utterance as written, and as they are compared."""

    written: list[str]
    plain: list[str]


def words(text: str) -> Words:
    """Return the words of a text; marks, letter case and contractions (*won’t*, *will not*) make no difference."""
    written = _WORD.findall(text)
    plain = [word.casefold().replace("’", "'") for word in written]
    return Words(written, [_WRITTEN_OUT.get(word, word) for word in plain])


class Match(NamedTuple):
    """Two wordings that may be of one utterance: the common share of words, and what differs."""

    similarity: float
    differs_in: Difference


def match(full: Words, part: Words, alike: float = ALIKE) -> Match | None:
    """Compare two wordings, the longer one first; None if they are no wordings of one utterance.

    A wording may be a part of the other. A statement and its negation are two utterances, however alike.

    Args:
        full: The longer wording.
        part: The other.
        alike: Least share of words in common of two that are not one a part of the other.
    """
    blocks = _blocks(full.plain, part.plain)
    share = 2 * sum(size for _, _, size in blocks) / (len(full.plain) + len(part.plain))
    window = full.plain
    if share < alike:
        first, last = _window(full.plain, part.plain, blocks)
        window = full.plain[first:last]
        share = sum(size for _, _, size in _blocks(window, part.plain)) / len(part.plain)
        if len(part.plain) < _LEAST_CONTAINED or share < _CONTAINED:
            return None
    if _negations(window) != _negations(part.plain):
        return None
    if _numbers(window) != _numbers(part.plain):
        return Match(share, "numbers")
    if full.plain == part.plain:
        return Match(1.0, "none")
    return Match(share, "extent" if _inside(full.plain, part.plain) is not None else "words")


def _window(full: list[str], part: list[str], blocks: list[tuple[int, int, int]]) -> tuple[int, int]:
    """Return where in a wording another may stand as a part: its very words, or those around the end of what fits."""
    at = _inside(full, part)
    if at is not None:
        return at, at + len(part)
    last = blocks[-1][0] + blocks[-1][2] if blocks else 0
    return max(0, last - int(_SPREAD * len(part))), last


def _inside(full: list[str], part: list[str]) -> int | None:
    """Return where the words of one wording stand in a row in another."""
    starts = range(len(full) - len(part) + 1)
    return next((at for at in starts if full[at] == part[0] and full[at : at + len(part)] == part), None)


def _blocks(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return the runs of words that a shortest edit leaves as they are, as (begin, begin, number)."""
    lcs = need("rapidfuzz.distance.LCSseq", "answers")
    return [(b.a, b.b, b.size) for b in lcs.opcodes(one, other).as_matching_blocks() if b.size]


def _negations(plain: Sequence[str]) -> int:
    return sum(word in _NOT for word in plain)


def _numbers(plain: Sequence[str]) -> Counter[str]:
    found = (parse_number(word) for word in plain if word not in ("a", "an", "one", "second"))
    return Counter(str(number.normalize()) for number in found if number is not None)


def shown(one: Words, other: Words) -> str:
    """Return the other wording with what it leaves out in ``[-…-]`` and what it adds in ``{+…+}``, as wdiff does."""
    parts: list[str] = []
    at, to = 0, 0
    for begin, start, size in [*_blocks(one.plain, other.plain), (len(one.plain), len(other.plain), 0)]:
        if begin > at:
            parts.append(f"[-{' '.join(one.written[at:begin])}-]")
        if start > to:
            parts.append(f"{{+{' '.join(other.written[to:start])}+}}")
        parts += other.written[start : start + size]
        at, to = begin + size, start + size
    return re.sub(r" (?=['’](?:re|ve|ll|d|m|s)\b|n['’]t\b)", "", " ".join(parts))
