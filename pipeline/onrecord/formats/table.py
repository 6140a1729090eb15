"""Claims as rows of one table: a column for every field of any kind, empty where the kind has no such field.

A field that stands for different types in different kinds (``approx``) is text. Amounts and dates are text in every
table: a number would be rounded, and years before Christ are no dates of a data frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from onrecord.errors import InputError
from onrecord.formats import shape
from onrecord.formats.conversion import Conversion
from onrecord.formats.offsets import settle
from onrecord.formats.page import Mark, Page
from onrecord.record_checks import INVENTORY, claim_faults
from onrecord.schema import KINDS, Claim, Document, claim_id

Column = Literal["text", "number", "real", "flag", "texts", "part", "extent", "fragments", "links"]

_SPECIAL: dict[str, Column] = {
    "start": "number",
    "end": "number",
    "fragments": "fragments",
    "sentence": "extent",
    "links": "links",
    "confidence": "real",
}


def _columns() -> dict[str, Column]:
    columns: dict[str, Column] = {"id": "text", "doc_id": "text", "kind": "text"}
    for name, kind in KINDS.items():
        for field in kind.__struct_fields__:
            column = _SPECIAL.get(field) or _own(name, field)
            # A flag of one kind and a choice of another share a column of text.
            columns[field] = column if columns.get(field, column) == column else "text"
    return columns


def _own(kind: str, field: str) -> Column:
    if field in shape.PARTS[kind]:
        return "part"
    attribute = shape.ATTRIBUTES[kind].get(field)
    if attribute is not None and attribute.flag:
        return "flag"
    return "texts" if attribute is not None and attribute.many else "text"


COLUMNS: dict[str, Column] = _columns()
"""The columns of a table of claims, with what they hold."""
DOCUMENT_COLUMNS: tuple[str, ...] = Document.__struct_fields__
_OPTIONAL = ("fragments", "sentence", "stage", "rule", "confidence")


def row_of(claim: Claim) -> dict[str, Any]:
    """Return the values of a claim by column, None where it has none."""
    fields = msgspec.to_builtins(claim)
    row = {name: fields.get(name) for name in COLUMNS}
    for name, column in COLUMNS.items():
        if column == "text" and isinstance(row[name], bool):
            row[name] = "true" if row[name] else "false"
    return row


def fields_of(row: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of the claim of a row.

    Raises:
        ValueError: if the row names no kind there is.
    """
    kind = row.get("kind")
    if kind not in KINDS:
        raise ValueError(f"kind is {kind!r}, not one of {', '.join(KINDS)}")
    fields: dict[str, Any] = {"kind": kind}
    for name in KINDS[kind].__struct_fields__:
        value = row.get(name)
        if value is None and name in (*_OPTIONAL, "id"):
            continue
        attribute = shape.ATTRIBUTES[kind].get(name)
        if attribute is not None and attribute.flag and isinstance(value, str):
            value = {"true": True, "false": False}.get(value.lower(), value)
        fields[name] = [] if value is None and name == "links" else value
    return fields


def claims_of(document: Document, rows: Iterable[tuple[str, dict[str, Any]]], conversion: Conversion) -> list[Claim]:
    """Return the claims of a document from its rows, every span checked.

    Args:
        document: The document.
        rows: Place in the file and fields of every claim.
        conversion: Takes the notes.

    Raises:
        InputError: naming the place of what is no claim of this document.
    """
    claims = [(where, _claim(where, fields)) for where, fields in rows]
    marks = [mark for where, claim in claims for mark in _marks(where, claim)]
    settle(Page(document=document, marks=marks, arcs=None), conversion)
    read = iter(marks)
    moved = [(where, _named(_placed(claim, read))) for where, claim in claims]
    ids = {claim.id for _, claim in moved}
    return [_checked(where, claim, document, ids, conversion) for where, claim in moved]


def _claim(where: str, fields: dict[str, Any]) -> Claim:
    try:
        claim: Claim = msgspec.convert({"id": "", **fields}, Claim)
    except msgspec.ValidationError as error:
        raise InputError(f"{where}: {error}", "docs/claims.md lists the values every field takes") from None
    return claim


def _marks(where: str, claim: Claim) -> Iterator[Mark]:
    """Yield the spans of a claim, its own first, in the order of its fields."""
    for name in _spans(claim):
        found: Any = claim if name == "" else getattr(claim, name)
        if name == "fragments":
            yield Mark(key="", label="", pieces=[(start, end) for start, end in found], where=where)
        else:
            text = getattr(found, "text", None)
            yield Mark(key="", label="", pieces=[(found.start, found.end)], written=text, where=where)


def _spans(claim: Claim) -> list[str]:
    """Return the names of the fields of a claim that have offsets, an empty one for its own."""
    names = (*shape.PARTS[claim.kind], "sentence", "fragments")
    return ["", *(name for name in names if getattr(claim, name) not in (None, msgspec.UNSET, []))]


def _placed(claim: Claim, marks: Iterator[Mark]) -> Claim:
    """Return a claim at the offsets of its marks."""
    changed: dict[str, Any] = {}
    for name in _spans(claim):
        pieces = next(marks).pieces
        start, end = pieces[0]
        if name == "":
            changed |= {"start": start, "end": end}
        elif name == "fragments":
            changed[name] = pieces
        else:
            changed[name] = msgspec.structs.replace(getattr(claim, name), start=start, end=end)
    return msgspec.structs.replace(claim, **changed)


def _named(claim: Claim) -> Claim:
    """Return a claim with an id, made from what it is if it has none."""
    if claim.id:
        return claim
    cue = getattr(claim, "cue", None)
    pieces = () if claim.fragments is msgspec.UNSET else claim.fragments
    salt = "" if cue is None else f"{cue.start}-{cue.end}"
    new = claim_id(claim.doc_id, claim.kind, claim.start, claim.end, pieces, salt)
    return msgspec.structs.replace(claim, id=new)


def _checked(where: str, claim: Claim, document: Document, ids: set[str], conversion: Conversion) -> Claim:
    """Return a claim without links to what is not there, if it is one of this document."""
    links = [link for link in claim.links if link.target in ids or link.target.startswith(INVENTORY)]
    if len(links) < len(claim.links):
        conversion.note("links dropped, for the claim they point at is gone", len(claim.links) - len(links))
        claim = msgspec.structs.replace(claim, links=links)
    for fault in claim_faults(claim, document.text):
        raise InputError(f"{where}: {fault}", "correct the row and convert again")
    return claim
