"""Files of all formats, made for the tests."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.ingest.documents import Item, Located
from onrecord.ingest.reader import Reader
from onrecord.ingest.sources import sources
from onrecord.schema import Document, Options, Quarantined, Reading

SENTENCES = [
    "Norvik Lines said on Tuesday that it would spend €400 million on twelve electric ferries by 2030.",
    "Its chief executive, Ingrid Solheim, told reporters in Bergen that the islands had been promised a clean fleet.",
    "The company, which paid about $30m for its first two ships in March, denied that fares would rise.",
    "The harbour board will vote on the plan in June, and the county has offered to lend a third of the money.",
]
TEXT = " ".join(SENTENCES)


def page(body: Iterable[str] = SENTENCES, head: str = "", *, lang: str = "en") -> str:
    """Return a web page with an article between a menu and a footer."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in body)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>'
        '<nav><a href="/">Home</a> <a href="/ships">Ships</a></nav>'
        f"<article><h1>Ferries for the islands</h1>{paragraphs}</article>"
        "<footer>© 2019 The Harbour. Updated 1 January 2020.</footer></body></html>"
    )


def response(url: str, body: bytes, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """Return a record of a web archive, fetched on 7 March 2025."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-03-07T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(url):012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def archive(path: Path, *records: bytes) -> Path:
    """Write an archive, each record packed for itself."""
    path.write_bytes(b"".join(gzip.compress(record) for record in records))
    return path


def rows(path: Path, *records: Any) -> Path:
    """Write JSON Lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def read(*paths: Path | str, **reading: Any) -> list[Item]:
    """Return what is under some paths."""
    reader = Reader(Options(reading=Reading(**reading)))
    return list(reader.read(sources(paths, format=reading.get("format"))))


def located(*paths: Path | str, **reading: Any) -> list[Located]:
    """Return the documents under some paths, of which nothing may be set aside."""
    found = read(*paths, **reading)
    assert all(isinstance(item, Located) for item in found), found
    return [item for item in found if isinstance(item, Located)]


def documents(*paths: Path | str, **reading: Any) -> list[Document]:
    """Return the documents under some paths, of which nothing may be set aside."""
    return [item.document for item in located(*paths, **reading)]


def bad(*paths: Path | str, **reading: Any) -> list[Quarantined]:
    """Return what is set aside of some paths, each with a hint."""
    found = [item for item in read(*paths, **reading) if isinstance(item, Quarantined)]
    assert all(item.hint and item.error for item in found), found
    return found
