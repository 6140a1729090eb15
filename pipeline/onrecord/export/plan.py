"""What a data set will hold, settled before anything of it is written."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.export import licences, near_duplicates, runs, splits
from onrecord.export.facts import Settings
from onrecord.export.folder import Placement
from onrecord.export.syndication import Copy, Entry, copies


class Plan(NamedTuple):
    """Which documents go where.

    Attributes:
        entries: All documents of the runs.
        copied: Those that say what an earlier one says, by number.
        placements: Where the documents go that are not left out, by name.
        largest_group: How many documents the largest group holds.
    """

    entries: list[Entry]
    copied: dict[int, Copy]
    placements: dict[str, Placement]
    largest_group: int


def make(folders: Sequence[str | os.PathLike[str]], settings: Settings, known: list[licences.Source]) -> Plan:
    """Find copies, form groups and place them.

    Raises:
        InputError: if a run cannot be used, a split would be empty or a library is missing.
    """
    entries = runs.entries(folders)
    found = near_duplicates.find(lambda: runs.texts(folders), settings.threshold)
    copied = copies(entries, found, settings)
    removed = set() if settings.keep_copies else set(copied)
    names = splits.groups(entries, found.groups, settings.keep_together, removed)
    kept = {entry.doc_id: name for n, (entry, name) in enumerate(zip(entries, names, strict=True)) if n not in removed}
    splits.check(kept.values(), settings.split, settings.seed)
    placements: dict[str, Placement] = {}
    for entry in entries:
        if entry.doc_id in kept:
            group, source = kept[entry.doc_id], licences.source_of(entry, known)
            placements[entry.doc_id] = Placement(
                doc_id=entry.doc_id,
                split=splits.assign(group, settings.split, settings.seed),
                group=group,
                sha256=entry.sha256,
                source=source.key if source else None,
                licence=source.licence if source else licences.UNKNOWN,
            )
    return Plan(entries, copied, placements, max(Counter(kept.values()).values()))
