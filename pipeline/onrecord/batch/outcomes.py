"""Some documents through the pipeline together, and what became of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import repeat

import msgspec
from spacy.language import Language
from spacy.pipeline import Lemmatizer

from onrecord.extraction import claims_in, prepare
from onrecord.limits import TimeLimit, deadline
from onrecord.schema import Claim, Document

# Documents in a part. Fixed, and counted in the order of the input, so that a document meets the same company
# in the encoder's batches however many processes share the work.
SIZE = 32
# Words whose lemmas are remembered, a few hundred bytes each.
_MOST_LEMMAS = 20_000
FAILED = "the pipeline failed on this text: report it, or try another model"
SLOW = "raise the limit with --time-limit, or leave the document out"


class Work(msgspec.Struct, frozen=True):
    """What is to be done with every part.

    Attributes:
        kinds: Kinds of claim to keep; None for all.
        seconds: Longest time of the processor one document may take; None for any.
    """

    kinds: list[str] | None = None
    seconds: float | None = None


def kinds_of(kinds: Collection[str] | None) -> list[str] | None:
    """Return kinds as :class:`Work` holds them."""
    return None if kinds is None else list(kinds)


class Outcome(msgspec.Struct, frozen=True):
    """The claims of one document, or the error that kept it from having any and what to try."""

    claims: list[Claim]
    error: str | None = None
    hint: str = FAILED


def process(nlp: Language, documents: Sequence[Document], work: Work) -> list[Outcome]:
    """Return the outcome of every document, in order.

    If the pipeline raises or takes too long, each document goes through alone, to find those that cause it; they are
    lost, and the others go through together again. So what a document gets depends on what its company is like, and
    not on how busy the machine was: a pipeline may round otherwise in another company. What spaCy remembers of the
    texts is given back afterwards.
    """
    _forget(nlp)
    with nlp.memory_zone():
        if len(documents) < 2:
            return [_alone(nlp, document, work) for document in documents]
        try:
            return _together(nlp, documents, work)
        except Exception:  # noqa: BLE001 (whatever a component raises must not cost the other documents)
            alone = [_alone(nlp, document, work) for document in documents]
        good = [document for document, outcome in zip(documents, alone, strict=True) if outcome.error is None]
        seconds = None if work.seconds is None else work.seconds * len(good)
        try:
            again = iter(_together(nlp, good, msgspec.structs.replace(work, seconds=seconds)))
        except (TimeLimit, MemoryError) as error:
            # Another time it may go well: this must not come out as if it had.
            again = repeat(_lost(error))
        except Exception:  # noqa: BLE001 (as above; always so, for no document does it alone)
            return alone
        return [outcome if outcome.error is not None else next(again) for outcome in alone]


def _forget(nlp: Language) -> None:
    """Empty what lemmatizers keep of every word they have seen, which no memory zone gives back, where it is much."""
    for _, component in nlp.pipeline:
        if isinstance(component, Lemmatizer) and len(component.cache) > _MOST_LEMMAS:
            component.cache.clear()


def _together(nlp: Language, documents: Sequence[Document], work: Work) -> list[Outcome]:
    with deadline(work.seconds):
        docs = [prepare(nlp, document) for document in documents]
        done = nlp.pipe(docs, batch_size=SIZE)
        return [Outcome(claims_in(d, doc, work.kinds)) for d, doc in zip(documents, done, strict=True)]


def _alone(nlp: Language, document: Document, work: Work) -> Outcome:
    try:
        return _together(nlp, [document], work)[0]
    except Exception as error:  # noqa: BLE001 (as above)
        return _lost(error)


def _lost(error: Exception) -> Outcome:
    if isinstance(error, TimeLimit):
        return Outcome([], str(error), SLOW)
    return Outcome([], f"{type(error).__name__}: {error}")
