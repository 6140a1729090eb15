"""The data of the page: documents with their claims, in as few characters as they can be had back from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord import jsonl
from onrecord.record_checks import LINK_KINDS
from onrecord.records import Records
from onrecord.schema import Claim, Document, SubSpan
from onrecord.view import fields
from onrecord.view.facets import Facets, facets
from onrecord.view.ledger import entries

# The document and the offsets give them back.
_IMPLIED = ("doc_id", "text")


def head(records: Records, title: str) -> dict[str, Any]:
    """Return what stands before the documents: title, fields of the kinds, ledger.

    Args:
        records: The documents and claims of the page.
        title: Its heading.
    """
    return {
        "title": title,
        "digest": _digest(records),
        "fields": fields.fields(),
        "roles": fields.roles(),
        "targets": LINK_KINDS,
        "ledger": entries(records),
    }


def documents(records: Records) -> Iterator[dict[str, Any]]:
    """Yield each document with its claims and what they are found by."""
    by_document: dict[str, list[Claim]] = {document.doc_id: [] for document in records.documents}
    for claim in records.claims:
        if claim.doc_id in by_document:
            by_document[claim.doc_id].append(claim)
    for document in records.documents:
        yield _document(document, by_document[document.doc_id])


def _document(document: Document, claims: list[Claim]) -> dict[str, Any]:
    found = facets(claims)
    whole = _plain(document)
    return {**whole, "claims": [_claim(claim) for claim in claims], "facets": [_facets(found[c.id]) for c in claims]}


def _claim(claim: Claim) -> dict[str, Any]:
    whole = _plain(claim)
    for name in _IMPLIED:
        del whole[name]
    for name in claim.__struct_fields__:
        if isinstance(getattr(claim, name), SubSpan):
            del whole[name]["text"]
    return whole


def _facets(found: Facets) -> list[Any]:
    return [sorted(found.who), sorted(found.currencies), sorted(found.days)]


def _plain(record: msgspec.Struct) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


def _digest(records: Records) -> str:
    """Return what marks of a reader are kept under: they belong to these documents and claims and no others."""
    hashed = hashlib.sha256()
    for record in (*records.documents, *records.claims):
        hashed.update(jsonl.dumps(record) + b"\n")
    return hashed.hexdigest()[:16]
