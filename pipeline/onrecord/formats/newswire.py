"""Names in news and in Wikipedia: en-worldwide-newswire and CrossNER, as entity, date and money claims.

en-worldwide-newswire is a folder with ``processed_annotated/NAME.txt.tsv``, tokens and BIO tags in columns, and
``original_articles/NAME.txt``, the text they were cut from (Shan et al. 2023). The first line of an article is its
address and no part of its text. CrossNER is one file of sentences (Liu et al. 2021); each sentence is a document.

What is called *Misc* has no label here and is left out. Their *Location* covers what is GPE here: it is kept as
LOC, for nothing tells the two apart. Values of dates and sums are not annotated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import InputError
from onrecord.formats import bio, corpus
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.schema import Claim, Date, Document, Entity, Money, make_document

TAGS, TEXTS = "processed_annotated", "original_articles"
LABELS = {
    # en-worldwide-newswire
    "Person": "PERSON",
    "Organization": "ORG",
    "Location": "LOC",
    "Facility": "FAC",
    "NORP": "NORP",
    "Product": "PRODUCT",
    # CrossNER, politics
    "person": "PERSON",
    "politician": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "location": "LOC",
    "country": "GPE",
    "election": "EVENT",
    "event": "EVENT",
}


class Named(NamedTuple):
    """A document and its names with the labels of the corpus."""

    document: Document
    names: list[bio.Name]


def detect(path: Path) -> bool:
    """Tell whether a path is a part of en-worldwide-newswire, or a file in the columns of CrossNER."""
    if path.is_dir():
        return (path / TAGS).is_dir()
    if path.suffix != ".txt":
        return False
    with path.open(encoding="utf-8", errors="replace") as lines:
        form, tab, tag = next(lines, "").rstrip("\n").partition("\t")
    return bool(form and tab) and (tag == "O" or tag[:2] in ("B-", "I-"))


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the documents of a folder by name, or the sentences of a file."""
    for document, names in named(path, conversion):
        claims = [claim for name in names if (claim := _claim(document, name, conversion)) is not None]
        yield Article(document, claims)


def named(path: Path, conversion: Conversion) -> Iterator[Named]:
    """Yield every document with its outermost names as the corpus labels them."""
    if path.is_file():
        yield from _sentences(path)
        return
    files = sorted((path / TAGS).glob("*.tsv"))
    if not files:
        raise InputError(f"{path}: no {TAGS}/*.tsv there", "name a part of the corpus")
    for file in files:
        found = conversion.attempt(_article, file, path / TEXTS / file.name.removesuffix(".tsv"), conversion)
        if found is not None:
            yield found


def _sentences(file: Path) -> Iterator[Named]:
    for number, tokens in enumerate(bio.paragraphs(corpus.text_of(file).splitlines()), start=1):
        text, places = bio.joined([tokens], "")
        document = make_document(text, doc_id=f"{file.stem}-{number}", language="en")
        yield Named(document, bio.names(tokens, places))


def _article(tags: Path, article: Path, conversion: Conversion) -> Named:
    blocks = list(bio.paragraphs(corpus.text_of(tags).split("\n")))
    tokens = [token for block in blocks for token in block]
    whole = corpus.text_of(article) if article.is_file() else ""
    url, text = _cut(whole)
    # The address may be one token or several.
    address = _address(tokens, url)
    places = bio.locate(tokens[address:], text)
    if places is None:
        conversion.note("articles whose tokens are not those of their text; the tokens were joined by blanks")
        text, places = bio.joined(_after(blocks, address), "\n\n")
    names = bio.names(tokens[address:], places)
    document = make_document(text, doc_id=tags.name.removesuffix(".tsv").removesuffix(".txt"), url=url, language="en")
    return Named(document, names)


def _address(tokens: Sequence[bio.Token], url: str | None) -> int:
    """Return how many tokens at the beginning are those of the address."""
    left, count = url or (tokens[0].form if tokens and tokens[0].form.startswith("http") else ""), 0
    while left and count < len(tokens) and left.startswith(tokens[count].form):
        left = left.removeprefix(tokens[count].form)
        count += 1
    return count


def _after(blocks: Sequence[list[bio.Token]], count: int) -> list[list[bio.Token]]:
    """Return paragraphs without their first tokens."""
    left = []
    for block in blocks:
        kept = block[count:]
        count = max(0, count - len(block))
        left += [kept] if kept else []
    return left


def _cut(text: str) -> tuple[str | None, str]:
    """Return the address in the first line, and the text after it."""
    first, feed, rest = text.partition("\n")
    return (first.strip(), rest) if feed and first.startswith("http") else (None, text)


def _claim(document: Document, name: bio.Name, conversion: Conversion) -> Claim | None:
    span = [(name.start, name.end)]
    if name.label in LABELS:
        text = document.text[name.start : name.end]
        entity_id = "-".join(text.casefold().split()) or "name"
        return corpus.make(Entity, document, span, label=LABELS[name.label], entity_id=entity_id)
    if name.label == "Date":
        return corpus.make(Date, document, span)
    if name.label == "Money":
        return corpus.make(Money, document, span)
    conversion.lose(f"names labelled {name.label}, which has no label here")
    return None


FORMAT = Format(
    name="newswire",
    title="en-worldwide-newswire, a folder, or CrossNER, a file: names in BIO columns",
    detect=detect,
    read=read,
    lossy=("nested names are left out", "names labelled Misc are left out"),
)
