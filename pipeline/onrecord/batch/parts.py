"""The unit of work: some documents through one pipeline and into files, wherever it runs.

A part holds as many documents as one batch of the encoder. Whoever has the pipeline writes it: this process, one
of several, or a machine of a cluster that shares the storage. What it returns goes into the journal of the run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from itertools import repeat
from typing import Any

import msgspec
from spacy.language import Language
from spacy.pipeline import Lemmatizer

from onrecord import jsonl
from onrecord.batch.storage import Storage
from onrecord.batch.tally import Tally
from onrecord.extraction import Extraction, claims_in, prepare
from onrecord.ingest import Item, Located
from onrecord.limits import TimeLimit, deadline
from onrecord.records import CLAIMS, DOCUMENTS, PROVENANCE, QUARANTINE
from onrecord.schema import Claim, Counts, Document, Quarantined

# Documents in a part. Fixed, and counted in the order of the input, so that a document meets the same company
# in the encoder's batches however many processes share the work.
SIZE = 32
# Words whose lemmas are remembered, a few hundred bytes each.
_MOST_LEMMAS = 20_000
# What every part has a file of.
NAMES = (DOCUMENTS, CLAIMS, PROVENANCE, QUARANTINE)
FAILED = "the pipeline failed on this text: report it, or try another model"
SLOW = "raise the limit with --time-limit, or leave the document out"
Result = Extraction | Quarantined


class Part(msgspec.Struct, frozen=True):
    """Some items of the input in order: documents, and what was set aside between them.

    Attributes:
        number: Place in the run, from 0.
        items: At most :data:`SIZE` documents, and any number of those set aside.
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


class Work(msgspec.Struct, frozen=True):
    """What is to be done with every part.

    Attributes:
        kinds: Kinds of claim to keep; None for all.
        seconds: Longest time of the processor one document may take; None for any.
    """

    kinds: list[str] | None = None
    seconds: float | None = None


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


class Outcome(msgspec.Struct, frozen=True):
    """The claims of one document, or the error that kept it from having any and what to try."""

    claims: list[Claim]
    error: str | None = None
    hint: str = FAILED


def process(nlp: Language, documents: Sequence[Document], work: Work) -> list[Outcome]:
    """Return the outcome of every document, in order.

    If the pipeline raises or takes too long, each document goes through alone, to find those that cause it; they are
    lost, and the others go through together again. So what a document gets depends on what its company is like, and
    not on how busy the machine was: a pipeline may round otherwise in another company. What spaCy remembers of the
    texts is given back afterwards.
    """
    _forget(nlp)
    with nlp.memory_zone():
        if len(documents) < 2:
            return [_alone(nlp, document, work) for document in documents]
        try:
            return _together(nlp, documents, work)
        except Exception:  # noqa: BLE001 (whatever a component raises must not cost the other documents)
            alone = [_alone(nlp, document, work) for document in documents]
        good = [document for document, outcome in zip(documents, alone, strict=True) if outcome.error is None]
        seconds = None if work.seconds is None else work.seconds * len(good)
        try:
            again = iter(_together(nlp, good, msgspec.structs.replace(work, seconds=seconds)))
        except (TimeLimit, MemoryError) as error:
            # Another time it may go well: this must not come out as if it had.
            again = repeat(_lost(error))
        except Exception:  # noqa: BLE001 (as above; always so, for no document does it alone)
            return alone
        return [outcome if outcome.error is not None else next(again) for outcome in alone]


def _forget(nlp: Language) -> None:
    """Empty what lemmatizers keep of every word they have seen, which no memory zone gives back, where it is much."""
    for _, component in nlp.pipeline:
        if isinstance(component, Lemmatizer) and len(component.cache) > _MOST_LEMMAS:
            component.cache.clear()


def _together(nlp: Language, documents: Sequence[Document], work: Work) -> list[Outcome]:
    with deadline(work.seconds):
        docs = [prepare(nlp, document) for document in documents]
        done = nlp.pipe(docs, batch_size=SIZE)
        return [Outcome(claims_in(d, doc, work.kinds)) for d, doc in zip(documents, done, strict=True)]


def _alone(nlp: Language, document: Document, work: Work) -> Outcome:
    try:
        return _together(nlp, [document], work)[0]
    except Exception as error:  # noqa: BLE001 (as above)
        return _lost(error)


def _lost(error: Exception) -> Outcome:
    if isinstance(error, TimeLimit):
        return Outcome([], str(error), SLOW)
    return Outcome([], f"{type(error).__name__}: {error}")


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


def kinds_of(kinds: Collection[str] | None) -> list[str] | None:
    """Return kinds as :class:`Work` holds them."""
    return None if kinds is None else list(kinds)


def counts_of(written: Sequence[Written], **more: Any) -> Counts:
    """Add up the counts of parts."""
    tally = Tally()
    for one in written:
        tally.add_counts(one.counts)
    return tally.counts(**more)
