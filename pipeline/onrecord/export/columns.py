"""The columns of the Parquet tables: one table for documents, and one for each kind of claim.

They follow from the records: a sub-span becomes three columns (``cue_start``, ``cue_end``, ``cue_text``), a
sentence two. Every column has one type in every file, nulls stay nulls, and amounts and days stay strings: a sum
is not rounded, and years before 1678, which pandas cannot hold, do no harm.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from msgspec import UnsetType

from onrecord.export.withhold import NAMES
from onrecord.schema import KINDS, Document, Extent, Link, Participant, SubSpan

TABLES = ("documents", *KINDS)
# What splits.jsonl says of a document stands in the documents table as well.
PLACEMENT = ("split", "group", "source", "licence")
_ABSENT = {type(None), UnsetType}
_SIMPLE = {str: "string", int: "int32", bool: "bool", float: "double"}


class Column(NamedTuple):
    """One column.

    Attributes:
        name: Its name.
        type: ``string``, ``int32``, ``bool``, ``double``, ``strings``, ``spans``, ``links`` or ``participants``.
        path: Where the value stands in the record.
        nullable: Whether it may be null.
    """

    name: str
    type: str
    path: tuple[str, ...]
    nullable: bool


@cache
def columns(table: str, *, texts: bool = True) -> tuple[Column, ...]:
    """Return the columns of a table; without texts, hashes and a length stand where words would."""
    record: type = Document if table == "documents" else KINDS[table]
    hints = get_type_hints(record)
    fields = [name for name in hints if name != "kind"]
    found = [column for name in fields for column in _of(table, name, hints[name], texts)]
    if table == "documents":
        found += [Column(name, "string", (name,), name == "source") for name in PLACEMENT]
    return tuple(found)


def _of(table: str, name: str, annotation: Any, texts: bool) -> Iterator[Column]:
    union = get_origin(annotation) in (Union, types.UnionType)
    options = set(get_args(annotation)) if union else {annotation}
    nullable = bool(options & _ABSENT)
    (main,) = options - _ABSENT
    if name == "text" and not texts:
        name, main = ("text_length", int) if table == "documents" else ("text_sha256", str)
    if main is SubSpan:
        last = "text" if texts else "sha256"
        for part, type_ in (("start", "int32"), ("end", "int32"), (last, "string")):
            yield Column(f"{name}_{part}", type_, (name, part), nullable)
    elif main is Extent:
        for part in ("start", "end"):
            yield Column(f"{name}_{part}", "int32", (name, part), nullable)
    else:
        # Names that were dropped are null in the tables; the lines say where they stand.
        yield Column(name, _type(main), (name,), nullable or (name in NAMES and not texts))


def _type(annotation: Any) -> str:
    if get_origin(annotation) is list:
        (item,) = get_args(annotation)
        return {str: "strings", Link: "links", Participant: "participants"}.get(item, "spans")
    return "string" if get_origin(annotation) is Literal else _SIMPLE[annotation]


def row(record: Mapping[str, Any], chosen: tuple[Column, ...]) -> dict[str, Any]:
    """Return a record (plain values, as a line of JSON has them) as a row of a table."""
    return {column.name: _cell(record, column) for column in chosen}


def _cell(record: Mapping[str, Any], column: Column) -> Any:
    value: Any = record
    for step in column.path:
        value = None if value is None else value.get(step)
    if column.type == "string":
        return None if isinstance(value, dict) else _utf8(value)
    if value is None or column.type in ("int32", "bool", "double", "links"):
        return value
    if column.type == "strings":
        return None if any(isinstance(one, dict) for one in value) else [_utf8(one) for one in value]
    if column.type == "spans":
        return [{"start": start, "end": end} for start, end in value]
    return [_participant(entity) for entity in value]


def _participant(entity: Mapping[str, Any]) -> dict[str, Any]:
    aliases = [_utf8(alias) for alias in entity["aliases"] if not isinstance(alias, dict)]
    name = None if isinstance(entity["name"], dict) else _utf8(entity["name"])
    return {"id": entity["id"], "name": name, "label": entity["label"], "aliases": aliases}


def _utf8(value: Any) -> Any:
    """Return a text as Parquet can hold it: a lone surrogate has no UTF-8 form, so U+FFFD stands in its place."""
    if value is None or value.isascii():
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
