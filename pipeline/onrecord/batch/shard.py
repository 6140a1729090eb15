"""The unit of work: some documents through one pipeline, wherever it runs."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
from spacy.language import Language

from onrecord.extraction import claims_in, prepare
from onrecord.schema import Claim, Document

# Documents in a shard. Fixed, and counted in the order of the input, so that a document meets the same
# company in the encoder's batches, and so gets the same numbers to the last bit, however many processes
# share the work.
SIZE = 32


class Outcome(msgspec.Struct, frozen=True):
    """The claims of one document, or the error that kept it from having any."""

    claims: list[Claim]
    error: str | None = None


def process(nlp: Language, documents: Sequence[Document], kinds: Collection[str] | None = None) -> list[Outcome]:
    """Return the outcome of every document, in order.

    If the pipeline raises, each document goes through alone, so that only those that cause it are lost.
    """
    try:
        return _together(nlp, documents, kinds)
    except Exception:  # noqa: BLE001 (whatever a component raises must not cost the other documents)
        return [_alone(nlp, document, kinds) for document in documents]


def _together(nlp: Language, documents: Sequence[Document], kinds: Collection[str] | None) -> list[Outcome]:
    docs = [prepare(nlp, document) for document in documents]
    done = nlp.pipe(docs, batch_size=SIZE)
    return [Outcome(claims_in(d, doc, kinds)) for d, doc in zip(documents, done, strict=True)]


def _alone(nlp: Language, document: Document, kinds: Collection[str] | None) -> Outcome:
    try:
        return _together(nlp, [document], kinds)[0]
    except Exception as error:  # noqa: BLE001 (as above)
        return Outcome([], f"{type(error).__name__}: {error}")
