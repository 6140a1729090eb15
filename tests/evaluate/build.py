"""Claims to score, made briefly: only what a test is about is said, the rest is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.records import Records
from onrecord.schema import KINDS, Claim, Document, Extent, Link, SubSpan, make_document
from tests.support.claims import example

LETTERS = "".join(chr(ord("a") + n % 26) for n in range(400))


def document(doc_id: str = "d", text: str = LETTERS, **fields: Any) -> Document:
    """Return a document; its text is letters unless a test needs words."""
    return make_document(text, doc_id=doc_id, **fields)


def claim(kind: str, start: int, end: int, *, id: str | None = None, text: str = LETTERS, **fields: Any) -> Claim:
    """Return a claim over some characters, with the fields of the shared example unless named."""
    fields.setdefault("doc_id", "d")
    fields.setdefault("sentence", Extent(0, len(text)))
    fields.setdefault("links", [])
    made = id or f"{kind}-{start}-{end}-{fields.get('label') or fields.get('mode') or fields.get('name') or ''}"
    return example(kind, id=made, start=start, end=end, text=text[start:end], **fields)


def split(kind: str, *pieces: tuple[int, int], **fields: Any) -> Claim:
    """Return a claim with gaps."""
    return claim(kind, pieces[0][0], pieces[-1][1], fragments=list(pieces), **fields)


def part(start: int, end: int) -> SubSpan:
    """Return a part of a claim, such as its cue."""
    return SubSpan(start, end, LETTERS[start:end])


def records(*claims: Claim, documents: Sequence[Document] | None = None) -> Records:
    """Return claims with the one document they are in, or with those named."""
    return Records(list(documents) if documents is not None else [document()], list(claims))


__all__ = ["KINDS", "LETTERS", "Link", "claim", "document", "part", "records", "split"]
