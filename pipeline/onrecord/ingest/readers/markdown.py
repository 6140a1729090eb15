"""A file in Markdown, which may begin with front matter (YAML between ``---`` or TOML between ``+++``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from onrecord.ingest.encodings import decode
from onrecord.ingest.found import Fault, Found, Input, hashed, too_long
from onrecord.ingest.need import extractor
from onrecord.ingest.opened import whole
from onrecord.ingest.rows import canonical

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(.{0,16384}?)^\1[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_MOST_BRACKETS = 50
_NAMES = {"date": "published", "headline": "title", "lang": "language", "link": "url", "source": "publisher"}


def read(source: Input) -> Iterator[Found | Fault]:
    """Yield the one document of the file: its words without the marks, paragraphs apart."""
    data = whole(source.stream, source.reading.max_bytes)
    if data is None:
        yield too_long(None, source.reading, "text")
        return
    text, encoding = decode(data)
    front = _FRONT.match(text)
    said: dict[str, Any] = {}
    if front is not None:
        try:
            said = _parsed(front[2], toml=front[1] == "+++")
        except ValueError as error:
            yield Fault(None, "parse", f"its front matter cannot be read ({_line(error)})", "correct it, or remove it")
            return
    author = said.pop("author", None)
    plain, heading = _plain(text[front.end() :] if front is not None else text)
    known = canonical(said, source.reading)
    for name, field in _NAMES.items():
        if name in known:
            known.setdefault(field, known.pop(name))
    known.setdefault("title", heading)
    yield Found(
        fields={**known, "text": plain},
        raw=hashed(data),
        encoding=encoding,
        extractor=extractor("markdown-it-py"),
        author=author if isinstance(author, str) else None,
    )


def _parsed(front: str, *, toml: bool) -> dict[str, Any]:
    if toml:
        return tomllib.loads(front)
    import srsly

    # Neither has a place in front matter: nested anchors fill the memory, nested brackets take hours.
    if re.search(r"^\s*(-|[^#\n]*:)\s+[&*]\w", front, re.MULTILINE):
        raise ValueError("anchors and aliases are not read")
    if front.count("[") + front.count("{") > _MOST_BRACKETS:
        raise ValueError(f"more than {_MOST_BRACKETS} lists and maps in it")
    found = srsly.yaml_loads(front)
    if not isinstance(found, dict | None):
        raise ValueError("not a list of names and values")
    return {str(key): _value(str(key), value, front) for key, value in (found or {}).items()}


def _value(key: str, value: Any, front: str) -> Any:
    """Return a value, a point in time as it is written: the YAML library moves it to UTC and drops the offset."""
    written = re.search(rf"^{re.escape(key)}[ \t]*:[ \t]*['\"]?([^'\"#\n]+)", front, re.MULTILINE)
    return written[1].strip() if isinstance(value, datetime) and written is not None else value


def _plain(text: str) -> tuple[str, str | None]:
    """Return the words of a text in Markdown, and its only heading of the first level."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    headings: list[str] = []
    tokens = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").parse(text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline":
            continue
        words = "".join(_word(child) for child in token.children or []).strip()
        if words:
            blocks.append(words)
        if before is not None and before.type == "heading_open" and before.tag == "h1":
            headings.append(words)
    return "\n\n".join(blocks), headings[0] if len(headings) == 1 and headings[0] else None


def _word(token: Any) -> str:
    if token.type in ("text", "code_inline", "text_special"):
        return str(token.content)
    return "\n" if token.type in ("softbreak", "hardbreak") else ""


def _line(error: ValueError) -> str:
    return " ".join(str(error).split())[:200]
