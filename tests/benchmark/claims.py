"""Claims over words of a text, with whatever else a test is not about."""

from __future__ import annotations

from typing import Any, TypeVar

from onrecord.formats import corpus
from onrecord.schema import Claim, Document, make_document

ClaimT = TypeVar("ClaimT", bound=Claim)


class Text:
    """A document, and claims over its words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.document: Document = make_document(text, doc_id="text")

    def span(self, words: str) -> tuple[int, int]:
        start = self.text.index(words)
        return start, start + len(words)

    def claim(self, kind: type[ClaimT], *words: str, parts: tuple[str, ...] = (), **fields: Any) -> ClaimT:
        """Return a claim over some words; ``parts`` are the names of fields that hold words of the text."""
        for name in parts:
            fields[name] = None if fields[name] is None else corpus.part(self.text, *self.span(fields[name]))
        made = corpus.make(kind, self.document, [self.span(one) for one in words], **fields)
        assert made is not None
        return made
