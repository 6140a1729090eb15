"""Readers of the training corpora in their original formats: raw text with annotation over its characters.

Every corpus is turned into :class:`RawDocument`: the running text and, over its characters, words with their
tree (treebanks), names (newswire) or attribution parts (PolNeAR). Tokenisation comes later and is the
pipeline's own.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

log = logging.getLogger(__name__)


@dataclass
class Word:
    """A treebank word: offsets, tags, and its head as an index into the document's words (-1 for a root)."""

    start: int
    end: int
    xpos: str
    upos: str
    head: int
    deprel: str
    starts_sentence: bool


@dataclass
class RawDocument:
    """A text with annotation over characters.

    Attributes:
        name: File or document name.
        text: Running text.
        words: Treebank words in order; empty for other corpora.
        spans: ``(start, end, label)`` of names or attribution parts.
        masked: Character ranges that carry no reliable annotation.
    """

    name: str
    text: str
    words: list[Word] = field(default_factory=list)
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    masked: list[tuple[int, int]] = field(default_factory=list)


def read_conllu(path: Path, seed: int | None = None) -> Iterator[RawDocument]:
    """Yield the documents of a CoNLL-U file as running text.

    Args:
        path: CoNLL-U file.
        seed: With a seed, paragraph breaks vary between one and two line feeds and are sometimes lost, as
            in text
            from the web; without one they are two line feeds.
    """
    rng = random.Random(seed) if seed is not None else None
    document: RawDocument | None = None
    rows: list[list[str]] = []
    new_paragraph = True
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc"):
            if document is not None:
                yield document
            document = RawDocument(f"{path.stem}:{line.split('=')[-1].strip()}", "")
            new_paragraph = True
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif line.startswith("#"):
            continue
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            if document is None:
                document = RawDocument(path.stem, "")
            _append_sentence(document, rows, _separator(document, new_paragraph, rng))
            rows, new_paragraph = [], False
    if document is not None:
        yield document


def _separator(document: RawDocument, new_paragraph: bool, rng: random.Random | None) -> str:
    if not document.text:
        return ""
    if not new_paragraph:
        return "" if document.text[-1].isspace() else " "
    if rng is None:
        return "\n\n"
    return rng.choices(["\n\n", "\n", " "], [5, 4, 1])[0]


def _append_sentence(document: RawDocument, rows: list[list[str]], separator: str) -> None:
    text = document.text.rstrip(" ") + separator if separator.startswith("\n") else document.text + separator
    base = len(document.words)
    multi: dict[int, tuple[int, str, bool]] = {}
    heads = {}
    inside: str | None = None
    for row in rows:
        number = row[0]
        if "." in number:
            continue
        space = "SpaceAfter=No" not in row[9]
        if "-" in number:
            first, last = map(int, number.split("-"))
            multi = {i: (last, row[1], space) for i in range(first, last + 1)}
            inside = row[1]
            continue
        i = int(number)
        form = row[1]
        if i in multi:
            last, surface, space_after = multi[i]
            # Parts of a contraction ("do" + "n't") make up its surface; a part that does not is left
            # without width.
            width = len(form) if inside is not None and inside.startswith(form) else 0
            width = len(inside or "") if i == last and width else width
            start, end = len(text), len(text) + width
            text += (inside or "")[:width]
            inside = (inside or "")[width:]
            if i == last:
                text += inside + (" " if space_after else "")
                inside = None
        else:
            start, end = len(text), len(text) + len(form)
            text += form + (" " if space else "")
        heads[i] = len(document.words)
        document.words.append(Word(start, end, row[4], row[3], int(row[6]), row[7], len(document.words) == base))
    for word in document.words[base:]:
        word.head = heads[word.head] if word.head else -1
    document.text = text


def read_newswire(folder: Path) -> Iterator[RawDocument]:
    """Yield en-worldwide-newswire articles with their outer names (column 2).

    The annotated tokens are aligned to the article's characters; where they differ (mojibake) the tokens
    are joined with spaces instead, so that no article is lost.
    """
    for path in sorted((folder / "processed_annotated").glob("*.tsv")):
        rows = [r for r in (_tsv_row(line) for line in path.read_text(encoding="utf-8").split("\n"))]
        if rows and rows[0] and rows[0][0].startswith("http"):
            rows = rows[1:]
        article = folder / "original_articles" / path.name.removesuffix(".tsv")
        text = article.read_text(encoding="utf-8").replace("\r\n", "\n") if article.exists() else ""
        yield _aligned(path.name, rows, text)


def _tsv_row(line: str) -> tuple[str, str] | None:
    line = line.rstrip("\r")
    if not line.strip():
        return None
    cells = line.split("\t") if "\t" in line else line.rsplit(maxsplit=1)
    return cells[0], (cells[1] if len(cells) > 1 else "O")


def _aligned(name: str, rows: list[tuple[str, str] | None], article: str) -> RawDocument:
    first_break = article.find("\n")
    text = article[first_break + 1 :] if article.startswith("http") else article
    offsets = _locate([r[0] for r in rows if r is not None], text)
    if offsets is None:
        log.info("%s: tokens differ from the article, joined with spaces", name)
        text, offsets = _joined(rows)
    document = RawDocument(name, text)
    label, start, end = "", 0, 0
    for (a, b), row in zip(offsets, (r for r in rows if r is not None), strict=True):
        tag = row[1]
        if tag.startswith("I-") and label == tag[2:]:
            end = b
            continue
        if label:
            document.spans.append((start, end, label))
        label = tag[2:] if tag != "O" else ""
        start, end = a, b
    if label:
        document.spans.append((start, end, label))
    return document


def _locate(tokens: list[str], text: str) -> list[tuple[int, int]] | None:
    """Find tokens one after the other in the text, white space ignored on both sides; None if they differ."""
    positions = [i for i, c in enumerate(text) if not c.isspace()]
    squeezed = "".join(text[i] for i in positions)
    joined = "".join("".join(t.split()) for t in tokens)
    if joined != squeezed:
        return None
    offsets, at = [], 0
    for token in tokens:
        width = len("".join(token.split()))
        if not width:
            offsets.append((positions[at - 1] + 1, positions[at - 1] + 1) if at else (0, 0))
            continue
        offsets.append((positions[at], positions[at + width - 1] + 1))
        at += width
    return offsets


def _joined(rows: list[tuple[str, str] | None]) -> tuple[str, list[tuple[int, int]]]:
    text, offsets = "", []
    for row in rows:
        if row is None:
            text = text.rstrip(" ") + "\n\n"
            continue
        offsets.append((len(text), len(text) + len(row[0])))
        text += row[0] + " "
    return text, offsets


def read_polnear(folder: Path, every_annotator: bool = False) -> Iterator[RawDocument]:
    """Yield PolNeAR articles with the parts of their attributions (first annotator in sorted order).

    Attributions without cue or content are dropped; ranges marked Discard are masked.

    Args:
        folder: ``train`` or ``dev``.
        every_annotator: Yield an article once for each of its annotators instead.
    """
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        annotations = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        for annotation in annotations if every_annotator else annotations[:1]:
            yield _polnear_document(path.stem, text, annotation)


def _polnear_document(name: str, text: str, annotation: Path) -> RawDocument:
    parts: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    events: list[dict[str, str]] = []
    for line in annotation.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if line.startswith("T") and len(cells) >= 2:
            label, _, offsets = cells[1].partition(" ")
            parts[cells[0]] = (
                label,
                [(int(a), int(b)) for a, b in (o.split() for o in offsets.split(";"))],
            )
        elif line.startswith("E") and len(cells) >= 2:
            events.append(dict(role.split(":") for role in cells[1].split()))
    document = RawDocument(name, text)
    document.masked = [s for label, spans in parts.values() if label == "Discard" for s in spans]
    for event in events:
        if "Cue" not in event or "Content" not in event:
            continue
        for role, label in (
            ("Source", "source"),
            ("Cue", "cue"),
            ("Content", "content"),
            ("Content2", "content"),
        ):
            if role in event and event[role] in parts:
                document.spans += [(a, b, label) for a, b in parts[event[role]][1]]
    document.spans = sorted(set(document.spans))
    return document
