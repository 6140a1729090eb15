"""Train, dev and test: which documents stay together, and where each group goes.

A group goes where the hash of its key falls, not where a shuffle puts it: documents that are added later do not
move those that are there, unless they join two groups. The shares are therefore approximate.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Literal, get_args

from onrecord.errors import InputError
from onrecord.export.syndication import Entry, age

NAMES = ("train", "dev", "test")
KeepTogether = Literal["near-duplicates", "publisher", "day", "publisher-day"]
# How many seeds are tried for one that leaves no split empty, where the one given does.
_SEEDS_TRIED = 100
KEEP_TOGETHER: tuple[str, ...] = get_args(KeepTogether)


def parse(written: str) -> tuple[int, int, int]:
    """Read shares as ``80/10/10``: train, dev, test in per cent.

    Raises:
        InputError: if they are not three whole numbers that add up to 100.
    """
    parts = written.split("/")
    shares = tuple(int(part) for part in parts if part.isascii() and part.isdigit())
    if len(parts) != 3 or len(shares) != 3 or sum(shares) != 100:
        tip = "give three whole numbers that add up to 100, such as 80/10/10 or 100/0/0"
        raise InputError(f"--split {written!r} is not train/dev/test in per cent", tip)
    train, dev, test = shares
    return train, dev, test


def company(entry: Entry, keep_together: str) -> str:
    """Return what a document shares with all that must stay with it; its text, if nothing else."""
    day = None if entry.published is None else entry.published[:10]
    parts = {"publisher": [entry.publisher], "day": [day], "publisher-day": [entry.publisher, day]}
    shared = parts.get(keep_together, [None])
    if None in shared:
        return f"text:{entry.sha256}"
    return f"{keep_together}:" + "\x1f".join(part for part in shared if part is not None)


def groups(
    entries: Sequence[Entry], linked: Iterable[Sequence[int]], keep_together: str, removed: Collection[int] = ()
) -> list[str]:
    """Return the name of every document's group.

    Args:
        entries: The documents.
        linked: Numbers of documents that near-duplicates connect.
        keep_together: What else keeps documents together, one of :data:`KEEP_TOGETHER`.
        removed: Numbers of documents that are left out. They still link what they are copies of, but not the
            company they were published in: else a wire story would join all publishers that printed it.

    Returns:
        For each document a hash of the company of the earliest of its group: what is published later leaves it as it
        is.
    """
    parent = list(range(len(entries)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    first: dict[str, int] = {}
    keys = [company(entry, "" if number in removed else keep_together) for number, entry in enumerate(entries)]
    pairs = [(first.setdefault(key, number), number) for number, key in enumerate(keys)]
    pairs += [(group[0], number) for group in linked for number in group[1:]]
    for one, other in pairs:
        parent[root(one)] = root(other)
    roots = [root(number) for number in range(len(entries))]
    earliest: dict[int, int] = {}
    for number, entry in enumerate(entries):
        held = earliest.setdefault(roots[number], number)
        if age(entry) < age(entries[held]):
            earliest[roots[number]] = number
    return [_digest(keys[earliest[r]]).hex()[:16] for r in roots]


def assign(group: str, shares: Sequence[int], seed: int) -> str:
    """Return the split that a group goes to, by its name."""
    point = int.from_bytes(_digest(f"{seed}\x1f{group}")[:8], "big")
    bound = 0
    for name, share in zip(NAMES, shares, strict=True):
        bound += share
        if point * 100 < bound << 64:
            return name
    raise AssertionError("shares add up to 100")


def check(names: Collection[str], shares: Sequence[int], seed: int) -> None:
    """Refuse splits of which one that was asked for is empty.

    Args:
        names: Name of every document's group.
        shares: As :func:`parse` reads them.
        seed: What the groups would be assigned with.

    Raises:
        InputError: naming it, with the sizes and a seed that does better, if there is one.
    """
    empty = _empty(set(names), shares, seed)
    if not empty:
        return
    sizes = Counter(names)
    better = next((s for s in range(_SEEDS_TRIED) if not _empty(sizes.keys(), shares, s)), None)
    raise InputError(
        f"{' and '.join(empty)} would be empty: {len(names)} documents make {len(sizes)} groups that stay together, "
        f"the largest of {max(sizes.values())}",
        f"--seed {better} fills every split, or give other shares such as --split 100/0/0"
        if better is not None
        else "give other shares such as --split 100/0/0, another --keep-together or more documents",
    )


def _empty(names: Collection[str], shares: Sequence[int], seed: int) -> list[str]:
    filled = {assign(name, shares, seed) for name in names}
    return [name for name, share in zip(NAMES, shares, strict=True) if share and name not in filled]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
