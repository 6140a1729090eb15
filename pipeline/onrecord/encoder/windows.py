"""Cutting a text into the windows the encoder reads, one after the other and without overlap.

Windows end at a line break if there is one in their last half, else after what looks like the end of a
sentence, else before the word that no longer fits. A sentence is never longer than a window to the parser.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.encoder.pieces import Case

ENDS = frozenset(".!?…。")
CLOSERS = frozenset("\"'”’»)]")


def cut(words: Sequence[str], cases: np.ndarray, counts: np.ndarray, limit: int) -> list[tuple[int, int]]:
    """Return token ranges that cover all words, each of at most ``limit`` word pieces.

    Args:
        words: Tokens of the text.
        cases: Their case classes.
        counts: Their numbers of word pieces.
        limit: Most word pieces in a window.
    """
    ends = np.cumsum(counts)
    out: list[tuple[int, int]] = []
    start, total = 0, len(words)
    while start < total:
        before = int(ends[start - 1]) if start else 0
        end = int(np.searchsorted(ends, before + limit, side="right"))
        end = min(max(end, start + 1), total)
        if end < total:
            end = _boundary(words, cases, start, end)
        out.append((start, end))
        start = end
    return out


def _boundary(words: Sequence[str], cases: np.ndarray, start: int, end: int) -> int:
    middle = start + (end - start) // 2
    for i in range(end, middle, -1):
        if cases[i - 1] == Case.NEWLINE:
            return i
    for i in range(end, middle, -1):
        ended = words[i - 1][-1] in ENDS or (words[i - 1] in CLOSERS and words[i - 2][-1] in ENDS)
        if ended and words[i] not in CLOSERS:  # a closing mark belongs to the sentence before it
            return i
    return end
