"""From input files to documents, one at a time; what cannot be read is set aside with its reason."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import Any, Literal, cast

import msgspec

from onrecord import jsonl
from onrecord.errors import InputError
from onrecord.ingest.names import Names
from onrecord.ingest.sources import STDIN, Source
from onrecord.schema import Document, Options, Quarantined, make_document, sha256_of

ReadStage = Literal["read", "parse", "document"]
_CLAIM_KEYS = frozenset({"kind", "start", "end"})


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What the file ``<name>.json`` beside ``<name>.txt`` may say about the text."""

    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None


METADATA = Metadata.__struct_fields__


class Row(Metadata, frozen=True, kw_only=True):
    """A document as users have it in JSON Lines: only the text is needed."""

    text: str
    doc_id: str | int | None = None
    sha256: str | None = None


class Located(msgspec.Struct, frozen=True):
    """A document and where it was read."""

    document: Document
    source: str
    line: int | None


Item = Located | Quarantined


class Reader:
    """Read the documents of some sources.

    Attributes:
        names: The names given out, and how many documents had to be renamed.
        ignored: Keys that no document has, with the number of rows or companion files that had them.
    """

    def __init__(self, options: Options) -> None:
        """Read with the defaults of a run: date and publisher of documents that name none."""
        self._options = options
        self.names = Names()
        self.ignored: Counter[str] = Counter()

    def read(self, sources: Iterable[Source]) -> Iterator[Item]:
        """Yield the documents in order; in the place of one that cannot be read, what is wrong."""
        for source in sources:
            if source.format == "rows":
                yield from self._rows(source.path, partial(jsonl.numbered, source.path))
            elif source.format == "text":
                yield self._file(source.path)
            else:
                yield from self._stdin(cast("BufferedReader", sys.stdin.buffer))

    def _stdin(self, stream: BufferedReader) -> Iterator[Item]:
        # JSON Lines begin with a brace and an article does not; peeking keeps a long stream a stream.
        if stream.peek(1).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            yield from self._rows(STDIN, partial(jsonl.decoded, stream, STDIN))
        else:
            yield self._text(STDIN, "stdin", stream.read(), {})

    def _file(self, path: str) -> Item:
        companion = Path(path).with_suffix(".json")
        try:
            data = Path(path).read_bytes()
            about = jsonl.loads(companion.read_bytes()) if companion.is_file() else {}
        except OSError as error:
            return _set_aside(path, None, "read", f"cannot be read ({error.strerror})", "check the file")
        except ValueError as error:
            fault = f"{companion.name} is not JSON ({error})"
            return _set_aside(path, None, "parse", fault, "correct it, or remove it to go without")
        if not isinstance(about, dict):
            fault = f"{companion.name} is not a JSON object"
            return _set_aside(path, None, "parse", fault, f"it may hold {', '.join(METADATA)}")
        return self._text(path, Path(path).stem, data, about)

    def _text(self, path: str, name: str, data: bytes, about: dict[str, Any]) -> Item:
        try:
            # The mark some editors put before UTF-8 belongs to the encoding, not to the text.
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            return _set_aside(path, None, "read", f"not UTF-8 (byte {error.start})", jsonl.NOT_UTF8)
        return self._document(path, None, {**about, "text": text, "doc_id": name})

    def _rows(self, path: str, lines: Callable[..., Iterator[tuple[int, Any]]]) -> Iterator[Item]:
        bad: list[jsonl.LineError] = []

        def drained() -> Iterator[Quarantined]:
            while bad:
                error = bad.pop(0)
                yield _set_aside(path, error.line, "parse", error.fault, error.hint)

        try:
            for line, row in lines(on_error=bad.append):
                yield from drained()
                yield self._document(path, line, row)
        except InputError as error:
            yield from drained()
            yield _set_aside(path, None, "read", error.reason, error.hint)
        yield from drained()

    def _document(self, path: str, line: int | None, raw: Any) -> Item:
        if isinstance(raw, dict) and raw.keys() >= _CLAIM_KEYS:
            return _set_aside(path, line, "document", "a claim, not a document", "give documents.jsonl instead")
        try:
            row = msgspec.convert(raw, Row)
            document = self._made(row, f"{path}:{line}")
        except msgspec.ValidationError as error:
            hint = f"a document has text and may have doc_id, {', '.join(METADATA)}"
            return _set_aside(path, line, "document", str(error), hint)
        except InputError as error:
            return _set_aside(path, line, "document", error.reason, error.hint)
        self.ignored.update(raw.keys() - set(Row.__struct_fields__))
        return Located(document, path, line)

    def _made(self, row: Row, origin: str) -> Document:
        document = make_document(
            row.text,
            published=row.published or self._options.published,
            title=row.title,
            url=row.url,
            publisher=row.publisher or self._options.publisher,
            language=row.language,
        )
        if row.sha256 is not None and row.sha256 != sha256_of(row.text):
            raise InputError("sha256 does not match the text", "leave it out to take the text as it is now")
        wanted = document.doc_id if row.doc_id in (None, "") else str(row.doc_id)
        return msgspec.structs.replace(document, doc_id=self.names.take(wanted, origin))


def _set_aside(path: str, line: int | None, stage: ReadStage, error: str, hint: str) -> Quarantined:
    return Quarantined(source=path, line=line, doc_id=None, stage=stage, error=error, hint=hint)
