"""From inputs to documents, one at a time; what cannot be read is set aside with its reason."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO, cast

from onrecord.errors import InputError
from onrecord.ingest import readers
from onrecord.ingest.documents import Documents, Item, set_aside
from onrecord.ingest.duplicates import Duplicates
from onrecord.ingest.encodings import NotText
from onrecord.ingest.found import Fault, Input
from onrecord.ingest.names import Names
from onrecord.ingest.opened import STDIN, opened, size_of, told
from onrecord.ingest.sources import Source
from onrecord.optional import MissingLibraryError
from onrecord.schema import Options


class Reader:
    """Read the documents of some sources."""

    def __init__(self, options: Options) -> None:
        """Read as the options of a run say.

        Raises:
            InputError: if the language is none, or the table of metadata cannot be read.
        """
        self._reading = options.reading
        self._documents = Documents(options)
        self._behind, self._stream = 0, cast("BinaryIO | None", None)

    def position(self) -> int:
        """Return how many bytes of the inputs have been read, packed as they lie on the disk."""
        return self._behind + (told(self._stream) if self._stream is not None else 0)

    @property
    def names(self) -> Names:
        """The names given out, and how many documents had to be renamed."""
        return self._documents.names

    @property
    def ignored(self) -> Counter[str]:
        """Keys that no document has, with the number of records or companion files that had them."""
        return self._documents.ignored

    def read(self, sources: Iterable[Source]) -> Iterator[Item]:
        """Yield the documents in order; in the place of one that cannot be read, what is wrong.

        Raises:
            MissingLibraryError: if an input needs a library that is not installed.
        """
        with ExitStack() as held:
            if self._reading.dedupe != "off":
                self._documents.duplicates = held.enter_context(Duplicates(self._reading.similarity))
            for source in sources:
                yield from self._source(source)

    def _source(self, source: Source) -> Iterator[Item]:
        last: int | None = None
        try:
            with opened(source.path) as (stream, packed):
                self._stream = stream
                form = source.format if source.format != "stdin" else _begins_like(stream)
                # Archives are packed record by record, and read as they are.
                path = source.path if source.path != STDIN and (not packed or form == "warc") else None
                for found in readers.read(form, Input(source.path, path, stream, self._reading, source.lines)):
                    last = found.line
                    if source.lines is None or last is None or last in source.lines:
                        yield self._documents.item(source.path, form, found)
        except MissingLibraryError:
            raise
        except Exception as error:  # noqa: BLE001 (whatever is wrong with one input must not cost the others)
            yield set_aside(source.path, _fault(source.path, last, error))
        finally:
            self._behind, self._stream = self._behind + size_of(source.path), None


def _fault(path: str, last: int | None, error: Exception) -> Fault:
    """Return what is wrong with an input that broke off after some record."""
    if isinstance(error, InputError):
        # The path has a field of its own.
        return Fault(None, "read", error.reason.removeprefix(f"{path}: "), error.hint or "")
    if isinstance(error, NotText):
        return Fault(None, "read", str(error), "convert the file, for example with iconv -f ENCODING -t UTF-8")
    said, after = " ".join(str(error).split())[:200], "" if last is None else f" after record {last:,}"
    if isinstance(error, OSError | EOFError | zlib.error):
        return Fault(None, "read", f"cannot be read{after} ({said})", "is the file complete?")
    fault = f"cannot be read{after} ({type(error).__name__}: {said})"
    return Fault(None, "parse", fault, "report it, or leave the file out")


def _begins_like(stream: BinaryIO) -> str:
    return readers.begins_like(cast("Any", stream).peek(512))
