"""Writing decoded structures onto a ``Doc``."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IS_SPACE, MORPH, POS, TAG
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from onrecord.encoder.agreement import Agreement
from onrecord.encoder.decode import NEVER, reaches_root, spans, transitions, tree, viterbi
from onrecord.encoder.morphology import FEATURES
from onrecord.encoder.names import agreed
from onrecord.encoder.network import Network
from onrecord.values.places import place_label

GROUP = "attribution"
# Learned so that they are not taken for names; the value stages find them with values.
NOT_NAMES = frozenset({"DATE", "MONEY"})
Scores = dict[str, Any]


class Annotator:
    """Turns the scores of a document's windows into spaCy annotation."""

    def __init__(self, vocab: Vocab, network: Network) -> None:
        """Prepare the label ids of a vocabulary."""
        self.network = network
        labels = network.labels
        strings = vocab.strings
        self.tags = np.array([strings.add(t) for t in labels["tags"]], dtype=np.uint64)
        self.pos = np.array([_symbol(p) for p in labels["pos"]], dtype=np.uint64)
        self.deps = np.array([strings.add("ROOT" if d == "root" else d) for d in labels["deps"]], dtype=np.uint64)
        self.morph = np.array([vocab.morphology.add(FEATURES.get(t, "")) for t in labels["tags"]], dtype=np.uint64)
        self.root = strings.add("ROOT")
        self.root_index = labels["deps"].index("root")
        # What an arc gets that is scored as a root and is none; "dep" where the treebanks have it.
        self.unnamed_index = labels["deps"].index("dep") if "dep" in labels["deps"] else self.root_index
        self.dep = strings.add("dep")
        self.space_tag, self.space_pos = strings.add("_SP"), _symbol("SPACE")
        self.no_morph = vocab.morphology.add("")
        self.kinds = [x[2:] for x in labels["names"] if x.startswith("B-")]
        self.first = [labels["names"].index(f"B-{k}") for k in self.kinds]
        self.inside = [labels["names"].index(f"I-{k}") for k in self.kinds]
        self.agreement = Agreement(labels["tags"], labels["deps"])
        self.tables = {k: transitions(labels[k]) for k in ("names", "attribution")}
        for key, learned in network.transitions.items():
            self.tables[key] = self.tables[key] + np.array(learned, dtype=np.float32)

    def paths(self, scores: list[Scores]) -> list[dict[str, np.ndarray]]:
        """Decode the label sequences of many windows at once."""
        found = {k: viterbi([s[k] for s in scores], table) for k, table in self.tables.items()}
        return [{k: found[k][i] for k in found} for i in range(len(scores))]

    def write(
        self,
        doc: Doc,
        ranges: list[tuple[int, int]],
        scores: list[Scores],
        paths: list[dict[str, np.ndarray]],
    ) -> None:
        """Annotate a document from its windows' scores and label sequences."""
        if not len(doc):
            return
        space = doc.to_array(IS_SPACE).astype(bool)
        columns: Any = np.zeros((len(doc), 5), dtype=np.uint64)  # TAG POS MORPH HEAD DEP
        heads = np.arange(len(doc))
        names: list[tuple[int, int, str]] = []
        chances: list[NDArray[np.float32]] = []
        parts: list[tuple[int, int, str]] = []
        for (a, b), window, path in zip(ranges, scores, paths, strict=True):
            local, labels = self._parse(window, space[a:b])
            tags = self.agreement.tags(window["tag"], local, labels)
            columns[a:b, 0] = self.tags[tags]
            columns[a:b, 1] = self.pos[window["pos"]]
            columns[a:b, 2] = self.morph[tags]
            heads[a:b] = local + a
            columns[a:b, 4] = self.deps[labels]
            for s, e, x in spans(path["names"], self.network.labels["names"]):
                names.append((s + a, e + a, x))
                chances.append(self._chances(window["names"][s:e]))
            parts += [(s + a, e + a, x) for s, e, x in spans(path["attribution"], self.network.labels["attribution"])]
        _attach_spaces(heads, space)
        columns[space, 0], columns[space, 1], columns[space, 2] = (
            self.space_tag,
            self.space_pos,
            self.no_morph,
        )
        columns[space, 4] = self.dep
        columns[heads == np.arange(len(doc)), 4] = self.root
        columns[:, 3] = (heads - np.arange(len(doc))).astype(np.int64).astype(np.uint64)
        doc.from_array([TAG, POS, MORPH, HEAD, DEP], columns)
        if names:
            forms = [doc[a:b].text for a, b, _ in names]
            voted = agreed(forms, [x for _, _, x in names], np.array(chances), self.kinds)
            names = [(a, b, x) for (a, b, _), x in zip(names, voted, strict=True)]
        doc.ents = [_name(doc, a, b, x) for a, b, x in _trimmed(names, space) if x not in NOT_NAMES]
        doc.spans[GROUP] = [Span(doc, a, b, label=x) for a, b, x in _trimmed(parts, space)]

    def _chances(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the mean log-probability of each kind of name over the words of a span."""
        total: NDArray[np.float32] = scores[0, self.first] + scores[1:, self.inside].sum(0)
        return total / np.float32(len(scores))

    def _parse(self, window: Scores, space: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return heads (a root is its own head) and label indices of one window, white space left out."""
        n = len(space)
        heads, labels = np.arange(n), np.full(n, self.root_index)
        words = np.flatnonzero(~space)
        if not len(words):
            return heads, labels
        starts = np.flatnonzero(window["sent"][words] >= 0.5)
        if not len(starts) or starts[0] != 0:
            starts = np.concatenate([[0], starts])
        arcs = window["arcs"][np.ix_(words, words)]
        sentence = np.zeros(len(words), dtype=np.int64)
        sentence[starts[1:]] = 1
        sentence = np.cumsum(sentence)
        arcs = np.where(sentence[:, None] == sentence[None, :], arcs, NEVER)
        found = arcs.argmax(1)
        roots = np.bincount(sentence[found == np.arange(len(words))], minlength=len(starts))
        stray = np.bincount(sentence[~reaches_root(found)], minlength=len(starts))
        ends = np.append(starts[1:], len(words))
        for i in np.flatnonzero((roots != 1) | (stray > 0)):
            a, b = starts[i], ends[i]
            found[a:b] = tree(arcs[a:b, a:b]) + a
        heads[words] = words[found]
        dependents = words[found != np.arange(len(words))]
        if len(dependents):
            labels[dependents] = self.network.arc_labels(
                window["label_head"][heads[dependents]], window["label_dep"][dependents]
            )
            wrong = dependents[labels[dependents] == self.root_index]
            labels[wrong] = self.unnamed_index
        return heads, labels


def _name(doc: Doc, start: int, end: int, label: str) -> Span:
    """Return a name; places, one label in the training data, are split by gazetteer and head noun."""
    if label == "LOC":
        label = place_label(doc[start:end].text) or "GPE"
    return Span(doc, start, end, label=label)


def _symbol(pos: str) -> int:
    from spacy.symbols import IDS

    return int(IDS.get(pos, IDS["X"]))


def _attach_spaces(heads: np.ndarray, space: np.ndarray) -> None:
    """Attach white space to the word before it (leading white space to the word after it)."""
    words = np.flatnonzero(~space)
    if not len(words):
        heads[:] = 0
        return
    before = np.searchsorted(words, np.flatnonzero(space)) - 1
    heads[space] = words[np.maximum(before, 0)]


def _trimmed(found: list[tuple[int, int, str]], space: np.ndarray) -> list[tuple[int, int, str]]:
    """Drop white space from the ends of spans, and spans that hold nothing else."""
    out = []
    for a, b, label in found:
        while a < b and space[a]:
            a += 1
        while b > a and space[b - 1]:
            b -= 1
        if a < b:
            out.append((a, b, label))
    return out
