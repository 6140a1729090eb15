"""From annotated text to what the network trains on: our tokens with labels, cut into windows."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import spacy
from spacy.language import Language

from onrecord.encoder.pieces import PieceEncoder
from onrecord.encoder.tokenizer import extend
from onrecord_training.corpora import RawDocument

IGNORE = -100
NEWSWIRE_LABELS = {
    "Person": "PERSON",
    "Organization": "ORG",
    "Location": "LOC",
    "Facility": "FAC",
    "NORP": "NORP",
    "Product": "PRODUCT",
    "Misc": "MISC",
    "Date": "DATE",
    "Money": "MONEY",
}
ATTRIBUTION_LABELS = ("source", "cue", "content")


@dataclass
class Example:
    """A tokenised document with labels; arrays are per token.

    ``task`` is "syntax", "names" or "attribution". Heads are token indices in the document (own index for a
    root).
    """

    name: str
    task: str
    words: list[str]
    labels: dict[str, np.ndarray]
    units: list[int]


def make_tokenizer() -> Language:
    """Return the blank pipeline whose tokenizer is used in training and in the shipped model."""
    nlp = spacy.blank("en")
    extend(nlp)
    nlp.max_length = 10_000_000
    return nlp


class Inventory:
    """Label inventories; the order of labels is part of the model."""

    def __init__(self, tags: Sequence[str], pos: Sequence[str], deps: Sequence[str]) -> None:
        """Set up the inventories of the trees; those of names and attributions are fixed."""
        self.tags, self.pos, self.deps = list(tags), list(pos), list(deps)
        self.names = ["O", *(f"{p}-{v}" for v in NEWSWIRE_LABELS.values() for p in "BI")]
        self.attribution = ["O", *(f"{p}-{v}" for v in ATTRIBUTION_LABELS for p in "BI")]

    def as_dict(self) -> dict[str, list[str]]:
        """Return the inventories as plain lists."""
        return {
            "tags": self.tags,
            "pos": self.pos,
            "deps": self.deps,
            "names": self.names,
            "attribution": self.attribution,
        }

    @classmethod
    def from_documents(cls, documents: Iterable[RawDocument], least: int = 3) -> Inventory:
        """Collect the labels that occur at least ``least`` times in treebank documents."""
        tags, pos, deps = Counter(), Counter(), Counter()  # type: ignore[var-annotated]
        for document in documents:
            for word in document.words:
                tags[word.xpos] += 1
                pos[word.upos] += 1
                deps[word.deprel] += 1
        kept = ([k for k in sorted(c) if c[k] >= least] for c in (tags, pos, deps))
        return cls(*kept)


def syntax_example(nlp: Language, document: RawDocument, inventory: Inventory) -> Example:
    """Align a treebank document to our tokens.

    A token that covers one word takes its labels; of several words the one whose head lies outside; a token
    that is only a part of a word is left without labels, and arcs to such words go to their first token.
    """
    doc = nlp.make_doc(document.text)
    n = len(doc)
    starts = [t.idx for t in doc]
    first_token = [max(0, bisect_right(starts, w.start) - 1) for w in document.words]
    words_of: dict[int, list[int]] = {}
    for i, w in enumerate(document.words):
        if w.end > w.start:
            words_of.setdefault(first_token[i], []).append(i)
    labels = {k: np.full(n, IGNORE, dtype=np.int64) for k in ("tag", "pos", "head", "dep")}
    labels["sent"] = np.zeros(n, dtype=np.int64)
    index = {k: {v: i for i, v in enumerate(getattr(inventory, k))} for k in ("tags", "pos", "deps")}
    for token, covered in words_of.items():
        inside = set(covered)
        top = next((i for i in covered if document.words[i].head not in inside), covered[0])
        word = document.words[top]
        if any(document.words[i].starts_sentence for i in covered):
            labels["sent"][token] = 1
        labels["tag"][token] = index["tags"].get(word.xpos, IGNORE)
        labels["pos"][token] = index["pos"].get(word.upos, IGNORE)
        labels["dep"][token] = index["deps"].get(word.deprel, IGNORE)
        labels["head"][token] = token if word.head < 0 else first_token[word.head]
    units = [i for i in range(n) if labels["sent"][i] == 1]
    for t in doc:
        if t.is_space:
            labels["sent"][t.i] = IGNORE
    return Example(document.name, "syntax", [t.text for t in doc], labels, units)


def span_example(nlp: Language, document: RawDocument, task: str, inventory: Inventory) -> Example:
    """Align character spans to our tokens as BIO labels; tokens inside masked ranges are left without."""
    doc = nlp.make_doc(document.text)
    scheme = inventory.names if task == "names" else inventory.attribution
    index = {v: i for i, v in enumerate(scheme)}
    labels = np.zeros(len(doc), dtype=np.int64)
    starts = [t.idx for t in doc]
    for a, b, label in document.spans:
        label = NEWSWIRE_LABELS.get(label, label)
        i = max(0, bisect_right(starts, a) - 1)
        first = True
        while i < len(doc) and starts[i] < b:
            token = doc[i]
            if token.idx + len(token) > a and not token.is_space:
                labels[i] = index[f"{'B' if first else 'I'}-{label}"]
                first = False
            elif token.is_space and not first:
                labels[i] = index[f"I-{label}"]
            i += 1
    for a, b in document.masked:
        for i in range(max(0, bisect_right(starts, a) - 1), len(doc)):
            if starts[i] >= b:
                break
            labels[i] = IGNORE
    units = [0] + [i + 1 for i, t in enumerate(doc[:-1]) if "\n" in t.text] if len(doc) else []
    key = "names" if task == "names" else "attribution"
    return Example(document.name, task, [t.text for t in doc], {key: labels}, units)


def windows(example: Example, pieces: PieceEncoder, limit: int, rng: random.Random | None) -> list[tuple[int, int]]:
    """Cut a document into token ranges of at most ``limit`` pieces, at unit boundaries where there are any.

    With ``rng`` the first cut and the sizes vary, so that each pass sees other contexts.
    """
    if not example.words:
        return []
    counts = np.concatenate([[0], np.cumsum(pieces.counts(example.words))])
    units = set(example.units)
    out, start, n = [], 0, len(example.words)
    while start < n:
        room = limit if rng is None else rng.randint(limit // 3, limit)
        end = int(np.searchsorted(counts, counts[start] + room, side="right")) - 1
        end = min(max(end, start + 1), n)
        if end < n:
            cut = next((i for i in range(end, start + 1, -1) if i in units), None)
            end = cut if cut is not None else end
        out.append((start, end))
        start = end
    return out
