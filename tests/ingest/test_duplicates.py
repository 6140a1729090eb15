"""Duplicates of earlier documents, as documents stream by."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from onrecord.ingest.duplicates import Duplicates
from tests.ingest.files import SENTENCES, TEXT, located, read, rows

WORDS = "ferry harbour island county board vote June money fleet chief fare ship plan quay crew tide rope deck".split()


def text(seed: int, length: int = 200) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def test_the_same_words_are_one_cluster_whatever_their_marks(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "a.jsonl", {"text": TEXT, "doc_id": "a"}, {"text": TEXT.upper().replace(".", "!")}, {"text": "Bo."}
    )
    first, second, third = (item.provenance for item in located(path, dedupe="mark"))
    assert first and second and third
    assert (first.duplicate_of, second.duplicate_of, third.duplicate_of) == (None, "a", None)
    assert second.similarity == 1.0


def test_near_duplicates_are_marked_with_how_near_they_are(tmp_path: Path) -> None:
    long = text(1, 400)
    path = rows(
        tmp_path / "a.jsonl",
        {"text": long, "doc_id": "a"},
        {"text": text(2, 400), "doc_id": "b"},
        {"text": long + " and more.", "doc_id": "c"},
        {"text": long[: len(long) * 3 // 5], "doc_id": "d"},
    )
    found = {item.document.doc_id: item.provenance for item in located(path, dedupe="mark")}
    assert [name for name, p in found.items() if p and p.duplicate_of] == ["c"]
    near = found["c"]
    assert near and near.duplicate_of == "a" and near.similarity is not None and 0.95 < near.similarity < 1
    loose = {i.document.doc_id: i.provenance for i in located(path, dedupe="mark", similarity=0.5)}
    assert loose["d"] and loose["d"].duplicate_of == "a"


def test_dropped_duplicates_are_named_in_the_quarantine_and_take_no_name(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "a.jsonl", {"text": TEXT, "doc_id": "a"}, {"text": TEXT, "doc_id": "a"}, {"text": "x", "doc_id": "a"}
    )
    first, second, third = read(path, dedupe="drop")
    assert getattr(second, "stage", "") == "duplicate"
    assert second.error == "a duplicate of a (similarity 1)"  # type: ignore[union-attr]
    assert first.document.doc_id == "a" and third.document.doc_id.startswith("a-")  # type: ignore[union-attr]


def test_nothing_is_looked_for_unless_asked(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", {"text": TEXT}, {"text": TEXT})
    assert [item.provenance.duplicate_of for item in located(path) if item.provenance] == [None, None]


def test_all_pairs_at_the_threshold_are_found() -> None:
    found = Duplicates(0.8)
    with found:
        for seed in range(150):
            assert found.find(text(seed)) is None
            found.add(str(seed))
        for seed in range(150):
            words = text(seed).split()
            # Ten words changed at the end touch 10 of 196 shingles.
            changed = " ".join([*words[:-10], *(f"new{n}" for n in range(10))])
            match = found.find(changed)
            assert match is not None and match.doc_id == str(seed) and match.similarity >= 0.8


def test_a_text_without_words_is_like_itself_alone() -> None:
    with Duplicates(0.8) as found:
        for words in ("", "…", "?!"):
            assert found.find(words) is None
            found.add(words)
        assert found.find("?!") is not None
        assert found.find("\ud800") is None
        found.add("\ud800")


def test_many_copies_cost_no_more_than_few() -> None:
    compared = 0
    with Duplicates(0.8) as found:
        candidates = found._candidates

        def counted(keys: list[int]) -> Any:
            nonlocal compared
            there = candidates(keys)
            compared += len(there)
            return there

        found._candidates = counted  # type: ignore[method-assign]
        base = text(7, 300)
        assert found.find(base) is None
        found.add("a")
        for n in range(300):
            assert found.find(f"{base} copy number {n}") is not None
    assert compared <= 300


@pytest.mark.parametrize("similarity", [0.5, 1.0])
def test_the_threshold_may_be_low_or_the_same_words(similarity: float) -> None:
    with Duplicates(similarity) as found:
        assert found.find(TEXT) is None
        found.add("a")
        assert found.find(TEXT) is not None
        assert (found.find(TEXT + " " + SENTENCES[0]) is not None) == (similarity < 1)
