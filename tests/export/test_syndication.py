"""Copies: which document stands for the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import jsonl
from onrecord.export.syndication import Copy, Entry, age
from tests.export.conftest import Build, article, words, write_run


def entry(published: str | None, sha256: str = "0") -> Entry:
    return Entry("d", sha256, published, None, None, 0)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2025-03-05", "2025-03-06"),
        ("2025-03-05T23:30:00-02:00", "2025-03-06T02:00:00Z"),
        # What is dated to the minute came before the end of its day, month and year.
        ("2025-03-05T14:00:00Z", "2025-03-05"),
        ("2025-03-05", "2025-03"),
        ("2025-03", "2025"),
        ("2025", "2026-01-01T00:00:00Z"),
        ("2025-03-05", None),
    ],
)
def test_documents_are_ordered_by_date(earlier: str, later: str | None) -> None:
    assert age(entry(earlier)) < age(entry(later))


def test_documents_of_one_date_are_ordered_by_text() -> None:
    assert age(entry("2025", "a")) < age(entry("2025", "b"))


def copies(folder: Path) -> list[Copy]:
    return list(jsonl.read(folder / "copies.jsonl", Copy))


def wire(tmp_path: Path) -> Path:
    """Three prints of one wire story among ten other articles; the second print is the earliest."""
    story = words(900)
    prints = [
        article(900, body=story, published="2025-03-07", publisher="Late Post"),
        article(901, body=story.upper(), published="2025-03-05", publisher="The Wire"),
        article(902, body=f"{story} Reporting by hand", published="2025-03-06", publisher="Next Day"),
    ]
    return write_run(tmp_path / "wire", [*prints, *(article(seed) for seed in range(10))])


def test_the_earliest_is_kept_and_the_others_listed(tmp_path: Path, make: Build) -> None:
    facts = make("set", wire(tmp_path), split=[100, 0, 0])
    found = copies(tmp_path / "set")
    assert [(c.doc_id, c.kept, c.publisher, c.published, c.removed) for c in found] == [
        ("a900", "a901", "Late Post", "2025-03-07", True),
        ("a902", "a901", "Next Day", "2025-03-06", True),
    ]
    assert found[0].similarity == 1 > found[1].similarity > 0.9
    assert (facts.parts["train"].documents, facts.duplicates.documents_removed) == (11, 2)
    assert (facts.duplicates.copies_of_the_same_words, facts.duplicates.near_copies) == (1, 1)
    assert facts.duplicates.claims_removed == 10


def test_copies_may_be_kept(tmp_path: Path, make: Build) -> None:
    facts = make("set", wire(tmp_path), split=[100, 0, 0], keep_copies=True)
    assert facts.parts["train"].documents == 13 and facts.duplicates.documents_removed == 0
    assert [c.removed for c in copies(tmp_path / "set")] == [False, False]
    # What says the same stays together all the same.
    assert (facts.parts["train"].groups, facts.duplicates.largest_group) == (11, 3)


def test_a_document_alike_only_through_others_is_kept(tmp_path: Path, make: Build) -> None:
    first, second, third = words(1, 60), words(2, 60), words(3, 60)
    filler = words(4, 300)
    chain = [
        article(1, body=f"{filler} {first} {second}", published="2025-01-01"),
        article(2, body=f"{filler} {second} {third}", published="2025-01-02"),
        article(3, body=f"{filler} {third} {words(5, 60)}", published="2025-01-03"),
    ]
    facts = make("set", write_run(tmp_path / "run", chain), split=[100, 0, 0], threshold=0.65)
    assert [(c.doc_id, c.kept) for c in copies(tmp_path / "set")] == [("a2", "a1")]
    # a3 is no copy of a1, but a2, which is, ties them together.
    assert (facts.parts["train"].documents, facts.parts["train"].groups) == (2, 1)
