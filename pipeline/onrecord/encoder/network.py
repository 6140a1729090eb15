"""The exported network: ONNX session, arc labeller and label inventories, as one bundle of bytes."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.encoder.pieces import PieceEncoder

FILES = ("model.onnx", "labels.npz", "labels.json", "tokenizer.json")


class Network:
    """Runs one window at a time, so that a text's result never depends on its neighbours in a batch."""

    def __init__(self, files: dict[str, bytes]) -> None:
        """Load from the bytes of ``FILES``."""
        import onnxruntime

        self.files = files
        self.labels: dict[str, list[str]] = json.loads(files["labels.json"])
        self.pieces = PieceEncoder.from_bytes(files["tokenizer.json"])
        options = onnxruntime.SessionOptions()
        # One thread a window; several windows run side by side. Splitting one small matrix gains less.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(files["model.onnx"], options, providers=["CPUExecutionProvider"])
        self.outputs = [o.name for o in self.session.get_outputs()]
        arrays = np.load(io.BytesIO(files["labels.npz"]))
        self._weight = arrays["weight"].astype(np.float32)
        self._offset = arrays["offset"].astype(np.float32)
        self._linear, self._bias = arrays["linear"], arrays["bias"]

    def run(self, ids: np.ndarray, case: np.ndarray, first: np.ndarray, last: np.ndarray) -> dict[str, Any]:
        """Return the scores of every head for one window of pieces and its words."""
        values = self.session.run(None, {"ids": ids, "case": case, "first": first, "last": last})
        return dict(zip(self.outputs, values, strict=True))

    def arc_labels(self, head: NDArray[np.float32], dep: NDArray[np.float32]) -> NDArray[np.int64]:
        """Return the best label index for each arc, given the projections of its two ends."""
        n, width = dep.shape
        bilinear = (dep @ self._weight + self._offset).reshape(n, -1, width)
        scores = np.matmul(bilinear, head[:, :, None])[:, :, 0]
        scores += np.concatenate([head, dep], 1) @ self._linear + self._bias
        best: NDArray[np.int64] = scores.argmax(1)
        return best
