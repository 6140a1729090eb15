"""Splits: what stays together, and that documents stay where they are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.export import splits
from onrecord.export.folder import Placement
from onrecord.export.syndication import Entry
from tests.export.conftest import Build, article, write_run


def entry(number: int, published: str | None = None, publisher: str | None = None) -> Entry:
    return Entry(f"d{number}", f"{number:064}", published, publisher, None, 0)


def placed(folder: Path) -> dict[str, str]:
    return {p.doc_id: p.split for p in jsonl.read(folder / "splits.jsonl", Placement)}


def test_shares_are_read() -> None:
    assert splits.parse("70/20/10") == (70, 20, 10)


@pytest.mark.parametrize("written", ["80/20", "80/10/20", "80/10/10/0", "a/b/c", "-10/100/10", "33.3/33.3/33.4", ""])
def test_shares_that_cannot_be(written: str) -> None:
    with pytest.raises(InputError, match="add up to 100"):
        splits.parse(written)


def test_groups_fall_by_their_shares() -> None:
    counts = Counter(splits.assign(f"group {n}", (80, 10, 10), 0) for n in range(5000))
    assert counts["train"] == pytest.approx(4000, abs=150) and counts["dev"] == pytest.approx(500, abs=100)


def test_another_seed_is_another_split() -> None:
    names = [f"group {n}" for n in range(50)]
    assert [splits.assign(n, (50, 25, 25), 0) for n in names] != [splits.assign(n, (50, 25, 25), 1) for n in names]


@pytest.mark.parametrize(
    ("together", "expected"),
    [
        ("near-duplicates", [0, 1, 2, 3, 4]),
        ("publisher", [0, 0, 2, 2, 4]),
        ("day", [0, 1, 0, 3, 4]),
        ("publisher-day", [0, 1, 2, 3, 4]),
    ],
)
def test_what_stays_together(together: str, expected: list[int]) -> None:
    entries = [
        entry(0, "2025-03-05T10:00:00Z", "Post"),
        entry(1, "2025-03-06", "Post"),
        entry(2, "2025-03-05", "Mail"),
        entry(3, None, "Mail"),
        entry(4),
    ]
    names = splits.groups(entries, [], together)
    assert [names.index(name) for name in names] == expected


def test_near_duplicates_join_what_stays_together() -> None:
    entries = [entry(0, "2025-01-01", "Post"), entry(1, "2025-01-02", "Mail"), entry(2, "2025-01-03", "Mail")]
    assert len(set(splits.groups(entries, [[0, 2]], "publisher"))) == 1
    # A copy that is left out does not tie the publishers of a story to each other.
    assert splits.groups(entries, [[0, 2]], "publisher", removed={2})[:2] == splits.groups(entries[:2], [], "publisher")


def test_documents_added_later_move_nothing(tmp_path: Path, make: Build) -> None:
    old = write_run(tmp_path / "old", (article(seed) for seed in range(30)))
    new = write_run(tmp_path / "new", (article(seed, published="2025-06-01") for seed in range(30, 60)))
    make("one", old)
    make("two", old, new)
    before, after = placed(tmp_path / "one"), placed(tmp_path / "two")
    assert len(after) == 60 and before.items() <= after.items()


def test_the_order_of_runs_moves_nothing(tmp_path: Path, make: Build) -> None:
    one = write_run(tmp_path / "r1", (article(seed) for seed in range(12)))
    other = write_run(tmp_path / "r2", (article(seed) for seed in range(30, 42)))
    for name, runs in {"one": (one, other), "two": (other, one)}.items():
        make(name, *runs, split=[40, 30, 30])
    assert placed(tmp_path / "one") == placed(tmp_path / "two")


def test_publishers_are_in_one_split_each(tmp_path: Path, make: Build) -> None:
    run = write_run(tmp_path / "run", (article(seed, publisher=f"Paper {seed % 12}") for seed in range(48)))
    make("set", run, keep_together="publisher", seed=0, split=[50, 25, 25])
    where = placed(tmp_path / "set")
    assert len({(int(doc_id[1:]) % 12, split) for doc_id, split in where.items()}) == 12
    assert set(where.values()) == {"train", "dev", "test"}


def test_a_split_that_would_be_empty_is_an_error_with_a_seed_that_fills_it() -> None:
    names = [f"group {n}" for n in range(6)]
    seed = next(s for s in range(100) if "dev" not in {splits.assign(n, (80, 10, 10), s) for n in names})
    with pytest.raises(InputError, match=r"dev.* would be empty: 6 documents make 6 groups") as error:
        splits.check(names, (80, 10, 10), seed)
    better = int(error.value.hint.removeprefix("--seed ").partition(" ")[0])
    splits.check(names, (80, 10, 10), better)


def test_where_no_seed_fills_the_splits_other_ways_out_are_named() -> None:
    with pytest.raises(InputError, match=r"the largest of 9; .*--split 100/0/0.*--keep-together"):
        splits.check(["one group"] * 9, (80, 10, 10), 0)


def test_a_split_without_a_share_is_not_written(run: Path, tmp_path: Path, make: Build) -> None:
    assert list(make("set", run, split=[70, 0, 30]).parts) == ["train", "test"]
    assert not (tmp_path / "set" / "dev").exists()
