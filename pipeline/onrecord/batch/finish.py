"""The end of a run: its manifest, how long it took, and the files in their place."""

from __future__ import annotations

import msgspec

from onrecord import jsonl
from onrecord.batch import shards
from onrecord.batch.journal import UNFINISHED, Header, Journal, check
from onrecord.batch.shards import TIMINGS
from onrecord.batch.storage import Storage
from onrecord.batch.tally import Tally
from onrecord.errors import InputError
from onrecord.ingest import Reader
from onrecord.records import QUARANTINE
from onrecord.schema import SCHEMA_VERSION, Manifest
from onrecord.validate import MANIFEST

_ANEW = "leave --resume out to replace it, or name another folder"


class Timings(msgspec.Struct, frozen=True):
    """How long a run took, in seconds; apart from the manifest, which is the same for the same run.

    Attributes:
        jobs: Number of processes.
        load: Seconds until the pipeline was loaded.
        extract: Seconds from then on, of the last session where it was interrupted.
        words_per_second: Speed of that session.
        resumed: Documents that were on the disk when that session began.
    """

    jobs: int
    load: float
    extract: float
    words_per_second: float
    resumed: int = 0


class Summary(msgspec.Struct, frozen=True):
    """What a run did.

    Attributes:
        manifest: Its manifest.
        timings: How long it took.
        resumed: Documents that were on the disk already.
        shards: Number of files of claims.
    """

    manifest: Manifest
    timings: Timings
    resumed: int
    shards: int


class Begun(msgspec.Struct, frozen=True):
    """How a session began.

    Attributes:
        documents: Documents on the disk.
        words: Words in them.
    """

    documents: int
    words: int


def begun(journal: Journal) -> Begun:
    """Return what a journal says was there."""
    counts = [*(s.counts for s in journal.shards), *(w.counts for w in journal.written)]
    return Begun(sum(c.documents for c in counts), sum(c.words for c in counts))


def finish(
    journal: Journal, place: Storage, header: Header, reader: Reader, there: Begun, spent: tuple[int, float, float]
) -> Summary:
    """Write the manifest of a run whose parts are all joined, and put its files in their place."""
    tally = Tally()
    for shard in journal.shards:
        tally.add_counts(shard.counts)
    files = shards.final_files(journal) | {QUARANTINE: shards.join_quarantine(journal, place)}
    manifest = Manifest(
        schema_version=SCHEMA_VERSION,
        onrecord=header.onrecord,
        versions=header.versions,
        model=header.model,
        options=header.options,
        inputs=header.inputs,
        counts=tally.counts(renamed=reader.names.renamed),
        ignored_keys=dict(sorted(reader.ignored.items())),
        files=dict(sorted(files.items())),
    )
    jobs, load_seconds, seconds = spent
    timings = Timings(
        jobs=jobs,
        load=round(load_seconds, 3),
        extract=round(seconds, 3),
        words_per_second=round((tally.words - there.words) / seconds, 1),
        resumed=there.documents,
    )
    place.write(f"{UNFINISHED}/{TIMINGS}", jsonl.indented(timings))
    place.write(f"{UNFINISHED}/{MANIFEST}", jsonl.indented(manifest))
    shards.publish(journal, place)
    return Summary(manifest, timings, there.documents, len(journal.shards))


def publish_rest(journal: Journal, place: Storage) -> Summary:
    """Put the files in their place that an interrupted run had written completely."""
    shards.publish(journal, place)
    return _summary(place, begun(journal).documents)


def complete(place: Storage, header: Header) -> Summary | None:
    """Return what the complete run in a folder did; none where there is none.

    Raises:
        InputError: if it is not the one that is asked for.
    """
    data = place.read(MANIFEST)
    if data is None:
        return None
    try:
        manifest: Manifest = jsonl.loads(data, Manifest)
    except ValueError:
        return None
    # How many documents its shards were to have is not known any more, and makes no other records.
    found = Header(
        onrecord=manifest.onrecord,
        versions=manifest.versions,
        model=manifest.model,
        options=manifest.options,
        shard_size=header.shard_size,
        inputs=manifest.inputs,
    )
    check(found, header, f"{place.url}: the complete run there", _ANEW)
    return _summary(place, manifest.counts.documents)


def _summary(place: Storage, resumed: int) -> Summary:
    data, timed = place.read(MANIFEST), place.read(TIMINGS)
    if data is None or timed is None:
        raise InputError(f"{place.url}: no {MANIFEST} or {TIMINGS} there", "use --restart to begin again")
    manifest: Manifest = jsonl.loads(data, Manifest)
    number = sum(name.startswith("claims") for name in manifest.files)
    return Summary(manifest, jsonl.loads(timed, Timings), resumed, number)
