"""GUM: pronouns and descriptions of people and organisations that the text names, resolved to those names.

Every pronoun of the third person and every definite description that is annotated is put to the pipeline, with the
words annotated and nothing else. A name it gives is right if a mention of the same chain has that name; names are
equal as in scores of claims, a surname to the full name. Precision is the share of the given names that are right,
recall the share of those to be named. A name for somebody the text does not name counts as wrong in the figures over
all pronouns and descriptions, and is left out in those over mentions of the named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from spacy.tokens import Doc

from onrecord.benchmark.task import Counted, Measure, Task
from onrecord.evaluate.names import same_name
from onrecord.formats import conllu
from onrecord.formats.conllu import Tree, Word
from onrecord.formats.conversion import Conversion
from onrecord.schema import Document
from onrecord.stages.coreference import Coreference

MEASURES = (
    Measure("named", "mentions of the named, resolved"),
    Measure("named_pronouns", "pronouns for the named, resolved"),
    Measure("named_nominals", "descriptions of the named, resolved"),
    Measure("all", "all pronouns and descriptions, resolved"),
)
_PARTY = frozenset({"person", "organization"})
_THIRD = frozenset(("he him his himself she her hers herself it its itself they them their theirs themselves ").split())
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
_APPOSED = frozenset({"appos", "flat", "nmod:desc"})
_BRACKET = re.compile(r"\((\d+)-(\w+)[^()]*(\)?)|(\d+)\)")
_NOT_NAME = re.compile(r"^(?:the|a|an)\s+|\s*['’]s?$", re.IGNORECASE)


class Mention(NamedTuple):
    """A mention with all that is annotated of it.

    Attributes:
        start: First code point.
        end: One past its last.
        chain: Number of what it means in its document.
        form: How it is worded; ``other`` is never asked for.
        kind: What is meant: ``person``, ``organization``, ``place`` and others.
        head: First code point of the word that heads it.
    """

    start: int
    end: int
    chain: str
    form: Literal["name", "pronoun", "nominal", "other"]
    kind: str
    head: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its mentions, and the names in each chain."""

    document: Document
    mentions: list[Mention]
    names: dict[str, list[str]]


def golds(path: Path, conversion: Conversion) -> Iterator[Annotated]:
    """Yield the documents of a folder or file with their mentions; documents without any are left out."""
    for tree in conllu.trees(path, conversion):
        annotated = mentions_of(tree)
        if annotated.mentions:
            yield annotated


def mentions_of(tree: Tree) -> Annotated:
    """Return the mentions of a document."""
    places = _places(tree)
    text = tree.document.text
    mentions: list[Mention] = []
    names: defaultdict[str, list[str]] = defaultdict(list)
    for chain, kind, first, last in _spans(tree.words):
        if tree.words[last].xpos == "POS" and last > first:
            last -= 1
        start, end = places[first][0], places[last][1]
        head = _head(tree.words, first, last)
        form = _form(tree.words[first : last + 1], tree.words[head], kind)
        mentions.append(Mention(start, end, chain, form, kind, places[head][0]))
        if form == "name":
            names[chain] += _names(tree.words, first, last, head, text[start:end])
    return Annotated(tree.document, sorted(mentions), dict(names))


def _spans(words: Sequence[Word]) -> Iterator[tuple[str, str, int, int]]:
    """Yield chain, kind, first and last word of every mention."""
    opened: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, word in enumerate(words):
        entity = next((part[7:] for part in word.misc.split("|") if part.startswith("Entity=")), "")
        for bracket in _BRACKET.finditer(entity):
            chain, kind, closed, closes = bracket.groups()
            if closes is None and not closed:
                opened[chain].append((at, kind))
            elif closes is None:
                yield chain, kind, at, at
            elif opened[closes]:
                first, kind = opened[closes].pop()
                yield closes, kind, first, at


def _head(words: Sequence[Word], first: int, last: int) -> int:
    """Return the word that heads a mention; of *the painter Ana Silva* the name."""
    head = next((at for at in range(first, last + 1) if not first <= words[at].head <= last), first)
    named = (at for at in range(head + 1, last + 1) if words[at].head == head and words[at].upos == "PROPN")
    return next((at for at in named if words[at].deprel in _APPOSED), head)


def _places(tree: Tree) -> list[tuple[int, int]]:
    """Return where words stand; the words of a contraction one behind the other, as far as they are written so."""
    places: list[tuple[int, int]] = []
    for at, word in enumerate(tree.words):
        start = word.start
        if word.multiword and at and tree.words[at - 1].start == word.start and places[-1][1] < word.end:
            start = places[-1][1]
        end = start + len(word.form) if word.multiword else word.end
        places.append((start, min(end, word.end)))
    return places


def _form(words: Sequence[Word], head: Word, kind: str) -> Literal["name", "pronoun", "nominal", "other"]:
    if head.upos == "PROPN":
        return "name"
    first = words[0].form.lower()
    if len(words) == 1 and head.xpos in {"PRP", "PRP$"}:
        return "pronoun" if first in _THIRD else "other"
    definite = first in _DEFINITE or any(word.xpos == "POS" for word in words[:4])
    return "nominal" if head.upos == "NOUN" and definite and kind in _PARTY else "other"


def _names(words: Sequence[Word], first: int, last: int, head: int, text: str) -> list[str]:
    """Return what a named mention can be said to give as the name: all of it, and the proper nouns at its head."""
    start, end = head, head
    while start > first and words[start - 1].upos == "PROPN":
        start -= 1
    while end < last and words[end + 1].upos == "PROPN":
        end += 1
    run = " ".join(word.form for word in words[start : end + 1])
    whole = text.split(",")[0]
    return [kept for name in (run, whole) if (kept := _NOT_NAME.sub("", _NOT_NAME.sub("", name)))]


def compare(gold: Annotated, resolved: Sequence[str | None]) -> Counted:
    """Count the names given to the mentions of a document; ``resolved`` follows :func:`asked`."""
    counts = {measure.key: [0, 0, 0] for measure in MEASURES}
    for mention, name in zip(asked(gold), resolved, strict=True):
        names = gold.names.get(mention.chain, [])
        right = name is not None and any(same_name(name, other) for other in names)
        keys = ["all"]
        if names and mention.kind in _PARTY:
            keys += ["named", f"named_{mention.form}s"]
        for key in keys:
            for column, number in enumerate((right, bool(names), name is not None)):
                counts[key][column] += number
    return {key: (right, wanted, given) for key, (right, wanted, given) in counts.items()}


def asked(gold: Annotated) -> list[Mention]:
    """Return the mentions that the pipeline is asked to name."""
    return [mention for mention in gold.mentions if mention.form in {"pronoun", "nominal"}]


def count(gold: Annotated, doc: Doc) -> Counted:
    """Ask the pipeline for every pronoun and definite description of a document."""
    coreference = Coreference(doc)
    found = [coreference.resolve(mention.start, mention.end) for mention in asked(gold)]
    return compare(gold, [meant.name if meant is not None else None for meant in found])


TASK = Task(
    name="gum-coref",
    title="GUM: pronouns and descriptions resolved to the names of people and organisations",
    place="gum/dep/dev",
    part="development part without Reddit",
    files=f"{conllu.PATTERN} files with Entity= in the last column",
    get="https://github.com/amir-zeldes/gum",
    measures=MEASURES,
    golds=golds,
    count=count,
)
