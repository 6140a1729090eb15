"""W3C Web Annotation in JSON-LD, https://www.w3.org/TR/annotation-model/.

One ``AnnotationCollection``. A claim is an annotation whose target selects its span twice, by position and by quote
with the text around it; its bodies are a tag with its label and its record as JSON. Cues, sources, actions and
conditions are annotations with a tag. What ties them, and every link, is an annotation motivated by ``linking`` from
one annotation to the other, with the role as its tag, as Recogito and Annotorious write relations. A discontinuous
span has a target for each piece. Positions are code points, as the model demands of selections (section 4.2.4).

The model has no place for a text itself; an annotation that describes the document carries it with what else is known,
so that the file can be read alone. Annotations of other origin need their documents with ``--documents``, by
``doc_id`` or ``url``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from onrecord import jsonl
from onrecord.atomic import atomic
from onrecord.formats import documents
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.formats.page import Arc, Mark, Page, lay_out
from onrecord.formats.web_annotation_reader import JSON, detect, read

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# How much text around a span tells it from others with the same words.
AROUND = 32
Annotation = dict[str, Any]


def write(articles: Iterable[Article], path: Path, conversion: Conversion) -> None:
    """Write one collection."""
    head = {"@context": CONTEXT, "type": "AnnotationCollection", "label": "claims of onrecord"}
    with atomic(path) as stream:
        stream.write(jsonl.dumps(head)[:-1] + b',"first":{"type":"AnnotationPage","items":[')
        separator = b"\n"
        for article in articles:
            for annotation in _annotations(article):
                stream.write(separator + jsonl.dumps(annotation))
                separator = b",\n"
        stream.write(b"\n]}}\n")


def _annotations(article: Article) -> Iterator[Annotation]:
    document, claims = article
    page = lay_out(document, claims)
    name = f"urn:onrecord:{quote(document.doc_id.encode('utf-8', 'surrogatepass'), safe='')}"
    yield {
        "id": f"{name}#document",
        "type": "Annotation",
        "motivation": "describing",
        "body": [_body(document.text, "describing", "text/plain"), _record(documents.about(document))],
        "target": name,
    }
    for mark in page.marks:
        yield _annotation(mark, page, name)
    for arc in page.arcs or ():
        yield _relation(arc, name)


def _annotation(mark: Mark, page: Page, name: str) -> Annotation:
    bodies = [_body(mark.label, "tagging")]
    if mark.record is not None:
        bodies.append(_record(mark.record))
    targets = [{"source": name, "selector": _selectors(page.document.text, *piece)} for piece in mark.pieces]
    return {
        "id": f"{name}#{mark.key}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _relation(arc: Arc, name: str) -> Annotation:
    return {
        "id": f"{name}#{arc.source}.{arc.label}.{arc.target}",
        "type": "Annotation",
        "motivation": "linking",
        "body": [_body(arc.label, "tagging")],
        "target": [{"id": f"{name}#{arc.source}"}, {"id": f"{name}#{arc.target}"}],
    }


def _body(value: str, purpose: str, form: str | None = None) -> dict[str, str]:
    body = {"type": "TextualBody", "purpose": purpose, "value": value}
    return body if form is None else {**body, "format": form}


def _record(content: Any) -> dict[str, str]:
    # Inside a text of JSON the escape of half a surrogate pair is plain text.
    return _body(jsonl.dumps(content).decode(), "describing", JSON)


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
    ]


FORMAT = Format(
    name="web-annotation",
    title="W3C Web Annotation: JSON-LD with position and quote selectors",
    detect=detect,
    read=read,
    write=write,
    suffixes=(".jsonld",),
    lossy=("attributes are JSON in a body of the annotation, not terms of the vocabulary",),
    surrogates=True,
)
