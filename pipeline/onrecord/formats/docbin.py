"""spaCy DocBin: documents as training data, https://spacy.io/api/docbin.

Every kind of claim is a span group of its name (``doc.spans["quote"]``), so are cues, sources, actions and conditions;
names of people, places and the like are ``doc.ents`` where they do not overlap. The records are in
``doc.user_data["onrecord"]``, where the pipeline keeps them too, so that the claims of a loaded Doc can be
collected. Spans are token spans: a claim that begins or ends inside a token is in the user data alone.

Tokens are those of spaCy's English tokenizer. ``Span.id_`` is the id of the claim; all pieces of a discontinuous one
have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.atomic import atomic
from onrecord.errors import InputError
from onrecord.formats import documents, shape
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.formats.merge import claims_of
from onrecord.formats.page import Mark, Page, parts_of, pieces_of
from onrecord.formats.stored import KEY
from onrecord.schema import KINDS, Claim, Entity

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

_ORDER = "order"


@cache
def _english() -> Language:
    import spacy

    return spacy.blank("en")


def write(articles: Iterable[Article], path: Path, conversion: Conversion) -> None:
    """Write a file that ``spacy train`` and ``DocBin.from_disk`` read."""
    from spacy.tokens import DocBin

    tokenizer = _english().tokenizer
    docs = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    for article in articles:
        doc = tokenizer(article.document.text)
        _annotate(doc, article, conversion)
        docs.add(doc)
    with atomic(path) as stream:
        stream.write(docs.to_bytes())


def _annotate(doc: Doc, article: Article, conversion: Conversion) -> None:
    from spacy.util import filter_spans

    stored: dict[str, Any] = {"document": documents.about(article.document)}
    for kind in KINDS:
        stored[kind] = [msgspec.to_builtins(claim) for claim in article.claims if claim.kind == kind]
    doc.user_data[KEY] = {**stored, _ORDER: [claim.id for claim in article.claims]}
    groups: dict[str, list[Span]] = {name: [] for name in (*KINDS, *shape.PART_LABELS)}
    names: list[Span] = []
    for claim in article.claims:
        spans = _token_spans(doc, claim)
        conversion.note("claims that begin or end inside a token; they are in user_data alone", not spans)
        groups[claim.kind] += spans
        if isinstance(claim, Entity) and claim.mention == "name":
            names += spans
        for part, span in parts_of(claim).items():
            found = doc.char_span(span.start, span.end, label=part, span_id=claim.id)
            groups[part] += [found] if found is not None else []
    for name, spans in groups.items():
        doc.spans[name] = spans
    doc.ents = tuple(filter_spans(names))


def _token_spans(doc: Doc, claim: Claim) -> list[Span]:
    """Return the spans of a claim, none if any of its pieces is not one of tokens."""
    label = shape.label_of(claim)
    spans = [doc.char_span(start, end, label=label, span_id=claim.id) for start, end in pieces_of(claim)]
    return [span for span in spans if span is not None] if None not in spans else []


def detect(path: Path) -> bool:
    """Tell whether a path is a file of spaCy's."""
    return path.is_file() and path.suffix == ".spacy"


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the documents of a file."""
    from spacy.tokens import DocBin

    vocab = _english().vocab
    try:
        docs = DocBin(store_user_data=True).from_disk(path)
        found = list(docs.get_docs(vocab))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})", "check the path") from None
    except Exception as error:  # spaCy raises whatever zlib and msgpack do
        raise InputError(f"{path}: not a DocBin ({error})", "is the file complete?") from None
    for number, doc in enumerate(found, start=1):
        article = conversion.attempt(_read_doc, doc, f"{path}: doc {number}", conversion)
        if article is not None:
            yield article


def _read_doc(doc: Doc, where: str, conversion: Conversion) -> Article:
    stored = doc.user_data.get(KEY, {})
    about = stored.get("document")
    # The pipeline keeps less about a document than its record has.
    known = about if isinstance(about, dict) and "sha256" in about else None
    doc_id = (about or {}).get("doc_id") or where.rpartition(" ")[2]
    document = documents.restore(doc.text, known, str(doc_id), where, conversion)
    if about is not None and known is None:
        fields = {name: value for name, value in about.items() if name in ("published", "publisher", "title")}
        document = msgspec.structs.replace(document, **fields)
    try:
        raw = [claim for kind in KINDS for claim in stored.get(kind, ())]
        records = msgspec.convert(raw, list[Claim])
    except msgspec.ValidationError as error:
        raise InputError(f"{where}: stored records: {error}", f"remove user_data[{KEY!r}] to go without them") from None
    order = {claim_id: number for number, claim_id in enumerate(stored.get(_ORDER, ()))}
    records.sort(key=lambda c: (order.get(c.id, len(order)), c.start, c.end, c.kind, c.id))
    page = Page(document=document, marks=_marks(doc, records, where), arcs=None, records=records)
    return Article(document, claims_of(page, conversion))


def _marks(doc: Doc, records: list[Claim], where: str) -> list[Mark]:
    by_id = {record.id: record for record in records}
    marks: dict[str, Mark] = {}
    for kind in KINDS:
        # Without its group nobody can have edited a kind; a Doc of another origin may have names in its ents.
        group = list(doc.spans[kind]) if kind in doc.spans else []
        if kind == "entity" and "entity" not in doc.spans and not records:
            group = [span for span in doc.ents if span.label_ in shape.ENTITY_LABELS]
        for number, span in enumerate(group, start=1):
            key = span.id_ or f"{kind} {number}"
            mark = marks.get(key)
            if mark is None:
                label = span.label_ if shape.kind_of(span.label_) is not None else kind
                mark = Mark(key=key, label=label, pieces=[], record=by_id.get(key), where=f"{where}: {kind} {number}")
                marks[key] = mark
            mark.pieces.append((span.start_char, span.end_char))
        for record in records:
            if (
                record.kind == kind
                and record.id not in marks
                and (kind not in doc.spans or not _token_spans(doc, record))
            ):
                label = shape.label_of(record)
                marks[record.id] = Mark(key=record.id, label=label, pieces=pieces_of(record), record=record)
    return list(marks.values())


FORMAT = Format(
    name="docbin",
    title="spaCy DocBin: span groups by kind, the records in user_data",
    detect=detect,
    read=read,
    write=write,
    suffixes=(".spacy",),
    lossy=(
        "claims that begin or end inside a token are in user_data alone",
        "attributes, links and sub-spans are read from user_data: changes of the groups cue, source, action and "
        "condition are not",
    ),
)
