"""JSON Lines: an object a line."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import jsonl
from onrecord.ingest.found import Fault, Found, Input, hashed, too_long
from onrecord.ingest.need import extractor
from onrecord.ingest.opened import lines
from onrecord.ingest.rows import canonical

_MARK = b"\xef\xbb\xbf"


def read(source: Input) -> Iterator[Found | Fault]:
    """Yield the document of every line that is not blank."""
    for number, offset, line in lines(source.stream, source.reading.max_bytes):
        if line is None:
            yield too_long(number, source.reading, "line")
            continue
        data = line.removeprefix(_MARK).strip() if number == 1 else line.strip()
        if not data:
            continue
        try:
            row = jsonl.loads(data.decode("utf-8"))
        except UnicodeDecodeError:
            yield Fault(number, "parse", "not UTF-8", jsonl.NOT_UTF8)
        except ValueError as error:
            yield Fault(number, "parse", f"not JSON ({error})", "every line must be one JSON object")
        else:
            fields = canonical(row, source.reading) if isinstance(row, dict) else row
            yield Found(fields=fields, raw=hashed(data), line=number, offset=offset, extractor=extractor())
