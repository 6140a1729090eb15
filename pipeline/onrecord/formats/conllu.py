"""CoNLL-U: the treebanks of Universal Dependencies (https://universaldependencies.org/format.html).

:func:`trees` yields what the treebank holds. As a format it gives the texts alone, for trees are no claims. The
text is made of the forms and of ``SpaceAfter=No``, as the format prescribes; paragraphs are parted by an empty line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import InputError
from onrecord.formats import corpus
from onrecord.formats.conversion import Article, Conversion, Format
from onrecord.schema import Document, make_document

PATTERN = "*.conllu"
COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word.

    Attributes:
        start: First code point of the token it belongs to.
        end: One past its last.
        form: As written; of a part of a contraction, as the treebank spells it out.
        upos: Universal part of speech.
        xpos: Tag of the treebank's own tag set.
        head: Place of its head among the words of the tree, -1 for a root.
        deprel: Relation to it.
        multiword: Whether the token holds several words ("don't").
        misc: What else the treebank says of it, the last column as written.
    """

    start: int
    end: int
    form: str
    upos: str
    xpos: str
    head: int
    deprel: str
    multiword: bool
    misc: str = "_"


@dataclass(frozen=True, slots=True)
class Tree:
    """A document: its words, and where its sentences begin among them."""

    document: Document
    words: list[Word]
    begins: list[int]

    @property
    def sentences(self) -> list[corpus.Span]:
        """The sentences as (start, end) in the text."""
        ends = [*self.begins[1:], len(self.words)]
        return [(self.words[a].start, self.words[b - 1].end) for a, b in zip(self.begins, ends, strict=True)]


def detect(path: Path) -> bool:
    """Tell whether a path is a CoNLL-U file, or a folder with some."""
    return corpus.holds(path, PATTERN)


def read(path: Path, conversion: Conversion) -> Iterator[Article]:
    """Yield the documents of a folder, or of a file, without claims."""
    for tree in trees(path, conversion):
        conversion.lose("words with their trees", len(tree.words))
        yield Article(tree.document, [])


def trees(path: Path, conversion: Conversion) -> Iterator[Tree]:
    """Yield the documents of a folder, or of a file; a file that names none is one document."""
    for file in corpus.files(path, PATTERN):
        try:
            yield from _trees(file, conversion)
        except InputError as error:
            conversion.failures.append(str(error))


class _Sentence(NamedTuple):
    """The lines between two empty ones."""

    where: str
    comments: dict[str, str]
    rows: list[list[str]]


def _trees(file: Path, conversion: Conversion) -> Iterator[Tree]:
    builder: _Builder | None = None
    for sentence in _sentences(file):
        name = sentence.comments.get("newdoc id", sentence.comments.get("newdoc"))
        if builder is None or name is not None:
            if builder is not None:
                yield builder.tree(conversion)
            builder = _Builder(name or file.stem, sentence.comments.get("meta::dateCreated"))
        builder.add(sentence)
    if builder is not None:
        yield builder.tree(conversion)


def _sentences(file: Path) -> Iterator[_Sentence]:
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    for number, line in enumerate([*corpus.text_of(file).split("\n"), ""], start=1):
        line = line.rstrip("\r")
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        elif line:
            rows.append(line.split("\t"))
            if len(rows[-1]) != COLUMNS:
                raise InputError(f"{file}:{number}: {len(rows[-1])} columns, not {COLUMNS}", "is it CoNLL-U?")
        elif rows:
            yield _Sentence(f"{file}:{number - len(rows)}", comments, rows)
            comments, rows = {}, []


class _Builder:
    """A document in the making."""

    def __init__(self, name: str, published: str | None) -> None:
        self._name, self._published = name, published
        self._words: list[Word] = []
        self._begins: list[int] = []
        self._pieces: list[str] = []
        self._length = 0
        self._gap = ""

    def add(self, sentence: _Sentence) -> None:
        """Add a sentence.

        Raises:
            InputError: naming the line at which the sentence begins, if its numbers do not fit together.
        """
        if self._pieces and any(key.startswith("newpar") for key in sentence.comments):
            self._gap = "\n\n"
        begun = len(self._words)
        numbers = {"0": -1}
        heads = []
        for (start, end), rows in self._tokens(sentence):
            for row in rows:
                numbers[row[0]] = len(self._words)
                heads.append(row[6])
                self._words.append(Word(start, end, row[1], row[3], row[4], -1, row[7], len(rows) > 1, row[9]))
        if heads:
            self._begins.append(begun)
        for at, head in enumerate(heads, start=begun):
            if head not in numbers:
                raise InputError(f"{sentence.where}: head {head!r} is no word of its sentence", "is it CoNLL-U?")
            self._words[at] = replace(self._words[at], head=numbers[head])

    def _tokens(self, sentence: _Sentence) -> Iterator[tuple[corpus.Span, list[list[str]]]]:
        """Write every token of a sentence, and yield where it stands and the rows of its words."""
        # Words with a point in their number are understood and not written.
        rows = [row for row in sentence.rows if "." not in row[0]]
        at = 0
        while at < len(rows):
            token, words = rows[at], rows[at : at + 1]
            first, several, last = token[0].partition("-")
            if several:
                if not (first.isdecimal() and last.isdecimal()):
                    raise InputError(f"{sentence.where}: {token[0]!r} numbers no token", "is it CoNLL-U?")
                words = rows[at + 1 : at + 2 + int(last) - int(first)]
                at += len(words)
            at += 1
            self._write(self._gap)
            start = self._length
            self._write(token[1])
            self._gap = "" if "SpaceAfter=No" in token[9].split("|") else " "
            yield (start, self._length), words

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def tree(self, conversion: Conversion) -> Tree:
        """Return the document."""
        document = make_document(
            "".join(self._pieces),
            doc_id=self._name,
            published=corpus.published_of(self._published, conversion),
            language="en",
        )
        return Tree(document, self._words, self._begins)


FORMAT = Format(
    name="conllu",
    title="CoNLL-U: treebanks of Universal Dependencies, their texts without claims",
    detect=detect,
    read=read,
    lossy=("trees are no claims and left out",),
)
