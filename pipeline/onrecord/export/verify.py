"""Proof that a data set is what it says: ``dataset verify``.

Every failure names file and, where there is one, line. What is proved: the hashes of all files; every record against
the schema, every span against its text, every link; ids unique over all splits; the tables equal to the lines;
articles where ``splits.jsonl`` has them and where their group's hash falls, with no publisher or day, if these were
to stay together, and no near-duplicate in two splits; the counts and the signature of ``dataset.json``. Without
texts there is nothing to compare words with: then only the places of spans are checked.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord import jsonl, records
from onrecord.export import near_duplicates, splits
from onrecord.export.facts import COPIES, FACTS, SPLITS, Facts, read, signature
from onrecord.export.folder import Placement
from onrecord.export.syndication import Copy, Entry
from onrecord.export.verify_files import file_faults
from onrecord.export.verify_records import RecordCheck
from onrecord.schema import Document


class Report(msgspec.Struct):
    """What was looked at, and every failure."""

    facts: Facts
    failures: list[str]


def verify(folder: str | os.PathLike[str]) -> Report:
    """Check a data set.

    Raises:
        InputError: if the folder holds none, or a library is missing.
    """
    facts, root = read(folder), Path(folder)
    report = Report(facts, list(file_faults(root, facts)))
    if any(not (root / name).is_file() for name in facts.files):
        return report  # what is missing has been named; the rest could not be read
    placements = _placements(root / SPLITS, facts, report.failures)
    check = RecordCheck(facts, placements, report.failures)
    for split in facts.parts:
        check.part(root / split, split)
    check.absent(root / SPLITS)
    report.failures += _copies(root / COPIES, facts, placements)
    report.failures += _company(root / SPLITS, facts, check.entries, placements)
    if facts.settings.texts == "included":
        report.failures += _leaks(root, facts)
    made = signature(facts.onrecord, facts.records, facts.runs, facts.settings, facts.parts)
    if made != facts.signature:
        report.failures.append(f"{root / FACTS}: the signature is {facts.signature!r}, the facts make {made!r}")
    return report


def _placements(path: Path, facts: Facts, failures: list[str]) -> dict[str, Placement]:
    placements: dict[str, Placement] = {}
    split_of: dict[str, str] = {}
    placement: Placement
    for line, placement in jsonl.numbered(path, Placement, on_error=lambda error: failures.append(str(error))):
        at = f"{path}:{line}: {placement.doc_id!r}"
        if placement.doc_id in placements:
            failures.append(f"{at}: listed twice")
        placements[placement.doc_id] = placement
        held = split_of.setdefault(placement.group, placement.split)
        if held != placement.split:
            failures.append(f"{at}: group {placement.group} is in {held} and in {placement.split}")
        falls = splits.assign(placement.group, facts.settings.split, facts.settings.seed)
        if falls != placement.split:
            failures.append(f"{at}: is in {placement.split}, its group {placement.group} falls into {falls}")
    return placements


def _copies(path: Path, facts: Facts, placements: dict[str, Placement]) -> Iterator[str]:
    faults: list[str] = []
    copy: Copy
    for line, copy in jsonl.numbered(path, Copy, on_error=lambda error: faults.append(str(error))):
        at = f"{path}:{line}: {copy.doc_id!r}"
        if copy.kept not in placements:
            yield f"{at}: is a copy of {copy.kept!r}, which is in no split"
        if copy.removed == (copy.doc_id in placements):
            yield f"{at}: {'removed, but in a split' if copy.removed else 'kept, but in no split'}"
        # Similarities are written with four decimals.
        if not facts.settings.threshold - 5e-5 <= copy.similarity <= 1:
            yield f"{at}: similarity {copy.similarity} is not from {facts.settings.threshold} to 1"
    yield from faults


def _company(path: Path, facts: Facts, entries: list[Entry], placements: dict[str, Placement]) -> Iterator[str]:
    """Yield the publishers or days that were to stay together and did not."""
    first: dict[str, str] = {}
    for entry in entries:
        key = splits.company(entry, facts.settings.keep_together)
        one = first.setdefault(key, entry.doc_id)
        if placements[one].split != placements[entry.doc_id].split:
            what = key.replace("\x1f", " ")
            yield f"{path}: {what!r} is in {placements[one].split} ({one!r}) and elsewhere ({entry.doc_id!r})"


def _leaks(root: Path, facts: Facts) -> Iterator[str]:
    """Yield near-duplicates in two splits and, where copies were to be left out, any that are left."""
    names: list[tuple[str, str, int]] = []

    def texts() -> Iterator[str]:
        names.clear()
        document: Document
        for split in facts.parts:
            path = root / split / records.DOCUMENTS
            for line, document in jsonl.numbered(path, Document, on_error=lambda _: None):
                names.append((split, document.doc_id, line))
                yield document.text

    for group in near_duplicates.find(texts, facts.settings.threshold).groups:
        by_split: dict[str, list[int]] = defaultdict(list)
        for number in group:
            by_split[names[number][0]].append(number)
        if len(by_split) == 1 and facts.settings.keep_copies:
            continue
        # One of each split, or the first two of the only one.
        shown = [numbers[0] for numbers in by_split.values()] if len(by_split) > 1 else group[:2]
        split, doc_id, line = names[shown[0]]
        others = " and ".join(f"{names[n][1]!r} ({names[n][0]})" for n in shown[1:])
        yield f"{root / split / records.DOCUMENTS}:{line}: {doc_id!r} ({split}) is a near-duplicate of {others}"
