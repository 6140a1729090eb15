"""The files of a data set, split by split, as they are written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from onrecord import jsonl, records
from onrecord.export import withhold
from onrecord.export.columns import TABLES
from onrecord.export.counts import Tally
from onrecord.export.facts import Part
from onrecord.export.licences import UNKNOWN
from onrecord.export.tables import TableWriter
from onrecord.schema import Claim, Document


class Placement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of ``splits.jsonl``: where a document is and why.

    Attributes:
        group: Name of what stays together; no group is in two splits.
        source: Table of the sources file it belongs to, null if none.
        licence: Licence of its text, ``unknown`` unless the sources file gives it.
    """

    doc_id: str
    split: str
    group: str
    sha256: str
    source: str | None
    licence: str


class SplitWriter:
    """Write the documents and claims of one split, and count them; used as a context manager."""

    def __init__(self, folder: Path, *, texts: bool, names: bool) -> None:
        """Open the files of a split in its folder, which is made."""
        self._texts, self._names = texts, names
        self._tally = Tally()
        self._hashes = {name: hashlib.sha256() for name in (records.DOCUMENTS, records.CLAIMS)}
        self._stack = ExitStack()
        folder.mkdir()
        own = (records.DOCUMENTS, records.CLAIMS) if texts else (withhold.DOCUMENTS, withhold.CLAIMS)
        self._documents, self._claims = (self._stack.enter_context(jsonl.writer(folder / name)) for name in own)
        self._tables = {
            table: self._stack.enter_context(TableWriter(folder / f"{table}.parquet", table, texts=texts))
            for table in TABLES
        }

    def __enter__(self) -> SplitWriter:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all files."""
        self._stack.__exit__(kind, error, trace)

    def write(self, document: Document, claims: Sequence[Claim], placement: Placement) -> None:
        """Write one document and its claims, with or without their words."""
        self._tally.add(document, placement.group, placement.licence != UNKNOWN, claims)
        self._hashes[records.DOCUMENTS].update(jsonl.dumps(document) + b"\n")
        row: dict[str, Any] = msgspec.to_builtins(document)
        if not self._texts:
            row = withhold.withheld_document(document, names=self._names)
        self._documents.write(row)
        self._tables["documents"].write({**row, **msgspec.to_builtins(placement)})
        for claim in claims:
            self._hashes[records.CLAIMS].update(jsonl.dumps(claim) + b"\n")
            row = msgspec.to_builtins(claim)
            if not self._texts:
                row = withhold.withheld_claim(claim, document.text, names=self._names)
            self._claims.write(row)
            self._tables[claim.kind].write(row)

    def part(self) -> Part:
        """Return the counts of what was written."""
        return self._tally.part({name: hashed.hexdigest() for name, hashed in self._hashes.items()})
