"""A file that is a web page."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.ingest import page
from onrecord.ingest.found import Fault, Found, Input, too_long
from onrecord.ingest.opened import whole


def read(source: Input) -> Iterator[Found | Fault]:
    """Yield the one document of the page: its main text."""
    data = whole(source.stream, source.reading.max_bytes)
    yield too_long(None, source.reading, "page") if data is None else page.document(data)
