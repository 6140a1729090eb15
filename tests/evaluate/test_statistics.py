"""Intervals, tests and agreement against computations that take the long way."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from onrecord.evaluate import evaluate
from onrecord.evaluate.agreement import alpha
from onrecord.evaluate.bootstrap import intervals, resampled_f1, weights
from onrecord.evaluate.randomisation import p_values
from onrecord.records import Records
from tests.evaluate.build import claim, document

COUNTS = np.random.default_rng(4).integers(0, 6, size=(8, 3, 3))
COUNTS[..., 1:] += COUNTS[..., :1]  # never more right than there are


def test_resamples_draw_as_many_documents_as_there_are() -> None:
    drawn = np.concatenate(list(weights(9, 50, 1)))
    assert drawn.shape == (50, 9)
    assert (drawn.sum(axis=1) == 9).all()
    assert not (drawn == drawn[0]).all()


def test_f1_of_a_resample_is_f1_of_its_documents() -> None:
    found = resampled_f1(COUNTS, 25, 7)
    for times, row in zip(np.concatenate(list(weights(8, 25, 7))), found, strict=True):
        drawn = np.repeat(COUNTS, times.astype(int), axis=0).sum(axis=0)
        assert row == pytest.approx([2 * right / (gold + pred) for right, gold, pred in drawn])


def test_the_block_size_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = resampled_f1(COUNTS, 25, 7)
    tested = p_values(COUNTS, COUNTS[::-1], 300, 1)
    monkeypatch.setattr("onrecord.evaluate.bootstrap._CELLS", 20)
    monkeypatch.setattr("onrecord.evaluate.randomisation._CELLS", 20)
    assert (resampled_f1(COUNTS, 25, 7) == whole).all()
    assert (p_values(COUNTS, COUNTS[::-1], 300, 1) == tested).all()


def test_intervals_are_percentiles_and_only_where_defined() -> None:
    samples = np.linspace(0, 1, 1001)[:, None] * np.ones(3)
    samples[:40, 1] = np.nan
    samples[:60, 2] = np.nan
    first, second, third = intervals(samples, 5)
    assert first == pytest.approx((0.025, 0.975))
    assert second is not None and second[0] == pytest.approx(0.04 + 0.96 * 0.025)
    assert third is None
    assert intervals(samples, 1) == [None] * 3
    assert intervals(samples[:0], 5) == [None] * 3


def exact_p(one: np.ndarray, other: np.ndarray) -> float:
    def f1(counts: np.ndarray) -> float:
        right, gold, pred = counts.sum(axis=0)
        return float(2 * right / (gold + pred))

    seen = abs(f1(other) - f1(one))
    swaps = [np.array(swap)[:, None] for swap in product([False, True], repeat=len(one))]
    differences = [f1(np.where(swap, one, other)) - f1(np.where(swap, other, one)) for swap in swaps]
    return sum(abs(d) >= seen - 1e-12 for d in differences) / len(swaps)


def test_the_randomisation_test_comes_near_all_permutations() -> None:
    better = COUNTS.copy()
    better[..., 0] = np.minimum(better[..., 0] + np.arange(8)[:, None] % 3, COUNTS[..., 1:].min(axis=-1))
    found = p_values(COUNTS, better, 20_000, 3)
    for column in range(3):
        assert found[column] == pytest.approx(exact_p(COUNTS[:, column], better[:, column]), abs=0.015)


def test_equal_systems_do_not_differ() -> None:
    assert (p_values(COUNTS, COUNTS, 100, 3) == 1).all()


def test_nothing_to_count_has_no_p_value() -> None:
    assert np.isnan(p_values(np.zeros((4, 1, 3), int), np.zeros((4, 1, 3), int), 10, 3)).all()


def two_runs() -> tuple[Records, Records, Records]:
    names = [f"d{n:02}" for n in range(12)]
    documents = [document(name) for name in names]
    gold = [claim("date", at, at + 5, doc_id=name, id=f"{name}{at}") for name in names for at in (0, 10, 20, 30)]
    worse = [one for n, one in enumerate(gold) if n % 3]
    return Records(documents, gold), Records(documents, worse), Records(documents, gold[:-1])


def test_the_second_system_is_compared_with_the_first() -> None:
    gold, worse, better = two_runs()
    found = evaluate(gold, worse, better, resamples=200, permutations=2000)
    (difference,) = [d for d in found.differences if d.measure.key == "date.spans.exact"]
    assert difference.first == found["date.spans.exact"].f1 == 2 * 32 / (48 + 32)
    assert difference.second == 2 * 47 / (48 + 47)
    assert difference.difference is not None and difference.interval is not None and difference.p is not None
    assert difference.interval[0] <= difference.difference <= difference.interval[1]
    assert difference.p < 0.01
    assert "|bs:200|ar:2000|seed:12345|" in found.signature
    assert "second less first" in found.table()


def test_the_same_seed_gives_the_same_bytes() -> None:
    gold, worse, better = two_runs()
    one, again = (evaluate(gold, worse, better, resamples=50, permutations=50).to_dict() for _ in range(2))
    assert one == again
    other = evaluate(gold, worse, better, resamples=50, permutations=50, seed=2).to_dict()
    assert other["scores"] != one["scores"]


def test_one_document_has_no_interval() -> None:
    documents = [document()]
    gold, pred = [claim("date", 0, 4), claim("date", 9, 14)], [claim("date", 0, 4)]
    found = evaluate(Records(documents, gold), Records(documents, pred), Records(documents, gold), resamples=50)
    assert all(score.interval is None for score in found.scores)
    assert all(d.interval is None for d in found.differences)
    assert "–" in found.table()


def as_codes(one: str, other: str) -> np.ndarray:
    return np.array([[ord(a), ord(b)] for a, b in zip(one, other, strict=True)])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # The two worked examples of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), A and B.
        ("0100000010", "1110010000", 0.095),
        ("aabbdcccedda", "babbbccceddd", 0.692),
        ("abab", "abab", 1.0),
    ],
)
def test_alpha(one: str, other: str, expected: float) -> None:
    values = as_codes(one, other)
    assert alpha(values, np.ones(len(values))) == pytest.approx(expected, abs=0.0006)
    assert alpha(values[:, ::-1], np.ones(len(values))) == pytest.approx(expected, abs=0.0006)


def test_alpha_counts_a_unit_as_often_as_it_was_drawn() -> None:
    values = as_codes("aabbc", "abbbc")
    times = np.array([2.0, 0.0, 1.0, 3.0, 1.0])
    drawn = np.repeat(values, times.astype(int), axis=0)
    assert alpha(values, times) == pytest.approx(alpha(drawn, np.ones(len(drawn))))


def test_alpha_is_undefined_without_units_or_without_variation() -> None:
    assert np.isnan(alpha(np.empty((0, 2), int), np.ones(0)))
    assert np.isnan(alpha(as_codes("aaa", "aaa"), np.ones(3)))


def test_agreement_is_the_same_from_both_sides() -> None:
    documents = [document("a"), document("b"), document("only here")]
    one = [
        claim("money", at, at + 6, doc_id=name, id=f"{name}{at}", currency="EUR" if at else "USD")
        for name in "ab"
        for at in (0, 10, 20)
    ]
    other = [
        claim("money", at, at + 5, doc_id=name, id=f"{name}{at}", currency="EUR" if at > 10 else "USD")
        for name in "ab"
        for at in (0, 10, 20, 30)
    ]
    left, right = Records(documents, one), Records(documents[:2], other)
    found = evaluate(left, right, agreement=True, resamples=50)
    back = evaluate(right, left, agreement=True, resamples=50)
    assert found.documents == 2
    assert found.warnings == ["records lacks 1 of 3 documents, which are left out"]
    assert [s.f1 for s in found.scores] == [s.f1 for s in back.scores]
    assert found.alphas == back.alphas
    (currency,) = [a for a in found.alphas if a.attribute == "currency"]
    assert (currency.units, currency.observed) == (6, pytest.approx(4 / 6))
    assert currency.alpha == pytest.approx(1 - 11 * 4 / (144 - 36 - 36))
    (sign,) = [a for a in found.alphas if a.attribute == "sign"]
    assert (sign.observed, sign.alpha, sign.interval) == (1.0, None, None)
    assert "Krippendorff's alpha" in found.table("markdown") and "precision" not in found.table()
