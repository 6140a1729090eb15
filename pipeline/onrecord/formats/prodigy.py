"""Prodigy JSON Lines: tasks for the interfaces ``spans_manual`` and ``relations``, and what ``db-out`` gives.

One task for every document, with ``text``, ``tokens``, ``spans`` and ``relations`` as https://prodi.gy/docs/api-interfaces
describes them: tokens carry ``ws``, ``token_end`` is inclusive, and a relation names the tokens and the spans of its
head (the claim) and child. Claims and their cues, sources, actions and conditions are spans. Prodigy has no
attributes and no discontinuous spans: attributes are in the records beside the text, under a key Prodigy keeps, and
a further piece of a span is a span labelled ``fragment`` with a relation ``continues``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.formats import documents, tokens
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.formats.json_files import peek
from onrecord.formats.merge import claims_of
from onrecord.formats.page import Arc, Mark, Page, lay_out
from onrecord.formats.stored import KEY, pack, unpack
from onrecord.schema import Claim


def write(articles: Iterable[Article], path: Path, conversion: Conversion) -> None:
    """Write a file of tasks."""
    with jsonl.writer(path) as lines:
        for article in articles:
            lines.write(_task(article))


def _task(article: Article) -> dict[str, Any]:
    document, claims = article
    page = lay_out(document, claims, contiguous=True)
    found = tokens.cut(document.text, [mark.pieces[0] for mark in page.marks])
    first = {token["start"]: token["id"] for token in found}
    last = {token["end"]: token["id"] for token in found}
    spans = {}
    for mark in page.marks:
        start, end = mark.pieces[0]
        ends = {"token_start": first[start], "token_end": last[end]}
        spans[mark.key] = {
            "start": start,
            "end": end,
            **ends,
            "label": mark.label,
            "text": mark.written,
            "key": mark.key,
        }
    relations = [
        {
            "head": spans[arc.source]["token_end"],
            "child": spans[arc.target]["token_end"],
            "label": arc.label,
            "head_span": spans[arc.source],
            "child_span": spans[arc.target],
        }
        for arc in page.arcs or ()
    ]
    return {
        "text": document.text,
        "tokens": found,
        "spans": list(spans.values()),
        "relations": relations,
        "meta": {"doc_id": document.doc_id},
        KEY: pack(article),
    }


def detect(path: Path) -> bool:
    """Tell whether the first line of a file is a Prodigy task."""
    first = peek(path)
    return isinstance(first, dict) and "text" in first and ("spans" in first or "_task_hash" in first)


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the documents of accepted tasks."""
    for line, task in jsonl.numbered(path, on_error=lambda error: conversion.failures.append(str(error))):
        if isinstance(task, dict) and task.get("answer", "accept") != "accept":
            conversion.note("tasks that were rejected or ignored; they were left out")
            continue
        article = conversion.attempt(_read_task, task, f"{path}:{line}", line, conversion)
        if article is not None:
            yield article


def _read_task(task: Any, where: str, line: int, conversion: Conversion) -> Article:
    text = task.get("text") if isinstance(task, dict) else None
    if not isinstance(text, str):
        raise InputError(f"{where}: no text", "give what prodigy db-out writes")
    about, records = unpack(task.get(KEY), where)
    meta = task.get("meta")
    doc_id = str((meta.get("doc_id") if isinstance(meta, dict) else None) or f"task-{line}")
    document = documents.restore(text, about, doc_id, where, conversion)
    try:
        marks, arcs = _drawn(task, where, records)
    except (KeyError, TypeError, ValueError) as error:
        fault = f"{where}: a span or relation is not as Prodigy writes it ({type(error).__name__}: {error})"
        raise InputError(fault, "give what prodigy db-out writes") from None
    page = Page(document=document, marks=marks, arcs=arcs, records=records, stable=False)
    return Article(document, claims_of(page, conversion))


def _drawn(task: dict[str, Any], where: str, records: list[Claim]) -> tuple[list[Mark], list[Arc] | None]:
    by_id = {record.id: record for record in records}
    marks: dict[str, Mark] = {}
    by_span: dict[tuple[int, int, str], str] = {}
    for number, span in enumerate(task.get("spans") or [], start=1):
        start, end, label = int(span["start"]), int(span["end"]), str(span["label"])
        # A span drawn in Prodigy has no key of ours.
        key = str(span.get("key", f"span {number}"))
        by_span.setdefault((start, end, label), key)
        marks[key] = Mark(
            key=key,
            label=label,
            pieces=[(start, end)],
            written=str(span["text"]) if "text" in span else None,
            record=by_id.get(key),
            where=f"{where}: span {number}",
        )

    def key_of(span: dict[str, Any]) -> str:
        found = by_span.get((span["start"], span["end"], span["label"]), "")
        return str(span["key"]) if span.get("key") in marks else found

    if "relations" not in task:
        return list(marks.values()), None
    arcs = [Arc(str(r["label"]), key_of(r["head_span"]), key_of(r["child_span"])) for r in task["relations"]]
    return list(marks.values()), arcs


FORMAT = Format(
    name="prodigy",
    title="Prodigy: JSON Lines of tasks with spans and relations",
    detect=detect,
    read=read,
    write=write,
    suffixes=(".prodigy.jsonl",),
    lossy=("attributes are in the stored record and cannot be changed in Prodigy",),
    surrogates=True,
)
