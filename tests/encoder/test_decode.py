"""Trees and label sequences against exhaustive search on small problems."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from onrecord.encoder.decode import NEVER, reaches_root, spans, transitions, tree, viterbi

LABELS = ["O", "B-ORG", "I-ORG", "B-PERSON", "I-PERSON"]


def is_tree(heads: np.ndarray) -> bool:
    """One root, and every word leads to it."""
    return int((heads == np.arange(len(heads))).sum()) == 1 and bool(reaches_root(heads).all())


def best_by_search(scores: np.ndarray) -> float:
    n = len(scores)
    rows = np.arange(n)
    candidates = (np.array(h) for h in itertools.product(range(n), repeat=n))
    return max(float(scores[rows, h].sum()) for h in candidates if is_tree(h))


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_tree_is_the_best_single_root_tree(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n)).astype(np.float32) * 3
    heads = tree(scores)
    assert is_tree(heads)
    if n <= 4:  # the four root candidates are then all there are
        assert float(scores[np.arange(n), heads].sum()) == pytest.approx(best_by_search(scores), abs=1e-4)


@pytest.mark.parametrize("seed", range(20))
def test_tree_of_a_long_sentence_is_a_tree(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(60, 60)).astype(np.float32)
    assert is_tree(tree(scores))


def test_tree_of_equal_scores_is_a_tree() -> None:
    assert is_tree(tree(np.zeros((7, 7), dtype=np.float32)))


def test_cycle_does_not_reach_a_root() -> None:
    assert reaches_root(np.array([0, 0, 3, 2])).tolist() == [True, True, False, False]


@pytest.mark.parametrize("seed", range(20))
def test_viterbi_finds_the_best_allowed_sequence(seed: int) -> None:
    rng = np.random.default_rng(seed)
    table = transitions(LABELS)
    scores = [rng.normal(size=(n, len(LABELS))).astype(np.float32) for n in (4, 1, 3)]

    def total(path: tuple[int, ...], s: np.ndarray) -> float:
        before = (len(LABELS), *path[:-1])
        return float(sum(s[t, y] + table[before[t], y] for t, y in enumerate(path)))

    for found, s in zip(viterbi(scores, table), scores, strict=True):
        best = max(itertools.product(range(len(LABELS)), repeat=len(s)), key=lambda path: total(path, s))
        assert tuple(found) == best
        assert total(tuple(found), s) > NEVER / 2


def test_inside_may_not_start_a_name() -> None:
    table = transitions(LABELS)
    scores = np.full((2, len(LABELS)), -5.0, dtype=np.float32)
    scores[:, LABELS.index("I-ORG")] = 0.0
    (path,) = viterbi([scores], table)
    assert [LABELS[i] for i in path] == ["B-ORG", "I-ORG"]


def test_spans_of_adjacent_names() -> None:
    path = np.array([LABELS.index(x) for x in ("B-ORG", "I-ORG", "B-ORG", "O", "B-PERSON")])
    assert spans(path, LABELS) == [(0, 2, "ORG"), (2, 3, "ORG"), (4, 5, "PERSON")]
