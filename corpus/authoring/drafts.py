"""Draft records: the fields of the schema, with links that may still point at labels of other entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from authoring.notation import AnnotationError
from authoring.people import Person
from authoring.spans import Span
from onrecord.schema import claim_id

Draft = dict[str, Any]


class Context(NamedTuple):
    """What a reader needs of the article."""

    doc_id: str
    text: str
    people: dict[str, Person]


def draft(context: Context, kind: str, fragments: Sequence[Span], salt: str = "") -> Draft:
    """Return the fields every claim has; ``salt`` tells two claims of one kind over the same span apart."""
    start, end = fragments[0][0], fragments[-1][1]
    parts = fragments if len(fragments) > 1 else ()
    record: Draft = {
        "kind": kind,
        "id": claim_id(context.doc_id, kind, start, end, parts, salt),
        "doc_id": context.doc_id,
        "start": start,
        "end": end,
        "text": context.text[start:end],
        "links": [],
    }
    if parts:
        record["fragments"] = [list(span) for span in parts]
    return record


def sub_span(context: Context, span: Span | None) -> dict[str, Any] | None:
    """Return a part of the text as a field holds it."""
    return None if span is None else {"start": span[0], "end": span[1], "text": context.text[slice(*span)]}


def people(context: Context, keys: str) -> list[Person]:
    """Return the participants of a list of keys.

    Raises:
        AnnotationError: The article has no participant of that key.
    """
    unknown = [key for key in keys.split(",") if key and key not in context.people]
    if unknown:
        raise AnnotationError(f"no participant {unknown[0]!r}")
    return [context.people[key] for key in keys.split(",") if key]
