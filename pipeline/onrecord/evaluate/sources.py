"""Gold and predictions, from folders, files or memory, document by document.

Claims are streamed: one quick pass over a file counts the claims of each document, and a second reads on until
a document has all of its own. A file in the order of its documents, as every run is, never has more than one
document's claims in memory.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from onrecord import records
from onrecord.errors import InputError
from onrecord.records import CLAIMS, DOCUMENTS, Records
from onrecord.schema import Claim, Document, sha256_of

Input = str | os.PathLike[str] | Records
_CHECK = "onrecord validate lists all faults of a folder"


class Place(NamedTuple):
    """A claim and where it stands, for errors."""

    where: str
    claim: Claim


class Side:
    """One of the annotations compared: its documents, and its claims on demand."""

    def __init__(self, source: Input) -> None:
        """Read the documents and count the claims; ``source`` is a folder, a claims file or :class:`Records`.

        Raises:
            InputError: naming file and line of what cannot be read.
        """
        if isinstance(source, Records):
            self.name = "records"
            documents = ((f"document {n}", d) for n, d in enumerate(source.documents, start=1))
            self.documents = _unique(documents)
            heads: Iterator[tuple[str, _Head]] = (
                (f"claim {n}", _Head(c.doc_id, c.kind)) for n, c in enumerate(source.claims, start=1)
            )
            self._places = (Place(f"claim {n}", c) for n, c in enumerate(source.claims, start=1))
        else:
            self.name = os.fspath(source)
            documents_files, claims_files = _files(source)
            self.documents = _unique(records.placed(documents_files, Document))
            heads = records.placed(claims_files, _Head)
            self._places = (Place(where, claim) for where, claim in records.placed(claims_files, Claim))
        self._missing: Counter[str] = Counter()
        self._waiting: dict[str, list[Claim]] = defaultdict(list)
        self.kinds: Counter[str] = Counter()
        for where, head in heads:
            if head.doc_id not in self.documents:
                reason = f"{where}: document {head.doc_id!r} is not among the documents"
                raise InputError(reason, f"complete {DOCUMENTS}; {_CHECK}")
            self._missing[head.doc_id] += 1
            self.kinds[head.kind] += 1
        self._wanted: Collection[str] = self.documents

    def only(self, doc_ids: Collection[str]) -> None:
        """Forget the claims of all other documents."""
        self._wanted = doc_ids

    def claims(self, doc_id: str) -> list[Claim]:
        """Return the claims of a document; to be asked once for each.

        Raises:
            InputError: if a line read on the way is no claim, or its span is not in the text.
        """
        while self._missing[doc_id]:
            place = next(self._places, None)
            if place is None:
                raise InputError(f"{self.name}: it became shorter while it was read", "give files, not pipes")
            self._advance(*place)
        return self._waiting.pop(doc_id, [])

    def finish(self) -> None:
        """Read what is left, so that a fault at the end of a file does not pass unseen."""
        for place in self._places:
            self._advance(*place)

    def _advance(self, where: str, claim: Claim) -> None:
        document = self.documents[claim.doc_id]
        found = document.text[claim.start : claim.end]
        # Offsets in bytes or in tokens, or another text: all scores would be wrong, and look merely low.
        if found != claim.text:
            reason = (
                f"{where}: {claim.kind} {claim.start}:{claim.end} is {found!r} in the document, {claim.text!r} here"
            )
            raise InputError(reason, f"offsets count Unicode code points; {_CHECK}")
        self._missing[claim.doc_id] -= 1
        if claim.doc_id in self._wanted:
            self._waiting[claim.doc_id].append(claim)


def _files(source: str | os.PathLike[str]) -> tuple[list[Path], list[Path]]:
    path = Path(source)
    if path.is_dir():
        return records.find(path, DOCUMENTS), records.find(path, CLAIMS)
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder", "give the folder of a run, or of gold")
    try:
        return records.find(path.parent, DOCUMENTS), [path]
    except InputError:
        reason = f"{path}: no {DOCUMENTS} or {DOCUMENTS}.gz beside it"
        raise InputError(reason, "put the documents the claims were made in into the same folder") from None


def _unique(documents: Iterator[tuple[str, Document]]) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for where, document in documents:
        if document.doc_id in found:
            raise InputError(f"{where}: doc_id {document.doc_id!r} again", "every document needs a name of its own")
        if sha256_of(document.text) != document.sha256:
            raise InputError(f"{where}: the text of {document.doc_id!r} was altered, its sha256 differs", _CHECK)
        found[document.doc_id] = document
    return found


class _Head(msgspec.Struct):
    """All that counting needs of a claim."""

    doc_id: str
    kind: str
