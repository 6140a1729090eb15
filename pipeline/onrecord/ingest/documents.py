"""From a record that was found to a document: its fields, its name, and what speaks against it."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

import msgspec

from onrecord.errors import InputError
from onrecord.ingest import about, language, readers
from onrecord.ingest.dates import iso
from onrecord.ingest.duplicates import Duplicates, Match
from onrecord.ingest.found import Fault, Found
from onrecord.ingest.names import Names
from onrecord.ingest.opened import STDIN
from onrecord.optional import MissingLibraryError
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


class Documents:
    """Make documents of records.

    Attributes:
        names: The names given out, and how many documents had to be renamed.
        ignored: Keys that no document has, with the number of records or companion files that had them.
        duplicates: What earlier documents are like; None where nobody asked.
    """

    def __init__(self, options: Options) -> None:
        """Make them as the options of a run say.

        Raises:
            InputError: if the language is none, or the table of metadata cannot be read.
        """
        self._options, self._reading = options, options.reading
        self._language = language.check(self._reading.language)
        path = self._reading.metadata
        self._table = None if path is None else about.Table(path, self._reading)
        self.duplicates: Duplicates | None = None
        self.names = Names()
        self.ignored: Counter[str] = Counter()

    def item(self, path: str, form: str, found: Found | Fault) -> Item:
        """Return the document of a record, or why there is none.

        Raises:
            MissingLibraryError: if telling its language needs a library that is not installed.
        """
        if isinstance(found, Fault):
            return set_aside(path, found)
        try:
            return self._item(path, form, found)
        except MissingLibraryError:
            raise
        except InputError as error:
            return set_aside(path, Fault(found.line, "document", error.reason, error.hint or ""))
        except Exception as error:  # noqa: BLE001 (whatever is odd about one record must not cost the others)
            fault = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
            return set_aside(path, Fault(found.line, "document", fault, "report it, or leave the record out"))

    def _item(self, path: str, form: str, found: Found) -> Item:
        fields = found.fields
        if not isinstance(fields, dict):
            return set_aside(path, Fault(found.line, "document", "not an object", _hint({})))
        if fields.keys() >= _CLAIM_KEYS:
            hint = "give documents.jsonl instead"
            return set_aside(path, Fault(found.line, "document", "a claim, not a document", hint))
        known = self._said(path, form, fields)
        if isinstance(known, Fault):
            return set_aside(path, known)
        fields = {**fields, **known}
        if "published" in fields:
            fields["published"] = iso(fields["published"])
        try:
            # Without the unknown keys: one that is no Unicode would be stumbled over.
            row = msgspec.convert({name: fields[name] for name in _FIELDS if name in fields}, Row)
        except msgspec.ValidationError as error:
            return set_aside(path, Fault(found.line, "document", str(error), _hint(fields)))
        document = self._made(row)
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
                return set_aside(path, Fault(found.line, "document", fault, "--language any keeps it"), "language")
        match = self.duplicates.find(document.text) if self.duplicates is not None else None
        if match is not None and self._reading.dedupe == "drop":
            fault = f"a duplicate of {match.doc_id} (similarity {match.similarity:g})"
            return set_aside(path, Fault(found.line, "document", fault, "--dedupe mark keeps it"), "duplicate")
        if detected is not None and document.language is not None and not language.same(detected, document.language):
            document = msgspec.structs.replace(document, language=None)
        wanted = document.doc_id if row.doc_id in (None, "") else str(row.doc_id)
        document = msgspec.structs.replace(document, doc_id=self.names.take(wanted, f"{path}:{found.line}"))
        if self.duplicates is not None and match is None:
            self.duplicates.add(document.doc_id)
        return Located(document, path, found.line, _provenance(document, path, found, detected, match))


def _hint(fields: dict[str, Any]) -> str:
    hint = f"a document has text and may have doc_id, {', '.join(about.FIELDS)}"
    if fields and "text" not in fields:
        hint += f"; --text-key says where the text is: {', '.join(sorted(map(repr, fields))[:12])}"
    return hint


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


def set_aside(path: str, fault: Fault, stage: Literal["language", "duplicate"] | None = None) -> Quarantined:
    """Return the record of what cannot be read, or is not wanted."""
    return Quarantined(
        source=path,
        line=fault.line,
        doc_id=None,
        stage=stage or fault.stage,
        error=fault.error,
        hint=fault.hint,
    )
