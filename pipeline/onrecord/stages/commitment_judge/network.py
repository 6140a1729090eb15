"""The judge's network: the vectors of five words and the mean of a span, with named features, to probabilities.

Several networks of one shape, trained from different seeds, are averaged; the mean is made a probability by the two
numbers of a logistic calibration (Platt 1999) fitted on documents none of them had seen.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

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
            w = {k: arrays[k].astype(np.float32) for k in arrays.files if k != "meta"}
            meta = json.loads(bytes(arrays["meta"]).decode())
        self._index = {name: n for n, name in enumerate(meta["features"])}
        self._slope, self._bias = meta["calibration"]
        # The networks lie side by side, so that each layer is one product for all of them.
        self._words = np.concatenate(list(w["words"]), axis=2)
        self._words_bias = w["words_bias"].transpose(1, 0, 2)
        self._inner, self._inner_bias = w["hidden"], w["hidden_bias"][:, None]
        self._features_bias = w["features_bias"]
        depth = w["hidden"].shape[2]
        heads = [w["out"][:, :, None], w["act"][:, :depth], w["force"][:, :depth]]
        self._heads = np.concatenate(heads, axis=2)
        self._heads_bias = np.concatenate([w["out_bias"][:, None], w["act_bias"], w["force_bias"]], axis=1)[:, None]
        direct = [w["direct"][:, :, None], w["act"][:, depth:], w["force"][:, depth:]]
        self._given = np.concatenate([*w["features"], *np.concatenate(direct, axis=2)], axis=1)

    def __call__(self, found: list[Candidate], vectors: Array) -> Verdicts:
        """Return verdicts on the candidates of one document, whose words have these vectors."""
        words = np.stack([seen(c, vectors) for c in found])
        features = np.zeros((len(found), len(self._index)), dtype=np.float32)
        for row, candidate in enumerate(found):
            for name, value in candidate.features.items():
                if (at := self._index.get(name)) is not None:
                    features[row, at] = value
        # So small products take a hundred times as long where threads wait for one another on a busy machine.
        with _threads().limit(limits=1, user_api="blas"):
            return self.score(words, features)

    def score(self, words: Array, features: Array) -> Verdicts:
        """Return verdicts from word vectors ``(candidates, 6, width)`` and features ``(candidates, features)``."""
        number, places = words.shape[:2]
        nets, width = self._words_bias.shape[1:]
        given = features @ self._given
        split = self._features_bias.size
        x = np.empty((nets, number, self._inner.shape[1]), dtype=np.float32)
        for k in range(places):
            projected = (words[:, k] @ self._words[k]).reshape(number, nets, width) + self._words_bias[k]
            x[:, :, k * width : (k + 1) * width] = projected.transpose(1, 0, 2)
        told = given[:, :split].reshape(number, nets, -1) + self._features_bias
        x[:, :, places * width :] = told.transpose(1, 0, 2)
        hidden = gelu(np.matmul(gelu(x), self._inner) + self._inner_bias)
        direct = given[:, split:].reshape(number, nets, -1).transpose(1, 0, 2)
        scores = np.matmul(hidden, self._heads) + direct + self._heads_bias
        acts, forces = scores[:, :, 1 : 1 + len(ACTS)], scores[:, :, 1 + len(ACTS) :]
        chance = 1 / (1 + np.exp(-(self._slope * scores[:, :, 0].mean(axis=0) + self._bias)))
        return Verdicts(chance.astype(np.float32), _softmax(acts).mean(axis=0), _softmax(forces).mean(axis=0))


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def seen(candidate: Candidate, vectors: Array) -> Array:
    """Return the vectors the judge sees of a candidate, ``(6, width)``: five words and the mean of its span."""
    start, end = candidate.span
    rows = np.empty((len(candidate.places) + 1, vectors.shape[1]), dtype=np.float32)
    for row, i in enumerate(candidate.places):
        rows[row] = vectors[i] if i >= 0 else 0.0
    rows[-1] = vectors[start:end].mean(axis=0)
    return rows


def gelu(x: Array) -> Array:
    """Return the Gaussian error linear unit in its tanh form (Hendrycks & Gimpel 2016)."""
    inner = np.float32(np.sqrt(2 / np.pi)) * (x + np.float32(0.044715) * (x * x * x))  # a power takes far longer
    return np.asarray(np.float32(0.5) * x * (1 + np.tanh(inner)), dtype=np.float32)


def _softmax(x: Array) -> Array:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), dtype=np.float32)
