"""Which claims are matched, and that no pair is forgotten on the way."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evaluate.match import match
from onrecord.evaluate.spans import fragments, jaccard
from onrecord.schema import Claim
from tests.evaluate.build import claim, part, split


def pairs(gold: list[Claim], pred: list[Claim]) -> list[tuple[int, int, bool]]:
    return [tuple(pair) for pair in match(gold, pred)]  # type: ignore[misc]


def test_half_of_the_characters_of_both_is_enough() -> None:
    assert pairs([claim("date", 0, 10)], [claim("date", 0, 5)]) == [(0, 0, False)]
    assert pairs([claim("date", 0, 11)], [claim("date", 0, 5)]) == []
    # 5 shared of 15, though each is half covered
    assert pairs([claim("date", 0, 10)], [claim("date", 5, 15)]) == []


def test_touching_and_empty_spans_share_nothing() -> None:
    assert pairs([claim("date", 0, 5)], [claim("date", 5, 10)]) == []
    assert pairs([claim("date", 4, 4)], [claim("date", 3, 6)]) == []


def test_the_best_pair_comes_first() -> None:
    gold = [claim("date", 0, 10), claim("date", 3, 12)]
    pred = [claim("date", 2, 12)]
    assert pairs(gold, pred) == [(1, 0, False)]


def test_each_claim_is_matched_once() -> None:
    assert pairs([claim("date", 0, 5)], [claim("date", 0, 5), claim("date", 0, 5)]) == [(0, 0, True)]
    assert pairs([claim("date", 0, 5)] * 2, [claim("date", 0, 5)]) == [(0, 0, True)]


def test_fragments_count_and_the_gap_does_not() -> None:
    gapped = split("quote", (0, 10), (50, 60))
    assert pairs([gapped], [claim("quote", 0, 60)]) == []
    assert pairs([gapped], [split("quote", (0, 10), (50, 60))]) == [(0, 0, True)]
    assert pairs([gapped], [claim("quote", 0, 10)]) == [(0, 0, False)]


def test_fragments_that_touch_are_one_span() -> None:
    assert pairs([split("quote", (0, 10), (10, 20))], [claim("quote", 0, 20)]) == [(0, 0, True)]


def test_of_two_claims_over_one_span_the_cue_decides_then_the_type() -> None:
    gold = [claim("quote", 10, 30, cue=part(0, 4)), claim("quote", 10, 30, cue=part(40, 44))]
    pred = [claim("quote", 10, 30, cue=part(40, 44), mode="direct"), claim("quote", 10, 30, cue=part(0, 4))]
    assert pairs(gold, pred) == [(0, 1, True), (1, 0, True)]
    names = [claim("entity", 0, 5, label="ORG"), claim("entity", 0, 5, label="GPE")]
    assert pairs(names, names[::-1]) == [(0, 1, True), (1, 0, True)]


def test_ties_go_to_the_first_in_the_text() -> None:
    gold = [claim("date", 0, 4), claim("date", 4, 8)]
    assert pairs(gold, [claim("date", 0, 8)]) == [(0, 0, False)]


SPANS = st.lists(
    st.lists(st.tuples(st.integers(0, 24), st.integers(1, 8)), min_size=1, max_size=3).map(
        lambda pieces: [(start, start + size) for start, size in pieces]
    ),
    max_size=7,
)


def as_claims(spans: list[list[tuple[int, int]]]) -> list[Claim]:
    found = []
    for pieces in spans:
        start, end = min(a for a, _ in pieces), max(b for _, b in pieces)
        fields = {"fragments": pieces} if len(pieces) > 1 else {}
        found.append(claim("date", start, end, **fields))
    return found


@settings(max_examples=60, deadline=None)
@given(SPANS, SPANS)
def test_the_sweep_finds_what_comparing_all_pairs_finds(one: list, other: list) -> None:  # type: ignore[type-arg]
    gold, pred = as_claims(one), as_claims(other)
    ranked = sorted(
        (-jaccard(fragments(g), fragments(p)), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(pred)
        if jaccard(fragments(g), fragments(p)) >= 0.5
    )
    found = {(pair.gold, pair.pred) for pair in match(gold, pred)}
    assert found <= {(i, j) for _, i, j in ranked}
    # Greedy: every pair that was not taken lost one of its claims to a pair at least as good.
    share = {(i, j): rank for rank, i, j in ranked}
    for rank, i, j in ranked:
        assert any(share[a, b] <= rank for a, b in found if a == i or b == j)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    assert len(match(pred, gold)) == len(found)


def test_a_long_article_is_not_compared_pair_by_pair() -> None:
    starts = random.Random(1).sample(range(10**6), 6_000)
    gold = [claim("date", start, start + 8) for start in starts]
    pred = [claim("date", start + 1, start + 9) for start in starts]
    same = [claim("date", 0, 5)] * 2_000
    begun = time.process_time()
    assert len(match([*gold, *same], [*pred, *same])) > 7_500
    assert time.process_time() - begun < 5
