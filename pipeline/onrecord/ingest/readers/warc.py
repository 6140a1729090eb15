"""Web archives (WARC), such as those of Common Crawl's CC-NEWS: a document for every page that was answered."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

from onrecord.errors import InputError
from onrecord.ingest import page
from onrecord.ingest.encodings import NotText
from onrecord.ingest.found import Fault, Found, Input, too_long
from onrecord.ingest.need import need
from onrecord.ingest.opened import as_file

_PAGES = ("text/html", "application/xhtml+xml")
# What an answer may have before the page: more than the library reads of it.
_HEADERS = 1 << 16
_CHUNK = 1 << 16
_COMPLETE = "is the archive complete?"
_GZIP = b"\x1f\x8b"


def read(source: Input) -> Iterator[Found | Fault]:
    """Yield the document of every page; other records, errors of servers and pictures are passed over.

    The day a page was fetched is not the day it was published, and is not taken for it. A page that is cut short is no
    document.

    Raises:
        InputError: if the archive is broken, with the record where it is.
    """
    warc = need("fastwarc.warc")
    number, offset = 0, 0
    found: Found | Fault | None = None
    try:
        with as_file(source) as path, open(path, "rb") as stream:
            for number, record in enumerate(warc.ArchiveIterator(stream, parse_http=False), start=1):
                offset = record.stream_pos
                wanted = source.lines is None or number in source.lines
                if wanted and record.is_http and record.record_type == warc.WarcRecordType.response:
                    found = _answer(record, number, offset, source)
                else:
                    found = _cut(record, record.content_length, record.consume(), number)
                if found is not None:
                    yield found
            if not isinstance(found, Fault):
                _check_end(path, offset, number)
    except BaseException as error:
        # What the library's native code did not expect comes as an error that is no Exception.
        if not isinstance(error, OSError | ValueError | EOFError) and type(error).__name__ != "PanicException":
            raise
        reason = " ".join(str(error).split())[:200]
        fault = f"{source.name}: cannot be read at record {number:,}, byte {offset:,} ({reason})"
        raise InputError(fault, _COMPLETE) from None


def _cut(record: Any, stated: int, there: int, number: int) -> Fault | None:
    """Return what is wrong with a record that is not all there.

    Nothing but its length says so: where a file ends, the library ends as if nothing were missing.
    """
    if there >= stated and (record.headers.get("Content-Length") or "").strip().isdigit():
        return None
    return Fault(number, "read", f"a record cut short: {there:,} of {stated or 'unknown'} bytes", _COMPLETE)


def _answer(record: Any, number: int, offset: int, source: Input) -> Found | Fault | None:
    """Return the document of what a server answered, or nothing if it is no page."""
    limit, stated = source.reading.max_bytes, record.content_length
    if stated <= limit + _HEADERS:
        record.freeze()
        if (cut := _cut(record, stated, record.content_length, number)) is not None:
            return cut
    record.parse_http(auto_decode="all")
    headers = record.http_headers
    if headers is None or headers.status_code != 200 or (record.http_content_type or "").lower() not in _PAGES:
        return None
    url, charset = record.headers.get("WARC-Target-URI"), record.http_charset
    data = record.reader.read(limit + 1)
    if len(data) > limit:
        return too_long(number, source.reading, "page")
    try:
        return page.document(data, line=number, offset=offset, url=url, charset=charset)
    except NotText as error:
        return Fault(number, "read", str(error), page.HINT)


def _check_end(path: str, offset: int, number: int) -> None:
    """Raise an error if an archive ends within a record of which the library saw nothing.

    Args:
        path: The archive.
        offset: Where the last record begins.
        number: Its number.
    """
    with open(path, "rb") as stream:
        begins = stream.read(2)
        if begins == _GZIP:
            stream.seek(offset)
            with gzip.GzipFile(fileobj=stream) as unpacked:
                while unpacked.read(_CHUNK):
                    pass
        elif begins and not number:
            raise EOFError("no record in it")
