"""The exported network: the ONNX graphs, label inventories and learned transitions, as one bundle of bytes."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.encoder.pieces import PieceEncoder

FILES = ("model.onnx", "arc_labels.onnx", "labels.json", "transitions.json", "tokenizer.json")


class Network:
    """Runs one window at a time, so that a text's result never depends on its neighbours in a batch."""

    def __init__(self, files: dict[str, bytes]) -> None:
        """Load from the bytes of ``FILES``."""
        self.files = files
        self.labels: dict[str, list[str]] = json.loads(files["labels.json"])
        # Scores of one label after another where training learned them; the last row is the start.
        self.transitions: dict[str, list[list[float]]] = json.loads(files["transitions.json"])
        self.pieces = PieceEncoder.from_bytes(files["tokenizer.json"])
        self._encoder = _session(files["model.onnx"])
        self._outputs = [o.name for o in self._encoder.get_outputs()]
        self._arc_labels = _session(files["arc_labels.onnx"])

    def run(self, ids: np.ndarray, case: np.ndarray, first: np.ndarray, last: np.ndarray) -> dict[str, Any]:
        """Return the scores of every head for one window of pieces and its words."""
        values = self._encoder.run(None, {"ids": ids, "case": case, "first": first, "last": last})
        return dict(zip(self._outputs, values, strict=True))

    def arc_labels(self, head: NDArray[np.float32], dep: NDArray[np.float32]) -> NDArray[np.int64]:
        """Return the best label index for each arc, given the projections of its two ends."""
        best: NDArray[np.int64] = self._arc_labels.run(None, {"head": head, "dep": dep})[0]
        return best


def _session(graph: bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One thread a window; several windows run side by side. Splitting one small matrix gains less.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        graph,
        options,
        providers=["CPUExecutionProvider"],
        # Its fused kernel takes eight times as long as an addition and a normalisation (a tenth of a window).
        disabled_optimizers=["SkipLayerNormFusion"],
    )
