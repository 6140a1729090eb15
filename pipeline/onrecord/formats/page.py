"""A document as annotation tools show it: labelled marks over the text, and arcs between them.

Every format of an annotation tool is written from a :class:`Page` and read into one; what the person changed
there is worked out in :mod:`onrecord.formats.merge`, once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from onrecord.formats import shape
from onrecord.schema import Claim, Document, SubSpan

Span = tuple[int, int]
Cut = Callable[[str, list[Span]], list[Span]]


class Mark(msgspec.Struct, kw_only=True):
    """A labelled stretch of text.

    Attributes:
        key: What arcs call it.
        label: Label of a claim (see :data:`shape.LABELS`), name of a sub-span, or ``fragment``.
        pieces: Its offsets, more than one pair if it is discontinuous.
        fields: The attributes the format shows; one that is not here was not shown and cannot have changed.
        record: The claim it was written from, where the format keeps track of it.
        written: The text of the span as the file has it, None if it has none.
        where: Place in the file, for errors.
    """

    key: str
    label: str
    pieces: list[Span]
    fields: dict[str, Any] = {}
    record: Claim | None = None
    written: str | None = None
    where: str = ""


class Arc(msgspec.Struct, frozen=True):
    """A labelled relation between two marks."""

    label: str
    source: str
    target: str


def whole(text: str, pieces: list[Span]) -> list[Span]:
    """Leave pieces as they are: how spans are cut in tools that take any."""
    return pieces


class Page(msgspec.Struct, kw_only=True):
    """A document with its marks.

    Attributes:
        document: The document.
        marks: Marks in the order of the file.
        arcs: Relations, None if the format has none: what they stand for cannot have changed then.
        records: The claims the page was written from.
        stable: Whether the tool keeps the keys of marks, so that a mark with a new key is a new one.
        cut: How the writer cut the pieces of a span.
        altered: Whether the text is not the one the records were made from; worked out when it is read.
    """

    document: Document
    marks: list[Mark]
    arcs: list[Arc] | None
    records: list[Claim] = []
    stable: bool = True
    cut: Cut = whole
    altered: bool = False


def pieces_of(claim: Claim) -> list[Span]:
    """Return the offsets of a claim, one pair unless it is discontinuous."""
    if claim.fragments is msgspec.UNSET:
        return [(claim.start, claim.end)]
    return [(start, end) for start, end in claim.fragments]


def parts_of(claim: Claim) -> dict[str, SubSpan]:
    """Return the sub-spans a claim has, by name."""
    parts = {name: getattr(claim, name) for name in shape.PARTS[claim.kind]}
    return {name: part for name, part in parts.items() if part is not None}


def written(text: str, pieces: list[Span]) -> str:
    """Return the text of a span, a blank between its pieces."""
    return " ".join(text[start:end] for start, end in pieces)


def lay_out(document: Document, claims: list[Claim], *, cut: Cut = whole, contiguous: bool = False) -> Page:
    """Return the page of a document.

    A cue or source that several claims share is one mark. Links to what is no claim of the page (the inventory
    of a gold document) are left to the record.

    Args:
        document: The document.
        claims: Its claims.
        cut: How to cut the pieces of a span.
        contiguous: Give every further piece of a discontinuous span a mark of its own.
    """
    text = document.text
    ids = {claim.id for claim in claims}
    marks: list[Mark] = []
    parts: dict[str, Mark] = {}
    arcs: dict[Arc, None] = {}
    for claim in claims:
        first, *rest = pieces = cut(text, pieces_of(claim))
        fields = shape.visible(claim)
        kept = [first] if contiguous else pieces
        marks.append(Mark(key=claim.id, label=shape.label_of(claim), pieces=kept, fields=fields, record=claim))
        for number, piece in enumerate(rest if contiguous else [], start=2):
            key = f"{claim.id}-{number}"
            marks.append(Mark(key=key, label=shape.FRAGMENT, pieces=[piece]))
            arcs[Arc(shape.CONTINUES, claim.id, key)] = None
        for name, part in parts_of(claim).items():
            key = f"{name}-{part.start}-{part.end}"
            spans = cut(text, [(part.start, part.end)])
            # Tools without discontinuous spans take a cue over a line break as it is.
            spans = [(spans[0][0], spans[-1][1])] if contiguous else spans
            parts.setdefault(key, Mark(key=key, label=name, pieces=spans))
            arcs[Arc(shape.part_relation(name), claim.id, key)] = None
        for link in claim.links:
            if link.target in ids:
                arcs[Arc(link.role, claim.id, link.target)] = None
    marks += parts.values()
    for mark in marks:
        mark.written = written(text, mark.pieces)
    return Page(document=document, marks=marks, arcs=list(arcs), records=claims, cut=cut)
