"""Universal Dependencies: the measures of the CoNLL 2018 shared task (Zeman et al. 2018), from raw text.

Words are aligned as :mod:`onrecord.benchmark.alignment` says. A word is right if it is aligned, and has the same
part of speech, the same tag, the word aligned with its head for a head, and the same relation to it, subtypes left
out. Sentences are right if they begin and end with the same characters.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Doc

from onrecord.benchmark.alignment import aligned
from onrecord.benchmark.task import Counted, Measure, Task
from onrecord.formats import conllu
from onrecord.formats.conllu import Tree, Word

ROOT, NOWHERE = -1, -2
MEASURES = (
    Measure("words", "words"),
    Measure("sentences", "sentences"),
    Measure("upos", "parts of speech (UPOS)"),
    Measure("xpos", "tags (XPOS)"),
    Measure("uas", "heads (UAS)"),
    Measure("las", "heads and relations (LAS)"),
)


class Parse(NamedTuple):
    """What a system made of a text: its words, and its sentences as (start, end)."""

    words: list[Word]
    sentences: list[tuple[int, int]]


def parse_of(doc: Doc) -> Parse:
    """Return the words of a processed document; white space is none."""
    tokens = [token for token in doc if not token.is_space]
    place = {token.i: at for at, token in enumerate(tokens)}
    words = []
    for token in tokens:
        root = token.head.i == token.i
        words.append(
            Word(
                token.idx,
                token.idx + len(token),
                token.text,
                token.pos_,
                token.tag_,
                ROOT if root else place.get(token.head.i, NOWHERE),
                "root" if root else token.dep_,
                False,
            )
        )
    sentences = []
    for sentence in doc.sents:
        kept = [token for token in sentence if not token.is_space]
        if kept:
            sentences.append((kept[0].idx, kept[-1].idx + len(kept[-1])))
    return Parse(words, sentences)


def compare(gold: Tree, system: Parse) -> Counted:
    """Count the words and sentences of a document."""
    pairs = aligned(gold.words, system.words)
    right = dict.fromkeys(("upos", "xpos", "uas", "las"), 0)
    for one, other in pairs.items():
        wanted, given = gold.words[one], system.words[other]
        head = given.head == (ROOT if wanted.head == ROOT else pairs.get(wanted.head))
        right["upos"] += wanted.upos == given.upos
        right["xpos"] += wanted.xpos == given.xpos
        right["uas"] += head
        right["las"] += head and wanted.deprel.split(":")[0] == given.deprel.split(":")[0]
    both = len(gold.words), len(system.words)
    sentences = set(gold.sentences) & set(system.sentences)
    return {
        "words": (len(pairs), *both),
        "sentences": (len(sentences), len(gold.sentences), len(system.sentences)),
        **{key: (number, *both) for key, number in right.items()},
    }


def count(gold: Tree, doc: Doc) -> Counted:
    """Count what the pipeline made of a document of a treebank."""
    return compare(gold, parse_of(doc))


EWT = Task(
    name="ewt",
    title="UD English EWT: words, tags, trees and sentences of web text",
    place="ud_english_ewt/en_ewt-ud-dev.conllu",
    part="development part",
    files=f"{conllu.PATTERN} files",
    get="https://github.com/UniversalDependencies/UD_English-EWT",
    measures=MEASURES,
    golds=conllu.trees,
    count=count,
    stages=False,
)
GUM = replace(
    EWT,
    name="gum",
    title="UD English GUM: words, tags, trees and sentences of many genres",
    place="gum/dep/dev",
    part="development part without Reddit",
    get="https://github.com/amir-zeldes/gum",
)
