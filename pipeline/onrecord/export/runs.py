"""The runs a data set is made of, one document with its claims at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from onrecord import jsonl, records
from onrecord.errors import InputError
from onrecord.export.facts import RunFacts
from onrecord.export.syndication import Entry
from onrecord.record_checks import claim_faults, document_faults, link_faults
from onrecord.schema import Claim, Document
from onrecord.validate import MANIFEST


class Located(NamedTuple):
    """A document of a run and the claims made in it."""

    document: Document
    claims: list[Claim]


def entries(folders: Sequence[str | os.PathLike[str]]) -> list[Entry]:
    """Return what is known of all documents without their texts.

    Raises:
        InputError: naming file and line of a document that cannot be read, does not have the text it was hashed
            with, or has the name of another.
    """
    found: list[Entry] = []
    places: dict[str, str] = {}
    for run, folder in enumerate(folders):
        document: Document
        for place, document in records.placed(records.find(folder, records.DOCUMENTS), Document):
            for fault in document_faults(document):
                raise InputError(f"{place}: {fault}", f"see what else is wrong: onrecord validate {os.fspath(folder)}")
            if document.doc_id in places:
                raise InputError(
                    f"{place}: doc_id {document.doc_id!r} again, first in {places[document.doc_id]}",
                    "give each run once, or extract the texts in one run, which renames documents of one name",
                )
            places[document.doc_id] = place
            found.append(Entry.of(document, run))
    if not found:
        raise InputError(f"no documents in {', '.join(str(f) for f in folders)}", "give runs that hold some")
    return found


def texts(folders: Sequence[str | os.PathLike[str]]) -> Iterator[str]:
    """Yield the texts of all documents, in the order of :func:`entries`."""
    for folder in folders:
        for document in records.stream(folder, records.DOCUMENTS, Document):
            yield document.text


def located(folders: Sequence[str | os.PathLike[str]]) -> Iterator[Located]:
    """Yield all documents with their claims, each checked against its text.

    Raises:
        InputError: if claims are not in the order of their documents, or one does not fit its text.
    """
    for folder in folders:
        claims: Iterator[tuple[str, Claim]] = records.placed(records.find(folder, records.CLAIMS), Claim)
        following = next(claims, None)
        for document in records.stream(folder, records.DOCUMENTS, Document):
            own: list[tuple[str, Claim]] = []
            while following is not None and following[1].doc_id == document.doc_id:
                own.append(following)
                following = next(claims, None)
            _check(folder, document, own)
            yield Located(document, [claim for _, claim in own])
        if following is not None:
            place, claim = following
            raise InputError(
                f"{place}: claim {claim.id} of document {claim.doc_id!r} is out of place",
                f"claims must stand in the order of {records.DOCUMENTS}, as a run writes them",
            )


def _check(folder: str | os.PathLike[str], document: Document, claims: list[tuple[str, Claim]]) -> None:
    kinds = {claim.id: claim.kind for _, claim in claims}
    inventory = set() if document.entities is msgspec.UNSET else {entity.id for entity in document.entities}
    for place, claim in claims:
        for fault in (*claim_faults(claim, document.text), *link_faults(claim, kinds, inventory)):
            tip = f"see what else is wrong: onrecord validate {os.fspath(folder)}"
            raise InputError(f"{place}: {claim.kind} {claim.id}: {fault}", tip)
    if len(kinds) < len(claims):
        where = os.fspath(folder)
        raise InputError(f"{where}: document {document.doc_id!r} has two claims of one id", "extract it again")


def facts(folder: str | os.PathLike[str]) -> RunFacts:
    """Return what is known of a run: hashes of its files and, from its manifest, the model.

    Raises:
        InputError: if the manifest is there and cannot be read.
    """
    about = _manifest(Path(folder, MANIFEST))
    model, counts = about.get("model") or {}, about.get("counts") or {}
    return RunFacts(
        documents=records.digest(records.find(folder, records.DOCUMENTS)),
        claims=records.digest(records.find(folder, records.CLAIMS)),
        onrecord=about.get("onrecord"),
        model={key: str(model.get(key)) for key in ("name", "version", "fingerprint")} if model else None,
        quarantined=counts.get("quarantined"),
        performance=model.get("performance"),
    )


def _manifest(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        found = jsonl.loads(path.read_bytes())
    except ValueError as error:
        raise InputError(f"{path}: not JSON ({error})", "extract the run again") from None
    if not isinstance(found, dict) or not all(isinstance(found.get(k) or {}, dict) for k in ("model", "counts")):
        raise InputError(f"{path}: not the manifest of a run", "extract the run again")
    return found
