"""A file that is a text."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.ingest.encodings import decode
from onrecord.ingest.found import Fault, Found, Input, hashed, too_long
from onrecord.ingest.need import extractor
from onrecord.ingest.opened import whole


def read(source: Input) -> Iterator[Found | Fault]:
    """Yield the one document of the file, its text as it is."""
    data = whole(source.stream, source.reading.max_bytes)
    if data is None:
        yield too_long(None, source.reading, "text")
        return
    text, encoding = decode(data)
    yield Found(fields={"text": text}, raw=hashed(data), encoding=encoding, extractor=extractor())
