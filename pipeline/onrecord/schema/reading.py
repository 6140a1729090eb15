"""How input is read, and where every document of a run was read."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from onrecord.schema.document import Sha256

Field = Literal["text", "doc_id", "published", "title", "url", "publisher", "language"]
Dedupe = Literal["off", "mark", "drop"]
MAX_BYTES = 10_000_000
"""Longest record that is read, in bytes, unless the caller says otherwise."""


class Reading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How input is read.

    Attributes:
        keys: Key or column that holds a field, where it is not called like the field.
        format: Format of all inputs; by default each has that of its name's ending.
        metadata: Table that says what is known of documents by their file or name.
        language: Language to keep, an ISO 639-1 code; ``any`` keeps all.
        dedupe: What becomes of duplicates: nothing is looked for, they are marked, or they are set aside.
        similarity: Least Jaccard similarity of two near-duplicates; what it takes to find them grows with the fourth
            power of its inverse, so it does not go below a half.
        max_bytes: Longest record (a file of text, a line, a row, a page) that is read.
        retry: Run folder; only what its ``quarantine.jsonl`` names is read.
    """

    keys: dict[Field, str] = {}
    format: str | None = None
    metadata: str | None = None
    language: str = "en"
    dedupe: Dedupe = "off"
    similarity: Annotated[float, msgspec.Meta(ge=0.5, le=1)] = 0.8
    max_bytes: Annotated[int, msgspec.Meta(ge=1)] = MAX_BYTES
    retry: str | None = None


class Provenance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a document was read and how: a line of ``provenance.jsonl``, in the order of the documents.

    Attributes:
        doc_id: Name of the document.
        source: The file, or ``-`` for standard input.
        line: Line, row, record or item of the file, from 1; null where the file is the document.
        offset: Byte at which it begins in the file (in what comes out of it, if it is a packed file of lines).
        sha256: Hash of the text.
        raw_sha256: Hash of the bytes the text was made of; of a table's row, those of its cells as JSON.
        encoding: Encoding of those bytes.
        extractor: What made text of them.
        extractor_version: Version of that.
        language: Language the text was found to be in; null if it was not looked at, or is too short to tell.
        author: Who wrote it, if the page, the feed or the file says so.
        duplicate_of: Name of the first document of the cluster it is in; null for that one, and without any.
        similarity: Jaccard similarity with that document; 1 for the same words.
    """

    doc_id: str
    source: str
    line: int | None
    offset: int | None
    sha256: Sha256
    raw_sha256: Sha256
    encoding: str
    extractor: str
    extractor_version: str
    language: str | None = None
    author: str | None = None
    duplicate_of: str | None = None
    similarity: float | None = None


class IngestManifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``onrecord ingest`` read, with what, and what it wrote; the same bytes for the same input.

    Attributes:
        onrecord: Version of the package.
        published: Date of documents that name none.
        publisher: Publisher of documents that name none.
        inputs: The paths as given.
        documents: Documents written.
        quarantined: Inputs set aside.
        duplicates: Documents marked as duplicates.
        renamed: Documents renamed, for their names were taken.
        characters: Length of all texts.
        extractors: Documents by what made their text, with its version.
        ignored_keys: Keys that no document has, with the number of records that had them.
        files: SHA-256 of every file by name.
    """

    onrecord: str
    reading: Reading
    published: str | None
    publisher: str | None
    inputs: list[str]
    documents: int
    quarantined: int
    duplicates: int
    renamed: int
    characters: int
    extractors: dict[str, int]
    ignored_keys: dict[str, int]
    files: dict[str, Sha256]
