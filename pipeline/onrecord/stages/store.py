"""Where stages keep their claims on a spaCy ``Doc``, and what they know about the document.

Everything lies in ``doc.user_data["onrecord"]`` as plain dicts, lists, strings and numbers: dataclasses or
Decimals there would break ``Doc.to_bytes`` and with it ``nlp.pipe(n_process=2)``, and ``Span._`` is keyed by name
and boundaries only, so two claims over the same characters would share their values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, cast

import msgspec
from spacy.tokens import Doc

from onrecord.errors import MissingAnnotationError
from onrecord.schema import Claim, Extent, claim_id, sha256_of

KEY = "onrecord"
ClaimT = TypeVar("ClaimT", bound=Claim)


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about the document a stage works on; published is ISO 8601 or None, never today."""

    doc_id: str
    published: str | None = None
    publisher: str | None = None
    title: str | None = None


def set_context(doc: Doc, context: Context) -> None:
    """Attach document metadata to a Doc before the pipeline runs over it."""
    doc.user_data.setdefault(KEY, {})["document"] = msgspec.to_builtins(context)


def context(doc: Doc) -> Context:
    """Return the metadata of a Doc; without any, the id is derived from the text and the rest is unknown."""
    stored = doc.user_data.get(KEY, {}).get("document")
    if stored is None:
        # Kept, because every claim asks for it and hashing takes time that grows with the text.
        set_context(doc, Context(doc_id=sha256_of(doc.text)[:16]))
        stored = doc.user_data[KEY]["document"]
    return msgspec.convert(stored, Context)


def put(doc: Doc, kind: str, claims: Iterable[Claim]) -> None:
    """Replace the claims of one kind on a Doc."""
    doc.user_data.setdefault(KEY, {})[kind] = [msgspec.to_builtins(c) for c in claims]


def get(doc: Doc, kind: type[ClaimT]) -> list[ClaimT]:
    """Return the claims of one kind found so far, in the order they were written."""
    stored = doc.user_data.get(KEY, {}).get(kind.kind, [])
    return cast("list[ClaimT]", msgspec.convert(stored, list[kind]))  # type: ignore[valid-type]


def make(
    doc: Doc,
    kind: type[ClaimT],
    start: int,
    end: int,
    *,
    fragments: Sequence[tuple[int, int]] = (),
    salt: str = "",
    **fields: Any,
) -> ClaimT:
    """Build one claim of ``kind`` over code points ``start:end`` with id, text and sentence filled in.

    Raises:
        ValueError: if the span is empty or lies outside the text.
    """
    if not 0 <= start < end <= length(doc):
        raise ValueError(f"span {start}:{end} is not inside a text of {length(doc)} characters")
    doc_id = context(doc).doc_id
    pieces = [(first, last) for first, last in fragments] if len(fragments) > 1 else []
    if pieces:
        fields["fragments"] = pieces
    return kind(
        id=claim_id(doc_id, kind.kind, start, end, pieces, salt),
        doc_id=doc_id,
        start=start,
        end=end,
        text=text_between(doc, start, end),
        sentence=sentence_at(doc, start),
        **fields,
    )


def length(doc: Doc) -> int:
    """Return the number of characters of a Doc; unlike ``len(doc.text)`` without building the text."""
    return doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0


def text_between(doc: Doc, start: int, end: int) -> str:
    """Return ``doc.text[start:end]``.

    ``Doc.text`` joins all tokens each time it is read: a stage that reads it once for every claim takes time
    that grows with the square of the text.
    """
    if start >= end:
        return ""
    first = token_at(doc, start)
    tokens = doc[first : token_at(doc, end - 1) + 1]
    offset = tokens[0].idx
    return "".join(token.text_with_ws for token in tokens)[start - offset : end - offset]


def sentence_at(doc: Doc, offset: int) -> Extent:
    """Return the sentence holding a character; the whole text where no sentence boundaries are set."""
    if not len(doc) or not doc.has_annotation("SENT_START"):
        return Extent(0, length(doc))
    token = doc[token_at(doc, offset)]
    return Extent(token.sent.start_char, token.sent.end_char)


def token_at(doc: Doc, offset: int) -> int:
    """Return the index of the token holding a character, or of the last token before it."""
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if doc[middle].idx <= offset:
            low = middle
        else:
            high = middle - 1
    return low


def require(doc: Doc, stage: str, *annotations: str) -> None:
    """Check that earlier components set what a stage needs.

    Args:
        doc: The document about to be processed.
        stage: Factory name of the stage, for the message.
        annotations: Attribute names as ``Doc.has_annotation`` takes them (``SENT_START``, ``TAG``, ``DEP``).

    Raises:
        MissingAnnotationError: naming the stage, what is missing and what sets it.
    """
    missing = [a for a in annotations if len(doc) and not doc.has_annotation(a)]
    if missing:
        setters = {"DEP": "a parser", "TAG": "a tagger", "SENT_START": "a parser or sentencizer", "ENT_IOB": "an ner"}
        tips = ", ".join(f"{a} ({setters.get(a, 'an earlier component')})" for a in missing)
        raise MissingAnnotationError(f"{stage} needs {tips}. Load en_onrecord, or add such a component before {stage}.")
