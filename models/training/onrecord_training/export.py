"""Export the averaged weights to ONNX, with int8 weights and 8-bit activations chosen per window at run time.

Usage:
    python -m onrecord_training.export --run DIR --minilm DIR --out DIR [--float]

Writes ``model.onnx`` (encoder and heads up to scores), ``labels.npz`` (the arc labeller, which runs after
decoding and only over chosen arcs), ``labels.json`` and ``tokenizer.json``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord_training.network import Network, Sizes

INPUTS = ["ids", "case", "first", "last"]
OUTPUTS = ["tag", "pos", "sent", "arcs", "label_head", "label_dep", "names", "attribution"]


class Exported(nn.Module):
    """The network as it is run: one window at a time, so that no text's result depends on its neighbours."""

    def __init__(self, network: Network) -> None:
        """Wrap a trained network."""
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, case: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Take vectors of one window (int64) and return the scores of every head, without a batch axis."""
        n = self.network
        layers = [x.squeeze(0) for x in n.encode(ids[None], case[None], None)]
        words = {}
        for name, mix in n.mix.items():
            mixed = mix(layers)
            words[name] = (mixed[first] + mixed[last]) * 0.5
        tagging, parsing = words["tagging"], words["parsing"]
        head, dep = n.label_parts(parsing)
        return (
            n.tag(tagging).argmax(-1),
            n.pos(tagging).argmax(-1),
            torch.softmax(n.sent(tagging), -1)[:, 1],
            n.arcs(parsing[None])[0],
            head,
            dep,
            torch.log_softmax(n.names(words["names"]), -1),
            torch.log_softmax(n.attribution(words["attribution"]), -1),
        )


def load_network(run: Path) -> tuple[Network, dict[str, list[str]]]:
    """Return the network with its averaged weights and the label inventories of a run."""
    labels = json.loads((run / "labels.json").read_text())
    network = Network(Sizes(**{k: len(v) for k, v in labels.items()}))
    network.load_state_dict(torch.load(run / "average.pt", weights_only=True))
    return network.eval(), labels


def export(network: Network, labels: dict[str, list[str]], out: Path, minilm: Path, quantise: bool) -> None:
    """Write all files of the encoder component."""
    out.mkdir(parents=True, exist_ok=True)
    example = torch.arange(12), torch.ones(12, dtype=torch.long), torch.arange(1, 9), torch.arange(1, 9)
    axes = {"ids": {0: "pieces"}, "case": {0: "pieces"}, "first": {0: "words"}, "last": {0: "words"}}
    axes |= {k: {0: "words"} for k in OUTPUTS}
    axes["arcs"] = {0: "words", 1: "words"}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "float.onnx"
        torch.onnx.export(
            Exported(network),
            example,
            str(plain),
            input_names=INPUTS,
            output_names=OUTPUTS,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if quantise:
            quantize_dynamic(
                plain,
                out / "model.onnx",
                weight_type=QuantType.QInt8,
                per_channel=True,
                op_types_to_quantize=["MatMul", "Gather"],
                extra_options={"MatMulConstBOnly": True},
            )
        else:
            shutil.copy(plain, out / "model.onnx")
    weight = network.label_weight.weight.detach().numpy()
    deps, width = network.sizes.deps, network.sizes.label
    np.savez(
        out / "labels.npz",
        weight=weight.T.astype(np.float16).reshape(width, deps * width),
        offset=network.label_weight.bias.detach().numpy().astype(np.float16),
        linear=network.label_bias.weight.detach().numpy().T.astype(np.float32),
        bias=network.label_bias.bias.detach().numpy().astype(np.float32),
    )
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n")
    shutil.copy(minilm / "tokenizer.json", out / "tokenizer.json")


def main() -> None:
    """Export a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="keep 32-bit weights")
    args = parser.parse_args()
    network, labels = load_network(args.run)
    export(network, labels, args.out, args.minilm, not args.float)


if __name__ == "__main__":
    main()
