"""Parts joined into the files a run leaves, and those put in their place."""

from __future__ import annotations

import hashlib
import re

from onrecord.batch.journal import UNFINISHED, Complete, Journal, Shard
from onrecord.batch.parts import Written, counts_of, file_of
from onrecord.batch.storage import Storage
from onrecord.errors import PipelineError
from onrecord.records import CLAIMS, DOCUMENTS, shard_name
from onrecord.validate import MANIFEST, QUARANTINE

SIZE = 10_000
"""Documents in a shard, unless the caller says otherwise; its last part may go beyond."""
TIMINGS = "timings.json"
_OWN = re.compile(r"(documents|claims)(-\d{5,})?\.jsonl|quarantine\.jsonl|manifest\.json|timings\.json")


def join_full(journal: Journal, place: Storage, size: int) -> None:
    """Join the parts that wait if they fill a shard."""
    if sum(written.counts.documents for written in journal.written) >= size:
        join(journal, place)


def join(journal: Journal, place: Storage) -> None:
    """Join the parts that wait into the next shard; their files go once it is in the journal."""
    joined, number = list(journal.written), len(journal.shards)
    files = {}
    for name in (DOCUMENTS, CLAIMS):
        whole, hashed = shard_name(name, number), hashlib.sha256()
        with place.opened(f"{UNFINISHED}/{whole}") as stream:
            for written in joined:
                data = _part_file(place, written, file_of(name, written.part))
                hashed.update(data)
                stream.write(data)
        files[whole] = hashed.hexdigest()
    quarantined = [record for written in joined for record in written.quarantined]
    journal.add(Shard(shard=number, counts=counts_of(joined), quarantined=quarantined, files=files))
    for written in joined:
        for name in written.files:
            place.remove(name)


def _part_file(place: Storage, written: Written, name: str) -> bytes:
    data = place.read(name)
    if data is None or hashlib.sha256(data).hexdigest() != written.files[name]:
        raise PipelineError(f"{place.url}/{name}: not as it was written", "use --restart to begin again")
    return data


def final_files(journal: Journal) -> dict[str, str]:
    """Return the SHA-256 of the data files of a run by their final names: a single shard needs no number."""
    files = {name: digest for shard in journal.shards for name, digest in shard.files.items()}
    if len(journal.shards) != 1:
        return files
    return {whole: files[shard_name(whole, 0)] for whole in (DOCUMENTS, CLAIMS)}


def publish(journal: Journal, place: Storage) -> None:
    """Put the finished files of a run in their place; done again after a crash, it does the rest."""
    if not journal.complete:
        journal.add(Complete())
    data = [name for shard in journal.shards for name in shard.files]
    targets = dict(zip(sorted(data), sorted(final_files(journal)), strict=True))
    targets |= {name: name for name in (QUARANTINE, TIMINGS)}
    if place.read(f"{UNFINISHED}/{MANIFEST}") is not None:
        # An older run goes first, and its manifest before all: a folder without one is not complete.
        old = [name for name in place.names() if _OWN.fullmatch(name) and name not in targets.values()]
        for name in sorted(old, key=lambda n: n != MANIFEST):
            place.remove(name)
        for source, target in targets.items():
            place.move(f"{UNFINISHED}/{source}", target)
        place.move(f"{UNFINISHED}/{MANIFEST}", MANIFEST)
    place.remove(UNFINISHED)
