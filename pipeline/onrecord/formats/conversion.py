"""One conversion: what its readers and writers are given, and what they have to say about it.

A reader yields an :class:`Article` for every document it can read; a document it cannot read goes to
:attr:`Conversion.failures` and the rest goes on. Whatever a format cannot hold is counted in
:attr:`Conversion.losses`, whatever a person should know about the result in :attr:`Conversion.notes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

import msgspec

from onrecord.errors import OnrecordError
from onrecord.schema import Claim, Document

P = ParamSpec("P")
T = TypeVar("T")


class Article(NamedTuple):
    """A document and the claims made in it."""

    document: Document
    claims: list[Claim]


class Conversion:
    """What happens in one conversion.

    Attributes:
        documents: Documents given for formats that hold no text, by ``doc_id``.
        failures: One line for every document that could not be read or written.
        notes: What was done that a person should know, with how often.
        losses: What the target cannot hold, with how often.
        counts: Documents and claims written.
    """

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        """Begin with the documents the caller gave, if any."""
        self.documents = {document.doc_id: document for document in documents}
        self.failures: list[str] = []
        self.notes: Counter[str] = Counter()
        self.losses: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()

    def note(self, what: str, number: int = 1) -> None:
        """Count something a person should know."""
        if number:
            self.notes[what] += number

    def lose(self, what: str, number: int = 1) -> None:
        """Count something the target cannot hold."""
        if number:
            self.losses[what] += number

    def attempt(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Do the work of one document; if it fails, remember why and return None."""
        try:
            return work(*args, **kwargs)
        except OnrecordError as error:
            self.failures.append(str(error))
            return None


Reader = Callable[[Path, Conversion], Iterator[Article]]
Writer = Callable[[Iterable[Article], Path, Conversion], None]


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A format that claims can be read from and written to.

    Attributes:
        name: What ``--from`` and ``--to`` call it.
        title: What it is, in a line.
        detect: Tells whether an existing file or folder looks like it.
        read: Yields its articles.
        write: Writes articles; None for a format that can only be read.
        suffixes: Ends of names that mean this format when a file is to be written.
        lossy: What of a record it cannot hold.
        surrogates: Whether it can hold a text with half a surrogate pair, which has no UTF-8 form.
    """

    name: str
    title: str
    detect: Callable[[Path], bool]
    read: Reader
    write: Writer | None = None
    suffixes: tuple[str, ...] = ()
    lossy: tuple[str, ...] = ()
    surrogates: bool = False
