"""Fitting the confidence of quotes: logistic regression over what found them, on attributions of PolNeAR.

Run it as ``python -m onrecord_training.confidence --data DATA/polnear/dev --out quote_confidence.tsv``. Candidates are
what the stage of quotes finds with attitudes and without a least confidence. One is right if an annotated content is
like it (Jaccard index of characters of at least 0.3, one to one). Quotes inside other quotes are left out: the corpus
annotates none. Weights are fitted on the development part because the tagger has learned the training part by heart;
the reliability table printed is of cross-validation over documents.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

import onrecord
from onrecord.benchmark import overlaps
from onrecord.formats import polnear
from onrecord.formats.conversion import Conversion
from onrecord.schema import Claim, Quote
from onrecord.stages.attribution.combine import attributions
from onrecord.stages.attribution.confidence import UNJUDGED, features
from onrecord.stages.attribution.stretches import Stretches
from onrecord.stages.attribution.tagger import all_tagged
from onrecord.stages.quotes import NAME, as_quote

ALIKE = 0.3
FOLDS = 5
RIDGE = 1.0
STEPS = 50
RAREST = 5
"""Candidates a feature must have been seen in."""
Matrix = NDArray[np.float64]


class Example(NamedTuple):
    """A candidate: its document, its features and whether it is right."""

    document: int
    seen: dict[str, float]
    right: bool


def examples(pairs: Iterable[tuple[Doc, Sequence[Claim]]]) -> list[Example]:
    """Return the candidates of parsed documents, judged by what is annotated there."""
    found = []
    for number, (doc, gold) in enumerate(pairs):
        marks, spans = Stretches(doc.text), all_tagged(doc)
        candidates = attributions(doc, marks, attitudes=True, least=0.0)
        candidates = [a for a in candidates if a.rule not in UNJUDGED]
        outer = [a for a in candidates if not any(b is not a and b.covers(a.fragments) for b in candidates)]
        quotes = [as_quote(doc, a, marks) for a in outer]
        right = {other.id for _, other in overlaps.pairs([g for g in gold if isinstance(g, Quote)], quotes, ALIKE)}
        rows = zip(outer, quotes, strict=True)
        found += [Example(number, features(doc, a, spans), quote.id in right) for a, quote in rows]
    return found


def fitted(rows: Matrix, right: Matrix) -> Matrix:
    """Return the weights of a logistic regression with a ridge penalty, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - right) + RIDGE * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def crossed(rows: Matrix, right: Matrix, documents: NDArray[np.int64]) -> Matrix:
    """Return the chance of each candidate by weights fitted on other documents."""
    chances = np.zeros(len(right))
    for fold in range(FOLDS):
        held = documents % FOLDS == fold
        chances[held] = 1 / (1 + np.exp(-rows[held] @ fitted(rows[~held], right[~held])))
    return chances


def table(chances: Matrix, right: Matrix) -> str:
    """Return the reliability table: how many of the candidates of each confidence are right."""
    lines = ["confidence   n     mean   right"]
    for low in np.arange(0.0, 1.0, 0.1):
        held = (chances >= low) & (chances < low + 0.1)
        if held.any():
            mean, share = chances[held].mean(), right[held].mean()
            lines.append(f"{low:.1f}-{low + 0.1:.1f}   {held.sum():5d}   {mean:.3f}   {share:.3f}")
    return "\n".join(lines)


def main() -> None:
    """Fit the weights, print how reliable they are and write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    wanted = parser.parse_args()
    nlp = onrecord.load()
    later = [name for name in nlp.pipe_names if name.startswith("onrecord_") and name >= NAME]
    articles = list(polnear.read(wanted.data, Conversion()))
    with nlp.select_pipes(disable=later):
        docs = nlp.pipe(article.document.text for article in articles)
        found = examples((doc, article.claims) for doc, article in zip(docs, articles, strict=True))
    report(found, wanted.out)


def report(found: Sequence[Example], out: Path | None) -> None:
    """Print the reliability of candidates by cross-validation and write the weights fitted on all of them."""
    counts: dict[str, int] = {}
    for example in found:
        for name, value in example.seen.items():
            counts[name] = counts.get(name, 0) + bool(value)
    names = [name for name, count in counts.items() if count >= RAREST]
    rows = np.array([[example.seen.get(name, 0.0) for name in names] for example in found])
    right = np.array([float(example.right) for example in found])
    print(table(crossed(rows, right, np.array([example.document for example in found])), right))
    if out is not None:
        lines = (f"{name}\t{weight:.3f}\n" for name, weight in sorted(zip(names, fitted(rows, right), strict=True)))
        out.write_text(HEAD + "".join(lines), encoding="utf-8")


HEAD = """\
# Weights of the confidence of quotes: logistic regression over features of an attribution.
# Provenance: fitted on the development part of PolNeAR 1.0.0 (Newell, Margolin & Ruths 2018) by
# models/training/onrecord_training/confidence.py; numbers only, no text of the corpus.
feature\tweight
"""

if __name__ == "__main__":
    main()
