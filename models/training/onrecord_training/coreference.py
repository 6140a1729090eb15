"""Learns the weights by which pronouns find whom they mean, from the coreference of GUM.

Run as ``python -m onrecord_training.coreference --data DATA --out antecedent_weights.tsv``. Texts go through the
packaged pipeline, so that the weights are learned on its names, trees and quotes. In a first round every pronoun is
taken to mean whom it is annotated to mean, in a second one whom the weights of the first say: what comes after a
wrong guess is part of what has to be learned.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain as chain_of
from pathlib import Path
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc

import onrecord
from onrecord.benchmark.coreference import Annotated, golds
from onrecord.evaluate.names import same_name
from onrecord.extraction import prepare
from onrecord.formats.conversion import Conversion
from onrecord.stages.coreference.features import Features
from onrecord.stages.coreference.ranking import KINDS, scores
from onrecord.stages.coreference.referents import Class, Referent, Seen
from onrecord.stages.coreference.resolver import Coreference

Weights = Mapping[Class, Mapping[str, float]]
LEAST = {"person": 30, "neuter": 30, "plural": 30, "title": 6}
"""Least number of candidates that must show a feature."""
L2, STEPS, RATE = 1.5, 300, 0.05
HEAD = """# Weights of what speaks for a referent as the one a pronoun or a description means, by class.
# Provenance: learned by models/training/onrecord_training/coreference.py from the coreference of GUM 11, train, all
# genres but reddit (annotation CC BY 4.0; texts by genre, five of them CC BY-NC-SA).
"""


class Example(NamedTuple):
    """A mention to be resolved: what speaks for each candidate and for none, and which candidates are right."""

    kind: Class
    rows: list[Features]
    right: list[bool]


def examples(gold: Annotated, doc: Doc, weights: Weights | None) -> list[Example]:
    """Return the mentions of a document that are resolved, in text order.

    Args:
        gold: Its annotation.
        doc: The document after all stages.
        weights: What decides whom a mention is taken to mean; None for the annotation.
    """
    chains: dict[int, str] = {}
    for mention in gold.mentions:
        chains.setdefault(mention.head, mention.chain)
    found: list[Example] = []

    def is_right(referent: Referent, chain: str | None) -> bool:
        if chain is None:
            return False
        named = referent.participant
        if named is not None and any(same_name(named.name, name) for name in gold.names.get(chain, [])):
            return True
        form = "noun" if named is None else "name"
        seen = [s for s in referent.seen if s.form == form]
        return any(chains.get(s.token.idx) == chain for s in (seen[-1:] if named is None else seen))

    def choose(
        seen: Seen, kind: Class, candidates: Sequence[Referent], rows: Sequence[Features], none: Features
    ) -> Referent | None:
        chain = chains.get(seen.token.idx)
        right = [is_right(candidate, chain) for candidate in candidates]
        if any(ok and c.participant is not None for ok, c in zip(right, candidates, strict=True)):
            right = [ok and c.participant is not None for ok, c in zip(right, candidates, strict=True)]
        found.append(Example(kind, [*rows, none], [*right, not any(right)]))
        if weights is None:
            return next((c for c, ok in zip(candidates, right, strict=True) if ok), None)
        likely = scores([*rows, none], weights[kind])
        best = max(range(len(likely)), key=likely.__getitem__)
        return candidates[best] if best < len(candidates) else None

    coreference = Coreference(doc)
    for _ in chain_of(coreference.track(choose, "people"), coreference.track(choose, "things")):
        pass  # choose notes the examples
    return found


def fit(examples: Sequence[Example], least: int) -> dict[str, float]:
    """Return the weights under which the right candidates of all examples together are likeliest."""
    counts = Counter(name for example in examples for row in example.rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= least)
    place = {name: at for at, name in enumerate(names)}
    size = sum(len(example.rows) for example in examples)
    matrix, right, owner = np.zeros((size, len(names))), np.zeros(size, bool), np.zeros(size, int)
    at = 0
    for number, example in enumerate(examples):
        for row, ok in zip(example.rows, example.right, strict=True):
            for name, value in row.items():
                if name in place:
                    matrix[at, place[name]] = value
            right[at], owner[at] = ok, number
            at += 1
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        likely = _shares(matrix @ weights, owner, len(examples))
        among = np.zeros(len(examples))
        np.add.at(among, owner, likely * right)
        target = np.where(right, likely / np.maximum(among[owner], 1e-12), 0)
        gradient = matrix.T @ (likely - target) + L2 * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, (round(float(weight), 3) for weight in weights), strict=True))


def _shares(values: np.ndarray, owner: np.ndarray, number: int) -> np.ndarray:
    top, total = np.full(number, -np.inf), np.zeros(number)
    np.maximum.at(top, owner, values)
    powers = np.exp(values - top[owner])
    np.add.at(total, owner, powers)
    return powers / total[owner]


def fit_all(found: Sequence[Example]) -> dict[Class, dict[str, float]]:
    """Return the weights of every class of mentions."""
    by_kind: defaultdict[Class, list[Example]] = defaultdict(list)
    for example in found:
        by_kind[example.kind].append(example)
    return {kind: fit(by_kind[kind], LEAST[kind]) for kind in KINDS}


def main() -> None:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora; GUM lies in gum/dep/train")
    parser.add_argument("--out", type=Path, required=True, help="file for the weights")
    parser.add_argument("--model", default="en_onrecord", help="installed model or folder")
    given = parser.parse_args()
    nlp = onrecord.load(given.model)
    annotated = list(golds(given.data / "gum" / "dep" / "train", Conversion()))
    docs = list(nlp.pipe([prepare(nlp, gold.document) for gold in annotated], batch_size=16))
    pairs = list(zip(annotated, docs, strict=True))
    forced = [example for gold, doc in pairs for example in examples(gold, doc, None)]
    weights = fit_all(forced)
    weights = fit_all([*forced, *(example for gold, doc in pairs for example in examples(gold, doc, weights))])
    names = sorted({name for of_kind in weights.values() for name in of_kind})
    with given.out.open("w", encoding="utf-8") as file:
        file.write(HEAD + "\t".join(["feature", *KINDS]) + "\n")
        for name in names:
            file.write("\t".join([name, *(f"{weights[kind].get(name, 0):.3f}" for kind in KINDS)]) + "\n")


if __name__ == "__main__":
    main()
