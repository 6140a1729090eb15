"""Sources to results, one document at a time and in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from spacy.language import Language

from onrecord.batch.documents import Located, Reader
from onrecord.batch.shard import SIZE, Outcome
from onrecord.batch.sources import Source
from onrecord.batch.workers import outcomes
from onrecord.extraction import Extraction
from onrecord.schema import Document, Options, Quarantined

Item = Located | Quarantined
Result = Extraction | Quarantined


def results(
    reader: Reader, sources: Iterable[Source], *, nlp: Language, model: str, options: Options, jobs: int = 1
) -> Iterator[Result]:
    """Yield what became of every document: its claims, or why it was set aside.

    The order is that of the input whatever the number of processes.
    """
    waiting: deque[list[Item]] = deque()

    def shards() -> Iterator[list[Document]]:
        for items in _grouped(reader.read(sources)):
            waiting.append(items)
            yield [item.document for item in items if isinstance(item, Located)]

    for done in outcomes(shards(), nlp, model, options.kinds, jobs):
        outcome = iter(done)
        for item in waiting.popleft():
            yield item if isinstance(item, Quarantined) else _result(item, next(outcome))


def _grouped(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Group items into shards, with what was set aside on the way."""
    group: list[Item] = []
    documents = 0
    for item in items:
        group.append(item)
        documents += isinstance(item, Located)
        if documents == SIZE:
            yield group
            group, documents = [], 0
    if group:
        yield group


def _result(item: Located, outcome: Outcome) -> Result:
    if outcome.error is None:
        return Extraction(item.document, outcome.claims)
    return Quarantined(
        source=item.source,
        line=item.line,
        doc_id=item.document.doc_id,
        stage="extract",
        error=outcome.error,
        hint="the pipeline failed on this text: report it, or try another model",
    )
