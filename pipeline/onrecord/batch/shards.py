"""Parts joined into the files a run leaves, and those put in their place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from onrecord.batch.journal import JOURNAL, UNFINISHED, Complete, Journal, Shard
from onrecord.batch.parts import NAMES, counts_of, file_of
from onrecord.batch.storage import Storage
from onrecord.errors import PipelineError
from onrecord.records import QUARANTINE, shard_name
from onrecord.validate import MANIFEST

SIZE = 10_000
"""Documents in a shard, unless the caller says otherwise; its last part may go beyond."""
TIMINGS = "timings.json"
# What comes in shards; what was set aside is one file, whatever the number of documents.
_SHARDED = tuple(name for name in NAMES if name != QUARANTINE)
_OWN = re.compile(r"(documents|claims|provenance)(-\d{5,})?\.jsonl|quarantine\.jsonl|manifest\.json|timings\.json")


def join_full(journal: Journal, place: Storage, size: int) -> None:
    """Join the parts that wait if they fill a shard."""
    if sum(written.counts.documents for written in journal.written) >= size:
        join(journal, place)


def join(journal: Journal, place: Storage) -> None:
    """Join the parts that wait into the next shard; their files go once it is in the journal."""
    joined, number = list(journal.written), len(journal.shards)
    files = {}
    for name in NAMES:
        whole = shard_name(name, number)
        pieces = (_data(place, file_of(name, w.part), w.files) for w in joined)
        files[whole] = _joined(place, f"{UNFINISHED}/{whole}", pieces)
    position = joined[-1].position if joined else 0
    journal.add(Shard(shard=number, position=position, counts=counts_of(joined), files=files))
    for written in joined:
        for name in written.files:
            place.remove(name)


def join_quarantine(journal: Journal, place: Storage) -> str:
    """Join what all shards set aside into one file, and return its SHA-256."""
    names = [(shard_name(QUARANTINE, shard.shard), shard.files) for shard in journal.shards]
    pieces = (_data(place, f"{UNFINISHED}/{name}", {f"{UNFINISHED}/{name}": files[name]}) for name, files in names)
    return _joined(place, f"{UNFINISHED}/{QUARANTINE}", pieces)


def _joined(place: Storage, name: str, pieces: Iterator[bytes]) -> str:
    hashed = hashlib.sha256()
    with place.opened(name) as stream:
        for data in pieces:
            hashed.update(data)
            stream.write(data)
    return hashed.hexdigest()


def _data(place: Storage, name: str, files: dict[str, str]) -> bytes:
    data = place.read(name)
    if data is None or hashlib.sha256(data).hexdigest() != files[name]:
        raise PipelineError(f"{place.url}/{name}: not as it was written", "use --restart to begin again")
    return data


def final_files(journal: Journal) -> dict[str, str]:
    """Return the SHA-256 of the sharded files of a run by their final names: a single shard needs no number."""
    alone = len(journal.shards) == 1
    return {
        name if alone else shard_name(name, shard.shard): shard.files[shard_name(name, shard.shard)]
        for shard in journal.shards
        for name in _SHARDED
    }


def publish(journal: Journal, place: Storage) -> None:
    """Put the finished files of a run in their place; done again after a crash, it does the rest."""
    if not journal.complete:
        journal.add(Complete())
    data = [shard_name(name, shard.shard) for shard in journal.shards for name in _SHARDED]
    targets = dict(zip(data, final_files(journal), strict=True))
    targets |= {name: name for name in (QUARANTINE, TIMINGS)}
    if place.read(f"{UNFINISHED}/{MANIFEST}") is not None:
        # An older run goes first, and its manifest before all: a folder without one is not complete.
        old = [name for name in place.names() if _OWN.fullmatch(name) and name not in targets.values()]
        for name in sorted(old, key=lambda n: n != MANIFEST):
            place.remove(name)
        for source, target in targets.items():
            place.move(f"{UNFINISHED}/{source}", target)
        place.move(f"{UNFINISHED}/{MANIFEST}", MANIFEST)
    # The journal first: without it the rest is litter, which the next run there sweeps away.
    place.remove(JOURNAL)
    place.remove(UNFINISHED)
