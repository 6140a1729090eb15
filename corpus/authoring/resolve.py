"""A whole annotation file resolved: all claims of an article, with ids and links."""

from __future__ import annotations

from typing import Any

import msgspec

from authoring.checks import check
from authoring.commitments import read_commitment
from authoring.drafts import Context
from authoring.notation import AnnotationError, parse
from authoring.people import mentions, roster
from authoring.quotes import read_quote
from authoring.spans import paragraph_named
from authoring.values import read_date, read_money
from onrecord.schema import Claim

_READERS = {"date": read_date, "money": read_money, "quote": read_quote, "commitment": read_commitment}


def resolve(doc_id: str, text: str, source: str) -> list[Claim]:
    """Return the claims of one article in text order.

    Args:
        doc_id: Name of the article.
        text: Article.
        source: Its annotation file.

    Raises:
        AnnotationError: Words that are not in the article, an unknown label, a value outside the schema, or
            a record that breaks a rule of the guideline; the message names the article and the line.
    """
    annotation = parse(source)
    entities = mentions(doc_id, text, annotation)
    context = Context(doc_id, text, roster(entities))
    drafts: list[tuple[int, dict[str, Any]]] = []
    labels: dict[str, str] = {}
    for block in annotation.blocks:
        scope = paragraph_named(text, block.opening)
        for entry in block.entries:
            if entry.kind == "entity":
                continue
            try:
                draft = _READERS[entry.kind](context, entry, scope)
            except (ValueError, StopIteration) as error:
                raise AnnotationError(f"{doc_id}, line {entry.line}: {error}") from error
            drafts.append((entry.line, draft))
            if entry.label and labels.setdefault(entry.label, draft["id"]) != draft["id"]:
                raise AnnotationError(f"{doc_id}, line {entry.line}: label {entry.label!r} is taken")
    claims: list[Claim] = [*entities]
    for line, draft in drafts:
        try:
            claims.append(_finish(draft, labels))
        except ValueError as error:
            raise AnnotationError(f"{doc_id}, line {line}: {error}") from error
    ordered = sorted(claims, key=lambda claim: (claim.start, claim.end, claim.id))
    check(text, ordered)
    return ordered


def _finish(draft: dict[str, Any], labels: dict[str, str]) -> Claim:
    links = []
    for link in draft["links"]:
        if "target" not in link and link["label"] not in labels:
            raise AnnotationError(f"no label {link['label']!r}")
        links.append({"role": link["role"], "target": link.get("target") or labels[link["label"]]})
    claim: Claim = msgspec.convert(draft | {"links": links}, Claim)
    return claim
