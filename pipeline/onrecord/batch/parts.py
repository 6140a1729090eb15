"""The unit of work: some documents through one pipeline and into files, wherever it runs.

A part holds as many documents as one batch of the encoder. Whoever has the pipeline writes it: this process, one
of several, or a machine of a cluster that shares the storage. What it returns goes into the journal of the run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec
from spacy.language import Language

from onrecord import jsonl
from onrecord.batch.outcomes import Outcome, Work, process
from onrecord.batch.storage import Storage
from onrecord.batch.tally import Tally
from onrecord.extraction import Extraction
from onrecord.ingest import Item, Located
from onrecord.records import CLAIMS, DOCUMENTS, PROVENANCE, QUARANTINE
from onrecord.schema import Counts, Quarantined

# What every part has a file of.
NAMES = (DOCUMENTS, CLAIMS, PROVENANCE, QUARANTINE)
Result = Extraction | Quarantined


class Part(msgspec.Struct, frozen=True):
    """Some items of the input in order: documents, and what was set aside between them.

    Attributes:
        number: Place in the run, from 0.
        items: At most :data:`onrecord.batch.outcomes.SIZE` documents, and any number of those set aside.
        digest: Hash of the items as they were read.
        position: How many bytes of the input had been read when it was complete.
    """

    number: int
    items: list[Item]
    digest: str
    position: int = 0


def digest(items: Sequence[Item]) -> str:
    """Return a hash of items; equal ones make equal records."""
    hashed = hashlib.sha256()
    for item in items:
        hashed.update(jsonl.dumps(item))
    return hashed.hexdigest()


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="record"):
    """A line of the journal of a run."""


class Written(Record, frozen=True, tag="part"):
    """A part that has been written.

    Attributes:
        part: Its number.
        digest: Hash of its items, so that a run that goes on knows its input again.
        position: How many bytes of the input had been read when it was complete.
        counts: What it holds.
        files: SHA-256 of its files by name.
    """

    part: int
    digest: str
    position: int
    counts: Counts
    files: dict[str, str]


def file_of(name: str, number: int) -> str:
    """Return the name of a part's file, ``name`` being that of the whole."""
    return f".unfinished/{name.removesuffix('.jsonl')}-part-{number:07d}.jsonl"


def write(nlp: Language, part: Part, work: Work, storage: Storage) -> Written:
    """Run a part through the pipeline and write its files, which appear complete or not at all."""
    tally = Tally()
    lines: dict[str, list[Any]] = {name: [] for name in NAMES}
    for item, result in zip(part.items, results(nlp, part, work), strict=True):
        tally.add(result)
        if isinstance(result, Extraction):
            lines[DOCUMENTS].append(result.document)
            lines[CLAIMS] += result.claims
            if isinstance(item, Located) and item.provenance is not None:
                lines[PROVENANCE].append(item.provenance)
        else:
            lines[QUARANTINE].append(result)
    files = {
        file_of(name, part.number): b"".join(jsonl.dumps(record) + b"\n" for record in records)
        for name, records in lines.items()
    }
    for name, data in files.items():
        storage.write(name, data)
    return Written(
        part=part.number,
        digest=part.digest,
        position=part.position,
        counts=tally.counts(),
        files={name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    )


def results(nlp: Language, part: Part, work: Work) -> list[Result]:
    """Return what became of every item, in order."""
    done = iter(process(nlp, [i.document for i in part.items if isinstance(i, Located)], work))
    return [item if isinstance(item, Quarantined) else _result(item, next(done)) for item in part.items]


def _result(item: Located, outcome: Outcome) -> Result:
    if outcome.error is None:
        return Extraction(item.document, outcome.claims)
    return set_aside(item, outcome.error, outcome.hint)


def set_aside(item: Located, error: str, hint: str) -> Quarantined:
    """Return the record of a document the pipeline did not get through."""
    return Quarantined(
        source=item.source,
        line=item.line,
        doc_id=item.document.doc_id,
        stage="extract",
        error=error,
        hint=hint,
    )


def counts_of(written: Sequence[Written], **more: Any) -> Counts:
    """Add up the counts of parts."""
    tally = Tally()
    for one in written:
        tally.add_counts(one.counts)
    return tally.counts(**more)
