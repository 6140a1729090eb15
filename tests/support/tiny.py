"""A pipeline trained on two sentences, in a second or two.

It sets every annotation the stages ask for. What it makes of any other text is arbitrary but always the
same, which is what tests of spans, bytes and files need.
"""

from __future__ import annotations

import random

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

_STEPS = 12
# Form, part of speech, tag, label, index of the head, entity.
Tree = list[tuple[str, str, str, str, int, str]]
_TREES: list[Tree] = [
    [
        ("Ada", "PROPN", "NNP", "nsubj", 1, "B-PERSON"),
        ("said", "VERB", "VBD", "ROOT", 1, "O"),
        ("Norvik", "PROPN", "NNP", "nsubj", 4, "B-ORG"),
        ("will", "AUX", "MD", "aux", 4, "O"),
        ("pay", "VERB", "VB", "ccomp", 1, "O"),
        ("$", "SYM", "$", "compound", 6, "O"),
        ("5", "NUM", "CD", "obj", 4, "O"),
        (".", "PUNCT", ".", "punct", 1, "O"),
    ],
    [
        ("Norvik", "PROPN", "NNP", "nsubj", 1, "B-ORG"),
        ("promised", "VERB", "VBD", "ROOT", 1, "O"),
        ("to", "PART", "TO", "mark", 3, "O"),
        ("build", "VERB", "VB", "xcomp", 1, "O"),
        ("ships", "NOUN", "NNS", "obj", 3, "O"),
        ("in", "ADP", "IN", "case", 6, "O"),
        ("Bergen", "PROPN", "NNP", "obl", 3, "B-GPE"),
        (".", "PUNCT", ".", "punct", 1, "O"),
    ],
]


def train() -> Language:
    """Return a trained pipeline with tags, a parse and entities, and no onrecord stage."""
    random.seed(0)
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("en")
    for name in ("tagger", "morphologizer", "ner"):
        nlp.add_pipe(name)
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    examples = [Example(nlp.make_doc(" ".join(w[0] for w in tree)), _gold(nlp, tree)) for tree in _TREES]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(_STEPS):
        nlp.update(examples, sgd=optimizer)
    return nlp


def _gold(nlp: Language, tree: Tree) -> Doc:
    words, pos, tags, deps, heads, ents = (list(column) for column in zip(*tree, strict=True))
    return Doc(nlp.vocab, words=words, pos=pos, tags=tags, deps=deps, heads=heads, ents=ents)
