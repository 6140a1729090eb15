"""Feeds (RSS and Atom): a document for every item, of what the feed itself holds of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.errors import InputError
from onrecord.ingest.dates import iso
from onrecord.ingest.found import Fault, Found, Input, hashed, too_long
from onrecord.ingest.need import extractor, need

_ITEMS = frozenset({"item", "entry"})
# The whole article, where the feed has it, counts before the summary.
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "issued", "date")
_BLOCKS = frozenset("p div br li h1 h2 h3 h4 h5 h6 tr blockquote section article ul ol table hr pre figure".split())
_UNSEEN = frozenset({"script", "style", "template", "noscript"})


def read(source: Input) -> Iterator[Found | Fault]:
    """Yield the document of every item.

    Raises:
        InputError: if the file is no XML, with the item it breaks at.
    """
    etree = need("lxml.etree")
    number, root = 0, None
    publisher: str | None = None
    # Entities of a document type could grow without end or name other files; feeds need none.
    options = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False}
    try:
        for event, element in etree.iterparse(source.stream, events=("start", "end"), recover=False, **options):
            if root is None:
                root = element
                if _name(root) not in ("rss", "feed", "RDF"):
                    raise InputError(f"{source.name}: not a feed, but <{_name(root)}>", "give RSS or Atom")
                kind = root.getroottree().docinfo.internalDTD
                if kind is not None and next(kind.iterentities(), None) is not None:
                    raise InputError(f"{source.name}: declares entities of its own", "resolve them before")
            if event == "start":
                continue
            if _name(element) == "title" and _name(element.getparent()) in ("channel", "feed"):
                publisher = publisher or _words(element)
            if _name(element) not in _ITEMS:
                continue
            number += 1
            yield _found(element, number, publisher, source)
            # An item goes when it has been read, and with it what stands before it.
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise InputError(f"{source.name}: not XML after item {number:,} ({error})", "is the file complete?") from None


def _found(item: Any, number: int, publisher: str | None, source: Input) -> Found | Fault:
    etree = need("lxml.etree")
    data = etree.tostring(item, encoding="utf-8", with_tail=False)
    if len(data) > source.reading.max_bytes:
        return too_long(number, source.reading, "item")
    parts: dict[str, Any] = {}
    for part in item:
        parts.setdefault(_name(part), part)
    text = next((words for name in _TEXTS if name in parts and (words := _plain(parts[name]))), "")
    if not text:
        return Fault(number, "parse", "an item without a text", "the feed may hold headlines alone: give the pages")
    fields = {
        "text": text,
        "title": _words(parts.get("title")),
        "url": _link(item),
        "publisher": publisher,
        "published": next((iso(t) for name in _DATES if (t := _words(parts.get(name)))), None),
    }
    author = parts.get("creator", parts.get("author"))
    return Found(
        fields=fields,
        raw=hashed(data),
        line=number,
        extractor=extractor("lxml"),
        author=None if author is None else _words(author),
    )


def _name(element: Any) -> str:
    # Comments have no name.
    return element.tag.rpartition("}")[2] if element is not None and isinstance(element.tag, str) else ""


def _words(element: Any) -> str | None:
    return None if element is None else " ".join("".join(element.itertext()).split()) or None


def _link(item: Any) -> str | None:
    for link in item:
        if _name(link) == "link" and link.get("rel", "alternate") == "alternate":
            return link.get("href") or _words(link)
    return None


def _plain(element: Any) -> str:
    """Return the words of an item's text, which is HTML as a rule: blocks on lines of their own."""
    html = "".join(element.itertext()) if not len(element) else None
    if html is not None and "<" not in html and "&" not in html:
        return html.strip()
    tree = element if html is None else need("lxml.html").fromstring(f"<div>{html}</div>")
    parts: list[str] = []
    _walk(tree, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _walk(tree: Any, parts: list[str]) -> None:
    """Collect words without recursion, however deep the markup."""
    etree = need("lxml.etree")
    skipped = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            parts.append("" if skipped else element.tail or "")
            continue
        name = _name(element)
        if event == "start":
            skipped += name in _UNSEEN
            parts.append(("\n" if name in _BLOCKS else "") + ("" if skipped else element.text or ""))
        else:
            skipped -= name in _UNSEEN
            tail = "" if skipped or element is tree else element.tail or ""
            parts.append(("\n" if name in _BLOCKS else "") + tail)
