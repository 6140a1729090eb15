"""Which candidate a pronoun means, by weights learned from annotated coreference.

A log-linear model over the candidates and *none of them*. The weights are in ``antecedent_weights.tsv``, which says
what they were learned from; ``models/training`` holds the training.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp

from onrecord.lexicons import load
from onrecord.stages.coreference.features import Features
from onrecord.stages.coreference.referents import Class

THRESHOLDS: dict[Class, float] = {"person": 0.55, "neuter": 0.6, "plural": 0.6, "title": 0.75}
"""Least probability at which a pronoun is said to mean a candidate, set for a precision of 90 % and more."""


KINDS: tuple[Class, ...] = ("person", "neuter", "plural", "title")


def shares(rows: Sequence[Features], none: Features, kind: Class) -> list[float]:
    """Return the probability of each candidate; the rest is that of none of them."""
    values = scores([*rows, none], _weights()[kind])
    top = max(values)
    powers = [exp(value - top) for value in values]
    total = sum(powers)
    return [power / total for power in powers[:-1]]


def scores(rows: Sequence[Features], weights: Mapping[str, float]) -> list[float]:
    """Return the weighted sum of each row."""
    return [sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in rows]


@cache
def _weights() -> dict[Class, Mapping[str, float]]:
    return {kind: {row["feature"]: float(row[kind]) for row in load("antecedent_weights")} for kind in KINDS}
