"""From one text to its claims.

Example::

    extract("Ada Marsh said it would cost $5.", published="2025-03-05").claims
"""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from onrecord import assemble, collect, rendered
from onrecord.errors import InputError, PipelineError
from onrecord.schema import KINDS, Claim, Document, SubSpan, make_document
from onrecord.stages import store

_SURROGATE = re.compile("[\ud800-\udfff]")


class Extraction(msgspec.Struct, frozen=True):
    """One document and its claims, in the order of the text."""

    document: Document
    claims: list[Claim]

    def _repr_html_(self) -> str:
        """Return the article with its claims marked, for notebooks."""
        return rendered.article(self.document, self.claims)


def extract(
    text: str | Document,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    kinds: Collection[str] | None = None,
    nlp: Language | None = None,
) -> Extraction:
    """Extract the claims of one article.

    Args:
        text: The article, or a document that has been ingested.
        published: ISO 8601 date its relative dates count from; without one they stay unresolved.
        publisher: Who published it; helps to tell currencies apart.
        title: Its headline, if that is no part of the text.
        kinds: Kinds to keep; by default all.
        nlp: A pipeline from :func:`onrecord.load`; by default the shipped model, loaded once.

    Raises:
        InputError: if ``published`` is not ISO 8601, or a kind is unknown.
        PipelineError: if the pipeline cannot be loaded or run.
    """
    check_kinds(kinds)
    if isinstance(text, str):
        text = make_document(text, published=published, publisher=publisher, title=title)
    elif (published, publisher, title) != (None, None, None):
        raise InputError("published, publisher or title given with a Document", "it carries its own")
    nlp = nlp if nlp is not None else assemble.default()
    return Extraction(text, claims_in(text, nlp(prepare(nlp, text)), kinds))


def check_kinds(kinds: Collection[str] | None) -> None:
    """Check names of kinds.

    Raises:
        InputError: naming the unknown ones and those there are.
    """
    unknown = sorted(set(kinds or ()) - set(KINDS))
    if unknown:
        raise InputError(f"unknown kinds: {', '.join(unknown)}", f"there are {', '.join(KINDS)}")


def prepare(nlp: Language, document: Document) -> Doc:
    """Tokenise a document and tell the stages what is known about it.

    spaCy takes no lone surrogates: the Doc has a replacement character in the place of each, and
    :func:`claims_in` puts back what the document has.

    Raises:
        PipelineError: if the text is longer than the pipeline takes.
    """
    try:
        doc = nlp.make_doc(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", document.text))
    except ValueError as error:
        raise PipelineError(f"{document.doc_id}: {error}") from None
    known = {name: getattr(document, name) for name in store.Context.__struct_fields__}
    store.set_context(doc, store.Context(**known))
    return doc


def claims_in(document: Document, doc: Doc, kinds: Collection[str] | None = None) -> list[Claim]:
    """Return the claims on a processed Doc as claims of its document: every span has the document's text."""
    found = collect.claims(doc, kinds)
    if not _SURROGATE.search(document.text):
        return found
    return [_with_text_of(document, claim) for claim in found]


def _with_text_of(document: Document, claim: Claim) -> Claim:
    parts = {name: getattr(claim, name) for name in claim.__struct_fields__}
    restored = {
        name: msgspec.structs.replace(part, text=document.text[part.start : part.end])
        for name, part in parts.items()
        if isinstance(part, SubSpan)
    }
    return msgspec.structs.replace(claim, text=document.text[claim.start : claim.end], **restored)
