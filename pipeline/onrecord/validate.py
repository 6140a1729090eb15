"""Check that the files of a run, or of gold, hold what the record format promises."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from onrecord import jsonl, records
from onrecord.record_checks import claim_faults, document_faults, link_faults
from onrecord.schema import Claim, Document, Manifest, Quarantined

MANIFEST = "manifest.json"


class Report(msgspec.Struct):
    """What was checked, and every failure with the file and line it stands in."""

    documents: int
    claims: Counter[str]
    failures: list[str]


def validate(folder: str | os.PathLike[str]) -> Report:
    """Check a run or gold folder: every line against the schema, and the records against each other.

    The texts are held in memory, for claims are compared with them.

    Raises:
        InputError: if the folder has no documents or no claims file.
    """
    documents_files = records.find(folder, records.DOCUMENTS)
    claims_files = records.find(folder, records.CLAIMS)
    report = Report(0, Counter(), [])
    documents = _documents(documents_files, report)
    _claims(claims_files, documents, report)
    _quarantine_and_manifest(Path(folder), report)
    return report


def _keep(failures: list[str]) -> jsonl.OnError:
    return lambda error: failures.append(str(error))


def _documents(files: list[Path], report: Report) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    places: dict[str, str] = {}
    document: Document
    for place, document in records.placed(files, Document, on_error=_keep(report.failures)):
        report.documents += 1
        if document.doc_id in places:
            first = places[document.doc_id]
            report.failures.append(f"{place}: doc_id {document.doc_id!r} again, first in {first}")
            continue
        places[document.doc_id] = Path(place).name
        documents[document.doc_id] = document
        report.failures += [f"{place}: {fault}" for fault in document_faults(document)]
    return documents


def _claims(files: list[Path], documents: dict[str, Document], report: Report) -> None:
    places: dict[str, str] = {}
    kinds: dict[str, dict[str, str]] = {doc_id: {} for doc_id in documents}
    linking: list[tuple[str, Claim]] = []
    claim: Claim
    for place, claim in records.placed(files, Claim, on_error=_keep(report.failures)):
        report.claims[claim.kind] += 1
        at = f"{place}: {claim.kind} {claim.id}"
        if claim.id in places:
            report.failures.append(f"{at}: this id again, first in {places[claim.id]}")
        places.setdefault(claim.id, Path(place).name)
        if claim.doc_id not in documents:
            report.failures.append(f"{at}: document {claim.doc_id!r} is not in {records.DOCUMENTS}")
            continue
        kinds[claim.doc_id][claim.id] = claim.kind
        if claim.links:
            linking.append((place, claim))
        text = documents[claim.doc_id].text
        report.failures += [f"{at}: {fault}" for fault in claim_faults(claim, text)]
    # A link may point forward, so links wait for the last claim.
    for place, claim in linking:
        entities = documents[claim.doc_id].entities
        inventory = set() if entities is msgspec.UNSET else {e.id for e in entities}
        faults = link_faults(claim, kinds[claim.doc_id], inventory)
        report.failures += [f"{place}: {claim.kind} {claim.id}: {fault}" for fault in faults]


def _quarantine_and_manifest(folder: Path, report: Report) -> None:
    quarantine, path = folder / records.QUARANTINE, folder / MANIFEST
    quarantined = 0
    if quarantine.is_file():
        for _ in jsonl.read(quarantine, Quarantined, on_error=_keep(report.failures)):
            quarantined += 1
    if not path.is_file():
        return
    try:
        manifest: Manifest = jsonl.loads(path.read_bytes(), Manifest)
    except ValueError as error:
        report.failures.append(f"{path}: {error}")
        return
    counts = manifest.counts
    said: list[tuple[str, Any, Any]] = [
        ("documents", counts.documents, report.documents),
        ("quarantined", counts.quarantined, quarantined),
        ("claims", counts.claims, dict(sorted(report.claims.items()))),
    ]
    for name, written, found in said:
        if written != found:
            report.failures.append(f"{path}: counts {name} {written}, the files hold {found}")
    for name, written in manifest.files.items():
        file = folder / name
        found = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "no such file"
        if written != found:
            report.failures.append(f"{path}: {name} was {written[:12]}… when written, now {found[:12]}…")
