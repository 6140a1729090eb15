"""The judge's network: the vectors of five words and the mean of a span, with named features, to probabilities.

Several networks of one shape, trained from different seeds, are averaged; the mean is made a probability by the two
numbers of a logistic calibration (Platt 1999) fitted on documents none of them had seen.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.commitment_judge.candidates import Candidate

ACTS = ("promise", "agree", "plan", "offer", "announce", "refuse", "threaten")
FORCES = ("binding", "intended", "tentative")
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the judge says of candidates, one row each: probabilities of being one, of its act, of its force."""

    commitment: Array
    act: Array
    force: Array


class Judge:
    """Scores candidates; see :func:`onrecord_training.judge` for how it is trained."""

    def __init__(self, data: bytes) -> None:
        """Load from the bytes of a ``.npz`` file."""
        self.data = data
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            self._weights = {k: arrays[k].astype(np.float32) for k in arrays.files if k != "meta"}
            meta = json.loads(bytes(arrays["meta"]).decode())
        self._index = {name: n for n, name in enumerate(meta["features"])}
        self._slope, self._bias = meta["calibration"]

    def __call__(self, found: list[Candidate], vectors: Array) -> Verdicts:
        """Return verdicts on the candidates of one document, whose words have these vectors."""
        words = np.stack([seen(c, vectors) for c in found])
        features = np.zeros((len(found), len(self._index)), dtype=np.float32)
        for row, candidate in enumerate(found):
            for name, value in candidate.features.items():
                if name in self._index:
                    features[row, self._index[name]] = value
        return self.score(words, features)

    def score(self, words: Array, features: Array) -> Verdicts:
        """Return verdicts from word vectors ``(candidates, 6, width)`` and features ``(candidates, features)``."""
        w = self._weights
        logits, acts, forces = [], [], []
        for n in range(len(w["out_bias"])):
            parts = [gelu(words[:, k] @ w["words"][n, k] + w["words_bias"][n, k]) for k in range(words.shape[1])]
            parts.append(gelu(features @ w["features"][n] + w["features_bias"][n]))
            hidden = gelu(np.concatenate(parts, axis=1) @ w["hidden"][n] + w["hidden_bias"][n])
            logits.append(hidden @ w["out"][n] + features @ w["direct"][n] + w["out_bias"][n])
            both = np.concatenate([hidden, features], axis=1)
            acts.append(_softmax(both @ w["act"][n] + w["act_bias"][n]))
            forces.append(_softmax(both @ w["force"][n] + w["force_bias"][n]))
        mean = np.mean(logits, axis=0)
        chance = 1 / (1 + np.exp(-(self._slope * mean + self._bias)))
        return Verdicts(chance.astype(np.float32), np.mean(acts, axis=0), np.mean(forces, axis=0))


def seen(candidate: Candidate, vectors: Array) -> Array:
    """Return the vectors the judge sees of a candidate, ``(6, width)``: five words and the mean of its span."""
    start, end = candidate.span
    rows = [vectors[i] if i >= 0 else np.zeros_like(vectors[0]) for i in candidate.places]
    return np.stack([*rows, vectors[start:end].mean(axis=0)]).astype(np.float32)


def gelu(x: Array) -> Array:
    """Return the Gaussian error linear unit in its tanh form (Hendrycks & Gimpel 2016)."""
    inner = np.float32(np.sqrt(2 / np.pi)) * (x + np.float32(0.044715) * (x * x * x))  # a power takes far longer
    return np.asarray(np.float32(0.5) * x * (1 + np.tanh(inner)), dtype=np.float32)


def _softmax(x: Array) -> Array:
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True), dtype=np.float32)
