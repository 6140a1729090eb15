"""Where stages keep their claims on a spaCy ``Doc``, and what they know about the document.

Everything lies in ``doc.user_data["onrecord"]`` as plain dicts, lists, strings and numbers: dataclasses or
Decimals there would break ``Doc.to_bytes`` and with it ``nlp.pipe(n_process=2)``, and ``Span._`` is keyed by name
and boundaries only, so two claims over the same characters would share their values.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar, cast
from weakref import WeakKeyDictionary

import msgspec
from spacy.tokens import Doc, Token

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
    return msgspec.convert(_document(doc), Context)


def _document(doc: Doc) -> dict[str, Any]:
    """Return the metadata of a Doc as it is kept there."""
    stored: dict[str, Any] | None = doc.user_data.get(KEY, {}).get("document")
    if stored is None:
        # Kept, because every claim asks for it and hashing takes time that grows with the text.
        set_context(doc, Context(doc_id=sha256_of(doc.text)[:16]))
        return _document(doc)
    return stored


def put(doc: Doc, kind: str, claims: Iterable[Claim]) -> None:
    """Replace the claims of one kind on a Doc."""
    doc.user_data.setdefault(KEY, {})[kind] = [msgspec.to_builtins(c) for c in claims]


def add(doc: Doc, kind: str, claims: Iterable[Claim]) -> None:
    """Add claims of one kind to those found so far, in text order; over a span that has one already, none is added."""
    stored = doc.user_data.setdefault(KEY, {}).get(kind, [])
    taken = {(claim["start"], claim["end"]) for claim in stored}
    added = {(claim.start, claim.end): claim for claim in claims if (claim.start, claim.end) not in taken}
    if added:
        found = [*stored, *(msgspec.to_builtins(claim) for claim in added.values())]
        doc.user_data[KEY][kind] = sorted(found, key=lambda claim: (claim["start"], claim["end"]))


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
    layout = _layout(doc)
    if not 0 <= start < end <= len(layout.text):
        raise ValueError(f"span {start}:{end} is not inside a text of {len(layout.text)} characters")
    doc_id: str = _document(doc)["doc_id"]
    pieces = [(first, last) for first, last in fragments] if len(fragments) > 1 else []
    if pieces:
        fields["fragments"] = pieces
    return kind(
        id=claim_id(doc_id, kind.kind, start, end, pieces, salt),
        doc_id=doc_id,
        start=start,
        end=end,
        text=layout.text[start:end],
        sentence=layout.extent(doc, start),
        **fields,
    )


class Sentence(NamedTuple):
    """Where a sentence lies: its first token and the one after its last, its first code point and the one after."""

    start: int
    end: int
    start_char: int
    end_char: int


class _Layout:
    """Where the tokens and sentences of a Doc lie in its text; spaCy works this out again at every question.

    It holds numbers and the text only: a token or span would keep the Doc, and with it the layout, alive.
    """

    def __init__(self, doc: Doc) -> None:
        """Read the text and the offsets of a Doc."""
        self.text = doc.text
        self.tokens: list[int] = doc.to_array("IDX").tolist() if len(doc) else []
        self.sentences: list[Sentence] = []
        self.sentence_starts: list[int] = []

    def sentence(self, doc: Doc, token: int) -> Sentence:
        """Return the sentence holding a token of the Doc; all of it where no boundaries are set."""
        if not self.sentences:
            if not len(doc) or not doc.has_annotation("SENT_START"):
                return Sentence(0, len(doc), 0, len(self.text))
            self.sentences = [Sentence(s.start, s.end, s.start_char, s.end_char) for s in doc.sents]
            self.sentence_starts = [sentence.start for sentence in self.sentences]
        return self.sentences[bisect_right(self.sentence_starts, token) - 1]

    def extent(self, doc: Doc, offset: int) -> Extent:
        """Return the sentence holding a character of the Doc."""
        found = self.sentence(doc, self.token(offset))
        return Extent(found.start_char, found.end_char)

    def token(self, offset: int) -> int:
        """Return the index of the token holding a character, or of the last token before it."""
        return max(0, bisect_right(self.tokens, offset) - 1)


_layouts: WeakKeyDictionary[Doc, _Layout] = WeakKeyDictionary()


def _layout(doc: Doc) -> _Layout:
    found = _layouts.get(doc)
    # A retokenizer changes the tokens of a Doc, never its text.
    if found is None or len(found.tokens) != len(doc):
        found = _layouts[doc] = _Layout(doc)
    return found


def text(doc: Doc) -> str:
    """Return ``doc.text``, which spaCy joins from all tokens each time it is read."""
    return _layout(doc).text


def find_words(doc: Doc, attribute: str, ids: frozenset[int]) -> list[int]:
    """Return the tokens one attribute of which is among some string ids, in order.

    A set is asked for every token: for arrays as short as a text, that takes a fifth of the time of ``numpy.isin``.
    """
    return [at for at, value in enumerate(doc.to_array(attribute).tolist()) if value in ids]


def length(doc: Doc) -> int:
    """Return the number of characters of a Doc."""
    return len(_layout(doc).text)


def text_between(doc: Doc, start: int, end: int) -> str:
    """Return ``doc.text[start:end]``."""
    return _layout(doc).text[start:end]


def sentence_at(doc: Doc, offset: int) -> Extent:
    """Return the sentence holding a character; the whole text where no sentence boundaries are set."""
    return _layout(doc).extent(doc, offset)


def sentence_of(token: Token) -> Sentence:
    """Return the sentence of a token, for which spaCy walks to both of its ends; without boundaries, all of the Doc."""
    doc = token.doc
    return _layout(doc).sentence(doc, token.i)


def token_at(doc: Doc, offset: int) -> int:
    """Return the index of the token holding a character, or of the last token before it."""
    return _layout(doc).token(offset)


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
