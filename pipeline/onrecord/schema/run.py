"""The records of a run beside documents and claims: its manifest and what was set aside."""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.schema.document import Sha256
from onrecord.schema.reading import Reading

SCHEMA_VERSION = 1


class Model(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The pipeline a run was made with; ``fingerprint`` changes when its output may."""

    name: str
    version: str
    components: list[str]
    fingerprint: str


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the caller asked for. ``kinds`` null means all."""

    published: str | None = None
    publisher: str | None = None
    kinds: list[str] | None = None
    reading: Reading = Reading()


class Counts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much a run read and wrote. ``words`` are runs of characters between white space."""

    documents: int
    documents_without_claims: int
    quarantined: int
    renamed: int
    characters: int
    words: int
    claims: dict[str, int]


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a run read, with what, and what it wrote.

    Everything in it follows from inputs, options and pipeline, so that two runs of the same give the same
    bytes; how long it took stands in ``timings.json``.

    Attributes:
        schema_version: Version of the claim record.
        onrecord: Version of the package.
        versions: Versions of Python and of the libraries that the pipeline computes with.
        inputs: The paths as given.
        ignored_keys: Keys of input rows that no document has, with the number of rows that had them.
        files: SHA-256 of every data file of the run by name.
    """

    schema_version: int
    onrecord: str
    model: Model
    options: Options
    inputs: list[str]
    counts: Counts
    ignored_keys: dict[str, int]
    files: dict[str, Sha256]
    versions: dict[str, str] = {}


class Quarantined(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An input that could not be processed, with the reason; the rest of the run went on.

    Attributes:
        source: The file it came from, or ``-`` for standard input.
        line: Line, row, record or item of that file, if it has several.
        doc_id: Name of the document, if it got as far as having one.
        stage: ``read`` (the file), ``parse`` (a record), ``document`` (its fields), ``language`` (another than was
            asked for), ``duplicate`` (of an earlier document), ``extract`` (the pipeline).
        error: What went wrong.
        hint: What to try.
    """

    source: str
    line: int | None
    doc_id: str | None
    stage: Literal["read", "parse", "document", "language", "duplicate", "extract"]
    error: str
    hint: str
