"""From inputs to documents, one at a time; what cannot be read is set aside with its reason."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO, cast

import msgspec

from onrecord.errors import InputError
from onrecord.ingest import about, language, readers
from onrecord.ingest.dates import iso
from onrecord.ingest.duplicates import Duplicates, Match
from onrecord.ingest.encodings import NotText
from onrecord.ingest.found import Fault, Found, Input, ReadStage
from onrecord.ingest.names import Names
from onrecord.ingest.need import MissingLibraryError
from onrecord.ingest.opened import STDIN, opened
from onrecord.ingest.sources import Source
from onrecord.schema import Document, Options, Provenance, Quarantined, make_document, sha256_of

# Longest text the pipeline takes, in characters.
MOST_CHARACTERS = 1_000_000
_CLAIM_KEYS = frozenset({"kind", "start", "end"})
_PAGES = frozenset({"html", "warc"})


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A document as users have it: only the text is needed."""

    text: str
    doc_id: str | int | None = None
    sha256: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None


_FIELDS = Row.__struct_fields__


class Located(msgspec.Struct, frozen=True):
    """A document, where it was read and how."""

    document: Document
    source: str
    line: int | None
    provenance: Provenance | None = None


Item = Located | Quarantined


class Reader:
    """Read the documents of some sources.

    Attributes:
        names: The names given out, and how many documents had to be renamed.
        ignored: Keys that no document has, with the number of records or companion files that had them.
    """

    def __init__(self, options: Options) -> None:
        """Read as the options of a run say.

        Raises:
            InputError: if the language is none, or the table of metadata cannot be read.
        """
        self._options, self._reading = options, options.reading
        self._language = language.check(self._reading.language)
        path = self._reading.metadata
        self._table = None if path is None else about.Table(path, self._reading)
        self._duplicates: Duplicates | None = None
        self.names = Names()
        self.ignored: Counter[str] = Counter()

    def read(self, sources: Iterable[Source]) -> Iterator[Item]:
        """Yield the documents in order; in the place of one that cannot be read, what is wrong.

        Raises:
            MissingLibraryError: if an input needs a library that is not installed.
        """
        with ExitStack() as held:
            if self._reading.dedupe != "off":
                self._duplicates = held.enter_context(Duplicates(self._reading.similarity))
            for source in sources:
                yield from self._source(source)

    def _source(self, source: Source) -> Iterator[Item]:
        last: int | None = None
        try:
            with opened(source.path) as (stream, packed):
                form = source.format if source.format != "stdin" else _begins_like(stream)
                # Archives are packed record by record, and read as they are.
                path = source.path if source.path != STDIN and (not packed or form == "warc") else None
                for found in readers.read(form, Input(source.path, path, stream, self._reading)):
                    last = found.line
                    if source.lines is None or last is None or last in source.lines:
                        yield self._item(source.path, form, found)
        except MissingLibraryError:
            raise
        except InputError as error:
            yield _set_aside(source.path, Fault(None, "read", _without(source.path, error.reason), error.hint or ""))
        except NotText as error:
            hint = "convert the file, for example with iconv -f ENCODING -t UTF-8"
            yield _set_aside(source.path, Fault(None, "read", str(error), hint))
        except (OSError, EOFError, zlib.error) as error:
            after = "" if last is None else f" after record {last:,}"
            fault = f"cannot be read{after} ({' '.join(str(error).split())})"
            yield _set_aside(source.path, Fault(None, "read", fault, "is the file complete?"))
        except Exception as error:  # noqa: BLE001 (whatever a library makes of one file must not cost the others)
            after = "" if last is None else f" after record {last:,}"
            fault = f"cannot be read{after} ({type(error).__name__}: {' '.join(str(error).split())[:200]})"
            yield _set_aside(source.path, Fault(None, "parse", fault, "report it, or leave the file out"))

    def _item(self, path: str, form: str, found: Found | Fault) -> Item:
        if isinstance(found, Fault):
            return _set_aside(path, found)
        fields, known = found.fields, about.Known()
        if isinstance(fields, dict):
            if fields.keys() >= _CLAIM_KEYS:
                hint = "give documents.jsonl instead"
                return _set_aside(path, Fault(found.line, "document", "a claim, not a document", hint))
            said = self._said(path, form, fields)
            if isinstance(said, Fault):
                return _set_aside(path, said)
            known, fields = said, {**fields, **said}
            if "published" in fields:
                fields["published"] = iso(fields["published"])
        try:
            row = msgspec.convert(_known(fields), Row)
            document = self._made(row)
        except (msgspec.ValidationError, InputError) as error:
            return _set_aside(path, self._wrong(found.line, fields, error))
        # What a page says of its language is often what its template says; what the caller says counts.
        stated = row.language if form not in _PAGES or "language" in known else None
        item = self._kept(path, found, row, document, stated)
        if isinstance(item, Located):
            # A key that is no Unicode could not be written into the manifest.
            unknown = (key for key in fields if key not in _FIELDS)
            self.ignored.update(key.encode("utf-8", "backslashreplace").decode() for key in unknown)
        return item

    def _said(self, path: str, form: str, fields: dict[str, Any]) -> about.Known | Fault:
        """Return what the caller says of a record, which counts more than what it says itself."""
        table = self._table.about if self._table is not None else lambda *names: {}
        if form not in readers.WHOLE:
            return table(fields.get("doc_id"), fields.get("url"))
        if path == STDIN:
            return {"doc_id": "stdin"}
        said = about.companion(path, self._reading)
        if isinstance(said, Fault):
            return said
        names = about.names_of(path)
        return {**table(*names), **said, "text": fields["text"], "doc_id": names[-1]}

    def _made(self, row: Row) -> Document:
        if len(row.text) > MOST_CHARACTERS:
            raise InputError(f"a text of {len(row.text):,} characters, more than {MOST_CHARACTERS:,}", "split it")
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
        return document

    def _kept(self, path: str, found: Found, row: Row, document: Document, stated: str | None) -> Item:
        """Return a document with its name, unless its language or an earlier document speaks against it."""
        detected = None
        if self._language != language.ANY:
            detected = None if stated else language.detect(document.text)
            name = stated or detected
            if name is not None and not language.same(name, self._language):
                fault = f"in another language ({name}) than {self._language}"
                return _set_aside(path, Fault(found.line, "document", fault, "--language any keeps it"), "language")
        match = self._duplicates.find(document.text) if self._duplicates is not None else None
        if match is not None and self._reading.dedupe == "drop":
            fault = f"a duplicate of {match.doc_id} (similarity {match.similarity:g})"
            return _set_aside(path, Fault(found.line, "document", fault, "--dedupe mark keeps it"), "duplicate")
        wanted = document.doc_id if row.doc_id in (None, "") else str(row.doc_id)
        document = msgspec.structs.replace(document, doc_id=self.names.take(wanted, f"{path}:{found.line}"))
        if self._duplicates is not None and match is None:
            self._duplicates.add(document.doc_id)
        return Located(document, path, found.line, _provenance(document, path, found, detected, match))

    def _wrong(self, line: int | None, fields: Any, error: Exception) -> Fault:
        if isinstance(error, InputError):
            return Fault(line, "document", error.reason, error.hint or "")
        hint = f"a document has text and may have doc_id, {', '.join(about.FIELDS)}"
        if isinstance(fields, dict) and "text" not in fields and fields:
            hint += f"; --text-key says where the text is: {', '.join(sorted(map(repr, fields))[:12])}"
        return Fault(line, "document", str(error), hint)


def _known(fields: Any) -> Any:
    """Return the fields a document has; an unknown key may be no Unicode, which the library stumbles over."""
    return {name: fields[name] for name in _FIELDS if name in fields} if isinstance(fields, dict) else fields


def _provenance(document: Document, path: str, found: Found, detected: str | None, match: Match | None) -> Provenance:
    return Provenance(
        doc_id=document.doc_id,
        source=path,
        line=found.line,
        offset=found.offset,
        sha256=document.sha256,
        raw_sha256=found.raw,
        encoding=found.encoding,
        extractor=found.extractor[0],
        extractor_version=found.extractor[1],
        language=detected,
        author=found.author,
        duplicate_of=None if match is None else match.doc_id,
        similarity=None if match is None else match.similarity,
    )


def _set_aside(path: str, fault: Fault, stage: str | None = None) -> Quarantined:
    return Quarantined(
        source=path,
        line=fault.line,
        doc_id=None,
        stage=cast("ReadStage", stage or fault.stage),
        error=fault.error,
        hint=fault.hint,
    )


def _without(path: str, reason: str) -> str:
    """Return a reason without the path it begins with, which has a field of its own."""
    return reason.removeprefix(f"{path}: ")


def _begins_like(stream: BinaryIO) -> str:
    return readers.begins_like(cast("Any", stream).peek(512))
