"""From scores to structures: valid trees and well-formed BIO spans."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NEVER = np.float32(-1e9)


def tree(scores: Floats) -> Ints:
    """Return the heads of the best-scoring tree with exactly one root.

    The greedy choice is kept where it already is a tree; else the maximum spanning arborescence is found
    (Chu & Liu 1965, Edmonds 1967), once for every root that is within reach of the best.

    Args:
        scores: ``(dependent, head)``; the diagonal holds the scores of being the root.

    Returns:
        Head of every word; the root is its own head.
    """
    heads: Ints = scores.argmax(1)
    if _is_tree(heads):
        return heads
    n = len(scores)
    best, best_score = heads, -np.inf
    rows = np.arange(n)
    # A root far below the best one cannot win back what it loses; four candidates find the optimum in
    # practice.
    for root in np.argsort(-scores.diagonal(), kind="stable")[:4]:
        allowed = scores.copy()
        allowed[rows, rows] = NEVER
        allowed[root] = NEVER
        allowed[root, root] = 0.0
        found = _arborescence(allowed, int(root))
        score = float(scores[rows, found].sum())
        if score > best_score:
            best, best_score = found, score
    return best


def _is_tree(heads: Ints) -> bool:
    roots = int((heads == np.arange(len(heads))).sum())
    return roots == 1 and bool(reaches_root(heads).all())


def reaches_root(heads: Ints) -> NDArray[np.bool_]:
    """Return for every word whether following heads ends at a root (its own head) and not in a cycle."""
    up: Ints = heads
    for _ in range(max(1, int(len(heads)).bit_length())):
        up = up[up]
    ends: NDArray[np.bool_] = heads[up] == up
    return ends


def _arborescence(scores: Floats, root: int) -> Ints:
    """Maximum spanning arborescence from a given root, by contraction of cycles."""
    n = len(scores)
    heads: Ints = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    members = np.asarray(cycle)
    kept = scores[members, heads[members]]
    # Entering the cycle at a member costs that member's arc in it.
    entering = scores[members[:, None], outer] - kept[:, None]
    leaving = scores[outer[:, None], members]
    m = len(outer)
    small = np.full((m + 1, m + 1), NEVER, dtype=scores.dtype)
    small[:m, :m] = scores[outer[:, None], outer]
    small[:m, m] = leaving.max(1)
    small[m, :m] = entering.max(0)
    new_root = int(np.flatnonzero(outer == root)[0])
    found = _arborescence(small, new_root)
    result: Ints = heads.copy()
    for i in range(m):
        head = found[i]
        result[outer[i]] = members[leaving[i].argmax()] if head == m else outer[head]
    result[root] = root
    entry = found[m]
    result[members[entering[:, entry].argmax()]] = outer[entry]
    return result


def _cycle(heads: Ints, root: int) -> list[int] | None:
    state = np.zeros(len(heads), dtype=np.int8)
    state[root] = 2
    for start in range(len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at) :]
        for i in path:
            state[i] = 2
    return None


def transitions(labels: list[str]) -> Floats:
    """Return 0 where one BIO label may follow another and ``NEVER`` where not; the last row is the start."""
    size = len(labels)
    table = np.zeros((size + 1, size), dtype=np.float32)
    for j, after in enumerate(labels):
        if after.startswith("I-"):
            for i in range(size + 1):
                before = labels[i] if i < size else "O"
                if before[2:] != after[2:]:
                    table[i, j] = NEVER
    return table


def viterbi(scores: list[Floats], table: Floats) -> list[Ints]:
    """Return the best allowed label sequence of each window.

    Args:
        scores: Log-probabilities ``(words, labels)`` of each window.
        table: Scores of transitions, ``NEVER`` where not allowed; see :func:`transitions`.
    """
    if not scores:
        return []
    order = sorted(range(len(scores)), key=lambda i: -len(scores[i]))
    longest, size = len(scores[order[0]]), table.shape[1]
    lengths = np.array([len(scores[i]) for i in order])
    padded = np.zeros((len(scores), longest, size), dtype=np.float32)
    for row, i in enumerate(order):
        padded[row, : len(scores[i])] = scores[i]
    back = np.zeros((longest, len(scores), size), dtype=np.int16)
    best = padded[:, 0] + table[-1]
    final = best.copy()
    for t in range(1, longest):
        alive = int((lengths > t).sum())
        step = best[:alive, :, None] + table[None, :-1]
        back[t, :alive] = step.argmax(1)
        best = step.max(1) + padded[:alive, t]
        final[:alive] = best
    out: list[Ints] = [np.zeros(0, dtype=np.int64)] * len(scores)
    for row, i in enumerate(order):
        n = len(scores[i])
        path = np.zeros(n, dtype=np.int64)
        path[-1] = final[row].argmax()
        for t in range(n - 1, 0, -1):
            path[t - 1] = back[t, row, path[t]]
        out[i] = path
    return out


def spans(path: Ints, labels: list[str]) -> list[tuple[int, int, str]]:
    """Return the ``(start, end, label)`` token ranges of a BIO label sequence."""
    out: list[tuple[int, int, str]] = []
    start, label = 0, ""
    for i in np.flatnonzero(path):
        name = labels[path[i]]
        if name[0] == "I" and label and out and out[-1][1] == i and out[-1][2] == name[2:]:
            out[-1] = (out[-1][0], int(i) + 1, label)
            continue
        start, label = int(i), name[2:]
        out.append((start, start + 1, label))
    return out
