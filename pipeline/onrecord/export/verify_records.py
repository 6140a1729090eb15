"""Checking the records of a data set: lines against texts, tables against lines, counts against both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from onrecord import jsonl, records
from onrecord.export import columns, tables, withhold
from onrecord.export.counts import Tally
from onrecord.export.facts import FACTS, Facts
from onrecord.export.folder import Placement
from onrecord.export.licences import UNKNOWN
from onrecord.export.syndication import Entry
from onrecord.record_checks import claim_faults, document_faults, link_faults
from onrecord.schema import Claim, Document

_HASH = re.compile("[0-9a-f]{64}")
_END = object()


class _Line(NamedTuple):
    """A line: where it stands, as it is written, and as a record."""

    place: str
    row: dict[str, Any]
    record: Any


class RecordCheck:
    """Check the records of all splits, one split after the other.

    Attributes:
        entries: What is known of the documents, those of all splits seen so far.
    """

    def __init__(self, facts: Facts, placements: dict[str, Placement], failures: list[str]) -> None:
        """Add what is found to ``failures``."""
        self.entries: list[Entry] = []
        self._facts, self._placements, self._failures = facts, placements, failures
        self._texts = facts.settings.texts == "included"
        self._ids: dict[str, str] = {}
        self._documents: dict[str, str] = {}
        self._unreadable: set[Path] = set()

    def part(self, folder: Path, split: str) -> None:
        """Check one split."""
        before, tally = len(self._failures), Tally()
        tables_ = {name: self._rows_of(folder / f"{name}.parquet") for name in columns.TABLES}
        claims = self._claims(folder)
        following = next(claims, None)
        for document in self._documents_in(folder):
            own: list[_Line] = []
            while following is not None and following[0] == document.record.doc_id:
                own += following[1]
                following = next(claims, None)
            placement = self._document(document, split)
            self._own(document, own)
            if placement is not None:
                tally.add(document.record, placement.group, placement.licence != UNKNOWN, [c.record for c in own])
                self._row(tables_, "documents", folder, document, msgspec.to_builtins(placement))
            for claim in own:
                self._row(tables_, claim.record.kind, folder, claim, {})
        while following is not None:
            doc_id, lines = following
            self._failures += [f"{line.place}: claim of {doc_id!r}, out of the order of documents" for line in lines]
            following = next(claims, None)
        for name, rows in tables_.items():
            if next(rows, _END) is not _END:
                self._failures.append(f"{folder / name}.parquet: more rows than there are lines")
        if len(self._failures) == before:
            self._counts(folder, split, tally)

    def absent(self, path: Path) -> None:
        """Name the documents that are placed in a split and are in none."""
        self._failures += [
            f"{path}: {doc_id!r} is in no split" for doc_id in self._placements if doc_id not in self._documents
        ]

    def _documents_in(self, folder: Path) -> Iterator[_Line]:
        name, type_ = (records.DOCUMENTS, Document) if self._texts else (withhold.DOCUMENTS, dict[str, Any])
        for line, found in jsonl.numbered(folder / name, type_, on_error=self._keep):
            place = f"{folder / name}:{line}"
            try:
                if self._texts:
                    yield _Line(place, msgspec.to_builtins(found), found)
                else:
                    yield _Line(place, found, withhold.stand_in_document(found))
            except (KeyError, TypeError, ValueError) as error:
                self._failures.append(f"{place}: no document without text ({error!r})")

    def _claims(self, folder: Path) -> Iterator[tuple[str, list[_Line]]]:
        """Yield the claims of one document after the other."""
        name, type_ = (records.CLAIMS, Claim) if self._texts else (withhold.CLAIMS, dict[str, Any])

        def lines() -> Iterator[_Line]:
            for line, found in jsonl.numbered(folder / name, type_, on_error=self._keep):
                place = f"{folder / name}:{line}"
                try:
                    if self._texts:
                        yield _Line(place, msgspec.to_builtins(found), found)
                    else:
                        yield _Line(place, found, withhold.convert(found, _blank))
                except (KeyError, TypeError, ValueError) as error:
                    self._failures.append(f"{place}: no claim without text ({error!r})")

        for doc_id, group in groupby(lines(), key=lambda line: line.record.doc_id):
            yield doc_id, list(group)

    def _document(self, line: _Line, split: str) -> Placement | None:
        document: Document = line.record
        first = self._documents.setdefault(document.doc_id, line.place)
        if first != line.place:
            self._failures.append(f"{line.place}: document {document.doc_id!r} again, first in {first}")
        if self._texts:
            self._failures += [f"{line.place}: {fault}" for fault in document_faults(document)]
        placement = self._placements.get(document.doc_id)
        if placement is None or placement.split != split or placement.sha256 != document.sha256:
            self._failures.append(f"{line.place}: document {document.doc_id!r} is not what splits.jsonl has in {split}")
        if placement is not None:
            self.entries.append(Entry.of(document, 0))
        return placement

    def _own(self, document: _Line, lines: list[_Line]) -> None:
        """Check the claims of one document."""
        kinds = {line.record.id: line.record.kind for line in lines}
        entities = document.record.entities
        inventory = set() if entities is msgspec.UNSET else {entity.id for entity in entities}
        for line in lines:
            claim: Claim = line.record
            at = f"{line.place}: {claim.kind} {claim.id}"
            first = self._ids.setdefault(claim.id, line.place)
            if first != line.place:
                self._failures.append(f"{at}: this id again, first in {first}")
            faults = (*claim_faults(claim, document.record.text), *link_faults(claim, kinds, inventory))
            self._failures += [f"{at}: {fault}" for fault in faults]

    def _rows_of(self, path: Path) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table, and stop where it cannot be read."""
        try:
            yield from tables.read(path)
        except (OSError, ValueError) as error:
            self._failures.append(f"{path}: cannot be read ({' '.join(str(error).split())})")
            self._unreadable.add(path)

    def _row(
        self, tables_: dict[str, Iterator[dict[str, Any]]], table: str, folder: Path, line: _Line, more: dict[str, Any]
    ) -> None:
        """Compare a line with the next row of its table."""
        wanted = columns.row({**line.row, **more}, columns.columns(table, texts=self._texts))
        path = folder / f"{table}.parquet"
        found: Any = next(tables_[table], _END)
        if found == wanted or path in self._unreadable:
            return
        if found is _END:
            what = "no row for this line"
        else:
            other = sorted(name for name in {*wanted, *found} if found.get(name, _END) != wanted.get(name, _END))
            what = f"{', '.join(other)} differ"
        self._failures.append(f"{line.place}: {path}: {what}")

    def _counts(self, folder: Path, split: str, tally: Tally) -> None:
        part = self._facts.parts[split]
        counted = tally.part(part.records)
        for name in part.__struct_fields__:
            if getattr(part, name) != getattr(counted, name):
                self._failures.append(f"{folder.parent / FACTS}: {name} of {split} are not those of the records")

    def _keep(self, error: jsonl.LineError) -> None:
        self._failures.append(str(error))


def _blank(start: int, end: int, sha256: str) -> str:
    """Return blanks in the place of words whose hash alone is known."""
    if not _HASH.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256")
    return " " * (end - start)
