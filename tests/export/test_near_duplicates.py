"""Near-duplicates: what is found is what comparing all pairs would find."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from onrecord.export.near_duplicates import bands, find
from onrecord.export.shingles import SHINGLE_WORDS, Shingler, jaccard
from tests.export.conftest import words


def groups(texts: list[str], threshold: float = 0.7) -> list[list[int]]:
    return find(lambda: texts, threshold).groups


def edited(text: str, changes: int, seed: int) -> str:
    """Replace some words, far enough apart for each to cost all its shingles."""
    draw, listed = random.Random(seed), text.split()
    for place in draw.sample(range(0, len(listed), SHINGLE_WORDS), changes):
        listed[place] = f"changed{seed}x{place}"
    return " ".join(listed)


def by_brute_force(texts: list[str], threshold: float) -> list[list[int]]:
    shingler = Shingler()
    shingles = [shingler(text) for text in texts]
    group = list(range(len(texts)))
    for one, other in combinations(range(len(texts)), 2):
        if jaccard(shingles[one], shingles[other]) >= threshold:
            old, new = group[other], group[one]
            group = [new if g == old else g for g in group]
    found = [[n for n, g in enumerate(group) if g == wanted] for wanted in dict.fromkeys(group)]
    return [members for members in found if len(members) > 1]


@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.9])
def test_the_groups_are_those_of_all_pairs(threshold: float) -> None:
    texts = [edited(words(n % 6), n % 9, n) for n in range(60)]
    assert groups(texts, threshold) == by_brute_force(texts, threshold) != []


def test_similarity_is_measured_and_not_estimated() -> None:
    text = words(1, 104)
    found = find(lambda: [text, edited(text, 3, 1)], 0.5)
    # Of 100 shingles, three changed words in the middle of the text cost five each.
    inside = found.similarity(0, 1)
    assert inside in {(100 - lost) / (100 + lost) for lost in range(11, 16)}


def test_case_punctuation_and_white_space_make_no_difference() -> None:
    assert groups(["The ferry left at noon.", "the FERRY — left,\nat “noon”"]) == [[0, 1]]


def test_texts_shorter_than_a_shingle_and_without_words() -> None:
    assert groups(["yes", "Yes!", "no", "", "", "…", "…", "?"]) == [[0, 1], [3, 4], [5, 6]]


def test_nothing_to_compare() -> None:
    assert groups([]) == [] and groups(["one text alone"]) == []


def test_order_does_not_matter() -> None:
    texts = [edited(words(n % 4), n % 5, n) for n in range(24)]
    turned = list(reversed(texts))
    found = {frozenset(texts[n] for n in group) for group in groups(texts)}
    assert found == {frozenset(turned[n] for n in group) for group in groups(turned)}


def test_a_large_family_is_one_group() -> None:
    text = words(2, 200)
    texts = [edited(text, 2, n) for n in range(300)] + [words(n) for n in range(100, 150)]
    assert groups(texts) == [list(range(300))]


def test_lone_surrogates_are_words_like_others() -> None:
    assert groups(["one \ud800 two three", "one \ud800 two three"]) == [[0, 1]]


@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.8, 0.95])
def test_bands_let_one_pair_in_a_million_pass(threshold: float) -> None:
    def unseen(number: int) -> float:
        return float((1 - threshold**4) ** number)

    assert unseen(bands(threshold)) <= 1e-6 < unseen(bands(threshold) - 1)
