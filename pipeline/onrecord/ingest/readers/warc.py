"""Web archives (WARC), such as those of Common Crawl's CC-NEWS: a document for every page that was answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.errors import InputError
from onrecord.ingest import page
from onrecord.ingest.encodings import NotText
from onrecord.ingest.found import Fault, Found, Input, too_long
from onrecord.ingest.need import need
from onrecord.ingest.opened import as_file

_PAGES = ("text/html", "application/xhtml+xml")


def read(source: Input) -> Iterator[Found | Fault]:
    """Yield the document of every page; other records, errors of servers and pictures are passed over.

    The day a page was fetched is not the day it was published, and is not taken for it.

    Raises:
        InputError: if the archive is broken, with the record it is broken at.
    """
    warc = need("fastwarc.warc")
    number, offset = 0, 0
    try:
        with as_file(source) as path, open(path, "rb") as stream:
            records = warc.ArchiveIterator(stream, parse_http=True, auto_decode="all")
            for number, record in enumerate(records, start=1):
                offset = record.stream_pos
                wanted = source.lines is None or number in source.lines
                if wanted and record.record_type == warc.WarcRecordType.response and _is_page(record):
                    yield _found(record, number, source)
    except BaseException as error:
        # What the library's native code did not expect comes as an error that is no Exception.
        if not isinstance(error, OSError | ValueError | EOFError) and type(error).__name__ != "PanicException":
            raise
        reason = " ".join(str(error).split())[:200]
        fault = f"{source.name}: cannot be read after record {number:,} at byte {offset:,} ({reason})"
        raise InputError(fault, "is the archive complete?") from None


def _is_page(record: Any) -> bool:
    if not record.is_http or record.http_headers is None:
        return False
    return record.http_headers.status_code == 200 and (record.http_content_type or "").lower() in _PAGES


def _found(record: Any, number: int, source: Input) -> Found | Fault:
    offset = record.stream_pos
    url, charset = record.headers.get("WARC-Target-URI"), record.http_charset
    data = record.reader.read(source.reading.max_bytes + 1)
    if len(data) > source.reading.max_bytes:
        return too_long(number, source.reading, "page")
    try:
        return page.document(data, line=number, offset=offset, url=url, charset=charset)
    except NotText as error:
        return Fault(number, "read", str(error), page.HINT)
