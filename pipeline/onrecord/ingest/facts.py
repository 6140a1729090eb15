"""What a page says of itself: headline, day of publication, publisher, address, author, language.

Only what is marked up as such counts (JSON-LD, meta elements, microdata, ``time`` elements). Days that merely stand in
the text or the address, and days of modification or of the copyright, are no days of publication.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.errors import InputError
from onrecord.ingest.dates import iso
from onrecord.schema import check_published

# Not among them are "date", "dc.date" and "sailthru.date", which some sites set to the day of the last change.
_PUBLISHED = (
    "article:published_time og:article:published_time og:published_time datepublished parsely-pub-date "
    "citation_publication_date dc.date.issued dcterms.issued publication_date publish-date publishdate pubdate "
    "article.published"
).split()
_TITLE = "og:title twitter:title dc.title dcterms.title parsely-title citation_title".split()
_PUBLISHER = "og:site_name publisher dc.publisher dcterms.publisher citation_publisher".split()
_AUTHOR = "author article:author parsely-author dc.creator dcterms.creator citation_author byl".split()
_LONGEST = 500
_DEEPEST = 8
Node = dict[str, Any]


def of_page(tree: Any) -> dict[str, str | None]:
    """Return what a parsed page says of itself; null where it does not say."""
    meta = _meta(tree)
    nodes = list(_nodes(tree))
    # In a graph a node stands once, and elsewhere its "@id" does.
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    articles = [node for node in nodes if _is_article(node)]
    headlines = [_text(heading) for heading in tree.iter("h1")]
    names = [node.get("headline") for node in articles]
    return {
        "published": _date(
            [
                *_all(meta, _PUBLISHED[:3]),
                *(n.get("datePublished") for n in articles),
                *_all(meta, _PUBLISHED[3:]),
                *_microdata(tree),
            ]
        ),
        "title": _first([*names, *_all(meta, _TITLE), *(headlines if len(headlines) == 1 else ()), _title(tree)]),
        "publisher": _first([*(_name(n.get("publisher"), known) for n in articles), *_all(meta, _PUBLISHER)]),
        "url": _address([*_links(tree), *_all(meta, ["og:url"])]),
        "language": _code(tree.get("lang")),
        "author": _first([*(_name(n.get("author"), known) for n in articles), *_all(meta, _AUTHOR)]),
    }


def _meta(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop"):
            if content and element.get(attribute):
                found.setdefault(element.get(attribute).strip().lower(), []).append(content)
    return found


def _all(meta: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    return (content for name in names for content in meta.get(name, ()))


def _nodes(tree: Any) -> Iterator[Node]:
    """Yield the nodes of JSON-LD at the top and in graphs; those inside others may be of other articles."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            # Line breaks inside strings are common there.
            yield from _flat(json.loads(script.text, strict=False), _DEEPEST)
        except (ValueError, RecursionError):
            continue


def _flat(value: Any, depth: int) -> Iterator[Node]:
    if isinstance(value, list) and depth:
        for part in value:
            yield from _flat(part, depth - 1)
    elif isinstance(value, dict):
        yield value
        yield from _flat(value.get("@graph", []), depth - 1)
        yield from _flat(value.get("mainEntity", []), depth - 1) if depth else ()


def _is_article(node: Node) -> bool:
    types = node.get("@type")
    types = types if isinstance(types, list) else [types]
    return any(isinstance(t, str) and t.rsplit("/", 1)[-1].endswith(("Article", "Posting", "Report")) for t in types)


def _name(value: Any, known: dict[str, Node]) -> str | None:
    if isinstance(value, list):
        names = [name for part in value[:20] if not isinstance(part, list) and (name := _name(part, known))]
        return ", ".join(names) or None
    if isinstance(value, dict):
        identity = value.get("@id")
        there = known.get(identity, {}) if isinstance(identity, str) else {}
        value = value.get("name") or there.get("name")
    return value if isinstance(value, str) else None


def _microdata(tree: Any) -> Iterator[str]:
    for element in tree.iter("time", "span", "abbr"):
        marked = (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None
        if marked and (value := element.get("datetime") or element.get("content") or element.get("title")):
            yield value


def _links(tree: Any) -> Iterator[str]:
    return (e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split())


def _address(values: Iterable[str | None]) -> str | None:
    found = (value.strip() for value in values if value)
    return next((value for value in found if value.lower().startswith(("http://", "https://"))), None)


def _code(value: str | None) -> str | None:
    code = (value or "").strip()
    return code if re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", code) else None


def _title(tree: Any) -> str | None:
    return next((_text(element) for element in tree.iter("title")), None)


def _text(element: Any) -> str:
    return "".join(element.itertext())


def _first(values: Iterable[Any]) -> str | None:
    lines = (" ".join(value.split()) for value in values if isinstance(value, str))
    return next((line for line in lines if 0 < len(line) <= _LONGEST), None)


def _date(values: Iterable[Any]) -> str | None:
    """Return the first value that is a date; one that can be read in two ways says nothing."""
    for value in values:
        try:
            if isinstance(found := iso(value), str):
                return check_published(found)
        except InputError:
            continue
    return None
