"""Our own records: the folder of a run, or of gold, with ``documents.jsonl`` and ``claims.jsonl``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from onrecord import jsonl, records
from onrecord.errors import InputError
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.schema import Claim, Document


def detect(path: Path) -> bool:
    """Tell whether a path is such a folder."""
    try:
        return path.is_dir() and bool(records.find(path, records.DOCUMENTS))
    except InputError:
        return False


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the documents of a folder with their claims; a line that cannot be read is named and left out."""
    by_document: dict[str, list[Claim]] = defaultdict(list)

    def skip(error: jsonl.LineError) -> None:
        conversion.failures.append(str(error))

    claim: Claim
    for claim in records.stream(path, records.CLAIMS, Claim, on_error=skip):
        by_document[claim.doc_id].append(claim)
    document: Document
    for document in records.stream(path, records.DOCUMENTS, Document, on_error=skip):
        yield Article(document, by_document.pop(document.doc_id, []))
    for doc_id, claims in by_document.items():
        error = InputError(
            f"{path}: {len(claims)} claims of document {doc_id!r}, which is not in {records.DOCUMENTS}",
            "onrecord validate names the lines",
        )
        conversion.failures.append(str(error))


def write(articles: Iterable[Article], path: Path, conversion: Conversion) -> None:
    """Write both files of a folder."""
    records.make_folder(path)
    with ExitStack() as files:
        documents = files.enter_context(jsonl.writer(path / records.DOCUMENTS))
        claims = files.enter_context(jsonl.writer(path / records.CLAIMS))
        for article in articles:
            documents.write(article.document)
            claims.write_all(article.claims)


FORMAT = Format(
    name="onrecord",
    title="our own records: documents.jsonl and claims.jsonl in a folder",
    detect=detect,
    read=read,
    write=write,
    surrogates=True,
)
