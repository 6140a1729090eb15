"""Web archives (WARC), such as those of Common Crawl's CC-NEWS: a document for every page that was answered."""

from __future__ import annotations

import gzip
import os
from collections.abc import Generator, Iterator
from typing import Any, BinaryIO, NamedTuple

from onrecord.ingest import page, resume
from onrecord.ingest.encodings import NotText
from onrecord.ingest.found import Fault, Found, Input, too_long
from onrecord.ingest.need import need
from onrecord.ingest.opened import as_file

_PAGES = ("text/html", "application/xhtml+xml")
# What an answer may have before the page: more than the library reads of it.
_HEADERS = 1 << 16
_CHUNK = 1 << 16
_COMPLETE = "is the archive complete?"
_DAMAGED = "get the archive again, or leave the record out"
_GZIP = b"\x1f\x8b"
# Damaged records may say that they go on to the end, each of them: how many times the archive is read at most.
_MOST_TIMES = 4


class _Place(NamedTuple):
    """The last record that was looked at."""

    number: int
    offset: int


class _Damage(NamedTuple):
    """Where an archive is damaged, and what is wrong there."""

    place: _Place
    fault: Fault


def read(source: Input) -> Iterator[Found | Fault]:
    """Yield the document of every page; other records, errors of servers and pictures are passed over.

    The day a page was fetched is not the day it was published, and is not taken for it. A page that is cut short, or
    runs into the next record, is no document; what can be found behind it is read.
    """
    with as_file(source) as path, open(path, "rb") as stream, open(path, "rb") as probe:
        left, place = _MOST_TIMES * os.stat(path).st_size, _Place(0, 0)
        while (damage := (yield from _records(stream, probe, place, source))) is not None:
            begins = resume.following(probe, damage.place.offset)
            left -= max(stream.tell(), probe.tell()) - (begins or 0)
            if begins is None or left < 0:
                yield damage.fault
                return
            # What is lost may be several records: it takes all of the archive to read them again.
            fault = f"{damage.fault.error}; read on from byte {begins:,}"
            yield Fault(None, "read", fault, _DAMAGED)
            place = _Place(damage.place.number, begins)


def _records(
    stream: BinaryIO, probe: BinaryIO, at: _Place, source: Input
) -> Generator[Found | Fault, None, _Damage | None]:
    """Yield the documents of the records from a place on, up to a damage, which is returned, or the end."""
    warc = need("fastwarc.warc")
    number, offset = at
    found: Found | Fault | None = None
    cut: Fault | None = None
    stream.seek(offset)
    try:
        for number, record in enumerate(warc.ArchiveIterator(stream, parse_http=False), start=at.number + 1):
            # Another one begins where the last one says that it ends: only now it can be relied on.
            if (last := cut or found) is not None:
                yield last
            offset, found, cut = record.stream_pos, None, None
            wanted = source.lines is None or number in source.lines
            if wanted and record.is_http and record.record_type == warc.WarcRecordType.response:
                # Of an archive that is packed as a whole there is no byte to begin at.
                place = offset if resume.begins_at(probe, offset) else None
                found, cut = _answer(record, number, place, source)
            else:
                cut = _cut(record, record.content_length, record.consume(), number)
        if cut is None:
            _check_end(probe, offset, number)
    except BaseException as error:
        # What the library's native code did not expect comes as an error that is no Exception.
        if not isinstance(error, OSError | ValueError | EOFError) and type(error).__name__ != "PanicException":
            raise
        reason = " ".join(str(error).split())[:200]
        cut = Fault(None, "read", f"cannot be read behind record {number:,}, byte {offset:,} ({reason})", _COMPLETE)
    if number > at.number and resume.begins_at(probe, offset) and not resume.is_whole(probe, offset):
        fault = f"record {number:,}, byte {offset:,}, does not end where it says"
        cut, found = cut if cut is not None and cut.line else Fault(None, "read", fault, _COMPLETE), None
    if found is not None:
        yield found
    return None if cut is None else _Damage(_Place(number, offset), cut)


def _cut(record: Any, stated: int, there: int, number: int) -> Fault | None:
    """Return what is wrong with a record that is not all there.

    Nothing but its length says so: where a file ends, the library ends as if nothing were missing.
    """
    if there >= stated and (record.headers.get("Content-Length") or "").strip().isdigit():
        return None
    return Fault(number, "read", f"a record cut short: {there:,} of {stated or 'unknown'} bytes", _COMPLETE)


def _answer(record: Any, number: int, offset: int | None, source: Input) -> tuple[Found | Fault | None, Fault | None]:
    """Return the document of what a server answered, or nothing if it is no page, and whether it is cut short."""
    limit, stated = source.reading.max_bytes, record.content_length
    if stated <= limit + _HEADERS:
        record.freeze()
        if (cut := _cut(record, stated, record.content_length, number)) is not None:
            return None, cut
    record.parse_http(auto_decode="all")
    headers = record.http_headers
    if headers is None or headers.status_code != 200 or (record.http_content_type or "").lower() not in _PAGES:
        return None, None
    url, charset = record.headers.get("WARC-Target-URI"), record.http_charset
    data = record.reader.read(limit + 1)
    if len(data) > limit:
        return too_long(number, source.reading, "page"), None
    try:
        return page.document(data, line=number, offset=offset, url=url, charset=charset), None
    except NotText as error:
        return Fault(number, "read", str(error), page.HINT), None


def _check_end(stream: BinaryIO, offset: int, number: int) -> None:
    """Raise an error if an archive ends within a record of which the library saw nothing.

    Args:
        stream: The archive.
        offset: Where the last record begins.
        number: Its number.
    """
    stream.seek(0)
    begins = stream.read(2)
    if begins == _GZIP:
        stream.seek(offset)
        with gzip.GzipFile(fileobj=stream) as unpacked:
            while unpacked.read(_CHUNK):
                pass
    elif begins and not number:
        raise EOFError("no record in it")
