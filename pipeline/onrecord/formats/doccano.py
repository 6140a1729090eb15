"""doccano JSON Lines, for a sequence labelling project with relations.

One line for every document, as doccano imports and exports them
(https://doccano.github.io/doccano/tutorial/, ``entities`` with ``start_offset`` and ``end_offset``, ``relations`` with
``from_id`` and ``to_id``). Claims and their cues, sources, actions and conditions are entities, links are relations.
doccano has no attributes and no discontinuous spans: attributes are in the records beside the text, which doccano
keeps as metadata, and a further piece of a span is an entity labelled ``fragment`` with a relation ``continues``.

doccano gives every span a new number and writes no text with it, so a span that was moved is told from a new one by
its overlap with the record. Nested claims need the project option that allows overlapping spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.formats import documents
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.formats.json_files import peek
from onrecord.formats.merge import claims_of
from onrecord.formats.page import Arc, Mark, Page, lay_out
from onrecord.formats.stored import KEY, pack, unpack

_OLD_KEYS = ("label", "labels")


def write(articles: Iterable[Article], path: Path, conversion: Conversion) -> None:
    """Write a file that doccano imports as JSONL with relations."""
    numbers = count(1)
    with jsonl.writer(path) as lines:
        for article in articles:
            page = lay_out(article.document, article.claims, contiguous=True)
            ids = {mark.key: next(numbers) for mark in page.marks}
            lines.write(
                {
                    "text": article.document.text,
                    "entities": [
                        {
                            "id": ids[mark.key],
                            "label": mark.label,
                            "start_offset": mark.pieces[0][0],
                            "end_offset": mark.pieces[0][1],
                        }
                        for mark in page.marks
                    ],
                    "relations": [
                        {"id": next(numbers), "from_id": ids[arc.source], "to_id": ids[arc.target], "type": arc.label}
                        for arc in page.arcs or ()
                    ],
                    "doc_id": article.document.doc_id,
                    KEY: pack(article),
                }
            )


def detect(path: Path) -> bool:
    """Tell whether the first line of a file is a doccano document."""
    first = peek(path)
    if not isinstance(first, dict) or not {"text", "data"} & first.keys():
        return False
    return "entities" in first or any(isinstance(first.get(key), list) for key in _OLD_KEYS)


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the documents of a file."""
    for line, row in jsonl.numbered(path, on_error=lambda error: conversion.failures.append(str(error))):
        article = conversion.attempt(_read_row, row, f"{path}:{line}", line, conversion)
        if article is not None:
            yield article


def _read_row(row: Any, where: str, line: int, conversion: Conversion) -> Article:
    text = row.get("text", row.get("data")) if isinstance(row, dict) else None
    if not isinstance(text, str):
        raise InputError(f"{where}: no text", "export the project as JSONL")
    about, records = unpack(row.get(KEY), where)
    document = documents.restore(text, about, str(row.get("doc_id") or row.get("id") or line), where, conversion)
    try:
        marks, arcs = _drawn(row, where)
    except (KeyError, TypeError, ValueError) as error:
        fault = f"{where}: an entity or relation is not as doccano writes it ({type(error).__name__}: {error})"
        raise InputError(fault, "export the project as JSONL") from None
    return Article(
        document, claims_of(Page(document=document, marks=marks, arcs=arcs, records=records, stable=False), conversion)
    )


def _drawn(row: dict[str, Any], where: str) -> tuple[list[Mark], list[Arc] | None]:
    entities = row["entities"] if "entities" in row else _from_triples(row)
    marks = [
        Mark(
            key=str(entity["id"]),
            label=str(entity["label"]),
            pieces=[(int(entity["start_offset"]), int(entity["end_offset"]))],
            where=f"{where}: entity {entity['id']}",
        )
        for entity in entities
    ]
    if "relations" not in row:
        return marks, None
    return marks, [Arc(str(r["type"]), str(r["from_id"]), str(r["to_id"])) for r in row["relations"]]


def _from_triples(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the entities of a project without relations, which exports triples."""
    triples: list[Any] = next((row[key] for key in _OLD_KEYS if isinstance(row.get(key), list)), [])
    keys = ("start_offset", "end_offset", "label")
    return [{"id": number, **dict(zip(keys, triple, strict=True))} for number, triple in enumerate(triples, start=1)]


FORMAT = Format(
    name="doccano",
    title="doccano: JSON Lines of a sequence labelling project with relations",
    detect=detect,
    read=read,
    write=write,
    suffixes=(".doccano.jsonl",),
    lossy=("attributes are in the stored record and cannot be changed in doccano",),
    surrogates=True,
)
