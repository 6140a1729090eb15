"""Reading W3C Web Annotation: collections, pages and arrays of annotations, ours or of other tools."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.formats import documents
from onrecord.formats.conversion import Article, Conversion
from onrecord.formats.json_files import load, peek
from onrecord.formats.merge import claims_of
from onrecord.formats.page import Arc, Mark, Page, Span
from onrecord.schema import Claim, Document

JSON = "application/json"
Annotation = dict[str, Any]


def detect(path: Path) -> bool:
    """Tell whether a file is Web Annotation."""
    if path.suffix == ".jsonld":
        return True
    first = peek(path)
    return isinstance(first, dict) and str(first.get("type", "")).startswith("Annotation")


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the documents the annotations of a file are about."""
    sources: dict[str, _Source] = {}
    linking: list[Annotation] = []
    owner: dict[str, str] = {}
    for number, annotation in enumerate(_items(load(path), path), start=1):
        conversion.attempt(_sort, annotation, f"{path}: annotation {number}", sources, linking, owner)
    for annotation in linking:
        ends = [_iri(target) for target in _list(annotation.get("target"))]
        source = sources.get(owner.get(ends[0], "")) if len(ends) == 2 else None
        if source is None:
            conversion.note("relations between what is no annotation of this file; they were left out")
        else:
            source.arcs += [Arc(tag, ends[0], ends[1]) for tag in _tags(annotation) or [""]]
    for iri, source in sources.items():
        article = conversion.attempt(source.article, iri, conversion)
        if article is not None:
            yield article


class _Source:
    """What is said about one document."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.text: str | None = None
        self.about: Any = None
        self.annotations: list[tuple[str, Annotation]] = []
        self.arcs: list[Arc] = []

    def article(self, iri: str, conversion: Conversion) -> Article:
        """Return the document with its claims."""
        document = self._document(iri, conversion)
        marks = [_mark(annotation, where, document.text) for where, annotation in self.annotations]
        records = [mark.record for mark in marks if mark.record is not None]
        page = Page(document=document, marks=marks, arcs=self.arcs, records=records)
        return Article(document, claims_of(page, conversion))

    def _document(self, iri: str, conversion: Conversion) -> Document:
        if self.text is not None:
            return documents.restore(self.text, self.about, iri, self.where, conversion)
        for document in conversion.documents.values():
            if iri in (document.doc_id, document.url):
                return document
        hint = "give the documents.jsonl it is in with --documents; its url or doc_id must be the source"
        raise InputError(f"{self.where}: no text of {iri}", hint)


def _items(content: Any, path: Path) -> list[Any]:
    """Return the annotations of a collection, a page, an array, or of one alone."""
    if isinstance(content, list):
        return content
    if isinstance(content, dict):
        if content.get("type") == "AnnotationCollection" and isinstance(content.get("first"), dict):
            content = content["first"]
        if content.get("type") == "AnnotationPage":
            if content.get("next") is not None:
                raise InputError(f"{path}: one page of several", "put the annotations of all pages into one file")
            return _list(content.get("items"))
        if content.get("type") == "Annotation":
            return [content]
    raise InputError(f"{path}: no annotations", "an AnnotationCollection holds its first page itself")


def _sort(
    annotation: Any,
    where: str,
    sources: dict[str, _Source],
    linking: list[Annotation],
    owner: dict[str, str],
) -> None:
    """Put an annotation with the document it is about."""
    if not isinstance(annotation, dict):
        raise InputError(f"{where}: no JSON object", "see https://www.w3.org/TR/annotation-model/")
    if "linking" in _list(annotation.get("motivation")):
        linking.append(annotation)
        return
    targets = _list(annotation.get("target"))
    if not targets:
        raise InputError(f"{where}: no target", "an annotation is about something")
    iri = _iri(targets[0])
    source = sources.setdefault(iri, _Source(where))
    texts = [body for body in _bodies(annotation) if body.get("format") == "text/plain"]
    if "describing" in _list(annotation.get("motivation")) and texts:
        source.text = str(texts[0].get("value", ""))
        source.about = _stored(annotation, where)
        return
    source.annotations.append((where, annotation))
    owner[str(annotation.get("id"))] = iri


def _mark(annotation: Annotation, where: str, text: str) -> Mark:
    tags = _tags(annotation)
    if not tags:
        raise InputError(f"{where}: no tag says what it is", "add a body with the purpose tagging")
    stored = _stored(annotation, where)
    try:
        record: Claim | None = None if stored is None else jsonl.loads(jsonl.dumps(stored), Claim)
    except ValueError as error:
        raise InputError(f"{where}: stored record: {error}", "correct the body, or remove it") from None
    spans = [_span(target, where, text) for target in _list(annotation["target"])]
    exacts = [exact for _, exact in spans]
    return Mark(
        key=str(annotation.get("id")),
        label=tags[0],
        pieces=[piece for piece, _ in spans],
        written=None if None in exacts else " ".join(map(str, exacts)),
        record=record,
        where=where,
    )


def _span(target: Any, where: str, text: str) -> tuple[Span, str | None]:
    """Return the offsets of a target, and its text if it is quoted."""
    selectors = _list(target.get("selector")) if isinstance(target, dict) else []
    by_type = {str(selector.get("type")): selector for selector in selectors if isinstance(selector, dict)}
    quoted, position = by_type.get("TextQuoteSelector", {}), by_type.get("TextPositionSelector")
    exact = quoted.get("exact")
    if position is not None:
        try:
            return (int(position["start"]), int(position["end"])), exact
        except (KeyError, TypeError, ValueError):
            raise InputError(f"{where}: a position without start and end", "both are whole numbers") from None
    if not isinstance(exact, str):
        raise InputError(f"{where}: no selector of text", "TextPositionSelector and TextQuoteSelector are read")
    prefix = str(quoted.get("prefix") or "")
    around = f"{prefix}{exact}{quoted.get('suffix') or ''}"
    at = text.find(around)
    if at < 0 or text.find(around, at + 1) >= 0:
        raise InputError(
            f"{where}: {exact!r} is {'not' if at < 0 else 'more than once'} in the text", "add its position"
        )
    return (at + len(prefix), at + len(prefix) + len(exact)), exact


def _stored(annotation: Annotation, where: str) -> Any:
    for body in _bodies(annotation):
        if body.get("format") == JSON:
            try:
                return jsonl.loads(str(body.get("value", "")))
            except ValueError as error:
                raise InputError(f"{where}: a body is not the JSON it says ({error})", "correct or remove it") from None
    return None


def _tags(annotation: Annotation) -> list[str]:
    return [str(body["value"]) for body in _bodies(annotation) if body.get("purpose") == "tagging" and "value" in body]


def _bodies(annotation: Annotation) -> list[dict[str, Any]]:
    return [body for body in _list(annotation.get("body")) if isinstance(body, dict)]


def _iri(target: Any) -> str:
    if isinstance(target, dict):
        target = target.get("source", target.get("id"))
        target = target.get("id") if isinstance(target, dict) else target
    return str(target)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
